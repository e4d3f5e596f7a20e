//! Fields as the pairs of a query or a form.

use std::borrow::Cow;

use super::NAME;
use super::masked_text::{Field, MaskedText, Pair, fields, rule};
use crate::descriptor::{CallDescriptor, Limit, Nests, Rule, Travels};
use crate::error::Error;
use crate::text::one_line;
use crate::value::Params;

/// What fields are in a query or a form.
///
/// # Errors
///
/// [`crate::Cause::Config`] if a caller's name in a map would be read as several.
pub(super) fn all<'p>(
    fields: impl Iterator<Item = Field<'p>>,
    call: &CallDescriptor,
) -> Result<Vec<Pair<'p>>, Error> {
    let mut writer = Writer {
        pairs: Vec::new(),
        nests: call.nests,
        misread: None,
    };
    for field in fields {
        writer.field(Cow::Borrowed(field.name), "", &field);
    }
    match writer.misread {
        None => Ok(writer.pairs),
        // Without the name, which may be a person's.
        Some(map) => Err(Error::config(format!(
            "{}: a name in {} has one of {}, which nest outside of JSON: send the parameters there, or \
             give it another name",
            call.name,
            one_line(map, NAME),
            match call.nests {
                Nests::Brackets | Nests::Columns => "`[` and `]`",
                Nests::Dots | Nests::JsonText => "`.`",
            }
        ))),
    }
}

struct Writer<'p> {
    pairs: Vec<Pair<'p>>,
    nests: Nests,
    /// A map with a name that would lead elsewhere.
    misread: Option<&'p str>,
}

impl<'p> Writer<'p> {
    /// A value under this name; `columns` are the numbers of the rows that it is in, if they stand behind it.
    fn field(&mut self, name: Cow<'p, str>, columns: &str, field: &Field<'p>) {
        let is_text = matches!(rule(field.limit), Rule::InText(_));
        let nested = field.value.nested_object();
        let rows = field.value.nested_rows();
        let entries = field.value.entries();
        let is_leaf = nested.is_none() && rows.is_none() && entries.is_none();
        let is_blank = |object: &Params| fields(object, None).next().is_none();
        let has_none = nested.is_some_and(is_blank)
            || rows.is_some_and(|rows| rows.iter().all(is_blank))
            || entries.is_some_and(<[_]>::is_empty);
        if self.nests == Nests::JsonText || is_text || is_leaf {
            self.leaf(ended(name, columns), field);
        } else if has_none {
            self.push(ended(name, columns), Cow::Borrowed(""), field.mark);
        } else {
            if let Some(object) = nested {
                self.object(&name, columns, object, field.mark);
            }
            for (key, text) in entries.into_iter().flatten() {
                if self.nests_in(key) {
                    self.misread = Some(field.name);
                }
                self.pairs.push(Pair {
                    name: ended(Cow::Owned(self.within(&name, key)), columns),
                    value: Cow::Borrowed(text),
                    mark: field.mark,
                    hides_name: field.mark.is_some(),
                });
            }
            for (number, row) in rows.into_iter().flatten().enumerate() {
                match self.nests {
                    Nests::Columns => {
                        let columns = format!("{columns}[{number}]");
                        self.object(&name, &columns, row, field.mark);
                    }
                    Nests::Brackets => {
                        self.object(&format!("{name}[{number}]"), columns, row, field.mark);
                    }
                    Nests::Dots | Nests::JsonText => {
                        self.object(&format!("{name}.{number}"), columns, row, field.mark);
                    }
                }
            }
        }
    }

    /// What is plain by itself is not, within something that is hidden.
    fn object(
        &mut self,
        name: &str,
        columns: &str,
        object: &'p Params,
        mark: Option<&'static str>,
    ) {
        for mut field in fields(object, None) {
            field.mark = field.mark.or(mark);
            let name = self.within(name, field.name);
            self.field(Cow::Owned(name), columns, &field);
        }
    }

