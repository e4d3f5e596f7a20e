//! The API as a whole.

use super::change::{Action, Direction, Thing};
use super::walk::{At, Walk, names};
use crate::model::{Api, Bundle, Envelope, Event, Named, ResultCode, Webhooks};

impl<'a> Walk<'a> {
    pub(super) fn api(&mut self, old: &'a Api, new: &'a Api) {
        let Api {
            name,
            title,
            doc,
            crate_name,
            bundle,
            base_url,
            variables: _,
            https_only,
            revisions,
            credentials: _,
            fixed,
            oauth: _,
            webhooks: _,
            envelopes: _,
            envelope,
            result_codes: _,
            other_codes_name_keys,
            rate,
            wait,
            not_acted,
            cleared_as,
            limits: _,
            tables: _,
            families: _,
            records: _,
            // Made of all that is compared here.
            defined: _,
            not_described,
            quirks,
            location,
        } = old;
        let at = &At::both("API", Direction::Both, location, &new.location);
        if *name != new.name {
            self.push(
                at,
                Thing::Api,
                Action::Renamed,
                format!("{name} → {}", new.name),
            );
        }
        self.value(at, Thing::Words, "title", title, &new.title);
        self.value(at, Thing::Words, "words", doc, &new.doc);
        self.name(at, "crate", crate_name, &new.crate_name);
        self.value(at, Thing::Path, "base URL", base_url, &new.base_url);
        self.value(at, Thing::Path, "HTTPS only", https_only, &new.https_only);
        self.named(at, Thing::Revision, "revision", revisions, &new.revisions);
        self.variables(at);
        self.credentials(at);
        self.oauth(at);
        self.fixed(at, fixed, &new.fixed);
        self.value(at, Thing::Rate, "rate", rate, &new.rate);
        self.value(at, Thing::Retry, "wait", wait, &new.wait);
        self.set(at, Thing::Retry, "not acted", not_acted, &new.not_acted);
        self.value(at, Thing::Null, "cleared as", cleared_as, &new.cleared_as);
        self.limits();
        self.tables(at);
        self.families(at);
        self.records(at);
        self.value(
            at,
            Thing::Envelope,
            "usual envelope",
            envelope,
            &new.envelope,
        );
        self.envelopes(at);
        let others = (other_codes_name_keys, &new.other_codes_name_keys);
        self.changed(at, Thing::Code, "other codes name keys", others.0, others.1);
        self.result_codes(at);
        self.webhooks(at);
        self.named(
            at,
            Thing::Words,
            "not described",
            not_described,
            &new.not_described,
        );
        self.quirks(at, quirks, &new.quirks);
        self.bundle(at, bundle.as_ref(), new.bundle.as_ref());
    }

    /// Where its text is written once more. Comments in it are no difference.
    fn bundle(&mut self, at: &At<'_>, old: Option<&Bundle>, new: Option<&Bundle>) {
        let folder =
            |bundle: Option<&Bundle>| bundle.map(|Bundle { folder, files: _ }| folder.clone());
        self.value(at, Thing::Words, "bundle", &folder(old), &folder(new));
    }

    fn named(&mut self, at: &At<'a>, thing: Thing, what: &str, old: &'a [Named], new: &'a [Named]) {
        for (one, other, action) in [(old, new, Action::Removed), (new, old, Action::Added)] {
            for it in one
                .iter()
                .filter(|it| !other.iter().any(|its| its.name == it.name))
            {
                let at = at
                    .within(format!("{what} {}", it.name))
                    .only(action, &it.location);
                self.push(&at, thing, action, super::words::line(&it.doc));
            }
        }
        for was in old {
            if let Some(is) = new.iter().find(|it| it.name == was.name) {
                let Named {
                    name,
                    doc,
                    location,
                } = was;
                let at = At {
                    old: Some(location),
                    new: Some(&is.location),
                    ..at.within(format!("{what} {name}"))
                };
                self.value(&at, Thing::Words, "words", doc, &is.doc);
            }
        }
        let was: Vec<&str> = names(old, |it| &it.name).collect();
        let is: Vec<&str> = names(new, |it| &it.name).collect();
        self.order(at, what, &was, &is);
    }

