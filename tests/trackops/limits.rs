//! What is refused before it is sent: the edges of each limit, and all that is wrong at once.

use std::sync::LazyLock;

use prose_runtime::{Breach, Call, Config, Error, Json, Validation, Violation};
use trackops_generated::{
    CaseSubject, Client, CreateCase, CreateClient, CreateClientContact, CreateClientLocation,
    Credentials, CustomField, Direction, GetCase, GetClient, ListCases, ListClientContacts,
    ListClientLocations, ListClients, PrimaryLocation, UpdateClient, limits,
};

use crate::sandbox::Session;
use crate::wire::Wire;
use crate::{new_client, refused};

/// Nothing is ever sent by it.
static CLIENT: LazyLock<Client> = LazyLock::new(|| {
    let config = Config::new().variable("subdomain", "acme");
    Client::with_config(Credentials::new("jo@example.com", "the-api-token"), config).unwrap()
});

fn check<C: Call>(call: C) -> Result<(), Error> {
    CLIENT.send(call).request().map(|_| ())
}

/// The keys that are wrong with a call, in their order.
fn wrong<C: Call>(call: C) -> Vec<String> {
    match check(call) {
        Ok(()) => Vec::new(),
        Err(error) => {
            let violations = error.violations().unwrap_or_else(|| panic!("{error}"));
            violations.iter().map(|one| one.key.clone()).collect()
        }
    }
}

/// The only thing that is wrong with a call.
fn only<C: Call>(call: C) -> Violation {
    let error = check(call).unwrap_err();
    let violations: Vec<_> = error.violations().unwrap().iter().cloned().collect();
    assert_eq!(violations.len(), 1, "{error}");
    violations[0].clone()
}

#[test]
fn a_number_of_a_thing_is_digits_only() {
    for good in ["0", "80202", "007", "9007199254740993"] {
        assert!(wrong(GetClient::new(good)).is_empty(), "{good}");
        assert!(
            wrong(ListClients::new().salesperson(good)).is_empty(),
            "{good}"
        );
        let location = CreateClientLocation::new(good, "Branch")
            .state("WA")
            .country("US");
        assert!(wrong(location).is_empty(), "{good}");
    }
    for bad in ["-1", "12.0", "12a", "1 2", "٧", "../7", "7?mode=count"] {
        assert_eq!(wrong(GetClient::new(bad)), ["client_id"], "{bad}");
        assert_eq!(wrong(GetCase::new(bad)), ["case_id"], "{bad}");
        assert_eq!(wrong(ListClients::new().id(bad)), ["id"], "{bad}");
        assert_eq!(wrong(UpdateClient::new(bad)), ["client_id"], "{bad}");
        assert_eq!(wrong(CreateClientContact::new(7, bad)), ["role_id"]);
    }
}

#[test]
fn a_moment_is_a_day_and_a_time_that_exist() {
    for good in [
        "2024-02-29 00:00:00",
        "1999-12-31T23:59:59Z",
        "1999-12-31T23:59:59",
        "2000-02-29 12:30:00",
        "2024-02-29",
    ] {
        for call in [
            ListClients::new().created_from(good),
            ListClients::new().created_to(good),
            ListClients::new().updated_from(good),
            ListClients::new().updated_to(good),
        ] {
            assert!(wrong(call).is_empty(), "{good}");
        }
    }
    for bad in [
        "",
        "2023-02-29",
        "2023-02-29 00:00:00",
        "1900-02-29 00:00:00",
        "2024-02-30 00:00:00",
        "2024-13-01 00:00:00",
        "2024-00-01 00:00:00",
        "2024-02-29 24:00:00",
        "2024-02-29 23:60:00",
        "2024-02-29 23:59:60",
        "2024-02-29 23:59",
        "2024-02-29T23:59:59+01:00",
        "02/29/2024",
        " 2024-02-29 00:00:00",
    ] {
        assert_eq!(
            wrong(ListClients::new().created_from(bad).updated_to(bad)),
            ["created_from", "updated_to"],
            "{bad}"
        );
        let contacts = ListClientContacts::new().created_to(bad).updated_from(bad);
        assert_eq!(wrong(contacts), ["created_to", "updated_from"], "{bad}");
        let cases = ListCases::new()
            .created_from_system(bad)
            .created_to_system(bad);
        assert_eq!(wrong(cases), ["created_from_system", "created_to_system"]);
    }
}

