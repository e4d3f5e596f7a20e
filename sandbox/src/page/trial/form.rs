//! The form: who calls, in which way, and a field for each key that the call accepts.

use std::collections::{BTreeMap, HashSet};

use maud::{Markup, html};
use prose_codegen::model::{Api, Call, Holds, Key, Method, Place, Requires, Rule};
use serde_json::{Map, Value};

use super::field::{FIELD, Field, Needed};
use crate::backend::{Backend, Caller};
use crate::page::layout::{address, form_token, said};
use crate::page::posted::Posted;
use crate::page::session::Session;

/// What somebody typed.
pub(super) struct Typed {
    /// The place of the caller among all of them; nobody calls, if there is none.
    pub(super) caller: Option<usize>,
    pub(super) method: Method,
    pub(super) place: Place,
    /// By wire names.
    pub(super) values: BTreeMap<String, String>,
    /// Other names and their values, as a JSON object.
    pub(super) others: String,
}

impl Typed {
    /// Examples in the place of what the call requires; the numbers of records by the names of their keys.
    pub(super) fn of_examples(api: &Api, call: &Call, numbers: &BTreeMap<String, i64>) -> Self {
        let required = call.always_required().map(|accepted| accepted.key.as_ref());
        let values = required.filter(|key| key.holds != Holds::Secret);
        Self {
            caller: Some(0),
            method: call.method,
            place: usual_place(call),
            values: values
                .map(|key| (key.wire.clone(), example(api, key, numbers)))
                .collect(),
            others: String::new(),
        }
    }

    /// What a form says.
    pub(super) fn of(posted: &Posted, call: &Call, callers: usize) -> Self {
        let caller = posted.get("caller").parse().ok();
        let mut methods = methods(call).into_iter();
        let method = methods.find(|method| method.as_str() == posted.get("method"));
        let place = posted.get("place").parse().ok();
        let place = place.and_then(|place: usize| places(call).get(place).copied());
        let values = posted.beginning(FIELD);
        Self {
            caller: caller.filter(|place| *place < callers),
            method: method.unwrap_or(call.method),
            place: place.unwrap_or_else(|| usual_place(call)),
            values: values
                .map(|(name, value)| (name.to_owned(), lines(value)))
                .collect(),
            others: lines(posted.get("others")),
        }
    }

    /// What was typed of other names.
    pub(super) fn other_values(&self) -> serde_json::Result<Map<String, Value>> {
        match self.others.trim() {
            "" => Ok(Map::new()),
            others => serde_json::from_str(others),
        }
    }

    pub(super) fn get(&self, key: &Key) -> &str {
        self.values.get(&key.wire).map_or("", String::as_str)
    }
}

/// Browsers send the ends of lines in one way, whatever was typed.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The places in which a call can send its parameters. Files are not sent from here.
fn places(call: &Call) -> Vec<Place> {
    let places = call.sends.iter().copied();
    places.filter(|place| *place != Place::Multipart).collect()
}

fn usual_place(call: &Call) -> Place {
    places(call).first().copied().unwrap_or(Place::Form)
}

fn methods(call: &Call) -> Vec<Method> {
    let others = call.other_methods.iter().copied();
    std::iter::once(call.method).chain(others).collect()
}

/// The form, with what was typed in it.
pub(super) fn form<B: Backend>(
    session: &Session,
    api: &Api,
    call: &Call,
    callers: &[Caller],
    typed: &Typed,
) -> Markup {
    let fields = fields(call, callers);
    let (needed, others): (Vec<Field<'_>>, Vec<Field<'_>>) = fields
        .into_iter()
        .partition(|field| field.needed != Needed::No);
    let is_used = others.iter().any(|field| !typed.get(field.key).is_empty());
    html! {
        form #try.try method="post" action={ (address("try")) "/" (call.name) } {
            (form_token(session))
            p { (said(&call.doc)) " " a href={ (address("reference")) "#call." (call.name) } { "The reference says all of it." } }
            @if let Some(unproven) = &call.unproven { p.hint { "Unproven: " (said(unproven)) } }
            div.row {
                (ways(call, callers, typed))
            }
            @for field in &needed { (field.shown(typed.get(field.key))) }
            @if needed.is_empty() && !others.is_empty() { p { "It requires nothing." } }
            @if !others.is_empty() {
                details open[is_used || needed.is_empty()] {
                    summary { "Other keys that it accepts (" (others.len()) ")" }
                    div.grid {
                        @for field in &others { (field.shown(typed.get(field.key))) }
                    }
                }
            }
            @if let Some(open) = &call.open {
                div.field {
                    label for="others" { "Any other names" }
                    textarea #others name="others" rows="2" aria-describedby="others-hint" spellcheck="false" { "\n" (typed.others) }
                    p.hint #others-hint { (said(&open.doc)) " As a JSON object." }
                }
            }
            p.hint { "What is blank is not sent." }
            button { "Send " (call.method.as_str()) " " (api_path::<B>(call)) }
            @if call.codes.is_empty() {} @else {
                p.hint {
                    "It can answer with "
                    @for (at, code) in call.codes.iter().enumerate() {
                        @if at > 0 { ", " }
                        a href={ (address("reference")) "#" (code) } { (code) }
                    }
                    @if api.other_codes_name_keys { ", or with the name of a key whose value breaks its limit" }
                    "."
                }
            }
        }
    }
}

