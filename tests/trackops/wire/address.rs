//! Where requests go, and whose they are.

use std::process::Command;

use prose_runtime::{CallDescriptor, Config, Error, Method, RawCall};
use trackops_generated::api::API;
use trackops_generated::{Client, CountClients, CreateClient, Credentials, GetClient, ListClients};

use super::{Wire, bare};
use crate::{new_client, refused};

fn client(config: Config) -> Result<Client, Error> {
    Client::with_config(Credentials::new("jo@example.com", "the-api-token"), config)
}

fn url(config: Config) -> Result<String, String> {
    let client = client(config).map_err(|error| error.to_string())?;
    let request = client.list_clients(ListClients::new()).request().unwrap();
    Ok(request.url().to_owned())
}

/// The user and the password of a request, joined by a colon.
fn basic(client: &Client) -> String {
    let request = client.get_client(GetClient::new(7)).request().unwrap();
    let header = request.headers().get("authorization").unwrap();
    let encoded = header.to_str().unwrap().strip_prefix("Basic ").unwrap();
    decoded(encoded)
}

/// The text in a text of base64, by the table of its standard.
fn decoded(encoded: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    assert_eq!(encoded.len() % 4, 0, "{encoded}");
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for sign in encoded.trim_end_matches('=').bytes() {
        let digit = DIGITS.iter().position(|digit| *digit == sign).unwrap();
        bits = bits << 6 | u32::try_from(digit).unwrap();
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).unwrap());
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_company_s_subdomain_is_in_the_address() {
    for (subdomain, host) in [
        ("acme", "acme.viewcases.com"),
        ("Acme-2", "acme-2.viewcases.com"),
    ] {
        let config = Config::new().variable("subdomain", subdomain);
        let expected = format!("https://{host}/api/v1/clients");
        assert_eq!(url(config).unwrap(), expected);
    }
}

#[test]
fn a_subdomain_that_is_missing_or_leads_elsewhere_is_refused() {
    assert_eq!(
        url(Config::new()).unwrap_err(),
        "trackops: the base URL needs subdomain: give it with Config::variable"
    );
    for subdomain in [
        "",
        "evil.example/",
        "evil.example#",
        "jo@evil",
        "a:1",
        "a?b",
        "a b",
        ".",
        "ä",
    ] {
        let config = Config::new().variable("subdomain", subdomain);
        assert_eq!(
            url(config).unwrap_err(),
            "trackops: subdomain must be letters, digits, '-' and '.'",
            "{subdomain}"
        );
    }
    let config = Config::new()
        .variable("subdomain", "acme")
        .variable("sub-domain", "acme");
    let error = url(config).unwrap_err();
    assert!(error.contains("has no variable sub-domain"), "{error}");
}

#[test]
fn plain_http_goes_nowhere_but_to_this_machine() {
    for address in [
        "http://acme.viewcases.com/api/v1/",
        "http://{subdomain}.viewcases.com/api/v1/",
        "http://10.0.0.7/api/v1/",
        "ftp://localhost/",
    ] {
        let config = Config::new()
            .base_url(address)
            .variable("subdomain", "acme");
        let error = url(config).unwrap_err();
        assert!(error.contains("must start with https://"), "{error}");
    }
    let config = Config::new().base_url("http://localhost:7/api/v1");
    assert_eq!(url(config).unwrap(), "http://localhost:7/api/v1/clients");
    let config = Config::new().base_url("https://proxy.example.com/trackops/");
    assert_eq!(
        url(config).unwrap(),
        "https://proxy.example.com/trackops/clients"
    );
}

#[test]
fn the_user_name_travels_with_its_word_and_the_token_behind_a_colon() {
    for (user, token) in [
        ("jo@example.com", "the-api-token"),
        ("jo", "to:ken"),
        ("jö", "tökén"),
        ("j", "t/+="),
        ("jo/tokens", "t"),
    ] {
        let config = Config::new().variable("subdomain", "acme");
        let client = Client::with_config(Credentials::new(user, token), config).unwrap();
        assert_eq!(basic(&client), format!("{user}/token:{token}"));
    }
}

#[test]
fn credentials_that_cannot_travel_are_named_and_not_shown() {
    for (user, token, named) in [
        ("", "the-token", "username"),
        ("jo", "", "api_token"),
        // What follows the first colon is the password.
        ("jo:sample", "the-token", "username"),
        ("jo\nsample", "the-token", "username"),
        // It would travel with the word twice.
        ("sample/token", "the-token", "username"),
        ("jo", "the-token\n", "api_token"),
    ] {
        let config = Config::new().variable("subdomain", "acme");
        let error = Client::with_config(Credentials::new(user, token), config).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(error.is_config() && shown.contains(named), "{shown}");
        assert!(
            !shown.contains("the-token") && !shown.contains("sample"),
            "{shown}"
        );
    }
}

