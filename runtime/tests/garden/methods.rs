//! Calls whose method the document leaves open.

use prose_runtime::{
    Call as _, CallDescriptor, Client, Config, Method, Place, RawCall, Retry, Safety,
};

use crate::api::{CALL, TEXT, client_at, credentials};
use crate::clock::Clock;
use crate::server::{Server, failing, ok};

static MOVE_PLANT: CallDescriptor = CallDescriptor {
    name: "move_plant",
    path: "move_plant",
    method: Method::Put,
    other_methods: &[Method::Patch, Method::Get],
    open: Some(&TEXT),
    ..CALL
};
static KEEP_PLANT: CallDescriptor = CallDescriptor {
    name: "keep_plant",
    retry: Retry::Safe,
    ..MOVE_PLANT_BASE
};
const MOVE_PLANT_BASE: CallDescriptor = CallDescriptor {
    path: "keep_plant",
    method: Method::Put,
    other_methods: &[Method::Post],
    ..CALL
};

fn call() -> RawCall {
    RawCall::new(&MOVE_PLANT).with("bed", "7")
}

#[tokio::test]
async fn the_first_method_is_used_unless_another_is_asked_for() {
    let server = Server::new([ok(), ok(), ok()]).await;
    let client = client_at(server.url());
    client.send(call()).await.unwrap();
    client.send(call()).method(Method::Patch).await.unwrap();
    client.send(call()).method(Method::Put).await.unwrap();
    let requests = server.requests();
    let methods: Vec<_> = requests
        .iter()
        .filter_map(|it| it.split(' ').next())
        .collect();
    assert_eq!(methods, ["PUT", "PATCH", "PUT"]);
    for request in requests {
        assert!(request.ends_with(r#"{"bed":"7"}"#), "{request}");
    }
}

#[test]
fn a_method_that_the_call_does_not_list_is_refused() {
    let client = client_at("http://localhost/");
    let error = client
        .send(call())
        .method(Method::Delete)
        .request()
        .unwrap_err();
    assert!(error.is_config(), "{error:?}");
    assert_eq!(
        error.to_string(),
        "move_plant: is not sent with DELETE: send it with PUT or PATCH or GET"
    );
    let error = client
        .send(RawCall::new(&KEEP_PLANT))
        .method(Method::Get)
        .request();
    assert!(error.unwrap_err().is_config());
}

#[test]
fn whether_a_call_may_be_repeated_does_not_depend_on_the_method() {
    assert_eq!(Safety::of(call().params()), Safety::Once);
    assert_eq!(
        Safety::of(RawCall::new(&KEEP_PLANT).params()),
        Safety::Repeatable
    );
}

#[tokio::test]
async fn a_call_that_is_not_safe_is_not_repeated_as_a_get_either() {
    let server = Server::new([failing(503), ok()]).await;
    let config = Config::new().base_url(server.url()).timing(Clock::new());
    let client = Client::new(credentials(), config).unwrap();
    client.send(call()).method(Method::Get).await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_safe_call_is_repeated_with_the_same_method() {
    let server = Server::new([failing(503), ok()]).await;
    let config = Config::new().base_url(server.url()).timing(Clock::new());
    let client = Client::new(credentials(), config).unwrap();
    let sending = client.send(RawCall::new(&KEEP_PLANT)).method(Method::Post);
    sending.await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(
        requests.iter().all(|request| request.starts_with("POST ")),
        "{requests:?}"
    );
}

#[test]
fn parameters_travel_where_the_configuration_says_for_the_method_in_use() {
    let config = Config::new()
        .base_url("http://localhost/")
        .send_parameters(Method::Patch, Place::Query);
    let client = Client::new(credentials(), config).unwrap();
    let patched = client.send(call()).method(Method::Patch).request().unwrap();
    assert_eq!(patched.url(), "http://localhost/move_plant?bed=7");
    assert_eq!(patched.headers()["content-length"], "0");
    let put = client.send(call()).request().unwrap();
    assert_eq!(put.url(), "http://localhost/move_plant");
}
