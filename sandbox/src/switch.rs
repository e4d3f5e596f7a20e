//! Switches: what a sandbox does where the documents leave it open.

use std::fmt;

/// All the switches of an API, by name.
pub trait Switchboard: Clone + fmt::Debug + Default + Send + Sync + 'static {
    /// Sets a switch by its name to a word.
    ///
    /// # Errors
    ///
    /// The name or the word is unknown; the message lists the choices.
    fn set(&mut self, name: &str, word: &str) -> Result<(), UnknownWord>;

    /// Every switch with the word that it is set to.
    fn words(&self) -> Vec<(&'static str, String)>;

    /// Every switch, with what it is about and the words that it can be set to, in the order of
    /// [`words`](Self::words).
    fn choices() -> &'static [Choice];
}

/// A switch, as somebody chooses a word for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name.
    pub name: &'static str,
    /// What it is about.
    pub about: &'static [&'static str],
    /// What its words say about that.
    pub says: &'static [&'static str],
    /// Its words, the first one first, and what each does.
    pub words: &'static [(&'static str, &'static [&'static str])],
}

/// A word that a switch does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    pub(crate) word: String,
    pub(crate) choices: &'static [&'static str],
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is none of {}", self.word, self.choices.join(", "))
    }
}

impl std::error::Error for UnknownWord {}

/// A set of words that a switch can be set to.
macro_rules! words {
    ($(#[doc = $doc:literal])+ $name:ident {
        $($(#[doc = $each:literal])+ $(#[default $($default:literal)?])? $variant:ident = $word:literal,)+
    }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $each])+ $(#[default $($default)?])? $variant,)+ }

        impl $name {
            pub(super) const SAYS: &'static [&'static str] = &[$($doc),+];
            pub(super) const WORDS: &'static [(&'static str, &'static [&'static str])] =
                &[$(($word, &[$($each),+])),+];
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self { $(Self::$variant => $word,)+ })
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::switch::UnknownWord;

            fn from_str(word: &str) -> Result<Self, $crate::switch::UnknownWord> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::switch::UnknownWord { word: word.to_owned(), choices: &[$($word),+] }),
                }
            }
        }
    };
}

macro_rules! switches {
    ($($(#[doc = $doc:literal])+ $field:ident: $kind:ty = $name:literal,)+) => {
        /// What the sandbox does where the documents leave it open, or say two things.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Switches { $($(#[doc = $doc])+ pub $field: $kind,)+ }

        impl Switches {
            /// The names of all switches.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// Sets a switch by its name to a word, such as `codes` to `documented`.
            ///
            /// # Errors
            ///
            /// The name or the word is unknown; the message lists the choices.
            pub fn set(&mut self, name: &str, word: &str) -> Result<(), $crate::switch::UnknownWord> {
                match name {
                    $($name => self.$field = word.parse()?,)+
                    _ => return Err($crate::switch::UnknownWord { word: name.to_owned(), choices: Self::NAMES }),
                }
                Ok(())
            }

            /// Every switch with the word that it is set to.
            pub fn words(&self) -> Vec<(&'static str, String)> {
                vec![$(($name, self.$field.to_string())),+]
            }
        }

        impl $crate::switch::Switchboard for Switches {
            fn set(&mut self, name: &str, word: &str) -> Result<(), $crate::switch::UnknownWord> {
                Self::set(self, name, word)
            }

            fn words(&self) -> Vec<(&'static str, String)> {
                Self::words(self)
            }

            fn choices() -> &'static [$crate::switch::Choice] {
                &[$($crate::switch::Choice {
                    name: $name,
                    about: &[$($doc),+],
                    says: <$kind>::SAYS,
                    words: <$kind>::WORDS,
                }),+]
            }
        }
    };
}

pub(crate) use {switches, words};
