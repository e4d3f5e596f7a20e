//! Which revision of the vendor's document says what.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use crate::emit::words::{Docs, Text, code, said};
use crate::model::{Api, Limit, Was};

/// When something is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Whatever revision is chosen.
    Always,
    /// In these revisions, and where all are chosen.
    In(RangeInclusive<usize>),
    /// In these revisions only: in the others something else stands there.
    Then(RangeInclusive<usize>),
    /// Where no earlier revision is chosen: it tells what has changed.
    Told,
}

/// The revisions of a document, oldest first.
pub(super) struct Revisions<'a> {
    names: Vec<&'a str>,
    /// Named limits, which alone have a history.
    limits: HashMap<&'a str, &'a Limit>,
}

impl<'a> Revisions<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let limits = api.limits.iter().map(|it| (it.name.as_str(), it));
        Self {
            names: api.revisions.iter().map(|it| it.name.as_str()).collect(),
            limits: limits.collect(),
        }
    }

    /// Their names, of which the last is in force.
    pub(super) fn names(&self) -> &[&'a str] {
        &self.names
    }

    /// The one in force.
    pub(super) fn last(&self) -> usize {
        self.names.len().saturating_sub(1)
    }

    /// When a thing is shown that came with one revision and was last in another.
    pub(super) fn shown(&self, since: Option<&str>, until: Option<&str>) -> Shown {
        let first = since.and_then(|name| self.at(name)).unwrap_or(0);
        let last = until.and_then(|name| self.at(name)).unwrap_or(self.last());
        match (first, last) {
            (0, last) if last == self.last() => Shown::Always,
            (first, last) => Shown::In(first..=last),
        }
    }

    /// The key that something had in each revision.
    pub(super) fn keys(&self, wire: &str, was: &[Was]) -> Vec<(Shown, Docs)> {
        self.each(self.changes(was), |at| {
            let then = self.then(was, at, |was| was.key.as_deref());
            code(then.unwrap_or(wire))
        })
    }

    /// The limit that something had in each revision, in these words.
    pub(super) fn limits(
        &self,
        limit: &Limit,
        was: &[Was],
        words: impl Fn(&Limit) -> Text,
    ) -> Vec<(Shown, Docs)> {
        let limits = was.iter().filter_map(|was| was.limit.as_deref());
        let mut changes = self.changes(was);
        for limit in limits.chain([limit]) {
            changes.extend(self.changes(self.history(limit)));
        }
        self.each(changes, |at| {
            let then = self.then(was, at, |was| was.limit.as_deref());
            let limit = then.unwrap_or(limit);
            let named = self.then(self.history(limit), at, |was| was.limit.as_deref());
            words(named.unwrap_or(limit))
        })
    }

    /// What was said of something in earlier revisions, for where one of these is chosen.
    pub(super) fn said(&self, was: &[Was]) -> Vec<(Shown, Docs)> {
        self.each(self.changes(was), |at| {
            let says = self.then(was, at, |was| was.says.as_deref());
            says.map_or_else(Text::default, said)
        })
    }

    /// What was said in each revision, the one in force first. It changes behind these revisions only; neighbours
    /// that say the same are put together.
    fn each(&self, mut changes: Vec<usize>, said: impl Fn(usize) -> Text) -> Vec<(Shown, Docs)> {
        let last = self.last();
        changes.retain(|at| *at < last);
        changes.push(last);
        changes.sort_unstable();
        changes.dedup();
        let mut all: Vec<(RangeInclusive<usize>, Text)> = Vec::new();
        for end in changes {
            let now = said(end);
            match all.last_mut() {
                Some((revisions, before)) if *before == now => {
                    *revisions = *revisions.start()..=end;
                }
                Some((revisions, _)) => {
                    let begin = revisions.end() + 1;
                    all.push((begin..=end, now));
                }
                None => all.push((0..=end, now)),
            }
        }
        let is_one = all.len() < 2;
        let all = all.into_iter().rev().filter(|(_, said)| !said.is_empty());
        let all = all.map(|(revisions, said)| {
            let shown = match (is_one, *revisions.end() == last) {
                (true, _) => Shown::Always,
                (_, true) => Shown::In(revisions),
                (_, false) => Shown::Then(revisions),
            };
            let mut docs = Docs::default();
            docs.line(said);
            (shown, docs)
        });
        all.collect()
    }

    /// What held in a revision: what it says itself, or what the next one says that was said of earlier ones.
    fn then<'w, T: ?Sized>(
        &self,
        was: &'w [Was],
        at: usize,
        pick: impl Fn(&'w Was) -> Option<&'w T>,
    ) -> Option<&'w T> {
        if at == self.last() {
            return None;
        }
        let told = was.iter().filter_map(|was| {
            let place = self.at(&was.revision).filter(|place| *place >= at)?;
            Some((place, pick(was)?))
        });
        let first = told.min_by_key(|(place, _)| *place);
        first.map(|(_, told)| told)
    }

    /// What is told of a limit, if it has a name.
    fn history(&self, limit: &Limit) -> &'a [Was] {
        let named = self.limits.get(limit.name.as_str());
        named
            .filter(|_| limit.is_named)
            .map_or(&[], |named| &named.was)
    }

    fn changes(&self, was: &[Was]) -> Vec<usize> {
        was.iter()
            .filter_map(|was| self.at(&was.revision))
            .collect()
    }

    fn at(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| *known == name)
    }
}
