//! The API as a whole: where it is, what authenticates its calls, how it answers.

use super::{
    Blank, Call, ClientProof, Counts, CredentialPlace, Defined, Family, Fixed, Grant, Holds, Limit,
    Location, Meaning, Nothing, Quirk, Rate, Record, Table, Wait, Webhooks,
};

/// An API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Api {
    /// Name of the spec.
    pub name: String,
    /// Title of the vendor's document.
    pub title: String,
    /// What it is.
    pub doc: String,
    /// The folder that receives the code.
    pub crate_name: String,
    /// The spec itself, if it is written into one file too.
    pub bundle: Option<Bundle>,
    /// Base URL, with a slash at its end.
    pub base_url: String,
    /// Variables of the base URL.
    pub variables: Vec<Variable>,
    /// Whether plain HTTP is refused.
    pub https_only: bool,
    /// Revisions of the vendor's document, oldest first; the last is in force.
    pub revisions: Vec<Named>,
    /// Credentials.
    pub credentials: Vec<Credential>,
    /// What all calls are always sent with.
    pub fixed: Vec<Fixed>,
    /// How the access token is got, if a credential is got by OAuth.
    pub oauth: Option<OAuth>,
    /// What it sends by itself.
    pub webhooks: Option<Webhooks>,
    /// Envelopes.
    pub envelopes: Vec<Envelope>,
    /// Name of the envelope of calls that name none.
    pub envelope: String,
    /// Result codes.
    pub result_codes: Vec<ResultCode>,
    /// Whether other codes are names of keys, unless an envelope says otherwise.
    pub other_codes_name_keys: bool,
    /// How many calls the vendor bears.
    pub rate: Option<Rate>,
    /// Where answers to too many calls tell how long to wait, beside `Retry-After`.
    pub wait: Option<Wait>,
    /// HTTP statuses after which the server has certainly not acted.
    pub not_acted: Vec<u16>,
    /// How updates say that a value is cleared.
    pub cleared_as: Blank,
    /// Named limits.
    pub limits: Vec<Limit>,
    /// Parameter tables.
    pub tables: Vec<Table>,
    /// Families of calls.
    pub families: Vec<Family>,
    /// Records.
    pub records: Vec<Record>,
    /// What the spec defines, by name, with what is gone.
    pub defined: Defined,
    /// Pages of the vendor's that the spec leaves out: what each is called, and why.
    pub not_described: Vec<Named>,
    /// Quirks of the API as a whole.
    pub quirks: Vec<Quirk>,
    /// Where it stands.
    pub location: Location,
}

impl Api {
    /// The revision in force.
    pub fn revision(&self) -> &str {
        self.revisions
            .last()
            .map_or("current", |revision| revision.name.as_str())
    }

    /// Every call, without those that are gone.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        self.families.iter().flat_map(|family| &family.calls)
    }

    /// The base URLs of calls that are not below that of the API, each once.
    pub fn other_base_urls(&self) -> Vec<&str> {
        let mut urls: Vec<&str> = Vec::new();
        for url in self.calls().filter_map(|call| call.base_url.as_deref()) {
            if !urls.contains(&url) {
                urls.push(url);
            }
        }
        urls
    }

    /// A table by its name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// A record by its name.
    pub fn record(&self, name: &str) -> Option<&Record> {
        self.records.iter().find(|record| record.name == name)
    }

    /// How much there is of everything.
    pub fn counts(&self) -> Counts {
        Counts::of(self)
    }
}

/// The files of a spec, for a program that carries them with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The folder that receives them in one file.
    pub folder: String,
    /// The path of each, and its text.
    pub files: Vec<(String, String)>,
}

/// A name and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// What it stands for.
    pub doc: String,
    /// Where it stands.
    pub location: Location,
}

/// A variable of the base URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Environment variable.
    pub env: Option<String>,
    /// Its values, and what of each stands in the URL; any value, if there are none.
    pub one_of: Vec<(String, String)>,
    /// The value that it has if nobody gives one.
    pub default: Option<String>,
    /// What it stands for.
    pub doc: String,
    /// Where it stands.
    pub location: Location,
}

/// A credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Its name.
    pub name: String,
    /// Its Rust name.
    pub rust: String,
    /// Where it travels.
    pub place: CredentialPlace,
    /// What is written before the value.
    pub before: String,
    /// What is written after the value.
    pub after: String,
    /// What it tells.
    pub holds: Holds,
    /// Environment variable.
    pub env: Option<String>,
    /// Whether calls work without it.
    pub optional: bool,
    /// Whether it selects the account.
    pub account: bool,
    /// Whether it is the access token that the client gets by itself.
    pub got_by_oauth: bool,
    /// What it is.
    pub doc: String,
    /// Where it stands.
    pub location: Location,
}

/// How an access token is got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuth {
    /// Where tokens are got: an absolute URL, or a path below the host of the base URL.
    pub token_url: String,
    /// What a token is got for.
    pub grant: Grant,
    /// How the client proves who it is.
    pub client: ClientProof,
    /// What the token is to allow; empty if nothing is asked for.
    pub scope: String,
    /// What there is to know about it.
    pub doc: String,
    /// Where it stands.
    pub location: Location,
}

/// How answers are wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Its name.
    pub name: String,
    /// Whether capitals do not matter in its keys.
    pub any_case: bool,
    /// Key of the code.
    pub code: Option<String>,
    /// Whether the HTTP status tells where the code is not there.
    pub code_may_lack: bool,
    /// Header of the code.
    pub code_header: Option<String>,
    /// Key of the message.
    pub message: Option<String>,
    /// Header of the message.
    pub message_header: Option<String>,
    /// Key of the total.
    pub total: Option<String>,
    /// Paths to the records.
    pub records: Vec<String>,
    /// Paths to error texts, of which the first that says something counts.
    pub errors: Vec<String>,
    /// What else answers say of an error.
    pub details: Vec<Detail>,
    /// The message of an answer without a code that is a success, whatever its capitals.
    pub success: Option<String>,
    /// How an answer that is a redirect is read.
    pub redirect: Option<Redirect>,
    /// Whether other codes are names of keys, where it is not as the API says.
    pub other_codes_name_keys: Option<bool>,
    /// What says that there are no records, beside an empty list.
    pub no_records: Vec<Nothing>,
    /// Keys beside the records that hold lists of something else.
    pub beside: Vec<String>,
    /// Where it stands.
    pub location: Location,
}

/// Something that answers say of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Its name.
    pub name: String,
    /// Paths in the answer, of which the first that says something counts.
    pub paths: Vec<String>,
    /// The header that has it.
    pub header: Option<String>,
}

/// What the query of the address tells that an answer redirects to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// Key of the result code. An address without it tells of a success.
    pub code: String,
    /// Key of the message.
    pub message: String,
    /// Parameter with the address that a success redirects to.
    pub to: Option<String>,
}

/// A result code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultCode {
    /// Its name: the code, unless several have the same one.
    pub name: String,
    /// The code.
    pub code: String,
    /// Name of its variant.
    pub rust: String,
    /// Other spellings.
    pub also: Vec<String>,
    /// The vendor's message; empty if it has none.
    pub message: String,
    /// What it means for a caller.
    pub means: Meaning,
    /// HTTP status of answers without a code of their own that stand for this one.
    pub status: Option<u16>,
    /// Words in the body of such an answer, or without a status of one with the code, whatever their capitals;
    /// empty if the status or the code says all.
    pub says: String,
    /// What happened.
    pub doc: String,
    /// Where it stands.
    pub location: Location,
}
