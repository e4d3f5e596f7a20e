//! Credentials as security schemes.

use super::extension as x;
use super::losses::Loss;
use super::writer::Writer;
use crate::emit::tree::Tree;
use crate::emit::words::{Docs, code, fill};
use crate::model::{Api, Call, ClientProof, Credential, CredentialPlace, Grant, Holds};

use super::describing;

const REFRESH: Loss = Loss {
    cannot: "An access token that is got with a refresh token.",
    instead: "A bearer token, which whoever calls gets by themselves.",
};

const OTHER_TOKEN: Loss = Loss {
    cannot: "An access token that is got by OAuth and travels in another way than as a bearer token.",
    instead: "A key in its header; `x-written` says how it is dressed.",
};

const OPTIONAL: Loss = Loss {
    cannot: "Which of many optional credentials go together.",
    instead: "All of them, or none.",
};

/// Of more optional credentials, not every choice is written out.
const MOST_OPTIONAL: usize = 3;

/// The scheme of Basic authentication, which several credentials make together.
const BASIC: &str = "basic";

/// A scheme that a call is sent with, and whether it must be.
struct Needed<'a> {
    name: &'a str,
    is_optional: bool,
}

impl Writer<'_> {
    /// All schemes that calls are sent with, by name.
    pub(super) fn security_schemes(&mut self) -> Tree {
        let api = self.api;
        let is_used =
            |credential: &&Credential| api.calls().any(|call| is_sent_with(call, credential));
        let mut schemes: Vec<(String, Tree)> = Vec::new();
        let credentials: Vec<&Credential> = api.credentials.iter().filter(is_used).collect();
        for credential in &credentials {
            let Some(name) = scheme(credential) else {
                continue;
            };
            if schemes.iter().any(|(known, _)| known == name) {
                continue;
            }
            let tree = match name {
                BASIC => basic(&credentials),
                _ => self.scheme(credential),
            };
            schemes.push((name.to_owned(), tree));
        }
        Tree::named(schemes)
    }

    fn scheme(&mut self, credential: &Credential) -> Tree {
        let mut tree = match &credential.place {
            CredentialPlace::Header(name) if credential.got_by_oauth && !is_bearer(credential) => {
                self.losses.note(OTHER_TOKEN, credential.name.as_str());
                key("header", name)
            }
            CredentialPlace::Header(_) if credential.got_by_oauth => match &self.api.oauth {
                Some(oauth) if oauth.grant == Grant::ClientCredentials => {
                    let scopes = oauth.scope.split_whitespace();
                    let scopes = scopes.map(|scope| (scope.to_owned(), Tree::text("")));
                    let flow = Tree::map([
                        (
                            "tokenUrl",
                            Tree::text(token_url(self.api, &oauth.token_url)),
                        ),
                        ("scopes", Tree::named(scopes)),
                    ]);
                    Tree::map([
                        ("type", Tree::text("oauth2")),
                        ("flows", Tree::map([("clientCredentials", flow)])),
                    ])
                }
                _ => {
                    self.losses.note(REFRESH, credential.name.as_str());
                    bearer()
                }
            },
            CredentialPlace::Header(_) if is_bearer(credential) => bearer(),
            CredentialPlace::Header(name) => key("header", name),
            CredentialPlace::Query(name) => key("query", name),
            _ => Tree::map([]),
        };
        describing::describe(&mut tree, &words(credential));
        extend(&mut tree, credential);
        tree
    }

    /// What a call is sent with: a list of alternatives.
    pub(super) fn security(&mut self, call: &Call) -> Tree {
        let api = self.api;
        let mut needed: Vec<Needed<'_>> = Vec::new();
        for credential in &api.credentials {
            if !is_sent_with(call, credential) {
                continue;
            }
            let Some(name) = scheme(credential) else {
                continue;
            };
            match needed.iter_mut().find(|known| known.name == name) {
                Some(known) => known.is_optional &= credential.optional,
                None => needed.push(Needed {
                    name,
                    is_optional: credential.optional,
                }),
            }
        }
        if needed.is_empty() {
            return Tree::List(Vec::new());
        }
        let optional = needed.iter().filter(|it| it.is_optional).count();
        let is_each = optional <= MOST_OPTIONAL;
        if !is_each {
            self.losses.note(OPTIONAL, call.name.as_str());
        }
        let all = || needed.iter().map(|it| it.name).collect::<Vec<&str>>();
        let required = needed.iter().filter(|it| !it.is_optional);
        let mut alternatives: Vec<Vec<&str>> = match is_each {
            true => vec![Vec::new()],
            false => vec![all(), required.map(|it| it.name).collect()],
        };
        // Any of the optional ones may be there, or none.
        for it in needed.iter().filter(|_| is_each) {
            let mut with = alternatives.clone();
            with.iter_mut().for_each(|names| names.push(it.name));
            if it.is_optional {
                with.append(&mut alternatives);
            }
            alternatives = with;
        }
        let alternatives = alternatives.into_iter().map(|names| {
            let names = names.into_iter();
            Tree::named(names.map(|name| (name.to_owned(), Tree::List(Vec::new()))))
        });
        Tree::List(alternatives.collect())
    }
}

