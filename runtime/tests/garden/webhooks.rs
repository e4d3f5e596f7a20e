//! What an API sends by itself, signed.

use std::time::{Duration, SystemTime};

use prose_runtime::{
    HeaderMap, HeaderValue, Key, NoRecord, Record, RecordKind, Row, SignatureEncoding, Signed,
    TimestampPlace, ToldBy, Webhook, WebhookError, WebhookEvent, Webhooks,
};

use crate::api::{API, Plant};

const EVENTS: &[WebhookEvent] = &[
    WebhookEvent {
        name: "plant_grown",
        told_by: ToldBy::Key("event.type"),
        is: "grown",
        within: "data.plant",
    },
    WebhookEvent {
        name: "plant_cut",
        told_by: ToldBy::Key("event.type"),
        is: "7",
        within: "",
    },
    WebhookEvent {
        name: "plant_sold",
        told_by: ToldBy::Header("X-Event"),
        is: "sold",
        within: "",
    },
];
static BODY: Webhooks = Webhooks {
    header: "X-Signature",
    before: "sha256=",
    env: Some("GARDEN_SECRET_THAT_NOBODY_SETS"),
    events: EVENTS,
    ..Webhooks::PLAIN
};
static TIMED: Webhooks = Webhooks {
    header: "X-Signature",
    encoded: SignatureEncoding::Base64,
    over: &[
        Signed::Text("v0:"),
        Signed::Timestamp,
        Signed::Text(":"),
        Signed::Body,
    ],
    timestamp: Some(TimestampPlace::Header("X-Timestamp")),
    events: EVENTS,
    ..Webhooks::PLAIN
};
static BESIDE: Webhooks = Webhooks {
    header: "Garden-Signature",
    before: "v1=",
    over: &[Signed::Timestamp, Signed::Text("."), Signed::Body],
    timestamp: Some(TimestampPlace::Beside("t=")),
    age: 60,
    events: EVENTS,
    ..Webhooks::PLAIN
};

const SECRET: &str = "C4N4RY";
const GROWN: &[u8] =
    br#"{"event":{"type":"grown"},"data":{"plant":{"plant_id":"7","owner":"Ann"}}}"#;

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

