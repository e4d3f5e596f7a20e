//! What rows must fulfil.

use std::fmt;

use super::literal::Literal;

/// What rows must fulfil; made from a [`Column`](super::Column).
///
/// Conditions are joined as they read: `a.and(b).or(c)` is `(a AND b) OR c`. Debug output shows no value.
#[derive(Clone, PartialEq)]
#[must_use]
pub struct Condition {
    /// Flat, whatever the nesting: no depth of conditions can use up a stack.
    pieces: Vec<Piece>,
    joint: Option<Joint>,
}

/// A piece of a condition, to be checked and written when the query is built.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// Words and signs of the language.
    Word(&'static str),
    /// A column's name.
    Column(String),
    /// A value that a column is compared with.
    Value { column: String, value: Literal },
    /// A column was to be in a list that has nothing.
    EmptyList { column: String },
}

#[derive(Clone, Copy, PartialEq)]
enum Joint {
    And,
    Or,
}

impl Condition {
    /// Both hold.
    pub fn and(self, other: Self) -> Self {
        self.joined(Joint::And, other)
    }

    /// One of them holds, or both.
    pub fn or(self, other: Self) -> Self {
        self.joined(Joint::Or, other)
    }

    pub(super) fn compared(column: String, sign: &'static str, value: Literal) -> Self {
        Self::of(vec![
            Piece::Column(column.clone()),
            Piece::Word(" "),
            Piece::Word(sign),
            Piece::Word(" "),
            Piece::Value { column, value },
        ])
    }

    pub(super) fn between(column: String, from: Literal, to: Literal) -> Self {
        let value = |value| Piece::Value {
            column: column.clone(),
            value,
        };
        Self::of(vec![
            Piece::Column(column.clone()),
            Piece::Word(" BETWEEN "),
            value(from),
            Piece::Word(" AND "),
            value(to),
        ])
    }

    pub(super) fn one_of(column: String, values: impl Iterator<Item = Literal>) -> Self {
        let mut pieces = vec![Piece::Column(column.clone()), Piece::Word(" IN (")];
        let start = pieces.len();
        for value in values {
            if pieces.len() > start {
                pieces.push(Piece::Word(", "));
            }
            pieces.push(Piece::Value {
                column: column.clone(),
                value,
            });
        }
        if pieces.len() == start {
            pieces.push(Piece::EmptyList { column });
        }
        pieces.push(Piece::Word(")"));
        Self::of(pieces)
    }

    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    fn of(pieces: Vec<Piece>) -> Self {
        Self {
            pieces,
            joint: None,
        }
    }

    fn joined(self, joint: Joint, other: Self) -> Self {
        let mut pieces = self.bracketed(joint);
        pieces.push(Piece::Word(match joint {
            Joint::And => " AND ",
            Joint::Or => " OR ",
        }));
        pieces.extend(other.bracketed(joint));
        Self {
            pieces,
            joint: Some(joint),
        }
    }

    /// Its pieces as a part of something that is joined in this way.
    fn bracketed(self, joint: Joint) -> Vec<Piece> {
        let mut pieces = self.pieces;
        if self.joint.is_some_and(|own| own != joint) {
            pieces.insert(0, Piece::Word("("));
            pieces.push(Piece::Word(")"));
        }
        pieces
    }
}

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Condition(")?;
        for piece in &self.pieces {
            match piece {
                Piece::Word(word) => f.write_str(word)?,
                Piece::Column(name) => write!(f, "{}", name.escape_debug())?,
                Piece::Value { value, .. } => write!(f, "{value:?}")?,
                Piece::EmptyList { .. } => {}
            }
        }
        f.write_str(")")
    }
}
