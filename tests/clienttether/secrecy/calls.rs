//! What is shown of clients, calls and requests.

use clienttether_generated::calls::CALLS;
use clienttether_generated::{
    Client, CreateHistoryNotes, Credentials, HistoryNote, HistoryNoteRequired, NoteType,
    ReadClientById, ReadClientList, UpdateClientById,
};
use prose_runtime::{Call, Config, Holds, NoRecord, Params, Place, Validation, Value};

use super::{
    CANARY, EMAIL, PHONE, assert_debug_hidden, assert_error_hidden, assert_hidden, client_at,
    contact, from_thumbtack, lead, search,
};

const NOWHERE: &str = "http://127.0.0.1:1/";

fn update() -> UpdateClientById {
    UpdateClientById::new(7)
        .first_name(CANARY)
        .last_name(CANARY)
        .phone(PHONE)
        .email(EMAIL)
        .address(CANARY)
        .custom("Favorite Chocolate", CANARY)
}

fn notes() -> CreateHistoryNotes {
    CreateHistoryNotes::new([HistoryNote::new(HistoryNoteRequired {
        client_id: 7.into(),
        note_type: NoteType::Note,
        utc_datetime: "2024-02-29T00:00:00Z".into(),
        subject: CANARY.to_owned(),
        body_content: CANARY.to_owned(),
        user_name: CANARY.to_owned(),
    })])
}

/// Everything that is shown of a call, in each place that its parameters may take.
fn assert_call_hidden<C: Call + Clone + std::fmt::Debug>(client: &Client, call: C) {
    assert_debug_hidden(&call);
    for place in call.params().call().unwrap().sends {
        let sending = client
            .send(call.clone())
            .validation(Validation::Off)
            .parameters_in(*place)
            .account(format!("CT_other_{CANARY}"))
            .header("X-Note", CANARY);
        assert_debug_hidden(&sending);
        match sending.request() {
            Ok(request) => {
                assert_debug_hidden(&request);
                assert_hidden(&request.to_curl());
            }
            Err(error) => assert_error_hidden(&error),
        }
    }
}

#[test]
fn calls_as_people_write_them_hide_what_is_personal() {
    let client = client_at(NOWHERE);
    assert_call_hidden(&client, contact());
    assert_call_hidden(&client, search());
    assert_call_hidden(&client, update());
    assert_call_hidden(&client, notes());
    assert_call_hidden(&client, lead());
    assert_call_hidden(&client, from_thumbtack());
    assert_call_hidden(&client, ReadClientById::new(7));
}

/// Any call, by its parameters alone.
#[derive(Clone, Debug)]
struct Any(Params);

impl Call for Any {
    type Record = NoRecord;

    fn params(&self) -> &Params {
        &self.0
    }

    fn into_params(self) -> Params {
        self.0
    }

    fn from_params(params: Params) -> Self {
        Self(params)
    }
}

#[test]
fn every_call_with_every_parameter_hides_what_is_personal() {
    let client = client_at(NOWHERE);
    let mut hidden = 0;
    for call in CALLS {
        let mut params = Params::of_call(call);
        for key in call.accepts {
            let value = match key.holds {
                Holds::Plain => "1",
                Holds::Personal | Holds::Secret => CANARY,
            };
            hidden += usize::from(key.holds != Holds::Plain);
            params = params.with(key, Value::text(value));
        }
        if call.open.is_some() {
            params = params.with_custom("Favorite Chocolate", CANARY);
        }
        assert_call_hidden(&client, Any(params));
    }
    assert!(hidden > 50, "only {hidden} parameters are personal");
}

#[test]
fn a_secret_does_not_go_into_a_url() {
    let client = client_at(NOWHERE);
    for call in CALLS
        .iter()
        .filter(|call| call.sends.contains(&Place::Query))
    {
        for key in call.accepts.iter().filter(|key| key.holds == Holds::Secret) {
            let call = Any(Params::of_call(call).with(key, Value::text(CANARY)));
            let sending = client.send(call).validation(Validation::Off);
            let error = sending.parameters_in(Place::Query).request().unwrap_err();
            assert_error_hidden(&error);
        }
    }
}

#[test]
fn clients_credentials_and_settings_hide_secrets() {
    let client = client_at(NOWHERE);
    assert_debug_hidden(&client);
    assert_debug_hidden(&client.account(format!("CT_{CANARY}")).unwrap());
    assert_debug_hidden(client.runtime());
    assert_debug_hidden(&Credentials::new(CANARY, CANARY));
    let config = Config::new()
        .base_url(format!("https://user:{CANARY}@api.example/"))
        .variable("tenant", CANARY)
        .root_certificates(CANARY);
    assert_debug_hidden(&config);
    assert_error_hidden(
        &Client::with_config(Credentials::new(CANARY, CANARY), config).unwrap_err(),
    );
}

#[test]
fn streams_and_bulks_hide_their_calls() {
    let client = client_at(NOWHERE);
    let list = || {
        let sending = client.read_client_list(ReadClientList::new());
        sending.header("X-Note", CANARY).account(CANARY)
    };
    assert_debug_hidden(&list().pages());
    assert_debug_hidden(&list().records());
    assert_debug_hidden(&list().pages().wait());
    assert_debug_hidden(&client.bulk([contact()]));
    assert_debug_hidden(&client.bulk([contact()]).progress());
    assert_debug_hidden(&client.bulk([contact()]).in_order());
    assert_debug_hidden(&client.bulk([contact()]).wait());
    assert_debug_hidden(&client.bulk([lead()]));
}

#[test]
fn values_hide_themselves() {
    assert_debug_hidden(&[Value::text(CANARY), Value::list([CANARY]), Value::rows([])]);
}
