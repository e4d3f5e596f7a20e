//! What goes over the wire: for each call the whole request, byte for byte. The expected texts are written
//! out by hand; nothing of the code under test made them.

mod address;
mod read;
mod write;

use trackops_generated::{Client, calls};
use workspace_tests::spec::assert_every_call;
use workspace_tests::{Loopback, http};

use crate::client_at;

/// A client and a server that gives it what it is told.
pub(crate) struct Wire {
    pub(crate) client: Client,
    pub(crate) server: Loopback,
}

impl Wire {
    /// Answers every call with an empty array.
    pub(crate) fn new() -> Self {
        Self::answering(http("200 OK", "application/json", "[]"))
    }

    pub(crate) fn json(body: &str) -> Self {
        Self::answering(http("200 OK", "application/json", body))
    }

    /// Gives every request these bytes.
    pub(crate) fn answering(answer: Vec<u8>) -> Self {
        let server = Loopback::replying(move |_| answer.clone()).unwrap();
        let client = client_at(&server);
        Self { client, server }
    }

    /// The request as it came, with `HOST` for the server's own address.
    pub(crate) fn sent(&self) -> String {
        self.server.sent()
    }
}

/// A request that has no body.
pub(crate) fn bare(target: &str) -> String {
    format!(
        "GET /api/v1/{target} HTTP/1.1\r\n\
         authorization: Basic am9AZXhhbXBsZS5jb20vdG9rZW46dGhlLWFwaS10b2tlbg==\r\n\
         accept: application/json\r\n\
         user-agent: trackops-generated/{version} prose-runtime/{version}\r\n\
         host: HOST\r\n\
         \r\n",
        version = env!("CARGO_PKG_VERSION"),
    )
}

/// A request with a JSON body, which may be given in several lines: on the wire it is one.
pub(crate) fn json(method: &str, target: &str, lines: &str) -> String {
    let body: String = lines.lines().map(str::trim).collect();
    format!(
        "{method} /api/v1/{target} HTTP/1.1\r\n\
         authorization: Basic am9AZXhhbXBsZS5jb20vdG9rZW46dGhlLWFwaS10b2tlbg==\r\n\
         accept: application/json\r\n\
         content-type: application/json\r\n\
         user-agent: trackops-generated/{version} prose-runtime/{version}\r\n\
         host: HOST\r\n\
         content-length: {length}\r\n\
         \r\n\
         {body}",
        version = env!("CARGO_PKG_VERSION"),
        length = body.len(),
    )
}

#[test]
fn every_call_has_its_wire_test() {
    let tested = [read::TESTED, write::TESTED].concat();
    assert_every_call("trackops", &tested, |family, call| {
        let file = if family == "read" { "read" } else { "write" };
        format!(
            "no wire test for `{call}`: add one to tests/trackops/wire/{file}.rs, from the page"
        )
    });
    let calls: Vec<&str> = calls::CALLS.iter().map(|call| call.name).collect();
    assert_eq!(tested, calls, "in the order of the page, and no others");
}
