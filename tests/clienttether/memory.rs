//! Memory for a large answer stays below a bound, whatever the answer holds: for 50 MB of records below
//! 400 MB, for what is made to cost much below ten times its size.
//!
//! Each answer is read in a process of its own: what is measured is the most that a process ever had.
#![cfg(target_os = "linux")]

use std::process::Command;

use clienttether_generated::{ReadActionPlanList, ReadClientList, records};
use prose_runtime::{Response, read};

/// Names the answer that a process is to read.
const ANSWER: &str = "ANSWER_TO_READ";

/// `bound` is in megabytes, the answer itself included.
fn assert_bounded(answer: &str, bound: u64) {
    let child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "memory::reads_one_answer",
            "--ignored",
            "--nocapture",
        ])
        .env(ANSWER, answer)
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&child.stdout);
    let peak = output
        .split_once("peak of ")
        .and_then(|(_, rest)| rest.split_once(" MB"));
    let Some((peak, _)) = peak else {
        panic!(
            "{answer}: {output}{}",
            String::from_utf8_lossy(&child.stderr)
        );
    };
    let peak: u64 = peak.parse().unwrap();
    // The answer was there, and the process did not take too much.
    assert!((10..bound).contains(&peak), "{answer}: {peak} MB");
}

#[test]
fn a_page_of_records() {
    assert_bounded("records", 400);
}

#[test]
fn a_record_with_one_long_text() {
    assert_bounded("text", 400);
}

#[test]
fn empty_objects() {
    assert_bounded("objects", 400);
}

#[test]
fn numbers_instead_of_records() {
    assert_bounded("numbers", 100);
}

#[test]
fn numbers_where_records_are_looked_for() {
    assert_bounded("numbers looked through", 100);
}

#[test]
fn arrays_where_records_are_looked_for() {
    assert_bounded("arrays looked through", 100);
}

#[test]
fn a_record_of_millions_of_keys() {
    assert_bounded("keys of a record", 100);
}

#[test]
fn an_answer_of_millions_of_keys() {
    assert_bounded("keys of the answer", 100);
}

#[test]
fn arrays_that_never_end() {
    assert_bounded("open arrays", 100);
}

#[test]
fn objects_that_never_end() {
    assert_bounded("open objects", 100);
}

#[test]
fn a_page_of_bytes_that_are_no_text() {
    assert_bounded("bytes", 130);
}

#[test]
#[ignore = "the other tests run it, each in a process of its own"]
fn reads_one_answer() {
    let answer = std::env::var(ANSWER).unwrap_or_else(|_| "records".to_owned());
    let records = match &*answer {
        "records" => contacts(&many(
            LARGE,
            "[",
            r#"{"client_id":"1","email":"a@b.cd","Mine":"x"}"#,
            "]",
        )),
        "text" => contacts(&format!(r#"[{{"email":"{}"}}]"#, "x".repeat(LARGE))),
        "objects" => contacts(&many(LARGE, "[", "{}", "]")),
        "numbers" => contacts(&many(COSTLY, "[", "0", "]")),
        "numbers looked through" => plans(&many(COSTLY, "[", "0", "]")),
        "arrays looked through" => plans(&many(COSTLY, "[", "[]", "]")),
        "keys of a record" => contacts(&many(
            COSTLY,
            r#"{"client_id":"7","#,
            r#""a key of twenty":"a text""#,
            "}",
        )),
        "keys of the answer" => contacts(&many(COSTLY, "[],", r#""":0"#, "")),
        "open arrays" => broken("[".repeat(COSTLY).into()),
        "open objects" => broken(r#"{"a":"#.repeat(COSTLY / 5).into()),
        "bytes" => {
            let row = b"{\"client_id\":\"7\",\"email\":\"an address \xe9\"},".repeat(COSTLY / 40);
            let mut body = b"{\"ResultCode\":\"CT_200\",\"data\":[".to_vec();
            body.extend_from_slice(&row);
            body.extend_from_slice(b"{}]}");
            let reply =
                read::<records::Client>(ReadClientList::DESCRIPTOR, Response::new(200, body));
            reply.unwrap().records().len()
        }
        other => panic!("{other}"),
    };
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: u64 = peak
        .unwrap()
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .unwrap();
    println!("{records} records, peak of {} MB", kib * 1024 / 1_000_000);
}

const LARGE: usize = 50_000_000;
/// Enough for what costs much, and not too much for tests that are not optimized.
const COSTLY: usize = 10_000_000;

/// This again and again, up to so many bytes.
fn many(bytes: usize, before: &str, item: &str, after: &str) -> String {
    let items = format!("{item},").repeat(bytes / (item.len() + 1));
    format!("{before}{items}{item}{after}")
}

/// An answer that cannot be read.
fn broken(body: Vec<u8>) -> usize {
    let response = Response::new(200, body);
    let error = read::<records::Client>(ReadClientList::DESCRIPTOR, response).unwrap_err();
    error.to_string().len()
}

fn contacts(data: &str) -> usize {
    let reply = read::<records::Client>(ReadClientList::DESCRIPTOR, answer(data)).unwrap();
    reply.records().len()
}

fn plans(data: &str) -> usize {
    let reply = read::<records::ActionPlan>(ReadActionPlanList::DESCRIPTOR, answer(data)).unwrap();
    reply.records().len()
}

fn answer(data: &str) -> Response {
    Response::new(200, format!(r#"{{"ResultCode":"CT_200","data":{data}}}"#))
}
