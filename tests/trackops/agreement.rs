//! Client and sandbox read the same limits from the same spec, and share no code that acts on it: each
//! tells when the other is wrong.

use prose_runtime::{Call, Config, Json, Validation};
use prose_sandbox::trackops::Sandbox;
use trackops_generated::{
    CaseSubject, Client, CreateCase, CreateClient, CreateClientContact, CreateClientLocation,
    CustomField, Direction, GetClient, ListCases, ListClientContacts, ListClientLocations,
    ListClients, PrimaryLocation, UpdateClient,
};

use crate::new_client;
use crate::sandbox::client_of;

/// A sandbox, and a client that sends it what it is given, right or wrong.
struct Judges {
    _sandbox: Sandbox,
    client: Client,
}

impl Judges {
    fn new() -> Self {
        let sandbox = Sandbox::start().unwrap();
        let config = Config::new().no_rate_limit().validation(Validation::Off);
        Self {
            client: client_of(&sandbox, config),
            _sandbox: sandbox,
        }
    }

    /// Whether the client would send it, and whether the sandbox takes it.
    async fn verdicts<C: Call + Clone>(&self, call: C) -> (bool, bool) {
        let checked = self
            .client
            .send(call.clone())
            .validation(Validation::Enforce);
        let sent = self.client.send(call).await;
        (checked.request().is_ok(), sent.is_ok())
    }

    async fn agree<C: Call + Clone + std::fmt::Debug>(&self, call: C, is_right: bool) {
        let (by_client, by_sandbox) = self.verdicts(call.clone()).await;
        assert_eq!((by_client, by_sandbox), (is_right, is_right), "{call:?}");
    }
}

#[tokio::test]
async fn of_new_clients() {
    let judges = Judges::new();
    let at = |location| CreateClient::new("ACME", location);
    let main = || PrimaryLocation::new("Main", "CO", "US");
    for (call, is_right) in [
        (new_client("ACME"), true),
        (new_client(""), false),
        (new_client("ACME").website("https://example.com"), true),
        (new_client("ACME").website("example.com"), false),
        (new_client("ACME").website("ftp://example.com"), false),
        (
            new_client("ACME").email_invoice("billing@example.com"),
            true,
        ),
        (new_client("ACME").email_invoice("billing"), false),
        (new_client("ACME").notes("any").account_code("any"), true),
        (at(main().zip("any").phone_primary("any")), true),
        (at(main().email_invoice("billing@example.com")), true),
        (at(main().email_invoice("billing@")), false),
        (at(PrimaryLocation::new("Main", "Colorado", "US")), false),
        (at(PrimaryLocation::new("Main", "C1", "US")), false),
        (at(PrimaryLocation::new("Main", "CO", "USA")), false),
    ] {
        judges.agree(call, is_right).await;
    }
}

#[tokio::test]
async fn of_changes_locations_contacts_and_cases() {
    let judges = Judges::new();
    let reply = judges
        .client
        .list_clients(ListClients::new())
        .await
        .unwrap();
    let id = reply.first().unwrap().id().unwrap();
    for (website, is_right) in [("http://example.com", true), ("www.example.com", false)] {
        judges
            .agree(UpdateClient::new(&id).website(website), is_right)
            .await;
    }
    for (state, is_right) in [("WA", true), ("W", false), ("Washington", false)] {
        let call = CreateClientLocation::new(&id, "Branch")
            .state(state)
            .country("US");
        judges.agree(call, is_right).await;
    }
    let reply = judges.client.get_client(GetClient::new(&id)).await.unwrap();
    let main = reply.first().unwrap().primary_location().unwrap();
    let location = prose_runtime::Record::row(&main)
        .custom_text("id")
        .unwrap()
        .into_owned();
    for (email, is_right) in [("jo@example.com", true), ("jo", false)] {
        let call = CreateClientContact::new(&*location, 3).email(email);
        judges.agree(call, is_right).await;
    }
    for (role, is_right) in [("3", true), ("3a", false), ("-3", false), ("", false)] {
        let call = CreateClientContact::new(&*location, role);
        judges.agree(call, is_right).await;
    }
    for (day, is_right) in [
        ("2024-02-29", true),
        ("2023-02-29", false),
        ("02/29/2024", false),
        ("2024-02-29 00:00:00", false),
    ] {
        judges.agree(CreateCase::new().due_on(day), is_right).await;
    }
    for (money, is_right) in [
        ("1500.00", true),
        ("-1", true),
        ("1,500", false),
        ("$5", false),
    ] {
        judges
            .agree(CreateCase::new().budget_money(money), is_right)
            .await;
    }
    for (kind, is_right) in [("1", true), ("one", false)] {
        let subject = CaseSubject::new().subject_type_id(kind).is_primary(true);
        judges
            .agree(CreateCase::new().subjects([subject]), is_right)
            .await;
    }
    for (number, is_right) in [("1", true), ("one", false)] {
        let value = Json::parse(r#"{"floor":[3,null]}"#).unwrap();
        let fields = [CustomField::new(number, value)];
        judges
            .agree(CreateCase::new().custom_fields(fields), is_right)
            .await;
    }
}

#[tokio::test]
async fn of_what_lists_are_narrowed_by() {
    let judges = Judges::new();
    for (number, is_right) in [("7", true), ("seven", false), ("-7", false)] {
        judges
            .agree(ListClients::new().salesperson(number), is_right)
            .await;
        judges
            .agree(ListClientContacts::new().role(number), is_right)
            .await;
        judges
            .agree(ListCases::new().primary_subject(number), is_right)
            .await;
        judges
            .agree(ListCases::new().case_status(number), is_right)
            .await;
        judges
            .agree(ListClientLocations::new().parent(number), is_right)
            .await;
    }
    for (moment, is_right) in [
        ("2024-02-29 00:00:00", true),
        ("2024-02-29T00:00:00Z", true),
        ("2024-02-29T00:00:00", true),
        ("2024-02-29", true),
        ("2023-02-29 00:00:00", false),
        ("2024-02-29 24:00:00", false),
        ("yesterday", false),
    ] {
        judges
            .agree(ListClients::new().created_from(moment), is_right)
            .await;
        judges
            .agree(ListClientContacts::new().updated_to(moment), is_right)
            .await;
        judges
            .agree(ListCases::new().created_to_system(moment), is_right)
            .await;
    }
    for (day, is_right) in [("2024-02-29", true), ("2023-02-29", false), ("soon", false)] {
        judges.agree(ListCases::new().due_from(day), is_right).await;
    }
    for (page, is_right) in [(1, true), (999, true), (0, false)] {
        judges.agree(ListClients::new().page(page), is_right).await;
        judges
            .agree(ListClients::new().per_page(page.min(100)), is_right)
            .await;
    }
    let up = Direction::Unlisted("up".to_owned());
    judges.agree(ListClients::new().direction(up), false).await;
}

/// What the client refuses although the sandbox takes it, or the other way round, and why.
#[tokio::test]
async fn they_differ_where_the_documents_leave_it_open() {
    let judges = Judges::new();
    // How many records a page may have is not documented: the sandbox gives 100 at the most.
    let call = ListClients::new().per_page(101);
    assert_eq!(judges.verdicts(call).await, (false, true));
}
