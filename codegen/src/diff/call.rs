//! Families and calls.

use super::change::{Action, Direction, Thing};
use super::said::Said;
use super::surface;
use super::walk::{At, Walk, names};
use crate::model::{Call, Family, Fixed, OwnRate, Returns};

impl<'a> Walk<'a> {
    pub(super) fn families(&mut self, at: &At<'a>) {
        let (old, new) = (&self.old.families, &self.new.families);
        for was in old {
            let subject = format!("family {}", was.name);
            match new.iter().find(|it| it.name == was.name) {
                None => {
                    let at = At::both(subject, Direction::Neither, &was.location, &was.location);
                    let at = at.only(Action::Removed, &was.location);
                    self.push(&at, Thing::Family, Action::Removed, was.title.clone());
                }
                Some(is) => {
                    let at = At::both(subject, Direction::Neither, &was.location, &is.location);
                    self.family(&at, was, is);
                }
            }
        }
        for is in new
            .iter()
            .filter(|is| !old.iter().any(|it| it.name == is.name))
        {
            let at = At::both(
                format!("family {}", is.name),
                Direction::Neither,
                &is.location,
                &is.location,
            );
            let at = at.only(Action::Added, &is.location);
            self.push(&at, Thing::Family, Action::Added, is.title.clone());
        }
        let was: Vec<&str> = names(old, |it| &it.name).collect();
        let is: Vec<&str> = names(new, |it| &it.name).collect();
        self.order(at, "families", &was, &is);
        self.calls();
    }

    fn family(&mut self, at: &At<'a>, old: &'a Family, new: &'a Family) {
        let Family {
            name: _,
            module,
            title,
            doc,
            calls,
            gone,
            location: _,
        } = old;
        self.name(at, "module", module, &new.module);
        self.value(at, Thing::Words, "title", title, &new.title);
        self.value(at, Thing::Words, "words", doc, &new.doc);
        let was: Vec<&str> = names(calls, |it| &it.name).collect();
        let is: Vec<&str> = names(&new.calls, |it| &it.name).collect();
        self.order(at, "calls", &was, &is);
        let (was, is) = (gone, &new.gone);
        // That one went, or came again, is told already.
        let there = [&new.calls, calls];
        let ways = [(was, is, Action::Removed), (is, was, Action::Added)];
        for ((one, other, action), there) in ways.into_iter().zip(there) {
            for call in one {
                if !other.iter().chain(there).any(|it| it.name == call.name) {
                    let at = at.within(format!("call {}", call.name));
                    self.push(
                        &at,
                        Thing::History,
                        action,
                        "a call that is gone".to_owned(),
                    );
                }
            }
        }
        for call in was {
            let Some(other) = is.iter().find(|it| it.name == call.name) else {
                continue;
            };
            // Nothing sends it, so no more is told than that it is described otherwise.
            let mut walk = Walk::of(self.old, self.new);
            walk.call(&At::unplaced(), call, other);
            if let Some(change) = walk.changes.first() {
                let at = at.within(format!("call {}", call.name));
                let words = format!("{}: {}", change.thing.as_str(), change.words);
                self.push(&at, Thing::History, Action::Reworded, words);
            }
        }
    }

    /// All calls, whatever their families: one may have moved.
    fn calls(&mut self) {
        fn of(families: &[Family]) -> Vec<(&Family, &Call)> {
            let all = families
                .iter()
                .flat_map(|family| family.calls.iter().map(move |it| (family, it)));
            all.collect()
        }
        let (old, mut new) = (of(&self.old.families), of(&self.new.families));
        let all_new = new.clone();
        for (family, was) in old {
            let is_same = |(_, is): &(&Family, &Call)| is.name == was.name;
            let by_rust = |(_, is): &(&Family, &Call)| {
                is.rust == was.rust && !self.old.calls().any(|call| call.name == is.name)
            };
            let is = new
                .iter()
                .position(is_same)
                .or_else(|| new.iter().position(by_rust));
            let Some((to, is)) = is.map(|place| new.remove(place)) else {
                let subject = format!("call {}", was.name);
                let at = At::both(subject, Direction::Both, &was.location, &was.location);
                let at = at.only(Action::Removed, &was.location);
                let mut gone = self.new.families.iter().flat_map(|family| &family.gone);
                let at = at.recorded(gone.any(|gone| gone.name == was.name));
                self.push(
                    &at,
                    Thing::Call,
                    Action::Removed,
                    super::words::line(&was.doc),
                );
                continue;
            };
            let subject = format!("call {}", was.name.as_str().min(&is.name));
            let at = At::both(subject, Direction::Both, &was.location, &is.location);
            if family.name != to.name {
                let words = format!("family {} → {}", family.name, to.name);
                self.push(&at, Thing::Call, Action::Moved, words);
            }
            self.call(&at, was, is);
        }
        for (_, is) in all_new {
            if new.iter().any(|(_, it)| it.name == is.name) {
                let at = At::both(
                    format!("call {}", is.name),
                    Direction::Both,
                    &is.location,
                    &is.location,
                );
                let at = at
                    .only(Action::Added, &is.location)
                    .recorded(is.since.is_some());
                self.push(&at, Thing::Call, Action::Added, super::words::line(&is.doc));
            }
        }
    }

