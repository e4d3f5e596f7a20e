//! Readings of pages that are written here.

use prose_drift::comparing::{Earlier, compare};
use prose_drift::coverage::Coverage;
use prose_drift::expected::{Section, sections};
use prose_drift::finding::Verdict;
use prose_drift::lock::{Broken, Lock};
use prose_drift::page::Page;
use prose_drift::reading::Reading;

use crate::specs;

fn clients() -> Vec<Section> {
    sections(
        &specs::all()
            .into_iter()
            .find(|api| api.name == "clienttether")
            .unwrap(),
    )
}

fn read(text: &str) -> Reading {
    Reading::of(&Page::read(text.as_bytes()).unwrap(), &clients(), &[])
}

fn rows(text: &str) -> Vec<(String, String, Vec<String>)> {
    read(text)
        .rows
        .into_iter()
        .map(|row| (row.section, row.key, row.cells))
        .collect()
}

fn row(section: &str, key: &str, cells: &[&str]) -> (String, String, Vec<String>) {
    (
        section.to_owned(),
        key.to_owned(),
        cells.iter().map(|cell| (*cell).to_owned()).collect(),
    )
}

#[test]
fn the_longest_key_counts_where_cells_run_together() {
    let text = "Text Parameters\n\nKeyDescriptionLimits\ntext_dateDay of it.YYYY-MM-DD\ntext_timeTime of it.\nHH:MM:SS\ntext_body\n\nString\n\nThat was the table of the texts.\n";
    let wanted = [
        row("text", "text_date", &["Day of it.", "YYYY-MM-DD"]),
        row("text", "text_time", &["Time of it.", "HH:MM:SS"]),
        row("text", "text_body", &[""]),
    ];
    assert_eq!(rows(text), wanted);
    let longer = text.replace("text_body\n\nString", "text_bodyString");
    assert_eq!(rows(&longer)[2], row("text", "text_body", &["", "String"]));
}

#[test]
fn cells_that_span_rows_and_columns_are_where_they_belong() {
    let text = "<h2>Tag Parameters</h2><table><tr><th>Key<th>Description<th>Limits\
        <tr><td rowspan=2>tag_id<td>first<td rowspan=2>Int<tr><td>second\
        <tr><td>tag_value<td colspan=2>both</table>";
    let wanted = [
        row("tag", "tag_id", &["first second", "Int"]),
        row("tag", "tag_value", &["both", ""]),
    ];
    assert_eq!(rows(text), wanted);
}

#[test]
fn a_table_in_a_cell_is_text_of_the_cell() {
    let text = "<h2>Tag Parameters</h2><table><tr><th>Key<th>Description<th>Limits\
        <tr><td>tag_id<td>one<td>Int<tr><td>tag_value<td><table><tr><td>x<td>y</table><td>String</table>";
    assert_eq!(rows(text).last().unwrap().1, "tag_value");
}

#[test]
fn a_new_key_is_spelt_as_those_around_it() {
    let page = |line: &str| {
        rows(&format!(
            "Client Parameters\n\nKeyDescriptionLimits\nfirstNameThe first.String\nlastNameThe last.String\n{line}\nphoneThe number.String\n"
        ))
    };
    for (line, key) in [
        ("middleNameUsed by few.50 characters", "middleName"),
        ("middleUsed by few.50 characters", "middle"),
        ("middleNameString", "middleName"),
        ("shoe_sizeOf both.String", "shoe_size"),
    ] {
        assert_eq!(page(line)[2].1, key, "{line}");
    }
}

#[test]
fn what_stands_beside_a_table_in_a_table_is_kept() {
    let text = "<table><tr><td>These are words beside all of it.<td><h2>Tag Parameters</h2>\
        <table><tr><th>Key<th>Description<th>Limits<tr><td>tag_id<td>one<td>Int</table></table>";
    let reading = read(text);
    assert_eq!(reading.rows.len(), 1);
    assert_eq!(
        reading.sentences[0].text,
        "These are words beside all of it."
    );
}

#[test]
fn examples_of_json_and_of_tags_make_no_other_page_of_a_text() {
    let page =
        "Tag Parameters\n\nKeyDescriptionLimits\ntag_idThe id.Int\ntag_valueThe value.String\n";
    let filler = "These are words that stand here for many others of the kind.\n".repeat(60);
    let wanted = rows(page);
    assert_eq!(wanted.len(), 2);
    for text in [
        format!("[Home](/) of all that we do\n\n{page}"),
        format!("{{{{base}}}} is the address of it\n\n{page}"),
        format!("{page}\n{filler}A body can be <html><body>words</body></html> as well.\n"),
    ] {
        assert_eq!(rows(&text), wanted, "{text}");
    }
}

#[test]
fn an_encoding_without_a_mark_and_old_ends_of_lines_are_read() {
    let page =
        "Tag Parameters\n\nKeyDescriptionLimits\ntag_idThe id.Int\ntag_valueThe value.String\n";
    let wanted = Lock::of(&read(page));
    let wide = |bytes: fn(u16) -> [u8; 2]| page.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    for bytes in [
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
        page.replace('\n', "\r").into_bytes(),
    ] {
        let reading = Reading::of(&Page::read(&bytes).unwrap(), &clients(), &[]);
        assert_eq!(Lock::of(&reading), wanted);
    }
}