    fn envelopes(&mut self, at: &At<'a>) {
        let (old, new) = (&self.old.envelopes, &self.new.envelopes);
        for (one, other, action) in [(old, new, Action::Removed), (new, old, Action::Added)] {
            for it in one
                .iter()
                .filter(|it| !other.iter().any(|its| its.name == it.name))
            {
                let subject = format!("envelope {}", it.name);
                let at = At::both(subject, Direction::Neither, &it.location, &it.location);
                self.push(
                    &at.only(action, &it.location),
                    Thing::Envelope,
                    action,
                    String::new(),
                );
            }
        }
        for was in old {
            let Some(is) = new.iter().find(|it| it.name == was.name) else {
                continue;
            };
            let subject = format!("envelope {}", was.name);
            let at = At::both(subject, Direction::Received, &was.location, &is.location);
            self.envelope(&at, was, is);
        }
        let was: Vec<&str> = names(old, |it| &it.name).collect();
        let is: Vec<&str> = names(new, |it| &it.name).collect();
        self.order(at, "envelopes", &was, &is);
    }

    fn envelope(&mut self, at: &At<'_>, old: &Envelope, new: &Envelope) {
        let Envelope {
            name: _,
            any_case,
            code,
            code_may_lack,
            code_header,
            message,
            message_header,
            total,
            records,
            errors,
            details,
            success,
            redirect,
            other_codes_name_keys,
            no_records,
            beside,
            location: _,
        } = old;
        let thing = Thing::Envelope;
        self.value(at, thing, "any case", any_case, &new.any_case);
        self.value(at, thing, "code", code, &new.code);
        self.value(
            at,
            thing,
            "without a code the status tells",
            code_may_lack,
            &new.code_may_lack,
        );
        self.value(
            at,
            thing,
            "header of the code",
            code_header,
            &new.code_header,
        );
        self.value(at, thing, "message", message, &new.message);
        self.value(
            at,
            thing,
            "header of the message",
            message_header,
            &new.message_header,
        );
        self.value(at, thing, "total", total, &new.total);
        self.value(at, thing, "records", records, &new.records);
        self.value(at, thing, "errors", errors, &new.errors);
        self.value(at, thing, "details", details, &new.details);
        self.value(at, thing, "success", success, &new.success);
        self.value(at, thing, "redirect", redirect, &new.redirect);
        let others = (other_codes_name_keys, &new.other_codes_name_keys);
        // That it is as the API says is another thing than that it is not so.
        let shown =
            |others: &Option<bool>| others.map(|is| if is { "name keys" } else { "are unknown" });
        self.value(at, thing, "other codes", &shown(others.0), &shown(others.1));
        self.set(at, thing, "no records", no_records, &new.no_records);
        self.set(at, thing, "beside", beside, &new.beside);
    }

    fn result_codes(&mut self, at: &At<'a>) {
        let (old, new) = (&self.old.result_codes, &self.new.result_codes);
        for (one, other, action) in [(old, new, Action::Removed), (new, old, Action::Added)] {
            for it in one
                .iter()
                .filter(|it| !other.iter().any(|its| its.name == it.name))
            {
                let subject = format!("result code {}", it.name);
                let at = At::both(subject, Direction::Received, &it.location, &it.location);
                let words = super::words::line(&format!("{} {}", it.message, it.doc));
                self.push(&at.only(action, &it.location), Thing::Code, action, words);
            }
        }
        for was in old {
            let Some(is) = new.iter().find(|it| it.name == was.name) else {
                continue;
            };
            let ResultCode {
                name,
                code,
                rust,
                also,
                message,
                means,
                status,
                says,
                doc,
                location,
            } = was;
            let at = At::both(
                format!("result code {name}"),
                Direction::Received,
                location,
                &is.location,
            );
            self.name(&at, "variant", rust, &is.rust);
            self.changed(&at, Thing::Code, "code", code, &is.code);
            self.set(&at, Thing::Spelling, "also", also, &is.also);
            self.value(&at, Thing::Words, "message", message, &is.message);
            self.changed(&at, Thing::Code, "means", means, &is.means);
            self.changed(&at, Thing::Code, "status", status, &is.status);
            self.changed(&at, Thing::Code, "says", says, &is.says);
            self.value(&at, Thing::Words, "words", doc, &is.doc);
        }
        let was: Vec<&str> = names(old, |it| &it.name).collect();
        let is: Vec<&str> = names(new, |it| &it.name).collect();
        self.order(at, "result codes", &was, &is);
    }

