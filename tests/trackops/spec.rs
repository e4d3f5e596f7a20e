//! Trackops: the page of clients against the spec, row by row, and what is known of its neighbours.

use prose_codegen::model::{CredentialPlace, Method, Paging, Place, Rate, Returns};

use workspace_tests::spec::{accepted, api, call, counted, required, rows};

#[test]
fn there_is_as_much_of_everything_as_is_known() {
    let counts = api("trackops").counts();
    assert_eq!((counts.tables, counts.open_tables), (12, 1));
    assert_eq!(
        counted(&counts.keys),
        [
            ("client_filter", 9),
            ("client", 8),
            // The twelve rows of the table, and zip.
            ("primary_location", 13),
            ("paging", 3),
            ("location_filter", 8),
            ("location", 15),
            ("contact_filter", 13),
            ("contact", 5),
            ("case_filter", 22),
            ("case", 20),
            ("case_subject", 4),
            ("custom_field", 2),
            ("other_values", 0),
        ]
    );
    // How many calls there are, the wire tests say: each is named there, by hand.
    assert_eq!(counts.result_codes, 5);
    assert_eq!(counts.limits, 14, "limits: count up what is new");
    assert_eq!(counts.records, 8, "records: count up what is new");
    assert_eq!(counts.quirks, 70, "quirks: count up what is new");
    assert_eq!(counts.changes, 0);
}

/// What the page's words for types are in the spec.
fn limit<'a>(key: &str, page: &'a str) -> &'a str {
    match page {
        "string" => "text",
        "integer" => "id",
        "2-character" if key == "state" => "state_or_province",
        "2-character" => "two_letters",
        "email address" => "email",
        "fully qualified url" => "website",
        other => other,
    }
}

fn limits<'a>(rows: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let rows = rows.iter();
    rows.map(|(key, page)| (*key, limit(key, page))).collect()
}

#[test]
fn every_filter_of_the_page_is_there_in_its_order() {
    let page = [
        ("id", "integer"),
        ("name", "string"),
        ("account_code", "string"),
        ("salesperson", "integer"),
        ("case_manager", "integer"),
        ("created_from", "timestamp"),
        ("created_to", "timestamp"),
        ("updated_from", "timestamp"),
        ("updated_to", "timestamp"),
    ];
    let api = api("trackops");
    assert_eq!(rows(&api, "client_filter"), limits(&page));
    let keys: Vec<&str> = page.iter().map(|(key, _)| *key).collect();
    let list = call(&api, "list_clients");
    assert_eq!(
        accepted(list),
        [&keys[..], &["page", "per_page", "dir"]].concat()
    );
    assert_eq!(list.requires, []);
}

#[test]
fn every_parameter_of_creating_a_client_is_there_in_its_order() {
    let page = [
        ("name", "string"),
        ("account_code", "string"),
        ("website", "fully qualified url"),
        ("email_invoice", "email address"),
        ("notes", "string"),
        ("has_invoice_reminders", "boolean"),
        ("show_location_on_invoice", "boolean"),
        ("primary_location", "primary_location"),
    ];
    let api = api("trackops");
    assert_eq!(rows(&api, "client"), limits(&page));
    let create = call(&api, "create_client");
    let keys: Vec<&str> = page.iter().map(|(key, _)| *key).collect();
    assert_eq!(accepted(create), keys);
    assert_eq!(create.requires, required(&["name", "primary_location"]));
}

#[test]
fn every_parameter_of_the_primary_location_is_there_in_its_order() {
    let page = [
        ("name", "string"),
        ("email_invoice", "email address"),
        ("address_1", "string"),
        ("address_2", "string"),
        ("address_3", "string"),
        ("city", "string"),
        ("state", "2-character"),
        // Not in the table; in the sample of a request it stands here.
        ("zip", "string"),
        ("country", "2-character"),
        ("phone_primary", "string"),
        ("phone_secondary", "string"),
        ("phone_fax", "string"),
        ("notes", "string"),
    ];
    let api = api("trackops");
    assert_eq!(rows(&api, "primary_location"), limits(&page));
    let table = api
        .tables
        .iter()
        .find(|table| table.name == "primary_location");
    let table = table.expect("there is such a table");
    assert_eq!(table.requires, required(&["name", "state", "country"]));
    assert!(table.is_sent);
}

