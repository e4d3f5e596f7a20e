//! Values of structs and maps that implement `Serialize`.

use std::borrow::Cow;

use serde_core::Serialize;

use super::filling::Filling;
use super::serializer::{Tree, TreeSerializer};
use super::{Json, Params, Value};
use crate::descriptor::{Blank, Limit, Rule, Table};
use crate::error::Error;

type Entries = Vec<(Cow<'static, str>, Tree)>;

impl Params {
    /// With the values of a struct or map, in place of those that their keys had: see
    /// [`crate::Call::fill_serialize`].
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if it is neither struct nor map, or says that it cannot be serialized.
    pub fn fill_serialize(self, values: &(impl Serialize + ?Sized)) -> Result<Self, Error> {
        let mut entries = entries(values)?;
        entries.retain(|(_, tree)| !matches!(tree, Tree::Nothing));
        Ok(self.filled(entries))
    }

    /// Only the values of a struct or map, for the same keys. `None` is what clears a value.
    ///
    /// # Errors
    ///
    /// As [`Params::fill_serialize`].
    pub(crate) fn wanted_serialize(
        &self,
        values: &(impl Serialize + ?Sized),
    ) -> Result<Self, Error> {
        Ok(self.emptied().filled(entries(values)?))
    }

    fn filled(mut self, entries: Entries) -> Self {
        // Of a name that may become a custom one, no more is known than its limit.
        let open = self.call().and_then(|call| call.open);
        let mut filling = Filling::of(&mut self);
        for (name, tree) in entries {
            filling.put(&name, |limit| tree.value(limit.or(open)));
        }
        self
    }
}

fn entries(values: &(impl Serialize + ?Sized)) -> Result<Entries, Error> {
    match values.serialize(TreeSerializer) {
        Ok(Tree::Map(entries)) => Ok(entries),
        Ok(_) => Err(Error::config(
            "a call cannot be filled from what is neither struct nor map: give its values names",
        )),
        // What it says of itself may have values in it.
        Err(_) => Err(Error::config(
            "a call cannot be filled from what cannot be serialized: its `Serialize` refuses it, or a map in it has \
             keys that are no texts",
        )),
    }
}

impl Tree {
    /// The value for a key of this limit. What does not fit it is kept as JSON, which every other limit refuses.
    fn value(self, limit: Option<&Limit>) -> Value {
        let rule = limit.map(|limit| &limit.rule);
        match (self, rule) {
            (Tree::Nothing, _) => Value::cleared(Blank::Text),
            (tree, Some(Rule::Json)) => tree.into_json(),
            (Tree::List(rows), Some(Rule::ArrayOf(table))) => match rows_of(rows, table) {
                Ok(rows) => Value::rows(rows),
                Err(rows) => Tree::List(rows).into_json(),
            },
            (Tree::Map(entries), Some(Rule::Object(table) | Rule::InText(table))) => {
                Value::object(row(entries, table))
            }
            (Tree::Map(entries), Some(Rule::MapOf(each))) => {
                let texts: Option<Vec<(String, String)>> = (entries.iter())
                    .map(|(name, tree)| Some((name.to_string(), tree.text(&each.rule)?)))
                    .collect();
                texts.map_or_else(|| Tree::Map(entries).into_json(), Value::map)
            }
            (Tree::List(items), rule) => {
                let of_list = rule.and_then(Rule::list);
                let rule = of_list.map_or(&Limit::PLAIN.rule, |list| &list.item.rule);
                let texts: Option<Vec<String>> = items.iter().map(|item| item.text(rule)).collect();
                texts.map_or_else(|| Tree::List(items).into_json(), Value::list)
            }
            (tree @ Tree::Map(_), _) => tree.into_json(),
            (Tree::Json(json), _) => Value::from_json(json),
            (Tree::Flag(flag), _) => Value::flag(flag),
            (Tree::Number(text) | Tree::Text(text), _) => Value::text(text),
        }
    }

    /// An item of a list, or a value of a map, as text; `None` if there is more in it.
    fn text(&self, rule: &Rule) -> Option<String> {
        match self {
            Tree::Nothing => Some(String::new()),
            Tree::Flag(flag) => Value::flag(*flag).wire_text(rule).map(Cow::into_owned),
            Tree::Number(text) | Tree::Text(text) => Some(text.clone()),
            Tree::Json(_) | Tree::List(_) | Tree::Map(_) => None,
        }
    }

    fn into_json(self) -> Value {
        let mut json = String::new();
        self.write_json(&mut json);
        Value::from_json(Json::written(json))
    }
}

/// The rows, or what was given if one of them is no row.
fn rows_of(rows: Vec<Tree>, table: &'static Table) -> Result<Vec<Params>, Vec<Tree>> {
    if !rows.iter().all(|row| matches!(row, Tree::Map(_))) {
        return Err(rows);
    }
    let entries = rows.into_iter().filter_map(|row| match row {
        Tree::Map(entries) => Some(entries),
        _ => None,
    });
    Ok(entries.map(|entries| row(entries, table)).collect())
}

fn row(mut entries: Entries, table: &'static Table) -> Params {
    entries.retain(|(_, tree)| !matches!(tree, Tree::Nothing));
    Params::of_table(table).filled(entries)
}
