//! The emitted form of the form post, whole: pasted into a page, sent by a browser, taken by the
//! sandbox, shown by the API.

use clienttether_generated::{
    Client, Credentials, ReadClientById, ReadClientExist, ReadClientHistoryNotes,
    ReadLeadSourceList, records,
};
use prose_runtime::{Config, Id, Record};
use prose_sandbox::clienttether::Sandbox;
use serde_json::json;

use crate::chromium::{Chromium, Site};

const FORM: &str = include_str!("../../clienttether-generated/forms/external_form_lead.html");
/// With every field.
const WHOLE: &str = include_str!("../../clienttether-generated/forms/external_form_lead.all.html");
const ADDRESS: &str = "https://api.clienttether.com/v1/external-api/external-form-lead";

/// A sandbox, and a client of the API to look into it with.
struct Session {
    sandbox: Sandbox,
    client: Client,
}

impl Session {
    fn new() -> Self {
        let sandbox = Sandbox::setup().contacts(0).start().unwrap();
        let credentials = Credentials::new(sandbox.access_token(), sandbox.web_key());
        let config = Config::new().base_url(sandbox.base_url());
        let client = Client::with_config(credentials, config).unwrap();
        Self { sandbox, client }
    }

    /// The form as somebody would paste it, but that it posts to the sandbox.
    fn form(&self, form: &str) -> String {
        let host = self.sandbox.base_url().replace("/v2/api/", "");
        let address = ADDRESS.replace("https://api.clienttether.com", &host);
        assert_eq!(form.matches(ADDRESS).count(), 1);
        form.replace(ADDRESS, &address)
    }

    /// The page of the form, which a visitor fills in and sends. Its policy allows the form to post to
    /// the sandbox, and that to lead on to the other site.
    fn page(&self, form: &str, filled_in: &[(&str, &str)], other: &Site) -> Site {
        let told = json!({ "fields": [], "forms": [], "post": filled_in });
        let sandbox = self.sandbox.base_url().replace("/v2/api/", "");
        let page = Site::with(form, &told, &format!("{sandbox} {}", other.address("")));
        self.sandbox.allow_origin(&page.address("")).unwrap();
        page
    }

    async fn key_of(&self, source: &str) -> String {
        let call = ReadLeadSourceList::new();
        let sources = self.client.read_lead_source_list(call).await.unwrap();
        let mut sources = sources.records().iter();
        let source = sources.find(|it| it.lead_source_name() == Some(source));
        source.unwrap().lead_source_web_key().unwrap().to_owned()
    }

    async fn anns(&self) -> Vec<Id> {
        let call = ReadClientExist::new().email("ann@example.com");
        let found = self.client.read_client_exist(call).await.unwrap();
        let ids = found.records().iter().map(|it| it.client_id().unwrap());
        ids.collect()
    }

    async fn the_ann(&self) -> records::Client {
        let ids = self.anns().await;
        assert_eq!(ids.len(), 1);
        let call = ReadClientById::new(&ids[0]);
        let reply = self.client.read_client_by_id(call).await.unwrap();
        reply.into_first().unwrap()
    }
}

/// The form with what its comments ask the site for, here in the source of the page.
fn with_hidden(form: &str, key: &str, value: &str) -> String {
    let blank = format!("<input type=\"hidden\" name=\"{key}\" value=\"\">");
    assert_eq!(form.matches(&blank).count(), 1, "{key}");
    form.replace(&blank, &blank.replace("\"\"", &format!("\"{value}\"")))
}

/// A site without a form: its other pages are all the same.
fn elsewhere() -> Site {
    Site::with("", &json!({}), "'none'")
}

/// What a visitor fills in.
const VISITOR: [(&str, &str); 8] = [
    ("firstName", "Ann Zoë"),
    ("lastName", "Lee & Söhne 漢"),
    ("phone", "3035550147"),
    ("email", "ann@example.com"),
    ("state", "CO"),
    ("zip", "80202-1234"),
    ("notes", "Call after five.\nRing \"twice\" + wait."),
    ("Favorite Chocolate", "50% <b>dark</b>"),
];

