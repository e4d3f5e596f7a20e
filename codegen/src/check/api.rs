//! The API as a whole: address, credentials, answers, order.

use std::collections::HashMap;

use super::{Checker, tables};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, Rule};
use crate::naming;
use crate::source::At;
use crate::syntax;

/// Headers that say how the message is built: a credential there would break it.
const HTTP_HEADERS: [&str; 7] = [
    "Host",
    "Content-Length",
    "Content-Type",
    "Transfer-Encoding",
    "Connection",
    "Accept",
    "User-Agent",
];

impl Checker<'_, '_> {
    pub(super) fn api(&mut self, api: &syntax::Api) -> model::Api {
        self.plain_name("an API", &api.name);
        let crate_name = self.crate_name(api);
        let base_url = self.base_url(api);
        self.credentials(api);
        self.result_codes(api);
        for variable in &api.variables {
            self.plain_name("a variable", &variable.name);
        }
        for envelope in &api.envelopes {
            self.plain_name("an envelope", &envelope.name);
            self.places
                .envelopes
                .insert(envelope.name.value.clone(), envelope.name.span);
        }
        let limits = self.named_limits();
        let tables = self.tables(api);
        let by_name: HashMap<&str, &model::Table> = tables
            .iter()
            .map(|table| (table.name.as_str(), table))
            .collect();
        let spec = self.spec;
        let mut records: Vec<model::Record> = spec
            .records
            .iter()
            .map(|record| self.record(record, &by_name))
            .collect();
        // Files have no order of their own.
        records.sort_by(|a, b| a.name.cmp(&b.name));
        let families = self.families(api, &by_name);
        let tables = mark_sent(tables, &families);
        for table in tables.iter().filter(|table| table.is_sent) {
            self.check_sent_names(table);
        }
        model::Api {
            name: api.name.value.clone(),
            title: api.title.clone(),
            doc: api.doc.clone(),
            crate_name,
            base_url,
            variables: api
                .variables
                .iter()
                .map(|variable| named(&variable.name, &variable.doc))
                .collect(),
            https_only: api.https_only,
            revisions: api
                .revisions
                .iter()
                .map(|revision| named(&revision.name, &revision.doc))
                .collect(),
            credentials: api.credentials.iter().map(credential).collect(),
            envelopes: envelopes(api),
            envelope: self.envelope(None, api),
            result_codes: api.result_codes.iter().map(result_code).collect(),
            other_codes_name_keys: api.other_codes_name_keys,
            limits,
            tables,
            families,
            records,
            quirks: tables::quirks(&api.quirks),
        }
    }

    fn crate_name(&mut self, api: &syntax::Api) -> String {
        match &api.crate_name {
            Some(name) => {
                self.plain_name("a crate", name);
                // What receives code must never be a folder that people write in.
                if naming::is_plain_name(&name.value) && !name.value.ends_with("-generated") {
                    let message = format!("`{}` cannot receive generated code", name.value);
                    self.error(
                        Diagnostic::error(Code::BadName, Some(name.span), message)
                            .help("the name of such a crate ends in `-generated`"),
                    );
                }
                name.value.clone()
            }
            None => format!("{}-generated", api.name.value),
        }
    }

