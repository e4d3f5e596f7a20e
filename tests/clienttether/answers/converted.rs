//! What answers hold, in other forms: what was read is sent again, typed, or serialized.

use clienttether_generated::records::{Client, Opportunity};
use clienttether_generated::{
    ContactType, CreateClient, Gender, HomeOwnerStatus, UpdateClientById,
};
use prose_runtime::{Call, Record, Value, serde_json, validate};
use workspace_tests::Loopback;

use crate::client_at;

#[tokio::test]
async fn the_day_that_was_read_can_be_written() {
    let read = Client::from_json(r#"{"client_id":"7","created":"2026-01-02 00:00:00"}"#).unwrap();
    let server = Loopback::answering_json(r#"{"ResultCode":"CT_200"}"#).unwrap();
    let update = UpdateClientById::new(7).created(read.created().unwrap());
    assert_eq!(validate(update.params()), Ok(()));
    client_at(&server)
        .update_client_by_id(update)
        .await
        .unwrap();
    let sent = server.sent();
    assert!(
        sent.contains("2026-01-02") && !sent.contains("00:00"),
        "{sent}"
    );
}

#[test]
fn another_time_than_midnight_is_refused_with_the_pattern() {
    let lead = CreateClient::new("Ann", "Lee").created("2026-01-02 10:00:00");
    let violations = validate(lead.params()).unwrap_err();
    let told = violations.iter().next().unwrap().to_string();
    assert!(
        told.contains("must exist and be written YYYY-MM-DD"),
        "{told}"
    );
}

#[test]
fn days_and_money_are_read_in_types_of_the_callers_choice() {
    let json = r#"{"created":"2026-01-02 00:00:00","deal_size":"1250.50","anniversary_1":"soon"}"#;
    let client = Client::from_json(json).unwrap();
    let day = jiff::civil::date(2026, 1, 2);
    assert_eq!(client.created_as(), Some(day));
    assert_eq!(
        client.created_as(),
        chrono::NaiveDate::from_ymd_opt(2026, 1, 2)
    );
    assert_eq!(
        client.deal_size_as(),
        Some(rust_decimal::Decimal::new(125_050, 2))
    );
    assert_eq!(client.anniversary_1_as::<jiff::civil::Date>(), None);
    let set = UpdateClientById::new(7).created(day);
    assert_eq!(
        set.params().get("created"),
        Some(&Value::text("2026-01-02"))
    );
}

#[test]
fn closed_sets_are_found_by_value_and_label_and_shown_as_on_the_wire() {
    assert_eq!(
        "PARTNER".parse::<ContactType>().unwrap(),
        ContactType::Partner
    );
    assert_eq!("3".parse::<ContactType>().unwrap(), ContactType::Partner);
    assert_eq!("male".parse::<Gender>().unwrap().to_string(), "M");
    assert_eq!(
        String::from(HomeOwnerStatus::Rent),
        HomeOwnerStatus::Rent.as_ref()
    );
    let error = "Ann".parse::<Gender>().unwrap_err().to_string();
    assert_eq!(
        error,
        "is no value of the closed set: it must be one of: M (Male), F (Female)"
    );
    for value in ContactType::ALL {
        assert_eq!(
            value.to_string().parse::<ContactType>().ok().as_ref(),
            Some(value)
        );
        let json = serde_json::to_string(value).unwrap();
        assert_eq!(
            serde_json::from_str::<ContactType>(&json).ok().as_ref(),
            Some(value)
        );
    }
    let unlisted: Gender = serde_json::from_str(r#""X""#).unwrap();
    assert_eq!(unlisted, Gender::Unlisted("X".to_owned()));
}

#[test]
fn a_contact_is_serialized_by_either_kind_of_name() {
    let json = r#"{"client_id":7,"firstName":"Jo","gender":"m","smsok":"1","tag":"Web,Hot","deal_size":"1250.00",
        "material_status":"","shoe size":"42"}"#;
    let client = Opportunity::from_json(json).unwrap();
    assert_eq!(
        serde_json::to_string(&client).unwrap(),
        r#"{"client_id":"7","firstName":"Jo","smsok":true,"tag":["Web","Hot"],"deal_size":"1250.00","gender":"M","#.to_owned()
            + r#""material_status":null,"shoe size":"42"}"#
    );
    let by_rust_names = serde_json::to_value(client.by_rust_names()).unwrap();
    let names = [
        "first_name",
        "sms_ok",
        "tags",
        "marital_status",
        "shoe size",
    ];
    assert!(
        names.iter().all(|name| by_rust_names.get(name).is_some()),
        "{by_rust_names}"
    );
}
