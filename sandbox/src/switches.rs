use std::fmt;
use std::str::FromStr;

/// A set of words that a switch can be set to.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name { $($(#[$each])* $variant,)+ }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant => $word,)+ })
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(UnknownWord { word: word.to_owned(), choices: &[$($word),+] }),
                }
            }
        }
    };
}

words! {
    /// How codes and their key are spelled.
    Codes {
        /// `ResultCode` and `CT_200`, as live answers were seen.
        #[default]
        Live = "live",
        /// `resultCode` and `CT200`, as the page prints them; not found carries `client_id: false`.
        Documented = "documented",
    }
}

words! {
    /// How deep the list of action plans is.
    ActionPlans {
        /// A list of plans, as the page shows it.
        #[default]
        Flat = "flat",
        /// Lists of plans in a list, as a shipped integration reads them.
        Nested = "nested",
        /// An object of lists, one for each type of plan.
        Grouped = "grouped",
    }
}

words! {
    /// What a list without records looks like.
    NoRecords {
        /// `data` is an empty list.
        #[default]
        Empty = "empty",
        /// There is no `data`.
        Missing = "missing",
        /// The code is CT515.
        NotFound = "not-found",
    }
}

words! {
    /// What missing and wrong credentials get.
    Denied {
        /// HTTP 401 and a word of plain text.
        #[default]
        Unauthorized = "unauthorized",
        /// HTTP 403 and a page of HTML.
        Forbidden = "forbidden",
        /// HTTP 200 and CT510.
        Code = "code",
    }
}

words! {
    /// What a call that does not exist gets.
    UnknownCall {
        /// HTTP 404 and a page of HTML.
        #[default]
        Http = "http",
        /// HTTP 200 and CT404.
        Code = "code",
    }
}

words! {
    /// What a blank value does in an update.
    Blank {
        /// It clears what is stored.
        #[default]
        Clears = "clears",
        /// It is passed over.
        Keeps = "keeps",
    }
}

words! {
    /// How a contact names its user.
    AssignedUser {
        /// First and last name.
        #[default]
        Name = "name",
        /// A JSON object within a text.
        Json = "json",
    }
}

words! {
    /// What happens to a custom field of more than 100 characters.
    LongCustomText {
        /// It is refused by its name.
        #[default]
        Refused = "refused",
        /// It is cut.
        Cut = "cut",
    }
}

words! {
    /// The HTTP status of answers with an error code.
    Errors {
        /// 200.
        #[default]
        Ok = "ok",
        /// 400.
        BadRequest = "bad-request",
    }
}

words! {
    /// What an update without `contact_type` does to it.
    ContactType {
        /// Nothing.
        #[default]
        Stays = "stays",
        /// It becomes 1, as the page said in 2020.
        Resets = "resets",
    }
}

/// A word that a switch does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    word: String,
    choices: &'static [&'static str],
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is none of {}", self.word, self.choices.join(", "))
    }
}

impl std::error::Error for UnknownWord {}

macro_rules! switches {
    ($($(#[$doc:meta])* $field:ident: $kind:ty = $name:literal,)+) => {
        /// What the sandbox does where the documents leave it open, or say two things.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Switches { $($(#[$doc])* pub $field: $kind,)+ }

        impl Switches {
            /// The names of all switches.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// Sets a switch by its name to a word, such as `codes` to `documented`.
            ///
            /// # Errors
            ///
            /// The name or the word is unknown; the message lists the choices.
            pub fn set(&mut self, name: &str, word: &str) -> Result<(), UnknownWord> {
                match name {
                    $($name => self.$field = word.parse()?,)+
                    _ => return Err(UnknownWord { word: name.to_owned(), choices: Self::NAMES }),
                }
                Ok(())
            }

            /// Every switch with the word that it is set to.
            pub fn words(&self) -> Vec<(&'static str, String)> {
                vec![$(($name, self.$field.to_string())),+]
            }
        }
    };
}

switches! {
    /// Spelling of result codes.
    codes: Codes = "codes",
    /// Depth of the list of action plans.
    action_plans: ActionPlans = "action-plans",
    /// A list without a match.
    no_match: NoRecords = "no-match",
    /// A page past the end of a list.
    past_the_end: NoRecords = "past-the-end",
    /// Missing and wrong credentials.
    denied: Denied = "denied",
    /// A call that does not exist.
    unknown_call: UnknownCall = "unknown-call",
    /// A blank value in an update.
    blank: Blank = "blank",
    /// The user of a contact.
    assigned_user: AssignedUser = "assigned-user",
    /// Custom fields of more than 100 characters.
    long_custom_text: LongCustomText = "long-custom-text",
    /// HTTP status of answers with an error code.
    errors: Errors = "errors",
    /// Contact type of updates that leave it out.
    contact_type: ContactType = "contact-type",
}
