//! What the spec expects of a page: its tables, its families of calls, its result codes.

use std::collections::HashMap;
use std::sync::Arc;

use prose_codegen::model::{Api, Call, Key, Limit, Location, Method, Was};

/// Part of a page that the spec describes.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its name in the spec.
    pub name: String,
    /// Its heading on the page; blank if the spec has none.
    pub title: String,
    /// Its rows.
    pub items: Vec<Item>,
    /// Whether its rows are calls, which have the beginning of their names in common.
    pub is_of_calls: bool,
    /// Whether capitals do not matter in its keys.
    pub any_case: bool,
    /// Whether it takes names that the page does not list.
    pub is_open: bool,
    /// Where the row of each name is.
    by_name: HashMap<String, usize>,
}

/// A row that the spec has.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its key.
    pub key: String,
    /// What it is or was called on the page, the key first.
    pub names: Vec<String>,
    /// Of a call: its method and path.
    pub request: Option<(Method, String)>,
    /// Its limit, if it is a key.
    pub limit: Option<Arc<Limit>>,
    /// The first revision that has it.
    pub since: Option<String>,
    /// The last revision that has it.
    pub until: Option<String>,
    /// What earlier revisions said.
    pub was: Vec<Was>,
    /// Where it stands in the spec.
    pub location: Location,
}

/// The sections of a spec: its tables, its families and its result codes.
pub fn sections(api: &Api) -> Vec<Section> {
    let tables = api.tables.iter().map(|table| {
        let items = table.keys.iter().chain(&table.gone).map(|key| of_key(key));
        Section {
            is_open: table.open.is_some(),
            ..Section::new(&table.name, &table.title, items.collect())
        }
    });
    let families = api.families.iter().map(|family| {
        let items = family.calls.iter().chain(&family.gone).map(of_call);
        Section {
            is_of_calls: true,
            ..Section::new(&family.name, &family.title, items.collect())
        }
    });
    let codes = api.result_codes.iter().map(|code| Item {
        key: code.code.clone(),
        names: std::iter::once(code.code.clone())
            .chain(code.also.iter().cloned())
            .collect(),
        request: None,
        limit: None,
        since: None,
        until: None,
        was: Vec::new(),
        location: code.location.clone(),
    });
    let codes = Section::new("result_codes", "", codes.collect()).in_any_case();
    tables
        .chain(families)
        .chain(std::iter::once(codes))
        .collect()
}

fn of_key(key: &Key) -> Item {
    let old = key.was.iter().filter_map(|was| was.key.clone());
    Item {
        key: key.name.clone(),
        names: std::iter::once(key.name.clone()).chain(old).collect(),
        request: None,
        limit: Some(Arc::clone(&key.limit)),
        since: key.since.clone(),
        until: key.until.clone(),
        was: key.was.clone(),
        location: key.location.clone(),
    }
}

fn of_call(call: &Call) -> Item {
    Item {
        key: call.name.clone(),
        names: vec![call.name.clone()],
        request: Some((call.method, call.path.clone())),
        limit: None,
        since: call.since.clone(),
        until: call.until.clone(),
        was: call.was.clone(),
        location: call.location.clone(),
    }
}

impl Section {
    fn new(name: &str, title: &str, items: Vec<Item>) -> Self {
        let mut by_name = HashMap::new();
        for (at, item) in items.iter().enumerate() {
            for name in &item.names {
                by_name.entry(name.clone()).or_insert(at);
            }
        }
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            items,
            is_of_calls: false,
            any_case: false,
            is_open: false,
            by_name,
        }
    }

    fn in_any_case(mut self) -> Self {
        self.any_case = true;
        self.by_name = self
            .by_name
            .into_iter()
            .map(|(name, at)| (name.to_ascii_lowercase(), at))
            .collect();
        self
    }

    /// The row of a key, by any of its names.
    pub fn item(&self, key: &str) -> Option<&Item> {
        let at = match self.any_case {
            true => self.by_name.get(&key.to_ascii_lowercase()),
            false => self.by_name.get(key),
        };
        self.items.get(*at?)
    }
}
