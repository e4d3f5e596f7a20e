//! Tables and their rows.

use super::{Attribute, Form, Mapping, Names};

pub(in crate::syntax) static TABLE: Mapping = Mapping::new(
    "table",
    "a table",
    &[
        Attribute::new("table", Form::Text, "The name of the table.").required(),
        Attribute::new("title", Form::Text, "The heading on the vendor's page."),
        Attribute::new("doc", Form::Text, "What the table is for."),
        Attribute::new(
            "keys",
            Form::Entries(&Form::Mapping(&KEY)),
            "The rows: keys and what is said of them. Required, unless the table is `open`.",
        ),
        Attribute::new(
            "open",
            Form::Mapping(&OPEN),
            "The table takes any name that is not reserved by the other tables of the call.",
        ),
        Attribute::new(
            "requires",
            REQUIREMENTS,
            "Where rows are nested in a request: what each of them must have, with the same items as a call.",
        ),
        Attribute::new(
            "blank",
            Form::Word(&["counts", "missing"]),
            "`counts`: a required key of a nested row is there although its value is blank. Without it, a blank value is none.",
        ),
        QUIRKS,
    ],
)
.under("Attribute of a table");

pub(in crate::syntax) static KEY: Mapping = Mapping::new(
    "key",
    "a key",
    &[
        Attribute::new("limit", Form::Limit, "What values are allowed ([below](#limits)).").required(),
        Attribute::new("doc", Form::Text, "What the key means."),
        Attribute::new(
            "default",
            Form::Text,
            "What the vendor assumes when the key is left out.",
        ),
        Attribute::new(
            "answers",
            Form::Limit,
            "What values answers hold, where that is wider than what may be sent: `limit: whole_number`, `answers: decimal`. For one text or number, of no closed set. Of a day whose answers may be any text, or days with times, a text with midnight behind the day is taken too, and sent as the day.",
        ),
        Attribute::new(
            "access",
            Form::Like("^[Cc][Rr][Uu][Dd]$"),
            "The vendor's CRUD mark: four letters, create, read, update, delete; a small letter means *not there*. `cRud` is read-only, `Crud` only on create, `crUd` only on update, `CRuD` not on update, `cRUD` a number that the vendor gives out. Without it: `CRUD`.",
        ),
        Attribute::new(
            "label",
            Form::Text,
            "What a form calls the key. Without it, the label is made of the Rust name.",
        ),
        Attribute::new(
            "hint",
            Form::Text,
            "What a form says to help a visitor with the key, in the place of `doc`, which is for those who write code.",
        ),
        Attribute::new(
            "holds",
            Form::Word(&["personal", "secret"]),
            "`personal` (a person's data) or `secret` (a password, a key). Such values never appear in logs, errors or debug output.",
        ),
        Attribute::new(
            "rust",
            Form::Text,
            "The name in Rust, where the wire name is misspelled, reserved or says too little.",
        ),
        Attribute::new(
            "null",
            Form::Yes,
            "`true` where JSON bodies may have `null` in its place: `clear` of any call that takes the key, and of rows, sends that, whatever `cleared_as` says; in a query or a form it is an error. A key that the call requires cannot be cleared.",
        ),
        Attribute::new(
            "in",
            Form::Word(&["path", "query", "header", "body"]),
            "Where it travels, if not where its call `sends` parameters: `query`, `header`, `body` or `path`. See [where each key travels](rare.md#where-each-key-travels).",
        ),
        Attribute::new(
            "sent_as",
            Form::Text,
            "The key that goes on the wire, where it is not the one in the table.",
        ),
        Attribute::new(
            "also",
            Form::Texts,
            "Other keys under which answers carry the same value.",
        ),
        Attribute::new(
            "since",
            Form::Name(Names::Revision),
            "First revision of the vendor's document that has the key.",
        ),
        Attribute::new(
            "until",
            Form::Name(Names::Revision),
            "Last revision that has the key. What is gone stays for one revision more ([below](#the-api)).",
        ),
        Attribute::new(
            "was",
            Form::EntriesOf(Names::Revision, &Form::Mapping(&WAS)),
            "What an earlier revision said: `limit`, `key` (its name then), or `says` (words).",
        ),
        Attribute::new(
            "quirks",
            Form::List(0, &Form::Mapping(&QUIRK)),
            "Contradictions and surprises ([below](#quirks)).",
        ),
    ],
)
.under("Attribute of a key");

pub(in crate::syntax) static OPEN: Mapping = Mapping::new(
    "open",
    "open",
    &[
        Attribute::new(
            "limit",
            Form::Limit,
            "What values these names have: one text or number, a list or `json`.",
        )
        .required(),
        Attribute::new("doc", Form::Text, "What such names mean."),
        Attribute::new(
            "prefix",
            Form::Text,
            "What each of these names begins with on the wire; callers give what stands behind it.",
        ),
        WAS_WITHOUT_A_NAME,
    ],
);

/// What earlier revisions said of a thing with a name on the wire.
pub(in crate::syntax) static WAS: Mapping = Mapping::new(
    "was",
    "was",
    &[
        Attribute::new("limit", Form::Limit, "The limit that held then."),
        Attribute::new("key", Form::Text, "What the key was called then."),
        Attribute::new("says", Form::Text, "What was so then, in words."),
    ],
);

/// What earlier revisions said of a thing without one.
pub(in crate::syntax) static WAS_OF_LIMIT: Mapping = Mapping::new(
    "was_of_limit",
    "was",
    &[
        Attribute::new(
            "limit",
            Form::Limit,
            "The rule, or the named limit, that held then.",
        ),
        Attribute::new("says", Form::Text, "What was so then, in words."),
    ],
);

const HISTORY_OF_LIMIT: &Form = &Form::Mapping(&WAS_OF_LIMIT);
const HISTORY_FORM: Form = Form::EntriesOf(Names::Revision, HISTORY_OF_LIMIT);
const ONE_QUIRK: &Form = &Form::Mapping(&QUIRK);
const QUIRKS_FORM: Form = Form::List(0, ONE_QUIRK);

pub(super) const WAS_WITHOUT_A_NAME: Attribute = Attribute::new(
    "was",
    HISTORY_FORM,
    "What an earlier revision said: `limit` (a rule, or a named limit), or `says` (words).",
);

pub(super) const QUIRKS: Attribute = Attribute::new(
    "quirks",
    QUIRKS_FORM,
    "Contradictions, gaps and surprises of the vendor's page, and what we do ([below](#quirks)).",
);

/// What stands after `requires:`.
pub(super) const REQUIREMENTS: Form = Form::Either(&[
    Form::Name(Names::Required),
    Form::Mapping(&super::REQUIREMENT),
    Form::List(
        0,
        &Form::Either(&[
            Form::Name(Names::Required),
            Form::Mapping(&super::REQUIREMENT),
        ]),
    ),
]);

pub(in crate::syntax) static QUIRK: Mapping = Mapping::new(
    "quirk",
    "a quirk",
    &[
        Attribute::new(
            "about",
            Form::Text,
            "What it is about; left out where the place says it.",
        ),
        Attribute::new("says", Form::Text, "What the page or the server says.").required(),
        Attribute::new("we", Form::Text, "What we do about it.").required(),
    ],
);