fn headers(all: &[(&'static str, &str)]) -> HeaderMap {
    let pair = |(name, value): &(&'static str, &str)| {
        (name.parse().unwrap(), HeaderValue::from_str(value).unwrap())
    };
    all.iter().map(pair).collect()
}

fn read(
    webhooks: &'static Webhooks,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Webhook, WebhookError> {
    Webhook::read_at(webhooks, SECRET, headers, body, now())
}

#[test]
fn a_signature_is_that_of_hmac_sha256() {
    // RFC 4231, test case 2.
    static PLAIN: Webhooks = Webhooks {
        header: "x-signature",
        ..Webhooks::PLAIN
    };
    let body = b"what do ya want for nothing?";
    let signed = Webhook::sign(&PLAIN, "Jefe", body, now()).unwrap();
    assert_eq!(
        signed["x-signature"],
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
    assert_eq!(signed.len(), 1);
}

#[test]
fn what_is_signed_is_read_and_told_apart() {
    let sent = |webhooks, body: &[u8]| Webhook::sign(webhooks, SECRET, body, now()).unwrap();
    for webhooks in [&BODY, &TIMED, &BESIDE] {
        let webhook = read(webhooks, &sent(webhooks, GROWN), GROWN).unwrap();
        assert_eq!(webhook.event(), Some("plant_grown"));
        let plant: Plant = webhook.record().unwrap();
        assert_eq!(plant.row().raw("plant_id"), Some("\"7\""));
    }
    let cut = br#" {"plant_id":"8","event":{"type":7}} "#;
    let webhook = read(&BODY, &sent(&BODY, cut), cut).unwrap();
    assert_eq!(webhook.event(), Some("plant_cut"));
    let mut with_event = sent(&BODY, b"{\"plant_id\":\"9\"}");
    with_event.insert("x-event", HeaderValue::from_static("sold"));
    let webhook = read(&BODY, &with_event, b"{\"plant_id\":\"9\"}").unwrap();
    assert_eq!(webhook.event(), Some("plant_sold"));
    let other = br#"{"event":{"type":"eaten"},"who":"a rabbit"}"#;
    let webhook = read(&BODY, &sent(&BODY, other), other).unwrap();
    assert_eq!(webhook.event(), None);
    let record: NoRecord = webhook.record().unwrap();
    assert_eq!(record.row().custom_text("who").as_deref(), Some("a rabbit"));
}

#[test]
fn what_would_be_an_error_in_an_answer_is_a_record_like_any_other() {
    static BOUNCE: RecordKind = RecordKind {
        name: "bounce",
        fields: &[&STATUS, &ERROR],
        ..RecordKind::PLAIN
    };
    static STATUS: Key = Key {
        wire: "status",
        ..Key::PLAIN
    };
    static ERROR: Key = Key {
        wire: "error",
        ..Key::PLAIN
    };
    struct Bounce(Row);
    impl Record for Bounce {
        const KIND: &'static RecordKind = &BOUNCE;
        fn from_row(row: Row) -> Self {
            Self(row)
        }
        fn row(&self) -> &Row {
            &self.0
        }
    }
    let webhook = |body: &str| {
        let signed = Webhook::sign(&BODY, SECRET, body.as_bytes(), now()).unwrap();
        read(&BODY, &signed, body.as_bytes()).unwrap()
    };
    let grown = |record: &str| {
        let body = format!(r#"{{"event":{{"type":"grown"}},"data":{{"plant":{record}}}}}"#);
        webhook(&body).record::<Bounce>()
    };
    let bounced = r#"{"status":"failed","error":"bounced"}"#;
    for one in [bounced, &format!("[{bounced}]")] {
        let error = grown(one).unwrap();
        assert_eq!(error.row().text(&ERROR), Some("bounced"), "{one}");
    }
    for none in [
        "{}",
        r#"{"else":1}"#,
        "[]",
        &format!("[{bounced},{bounced}]"),
    ] {
        assert!(grown(none).is_err(), "{none}");
    }
    for body in ["{}", r#"{"type":"ping","message":"hi","timestamp":1}"#] {
        let record: NoRecord = webhook(body).record().unwrap();
        assert_eq!(record.row().to_json(), body);
    }
}

#[test]
fn headers_of_a_signature_are_as_the_api_writes_them() {
    let signed = Webhook::sign(&BESIDE, SECRET, b"{}", now()).unwrap();
    let value = signed["garden-signature"].to_str().unwrap();
    assert!(value.starts_with("t=1700000000,v1="), "{value}");
    let signed = Webhook::sign(&TIMED, SECRET, b"{}", now()).unwrap();
    assert_eq!(signed["x-timestamp"], "1700000000");
    let signed = Webhook::sign(&BODY, SECRET, b"{}", now()).unwrap();
    assert!(
        signed["x-signature"]
            .to_str()
            .unwrap()
            .starts_with("sha256=")
    );
}

#[test]
fn one_right_signature_of_several_is_enough() {
    let signed = Webhook::sign(&BESIDE, SECRET, GROWN, now()).unwrap();
    let value = signed["garden-signature"].to_str().unwrap().to_owned();
    let (time, right) = value.split_once(',').unwrap();
    let wrong = "v1=00";
    let all = headers(&[(
        "garden-signature",
        &format!("{time}, v0=1, {wrong} , {right}"),
    )]);
    assert!(read(&BESIDE, &all, GROWN).is_ok());
    let mut lines = headers(&[("garden-signature", &format!("{time},{wrong}"))]);
    lines.append("garden-signature", HeaderValue::from_str(right).unwrap());
    assert!(read(&BESIDE, &lines, GROWN).is_ok());
    let upper = Webhook::sign(&BODY, SECRET, GROWN, now()).unwrap();
    let upper = upper["x-signature"].to_str().unwrap().to_uppercase();
    let upper = upper.replace("SHA256=", "sha256=");
    assert!(read(&BODY, &headers(&[("x-signature", &upper)]), GROWN).is_ok());
}

#[test]
fn what_is_not_rightly_signed_is_refused() {
    let right = Webhook::sign(&BODY, SECRET, GROWN, now()).unwrap();
    let mut changed = GROWN.to_vec();
    changed.push(b' ');
    assert_eq!(
        read(&BODY, &right, &changed).unwrap_err(),
        WebhookError::WrongSignature
    );
    let other = Webhook::sign(&BODY, "other", GROWN, now()).unwrap();
    assert_eq!(
        read(&BODY, &other, GROWN).unwrap_err(),
        WebhookError::WrongSignature
    );
    let full = right["x-signature"].to_str().unwrap();
    for wrong in ["sha256=", "sha256=zz", "sha256=0", &full[..full.len() - 2]] {
        let error = read(&BODY, &headers(&[("x-signature", wrong)]), GROWN).unwrap_err();
        assert_eq!(error, WebhookError::WrongSignature, "{wrong}");
    }
    for none in [
        &[][..],
        &[("x-signature", "")],
        &[("x-signature", "sha1=00")],
    ] {
        let error = read(&BODY, &headers(none), GROWN).unwrap_err();
        assert_eq!(
            error,
            WebhookError::NoSignature {
                header: "X-Signature"
            }
        );
    }
    for blank in ["", " "] {
        let error = Webhook::read_at(&BODY, blank, &right, GROWN, now()).unwrap_err();
        assert_eq!(error, WebhookError::NoSecret);
        assert!(Webhook::sign(&BODY, blank, GROWN, now()).is_err());
    }
}

#[test]
fn a_signature_has_an_age() {
    let at = |seconds: i64| {
        let seconds = u64::try_from(1_700_000_000 + seconds).unwrap();
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    };
    for (seconds, is_taken) in [
        (0, true),
        (-60, true),
        (-61, false),
        (60, true),
        (61, false),
    ] {
        let signed = Webhook::sign(&BESIDE, SECRET, GROWN, at(seconds)).unwrap();
        let outcome = read(&BESIDE, &signed, GROWN);
        assert_eq!(outcome.is_ok(), is_taken, "{seconds}");
        if let Err(error) = outcome {
            assert_eq!(error, WebhookError::OutOfTime { age: 60 });
        }
    }
    // Another time than the one that is signed.
    let signed = Webhook::sign(&TIMED, SECRET, GROWN, at(-3600)).unwrap();
    let mut moved = signed;
    moved.insert("x-timestamp", HeaderValue::from_static("1700000000"));
    assert_eq!(
        read(&TIMED, &moved, GROWN).unwrap_err(),
        WebhookError::WrongSignature
    );
    for bad in ["", "now", "-1", "1e9"] {
        moved.insert("x-timestamp", HeaderValue::from_str(bad).unwrap());
        let error = read(&TIMED, &moved, GROWN).unwrap_err();
        assert_eq!(
            error,
            WebhookError::NoTimestamp {
                header: "X-Timestamp"
            },
            "{bad}"
        );
    }
}

#[test]
fn what_is_signed_and_cannot_be_read_is_told_without_its_content() {
    for body in [&b"C4N4RY"[..], b"", b"\xff", b"{"] {
        let signed = Webhook::sign(&BODY, SECRET, body, now()).unwrap();
        let error = read(&BODY, &signed, body).unwrap_err();
        assert_eq!(error, WebhookError::Unreadable { expected: "JSON" });
        assert!(!error.to_string().contains("C4N4RY"), "{error}");
    }
    for body in [
        &br#"{"event":{"type":"grown"}}"#[..],
        br#"{"event":{"type":"grown"},"data":[1]}"#,
        br#"{"event":{"type":"grown"},"data":{"plant":"C4N4RY"}}"#,
        br#"{"event":{"type":"grown"},"data":{"plant":null}}"#,
    ] {
        let signed = Webhook::sign(&BODY, SECRET, body, now()).unwrap();
        let webhook = read(&BODY, &signed, body).unwrap();
        let error = webhook.record::<Plant>().unwrap_err();
        assert_eq!(error, WebhookError::Unreadable { expected: "plant" });
        assert!(!format!("{webhook:?} {error}").contains("C4N4RY"));
    }
}

#[test]
fn a_secret_that_is_not_in_the_environment_is_told() {
    let told = |webhooks| {
        Webhook::secret_from_env(&API, webhooks)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        told(&BODY),
        "garden: the environment variable GARDEN_SECRET_THAT_NOBODY_SETS is not set: it gives the \
         secret of webhooks"
    );
    assert!(told(&TIMED).contains("give it in code"));
}
