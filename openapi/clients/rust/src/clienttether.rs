//! ClientTether: a contact from its making to its end.

use std::collections::{HashMap, HashSet};
use std::error::Error;

use serde_json::Value;

use crate::walk::{Walk, answer, sending, told};

#[allow(warnings, clippy::all, reason = "it is not ours")]
mod made {
    include!(concat!(env!("OUT_DIR"), "/clienttether.rs"));
}

use made::Client;
use made::types::{ContactType, CustomText, Email, TenDigits, Text};

pub async fn walk() -> Result<Walk, Box<dyn Error>> {
    let mut walk = Walk::default();
    let http = sending(&[
        ("x-access-token", told("CLIENTTETHER_ACCESS_TOKEN")?),
        ("x-web-key", told("CLIENTTETHER_WEB_KEY")?),
    ])?;
    let base_url = told("CLIENTTETHER_BASE_URL")?;
    let client = Client::new_with_client(base_url.trim_end_matches('/'), http);

    // A limit is a type, which is not made of what breaks it.
    let is_refused = "303-555-0147".parse::<TenDigits>().is_err();
    walk.step("a phone that is none is refused", is_refused, true)?;

    let lead = client.create_client();
    let (email, kind): (Email, ContactType) = ("ann.lee@example.com".parse()?, "2".parse()?);
    let dark: CustomText = "Dark".parse()?;
    let custom = HashMap::from([("Favorite Chocolate".to_owned(), dark)]);
    let lead = lead.body_map(|body| {
        let body = body.first_name("Ann").last_name("Lee");
        body.email(email).contact_type(kind).extra(custom)
    });
    let created = answer(lead.send().await?)?;
    walk.step("created", created["ResultCode"].as_str(), Some("CT_200"))?;
    // One contact or a list of one: the document leaves it open.
    let data = &created["data"];
    let reference = data.get(0).unwrap_or(data);
    let client_id = reference["client_id"]
        .as_str()
        .ok_or("no id came back")?
        .to_owned();

    let found = client.read_client_exist().email("ann.lee@example.com");
    let found = found.send().await?.into_inner().data.unwrap_or_default();
    let found: Vec<_> = found.into_iter().map(|contact| contact.client_id).collect();
    walk.step("found", found, vec![Some(Value::from(client_id.as_str()))])?;

    let mut listed = Vec::new();
    loop {
        let page = client
            .read_client_list()
            .limit("100")
            .offset(listed.len().to_string());
        let page = page.send().await?.into_inner().data.unwrap_or_default();
        if page.is_empty() {
            break;
        }
        listed.extend(page.into_iter().map(|contact| contact.client_id));
    }
    let once: HashSet<_> = listed.iter().collect();
    walk.step("each on one of the pages", once.len(), listed.len())?;
    walk.step(
        "and ours, too",
        once.contains(&Some(Value::from(client_id.as_str()))),
        true,
    )?;
    walk.step("more than one page", listed.len() > 100, true)?;

    let change = client.update_client_by_id();
    let name: Text = "Moss".parse()?;
    let change = change.body_map(|body| {
        let body = body.client_id(client_id.as_str()).last_name(name);
        // Custom fields have no default.
        body.extra(HashMap::<String, CustomText>::new())
    });
    let changed = answer(change.send().await?)?;
    walk.step("updated", changed["ResultCode"].as_str(), Some("CT_200"))?;
    let read = client.read_client_by_id().client_id(client_id.as_str());
    let read = answer(read.send().await?)?;
    let contact = read["data"].get(0).ok_or("the contact is not there")?;
    let keys = [
        "firstName",
        "lastName",
        "contact_type",
        "Favorite Chocolate",
    ];
    let values = keys.map(|key| contact[key].as_str().unwrap_or_default());
    walk.step(
        "read with all its values",
        values,
        ["Ann", "Moss", "2", "Dark"],
    )?;

    let deleted = client.delete_client_by_id().client_id(client_id.as_str());
    let deleted = answer(deleted.send().await?)?;
    walk.step("deleted", deleted["ResultCode"].as_str(), Some("CT_200"))?;
    let gone = client.read_client_by_id().client_id(client_id.as_str());
    let gone = answer(gone.send().await?)?;
    walk.step("and gone", gone["ResultCode"].as_str(), Some("CT_515"))?;
    Ok(walk)
}