#[test]
fn quotes_dashes_and_blanks_are_no_words() {
    let plain = read(
        "Tag Parameters\n\nKeyDescriptionLimits\ntag_idThe \"id\" - of it...Int\ntag_valueThe valueString\n",
    );
    let ornate = read(
        "Tag Parameters\n\nKeyDescriptionLimits\ntag_idThe \u{201c}id\u{201d}\u{a0}\u{2013} of\u{200b} it\u{2026} Int\ntag_valueThe value\nString\n",
    );
    assert_eq!(Lock::of(&plain), Lock::of(&ornate));
}

#[test]
fn collections_of_requests_are_read() {
    let text = r#"{"collection": {"item": [{"name": "Contacts", "item": [{"name": "List", "request": {
        "method": "GET", "url": {"path": ["v1", "clients"], "query": [{"key": "page", "value": "1", "description": "Which page."}]},
        "description": "Lists all of them.\n\nOnly those that the key may see."}}]}]}}"#;
    let reading = read(text);
    let keys: Vec<&str> = reading.rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["GET /v1/clients", "page"]);
    let sentences: Vec<&str> = reading
        .sentences
        .iter()
        .map(|sentence| sentence.text.as_str())
        .collect();
    assert_eq!(sentences, ["Only those that the key may see."]);
}

#[test]
fn a_page_whose_tables_became_something_else_says_nothing_of_rows() {
    let table = "<h2>User Parameters</h2><table><tr><th>Key<th>Description<th>Limits\
        <tr><td>user_id<td>a<td>Int<tr><td>user_type<td>b<td>String<tr><td>user_phone<td>c<td>String<tr><td>user_email<td>d<td>String</table>";
    let lock = Lock::of(&read(table));
    let lists = "<h2>User Parameters</h2><dl><dt>user_id<dd>a<dt>user_type<dd>b<dt>user_phone<dd>c<dt>user_email<dd>d</dl>";
    let reading = read(lists);
    let coverage = Coverage::of(&reading, &lock);
    assert!(!coverage.is_enough(), "{coverage}");
    assert_eq!(
        coverage.to_string(),
        "0 of 4 rows found, 4 begin a line that is no row"
    );
    let gone = read("<h1>Nothing is here any more</h1>");
    assert!(!Coverage::of(&gone, &lock).is_enough());
}

#[test]
fn a_difference_that_the_spec_records_is_told_as_such() {
    let page = |date: &str| {
        format!(
            "Text Parameters\n\nKeyDescriptionLimits\ntext_dateDay.{date}\ntext_timeTime.HH:MM:SS\ntext_bodyBody.String\n"
        )
    };
    let lock = Lock::of(&read(&page("YYYY-MM-DD")));
    let earlier = Earlier {
        name: "2020-02-10".to_owned(),
        after: vec!["current".to_owned()],
    };
    let told = |date: &str, earlier: Option<&Earlier>| {
        let findings = compare(&read(&page(date)), &lock, &clients(), earlier);
        assert_eq!(findings.len(), 1, "{findings:?}");
        (findings[0].verdict, findings[0].recorded.is_some())
    };
    assert_eq!(told("YYYY:MM:DD", Some(&earlier)), (Verdict::Limit, true));
    assert_eq!(told("[a, b]", Some(&earlier)), (Verdict::Limit, false));
    // Of a new page, what was once so is no excuse.
    assert_eq!(told("YYYY:MM:DD", None), (Verdict::Limit, false));
}

#[test]
fn a_lock_reads_as_it_was_written() {
    let lock = Lock::of(&read(
        "Tag Parameters\n\nThese are the tags of all accounts.\n\nKeyDescriptionLimits\ntag_idIdInt\ntag_valueValueString\n",
    ));
    assert_eq!((lock.rows.len(), lock.sentences.len()), (2, 1));
    assert_eq!(Lock::read(&lock.to_string()), Ok(lock.clone()));
    assert!(
        !lock.to_string().contains("account"),
        "the vendor's words are in it"
    );
    assert_eq!(
        Lock::read("extractor 0\n"),
        Err(Broken::Extractor("0".to_owned()))
    );
    for broken in [
        "",
        "extractor 1\na\n",
        "tag\ttag_id\tx\n",
        "extractor 1\ntag\ttag_id\t0123\n",
        "extractor 1\n<<<<<<< HEAD\n",
        "extractor 1\n~\tno fingerprint\n",
    ] {
        assert!(
            matches!(Lock::read(broken), Err(Broken::Line(_))),
            "{broken:?}"
        );
    }
}

#[test]
fn keys_between_backticks_are_keys() {
    let api = specs::all()
        .into_iter()
        .find(|api| api.name == "desk")
        .unwrap();
    let page = std::fs::read(specs::root().join("tests/fixtures/pages/desk.md")).unwrap();
    let reading = Reading::of(&Page::read(&page).unwrap(), &sections(&api), &[]);
    for (section, key) in [
        ("tickets", "list_tickets"),
        ("ticket", "subject"),
        ("ticket", "due_at"),
    ] {
        let is_there = reading
            .rows
            .iter()
            .any(|row| row.section == section && row.key == key);
        assert!(is_there, "{section}.{key}: {:?}", reading.sections);
    }
}
