//! Answers to a form's lead that lead somewhere else: they are read, and nobody goes there.

use clienttether_generated::api::ResultCode;
use clienttether_generated::{Client, ExternalFormLead};
use prose_runtime::{Cause, Config, Error, Meaning, NoRecord, Reply, RetryPolicy};
use workspace_tests::{Loopback, http};

use super::form_posts::{FORM_CODES, jo, spellings};
use super::{answered_with, client};

/// The sample of the page.
const SAMPLE: &str = "?error_Code=ct101&msg=Invalid+Wed_Key";

fn leading(status: u16, location: &str) -> Vec<u8> {
    let status = format!("{status} Elsewhere\r\nLocation: {location}");
    http(&status, "text/html", "<html>moved</html>")
}

async fn led_to(location: &str) -> Result<Reply<NoRecord>, Error> {
    let client = answered_with(leading(302, location));
    let pages = jo()
        .on_success_url("https://example.com/thanks")
        .on_error_url("https://example.com/sorry");
    client.external_form_lead(pages).await
}

#[tokio::test]
async fn the_page_for_success_is_a_success() {
    for location in [
        "https://example.com/thanks",
        "http://example.com",
        "https://example.com/thanks?from=form&step=2#top",
        "//EXAMPLE.com/thanks",
        "https://example.com/no_error_Code/ct101",
        "https://example.com/thanks?code=ct101&error=none",
    ] {
        let reply = led_to(location).await.unwrap();
        assert_eq!((reply.status(), reply.code()), (302, None), "{location}");
        assert!(reply.records().is_empty(), "{location}");
    }
}

/// A login page, a maintenance page: the lead may not have been taken in.
#[tokio::test]
async fn a_redirect_that_nobody_asked_for_is_no_success() {
    for location in [
        "/thanks",
        "thanks.html",
        "https://login.example.com/?to=https://example.com/thanks",
        "https://example.com.example.org/thanks",
    ] {
        let error = led_to(location).await.unwrap_err();
        assert!(
            matches!(error.cause(), Cause::Status { status: 302, .. }),
            "{location}: {error}"
        );
        assert!(error.may_have_acted(), "{location}");
    }
    let client = answered_with(leading(302, "https://example.com/thanks"));
    let error = client.external_form_lead(jo()).await.unwrap_err();
    assert!(matches!(error.cause(), Cause::Status { .. }), "{error}");
}

#[tokio::test]
async fn the_code_is_found_in_any_address_of_the_page_for_errors() {
    for location in [
        format!("https://example.com/sorry{SAMPLE}"),
        format!("http://example.com{SAMPLE}"),
        format!("/sorry{SAMPLE}"),
        format!("sorry.html{SAMPLE}"),
        format!("//example.com/{SAMPLE}"),
        SAMPLE.to_owned(),
        "https://example.com/sorry?from=form&error_Code=ct101&msg=Invalid+Wed_Key".to_owned(),
        "https://example.com/sorry?error_Code=ct101&msg=Invalid%20Wed_Key&from=form".to_owned(),
        // Put behind a query or a fragment without a look.
        format!("https://example.com/sorry?from=form{SAMPLE}"),
        format!("https://example.com/#/sorry{SAMPLE}"),
        format!("https://example.com/sorry{SAMPLE}#top"),
        "https://example.com/?error%5FCode=%63t101&msg=Invalid%20%57ed%5FKey".to_owned(),
        "https://example.com/?ERROR_CODE=CT101&MSG=Invalid+Wed_Key".to_owned(),
        "https://example.com/?error_code=ct_101&msg=Invalid%20Wed_Key".to_owned(),
        "https://example.com/?error_Code=CT_101&msg=+Invalid+Wed_Key+".to_owned(),
    ] {
        let error = led_to(&location).await.unwrap_err();
        assert_eq!(
            ResultCode::of(&error),
            Some(ResultCode::Ct101),
            "{location}: {error}"
        );
        assert!(error.is_access_denied(), "{location}: {error}");
        let refusal = error.refusal().unwrap();
        assert_eq!(refusal.message.as_str(), "Invalid Wed_Key", "{location}");
        assert_eq!(refusal.status, 302);
        // The document's message, not the one that came.
        assert_eq!(
            error.to_string(),
            "external_form_lead: refused with ct101 \"Invalid Web_Key\"; check the credentials and \
             what they allow"
        );
    }
}

