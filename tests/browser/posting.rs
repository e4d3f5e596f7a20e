//! What arrives when a visitor presses the button.

use serde_json::json;

use crate::chromium::drive;
use crate::form::{Form, forms};
use crate::sample::{Source, good};
use crate::verdict::{as_sent, takes};

type Values = Vec<(String, String)>;

#[test]
fn a_form_arrives_as_form_data_without_blank_keys() {
    for form in forms() {
        let values = some_values(&form);
        let expected = expected(&form, &values);
        assert!(takes(form.descriptor, &values), "{values:?}");
        let (path, body) = drive(
            &form.html,
            &json!({ "fields": [], "forms": [], "post": posted(&form, &values) }),
        );
        assert_eq!(path, "/post");
        assert_eq!(decoded(&body), expected, "{}", form.file);
    }
}

#[test]
fn a_form_without_its_script_arrives_too_with_its_blank_keys() {
    for form in forms() {
        let html = form.without_script();
        let values = some_values(&form);
        let told = json!({ "fields": [], "forms": [], "post": posted(&form, &values) });
        let (path, body) = drive(&html, &told);
        assert_eq!(path, "/post");
        let arrived = decoded(&body);
        for shown in form.shown() {
            let wire = &shown.key.wire;
            assert!(arrived.iter().any(|(name, _)| name == wire), "{wire}");
        }
        let filled: Values = arrived
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect();
        // The yes of a box stands behind its no, and the last one counts.
        let mut expected = expected(&form, &values);
        for (at, (name, value)) in expected.clone().iter().enumerate().rev() {
            if let Some((_, no)) = form.consent(name).filter(|(yes, _)| yes == value) {
                expected.insert(at, (name.clone(), no.to_owned()));
            }
        }
        assert_eq!(filled, expected, "{}", form.file);
    }
}

#[test]
fn a_custom_field_arrives_under_its_own_name() {
    for form in forms().iter().filter(|form| form.call.open.is_some()) {
        let (before, comment) = form.html.rsplit_once("adds a field; ").unwrap();
        let (_, example) = comment.split_once("arrives.\n").unwrap();
        let (example, after) = example.split_once("-->").unwrap();
        let html = format!("{before} -->\n{example}{after}");
        let mut values = some_values(form);
        values.push((CUSTOM.to_owned(), "Grün & <b>".to_owned()));
        assert!(takes(form.descriptor, &values), "{values:?}");
        let told = json!({ "fields": [], "forms": [], "post": posted(form, &values) });
        let (_, body) = drive(&html, &told);
        assert_eq!(decoded(&body), expected(form, &values), "{}", form.file);
    }
}

/// What the site sets, and these values.
fn posted(form: &Form, values: &[(String, String)]) -> Values {
    [form.credentials.clone(), values.to_vec()].concat()
}

/// What must arrive, in the order of the form: what the site sets stands first.
fn expected(form: &Form, values: &[(String, String)]) -> Values {
    let by_the_site = form.set_by_the_site().len();
    let (set, filled) = values.split_at(by_the_site);
    let (known, custom): (Values, Values) =
        filled.iter().cloned().partition(|(name, _)| name != CUSTOM);
    let fixed = [form.credentials.clone(), form.fixed.clone()].concat();
    let mut expected = [set.to_vec(), fixed, form.with_consents(&known), custom].concat();
    for (_, value) in &mut expected {
        *value = as_sent(value);
    }
    expected
}

/// The field that the example of an open table adds.
const CUSTOM: &str = "Favourite colour";

/// A value for what is required, and for every second other key that excludes none.
fn some_values(form: &Form) -> Values {
    let mut source = Source::new();
    let depending = form.depending();
    let mut values = form.set_by_the_site();
    for (at, shown) in form.shown().enumerate() {
        let key = &shown.key;
        let is_required = form
            .call
            .always_required()
            .any(|required| required.key == *key);
        let is_first = depending.first() == Some(&key.wire);
        let is_chosen = if depending.contains(&key.wire) {
            is_first || needed(form, &key.wire)
        } else {
            at % 2 == 0
        };
        if form.has_lines(&key.wire) && !depending.contains(&key.wire) {
            values.push((key.wire.clone(), "é\n漢 & =".to_owned()));
        } else if is_required || is_chosen {
            let texts = good(&key.limit);
            values.push((key.wire.clone(), source.one(&texts)));
        }
    }
    values
}

/// Whether it is in the first group of a requirement that the form has.
fn needed(form: &Form, wire: &str) -> bool {
    use prose_codegen::model::Requires;
    form.call.requires.iter().any(|item| match item {
        Requires::AnyOf(groups) | Requires::ExactlyOneOf(groups) => groups
            .iter()
            .find(|group| {
                group
                    .iter()
                    .all(|key| form.shown().any(|it| it.key.wire == *key))
            })
            .is_some_and(|group| group.iter().any(|key| key == wire)),
        _ => false,
    })
}

/// The pairs of a form body.
fn decoded(body: &str) -> Values {
    let pairs = body.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap();
            (unescaped(name), unescaped(value))
        })
        .collect()
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}
