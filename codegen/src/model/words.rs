//! The words that a spec and the model have in common: they mean the same before and after checking.

/// The four kinds of calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words are the vendor's own")]
pub enum Kind {
    Create,
    Read,
    Update,
    Delete,
}

/// In which families a key takes part.
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
}

/// So many calls in so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Calls.
    pub calls: u32,
    /// Seconds.
    pub seconds: u32,
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