#[test]
fn every_parameter_of_updating_a_client_is_there_and_optional() {
    let api = api("trackops");
    let update = call(&api, "update_client");
    assert_eq!(
        accepted(update),
        [
            "name",
            "account_code",
            "website",
            "email_invoice",
            "notes",
            "has_invoice_reminders",
            "show_location_on_invoice",
            "client_id",
        ]
    );
    assert_eq!(update.requires, required(&["client_id"]));
}

#[test]
fn the_five_calls_of_the_page_have_its_methods_and_paths() {
    let api = api("trackops");
    for (name, method, path, root) in [
        ("list_clients", Method::Get, "clients", None),
        ("get_client", Method::Get, "clients/{client_id}", None),
        ("create_client", Method::Post, "clients", Some("client")),
        (
            "update_client",
            Method::Put,
            "clients/{client_id}",
            Some("client"),
        ),
    ] {
        let call = call(&api, name);
        assert_eq!(call.method, method, "{name}");
        assert_eq!(call.path, path, "{name}");
        assert_eq!(call.root.as_deref(), root, "{name}");
    }
    let create = call(&api, "create_case");
    assert_eq!(create.root.as_deref(), Some("casefile"));
}

#[test]
fn filters_travel_in_the_query_and_values_in_json() {
    let api = api("trackops");
    for call in api.calls() {
        let place = match call.method {
            Method::Get => Place::Query,
            _ => Place::Json,
        };
        assert_eq!(call.sends, [place], "{}", call.name);
    }
}

#[test]
fn every_list_is_paged_and_read_bare() {
    let api = api("trackops");
    let lists = api.calls().filter(|call| call.name.starts_with("list_"));
    let mut count = 0;
    for call in lists {
        count += 1;
        let paging = Paging::ByPage {
            first: 1,
            page: "page".to_owned(),
            size: Some("per_page".to_owned()),
            max: Some(100),
            rows_repeat: false,
        };
        assert_eq!(call.paging, Some(paging), "{}", call.name);
        assert!(accepted(call).contains(&"dir"), "{}", call.name);
        assert_eq!(call.envelope, "list", "{}", call.name);
        assert!(
            matches!(call.returns, Returns::Many { .. }),
            "{}",
            call.name
        );
    }
    assert!(count >= 4, "only {count} lists");
}

/// A count is its list with `mode=count`, and takes the same filters.
#[test]
fn counts_ask_like_their_lists() {
    let api = api("trackops");
    for name in ["clients", "client_locations", "cases"] {
        let (list, count) = (
            call(&api, &format!("list_{name}")),
            call(&api, &format!("count_{name}")),
        );
        assert_eq!(count.path, list.path);
        assert_eq!(count.fixed, [("mode".to_owned(), "count".to_owned())]);
        let not_paged = |key: &&str| !["page", "dir"].contains(key);
        let filters: Vec<&str> = accepted(list).into_iter().filter(not_paged).collect();
        assert_eq!(accepted(count), filters);
    }
    let record = api.records.iter().find(|record| record.name == "count");
    let fields: Vec<&str> = record
        .iter()
        .flat_map(|record| &record.fields)
        .map(|field| field.key.wire.as_str())
        .collect();
    assert_eq!(fields, ["record_count", "page_count"]);
}

#[test]
fn the_filters_of_the_neighbours_are_those_that_are_known() {
    let api = api("trackops");
    let keys = |table: &str| -> Vec<String> {
        let rows = rows(&api, table).into_iter();
        rows.map(|(key, _)| key.to_owned()).collect()
    };
    assert_eq!(
        keys("contact_filter"),
        [
            "id",
            "last_name",
            "first_name",
            "email",
            "client",
            "client_location",
            "role",
            "salesperson",
            "created_from",
            "created_to",
            "updated_from",
            "updated_to",
            "expand_field_values",
        ]
    );
    assert_eq!(
        keys("case_filter"),
        [
            "id",
            "client",
            "location",
            "case_region",
            "case_status",
            "created_from",
            "created_to",
            "created_from_system",
            "created_to_system",
            "due_from",
            "due_to",
            "updated_from",
            "updated_to",
            "is_request",
            "primary_contact",
            "primary_investigator",
            "primary_manager",
            "primary_salesperson",
            "primary_subject",
            "reference_value_1",
            "reference_value_2",
            "reference_value_3",
        ]
    );
    assert_eq!(
        keys("location_filter"),
        [
            "id",
            "name",
            "parent",
            "salesperson",
            "created_from",
            "created_to",
            "updated_from",
            "updated_to",
        ]
    );
    let status = rows(&api, "case_filter").into_iter();
    let mut status = status.filter(|(key, _)| *key == "case_status");
    assert_eq!(status.next(), Some(("case_status", "id")));
}

