//! What people write: the script takes it as the runtime's cleaning does, or refuses it.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use prose_codegen::model::{DateKind, Limit, Rule};
use prose_runtime::Unclear;
use serde_json::{Value, json};

use crate::chromium::drive;
use crate::form::{Form, forms};
use crate::sample::{Source, cases, good};
use crate::verdict::as_sent;

#[test]
fn what_people_write_is_sent_as_cleaning_reads_it_or_refused() {
    let mut source = Source::new();
    for form in forms() {
        let cases: Vec<(String, String)> = form
            .shown()
            .filter(|shown| is_written(&shown.key.limit))
            .flat_map(|shown| {
                let like = like_people(&shown.key.limit);
                let wire = shown.key.wire.clone();
                let texts = (0..2 * cases()).map(|_| source.one(&like));
                texts.map(|text| (wire.clone(), text)).collect::<Vec<_>>()
            })
            .collect();
        let (_, body) = drive(&form.html, &json!({ "fields": cases, "forms": [] }));
        let results: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(results["error"], Value::Null, "{}", form.file);
        let verdicts = results["fields"].as_array().unwrap();
        let mut cleaned = 0;
        let mut differences = Vec::new();
        for ((wire, text), verdict) in cases.iter().zip(verdicts) {
            match held(&form, wire, verdict) {
                Ok(is_cleaned) => cleaned += usize::from(is_cleaned),
                Err(difference) => differences.push(format!("{wire}: {text:?}: {difference}")),
            }
        }
        let count = differences.len();
        differences.truncate(40);
        assert!(count == 0, "{}: {count}: {differences:#?}", form.file);
        println!("{}: {cleaned} of {} cleaned", form.file, cases.len());
    }
}

/// Holds what the browser makes of a written text against the runtime; whether it was cleaned.
pub(crate) fn held(form: &Form, wire: &str, verdict: &Value) -> Result<bool, String> {
    let (is_valid, value) = (verdict[0].as_bool().unwrap(), verdict[1].as_str().unwrap());
    let sent = verdict[2].as_array().unwrap();
    let sent: Vec<String> = sent
        .iter()
        .map(|it| as_sent(it.as_str().unwrap()))
        .collect();
    let keys = form.descriptor.accepts;
    let runtime = keys.iter().find(|known| known.wire == wire).unwrap();
    // A line takes no ends of lines.
    let value = as_sent(value);
    let read = runtime.limit.clean(&value);
    let expected: Vec<String> = match &read {
        Ok(read) if read.is_empty() => Vec::new(),
        Ok(read) => vec![read.to_string()],
        // Params::clean leaves out what is blank.
        Err(_) if is_blank(&value) => Vec::new(),
        Err(_) => vec![value.clone()],
    };
    let is_clear = read.is_ok() || is_blank(&value);
    let is_asked_for = verdict[3].as_str().unwrap().contains("fill");
    if !is_valid && is_asked_for && expected.is_empty() && sent.is_empty() {
        return Ok(false);
    }
    let is_allowed = runtime.limit.check(&value).is_ok() || value.is_empty();
    let accepted = form.shown().find(|shown| shown.key.wire == wire).unwrap();
    let must_take = is_allowed || (is_clear && is_read(&accepted.key.limit, &value));
    if (is_valid && (!is_clear || sent != expected)) || (!is_valid && must_take) {
        return Err(format!(
            "valid: {is_valid}, sent: {sent:?}, cleaning: {read:?}"
        ));
    }
    Ok(is_valid && !is_allowed)
}

fn is_blank(text: &str) -> bool {
    let unclear = |text: &str| -> Result<(), Unclear> {
        let digits = prose_runtime::Limit {
            rule: prose_runtime::Rule::Id,
            ..prose_runtime::Limit::PLAIN
        };
        digits.clean(&format!("{text}1{text}")).map(drop)
    };
    // What can be trimmed off a number.
    unclear(text).is_ok() && !text.contains(|sign: char| sign.is_ascii_digit())
}