#[tokio::test]
async fn each_code_of_the_page_is_typed_in_an_address_too() {
    for (code, message, typed, meaning) in FORM_CODES {
        for spelled in spellings(code) {
            let message = message.replace(' ', "%20");
            let address = format!("https://example.com/?error_Code={spelled}&msg={message}");
            let error = led_to(&address).await.unwrap_err();
            assert_eq!(ResultCode::of(&error), Some(typed), "{address}: {error}");
            let refusal = error.refusal().unwrap();
            assert_eq!(
                (refusal.meaning, refusal.listed_code()),
                (meaning, Some(code))
            );
            assert_eq!(refusal.code.as_str(), spelled);
        }
    }
}

/// The message alone does not tell, and neither does a code that nobody knows.
#[tokio::test]
async fn a_code_that_nobody_has_explained_is_a_refusal_all_the_same() {
    for query in [
        "error_Code=ct199",
        "error_Code=",
        "error_Code",
        "error_Code=&msg=TBD",
    ] {
        let error = led_to(&format!("/sorry?{query}")).await.unwrap_err();
        let refusal = error.refusal().unwrap();
        assert_eq!(refusal.meaning, Meaning::Unknown, "{query}");
        assert_eq!(ResultCode::of(&error), None, "{query}");
    }
}

#[tokio::test]
async fn a_redirect_without_an_address_is_a_failure() {
    for answer in [
        http("302 Found", "text/html", "<html>moved</html>"),
        leading(302, ""),
        // These two ask for the same request elsewhere.
        leading(307, "https://example.com/thanks"),
        leading(308, "https://example.com/thanks"),
    ] {
        let client = answered_with(answer);
        let error = client.external_form_lead(jo()).await.unwrap_err();
        assert!(matches!(error.cause(), Cause::Status { .. }), "{error}");
    }
}

/// What a browser would do with an address is none of the client's business, good news or bad.
#[tokio::test]
async fn nobody_goes_to_the_address() {
    let target = Loopback::replying(|_| http("200 OK", "text/html", "Thank you")).unwrap();
    let mut asked = 0;
    for status in [301, 302, 303, 307, 308] {
        for query in ["", SAMPLE, "?error_Code=Ct105"] {
            let to = format!("http://{}/page{query}", target.host());
            let server = Loopback::replying(move |_| leading(status, &to)).unwrap();
            let patient = Config::new().retry(RetryPolicy::new());
            for client in clients(&server, patient) {
                let lead = jo()
                    .on_success_url(format!("http://{}/page", target.host()))
                    .on_error_url(format!("http://{}/page", target.host()));
                let outcome = client.external_form_lead(lead).await;
                let is_success = query.is_empty() && status < 304;
                assert_eq!(outcome.is_ok(), is_success, "{status} {query}");
                asked += 1;
            }
            // And asked once, since a lead could be made twice.
            assert_eq!(server.requests_so_far().len(), 2, "{status} {query}");
        }
    }
    assert_eq!(asked, 30);
    assert_eq!(target.requests_so_far(), Vec::<String>::new());
}

/// One with credentials, one without.
fn clients(server: &Loopback, config: Config) -> [Client; 2] {
    let config = config.base_url(server.base_url());
    let stranger = clienttether_generated::Credentials::none();
    [
        client(config.clone()),
        Client::with_config(stranger, config).unwrap(),
    ]
}

#[tokio::test]
async fn nothing_of_the_lead_or_of_the_address_is_shown() {
    const CANARY: &str = "C4N4RY";
    for query in [
        "",
        "?error_Code=ct101&msg=C4N4RY",
        "?error_Code=C4N4RY&msg=C4N4RY",
        "?error_Code=&msg=C4N4RY",
        "?C4N4RY=C4N4RY",
    ] {
        for status in [302, 307] {
            let location = format!("https://{CANARY}:{CANARY}@example.com/{CANARY}{query}");
            let client = answered_with(leading(status, &location));
            let lead = ExternalFormLead::new(format!("CT_{CANARY}"))
                .name(CANARY)
                .email(format!("{CANARY}@example.com"))
                .custom(CANARY, CANARY)
                .on_success_url(format!("https://example.com/{CANARY}"));
            let shown = match client.external_form_lead(lead).await {
                Ok(reply) => format!("{reply:?} {reply:#?}"),
                Err(error) => format!(
                    "{error} {error:?} {error:#?} {} {:?}",
                    error.cause(),
                    error.refusal()
                ),
            };
            assert!(!shown.contains(CANARY), "{status} {query}: {shown}");
        }
    }
}
