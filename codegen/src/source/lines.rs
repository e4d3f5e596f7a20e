//! Which line of a file a place is on.

use std::sync::Arc;

use super::Sources;
use crate::span::Span;

/// The files of a spec and where their lines begin: found once, however many places are asked for.
#[derive(Clone, Debug, Default)]
pub struct Lines(Vec<(Arc<str>, Vec<u32>)>);

impl Lines {
    /// The lines of all files.
    pub(crate) fn of(sources: &Sources) -> Self {
        let begins = |text: &str| {
            let ends = text.match_indices('\n').map(|(end, _)| end + 1);
            let begins = std::iter::once(0).chain(ends);
            begins
                .map(|begin| u32::try_from(begin).unwrap_or(u32::MAX))
                .collect()
        };
        let files = sources.files().iter();
        Self(
            files
                .map(|file| (Arc::from(file.path.as_str()), begins(&file.text)))
                .collect(),
        )
    }

    /// The path of the file that a place is in, and its line there, from 1.
    pub(crate) fn line(&self, span: Span) -> Option<(&Arc<str>, u32)> {
        let (path, begins) = self.0.get(usize::try_from(span.file).ok()?)?;
        let line = begins.partition_point(|begin| *begin <= span.start);
        Some((path, u32::try_from(line).unwrap_or(u32::MAX)))
    }
}
