//! Reads what visitors write as the runtime's cleaning does.

use serde_json::json;

use super::super::field::Field;
use super::super::reading::{self, Way};
use super::super::text;

/// Gives the text of a field as its limit takes it, where it can be read in one way only.
pub(super) fn emit(fields: &[Field<'_>]) -> String {
    let mut ways: Vec<Way> = Vec::new();
    let mut rows = String::new();
    for field in fields.iter().filter(|field| field.is_written()) {
        let known = reading::of(&field.key.limit);
        if known.is_empty() {
            continue;
        }
        let says: Vec<String> = known
            .iter()
            .map(|(way, data)| format!("[{}, {}]", way.as_str(), text::json(data)))
            .collect();
        ways.extend(known.iter().map(|(way, _)| *way));
        let name = text::json(&json!(field.key.wire));
        rows.push_str(&format!("    [{name}, [{}]],\n", says.join(", ")));
    }
    let mut script = FITTING.to_owned();
    for (way, part) in PARTS {
        if ways.contains(&way) {
            script.push_str(part);
        }
    }
    if rows.is_empty() {
        script.push_str(TRIM_ALONE);
        return script;
    }
    script.push_str("  // Other ways to write what a field takes.\n");
    script.push_str(&format!("  const ways = new Map([\n{rows}  ]);\n"));
    // No number, day or spelling is so long, but a list can be.
    let is_tried = match ways.contains(&Way::List) {
        true => "bare.length <= 100 || read === listed",
        false => "bare.length <= 100",
    };
    script.push_str(&CLEAN.replace("IS_TRIED", is_tried));
    script
}

const PARTS: [(Way, &str); 5] = [
    (Way::Spelled, SPELLED),
    (Way::Shaped, SHAPED),
    (Way::Email, LINKED),
    (Way::Day, DATED),
    (Way::List, LISTED),
];

/// The patterns are taken away from the browser, which knows only one way to write anything.
const FITTING: &str = r#"
  const patterns = new Map(all("[pattern]").map((field) => [field, new RegExp(`^(?:${field.pattern})$`, "u")]));
  patterns.forEach((_, field) => field.removeAttribute("pattern"));
  const matches = (field, text) => patterns.get(field)?.test(text) ?? true;
  const fits = (field, text) => text === "" || matches(field, text) && isShort(field, text);
  // White space, and signs that nobody sees.
  const blank = "[\\p{White_Space}\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff]";
  const edges = new RegExp(`^${blank}+|${blank}+$`, "gu");
  const trim = (text) => text.replace(edges, "");
"#;

/// As the spec spells them, whatever the capitals and the spaces.
const SPELLED: &str = r#"  const folded = (text) => {
    const words = text.split(new RegExp(blank, "u")).filter((word) => word !== "").join(" ");
    return [...words.replace(/[\u2018\u2019\u02bb\u02bc]/g, "'")].map((sign) => sign.toLowerCase()).join("");
  };
  const spelled = (text, spellings) =>
    spellings.filter(([spelling]) => folded(spelling) === folded(text)).map(([, value]) => value);
"#;

/// Codes and numbers with signs that make them readable, such as `(303) 555-0147`.
const SHAPED: &str = r#"  const joining = "[\\-\\u00ad\\u2010-\\u2015\\u2212\\ufe58\\ufe63\\uff0d'\\u2018\\u2019\\u02bb\\u02bc,\\/_]";
  const formatting = `(?:${blank}|${joining}|[().])`;
  const shaped = (text, [shapes, before]) => {
    const bodies = [text.replace(/^(\d+)\.0+$/, "$1")];
    const open = [...bodies];
    while (open.length > 0) {
      const body = open.pop().replace(new RegExp(`^(?:${blank}|\\()+`, "u"), "");
      for (const name of before) {
        const rest = trim(body.slice(name.length));
        const ascii = (text) => text.replace(/[A-Z]/g, (sign) => sign.toLowerCase());
        if (ascii(body.slice(0, name.length)) !== ascii(name) || bodies.includes(rest)) continue;
        bodies.push(rest);
        // Behind a `1` there is no other.
        if (!/\d$/.test(name)) open.push(rest);
      }
    }
    // A sign that stands first is no formatting (a minus, say), and `N/A` is no code of two letters.
    const isCode = (body, at) => (at > 0 || !new RegExp(`^(?!\\()${formatting}`, "u").test(body)) &&
      !new RegExp(`\\p{Alphabetic}${formatting}*${joining}${formatting}*\\p{Alphabetic}`, "u").test(body);
    const bare = bodies.filter(isCode).map((body) => body.replace(new RegExp(formatting, "gu"), ""));
    return bare.flatMap((signs) => shapes
      .map(([shape, written]) => [new RegExp(shape, "u"), written])
      .filter(([shape]) => shape.test(signs))
      .map(([shape, written]) => signs.replace(shape, written)));
  };
