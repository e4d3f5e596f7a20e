//! Reads a query, and says what is not allowed where it is met.

use super::query_error::QueryError;
use super::token::{Token, TokenKind, tokens};
use super::tree::{Name, Order, Select};
use crate::clienttrack::switches::Grammar;

/// Reads a query.
///
/// # Errors
///
/// The first thing in it that CRQL does not have.
pub(crate) fn parse(query: &str, grammar: Grammar) -> Result<Select, QueryError> {
    let tokens = tokens(query)?;
    Parser {
        tokens: &tokens,
        here: 0,
        depth: 0,
        grammar,
    }
    .select()
}

pub(super) struct Parser<'t> {
    /// Ends with [`TokenKind::End`].
    tokens: &'t [Token],
    here: usize,
    /// How many brackets and NOTs are open.
    pub(super) depth: usize,
    pub(super) grammar: Grammar,
}

/// Words that are no names. What follows a table without being one of them is its alias.
const RESERVED: [&str; 38] = [
    "ALL",
    "AND",
    "AS",
    "ASC",
    "BETWEEN",
    "BY",
    "CASE",
    "CROSS",
    "DESC",
    "DISTINCT",
    "EXCEPT",
    "EXISTS",
    "FETCH",
    "FROM",
    "FULL",
    "GROUP",
    "HAVING",
    "IN",
    "INNER",
    "INTERSECT",
    "INTO",
    "IS",
    "JOIN",
    "LEFT",
    "LIKE",
    "LIMIT",
    "NOT",
    "NULL",
    "OFFSET",
    "ON",
    "OR",
    "ORDER",
    "OUTER",
    "RIGHT",
    "SELECT",
    "TOP",
    "UNION",
    "WHERE",
];

const PAGING: [&str; 3] = ["OFFSET", "FETCH", "LIMIT"];

