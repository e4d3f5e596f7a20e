//! How a call pages, as written.

use super::attributes;
use super::fields::{Fields, single, wrong_form};
use super::number::count;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Kind, Node};
use crate::span::{At, Span};

/// How a call pages.
#[derive(Clone, Debug)]
pub enum Paging {
    /// By the number of records to skip.
    ByOffset {
        /// Key of the page size.
        limit: Option<At<String>>,
        /// Key of the offset.
        offset: At<String>,
        /// Most records in a page.
        max: u32,
    },
    /// By the number of the page.
    ByPage {
        /// Number of the first page.
        first: u32,
        /// Key of the page number.
        page: At<String>,
        /// Key of the page size.
        size: Option<At<String>>,
        /// Most records in a page.
        max: Option<u32>,
        /// Whether rows may have nothing of their own.
        rows_repeat: bool,
    },
    /// By a cursor that each page has for the one after it.
    ByCursor {
        /// Key of the cursor.
        cursor: At<String>,
        /// Where a page has it.
        next: NextCursor,
        /// What else is known.
        pages: ToldPages,
    },
    /// By an address that each page has for the one after it.
    ByAddress {
        /// Where it says so.
        span: Span,
        /// Where a page has it.
        next: NextAddress,
        /// What else is known.
        pages: ToldPages,
    },
}

/// Where a page has the cursor of the one after it.
#[derive(Clone, Debug)]
pub enum NextCursor {
    /// At a path of the answer.
    Body(At<String>),
    /// In a field of the last record.
    Last(At<String>),
}

/// Where a page has the address of the one after it.
#[derive(Clone, Debug)]
pub enum NextAddress {
    /// At a path of the answer.
    Body(At<String>),
    /// In the header `Link`, with a relation.
    Link(At<String>),
}

/// Pages that say where the one after them is.
#[derive(Clone, Debug)]
pub struct ToldPages {
    /// Key of the page size.
    pub size: Option<At<String>>,
    /// Most records in a page.
    pub max: Option<u32>,
    /// Path to what says whether there are more.
    pub more: Option<At<String>>,
    /// Whether a page without records is the end.
    pub ends_when_empty: bool,
}

/// Reads `paging:`.
pub(crate) fn read_paging(node: &Node, diagnostics: &mut Diagnostics) -> Option<Paging> {
    let help =
        "write `{ by_offset: … }`, `{ by_page: … }`, `{ by_cursor: … }` or `{ by_address: … }`";
    let (style, node) = single(node, "paging", help, diagnostics)?;
    let mapping = match style.as_str() {
        "by_offset" => &attributes::BY_OFFSET,
        "by_page" => &attributes::BY_PAGE,
        "by_cursor" => &attributes::BY_CURSOR,
        "by_address" => &attributes::BY_ADDRESS,
        _ => &attributes::OF_ANY_STYLE,
    };
    let mut fields = Fields::of(node, mapping, style.span, diagnostics)?;
    let paging = match style.as_str() {
        "by_offset" => {
            let max = read_max(&mut fields, true, diagnostics);
            let limit = fields.text("limit", diagnostics);
            let offset = fields.require_text("offset", diagnostics);
            offset
                .zip(max)
                .map(|(offset, max)| Paging::ByOffset { limit, offset, max })
        }
        "by_page" => read_by_page(&mut fields, diagnostics),
        "by_cursor" => read_by_cursor(&mut fields, style.span, diagnostics),
        "by_address" => read_by_address(&mut fields, style.span, diagnostics),
        other => {
            diagnostics.push(
                Diagnostic::error(
                    Code::UnknownWord,
                    Some(style.span),
                    format!("no way of paging is called `{other}`"),
                )
                .suggest(other, ["by_offset", "by_page", "by_cursor", "by_address"]),
            );
            // Which style was meant is not known: the attributes of each are right, and those that page by
            // two numbers need a maximum.
            let two_numbers = ["offset", "size"].map(|key| fields.get(key).is_some());
            let told = ["cursor", "next", "body", "link"].map(|key| fields.get(key).is_some());
            read_max(
                &mut fields,
                two_numbers.contains(&true) && !told.contains(&true),
                diagnostics,
            );
            for key in [
                "limit",
                "page",
                "first",
                "rows_repeat",
                "more",
                "ends_when_empty",
            ] {
                fields.get(key);
            }
            None
        }
    };
    fields.finish(diagnostics);
    paging
}

