//! What goes over the wire: for each call the whole request, byte for byte, as the vendor's page has
//! it. The expected texts are written out by hand; nothing of the code under test made them.

mod accounts;
mod create;
mod delete;
mod encoding;
mod leads;
mod placement;
mod read;
mod secrecy;
mod update;

use clienttether_generated::{Client, HistoryNote, HistoryNoteRequired, NoteType, calls};
use prose_runtime::{Config, Id};
use workspace_tests::Loopback;
use workspace_tests::spec::{api, assert_every_call};

use crate::client_with;

/// A client and the server that it talks to.
struct Wire {
    client: Client,
    server: Loopback,
}

impl Wire {
    fn new() -> Self {
        Self::with(Config::new())
    }

    fn with(config: Config) -> Self {
        let good = r#"{"ResultCode":"CT_200","Message":"Success"}"#;
        let server = Loopback::answering_json(good).unwrap();
        let client = client_with(&server, config);
        Self { client, server }
    }

    /// The request as it came, with `HOST` for the server's own address.
    fn sent(&self) -> String {
        self.server.sent()
    }
}

/// A request that has no body: a GET or a DELETE.
fn bare(method: &str, target: &str) -> String {
    format!(
        "{method} /v2/api/{target} HTTP/1.1\r\n\
         x-access-token: the-access-token\r\n\
         x-web-key: CT_web_key\r\n\
         accept: application/json\r\n\
         user-agent: clienttether-generated/{version} prose-runtime/{version}\r\n\
         host: HOST\r\n\
         \r\n",
        version = env!("CARGO_PKG_VERSION"),
    )
}

/// A request with a body of that type.
fn with_body(method: &str, target: &str, content_type: &str, body: &str) -> String {
    format!(
        "{method} /v2/api/{target} HTTP/1.1\r\n\
         x-access-token: the-access-token\r\n\
         x-web-key: CT_web_key\r\n\
         accept: application/json\r\n\
         content-type: {content_type}\r\n\
         user-agent: clienttether-generated/{version} prose-runtime/{version}\r\n\
         host: HOST\r\n\
         content-length: {length}\r\n\
         \r\n\
         {body}",
        version = env!("CARGO_PKG_VERSION"),
        length = body.len(),
    )
}

/// A request with a JSON body, which may be given in several lines: on the wire it is one.
fn json(method: &str, target: &str, lines: &str) -> String {
    let body: String = lines.lines().map(str::trim).collect();
    with_body(method, target, "application/json", &body)
}

/// A note, its six keys in the order of the table.
pub(crate) fn history_note(
    client_id: impl Into<Id>,
    note_type: NoteType,
    utc_datetime: &str,
    subject: &str,
    body_content: &str,
    user_name: &str,
) -> HistoryNote {
    HistoryNote::new(HistoryNoteRequired {
        client_id: client_id.into(),
        note_type,
        utc_datetime: utc_datetime.into(),
        subject: subject.to_owned(),
        body_content: body_content.to_owned(),
        user_name: user_name.to_owned(),
    })
}

/// Most create and update by POST: which family a call is of, the page alone says.
#[test]
fn each_call_is_of_the_family_that_its_file_is_called_after() {
    let families = [
        ("create", [create::TESTED, leads::TESTED].concat()),
        ("read", read::TESTED.to_vec()),
        ("update", update::TESTED.to_vec()),
        ("delete", delete::TESTED.to_vec()),
    ];
    for (family, (module, tested)) in api("clienttether").families.iter().zip(families) {
        let calls: Vec<&str> = family.calls.iter().map(|call| call.name.as_str()).collect();
        assert_eq!((family.module.as_str(), calls), (module, tested));
    }
}

#[test]
fn every_call_has_its_wire_test() {
    let tested = [
        create::TESTED,
        leads::TESTED,
        read::TESTED,
        update::TESTED,
        delete::TESTED,
    ]
    .concat();
    assert_every_call("clienttether", &tested, |family, call| {
        format!(
            "no wire test for `{call}`: add one to tests/clienttether/wire/{family}.rs, from the page"
        )
    });
    let calls: Vec<&str> = calls::CALLS.iter().map(|call| call.name).collect();
    assert_eq!(tested, calls, "in the order of the page, and no others");
}
