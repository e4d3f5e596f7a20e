//! What is shown of answers.

use clienttether_generated::{ReadClientList, records};
use prose_runtime::{HeaderValue, Holds, Record, Response, read};
use workspace_tests::{Loopback, kept};

use super::{CANARY, assert_debug_hidden, client_at, contact, echo};

/// Everything that is shown of an answer with one record of this kind, in which every personal field
/// and everything that the spec does not know holds a canary.
fn assert_kind_hidden<R: Record + std::fmt::Debug>() -> usize {
    let personal = R::KIND
        .fields
        .iter()
        .filter(|key| key.holds != Holds::Plain);
    let fields: Vec<_> = personal
        .map(|key| format!(r#""{}":"{CANARY}","#, key.wire))
        .collect();
    let unknown = format!(r#""unknown":"{CANARY}","nested":[{{"{CANARY}":"{CANARY}"}}]"#);
    let known = R::KIND
        .fields
        .first()
        .map(|key| format!(r#""{}":null,"#, key.wire));
    let record = format!(
        "{{{}{}{unknown}}}",
        known.unwrap_or_default(),
        fields.concat()
    );
    let body = format!(
        r#"{{"ResultCode":"CT_200","Message":"{CANARY}","{CANARY}":"{CANARY}","data":[{record},"{CANARY}"]}}"#
    );
    let mut response = Response::new(200, body);
    response
        .headers
        .insert("x-echo", HeaderValue::from_static(CANARY));
    assert_debug_hidden(&response);
    let reply = read::<R>(ReadClientList::DESCRIPTOR, response).unwrap();
    assert_debug_hidden(&reply);
    let record = reply.first().unwrap();
    assert_debug_hidden(record);
    assert_debug_hidden(record.row());
    fields.len()
}

#[test]
fn records_of_every_kind() {
    let hidden = [
        assert_kind_hidden::<records::Account>(),
        assert_kind_hidden::<records::ActionPlan>(),
        assert_kind_hidden::<records::ActionStep>(),
        assert_kind_hidden::<records::Appointment>(),
        assert_kind_hidden::<records::Client>(),
        assert_kind_hidden::<records::ClientReference>(),
        assert_kind_hidden::<records::CustomField>(),
        assert_kind_hidden::<records::Event>(),
        assert_kind_hidden::<records::HistoryNote>(),
        assert_kind_hidden::<records::LeadSource>(),
        assert_kind_hidden::<records::LineItem>(),
        assert_kind_hidden::<records::Opportunity>(),
        assert_kind_hidden::<records::Payment>(),
        assert_kind_hidden::<records::PendingAction>(),
        assert_kind_hidden::<records::Person>(),
        assert_kind_hidden::<records::Proposal>(),
        assert_kind_hidden::<records::RecommendedProduct>(),
        assert_kind_hidden::<records::SalesCycle>(),
        assert_kind_hidden::<records::SalesCycleActivity>(),
        assert_kind_hidden::<records::Tag>(),
        assert_kind_hidden::<records::User>(),
    ];
    assert!(hidden.iter().sum::<usize>() > 50, "{hidden:?}");
}

#[tokio::test]
async fn outcomes_of_a_bulk() {
    for code in ["CT_200", "CT_520", CANARY] {
        let server = Loopback::replying(move |_| kept("200 OK", &echo(code))).unwrap();
        let client = client_at(&server.base_url());
        let sent = client.bulk([contact(), contact()]).in_order().all().await;
        assert_eq!(sent.len(), 2);
        assert_debug_hidden(&sent);
    }
}

#[tokio::test]
async fn a_reply_its_records_and_attempts() {
    let server = Loopback::replying(|_| kept("200 OK", &echo("CT_200"))).unwrap();
    let client = client_at(&server.base_url());
    let reply = client
        .read_client_list(ReadClientList::new())
        .await
        .unwrap();
    assert_debug_hidden(&reply);
    assert_debug_hidden(&reply.records());
    assert_debug_hidden(&reply.first().unwrap().assigned_user());
    assert_debug_hidden(&reply.failed_attempts());
}
