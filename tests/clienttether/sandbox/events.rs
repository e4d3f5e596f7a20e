//! Calls, reminders and appointments, and the seven days of a user.

use std::time::Duration;

use clienttether_generated::{
    CreateClient, CreateClientEvent, DeleteClientEvent, EventType, ReadAllClientEvents,
    ReadAllEvents, ReadApptsByUserId, ReadUserList, UpdateClientEvent, records,
};
use prose_runtime::Id;

use super::{Session, UNKNOWN, code, refused};

pub(crate) const CALLS: &[&str] = &[
    "create_client_event",
    "read_appts_by_user_id",
    "read_all_events",
    "read_all_client_events",
    "update_client_event",
    "delete_client_event",
];

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Session {
    /// Two users of the seed data.
    async fn two_users(&self) -> [Id; 2] {
        let reply = self.client.read_user_list(ReadUserList::new()).await;
        let users = reply.unwrap().into_records();
        [users[0].user_id().unwrap(), users[1].user_id().unwrap()]
    }

    async fn events(&self, id: &Id) -> Vec<records::Event> {
        let call = ReadAllClientEvents::new().client_id(id);
        let reply = self.client.read_all_client_events(call).await;
        reply.unwrap().into_records()
    }

    async fn appoint(&self, id: &Id, user: &Id, day: &str, note: &str) {
        let call = CreateClientEvent::new(id, EventType::Appointment, day, "10:00:00", note)
            .user_id(user)
            .event_end_date(day)
            .event_end_time("11:00:00");
        self.client.create_client_event(call).await.unwrap();
    }

    async fn appointments(&self, user: &Id) -> Vec<String> {
        let call = ReadApptsByUserId::new(user);
        let reply = self.client.read_appts_by_user_id(call).await.unwrap();
        let appointments = reply.records().iter();
        appointments
            .map(|it| it.event_note().unwrap().to_owned())
            .collect()
    }
}

#[tokio::test]
async fn an_appointment_comes_back_as_it_was_made() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let [user, _] = session.two_users().await;
    let call = CreateClientEvent::new(
        &id,
        EventType::Appointment,
        "2026-03-04",
        "09:30:00",
        "Estimate",
    )
    .user_id(&user)
    .event_end_date("2026-03-04")
    .event_end_time("10:30:00")
    .email_list(["jo@example.com", "crew@example.com"])
    .template_id("welcome-1");
    session.client.create_client_event(call).await.unwrap();
    let events = session.events(&id).await;
    assert_eq!(events.len(), 1);
    let event = &events[0];
    assert!(event.event_id().is_some());
    assert_eq!(event.event_type(), Some(EventType::Appointment));
    assert_eq!(event.event_date(), Some("2026-03-04"));
    assert_eq!(event.event_time(), Some("09:30:00"));
    assert_eq!(event.event_note(), Some("Estimate"));
    assert_eq!(event.user_id(), Some(user));
    assert_eq!(event.event_end_date(), Some("2026-03-04"));
    assert_eq!(event.event_end_time(), Some("10:30:00"));
    assert_eq!(event.email_list(), ["jo@example.com", "crew@example.com"]);
    assert_eq!(event.template_id(), Some("welcome-1"));
}

#[tokio::test]
async fn events_are_listed_by_either_number_of_their_contact() {
    let session = Session::quiet();
    let call = CreateClient::new("Jo", "Sample").external_id(77);
    let (id, other) = (session.create(call).await, session.contact("Robin").await);
    for (contact, note) in [(&id, "Ring Jo"), (&other, "Ring Robin")] {
        let call = CreateClientEvent::new(contact, EventType::Call, "2026-03-03", "09:30", note);
        session.client.create_client_event(call).await.unwrap();
    }
    for call in [
        ReadAllClientEvents::new().client_id(&id),
        ReadAllClientEvents::new().external_id(77),
    ] {
        let reply = session.client.read_all_client_events(call).await.unwrap();
        assert_eq!(reply.records().len(), 1);
        assert_eq!(reply.first().unwrap().event_note(), Some("Ring Jo"));
    }
}

