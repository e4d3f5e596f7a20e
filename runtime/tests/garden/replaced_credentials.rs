//! Credentials that change while a client is used.

use prose_runtime::{Client, Config, Credentials};

use crate::api::{API, ListPlants, client_at, credentials};
use crate::clock::Clock;
use crate::other_api::OTHER_API;
use crate::server::{Server, failing, header, ok};

fn new() -> Credentials {
    Credentials::new(&API)
        .with("token", "n3w")
        .with("plot_key", "east")
}

fn sent(server: &Server) -> Vec<(String, String)> {
    let keys = |request: &String| {
        let of = |name| header(request, name).unwrap_or_default().to_owned();
        (of("x-garden-token"), of("authorization"))
    };
    server.requests().iter().map(keys).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(token, key): &(&str, &str)| ((*token).to_owned(), (*key).to_owned());
    all.iter().map(owned).collect()
}

#[tokio::test]
async fn every_handle_sends_with_the_new_ones_and_accounts_keep_their_key() {
    let server = Server::new([ok(), ok(), ok(), ok(), ok()]).await;
    let client = client_at(server.url());
    let (clone, south) = (client.clone(), client.account("south").unwrap());
    client.send(ListPlants::new()).await.unwrap();
    south.send(ListPlants::new()).await.unwrap();
    south.replace_credentials(new()).unwrap();
    clone.send(ListPlants::new()).await.unwrap();
    south.send(ListPlants::new()).await.unwrap();
    client
        .send(ListPlants::new())
        .account("north")
        .await
        .unwrap();
    assert_eq!(
        sent(&server),
        pairs(&[
            ("t0ken", ""),
            ("t0ken", "PlotKey south"),
            ("n3w", "PlotKey east"),
            ("n3w", "PlotKey south"),
            ("n3w", "PlotKey north"),
        ])
    );
}

#[tokio::test]
async fn a_call_that_is_under_way_sends_with_the_new_ones_from_the_next_attempt_on() {
    for account in [None, Some("north")] {
        let (server, clock) = (Server::new([failing(503), ok()]).await, Clock::new());
        let config = Config::new().base_url(server.url()).timing(clock.clone());
        let client = Client::new(credentials(), config).unwrap();
        let other = client.clone();
        clock.while_waiting(move || other.replace_credentials(new()).unwrap());
        let sending = client.send(ListPlants::new());
        match account {
            Some(account) => sending.account(account).await.unwrap(),
            None => sending.await.unwrap(),
        };
        let keys: Vec<_> = sent(&server).into_iter().map(|(token, _)| token).collect();
        assert_eq!(keys, ["t0ken", "n3w"]);
        if account.is_some() {
            assert_eq!(sent(&server)[1].1, "PlotKey north");
        }
    }
}

#[tokio::test]
async fn bad_ones_are_told_and_change_nothing() {
    let server = Server::new([ok()]).await;
    let client = client_at(server.url());
    for (bad, words) in [
        (Credentials::new(&API), "the credential token is missing"),
        (
            Credentials::new(&API).with("token", "C4N4RY\n"),
            "line break",
        ),
        (Credentials::new(&OTHER_API), "give those of garden"),
    ] {
        let error = client.replace_credentials(bad).unwrap_err();
        assert!(
            error.is_config() && error.to_string().contains(words),
            "{error}"
        );
        assert!(!error.to_string().contains("C4N4RY"));
    }
    client.send(ListPlants::new()).await.unwrap();
    assert_eq!(sent(&server)[0].0, "t0ken");
}
