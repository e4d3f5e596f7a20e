//! What calls return, and how it is wrapped.

use super::{Checker, Item};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Meaning, Returns};
use crate::span::At;
use crate::syntax;

impl Checker<'_, '_> {
    pub(super) fn returns(&mut self, returns: Option<&syntax::Returns>) -> Returns {
        let (records, is_one) = match returns {
            None | Some(syntax::Returns::Outcome) => return Returns::Outcome,
            Some(syntax::Returns::Text(_)) => return Returns::Text,
            Some(syntax::Returns::Bytes { max, .. }) => return Returns::Bytes { max: *max },
            Some(syntax::Returns::One(records)) => (records, true),
            Some(syntax::Returns::Many(records)) => (records, false),
        };
        let syntax::Records {
            record, found_by, ..
        } = records;
        if !self.records.contains_key(record.as_str()) {
            self.unknown_record(record);
            return Returns::Outcome;
        }
        self.mark_used(Item::Record(&record.value));
        let found_by = found_by.as_ref().map(|key| self.found_by(record, key));
        let record = record.value.clone();
        if is_one {
            Returns::One { record, found_by }
        } else {
            Returns::Many { record, found_by }
        }
    }

    /// Whether finding no record is an answer without records. There must be a code that says so.
    pub(super) fn empty_when_not_found(
        &mut self,
        returns: Option<&syntax::Returns>,
        api: &syntax::Api,
    ) -> bool {
        let (Some(syntax::Returns::One(records)) | Some(syntax::Returns::Many(records))) = returns
        else {
            return false;
        };
        let Some(span) = records.empty_when_not_found else {
            return false;
        };
        // A meaning that could not be read may be this one.
        let says_so =
            |code: &syntax::ResultCode| code.means.is_none_or(|means| means == Meaning::NotFound);
        if !api.result_codes.iter().any(says_so) {
            let message = "no result code means `not_found`: this call would never be told so";
            self.error(
                Diagnostic::error(Code::NoResultCode, Some(span), message)
                    .help("say `means: not_found` of the code for it, in the `api:` file"),
            );
        }
        true
    }

    /// The key that answers have, by its name in the table or one that it has in answers.
    pub(super) fn found_by(&mut self, record: &At<String>, key: &At<String>) -> String {
        let Some(syntax) = self.records.get(record.as_str()) else {
            return key.value.clone();
        };
        let included = syntax
            .includes
            .iter()
            .filter_map(|table| self.tables.get(table.as_str()))
            .flat_map(|table| &table.keys)
            .filter(|key| key.access.read);
        let fields: Vec<&syntax::Key> = included.chain(&syntax.fields).collect();
        if let Some(field) = fields.iter().find(|field| field.wire.value == key.value) {
            return field.sent_as.as_ref().unwrap_or(&field.wire).value.clone();
        }
        let in_answers = |field: &&syntax::Key| {
            let mut names = field.sent_as.iter().chain(&field.also);
            names.any(|name| name.value == key.value)
        };
        if !fields.iter().any(in_answers) {
            let message = format!("the record `{}` has no `{}`", record.value, key.value);
            let diagnostic = Diagnostic::error(Code::UnknownField, Some(key.span), message)
                .suggest(key.as_str(), fields.iter().map(|field| field.wire.as_str()))
                .or_help("name a field of the record");
            self.unknown(key.as_str(), diagnostic);
        }
        key.value.clone()
    }

    pub(super) fn envelope(&mut self, name: Option<&At<String>>, api: &syntax::Api) -> String {
        let default = api
            .envelopes
            .first()
            .map_or("bare", |envelope| envelope.name.as_str());
        let Some(name) = name else {
            return default.to_owned();
        };
        if !api
            .envelopes
            .iter()
            .any(|envelope| envelope.name.value == name.value)
        {
            let diagnostic = Diagnostic::error(
                Code::UnknownEnvelope,
                Some(name.span),
                format!("no envelope is called `{}`", name.value),
            )
            .suggest(
                name.as_str(),
                api.envelopes.iter().map(|envelope| envelope.name.as_str()),
            )
            .or_help("describe it under `envelopes:` in the `api:` file");
            self.unknown(name.as_str(), diagnostic);
            return default.to_owned();
        }
        name.value.clone()
    }

    pub(super) fn codes(&mut self, codes: &[At<String>], api: &syntax::Api) -> Vec<String> {
        for code in codes {
            if !api
                .result_codes
                .iter()
                .any(|known| known.name.value == code.value)
            {
                let diagnostic = Diagnostic::error(
                    Code::UnknownResultCode,
                    Some(code.span),
                    format!("no result code is spelled `{}`", code.value),
                )
                .suggest(
                    code.as_str(),
                    api.result_codes.iter().map(|known| known.name.as_str()),
                )
                .or_help("describe it under `result_codes:` in the `api:` file");
                self.unknown(code.as_str(), diagnostic);
            }
        }
        codes.iter().map(|code| code.value.clone()).collect()
    }
}
