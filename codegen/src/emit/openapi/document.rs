//! The document as a whole.

use super::describing;
use super::extension as x;
use super::operation::rate;
use super::profile::Profile;
use super::result_codes;
use super::security;
use super::servers;
use super::writer::Writer;
use crate::emit::tree::Tree;
use crate::emit::words::{self, Docs, code, fill, own, said, stressed};
use crate::model::{Api, ResultCode, WaitForm};

/// What these documents are under: the licence of this crate.
const LICENSE: &str = env!("CARGO_PKG_LICENSE");

pub(super) fn of(api: &Api, profile: Profile) -> Tree {
    let mut writer = Writer::of(api, profile);
    let paths = writer.paths();
    let webhooks = writer.webhooks();
    let schemes = writer.security_schemes();
    let Writer {
        schemas, losses, ..
    } = writer;
    let mut tree = Tree::map([
        ("openapi", Tree::text(profile.version())),
        ("info", info(api, profile, losses.words())),
        ("servers", servers::of_api(api)),
        ("tags", tags(api, profile)),
        ("paths", paths),
    ]);
    let mut signed = None;
    if let Some((how, events)) = webhooks {
        signed = Some(how);
        let name = match profile.has_json_schema() {
            true => "webhooks",
            false => x::WEBHOOKS.name,
        };
        tree.push(name, events);
    }
    let mut components = Tree::map([("schemas", schemas.finish())]);
    if !matches!(&schemes, Tree::Map(entries) if entries.is_empty()) {
        components.push("securitySchemes", schemes);
    }
    tree.push("components", components);
    extend(&mut tree, api, signed);
    if let Some((name, list)) = losses.tree() {
        tree.push(name, list);
    }
    tree
}

fn info(api: &Api, profile: Profile, losses: impl Iterator<Item = words::Text>) -> Tree {
    let mut docs = Docs::of(&api.doc);
    docs.line(fill(
        "Made by {} from the spec of {}: change that, not this.",
        [code("cargo xtask generate"), code(&api.name)],
    ));
    if let Some(rate) = api.rate {
        docs.line(words::api::rate(rate));
    }
    if let Some(oauth) = &api.oauth {
        docs.paragraph(&oauth.doc);
        docs.line(own(security::proof(oauth.client)));
    }
    let revisions: Vec<words::Text> = api
        .revisions
        .iter()
        .map(|revision| fill("{}: {}", [code(&revision.name), said(&revision.doc)]))
        .collect();
    if !revisions.is_empty() {
        docs.line(stressed("Revisions of the vendor's page"));
        docs.list(revisions);
    }
    if !api.not_described.is_empty() {
        docs.line(stressed("Left out"));
        let pages = api.not_described.iter();
        docs.list(pages.map(|page| fill("{}: {}", [said(&page.name), said(&page.doc)])));
    }
    if !api.quirks.is_empty() {
        docs.line(stressed("Quirks of the API as a whole"));
        describing::quirks(&mut docs, &api.quirks);
    }
    for table in &api.tables {
        if !table.quirks.is_empty() {
            docs.line(stressed("Quirks of a table").and(fill(": {}", [said(&table.title)])));
            describing::quirks(&mut docs, &table.quirks);
        }
    }
    let losses: Vec<words::Text> = losses.collect();
    if !losses.is_empty() {
        docs.line(stressed("What this document cannot say"));
        docs.list(losses);
    }
    let mut info = Tree::map([
        ("title", Tree::text(&api.title)),
        ("version", Tree::text(api.revision())),
    ]);
    if profile.has_json_schema() {
        let summary = describing::summary(&api.doc, &api.title);
        info.push("summary", Tree::text(summary));
    }
    describing::describe(&mut info, &docs);
    info.push(
        "contact",
        Tree::map([("name", Tree::text(format!("The vendor of {}", api.title)))]),
    );
    let license = match profile.has_json_schema() {
        true => ("identifier", Tree::text(LICENSE)),
        // Whoever has the choice of two can take the first.
        false => {
            let first = LICENSE.split(' ').next().unwrap_or(LICENSE);
            let url = format!("https://spdx.org/licenses/{first}.html");
            ("url", Tree::text(url))
        }
    };
    info.push(
        "license",
        Tree::map([("name", Tree::text(LICENSE)), license]),
    );
    info
}

fn tags(api: &Api, profile: Profile) -> Tree {
    let families = api
        .families
        .iter()
        .filter(|family| !family.calls.is_empty());
    let tags = families.map(|family| {
        let mut tag = Tree::map([("name", Tree::text(&family.name))]);
        let title = match family.title.as_str() {
            "" => &family.name,
            title => title,
        };
        if profile.has_query_string() {
            tag.push("summary", Tree::text(title));
        }
        let docs = Docs::of_or(
            &family.doc,
            said(format!("{}.", title.trim_end_matches('.'))),
        );
        describing::describe(&mut tag, &docs);
        tag.push(x::DISPLAY_NAME.name, Tree::text(title));
        tag
    });
    Tree::List(tags.collect())
}

fn extend(tree: &mut Tree, api: &Api, signed: Option<Tree>) {
    if let Some(all) = api.rate {
        tree.push(x::RATE.name, rate(all));
    }
    if let Some(wait) = &api.wait {
        let form = match wait.is {
            WaitForm::Seconds => "seconds",
            WaitForm::EpochSeconds => "epoch_seconds",
            WaitForm::EpochMilliseconds => "epoch_milliseconds",
            WaitForm::HttpDate => "http_date",
        };
        tree.push(
            x::WAIT.name,
            Tree::map([
                ("header", Tree::text(&wait.header)),
                ("is", Tree::text(form)),
            ]),
        );
    }
    if !api.not_acted.is_empty() {
        let statuses = api.not_acted.iter();
        let statuses = statuses.map(|status| Tree::Integer((*status).into()));
        tree.push(x::NOT_ACTED.name, Tree::List(statuses.collect()));
    }
    if !api.result_codes.is_empty() {
        let all: Vec<&ResultCode> = api.result_codes.iter().collect();
        tree.push(x::RESULT_CODES.name, result_codes::list(&all));
    }
    if !api.revisions.is_empty() {
        let each = api.revisions.iter().map(|revision| {
            Tree::map([
                ("name", Tree::text(&revision.name)),
                ("says", Tree::text(&revision.doc)),
            ])
        });
        tree.push(x::REVISIONS.name, Tree::List(each.collect()));
    }
    if !api.not_described.is_empty() {
        let each = api.not_described.iter().map(|page| {
            Tree::map([
                ("page", Tree::text(&page.name)),
                ("says", Tree::text(&page.doc)),
            ])
        });
        tree.push(x::NOT_DESCRIBED.name, Tree::List(each.collect()));
    }
    let tables = api.tables.iter().map(|table| {
        let mut tree = Tree::map([
            ("name", Tree::text(&table.name)),
            ("title", Tree::text(&table.title)),
            ("says", Tree::text(&table.doc)),
        ]);
        describing::extend(&mut tree, None, None, &[], &table.quirks);
        tree
    });
    let tables: Vec<Tree> = tables.collect();
    if !tables.is_empty() {
        tree.push(x::TABLES.name, Tree::List(tables));
    }
    if let Some(signed) = signed {
        tree.push(x::WEBHOOK_SIGNATURE.name, signed);
    }
    describing::extend(tree, None, None, &[], &api.quirks);
}
