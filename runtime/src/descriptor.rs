//! What the generated code says about an API: plain static data.
//!
//! The generator turns each limit, key, table, call and record of a spec into one `static` of these
//! types; everything that acts on them (validation, encoding, decoding, sending) is written once, in
//! this crate. A change in the spec therefore changes a few lines of data, and the generated crate
//! compiles fast.

/// An API: where it is, who may call it, and how it answers.
#[derive(Debug)]
pub struct ApiDescriptor {
    /// Name of the spec, such as `garden`.
    pub name: &'static str,
    /// Title of the vendor's document.
    pub title: &'static str,
    /// Base URL, with a slash at its end. `{name}` stands for one of `variables`.
    pub base_url: &'static str,
    /// Variables of the base URL, such as a subdomain.
    pub variables: &'static [Variable],
    /// Whether plain HTTP is refused (except on loopback).
    pub https_only: bool,
    /// Revision of the vendor's document that is in force.
    pub revision: &'static str,
    /// What authenticates a request.
    pub credentials: &'static [Credential],
    /// What the codes in answers mean. Empty where only the HTTP status tells.
    pub result_codes: &'static [ResultCode],
    /// Whether a code that is not listed is the name of the key that broke its limit, unless an
    /// envelope says otherwise.
    pub other_codes_name_keys: bool,
    /// How answers are wrapped, unless a call says otherwise.
    pub envelope: &'static Envelope,
    /// How many calls the vendor bears. It holds unless a caller sets another rate.
    pub rate: Option<Rate>,
}

/// A variable of a base URL, such as a subdomain.
#[derive(Debug)]
pub struct Variable {
    /// Its name, which stands in braces in the base URL.
    pub name: &'static str,
    /// Environment variable that it is read from.
    pub env: Option<&'static str>,
}

/// So many calls in so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Calls, 1 or more.
    pub calls: u32,
    /// Seconds, 1 or more.
    pub seconds: u32,
}

/// One credential and where it travels.
#[derive(Debug)]
pub struct Credential {
    /// Name in the spec, such as `access_token`.
    pub name: &'static str,
    /// Where it travels.
    pub place: CredentialPlace,
    /// What is written before the value, such as `ApiKey `.
    pub before: &'static str,
    /// What is written after the value, such as `/token`.
    pub after: &'static str,
    /// Environment variable that it is read from.
    pub env: Option<&'static str>,
    /// Whether calls work without it.
    pub optional: bool,
    /// Whether it selects the account.
    pub account: bool,
}

/// Where a credential travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialPlace {
    /// In this header.
    Header(&'static str),
    /// In this query parameter.
    Query(&'static str),
    /// In this key of the body.
    Body(&'static str),
    /// As the user name of HTTP Basic authentication.
    BasicUser,
    /// As the password of HTTP Basic authentication.
    BasicPassword,
}

/// A result code and what it means.
#[derive(Debug)]
pub struct ResultCode {
    /// The code as the vendor's table spells it, such as `GA515`.
    pub code: &'static str,
    /// Other spellings that answers use, such as `GA_515`.
    pub also: &'static [&'static str],
    /// The vendor's message.
    pub message: &'static str,
    /// What it means for a caller.
    pub means: Meaning,
    /// HTTP status of answers that have no code of their own and stand for this one.
    pub status: Option<u16>,
    /// Words in the body of such an answer, whatever their capitals; empty if the status says all.
    pub says: &'static str,
}

/// What an answer means for a caller, whatever the vendor's code for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Meaning {
    /// The call did what it says.
    Success,
    /// The request was not understood.
    BadRequest,
    /// There is no such call.
    UnknownCall,
    /// The server failed.
    ServerFault,
    /// A required key is missing.
    MissingKey,
    /// The credentials do not allow it.
    AccessDenied,
    /// The vendor has not opened this for these credentials.
    NotEnabled,
    /// Cannot be deleted, because something still uses it.
    InUse,
    /// No record matches.
    NotFound,
    /// Such a record exists already.
    Duplicate,
    /// The record could not be stored.
    NotInserted,
    /// A value broke its limit.
    BrokenLimit,
    /// A code that the spec does not know.
    Unknown,
}

