//! The life of one contact: created, found, listed, changed, deleted.
//!
//! It needs no account: it starts a sandbox, a ClientTether on this machine, and talks to that.
//!
//! ```text
//! cargo run --example quickstart
//! ```

use std::error::Error;

use clienttether_generated::runtime::{Config, Record};
use clienttether_generated::{
    Client, ContactType, CreateClient, Credentials, DeleteClientById, ReadClientById,
    ReadClientExist, ReadClientList, UpdateClientById,
};
use prose_sandbox::clienttether::Sandbox;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    println!("sandbox  {}", sandbox.base_url());

    // For your own account this is `Client::from_env()?`.
    let credentials = Credentials::new(sandbox.access_token(), sandbox.web_key());
    let config = Config::new().base_url(sandbox.base_url());
    let client = Client::with_config(credentials, config)?;

    // A call is a value. What it always needs goes into `new`, everything else has a setter.
    let new_contact = CreateClient::new("Jo", "Sample")
        .phone("9705550147")
        .email("jo@example.com")
        .tags(["Hot Lead", "Trade Show"])
        .contact_type(ContactType::Client)
        .custom("Favorite Chocolate", "Dark");

    // The client has a function for each call, under the vendor's name for it.
    let reply = client.create_client(new_contact).await?;
    let reference = reply.first().ok_or("the answer has no record")?;
    // Anything may be missing in an answer: that is why every field is an option.
    let id = reference.client_id().ok_or("the record has no id")?;
    println!("created  contact {id}");

    // Everything wrong with a call is told before it leaves the machine.
    let mistaken = CreateClient::new("Jo", "").phone("970-555-0147");
    if let Err(error) = client.create_client(mistaken).await {
        println!("refused  {error}");
    }

    let by_phone = ReadClientExist::new().phone("9705550147");
    let reply = client.read_client_exist(by_phone).await?;
    for id in reply.records().iter().filter_map(|found| found.client_id()) {
        println!("found    contact {id} by its phone number");
    }

    let reply = client.read_client_by_id(ReadClientById::new(&id)).await?;
    let contact = reply.first().ok_or("the answer has no record")?;
    println!(
        "read     {} {}, tagged {}",
        contact.first_name().unwrap_or("?"),
        contact.last_name().unwrap_or("?"),
        contact.tags().join(" and "),
    );
    // Custom fields are in no document: they are read by name.
    if let Some(chocolate) = contact.row().custom_text("Favorite Chocolate") {
        println!("         whose favorite chocolate is {chocolate}");
    }

    // The sandbox has 250 contacts of its own. They come in pages of 100.
    let mut contacts = client.read_client_list(ReadClientList::new()).records();
    let mut count = 0;
    while let Some(contact) = contacts.next().await {
        contact?;
        count += 1;
    }
    println!("paged    through {count} contacts");

    // Only what is set is sent; the rest stays as it is.
    let change = UpdateClientById::new(&id)
        .deal_size(25_000)
        .deal_closed(true);
    let reply = client.update_client_by_id(change).await?;
    let contact = reply.first().ok_or("the answer has no record")?;
    if contact.deal_closed() == Some(true) {
        let size = contact.deal_size().unwrap_or_default();
        println!("updated  a deal of {size} is closed");
    }

    let reply = client
        .delete_client_by_id(DeleteClientById::new(&id))
        .await?;
    println!("deleted  {}", reply.message().unwrap_or("no message"));

    // What the server refuses is an error that knows what the result code means.
    match client.read_client_by_id(ReadClientById::new(&id)).await {
        Err(error) if error.is_not_found() => println!("gone     {error}"),
        Err(error) => return Err(error.into()),
        Ok(_) => println!("still there"),
    }
    Ok(())
}