fn read_max(
    fields: &mut Fields<'_>,
    is_needed: bool,
    diagnostics: &mut Diagnostics,
) -> Option<u32> {
    let node = if is_needed {
        fields.require("max")
    } else {
        fields.get("max")
    };
    let expected = "a number of records, at least 1";
    node.and_then(|node| count(node, "max", 1, expected, diagnostics))
}

fn read_by_page(fields: &mut Fields<'_>, diagnostics: &mut Diagnostics) -> Option<Paging> {
    let says_size = fields.get("size").is_some();
    let max = read_max(fields, says_size, diagnostics);
    let page = fields.require_text("page", diagnostics);
    let size = fields.text("size", diagnostics);
    let first = fields.word("first", &[("0", 0), ("1", 1)], diagnostics);
    let rows_repeat = fields.yes("rows_repeat", diagnostics);
    Some(Paging::ByPage {
        first: first.unwrap_or(1),
        page: page?,
        size,
        max,
        rows_repeat,
    })
}

fn read_by_cursor(
    fields: &mut Fields<'_>,
    style: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Paging> {
    let pages = read_told_pages(fields, style, diagnostics);
    let cursor = fields.require_text("cursor", diagnostics);
    let next = match fields.require("next") {
        Some(node) if matches!(node.kind, Kind::Map(_)) => {
            read_last(node, diagnostics).map(NextCursor::Last)
        }
        _ => fields.path("next", diagnostics).map(NextCursor::Body),
    };
    if let (Some(NextCursor::Last(field)), None) = (&next, fields.get("more")) {
        let message = "a last record does not say whether there are more, and `more` is missing";
        diagnostics.push(
            Diagnostic::error(Code::MissingKey, Some(field.span), message)
                .help("add `more:` with the path to what says so: `more: has_more`"),
        );
    }
    Some(Paging::ByCursor {
        cursor: cursor?,
        next: next?,
        pages,
    })
}

fn read_last(node: &Node, diagnostics: &mut Diagnostics) -> Option<At<String>> {
    let mut fields = Fields::of(node, &attributes::LAST, node.span, diagnostics)?;
    let last = fields.require_text("last", diagnostics);
    fields.finish(diagnostics);
    last
}

fn read_by_address(
    fields: &mut Fields<'_>,
    style: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Paging> {
    let pages = read_told_pages(fields, style, diagnostics);
    let (says_body, link) = (fields.get("body").is_some(), fields.get("link"));
    let body = fields.path("body", diagnostics);
    let relation = fields.text("link", diagnostics);
    let help = "write `{ body: links.next }`, or `{ link: next }` for the header `Link`";
    let next = match (says_body, link) {
        (true, None) => NextAddress::Body(body?),
        (false, Some(node)) => {
            let relation = relation?;
            if relation.value.is_empty() || relation.value.contains(char::is_whitespace) {
                diagnostics.push(wrong_form(node, "link", "the relation of a link", help));
            }
            NextAddress::Link(relation)
        }
        (true, Some(node)) => {
            let message = "the next address stands in the body or in the header, and here are both";
            diagnostics
                .push(Diagnostic::error(Code::Exclusive, Some(node.span), message).help(help));
            return None;
        }
        (false, None) => {
            let message = "`by_address` says neither `body` nor `link`";
            diagnostics.push(Diagnostic::error(Code::MissingKey, Some(style), message).help(help));
            return None;
        }
    };
    Some(Paging::ByAddress {
        span: style,
        next,
        pages,
    })
}

fn read_told_pages(
    fields: &mut Fields<'_>,
    style: Span,
    diagnostics: &mut Diagnostics,
) -> ToldPages {
    let pages = ToldPages {
        size: fields.text("size", diagnostics),
        max: read_max(fields, false, diagnostics),
        more: fields.path("more", diagnostics),
        ends_when_empty: fields.yes("ends_when_empty", diagnostics),
    };
    if pages.max.is_some() && fields.get("size").is_none() {
        let message = "`max` is how many records are asked for, and no `size` asks for them";
        diagnostics.push(
            Diagnostic::error(Code::MissingKey, Some(style), message)
                .help("add `size:` with the key of the page size, or leave `max` out"),
        );
    }
    pages
}
