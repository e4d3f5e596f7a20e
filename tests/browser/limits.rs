//! Each field for itself: at the edges of its limit, and with texts that nobody thought of.

use prose_codegen::model::{Accepted, Limit, Rule};
use serde_json::{Value, json};
use workspace_tests::limits::{edges, examples, texts};

use crate::chromium::drive;
use crate::corners::corners;
use crate::form::{Form, forms};
use crate::people::{held, is_written};
use crate::sample::{Source, cases, good};
use crate::verdict::{allows, as_sent};

/// A text for a field, and what is expected of it where the text was made for that.
struct Case<'f> {
    accepted: &'f Accepted,
    text: String,
    expected: Option<bool>,
}

#[test]
fn every_field_is_valid_for_what_its_limit_allows_and_for_what_is_cleaned_to_that() {
    let mut source = Source::new();
    for form in forms() {
        let cases: Vec<Case<'_>> = form
            .shown()
            .flat_map(|accepted| cases_of(accepted, &mut source))
            .collect();
        let told: Vec<Value> = cases
            .iter()
            .map(|case| json!([case.accepted.key.wire, case.text]))
            .collect();
        let (path, body) = drive(&form.html, &json!({ "fields": told, "forms": [] }));
        assert_eq!(path, "/results");
        let results: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(results["error"], Value::Null);
        let verdicts = results["fields"].as_array().unwrap();
        assert_eq!(verdicts.len(), cases.len());
        let differences: Vec<String> = cases
            .iter()
            .zip(verdicts)
            .filter_map(|(case, verdict)| difference(&form, case, verdict))
            .collect();
        let shown: Vec<&String> = differences.iter().take(40).collect();
        let count = differences.len();
        assert!(count == 0, "{count} of {}: {shown:#?}", cases.len());
        println!("{}: {} texts", form.file, cases.len());
    }
}

fn cases_of<'f>(accepted: &'f Accepted, source: &mut Source) -> Vec<Case<'f>> {
    let limit = &accepted.key.limit;
    let case = |text: String, expected| Case {
        accepted,
        text,
        expected,
    };
    let mut made = Vec::new();
    // Edges are made for one pattern, which another may allow; and items for their own limit, which
    // may need commas.
    let is_sure = match &limit.rule {
        Rule::ListOf(_) => false,
        Rule::DateTime(_, patterns) => patterns.len() == 1,
        _ => true,
    };
    let expected = |allowed| is_sure.then_some(allowed);
    for edge in edges(limit) {
        for _ in 0..8 {
            made.push(case(source.one(&edge.texts), expected(edge.allowed)));
        }
    }
    for _ in 0..20 {
        made.push(case(source.one(&good(limit)), Some(true)));
    }
    let pass = limit.pass.iter().map(|text| (text, true));
    let fail = limit.fail.iter().map(|text| (text, false));
    made.extend(
        pass.chain(fail)
            .map(|(text, does)| case(text.clone(), Some(does))),
    );
    made.extend(corners(limit).into_iter().map(|text| case(text, None)));
    let mut like = examples(limit);
    like.push(source.one(&good(limit)));
    let others = texts(like);
    made.extend((0..cases()).map(|_| case(source.one(&others), None)));
    made
}

