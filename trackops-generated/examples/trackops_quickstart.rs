//! The life of one client: created with its main location, listed, counted, changed, read.
//!
//! It needs no account: it starts a sandbox, a Trackops on this machine, and talks to that.
//!
//! ```text
//! cargo run --example trackops_quickstart
//! ```

use std::error::Error;
use std::time::Duration;

use prose_sandbox::trackops::Sandbox;
use trackops_generated::runtime::Config;
use trackops_generated::{
    Client, CountClients, CreateClient, Credentials, GetClient, ListClients, PrimaryLocation,
    ResultCode, UpdateClient,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    println!("sandbox  {}", sandbox.base_url());

    // For your own account this is `Client::from_env()?`.
    let credentials = Credentials::new(sandbox.username(), sandbox.api_token());
    // The client makes one call in two seconds, because the vendor throttles: that is the default, and
    // right for your own account. The sandbox bears more.
    let config = Config::new()
        .base_url(sandbox.base_url())
        .rate_limit(100, Duration::from_secs(1));
    let client = Client::with_config(credentials, config)?;

    // A call is a value. What it always needs goes into `new`, everything else has a setter.
    let location = PrimaryLocation::new("Main Location", "CO", "US")
        .city("Denver")
        .phone_primary("303-555-0147");
    let new_client = CreateClient::new("Pine Hill Painting", location)
        .website("https://pine-hill.example.com")
        .has_invoice_reminders(true);

    // The client of the API has a function for each call.
    let reply = client.create_client(new_client).await?;
    let created = reply.first().ok_or("the answer has no record")?;
    // Anything may be missing in an answer: that is why every field is an option.
    let id = created.id().ok_or("the record has no id")?;
    println!("created  client {id}");

    // Everything wrong with a call is told before it leaves the machine.
    let mistaken = PrimaryLocation::new("Branch", "Colorado", "USA").email_invoice("billing");
    let mistaken = CreateClient::new("", mistaken).website("pine-hill.example.com");
    if let Err(error) = client.create_client(mistaken).await {
        println!("refused  {error}");
    }

    let by_name = ListClients::new().name("Pine Hill Painting");
    let reply = client.list_clients(by_name).await?;
    for id in reply.records().iter().filter_map(|found| found.id()) {
        println!("found    client {id} by its name");
    }

    // The sandbox has 60 clients of its own. They come in pages of 25 here.
    let recent = ListClients::new()
        .created_from("2020-01-01 00:00:00")
        .per_page(25);
    let mut clients = client.list_clients(recent).records();
    let mut number = 0;
    while let Some(client) = clients.next().await {
        client?;
        number += 1;
    }
    println!("paged    through {number} clients");

    // An answer with a page does not tell how many there are: that is a call of its own.
    let reply = client.count_clients(CountClients::new()).await?;
    let count = reply.first().ok_or("the answer has no record")?;
    println!("counted  {}", count.record_count().unwrap_or_default());

    // Only what is set is sent; the rest stays as it is.
    let change = UpdateClient::new(&id).account_code("123456");
    client.update_client(change).await?;

    let reply = client.get_client(GetClient::new(&id)).await?;
    let found = reply.first().ok_or("the answer has no record")?;
    println!(
        "updated  {} has account {} and still {}",
        found.name().unwrap_or("?"),
        found.account_code().unwrap_or("?"),
        found.website().unwrap_or("?"),
    );

    // What the server refuses is an error that knows which of the listed refusals it is.
    match client.get_client(GetClient::new(7)).await {
        Err(error) if ResultCode::of(&error) == Some(ResultCode::NotFound) => {
            println!("missing  {error}");
        }
        Err(error) => return Err(error.into()),
        Ok(_) => println!("there is a client 7"),
    }
    Ok(())
}
