//! What the documents say in words of our own, because OpenAPI has none for it.

/// An extension of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension {
    /// Its key.
    pub name: &'static str,
    /// What it stands on.
    pub on: &'static str,
    /// What its value is and says.
    pub says: &'static str,
}

macro_rules! extensions {
    ($($constant:ident = $name:literal, $on:literal, $says:literal;)*) => {
        $(pub(super) const $constant: Extension = Extension { name: $name, on: $on, says: $says };)*

        /// All of them, in the order of their names.
        pub const EXTENSIONS: &[Extension] = &[$($constant),*];
    };
}

extensions! {
    ADDITIONAL_NAME = "x-additionalPropertiesName", "schema",
        "What any further property is called, for readers. Redocly's word.";
    ALSO = "x-also", "property of a record",
        "Other names under which answers have it: a list.";
    DEFAULT = "x-default", "parameter, property",
        "What the vendor assumes where it is left out. It is not `default`, which clients would send.";
    DISPLAY_NAME = "x-displayName", "tag",
        "The heading of the family of calls on the vendor's page. Redocly's word.";
    ENUM_DESCRIPTIONS = "x-enum-descriptions", "schema",
        "What each value of `enum` is called, in the same order: a list.";
    ENUM_VARNAMES = "x-enum-varnames", "schema",
        "A name for each value of `enum` that programs can have, in the same order: a list.";
    ENVELOPE = "x-envelope", "operation",
        "How its answers are wrapped: `name`; paths to `code`, `message`, `total`, and lists of those to `records` and `errors`; `no_records`, what says that there are none; `case: any` where capitals do not matter; `other_codes`, what a code that is not listed is: `broken_key` or `unknown`; `success`, the message of a success without a code; `redirect`, how an answer that redirects is judged.";
    FOUND_BY = "x-found-by", "schema of a reply",
        "The key by which records are looked for at any depth of the answer.";
    HOLDS = "x-holds", "parameter, property",
        "`personal` or `secret`: what a value tells about somebody. Never log it.";
    IDEMPOTENCY = "x-idempotency", "operation",
        "The header or key in which the server knows a call again: `{ \"header\": … }` or `{ \"key\": … }`.";
    IDENTIFIED_BY = "x-identified-by", "schema of a record",
        "The field that tells one record from all others.";
    LOSSES = "x-losses", "document",
        "What this profile cannot say: a list of `{ \"cannot\", \"instead\", \"where\" }`.";
    METHODS = "x-methods", "operation",
        "Other methods that the vendor's page leaves possible: a list.";
    NOT_ACTED = "x-not-acted", "document",
        "HTTP statuses after which the server has certainly not acted: a list.";
    NOT_DESCRIBED = "x-not-described", "document",
        "Pages of the vendor's that the spec leaves out: a list of `{ \"page\", \"says\" }`.";
    PAGING = "x-paging", "operation",
        "How a list goes on: `by` with `offset`, `page`, `cursor` or `address`, the keys that do it, the `max` of a page, and `rows_repeat` or `ends_when_empty` where the spec has them.";
    QUIRKS = "x-quirks", "document, operation, parameter, property, schema",
        "Contradictions, gaps and surprises of the vendor's page: a list of `{ \"about\", \"says\", \"we\" }`.";
    RATE = "x-rate", "document, operation",
        "`{ \"calls\", \"seconds\" }`: how many calls the vendor bears. On an operation with `shared_by`, the family that counts together.";
    REQUIRES = "x-requires", "operation, schema of a row",
        "What keys require together: a list of `any_of`, `exactly_one_of`, `at_most_one_of`, or `when` with `also`.";
    RESULT_CODES = "x-result-codes", "operation, document",
        "Result codes: a list of `{ \"name\", \"code\", \"also\", \"means\", \"message\", \"status\", \"says\" }`.";
    RETRY = "x-retry", "operation",
        "`safe`, `never`, or `{ \"safe_without\": [ … ] }`: whether it may be sent again.";
    REVISIONS = "x-revisions", "document",
        "Revisions of the vendor's page, oldest first: a list of `{ \"name\", \"says\" }`.";
    SENDS = "x-sends", "operation",
        "All places in which its parameters may travel; the document describes the first: a list.";
    SINCE = "x-since", "operation, parameter, property",
        "The first revision of the vendor's page that has it.";
    TABLES = "x-tables", "document",
        "The vendor's tables of parameters: a list of `{ \"name\", \"title\", \"says\", \"x-quirks\" }`.";
    TRAVELS = "x-travels", "parameter, property",
        "How a list travels, where the document only comes near it.";
    UNPROVEN = "x-unproven", "operation",
        "What no source shows to work.";
    UNTIL = "x-until", "operation, parameter, property",
        "The last revision of the vendor's page that has it.";
    WAIT = "x-wait", "document",
        "The header in which an answer to too many calls tells how long to wait, and in what form.";
    WAS = "x-was", "operation, parameter, property, schema",
        "What earlier revisions of the vendor's page said: a list of `{ \"revision\", \"key\", \"limit\", \"says\" }`.";
    WEBHOOK_SIGNATURE = "x-webhook-signature", "document",
        "How what the API sends by itself is signed: the `header`, what is `written` there, how it is `encoded`, what it is `over`, where its `timestamp` stands, and how many seconds it may be old (`age`).";
    WEBHOOKS = "x-webhooks", "document",
        "In the profile 3.0: what the API sends by itself. Redocly's word.";
    WRITTEN = "x-written", "security scheme",
        "How the value is dressed, with `{}` in its place.";
}
