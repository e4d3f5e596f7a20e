//! How a call pages, as its descriptor says it.

use syn::Expr;

use super::tree::{self, Literal};
use crate::model::{NextAddress, NextCursor, Paging};

pub(super) fn paging(paging: &Paging) -> Expr {
    match paging {
        Paging::ByOffset { limit, offset, max } => Literal::of("runtime::Paging::ByOffset")
            .field("limit", tree::optional(limit.as_deref().map(tree::text)))
            .field("offset", tree::text(offset))
            .field("max", tree::number(*max))
            .whole(),
        Paging::ByPage {
            first: 1,
            page,
            size: Some(size),
            max: Some(max),
            rows_repeat,
        } => Literal::of("runtime::Paging::ByPage")
            .field("page", tree::text(page))
            .field("size", tree::text(size))
            .field("max", tree::number(*max))
            .field("rows_repeat", tree::flag(*rows_repeat))
            .whole(),
        Paging::ByPage {
            first,
            page,
            size,
            max,
            rows_repeat,
        } => Literal::of("runtime::Paging::ByPageFrom")
            .field("first", tree::number(*first))
            .field("page", tree::text(page))
            .field("size", tree::optional(size.as_deref().map(tree::text)))
            .field("max", tree::optional(max.map(tree::number)))
            .field("rows_repeat", tree::flag(*rows_repeat))
            .whole(),
        Paging::ByCursor {
            cursor,
            next,
            size,
            max,
            more,
            ends_when_empty,
        } => {
            let (where_it_is, name) = match next {
                NextCursor::Body(path) => ("runtime::NextCursor::Body", path),
                NextCursor::Last(field) => ("runtime::NextCursor::Last", field),
            };
            let cursor = Literal::of("runtime::Paging::ByCursor")
                .field("cursor", tree::text(cursor))
                .field("next", tree::call(where_it_is, [tree::text(name)]));
            told(cursor, size.as_ref(), *max, more.as_ref(), *ends_when_empty)
        }
        Paging::ByAddress {
            next,
            size,
            max,
            more,
            ends_when_empty,
        } => {
            let (where_it_is, name) = match next {
                NextAddress::Body(path) => ("runtime::NextAddress::Body", path),
                NextAddress::Link(relation) => ("runtime::NextAddress::Link", relation),
            };
            let address = Literal::of("runtime::Paging::ByAddress")
                .field("next", tree::call(where_it_is, [tree::text(name)]));
            told(
                address,
                size.as_ref(),
                *max,
                more.as_ref(),
                *ends_when_empty,
            )
        }
    }
}

/// What pages that say where the next one is have in common.
fn told(
    paging: Literal<'_>,
    size: Option<&String>,
    max: Option<u32>,
    more: Option<&String>,
    ends_when_empty: bool,
) -> Expr {
    let text = |text: Option<&String>| tree::optional(text.map(|text| tree::text(text)));
    paging
        .field("size", text(size))
        .field("max", tree::optional(max.map(tree::number)))
        .field("more", text(more))
        .field("ends_when_empty", tree::flag(ends_when_empty))
        .whole()
}