async fn a_lead_arrives(form: &str, strip_script: bool, more: &[(&str, &str)]) {
    let session = Session::new();
    let form = with_hidden(
        &session.form(form),
        "web_key",
        &session.key_of("Website").await,
    );
    let mut form = with_hidden(&form, "tag", "Web Form");
    // As the comment in the form shows it.
    let custom = "<p><input name=\"Favorite Chocolate\" type=\"text\"></p>\n  <p><button";
    assert_eq!(form.matches("<p><button").count(), 1);
    form = form.replace("<p><button", custom);
    if strip_script {
        let (before, rest) = form.split_once("<script>").unwrap();
        let (_, after) = rest.split_once("</script>").unwrap();
        form = format!("{before}{after}");
    }
    let thanks = elsewhere();
    let form = with_hidden(&form, "OnSuccessURL", &thanks.address("/thanks?from=form"));
    let filled_in = [VISITOR.as_slice(), more].concat();
    let page = session.page(&form, &filled_in, &thanks);
    let _browser = Chromium::start(&page.address("/"));
    thanks.visited("GET /thanks?from=form HTTP");

    let contact = session.the_ann().await;
    assert_eq!(contact.first_name(), Some("Ann Zoë"));
    assert_eq!(contact.last_name(), Some("Lee & Söhne 漢"));
    assert_eq!(contact.phone(), Some("3035550147"));
    assert_eq!(contact.state(), Some("CO"));
    assert_eq!(contact.zip(), Some("80202-1234"));
    let is_filled_in = |wire: &str| more.iter().any(|(name, _)| *name == wire);
    let anniversary = is_filled_in("anniversary_1").then_some("2024-02-29");
    assert_eq!(contact.anniversary_1(), anniversary);
    assert_eq!(contact.tags(), ["Web Form"]);
    // Silence is no consent.
    assert_eq!(contact.sms_ok(), Some(is_filled_in("smsok")));
    assert_eq!(contact.lead_source_name(), Some("Website"));
    assert_eq!(contact.action_plan_name(), Some("Website Welcome"));
    let chocolate = contact.row().custom_text("Favorite Chocolate");
    assert_eq!(chocolate.as_deref(), Some("50% dark"));
    let call = ReadClientHistoryNotes::new(contact.client_id().unwrap());
    let notes = session
        .client
        .read_client_history_notes(call)
        .await
        .unwrap();
    // Browsers end lines as HTTP does.
    assert_eq!(
        notes.first().unwrap().body_content(),
        Some("Call after five.\r\nRing \"twice\" + wait.")
    );
    let requests = session.sandbox.requests();
    let mut leads = requests
        .iter()
        .filter(|it| it.call.as_deref() == Some("external_form_lead"));
    let lead = leads.next().unwrap();
    assert_eq!(leads.count(), 0);
    assert_eq!((lead.method.as_str(), lead.status), ("POST", Some(302)));
    assert_eq!(lead.parameters["web_key"], "<secret>");
    // The script takes blank fields out.
    let city = lead.parameters.get("city");
    assert_eq!(city, strip_script.then_some(&json!("")));
}

#[tokio::test]
async fn the_real_form_makes_the_contact_that_the_api_shows() {
    a_lead_arrives(FORM, false, &[]).await;
}

#[tokio::test]
async fn the_real_form_does_so_without_its_script_too() {
    a_lead_arrives(FORM, true, &[]).await;
}

#[tokio::test]
async fn who_ticks_the_box_agrees_with_the_script_and_without_it() {
    let agrees = [("smsok", "1")];
    a_lead_arrives(FORM, false, &agrees).await;
    a_lead_arrives(FORM, true, &agrees).await;
}

#[tokio::test]
async fn the_form_with_every_field_makes_its_contact_too() {
    a_lead_arrives(
        WHOLE,
        false,
        &[("anniversary_1", "2024:02:29"), ("smsok", "1")],
    )
    .await;
}

#[tokio::test]
async fn a_wrong_key_leads_the_visitor_to_the_page_for_errors_with_its_code() {
    let session = Session::new();
    let form = with_hidden(&session.form(FORM), "web_key", "CT_nobody");
    let sorry = elsewhere();
    let form = with_hidden(&form, "OnErrorURL", &sorry.address("/sorry?from=form#top"));
    let filled_in = [
        ("firstName", "Ann"),
        ("lastName", "Lee"),
        ("email", "ann@example.com"),
    ];
    let page = session.page(&form, &filled_in, &sorry);
    let _browser = Chromium::start(&page.address("/"));
    let request = sorry.visited("GET /sorry?");
    let (line, _) = request.split_once("\r\n").unwrap();
    assert_eq!(
        line,
        "GET /sorry?from=form&error_Code=ct101&msg=Invalid%20Web_Key HTTP/1.1"
    );
    assert!(session.anns().await.is_empty());
}

/// Unless the site is allowed to, nobody's page posts to a sandbox that happens to run beside it.
#[tokio::test]
async fn a_page_that_is_not_allowed_to_makes_no_contact() {
    let session = Session::new();
    let form = with_hidden(&session.form(FORM), "web_key", session.sandbox.web_key());
    let thanks = elsewhere();
    let form = with_hidden(&form, "OnSuccessURL", &thanks.address("/thanks"));
    let told = json!({ "fields": [], "forms": [], "post": [("firstName", "Ann"), ("lastName", "Lee"), ("email", "ann@example.com")] });
    let host = session.sandbox.base_url().replace("/v2/api/", "");
    let page = Site::with(&form, &told, &format!("{host} {}", thanks.address("")));
    let _browser = Chromium::start(&page.address("/"));
    page.visited("GET /told");
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    assert!(session.anns().await.is_empty());
    let requests = session.sandbox.requests();
    assert!(requests.iter().all(|it| it.method == "GET"), "{requests:?}");
}

/// What the browser itself refuses never leaves it.
#[tokio::test]
async fn what_breaks_a_limit_does_not_leave_the_browser() {
    let session = Session::new();
    let form = with_hidden(&session.form(WHOLE), "web_key", session.sandbox.web_key());
    let whole = [("name", "Ann Lee"), ("email", "ann@example.com")];
    let broken = [
        vec![("email", "ann@example.com")],
        vec![("firstName", "Ann")],
        [whole.as_slice(), &[("phone", "555-0147")]].concat(),
        [whole.as_slice(), &[("state", "Coloradoo")]].concat(),
        [whole.as_slice(), &[("anniversary_1", "2023:02:29")]].concat(),
        whole.to_vec(),
    ];
    let told = json!({ "fields": [], "forms": broken });
    let site = Site::with(&form, &told, "'none'");
    let _browser = Chromium::start(&site.address("/"));
    let results = site.visited("POST /results");
    let verdicts = r#""forms":[false,false,false,false,false,true]"#;
    assert!(results.contains(verdicts), "{results}");
    assert!(session.sandbox.requests().is_empty());
}