#[test]
fn a_day_exists_and_has_no_time() {
    for good in ["2024-02-29", "1999-12-31", "2000-01-01"] {
        let call = CreateCase::new().created_on(good).due_on(good);
        assert!(wrong(call).is_empty(), "{good}");
        let call = ListCases::new().created_from(good).created_to(good);
        assert!(wrong(call.due_from(good).due_to(good)).is_empty(), "{good}");
    }
    for bad in [
        "2023-02-29",
        "2024-13-01",
        "2024-2-9",
        "02/29/2024",
        "2024-02-29 00:00:00",
        "0000-00-00",
        "today",
    ] {
        let call = CreateCase::new().created_on(bad).due_on(bad);
        assert_eq!(wrong(call), ["created_on", "due_on"], "{bad}");
        let call = ListCases::new().created_from(bad).due_to(bad);
        assert_eq!(wrong(call), ["created_from", "due_to"], "{bad}");
    }
}

#[test]
fn a_budget_is_a_decimal_number() {
    for good in ["1500.00", "0.5", "12", "-1"] {
        let call = CreateCase::new().budget_money(good).budget_hours(good);
        assert!(wrong(call).is_empty(), "{good}");
    }
    for bad in ["", "1,500.00", "$5", "12 h", "1e3"] {
        let call = CreateCase::new().budget_money(bad).budget_hours(bad);
        assert_eq!(wrong(call), ["budget_money", "budget_hours"], "{bad}");
    }
}

#[test]
fn a_website_begins_with_its_scheme() {
    let update = |website: &str| UpdateClient::new(7).website(website);
    for good in [
        "https://example.com",
        "http://www.example.com/about",
        "HTTPS://example.com?a=b#c",
        "https://example.com:8443/",
    ] {
        assert!(wrong(update(good)).is_empty(), "{good}");
    }
    for bad in [
        "example.com",
        "www.example.com",
        "https://",
        "https:///a",
        "ftp://example.com",
        "https://example.com/a b",
        "https:example.com",
        "javascript:alert(1)",
    ] {
        let violation = only(update(bad));
        assert_eq!(
            (violation.key.as_str(), violation.breach),
            ("website", Breach::NotUrl)
        );
    }
}

#[test]
fn an_address_for_e_mail_is_well_formed() {
    let update = |email: &str| UpdateClient::new(7).email_invoice(email);
    let long = format!("{}@example.com", "a".repeat(64));
    for good in [
        "billing@example.com",
        "first.last+tag@mail.example.org",
        &long,
    ] {
        assert!(wrong(update(good)).is_empty(), "{good}");
        let contact = CreateClientContact::new(7, 3).email(good);
        assert!(wrong(contact).is_empty(), "{good}");
    }
    let too_long = format!("a{long}");
    for bad in [
        "billing",
        "billing@",
        "@example.com",
        "two@example.com two@example.org",
        "a@b.example, c@d.example",
        "a@example",
        &too_long,
    ] {
        assert_eq!(only(update(bad)).breach, Breach::NotEmail, "{bad}");
        let location = CreateClientLocation::new(7, "Branch")
            .state("WA")
            .country("US")
            .email_invoice(bad);
        assert_eq!(wrong(location), ["email_invoice"], "{bad}");
    }
    // What is looked for need not be whole.
    assert!(wrong(ListClientContacts::new().email("jo@")).is_empty());
}

