//! What earlier revisions of the vendor's document said.

use super::text::{Docs, code, fill, said};
use super::{Voice, limit};
use crate::model::Was;

impl Docs {
    /// Adds since when something is there, since when no more, and what was said about it before.
    pub(crate) fn history(
        &mut self,
        since: Option<&str>,
        deprecated: Option<&str>,
        was: &[Was],
    ) -> &mut Self {
        let since = since.map(|since| fill("New in revision {}.", [said(since)]));
        let gone = deprecated.map(|revision| {
            fill(
                "Gone in revision {}: the next one leaves it out here too.",
                [said(revision)],
            )
        });
        let was = was.iter().map(|was| {
            let mut told = fill("In revision {}:", [said(&was.revision)]);
            if let Some(key) = &was.key {
                told.push(fill(" key {}.", [code(key)]));
            }
            if let Some(limit) = &was.limit {
                told.push(match limit.is_named {
                    true => fill(" limit {}.", [code(&limit.name)]),
                    false => fill(" {}", [limit::words(limit, Voice::Developer)]),
                });
            }
            if let Some(says) = &was.says {
                told.push(fill(" {}", [said(says)]));
            }
            told
        });
        self.list(since.into_iter().chain(gone).chain(was))
    }

    /// [`Docs::history`] under a heading, for where lists of something else stand before it.
    pub(crate) fn history_apart(
        &mut self,
        since: Option<&str>,
        deprecated: Option<&str>,
        was: &[Was],
    ) -> &mut Self {
        if since.is_none() && deprecated.is_none() && was.is_empty() {
            return self;
        }
        self.heading("History").history(since, deprecated, was)
    }
}
