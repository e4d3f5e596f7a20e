//! What was reviewed of a page: one line a row, with fingerprints in the place of the vendor's words.

use std::collections::HashMap;
use std::fmt;
use std::fmt::Write as _;

use crate::reading::{EXTRACTOR, Reading, Row};
use crate::words::{fingerprint, is_fingerprint};

/// Ends the name of a lock.
pub const ENDING: &str = ".page.lock";

const HEAD: &str = "\
# What was reviewed of a page of the vendor's: a line for each row (section, key, fingerprints of the row and of
# its cells) and for each sentence outside of tables (~). Written by `cargo xtask drift --accept`.
";

/// What was reviewed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// The rows, in the page's order.
    pub rows: Vec<Reviewed>,
    /// Fingerprints of the sentences outside of tables, in the page's order.
    pub sentences: Vec<String>,
}

/// A row that was reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// Its section.
    pub section: String,
    /// Its key.
    pub key: String,
    /// Which of the section's rows with this key it is, from 1.
    pub nth: usize,
    /// Fingerprint of its cells together.
    pub row: String,
    /// Fingerprint of each cell.
    pub cells: Vec<String>,
}

/// Why a lock cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Broken {
    /// A line is none of a lock.
    Line(usize),
    /// Rows were made of the page in another way.
    Extractor(String),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(
                f,
                "line {line} is none of a lock; take it back from the repository, or delete the file and review the page anew"
            ),
            Self::Extractor(other) => write!(
                f,
                "it was made by extractor {other} and this is {EXTRACTOR}: delete it, make it anew of the page that was reviewed last (--accept-all), and commit that alone"
            ),
        }
    }
}

impl std::error::Error for Broken {}

impl Reviewed {
    /// What there is to remember of a row.
    pub fn of(row: &Row) -> Self {
        Self {
            section: row.section.clone(),
            key: row.key.clone(),
            nth: row.nth,
            row: fingerprint(&row.text()),
            cells: row.cells.iter().map(|cell| fingerprint(cell)).collect(),
        }
    }

    /// What tells it from all other rows.
    pub fn id(&self) -> (&str, &str, usize) {
        (&self.section, &self.key, self.nth)
    }
}

impl Lock {
    /// All of a page, as reviewed.
    pub fn of(reading: &Reading) -> Self {
        Self {
            rows: reading.rows.iter().map(Reviewed::of).collect(),
            sentences: reading
                .sentences
                .iter()
                .map(|sentence| fingerprint(&sentence.text))
                .collect(),
        }
    }

    /// Reads a lock.
    pub fn read(text: &str) -> Result<Self, Broken> {
        let mut lock = Self::default();
        let mut extractor = None;
        let mut counts: HashMap<(String, String), usize> = HashMap::new();
        for (at, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            if let Some(number) = line.strip_prefix("extractor ") {
                if number != EXTRACTOR.to_string() {
                    return Err(Broken::Extractor(number.to_owned()));
                }
                extractor = Some(number);
                continue;
            }
            if !line.split('\t').skip(2).all(is_fingerprint) {
                return Err(Broken::Line(at + 1));
            }
            let mut parts = line.split('\t');
            match (extractor, parts.next(), parts.next(), parts.next()) {
                (Some(_), Some("~"), Some(sentence), None) if is_fingerprint(sentence) => {
                    lock.sentences.push(sentence.to_owned())
                }
                (Some(_), Some(section), Some(key), Some(row)) => {
                    let nth = counts
                        .entry((section.to_owned(), key.to_owned()))
                        .or_default();
                    *nth += 1;
                    lock.rows.push(Reviewed {
                        section: section.to_owned(),
                        key: key.to_owned(),
                        nth: *nth,
                        row: row.to_owned(),
                        cells: parts.map(str::to_owned).collect(),
                    });
                }
                _ => return Err(Broken::Line(at + 1)),
            }
        }
        if extractor.is_none() {
            return Err(Broken::Line(1));
        }
        Ok(lock)
    }

    /// The keys that were reviewed, by section.
    pub fn keys(&self) -> Vec<(String, String)> {
        self.rows
            .iter()
            .map(|row| (row.section.clone(), row.key.clone()))
            .collect()
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = format!("{HEAD}extractor {EXTRACTOR}\n");
        for row in &self.rows {
            write!(text, "{}\t{}\t{}", row.section, row.key, row.row)?;
            for cell in &row.cells {
                write!(text, "\t{cell}")?;
            }
            text.push('\n');
        }
        for sentence in &self.sentences {
            writeln!(text, "~\t{sentence}")?;
        }
        f.write_str(&text)
    }
}
