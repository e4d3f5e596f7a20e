//! All contacts and opportunities as CSV, a page of them in memory at a time.
//! `cargo run -p clienttether-generated --example export`

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::Write;

use clienttether_generated::runtime::serde_json::{self, Value};
use clienttether_generated::runtime::{Config, Record, Records};
use clienttether_generated::{Client, Credentials, ReadClientList, ReadOpportunityList};
use prose_sandbox::clienttether::Sandbox;

/// A line for each record: every field of the spec, and what the spec does not know (custom fields) as JSON. Gives
/// their number. A list that ends too early is an error, so no export is short in silence.
async fn export<R: Record>(mut rows: Records<R>, to: impl Write) -> Result<usize, Box<dyn Error>> {
    let names = || R::KIND.fields.iter().map(|field| field.rust_name());
    let mut lines = csv::Writer::from_writer(to);
    lines.write_record(names().chain(["custom"]))?;
    let mut count = 0;
    while let Some(record) = rows.next().await {
        let mut fields: BTreeMap<String, Value> = record?.by_rust_names().parse()?;
        let cells = names().map(|name| match fields.remove(name) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text,
            Some(other) => other.to_string(),
        });
        let mut line: Vec<String> = cells.collect();
        line.push(serde_json::to_string(&fields)?);
        lines.write_record(line)?;
        count += 1;
    }
    lines.flush()?;
    Ok(count)
}

/// For your own account this is `Client::from_env()`.
fn client(sandbox: &Sandbox) -> Result<Client, Box<dyn Error>> {
    let credentials = Credentials::new(sandbox.access_token(), sandbox.web_key());
    let config = Config::new().base_url(sandbox.base_url());
    Ok(Client::with_config(credentials, config)?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    let client = client(&sandbox)?;
    let folder = std::env::temp_dir();
    let rows = client.read_client_list(ReadClientList::new()).records();
    let contacts = export(rows, File::create(folder.join("contacts.csv"))?).await?;
    let rows = client.read_opportunity_list(ReadOpportunityList::new());
    let file = File::create(folder.join("opportunities.csv"))?;
    let opportunities = export(rows.records(), file).await?;
    let folder = folder.display();
    println!("{contacts} contacts and {opportunities} opportunities are in {folder}");
    Ok(())
}

#[tokio::test]
async fn every_contact_has_a_line_with_its_custom_fields() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    let client = client(&sandbox)?;
    let lead = clienttether_generated::CreateClient::new("Jo", "Sample").custom("Shoe", "42");
    client.create_client(lead).await?;
    let mut file = Vec::new();
    let rows = client.read_client_list(ReadClientList::new()).records();
    let count = export(rows, &mut file).await?;
    let text = String::from_utf8(file)?;
    assert_eq!(text.lines().count(), count + 1);
    assert!(
        text.lines()
            .any(|line| line.contains(",Jo,Sample,") && line.ends_with(r#""{""Shoe"":""42""}""#)),
        "{text}"
    );
    Ok(())
}
