//! Limits: rules and names.

use std::collections::HashSet;
use std::sync::Arc;

use super::spellings::spellings;
use super::{Checker, Item, pattern};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{DateKind, Items, Limit, Member, Rule, Spellings};
use crate::naming;
use crate::span::{At, Span};
use crate::syntax::{self, LimitRef};

/// How far a named limit is resolved.
pub(super) enum Resolution {
    /// It is being resolved: whoever needs it now is part of it.
    Begun,
    /// It is done; nothing, if it has a mistake.
    Done(Option<Arc<Limit>>),
}

/// How deep limits can stand within each other. Of those that are right one stands within another.
const MAX_DEPTH: usize = 16;

/// What to write where rows, or one, are those of a limit.
const LIST_INSTEAD: &str = "`NAME` is a limit: a list of its values is `{ list_of: NAME }`";
const TEXT_INSTEAD: &str = "`NAME` is a limit: a text of its values is `limit: NAME`";
const VALUE_INSTEAD: &str = "`NAME` is a limit: one of its values is `limit: NAME`";

impl Checker<'_, '_> {
    /// All named limits, examples checked.
    pub(super) fn named_limits(&mut self) -> Vec<Limit> {
        let spec = self.spec;
        let mut limits = Vec::new();
        for limit in &spec.limits {
            self.plain_name("a limit", &limit.name);
            if let Some(resolved) = self.named_limit(limit, limit.name.span) {
                let mut resolved = Limit::clone(&resolved);
                self.check_was_of(limit);
                resolved.was = self.was(&limit.was);
                self.check_examples(limit, &resolved);
                self.check_spellings(limit, &resolved);
                let name = &limit.name;
                self.places.add(Item::Limit(&name.value), name.span);
                limits.push(resolved);
            }
        }
        limits
    }

    /// The limit of a key called `rust`.
    pub(super) fn limit_ref(&mut self, limit: &LimitRef, rust: &str) -> Option<Arc<Limit>> {
        match limit {
            LimitRef::InPlace(rule) => self.in_place(rule, rust),
            LimitRef::Named(name) => {
                if let Some(limit) = self.limits.get(name.as_str()).copied() {
                    self.mark_used(Item::Limit(&name.value));
                    return self.named_limit(limit, name.span);
                }
                let Some(rule) = syntax::plain_rule(&name.value) else {
                    if let Some(diagnostic) = syntax::needs_more(&name.value, name.span) {
                        self.unknown(&name.value, diagnostic);
                        return None;
                    }
                    let known = self.known.limits.iter().copied();
                    let message = format!("no limit is called `{}`", name.value);
                    let diagnostic =
                        Diagnostic::error(Code::UnknownLimit, Some(name.span), message);
                    // A limit of the spec with nearly this name is meant rather.
                    let elsewhere = syntax::called_elsewhere(&name.value).filter(|_| {
                        let own = known.clone().filter(|own| self.limits.contains_key(*own));
                        nearest(&name.value, &own.collect::<Vec<_>>()).is_none()
                    });
                    let diagnostic = match elsewhere {
                        Some(rule) => diagnostic.help(format!("did you mean the rule `{rule}`?")),
                        None => diagnostic
                            .suggest(&name.value, known)
                            .or_help("define it under `limits:`, or write a rule in its place"),
                    };
                    self.unknown(&name.value, diagnostic);
                    return None;
                };
                self.in_place(&At::new(rule, name.span), &name.value)
            }
        }
    }

    fn in_place(&mut self, rule: &At<syntax::Rule>, name: &str) -> Option<Arc<Limit>> {
        let location = self.location(rule.span);
        let items = items(rule);
        let rule = self.rule(rule, name)?;
        Some(Arc::new(Limit {
            name: name.to_owned(),
            is_named: false,
            rust: naming::pascal(name),
            unquoted: matches!(rule, Rule::Boolean),
            items,
            spellings: Spellings::default(),
            rule,
            doc: String::new(),
            pass: Vec::new(),
            fail: Vec::new(),
            was: Vec::new(),
            location,
        }))
    }

    /// What a limit was is another one, or a rule of then.
    fn check_was_of(&mut self, limit: &syntax::Limit) {
        let olds = limit.was.iter().filter_map(|was| was.limit.as_ref());
        for old in olds {
            if let LimitRef::Named(name) = old
                && name.value == limit.name.value
            {
                let message = format!("`was` of `{}` names the limit itself", name.value);
                self.error(
                    Diagnostic::error(Code::WasNow, Some(name.span), message)
                        .help("write the rule of then: `limit: { text: { max: 100 } }`"),
                );
            }
        }
    }

