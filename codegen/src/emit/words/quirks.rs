//! Contradictions, gaps and surprises of the vendor's document.

use super::text::{Docs, fill, said, stressed};
use crate::model::Quirk;

impl Docs {
    /// Adds quirks under a heading.
    pub(crate) fn quirks(&mut self, quirks: &[Quirk]) -> &mut Self {
        if quirks.is_empty() {
            return self;
        }
        self.heading("Quirks").list(quirks.iter().map(|quirk| {
            let about = quirk.about.as_deref();
            let about = about.map(|about| fill("{}: ", [said(about)]));
            about.unwrap_or_default().and(fill(
                "{} {} {}.",
                [
                    said(&quirk.says),
                    stressed("What this crate does:"),
                    said(quirk.we.trim_end_matches('.')),
                ],
            ))
        }))
    }
}
