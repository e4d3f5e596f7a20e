//! Keys, organizations, and addresses where nothing is.

use prose_sandbox::clienttrack::{
    Errors, ForeignOrganization, Greeting, Sandbox, WrongSubscriptionKey,
};

use crate::http::{admin, call, keys, numbers, path_of, send, user, wide};

#[test]
fn the_authentication_test_greets_in_the_form_seen_live_or_documented() {
    let sandbox = Sandbox::start().unwrap();
    let answer = send(&sandbox, "GET", "/auth/test", &user(&sandbox), "");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.content_type, "application/json");
    assert_eq!(
        answer.body,
        r#"{"message":"Hello USER from from the SANDBOX ClientTrack environment."}"#
    );
    sandbox.switch(|switches| switches.greeting = Greeting::Documented);
    assert_eq!(
        call(&sandbox, "GET", "/auth/test", "").json()["message"],
        "Hello ADMIN from the SANDBOX ClientTrack environment."
    );
}

#[test]
fn a_missing_subscription_key_is_told_by_the_gateway_before_anything_else() {
    let sandbox = Sandbox::start().unwrap();
    let authorization = format!("Authorization: ApiKey {}\r\n", sandbox.api_key());
    let blank = format!("Ocp-Apim-Subscription-Key: \r\n{authorization}");
    for headers in ["", &authorization, &blank] {
        for path in ["/auth/test", "/crql", "/nowhere", "/cto/cmClient/1"] {
            let answer = send(&sandbox, "GET", path, headers, "");
            assert_eq!(answer.status, 401);
            let json = answer.json();
            assert_eq!(json["statusCode"], 401);
            let message = json["message"].as_str().unwrap();
            assert!(message.contains("missing subscription key"), "{message}");
        }
    }
}

#[test]
fn a_wrong_subscription_key_is_invalid_or_as_good_as_missing() {
    let sandbox = Sandbox::start().unwrap();
    let headers = format!(
        "Ocp-Apim-Subscription-Key: other\r\nAuthorization: ApiKey {}\r\n",
        sandbox.api_key()
    );
    let told = || {
        let answer = send(&sandbox, "GET", "/auth/test", &headers, "");
        assert_eq!(answer.status, 401);
        answer.json()["message"].as_str().unwrap().to_owned()
    };
    assert!(told().contains("invalid subscription key"));
    sandbox.switch(|switches| {
        switches.wrong_subscription_key = WrongSubscriptionKey::Missing;
    });
    assert!(told().contains("missing subscription key"));
}

#[test]
fn the_subscription_key_may_be_in_the_query_and_is_not_in_the_journal() {
    let sandbox = Sandbox::start().unwrap();
    let authorization = format!("Authorization: ApiKey {}\r\n", sandbox.api_key());
    let path = format!("/auth/test?subscription-key={}", sandbox.subscription_key());
    let answer = send(&sandbox, "GET", &path, &authorization, "");
    assert_eq!(answer.status, 200);
    let seen = sandbox.requests();
    assert_eq!(seen[0].parameters["subscription-key"], "<secret>");
}

#[test]
fn a_missing_or_wrong_api_key_is_told_in_the_form_that_the_switch_asks_for() {
    let sandbox = Sandbox::start().unwrap();
    let subscription = format!(
        "Ocp-Apim-Subscription-Key: {}\r\n",
        sandbox.subscription_key()
    );
    let key = sandbox.api_key();
    for authorization in [
        String::new(),
        "Authorization: ApiKey \r\n".to_owned(),
        "Authorization: ApiKey other\r\n".to_owned(),
        format!("Authorization: Bearer {key}\r\n"),
        format!("Authorization: {key}\r\n"),
    ] {
        let headers = format!("{subscription}{authorization}");
        let answer = send(&sandbox, "GET", "/auth/test", &headers, "");
        assert_eq!(answer.status, 401, "{authorization}");
        assert!(answer.body.contains("missing or incorrect ApiKey"));
        assert!(answer.content_type.starts_with("text/plain"));
    }
    sandbox.switch(|switches| switches.errors = Errors::Message);
    let answer = send(&sandbox, "GET", "/auth/test", &subscription, "");
    let json = answer.json();
    assert!(
        json["message"]
            .as_str()
            .unwrap()
            .contains("incorrect ApiKey")
    );
    sandbox.switch(|switches| switches.errors = Errors::List);
    let answer = send(&sandbox, "GET", "/auth/test", &subscription, "");
    assert!(answer.error().contains("incorrect ApiKey"));
    // Schemes have no capitals of their own.
    let headers = format!("{subscription}Authorization: apikey {key}\r\n");
    assert_eq!(
        send(&sandbox, "GET", "/auth/test", &headers, "").status,
        200
    );
}

