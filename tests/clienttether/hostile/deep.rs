//! JSON that is nested without measure: the stack does not grow with it.

use clienttether_generated::ReadActionPlanList;
use prose_runtime::{Cause, Record as _};
use workspace_tests::{Loopback, http};

use super::{ended, listed_from, patient};
use crate::client_with;

const DEPTH: usize = 100_000;

fn arrays() -> String {
    format!("{}{}", "[".repeat(DEPTH), "]".repeat(DEPTH))
}

fn objects() -> String {
    format!("{}0{}", r#"{"a":"#.repeat(DEPTH), "}".repeat(DEPTH))
}

fn with_data(data: &str) -> Vec<u8> {
    let body = format!(r#"{{"ResultCode":"CT_200","Message":"Success","data":{data}}}"#);
    http("200 OK", "application/json", &body)
}

#[tokio::test]
async fn a_deep_body_is_no_answer() {
    for deep in [arrays(), objects()] {
        let error = listed_from(http("200 OK", "", &deep)).await.unwrap_err();
        assert!(
            matches!(error.cause(), Cause::Undecodable { path, .. } if path == "ResultCode"),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn a_deep_body_that_is_cut_is_told_in_a_short_line() {
    for deep in ["[".repeat(DEPTH), r#"{"a":"#.repeat(DEPTH)] {
        let error = listed_from(http("200 OK", "", &deep)).await.unwrap_err();
        assert!(
            matches!(
                error.cause(),
                Cause::Undecodable {
                    cut_short: true,
                    ..
                }
            ),
            "{error:?}"
        );
        assert!(error.to_string().len() < 400, "{error}");
    }
}

#[tokio::test]
async fn deep_data_is_kept_as_it_came() {
    let reply = listed_from(with_data(&arrays())).await.unwrap();
    assert_eq!(reply.records().len(), 0);
    assert_eq!(
        reply.odd_records().map(str::len).sum::<usize>(),
        2 * DEPTH - 2
    );
    let reply = listed_from(with_data(&format!("[{}]", objects())))
        .await
        .unwrap();
    assert_eq!(reply.odd_records().collect::<Vec<_>>(), [objects()]);
}

#[tokio::test]
async fn a_record_is_searched_in_deep_data_without_end_of_stack() {
    let search = async |deep: String| {
        let server = Loopback::answering(vec![with_data(&deep)]).unwrap();
        let client = client_with(&server, patient());
        ended(client.read_action_plan_list(ReadActionPlanList::new())).await
    };
    let reply = search(arrays()).await.unwrap();
    assert_eq!(reply.records().len(), 0);
    assert_eq!(reply.odd_records().count(), 1);
    let error = search(objects()).await.unwrap_err();
    assert!(error.to_string().contains("no record"), "{error}");
}

#[tokio::test]
async fn a_deep_value_in_a_record_costs_the_other_values_nothing() {
    for deep in [arrays(), objects()] {
        let data = format!(r#"[{{"email":{deep},"odd":{deep},"client_id":"7"}}]"#);
        let reply = listed_from(with_data(&data)).await.unwrap();
        let record = &reply.records()[0];
        assert_eq!(record.client_id(), Some(7.into()));
        assert_eq!(record.email(), None);
        assert_eq!(record.row().raw("odd"), Some(&*deep));
    }
}

#[tokio::test]
async fn deep_json_in_a_text_is_a_person_without_a_name() {
    for deep in [arrays(), objects()] {
        let text = deep.replace('"', "\\\"");
        let data = format!(r#"[{{"assigned_user":"{text}","client_id":"7"}}]"#);
        let reply = listed_from(with_data(&data)).await.unwrap();
        let record = &reply.records()[0];
        let name = record
            .assigned_user()
            .and_then(|person| person.first_name().map(str::to_owned));
        assert_eq!(name, None);
        assert_eq!(record.assigned_user_text(), Some(&*deep));
    }
}