    /// A named limit, resolved once, however often it is used.
    fn named_limit(&mut self, limit: &syntax::Limit, used_at: Span) -> Option<Arc<Limit>> {
        let name = &limit.name.value;
        match self.resolved.get(name) {
            Some(Resolution::Done(resolved)) => return resolved.clone(),
            Some(Resolution::Begun) => {
                let message = format!("`{name}` is a list of itself");
                self.error(
                    Diagnostic::error(Code::EndlessLimit, Some(used_at), message)
                        .help("a list is made of values that are no lists of it"),
                );
                return None;
            }
            None => {}
        }
        if self.depth >= MAX_DEPTH {
            let message = format!("`{name}` stands within {MAX_DEPTH} other limits");
            self.error(
                Diagnostic::error(Code::EndlessLimit, Some(used_at), message)
                    .help("a list is made of single values"),
            );
            return None;
        }
        self.resolved.insert(name.clone(), Resolution::Begun);
        self.depth += 1;
        let texts =
            |values: &[At<String>]| values.iter().map(|value| value.value.clone()).collect();
        let resolved = self.rule(&limit.rule, name).map(|rule| Limit {
            name: name.clone(),
            is_named: true,
            rust: naming::pascal(name),
            unquoted: limit.unquoted || matches!(rule, Rule::Boolean),
            items: items(&limit.rule),
            spellings: spellings(&limit.spellings),
            rule,
            doc: limit.doc.clone(),
            pass: texts(&limit.pass),
            fail: texts(&limit.fail),
            was: Vec::new(),
            location: self.location(limit.name.span),
        });
        let resolved = resolved.map(Arc::new);
        self.depth -= 1;
        self.resolved
            .insert(name.clone(), Resolution::Done(resolved.clone()));
        resolved
    }

    fn rule(&mut self, rule: &At<syntax::Rule>, name: &str) -> Option<Rule> {
        Some(match &rule.value {
            syntax::Rule::Text { max, cut } => Rule::Text {
                max: *max,
                cut: *cut,
            },
            syntax::Rule::Length { min, max, cut } => self.length(rule.span, *min, *max, *cut),
            syntax::Rule::Shape(shapes) => {
                self.patterns("shape", pattern::SHAPES, rule, shapes, |_, shape| {
                    pattern::is_shape(shape)
                });
                Rule::Shape(values(shapes))
            }
            syntax::Rule::OneOf(members) => Rule::OneOf(self.members(rule, members)),
            syntax::Rule::Flag => Rule::Flag,
            syntax::Rule::FlagAs { yes, no } => Rule::FlagAs {
                yes: yes.value.clone(),
                no: no.value.clone(),
            },
            syntax::Rule::Boolean => Rule::Boolean,
            syntax::Rule::Id => Rule::Id,
            syntax::Rule::Integer { min, max } => {
                if min.zip(*max).is_some_and(|(min, max)| min > max) {
                    self.error(
                        Diagnostic::error(
                            Code::EmptyRange,
                            Some(rule.span),
                            "`min` is greater than `max`",
                        )
                        .help("swap the two"),
                    );
                }
                Rule::Integer {
                    min: *min,
                    max: *max,
                }
            }
            syntax::Rule::Decimal => Rule::Decimal,
            syntax::Rule::DecimalWithin { min, max, digits } => {
                self.decimal(min.as_ref(), max.as_ref(), *digits)
            }
            syntax::Rule::Rfc2822 => Rule::Rfc2822,
            syntax::Rule::Epoch(unit) => Rule::Epoch(*unit),
            syntax::Rule::Ip(version) => Rule::Ip(*version),
            syntax::Rule::AllOf(limits) => self.all_of(limits, name)?,
            syntax::Rule::Email => Rule::Email,
            syntax::Rule::Url => Rule::Url,
            syntax::Rule::Escaped { max } => Rule::Escaped { max: *max },
            syntax::Rule::Json => Rule::Json,
            syntax::Rule::File { max } => Rule::File { max: *max },
            syntax::Rule::DateTime(kind, patterns) => {
                let help = pattern::help(*kind);
                self.patterns("pattern", help, rule, patterns, |at, pattern| {
                    let is_day = at > 0
                        && matches!(kind, DateKind::DateTime | DateKind::UtcDateTime)
                        && pattern::is_date(DateKind::Date, pattern);
                    is_day || pattern::is_date(*kind, pattern)
                });
                Rule::DateTime(*kind, values(patterns))
            }
            syntax::Rule::ListOf(item, _) => Rule::ListOf(self.list_item(item, name)?),
            syntax::Rule::MapOf(value) => Rule::MapOf(self.map_value(value, name)?),
            syntax::Rule::ArrayOf(rows) => Rule::ArrayOf(self.rows(rows, LIST_INSTEAD)?),
            syntax::Rule::Object(rows) => Rule::Object(self.rows(rows, VALUE_INSTEAD)?),
            syntax::Rule::JsonInText(rows) => Rule::JsonInText(self.rows(rows, TEXT_INSTEAD)?),
        })
    }

    fn list_item(&mut self, item: &LimitRef, name: &str) -> Option<Arc<Limit>> {
        let resolved = self.limit_ref(item, name)?;
        if matches!(
            resolved.rule,
            Rule::ListOf(_)
                | Rule::MapOf(_)
                | Rule::ArrayOf(_)
                | Rule::Object(_)
                | Rule::JsonInText(_)
                | Rule::Json
        ) {
            self.error(
                Diagnostic::error(
                    Code::ListItem,
                    Some(item.span()),
                    "the items of a list, and the values of a map, are single values",
                )
                .help("name a limit for single values; rows are `array_of`"),
            );
        }
        Some(resolved)
    }