    fn base_url(&mut self, api: &syntax::Api) -> String {
        let Some(url) = &api.base_url else {
            return String::new();
        };
        let rest = url.value.strip_prefix("https://").or_else(|| {
            url.value
                .strip_prefix("http://")
                .filter(|_| !api.https_only)
        });
        let is_good = rest.is_some_and(|rest| {
            !rest.is_empty()
                && !rest.starts_with('/')
                && !rest.contains(['?', '#', '@', '\\', '"'])
                && !rest.contains(char::is_whitespace)
        });
        if !is_good {
            let help = if api.https_only {
                "write `https://host/path/`; plain HTTP needs `transport: any`"
            } else {
                "write `https://host/path/`"
            };
            self.error(
                Diagnostic::error(
                    Code::BadPath,
                    Some(url.span),
                    format!("`{}` is not a base URL", url.value),
                )
                .help(help),
            );
        }
        let variables: Vec<&str> = api
            .variables
            .iter()
            .map(|variable| variable.name.as_str())
            .collect();
        for name in self.placeholders(url) {
            if !variables.contains(&name.as_str()) {
                let diagnostic = Diagnostic::error(
                    Code::BadPath,
                    Some(url.span),
                    format!("the base URL has an unknown variable `{name}`"),
                )
                .help(format!(
                    "describe it: `variables: {{ {name}: {{ doc: … }} }}`"
                ));
                self.error(diagnostic);
            }
        }
        for variable in api
            .variables
            .iter()
            .filter(|variable| !url.value.contains(&format!("{{{}}}", variable.name.value)))
        {
            self.error(
                Diagnostic::error(
                    Code::BadPath,
                    Some(variable.name.span),
                    format!("the base URL has no `{{{}}}`", variable.name.value),
                )
                .label(url.span, "the base URL")
                .help("use the variable in `base_url:` or delete it"),
            );
        }
        if url.value.ends_with('/') {
            url.value.clone()
        } else {
            format!("{}/", url.value)
        }
    }

    /// The names in `{}`.
    pub(super) fn placeholders(&mut self, path: &At<String>) -> Vec<String> {
        let mut names = Vec::new();
        let mut rest = path.value.as_str();
        while let Some(at) = rest.find(['{', '}']) {
            let inner = rest[at..]
                .strip_prefix('{')
                .and_then(|inner| inner.split_once('}'));
            let Some((name, after)) =
                inner.filter(|(name, _)| !name.is_empty() && !name.contains('{'))
            else {
                self.error(
                    Diagnostic::error(
                        Code::BadPath,
                        Some(path.span),
                        format!("the braces of `{}` do not match", path.value),
                    )
                    .help("write `{name}` for a parameter that travels in the path"),
                );
                return names;
            };
            names.push(name.to_owned());
            rest = after;
        }
        names
    }

    /// Basic authentication needs both of its halves.
    fn basic_halves(&mut self, api: &syntax::Api) {
        use syntax::CredentialPlace::{BasicPassword, BasicUser};
        let half = |place| {
            api.credentials
                .iter()
                .find(|credential| credential.place == place)
        };
        let (lone, other) = match (half(BasicUser), half(BasicPassword)) {
            (Some(user), None) => (user, "password"),
            (None, Some(password)) => (password, "user"),
            _ => return,
        };
        let message = format!("no credential is the `{other}` of Basic authentication");
        self.error(
            Diagnostic::error(Code::MissingKey, Some(lone.name.span), message)
                .help(format!("add a credential with `basic: {other}`")),
        );
    }

    /// Checks how a credential is dressed, and the variable that it is read from.
    fn dressing(&mut self, credential: &syntax::Credential) {
        if let Some(written) = &credential.written
            && written.value.chars().any(char::is_control)
        {
            let message = "a credential cannot be dressed in control characters";
            self.error(
                Diagnostic::error(Code::BadPattern, Some(written.span), message)
                    .help("write visible text around `{}`"),
            );
        }
        let is_variable = |name: &str| {
            !name.is_empty()
                && !name.starts_with(|first: char| first.is_ascii_digit())
                && name
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        };
        if let Some(env) = credential.env.as_deref().filter(|env| !is_variable(env)) {
            let message = format!("`{env}` cannot be the name of an environment variable");
            self.error(
                Diagnostic::error(Code::BadName, Some(credential.name.span), message)
                    .help("use letters, digits and `_`"),
            );
        }
    }

