//! Reads what stands after WHERE.

use super::parser::Parser;
use super::query_error::QueryError;
use super::token::TokenKind;
use super::tree::{Condition, Literal, Name, Test, Value};
use crate::clienttrack::moment;

/// Brackets and NOTs within each other; more are refused, so that no query exhausts the stack.
const DEEPEST: usize = 32;

impl Parser<'_> {
    /// Conditions with OR between them: AND binds closer.
    pub(super) fn condition(&mut self) -> Result<Condition, QueryError> {
        let first = self.all()?;
        if !self.peek().is_word("OR") {
            return Ok(first);
        }
        self.beyond(self.peek().place, "OR")?;
        let mut any = vec![first];
        while self.take_word("OR") {
            any.push(self.all()?);
        }
        Ok(Condition::Any(any))
    }

    fn all(&mut self) -> Result<Condition, QueryError> {
        let first = self.one()?;
        if !self.peek().is_word("AND") {
            return Ok(first);
        }
        let mut all = vec![first];
        loop {
            let place = self.peek().place;
            if !self.take_word("AND") {
                return Ok(Condition::All(all));
            }
            let next = self.one()?;
            if !is_seen_pair(&all, &next) {
                self.beyond(place, "AND other than between one IN and one comparison")?;
            }
            all.push(next);
        }
    }

    fn one(&mut self) -> Result<Condition, QueryError> {
        let place = self.peek().place;
        if self.depth >= DEEPEST {
            return Err(QueryError::at(
                place,
                format!("more than {DEEPEST} brackets and NOTs stand within each other"),
            ));
        }
        if self.take_word("NOT") {
            self.beyond(place, "NOT")?;
            self.depth += 1;
            let inner = self.one()?;
            self.depth -= 1;
            return Ok(Condition::Not(Box::new(inner)));
        }
        if self.peek().is_word("EXISTS") {
            return Err(QueryError::at(place, "subqueries are not allowed"));
        }
        if self.peek().is_sign("(") && !self.after().is_word("SELECT") {
            self.beyond(place, "a bracket around conditions")?;
            self.next();
            self.depth += 1;
            let inner = self.condition()?;
            self.depth -= 1;
            if !self.take_sign(")") {
                return Err(self.unexpected("a closing bracket"));
            }
            return Ok(inner);
        }
        let name = self.name()?;
        let test = self.test(&name)?;
        Ok(Condition::Test(name, test))
    }

    fn test(&mut self, name: &Name) -> Result<Test, QueryError> {
        let place = self.peek().place;
        if self.take_word("IS") {
            self.beyond(place, "NULL")?;
            let is_negated = self.take_word("NOT");
            self.word("NULL")?;
            return Ok(negated(is_negated, Test::Null));
        }
        let is_negated = self.take_word("NOT");
        if is_negated {
            self.beyond(place, "NOT")?;
        }
        if self.take_word("IN") {
            return Ok(negated(is_negated, Test::In(self.list()?)));
        }
        if self.take_word("BETWEEN") {
            self.beyond(place, "BETWEEN")?;
            let low = self.literal()?;
            self.word("AND")?;
            let high = self.literal()?;
            return Ok(negated(is_negated, Test::Between(low, high)));
        }
        if self.take_word("LIKE") {
            self.beyond(place, "LIKE")?;
            return Ok(negated(is_negated, Test::Like(self.literal()?)));
        }
        if is_negated {
            return Err(self.unexpected("IN or BETWEEN"));
        }
        let operator = match self.peek().kind {
            TokenKind::Sign(sign @ ("=" | "<>" | ">" | "<" | ">=" | "<=")) => sign,
            TokenKind::Sign("!=") => "<>",
            _ => {
                return Err(
                    self.unexpected(&format!("a comparison with the column {}", name.shown()))
                );
            }
        };
        if operator != ">" {
            self.beyond(place, "a comparison other than \">\"")?;
        }
        self.next();
        let literal = self.literal()?;
        if !matches!(&literal.value, Value::Text(text) if moment::is_spaced(text)) {
            self.beyond(
                literal.place,
                "a comparison with anything but a date such as '2026-03-02 09:30:00'",
            )?;
        }
        Ok(Test::Is(operator, literal))
    }

    fn list(&mut self) -> Result<Vec<Literal>, QueryError> {
        if !self.take_sign("(") {
            return Err(self.unexpected("a list in brackets"));
        }
        let mut list = vec![self.literal()?];
        while self.take_sign(",") {
            list.push(self.literal()?);
        }
        if !self.take_sign(")") {
            return Err(self.unexpected("a closing bracket"));
        }
        Ok(list)
    }

    fn literal(&mut self) -> Result<Literal, QueryError> {
        let place = self.peek().place;
        let is_negative = self.peek().is_sign("-");
        if is_negative {
            self.next();
        }
        let value = match &self.peek().kind {
            TokenKind::Number(number) if is_negative => Value::Number(format!("-{number}")),
            TokenKind::Number(number) => Value::Number(number.clone()),
            TokenKind::Text(text) if !is_negative => Value::Text(text.clone()),
            TokenKind::Word(word) if word.eq_ignore_ascii_case("NULL") => {
                return Err(QueryError::at(
                    place,
                    "nothing compares with NULL: write IS NULL or IS NOT NULL",
                ));
            }
            TokenKind::Sign("(") if self.after().is_word("SELECT") => {
                return Err(QueryError::at(place, "subqueries are not allowed"));
            }
            _ => return Err(self.unexpected("a number or a quoted text")),
        };
        self.next();
        self.refuse_calculation()?;
        match &value {
            Value::Number(_) => self.beyond(place, "a literal without quotes")?,
            Value::Text(text) if text.contains('\'') => {
                self.beyond(place, "a quote within a text")?;
            }
            Value::Text(_) => {}
        }
        Ok(Literal { value, place })
    }
}

/// Whether these are the two tests that AND was seen between, whichever comes first.
fn is_seen_pair(before: &[Condition], next: &Condition) -> bool {
    matches!(
        (before, next),
        (
            [Condition::Test(_, Test::In(_))],
            Condition::Test(_, Test::Is(..))
        ) | (
            [Condition::Test(_, Test::Is(..))],
            Condition::Test(_, Test::In(_))
        )
    )
}

fn negated(is_negated: bool, test: Test) -> Test {
    if is_negated {
        Test::Not(Box::new(test))
    } else {
        test
    }
}
