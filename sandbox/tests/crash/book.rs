//! What one writer was told and what it asked for last: what must be there after a kill.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use serde_json::{Value, json};

use crate::http::{Answer, Connection, has_code, records};

/// The contacts of one writer.
pub(crate) struct Book {
    writer: usize,
    contacts: BTreeMap<String, Contact>,
    deleted: BTreeSet<String>,
    /// The write that was under way when the sandbox was killed: done or not, both are right.
    open: Option<Open>,
    /// Contacts that were written to since the last kill, and those that were deleted.
    touched: BTreeSet<String>,
    /// Numbers that make every name and note different.
    counter: u32,
    pub(crate) acknowledged: usize,
    pub(crate) cut_off: usize,
    pub(crate) carried_out: usize,
}

#[derive(Clone)]
struct Contact {
    city: String,
    notes: Vec<String>,
}

#[derive(Clone)]
enum Open {
    Create { name: String },
    Update { id: String, city: String },
    Note { id: String, note: String },
    Delete { id: String },
}

impl Book {
    pub(crate) fn new(writer: usize) -> Self {
        Self {
            writer,
            contacts: BTreeMap::new(),
            deleted: BTreeSet::new(),
            open: None,
            touched: BTreeSet::new(),
            counter: 0,
            acknowledged: 0,
            cut_off: 0,
            carried_out: 0,
        }
    }

    pub(crate) fn contacts(&self) -> usize {
        self.contacts.len()
    }

    pub(crate) fn notes(&self) -> usize {
        self.contacts
            .values()
            .map(|contact| contact.notes.len())
            .sum()
    }

    pub(crate) fn deleted(&self) -> usize {
        self.deleted.len()
    }

    /// A text that nothing else has.
    fn new_text(&mut self) -> String {
        self.counter += 1;
        format!("writer {} text {}", self.writer, self.counter)
    }

    /// Writes until the sandbox is gone.
    pub(crate) fn write(&mut self, connection: &mut Connection) {
        loop {
            let write = self.next();
            self.open = Some(write.clone());
            let Ok(answer) = send(&write, connection) else {
                self.cut_off += 1;
                return;
            };
            assert!(has_code(&answer, "CT_200"), "{answer}");
            self.open = None;
            self.acknowledged += 1;
            match write {
                Open::Create { name } => {
                    let id = records(&answer)[0]["client_id"].as_str().unwrap();
                    self.add(id.to_owned(), name);
                }
                done => self.enter(done),
            }
        }
    }

    /// Mostly creates, updates and notes; a delete now and then.
    fn next(&mut self) -> Open {
        let text = self.new_text();
        let spread = self.counter as usize * 7919 % self.contacts.len().max(1);
        match self.contacts.keys().nth(spread).cloned() {
            Some(id) => match self.counter % 8 {
                0 | 1 => Open::Create { name: text },
                2..=4 => Open::Update { id, city: text },
                5 | 6 => Open::Note { id, note: text },
                _ => Open::Delete { id },
            },
            None => Open::Create { name: text },
        }
    }

    /// A created contact. Its city is its name until it is updated.
    fn add(&mut self, id: String, name: String) {
        assert!(
            !self.deleted.contains(&id),
            "the number of a deleted contact is used again"
        );
        let contact = Contact {
            city: name,
            notes: Vec::new(),
        };
        self.touched.insert(id.clone());
        assert!(
            self.contacts.insert(id, contact).is_none(),
            "a number is used twice"
        );
    }

    fn enter(&mut self, done: Open) {
        match done {
            Open::Create { .. } => {}
            Open::Update { id, city } => {
                self.contacts.get_mut(&id).unwrap().city = city;
                self.touched.insert(id);
            }
            Open::Note { id, note } => {
                self.contacts.get_mut(&id).unwrap().notes.push(note);
                self.touched.insert(id);
            }
            Open::Delete { id } => {
                self.contacts.remove(&id);
                self.touched.insert(id.clone());
                self.deleted.insert(id);
            }
        }
    }

