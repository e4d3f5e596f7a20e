//! What answers hold.

use super::{Attribute, Form, Mapping, Names};

const PATH_OR_HEADER: Form = Form::Either(&[Form::Text, Form::Mapping(&SAID)]);

const OTHER_CODES: &[&str] = &["broken_key", "unknown"];

pub(in crate::syntax) static ENVELOPE: Mapping = Mapping::new(
    "envelope",
    "an envelope",
    &[
        Attribute::new(
            "records",
            Form::Texts,
            "The path to the records: `data`, `data.Table1`, or `.` for the whole body; a list gives alternatives.",
        )
        .required(),
        Attribute::new(
            "code",
            PATH_OR_HEADER,
            "Where the result code stands: a key or a path (`error.code`), or [`{ header: NAME }`](rare.md#what-answers-hold-beside-records). Absent where only the HTTP status tells; the body of a `returns: outcome` may then be any text, but no page of markup.",
        ),
        Attribute::new(
            "message",
            PATH_OR_HEADER,
            "Where the message stands, likewise.",
        ),
        Attribute::new("total", Form::Text, "The path to the number of all records."),
        Attribute::new(
            "errors",
            Form::Texts,
            "A path that holds error texts, or a list of paths: the first that says something counts.",
        ),
        Attribute::new(
            "details",
            Form::Entries(&Form::Either(&[Form::Texts, Form::Mapping(&DETAIL)])),
            "What else answers say of an error: a name, and where it stands ([rare](rare.md#what-answers-hold-beside-records)).",
        ),
        Attribute::new(
            "case",
            Form::Word(&["any", "exact"]),
            "`any` reads all of these whatever their capitals.",
        ),
        Attribute::new(
            "no_records",
            Form::Words(&[
                "null_value",
                "false_value",
                "blank_text",
                "empty_object",
                "missing",
                "total_of_0",
                "empty_answer",
                "empty_body",
            ]),
            "What, in the place of the records, says that there are none (below). Left out: `[null_value, false_value, blank_text, empty_object]`.",
        ),
        Attribute::new(
            "beside",
            Form::Texts,
            "Keys that hold lists of something else, so that these are not taken for records in the wrong place.",
        ),
        Attribute::new(
            "success",
            Form::Text,
            "Beside `message`: an answer without a code is a success only with this message, whatever its capitals. The message of a listed code stands for that code, unless that one `means: unknown`; any other is a refusal whose meaning is unknown.",
        ),
        Attribute::new(
            "without_code",
            Form::Word(&["status_tells", "unreadable"]),
            "`status_tells`, beside `code`: an answer may lack the code, and its HTTP status tells then. Without this, it is one that cannot be read.",
        ),
        Attribute::new(
            "other_codes",
            Form::Word(OTHER_CODES),
            "`unknown` or `broken_key`, instead of what the API says about codes that are not listed.",
        ),
        Attribute::new(
            "redirect",
            Form::Mapping(&REDIRECT),
            "`{ code: error_code, message: msg }`: an answer that redirects is judged by the query of the address. With the code it is what that code means, without it a success. With `to: thanks_url`, only if it leads to the host of the address that the call's parameter `thanks_url` holds; whatever else redirects is no answer. The address is never asked for.",
        ),
    ],
)
.under("Attribute of an envelope");

pub(in crate::syntax) static SAID: Mapping = Mapping::new("said", "a place", SAID_IN_A_HEADER);

pub(in crate::syntax) static DETAIL: Mapping = Mapping::new("detail", "a detail", SAID_IN_A_HEADER);

const SAID_IN_A_HEADER: &[Attribute] =
    &[Attribute::new("header", Form::Text, "The header that says it.").required()];

pub(in crate::syntax) static REDIRECT: Mapping = Mapping::new(
    "redirect",
    "a redirect",
    &[
        Attribute::new(
            "code",
            Form::Text,
            "The parameter of the address that has the result code.",
        )
        .required(),
        Attribute::new(
            "message",
            Form::Text,
            "The parameter of the address that has the message.",
        )
        .required(),
        Attribute::new(
            "to",
            Form::Name(Names::Key),
            "The key of the call that holds the address which a success redirects to.",
        ),
    ],
);

pub(in crate::syntax) static RESULT_CODE: Mapping = Mapping::new(
    "result_code",
    "a result code",
    &[
        Attribute::new(
            "means",
            Form::Word(&[
                "success",
                "bad_request",
                "unknown_call",
                "server_fault",
                "missing_key",
                "access_denied",
                "in_use",
                "not_found",
                "duplicate",
                "not_inserted",
                "not_enabled",
                "too_many",
                "unknown",
            ]),
            "What it means for a caller: `success`, `bad_request`, `unknown_call`, `server_fault`, `missing_key`, `access_denied`, `not_enabled` (not opened for these credentials), `in_use`, `not_found`, `duplicate`, `not_inserted`, `too_many` (calls in too little time: a call that may be repeated is, after a wait), or `unknown` where the vendor has not said.",
        )
        .required(),
        Attribute::new(
            "message",
            Form::Text,
            "The vendor's message; left out where the page has none.",
        ),
        Attribute::new("doc", Form::Text, "What has happened."),
        Attribute::new("also", Form::Texts, "Other spellings of the code."),
        Attribute::new(
            "code",
            Form::Text,
            "The code, where its name is another: so [several](rare.md#what-answers-hold-beside-records) can have one code.",
        ),
        Attribute::new("rust", Form::Text, "Its name in Rust, if none can be made of it."),
        Attribute::new(
            "status",
            Form::Number(100),
            "It stands for answers of this HTTP status without a code of their own (200 to 299 for a `success`, and for nothing else). The first in the file that fits counts, so one without `says` comes last of its status.",
        ),
        Attribute::new(
            "says",
            Form::Text,
            "Beside `status`: only for answers whose body holds these words, whatever their capitals. Without `status`, for answers that have the code ([rare](rare.md#what-answers-hold-beside-records)).",
        ),
    ],
)
.under("Attribute of a result code");
