//! Result codes: their spellings, their names, and which answers stand for them.

use std::collections::HashMap;

use super::said::place;
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
        let mut seen: HashMap<String, Vec<(usize, &At<String>)>> = HashMap::new();
        for (at, code) in api.result_codes.iter().enumerate() {
            self.variant(code);
            self.status(code);
            self.reach(code, &api.result_codes[..at]);
            self.words(code, api);
            for spelling in [&code.code].into_iter().chain(&code.also) {
                self.wire_name(spelling);
                // Codes are read whatever their capitals.
                let firsts = seen.entry(spelling.value.to_ascii_lowercase()).or_default();
                // One mistake is told once, of the first that is in the way.
                for (before, first) in &*firsts {
                    if self.same_code(&api.result_codes[*before], code, [first, spelling]) {
                        break;
                    }
                }
                firsts.push((at, spelling));
            }
        }
    }

    /// Words tell answers apart that have this status, or this code.
    fn words(&mut self, code: &syntax::ResultCode, api: &syntax::Api) {
        let Some(says) = code.says.as_ref().filter(|_| code.status.is_none()) else {
            return;
        };
        let has_code = |envelope: &syntax::Envelope| {
            place(&envelope.code) != (None, None) || envelope.redirect.is_some()
        };
        if !api.envelopes.iter().any(has_code) {
            let message = "a result code with `says` has no `status`, and no envelope has a code";
            self.error(
                Diagnostic::error(Code::MissingKey, Some(says.span), message).help(
                    "add the `status:` of the answers whose body says so, such as `status: 401`",
                ),
            );
        }
    }

    /// Two have one spelling: what the first says must leave answers for the second. Whether it is told that
    /// it does not.
    fn same_code(
        &mut self,
        first: &syntax::ResultCode,
        second: &syntax::ResultCode,
        [first_spelled, spelled]: [&At<String>; 2],
    ) -> bool {
        let by_status = [first, second]
            .into_iter()
            .find(|code| code.status.is_some() && code.says.is_some());
        if let Some(code) = by_status {
            let message = format!(
                "`{}` shares its code, and its words are those of answers without one",
                code.name.value
            );
            self.error(
                Diagnostic::error(Code::Ambiguous, Some(code.name.span), message)
                    .label(first_spelled.span, "one code is here")
                    .label(spelled.span, "the other one is here")
                    .help(
                        "leave `status:` out, or list what the status says under a name of its own",
                    ),
            );
            return true;
        }
        let words =
            |code: &syntax::ResultCode| code.says.as_ref().map(|says| says.value.to_lowercase());
        let Some(earlier) = words(first) else {
            self.error(
                Diagnostic::error(
                    Code::DoubleDefinition,
                    Some(spelled.span),
                    format!("a second result code spelled `{}`", spelled.value),
                )
                .label(first_spelled.span, "the first is here")
                .help(
                    "each spelling means one thing, unless `says:` of the first tells them apart",
                ),
            );
            return true;
        };
        let is_in_the_way = words(second).is_some_and(|own| own.contains(&earlier));
        if is_in_the_way {
            let message = format!(
                "every answer that would be `{}` is `{}` already",
                second.name.value, first.name.value
            );
            self.error(
                Diagnostic::error(Code::Ambiguous, Some(second.name.span), message)
                    .label(first.name.span, "it has the same code, and says no more")
                    .help("put what says more before what says less, and what has no `says` last"),
            );
        }
        is_in_the_way
    }

    /// Each code is a variant of an enum.
    fn variant(&mut self, code: &'s syntax::ResultCode) {
        let given = code.rust.as_ref();
        let is_given_badly = given.is_some_and(|rust| !naming::is_rust_name(&rust.value));
        if variant(code).is_empty() || is_given_badly {
            let help = "say `rust: a_name`, with a letter first and then letters, digits and `_`";
            self.error(super::bad_rust_name(given.unwrap_or(&code.name), help));
        }
        let name = &code.name;
        self.places.add(Item::ResultCode(&name.value), name.span);
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
            name: code.name.value.clone(),
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
    naming::pascal(&code.rust.as_ref().unwrap_or(&code.name).value)
}
