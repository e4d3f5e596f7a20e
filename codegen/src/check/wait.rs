//! The header that tells how long to wait.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::span::At;
use crate::syntax;

impl Checker<'_, '_> {
    /// Checks that the header can be one, and is one that is not read anyway.
    pub(super) fn wait(&mut self, api: &syntax::Api) {
        let Some(wait) = &api.wait else { return };
        let header = &wait.value.header;
        if self.is_header(&At::new(header.clone(), wait.span))
            && header.eq_ignore_ascii_case("Retry-After")
        {
            self.error(
                Diagnostic::error(
                    Code::SaysNothing,
                    Some(wait.span),
                    "`Retry-After` is read anyway, in both of its forms",
                )
                .help("leave `wait:` out, or name the API's own header"),
            );
        }
    }
}
