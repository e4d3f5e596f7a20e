//! What a call sends, by the places in which it travels.

use super::json::{self, Json};
use super::pairs::{self, Pair, Written};
use crate::emit::sample::{Sample, Value};
use crate::model::{
    Api, Call, Credential, CredentialPlace, Fixed, FixedPlace, Holds, Key, KeyPlace, Place, Rule,
};
use crate::naming;

/// A call with the values of its example.
pub(super) struct Request<'a> {
    pub(super) api: &'a Api,
    pub(super) call: &'a Call,
    samples: &'a [Sample<'a>],
}

impl<'a> Request<'a> {
    pub(super) fn of(api: &'a Api, call: &'a Call, samples: &'a [Sample<'a>]) -> Self {
        Self { api, call, samples }
    }

    /// Whether the values can travel there: no secret in an address, JSON in nothing but JSON, files in parts.
    pub(super) fn fits(&self, place: Place) -> bool {
        self.samples.iter().all(|sample| {
            let to = self.goes(sample.key, place);
            let is_in_url = matches!(to, KeyPlace::Path | KeyPlace::Query);
            let is_json = matches!(sample.key.limit.rule, Rule::Json);
            let is_file = matches!(sample.value, Value::File(_) | Value::Files(..));
            let has_body = place != Place::Query || to != KeyPlace::Body;
            has_body
                && !(is_in_url && is_secret(sample))
                && (!is_json || (place == Place::Json && to == KeyPlace::Body))
                && (!is_file || (place == Place::Multipart && to == KeyPlace::Body))
        }) && (self.call.body.is_none() || place == Place::Json)
    }

    /// The value of a key that travels in the path.
    pub(super) fn in_path(&self, wire: &str) -> Option<String> {
        let sample = self.samples.iter().find(|it| it.key.wire == wire)?;
        let mut written = pairs::of(sample, None).into_iter();
        match written.next()?.value {
            Written::Text(text) => Some(text),
            Written::Env { .. } | Written::File(_) => None,
        }
    }

    /// The pairs of the query.
    pub(super) fn query(&self, place: Place) -> Vec<Pair> {
        let mut query = self.pairs(KeyPlace::Query, place);
        if place == Place::Query {
            query.extend(self.fixed());
        }
        query.extend(self.fixed_in(FixedPlace::Query));
        query.extend(self.credentials(|place| match place {
            CredentialPlace::Query(name) => Some(name),
            _ => None,
        }));
        query
    }

    /// The headers, those of credentials first.
    pub(super) fn headers(&self, place: Place) -> Vec<Pair> {
        let of_credentials = self.credentials(|place| match place {
            CredentialPlace::Header(name) => Some(name),
            _ => None,
        });
        let mut headers: Vec<Pair> = of_credentials.collect();
        headers.extend(self.pairs(KeyPlace::Header, place));
        headers.extend(self.fixed_in(FixedPlace::Header));
        headers
    }

    /// What there is in a form, or in the parts of a body.
    pub(super) fn form(&self) -> Vec<Pair> {
        let mut form: Vec<Pair> = self.body_credentials().collect();
        form.extend(self.pairs(KeyPlace::Body, Place::Form));
        form.extend(self.fixed());
        form
    }

    /// What there is in a body of JSON.
    pub(super) fn json(&self) -> Option<Json> {
        let in_body = self.in_place(KeyPlace::Body, Place::Json);
        if let Some(body) = &self.call.body {
            let mut in_body = in_body;
            return in_body
                .find(|sample| sample.key.wire == *body)
                .map(|sample| json::value(&sample.key.limit, &sample.value));
        }
        let mut inner: Vec<(String, Json)> = in_body
            .map(|sample| {
                let value = match self.secret(sample.key) {
                    Some(env) => Json::Env {
                        before: String::new(),
                        env,
                        after: String::new(),
                    },
                    None => json::value(&sample.key.limit, &sample.value),
                };
                (sample.key.wire.clone(), value)
            })
            .collect();
        let fixed = self.call.fixed.iter();
        inner.extend(fixed.map(|(name, value)| (name.clone(), Json::Text(value.clone()))));
        let roots: Vec<&str> = self.call.root.iter().flat_map(|it| it.split('.')).collect();
        for root in roots.into_iter().rev() {
            inner = vec![(root.to_owned(), Json::Object(inner))];
        }
        let credentials = self.body_credentials();
        let mut all: Vec<(String, Json)> = credentials
            .map(|pair| {
                let value = match pair.value {
                    Written::Env { before, env, after } => Json::Env { before, env, after },
                    Written::Text(text) | Written::File(text) => Json::Text(text),
                };
                (pair.name, value)
            })
            .collect();
        all.extend(inner);
        Some(Json::Object(all))
    }

    /// The credentials that the call is sent with.
    pub(super) fn sent_with(&self) -> impl Iterator<Item = &'a Credential> {
        let named = self.call.credentials.as_ref();
        let all = self.api.credentials.iter();
        all.filter(move |credential| {
            !credential.optional && named.is_none_or(|names| names.contains(&credential.name))
        })
    }

    /// The variable that holds a credential.
    pub(super) fn variable(&self, credential: &Credential) -> String {
        let is_name = |name: &&String| {
            let is_sign = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
            name.chars().all(is_sign) && !name.starts_with(|first: char| first.is_ascii_digit())
        };
        let env = credential.env.as_ref().filter(is_name);
        let made = || format!("{}_{}", self.prefix(), naming::screaming(&credential.name));
        env.filter(|env| !env.is_empty())
            .map_or_else(made, String::clone)
    }

    /// What variables of this API begin with.
    pub(super) fn prefix(&self) -> String {
        let signs = self.api.name.to_ascii_uppercase();
        signs.replace(|sign: char| !sign.is_ascii_alphanumeric(), "_")
    }

    /// The variable of the credential that a key repeats.
    fn secret(&self, key: &Key) -> Option<String> {
        let mut credentials = self.api.credentials.iter();
        let same = credentials.find(|it| key.holds == Holds::Secret && it.name == key.wire);
        same.map(|credential| self.variable(credential))
    }

    fn body_credentials(&self) -> impl Iterator<Item = Pair> {
        self.credentials(|place| match place {
            CredentialPlace::Body(name) => Some(name),
            _ => None,
        })
    }

    fn credentials<'s>(
        &'s self,
        pick: impl Fn(&'a CredentialPlace) -> Option<&'a String> + 's,
    ) -> impl Iterator<Item = Pair> + 's {
        self.sent_with().filter_map(move |credential| {
            Some(Pair {
                name: pick(&credential.place)?.clone(),
                value: Written::Env {
                    before: credential.before.clone(),
                    env: self.variable(credential),
                    after: credential.after.clone(),
                },
            })
        })
    }

    fn pairs(&self, to: KeyPlace, place: Place) -> Vec<Pair> {
        let samples = self.in_place(to, place);
        let nests = self.call.nests;
        let pairs = samples.flat_map(|sample| match self.secret(sample.key) {
            Some(env) => vec![Pair {
                name: sample.key.wire.clone(),
                value: Written::Env {
                    before: String::new(),
                    env,
                    after: String::new(),
                },
            }],
            None => pairs::of(sample, nests),
        });
        pairs.collect()
    }

    fn in_place(&self, to: KeyPlace, place: Place) -> impl Iterator<Item = &'a Sample<'a>> {
        let samples = self.samples.iter();
        samples.filter(move |sample| self.goes(sample.key, place) == to)
    }

    fn goes(&self, key: &Key, place: Place) -> KeyPlace {
        match (key.place, place) {
            _ if self.call.path.contains(&format!("{{{}}}", key.wire)) => KeyPlace::Path,
            (Some(own), _) => own,
            (None, Place::Query) => KeyPlace::Query,
            (None, Place::Form | Place::Json | Place::Multipart) => KeyPlace::Body,
        }
    }

    fn fixed(&self) -> impl Iterator<Item = Pair> {
        let fixed = self.call.fixed.iter();
        fixed.map(|(name, value)| Pair::text(name, value))
    }

    fn fixed_in(&self, place: FixedPlace) -> impl Iterator<Item = Pair> {
        let fixed: Vec<&Fixed> = (self.api.fixed.iter())
            .chain(&self.call.fixed_elsewhere)
            .filter(|fixed| fixed.place == place)
            .collect();
        fixed
            .into_iter()
            .map(|fixed| Pair::text(&fixed.name, &fixed.value))
    }
}

/// Whether a value is a secret, or has one in it.
fn is_secret(sample: &Sample<'_>) -> bool {
    let nested = match &sample.value {
        Value::Row(_, samples) | Value::Rows(_, samples) => samples.as_slice(),
        _ => &[],
    };
    sample.key.holds == Holds::Secret || nested.iter().any(is_secret)
}