/// A supported call: everything about it that is not in its Rust type.
#[derive(Debug)]
pub struct CallDescriptor {
    /// Name of the call, as the vendor spells it.
    pub name: &'static str,
    /// The API that it belongs to.
    pub api: &'static ApiDescriptor,
    /// HTTP method.
    pub method: Method,
    /// Other methods that it is sent with where a caller asks for one, because the document leaves
    /// the method open.
    pub other_methods: &'static [Method],
    /// Path below the base URL, or below its host if it begins with a slash. `{key}` stands for a
    /// parameter of that wire name.
    pub path: &'static str,
    /// The credentials that it is sent with, by name; all of them if none are named.
    pub credentials: Option<&'static [&'static str]>,
    /// Parameters that it is always sent with, and their values.
    pub fixed: &'static [(&'static str, &'static str)],
    /// Where the parameters that are not in the path may travel; the first place is the default.
    pub sends: &'static [Place],
    /// JSON key under which the parameters are nested.
    pub root: Option<&'static str>,
    /// What the call accepts, in the document's order.
    pub accepts: &'static [&'static Key],
    /// Whether any other name is accepted too, and the limit of its value.
    pub open: Option<&'static Limit>,
    /// Names that are reserved: not accepted by this call, and not to be used as custom names.
    pub reserved: &'static [&'static str],
    /// What must be there.
    pub requires: &'static [Requires],
    /// How the answer is wrapped.
    pub envelope: &'static Envelope,
    /// What the answer holds.
    pub returns: Returns,
    /// Whether "no record matches" is an answer without records rather than a refusal: so it is for
    /// calls that ask whether something exists.
    pub empty_when_not_found: bool,
    /// How the call pages.
    pub paging: Option<Paging>,
    /// Whether the call may be repeated.
    pub retry: Retry,
    /// Result codes that the call can give, as the vendor's table spells them.
    pub codes: &'static [&'static str],
    /// How a value that the call clears is sent. `None` for calls that clear nothing.
    pub clears: Option<Blank>,
}

/// How a call says that a stored value is to be cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Blank {
    /// By an empty text.
    Text,
    /// By `null` in JSON; by an empty text elsewhere, which has no `null`.
    Null,
}

impl CallDescriptor {
    /// Whether the call is sent with this credential.
    pub(crate) fn carries(&self, credential: &Credential) -> bool {
        self.credentials
            .is_none_or(|names| names.contains(&credential.name))
    }
}

/// HTTP method of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

/// Where parameters travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the query of the URL.
    Query,
    /// In a form body (`application/x-www-form-urlencoded`).
    Form,
    /// In a JSON body.
    Json,
}

/// A key of a parameter table, or a field of a record.
#[derive(Debug)]
pub struct Key {
    /// The key on the wire.
    pub wire: &'static str,
    /// Other keys under which answers carry the same value.
    pub also: &'static [&'static str],
    /// What values are allowed.
    pub limit: &'static Limit,
    /// What answers hold, where that is wider than what is allowed.
    pub answers: Option<&'static Limit>,
    /// What the value tells about somebody.
    pub holds: Holds,
}

impl Key {
    /// The limit that says how the value is offered in answers.
    pub(crate) fn in_answers(&self) -> &'static Limit {
        self.answers.unwrap_or(self.limit)
    }
}

/// How careful to be with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holds {
    /// Nothing that must be hidden.
    Plain,
    /// A person's data: never in logs, errors or debug output.
    Personal,
    /// A secret: never in logs, errors or debug output.
    Secret,
}

/// A named limit.
#[derive(Debug)]
pub struct Limit {
    /// Name in the spec, such as `postal_code`.
    pub name: &'static str,
    /// What it allows, in words for an error; empty where the rule says all.
    pub says: &'static str,
    /// The rule.
    pub rule: Rule,
    /// Whether the value travels as a JSON number or boolean rather than as text.
    pub bare: bool,
}

/// The rule of a limit.
#[derive(Debug)]
pub enum Rule {
    /// Any text, at most `max` characters long.
    Text {
        /// Most characters that are allowed.
        max: Option<u32>,
    },
    /// Any text, at most `max` characters long once it is escaped for a URL.
    Escaped {
        /// Most characters that are allowed, each escaped byte counted as three.
        max: u32,
    },
    /// Text of one of these shapes: `A` is a letter, `1` a digit, anything else itself.
    Shape(&'static [&'static str]),
    /// One of these values.
    OneOf(&'static [&'static str]),
    /// `1` or `0`.
    Flag,
    /// `true` or `false`.
    Boolean,
    /// Digits.
    Id,
    /// A whole number from `min` to `max`.
    Integer {
        /// Smallest allowed.
        min: Option<i64>,
        /// Largest allowed.
        max: Option<i64>,
    },
    /// A decimal number.
    Decimal,
    /// A well-formed e-mail address.
    Email,
    /// An absolute HTTP or HTTPS address.
    Url,
    /// A day, a time or both, in one of these patterns (`YYYY`, `MM`, `DD`, `HH`, `MM`, `SS`; after
    /// an `H` or `:`-separated hour, `MM` is minutes). It must exist in the calendar.
    DateTime(&'static [&'static str]),
    /// Values of another limit, comma-separated.
    ListOf(&'static Limit),
    /// JSON rows with the keys of a table.
    ArrayOf(&'static Table),
    /// A JSON object with the keys of a table.
    Object(&'static Table),
    /// Any JSON: kept as it came in answers, sent as it is.
    Json,
    /// Records, of a table that no request nests. In answers only.
    Rows,
}

/// Keys that belong together: the row of a nested array, or a nested object.
#[derive(Debug)]
pub struct Table {
    /// Name in the spec.
    pub name: &'static str,
    /// Its keys, in the document's order.
    pub keys: &'static [&'static Key],
    /// The keys that every row must have.
    pub requires: &'static [&'static str],
    /// Whether a required key is there although its value is blank.
    pub blank_counts: bool,
}

