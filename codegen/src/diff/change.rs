//! A change of a spec as a value.

use super::rule::Verdict;
use super::values::Values;
use crate::model::Location;

/// One difference between two specs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whether what changed is sent, received, or both.
    pub direction: Direction,
    /// What changed.
    pub thing: Thing,
    /// What was done to it.
    pub action: Action,
    /// Where in the spec, by names: a table and a key, say.
    pub subject: Vec<String>,
    /// Where it stands in the old spec, if it is there.
    pub old: Option<Location>,
    /// Where it stands in the new spec, if it is there.
    pub new: Option<Location>,
    /// What it was and what it is, in one line.
    pub words: String,
    /// Which values used to pass and no longer do, or the reverse, where that is the question.
    pub values: Option<Values>,
    /// Who changed.
    pub origin: Origin,
    /// What it comes to.
    pub verdict: Verdict,
    /// Names the change for approvals: the same as long as direction, thing, action, subject and words are.
    pub fingerprint: String,
}

/// Which way a thing travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// To the server.
    Sent,
    /// From the server.
    Received,
    /// Both ways.
    Both,
    /// It does not travel.
    Neither,
}

impl Direction {
    /// The four.
    pub const ALL: [Self; 4] = [Self::Sent, Self::Received, Self::Both, Self::Neither];

    pub(super) fn of(is_sent: bool, is_received: bool) -> Self {
        match (is_sent, is_received) {
            (true, true) => Self::Both,
            (true, false) => Self::Sent,
            (false, true) => Self::Received,
            (false, false) => Self::Neither,
        }
    }

    /// Whether it goes to the server.
    pub fn is_sent(self) -> bool {
        matches!(self, Self::Sent | Self::Both)
    }

    /// Whether it comes from the server.
    pub fn is_received(self) -> bool {
        matches!(self, Self::Received | Self::Both)
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Received => "received",
            Self::Both => "both",
            Self::Neither => "neither",
        }
    }
}

/// Declares an enum with a word for each value.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$of:meta])* $value:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$of])* $value,)* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$value,)*];

            /// The word for it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$value => $word,)* }
            }
        }
    };
}

words! {
    /// What a change is about.
    Thing {
        /// The API as a whole.
        Api = "API",
        /// A variable of the environment, or what else only the caller's machine knows.
        Environment = "environment",
        /// A family of calls.
        Family = "family",
        /// A call.
        Call = "call",
        /// A parameter table.
        Table = "table",
        /// A kind of record.
        Record = "record",
        /// A key, of a table or of a call.
        Key = "key",
        /// A field of a record.
        Field = "record field",
        /// A limit: what values are allowed.
        Limit = "limit",
        /// A value of a closed set.
        ClosedSet = "closed set",
        /// What must be there.
        Requirement = "requirement",
        /// What the vendor assumes.
        Default = "default",
        /// Where or how something travels.
        Place = "place",
        /// Method and address of a call, or the base URL.
        Path = "path",
        /// A credential, or how one is got.
        Credential = "credential",
        /// A result code.
        Code = "code",
        /// How answers are wrapped.
        Envelope = "envelope",
        /// How a call pages.
        Paging = "paging",
        /// Whether and when a call is sent again.
        Retry = "retry",
        /// How many calls the vendor bears.
        Rate = "rate",
        /// What a call returns.
        Returns = "returns",
        /// A variable of the base URL.
        Variable = "variable",
        /// What is always sent.
        Constant = "constant",
        /// How something is cleared, and whether `null` may be sent.
        Null = "null",
        /// Another spelling: for cleaning, or in answers.
        Spelling = "spelling",
        /// What a value tells about somebody.
        Holds = "holds",
        /// In which kinds of calls a key takes part.
        Access = "access",
        /// How webhooks are signed.
        Webhook = "webhook",
        /// An event of a webhook.
        Event = "event",
        /// An HTML form, or what a form says of a key.
        Form = "form",
        /// In which type Rust holds a value, or the rows of an answer.
        Type = "type",
        /// The arguments of a constructor.
        Argument = "argument",
        /// A method or an implementation that the crate has besides setters and accessors.
        Method = "method",
        /// A name in Rust.
        Name = "name",
        /// The warning that something goes.
        Deprecation = "deprecation",
        /// A revision of the vendor's document.
        Revision = "revision",
        /// What is recorded of earlier revisions.
        History = "history",
        /// A quirk.
        Quirk = "quirk",
        /// Words, examples and headings.
        Words = "words",
        /// The order of the page.
        Order = "order",
    }
}

words! {
    /// What was done to a thing.
    Action {
        /// It is new.
        Added = "added",
        /// It is gone.
        Removed = "removed",
        /// It allows less.
        Tightened = "tightened",
        /// It allows more.
        Loosened = "loosened",
        /// It is called otherwise.
        Renamed = "renamed",
        /// It stands elsewhere.
        Moved = "moved",
        /// It is said otherwise.
        Reworded = "reworded",
        /// It is another, and neither more nor less.
        Changed = "changed",
    }
}

impl Action {
    /// What is done on the way back.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Added => Self::Removed,
            Self::Removed => Self::Added,
            Self::Tightened => Self::Loosened,
            Self::Loosened => Self::Tightened,
            Self::Renamed | Self::Moved | Self::Reworded | Self::Changed => self,
        }
    }
}

words! {
    /// Who changed: the vendor, or our reading of the vendor.
    Origin {
        /// The spec records it as a change of the vendor's document (`since`, `until`, `was`).
        Vendor = "vendor",
        /// It records no change: what was always so is read otherwise.
        Reading = "our reading",
        /// There is a new revision, and nothing of this kind can say that it came with it.
        Unsaid = "not said",
    }
}
