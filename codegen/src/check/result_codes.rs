//! Result codes: their spellings, their names, and which answers stand for them.

use std::collections::HashMap;

use super::{Checker, Item};
use crate::diagnostic::{Code, Diagnostic};
use crate::model;
use crate::naming;
use crate::span::At;
use crate::syntax;

impl<'s> Checker<'s, '_> {
    pub(super) fn result_codes(&mut self, api: &'s syntax::Api) {
        let count = api.result_codes.len();
        if let Some(last) = api.result_codes.last()
            && self.is_too_long(count, "result codes", last.code.span)
        {
            return;
        }
        let mut seen: HashMap<String, &At<String>> = HashMap::new();
        for (at, code) in api.result_codes.iter().enumerate() {
            self.variant(code);
            self.status(code);
            self.reach(code, &api.result_codes[..at]);
            for spelling in [&code.code].into_iter().chain(&code.also) {
                self.wire_name(spelling);
                // Codes are read whatever their capitals.
                if let Some(first) = seen.insert(spelling.value.to_ascii_lowercase(), spelling) {
                    self.error(
                        Diagnostic::error(
                            Code::DoubleDefinition,
                            Some(spelling.span),
                            format!("a second result code spelled `{}`", spelling.value),
                        )
                        .label(first.span, "the first is here")
                        .help("each spelling means one thing"),
                    );
                }
            }
        }
    }

    /// Each code is a variant of an enum.
    fn variant(&mut self, code: &'s syntax::ResultCode) {
        let given = code.rust.as_ref();
        let is_given_badly = given.is_some_and(|rust| !naming::is_rust_name(&rust.value));
        if variant(code).is_empty() || is_given_badly {
            let help = "say `rust: a_name`, with a letter first and then letters, digits and `_`";
            self.error(super::bad_rust_name(given.unwrap_or(&code.code), help));
        }
        let spelled = &code.code;
        self.places
            .add(Item::ResultCode(&spelled.value), spelled.span);
    }

    /// What only the status tells is a success if the status says so, and else none.
    fn status(&mut self, code: &syntax::ResultCode) {
        let (Some(status), Some(means)) = (code.status, code.means) else {
            return;
        };
        let is_success = means == model::Meaning::Success;
        let help = match (is_success, (200..300).contains(&status)) {
            (true, false) => "give a success a status from 200 to 299, or say what else it means",
            (false, true) => "with such a status it can only be `means: success`",
            _ => return,
        };
        let what = if is_success {
            "a success"
        } else {
            "no success"
        };
        let message = format!(
            "no answer would be `{}`: it means {what}, and the status {status} says otherwise",
            code.code.value
        );
        self.error(
            Diagnostic::error(Code::StatusAndMeaning, Some(code.code.span), message).help(help),
        );
    }

    /// An answer without a code stands for the first code that fits: those after it must fit others.
    fn reach(&mut self, code: &syntax::ResultCode, before: &[syntax::ResultCode]) {
        if let Some(says) = code
            .says
            .as_ref()
            .filter(|says| says.value.trim().is_empty())
        {
            let message = "`says` has no words";
            self.error(
                Diagnostic::error(Code::SaysNothing, Some(says.span), message)
                    .help("write words of the body, or leave it out: the status says all then"),
            );
        }
        let Some(status) = code.status else {
            return;
        };
        let words = |code: &syntax::ResultCode| {
            let words = code.says.as_ref().map(|says| says.value.to_lowercase());
            words.unwrap_or_default()
        };
        let own = words(code);
        let first = before
            .iter()
            .find(|first| first.status == Some(status) && own.contains(&words(first)));
        if let Some(first) = first {
            let message = format!(
                "every answer that would be `{}` is `{}` already",
                code.code.value, first.code.value
            );
            self.error(
                Diagnostic::error(Code::Ambiguous, Some(code.code.span), message)
                    .label(
                        first.code.span,
                        format!("it fits all of them, with status {status}"),
                    )
                    .help("put what says more before what says less, and what has no `says` last"),
            );
        }
    }

    /// A result code, resolved.
    pub(super) fn result_code(&self, code: &syntax::ResultCode) -> model::ResultCode {
        model::ResultCode {
            code: code.code.value.clone(),
            rust: variant(code),
            also: code.also.iter().map(|also| also.value.clone()).collect(),
            message: code.message.clone(),
            // Without a meaning there was an error, and the model is thrown away.
            means: code.means.unwrap_or(model::Meaning::BadRequest),
            status: code.status,
            says: code
                .says
                .as_ref()
                .map_or_else(String::new, |says| says.value.clone()),
            doc: code.doc.clone(),
            location: self.location(code.code.span),
        }
    }
}

/// Name of the code's variant.
fn variant(code: &syntax::ResultCode) -> String {
    naming::pascal(&code.rust.as_ref().unwrap_or(&code.code).value)
}
