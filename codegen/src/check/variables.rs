//! Variables of base URLs: their names, and their values if these are a closed set.

use std::collections::HashSet;

use super::{Checker, Item};
use crate::diagnostic::{Code, Diagnostic};
use crate::model;
use crate::naming;
use crate::span::At;
use crate::syntax;

impl<'s> Checker<'s, '_> {
    pub(super) fn variables(&mut self, api: &'s syntax::Api) {
        for variable in &api.variables {
            let name = &variable.name;
            self.plain_name("a variable", name);
            self.places.add(Item::Variable(&name.value), name.span);
            self.environment(variable.env.as_ref());
            if let Some(values) = &variable.one_of {
                self.values(values);
            }
            if let Some(default) = &variable.default {
                self.default_value(variable, default);
            }
        }
    }

    fn values(&mut self, values: &At<Vec<syntax::VariableValue>>) {
        if values.value.is_empty() {
            let message = "a variable without values";
            self.error(
                Diagnostic::error(Code::EmptySet, Some(values.span), message)
                    .help("list its values, or leave `one_of` out"),
            );
        }
        let mut seen = HashSet::new();
        for (name, in_url) in &values.value {
            let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
            let is_name = name.value.chars().all(is_sign);
            if !is_name || naming::screaming(&name.value).is_empty() {
                let message = format!("`{}` cannot be the name of a value", name.value);
                self.error(
                    Diagnostic::error(Code::BadName, Some(name.span), message)
                        .help("use letters, digits, `_`, `-` and `.`: `one_of: { eu: api.eu.example.com }`"),
                );
            }
            if !seen.insert(name.as_str()) {
                let message = format!("`{}` is listed twice", name.value);
                self.error(
                    Diagnostic::error(Code::ListedTwice, Some(name.span), message)
                        .help("list each value once"),
                );
            }
            self.in_url(in_url);
        }
    }

    fn default_value(&mut self, variable: &syntax::Variable, default: &At<String>) {
        let Some(values) = &variable.one_of else {
            self.in_url(default);
            return;
        };
        let known = || values.value.iter().map(|(name, _)| name.as_str());
        if !known().any(|name| name == default.value) {
            let message = format!("`{}` cannot be `{}`", variable.name.value, default.value);
            self.error(
                Diagnostic::error(Code::ForbiddenValue, Some(default.span), message)
                    .suggest(&default.value, known())
                    .or_help("write one of the values under `one_of:`"),
            );
        }
    }

    /// Checks what takes the place of a variable.
    fn in_url(&mut self, value: &At<String>) {
        let is_sign = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
        let is_label = |label: &str| {
            !label.starts_with('-') && !label.ends_with('-') && label.chars().all(is_sign)
        };
        let mut labels = value.value.split('.');
        if !labels.all(|label| !label.is_empty() && is_label(label)) {
            let message = format!("`{}` cannot be a part of a base URL", value.value);
            self.error(
                Diagnostic::error(Code::BadBaseUrl, Some(value.span), message)
                    .help("write letters, digits and `-`, with `.` between them"),
            );
        }
    }

    pub(super) fn variable(&self, variable: &syntax::Variable) -> model::Variable {
        let values = variable.one_of.iter().flat_map(|values| &values.value);
        model::Variable {
            name: variable.name.value.clone(),
            env: variable.env.as_ref().map(|env| env.value.clone()),
            one_of: values
                .map(|(name, in_url)| (name.value.clone(), in_url.value.clone()))
                .collect(),
            default: variable.default.as_ref().map(|value| value.value.clone()),
            doc: variable.doc.clone(),
            location: self.location(variable.name.span),
        }
    }
}
