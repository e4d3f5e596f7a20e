//! What must be there: name, or first and last name, and the like.

use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

use crate::chromium::drive;
use crate::form::{Form, forms};
use crate::sample::{Source, good};
use crate::verdict::{as_sent, takes};

/// Values by wire name.
type Values = Vec<(String, String)>;

/// More keys than this, and only some of their combinations are tried.
const ALL_OF: usize = 10;

#[test]
fn a_form_is_valid_when_the_requirements_of_its_call_are_met() {
    let mut source = Source::new();
    for form in forms() {
        let depending = form.depending();
        let mut cases: Vec<Values> = Vec::new();
        let combinations = 1_usize << depending.len().min(ALL_OF);
        for filled in 0..combinations {
            let filled: Vec<String> = if depending.len() <= ALL_OF {
                let keys = depending.iter().enumerate();
                keys.filter(|(at, _)| filled >> at & 1 == 1)
                    .map(|(_, key)| key.clone())
                    .collect()
            } else {
                source.one(&subsequence(depending.clone(), 0..=depending.len()))
            };
            cases.push(values(&form, &filled, &mut source, true));
        }
        // Without what is always required.
        cases.push(values(&form, &[], &mut source, false));
        cases.push(values(&form, &depending, &mut source, false));
        agree(&form, &cases);
    }
}

#[test]
fn a_form_bears_keys_called_like_its_members() {
    let forms = forms();
    let form = forms.iter().find(|form| form.call.name == "order_seeds");
    let filled = |names: &[&str]| {
        let fill = |name: &&str| ((*name).to_owned(), "1".to_owned());
        names.iter().map(fill).collect::<Values>()
    };
    let cases = [
        filled(&["children", "addEventListener"]),
        filled(&["children", "querySelectorAll", "elements"]),
        filled(&["children", "querySelectorAll"]),
        filled(&["children", "addEventListener", "reset"]),
        filled(&["children", "addEventListener", "reset", "action"]),
        filled(&["addEventListener"]),
        filled(&[]),
    ];
    agree(form.unwrap(), &cases);
}

#[test]
fn a_form_is_valid_when_all_of_its_values_are() {
    let mut source = Source::new();
    for form in forms() {
        let keys: Vec<String> = form.shown().map(|shown| shown.key.wire.clone()).collect();
        let cases: Vec<Values> = (0..300)
            .map(|_| {
                let filled = source.one(&subsequence(keys.clone(), 0..=keys.len()));
                let mut values = values(&form, &filled, &mut source, true);
                // One that may break its limit.
                if let Some((_, value)) = values.last_mut() {
                    let last = value.clone();
                    *value = source.one(&select(vec![
                        last.clone(),
                        format!("{last}x"),
                        "0".to_owned(),
                    ]));
                }
                values
            })
            .collect();
        agree(&form, &cases);
    }
}

/// A value for each of these keys, and for what is always required.
fn values(form: &Form, filled: &[String], source: &mut Source, with_required: bool) -> Values {
    let required: Vec<&String> = form
        .call
        .always_required()
        .filter(|_| with_required)
        .map(|required| &required.key.wire)
        .collect();
    let mut values = form.set_by_the_site();
    for shown in form.shown() {
        let wire = &shown.key.wire;
        if filled.contains(wire) || required.contains(&wire) {
            let texts = good(&shown.key.limit);
            values.push((wire.clone(), source.one(&texts)));
        }
    }
    values
}

fn agree(form: &Form, cases: &[Values]) {
    let (_, body) = drive(&form.html, &json!({ "fields": [], "forms": cases }));
    let results: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(results["error"], Value::Null);
    let verdicts = results["forms"].as_array().unwrap();
    assert_eq!(verdicts.len(), cases.len());
    let mut taken = 0;
    for (values, verdict) in cases.iter().zip(verdicts) {
        let sent: Values = values
            .iter()
            // What a choice does not offer leaves it blank.
            .filter(|(name, value)| is_offered(form, name, value))
            .map(|(name, value)| (name.clone(), as_sent(value)))
            .collect();
        let takes = takes(form.descriptor, &form.with_consents(&sent));
        taken += usize::from(takes);
        assert_eq!(verdict.as_bool(), Some(takes), "{}: {sent:?}", form.file);
    }
    println!("{}: {taken} of {} taken", form.file, cases.len());
    let can_be_refused = !form.call.requires.is_empty();
    assert!(
        taken > 0 && (taken < cases.len() || !can_be_refused),
        "{taken}"
    );
}

fn is_offered(form: &Form, name: &str, value: &str) -> bool {
    use prose_codegen::model::Rule;
    let shown = form.shown().find(|shown| shown.key.wire == name);
    shown.is_none_or(|shown| match shown.key.limit.rule {
        Rule::OneOf(_) | Rule::Flag | Rule::FlagAs { .. } | Rule::Boolean => {
            shown.key.limit.allows(value)
        }
        _ => true,
    })
}
