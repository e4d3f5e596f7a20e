//! Where answers say something of themselves: in their body or in a header, as written.

use super::attributes::{DETAIL, Mapping, SAID};
use super::fields::{Fields, checked_path, texts};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Kind, Node};
use crate::span::At;

/// Where answers say something: at one of several paths, or in a header.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Paths, of which the first that says something counts.
    pub paths: Vec<String>,
    /// The header.
    pub header: Option<At<String>>,
}

/// What answers say of an error, by name.
#[derive(Clone, Debug)]
pub struct Detail {
    /// Its name.
    pub name: At<String>,
    /// Where it stands.
    pub said: Said,
}

/// Reads `code` or `message` of an envelope: a path, or a header.
pub(super) fn read_said(
    fields: &mut Fields<'_>,
    key: &'static str,
    diagnostics: &mut Diagnostics,
) -> Said {
    match fields.get(key) {
        Some(node) if matches!(node.kind, Kind::Map(_)) => {
            read_header(node, key, &SAID, diagnostics)
        }
        _ => Said {
            paths: fields
                .path(key, diagnostics)
                .map(|path| path.value)
                .into_iter()
                .collect(),
            header: None,
        },
    }
}

/// Reads `details` of an envelope.
pub(super) fn read_details(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Vec<Detail> {
    let entries = fields.entries("details", diagnostics);
    let read = |(name, node): &(At<String>, Node)| Detail {
        name: name.clone(),
        said: match node.kind {
            Kind::Map(_) => read_header(node, DETAIL.what, &DETAIL, diagnostics),
            _ => read_paths(node, diagnostics),
        },
    };
    entries.iter().map(read).collect()
}

fn read_paths(node: &Node, diagnostics: &mut Diagnostics) -> Said {
    if node.is_empty() {
        diagnostics.push(
            Diagnostic::error(
                Code::SaysNothing,
                Some(node.span),
                "a detail has at least one path",
            )
            .help("write `parameter: error.param`, or `parameter: { header: … }`"),
        );
    }
    let paths = texts(node, "a detail", diagnostics).into_iter();
    Said {
        paths: paths
            .filter_map(|path| checked_path(path, "detail", diagnostics))
            .map(|path| path.value)
            .collect(),
        header: None,
    }
}

fn read_header(
    node: &Node,
    what: &'static str,
    mapping: &'static Mapping,
    diagnostics: &mut Diagnostics,
) -> Said {
    let mut said = Said::default();
    if let Some(mut fields) = Fields::called(what, node, mapping, node.span, diagnostics) {
        said.header = fields.require_text("header", diagnostics);
        fields.finish(diagnostics);
    }
    said
}