    fn call(&mut self, at: &At<'a>, old: &'a Call, new: &'a Call) {
        let before = self.changes.len();
        let Call {
            name,
            does,
            rust,
            function,
            doc,
            method,
            other_methods,
            path,
            base_url,
            credentials,
            fixed,
            fixed_elsewhere,
            sends,
            nests,
            body,
            root,
            accepts,
            gone,
            open,
            reserved,
            requires,
            returns,
            accept,
            answer_headers,
            empty_when_not_found,
            envelope,
            paging,
            retry,
            idempotency,
            rate,
            codes,
            html_form,
            since,
            until,
            deprecated,
            was,
            unproven,
            quirks,
            location: _,
        } = old;
        let is_recorded = !super::limit::same_history(was, &new.was)
            || *since != new.since
            || *until != new.until;
        let at = &at.recorded(is_recorded);
        let sent = &at.way(Direction::Sent);
        let received = &at.way(Direction::Received);
        if *name != new.name {
            let words = format!("{name} → {}", new.name);
            self.push(at, Thing::Call, Action::Renamed, words);
        }
        self.name(at, "type", rust, &new.rust);
        self.name(at, "function", function, &new.function);
        self.value(at, Thing::Words, "words", doc, &new.doc);
        self.value(sent, Thing::Access, "does", does, &new.does);
        self.value(sent, Thing::Path, "method", method, &new.method);
        self.set(
            sent,
            Thing::Path,
            "other methods",
            other_methods,
            &new.other_methods,
        );
        self.value(sent, Thing::Path, "path", path, &new.path);
        self.value(sent, Thing::Path, "base URL", base_url, &new.base_url);
        self.changed(
            sent,
            Thing::Credential,
            "credentials",
            credentials,
            &new.credentials,
        );
        self.set(sent, Thing::Constant, "constant", fixed, &new.fixed);
        self.fixed(sent, fixed_elsewhere, &new.fixed_elsewhere);
        self.set(sent, Thing::Place, "sends", sends, &new.sends);
        self.value(sent, Thing::Place, "nests", nests, &new.nests);
        self.value(sent, Thing::Place, "body", body, &new.body);
        self.value(sent, Thing::Place, "root", root, &new.root);
        self.accepted(sent, Thing::Key, (accepts, gone), (&new.accepts, &new.gone));
        if !self.is_open_of_tables(old, new) {
            self.open(sent, open.as_ref(), new.open.as_ref());
        }
        self.set(sent, Thing::Words, "reserved", reserved, &new.reserved);
        self.requirements(sent, requires, &new.requires);
        let was_taken = surface::arguments_of_call(self.old, old);
        let is_taken = surface::arguments_of_call(self.new, new);
        self.arguments(sent, &was_taken, &is_taken);
        self.returns(received, returns, &new.returns);
        let was_rows = surface::rows_of_answer(self.old, old);
        let is_rows = surface::rows_of_answer(self.new, new);
        self.value(
            received,
            Thing::Type,
            "rows of answers",
            &was_rows,
            &is_rows,
        );
        self.value(sent, Thing::Constant, "accept", accept, &new.accept);
        self.value(
            received,
            Thing::Returns,
            "answer headers",
            answer_headers,
            &new.answer_headers,
        );
        let nothing = (empty_when_not_found, &new.empty_when_not_found);
        self.value(
            received,
            Thing::Envelope,
            "empty when not found",
            nothing.0,
            nothing.1,
        );
        self.value(
            received,
            Thing::Envelope,
            "envelope",
            envelope,
            &new.envelope,
        );
        self.value(at, Thing::Paging, "paging", paging, &new.paging);
        self.value(sent, Thing::Retry, "retry", retry, &new.retry);
        self.value(
            sent,
            Thing::Retry,
            "idempotency",
            idempotency,
            &new.idempotency,
        );
        let own_rate = |rate: &Option<(String, OwnRate)>| {
            let rate = rate.as_ref();
            rate.map(|(shared_by, own)| {
                let OwnRate { is_of_family, rate } = own;
                let of = if *is_of_family { "family" } else { "call" };
                format!("{} in {} s, {of} {shared_by}", rate.calls, rate.seconds)
            })
        };
        self.value(
            sent,
            Thing::Rate,
            "rate",
            &own_rate(rate),
            &own_rate(&new.rate),
        );
        self.codes_of(received, codes, &new.codes);
        self.value(sent, Thing::Form, "form", html_form, &new.html_form);
        self.value(
            at,
            Thing::Deprecation,
            "gone in",
            deprecated,
            &new.deprecated,
        );
        self.value(at, Thing::Words, "unproven", unproven, &new.unproven);
        self.quirks(at, quirks, &new.quirks);
        let was_there = surface::methods_of_call(self.old, old);
        let is_there = surface::methods_of_call(self.new, new);
        self.methods(at, &was_there, &is_there);
        if is_recorded && self.changes.len() == before {
            self.history(at, (since, until, was), (&new.since, &new.until, &new.was));
        }
    }

