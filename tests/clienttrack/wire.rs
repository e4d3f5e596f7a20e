//! One request for each call, byte for byte.

use clienttrack_generated::{
    AuthTest, Client, Credentials, DescribeObject, GetObject, InsertObject, Query,
    RunStoredProcedure, UpdateObject, calls,
};
use prose_runtime::{Config, Json, Method};
use workspace_tests::spec::assert_every_call;
use workspace_tests::{Loopback, kept, wire_tests};

use crate::client_at;

/// A client and the server that it talks to.
struct Wire {
    client: Client,
    server: Loopback,
}

impl Wire {
    fn new() -> Self {
        let server = Loopback::answering_json("{}").unwrap();
        let client = client_at(&server);
        Self { client, server }
    }

    /// The request as it came, with `HOST` for the server's own address.
    fn sent(&self) -> String {
        self.server.sent()
    }
}

wire_tests! {
    auth_test: AuthTest::new()
        => bare("auth/test");

    query: Query::new("SELECT ClientID FROM cmClient WHERE LastName = 'O''Hara & Söhne'")
        .should_cache(true)
        .page_size(500)
        .page_number(2)
        => bare("crql?pageNo=2&pageSize=500&shouldCache=true\
            &q=SELECT%20ClientID%20FROM%20cmClient%20WHERE%20LastName%20%3D%20%27O%27%27Hara%20%26\
            %20S%C3%B6hne%27");

    run_stored_procedure: RunStoredProcedure::new("dbo.Get Clients/ü?")
        .custom("ClientID", 1001)
        .custom("Name", "O'Hara \"Jo\"\n")
        .custom("Ratio", 0.5)
        .custom("IsActive", true)
        .custom("ExitDate", Json::null())
        .custom("Ids", Json::parse("[1, {\"id\": 2}]").unwrap())
        .custom("Number as text", "12")
        => with_body("POST", "crql/storedprocedures/dbo.Get%20Clients%2F%C3%BC%3F",
            r#"{"ClientID":1001,"Name":"O'Hara \"Jo\"\n","Ratio":0.5,"IsActive":true,"ExitDate":null,"Ids":[1, {"id": 2}],"Number as text":"12"}"#);

    get_object: GetObject::new("cm Client", "1/2 ü")
        => bare("cto/cm%20Client/1%2F2%20%C3%BC");

    describe_object: DescribeObject::new("cm Client")
        => bare("cto/cm%20Client/description");

    insert_object: InsertObject::new("cmClient")
        .custom("LastName", "Sample")
        .custom("VeteranStatus", 0)
        .custom("Email", Json::null())
        => with_body("POST", "cto/cmClient",
            r#"{"LastName":"Sample","VeteranStatus":0,"Email":null}"#);

    update_object: UpdateObject::new("cmClient", "1001")
        .custom("City", "Millbrook")
        .custom("ZipCodeID", -7_i64)
        => with_body("PUT", "cto/cmClient/1001", r#"{"City":"Millbrook","ZipCodeID":-7}"#);
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A GET.
fn bare(target: &str) -> String {
    format!(
        "GET /{target} HTTP/1.1\r\n\
         ocp-apim-subscription-key: the-subscription-key\r\n\
         authorization: ApiKey the-api-key\r\n\
         accept: application/json\r\n\
         user-agent: clienttrack-generated/{VERSION} prose-runtime/{VERSION}\r\n\
         host: HOST\r\n\
         \r\n"
    )
}

fn with_body(method: &str, target: &str, body: &str) -> String {
    format!(
        "{method} /{target} HTTP/1.1\r\n\
         ocp-apim-subscription-key: the-subscription-key\r\n\
         authorization: ApiKey the-api-key\r\n\
         accept: application/json\r\n\
         content-type: application/json\r\n\
         user-agent: clienttrack-generated/{VERSION} prose-runtime/{VERSION}\r\n\
         host: HOST\r\n\
         content-length: {length}\r\n\
         \r\n\
         {body}",
        length = body.len(),
    )
}

/// A request of [`bare`] or [`with_body`] that names an organization.
fn within(organization: &str, request: &str) -> String {
    request.replacen("accept: ", &format!("orgid: {organization}\r\naccept: "), 1)
}

#[test]
fn every_call_has_its_wire_test() {
    assert_every_call("clienttrack", TESTED, |_, call| {
        format!("no wire test for `{call}`: add one to tests/clienttrack/wire.rs, by hand")
    });
    let calls: Vec<&str> = calls::CALLS.iter().map(|call| call.name).collect();
    assert_eq!(TESTED, calls, "in the order of the spec, and no others");
}

/// The server wants an object where there is nothing to say.
#[tokio::test]
async fn a_procedure_without_parameters_has_an_empty_object() {
    let server = Loopback::answering_json("{}").unwrap();
    let call = RunStoredProcedure::new("RefreshIndex");
    client_at(&server).run_stored_procedure(call).await.unwrap();
    let expected = with_body("POST", "crql/storedprocedures/RefreshIndex", "{}");
    assert_eq!(server.sent(), expected);
}

#[tokio::test]
async fn an_object_can_be_changed_with_patch_where_that_is_asked_for() {
    let call = || UpdateObject::new("cmClient", "1001").custom("City", "Millbrook");
    for method in [Method::Put, Method::Patch] {
        let server = Loopback::answering_json("{}").unwrap();
        let client = client_at(&server);
        client.update_object(call()).method(method).await.unwrap();
        let target = "cto/cmClient/1001";
        let expected = with_body(method.as_str(), target, r#"{"City":"Millbrook"}"#);
        assert_eq!(server.sent(), expected);
    }
    let client = client_at(&Loopback::answering_json("{}").unwrap());
    let other = client.update_object(call()).method(Method::Post);
    let error = other.await.unwrap_err();
    assert!(error.is_config(), "{error}");
    assert!(error.to_string().contains("PUT or PATCH"), "{error}");
}

#[tokio::test]
async fn an_organization_is_named_if_the_credentials_have_one() {
    let server = Loopback::answering_json("{}").unwrap();
    let credentials = Credentials::new("the-subscription-key", "the-api-key").org_id("101");
    let config = Config::new().base_url(format!("http://{}/", server.host()));
    let client = Client::with_config(credentials, config).unwrap();
    client.auth_test(AuthTest::new()).await.unwrap();
    assert_eq!(server.sent(), within("101", &bare("auth/test")));
}

#[tokio::test]
async fn a_client_or_a_single_call_can_name_another_organization() {
    let server = Loopback::replying(|_| kept("200 OK", "{}")).unwrap();
    let without = client_at(&server);
    let with = without.account("102").unwrap();
    with.auth_test(AuthTest::new()).await.unwrap();
    assert_eq!(server.sent(), within("102", &bare("auth/test")));
    let call = || DescribeObject::new("cmClient");
    with.describe_object(call()).account("103").await.unwrap();
    let described = bare("cto/cmClient/description");
    assert_eq!(server.sent(), within("103", &described));
    with.describe_object(call()).await.unwrap();
    assert_eq!(server.sent(), within("102", &described));
    without.describe_object(call()).await.unwrap();
    assert_eq!(server.sent(), described);
}

/// A column of that name would silently change the address.
#[test]
fn a_name_of_the_path_is_no_column() {
    let client = Client::new(Credentials::new("key", "key")).unwrap();
    let insert = InsertObject::new("cmClient").custom("objectName", "osUsers");
    let error = client.insert_object(insert).request().unwrap_err();
    assert!(error.is_invalid(), "{error}");
    let procedure = RunStoredProcedure::new("a").custom("procedureName", "b");
    let error = client
        .run_stored_procedure(procedure)
        .request()
        .unwrap_err();
    assert!(error.is_invalid(), "{error}");
}

#[test]
fn no_name_leaves_its_part_of_the_path() {
    let client = Client::new(Credentials::new("key", "key")).unwrap();
    for name in [".", "..", ""] {
        for request in [
            client.describe_object(DescribeObject::new(name)).request(),
            client.get_object(GetObject::new("a", name)).request(),
            client.insert_object(InsertObject::new(name)).request(),
            client
                .run_stored_procedure(RunStoredProcedure::new(name))
                .request(),
        ] {
            let error = request.unwrap_err();
            assert!(error.is_invalid(), "{name}: {error}");
        }
    }
    let call = GetObject::new("../auth", "test?q=1#2");
    let request = client.get_object(call).request().unwrap();
    let address = "https://api.clienttrack.net/cto/..%2Fauth/test%3Fq%3D1%232";
    assert_eq!(request.url(), address);
}
