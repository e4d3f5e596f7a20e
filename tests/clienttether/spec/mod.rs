//! ClientTether: the API's page, the form post's page, and the Thumbtack lead.

mod form_post;

use prose_codegen::model::{Kind, Method};

use workspace_tests::spec::{api, counted};

#[test]
fn there_is_as_much_of_everything_as_on_the_page() {
    let counts = api("clienttether").counts();
    assert_eq!((counts.tables, counts.open_tables), (22, 1));
    assert_eq!(
        counted(&counts.keys),
        [
            ("client", 48),
            ("additional", 3),
            ("expansion", 0),
            ("lead_source", 3),
            ("action_plan", 7),
            ("history_note", 6),
            ("sales_cycle", 5),
            ("event", 11),
            ("email", 7),
            ("text", 3),
            ("immediate_call", 4),
            ("tag", 2),
            ("user", 9),
            ("account", 17),
            ("proposal", 19),
            ("proposal_payment", 7),
            ("form_lead", 44),
            ("thumbtack_lead", 8),
            ("thumbtack_request", 10),
            ("thumbtack_location", 5),
            ("thumbtack_detail", 2),
            ("thumbtack_customer", 3),
            ("thumbtack_business", 2),
        ]
    );
    assert_eq!(
        counts.all_keys(),
        225,
        "keys: the page numbers them, so count up what it gained"
    );
    // How many calls there are, the wire tests say: each is named there, by hand.
    assert_eq!(counts.result_codes, 15);
}

/// What the page does not number: these change when somebody finds out more.
#[test]
fn what_we_say_about_the_page_changes_only_on_purpose() {
    let counts = api("clienttether").counts();
    assert_eq!(counts.limits, 28, "limits: count up what is new");
    assert_eq!(counts.records, 21, "records: count up what is new");
    assert_eq!(counts.changes, 46, "changes: count up what is new");
    assert_eq!(counts.quirks, 280, "quirks: count up what is new");
}

#[test]
fn the_first_page_has_the_numbers_of_the_spec() {
    let counts = api("clienttether").counts();
    let readme = std::fs::read_to_string("../README.md").unwrap();
    let told = format!(
        "{} parameter tables and the open one for custom fields, {} calls, {} result codes, and some ",
        counts.tables,
        counts.all_calls(),
        counts.result_codes,
    );
    let Some((_, behind)) = readme.split_once(&told) else {
        panic!("README.md does not say: {told}");
    };
    let quirks: usize = behind.split(' ').next().unwrap().parse().unwrap();
    assert!(quirks.abs_diff(counts.quirks) <= 10, "{}", counts.quirks);
}

/// The page has GET for reads, POST for creates and updates, DELETE for deletes, without exception.
#[test]
fn methods_follow_the_families() {
    let api = api("clienttether");
    for family in &api.families {
        for call in &family.calls {
            let method = match call.does {
                Kind::Read => Method::Get,
                Kind::Create | Kind::Update => Method::Post,
                Kind::Delete => Method::Delete,
            };
            assert_eq!(call.method, method, "{}", call.name);
        }
    }
}
