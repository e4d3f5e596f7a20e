//! Leads from elsewhere: their calls stand beside the API, a form's lead without any header of it.

use clienttether_generated::{
    Client, ContactType, Credentials, ExternalFormLead, Gender, HomeOwnerStatus, MaritalStatus,
    NewLeadNotification, ReadTagsList, ThumbtackBusiness, ThumbtackCustomer, ThumbtackDetail,
    ThumbtackLead, ThumbtackLocation, ThumbtackRequest,
};
use prose_runtime::{Cause, Config, Json, Method, Place};
use prose_sandbox::clienttether::Sandbox;
use workspace_tests::{Loopback, wire_tests};

use super::{Wire, json};

const FORM_PATH: &str = "/v1/external-api/external-form-lead";
const THUMBTACK_PATH: &str = "/v1/external-api/thumbtack/lead";

/// A form without any header of the API. Its body may be given in several lines.
fn form(lines: &str) -> String {
    let body: String = lines.lines().map(str::trim).collect();
    format!(
        "POST /v1/external-api/external-form-lead HTTP/1.1\r\n\
         accept: application/json\r\n\
         content-type: application/x-www-form-urlencoded\r\n\
         user-agent: clienttether-generated/{version} prose-runtime/{version}\r\n\
         host: HOST\r\n\
         content-length: {length}\r\n\
         \r\n\
         {body}",
        version = env!("CARGO_PKG_VERSION"),
        length = body.len(),
    )
}

/// JSON with both headers.
fn thumbtack(lines: &str) -> String {
    json("POST", "", lines).replacen("/v2/api/", THUMBTACK_PATH, 1)
}

