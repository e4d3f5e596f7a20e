//! Rules of limits.

use super::{Attribute, Form, Mapping, Names};

/// A rule of limits.
#[derive(Debug)]
pub struct RuleRow {
    /// Its name.
    pub name: &'static str,
    /// Whether it can be written as its name alone.
    pub stands_alone: bool,
    /// What stands behind the name in `{ name: … }`, if anything can.
    pub more: Option<Form>,
    /// Ways to write it, in Markdown.
    pub written: &'static str,
    /// What it allows, in Markdown.
    pub allows: &'static str,
    /// What its values are in Rust, in Markdown.
    pub in_rust: &'static str,
}

/// Whether a rule of this name can be written as its name alone.
pub(in crate::syntax) fn stands_alone(name: &str) -> bool {
    RULES
        .iter()
        .any(|rule| rule.name == name && rule.stands_alone)
}

/// Whether a rule of this name can be written with more than its name.
pub(in crate::syntax) fn needs_more(name: &str) -> bool {
    RULES
        .iter()
        .any(|rule| rule.name == name && rule.more.is_some())
}

const fn alone(
    name: &'static str,
    written: &'static str,
    allows: &'static str,
    in_rust: &'static str,
) -> RuleRow {
    RuleRow {
        name,
        stands_alone: true,
        more: None,
        written,
        allows,
        in_rust,
    }
}

const fn with(
    name: &'static str,
    more: Form,
    written: &'static str,
    allows: &'static str,
    in_rust: &'static str,
) -> RuleRow {
    RuleRow {
        name,
        stands_alone: false,
        more: Some(more),
        written,
        allows,
        in_rust,
    }
}

const fn both(mut rule: RuleRow) -> RuleRow {
    rule.stands_alone = true;
    rule
}

const MOMENT: &str = "`Moment`, text in answers";

/// The rules, in the order of the tables that describe them.
pub static RULES: &[RuleRow] = &[
    both(with(
        "text",
        Form::Mapping(&TEXT),
        "`text` or `{ text: { min: 3, max: 100 } }`",
        "Any text, of `min` to `max` characters. With `beyond: cut`, longer text is allowed but the vendor cuts it.",
        "`String`",
    )),
    with(
        "shape",
        Form::Texts,
        "`{ shape: [A1A 1A1] }`",
        "Text of one of the shapes: `A` is a letter, `1` a digit, anything else itself. `1{2}` is two digits, `1{3,5}` three to five; `{{` and `}}` are braces.",
        "`String`",
    ),
    with(
        "one_of",
        Form::Either(&[Form::Texts, Form::Entries(&Form::Text)]),
        "`{ one_of: [Own, Rent] }`, `{ one_of: { \"1\": Client, \"2\": Employee } }`",
        "A closed set of wire values; the second form gives each a label.",
        "an enum",
    ),
    both(with(
        "flag",
        Form::Mapping(&FLAG),
        "`flag` or `{ flag: { yes: \"yes\", no: \"no\" } }`",
        "`1` or `0`, or the two spellings. Answers may have `1`, `0`, `true` or `false` in any case.",
        "`bool`",
    )),
    alone("boolean", "`boolean`", "JSON `true` or `false`.", "`bool`"),
    alone(
        "id",
        "`id`",
        "The vendor's number of a thing: digits, carried as text.",
        "`Id`",
    ),
    both(with(
        "integer",
        Form::Mapping(&INTEGER),
        "`integer` or `{ integer: { min: 0, max: 100 } }`",
        "A whole number. It travels as text, unless a named limit says `wire: number` beside its `rule:`.",
        "`u64`, or `i64` if `min` is negative or absent",
    )),
    both(with(
        "decimal",
        Form::Mapping(&DECIMAL),
        "`decimal` or `{ decimal: { min: \"0.01\", max: \"999.99\", digits: 2 } }`",
        "A decimal number from `min` to `max`, with at most so many `digits` behind the point, carried as text, never as a float, or as a JSON number of the same digits where a named limit says `wire: number`.",
        "`Amount`, text in answers",
    )),
    alone(
        "email",
        "`email`",
        "A well-formed e-mail address.",
        "`String`",
    ),
    alone(
        "url",
        "`url`",
        "An absolute `http://` or `https://` address.",
        "`String`",
    ),
    with(
        "escaped",
        Form::Mapping(&ESCAPED),
        "`{ escaped: { max: 2048 } }`",
        "Any text of at most `max` characters once it is escaped for a URL, where every byte that is no letter, digit, `-`, `.`, `_` or `~` counts as three.",
        "`String`",
    ),
    with(
        "date",
        Form::Texts,
        "`{ date: YYYY-MM-DD }`",
        "A day that exists.",
        MOMENT,
    ),
    with(
        "time",
        Form::Texts,
        "`{ time: [HH:MM:SS, HH:MM] }`",
        "A time of day.",
        MOMENT,
    ),
    with(
        "date_time",
        Form::Texts,
        "`{ date_time: YYYY-MM-DD HH:MM:SS }`",
        "A local day and time, without a zone; with `±HH:MM` or `±HHMM` at its end, one with its offset, for which `Z` may stand.",
        MOMENT,
    ),
    with(
        "utc_date_time",
        Form::Texts,
        "`{ utc_date_time: YYYY-MM-DDTHH:MM:SSZ }`",
        "A day and time in UTC.",
        MOMENT,
    ),
    with(
        "list_of",
        // A rule and a mapping that says more than that are told apart by what stands in them.
        Form::Either(&[Form::Limit, Form::Mapping(&LIST)]),
        "`{ list_of: email }`",
        "Values of another limit, comma-separated (in JSON too); in answers an array too, whose items may have commas. `{ list_of: { items: email, min: 1, max: 10, travels: repeated } }` counts them, and lets each travel by itself, in JSON as an array: see [lists](rare.md#lists-maps-and-nested-forms).",
        "`Vec`",
    ),
    with(
        "array_of",
        Form::Name(Names::Rows),
        "`{ array_of: line_item }`",
        "JSON rows, with the keys of a table (in requests) or the fields of a record (in answers).",
        "`Vec` of a struct",
    ),
    with(
        "object",
        Form::Name(Names::Rows),
        "`{ object: primary_location }`",
        "A JSON object, with the keys of a table (in requests) or the fields of a record (in answers).",
        "a struct",
    ),
    with(
        "map_of",
        Form::Limit,
        "`{ map_of: email }`",
        "Names that the caller chooses, each with a value of another limit: a JSON object. See [maps](rare.md#lists-maps-and-nested-forms).",
        "`Vec` of pairs",
    ),
    both(with(
        "file",
        Form::Mapping(&FILE),
        "`file` or `{ file: { max: 25000000 } }`",
        "A file of at most `max` bytes; several are `{ list_of: file }`. Requests only, with `sends: multipart`.",
        "`FileUpload`",
    )),
    alone(
        "json",
        "`json`",
        "Any JSON value. In requests only in JSON bodies, keys and open tables alike (`open: { limit: json }`); in answers, the JSON text as it came.",
        "`Json`",
    ),
    with(
        "json_in_text",
        Form::Name(Names::Rows),
        "`{ json_in_text: person }`",
        "An object written as JSON inside a text, with the keys of a table (in requests) or the fields of a record (in answers).",
        "a struct",
    ),
    with(
        "all_of",
        Form::List(2, &Form::Limit),
        "`{ all_of: [ { text: { max: 40 } }, { shape: [\"1A\"] } ] }`",
        "One text that all of these limits allow, which are for texts themselves: no flags, integers, ids, closed sets, lists or rows, and no `all_of`; at most 20.",
        "`String`",
    ),
    alone(
        "rfc_2822",
        "`rfc_2822`",
        "`Mon, 25 Dec 1995 13:30:00 +0430`: a day that exists, and on that weekday.",
        MOMENT,
    ),
    with(
        "epoch",
        Form::Word(&["seconds", "milliseconds"]),
        "`{ epoch: seconds }`, `{ epoch: milliseconds }`",
        "A moment, counted from the beginning of 1970; with `wire: number` beside its `rule:`, as a JSON number.",
        "`i64`",
    ),
    both(with(
        "ip",
        Form::Word(&["4", "6"]),
        "`ip`, `{ ip: 4 }`, `{ ip: 6 }`",
        "An address of the Internet Protocol, of that version.",
        "`String`",
    )),
];

