//! ClientTrack: a row from its making to its change. No call deletes one.

use std::collections::HashMap;
use std::error::Error;

use serde_json::Value;

use crate::walk::{Walk, sending, told};

#[allow(warnings, clippy::all, reason = "it is not ours")]
mod made {
    include!(concat!(env!("OUT_DIR"), "/clienttrack.rs"));
}

use made::Client;
use made::types::{AnyJson, InsertObjectRequest, UpdateObjectRequest};

pub async fn walk() -> Result<Walk, Box<dyn Error>> {
    let mut walk = Walk::default();
    let http = sending(&[
        (
            "authorization",
            format!("ApiKey {}", told("CLIENTTRACK_API_KEY")?),
        ),
        (
            "ocp-apim-subscription-key",
            told("CLIENTTRACK_SUBSCRIPTION_KEY")?,
        ),
        ("orgid", told("CLIENTTRACK_ORG_ID")?),
    ])?;
    let base_url = told("CLIENTTRACK_BASE_URL")?;
    let client = Client::new_with_client(base_url.trim_end_matches('/'), http);

    let greeting = client.auth_test().send().await?.into_inner();
    let words = greeting.message.clone().unwrap_or_default();
    walk.step("greeted", words.starts_with("Hello USER"), true)?;
    let refused = client.query().q("SELECT * FROM cmClient").send().await;
    let status = refused
        .err()
        .and_then(|error| error.status())
        .map(|status| status.as_u16());
    walk.step("a query with a star is refused", status, Some(400))?;

    let lee = [("FirstName", "Ann"), ("LastName", "Lee")]
        .map(|(key, value)| (key.to_owned(), AnyJson(value.into())));
    let created = client
        .insert_object()
        .object_name("cmClient")
        .body(InsertObjectRequest(HashMap::from(lee)));
    let created = created.send().await?.into_inner();
    let id = created
        .get("ClientID")
        .and_then(Value::as_i64)
        .ok_or("no id came back")?;

    let found = client
        .query()
        .q("SELECT ClientID FROM cmClient WHERE LastName IN ('Lee')");
    walk.step("found", rows(&*found.send().await?), 1)?;
    let mut counts = Vec::new();
    for number in 1..10 {
        let page = client.query().q("SELECT ClientID FROM cmClient");
        let page = page
            .page_no(number.to_string())
            .page_size("25")
            .send()
            .await?;
        match rows(&*page) {
            0 => break,
            count => counts.push(count),
        }
    }
    walk.step("on two pages", counts.len(), 2)?;

    let moss = HashMap::from([("LastName".to_owned(), AnyJson("Moss".into()))]);
    let change = client
        .update_object()
        .object_name("cmClient")
        .object_id(id.to_string());
    change.body(UpdateObjectRequest(moss)).send().await?;
    let read = client
        .get_object()
        .object_name("cmClient")
        .object_id(id.to_string());
    let read = read.send().await?.into_inner();
    let names = ["FirstName", "LastName"].map(|name| read.get(name).and_then(Value::as_str));
    walk.step("updated", names, [Some("Ann"), Some("Moss")])?;
    Ok(walk)
}

/// How many rows a query gave. Of their columns, progenitor's client keeps none.
fn rows(reply: &made::types::QueryReply) -> usize {
    let table = reply.data.as_ref().and_then(|data| data.table1.as_ref());
    table.map_or(0, Vec::len)
}
