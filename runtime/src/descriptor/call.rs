//! A call: everything about it that is not in its Rust type.

use super::{ApiDescriptor, Credential, Envelope, Key, Limit, Paging, Returns};

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

impl CallDescriptor {
    /// A GET without parameters, sent with all credentials, of which nothing is returned. It is not repeated
    /// once it may have arrived: a call that may be says so with `retry`.
    ///
    /// `api` and `envelope` go together: without an envelope of the API no code of its answers is read, and a
    /// refusal with status 200 is a success. For a call that the spec does not know, take
    /// [`CallDescriptor::raw`], which has both. Another `method` needs its own `sends`, because a GET has
    /// only the query.
    pub const PLAIN: Self = Self {
        name: "",
        api: &ApiDescriptor::PLAIN,
        method: Method::Get,
        other_methods: &[],
        path: "",
        credentials: None,
        fixed: &[],
        sends: &[Place::Query],
        root: None,
        accepts: &[],
        open: None,
        reserved: &[],
        requires: &[],
        envelope: &Envelope::BARE,
        returns: Returns::Outcome,
        empty_when_not_found: false,
        paging: None,
        retry: Retry::Never,
        codes: &[],
        clears: None,
    };

    /// Whether the call is sent with this credential.
    pub(crate) fn carries(&self, credential: &Credential) -> bool {
        self.credentials
            .is_none_or(|names| names.contains(&credential.name))
    }

    /// Whether the parameter of this name travels in the path.
    pub(crate) fn has_in_path(&self, name: &str) -> bool {
        let mut names = self.path.split('{').skip(1);
        names.any(|rest| rest.split_once('}').is_some_and(|(found, _)| found == name))
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

/// A requirement of a call.
#[derive(Debug)]
pub enum Requires {
    /// This key.
    Key(&'static str),
    /// At least one of these groups, complete.
    AnyOf(&'static [&'static [&'static str]]),
    /// Exactly one of these groups.
    ExactlyOneOf(&'static [&'static [&'static str]]),
    /// No more than one of these groups: all that is there of them is of one.
    AtMostOneOf(&'static [&'static [&'static str]]),
    /// The keys `also`, when `key` is there.
    WhenThere {
        /// The key that decides.
        key: &'static str,
        /// What must be there then.
        also: &'static [&'static str],
    },
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

/// How a call says that a stored value is to be cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Blank {
    /// By an empty text.
    Text,
    /// By `null` in JSON; by an empty text elsewhere, which has no `null`.
    Null,
}
