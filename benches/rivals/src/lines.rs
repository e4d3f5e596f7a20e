//! How long the Rust is that somebody made.

use std::fs;
use std::path::Path;

use crate::Failure;

/// Lines of files.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Lines {
    pub(crate) all: usize,
    /// Those that are neither blank nor a comment.
    pub(crate) code: usize,
}

impl Lines {
    /// Of all Rust below a folder.
    pub(crate) fn below(folder: &Path) -> Result<Self, Failure> {
        let mut lines = Self::default();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                lines.add(Self::below(&path)?);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                lines.add(Self::of(&fs::read_to_string(&path)?));
            }
        }
        Ok(lines)
    }

    /// Documentation comes as `///` from some and as `/** … */` over many lines from others. Neither is code.
    fn of(text: &str) -> Self {
        let (mut lines, mut is_comment) = (Self::default(), false);
        for line in text.lines().map(str::trim) {
            lines.all += 1;
            is_comment |= line.starts_with("/*");
            if !is_comment && !line.is_empty() && !line.starts_with("//") {
                lines.code += 1;
            }
            is_comment &= !line.ends_with("*/");
        }
        lines
    }

    fn add(&mut self, more: Self) {
        self.all += more.all;
        self.code += more.code;
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn documentation_in_any_form_is_no_code() {
        let text = "//! A file.\n\n/**A call.\n\nIts documentation.*/\npub fn call() {\n    /* Nothing. */\n    // At all.\n}\n";
        assert_eq!(Lines::of(text), Lines { all: 9, code: 2 });
    }
}
