//! The form post's page against the spec, row by row, and the Thumbtack lead.

use prose_codegen::model::{Holds, Meaning, Method, Place, Requires};

use workspace_tests::spec::{accepted, api, call, rows};

#[test]
fn every_row_of_the_form_posts_page_is_there_in_its_order() {
    assert_eq!(
        rows(&api("clienttether"), "form_lead"),
        [
            ("web_key", "web_key"),
            ("name", "text"),
            ("firstName", "text"),
            ("lastName", "text"),
            ("phone", "ten_digits"),
            ("smsok", "flag"),
            ("second_phone", "ten_digits"),
            ("email", "email"),
            ("address", "text"),
            ("city", "text"),
            ("state", "state_or_province"),
            ("zip", "postal_code"),
            ("compName", "text"),
            ("tag", "tag_list"),
            ("job_title", "text"),
            ("deal_size", "whole_number"),
            ("deal_closed", "flag"),
            ("age", "whole_number"),
            ("education", "text"),
            ("gender", "gender"),
            ("high_net_worth", "whole_number"),
            ("home_owner_status", "home_owner_status"),
            ("household_income", "whole_number"),
            ("length_of_residence", "whole_number"),
            ("market_value", "whole_number"),
            ("material_status", "marital_status"),
            ("occupation", "text"),
            ("presence_of_children", "flag"),
            ("presence_of_pets", "flag"),
            ("anniversary_1", "date_with_colons"),
            ("anniversary_2", "date_with_colons"),
            ("facebook", "text"),
            ("linkedin", "text"),
            ("twitter", "text"),
            ("client_category", "text"),
            ("whiteboard", "text"),
            ("clients_date_last", "date_with_colons"),
            ("clients_date_next", "date_with_colons"),
            ("new_lead_notification", "new_lead_notification"),
            ("contact_type", "contact_type"),
            ("assigned_user_id", "id"),
            ("notes", "text"),
            ("OnSuccessURL", "text"),
            ("OnErrorURL", "text"),
        ]
    );
}

#[test]
fn the_web_key_and_a_name_are_required() {
    let api = api("clienttether");
    let text = |text: &str| text.to_owned();
    assert_eq!(
        call(&api, "external_form_lead").requires,
        [
            Requires::Key(text("web_key")),
            Requires::AnyOf(vec![
                vec![text("name")],
                vec![text("firstName"), text("lastName")]
            ]),
        ]
    );
}

#[test]
fn a_form_post_is_a_form_without_headers() {
    let api = api("clienttether");
    let call = call(&api, "external_form_lead");
    assert_eq!(call.method, Method::Post);
    assert_eq!(call.path, "/v1/external-api/external-form-lead");
    assert_eq!(call.sends, [Place::Form]);
    assert_eq!(call.credentials.as_deref(), Some([].as_slice()));
    assert_eq!(accepted(call).len(), 44);
    let web_key = &call.accepts[0].key;
    assert_eq!(
        (web_key.wire.as_str(), web_key.holds),
        ("web_key", Holds::Secret)
    );
    let custom = call.open.as_ref().expect("custom fields are accepted");
    assert_eq!(custom.limit.name, "custom_text");
}

#[test]
fn only_the_rust_names_are_corrected() {
    let api = api("clienttether");
    let table = api.tables.iter().find(|table| table.name == "form_lead");
    let renamed: Vec<(&str, &str)> = table
        .iter()
        .flat_map(|table| &table.keys)
        .filter(|key| key.rust.replace('_', "") != key.name.to_ascii_lowercase().replace('_', ""))
        .map(|key| (key.wire.as_str(), key.rust.as_str()))
        .collect();
    assert_eq!(
        renamed,
        [
            ("compName", "company_name"),
            ("tag", "tags"),
            ("material_status", "marital_status"),
        ]
    );
}