"#;

/// An address out of a link.
const LINKED: &str = r#"  const linked = (text) => [trim(text.replace(/^mailto:/i, ""))];
"#;

/// A day that can be no other: `3/31/2026` and `March 31, 2026`, but not `3/2/2026`.
const DATED: &str = r#"  const dated = (text, pattern) => {
    const months = "january february march april may june july august september october november december".split(" ");
    const monthOf = (word) => /^\d+$/.test(word) ? word
      : String(months.findIndex((month) => [month, month.slice(0, 3)].includes(word === "sept" ? "sep" : word)) + 1);
    const small = text.replace(/[A-Z]/g, (sign) => sign.toLowerCase());
    const read = (expression) => new RegExp(`^${expression.replaceAll(" ", `${blank}*`)}$`, "u").exec(small)?.slice(1) ?? [];
    const nth = "(\\d{1,2})(?:(?:st|nd|rd|th)(?![a-z]))?";
    const [year, sign, middle, last] = read("(\\d{1,4})([\\-\\/.:])(\\d{1,2}|[a-z]+)\\2(\\d{1,4})");
    const [month, day, yearBehind] = read(`([a-z]+)\\.? ${nth}(?:, |${blank}+)(\\d{4})`);
    const [dayFirst, monthSecond, yearLast] = read(`${nth}\\.? ([a-z]+)[.,]? (\\d{4})`);
    const days = [];
    if (month) days.push([yearBehind, month, day]);
    if (dayFirst) days.push([yearLast, monthSecond, dayFirst]);
    if (year?.length === 4 && last.length <= 2) days.push([year, middle, last]);
    if (year?.length <= 2 && last.length === 4) {
      const isWord = /[a-z]/.test(middle);
      if (isWord || sign !== ":") days.push([last, middle, year]);
      if (!isWord && sign !== ":") days.push([last, year, middle]);
    }
    return days.map(([year, month, day]) => pattern.replace("YYYY", year)
      .replace("MM", monthOf(month).padStart(2, "0")).replace("DD", day.padStart(2, "0")));
  };
"#;

/// Items without blanks about them, where they are not part of them, and without blank ones between them.
const LISTED: &str = r#"  const listed = (text, item) => {
    const isItem = new RegExp(`^(?:${item})$`, "u");
    const items = text.split(",").map((text) => isItem.test(text) ? text : trim(text));
    return [items.filter((text) => text !== "").join(",")];
  };
"#;

const TRIM_ALONE: &str = r#"  // The text as the field takes it; null if it cannot be read so.
  const clean = (field) => [field.value, trim(field.value)].find((text) => fits(field, text)) ?? null;
"#;

const CLEAN: &str = r#"  // The text as the field takes it, if it can be read in one way only; null if not.
  const clean = (field) => {
    const text = field.value;
    if (fits(field, text)) return text;
    const bare = trim(text);
    if (fits(field, bare)) return bare;
    const tried = (ways.get(field.name) ?? []).filter(([read]) => IS_TRIED);
    const readings = tried.flatMap(([read, known]) => read(bare, known));
    const fitting = new Set(readings.filter((reading) => reading !== "" && fits(field, reading)));
    return fitting.size === 1 ? [...fitting][0] : null;
  };
"#;