/// Whether a call is sent with a credential.
pub(super) fn is_sent_with(call: &Call, credential: &Credential) -> bool {
    let named = call.credentials.as_ref();
    named.is_none_or(|names| names.contains(&credential.name))
}

/// The scheme that a credential is, or is a part of.
fn scheme(credential: &Credential) -> Option<&str> {
    match &credential.place {
        CredentialPlace::Header(_) | CredentialPlace::Query(_) => Some(&credential.name),
        CredentialPlace::BasicUser
        | CredentialPlace::BasicPassword
        | CredentialPlace::BasicWithUser(_)
        | CredentialPlace::BasicWithPassword(_) => Some(BASIC),
        // It is a key of the body, or of the request for the token.
        CredentialPlace::Body(_) | CredentialPlace::OAuth(_) => None,
    }
}

/// What a credential is, and how it is written.
pub(super) fn words(credential: &Credential) -> Docs {
    let mut docs = Docs::of(&credential.doc);
    if !credential.before.is_empty() || !credential.after.is_empty() {
        docs.line(fill("Written as {}.", [code(written(credential))]));
    }
    docs
}

/// What it holds, and how it is written.
pub(super) fn extend(tree: &mut Tree, credential: &Credential) {
    if !credential.before.is_empty() || !credential.after.is_empty() {
        tree.push(x::WRITTEN.name, Tree::text(written(credential)));
    }
    if let Some(holds) =
        describing::holds(credential.holds).filter(|_| credential.holds != Holds::Plain)
    {
        tree.push(x::HOLDS.name, Tree::text(holds));
    }
}

fn written(credential: &Credential) -> String {
    format!("{}{{}}{}", credential.before, credential.after)
}

fn key(place: &'static str, name: &str) -> Tree {
    Tree::map([
        ("type", Tree::text("apiKey")),
        ("in", Tree::text(place)),
        ("name", Tree::text(name)),
    ])
}

/// Whether it travels as tokens of OAuth do.
fn is_bearer(credential: &Credential) -> bool {
    matches!(&credential.place, CredentialPlace::Header(name) if name.eq_ignore_ascii_case("Authorization"))
        && credential.before.eq_ignore_ascii_case("Bearer ")
        && credential.after.is_empty()
}

fn bearer() -> Tree {
    Tree::map([
        ("type", Tree::text("http")),
        ("scheme", Tree::text("bearer")),
    ])
}

fn basic(credentials: &[&Credential]) -> Tree {
    let mut tree = Tree::map([
        ("type", Tree::text("http")),
        ("scheme", Tree::text("basic")),
    ]);
    let mut docs = Docs::default();
    let mut points = Vec::new();
    for credential in credentials {
        let name = || code(&credential.name);
        let value = || code(written(credential));
        let told = match &credential.place {
            CredentialPlace::BasicUser => fill("The user is {}, written as {}.", [name(), value()]),
            CredentialPlace::BasicPassword => {
                fill("The password is {}, written as {}.", [name(), value()])
            }
            CredentialPlace::BasicWithUser(user) => fill(
                "The password is {}, written as {}; the user is always {}.",
                [name(), value(), code(user)],
            ),
            CredentialPlace::BasicWithPassword(password) => fill(
                "The user is {}, written as {}; the password is always {}.",
                [name(), value(), code(password)],
            ),
            _ => continue,
        };
        points.push(told.and(fill(" {}", [Docs::of(&credential.doc).in_a_line()])));
    }
    docs.list(points);
    describing::describe(&mut tree, &docs);
    tree
}

/// Where tokens are got, as a whole address.
fn token_url(api: &Api, url: &str) -> String {
    let url = match url.starts_with('/') {
        true => format!("{}{url}", super::servers::host(&api.base_url)),
        false => url.to_owned(),
    };
    // It can have no variables, unlike servers.
    let variables = api.variables.iter();
    variables.fold(url, |url, variable| {
        let value = super::servers::default(variable);
        url.replace(&format!("{{{}}}", variable.name), &value)
    })
}

/// How the client proves who it is, in words.
pub(super) fn proof(client: ClientProof) -> &'static str {
    match client {
        ClientProof::Basic => "The client proves itself by id and secret, as HTTP Basic.",
        ClientProof::Body => "The client proves itself by id and secret, in the body.",
        ClientProof::Public => "The client has an id and no secret.",
    }
}