    /// After a restart: all that was written to since the last one is as it was acknowledged, and
    /// the write that was cut off is done or not, but not half.
    pub(crate) fn check(&mut self, connection: &mut Connection) {
        match self.open.take() {
            Some(Open::Create { name }) => self.open = Some(Open::Create { name }),
            Some(open) if is_done(&open, connection) => {
                self.carried_out += 1;
                self.enter(open);
            }
            _ => {}
        }
        for id in mem::take(&mut self.touched) {
            let (read, notes) = read(&id, connection);
            match self.contacts.get(&id) {
                Some(contact) => {
                    let read = read.unwrap_or_else(|| panic!("contact {id} is lost"));
                    assert_eq!(read["city"], contact.city, "contact {id}");
                    assert_eq!(sorted(&notes), sorted(&contact.notes), "contact {id}");
                }
                None => assert!(read.is_none(), "contact {id} is back"),
            }
        }
        if let Some(Open::Create { name }) = self.open.take() {
            let path = format!(
                "read_client_exist?firstName={}&lastName=Crash",
                escaped(&name)
            );
            let answer = connection.get(&path).unwrap();
            if let [record] = records(&answer) {
                let id = record["client_id"].as_str().unwrap().to_owned();
                let (read, notes) = read(&id, connection);
                assert_eq!(read.unwrap()["city"], name, "half a contact");
                assert_eq!(notes, [""; 0]);
                self.carried_out += 1;
                self.add(id, name);
            } else {
                assert!(has_code(&answer, "CT_515"), "{answer}");
            }
        }
    }

    /// Every contact is in the list, none that was deleted is. The number of them.
    pub(crate) fn check_list(&mut self, listed: &BTreeSet<String>) -> usize {
        for id in self.contacts.keys() {
            assert!(listed.contains(id), "contact {id} is lost");
        }
        for id in &self.deleted {
            assert!(!listed.contains(id), "contact {id} is back");
        }
        self.contacts.len()
    }
}

fn send(write: &Open, connection: &mut Connection) -> Answer {
    match write {
        Open::Create { name } => connection.post(
            "create_client",
            &json!({ "firstName": name, "lastName": "Crash", "city": name }),
        ),
        Open::Update { id, city } => connection.post(
            "update_client_by_id",
            &json!({ "client_id": id, "city": city }),
        ),
        Open::Note { id, note } => connection.post(
            "create_client_history_note",
            &json!({ "client_id": id, "note_body": note }),
        ),
        Open::Delete { id } => {
            connection.delete("delete_client_by_id", &json!({ "client_id": id }))
        }
    }
}

/// Whether a write that was not acknowledged was carried out.
fn is_done(open: &Open, connection: &mut Connection) -> bool {
    match open {
        Open::Create { .. } => false,
        Open::Update { id, city } => read(id, connection).0.unwrap()["city"] == *city,
        Open::Note { id, note } => read(id, connection).1.contains(note),
        Open::Delete { id } => read(id, connection).0.is_none(),
    }
}

/// A contact and its notes, if it is there.
fn read(id: &str, connection: &mut Connection) -> (Option<Value>, Vec<String>) {
    let answer = connection.get(&format!("read_client_by_id/{id}")).unwrap();
    if has_code(&answer, "CT_515") {
        return (None, Vec::new());
    }
    let [contact] = records(&answer) else {
        panic!("contact {id}: {answer}");
    };
    let notes = connection.get(&format!("read_client_history_notes?client_id={id}"));
    let notes = records(&notes.unwrap())
        .iter()
        .map(|note| note["body_content"].as_str().unwrap().to_owned())
        .collect();
    (Some(contact.clone()), notes)
}

fn sorted(notes: &[String]) -> Vec<&String> {
    let mut notes: Vec<&String> = notes.iter().collect();
    notes.sort_unstable();
    notes
}

fn escaped(text: &str) -> String {
    text.replace(' ', "%20")
}
