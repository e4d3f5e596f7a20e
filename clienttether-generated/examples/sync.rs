//! Contacts here and in ClientTether, kept the same by the number that they have here (`external_id`): not there
//! yet, entered there by hand, changed on either side, rid of a value, or created by a call whose answer was lost.

use clienttether_generated::UpdateClientById;
use clienttether_generated::runtime::{Call, Config, Error, Record, serde_json};
use clienttether_generated::{Client, CreateClient, Credentials, ReadClientExist};
use clienttether_generated::{ReadClientByExternalId as Read, UpdateClientByExternalId as Update};
use prose_sandbox::{Fault, FaultKind, clienttether::Sandbox};

#[derive(serde::Serialize, serde::Deserialize)]
struct Contact {
    first_name: String,
    last_name: String,
    email: String,
    city: Option<String>,
}
type Contacts = std::collections::BTreeMap<u64, Contact>;

/// Of contacts that were changed here since the last time, what differs is sent; the others are read.
async fn sync(client: &Client, ours: &mut Contacts, changed: &[u64]) -> Result<(), Error> {
    for (&number, contact) in ours {
        match client.read_client_by_external_id(Read::new(number)).await {
            Err(error) if error.is_not_found() => create(client, number, contact).await?,
            reply => match reply?.first() {
                None => create(client, number, contact).await?,
                Some(theirs) if changed.contains(&number) => {
                    if let Some(update) = Update::new(number).changes_serialize(theirs, contact)? {
                        client.update_client_by_external_id(update).await?;
                    }
                }
                Some(theirs) => *contact = theirs.by_rust_names().parse()?,
            },
        }
    }
    Ok(())
}

async fn create(client: &Client, number: u64, contact: &Contact) -> Result<(), Error> {
    let wanted = CreateClient::from_serialize(contact)?.external_id(number);
    match client.create_client(wanted.clone()).await {
        // Somebody has entered it by hand: it gets the number and the values.
        Err(error) if error.is_duplicate() => {
            let twin = ReadClientExist::new().email(&contact.email);
            let twin = client.read_client_exist(twin).await?;
            let id = twin.first().and_then(|it| it.client_id()).ok_or(error)?;
            let update = UpdateClientById::new(id).with_values_of(&wanted);
            client.update_client_by_id(update).await.map(drop)
        }
        // The answer was lost, the contact need not be: the next time tells.
        Err(error) if error.may_have_acted() => Ok(()),
        outcome => outcome.map(drop),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sandbox = Sandbox::setup().duplicate_check().start()?;
    let credentials = Credentials::new(sandbox.access_token(), sandbox.web_key());
    let client = Client::with_config(credentials, Config::new().base_url(sandbox.base_url()))?;
    let mut ours: Contacts = serde_json::from_str(include_str!("contacts.json"))?;
    let by_hand = CreateClient::new("Bo", "Lee").email("b@x.example");
    client.create_client(by_hand).await?;
    let lost = Fault::new(FaultKind::Reset { after_acting: true });
    sandbox.fault(lost.on("create_client").after(2));
    sync(&client, &mut ours, &[]).await?;
    ours.get_mut(&1).ok_or("it is gone")?.city = None;
    let moved = Update::new(3).city("Boulder");
    client.update_client_by_external_id(moved).await?;
    sync(&client, &mut ours, &[1]).await?;
    sync(&client, &mut ours, &[]).await?;
    let cities = ours.values().map(|contact| contact.city.as_deref());
    assert!(cities.eq([None, Some("Vail"), Some("Boulder")]));
    Ok(())
}

#[test]
fn both_sides_end_the_same() -> Result<(), Box<dyn std::error::Error>> {
    main()
}
