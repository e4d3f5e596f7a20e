//! One request as data, in the validator's form.

use std::fmt;

use clienttether_generated::tables::history_note::HISTORY_NOTE_TABLE;
use prose_runtime::{CallDescriptor, Method, Params, Place, Rule, Value};

/// A value for a key.
#[derive(Clone, Debug)]
pub(crate) enum Given {
    Text(String),
    List(Vec<String>),
    Rows(Vec<Row>),
}

/// A nested row: its table's keys in order, and perhaps a name that the table does not have.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) values: Vec<Option<String>>,
    pub(crate) extra: Option<String>,
}

/// A request: a value or none for every key of its call, custom names, and where they travel.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) call: &'static CallDescriptor,
    pub(crate) values: Vec<Option<Given>>,
    pub(crate) custom: Vec<(String, String)>,
    pub(crate) place: Place,
    /// Whether keys that belong into the path stand there rather than with the others.
    pub(crate) in_path: bool,
}

impl Case {
    /// The parameters for the validator and for the wire.
    pub(crate) fn params(&self) -> Params {
        let call = if self.in_path && self.fits_path() {
            self.call
        } else {
            without_path(self.call)
        };
        let mut params = Params::of_call(call);
        for (key, given) in call.accepts.iter().zip(&self.values) {
            if let Some(given) = given {
                params = params.with(key, given.value(&key.limit.rule));
            }
        }
        for (name, text) in &self.custom {
            params = params.with_custom(name, text);
        }
        params
    }

    /// Whether the path can carry what belongs there: a segment can be neither empty nor dots.
    fn fits_path(&self) -> bool {
        let in_path = |wire: &str| self.call.path.contains(&format!("{{{wire}}}"));
        let mut keys = self.call.accepts.iter().zip(&self.values);
        keys.all(|(key, given)| {
            !in_path(key.wire)
                || matches!(given, Some(Given::Text(text)) if !matches!(text.as_str(), "" | "." | ".."))
        })
    }
}

impl Given {
    fn value(&self, rule: &Rule) -> Value {
        match self {
            Given::Text(text) => Value::text(text),
            Given::List(items) => Value::list(items),
            Given::Rows(rows) => {
                let table = match rule {
                    Rule::ArrayOf(table) => table,
                    _ => &HISTORY_NOTE_TABLE,
                };
                Value::rows(rows.iter().map(|row| {
                    let mut params = Params::of_table(table);
                    for (key, text) in table.keys.iter().zip(&row.values) {
                        if let Some(text) = text {
                            params = params.with(key, Value::text(text));
                        }
                    }
                    match &row.extra {
                        Some(name) => params.with_custom(name, "x"),
                        None => params,
                    }
                }))
            }
        }
    }
}

/// What is sent, so that a disagreement can be repeated with curl.
impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.call.method, self.call.name)?;
        write!(f, " ({:?}", self.place)?;
        if self.call.path.contains('{') {
            write!(f, ", in path: {}", self.in_path && self.fits_path())?;
        }
        f.write_str(")")?;
        for (key, given) in self.call.accepts.iter().zip(&self.values) {
            if let Some(given) = given {
                write!(f, " {}={given:?}", key.wire)?;
            }
        }
        for (name, text) in &self.custom {
            write!(f, " custom {name:?}={text:?}")?;
        }
        Ok(())
    }
}

/// The same call with all its parameters outside the path: the server takes them from anywhere.
fn without_path(call: &'static CallDescriptor) -> &'static CallDescriptor {
    use std::collections::HashMap;
    use std::sync::{LazyLock, Mutex};
    static MADE: LazyLock<Mutex<HashMap<&'static str, &'static CallDescriptor>>> =
        LazyLock::new(Mutex::default);

    if !call.path.contains('{') {
        return call;
    }
    let mut made = MADE.lock().unwrap();
    made.entry(call.name).or_insert_with(|| {
        assert_eq!(call.method, Method::Get);
        Box::leak(Box::new(CallDescriptor {
            path: call.name,
            root: None,
            returns: call.returns,
            paging: call.paging,
            retry: call.retry,
            ..*call
        }))
    })
}