#[test]
fn states_and_countries_are_two_letters() {
    for good in ["CO", "US", "on"] {
        let location = CreateClientLocation::new(7, "Branch")
            .state(good)
            .country(good);
        assert!(wrong(location).is_empty(), "{good}");
    }
    for bad in ["C", "USA", "C1", "Colorado", "C ", "ÄÖ"] {
        let location = CreateClientLocation::new(7, "Branch")
            .state(bad)
            .country(bad);
        assert_eq!(wrong(location), ["state", "country"], "{bad}");
        let client = CreateClient::new("ACME", PrimaryLocation::new("Main", bad, bad));
        assert_eq!(
            wrong(client),
            ["primary_location.state", "primary_location.country"],
            "{bad}"
        );
    }
}

#[test]
fn names_of_states_are_cleaned_and_those_of_countries_are_not() {
    let location = PrimaryLocation::new("Main", "new york", "Georgia");
    let cleaned = CreateClient::new("ACME", location).clean();
    let state = &cleaned.changes()[0];
    assert_eq!(
        (state.key(), state.to()),
        ("primary_location.state", Some("NY"))
    );
    assert_eq!(cleaned.unclear()[0].key, "primary_location.country");
}

#[test]
fn pages_are_numbered_from_1_and_have_100_records_at_the_most() {
    for (page, size, keys) in [
        (1, 1, &[] as &[&str]),
        (u64::MAX, 100, &[]),
        (0, 100, &["page"]),
        (1, 0, &["per_page"]),
        (1, 101, &["per_page"]),
        (0, u64::MAX, &["page", "per_page"]),
    ] {
        let call = ListClients::new().page(page).per_page(size);
        assert_eq!(wrong(call), keys, "{page} {size}");
        let call = ListClientLocations::new().page(page).per_page(size);
        assert_eq!(wrong(call), keys, "{page} {size}");
    }
}

#[test]
fn a_direction_is_one_of_two() {
    for (direction, word) in [
        (Direction::Ascending, "asc"),
        (Direction::Descending, "desc"),
    ] {
        assert_eq!(direction.as_str(), word);
        assert_eq!(Direction::from_wire(word), direction);
        assert!(wrong(ListCases::new().direction(direction)).is_empty());
    }
    for word in ["", "ASC", "up"] {
        let unlisted = Direction::Unlisted(word.to_owned());
        assert_eq!(
            wrong(ListCases::new().direction(unlisted)),
            ["dir"],
            "{word}"
        );
    }
}

#[test]
fn the_value_of_a_custom_field_is_any_json() {
    for good in ["\"text\"", "12", "true", "null", "{\"id\":1}", "[]"] {
        let value = Json::parse(good).unwrap();
        let call = CreateCase::new().custom_fields([CustomField::new(1, value.clone())]);
        assert!(wrong(call.custom("mood", value)).is_empty(), "{good}");
    }
    for bad in ["", "text", "{", "[1,]", "NaN", "1 2"] {
        assert!(Json::parse(bad).unwrap_err().is_config(), "{bad}");
    }
    let fields = [CustomField::new(1, "a"), CustomField::new("1b", "c")];
    assert_eq!(
        wrong(CreateCase::new().custom_fields(fields)),
        ["custom_fields[1].id"]
    );
    let subject = CaseSubject::new().custom_fields([CustomField::new("1b", "c")]);
    assert_eq!(
        wrong(CreateCase::new().subjects([CaseSubject::new(), subject])),
        ["subjects[1].custom_fields[0].id"]
    );
}

#[test]
fn any_text_is_a_name_but_none() {
    for good in ["A", " ", "12345", "Ü", &"x".repeat(100_000)] {
        assert!(wrong(new_client(good)).is_empty());
        assert!(wrong(UpdateClient::new(7).name(good).notes(good)).is_empty());
    }
    assert_eq!(only(new_client("")).breach, Breach::Missing);
    let location = CreateClientLocation::new("", "").state("").country("");
    assert_eq!(wrong(location), ["state", "country", "root_id", "name"]);
    assert_eq!(
        wrong(CreateClientContact::new("", "")),
        ["client_id", "role_id"]
    );
    assert_eq!(wrong(GetClient::new("")), ["client_id"]);
    assert_eq!(wrong(UpdateClient::new("")), ["client_id"]);
    // Nothing is known to be required of a case.
    assert!(wrong(CreateCase::new()).is_empty());
}

