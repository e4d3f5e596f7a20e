//! A lead from a web site: sent as the site's form sends it, with one key and nothing else.
//!
//! It needs no account: it starts a sandbox, a ClientTether on this machine, and talks to that. For a
//! form that visitors send themselves, paste `forms/external_form_lead.html` into a page: it holds the
//! same limits.
//!
//! ```text
//! cargo run -p clienttether-generated --example form_post
//! ```

use std::error::Error;

use clienttether_generated::api::ResultCode;
use clienttether_generated::runtime::{Config, Record};
use clienttether_generated::{
    Client, Credentials, ExternalFormLead, ReadClientById, ReadClientExist, ReadLeadSourceList,
    ReadPendingActions,
};
use prose_sandbox::clienttether::Sandbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    println!("sandbox  {}", sandbox.base_url());
    let config = Config::new().base_url(sandbox.base_url());

    // The office looks into the account. It has both credentials.
    let credentials = Credentials::new(sandbox.access_token(), sandbox.web_key());
    let office = Client::with_config(credentials, config.clone())?;
    let sources = office
        .read_lead_source_list(ReadLeadSourceList::new())
        .await?;
    let mut sources = sources.records().iter();
    let website = sources.find(|source| source.lead_source_name() == Some("Website"));
    let web_key = website.and_then(|source| source.lead_source_web_key());
    let web_key = web_key.ok_or("the account has no lead source for its web site")?;

    // The web site has the key of its lead source, and that travels with each lead. No credentials:
    // whoever breaks into the site cannot read a single contact.
    let site = Client::with_config(Credentials::none(), config)?;

    // Everything wrong with a lead is told before it leaves the machine.
    let mistaken = ExternalFormLead::new(web_key)
        .first_name("Ann") // and no last name, nor a name for both
        .phone("(303) 555-0147") // ten digits only
        .anniversary_1("2024-02-29") // the form post wants colons
        .custom("Favorite Chocolate", "Dark, ".repeat(20)); // at most 100 characters
    match site.external_form_lead(mistaken).await {
        Err(error) => match error.violations() {
            Some(violations) => {
                println!("not sent");
                for violation in violations {
                    println!("       - {violation}");
                }
            }
            None => return Err(error.into()),
        },
        Ok(_) => return Err("a lead with mistakes was taken".into()),
    }

    let lead = ExternalFormLead::new(web_key)
        .name("Ann Lee")
        .phone("9705550147")
        .email("ann@example.com")
        .anniversary_1("2024:02:29")
        .notes("Wants to be called after five.")
        .custom("Favorite Chocolate", "Dark");
    let reply = site.external_form_lead(lead).await?;
    println!("sent     {}", reply.message().unwrap_or("no message"));

    // The answer has no number: the office finds the contact by what was sent.
    let by_email = ReadClientExist::new().email("ann@example.com");
    let found = office.read_client_exist(by_email).await?;
    let id = found.first().and_then(|found| found.client_id());
    let id = id.ok_or("the lead is not there")?;
    let reply = office.read_client_by_id(ReadClientById::new(&id)).await?;
    let contact = reply.first().ok_or("the answer has no record")?;
    println!(
        "read     contact {id}, {} {}, from {}",
        contact.first_name().unwrap_or("?"),
        contact.last_name().unwrap_or("?"),
        contact.lead_source_name().unwrap_or("nowhere"),
    );
    if let Some(chocolate) = contact.row().custom_text("Favorite Chocolate") {
        println!("         whose favorite chocolate is {chocolate}");
    }

    // The plan that is tied to the lead source has begun.
    let steps = ReadPendingActions::new().client_id(&id);
    let steps = office.read_pending_actions(steps).await?;
    println!(
        "started  {}, {} steps to come",
        contact.action_plan_name().unwrap_or("no plan"),
        steps.records().len(),
    );

    // With an address for errors the server answers as it does to a browser, which it sends there. The
    // code is in that address; the client reads it and stays.
    let stranger = ExternalFormLead::new("CT_nobody")
        .name("Ann Lee")
        .on_error_url("https://example.com/sorry");
    match site.external_form_lead(stranger).await {
        Err(error) => match ResultCode::of(&error) {
            Some(ResultCode::Ct101) => println!("refused  {error}"),
            Some(ResultCode::Ct103) => println!("there already, which is as good"),
            _ => return Err(error.into()),
        },
        Ok(_) => return Err("nobody's key was taken".into()),
    }
    Ok(())
}
