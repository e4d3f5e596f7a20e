//! Reads what stands after FROM: a table, and another one joined to it.

use super::parser::Parser;
use super::query_error::QueryError;
use super::token::TokenKind;
use super::tree::{Join, Source};

const JOINING: [&str; 7] = ["JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "OUTER"];

impl Parser<'_> {
    pub(super) fn source(&mut self) -> Result<Source, QueryError> {
        let place = self.peek().place;
        let table = self.plain_name("a table")?;
        if self.peek().is_sign(".") {
            return Err(QueryError::at(
                self.peek().place,
                "a table is named without its schema",
            ));
        }
        let alias_place = self.peek().place;
        let has_as = self.take_word("AS");
        let alias = if has_as || matches!(self.peek().kind, TokenKind::Word(_)) && !self.ends() {
            self.beyond(alias_place, "an alias")?;
            Some(self.plain_name("an alias")?)
        } else {
            None
        };
        Ok(Source {
            table,
            alias,
            place,
        })
    }

    pub(super) fn join(&mut self) -> Result<Option<Join>, QueryError> {
        if !self.is_joining() {
            return Ok(None);
        }
        let place = self.peek().place;
        let is_left = self.take_word("LEFT");
        if is_left {
            self.beyond(place, "LEFT JOIN")?;
            self.take_word("OUTER");
        } else if self.take_word("INNER") {
            self.beyond(place, "INNER before JOIN")?;
        }
        if !self.peek().is_word("JOIN") && self.is_joining() {
            return Err(QueryError::at(
                self.peek().place,
                "only JOIN ... ON is allowed",
            ));
        }
        self.word("JOIN")?;
        let source = self.source()?;
        self.word("ON")?;
        let left = self.name()?;
        if !self.take_sign("=") {
            return Err(self.unexpected("\"=\" between two columns"));
        }
        let right = self.name()?;
        if self.is_joining() {
            return Err(QueryError::at(
                self.peek().place,
                "more than one join is not allowed",
            ));
        }
        if self.peek().is_word("AND") || self.peek().is_word("OR") {
            return Err(QueryError::at(
                self.peek().place,
                "a join has one pair of columns; further conditions belong after WHERE",
            ));
        }
        Ok(Some(Join {
            source,
            is_left,
            on: (left, right),
        }))
    }

    fn is_joining(&self) -> bool {
        JOINING.iter().any(|word| self.peek().is_word(word)) || self.peek().is_sign(",")
    }
}
