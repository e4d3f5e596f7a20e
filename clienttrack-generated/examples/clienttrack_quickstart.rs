//! A first day with the API: keys tried, clients found and paged through, a procedure, a row, refusals.
//!
//! It needs no account: it starts a sandbox, a ClientTrack on this machine, and talks to that.
//!
//! ```text
//! cargo run --example clienttrack_quickstart
//! ```

use std::error::Error;

use clienttrack_generated::crql::{self, column};
use clienttrack_generated::runtime::{Config, Record};
use clienttrack_generated::{
    AuthTest, Client, Credentials, DescribeObject, GetObject, Query, ResultCode, RunStoredProcedure,
};
use prose_sandbox::clienttrack::Sandbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    println!("sandbox    {}", sandbox.base_url());

    // For your own account this is `Client::from_env()?`.
    let at = |subscription_key: &str, api_key: &str| {
        let credentials = Credentials::new(subscription_key, api_key);
        Client::with_config(credentials, Config::new().base_url(sandbox.base_url()))
    };
    let client = at(sandbox.subscription_key(), sandbox.api_key())?;

    // A call is a value, and the client has a function for each.
    let reply = client.auth_test(AuthTest::new()).await?;
    let greeting = reply.first().ok_or("the answer has no greeting")?;
    println!("tried      {}", greeting.message().unwrap_or("no message"));

    // The builder knows how sure each part of CRQL is: these were all seen working.
    let active = column("ActiveStatus").one_of(["A"]);
    let text = crql::Query::select("cmClient", ["ClientID", "FirstName", "LastName"])
        .filter(active.and(column("UpdatedDate").after("2020-01-01 00:00:00")))
        .top(500)
        .build()?;
    println!("asked      {text}");

    // The server keeps the result, so that all pages come from the same moment.
    let query = Query::new(text).page_size(20).should_cache(true);
    let mut pages = client.query(query).pages();
    let mut count = 0;
    while let Some(page) = pages.next().await {
        let page = page?;
        count += page.records().len();
        // Which columns a row has is up to the query: they are read by name.
        if let Some(row) = page.first().map(Record::row) {
            let [first, last] = ["FirstName", "LastName"].map(|name| row.custom_text(name));
            let rows = page.records().len();
            println!(
                "paged      {rows} rows from {} {} on",
                first.as_deref().unwrap_or("?"),
                last.as_deref().unwrap_or("?"),
            );
        }
    }
    println!("counted    {count} clients");

    // Everything wrong with a call is told before it leaves the machine.
    let too_long = crql::Query::select("cmClient", ["LastName"])
        .filter(column("ClientID").one_of(1_000..2_000))
        .build();
    if let Err(error) = too_long {
        println!("refused    {error}");
    }
    let too_large = Query::new("SELECT ClientID FROM cmClient").page_size(501);
    if let Err(error) = client.query(too_large).await {
        println!("refused    {error}");
    }

    // How CRQL reads a quote within a text is not known: a query can refuse such texts.
    let named = |name: &str| {
        let query = crql::Query::select("cmClient", ["ClientID"]);
        let query = query.filter(column("LastName").one_of([name]));
        query.refuse_quotes().build()
    };
    if let Err(error) = named("O'Nobody' OR 'a' = 'a") {
        println!("refused    {error}");
    }

    // No match is an answer without rows, not an error.
    let reply = client
        .query(Query::new(named("Nobody; -- at all")?))
        .await?;
    println!("nobody     {} rows", reply.records().len());

    // A procedure's parameters have their JSON types. Its first result are the records of the reply,
    // the others are at their paths.
    let summary = RunStoredProcedure::new("dbo.usp_ClientSummary").custom("ClientID", 1002);
    let reply = client.run_stored_procedure(summary).await?;
    let enrollments = reply.records_at("result.table2").unwrap_or_default();
    let clients = reply.records().len();
    println!(
        "procedure  {clients} client with {} enrollments",
        enrollments.len()
    );

    let reply = client
        .describe_object(DescribeObject::new("cmClient"))
        .await?;
    println!("described  cmClient has {} columns", reply.records().len());
    let reply = client
        .get_object(GetObject::new("cmClient", "1002"))
        .await?;
    let row = reply.first().ok_or("the answer has no row")?.row();
    println!(
        "read       {} lives in {}",
        row.custom_text("FirstName").unwrap_or_default(),
        row.custom_text("City").unwrap_or_default(),
    );

    // A key that is blank is refused at once. Of what the server refuses, one HTTP status, 401, has three
    // causes, and one of them is no fault of the keys.
    if let Err(error) = at(" ", sandbox.api_key()) {
        println!("refused    {error}");
    }
    let greet = |client: Client| async move { client.auth_test(AuthTest::new()).await.err() };
    let closed = RunStoredProcedure::new("usp_RegionalReport");
    let causes = [
        greet(at("a wrong key", sandbox.api_key())?).await,
        greet(at(sandbox.subscription_key(), "a wrong key")?).await,
        client.run_stored_procedure(closed).await.err(),
    ];
    for error in causes.into_iter().flatten() {
        let what = match ResultCode::of(&error) {
            Some(ResultCode::Unauthorized) => "a wrong subscription key",
            Some(ResultCode::WrongApiKey) => "a wrong API key",
            Some(ResultCode::NotAvailable) => "a procedure that is not enabled",
            _ => "something else",
        };
        println!("401        {what}: {error}");
    }
    Ok(())
}
