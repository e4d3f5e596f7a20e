//! The files of a spec in one text, for programs that carry a spec with them.
//!
//! Each file stands below a line `@ PATH`, line by line, so that a changed line of a spec is a changed line of
//! its bundle. A line of a file that begins with `@` has one more. What stands before the first file is passed
//! over.

use std::error::Error;
use std::fmt;

use super::Sources;

/// What begins a line that names a file.
const NAMES: &str = "@ ";

/// Writes these paths and texts one below the other. Lines end as in Unix, the last one of a file too.
#[cfg(feature = "emit")]
pub(crate) fn bundled<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = String::new();
    for (path, lines) in files {
        text.extend([NAMES, path, "\n"]);
        for line in lines.lines() {
            let escape = if line.starts_with('@') { "@" } else { "" };
            text.extend([escape, line, "\n"]);
        }
    }
    text
}

impl Sources {
    /// The files of a bundle, as an emitter wrote it, with the paths and lines that they have in the spec.
    ///
    /// ```
    /// use prose_codegen::source::Sources;
    ///
    /// let bundle = "# A greeting.\n@ spec/greeting/api.yaml\napi: greeting\n@@ no YAML\n";
    /// let sources = Sources::of_bundle(bundle)?;
    /// let [file] = sources.files() else { return Err("one file".into()) };
    /// assert_eq!(file.path, "spec/greeting/api.yaml");
    /// assert_eq!(file.text, "api: greeting\n@ no YAML\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`NoBundle`] if no line names a file, or if a line has an `@` that no bundle has.
    pub fn of_bundle(text: &str) -> Result<Self, NoBundle> {
        let mut sources = Self::new();
        let mut file: Option<(&str, String)> = None;
        for (number, line) in text.lines().enumerate() {
            if let Some(path) = line.strip_prefix(NAMES) {
                sources.take(file.replace((path, String::new())));
                continue;
            }
            let Some((_, text)) = &mut file else { continue };
            let content = line.strip_prefix('@').unwrap_or(line);
            if content.len() < line.len() && !content.starts_with('@') {
                let line = Some(number + 1);
                return Err(NoBundle { line });
            }
            text.extend([content, "\n"]);
        }
        if file.is_none() {
            return Err(NoBundle { line: None });
        }
        sources.take(file);
        Ok(sources)
    }

    fn take(&mut self, file: Option<(&str, String)>) {
        if let Some((path, text)) = file {
            self.add(path, &text);
        }
    }
}

/// A text that is no bundle of spec files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoBundle {
    line: Option<usize>,
}

impl fmt::Display for NoBundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(
                f,
                "line {line} of the bundle has an `@` that none was written with"
            )?,
            None => write!(
                f,
                "the bundle has no file, which a line `@ PATH` would name"
            )?,
        }
        write!(f, "; generate it anew")
    }
}

impl Error for NoBundle {}
