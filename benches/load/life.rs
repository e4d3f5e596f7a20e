//! What one client does: a contact's life, with lists in between. What it makes it takes away again.

use std::time::Instant;

use clienttether_generated::{
    Client, CreateClient, CreateClientEvent, CreateClientHistoryNote, DeleteClientById,
    DeleteClientEvent, EventType, ReadAllClientEvents, ReadClientById, ReadClientExist,
    ReadClientHistoryNotes, ReadClientList, ReadLeadSourceList, ReadOpportunityList,
    ReadSalesCycleList, UpdateClientById,
};
use prose_runtime::Id;

use crate::times::Times;

/// One life after the other. The last one is not cut short: nothing stays behind.
pub(crate) async fn live(client: Client, number: u32, until: Instant) -> Times {
    let mut times = Times::default();
    let mut round = 0;
    while Instant::now() < until {
        once(&client, &mut times, number, round).await;
        round += 1;
    }
    times
}

/// Sixteen calls; a failed one ends it early.
async fn once(client: &Client, times: &mut Times, number: u32, round: u32) -> Option<()> {
    let email = format!("load.{number}.{round}@example.com");
    let create = CreateClient::new("Lou", format!("Load {number}"))
        .email(&email)
        .phone("3035550142")
        .city("Sampleton")
        .custom("Favourite Colour", "green");
    let created = times.call(client, create).await?;
    let id = created.first().and_then(|reference| reference.client_id());
    let Some(id) = id else {
        times.wrong("create_client told no number");
        return None;
    };
    let outcome = with_contact(client, times, &id, &email, round).await;
    times.call(client, DeleteClientById::new(id)).await?;
    outcome
}

async fn with_contact(
    client: &Client,
    times: &mut Times,
    id: &Id,
    email: &str,
    round: u32,
) -> Option<()> {
    let found = times
        .call(client, ReadClientExist::new().email(email))
        .await?;
    if found.records().len() != 1 {
        times.wrong("read_client_exist did not find the one contact");
    }
    let city = format!("Town {round}");
    let update = UpdateClientById::new(id.clone())
        .city(&city)
        .whiteboard("<p>Called back</p>");
    times.call(client, update).await?;
    let read = times.call(client, ReadClientById::new(id.clone())).await?;
    if read.first().and_then(|contact| contact.city()) != Some(city.as_str()) {
        times.wrong("read_client_by_id did not give what was updated");
    }
    for text in ["Asked for an estimate", "Estimate sent"] {
        let note = CreateClientHistoryNote::new(id.clone(), text);
        times.call(client, note).await?;
    }
    let notes = ReadClientHistoryNotes::new(id.clone());
    if times.call(client, notes).await?.records().len() < 2 {
        times.wrong("read_client_history_notes did not give both notes");
    }
    let page = ReadClientList::new()
        .limit(20)
        .offset(u64::from(round % 10) * 20);
    times.call(client, page).await?;
    times
        .call(client, ReadOpportunityList::new().limit(10))
        .await?;
    times.call(client, ReadLeadSourceList::new()).await?;
    times.call(client, ReadSalesCycleList::new()).await?;
    event(client, times, id).await
}

async fn event(client: &Client, times: &mut Times, id: &Id) -> Option<()> {
    let call = EventType::Call;
    let event = CreateClientEvent::new(id.clone(), call, "2099-05-05", "09:30:00", "Call back");
    times.call(client, event).await?;
    let events = ReadAllClientEvents::new().client_id(id.clone());
    let events = times.call(client, events).await?;
    let Some(event) = events.first().and_then(|event| event.event_id()) else {
        times.wrong("read_all_client_events did not give the event");
        return None;
    };
    times.call(client, DeleteClientEvent::new(event)).await?;
    Some(())
}
