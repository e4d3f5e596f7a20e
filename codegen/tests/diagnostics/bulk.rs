//! How much may become of a spec: as much as any may have, or twenty times what it writes.

use prose_codegen::diagnostic::Code;
use prose_codegen::source::Sources;

/// What a spec is told with a table of so many keys, each with so many bytes about it, in so many calls.
fn told(keys: usize, bytes: usize, calls: usize) -> Vec<Code> {
    let doc = "w".repeat(bytes);
    let rows: String = (0..keys)
        .map(|at| format!("  key_{at}: {{ limit: text, doc: {doc} }}\n"))
        .collect();
    let accepting: String = (0..calls)
        .map(|at| format!("  call_{at}: {{ doc: Lists., accepts: [plant], returns: outcome }}\n"))
        .collect();
    let mut sources = Sources::new();
    sources.add("garden/api.yaml", super::API);
    sources.add("garden/plant.yaml", &format!("table: plant\nkeys:\n{rows}"));
    let head = "family: read\nmethod: GET\nsends: query\ncalls:\n";
    sources.add("garden/read.yaml", &format!("{head}{accepting}"));
    super::codes(&prose_codegen::compile(&sources).diagnostics)
}

#[test]
fn a_small_spec_may_have_five_thousand_keys_in_all_and_no_more() {
    assert_eq!(told(100, 6, 50), []);
    assert_eq!(told(100, 6, 51), [Code::TooMuch]);
}

#[test]
fn a_large_spec_may_have_twenty_times_the_keys_that_it_writes_and_no_more() {
    assert_eq!(told(300, 6, 20), []);
    assert_eq!(told(300, 6, 21), [Code::TooMuch]);
}

#[test]
fn a_small_spec_may_say_a_mebibyte_about_its_keys_and_no_more() {
    assert_eq!(told(1, 20_000, 52), []);
    assert_eq!(told(1, 20_000, 53), [Code::TooMuch]);
}

#[test]
fn a_large_spec_may_say_twenty_times_what_it_writes_about_its_keys_and_no_more() {
    assert_eq!(told(4, 20_000, 20), []);
    assert_eq!(told(4, 20_000, 21), [Code::TooMuch]);
}
