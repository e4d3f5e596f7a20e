//! How a call pages, as written.

use super::fields::{Fields, count, single};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Node;
use crate::span::At;

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
        /// Key of the page number.
        page: At<String>,
        /// Key of the page size.
        size: At<String>,
        /// Most records in a page.
        max: u32,
        /// Whether rows may have nothing of their own.
        rows_repeat: bool,
    },
}

/// Reads `paging:`.
pub(crate) fn read_paging(node: &Node, diagnostics: &mut Diagnostics) -> Option<Paging> {
    let help = "write `{ by_offset: … }` or `{ by_page: … }`";
    let (style, node) = single(node, "paging", help, diagnostics)?;
    let mut fields = Fields::of(node, "paging", style.span, diagnostics)?;
    let expected = "a number of records, at least 1";
    let max = fields
        .require("max")
        .and_then(|node| count(node, "max", 1, expected, diagnostics));
    let paging = match style.as_str() {
        "by_offset" => {
            let limit = fields.text("limit", diagnostics);
            let offset = fields.require_text("offset", diagnostics);
            offset
                .zip(max)
                .map(|(offset, max)| Paging::ByOffset { limit, offset, max })
        }
        "by_page" => {
            let page = fields.require_text("page", diagnostics);
            let size = fields.require_text("size", diagnostics);
            let rows_repeat = fields.yes("rows_repeat", diagnostics);
            page.zip(size)
                .zip(max)
                .map(|((page, size), max)| Paging::ByPage {
                    page,
                    size,
                    max,
                    rows_repeat,
                })
        }
        other => {
            diagnostics.push(
                Diagnostic::error(
                    Code::UnknownWord,
                    Some(style.span),
                    format!("no way of paging is called `{other}`"),
                )
                .suggest(other, ["by_offset", "by_page"]),
            );
            // Which style was meant is not known: the attributes of either are right.
            for key in ["limit", "offset", "page", "size", "rows_repeat"] {
                fields.get(key);
            }
            None
        }
    };
    fields.finish(diagnostics);
    paging
}
