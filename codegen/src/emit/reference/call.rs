//! Calls, by family.

use std::collections::HashSet;

use super::anchor::Kind;
use super::paging;
use super::revision::Shown;
use super::section::{Block, Fact, Is, Rows, Section};
use super::snippet;
use super::table::{open_names, row};
use super::walk::Walk;
use crate::emit::words::{self, Docs, Text, Voice, code, fill, joined, own, said};
use crate::model::{Accepted, Call, Family, KeyPlace, Method, Place, Returns};

/// All families.
pub(super) fn section<'a>(walk: &mut Walk<'a>) -> Option<Section<'a>> {
    let mut section = Section::of("calls", own("Calls"));
    for family in &walk.api.families {
        let family = of_family(walk, family);
        section.sections.push(family);
    }
    (!section.sections.is_empty()).then_some(section)
}

fn of_family<'a>(walk: &mut Walk<'a>, family: &'a Family) -> Section<'a> {
    let id = walk.anchors.free(&["calls", &family.name]);
    let title = match family.title.as_str() {
        "" => said(&family.name),
        title => said(title),
    };
    let mut section = Section::of(id, title);
    section.location = Some(&family.location);
    section.say(Docs::of(&family.doc));
    let calls = family.calls.iter().map(|call| (call, false));
    for (call, is_gone) in calls.chain(family.gone.iter().map(|call| (call, true))) {
        let call = of(walk, call, is_gone);
        section.sections.push(call);
    }
    section
}

fn of<'a>(walk: &mut Walk<'a>, call: &'a Call, is_gone: bool) -> Section<'a> {
    let mut section = Section::of(walk.anchors.call(call, is_gone), code(&call.name));
    section.labels = labels(call, is_gone);
    section.location = Some(&call.location);
    section.call = Some(call);
    let since = call.since.as_deref();
    section.shown = walk.revisions.shown(since, call.until.as_deref());
    section.say(Docs::of(&call.doc));
    if let Some(unproven) = &call.unproven {
        section.facts(vec![Fact::of("Unproven", [said(unproven)])]);
    }
    section.facts(facts(walk, call, is_gone));
    if !is_gone {
        let snippets = snippet::of(walk.api, call, (walk.rust)(call));
        if !snippets.is_empty() {
            section.blocks.push(Block::Snippets(snippets));
        }
    }
    let required = required(call);
    let mut own_keys = Vec::new();
    for accepted in call.accepts.iter().chain(&call.gone) {
        if accepted.table.is_none() {
            let mut row = row(walk, Kind::OwnKey, &call.name, &accepted.key);
            if required.contains(&named(accepted)) {
                row.labels.insert(0, "required");
            }
            own_keys.push(row);
        }
    }
    section.rows(Rows {
        caption: fill("Keys that only {} has", [code(&call.name)]),
        columns: &["Key", "What it may hold", "What it means"],
        rows: own_keys,
    });
    let mut history = Docs::default();
    history.history(since, call.deprecated.as_deref(), &call.was);
    if let (Some(until), true) = (&call.until, is_gone) {
        history.line(fill("Last in revision {}.", [said(until)]));
    }
    section.tell(history);
    let then = walk.revisions.said(&call.was).into_iter();
    section
        .blocks
        .extend(then.map(|(shown, docs)| Block::Said(shown, docs)));
    let quirks = walk.quirks(&[&call.name], &call.quirks);
    section.quirks(quirks);
    section
}

fn labels(call: &Call, is_gone: bool) -> Vec<&'static str> {
    let marks = [
        (call.unproven.is_some(), "unproven"),
        (call.deprecated.is_some(), "deprecated"),
        (is_gone, "gone"),
    ];
    let marks = marks.into_iter().filter(|(is_so, _)| *is_so);
    marks.map(|(_, word)| word).collect()
}

fn facts(walk: &Walk<'_>, call: &Call, is_gone: bool) -> Vec<Fact> {
    let api = walk.api;
    let mut sent = vec![request(call)];
    sent.extend(words::call::sending(call, own("the caller")));
    let base = call.base_url.as_ref();
    sent.extend(base.map(|url| fill("Sent to {}.", [code(url)])));
    let mut facts = vec![Fact::of("Request", sent)];
    facts.extend(keys(walk, call));
    facts.extend(call.open.as_ref().map(|open| open_names(walk, open)));
    facts.push(Fact::of(
        "Requires",
        words::call::requirements(call, Voice::Developer),
    ));
    facts.push(Fact::of("Returns", [joined(returns(walk, call), " ")]));
    facts.push(Fact::of("Pages", call.paging.as_ref().map(paging::words)));
    facts.push(Fact::of(
        "Repeating",
        [joined(words::call::repeating(call), " ")],
    ));
    let codes = call.codes.iter().map(|name| {
        let known = api.result_codes.iter().find(|code| code.name == *name);
        let means = known.map_or_else(Text::default, |code| {
            fill(": {}", [own(words::result_code::meaning(code.means))])
        });
        (Shown::Always, walk.link(Kind::Code, "", name).and(means))
    });
    facts.push(Fact {
        name: "Result codes",
        is: Is::Names(codes.collect()),
    });
    if is_gone {
        return facts;
    }
    facts.push(Fact::of(
        "In Rust",
        [fill(
            "{} takes a {}.",
            [code(format!("Client::{}", call.function)), code(&call.rust)],
        )],
    ));
    let form = call.html_form.as_ref().map(|_| {
        let name = call.function.trim_end_matches('_');
        code(format!("{}/forms/{}.html", api.crate_name, call.function))
            .and(fill(", with the id {}.", [code(name)]))
    });
    facts.push(Fact::of("Form for visitors", form));
    facts
}

