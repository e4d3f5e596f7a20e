//! Who calls: credentials, OAuth, variables of the base URL.

use super::change::{Action, Direction, Thing};
use super::surface;
use super::walk::{At, Walk, names};
use crate::model::{Credential, OAuth, Variable};

impl<'a> Walk<'a> {
    pub(super) fn credentials(&mut self, at: &At<'a>) {
        let (old, new) = (&self.old.credentials, &self.new.credentials);
        for was in old {
            let subject = format!("credential {}", was.name);
            match new.iter().find(|it| it.name == was.name) {
                Some(is) => {
                    let at = At::both(subject, Direction::Sent, &was.location, &is.location);
                    self.credential(&at, was, is);
                }
                None => {
                    let at = At::both(subject, Direction::Sent, &was.location, &was.location);
                    let at = at.only(Action::Removed, &was.location);
                    self.push(&at, Thing::Credential, Action::Removed, String::new());
                }
            }
        }
        for is in new
            .iter()
            .filter(|is| !old.iter().any(|it| it.name == is.name))
        {
            let at = At::both(
                format!("credential {}", is.name),
                Direction::Sent,
                &is.location,
                &is.location,
            );
            let at = at.only(Action::Added, &is.location);
            self.push(&at, Thing::Credential, Action::Added, String::new());
        }
        let was: Vec<&str> = names(old, |it| &it.name).collect();
        let is: Vec<&str> = names(new, |it| &it.name).collect();
        self.order(at, "credentials", &was, &is);
        let was = surface::arguments_of_credentials(self.old);
        let is = surface::arguments_of_credentials(self.new);
        self.arguments(&at.within("Credentials::new"), &was, &is);
        let was = surface::methods_of_client(self.old);
        let is = surface::methods_of_client(self.new);
        self.methods(&at.within("client"), &was, &is);
    }

    fn credential(&mut self, at: &At<'_>, old: &Credential, new: &Credential) {
        let Credential {
            name: _,
            rust,
            place,
            before,
            after,
            holds,
            env,
            optional,
            account,
            got_by_oauth,
            doc,
            location: _,
        } = old;
        // As a method it is told there; as an argument nobody writes it.
        if *rust != new.rust {
            self.push(
                at,
                Thing::Words,
                Action::Renamed,
                format!("{rust} → {}", new.rust),
            );
        }
        self.changed(at, Thing::Credential, "in", place, &new.place);
        self.changed(at, Thing::Credential, "before", before, &new.before);
        self.changed(at, Thing::Credential, "after", after, &new.after);
        self.value(at, Thing::Holds, "holds", holds, &new.holds);
        self.value(at, Thing::Environment, "environment", env, &new.env);
        match (optional, new.optional) {
            (true, false) => self.push(
                at,
                Thing::Credential,
                Action::Tightened,
                "required".to_owned(),
            ),
            (false, true) => self.push(
                at,
                Thing::Credential,
                Action::Loosened,
                "optional".to_owned(),
            ),
            _ => {}
        }
        self.value(
            at,
            Thing::Environment,
            "selects the account",
            account,
            &new.account,
        );
        self.changed(
            at,
            Thing::Credential,
            "got by OAuth",
            got_by_oauth,
            &new.got_by_oauth,
        );
        self.value(at, Thing::Words, "words", doc, &new.doc);
    }

    pub(super) fn oauth(&mut self, at: &At<'_>) {
        let (old, new) = (&self.old.oauth, &self.new.oauth);
        let at = &at.within("OAuth").way(Direction::Sent);
        match (old, new) {
            (None, None) => {}
            (Some(was), None) => self.push(
                at,
                Thing::Credential,
                Action::Removed,
                was.token_url.clone(),
            ),
            (None, Some(is)) => {
                self.push(at, Thing::Credential, Action::Added, is.token_url.clone())
            }
            (Some(was), Some(is)) => {
                let OAuth {
                    token_url,
                    grant,
                    client,
                    scope,
                    doc,
                    location: _,
                } = was;
                self.value(at, Thing::Path, "token URL", token_url, &is.token_url);
                self.changed(at, Thing::Credential, "grant", grant, &is.grant);
                self.changed(at, Thing::Credential, "proof", client, &is.client);
                self.changed(at, Thing::Credential, "scope", scope, &is.scope);
                self.value(at, Thing::Words, "words", doc, &is.doc);
            }
        }
    }

    pub(super) fn variables(&mut self, at: &At<'a>) {
        let (old, new) = (&self.old.variables, &self.new.variables);
        for was in old {
            let subject = format!("variable {}", was.name);
            let Some(is) = new.iter().find(|it| it.name == was.name) else {
                let at = At::both(subject, Direction::Sent, &was.location, &was.location);
                let at = at.only(Action::Removed, &was.location);
                self.push(&at, Thing::Variable, Action::Removed, String::new());
                continue;
            };
            let at = At::both(subject, Direction::Sent, &was.location, &is.location);
            let Variable {
                name: _,
                env,
                one_of,
                default,
                doc,
                location: _,
            } = was;
            self.value(&at, Thing::Environment, "environment", env, &is.env);
            self.set(&at, Thing::Variable, "value", one_of, &is.one_of);
            self.value(&at, Thing::Variable, "default", default, &is.default);
            self.value(&at, Thing::Words, "words", doc, &is.doc);
        }
        for is in new
            .iter()
            .filter(|is| !old.iter().any(|it| it.name == is.name))
        {
            let at = At::both(
                format!("variable {}", is.name),
                Direction::Sent,
                &is.location,
                &is.location,
            );
            let at = at.only(Action::Added, &is.location);
            self.push(&at, Thing::Variable, Action::Added, String::new());
        }
        let was: Vec<&str> = names(old, |it| &it.name).collect();
        let is: Vec<&str> = names(new, |it| &it.name).collect();
        self.order(at, "variables", &was, &is);
    }
}