impl Parser<'_> {
    fn select(mut self) -> Result<Select, QueryError> {
        self.word("SELECT")?;
        let top = self.top()?;
        let mut columns = vec![self.column()?];
        while self.take_sign(",") {
            columns.push(self.column()?);
        }
        self.word("FROM")?;
        let from = self.source()?;
        let join = self.join()?;
        let filter = if self.take_word("WHERE") {
            Some(self.condition()?)
        } else {
            None
        };
        let order = self.order()?;
        self.end()?;
        Ok(Select {
            top,
            columns,
            from,
            join,
            filter,
            order,
            grammar: self.grammar,
        })
    }

    fn top(&mut self) -> Result<Option<u64>, QueryError> {
        if !self.take_word("TOP") {
            return Ok(None);
        }
        let token = self.next();
        let number = match &token.kind {
            TokenKind::Number(number) => number.parse::<u32>().ok(),
            _ => None,
        };
        match number {
            Some(number) => Ok(Some(u64::from(number))),
            None => Err(QueryError::at(
                token.place,
                "TOP takes a whole number, at most 4294967295, without brackets",
            )),
        }
    }

    /// A column of the field list.
    fn column(&mut self) -> Result<Name, QueryError> {
        let name = self.name()?;
        if self.peek().is_word("AS")
            || matches!(self.peek().kind, TokenKind::Word(_)) && !self.ends()
        {
            return Err(QueryError::at(
                self.peek().place,
                "a column cannot be given another name",
            ));
        }
        Ok(name)
    }

    /// Whether what comes next is a keyword.
    pub(super) fn ends(&self) -> bool {
        matches!(&self.peek().kind, TokenKind::Word(word) if is_reserved(word))
    }

    /// A column, and nothing that calculates.
    pub(super) fn name(&mut self) -> Result<Name, QueryError> {
        let place = self.peek().place;
        let first = self.plain_name("a column")?;
        let name = if self.take_sign(".") {
            Name {
                of: Some(first),
                column: self.plain_name("a column")?,
                place,
            }
        } else {
            Name {
                of: None,
                column: first,
                place,
            }
        };
        self.refuse_calculation()?;
        Ok(name)
    }

    /// A name without a dot.
    pub(super) fn plain_name(&mut self, what: &str) -> Result<String, QueryError> {
        let token = self.peek();
        if token.is_sign("*") {
            return Err(QueryError::at(
                token.place,
                "* is not allowed: name every column",
            ));
        }
        if token.is_sign("(") {
            return Err(self.bracket());
        }
        if token.is_word("DISTINCT") || token.is_word("CASE") {
            return Err(QueryError::at(
                token.place,
                format!("{} is not part of CRQL", token.shown()),
            ));
        }
        match &token.kind {
            TokenKind::Word(word) if !is_reserved(word) => {
                let word = word.clone();
                self.here += 1;
                Ok(word)
            }
            TokenKind::Number(_) | TokenKind::Text(_) | TokenKind::Sign("-" | "+") => {
                Err(QueryError::at(
                    token.place,
                    format!(
                        "{what} is expected, not {}: calculated expressions are not allowed",
                        token.shown()
                    ),
                ))
            }
            _ => Err(self.unexpected(what)),
        }
    }

    /// Why a bracket is refused where a name is expected.
    fn bracket(&self) -> QueryError {
        let place = self.peek().place;
        if self.after().is_word("SELECT") {
            QueryError::at(place, "subqueries are not allowed")
        } else {
            QueryError::at(
                place,
                "brackets are not allowed here: calculated expressions are not part of CRQL",
            )
        }
    }

    /// Refuses what would calculate with the value just read.
    pub(super) fn refuse_calculation(&self) -> Result<(), QueryError> {
        let token = self.peek();
        match &token.kind {
            TokenKind::Sign("+" | "-" | "*" | "/" | "%" | "(") => Err(QueryError::at(
                token.place,
                format!(
                    "calculated expressions are not allowed: {} cannot stand here",
                    token.shown()
                ),
            )),
            _ => Ok(()),
        }
    }

    fn order(&mut self) -> Result<Vec<Order>, QueryError> {
        let mut order = Vec::new();
        let place = self.peek().place;
        if !self.take_word("ORDER") {
            return Ok(order);
        }
        self.beyond(place, "ORDER BY")?;
        self.word("BY")?;
        loop {
            let name = self.name()?;
            let is_descending = self.take_word("DESC");
            if !is_descending {
                self.take_word("ASC");
            }
            order.push(Order {
                name,
                is_descending,
            });
            if !self.take_sign(",") {
                return Ok(order);
            }
        }
    }

    fn end(&self) -> Result<(), QueryError> {
        let token = self.peek();
        if matches!(token.kind, TokenKind::End) {
            return Ok(());
        }
        Err(self.unexpected("the end of the query"))
    }

    /// Refuses what was not seen to work, unless the grammar is wide.
    pub(super) fn beyond(&self, place: usize, what: &str) -> Result<(), QueryError> {
        match self.grammar {
            Grammar::Wide => Ok(()),
            Grammar::Known => Err(QueryError::at(
                place,
                format!("{what} was not seen to work in CRQL"),
            )),
        }
    }

    /// What is wrong with the token that comes next.
    pub(super) fn unexpected(&self, expected: &str) -> QueryError {
        let token = self.peek();
        if PAGING.iter().any(|word| token.is_word(word)) {
            return QueryError::at(
                token.place,
                format!(
                    "{} is not allowed: pages are chosen by pageNo and pageSize",
                    token.shown()
                ),
            );
        }
        if token.is_word("SELECT") {
            return QueryError::at(token.place, "subqueries are not allowed");
        }
        let is_foreign = ["GROUP", "HAVING", "UNION", "EXCEPT", "INTERSECT", "INTO"]
            .iter()
            .any(|word| token.is_word(word));
        if is_foreign {
            return QueryError::at(
                token.place,
                format!("{} is not part of CRQL", token.shown()),
            );
        }
        QueryError::at(
            token.place,
            format!("{expected} is expected, not {}", token.shown()),
        )
    }

    /// The token that comes next.
    pub(super) fn peek(&self) -> &Token {
        self.ahead(0)
    }

    /// The one behind that.
    pub(super) fn after(&self) -> &Token {
        self.ahead(1)
    }

    fn ahead(&self, by: usize) -> &Token {
        // There is always an end, and behind the end there is still the end.
        &self.tokens[(self.here + by).min(self.tokens.len() - 1)]
    }

    pub(super) fn next(&mut self) -> Token {
        let token = self.peek().clone();
        self.here += 1;
        token
    }

    pub(super) fn take_word(&mut self, keyword: &str) -> bool {
        let is_there = self.peek().is_word(keyword);
        self.here += usize::from(is_there);
        is_there
    }

    pub(super) fn take_sign(&mut self, sign: &str) -> bool {
        let is_there = self.peek().is_sign(sign);
        self.here += usize::from(is_there);
        is_there
    }

    pub(super) fn word(&mut self, keyword: &str) -> Result<(), QueryError> {
        if self.take_word(keyword) {
            return Ok(());
        }
        Err(self.unexpected(keyword))
    }
}

fn is_reserved(word: &str) -> bool {
    RESERVED
        .iter()
        .any(|reserved| word.eq_ignore_ascii_case(reserved))
}
