//! What holds for the API as a whole: where it is, who may call it, what its document is.

use super::anchor::Kind;
use super::quirks;
use super::revision::Shown;
use super::section::{Block, Fact, Row, Rows, Section, cell};
use super::walk::Walk;
use crate::emit::words::{self, Docs, Text, code, fill, joined, link, own, said};
use crate::model::{
    Blank, ClientProof, Credential, CredentialPlace, Grant, Holds, OAuth, OAuthPart, Wait, WaitForm,
};

/// The first section.
pub(super) fn section<'a>(walk: &mut Walk<'a>) -> Section<'a> {
    let api = walk.api;
    let mut about = Section::of("about", own("About this API"));
    about.location = Some(&api.location);
    about.say(Docs::of(&api.doc));
    let statuses = api.not_acted.iter().map(|it| code(it.to_string()));
    about.facts(vec![
        Fact::of("Address", [address(walk)]),
        Fact::of("Other addresses", api.other_base_urls().into_iter().map(code)),
        Fact::of("Always sent", words::call::fixed_elsewhere(&api.fixed)),
        Fact::of("Rate", api.rate.map(words::api::rate)),
        Fact::of("Waiting", api.wait.as_ref().map(wait)),
        Fact::of(
            "Not acted",
            (!api.not_acted.is_empty()).then(|| {
                fill(
                    "After an answer with HTTP status {} the server has certainly done nothing.",
                    [joined(statuses, ", ")],
                )
            }),
        ),
        Fact::of("Clearing", [own(match api.cleared_as {
            Blank::Text => "An update clears a stored value by an empty text.",
            Blank::Null => {
                "An update clears a stored value by null in JSON bodies, and by an empty text elsewhere."
            }
        })]),
        Fact::of("In Rust", [fill("The crate {}.", [code(&api.crate_name)])]),
        Fact::of(
            "Quirks",
            walk.of_api.has_others().then(|| {
                fill(
                    "Each is told beside what it is about, and those of the API as a whole under {}.",
                    [link("quirks", "#quirks")],
                )
            }),
        ),
    ]);
    if api.credentials.iter().any(|it| it.holds != Holds::Plain) {
        let mut quiet = Docs::default();
        quiet.line(words::api::kept_quiet());
        about.say(quiet);
    }
    about.sections.extend(credentials(walk));
    about.sections.extend(api.oauth.as_ref().map(oauth));
    about.sections.extend(variables(walk));
    about.sections.extend(revisions(walk));
    about
}

/// The pages that the spec leaves out.
pub(super) fn left_out<'a>(walk: &Walk<'a>) -> Option<Section<'a>> {
    let api = walk.api;
    let mut left_out = Section::of("left-out", own("What is not described here"));
    let mut docs = Docs::default();
    docs.list(words::api::not_described(api));
    left_out.say(docs);
    (!api.not_described.is_empty()).then_some(left_out)
}

fn address(walk: &Walk<'_>) -> Text {
    let api = walk.api;
    let address = code(&api.base_url);
    match api.https_only {
        true => fill("{}, and nothing but HTTPS.", [address]),
        false => fill("{}.", [address]),
    }
}

fn wait(wait: &Wait) -> Text {
    let is = own(match wait.is {
        WaitForm::Seconds => "how many seconds to wait",
        WaitForm::EpochSeconds => "until when to wait, in seconds since the beginning of 1970",
        WaitForm::EpochMilliseconds => {
            "until when to wait, in milliseconds since the beginning of 1970"
        }
        WaitForm::HttpDate => "until when to wait, as a date of HTTP",
    });
    fill(
        "Answers to too many calls tell in the header {} {}.",
        [code(&wait.header), is],
    )
}

fn credentials<'a>(walk: &mut Walk<'a>) -> Option<Section<'a>> {
    let mut section = Section::of("credentials", own("Credentials"));
    let mut rows = Vec::new();
    for credential in &walk.api.credentials {
        let env = credential.env.as_ref();
        rows.push(Row {
            ids: vec![walk.anchors.told(Kind::Credential, "", &credential.name)],
            shown: Shown::Always,
            cells: vec![
                cell(code(&credential.name)),
                cell(place(credential)),
                vec![(Shown::Always, Docs::of(&credential.doc))],
                cell(env.map_or_else(|| own("none"), code)),
            ],
            labels: labels(credential),
            quirks: quirks::of_row(walk, Kind::Credential, &credential.name),
            location: &credential.location,
        });
    }
    section.rows(Rows {
        caption: own("What calls are sent with"),
        columns: &["Credential", "Where it travels", "What it is", "Variable"],
        rows,
    });
    (!section.blocks.is_empty()).then_some(section)
}