#[test]
fn an_organization_bounds_what_a_user_sees_and_nothing_of_an_administrator() {
    let sandbox = wide(Sandbox::setup());
    let path = path_of(
        "SELECT ClientID FROM cmClient WHERE ClientID <> 0",
        "&pageSize=500",
    );
    let seen = |keys: &str, organization: &str| {
        let headers = format!("{keys}{organization}");
        let answer = send(&sandbox, "GET", &path, &headers, "");
        numbers(&answer.rows(), "ClientID")
    };
    let (user, admin) = (user(&sandbox), admin(&sandbox));
    let all = seen(&admin, "");
    assert_eq!(all.len(), 60);
    assert_eq!(seen(&user, ""), all);
    assert_eq!(seen(&user, "OrgId: \r\n"), all);
    let [first, second] = sandbox.organizations() else {
        panic!("there are two organizations");
    };
    let first = seen(&user, &format!("OrgId: {first}\r\n"));
    let second = seen(&user, &format!("orgid: {second}\r\n"));
    assert_eq!((first.len(), second.len()), (30, 30));
    assert!(first.iter().all(|id| !second.contains(id)));
    assert_eq!(seen(&admin, "OrgId: 101\r\n"), all);
    assert_eq!(seen(&admin, "OrgId: none\r\n"), all);
}

#[test]
fn an_organization_of_somebody_else_shows_nothing_or_is_denied() {
    let sandbox = wide(Sandbox::setup());
    let path = path_of("SELECT ClientID FROM cmClient WHERE ClientID <> 0", "");
    let ask = |organization: &str| {
        let headers = format!("{}OrgId: {organization}\r\n", user(&sandbox));
        send(&sandbox, "GET", &path, &headers, "")
    };
    let answer = ask("999");
    assert_eq!((answer.status, answer.body.as_str()), (200, "{}"));
    assert_eq!(ask("first").status, 400);
    sandbox.switch(|switches| switches.foreign_organization = ForeignOrganization::Denied);
    assert_eq!(ask("999").status, 401);
    assert_eq!(ask("101").status, 200);
}

#[test]
fn rows_of_other_organizations_are_not_there_for_a_user() {
    let sandbox = wide(Sandbox::setup());
    let theirs = r#"{"LastName":"Birch","OrgID":999}"#;
    let added = call(&sandbox, "POST", "/cto/cmClient", theirs);
    assert_eq!(added.status, 201);
    let id = added.json()["ClientID"].as_i64().unwrap();
    let path = format!("/cto/cmClient/{id}");
    assert_eq!(call(&sandbox, "GET", &path, "").status, 200);
    let keys = user(&sandbox);
    assert_eq!(send(&sandbox, "GET", &path, &keys, "").status, 404);
    let change = r#"{"LastName":"Beech"}"#;
    assert_eq!(send(&sandbox, "PATCH", &path, &keys, change).status, 404);
    let query = path_of(
        &format!("SELECT ClientID FROM cmClient WHERE ClientID = {id}"),
        "",
    );
    assert_eq!(send(&sandbox, "GET", &query, &keys, "").body, "{}");
    // Nor can a join reach them.
    call(
        &sandbox,
        "POST",
        "/cto/Enrollment",
        &format!(r#"{{"ClientID":{id},"OrgID":101}}"#),
    );
    let query = path_of(
        &format!(
            "SELECT LastName FROM Enrollment e JOIN cmClient c ON c.ClientID = e.ClientID WHERE e.ClientID = {id}"
        ),
        "",
    );
    assert_eq!(send(&sandbox, "GET", &query, &keys, "").body, "{}");
    assert_eq!(call(&sandbox, "GET", &query, "").rows().len(), 1);
}

#[test]
fn unknown_paths_and_methods_are_not_found() {
    let sandbox = Sandbox::start().unwrap();
    for (method, path) in [
        ("GET", "/"),
        ("GET", "/auth"),
        ("POST", "/auth/test"),
        ("GET", "/auth/test/"),
        ("POST", "/crql"),
        ("GET", "/crql/storedprocedures/usp_CountClients"),
        ("POST", "/crql/storedprocedures"),
        ("GET", "/cto"),
        ("GET", "/cto/cmClient"),
        ("DELETE", "/cto/cmClient/1001"),
        ("POST", "/cto/cmClient/1001"),
        ("POST", "/clients"),
        ("GET", "/clients"),
        ("GET", "/%FF"),
    ] {
        let answer = call(&sandbox, method, path, "");
        assert_eq!(answer.status, 404, "{method} {path}: {answer:?}");
        assert!(!answer.body.is_empty());
    }
}

#[test]
fn keys_are_the_same_in_every_sandbox() {
    let (one, other) = (Sandbox::start().unwrap(), Sandbox::start().unwrap());
    let headers = keys(&one, one.api_key());
    assert_eq!(send(&other, "GET", "/auth/test", &headers, "").status, 200);
}