wire_tests! {
    external_form_lead: ExternalFormLead::new("CT_form_key")
        .name("Jo Ann Sample")
        .first_name("Jo")
        .last_name("Sample")
        .phone("3035550147")
        .sms_ok(true)
        .second_phone("3035550148")
        .email("jo@example.com")
        .address("12 Elm St")
        .city("Denver")
        .state("CO")
        .zip("K1A 0B1")
        .company_name("Sample & Daughters")
        .tags(["Hot Lead", "Trade Show"])
        .job_title("Owner")
        .deal_size(25_000)
        .deal_closed(false)
        .age(41)
        .education("College")
        .gender(Gender::Female)
        .high_net_worth(500_000)
        .home_owner_status(HomeOwnerStatus::Own)
        .household_income(90_000)
        .length_of_residence(7)
        .market_value(350_000)
        .marital_status(MaritalStatus::Married)
        .occupation("Baker")
        .presence_of_children(true)
        .presence_of_pets(false)
        .anniversary_1("2001:06:02")
        .anniversary_2("2003:07:04")
        .facebook("josample")
        .linkedin("jo-sample")
        .twitter("jo_sample")
        .client_category("Weekly")
        .whiteboard("<p>Rings twice</p>")
        .clients_date_last("2024:01:15")
        .clients_date_next("2024:03:15")
        .new_lead_notification(NewLeadNotification::AllNotifications)
        .contact_type(ContactType::Client)
        .assigned_user_id(67)
        .notes("Call after five.\nRing twice.")
        .on_success_url("https://example.com/thanks?from=form")
        .on_error_url("https://example.com/sorry#form")
        .custom("Favorite Chocolate", "Dark & bitter")
        .custom("Lieblingsgrün", "漢 50%+")
        => form(
            "web_key=CT_form_key\
             &name=Jo%20Ann%20Sample\
             &firstName=Jo\
             &lastName=Sample\
             &phone=3035550147\
             &smsok=1\
             &second_phone=3035550148\
             &email=jo%40example.com\
             &address=12%20Elm%20St\
             &city=Denver\
             &state=CO\
             &zip=K1A%200B1\
             &compName=Sample%20%26%20Daughters\
             &tag=Hot%20Lead%2CTrade%20Show\
             &job_title=Owner\
             &deal_size=25000\
             &deal_closed=0\
             &age=41\
             &education=College\
             &gender=F\
             &high_net_worth=500000\
             &home_owner_status=Own\
             &household_income=90000\
             &length_of_residence=7\
             &market_value=350000\
             &material_status=Married\
             &occupation=Baker\
             &presence_of_children=1\
             &presence_of_pets=0\
             &anniversary_1=2001%3A06%3A02\
             &anniversary_2=2003%3A07%3A04\
             &facebook=josample\
             &linkedin=jo-sample\
             &twitter=jo_sample\
             &client_category=Weekly\
             &whiteboard=%3Cp%3ERings%20twice%3C%2Fp%3E\
             &clients_date_last=2024%3A01%3A15\
             &clients_date_next=2024%3A03%3A15\
             &new_lead_notification=2\
             &contact_type=1\
             &assigned_user_id=67\
             &notes=Call%20after%20five.%0ARing%20twice.\
             &OnSuccessURL=https%3A%2F%2Fexample.com%2Fthanks%3Ffrom%3Dform\
             &OnErrorURL=https%3A%2F%2Fexample.com%2Fsorry%23form\
             &Favorite%20Chocolate=Dark%20%26%20bitter\
             &Lieblingsgr%C3%BCn=%E6%BC%A2%2050%25%2B"
        );

    thumbtack_lead: ThumbtackLead::new()
        .lead_id("4711")
        .created(1_709_200_800)
        .request(
            ThumbtackRequest::new()
                .request_id("99")
                .category("House Painting")
                .category_id("7")
                .title("Paint the porch")
                .description("Blue, \"two\" coats.\nPlease.")
                .schedule("Next week")
                .location(
                    ThumbtackLocation::new()
                        .address1("12 Elm St")
                        .address2("Unit 2")
                        .city("Denver")
                        .state("CO")
                        .zip_code("80202"),
                )
                .travel_preferences("Professional must travel to my address.")
                .details([
                    ThumbtackDetail::new().question("How large?").answer("Zehn m² 漢"),
                    ThumbtackDetail::new().question("How high?"),
                ])
                .attachments(Json::parse(r#"[{"size":12}]"#).unwrap()),
        )
        .customer(
            ThumbtackCustomer::new()
                .customer_id("12")
                .name("Jo Sample")
                .phone("(303) 555-0147"),
        )
        .business(ThumbtackBusiness::new().business_id("3").name("Pine Hill"))
        .lead_type("INSTANT_BOOK")
        .lead_price(12.5)
        .charge_state(Json::null())
        => thumbtack(r#"{
            "leadID":"4711",
            "createTimestamp":"1709200800",
            "request":{
                "requestID":"99",
                "category":"House Painting",
                "categoryID":"7",
                "title":"Paint the porch",
                "description":"Blue, \"two\" coats.\nPlease.",
                "schedule":"Next week",
                "location":{
                    "address1":"12 Elm St",
                    "address2":"Unit 2",
                    "city":"Denver",
                    "state":"CO",
                    "zipCode":"80202"
                },
                "travelPreferences":"Professional must travel to my address.",
                "details":[
                    {"question":"How large?","answer":"Zehn m² 漢"},
                    {"question":"How high?"}
                ],
                "attachments":[{"size":12}]
            },
            "customer":{"customerID":"12","name":"Jo Sample","phone":"(303) 555-0147"},
            "business":{"businessID":"3","name":"Pine Hill"},
            "leadType":"INSTANT_BOOK",
            "leadPrice":12.5,
            "chargeState":null
        }"#);
}

fn jo() -> ExternalFormLead {
    ExternalFormLead::new("CT_form_key").name("Jo Sample")
}

#[tokio::test]
async fn a_form_is_the_same_with_and_without_credentials_of_the_client() {
    let expected = form("web_key=CT_form_key&name=Jo%20Sample");
    let wire = Wire::new();
    wire.client.external_form_lead(jo()).await.unwrap();
    assert_eq!(wire.sent(), expected);

    let wire = Wire::new();
    let other = wire.client.account("CT_other_key").unwrap();
    other.external_form_lead(jo()).await.unwrap();
    assert_eq!(wire.sent(), expected);

    let wire = Wire::new();
    let sending = wire.client.external_form_lead(jo());
    // The web key of the form selects the account, and no other would be sent.
    let error = sending.account("CT_other_key").await.unwrap_err();
    assert!(error.is_config(), "{error}");

    let server = Loopback::answering_json(r#"{"Message":"Success"}"#).unwrap();
    let config = Config::new().base_url(server.base_url());
    let stranger = Client::with_config(Credentials::none(), config).unwrap();
    stranger.external_form_lead(jo()).await.unwrap();
    let sent = server.request().unwrap();
    assert_eq!(sent.replacen(&server.host(), "HOST", 1), expected);
}

#[tokio::test]
async fn without_credentials_nothing_else_is_sent() {
    let server = Loopback::answering_json(r#"{"ResultCode":"CT_200"}"#).unwrap();
    let config = Config::new().base_url(server.base_url());
    let stranger = Client::with_config(Credentials::none(), config).unwrap();
    for error in [
        stranger
            .thumbtack_lead(ThumbtackLead::new())
            .await
            .unwrap_err(),
        stranger
            .read_tags_list(ReadTagsList::new())
            .await
            .unwrap_err(),
    ] {
        assert!(matches!(error.cause(), Cause::Config { .. }), "{error}");
        assert!(error.to_string().contains("access_token"), "{error}");
    }
    assert_eq!(server.requests_so_far(), Vec::<String>::new());
}

#[test]
fn the_paths_begin_at_the_host_whatever_the_base_url() {
    let sandbox = Sandbox::setup().contacts(0).start().unwrap();
    let sandbox_url = sandbox.base_url();
    let host = sandbox_url.strip_suffix("/v2/api/").unwrap();
    for (base_url, host) in [
        (None, "https://api.clienttether.com"),
        (Some(sandbox_url.as_str()), host),
        (
            Some("https://proxy.example.com:8443/ct/v2/api"),
            "https://proxy.example.com:8443",
        ),
        (Some("https://example.com"), "https://example.com"),
    ] {
        let config = match base_url {
            Some(url) => Config::new().base_url(url),
            None => Config::new(),
        };
        let credentials = Credentials::new("the-access-token", "CT_web_key");
        let client = Client::with_config(credentials, config).unwrap();
        let request = client.external_form_lead(jo()).request().unwrap();
        assert_eq!(request.url(), format!("{host}{FORM_PATH}"));
        let request = client.thumbtack_lead(ThumbtackLead::new());
        let request = request.request().unwrap();
        assert_eq!(request.url(), format!("{host}{THUMBTACK_PATH}"));
    }
}

/// Where all other POSTs travel is no matter of this one: the web key may not go into a URL.
#[tokio::test]
async fn a_form_stays_a_form() {
    for place in [Place::Json, Place::Query] {
        let wire = Wire::with(Config::new().send_parameters(Method::Post, place));
        wire.client.external_form_lead(jo()).await.unwrap();
        assert_eq!(wire.sent(), form("web_key=CT_form_key&name=Jo%20Sample"));
        let sending = wire.client.external_form_lead(jo()).parameters_in(place);
        let error = sending.request().unwrap_err();
        assert!(error.is_config(), "{error}");
    }
}

/// Everything that a form or a URL gives a meaning to.
#[tokio::test]
async fn no_name_and_no_value_can_leave_its_place() {
    let wire = Wire::new();
    let lead = ExternalFormLead::new("CT_a&name=b")
        .name("a=b&c+d;e%20#?\r\n\0\u{1F339}")
        .custom("web_key&x=1 + é", "\"<b>\u{2028}");
    wire.client.external_form_lead(lead).await.unwrap();
    let expected = form(
        "web_key=CT_a%26name%3Db\
         &name=a%3Db%26c%2Bd%3Be%2520%23%3F%0D%0A%00%F0%9F%8C%B9\
         &web_key%26x%3D1%20%2B%20%C3%A9=%22%3Cb%3E%E2%80%A8",
    );
    assert_eq!(wire.sent(), expected);
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let wire = Wire::new();
    let call = ThumbtackLead::new().customer(ThumbtackCustomer::new());
    wire.client.thumbtack_lead(call).await.unwrap();
    assert_eq!(wire.sent(), thumbtack(r#"{"customer":{}}"#));

    let wire = Wire::new();
    let call = ThumbtackLead::new();
    wire.client.thumbtack_lead(call).await.unwrap();
    assert_eq!(wire.sent(), thumbtack("{}"));

    let wire = Wire::new();
    let call = ExternalFormLead::new("CT_form_key")
        .first_name("Jo")
        .last_name("Sample")
        .notes("");
    wire.client.external_form_lead(call).await.unwrap();
    let expected = form("web_key=CT_form_key&firstName=Jo&lastName=Sample&notes=");
    assert_eq!(wire.sent(), expected);
}

#[tokio::test]
async fn json_travels_as_it_was_given_and_numbers_of_the_page_as_text() {
    for (price, written) in [
        (Json::from(1_250), "1250"),
        (Json::from("12.50"), "\"12.50\""),
        (
            Json::parse("{\"USD\": [12.50, 1e2]}").unwrap(),
            "{\"USD\": [12.50, 1e2]}",
        ),
        (Json::from(true), "true"),
        (Json::from(f64::NAN), "null"),
    ] {
        let wire = Wire::new();
        let call = ThumbtackLead::new().created(0).lead_price(price);
        wire.client.thumbtack_lead(call).await.unwrap();
        let expected = format!(r#"{{"createTimestamp":"0","leadPrice":{written}}}"#);
        assert_eq!(wire.sent(), thumbtack(&expected));
    }
}