    /// Whether any other name is accepted because a table says so, where it is told.
    fn is_open_of_tables(&self, old: &Call, new: &Call) -> bool {
        let of = |call: &Call, tables: &[crate::model::Table]| -> Option<String> {
            let mut open = tables.iter().filter(|table| table.open.is_some());
            let table = open.find(|table| table.open == call.open);
            table.map(|table| table.name.clone())
        };
        let (was, is) = (of(old, &self.old.tables), of(new, &self.new.tables));
        was.is_some() && was == is
    }

    fn returns(&mut self, at: &At<'_>, old: &Returns, new: &Returns) {
        let words = |returns: &Returns| match returns {
            Returns::Outcome => "outcome".to_owned(),
            Returns::Text => "text".to_owned(),
            Returns::Bytes { max } => format!("at most {max} bytes"),
            Returns::One { record, found_by } | Returns::Many { record, found_by } => {
                let many = matches!(returns, Returns::Many { .. });
                let found = found_by.as_ref();
                let found = found
                    .map(|key| format!(", found by {key}"))
                    .unwrap_or_default();
                format!("{} {record}{found}", if many { "many" } else { "one" })
            }
        };
        self.value(at, Thing::Returns, "returns", &words(old), &words(new));
    }

    pub(super) fn fixed(&mut self, at: &At<'_>, old: &[Fixed], new: &[Fixed]) {
        let words = |all: &[Fixed]| -> Vec<String> {
            let words = all.iter().map(|fixed| {
                let Fixed { name, value, place } = fixed;
                format!("{name}={value} in {}", Said::of(place).words())
            });
            words.collect()
        };
        self.set(at, Thing::Constant, "constant", &words(old), &words(new));
    }

    fn codes_of(&mut self, at: &At<'_>, old: &[String], new: &[String]) {
        let only = |one: &[String], other: &[String], sign: char| -> Vec<String> {
            let alone = one.iter().filter(|code| !other.contains(code));
            alone.map(|code| format!("{sign}{code}")).collect()
        };
        let (removed, added) = (only(old, new, '-'), only(new, old, '+'));
        let all = [removed, added].concat();
        if !all.is_empty() {
            self.push(
                at,
                Thing::Code,
                Action::Moved,
                format!("codes of the call: {}", all.join(", ")),
            );
        } else if old != new {
            self.push(
                at,
                Thing::Order,
                Action::Moved,
                format!("order of codes: {}", Said::of(new).words()),
            );
        }
    }
}
