//! Where calls go: variables with values of their own, and base URLs of single calls.

use prose_runtime::{
    ApiDescriptor, BaseUrl, CallDescriptor, Client, Config, Credentials, Method, RawCall, Variable,
    VariableValues,
};

use crate::api::API;
use crate::other_api::{OTHER_API, credential};
use crate::server::{Server, ok};

const PHOTOS: &str = "https://photos-{zone}.garden.example/v2/";

static ABROAD: ApiDescriptor = ApiDescriptor {
    name: "abroad",
    base_url: "https://{region}/v1/",
    variables: &[
        Variable {
            name: "region",
            env: Some("ABROAD_REGION_THAT_NOBODY_SETS"),
        },
        Variable {
            name: "zone",
            env: None,
        },
    ],
    variable_values: &[
        VariableValues {
            variable: "region",
            one_of: &[
                ("us", "api.garden.example"),
                ("eu", "api.eu.garden.example"),
            ],
            default: Some("us"),
        },
        VariableValues {
            variable: "zone",
            one_of: &[],
            default: Some("a"),
        },
    ],
    other_base_urls: &[PHOTOS],
    credentials: &[credential(
        "token",
        prose_runtime::CredentialPlace::Header("X-Token"),
    )],
    result_codes: API.result_codes,
    ..OTHER_API
};
static READ: CallDescriptor = CallDescriptor::raw(&ABROAD, Method::Get, "read");
static ADD_PHOTO: CallDescriptor = CallDescriptor {
    base_url: Some(PHOTOS),
    ..CallDescriptor::raw(&ABROAD, Method::Get, "photos")
};
static LOST: CallDescriptor = CallDescriptor {
    base_url: Some("https://lost.garden.example/"),
    ..CallDescriptor::raw(&ABROAD, Method::Get, "lost")
};

fn client(config: Config) -> Client {
    Client::new(Credentials::new(&ABROAD).with("token", "t0ken"), config).unwrap()
}

fn url(client: &Client, call: &'static CallDescriptor) -> String {
    let request = client.send(RawCall::new(call)).request().unwrap();
    request.url().to_owned()
}

#[test]
fn a_variable_of_a_closed_set_stands_for_what_belongs_to_its_value() {
    let base_url = |config| BaseUrl::new(&ABROAD, &config).unwrap().as_str().to_owned();
    assert_eq!(base_url(Config::new()), "https://api.garden.example/v1/");
    let eu = Config::new().variable("region", "eu");
    assert_eq!(base_url(eu), "https://api.eu.garden.example/v1/");
}

#[test]
fn a_value_outside_of_its_set_is_told_with_those_that_are_in_it() {
    for value in ["uk", "US", "api.eu.garden.example", ""] {
        let config = Config::new().variable("region", value);
        let error = BaseUrl::new(&ABROAD, &config).unwrap_err().to_string();
        assert!(error.contains("region must be one of us, eu"), "{error}");
    }
}

#[test]
fn what_has_a_default_need_not_be_in_the_environment() {
    let config = Config::from_env(&ABROAD).unwrap();
    assert_eq!(
        url(&client(config), &READ),
        "https://api.garden.example/v1/read"
    );
}

#[test]
fn a_call_goes_to_its_own_host_with_the_same_credentials() {
    let client = client(Config::new().variable("zone", "b").variable("region", "eu"));
    assert_eq!(url(&client, &READ), "https://api.eu.garden.example/v1/read");
    let request = client.send(RawCall::new(&ADD_PHOTO)).request().unwrap();
    assert_eq!(request.url(), "https://photos-b.garden.example/v2/photos");
    assert_eq!(request.headers()["x-token"], "t0ken");
}

#[tokio::test]
async fn another_address_can_take_its_place() {
    let (server, photos) = (Server::new([ok()]).await, Server::new([ok()]).await);
    let config = Config::new().base_url(server.url());
    let client = client(config.base_url_of(PHOTOS, photos.url()));
    client.send(RawCall::new(&READ)).await.unwrap();
    client.send(RawCall::new(&ADD_PHOTO)).await.unwrap();
    assert!(server.request().starts_with("GET /v1/read HTTP/1.1\r\n"));
    assert!(photos.request().starts_with("GET /v1/photos HTTP/1.1\r\n"));
}

#[tokio::test]
async fn what_is_for_a_sandbox_does_not_go_to_the_vendor() {
    let server = Server::new([ok()]).await;
    let client = client(Config::new().base_url(server.url()));
    let error = client.send(RawCall::new(&ADD_PHOTO)).await.unwrap_err();
    assert!(
        error.is_config() && error.to_string().contains("base_url_of"),
        "{error}"
    );
    client.send(RawCall::new(&READ)).await.unwrap();
}

#[test]
fn addresses_that_nobody_documents_are_told() {
    let config = Config::new().base_url_of("https://photos.garden.example/", "http://localhost/");
    let credentials = || Credentials::new(&ABROAD).with("token", "t0ken");
    let error = Client::new(credentials(), config).unwrap_err().to_string();
    assert!(error.contains(PHOTOS), "{error}");
    let error = client(Config::new()).send(RawCall::new(&LOST)).request();
    assert!(error.unwrap_err().is_config());
}

#[test]
fn plain_http_goes_to_no_other_host_either() {
    let config = Config::new().base_url_of(PHOTOS, "http://photos.garden.example/");
    let credentials = Credentials::new(&ABROAD).with("token", "t0ken");
    let error = Client::new(credentials, config).unwrap_err().to_string();
    let which = format!("abroad: the base URL in place of {PHOTOS} must start with https://");
    assert!(error.starts_with(&which), "{error}");
}
