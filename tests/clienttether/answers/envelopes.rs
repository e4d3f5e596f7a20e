//! The parts of an answer around its records.

use clienttether_generated::{
    CreateClient, CreateTag, ReadClientById, ReadClientExist, ReadClientList, ReadTagsList,
};
use prose_runtime::{Record, Reply};

use super::{answered, listed};

fn extra<R>(reply: &Reply<R>) -> Vec<(&str, &str)> {
    reply.extra().collect()
}

#[tokio::test]
async fn success_is_success_however_it_is_spelled() {
    for (body, code) in [
        (r#"{"ResultCode":"CT_200","Message":"Success"}"#, "CT_200"),
        (r#"{"ResultCode":"CT200","Message":"Success"}"#, "CT200"),
        (r#"{"resultCode":"CT200","Message":"Success"}"#, "CT200"),
        (r#"{"resultCode":"CT_200","message":"Success"}"#, "CT_200"),
        (r#"{"RESULTCODE":"ct_200","MESSAGE":"Success"}"#, "ct_200"),
    ] {
        let client = answered(body);
        let reply = client.create_tag(CreateTag::new("Hot Lead")).await.unwrap();
        assert_eq!(reply.code(), Some(code), "{body}");
        assert_eq!(reply.message(), Some("Success"), "{body}");
        assert_eq!(extra(&reply), [("", ""); 0], "{body}");
    }
}

#[tokio::test]
async fn a_new_contact_comes_back_with_its_ids() {
    let body = r#"{"ResultCode":"CT_200","Message":"Success","TotalRecord":1,"data":[{"client_id":"8475832","external_id":"1234"}]}"#;
    let client = answered(body);
    let reply = client
        .create_client(CreateClient::new("Jo", "Sample"))
        .await
        .unwrap();
    let reference = reply.first().unwrap();
    assert_eq!(reference.client_id(), Some("8475832".into()));
    assert_eq!(reference.external_id(), Some(1234.into()));
    assert_eq!((reply.total(), reply.status()), (Some(1), 200));
    assert_eq!(reply.body(), body);
}

#[tokio::test]
async fn the_total_counts_all_pages_as_a_number_or_as_text() {
    for total in ["231", r#""231""#, r#"" 231 ""#] {
        let body = format!(
            r#"{{"ResultCode":"CT_200","TotalRecord":{total},"data":[{{"age":1}},{{"age":2}}]}}"#
        );
        let client = answered(&body);
        let reply = client
            .read_client_list(ReadClientList::new())
            .await
            .unwrap();
        assert_eq!(reply.total(), Some(231), "{total}");
        assert_eq!(reply.records().len(), 2, "{total}");
    }
}

#[tokio::test]
async fn a_total_that_is_no_number_costs_nothing_else() {
    let body = r#"{"ResultCode":"CT_200","TotalRecord":"many","data":[{"tag_value":"Hot Lead"}]}"#;
    let client = answered(body);
    let reply = client.read_tags_list(ReadTagsList::new()).await.unwrap();
    assert_eq!(reply.total(), None);
    assert_eq!(reply.first().unwrap().tag_value(), Some("Hot Lead"));
}

#[tokio::test]
async fn nothing_to_list_is_an_empty_list() {
    for data in [
        "",
        r#","data":[]"#,
        r#","data":null"#,
        r#","data":"""#,
        r#","data":false"#,
        r#","data":{}"#,
    ] {
        let body = format!(r#"{{"ResultCode":"CT_200","Message":"Success"{data}}}"#);
        let client = answered(&body);
        let reply = client
            .read_client_list(ReadClientList::new())
            .await
            .unwrap();
        assert!(reply.records().is_empty(), "{body}");
        assert_eq!(reply.odd_records().count(), 0, "{body}");
    }
}

#[tokio::test]
async fn one_record_may_stand_alone_or_in_an_array() {
    for data in [r#"[{"client_id":"8051632"}]"#, r#"{"client_id":"8051632"}"#] {
        let client = answered(&listed(data));
        let reply = client
            .read_client_by_id(ReadClientById::new(8051632))
            .await
            .unwrap();
        let contact = reply.into_first().unwrap();
        assert_eq!(contact.client_id(), Some("8051632".into()), "{data}");
    }
}

#[tokio::test]
async fn the_records_are_found_whatever_the_capitals_of_their_key() {
    let body = r#"{"ResultCode":"CT_200","Data":[{"tag_value":"Hot Lead"}]}"#;
    let client = answered(body);
    let reply = client.read_tags_list(ReadTagsList::new()).await.unwrap();
    assert_eq!(reply.records().len(), 1);
}

#[tokio::test]
async fn additional_data_is_kept_beside_the_records() {
    let body =
        r#"{"ResultCode":"CT_200","took":0.25,"data":[],"Next":{"offset":100},"data":"again"}"#;
    let client = answered(body);
    let reply = client
        .read_client_list(ReadClientList::new())
        .await
        .unwrap();
    assert_eq!(
        extra(&reply),
        [
            ("took", "0.25"),
            ("Next", r#"{"offset":100}"#),
            ("data", r#""again""#)
        ]
    );
}

#[tokio::test]
async fn one_odd_record_does_not_cost_the_others() {
    let data = r#"[{"client_id":"1"},null,"two",{"client_id":"3","firstName":{"odd":[1]}},[],4]"#;
    let client = answered(&listed(data));
    let reply = client
        .read_client_list(ReadClientList::new())
        .await
        .unwrap();
    let ids: Vec<_> = reply
        .records()
        .iter()
        .map(|contact| contact.client_id())
        .collect();
    assert_eq!(ids, [Some(1.into()), Some(3.into())]);
    let odd = reply.records()[1].first_name();
    assert_eq!(odd, None);
    assert_eq!(
        reply.records()[1].row().raw("firstName"),
        Some(r#"{"odd":[1]}"#)
    );
    let among: Vec<&str> = reply.odd_records().collect();
    assert_eq!(among, ["null", r#""two""#, "[]", "4"]);
}

#[tokio::test]
async fn an_answer_that_promises_nothing_may_still_hold_something() {
    let body = listed(r#"[{"tag_id":"77"}]"#);
    let client = answered(&body);
    let reply = client.create_tag(CreateTag::new("Hot Lead")).await.unwrap();
    let row = reply.first().unwrap().row();
    assert_eq!(row.custom_text("tag_id").as_deref(), Some("77"));
}

#[tokio::test]
async fn white_space_and_a_byte_order_mark_are_no_part_of_an_answer() {
    let body = format!("\u{feff}\r\n {} \n", listed(r#"[{"client_id":"1"}]"#));
    let client = answered(&body);
    let call = ReadClientExist::new().first_name("Jo");
    let reply = client.read_client_exist(call).await.unwrap();
    assert_eq!(reply.first().unwrap().client_id(), Some(1.into()));
}
