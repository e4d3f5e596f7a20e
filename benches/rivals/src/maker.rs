//! Who makes a client.

use std::str::FromStr;

/// A generator, in one of its ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Maker {
    /// This project: the Rust of a client.
    Ours,
    /// This project with more of its work: all that is generated of an API; or every field of the answers asked for.
    OursInFull,
    Positional,
    Builder,
    OpenapiGenerator,
}

impl Maker {
    const ALL: [Self; 5] = [
        Self::Ours,
        Self::OursInFull,
        Self::Positional,
        Self::Builder,
        Self::OpenapiGenerator,
    ];

    /// What programs know it by.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::OursInFull => "ours-in-full",
            Self::Positional => "positional",
            Self::Builder => "builder",
            Self::OpenapiGenerator => "openapi-generator",
        }
    }

    /// The head of its column.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Ours | Self::OursInFull => "ours",
            Self::Positional => "progenitor, positional",
            Self::Builder => "progenitor, builders",
            Self::OpenapiGenerator => "openapi-generator",
        }
    }
}

impl FromStr for Maker {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|maker| maker.name() == name);
        found.ok_or_else(|| format!("nobody is called `{name}`"))
    }
}
