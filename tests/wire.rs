//! What goes over the wire: for each call the whole request, byte for byte, as the vendor's page has
//! it. The expected texts are written out by hand; nothing of the code under test made them.

#[path = "wire/accounts.rs"]
mod accounts;
#[path = "wire/encoding.rs"]
mod encoding;
#[path = "wire/placement.rs"]
mod placement;
#[path = "wire/secrecy.rs"]
mod secrecy;

/// One test for each call, named after it, and the list of their names.
///
/// `call: request => expected;` sends the request with the function of that name.
macro_rules! wire_tests {
    ($($call:ident: $request:expr => $expected:expr;)+) => {
        pub(crate) const TESTED: &[&str] = &[$(stringify!($call)),+];
        $(
            #[tokio::test]
            async fn $call() {
                let wire = $crate::Wire::new().unwrap();
                wire.client.$call($request).await.unwrap();
                assert_eq!(wire.sent(), $expected);
            }
        )+
    };
}

// After the macro, which they use.
#[path = "wire/create.rs"]
mod create;
#[path = "wire/delete.rs"]
mod delete;
#[path = "wire/leads.rs"]
mod leads;
#[path = "wire/read.rs"]
mod read;
#[path = "wire/update.rs"]
mod update;

use std::error::Error;

use clienttether_generated::{
    Client, Credentials, HistoryNote, HistoryNoteRequired, NoteType, calls,
};
use prose_runtime::{Config, Id};
use workspace_tests::Loopback;

/// A client and the server that it talks to.
struct Wire {
    client: Client,
    server: Loopback,
}

impl Wire {
    fn new() -> Result<Self, Box<dyn Error>> {
        Self::with(Config::new())
    }

    fn with(config: Config) -> Result<Self, Box<dyn Error>> {
        let server = Loopback::answering_json(r#"{"ResultCode":"CT_200","Message":"Success"}"#)?;
        let credentials = Credentials::new("the-access-token", "CT_web_key");
        let client = Client::with_config(credentials, config.base_url(server.base_url()))?;
        Ok(Self { client, server })
    }

    /// The request as it came, with `HOST` for the server's own address.
    fn sent(&self) -> String {
        let request = self.server.request().unwrap_or_default();
        request.replacen(&self.server.host(), "HOST", 1)
    }
}

/// A request that has no body: a GET or a DELETE.
fn bare(method: &str, target: &str) -> String {
    format!(
        "{method} /v2/api/{target} HTTP/1.1\r\n\
         x-access-token: the-access-token\r\n\
         x-web-key: CT_web_key\r\n\
         accept: application/json\r\n\
         user-agent: prose-runtime/{version}\r\n\
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
         user-agent: prose-runtime/{version}\r\n\
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
        utc_datetime: utc_datetime.to_owned(),
        subject: subject.to_owned(),
        body_content: body_content.to_owned(),
        user_name: user_name.to_owned(),
    })
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
    let calls: Vec<&str> = calls::CALLS.iter().map(|call| call.name).collect();
    let is_new = |call: &&&str| !tested.contains(*call);
    let untested: Vec<_> = calls.iter().filter(is_new).collect();
    assert!(
        untested.is_empty(),
        "write a test for {untested:?} from the page, and name it in the TESTED of its family"
    );
    assert_eq!(tested, calls, "in the order of the page, and no others");
}