    fn webhooks(&mut self, at: &At<'a>) {
        let at = &at.within("webhooks").way(Direction::Received);
        match (&self.old.webhooks, &self.new.webhooks) {
            (None, None) => {}
            (Some(was), None) => {
                let at = at.only(Action::Removed, &was.location);
                self.push(&at, Thing::Webhook, Action::Removed, String::new());
            }
            (None, Some(is)) => {
                let at = at.only(Action::Added, &is.location);
                self.push(&at, Thing::Webhook, Action::Added, String::new());
            }
            (Some(was), Some(is)) => {
                let Webhooks {
                    header,
                    before,
                    after,
                    encoded,
                    over,
                    timestamp,
                    age,
                    env,
                    doc,
                    events,
                    location,
                } = was;
                let at = At {
                    old: Some(location),
                    new: Some(&is.location),
                    ..at.clone()
                };
                self.changed(&at, Thing::Webhook, "header", header, &is.header);
                self.changed(&at, Thing::Webhook, "before", before, &is.before);
                self.changed(&at, Thing::Webhook, "after", after, &is.after);
                self.changed(&at, Thing::Webhook, "written", encoded, &is.encoded);
                self.changed(&at, Thing::Webhook, "signed", over, &is.over);
                self.changed(&at, Thing::Webhook, "time", timestamp, &is.timestamp);
                self.changed(&at, Thing::Webhook, "age", age, &is.age);
                self.value(&at, Thing::Environment, "environment", env, &is.env);
                self.value(&at, Thing::Words, "words", doc, &is.doc);
                self.events(&at, events, &is.events);
            }
        }
    }

    fn events(&mut self, at: &At<'a>, old: &'a [Event], new: &'a [Event]) {
        for (one, other, action) in [(old, new, Action::Removed), (new, old, Action::Added)] {
            for it in one
                .iter()
                .filter(|it| !other.iter().any(|its| its.name == it.name))
            {
                let at = at
                    .within(format!("event {}", it.name))
                    .only(action, &it.location);
                self.push(&at, Thing::Event, action, super::words::line(&it.doc));
            }
        }
        for was in old {
            let Some(is) = new.iter().find(|it| it.name == was.name) else {
                continue;
            };
            let Event {
                name,
                rust,
                doc,
                record,
                within,
                told_by,
                is: says,
                location,
            } = was;
            let at = At {
                old: Some(location),
                new: Some(&is.location),
                ..at.within(format!("event {name}"))
            };
            self.name(&at, "variant", rust, &is.rust);
            self.value(&at, Thing::Words, "words", doc, &is.doc);
            self.changed(&at, Thing::Type, "record", record, &is.record);
            self.changed(&at, Thing::Event, "within", within, &is.within);
            self.changed(&at, Thing::Event, "told by", told_by, &is.told_by);
            self.changed(&at, Thing::Event, "is", says, &is.is);
        }
        let was: Vec<&str> = names(old, |it| &it.name).collect();
        let is: Vec<&str> = names(new, |it| &it.name).collect();
        self.order(at, "events", &was, &is);
    }
}
