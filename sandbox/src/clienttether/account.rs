use std::fmt;

/// An account of the sandbox. Its web key opens made-up data only, but is kept out of debug output
/// like any other.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub id: i64,
    /// Its company name.
    pub name: String,
    /// The web key that selects it.
    pub web_key: String,
    /// Whether it has sub-accounts.
    pub multi_level: bool,
    /// Whether creates with the e-mail address or phone of another contact are refused.
    pub check_duplicates: bool,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("multi_level", &self.multi_level)
            .field("check_duplicates", &self.check_duplicates)
            .finish_non_exhaustive()
    }
}