/// The client table and the form post agree on what is somebody's own business.
#[test]
fn what_is_personal_in_the_client_table_is_personal_here() {
    let api = api("clienttether");
    let table = |name: &str| api.tables.iter().find(|table| table.name == name);
    let (client, form) = (table("client"), table("form_lead"));
    let client: Vec<_> = client.iter().flat_map(|table| &table.keys).collect();
    let mut both = 0;
    for key in form.iter().flat_map(|table| &table.keys) {
        let Some(other) = client.iter().find(|other| other.name == key.name) else {
            continue;
        };
        both += 1;
        assert_eq!(key.holds, other.holds, "{}", key.name);
        assert_eq!(key.rust, other.rust, "{}", key.name);
        assert_eq!(key.default, other.default, "{}", key.name);
    }
    // All but web_key, name, notes and the two addresses.
    assert_eq!(both, 39);
}

#[test]
fn the_codes_of_the_form_post_are_typed() {
    let api = api("clienttether");
    let codes: Vec<(&str, &str, Meaning)> = api
        .result_codes
        .iter()
        .filter(|code| code.code.to_ascii_lowercase().starts_with("ct10"))
        .map(|code| (code.code.as_str(), code.message.as_str(), code.means))
        .collect();
    assert_eq!(
        codes,
        [
            ("ct101", "Invalid Web_Key", Meaning::AccessDenied),
            ("ct102", "Name Not Received", Meaning::MissingKey),
            (
                "ct103",
                "Duplicate Client creation attempted",
                Meaning::Duplicate
            ),
            ("Ct104", "TBD", Meaning::Unknown),
            ("Ct105", "TBD", Meaning::Unknown),
        ]
    );
    let call = call(&api, "external_form_lead");
    let own: Vec<&str> = codes.iter().map(|(code, ..)| *code).collect();
    assert_eq!(call.codes, own);
}

#[test]
fn an_answer_to_a_form_is_a_message_or_a_redirect() {
    let api = api("clienttether");
    let call = call(&api, "external_form_lead");
    let envelope = api
        .envelopes
        .iter()
        .find(|known| known.name == call.envelope);
    let envelope = envelope.expect("it has an envelope");
    assert!(envelope.any_case);
    assert_eq!(envelope.code.as_deref(), Some("error_Code"));
    assert_eq!(envelope.message.as_deref(), Some("Message"));
    assert_eq!(envelope.success.as_deref(), Some("Success"));
    let redirect = envelope.redirect.as_ref().expect("redirects are read");
    assert_eq!(
        (redirect.code.as_str(), redirect.message.as_str()),
        ("error_Code", "msg")
    );
}

#[test]
fn a_thumbtack_lead_has_the_samples_keys() {
    let api = api("clienttether");
    let tables = [
        (
            "thumbtack_lead",
            [
                ("leadID", "text"),
                ("createTimestamp", "whole_number"),
                ("request", "request"),
                ("customer", "customer"),
                ("business", "business"),
                ("leadType", "text"),
                ("leadPrice", "json"),
                ("chargeState", "json"),
            ]
            .as_slice(),
        ),
        (
            "thumbtack_request",
            &[
                ("requestID", "text"),
                ("category", "text"),
                ("categoryID", "text"),
                ("title", "text"),
                ("description", "text"),
                ("schedule", "text"),
                ("location", "location"),
                ("travelPreferences", "text"),
                ("details", "details"),
                ("attachments", "json"),
            ],
        ),
        (
            "thumbtack_location",
            &[
                ("address1", "text"),
                ("address2", "text"),
                ("city", "text"),
                ("state", "text"),
                ("zipCode", "text"),
            ],
        ),
        (
            "thumbtack_detail",
            &[("question", "text"), ("answer", "text")],
        ),
        (
            "thumbtack_customer",
            &[("customerID", "text"), ("name", "text"), ("phone", "text")],
        ),
        (
            "thumbtack_business",
            &[("businessID", "text"), ("name", "text")],
        ),
    ];
    for (table, keys) in tables {
        assert_eq!(rows(&api, table), keys, "{table}");
    }
    let call = call(&api, "thumbtack_lead");
    assert_eq!(call.path, "/v1/external-api/thumbtack/lead");
    assert_eq!(call.sends, [Place::Json]);
    assert_eq!(call.credentials, None, "both headers");
}
