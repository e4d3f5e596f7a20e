//! What a form of these pages says, or a query.

/// Names and values, in order.
#[derive(Default)]
pub(super) struct Posted(Vec<(String, String)>);

impl Posted {
    /// Of a query, or a body in the form of one.
    pub(super) fn of(text: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(text);
        Self(pairs.into_owned().collect())
    }

    /// The first value of this name; blank if there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        self.find(name).unwrap_or("")
    }

    /// The first value of this name, if it is there.
    pub(super) fn find(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    /// All names that begin like this, without that, and their values.
    pub(super) fn beginning<'p>(
        &'p self,
        start: &'p str,
    ) -> impl Iterator<Item = (&'p str, &'p str)> {
        let pairs = self.0.iter();
        pairs.filter_map(move |(name, value)| Some((name.strip_prefix(start)?, value.as_str())))
    }
}