pub(in crate::syntax) static TEXT: Mapping = Mapping::new(
    "rule_text",
    "text",
    &[
        Attribute::new("min", Form::Number(0), "Fewest characters."),
        Attribute::new("max", Form::Number(0), "Most characters."),
        Attribute::new(
            "beyond",
            Form::Word(&["refused", "cut"]),
            "`cut`: longer text is allowed, but the vendor cuts it.",
        ),
    ],
);

pub(in crate::syntax) static FLAG: Mapping = Mapping::new(
    "rule_flag",
    "flag",
    &[
        Attribute::new("yes", Form::Text, "What says yes.").required(),
        Attribute::new("no", Form::Text, "What says no.").required(),
    ],
);

pub(in crate::syntax) static INTEGER: Mapping = Mapping::new(
    "rule_integer",
    "integer",
    &[
        Attribute::new("min", Form::Integer, "Smallest."),
        Attribute::new("max", Form::Integer, "Largest."),
    ],
);

pub(in crate::syntax) static DECIMAL: Mapping = Mapping::new(
    "rule_decimal",
    "decimal",
    &[
        Attribute::new("min", Form::Text, "Smallest."),
        Attribute::new("max", Form::Text, "Largest."),
        Attribute::new("digits", Form::Number(0), "Most digits behind the point."),
    ],
);

pub(in crate::syntax) static ESCAPED: Mapping = Mapping::new(
    "rule_escaped",
    "an escaped text",
    &[Attribute::new(
        "max",
        Form::Number(1),
        "Most characters, once the text is escaped for a URL.",
    )
    .required()],
);

pub(in crate::syntax) static FILE: Mapping = Mapping::new(
    "rule_file",
    "a file",
    &[Attribute::new("max", Form::Number(1), "Most bytes.")],
);

pub(in crate::syntax) static LIST: Mapping = Mapping::new(
    "rule_list",
    "a list",
    &[
        Attribute::new("items", Form::Limit, "The limit of each item.").required(),
        Attribute::new("min", Form::Number(0), "Fewest items."),
        Attribute::new("max", Form::Number(1), "Most items."),
        Attribute::new(
            "travels",
            Form::Word(&["commas", "repeated", "brackets", "numbered"]),
            "How items travel: `commas`, or each by itself as `repeated` (`tag=a&tag=b`), `brackets` (`tag[]=a`) or `numbered` (`tag[0]=a`).",
        ),
        Attribute::new(
            "first",
            Form::Number(0),
            "With `travels: numbered`: the number of the first item, 0 where nothing is said.",
        ),
    ],
);