#[tokio::test]
async fn an_event_is_changed_and_deleted() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let call = CreateClientEvent::new(&id, EventType::Call, "2026-03-03", "09:30:00", "Ring");
    session.client.create_client_event(call).await.unwrap();
    let event = session.events(&id).await[0].event_id().unwrap();

    let call = UpdateClientEvent::new(&event)
        .event_type(EventType::ContactReminder)
        .event_date("2026-03-10")
        .event_note("Moved");
    session.client.update_client_event(call).await.unwrap();
    let events = session.events(&id).await;
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].event_type(), Some(EventType::ContactReminder));
    assert_eq!(events[0].event_date(), Some("2026-03-10"));
    assert_eq!(events[0].event_note(), Some("Moved"));
    assert_eq!(events[0].event_time(), Some("09:30:00"), "left as it was");

    let call = DeleteClientEvent::new(&event);
    session.client.delete_client_event(call).await.unwrap();
    assert!(session.events(&id).await.is_empty());
    let error = refused(
        session
            .client
            .delete_client_event(DeleteClientEvent::new(&event))
            .await,
    );
    assert!(error.is_not_found(), "{error}");
}

#[tokio::test]
async fn an_appointment_needs_a_user_and_an_end_and_a_call_does_not() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let [user, _] = session.two_users().await;
    let event = |kind| CreateClientEvent::new(&id, kind, "2026-03-03", "09:30:00", "Talk");
    let whole = |kind| {
        event(kind)
            .user_id(&user)
            .event_end_date("2026-03-03")
            .event_end_time("10:00")
    };
    let client = session.unchecked();
    let half = event(EventType::Appointment).user_id(&user);
    for call in [event(EventType::Appointment), half] {
        let error = refused(client.create_client_event(call).await);
        assert_eq!(code(&error), "CT_501");
    }
    for call in [event(EventType::Call), whole(EventType::Appointment)] {
        client.create_client_event(call).await.unwrap();
    }
    assert_eq!(session.events(&id).await.len(), 2);
}

#[tokio::test]
async fn a_user_sees_the_appointments_of_seven_days_from_today() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let [user, other] = session.two_users().await;
    for (day, note) in [
        ("2026-03-01", "yesterday"),
        ("2026-03-02", "today"),
        ("2026-03-08", "in six days"),
        ("2026-03-10", "in eight days"),
        ("2026-04-02", "in a month"),
    ] {
        session.appoint(&id, &user, day, note).await;
    }
    session
        .appoint(&id, &other, "2026-03-03", "somebody else's")
        .await;
    let call = CreateClientEvent::new(&id, EventType::Call, "2026-03-03", "09:30", "a call")
        .user_id(&user);
    session.client.create_client_event(call).await.unwrap();

    assert_eq!(session.appointments(&user).await, ["today", "in six days"]);
    assert_eq!(session.appointments(&other).await, ["somebody else's"]);

    session.sandbox.advance(DAY * 2);
    assert_eq!(
        session.appointments(&user).await,
        ["in six days", "in eight days"]
    );
    session.sandbox.set_now("2026-04-02 23:59:59").unwrap();
    assert_eq!(session.appointments(&user).await, ["in a month"]);
}

#[tokio::test]
async fn events_begin_with_today_unless_another_time_is_given() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    for (day, time, note) in [
        ("2026-02-20", "09:00:00", "long ago"),
        ("2026-03-02", "08:00:00", "this morning"),
        ("2026-03-05", "09:00:00", "soon"),
    ] {
        let call = CreateClientEvent::new(&id, EventType::Call, day, time, note);
        session.client.create_client_event(call).await.unwrap();
    }
    let notes = async |call| {
        let reply = session.client.read_all_events(call).await.unwrap();
        let events = reply.records().iter();
        let notes = events.map(|event| event.event_note().unwrap().to_owned());
        notes.collect::<Vec<_>>()
    };
    assert_eq!(notes(ReadAllEvents::new()).await, ["this morning", "soon"]);
    let from = ReadAllEvents::new().from_date("2026-02-20 09:00:00");
    assert_eq!(notes(from).await, ["long ago", "this morning", "soon"]);
    let from = ReadAllEvents::new().from_date("2026-02-20 09:00:01");
    assert_eq!(notes(from).await, ["this morning", "soon"]);
    let from = ReadAllEvents::new().from_date("2026-03-02 08:30:00");
    assert_eq!(notes(from).await, ["soon"]);

    let call = ReadAllClientEvents::new()
        .client_id(&id)
        .from_date("2026-03-05 00:00:00");
    let reply = session.client.read_all_client_events(call).await.unwrap();
    assert_eq!(reply.records().len(), 1);
}

