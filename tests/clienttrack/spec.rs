//! ClientTrack: the collection's description against the spec, and what integrations show.

use prose_codegen::model::{CredentialPlace, Meaning, Method, Paging, Place, Rule};

use workspace_tests::spec::{accepted, api, call, counted, required, rows};

#[test]
fn there_is_as_much_of_everything_as_is_known() {
    let counts = api("clienttrack").counts();
    assert_eq!((counts.tables, counts.open_tables), (2, 2));
    assert_eq!(
        counted(&counts.keys),
        [
            ("page", 3),
            ("procedure_value", 0),
            ("object", 2),
            ("column", 0),
        ]
    );
    // How many calls there are, the wire tests say: each is named there, by hand.
    assert_eq!(counts.result_codes, 11);
    assert_eq!(counts.limits, 7);
    assert_eq!(counts.records, 5);
    assert_eq!(counts.quirks, 51);
    assert_eq!(counts.changes, 0);
}

/// Every header of the collection, as it is written there.
#[test]
fn the_headers_are_the_collections() {
    let api = api("clienttrack");
    let headers: Vec<(&str, &str, bool, bool)> = api
        .credentials
        .iter()
        .map(|it| match &it.place {
            CredentialPlace::Header(header) => {
                (header.as_str(), it.before.as_str(), it.optional, it.account)
            }
            _ => ("", "", false, false),
        })
        .collect();
    assert_eq!(
        headers,
        [
            ("Ocp-Apim-Subscription-Key", "", false, false),
            ("Authorization", "ApiKey ", false, false),
            ("OrgId", "", true, true),
        ]
    );
    // The query parameter that the collection offers in place of the first header.
    let told = api
        .quirks
        .iter()
        .any(|quirk| quirk.says.contains("subscription-key"));
    assert!(told);
    assert!(api.https_only);
    assert_eq!(api.base_url, "https://api.clienttrack.net/");
}

/// The collection's list of statuses, with the three causes of a 401 that live answers show.
#[test]
fn every_status_of_the_collection_is_typed() {
    let api = api("clienttrack");
    let codes: Vec<(u16, &str, Meaning)> = api
        .result_codes
        .iter()
        .map(|it| (it.status.unwrap_or_default(), it.says.as_str(), it.means))
        .collect();
    assert_eq!(
        codes,
        [
            (200, "", Meaning::Success),
            (201, "", Meaning::Success),
            (202, "", Meaning::Success),
            (400, "", Meaning::BadRequest),
            (401, "missing subscription key", Meaning::AccessDenied),
            (401, "missing or incorrect ApiKey", Meaning::AccessDenied),
            (401, "is not available at this time", Meaning::NotEnabled),
            (401, "", Meaning::AccessDenied),
            (404, "", Meaning::NotFound),
            (500, "", Meaning::ServerFault),
            (502, "", Meaning::ServerFault),
        ]
    );
}

#[test]
fn every_call_is_where_it_was_seen() {
    let api = api("clienttrack");
    for (name, method, path, envelope) in [
        ("auth_test", Method::Get, "auth/test", "auth"),
        ("query", Method::Get, "crql", "crql"),
        (
            "run_stored_procedure",
            Method::Post,
            "crql/storedprocedures/{procedureName}",
            "procedure",
        ),
        (
            "get_object",
            Method::Get,
            "cto/{objectName}/{objectId}",
            "object",
        ),
        (
            "describe_object",
            Method::Get,
            "cto/{objectName}/description",
            "description",
        ),
        ("insert_object", Method::Post, "cto/{objectName}", "object"),
        (
            "update_object",
            Method::Put,
            "cto/{objectName}/{objectId}",
            "object",
        ),
    ] {
        let call = call(&api, name);
        assert_eq!(call.method, method, "{name}");
        assert_eq!(call.path, path, "{name}");
        assert_eq!(call.envelope, envelope, "{name}");
    }
    assert_eq!(call(&api, "update_object").other_methods, [Method::Patch]);
}

#[test]
fn a_query_has_its_four_parameters() {
    let api = api("clienttrack");
    let query = call(&api, "query");
    assert_eq!(accepted(query), ["pageNo", "pageSize", "shouldCache", "q"]);
    assert_eq!(query.requires, required(&["q"]));
    assert_eq!(query.sends, [Place::Query]);
    assert_eq!(
        rows(&api, "page"),
        [
            ("pageNo", "page_number"),
            ("pageSize", "page_size"),
            ("shouldCache", "boolean"),
        ]
    );
    let paging = Paging::ByPage {
        first: 1,
        page: "pageNo".to_owned(),
        size: Some("pageSize".to_owned()),
        max: Some(500),
        rows_repeat: true,
    };
    assert_eq!(query.paging, Some(paging));
    let q = query
        .accepts
        .iter()
        .find(|accepted| accepted.key.wire == "q");
    let q = q.expect("it accepts a query");
    assert_eq!(q.key.limit.rule, Rule::Escaped { max: 2048 });
    let size = query
        .accepts
        .iter()
        .find(|accepted| accepted.key.wire == "pageSize");
    let size = size.expect("it accepts a size");
    let one_to_500 = Rule::Integer {
        min: Some(1),
        max: Some(500),
    };
    assert_eq!(size.key.limit.rule, one_to_500);
    assert_eq!(size.key.default.as_deref(), Some("25"));
}

/// The total is not to be trusted, and a success may have a message: neither is named.
#[test]
fn envelopes_name_what_can_be_relied_on() {
    let api = api("clienttrack");
    for envelope in &api.envelopes {
        assert_eq!(envelope.code, None, "{}", envelope.name);
        assert_eq!(envelope.message, None, "{}", envelope.name);
        assert_eq!(envelope.total, None, "{}", envelope.name);
    }
    let records = |name: &str| {
        let envelope = api.envelopes.iter().find(|it| it.name == name);
        envelope
            .map(|it| it.records[0].as_str())
            .unwrap_or_default()
    };
    assert_eq!(records("crql"), "data.Table1");
    assert_eq!(records("procedure"), "result.table1");
    assert_eq!(records("object"), ".");
    assert_eq!(records("description"), "metadata");
    assert_eq!(records("auth"), ".");
}

#[test]
fn values_of_procedures_and_objects_are_any_json() {
    let api = api("clienttrack");
    for name in ["run_stored_procedure", "insert_object", "update_object"] {
        let call = call(&api, name);
        assert_eq!(call.sends, [Place::Json], "{name}");
        let open = call.open.as_ref().expect("any name is accepted");
        assert_eq!(open.limit.rule, Rule::Json, "{name}");
        assert_eq!(call.retry, prose_codegen::model::Retry::Never, "{name}");
    }
}

/// 201 and 202 are answers to what does something.
#[test]
fn what_may_be_new_or_not_done_yet_is_listed_where_it_can_be() {
    let api = api("clienttrack");
    for call in api.calls() {
        let is_change = call.method != Method::Get;
        for code in ["created", "accepted"] {
            let is_listed = call.codes.iter().any(|own| own == code);
            assert_eq!(is_listed, is_change, "{} {code}", call.name);
        }
    }
}

#[test]
fn what_no_source_shows_says_so() {
    let api = api("clienttrack");
    let unproven: Vec<&str> = api
        .calls()
        .filter(|call| call.unproven.is_some())
        .map(|call| call.name.as_str())
        .collect();
    assert_eq!(unproven, ["get_object", "insert_object", "update_object"]);
}
