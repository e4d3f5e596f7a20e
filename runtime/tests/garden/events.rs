//! What a call tells to whoever watches it, by `tracing`.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use prose_runtime::{Client, Config, Validation, Value};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::api::{CreatePlant, ListPlants, OWNER, OWNER_EMAIL, client_at, credentials};
use crate::clock::Clock;
use crate::server::{Server, failing, ok};

/// Keeps what the runtime tells, one line each.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    fn push(&self, metadata: &Metadata<'_>, fields: Line) {
        let kind = if metadata.is_span() { "span" } else { "event" };
        let line = format!("{kind} {}{}", metadata.level(), fields.0);
        self.0.lock().unwrap().push(line);
    }
}

#[derive(Default)]
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("prose_runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut line = Line::default();
        span.record(&mut line);
        self.push(span.metadata(), line);
        Id::from_u64(1)
    }

    fn event(&self, event: &Event<'_>) {
        let mut line = Line::default();
        event.record(&mut line);
        self.push(event.metadata(), line);
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn each_attempt_is_an_event_within_the_span_of_its_call() {
    let log = Log::default();
    let _watching = tracing::subscriber::set_default(log.clone());
    let server = Server::new([failing(503), ok()]).await;
    let config = Config::new().base_url(server.url()).timing(Clock::new());
    let client = Client::new(credentials(), config).unwrap();
    client.send(ListPlants::new()).await.unwrap();
    assert_eq!(
        log.lines(),
        [
            r#"span INFO api="garden" call="list_plants""#,
            "event WARN message=no reply attempt=1 outcome=HTTP status 503 then=again after 250 ms took_ms=0",
            "event DEBUG message=answered attempt=2 status=200 took_ms=0",
        ]
    );
}

#[tokio::test]
async fn each_broken_limit_of_a_call_that_is_sent_nevertheless_is_a_warning() {
    let log = Log::default();
    let _watching = tracing::subscriber::set_default(log.clone());
    let server = Server::new([ok()]).await;
    let call = CreatePlant::new("Rosa rugosa").with(&OWNER_EMAIL, Value::text("C4N4RY"));
    let sending = client_at(server.url()).send(call);
    let reply = sending.validation(Validation::Warn).await.unwrap();
    let expected: Vec<_> = reply
        .warnings()
        .unwrap()
        .iter()
        .map(|violation| {
            let (key, rule) = (&violation.key, &violation.breach);
            format!("event WARN message=sent although it breaks a limit key={key} rule={rule}")
        })
        .collect();
    assert_eq!(expected.len(), 2);
    assert_eq!(log.lines()[1..3], expected);
}

#[tokio::test]
async fn events_show_neither_values_nor_addresses() {
    let log = Log::default();
    let _watching = tracing::subscriber::set_default(log.clone());
    let server = Server::new([failing(500)]).await;
    let call = CreatePlant::new("Rose")
        .with(&OWNER, Value::text("C4N4RY"))
        .with(&OWNER_EMAIL, Value::text("C4N4RY"));
    let sending = client_at(server.url()).send(call).account("C4N4RY");
    sending.validation(Validation::Warn).await.unwrap_err();
    let shown = log.lines().concat();
    assert!(shown.contains("HTTP status 500"), "{shown}");
    for hidden in ["C4N4RY", "t0ken", "127.0.0.1"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}