#[test]
fn custom_names_are_those_that_the_call_does_not_have() {
    let contact = || CreateClientContact::new(7, 3);
    assert!(wrong(contact().custom("phone_2", 5)).is_empty());
    for name in ["first_name", "First_Name", "client_id", "", "--"] {
        assert_eq!(wrong(contact().custom(name, 5)).len(), 1, "{name}");
    }
    let twice = contact().custom("phone", "1").custom("phone", "2");
    assert_eq!(only(twice).breach, Breach::Duplicate);
}

#[test]
fn everything_that_is_wrong_with_a_client_is_told_at_once() {
    let location = PrimaryLocation::new("Main Location", "Colorado", "USA")
        .email_invoice("billing")
        .zip("anything");
    let call = CreateClient::new("", location)
        .website("www.example.com")
        .email_invoice("accounts@");
    let error = check(call).unwrap_err();
    let found: Vec<_> = error
        .violations()
        .unwrap()
        .iter()
        .map(|one| (one.key.clone(), one.limit, one.breach, one.value.clone()))
        .collect();
    let hidden = || Some("<personal>".to_owned());
    let shape = Breach::Shape(&["AA"]);
    let at = |key: &str| format!("primary_location.{key}");
    assert_eq!(
        found,
        [
            (
                "website".to_owned(),
                Some("website"),
                Breach::NotUrl,
                Some("\"www.example.com\"".to_owned())
            ),
            (
                "email_invoice".to_owned(),
                Some("email"),
                Breach::NotEmail,
                hidden()
            ),
            (
                at("email_invoice"),
                Some("email"),
                Breach::NotEmail,
                hidden()
            ),
            (at("state"), Some("state_or_province"), shape, hidden()),
            (at("country"), Some("two_letters"), shape, hidden()),
            ("name".to_owned(), None, Breach::Missing, None),
        ]
    );
    let line = error.to_string();
    assert!(
        line.starts_with("create_client: not sent; change the call: `website` must"),
        "{line}"
    );
    assert!(line.contains("`primary_location.state` must look like AA") && !line.contains('\n'));
    assert!(
        !line.contains("Colorado") && !line.contains("billing"),
        "{line}"
    );
    assert_eq!(error.call(), Some("create_client"));
}

#[tokio::test]
async fn what_is_refused_here_is_not_sent_unless_the_caller_insists() {
    let session = Session::quiet();
    let bad = || new_client("ACME").website("example.com");
    let error = refused(session.client.create_client(bad()).await);
    assert!(error.is_invalid() && !error.may_have_acted());
    assert!(error.attempts().is_empty() && session.sandbox.requests().is_empty());
    let sending = session.client.create_client(bad());
    let error = refused(sending.validation(Validation::Warn).await);
    assert_eq!(error.refusal().unwrap().status, 422);
    assert_eq!(session.calls(), ["create_client"]);
}

#[tokio::test]
async fn a_warning_comes_with_the_reply() {
    let wire = Wire::json(r#"{"id":7}"#);
    let call = new_client("ACME").website("example.com");
    let sending = wire.client.create_client(call);
    let reply = sending.validation(Validation::Warn).await.unwrap();
    let warnings = reply.warnings().unwrap();
    assert_eq!(warnings.iter().next().unwrap().key, "website");
}

#[test]
fn every_limit_is_tried_here() {
    let names: Vec<_> = limits::LIMITS.iter().map(|limit| limit.name).collect();
    // A count stands in answers alone.
    assert_eq!(
        names,
        [
            "text",
            "id",
            "count",
            "decimal",
            "timestamp",
            "date",
            "website",
            "email",
            "two_letters",
            "state_or_province",
            "page_number",
            "page_size",
            "direction",
            "any_json",
        ]
    );
}