/// A case takes what the vendor's own client sends, in its order.
#[test]
fn every_key_of_the_sample_of_a_case_is_there() {
    let api = api("trackops");
    assert_eq!(
        rows(&api, "case"),
        [
            ("case_type_id", "id"),
            ("client_id", "id"),
            ("primary_contact_id", "id"),
            ("case_region_id", "id"),
            ("company_location_id", "id"),
            ("created_on", "date"),
            ("due_on", "date"),
            ("reference_value_1", "text"),
            ("reference_value_2", "text"),
            ("reference_value_3", "text"),
            ("case_location", "text"),
            ("budget_money", "decimal"),
            ("budget_hours", "decimal"),
            ("notes", "text"),
            ("scheduling_notes", "text"),
            ("admin_notes", "text"),
            ("case_services_list", "any_json"),
            ("case_flags_list", "any_json"),
            ("custom_fields", "custom_fields"),
            ("subjects", "subjects"),
        ]
    );
    assert_eq!(
        rows(&api, "case_subject"),
        [
            ("subject_type_id", "id"),
            ("is_primary", "boolean"),
            ("is_pinned", "boolean"),
            ("custom_fields", "custom_fields"),
        ]
    );
    assert_eq!(call(&api, "create_case").requires, []);
}

/// What the pages of locations and contacts mark as required.
#[test]
fn new_locations_and_contacts_require_what_their_pages_do() {
    let api = api("trackops");
    let location = call(&api, "create_client_location");
    assert_eq!(location.requires, required(&["root_id", "name"]));
    let contact = call(&api, "create_client_contact");
    assert_eq!(contact.requires, required(&["client_id", "role_id"]));
    let read = call(&api, "get_client_contact");
    assert_eq!(read.path, "client/contacts/{client_contact_id}");
}

#[test]
fn what_no_source_shows_says_so() {
    let api = api("trackops");
    let unproven: Vec<&str> = api
        .calls()
        .filter(|call| call.unproven.is_some())
        .map(|call| call.name.as_str())
        .collect();
    assert_eq!(
        unproven,
        [
            "count_clients",
            "count_client_locations",
            "count_client_contacts",
            "get_case",
            "create_client_location",
            "create_client_contact",
        ]
    );
}

#[test]
fn access_is_as_the_vendors_other_pages_say() {
    let api = api("trackops");
    assert_eq!(api.base_url, "https://{subdomain}.viewcases.com/api/v1/");
    assert!(api.https_only);
    let rate = Rate {
        calls: 1,
        seconds: 2,
    };
    assert_eq!(api.rate, Some(rate));
    let dressed: Vec<(&CredentialPlace, &str, &str)> = api
        .credentials
        .iter()
        .map(|it| (&it.place, it.before.as_str(), it.after.as_str()))
        .collect();
    assert_eq!(
        dressed,
        [
            (&CredentialPlace::BasicUser, "", "/token"),
            (&CredentialPlace::BasicPassword, "", ""),
        ]
    );
    let statuses: Vec<Option<u16>> = api.result_codes.iter().map(|it| it.status).collect();
    assert_eq!(statuses, [400, 401, 403, 404, 422].map(Some));
}

/// Ids are integers on the page: they travel as JSON numbers.
#[test]
fn ids_are_numbers_and_truth_values_are_bare() {
    let api = api("trackops");
    for call in api.calls() {
        for accepted in &call.accepts {
            let limit = &accepted.key.limit;
            let unquoted = ["id", "boolean", "decimal"].contains(&limit.name.as_str());
            assert_eq!(
                limit.unquoted, unquoted,
                "{}, {}",
                call.name, accepted.key.name
            );
        }
    }
}
