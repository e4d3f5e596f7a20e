//! Families of calls, and calls.

use super::api::RATE;
use super::paging::PAGING;
use super::table::{QUIRKS, REQUIREMENTS};
use super::{Attribute, Form, KEY, Mapping, Names, WAS};

const PLACES: &[&str] = &["query", "form", "json", "multipart"];
const KINDS: &[&str] = &["create", "read", "update", "delete"];

const FIXED_FORM: &Form = &Form::Either(&[Form::Text, Form::Mapping(&FIXED)]);
const RETRY_FORM: Form = Form::Either(&[Form::Word(&["safe", "never"]), Form::Mapping(&RETRY)]);
const IDEMPOTENCY_FORM: Form = Form::Either(&[Form::Word(&["none"]), Form::Single(&IDEMPOTENCY)]);

const METHOD: Attribute = Attribute::new(
    "method",
    Form::Words(&["GET", "POST", "PUT", "PATCH", "DELETE"]),
    "`GET`, `POST`, `PUT`, `PATCH` or `DELETE`. A list where the document leaves it open: the first is used unless the caller asks for another. Required, unless the family says it.",
);
const PATH: Attribute = Attribute::new(
    "path",
    Form::Text,
    "Path below the base URL, or below its host if it begins with a slash; `{key}` stands for a parameter that travels in the path, and that the call requires. No segment is `.` or `..`, and none before the first slash has a colon. Without it: the call's name.",
);
const CREDENTIALS: Attribute = Attribute::new(
    "credentials",
    Form::NamesOf(Names::Credential),
    "The credentials that the call is sent with, by name; `[]` for none. Left out: all of them.",
);
const FIXED_PARAMETERS: Attribute = Attribute::new(
    "fixed",
    Form::Entries(FIXED_FORM),
    "Parameters that always travel with the others, and their values: `{ mode: count }`. The caller cannot set them, so none is called like an accepted key, whatever its capitals. `X-Version: { value: \"2\", in: header }`, or `in: query`, gives one a place of its own; under `fixed:` of the `api:` file, where each says its place, they travel with all calls.",
);
const SENDS: Attribute = Attribute::new(
    "sends",
    Form::Words(PLACES),
    "Where the other parameters travel: `query`, `form`, `json`, or `multipart` (the only place for [files](rare.md#files)). A list gives the places that the vendor takes; the first is used unless the caller asks for another.",
);
const NESTS: Attribute = Attribute::new(
    "nests",
    Form::Word(&["json_text", "brackets", "columns", "dots"]),
    "How rows and objects travel in a query or a form: `json_text`, `brackets` (`a[b]=c`, `a[0][b]=c`), `columns` or `dots`. See [nested forms](rare.md#lists-maps-and-nested-forms).",
);
const RETRIED: Attribute = Attribute::new(
    "retry",
    RETRY_FORM,
    "`safe` (repeating changes nothing), `never` (repeating could do it twice), or `{ safe_without: [append_whiteboard] }`.",
);
const BASE_URL: Attribute = Attribute::new(
    "base_url",
    Form::Text,
    "[Another host](rare.md#waits-rates-and-regions) than that of the API.",
);
pub(super) const RATE_OF: Attribute = Attribute::new(
    "rate",
    Form::Mapping(&RATE),
    "`{ calls: 1, seconds: 2 }`: how many calls the vendor bears in how many seconds. Clients keep to it unless the caller sets another rate. A family or call can have [a rate of its own](rare.md#waits-rates-and-regions) beside it.",
);
pub(super) const IDEMPOTENCY_OF: Attribute = Attribute::new(
    "idempotency",
    IDEMPOTENCY_FORM,
    "`{ header: NAME }` or `{ key: KEY }`: [a key by which the server knows a call again](rare.md#idempotency-keys); `none` takes a family or call out.",
);
const CODES: Attribute = Attribute::new(
    "codes",
    Form::NamesOf(Names::Code),
    "Result codes that the call can give.",
);

pub(in crate::syntax) static FAMILY: Mapping = Mapping::new(
    "family",
    "a family",
    &[
        Attribute::new(
            "family",
            Form::Text,
            "`create`, `read`, `update` or `delete`, or another name and `does:`.",
        )
        .required(),
        Attribute::new(
            "does",
            Form::Word(KINDS),
            "What calls do that say nothing else: `create`, `read`, `update` or `delete`.",
        ),
        Attribute::new("title", Form::Text, "The heading on the vendor's page."),
        Attribute::new("doc", Form::Text, "What its calls do."),
        METHOD,
        BASE_URL,
        PATH,
        CREDENTIALS,
        FIXED_PARAMETERS,
        SENDS,
        NESTS,
        RETRIED,
        IDEMPOTENCY_OF,
        RATE_OF,
        CODES,
        Attribute::new("calls", Form::Entries(&Form::Mapping(&CALL)), "The calls.").required(),
    ],
);

