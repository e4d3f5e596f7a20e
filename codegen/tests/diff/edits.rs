//! What may be done to the garden: one edit for each thing and what is done to it.

use prose_codegen::source::Sources;

/// A text of a file, and what stands in its place.
pub(crate) struct Edit {
    /// What it does: thing, and what is done to it.
    pub(crate) does: (&'static str, &'static str),
    pub(crate) file: &'static str,
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
}

const fn edit(
    thing: &'static str,
    action: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
) -> Edit {
    Edit {
        does: (thing, action),
        file,
        from,
        to,
    }
}

/// The garden's files.
pub(crate) const GARDEN: &[(&str, &str)] = &[
    ("api.yaml", include_str!("garden/api.yaml")),
    ("create.yaml", include_str!("garden/create.yaml")),
    ("grown.yaml", include_str!("garden/grown.yaml")),
    ("limits.yaml", include_str!("garden/limits.yaml")),
    ("plant.yaml", include_str!("garden/plant.yaml")),
    ("pot.yaml", include_str!("garden/pot.yaml")),
    ("read.yaml", include_str!("garden/read.yaml")),
    ("records.yaml", include_str!("garden/records.yaml")),
    ("shed.yaml", include_str!("garden/shed.yaml")),
    ("update.yaml", include_str!("garden/update.yaml")),
    ("withered.yaml", include_str!("garden/withered.yaml")),
];

