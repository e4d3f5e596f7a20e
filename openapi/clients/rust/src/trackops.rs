//! Trackops: a client of the company from its making to its change. No call deletes one.

use std::collections::HashSet;
use std::error::Error;

use serde_json::Value;

use crate::walk::{Walk, sending, told};

#[allow(warnings, clippy::all, reason = "it is not ours")]
mod made {
    include!(concat!(env!("OUT_DIR"), "/trackops.rs"));
}

use made::Client;
use made::types::{CreateClientValues, PrimaryLocationRow, Text, UpdateClientValues};

pub async fn walk() -> Result<Walk, Box<dyn Error>> {
    let mut walk = Walk::default();
    let base_url = told("TRACKOPS_BASE_URL")?;
    let user = told("TRACKOPS_USERNAME")?;
    let http = sending(&[("authorization", basic(&user, &told("TRACKOPS_API_TOKEN")?))])?;
    let client = Client::new_with_client(base_url.trim_end_matches('/'), http);

    let city: Text = "Denver".parse()?;
    let office = PrimaryLocationRow::builder()
        .name("Main Office")
        .state("CO")
        .country("US");
    let office = office.city(city);
    let values = CreateClientValues::builder()
        .name("Ann Lee Surveys")
        .primary_location(office);
    let surveys = client.create_client();
    let surveys = surveys.body_map(|body| body.client(values.has_invoice_reminders(true)));
    let created = surveys.send().await?.into_inner().0;
    let id = record(&created)["id"].as_i64().ok_or("no id came back")?;
    walk.step(
        "created",
        record(&created)["name"].as_str(),
        Some("Ann Lee Surveys"),
    )?;

    let name: Text = "Ann Lee Surveys".parse()?;
    let found = client
        .list_clients()
        .name(name.clone())
        .send()
        .await?
        .into_inner()
        .0;
    let found: Vec<_> = found.into_iter().map(|found| found.id).collect();
    walk.step("found", found, vec![Some(Value::from(id))])?;
    let counted = client.count_clients().mode("count").name(name);
    let counted = counted.send().await?.into_inner().0;
    walk.step("counted", counted.record_count, Some(Value::from(1)))?;

    let mut listed = Vec::new();
    for number in 1..10 {
        let page = client
            .list_clients()
            .page(number.to_string())
            .per_page("25");
        let page = page.send().await?.into_inner().0;
        if page.is_empty() {
            break;
        }
        listed.extend(page.into_iter().map(|client| client.id));
    }
    let once: HashSet<_> = listed.iter().collect();
    walk.step("each on one of the pages", once.len(), listed.len())?;
    walk.step("and ours, too", once.contains(&Some(Value::from(id))), true)?;
    walk.step("more than one page", listed.len() > 25, true)?;

    let name: Text = "Ann Moss Surveys".parse()?;
    let change = client.update_client().client_id(id.to_string());
    let values = UpdateClientValues::builder().name(name);
    change.body_map(|body| body.client(values)).send().await?;
    let read = client
        .get_client()
        .client_id(id.to_string())
        .send()
        .await?
        .into_inner()
        .0;
    let read = record(&read);
    walk.step("updated", read["name"].as_str(), Some("Ann Moss Surveys"))?;
    walk.step(
        "and else as it was",
        read["has_invoice_reminders"].as_bool(),
        Some(true),
    )?;
    Ok(walk)
}

/// The record of an answer, which may be wrapped: the document leaves it open.
fn record(answer: &Value) -> &Value {
    answer.get("client").unwrap_or(answer)
}

/// The header of Basic authentication by a token.
fn basic(user: &str, token: &str) -> String {
    let credentials = format!("{user}/token:{token}");
    format!(
        "Basic {}",
        base64::prelude::Engine::encode(&base64::prelude::BASE64_STANDARD, credentials)
    )
}