pub(in crate::syntax) static CALL: Mapping = Mapping::new(
    "call",
    "a call",
    &[
        Attribute::new("doc", Form::Text, "What it does."),
        Attribute::new(
            "does",
            Form::Word(KINDS),
            "`create`, `read`, `update` or `delete`. Left out: what its family does.",
        ),
        METHOD,
        PATH,
        CREDENTIALS,
        FIXED_PARAMETERS,
        SENDS,
        NESTS,
        Attribute::new(
            "body",
            Form::Name(Names::Key),
            "JSON only: the key whose value is the whole body, where that is no object of the call's keys. See [where each key travels](rare.md#where-each-key-travels).",
        ),
        Attribute::new(
            "root",
            Form::Text,
            "JSON only: the key under which the parameters are nested, or a path of keys (`data.item`).",
        ),
        Attribute::new(
            "accepts",
            Form::NamesOf(Names::Accepted),
            "Tables (`event`: all keys whose `access` fits what the call does), single keys (`client.client_id`: whatever it does, unless the key is read-only).",
        ),
        Attribute::new(
            "except",
            Form::NamesOf(Names::Key),
            "Keys of an accepted table that this call does not take.",
        ),
        Attribute::new(
            "keys",
            Form::Entries(&Form::Mapping(&KEY)),
            "The call's own keys, where the page lists them in the call's row only. Written like table rows.",
        ),
        Attribute::new("requires", REQUIREMENTS, "What must be there (below)."),
        Attribute::new(
            "returns",
            Form::Either(&[Form::Word(&["outcome", "text"]), Form::Mapping(&RETURNS)]),
            "`outcome` (a code and a message), `{ one: record }` or `{ many: record }`; `text`, `{ bytes: { max: 10485760 } }` ([rare](rare.md#what-answers-hold-beside-records)). With `found_by: key`, records are looked for at any depth, by that key. With `when_not_found: empty`, a code that means `not_found` is an answer without records and no error: for calls that ask whether something exists.",
        )
        .required(),
        Attribute::new(
            "envelope",
            Form::Name(Names::Envelope),
            "Which of the API's envelopes the answer has, if not the first.",
        ),
        Attribute::new(
            "paging",
            Form::Single(&PAGING),
            "`{ by_offset: { limit: limit, offset: offset, max: 100 } }` or `{ by_page: { page: page, size: per_page, max: 100 } }`; the words on the right are different keys of the call, each of an `integer` limit; `max` is the number of records in the largest page. `by_offset` may leave out `limit`; `by_page` may leave out `size`, and `max` then too, and say `first: 0`. Where each page says where the next one is: `by_cursor`, `by_address`. All attributes: [paging](rare.md#pages-by-cursor-and-by-address).",
        ),
        RETRIED,
        BASE_URL,
        RATE_OF,
        IDEMPOTENCY_OF,
        CODES,
        Attribute::new(
            "unproven",
            Form::Text,
            "What no source shows to work, in words. The documentation says so under a heading of its own.",
        ),
        Attribute::new(
            "html_form",
            Form::Mapping(&HTML_FORM),
            "`{ shows: [name, email, notes], hidden: [key], lines: [notes], consents: { texts: I agree to text messages. } }`: an HTML form is made of the call, too (below).",
        ),
        Attribute::new("rust", Form::Text, "The name in Rust, if none can be made of the call's."),
        Attribute::new("since", Form::Name(Names::Revision), "First revision that has the call."),
        Attribute::new(
            "until",
            Form::Name(Names::Revision),
            "Last revision that has it, as for keys.",
        ),
        Attribute::new(
            "was",
            Form::EntriesOf(Names::Revision, &Form::Mapping(&WAS)),
            "What an earlier revision said, as for keys.",
        ),
        QUIRKS,
        Attribute::new(
            "answer_headers",
            Form::Entries(&Form::Mapping(&KEY)),
            "What headers of the answer tell: rows like those of a table. `CreateMessage::answer_headers(&reply)` has an accessor for each. Of several headers with one name the first counts, unless the limit is a list.",
        ),
        Attribute::new(
            "accept",
            Form::Text,
            "The kind of answer that is asked for. Left out: `application/json`, or `*/*` where the body is returned as it is.",
        ),
    ],
)
.under("Attribute of a call");

