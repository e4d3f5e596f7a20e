//! The words that a spec and the model have in common: they mean the same before and after checking.

/// What a call does: one of four kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words are the vendor's own")]
pub enum Kind {
    Create,
    Read,
    Update,
    Delete,
}

impl Kind {
    /// The four, in their order.
    pub const ALL: [Self; 4] = [Self::Create, Self::Read, Self::Update, Self::Delete];

    /// The kind of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Read => "read",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

/// In which kinds of calls a key takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words are the vendor's own")]
pub struct Access {
    pub create: bool,
    pub read: bool,
    pub update: bool,
    pub delete: bool,
}

impl Default for Access {
    fn default() -> Self {
        Self {
            create: true,
            read: true,
            update: true,
            delete: true,
        }
    }
}

impl Access {
    /// Whether a key takes part in calls of this kind.
    pub fn allows(self, kind: Kind) -> bool {
        match kind {
            Kind::Create => self.create,
            Kind::Read => self.read,
            Kind::Update => self.update,
            Kind::Delete => self.delete,
        }
    }

    /// Whether a key is ever sent to change anything.
    pub fn is_sent(self) -> bool {
        self.create || self.update || self.delete
    }
}

/// What a value tells about somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holds {
    /// Nothing.
    #[default]
    Plain,
    /// A person's data.
    Personal,
    /// A secret.
    Secret,
}

/// What a date pattern is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateKind {
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A local day and time.
    DateTime,
    /// A day and time in UTC.
    UtcDateTime,
}

/// In what a moment is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Epoch {
    /// In seconds.
    Seconds,
    /// In milliseconds.
    Milliseconds,
}

/// A version of the Internet Protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the numbers say it")]
pub enum IpVersion {
    V4,
    V6,
}

impl IpVersion {
    /// Both.
    pub const ALL: [Self; 2] = [Self::V4, Self::V6];
}

/// HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words are HTTP's own")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// As HTTP spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// Where parameters travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the query.
    Query,
    /// In a form body.
    Form,
    /// In a JSON body.
    Json,
    /// In a body of several parts.
    Multipart,
}

/// How rows and objects travel in a query and in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nests {
    /// As the text of their JSON.
    JsonText,
    /// `a[b]=c`, and in rows `a[0][b]=c`.
    Brackets,
    /// `a[b]=c`, and in rows `a[b][0]=c`.
    Columns,
    /// `a.b=c`, and in rows `a.0.b=c`.
    Dots,
}

/// Where a key travels, whatever the place in which its call sends parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In the body.
    Body,
}

/// Where a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialPlace {
    /// In a header.
    Header(String),
    /// In a query parameter.
    Query(String),
    /// In a key of the body.
    Body(String),
    /// As the user name of HTTP Basic.
    BasicUser,
    /// As the password of HTTP Basic.
    BasicPassword,
    /// As the password of HTTP Basic, with this user.
    BasicWithUser(String),
    /// As the user name of HTTP Basic, with this password.
    BasicWithPassword(String),
    /// With no call: it is given to get the access token.
    OAuth(OAuthPart),
}

/// What is given to get an access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words are OAuth's own")]
pub enum OAuthPart {
    ClientId,
    ClientSecret,
    RefreshToken,
}

/// What an access token is got for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words are OAuth's own")]
pub enum Grant {
    ClientCredentials,
    RefreshToken,
}

/// How a client proves to the token URL who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientProof {
    /// By id and secret, as HTTP Basic.
    Basic,
    /// By id and secret, in the body.
    Body,
    /// Not at all: it has an id and no secret.
    Public,
}

/// So many calls in so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Calls.
    pub calls: u32,
    /// Seconds.
    pub seconds: u32,
}

/// The header in which answers to too many calls tell how long to wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// Its name.
    pub header: String,
    /// What it holds.
    pub is: WaitForm,
}

/// How a wait is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "spec/rare.md lists the words")]
pub enum WaitForm {
    Seconds,
    EpochSeconds,
    EpochMilliseconds,
    HttpDate,
}

/// How many calls of some kind the vendor bears, beside the rate of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnRate {
    /// Whether it is the family's, whose calls share it.
    pub is_of_family: bool,
    /// The rate.
    pub rate: Rate,
}

/// How a call says that a stored value is to be cleared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Blank {
    /// By an empty text.
    #[default]
    Text,
    /// By `null` in JSON, and by an empty text elsewhere.
    Null,
}

/// A way in which an answer says that it has no records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "spec/README.md lists the words")]
pub enum Nothing {
    Null,
    False,
    Blank,
    EmptyObject,
    Missing,
    TotalOfZero,
    EmptyAnswer,
    EmptyBody,
}

impl Nothing {
    /// What counts where a spec does not say: what stands in the place of the records and says nothing.
    pub(crate) const USUAL: [Self; 4] = [Self::Null, Self::False, Self::Blank, Self::EmptyObject];
}

/// What a code means for a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "spec/README.md lists the words")]
pub enum Meaning {
    Success,
    BadRequest,
    UnknownCall,
    ServerFault,
    MissingKey,
    AccessDenied,
    InUse,
    NotFound,
    Duplicate,
    NotInserted,
    NotEnabled,
    TooMany,
    Unknown,
}
