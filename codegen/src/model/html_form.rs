//! What an HTML form does with the keys of its call.

/// What an HTML form does with some of the call's keys, by wire names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlForm {
    /// Keys that the visitor sees.
    pub shows: Shows,
    /// Keys that the site sets, not the visitor.
    pub hidden: Vec<String>,
    /// Keys whose text may have several lines.
    pub lines: Vec<String>,
    /// Keys that the visitor says yes to, or else says no.
    pub consents: Vec<Consent>,
}

impl HtmlForm {
    /// What the visitor is asked to agree to, where this key is such a thing.
    pub fn consent(&self, wire: &str) -> Option<&Consent> {
        self.consents.iter().find(|consent| consent.key == wire)
    }
}

/// Which keys a visitor sees. Hidden ones are never among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shows {
    /// Those by which people are known and reached, their messages and consents, and what the call requires.
    #[default]
    Usual,
    /// Every key.
    All,
    /// These, in this order.
    Keys(Vec<String>),
}

/// A key that says whether the visitor agrees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The key.
    pub key: String,
    /// What the visitor agrees to.
    pub words: String,
}
