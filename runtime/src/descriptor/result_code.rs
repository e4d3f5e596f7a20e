//! Result codes and what they mean.

/// A result code and what it means.
#[derive(Debug, PartialEq, Eq)]
pub struct ResultCode {
    /// Name in the spec, where that is not the code: several can have one code, and are told apart by what
    /// they say.
    pub name: &'static str,
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
    /// Words in the body of such an answer, whatever their capitals; empty if the status says all. Without
    /// a status, words in the body of answers with the code itself.
    pub says: &'static str,
}

impl ResultCode {
    /// A code of which only the spelling is known, so that it means nothing to a caller.
    pub const PLAIN: Self = Self {
        name: "",
        code: "",
        also: &[],
        message: "",
        means: Meaning::Unknown,
        status: None,
        says: "",
    };
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
    /// Too many calls in too little time: nothing was done, and later it may be.
    TooMany,
    /// A value broke its limit.
    BrokenLimit,
    /// A code that the spec does not know.
    Unknown,
}