    fn credentials(&mut self, api: &syntax::Api) {
        self.basic_halves(api);
        let mut seen: HashMap<String, &At<String>> = HashMap::new();
        for credential in &api.credentials {
            self.plain_name("a credential", &credential.name);
            self.dressing(credential);
            if let syntax::CredentialPlace::Header(header) = &credential.place {
                if HTTP_HEADERS
                    .iter()
                    .any(|own| own.eq_ignore_ascii_case(header))
                {
                    let message = format!("the header `{header}` belongs to HTTP itself");
                    self.error(
                        Diagnostic::error(Code::BadName, Some(credential.name.span), message).help(
                            "a credential travels in a header of its own, or in `Authorization`",
                        ),
                    );
                }
                let is_token = |letter: char| {
                    letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter)
                };
                if header.is_empty() || !header.chars().all(is_token) {
                    self.error(
                        Diagnostic::error(
                            Code::BadName,
                            Some(credential.name.span),
                            format!("`{header}` is not a header name"),
                        )
                        .help("header names hold letters, digits and hyphens"),
                    );
                }
            }
            if let Some(first) =
                seen.insert(naming::snake(&credential.name.value), &credential.name)
            {
                self.error(
                    Diagnostic::error(
                        Code::RustName,
                        Some(credential.name.span),
                        format!(
                            "a second credential called `{}` in Rust",
                            naming::snake(&credential.name.value)
                        ),
                    )
                    .label(first.span, "the first is here")
                    .help("rename one of them"),
                );
            }
        }
    }

    fn result_codes(&mut self, api: &syntax::Api) {
        let mut seen: HashMap<String, &At<String>> = HashMap::new();
        for code in &api.result_codes {
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
}

/// The word for a kind of calls, which is also the name of its module.
pub(super) fn family_name(kind: model::Kind) -> &'static str {
    match kind {
        model::Kind::Create => "create",
        model::Kind::Read => "read",
        model::Kind::Update => "update",
        model::Kind::Delete => "delete",
    }
}

/// Marks the tables whose rows are nested in requests, directly or within each other.
fn mark_sent(mut tables: Vec<model::Table>, families: &[model::Family]) -> Vec<model::Table> {
    let rows = |key: &model::Key| match &key.limit.rule {
        Rule::ArrayOf(rows) | Rule::Object(rows) => Some(rows.clone()),
        _ => None,
    };
    let accepted = families
        .iter()
        .flat_map(|family| &family.calls)
        .flat_map(|call| &call.accepts);
    let mut to_mark: Vec<String> = accepted
        .filter_map(|accepted| rows(&accepted.key))
        .collect();
    while let Some(name) = to_mark.pop() {
        if let Some(table) = tables
            .iter_mut()
            .find(|table| table.name == name && !table.is_sent)
        {
            table.is_sent = true;
            to_mark.extend(table.keys.iter().filter_map(rows));
        }
    }
    tables
}

fn named(name: &At<String>, doc: &str) -> model::Named {
    model::Named {
        name: name.value.clone(),
        doc: doc.to_owned(),
    }
}

fn credential(credential: &syntax::Credential) -> model::Credential {
    let written = credential
        .written
        .as_ref()
        .map_or("{}", |written| written.as_str());
    let (before, after) = written.split_once("{}").unwrap_or_default();
    model::Credential {
        name: credential.name.value.clone(),
        rust: naming::snake(&credential.name.value),
        place: credential.place.clone(),
        before: before.to_owned(),
        after: after.to_owned(),
        holds: credential.holds,
        env: credential.env.clone(),
        optional: credential.optional,
        account: credential.account,
        doc: credential.doc.clone(),
    }
}

/// Without any envelope, the body itself holds the records and the HTTP status tells the rest.
fn envelopes(api: &syntax::Api) -> Vec<model::Envelope> {
    if api.envelopes.is_empty() {
        return vec![model::Envelope {
            name: "bare".to_owned(),
            any_case: false,
            code: None,
            message: None,
            total: None,
            records: vec![".".to_owned()],
            errors: None,
        }];
    }
    api.envelopes
        .iter()
        .map(|envelope| model::Envelope {
            name: envelope.name.value.clone(),
            any_case: envelope.any_case,
            code: envelope.code.clone(),
            message: envelope.message.clone(),
            total: envelope.total.clone(),
            records: envelope.records.clone(),
            errors: envelope.errors.clone(),
        })
        .collect()
}

fn result_code(code: &syntax::ResultCode) -> model::ResultCode {
    model::ResultCode {
        code: code.code.value.clone(),
        also: code.also.iter().map(|also| also.value.clone()).collect(),
        message: code.message.clone(),
        // Without a meaning there was an error, and the model is thrown away.
        means: code.means.unwrap_or(model::Means::BadRequest),
        doc: code.doc.clone(),
    }
}