/// What the browser says otherwise than the validator.
fn difference(form: &Form, case: &Case<'_>, verdict: &Value) -> Option<String> {
    let key = &case.accepted.key;
    let keys = form.descriptor.accepts;
    let runtime = keys.iter().find(|known| known.wire == key.wire).unwrap();
    let (is_valid, value) = (verdict[0].as_bool().unwrap(), verdict[1].as_str().unwrap());
    let sent: Vec<&str> = verdict[2]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_str().unwrap())
        .collect();
    if let Some((yes, no)) = form.consent(&key.wire) {
        // A box is ticked or not, and either is sent.
        let expected = if case.text == yes { yes } else { no };
        let is_sent = is_valid && sent == [expected];
        return (!is_sent).then(|| format!("{}: {:?}: {sent:?}", key.wire, case.text));
    }
    if !is_written(&key.limit) {
        // What cannot be chosen leaves it blank.
        let allowed = allows(&key.limit, runtime.limit, &case.text) && !case.text.is_empty();
        let is_chosen = is_valid && value == case.text && sent == [value];
        return (is_chosen != allowed).then(|| format!("{}: {:?}", key.wire, case.text));
    }
    let allowed = allows(&key.limit, runtime.limit, &as_sent(value));
    // A line takes no ends of lines; a blank field is not sent.
    let is_as_made = value == case.text && !value.is_empty();
    let is_expected = !is_as_made || case.expected.is_none_or(|expected| expected == allowed);
    match held(form, &key.wire, verdict) {
        Err(difference) => Some(format!("{}: {:?}: {difference}", key.wire, case.text)),
        Ok(_) if !is_expected => Some(format!(
            "{}: {:?} is allowed: {allowed}",
            key.wire, case.text
        )),
        Ok(_) => None,
    }
}

/// Who runs no scripts is held to the limits as they stand, but for what only the script counts.
#[test]
fn without_the_script_every_field_is_valid_for_what_its_limit_allows() {
    let mut source = Source::new();
    for form in forms() {
        let cases: Vec<Case<'_>> = form
            .shown()
            .filter(|shown| is_written(&shown.key.limit))
            .flat_map(|accepted| cases_of(accepted, &mut source))
            .collect();
        let told: Vec<Value> = cases
            .iter()
            .map(|case| json!([case.accepted.key.wire, case.text]))
            .collect();
        let (_, body) = drive(
            &form.without_script(),
            &json!({ "fields": told, "forms": [] }),
        );
        let results: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(results["error"], Value::Null);
        let verdicts = results["fields"].as_array().unwrap();
        let differs = |(case, verdict): &(&Case<'_>, &Value)| {
            let limit = &case.accepted.key.limit;
            let (is_valid, value) = (verdict[0].as_bool().unwrap(), verdict[1].as_str().unwrap());
            // Whether it may stay blank is another question.
            let allowed = limit.allows(&as_sent(value));
            let is_counted = is_counted(limit) || form.has_lines(&case.accepted.key.wire);
            !value.is_empty() && is_valid != allowed && !(is_counted && is_valid)
        };
        let differences: Vec<String> = (cases.iter().zip(verdicts))
            .filter(differs)
            .map(|(case, verdict)| format!("{}: {verdict}", case.accepted.key.wire))
            .collect();
        assert!(differences.is_empty(), "{}: {differences:#?}", form.file);
    }
}

/// Whether bytes are counted.
fn is_counted(limit: &Limit) -> bool {
    match &limit.rule {
        Rule::Email | Rule::Escaped { .. } => true,
        Rule::ListOf(item) => is_counted(item),
        Rule::AllOf(limits) => limits.iter().any(|limit| is_counted(limit)),
        _ => false,
    }
}

#[test]
fn every_pattern_compiles_and_every_field_has_its_label_and_an_id_of_its_own() {
    for form in forms() {
        // The script takes the patterns over.
        let (_, body) = drive(
            &form.without_script(),
            &json!({ "fields": [], "forms": [] }),
        );
        let results: Value = serde_json::from_str(&body).unwrap();
        let name = &form.file;
        let patterns = results["patterns"].as_array().unwrap();
        assert!(
            patterns.iter().all(|fault| fault == ""),
            "{name}: {patterns:?}"
        );
        let labels = results["labels"].as_array().unwrap();
        assert_eq!(labels.len(), form.shown().count(), "{name}");
        assert!(labels.iter().all(|count| *count == 1), "{name}: {labels:?}");
        let mut ids: Vec<&str> = results["ids"]
            .as_array()
            .unwrap()
            .iter()
            .map(|id| id.as_str().unwrap())
            .collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{name}");
    }
}
