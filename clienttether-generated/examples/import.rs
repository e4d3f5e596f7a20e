//! 300 leads as people type them, from a CSV file: filled by its headings, cleaned, checked, and sent in bulk, with
//! a report for each row. `cargo run -p clienttether-generated --example import`

use std::error::Error;

use clienttether_generated::runtime::{Call, Cleaning, Config, DateOrder, validate};
use clienttether_generated::{Client, CreateClient, Credentials};
use prose_sandbox::clienttether::Sandbox;

const LEADS: &str = include_str!("leads.csv");

/// What is told of each row: what was cleaned, what was wrong and is left out, and what the server said.
async fn import(client: &Client, file: &str) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    // What nobody can see in the cells.
    let known = Cleaning::new().dates(DateOrder::MonthDay).decimal_point();
    let mut rows = csv::Reader::from_reader(file.as_bytes());
    let headings = rows.headers()?.clone();
    let (mut report, mut numbers, mut calls) = (Vec::new(), Vec::new(), Vec::new());
    for (number, cells) in rows.records().enumerate() {
        let cells = cells?;
        // A blank cell says nothing; a heading that no key has becomes a custom field.
        let pairs = headings.iter().zip(&cells);
        let pairs = pairs.filter(|(_, cell)| !cell.trim().is_empty());
        let lead = CreateClient::from_pairs(pairs).unmatched_as_custom();
        let cleaned = lead.clean_with(&known);
        let changes = cleaned.changes().iter();
        let mut told: Vec<String> = changes.map(|change| format!("cleaned: {change}")).collect();
        let mut lead = cleaned.into_inner();
        if let Err(broken) = validate(lead.params()) {
            told.extend(broken.iter().map(|one| format!("wrong: {one}")));
            lead = lead.without_broken(&broken);
        }
        // What is broken still lacks a name.
        if validate(lead.params()).is_ok() {
            numbers.push(number);
            calls.push(lead);
        }
        report.push(told);
    }
    let mut outcomes = client.bulk(calls).concurrency(8).in_order();
    while let Some(sent) = outcomes.next().await {
        report[numbers[sent.index]].push(match sent.result {
            Ok(_) => "created".to_owned(),
            Err(error) if error.is_duplicate() => "duplicate: it is there already".to_owned(),
            Err(error) => format!("refused: {error}"),
        });
    }
    Ok(report)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::setup().duplicate_check().start()?;
    // For your own account this is `Client::from_env()?`.
    let credentials = Credentials::new(sandbox.access_token(), sandbox.web_key());
    let client = Client::with_config(credentials, Config::new().base_url(sandbox.base_url()))?;
    let report = import(&client, LEADS).await?;
    for (number, told) in report.iter().enumerate() {
        println!("row {number}\n  {}", told.join("\n  "));
    }
    // The leads are the same each time.
    let lines = |what: &str| {
        let lines = report.iter().flatten();
        lines.filter(|line| line.starts_with(what)).count()
    };
    assert_eq!(
        [lines("created"), lines("duplicate"), lines("refused")],
        [252, 5, 0]
    );
    assert_eq!([lines("cleaned"), lines("wrong")], [976, 391]);
    Ok(())
}

#[test]
fn every_row_is_a_contact_or_told() -> Result<(), Box<dyn Error>> {
    main()
}
