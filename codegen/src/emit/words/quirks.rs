//! Contradictions, gaps and surprises of the vendor's document.

use super::text::{Docs, Text, fill, said};
use crate::model::Quirk;

impl Docs {
    /// Adds quirks under a heading; `ours` leads to what is made of each.
    pub(crate) fn quirks_and_ours(&mut self, quirks: &[Quirk], ours: &Text) -> &mut Self {
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
                    ours.clone(),
                    said(quirk.we.trim_end_matches('.')),
                ],
            ))
        }))
    }
}
