//! What a call costs before it is sent and after its answer has come: no network.
//!
//! `cargo bench --package benches --bench own_cost` prints the time to build or fill, validate and encode a
//! call, and to make a small call from its parameters to its record. The large one is `create_client`
//! with a value for each of its keys.

#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot begin has nothing to report but why"
)]

use std::collections::HashMap;

use clienttether_generated::{
    Client, ContactType, CreateClient, Credentials, Gender, HomeOwnerStatus, MaritalStatus,
    NewLeadNotification, ReadClientById, api::API,
};
use divan::Bencher;
use prose_runtime::{BaseUrl, Call, Config, Params, Place, Response, encode, read, validate};
use serde::{Serialize, Serializer};

fn main() {
    divan::main();
}

/// The large call.
fn everything() -> CreateClient {
    CreateClient::new("Jo", "Sample")
        .phone("3035550147")
        .sms_ok(true)
        .second_phone("3035550148")
        .email("jo.sample@example.com")
        .address("12 Sample Lane")
        .city("Denver")
        .state("CO")
        .zip("80202")
        .company_name("Sample Gardens")
        .tags(["new", "garden"])
        .job_title("Gardener")
        .external_id("4711")
        .third_party_name("Another system")
        .third_party_id("A-4711")
        .deal_size(1200)
        .deal_closed(false)
        .age(44)
        .education("College")
        .gender(Gender::Female)
        .high_net_worth(100_000)
        .home_owner_status(HomeOwnerStatus::Own)
        .household_income(80_000)
        .length_of_residence(7)
        .market_value(400_000)
        .marital_status(MaritalStatus::Single)
        .occupation("Gardener")
        .presence_of_children(true)
        .created("2024-05-17")
        .presence_of_pets(false)
        .anniversary_1("2001-06-30")
        .anniversary_2("2003-02-28")
        .facebook("sample.jo")
        .linkedin("jo-sample")
        .twitter("josample")
        .action_plan_id("12")
        .sales_cycle_id("34")
        .lead_source_id("56")
        .client_category("Weekly")
        .whiteboard("Prefers to be called in the morning")
        .clients_date_last("2024-05-01")
        .clients_date_next("2024-06-01")
        .new_lead_notification(NewLeadNotification::SoftwareNotification)
        .contact_type(ContactType::Client)
        .assigned_user_id("78")
}

fn credentials() -> prose_runtime::Credentials {
    prose_runtime::Credentials::new(&API)
        .with("access_token", "the-access-token")
        .with("web_key", "CT_web_key")
}

fn base_url() -> BaseUrl {
    BaseUrl::new(&API, &Config::new()).expect("the API's own address is good")
}

/// The large call, all of whose keys have a value.
fn full() -> Params {
    let params = everything().into_params();
    assert_eq!(params.set().count(), params.keys().len());
    validate(&params).expect("its values are good");
    params
}

#[divan::bench]
fn a_build() -> CreateClient {
    everything()
}

#[divan::bench]
fn b_build_and_validate() -> CreateClient {
    let call = everything();
    validate(call.params()).expect("its values are good");
    call
}

/// The large call, filled from a map of names and texts.
#[divan::bench]
fn b_fill_from_a_map_and_validate(bencher: Bencher<'_, '_>) {
    let map = texts();
    bencher.bench_local(|| {
        let call = CreateClient::from_pairs(&map);
        validate(call.params()).expect("its values are good");
        call
    });
}

/// The large call, filled from what implements `Serialize`: a map in the order of the keys, as a struct is.
#[divan::bench]
fn b_fill_from_serde_and_validate(bencher: Bencher<'_, '_>) {
    let ordered = Ordered(texts_in_order());
    bencher.bench_local(|| {
        let call = CreateClient::from_serialize(&ordered).expect("a map has names");
        validate(call.params()).expect("its values are good");
        call
    });
}

/// What the large call has on the wire.
fn texts_in_order() -> Vec<(&'static str, String)> {
    let params = full();
    let texts = params.set().map(|(key, value)| {
        let text = value.wire_text(&key.limit.rule).expect("nothing is nested");
        (key.wire, text.into_owned())
    });
    texts.collect()
}

fn texts() -> HashMap<String, String> {
    let texts = texts_in_order().into_iter();
    let texts: HashMap<String, String> =
        texts.map(|(name, text)| (name.to_owned(), text)).collect();
    assert_eq!(CreateClient::from_pairs(&texts), everything());
    texts
}

struct Ordered(Vec<(&'static str, String)>);

impl Serialize for Ordered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, text)| (name, text)))
    }
}

#[divan::bench]
fn c_validate(bencher: Bencher<'_, '_>) {
    let params = full();
    bencher.bench_local(|| validate(&params));
}

#[divan::bench(args = [Place::Json, Place::Form, Place::Query])]
fn d_encode(bencher: Bencher<'_, '_>, place: Place) {
    let (params, base_url, credentials) = (full(), base_url(), credentials());
    bencher.bench_local(|| encode(&params, &base_url, &credentials, place));
}

/// What `Client` does before sending, with the options of the call.
#[divan::bench]
fn e_sending_request(bencher: Bencher<'_, '_>) {
    let credentials = Credentials::new("the-access-token", "CT_web_key");
    let config = Config::new().base_url("http://127.0.0.1:8080/v2/api/");
    let client = Client::with_config(credentials, config).expect("the configuration is good");
    let sending = client.create_client(everything());
    bencher.bench_local(|| sending.request());
}

/// A small call as a whole, but for the network.
#[divan::bench]
fn f_call_without_network(bencher: Bencher<'_, '_>) {
    const ANSWER: &str = r#"{"ResultCode":"CT_200","Message":"Success","TotalRecord":1,"data":[
        {"client_id":"10123","firstName":"Jo","lastName":"Sample","phone":"3035550147","smsok":"1",
        "email":"jo.sample@example.com","city":"Denver","state":"CO","zip":"80202","tag":"new"}]}"#;
    let (base_url, credentials) = (base_url(), credentials());
    bencher
        .with_inputs(|| Response::new(200, ANSWER))
        .bench_local_values(|response| {
            let call = ReadClientById::new("10123");
            validate(call.params()).expect("its values are good");
            let request = encode(call.params(), &base_url, &credentials, Place::Query);
            let reply =
                read::<<ReadClientById as Call>::Record>(ReadClientById::DESCRIPTOR, response);
            (request, reply.expect("the answer can be read"))
        });
}
