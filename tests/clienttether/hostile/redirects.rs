//! Redirects, which would carry the credentials to wherever they point.

use clienttether_generated::{CreateClient, ReadClientList};
use prose_runtime::{Cause, Error};
use workspace_tests::Loopback;

use super::{GOOD, ended, patient};
use crate::client_with;

fn redirecting(status: &str, to: &str) -> Loopback {
    let answer = format!("HTTP/1.1 {status}\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");
    Loopback::replying(move |_| answer.clone().into_bytes()).unwrap()
}

fn is_told(error: &Error, status: u16) -> bool {
    matches!(error.cause(), Cause::Status { status: told, .. } if *told == status)
        && error.to_string().contains("redirects are not followed")
}

#[tokio::test]
async fn no_redirect_is_followed_to_another_host() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = Loopback::answering_json(GOOD).unwrap();
        let server = redirecting(&format!("{status} Elsewhere"), &elsewhere.base_url());
        let client = client_with(&server, patient());
        let error = ended(client.read_client_list(ReadClientList::new()))
            .await
            .unwrap_err();
        assert!(is_told(&error, status), "{error}");
        let error = ended(client.create_client(CreateClient::new("Jo", "Sample")))
            .await
            .unwrap_err();
        assert!(is_told(&error, status), "{error}");
        assert_eq!(elsewhere.requests_so_far(), Vec::<String>::new());
        assert_eq!(server.requests_so_far().len(), 2);
    }
}

#[tokio::test]
async fn no_redirect_is_followed_on_the_same_host() {
    for to in [
        "/v2/api/read_client_list",
        "http://[broken",
        "",
        "//127.0.0.1:1/",
    ] {
        let server = redirecting("302 Found", to);
        let client = client_with(&server, patient());
        let error = ended(client.read_client_list(ReadClientList::new()))
            .await
            .unwrap_err();
        assert!(is_told(&error, 302), "{error}");
        assert_eq!(server.requests_so_far().len(), 1);
    }
}
