//! A call: everything about it that is not in its Rust type.

use super::{
    ApiDescriptor, Credential, CredentialPlace, Envelope, Fixed, FixedPlace, Idempotency, Key,
    Limit, Nests, OwnRate, Paging, Returns,
};

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
    /// The base URL that its path is below, if not that of the API. One of
    /// [`ApiDescriptor::other_base_urls`].
    pub base_url: Option<&'static str>,
    /// The credentials that it is sent with, by name; all of them if none are named.
    pub credentials: Option<&'static [&'static str]>,
    /// Parameters that it is always sent with, and their values.
    pub fixed: &'static [(&'static str, &'static str)],
    /// The same, of those that travel elsewhere than the other parameters.
    pub fixed_elsewhere: &'static [Fixed],
    /// Where the parameters that are not in the path may travel; the first place is the default.
    pub sends: &'static [Place],
    /// How rows and objects travel in a query and in a form.
    pub nests: Nests,
    /// The key whose value is the whole JSON body.
    pub body: Option<&'static str>,
    /// JSON key under which the parameters are nested.
    pub root: Option<&'static str>,
    /// What the call accepts, in the document's order.
    pub accepts: &'static [&'static Key],
    /// Whether any other name is accepted too, and the limit of its value.
    pub open: Option<&'static Limit>,
    /// What every other name begins with on the wire; typed calls write it before what the caller gives.
    pub open_prefix: &'static str,
    /// Names that are reserved: not accepted by this call, and not to be used as custom names.
    pub reserved: &'static [&'static str],
    /// What must be there.
    pub requires: &'static [Requires],
    /// How the answer is wrapped.
    pub envelope: &'static Envelope,
    /// What the answer holds.
    pub returns: Returns,
    /// What kinds of answer the request asks for, where that is not JSON, or anything if the body is returned.
    pub accept: Option<&'static str>,
    /// Whether "no record matches" is an answer without records rather than a refusal: so it is for
    /// calls that ask whether something exists.
    pub empty_when_not_found: bool,
    /// How the call pages.
    pub paging: Option<Paging>,
    /// Whether the call may be repeated.
    pub retry: Retry,
    /// The key that it is sent with, by which the server knows it again: then it may be repeated.
    pub idempotency: Option<Idempotency>,
    /// Result codes that the call can give, by their names in the spec.
    pub codes: &'static [&'static str],
    /// A rate that it keeps to beside that of the API.
    pub rate: Option<OwnRate>,
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
        base_url: None,
        credentials: None,
        fixed: &[],
        fixed_elsewhere: &[],
        sends: &[Place::Query],
        nests: Nests::JsonText,
        body: None,
        root: None,
        accepts: &[],
        open: None,
        open_prefix: "",
        reserved: &[],
        requires: &[],
        envelope: &Envelope::BARE,
        returns: Returns::Outcome,
        accept: None,
        empty_when_not_found: false,
        paging: None,
        retry: Retry::Never,
        idempotency: None,
        codes: &[],
        rate: None,
        clears: None,
    };

    /// Whether the call is sent with this credential.
    pub(crate) fn carries(&self, credential: &Credential) -> bool {
        !matches!(credential.place, CredentialPlace::OAuth(_))
            && self
                .credentials
                .is_none_or(|names| names.contains(&credential.name))
    }

    /// What it is always sent with in this place, because it or its API says so.
    pub(crate) fn fixed_in(&self, place: FixedPlace) -> impl Iterator<Item = &'static Fixed> {
        let all = self.fixed_elsewhere.iter().chain(self.api.fixed);
        all.filter(move |fixed| fixed.place == place)
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
    /// In a body of several parts (`multipart/form-data`), the only place for files.
    Multipart,
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
    /// Safe as long as none of these keys is sent, and no body of the caller's own.
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