#[tokio::test]
async fn events_tell_of_their_contact_and_their_user() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let [user, _] = session.two_users().await;
    session.appoint(&id, &user, "2026-03-03", "Estimate").await;
    let reply = session.client.read_user_list(ReadUserList::new()).await;
    let users = reply.unwrap().into_records();
    let email = users[0].user_email().unwrap().to_owned();
    let reply = session.client.read_all_events(ReadAllEvents::new()).await;
    let reply = reply.unwrap();
    let event = prose_runtime::Record::row(reply.first().unwrap()).to_json();
    assert!(event.contains(&email), "{event}");
    assert!(event.contains(id.as_str()), "{event}");
}

#[tokio::test]
async fn events_come_a_hundred_at_a_time() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let calls = (0..230).map(|number| {
        let note = format!("Ring {number}");
        CreateClientEvent::new(&id, EventType::Call, "2026-03-03", "09:30:00", note)
    });
    let sent = session
        .client
        .bulk(calls.collect::<Vec<_>>())
        .in_order()
        .all()
        .await;
    assert!(sent.iter().all(|sent| sent.result.is_ok()));

    let page = session.client.read_all_events(ReadAllEvents::new()).await;
    assert_eq!(page.unwrap().records().len(), 100);
    let call = ReadAllEvents::new().offset(200);
    let page = session.client.read_all_events(call).await.unwrap();
    assert_eq!(page.records().len(), 30);

    let mut all = session
        .client
        .read_all_events(ReadAllEvents::new())
        .records();
    let mut numbers = std::collections::BTreeSet::new();
    while let Some(event) = all.next().await {
        numbers.insert(event.unwrap().event_id().unwrap());
    }
    assert_eq!(numbers.len(), 230);

    let call = ReadAllClientEvents::new().client_id(&id);
    let mut all = session.client.read_all_client_events(call).records();
    let mut count = 0;
    while let Some(event) = all.next().await {
        event.unwrap();
        count += 1;
    }
    assert_eq!(count, 230);
}

#[tokio::test]
async fn a_moment_without_its_time_of_day_is_refused_by_name() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    let client = session.unchecked();
    let call = ReadAllEvents::new().from_date("2026-03-02");
    assert_eq!(
        code(&refused(client.read_all_events(call).await)),
        "from_date"
    );
    let call = CreateClientEvent::new(&id, EventType::Call, "2026-02-30", "09:30", "Ring");
    let error = refused(client.create_client_event(call).await);
    assert_eq!(code(&error), "event_date");
    assert!(session.events(&id).await.is_empty());
}

#[tokio::test]
async fn what_nobody_knows_has_no_events() {
    let session = Session::quiet();
    let client = &session.client;
    let call = CreateClientEvent::new(UNKNOWN, EventType::Call, "2026-03-03", "09:30", "Ring");
    let update = UpdateClientEvent::new(UNKNOWN).event_note("Moved");
    let errors = [
        refused(client.create_client_event(call).await),
        refused(client.update_client_event(update).await),
        refused(
            client
                .delete_client_event(DeleteClientEvent::new(UNKNOWN))
                .await,
        ),
        refused(
            client
                .read_all_client_events(ReadAllClientEvents::new().client_id(UNKNOWN))
                .await,
        ),
        refused(
            client
                .read_appts_by_user_id(ReadApptsByUserId::new(UNKNOWN))
                .await,
        ),
    ];
    for error in errors {
        assert!(error.is_not_found(), "{error}");
    }
    let call = ReadAllClientEvents::new();
    let error = refused(session.unchecked().read_all_client_events(call).await);
    assert_eq!(code(&error), "CT_501");
}

#[tokio::test]
async fn the_seed_data_has_events() {
    let session = Session::busy();
    let call = ReadAllEvents::new().from_date("2000-01-01 00:00:00");
    let reply = session.client.read_all_events(call).await.unwrap();
    assert!(!reply.records().is_empty());
    for event in reply.records() {
        assert!(event.event_type().is_some() && event.event_date().is_some());
    }
}