    fn map_value(&mut self, value: &LimitRef, name: &str) -> Option<Arc<Limit>> {
        let resolved = self.list_item(value, name)?;
        if resolved.is_of_files() {
            self.error(
                Diagnostic::error(
                    Code::ListItem,
                    Some(value.span()),
                    "a map is JSON, and a file travels in a part of its own",
                )
                .help("name a limit for texts or numbers; several files are `{ list_of: file }`"),
            );
        }
        Some(resolved)
    }

    /// Rows may be those of a table, of a record, or of both: requests send the table's, answers hold the record's.
    /// Of a limit it is told what to write `instead`.
    fn rows(&mut self, name: &At<String>, instead: &str) -> Option<String> {
        let is_table = self.tables.contains_key(name.as_str());
        let is_record = self.records.contains_key(name.as_str());
        if is_table {
            self.mark_used(Item::Table(&name.value));
        }
        if is_record {
            self.mark_used(Item::Record(&name.value));
        }
        if is_table || is_record {
            return Some(name.value.clone());
        }
        let message = format!("no table or record is called `{}`", name.value);
        let diagnostic = Diagnostic::error(Code::UnknownTable, Some(name.span), message);
        let limit = syntax::called_elsewhere(&name.value).unwrap_or(&name.value);
        let diagnostic = if self.limits.contains_key(limit) || syntax::plain_rule(limit).is_some() {
            diagnostic.help(instead.replace("NAME", limit))
        } else {
            let known = self.known.rows.iter().copied();
            diagnostic
                .suggest(name.as_str(), known)
                .or_help("write a file that begins with `table:` or `record:` and this name")
        };
        self.unknown(name.as_str(), diagnostic);
        None
    }

    pub(super) fn unknown_record(&mut self, name: &At<String>) {
        let known = self.known.records.iter().copied();
        let message = format!("no record is called `{}`", name.value);
        let diagnostic = Diagnostic::error(Code::UnknownRecord, Some(name.span), message)
            .suggest(name.as_str(), known)
            .or_help("write a file that begins with `record:` and this name");
        self.unknown(name.as_str(), diagnostic);
    }

    fn members(&mut self, rule: &At<syntax::Rule>, members: &[syntax::SetMember]) -> Vec<Member> {
        if self.is_too_long(members.len(), "values of a closed set", rule.span) {
            return Vec::new();
        }
        if members.is_empty() {
            self.error(
                Diagnostic::error(
                    Code::EmptySet,
                    Some(rule.span),
                    "a closed set without values",
                )
                .help("list the values that are allowed"),
            );
        }
        let mut seen = HashSet::new();
        let mut variants = HashSet::from([naming::pascal("unlisted")]);
        let mut resolved = Vec::new();
        for (wire, label) in members {
            if !seen.insert(wire.value.as_str()) {
                self.error(
                    Diagnostic::error(
                        Code::ListedTwice,
                        Some(wire.span),
                        format!("`{}` is in the set twice", wire.value),
                    )
                    .help("list each value once"),
                );
                continue;
            }
            let name = label.as_ref().unwrap_or(wire);
            let rust = naming::pascal(&name.value);
            if rust.is_empty() {
                let help = "give the value a label: `one_of: { \"+\": Plus, \"-\": Minus }`";
                self.error(super::bad_rust_name(name, help));
            }
            if !rust.is_empty() && !variants.insert(rust.clone()) {
                self.error(
                    Diagnostic::error(Code::RustName, Some(name.span), format!("a second variant called `{rust}`"))
                        .help("give the values labels that differ in Rust: `{ wire: Label }`; `Unlisted` is taken"),
                );
            }
            resolved.push(Member {
                wire: wire.value.clone(),
                label: label.as_ref().map(|label| label.value.clone()),
                rust,
            });
        }
        resolved
    }

    fn patterns(
        &mut self,
        what: &str,
        help: &str,
        rule: &At<syntax::Rule>,
        patterns: &[At<String>],
        is_good: impl Fn(usize, &str) -> bool,
    ) {
        if patterns.is_empty() {
            self.error(
                Diagnostic::error(
                    Code::SaysNothing,
                    Some(rule.span),
                    format!("a limit without a {what}"),
                )
                .help(format!("write at least one {what}")),
            );
        }
        let is_bad = |(at, pattern): &(usize, &At<String>)| !is_good(*at, &pattern.value);
        for (_, pattern) in patterns.iter().enumerate().filter(is_bad) {
            self.error(
                Diagnostic::error(
                    Code::BadPattern,
                    Some(pattern.span),
                    format!("`{}` is not a {what} of this rule", pattern.value),
                )
                .help(help),
            );
        }
    }
}

fn items(rule: &At<syntax::Rule>) -> Items {
    match &rule.value {
        syntax::Rule::ListOf(_, items) => *items,
        _ => Items::default(),
    }
}

fn values(texts: &[At<String>]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}
