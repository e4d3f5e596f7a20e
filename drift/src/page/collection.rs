//! A collection of requests, as tools for trying APIs publish them: folders, requests, parameters, descriptions.

use std::sync::Arc;

use serde_json::Value;

use super::{Block, Place, What, lines};

pub(super) fn blocks(text: &str) -> Result<Vec<Block>, String> {
    // Deeper nesting than 128 is an error of the parser, so walking it needs no limit.
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| error.to_string())?;
    let mut walk = Walk::default();
    walk.value(&value, "");
    Ok(walk.blocks)
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    tables: usize,
}

impl Walk {
    fn value(&mut self, value: &Value, pointer: &str) {
        match value {
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.value(item, &format!("{pointer}/{at}"));
                }
            }
            Value::Object(object) => {
                if let Some(Value::String(name)) = object.get("name")
                    && object
                        .keys()
                        .any(|key| matches!(key.as_str(), "item" | "request" | "description"))
                {
                    self.push(pointer, What::Heading(name.clone()));
                }
                if let Some(Value::Object(request)) = object.get("request") {
                    let method = request
                        .get("method")
                        .and_then(Value::as_str)
                        .unwrap_or("GET");
                    let url = request.get("url").map(address).unwrap_or_default();
                    self.push(pointer, What::Text(format!("{method} {url}")));
                }
                // In an order of their own: whether the parser keeps theirs is for a feature of it to say.
                let mut inner: Vec<(&String, &Value)> = object.iter().collect();
                inner.sort_by_key(|(key, _)| *key);
                for (key, inner) in inner {
                    let pointer = format!("{pointer}/{key}");
                    match (key.as_str(), inner) {
                        ("description", Value::String(text)) => {
                            let part: Arc<str> = pointer.into();
                            self.blocks.extend(lines::blocks(text, Some(&part)));
                        }
                        (
                            "query" | "urlencoded" | "formdata" | "header" | "variable",
                            Value::Array(parameters),
                        ) => {
                            self.parameters(parameters, &pointer);
                        }
                        _ => self.value(inner, &pointer),
                    }
                }
            }
            _ => {}
        }
    }

    fn parameters(&mut self, parameters: &[Value], pointer: &str) {
        self.tables += 1;
        let table = self.tables;
        let head = ["key", "description"].map(str::to_owned).to_vec();
        if !parameters.is_empty() {
            self.push(
                pointer,
                What::Row {
                    table,
                    is_head: true,
                    cells: head,
                },
            );
        }
        for parameter in parameters {
            let text = |name: &str| match parameter.get(name) {
                Some(Value::String(text)) => text.clone(),
                Some(Value::Object(inner)) => inner
                    .get("content")
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned(),
                _ => String::new(),
            };
            let cells = vec![text("key"), text("description")];
            self.push(
                pointer,
                What::Row {
                    table,
                    is_head: false,
                    cells,
                },
            );
        }
    }

    fn push(&mut self, pointer: &str, what: What) {
        let place = Place {
            line: 1,
            part: Some(pointer.into()),
        };
        self.blocks.push(Block { place, what });
    }
}

/// The path of a request's address.
fn address(url: &Value) -> String {
    match url {
        Value::String(raw) => raw.clone(),
        Value::Object(parts) => match (parts.get("path"), parts.get("raw")) {
            (Some(Value::Array(path)), _) => path
                .iter()
                .filter_map(Value::as_str)
                .map(|part| format!("/{part}"))
                .collect(),
            (_, Some(Value::String(raw))) => raw.clone(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}
