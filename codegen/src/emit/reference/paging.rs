//! How a call pages, in words.

use crate::emit::words::{Text, code, fill, own, said};
use crate::model::{NextAddress, NextCursor, Paging};

pub(super) fn words(paging: &Paging) -> Text {
    match paging {
        Paging::ByOffset { limit, offset, max } => fill(
            "{} says how many records to skip.{}",
            [code(offset), sized(limit.as_ref(), Some(*max))],
        ),
        Paging::ByPage {
            first,
            page,
            size,
            max,
            rows_repeat,
        } => {
            let words = fill(
                "{} is the number of the page, from {}.{}",
                [
                    code(page),
                    said(first.to_string()),
                    sized(size.as_ref(), *max),
                ],
            );
            words.and(own(match rows_repeat {
                true => " Rows have nothing of their own, so that two pages can rightly be equal.",
                false => "",
            }))
        }
        Paging::ByCursor {
            cursor,
            next,
            size,
            max,
            more,
            ends_when_empty,
        } => {
            let next = match next {
                NextCursor::Body(path) => fill("at {} of each page", [code(path)]),
                NextCursor::Last(field) => fill("in {} of its last record", [code(field)]),
            };
            fill(
                "{} takes the cursor of the next page, which stands {}.{}{}",
                [
                    code(cursor),
                    next,
                    sized(size.as_ref(), *max),
                    ends(more.as_ref(), *ends_when_empty),
                ],
            )
        }
        Paging::ByAddress {
            next,
            size,
            max,
            more,
            ends_when_empty,
        } => {
            let next = match next {
                NextAddress::Body(path) => fill("at {} of each page", [code(path)]),
                NextAddress::Link(relation) => fill(
                    "in the header {} with the relation {}",
                    [code("Link"), code(relation)],
                ),
            };
            fill(
                "The address of the next page stands {}.{}{}",
                [
                    next,
                    sized(size.as_ref(), *max),
                    ends(more.as_ref(), *ends_when_empty),
                ],
            )
        }
    }
}

fn sized(size: Option<&String>, max: Option<u32>) -> Text {
    let max = max.map(|max| said(max.to_string()));
    match (size, max) {
        (Some(size), Some(max)) => fill(
            " {} says how many there are in a page, {} at most.",
            [code(size), max],
        ),
        (Some(size), None) => fill(" {} says how many there are in a page.", [code(size)]),
        (None, Some(max)) => fill(" A page has {} records at most.", [max]),
        (None, None) => Text::default(),
    }
}

fn ends(more: Option<&String>, when_empty: bool) -> Text {
    let more = more.map(|path| fill(" Whether there are more is told at {}.", [code(path)]));
    let more = more.unwrap_or_default();
    more.and(own(match when_empty {
        true => " A page without records is the last.",
        false => "",
    }))
}
