//! Rows and objects in queries and forms.

use prose_runtime::{
    CallDescriptor, Holds, Key, KeyPlace, Limit, List, Nests, Params, Place, Rule, Table, Travels,
    Value,
};

use crate::api::{CALL, TEXT, key, limit};
use crate::written::{address, encoded, form, json, request};

static TAGS: Limit = limit(
    "tags",
    Rule::List(List {
        item: &TEXT,
        min: None,
        max: None,
        travels: Travels::Brackets,
    }),
);
static NAME: Key = key("name", &TEXT, Holds::Plain);
static OWNER: Key = key("owner", &TEXT, Holds::Personal);
static CODE: Key = key("code", &TEXT, Holds::Secret);
static TAG: Key = key("tags", &TAGS, Holds::Plain);
static POTS: Key = key("pots", &POT_ROWS, Holds::Plain);
static POT_ROWS: Limit = limit("pots", Rule::ArrayOf(&ROW));
static PLACE_OBJECT: Limit = limit("place", Rule::Object(&ROW));
static ROW: Table = Table {
    name: "row",
    keys: &[&NAME, &OWNER, &CODE, &TAG, &POTS, &SITE],
    ..Table::PLAIN
};
static SITE: Key = key("site", &PLACE_OBJECT, Holds::Plain);
static HIDDEN: Key = key("hidden", &PLACE_OBJECT, Holds::Personal);
static IN_QUERY: Key = Key {
    place: Some(KeyPlace::Query),
    ..key("asked", &PLACE_OBJECT, Holds::Plain)
};

const POT: CallDescriptor = CallDescriptor {
    name: "pot",
    accepts: &[&NAME, &POTS, &SITE, &HIDDEN, &IN_QUERY],
    ..CALL
};
static BRACKETS: CallDescriptor = CallDescriptor {
    nests: Nests::Brackets,
    ..POT
};
static COLUMNS: CallDescriptor = CallDescriptor {
    nests: Nests::Columns,
    ..POT
};
static DOTS: CallDescriptor = CallDescriptor {
    nests: Nests::Dots,
    ..POT
};
static TEXTS: CallDescriptor = POT;

fn row(name: &str) -> Params {
    Params::of_table(&ROW).with(&NAME, Value::text(name))
}

fn nested(call: &'static CallDescriptor) -> Params {
    let deep = row("deep").with(&TAG, Value::list(["a", "b"]));
    let first = row("x&")
        .with(&POTS, Value::rows([deep]))
        .with(&SITE, Value::object(row("s")));
    Params::of_call(call)
        .with(&NAME, Value::text("n"))
        .with(&POTS, Value::rows([first, row("y")]))
        .with(&SITE, Value::object(row("z")))
}

/// Without the escapes of brackets, which nobody can read.
fn readable(text: &str) -> String {
    text.replace("%5B", "[").replace("%5D", "]")
}

#[test]
fn names_lead_to_each_value_in_the_way_of_the_call() {
    for (call, written) in [
        (
            &BRACKETS,
            "name=n&pots[0][name]=x%26&pots[0][pots][0][name]=deep&pots[0][pots][0][tags][]=a\
             &pots[0][pots][0][tags][]=b&pots[0][site][name]=s&pots[1][name]=y&site[name]=z",
        ),
        (
            &COLUMNS,
            "name=n&pots[name][0]=x%26&pots[pots][name][0][0]=deep&pots[pots][tags][0][0][]=a\
             &pots[pots][tags][0][0][]=b&pots[site][name][0]=s&pots[name][1]=y&site[name]=z",
        ),
        (
            &DOTS,
            "name=n&pots.0.name=x%26&pots.0.pots.0.name=deep&pots.0.pots.0.tags[]=a\
             &pots.0.pots.0.tags[]=b&pots.0.site.name=s&pots.1.name=y&site.name=z",
        ),
    ] {
        assert_eq!(readable(&form(&nested(call))), written);
        assert_eq!(
            readable(&address(&nested(call), Place::Query)),
            format!("call?{written}")
        );
    }
    assert!(form(&nested(&BRACKETS)).starts_with("name=n&pots%5B0%5D%5Bname%5D=x%26&"));
}

#[test]
fn a_call_that_does_not_say_sends_the_text_of_their_json() {
    let params = Params::of_call(&TEXTS).with(&SITE, Value::object(row("z")));
    assert_eq!(form(&params), "site=%7B%22name%22%3A%22z%22%7D");
}

#[test]
fn in_json_they_are_json_whatever_the_call_says() {
    let params = Params::of_call(&BRACKETS)
        .with(&POTS, Value::rows([row("x")]))
        .with(&IN_QUERY, Value::object(row("q")));
    assert_eq!(json(&params), r#"{"pots":[{"name":"x"}]}"#);
    let asked = address(&params, Place::Json);
    assert_eq!(readable(&asked), "call?asked[name]=q");
}

#[test]
fn without_rows_a_key_is_blank() {
    let none = Value::rows(Vec::new());
    let params = Params::of_call(&BRACKETS).with(&POTS, none);
    assert_eq!(form(&params), "pots=");
}

#[test]
fn an_object_without_values_is_blank_wherever_it_stands() {
    let none = || Params::of_table(&ROW);
    for (call, within) in [
        (&BRACKETS, "pots[0][site]="),
        (&COLUMNS, "pots[site][0]="),
        (&DOTS, "pots.0.site="),
    ] {
        let params = Params::of_call(call).with(&SITE, Value::object(none()));
        assert_eq!(form(&params), "site=");
        let params = Params::of_call(call).with(&POTS, Value::rows([none()]));
        assert_eq!(form(&params), "pots=");
        let row = none().with(&SITE, Value::object(none()));
        let params = Params::of_call(call).with(&POTS, Value::rows([row]));
        assert_eq!(readable(&form(&params)), within);
    }
}

#[test]
fn each_value_is_hidden_as_its_key_says_or_what_it_is_in() {
    let site = row("z")
        .with(&OWNER, Value::text("Ann"))
        .with(&CODE, Value::text("s3cret"));
    let params = Params::of_call(&BRACKETS)
        .with(&SITE, Value::object(site))
        .with(&HIDDEN, Value::object(row("Bo")));
    let shown = readable(&request(&params, Place::Form).to_curl());
    assert!(
        shown.contains(
            "site[name]=z&site[owner]=<personal>&site[code]=<secret>&hidden[name]=<personal>'"
        ),
        "{shown}"
    );
}

#[test]
fn a_nested_secret_stands_in_no_url() {
    let site = row("z").with(&CODE, Value::text("s3cret"));
    for call in [&BRACKETS, &TEXTS] {
        let params = Params::of_call(call).with(&POTS, Value::rows([site.clone()]));
        let error = encoded(&params, Place::Query).unwrap_err();
        assert_eq!(
            error.to_string(),
            "pot: code is a secret, and URLs end up in logs: send the parameters in the body"
        );
    }
}