/// Method, path, and where keys travel.
fn request(call: &Call) -> Text {
    let line = code(format!("{} {}", call.method.as_str(), call.path));
    let line = match call.path.starts_with('/') {
        true => line.and(own(" at the host of the address")),
        false if call.base_url.is_none() => line.and(own(" below the address")),
        false => line,
    };
    let is_in_path = |accepted: &&Accepted| is_in_path(call, accepted);
    let others = call.accepts.iter().any(|it| !is_in_path(&it)) || call.open.is_some();
    let mut told = match others {
        true => {
            let sends = call
                .sends
                .iter()
                .map(|place| own(placed(*place, call.method)));
            fill("{}. Keys travel in {}.", [line, joined(sends, ", or in ")])
        }
        false => line.and(own(".")),
    };
    if let Some(root) = &call.root {
        told.push(fill(" In JSON they stand under {}.", [code(root)]));
    }
    told
}

fn placed(place: Place, method: Method) -> &'static str {
    match place {
        Place::Query if method == Method::Get => "the query",
        Place::Query => "the query, without a body",
        Place::Form => "a form body",
        Place::Json => "a JSON body",
        Place::Multipart => "a body of several parts",
    }
}

/// The keys that it takes, as ways to their rows: what is required first, then by table.
fn keys(walk: &Walk<'_>, call: &Call) -> Vec<Fact> {
    let accepted = || call.accepts.iter().chain(&call.gone);
    let link = |accepted: &Accepted| {
        let key = &accepted.key;
        let name = match &accepted.table {
            Some(table) => walk.key(Kind::Key, table, key),
            None => walk.key(Kind::OwnKey, &call.name, key),
        };
        let place = match key.place {
            _ if is_in_path(call, accepted) => own(" in the path"),
            Some(KeyPlace::Query) => own(" in the query"),
            Some(KeyPlace::Header) => own(" as a header"),
            Some(KeyPlace::Body) => own(" in the body"),
            None | Some(KeyPlace::Path) => Text::default(),
        };
        let until = key.until.as_deref();
        let shown = walk.revisions.shown(key.since.as_deref(), until);
        (shown, name.and(place))
    };
    let required = required(call);
    let is_required = |it: &&Accepted| required.contains(&named(it));
    let mut facts = vec![Fact {
        name: "Required keys",
        is: Is::Names(accepted().filter(is_required).map(link).collect()),
    }];
    let optional = accepted().filter(|it| !is_required(it));
    let mut seen = HashSet::new();
    let optional = optional.filter(|it| seen.insert((it.table.clone(), &it.key.name)));
    facts.push(Fact {
        name: match facts[0].is {
            Is::Names(ref names) if names.is_empty() => "Keys",
            _ => "Other keys",
        },
        is: Is::Names(optional.map(link).collect()),
    });
    facts
}

/// What of the keys is always required, by table and name on the wire.
type Required<'c> = HashSet<(Option<&'c str>, &'c str)>;

fn required(call: &Call) -> Required<'_> {
    call.always_required().map(named).collect()
}

fn named(accepted: &Accepted) -> (Option<&str>, &str) {
    (accepted.table.as_deref(), accepted.key.wire.as_str())
}

fn is_in_path(call: &Call, accepted: &Accepted) -> bool {
    call.path.contains(&format!("{{{}}}", accepted.key.wire))
}

fn returns(walk: &Walk<'_>, call: &Call) -> Vec<Text> {
    let (record, found_by) = match &call.returns {
        Returns::Outcome | Returns::Text | Returns::Bytes { .. } => (Text::default(), None),
        Returns::One { record, found_by } | Returns::Many { record, found_by } => {
            (walk.link(Kind::Record, "", record), found_by.as_ref())
        }
    };
    let mut points = vec![words::call::returned(walk.api, call, record)];
    points.extend(found_by.map(|key| {
        fill(
            "Records are looked for at any depth, by their key {}.",
            [code(key)],
        )
    }));
    if walk.api.envelopes.len() > 1 {
        let envelope = walk.link(Kind::Envelope, "", &call.envelope);
        points.push(fill("The envelope is {}.", [envelope]));
    }
    points.extend(call.answer_headers.as_ref().map(|record| {
        let record = walk.link(Kind::Record, "", record);
        fill("Headers of the answer tell {}.", [record])
    }));
    points
}