#[test]
fn a_subdomain_with_the_rest_of_the_host_or_without_a_name_is_told() {
    for (subdomain, told) in [
        ("acme.viewcases.com", "ends with `.viewcases.com`"),
        ("a..b", "must have a letter or digit"),
        ("-acme", "must have a letter or digit"),
        ("acme-", "must have a letter or digit"),
    ] {
        let config = Config::new().variable("subdomain", subdomain);
        let error = url(config).unwrap_err();
        assert!(error.contains(told), "{subdomain}: {error}");
    }
}

/// Says to a process of this program what it is to show; anywhere else it is not set.
const PART: &str = "TRACKOPS_TEST_SHOWS_THE_ENVIRONMENT";

/// What a client says that is made from an environment with these variables: the address and the
/// credentials of a request, or the error. In a process of its own, as the environment belongs to all
/// tests of one.
fn from_env(variables: &[(&str, &str)]) -> String {
    let mut process = Command::new(std::env::current_exe().unwrap());
    process.args([
        "--exact",
        "wire::address::the_environment_is_all_that_a_client_needs",
    ]);
    process
        .args(["--nocapture", "--test-threads=1"])
        .env(PART, "1");
    for name in [
        "TRACKOPS_BASE_URL",
        "TRACKOPS_SUBDOMAIN",
        "TRACKOPS_USERNAME",
        "TRACKOPS_API_TOKEN",
    ] {
        process.env_remove(name);
    }
    let output = process.envs(variables.iter().copied()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let said = text
        .split("<<")
        .nth(1)
        .and_then(|rest| rest.split(">>").next());
    said.unwrap_or_else(|| panic!("it says nothing: {text}"))
        .to_owned()
}

#[test]
fn the_environment_is_all_that_a_client_needs() {
    if std::env::var_os(PART).is_some() {
        match Client::from_env() {
            Ok(client) => {
                let request = client.list_clients(ListClients::new()).request().unwrap();
                println!("<<{} {}>>", request.url(), basic(&client));
            }
            Err(error) => println!("<<{error}>>"),
        }
        return;
    }
    let user = ("TRACKOPS_USERNAME", "jo@example.com");
    let token = ("TRACKOPS_API_TOKEN", "the-api-token");
    let subdomain = ("TRACKOPS_SUBDOMAIN", "acme");
    assert_eq!(
        from_env(&[user, token, subdomain]),
        "https://acme.viewcases.com/api/v1/clients jo@example.com/token:the-api-token"
    );
    let sandbox = ("TRACKOPS_BASE_URL", "http://127.0.0.1:4480/api/v1/");
    assert_eq!(
        from_env(&[user, token, sandbox]),
        "http://127.0.0.1:4480/api/v1/clients jo@example.com/token:the-api-token",
        "what the sandbox prints is enough"
    );
    let missing = "trackops: the environment variable TRACKOPS_SUBDOMAIN is not set: it gives \
                   subdomain of the base URL";
    assert_eq!(from_env(&[user, token]), missing);
    assert_eq!(
        from_env(&[user, token, ("TRACKOPS_SUBDOMAIN", "")]),
        "trackops: the environment variable TRACKOPS_SUBDOMAIN is blank: give it a value, or unset it"
    );
    assert_eq!(
        from_env(&[user, token, ("TRACKOPS_SUBDOMAIN", "acme.example/")]),
        "trackops: subdomain must be letters, digits, '-' and '.'"
    );
    for (there, missing) in [(user, token.0), (token, user.0)] {
        let error = from_env(&[there, subdomain]);
        assert!(
            error.contains(missing) && !error.contains(there.1),
            "{error}"
        );
    }
}

#[tokio::test]
async fn what_a_call_is_always_sent_with_is_not_the_caller_s_to_set() {
    let accepts = CountClients::DESCRIPTOR.accepts.iter();
    assert!(accepts.clone().all(|key| key.wire != "mode"));
    assert_eq!(CountClients::DESCRIPTOR.fixed, [("mode", "count")]);
    assert!(ListClients::DESCRIPTOR.fixed.is_empty());
}

#[tokio::test]
async fn other_resources_are_reached_by_raw_calls_with_the_same_credentials() {
    static ENTRIES: CallDescriptor = CallDescriptor::raw(&API, Method::Get, "expense/entries");
    let wire = Wire::json(r#"[{"formatted_entry_number":"E-7","User":{"name":"Jo"}}]"#);
    let call = RawCall::new(&ENTRIES).with("status", "approved");
    let reply = wire.client.send(call).await.unwrap();
    assert_eq!(wire.sent(), bare("expense/entries?status=approved"));
    assert_eq!(reply.records().len(), 1);
}

#[tokio::test]
async fn a_client_without_a_server_says_that_there_is_no_connection() {
    let config = Config::new().base_url("http://127.0.0.1:1/api/v1/");
    let client = client(config.no_rate_limit()).unwrap();
    let error = refused(client.create_client(new_client("ACME")).await);
    assert!(error.is_connect() && !error.may_have_acted(), "{error}");
    assert_eq!(error.call(), Some(CreateClient::DESCRIPTOR.name));
}