/// The path of a call, from the host on.
pub(super) fn api_path<B: Backend>(call: &Call) -> String {
    if call.path.starts_with('/') {
        call.path.clone()
    } else {
        format!("/{}{}", B::BASE_PATH, call.path)
    }
}

/// Who calls, by which method, and where the parameters travel.
fn ways(call: &Call, callers: &[Caller], typed: &Typed) -> Markup {
    let (methods, places) = (methods(call), places(call));
    html! {
        div.field {
            label for="caller" { "Who calls" }
            select #caller name="caller" {
                @for (place, caller) in callers.iter().enumerate() {
                    option value=(place) selected[typed.caller == Some(place)] { (caller.name) }
                }
                option value="" selected[typed.caller.is_none()] { "Nobody: without credentials" }
            }
        }
        @if methods.len() > 1 {
            div.field {
                label for="method" { "Method" }
                select #method name="method" {
                    @for method in methods {
                        option selected[method == typed.method] { (method.as_str()) }
                    }
                }
            }
        }
        @if places.len() > 1 {
            div.field {
                label for="place" { "Parameters travel" }
                select #place name="place" {
                    @for (at, place) in places.iter().enumerate() {
                        option value=(at) selected[*place == typed.place] { (place_in_words(*place)) }
                    }
                }
            }
        }
    }
}

fn place_in_words(place: Place) -> &'static str {
    match place {
        Place::Query => "in the query",
        Place::Json => "as JSON",
        Place::Form | Place::Multipart => "as a form",
    }
}

/// The keys that a call accepts, each once, those first that it requires.
fn fields<'a>(call: &'a Call, callers: &[Caller]) -> Vec<Field<'a>> {
    let always: HashSet<&str> = call
        .always_required()
        .map(|accepted| accepted.key.wire.as_str())
        .collect();
    let several: HashSet<&str> = call
        .requires
        .iter()
        .flat_map(|item| match item {
            Requires::AnyOf(groups) | Requires::ExactlyOneOf(groups) => groups.as_slice(),
            _ => &[],
        })
        .flatten()
        .map(String::as_str)
        .collect();
    let mut seen = HashSet::new();
    let keys = call.accepts.iter().map(|accepted| accepted.key.as_ref());
    let mut fields: Vec<Field<'_>> = keys
        .filter(|key| seen.insert(key.wire.as_str()))
        .map(|key| Field {
            key,
            needed: match key.wire.as_str() {
                wire if always.contains(wire) => Needed::Always,
                wire if several.contains(wire) => Needed::OneOfSeveral,
                _ => Needed::No,
            },
            is_callers: callers.iter().any(|caller| caller.own(key).is_some()),
        })
        .collect();
    fields.sort_by_key(|field| field.needed != Needed::Always);
    fields
}

/// A value that shows what a key takes; rows by what they require.
fn example(api: &Api, key: &Key, numbers: &BTreeMap<String, i64>) -> String {
    let row = |table: &str| {
        let table = api.table(table)?;
        let required: HashSet<&str> = table.always_required().collect();
        let keys = table.keys.iter();
        let row = keys
            .filter(|key| required.contains(key.wire.as_str()))
            .map(|key| (key.wire.clone(), passing(key, numbers).into()));
        Some(Value::Object(row.collect::<Map<_, _>>()))
    };
    let json = match &key.limit.rule {
        Rule::ArrayOf(table) => row(table).map(|row| Value::Array(vec![row])),
        Rule::Object(table) | Rule::JsonInText(table) => row(table),
        _ => None,
    };
    json.map_or_else(|| passing(key, numbers), |json| format!("{json:#}"))
}

/// The number of a record that there is, or a value of those that the spec says pass.
fn passing(key: &Key, numbers: &BTreeMap<String, i64>) -> String {
    // Where a name on the wire misleads, that in Rust does not.
    let number = numbers.get(&key.rust).or_else(|| numbers.get(&key.wire));
    if let Some(number) = number {
        return number.to_string();
    }
    let limit = &key.limit;
    // An id of nothing passes often, and shows nothing.
    let is_nothing = |value: &str| matches!(limit.rule, Rule::Id) && value == "0";
    let shows = |value: &&String| !value.trim().is_empty() && !is_nothing(value);
    let known = limit.pass.iter().find(shows).cloned();
    known.unwrap_or_else(|| match &limit.rule {
        Rule::OneOf(members) => members
            .first()
            .map(|member| member.wire.clone())
            .unwrap_or_default(),
        Rule::Flag => "1".to_owned(),
        _ => String::new(),
    })
}