/// Whether the script takes it too, where the runtime reads it.
fn is_read(limit: &Limit, text: &str) -> bool {
    let is_spreadsheet = text.trim().ends_with(".0") || text.trim().ends_with(".00");
    match &limit.rule {
        // Nobody else loses zeros.
        Rule::Shape(_) => limit.spellings.lost_zeros == 0 && !is_spreadsheet && text.len() < 100,
        Rule::Email => text.chars().count() < 100,
        // Times behind a day are left to programs.
        Rule::DateTime(DateKind::Date, _) => !text.contains("00") || text.len() < 12,
        _ => is_blank(text),
    }
}

pub(crate) fn is_written(limit: &Limit) -> bool {
    let is_chosen = matches!(
        limit.rule,
        Rule::OneOf(_) | Rule::Flag | Rule::FlagAs { .. } | Rule::Boolean
    );
    !is_chosen
}

/// Good values, and what people make of them.
fn like_people(limit: &Limit) -> BoxedStrategy<String> {
    let mut ways = vec![
        around(good(limit).boxed()),
        sprinkled(good(limit).boxed()),
        around(sprinkled(good(limit).boxed())),
        good(limit).prop_map(|text| text.to_lowercase()).boxed(),
        good(limit).prop_map(|text| bare(&text)).boxed(),
        around(good(limit).prop_map(|text| bare(&text)).boxed()),
    ];
    match &limit.rule {
        Rule::Shape(_) => {
            let before = select(vec![
                "+1", "1", "+1 ", "tel:", "1-", "TEL: +1 ", "(", "-", "+", "(1) ", "1 1 ", "#",
                "tel:tel:",
            ]);
            let text = prop_oneof![good(limit), sprinkled(good(limit).boxed())];
            ways.push(
                (before, text)
                    .prop_map(|(before, text)| before.to_owned() + &text)
                    .boxed(),
            );
        }
        Rule::Email => {
            let before = select(vec!["mailto:", "MailTo: ", "mailto:mailto:", "<"]);
            ways.push(
                (before, good(limit))
                    .prop_map(|(before, text)| before.to_owned() + &text)
                    .boxed(),
            );
        }
        Rule::DateTime(..) => ways.push(around(days().boxed())),
        Rule::ListOf(item) => {
            let items = proptest::collection::vec(around(good(item).boxed()), 1..4);
            let between = select(vec![",", ", ", " , ", ",,", ";"]);
            ways.push(
                (items, between)
                    .prop_map(|(items, between)| items.join(between))
                    .boxed(),
            );
        }
        _ => {}
    }
    let aliases = limit.spellings.aliases.iter();
    let aliases: Vec<String> = aliases.flat_map(|(_, texts)| texts.clone()).collect();
    if !aliases.is_empty() {
        let spelled = select(aliases).prop_map(|text| text.replace(' ', "  ").to_uppercase());
        ways.push(around(spelled.boxed()));
    }
    proptest::strategy::Union::new(ways).boxed()
}

const BLANKS: [&str; 9] = [
    "", "", " ", "  ", "\u{a0}", "\t", "\u{200b}", "\u{feff}", "\u{2003}",
];

fn around(text: BoxedStrategy<String>) -> BoxedStrategy<String> {
    let blanks = || select(BLANKS.to_vec());
    (blanks(), text, blanks())
        .prop_map(|(before, text, behind)| format!("{before}{text}{behind}"))
        .boxed()
}

/// Signs that format, and some that do not, between the others.
fn sprinkled(text: BoxedStrategy<String>) -> BoxedStrategy<String> {
    let signs = select(vec![
        " ", "-", ".", "(", ")", ") ", "\u{2013}", "\u{a0}", "/", "_", ",", "'", "\u{2019}", "x",
        ".0", "\u{2212}", "ſ", "K",
    ]);
    let puts = proptest::collection::vec((any::<Index>(), signs), 1..5);
    (text, puts)
        .prop_map(|(text, puts)| {
            let mut signs: Vec<String> = text.chars().map(String::from).collect();
            for (at, sign) in puts {
                signs.insert(at.index(signs.len() + 1), sign.to_owned());
            }
            signs.concat()
        })
        .boxed()
}

