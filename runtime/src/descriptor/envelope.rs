//! How an answer is wrapped.

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
    /// Other paths of error texts, of which the first that says something counts, after that of `errors`.
    pub other_errors: &'static [&'static str],
    /// Header of the result code, which counts before a code in the body.
    pub code_header: Option<&'static str>,
    /// Header of the message, which counts before one in the body.
    pub message_header: Option<&'static str>,
    /// What else answers say of an error, by name.
    pub details: &'static [Detail],
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

impl Envelope {
    /// No envelope: the body itself is the record, or the list of them, and the HTTP status tells the
    /// rest. Nothing but an empty list says that there are no records.
    pub const BARE: Self = Self {
        name: "bare",
        any_case: false,
        code: None,
        code_may_lack: false,
        message: None,
        total: None,
        records: &["."],
        errors: None,
        other_errors: &[],
        code_header: None,
        message_header: None,
        details: &[],
        success: None,
        redirect: None,
        other_codes_name_keys: None,
        no_records: &[],
        beside: &[],
    };
}

/// Something that answers say of an error, such as the parameter that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Name in the spec.
    pub name: &'static str,
    /// Paths in the answer, of which the first that says something counts.
    pub paths: &'static [&'static str],
    /// The header that has it.
    pub header: Option<&'static str>,
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
