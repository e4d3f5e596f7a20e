//! Reading an answer: the runtime beside what people use otherwise, on the same bytes.
//!
//! `cargo bench --package benches --bench reading` prints the time of each way for a page of 100
//! records and for one record. Each record has 50 text fields, of which some are null, empty or have
//! escapes, and two keys that nobody knows, one of them with a number.

#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot begin has nothing to report but why"
)]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use prose_runtime::{Record, Reply, Response, read};

mod contacts;

use contacts::{ByHand, Contact, FIELDS, LIST_CONTACTS, page};

/// Numbers of records.
const SIZES: [usize; 2] = [100, 1];

fn main() {
    divan::main();
}

/// The runtime: an answer's bytes to typed records.
#[divan::bench(args = SIZES)]
fn a_runtime(bencher: Bencher<'_, '_>, records: usize) {
    let body = page(records);
    assert_eq!(contacts(&body).records().len(), records);
    bencher
        .counter(BytesCount::of_slice(body.as_bytes()))
        .with_inputs(|| Response::new(200, body.as_str()))
        .bench_local_values(|response| read::<Contact>(&LIST_CONTACTS, response));
}

/// The same, and then every field of every record is asked for.
#[divan::bench(args = SIZES)]
fn b_runtime_and_fields(bencher: Bencher<'_, '_>, records: usize) {
    let body = page(records);
    assert!(total_length(&contacts(&body)) > records * 300);
    bencher
        .counter(BytesCount::of_slice(body.as_bytes()))
        .with_inputs(|| Response::new(200, body.as_str()))
        .bench_local_values(|response| {
            let reply = read::<Contact>(&LIST_CONTACTS, response);
            reply.as_ref().map(total_length).ok()
        });
}

/// `serde_json`'s untyped tree.
#[divan::bench(args = SIZES)]
fn c_value(bencher: Bencher<'_, '_>, records: usize) {
    let body = page(records);
    bencher
        .counter(BytesCount::of_slice(body.as_bytes()))
        .with_inputs(|| body.clone().into_bytes())
        .bench_local_values(|body| serde_json::from_slice::<serde_json::Value>(&body));
}

/// A struct written by hand, which is not lenient: it drops unknown keys and refuses numbers for texts.
#[divan::bench(args = SIZES)]
fn d_struct(bencher: Bencher<'_, '_>, records: usize) {
    let body = page(records);
    let by_hand: ByHand = serde_json::from_str(&body).expect("the answer fits the struct");
    assert_eq!(by_hand.data.len(), records);
    bencher
        .counter(BytesCount::of_slice(body.as_bytes()))
        .with_inputs(|| body.clone().into_bytes())
        .bench_local_values(|body| serde_json::from_slice::<ByHand>(&body));
}

fn contacts(body: &str) -> Reply<Contact> {
    read(&LIST_CONTACTS, Response::new(200, body)).expect("the answer can be read")
}

/// The bytes of all texts, so that each of them is asked for.
fn total_length(reply: &Reply<Contact>) -> usize {
    let texts = reply.records().iter().flat_map(|contact| {
        FIELDS
            .iter()
            .filter_map(|key| contact.row().text(black_box(key)))
    });
    texts.map(str::len).sum()
}