/// Letters and digits alone.
fn bare(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// Days as people write them, many of them unclear and some that do not exist.
fn days() -> impl Strategy<Value = String> {
    let months = select(vec![
        "1",
        "02",
        "2",
        "12",
        "13",
        "Jan",
        "February",
        "mar",
        "SEPT",
        "Sep",
        "may",
        "June",
        "Ju",
        "décembre",
        "Marchx",
    ]);
    let years = select(vec!["2026", "2024", "26", "0000", "0026", "202"]);
    let signs = select(vec!["/", "-", ".", ":", " ", ", ", ". ", "", " of "]);
    let nth = select(vec!["", "", "st", "ND", "th", "x"]);
    let order = select(vec!["DMY", "MDY", "YMD"]);
    (months, 0..33_u32, years, (signs.clone(), signs, nth), order).prop_map(
        |(month, day, year, (first, second, nth), order)| {
            let day = format!("{day}{nth}");
            // The same sign twice more often than not.
            let second = if first.len() == 1 { first } else { second };
            match order {
                "DMY" => format!("{day}{first}{month}{second}{year}"),
                "MDY" => format!("{month}{first}{day}{second}{year}"),
                _ => format!("{year}{first}{month}{second}{day}"),
            }
        },
    )
}

#[test]
fn what_everybody_writes_is_taken_and_what_is_unclear_is_asked_for_in_words() {
    let all = forms();
    let form = all
        .iter()
        .find(|it| it.file == "external_form_lead.all.html");
    let form = form.unwrap();
    let taken = [
        ("phone", "(303) 555-0147", "3035550147"),
        ("phone", "+1 303 555 0147", "3035550147"),
        ("phone", "303.555.0147 ", "3035550147"),
        ("email", " ann@example.com\u{a0}", "ann@example.com"),
        ("state", "co", "co"),
        ("state", "colorado", "CO"),
        ("zip", "k1a0b1", "k1a 0b1"),
        ("zip", "802021234", "80202-1234"),
        ("anniversary_1", "2/29/2024", "2024:02:29"),
        ("anniversary_1", "March 31st, 2026", "2026:03:31"),
        ("phone", " \u{a0}", ""),
    ];
    let refused = [
        (
            "phone",
            "555-0147",
            "Please give 10 digits, such as 3035550147.",
        ),
        ("state", "Cole", "Please give 2 letters, such as CO."),
        ("email", "ann", "Please give an e-mail address."),
        (
            "anniversary_1",
            "3/2/2026",
            "Please give a day, such as 2026:03:31.",
        ),
        ("age", "40 years", "Please give a whole number, 0 or more."),
    ];
    let texts = taken
        .iter()
        .chain(&refused)
        .map(|(wire, text, _)| json!([wire, text]));
    let told = json!({ "fields": texts.collect::<Vec<_>>(), "forms": [] });
    let (_, body) = drive(&form.html, &told);
    let results: Value = serde_json::from_str(&body).unwrap();
    let verdicts = results["fields"].as_array().unwrap();
    for ((wire, text, sent), verdict) in taken.iter().zip(verdicts) {
        let expected = if sent.is_empty() {
            json!([])
        } else {
            json!([sent])
        };
        assert_eq!(verdict[2], expected, "{wire}: {text:?}");
        assert_eq!(verdict[0], json!(true), "{wire}: {text:?}");
    }
    for ((wire, text, says), verdict) in refused.iter().zip(verdicts.iter().skip(taken.len())) {
        assert_eq!(verdict[3], json!(says), "{wire}: {text:?}");
    }
}