pub(in crate::syntax) static FIXED: Mapping =
    Mapping::new("fixed", "a fixed parameter", &[FIXED_VALUE, FIXED_PLACE]);

/// With a place in any case.
pub(in crate::syntax) static FIXED_OF_ALL: Mapping = Mapping::new(
    "fixed_of_all",
    "a fixed parameter",
    &[
        FIXED_VALUE,
        Attribute {
            is_required: true,
            ..FIXED_PLACE
        },
    ],
);

const FIXED_VALUE: Attribute = Attribute::new("value", Form::Text, "Its value.").required();
const FIXED_PLACE: Attribute = Attribute::new(
    "in",
    Form::Word(&["query", "header"]),
    "Where it travels: `query` or `header`.",
);

const GROUPS: Form = Form::List(1, &Form::NamesOf(Names::Key));

pub(in crate::syntax) static REQUIREMENT: Mapping = Mapping::new(
    "requirement",
    "a requirement",
    &[
        Attribute::new(
            "any_of",
            GROUPS,
            "At least one of them; a list in the list is a group that counts when complete.",
        ),
        Attribute::new("exactly_one_of", GROUPS, "One of them and no other."),
        Attribute::new(
            "at_most_one_of",
            GROUPS,
            "None of them, or one and no other; of a group, as many as there are.",
        ),
        Attribute::new(
            "when",
            Form::Either(&[
                Form::Name(Names::Key),
                Form::EntryOf(Names::Key, &Form::Text),
            ]),
            "The key that decides, or the key and its value: then the keys under `also` must be there.",
        ),
        Attribute::new(
            "also",
            Form::NamesOf(Names::Key),
            "The keys that must be there when it is so.",
        ),
    ],
)
.one_of(&["any_of", "exactly_one_of", "at_most_one_of", "when"]);

pub(in crate::syntax) static RETURNS: Mapping = Mapping::new(
    "returns",
    "returns",
    &[
        Attribute::new("one", Form::Name(Names::Record), "One record of this kind."),
        Attribute::new("many", Form::Name(Names::Record), "Records of this kind."),
        Attribute::new(
            "found_by",
            Form::Name(Names::Field),
            "Records are looked for at any depth, by this key.",
        ),
        Attribute::new(
            "when_not_found",
            Form::Word(&["empty"]),
            "`empty`: a code that means `not_found` is an answer without records and no error.",
        ),
        Attribute::new(
            "bytes",
            Form::Mapping(&BYTES),
            "The body of a success is bytes.",
        ),
    ],
)
.one_of(&["one", "many", "bytes"]);

pub(in crate::syntax) static BYTES: Mapping = Mapping::new(
    "bytes",
    "bytes",
    &[Attribute::new("max", Form::Number(1), "At most so many; more is an error.").required()],
);

pub(in crate::syntax) static RETRY: Mapping = Mapping::new(
    "retry",
    "retry",
    &[Attribute::new(
        "safe_without",
        Form::NamesOf(Names::Key),
        "Repeating changes nothing as long as none of these keys is sent.",
    )
    .required()],
);

pub(in crate::syntax) static HTML_FORM: Mapping = Mapping::new(
    "html_form",
    "html_form",
    &[
        Attribute::new(
            "shows",
            Form::Either(&[Form::Word(&["all"]), Form::NamesOf(Names::Key)]),
            "Keys that a visitor sees, in this order, or `all` that are not hidden.",
        ),
        Attribute::new(
            "hidden",
            Form::NamesOf(Names::Key),
            "Keys that the site sets and the visitor does not see.",
        ),
        Attribute::new(
            "lines",
            Form::NamesOf(Names::Key),
            "Keys, of a `text` limit without a `min`, with room for several lines.",
        ),
        Attribute::new(
            "consents",
            Form::EntriesOf(Names::Key, &Form::Text),
            "Flags that the visitor agrees to by ticking a box, and in what words.",
        ),
    ],
);

pub(super) static IDEMPOTENCY: Mapping = Mapping::new(
    "idempotency",
    "idempotency",
    &[
        Attribute::new("header", Form::Text, "A random key travels in this header."),
        Attribute::new(
            "key",
            Form::Name(Names::Key),
            "A random key travels in this key of the call.",
        ),
    ],
);
