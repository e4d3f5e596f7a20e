//! Text in one line without any marks, for where there can be none.

use super::text::{Piece, Text};

/// Words of a spec in one line, without the signs of Markdown.
pub(crate) fn plain(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").replace('`', "")
}

impl Text {
    /// As it is read aloud: words, values and names, one after the other.
    pub(crate) fn plain(&self) -> String {
        let mut line = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Own(words) | Piece::Stressed(words) => line.push_str(words),
                Piece::Said(words) => line.push_str(&plain(words)),
                Piece::Code(value) => line.push_str(value),
                Piece::Link { shown, .. } => line.push_str(shown),
            }
        }
        line
    }
}