/// A requirement of a call.
#[derive(Debug)]
pub enum Requires {
    /// This key.
    Key(&'static str),
    /// At least one of these groups, complete.
    AnyOf(&'static [&'static [&'static str]]),
    /// Exactly one of these groups.
    ExactlyOneOf(&'static [&'static [&'static str]]),
    /// The keys `also`, when `key` has the value `is`.
    When {
        /// The key that decides.
        key: &'static str,
        /// Its value.
        is: &'static str,
        /// What must be there then.
        also: &'static [&'static str],
    },
}

/// How an answer is wrapped.
#[derive(Debug)]
pub struct Envelope {
    /// Name in the spec.
    pub name: &'static str,
    /// Whether the keys are read whatever their capitals.
    pub any_case: bool,
    /// Key of the result code. Without it only the HTTP status tells.
    pub code: Option<&'static str>,
    /// Whether an answer may lack the code; the HTTP status tells then.
    pub code_may_lack: bool,
    /// Key of the message.
    pub message: Option<&'static str>,
    /// Key of the total number of records.
    pub total: Option<&'static str>,
    /// Paths to the records, such as `data`; `.` is the whole body. The first that is there counts. A
    /// key of the body that holds neither an object nor an array is not there if the body is a record
    /// itself: if it has keys that the envelope does not name.
    pub records: &'static [&'static str],
    /// Key of a list of error texts.
    pub errors: Option<&'static str>,
    /// The message of an answer without a code that is a success; whatever its capitals. Any other
    /// message is a refusal then.
    pub success: Option<&'static str>,
    /// How an answer that is a redirect is read. It is never followed.
    pub redirect: Option<Redirect>,
    /// Whether a code that is not listed is the name of a key, where it is not as the API says.
    pub other_codes_name_keys: Option<bool>,
    /// What says that there are no records, beside an empty list. Whatever else stands in their place is
    /// not understood.
    pub no_records: &'static [Nothing],
    /// Keys beside the records that hold lists of something else, so that these are not taken for records
    /// in the wrong place.
    pub beside: &'static [&'static str],
}

/// A way in which an answer says that it has no records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nothing {
    /// `null` in their place.
    Null,
    /// `false` in their place.
    False,
    /// A blank text in their place.
    Blank,
    /// An object without keys in their place.
    EmptyObject,
    /// Nothing in their place, in an answer that is a success.
    Missing,
    /// Nothing in their place, beside a total of 0.
    TotalOfZero,
    /// An answer that is an object without keys.
    EmptyAnswer,
    /// An answer without a body.
    EmptyBody,
}

/// What the query of the address tells that an answer redirects to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// Key of the result code. An address without it tells of a success.
    pub code: &'static str,
    /// Key of the message.
    pub message: &'static str,
    /// Parameter with the address that a success redirects to. Without it, any address will do.
    pub to: Option<&'static str>,
}

/// What an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returns {
    /// A code and a message.
    Outcome,
    /// One record.
    One {
        /// Records are the objects that have this key, at any depth.
        found_by: Option<&'static str>,
    },
    /// Any number of records.
    Many {
        /// Records are the objects that have this key, at any depth.
        found_by: Option<&'static str>,
    },
}

impl Returns {
    /// The key by which the records are found, if they can be at any depth.
    pub(crate) fn found_by(self) -> Option<&'static str> {
        match self {
            Returns::One { found_by } | Returns::Many { found_by } => found_by,
            Returns::Outcome => None,
        }
    }
}

/// How a call pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paging {
    /// By the number of records to skip.
    ByOffset {
        /// Key of the page size, if the caller chooses it.
        limit: Option<&'static str>,
        /// Key of the number of records to skip.
        offset: &'static str,
        /// Most records in a page.
        max: u32,
    },
    /// By the number of the page, from 1.
    ByPage {
        /// Key of the page number.
        page: &'static str,
        /// Key of the page size.
        size: &'static str,
        /// Most records in a page.
        max: u32,
        /// Whether rows may have nothing of their own, so that pages can rightly be equal.
        rows_repeat: bool,
    },
}

/// Whether a call may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Repeating changes nothing.
    Safe,
    /// Repeating could do it twice.
    Never,
    /// Safe as long as none of these keys is sent.
    SafeWithout(&'static [&'static str]),
}

/// A kind of record: its fields in the document's order.
#[derive(Debug)]
pub struct RecordKind {
    /// Name in the spec.
    pub name: &'static str,
    /// Its fields.
    pub fields: &'static [&'static Key],
    /// The field that tells one record from all others.
    pub identified_by: Option<&'static Key>,
    /// Whether an object is such a record whatever its keys are. Otherwise it needs one of the fields.
    pub open: bool,
}

impl RecordKind {
    /// Whether an object without any of the fields is such a record.
    pub(crate) fn takes_any(&self) -> bool {
        self.open || self.fields.is_empty()
    }
}