fn labels(credential: &Credential) -> Vec<&'static str> {
    let marks = [
        (credential.holds == Holds::Secret, "secret"),
        (credential.holds == Holds::Personal, "personal"),
        (credential.optional, "optional"),
        (credential.account, "selects the account"),
        (credential.got_by_oauth, "got by OAuth"),
    ];
    let marks = marks.into_iter().filter(|(is_so, _)| *is_so);
    marks.map(|(_, word)| word).collect()
}

fn place(credential: &Credential) -> Text {
    let place = match &credential.place {
        CredentialPlace::Header(name) => fill("The header {}.", [code(name)]),
        CredentialPlace::Query(name) => fill("The query, as {}.", [code(name)]),
        CredentialPlace::Body(name) => fill("The body, as {}.", [code(name)]),
        CredentialPlace::BasicUser => own("The user name of HTTP Basic."),
        CredentialPlace::BasicPassword => own("The password of HTTP Basic."),
        CredentialPlace::BasicWithUser(user) => fill(
            "The password of HTTP Basic, with the user {}.",
            [code(user)],
        ),
        CredentialPlace::BasicWithPassword(password) => fill(
            "The user name of HTTP Basic, with the password {}.",
            [code(password)],
        ),
        CredentialPlace::OAuth(part) => own(match part {
            OAuthPart::ClientId => "The request for an access token, as its client id.",
            OAuthPart::ClientSecret => "The request for an access token, as its client secret.",
            OAuthPart::RefreshToken => "The request for an access token, as its refresh token.",
        }),
    };
    match (credential.before.as_str(), credential.after.as_str()) {
        ("", "") => place,
        (before, after) => fill(
            "{} Written {}.",
            [place, code(format!("{before}{{}}{after}"))],
        ),
    }
}

fn oauth<'a>(oauth: &'a OAuth) -> Section<'a> {
    let mut section = Section::of("oauth", own("The access token"));
    section.location = Some(&oauth.location);
    section.say(Docs::of(&oauth.doc));
    section.facts(vec![
        Fact::of("Got from", [code(&oauth.token_url)]),
        Fact::of(
            "Got for",
            [own(match oauth.grant {
                Grant::ClientCredentials => "The client's own credentials.",
                Grant::RefreshToken => {
                    "A refresh token. The server may put another in its place: keep that one then."
                }
            })],
        ),
        Fact::of(
            "Proof",
            [own(match oauth.client {
                ClientProof::Basic => "Client id and secret, as HTTP Basic.",
                ClientProof::Body => "Client id and secret, in the body.",
                ClientProof::Public => "None: the client has an id and no secret.",
            })],
        ),
        Fact::of(
            "Scope",
            (!oauth.scope.is_empty()).then(|| code(&oauth.scope)),
        ),
    ]);
    section
}

fn variables<'a>(walk: &mut Walk<'a>) -> Option<Section<'a>> {
    let mut section = Section::of("variables", own("Variables of the address"));
    let mut rows = Vec::new();
    for variable in &walk.api.variables {
        let values = variable.one_of.iter().map(|(value, in_url)| {
            let value = code(value);
            fill("{} is {} in the address.", [value, code(in_url)])
        });
        let mut what = Docs::of(&variable.doc);
        what.list(values);
        let default = variable.default.as_ref();
        what.line(default.map_or_else(Text::default, |default| {
            fill("Left out, it is {}.", [code(default)])
        }));
        rows.push(Row {
            ids: vec![walk.anchors.told(Kind::Variable, "", &variable.name)],
            shown: Shown::Always,
            cells: vec![
                cell(code(&variable.name)),
                vec![(Shown::Always, what)],
                cell(variable.env.as_ref().map_or_else(|| own("none"), code)),
            ],
            labels: Vec::new(),
            quirks: Vec::new(),
            location: &variable.location,
        });
    }
    section.rows(Rows {
        caption: own("What stands in the braces of the address"),
        columns: &["Variable", "What it is", "Variable of the environment"],
        rows,
    });
    (!section.blocks.is_empty()).then_some(section)
}

fn revisions<'a>(walk: &mut Walk<'a>) -> Option<Section<'a>> {
    let mut section = Section::of("revisions", own("Revisions of the vendor's document"));
    let last = walk.revisions.last();
    let mut rows = Vec::new();
    for (at, revision) in walk.api.revisions.iter().enumerate() {
        rows.push(Row {
            ids: vec![walk.anchors.told(Kind::Revision, "", &revision.name)],
            shown: Shown::Always,
            cells: vec![
                cell(said(&revision.name)),
                vec![(Shown::Always, Docs::of(&revision.doc))],
            ],
            labels: (at == last).then_some("in force").into_iter().collect(),
            quirks: quirks::of_row(walk, Kind::Revision, &revision.name),
            location: &revision.location,
        });
    }
    section.blocks.push(Block::Rows(Rows {
        caption: own("Oldest first"),
        columns: &["Revision", "What it is"],
        rows,
    }));
    (!walk.api.revisions.is_empty()).then_some(section)
}
