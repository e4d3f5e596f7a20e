//! Keys with a closed set of values: those of the tables, of nested rows, of calls and of records.

use std::collections::BTreeSet;

use clienttether_generated::{calls, records};
use prose_codegen::model::{Accepted, Api, Key, Rule};
use prose_runtime::{Record, RecordKind};
use workspace_tests::spec::api;

/// A key in the spec and in the crate.
struct Pair<'s> {
    /// The table, call or record that it belongs to, and its wire name.
    place: String,
    spec: &'s Key,
    generated: &'static prose_runtime::Key,
}

static RECORDS: &[&RecordKind] = &[
    records::Account::KIND,
    records::ActionPlan::KIND,
    records::ActionStep::KIND,
    records::Appointment::KIND,
    records::Client::KIND,
    records::ClientReference::KIND,
    records::CustomField::KIND,
    records::Event::KIND,
    records::HistoryNote::KIND,
    records::LeadSource::KIND,
    records::LineItem::KIND,
    records::Opportunity::KIND,
    records::Payment::KIND,
    records::PendingAction::KIND,
    records::Person::KIND,
    records::Proposal::KIND,
    records::RecommendedProduct::KIND,
    records::SalesCycle::KIND,
    records::SalesCycleActivity::KIND,
    records::Tag::KIND,
    records::User::KIND,
];

/// Every key that a call or a record has, those of nested rows included.
fn pairs(spec: &Api) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    for (call, descriptor) in spec.calls().zip(calls::CALLS) {
        extend(&mut pairs, &call.name, &call.accepts, descriptor.accepts);
        nested(&mut pairs, spec, descriptor.accepts, 0);
    }
    for (record, kind) in spec.records.iter().zip(RECORDS) {
        extend(&mut pairs, &record.name, &record.fields, kind.fields);
    }
    pairs
}

/// The keys of the rows that keys hold, and of the rows within those.
fn nested<'s>(
    pairs: &mut Vec<Pair<'s>>,
    spec: &'s Api,
    keys: &'static [&'static prose_runtime::Key],
    depth: usize,
) {
    assert!(depth < 8, "rows within rows without an end");
    for key in keys {
        let (prose_runtime::Rule::ArrayOf(rows) | prose_runtime::Rule::Object(rows)) =
            key.limit.rule
        else {
            continue;
        };
        let table = spec.table(rows.name).map_or(&[][..], |table| &table.keys);
        pairs.extend(table.iter().zip(rows.keys).map(|(spec, generated)| Pair {
            place: format!("{} {}", rows.name, spec.wire),
            spec,
            generated,
        }));
        nested(pairs, spec, rows.keys, depth + 1);
    }
}

fn extend<'s>(
    pairs: &mut Vec<Pair<'s>>,
    owner: &str,
    accepted: &'s [Accepted],
    keys: &'static [&'static prose_runtime::Key],
) {
    pairs.extend(accepted.iter().zip(keys).map(|(accepted, generated)| {
        let owner = accepted.table.as_deref().unwrap_or(owner);
        Pair {
            place: format!("{owner} {}", accepted.key.wire),
            spec: &accepted.key,
            generated,
        }
    }));
}

/// Texts that resemble a member, in other capitals among others.
fn near(member: &str) -> [String; 7] {
    [
        member.to_uppercase(),
        member.to_lowercase(),
        format!("{member}x"),
        format!("0{member}"),
        format!(" {member}"),
        format!("{member}\n"),
        String::new(),
    ]
}

#[test]
fn the_crate_has_every_key_of_the_spec_at_its_place() {
    let spec = api("clienttether");
    let records: Vec<&str> = spec
        .records
        .iter()
        .map(|record| record.name.as_str())
        .collect();
    let kinds: Vec<&str> = RECORDS.iter().map(|kind| kind.name).collect();
    assert_eq!(
        kinds, records,
        "RECORDS of tests/clienttether/limits/closed_sets.rs has the kinds of all records of the spec"
    );
    for pair in pairs(&spec) {
        assert_eq!(pair.generated.wire, pair.spec.wire, "{}", pair.place);
        assert_eq!(pair.generated.also, pair.spec.also, "{}", pair.place);
    }
}

#[test]
fn every_key_with_a_limit_in_place_is_looked_at() {
    let spec = api("clienttether");
    let in_place = |key: &Key| !key.limit.is_named;
    let looked_at: BTreeSet<String> = pairs(&spec)
        .into_iter()
        .filter(|pair| in_place(pair.spec))
        .map(|pair| pair.place)
        .collect();
    let of_tables = spec.tables.iter().flat_map(|table| {
        let keys = table.keys.iter().filter(|key| in_place(key));
        keys.map(|key| format!("{} {}", table.name, key.wire))
    });
    let of_calls = spec.calls().flat_map(|call| {
        let own = call
            .accepts
            .iter()
            .filter(|key| key.table.is_none() && in_place(&key.key));
        own.map(|own| format!("{} {}", call.name, own.key.wire))
    });
    let missed: Vec<String> = of_tables
        .chain(of_calls)
        .filter(|place| !looked_at.contains(place))
        .collect();
    assert_eq!(missed, [""; 0]);
    assert!(looked_at.contains("event event_type"));
    assert!(looked_at.contains("thumbtack_request attachments"));
    assert!(looked_at.contains("history_note type"));
    assert!(looked_at.contains("proposal_payment status"));
    assert!(looked_at.contains("read_client_list active_flag"));
}

#[test]
fn every_member_of_a_closed_set_is_accepted() {
    for Pair {
        place,
        spec,
        generated,
    } in pairs(&api("clienttether"))
    {
        let Rule::OneOf(members) = &spec.limit.rule else {
            continue;
        };
        for member in members {
            assert_eq!(generated.limit.check(&member.wire), Ok(()), "{place}");
            assert!(spec.limit.allows(&member.wire), "{place}: {}", member.wire);
        }
    }
}

#[test]
fn everything_else_is_refused_for_a_closed_set() {
    for Pair {
        place,
        spec,
        generated,
    } in pairs(&api("clienttether"))
    {
        let Rule::OneOf(members) = &spec.limit.rule else {
            continue;
        };
        let is_member = |text: &String| members.iter().any(|member| member.wire == *text);
        for text in members.iter().flat_map(|member| near(&member.wire)) {
            if !is_member(&text) {
                assert!(generated.limit.check(&text).is_err(), "{place}: {text:?}");
                assert!(!spec.limit.allows(&text), "{place}: {text:?}");
            }
        }
    }
}
