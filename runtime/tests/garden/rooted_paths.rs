//! Paths that begin with a slash: they stand below the host of the base URL.

use prose_runtime::{
    BaseUrl, Breach, CallDescriptor, Client, Config, Error, Method, Params, Place, RawCall, Value,
    encode,
};

use crate::api::{API, CALL, PLANT_NAME, credentials};
use crate::server::{Server, ok};

static EXTERNAL: CallDescriptor = CallDescriptor {
    name: "external",
    path: "/v0/outside/{plantName}/leaf",
    method: Method::Get,
    sends: &[Place::Query],
    accepts: &[&PLANT_NAME],
    ..CALL
};

fn url(base: &str, call: &'static CallDescriptor, name: &str) -> Result<String, Error> {
    let params = Params::of_call(call).with(&PLANT_NAME, Value::text(name));
    let base_url = BaseUrl::new(&API, &Config::new().base_url(base)).unwrap();
    encode(&params, &base_url, &credentials(), Place::Query).map(|request| request.url().to_owned())
}

#[test]
fn scheme_host_and_port_are_those_of_the_base_url_and_its_path_is_not_there() {
    for (base, host) in [
        ("https://garden.example/", "https://garden.example"),
        ("https://garden.example/v2/api/", "https://garden.example"),
        (
            "https://garden.example:8443/v2",
            "https://garden.example:8443",
        ),
        ("http://localhost:8080/a/b/c/", "http://localhost:8080"),
        ("http://[::1]:8080/v1/", "http://[::1]:8080"),
    ] {
        assert_eq!(
            url(base, &EXTERNAL, "Rose").unwrap(),
            format!("{host}/v0/outside/Rose/leaf")
        );
    }
}

#[tokio::test]
async fn a_rooted_path_is_sent_to_the_same_server() {
    static OUTSIDE: CallDescriptor = CallDescriptor::raw(&API, Method::Get, "/v0/{plant}");
    let server = Server::new([ok()]).await;
    let call = RawCall::new(&OUTSIDE)
        .with("plant", "//evil.example/..")
        .with("a", "b");
    crate::api::client_at(server.url())
        .send(call)
        .await
        .unwrap();
    let request = server.request();
    assert_eq!(
        request.lines().next(),
        Some("GET /v0/%2F%2Fevil.example%2F..?a=b HTTP/1.1"),
        "{request}"
    );
}

#[test]
fn no_value_leaves_its_segment_of_a_rooted_path() {
    let base = "https://garden.example/v2/";
    assert_eq!(
        url(base, &EXTERNAL, "../@evil.example:1?x#y\\z").unwrap(),
        "https://garden.example/v0/outside/..%2F%40evil.example%3A1%3Fx%23y%5Cz/leaf"
    );
    for dots in [".", ".."] {
        let error = url(base, &EXTERNAL, dots).unwrap_err();
        let breach = error.violations().unwrap().iter().next().unwrap().breach;
        assert_eq!(breach, Breach::DotSegment, "{dots}");
    }
}

#[test]
fn a_value_that_stands_at_the_very_start_is_no_host() {
    static START: CallDescriptor = CallDescriptor {
        path: "/{plantName}",
        ..EXTERNAL_BASE
    };
    const EXTERNAL_BASE: CallDescriptor = CallDescriptor {
        method: Method::Get,
        sends: &[Place::Query],
        accepts: &[&PLANT_NAME],
        ..CALL
    };
    let base = "https://garden.example/v2/";
    for name in ["/evil.example", "\\evil.example", "evil.example", "\t/evil"] {
        let url = url(base, &START, name).unwrap();
        let parsed = prose_runtime::reqwest::Url::parse(&url).unwrap();
        assert_eq!(parsed.host_str(), Some("garden.example"), "{name}: {url}");
        assert_eq!(parsed.path_segments().unwrap().count(), 1, "{name}: {url}");
    }
    assert!(url(base, &START, "").is_err());
}

#[test]
fn dots_that_are_written_in_two_ways_are_dots() {
    static MIXED: CallDescriptor = CallDescriptor {
        path: "/a/%2E{plantName}/b",
        method: Method::Get,
        sends: &[Place::Query],
        accepts: &[&PLANT_NAME],
        ..CALL
    };
    let base = "https://garden.example/";
    assert!(url(base, &MIXED, ".").is_err());
    assert!(url(base, &MIXED, "x").is_ok());
}

#[test]
fn two_slashes_a_query_or_a_line_break_make_no_rooted_path() {
    static PATHS: [CallDescriptor; 7] = [
        CallDescriptor::raw(&API, Method::Get, "//evil.example/x"),
        CallDescriptor::raw(&API, Method::Get, "///evil.example/x"),
        CallDescriptor::raw(&API, Method::Get, "/\\evil.example/x"),
        CallDescriptor::raw(&API, Method::Get, "/\n/evil.example/x"),
        CallDescriptor::raw(&API, Method::Get, "/\t/evil.example/x"),
        CallDescriptor::raw(&API, Method::Get, "/x?y=1"),
        CallDescriptor::raw(&API, Method::Get, "/x#y"),
    ];
    let config = Config::new().base_url("http://127.0.0.1:1/v1/");
    let client = Client::new(credentials(), config).unwrap();
    for call in &PATHS {
        let error = client.send(RawCall::new(call)).request().unwrap_err();
        assert!(error.is_config(), "{}: {error:?}", call.path);
    }
}
