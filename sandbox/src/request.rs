//! A request, whatever API it belongs to.

/// What a caller sent.
pub struct Request {
    pub(crate) method: String,
    /// As it was sent, escapes and all.
    pub(crate) path: String,
    pub(crate) query: String,
    /// Names in small letters.
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// A header's text, whatever the capitals of its name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let value = self
            .headers
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name));
        value.and_then(|(_, value)| std::str::from_utf8(value).ok())
    }

    /// The values of all cookies of a name.
    pub(crate) fn cookies<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'r str> {
        let headers = self.headers.iter();
        let cookies = headers.filter(|(header, _)| header.eq_ignore_ascii_case("cookie"));
        cookies
            .filter_map(|(_, value)| std::str::from_utf8(value).ok())
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .filter(move |(other, _)| *other == name)
            .map(|(_, value)| value)
    }
}
