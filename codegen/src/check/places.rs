//! Keys with a place of their own.

use super::Checker;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{FixedPlace, Holds, Key, KeyPlace, Limit, Place, Rule, Travels};
use crate::span::{At, Span};
use crate::syntax;

impl Checker<'_, '_> {
    /// Whether a key can travel where it says, whoever accepts it.
    pub(super) fn place_of_key(&mut self, key: &syntax::Key, wire: &str, limit: &Limit) {
        let Some(place) = &key.place else { return };
        let name = &key.wire.value;
        let is_apart = limit.items.travels != Travels::Commas;
        let told = match place.value {
            KeyPlace::Path | KeyPlace::Query | KeyPlace::Header if key.nullable => Some((
                format!("`{name}` can be `null`, which only a JSON body can say"),
                "leave `null: true` out, or write `in: body`",
            )),
            KeyPlace::Path | KeyPlace::Query | KeyPlace::Header if limit.is_of_files() => Some((
                format!("`{name}` holds files, which travel in parts"),
                "leave `in:` out, and write `sends: multipart` in the call",
            )),
            KeyPlace::Query if key.holds == Holds::Secret => Some((
                format!("`{name}` is a secret, and URLs end up in logs"),
                "write `in: header` or `in: body`",
            )),
            KeyPlace::Query if matches!(limit.rule, Rule::Json) => Some((
                format!("`{name}` is JSON, which cannot travel in the query"),
                "give the key a limit whose values are plain text, or write `in: body`",
            )),
            KeyPlace::Header if is_nested(&limit.rule) || is_apart => Some((
                format!("`{name}` has no text of its own that could stand in a header"),
                "give the key a limit for one text or number, or write `in: body`",
            )),
            _ => None,
        };
        if let Some((message, help)) = told {
            self.no_place(place.span, message, help);
        }
        if place.value == KeyPlace::Header {
            self.is_header_of_parameters(&At::new(wire.to_owned(), key.wire.span));
        }
    }

    /// Whether the keys of a call can travel where they say.
    pub(super) fn places(&mut self, call: &syntax::Call, scope: &Scope, sends: &[Place]) {
        for key in scope.accepts.iter().map(|accepted| &accepted.key) {
            let span = scope.place(key).unwrap_or(call.name.span);
            let name = &key.name;
            let in_path = scope.is_in_path(key, call.path());
            let is_query = sends.iter().all(|place| *place == Place::Query);
            let in_url = match key.place {
                None => in_path || is_query,
                Some(KeyPlace::Path) => in_path,
                Some(KeyPlace::Query | KeyPlace::Header | KeyPlace::Body) => false,
            };
            if in_url && key.holds == Holds::Secret {
                self.no_place(
                    if in_path { call.path().span } else { span },
                    format!("`{name}` is a secret, and URLs end up in logs"),
                    "if the vendor takes it in a header, write `in: header`; if not, leave the key out of the call, or the call out of the spec",
                );
            }
            let Some(place) = key.place else { continue };
            match (place, in_path) {
                (KeyPlace::Path, true) => {}
                (KeyPlace::Path, false) => self.no_place(
                    span,
                    format!("`{name}` travels in the path, and that of this call has no `{{{name}}}`"),
                    "write it in `path:`, or leave the key out of the call",
                ),
                (KeyPlace::Query | KeyPlace::Header | KeyPlace::Body, true) => self.no_place(
                    span,
                    format!("`{name}` stands in the path of this call, and says that it travels elsewhere"),
                    "leave `in:` out, or take the key out of the path",
                ),
                (KeyPlace::Body, false) if sends.contains(&Place::Query) => self.no_place(
                    span,
                    format!("`{name}` travels in the body, and this call can be sent without one"),
                    "write `sends: form` or `sends: json`, or leave `in:` out",
                ),
                (KeyPlace::Query, false)
                    if call.nests.is_none()
                        && matches!(
                            key.limit.rule,
                            Rule::ArrayOf(_) | Rule::Object(_) | Rule::MapOf(_)
                        ) =>
                {
                    let message = format!("what `{}` nests can only be sent as JSON", key.wire);
                    self.error(
                        Diagnostic::error(Code::OnlyJson, Some(span), message)
                            .help("say how rows travel in a query, `nests: brackets` or the like, or leave `in: query` out and send JSON"),
                    );
                }
                (KeyPlace::Query | KeyPlace::Header | KeyPlace::Body, false) => {}
            }
            self.other_header(key, place, span, scope);
        }
    }

    /// Headers are the same whatever their capitals.
    fn other_header(&mut self, key: &Key, place: KeyPlace, span: Span, scope: &Scope) {
        let keys = scope.accepts.iter().map(|accepted| accepted.key.as_ref());
        let mut before = keys.take_while(|other| other.wire != key.wire);
        let is_it = |other: &&Key| {
            other.place == Some(KeyPlace::Header) && other.wire.eq_ignore_ascii_case(&key.wire)
        };
        if let Some(other) = before.find(is_it).filter(|_| place == KeyPlace::Header) {
            let message = format!("`{}` and `{}` are one header", other.wire, key.wire);
            self.error(
                Diagnostic::error(Code::OnePlace, Some(span), message)
                    .help("leave one of them out: capitals tell no headers apart"),
            );
        }
    }

    /// What stands in a row travels with it.
    pub(super) fn place_in_a_row(&mut self, key: &Key, table: &str, span: Span) {
        if key.place.is_some() {
            self.no_place(
                span,
                format!(
                    "`{}` is a key of rows of `{table}`, and travels with them",
                    key.name
                ),
                "leave `in:` out in the table of the rows",
            );
        }
    }

    /// Whether a constant can travel where it says.
    pub(super) fn place_of_constant(&mut self, fixed: &syntax::Fixed) {
        self.wire_name(&fixed.name);
        if fixed.place != Some(FixedPlace::Header) {
            return;
        }
        self.is_header_of_parameters(&fixed.name);
        let value = &fixed.value.value;
        let is_whole =
            value.trim() == value && value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        if !is_whole {
            self.no_place(
                fixed.value.span,
                "this value cannot stand in a header".to_owned(),
                "write ASCII, without control characters or blanks at its ends",
            );
        }
    }

    pub(super) fn no_place(&mut self, span: Span, message: String, help: &str) {
        self.error(Diagnostic::error(Code::NoPlace, Some(span), message).help(help));
    }
}

/// Whether both can stand in one place of a call.
pub(super) fn meet(one: Option<KeyPlace>, other: Option<KeyPlace>, sends: &[Place]) -> bool {
    let all = |place: Option<KeyPlace>| match place {
        // What stands in the path is looked for by name.
        None | Some(KeyPlace::Path) => sends.iter().map(|place| beside(*place)).collect(),
        Some(place) => vec![place],
    };
    let others: Vec<KeyPlace> = all(other);
    let ones: Vec<KeyPlace> = all(one);
    ones.iter().any(|place| others.contains(place))
}

fn beside(place: Place) -> KeyPlace {
    match place {
        Place::Query => KeyPlace::Query,
        Place::Form | Place::Json | Place::Multipart => KeyPlace::Body,
    }
}

/// Whether values of the rule are JSON, which has no place but a body.
pub(super) fn is_nested(rule: &Rule) -> bool {
    matches!(rule, Rule::Json) || has_parts(rule)
}

/// Whether a value has parts that the spec describes, and so no text of its own.
pub(super) fn has_parts(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::ArrayOf(_) | Rule::Object(_) | Rule::MapOf(_) | Rule::JsonInText(_)
    )
}