/// All of them. Done backwards, each is another one. A table is read by rows.
#[rustfmt::skip]
pub(crate) const EDITS: &[Edit] = &[
    edit("call", "added", "read.yaml", "  ping:", "  pong: { doc: Says it too., path: pong, returns: outcome }\n  ping:"),
    edit("call", "removed", "read.yaml", "  ping: { doc: Says that it is there., path: ping, returns: outcome }\n", ""),
    edit("call", "renamed", "read.yaml", "  ping:", "  Ping:"),
    edit("name", "renamed", "read.yaml", "  ping: {", "  ping: { rust: are_you_there,"),
    edit("family", "added", "update.yaml", "family: update\n", "family: tend\ndoes: update\n"),
    edit("path", "changed", "read.yaml", "path: ping,", "path: pings,"),
    edit("path", "changed", "update.yaml", "method: PUT", "method: PATCH"),
    edit("path", "changed", "api.yaml", "example.com/api/", "example.com/v2/"),
    edit("table", "added", "shed.yaml", "table: shed", "table: hut"),
    edit("key", "added", "plant.yaml", "  wet:", "  dry: { limit: boolean, doc: Whether it was not. }\n  wet:"),
    edit("key", "removed", "plant.yaml", "  wet: { limit: boolean, doc: Whether it was watered. }\n", ""),
    edit("key", "added", "create.yaml", "      g:", "      h: { limit: text, doc: One more. }\n      g:"),
    edit("key", "renamed", "plant.yaml", "  wet: {", "  is_wet: { rust: wet,"),
    edit("deprecation", "added", "plant.yaml", "doc: Whether it was watered.", "doc: Whether it was watered., until: 2024-05-01, since: 2024-05-01"),
    edit("name", "renamed", "plant.yaml", "  wet: {", "  wet: { rust: is_wet,"),
    edit("requirement", "added", "create.yaml", "requires: [name, {", "requires: [name, planted, {"),
    edit("requirement", "removed", "create.yaml", "requires: [name, { any_of: [height, soil] }]", "requires: [name]"),
    edit("argument", "removed", "create.yaml", "requires: [a, b, c, d, e, f]", "requires: [a, b, c, d, e]"),
    edit("argument", "moved", "create.yaml", "requires: [one, two]", "requires: [two, one]"),
    edit("argument", "removed", "create.yaml", "requires: [a, b, c, d, e, f]", "requires: [a, b, c, d, f]"),
    edit("argument", "added", "pot.yaml", "requires: [size]", "requires: [size, glaze]"),
    edit("default", "changed", "plant.yaml", "default: \"1\"", "default: \"2\""),
    edit("default", "removed", "plant.yaml", ", default: \"1\"", ""),
    edit("place", "added", "read.yaml", "near: { limit: postcode,", "near: { limit: postcode, in: header,"),
    edit("place", "added", "create.yaml", "path: orders", "path: orders\n    sends: [json, form]"),
    edit("constant", "added", "read.yaml", "path: ping,", "path: ping, fixed: { loud: \"1\" },"),
    edit("null", "added", "plant.yaml", "  height: {", "  height: { \"null\": true,"),
    edit("access", "changed", "plant.yaml", "wet: { limit: boolean,", "wet: { limit: boolean, access: CRUd,"),
    edit("holds", "changed", "plant.yaml", "holds: personal", "holds: secret"),
    edit("limit", "tightened", "limits.yaml", "text: { max: 20 }", "text: { max: 15 }"),
    edit("limit", "tightened", "limits.yaml", "min: 0, max: 90", "min: 1, max: 90"),
    edit("limit", "loosened", "limits.yaml", "min: 0, max: 90", "min: 0, max: 900"),
    edit("type", "changed", "limits.yaml", "min: 0, max: 90", "min: -5, max: 90"),
    edit("limit", "loosened", "limits.yaml", "digits: 2", "digits: 3"),
    edit("limit", "changed", "limits.yaml", "date: [YYYY-MM-DD]", "date: [YYYY/MM/DD]"),
    edit("limit", "loosened", "limits.yaml", "shape: [\"11111\"]", "shape: [\"1{4,5}\"]"),
    edit("limit", "tightened", "create.yaml", "limit: { text: { max: 30 } }", "limit: { text: { max: 29 } }"),
    edit("limit", "loosened", "limits.yaml", "date: [YYYY-MM-DD]", "date: [YYYY-MM-DD, YYYYMMDD]"),
    edit("limit", "added", "limits.yaml", "  unused:", "  other: { rule: id, doc: Nobody uses it either., pass: [\"1\"] }\n  unused:"),
    edit("limit", "removed", "limits.yaml", "  unused: { rule: { text: { max: 9 } }, doc: Nobody uses it., pass: [never] }\n", ""),
    edit("limit", "renamed", "limits.yaml", "  unused:", "  never_used:"),
    edit("limit", "moved", "plant.yaml", "name: { limit: note,", "name: { limit: { text: { max: 20 } },"),
    edit("limit", "tightened", "plant.yaml", "list_of: { items: text, max: 3 }", "list_of: { items: text, max: 2 }"),
    edit("type", "changed", "plant.yaml", "planted: { limit: day,", "planted: { limit: text,"),
    edit("type", "changed", "plant.yaml", "soil: { limit: soil,", "soil: { limit: note,"),
    edit("type", "changed", "plant.yaml", "wet: { limit: boolean,", "wet: { limit: number,"),
    edit("type", "changed", "create.yaml", "c: { limit: id,", "c: { limit: text,"),
    edit("method", "removed", "records.yaml", "limit: { date_time: [YYYY-MM-DD HH:MM:SS] },", "limit: text,"),
    edit("method", "added", "limits.yaml", "unused: { rule: { text: { max: 9 } }, doc: Nobody uses it., pass: [never] }", "unused: { rule: { one_of: [never, ever] }, doc: Nobody uses it., pass: [never] }"),
    edit("closed set", "added", "limits.yaml", "one_of: [clay, sand, loam]", "one_of: [clay, sand, loam, peat]"),
    edit("closed set", "removed", "limits.yaml", "one_of: [clay, sand, loam]", "one_of: [clay, sand]"),
    edit("closed set", "added", "plant.yaml", "one_of: { r: Red,", "one_of: { r: Red, b: Blue,"),
    edit("name", "renamed", "plant.yaml", "w: White", "w: Pale"),
    edit("name", "renamed", "plant.yaml", "color: { limit: {", "color: { rust: colour, limit: {"),
    edit("spelling", "added", "limits.yaml", "before: [DE-]", "before: [DE-, D-]"),
    edit("spelling", "added", "api.yaml", "also: [GA03]", "also: [GA03, GA_3]"),
    edit("record", "changed", "records.yaml", "identified_by: plant_id\n", ""),
    edit("record field", "added", "records.yaml", "  seen:", "  heard: { limit: text, doc: What was heard. }\n  seen:"),
    edit("record field", "removed", "records.yaml", "  seen: { limit: { date_time: [YYYY-MM-DD HH:MM:SS] }, doc: When it was seen. }\n", ""),
    edit("envelope", "changed", "api.yaml", "records: data", "records: items"),
    edit("envelope", "removed", "api.yaml", "  bare: { code: code, message: message, records: rows, no_records: [missing] }\n", ""),
    edit("envelope", "added", "api.yaml", "result_codes:", "  other: { code: code, message: message, records: it, no_records: [] }\nresult_codes:"),
    edit("returns", "changed", "update.yaml", "returns: outcome", "returns: text"),
    edit("type", "changed", "create.yaml", "returns: { one: plant }", "returns: outcome"),
    edit("paging", "changed", "read.yaml", "size: size, max: 50 } }", "size: size, max: 40 } }"),
    edit("paging", "removed", "read.yaml", "    paging: { by_page: { page: page, size: size, max: 50 } }\n", ""),
    edit("code", "added", "api.yaml", "  GA3:", "  GA4: { means: unknown, doc: Nobody knows. }\n  GA3:"),
    edit("code", "removed", "api.yaml", "  GA9: { means: unknown, doc: Nobody has seen it. }\n", ""),
    edit("code", "changed", "api.yaml", "  GA9: {", "  GA9: { status: 418,"),
    edit("code", "changed", "api.yaml", "means: not_found", "means: bad_request"),
    edit("code", "moved", "update.yaml", "codes: [GA1, GA2]", "codes: [GA1]"),
    edit("retry", "changed", "update.yaml", "retry: safe", "retry: never"),
    edit("retry", "added", "api.yaml", "\nrate:", "\nnot_acted: [503]\nrate:"),
    edit("rate", "changed", "api.yaml", "calls: 10", "calls: 20"),
    edit("rate", "removed", "api.yaml", "rate: { calls: 10, seconds: 1 }\n", ""),
    edit("credential", "added", "api.yaml", "  hut:", "  key: { header: X-Key, optional: true, env: GARDEN_KEY, doc: Opens it too. }\n  hut:"),
    edit("credential", "added", "api.yaml", "  hut:", "  key: { header: X-Key, env: GARDEN_KEY, doc: Opens it too. }\n  hut:"),
    edit("credential", "tightened", "api.yaml", "optional: true, ", ""),
    edit("credential", "changed", "api.yaml", "header: X-Token", "header: X-Garden-Token"),
    edit("environment", "changed", "api.yaml", "env: GARDEN_TOKEN", "env: GARDEN_SECRET"),
    edit("method", "removed", "api.yaml", "env: GARDEN_TOKEN, ", ""),
    edit("method", "added", "api.yaml", "holds: secret, env", "account: true, holds: secret, env"),
    edit("variable", "added", "api.yaml", "north: n, south: s", "north: n, south: s, east: e"),
    edit("variable", "removed", "api.yaml", ", default: north", ""),
    edit("webhook", "changed", "api.yaml", "header: X-Garden-Signature", "header: X-Signature"),
    edit("method", "added", "api.yaml", "  hmac: sha256", "  env: GARDEN_SIGNS\n  hmac: sha256"),
    edit("event", "changed", "grown.yaml", "is: grown", "is: has_grown"),
    edit("form", "added", "plant.yaml", "  name: {", "  name: { label: What it is called,"),
    edit("form", "reworded", "create.yaml", "shows: [mail, what]", "shows: [mail, soil_there]"),
    edit("form", "removed", "create.yaml", "    html_form: { shows: [mail, what] }\n", ""),
    edit("revision", "added", "api.yaml", "  current: {", "  2025-01-01: { doc: Another. }\n  current: {"),
    edit("history", "added", "plant.yaml", "doc: What it costs.", "doc: What it costs., since: 2024-05-01"),
    edit("quirk", "added", "create.yaml", "    quirks:\n", "    quirks:\n      - { about: trees, says: They are large., we: do nothing }\n"),
    edit("quirk", "reworded", "create.yaml", "we: send them", "we: leave them out"),
    edit("quirk", "removed", "api.yaml", "quirks:\n  - { about: the shed, says: The page has two of them., we: use the first }\n", ""),
    edit("words", "reworded", "plant.yaml", "doc: What it costs.", "doc: What is paid for it."),
    edit("words", "reworded", "api.yaml", "title: Garden API", "title: The Garden"),
    edit("words", "removed", "api.yaml", "not_described:\n  - { page: Tools, says: What is in the shed. }\n", ""),
    edit("order", "moved", "limits.yaml", "one_of: [clay, sand, loam]", "one_of: [loam, sand, clay]"),
    edit("order", "moved", "update.yaml", "codes: [GA1, GA2]", "codes: [GA2, GA1]"),
    edit("API", "renamed", "api.yaml", "api: garden\n", "api: orchard\n"),
];

/// The garden after these edits; none if one of them finds nothing to change.
pub(crate) fn edited<'e>(edits: impl IntoIterator<Item = &'e Edit>) -> Option<Sources> {
    let mut files: Vec<(&str, String)> = GARDEN
        .iter()
        .map(|(file, text)| (*file, (*text).to_owned()))
        .collect();
    for edit in edits {
        let (_, text) = files.iter_mut().find(|(file, _)| *file == edit.file)?;
        if !text.contains(edit.from) {
            return None;
        }
        *text = text.replacen(edit.from, edit.to, 1);
    }
    let mut sources = Sources::new();
    for (file, text) in files {
        sources.add(&format!("spec/garden/{file}"), &text);
    }
    Some(sources)
}