    /// The name of a key within another.
    fn within(&self, name: &str, key: &str) -> String {
        match self.nests {
            Nests::Brackets | Nests::Columns => format!("{name}[{key}]"),
            Nests::Dots | Nests::JsonText => format!("{name}.{key}"),
        }
    }

    /// Whether a name has a sign that leads into another.
    fn nests_in(&self, name: &str) -> bool {
        match self.nests {
            Nests::Brackets | Nests::Columns => name.contains(['[', ']']),
            Nests::Dots => name.contains('.'),
            Nests::JsonText => false,
        }
    }

    /// One pair, or one for each item of a list.
    fn leaf(&mut self, name: Cow<'p, str>, field: &Field<'p>) {
        let Some(apart) = field.apart() else {
            let (value, mark) = text(field);
            return self.push(name, value, mark);
        };
        if apart.items.is_empty() {
            return self.push(name, Cow::Borrowed(""), field.mark);
        }
        for (number, value) in (0_u64..).zip(apart.items) {
            let name = of_item(&name, apart.travels, number);
            self.push(name.into_owned().into(), value, field.mark);
        }
    }

    fn push(&mut self, name: Cow<'p, str>, value: Cow<'p, str>, mark: Option<&'static str>) {
        self.pairs.push(Pair {
            name,
            value,
            mark,
            hides_name: false,
        });
    }
}

/// What an item of a list is called that travels by itself.
pub(super) fn of_item(name: &str, travels: Travels, number: u64) -> Cow<'_, str> {
    match travels {
        Travels::Commas | Travels::Repeated => Cow::Borrowed(name),
        Travels::Brackets => Cow::Owned(format!("{name}[]")),
        Travels::Numbered { first } => Cow::Owned(format!(
            "{name}[{}]",
            u64::from(first).saturating_add(number)
        )),
    }
}

fn ended<'p>(name: Cow<'p, str>, columns: &str) -> Cow<'p, str> {
    match columns {
        "" => name,
        columns => Cow::Owned(format!("{name}{columns}")),
    }
}

/// A value as one text, and what stands for it where it must not be shown.
fn text<'p>(field: &Field<'p>) -> (Cow<'p, str>, Option<&'static str>) {
    match field.value.wire_text(rule(field.limit)) {
        Some(text) => (text, field.mark),
        None => {
            let mut json = MaskedText::default();
            match field.value.nested_object() {
                Some(object) => json.object(object),
                None => json.value(field),
            }
            // Escaping would move what is hidden inside: all of it is.
            (Cow::Owned(json.text()), field.mark.or(Some("<nested>")))
        }
    }
}

/// A list whose items travel each by itself.
pub(super) struct Apart<'p> {
    /// The limit of each.
    pub(super) item: &'static Limit,
    pub(super) items: Vec<Cow<'p, str>>,
    travels: Travels,
}

impl<'p> Field<'p> {
    /// The text in a place that has room for one: the items of a list that travel each by itself have none there.
    pub(super) fn one_text(&self) -> Option<Cow<'p, str>> {
        match self.apart() {
            Some(_) => None,
            None => self.value.wire_text(rule(self.limit)),
        }
    }

    /// The items, if they travel each by itself. Of a text they stand between its commas.
    pub(super) fn apart(&self) -> Option<Apart<'p>> {
        let rule = &self.limit?.rule;
        let list = rule.list().filter(|it| it.travels != Travels::Commas)?;
        let items = match self.value.items() {
            Some(items) => items.iter().map(|item| Cow::Borrowed(&**item)).collect(),
            None => match self.value.wire_text(rule)? {
                text if text.is_empty() => Vec::new(),
                Cow::Borrowed(text) => text.split(',').map(Cow::Borrowed).collect(),
                Cow::Owned(text) => text.split(',').map(|it| it.to_owned().into()).collect(),
            },
        };
        Some(Apart {
            item: list.item,
            items,
            travels: list.travels,
        })
    }
}
