//! The way through the model: every thing of an API becomes a section or a row, once.

use super::about;
use super::anchor::{Anchors, Kind};
use super::answers;
use super::call;
use super::limit;
use super::quirks::{self, OfApi};
use super::record;
use super::revision::Revisions;
use super::section::{Quirk, Section};
use super::table;
use super::webhooks;
use crate::emit::words::{Text, code, link, own, said};
use crate::model::{self, Api, Call, Key};

/// What is needed on the way.
pub(super) struct Walk<'a> {
    pub(super) api: &'a Api,
    pub(super) revisions: Revisions<'a>,
    pub(super) anchors: Anchors<'a>,
    /// The quirks of the API, by what they stand beside.
    pub(super) of_api: OfApi<'a>,
    /// The example in Rust, if whoever asks has one.
    pub(super) rust: &'a dyn Fn(&Call) -> Option<String>,
}

/// All sections, in their order.
pub(super) fn sections<'a>(
    api: &'a Api,
    rust: &'a dyn Fn(&Call) -> Option<String>,
) -> Vec<Section<'a>> {
    let mut walk = Walk {
        api,
        revisions: Revisions::of(api),
        anchors: Anchors::of(api),
        of_api: OfApi::of(api),
        rust,
    };
    let walk = &mut walk;
    let sections = [
        Some(about::section(walk)),
        call::section(walk),
        table::section(walk),
        limit::section(walk),
        record::section(walk),
        Some(answers::section(walk)),
        webhooks::section(walk),
        quirks::section(walk),
        about::left_out(walk),
    ];
    sections.into_iter().flatten().collect()
}

impl<'a> Walk<'a> {
    /// A name that leads to the thing, if it is told on the page.
    pub(super) fn link(&self, kind: Kind, of: &str, name: &str) -> Text {
        match self.anchors.find(kind, of, name) {
            Some(id) => link(name, format!("#{id}")),
            None => code(name),
        }
    }

    /// The name of a key that leads to its row.
    pub(super) fn key(&self, kind: Kind, of: &str, key: &Key) -> Text {
        match self.anchors.find(kind, of, &key.name) {
            Some(id) => link(&key.wire, format!("#{id}")),
            None => code(&key.wire),
        }
    }

    /// Quirks, with anchors below the names of what they belong to.
    pub(super) fn quirks(
        &mut self,
        of: &[&str],
        quirks: impl IntoIterator<Item = &'a model::Quirk>,
    ) -> Vec<Quirk<'a>> {
        let mut all = Vec::new();
        for quirk in quirks {
            let mut names = vec!["quirk"];
            names.extend(of);
            names.extend(quirk.about.as_deref());
            all.push(Quirk {
                id: self.anchors.free(&names),
                about: quirk.about.as_deref().map_or_else(Text::default, said),
                says: said(&quirk.says),
                we: said(quirk.we.trim_end_matches('.')).and(own(".")),
                location: &quirk.location,
            });
        }
        all
    }
}
