//! Handles of several accounts, made from one client.

use prose_runtime::{
    ApiDescriptor, CallDescriptor, Client, Config, CredentialPlace, Credentials, Error, RawCall,
    RetryPolicy,
};

use crate::api::{CALL, CreatePlant, ListPlants, client_at, credentials};
use crate::other_api::{OTHER_API, credential};
use crate::server::{OK, Server, header, http_with, ok};

const CANARY: &str = "C4N4RY";

/// The key of the account and the token of a request.
fn keys(request: &str) -> (Option<&str>, Option<&str>) {
    (
        header(request, "authorization"),
        header(request, "x-garden-token"),
    )
}

fn config(server: &Server) -> Config {
    Config::new()
        .base_url(server.url())
        .retry(RetryPolicy::never())
}

#[tokio::test]
async fn an_account_sends_its_own_key_and_the_same_token() {
    let server = Server::new([ok()]).await;
    let client = Client::new(credentials().with("plot_key", "north"), config(&server)).unwrap();
    let south = client.account("south").unwrap();
    south.send(ListPlants::new()).await.unwrap();
    assert_eq!(
        keys(&server.request()),
        (Some("PlotKey south"), Some("t0ken"))
    );
}

#[tokio::test]
async fn a_client_keeps_its_key_when_another_account_is_made_from_it() {
    let server = Server::new([ok()]).await;
    let client = Client::new(credentials().with("plot_key", "north"), config(&server)).unwrap();
    let _south = client.account("south").unwrap();
    client.send(ListPlants::new()).await.unwrap();
    assert_eq!(keys(&server.request()).0, Some("PlotKey north"));
}

#[tokio::test]
async fn an_account_of_a_call_is_for_that_call_only() {
    let server = Server::new([ok(), ok()]).await;
    let client = Client::new(credentials(), config(&server)).unwrap();
    let list = || client.send(ListPlants::new());
    list().account("south").await.unwrap();
    list().await.unwrap();
    let requests = server.requests();
    let keys = [keys(&requests[0]), keys(&requests[1])];
    assert_eq!(
        keys,
        [
            (Some("PlotKey south"), Some("t0ken")),
            (None, Some("t0ken"))
        ]
    );
}

#[tokio::test]
async fn accounts_share_their_connections() {
    let kept = http_with("200 OK", "Connection: keep-alive\r\n", OK);
    let server = Server::new(vec![kept; 4]).await;
    let client = Client::new(credentials(), config(&server)).unwrap();
    for plot in ["north", "south", "north", "south"] {
        let account = client.account(plot).unwrap();
        account.send(ListPlants::new()).await.unwrap();
        // Lets the task of the connection put it back: it is ready for that.
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
    }
    assert_eq!((server.requests().len(), server.connections()), (4, 1));
}

fn is_told(result: Result<impl Sized, Error>, text: &str) {
    let error = result.err().unwrap();
    assert!(error.is_config(), "{error:?}");
    assert_eq!(error.to_string(), text);
}

#[test]
fn a_key_that_cannot_travel_is_told_at_once() {
    let client = client_at("http://localhost/");
    for (key, what) in [
        ("", "is empty"),
        ("a\nb", "holds a line break or another control character"),
    ] {
        is_told(
            client.account(key),
            &format!("garden: the credential plot_key {what}"),
        );
    }
}

#[test]
fn a_key_of_a_call_that_cannot_travel_is_told_when_it_is_sent() {
    let client = client_at("http://localhost/");
    is_told(
        client.send(ListPlants::new()).account("").request(),
        "garden: the credential plot_key is empty",
    );
}

static SHED: ApiDescriptor = ApiDescriptor {
    name: "shed",
    credentials: &[credential("token", CredentialPlace::Header("X-Token"))],
    ..OTHER_API
};

static OPEN_SHED: CallDescriptor = CallDescriptor { api: &SHED, ..CALL };

#[test]
fn an_api_without_accounts_says_so() {
    let credentials = Credentials::new(&SHED).with("token", "t0ken");
    let client = Client::new(credentials, Config::new()).unwrap();
    let text = "shed: no credential selects an account: make another client";
    is_told(client.account("south"), text);
    let call = client.send(RawCall::new(&OPEN_SHED)).account("south");
    is_told(call.request(), text);
}

#[test]
fn keys_of_accounts_are_not_shown() {
    let client = client_at("http://localhost/").account(CANARY).unwrap();
    let sending = client.send(CreatePlant::new("Rose")).account(CANARY);
    let request = sending.request().unwrap();
    let curl = request.to_curl();
    let shown = format!("{client:?} {sending:?} {request:?} {curl}");
    assert!(!shown.contains(CANARY), "{shown}");
}

#[test]
fn a_bad_key_is_not_shown() {
    let error = client_at("http://localhost/")
        .account(format!("{CANARY}\n"))
        .unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(CANARY), "{shown}");
}
