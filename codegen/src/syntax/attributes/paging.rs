//! How calls page.

use super::{Attribute, Form, Mapping, Names};

pub(super) static PAGING: Mapping = Mapping::new(
    "paging",
    "paging",
    &[
        Attribute::new(
            "by_offset",
            Form::Mapping(&BY_OFFSET),
            "Pages are asked for by the number of records to skip.",
        ),
        Attribute::new(
            "by_page",
            Form::Mapping(&BY_PAGE),
            "Pages are asked for by their number.",
        ),
        Attribute::new(
            "by_cursor",
            Form::Mapping(&BY_CURSOR),
            "Each page has a cursor for the one after it.",
        ),
        Attribute::new(
            "by_address",
            Form::Mapping(&BY_ADDRESS),
            "Each page has the address of the one after it.",
        ),
    ],
);

const PATH_OR_LAST: Form = Form::Either(&[Form::Text, Form::Mapping(&LAST)]);

const LIMIT: Attribute = Attribute::new(
    "limit",
    Form::Name(Names::Key),
    "The key of the page size, with `by_offset`.",
);
const OFFSET: Attribute = Attribute::new(
    "offset",
    Form::Name(Names::Key),
    "The key of the number of records to skip, with `by_offset`.",
)
.required();
const PAGE: Attribute = Attribute::new(
    "page",
    Form::Name(Names::Key),
    "The key of the page number, with `by_page`.",
)
.required();
const FIRST: Attribute = Attribute::new(
    "first",
    Form::Word(&["0", "1"]),
    "The number of the first page, with `by_page`: 0 or 1. Left out: 1.",
);
const ROWS_REPEAT: Attribute = Attribute::new(
    "rows_repeat",
    Form::Yes,
    "`true`, with `by_page` and `max`: rows may have nothing of their own, so that pages can rightly be equal; without it, a page with nothing new in it is an error.",
);
const CURSOR: Attribute = Attribute::new(
            "cursor",
            Form::Name(Names::Key),
            "The key of the call that the next page is asked for with. It holds one text or number, and the first page is asked for without it, so that the call does not require it.",
        ).required();
const NEXT: Attribute = Attribute::new(
            "next",
            PATH_OR_LAST,
            "Where the answer has the cursor of the next page: a path; `null`, blank or nothing there is the end, an object or a list with something in it a list that is not complete. Or `{ last: id }`: it is that field of the last record, and `more` is needed.",
        ).required();
const BODY: Attribute = Attribute::new(
    "body",
    Form::Text,
    "Where the answer has the address of the next page: a path, as for `next`.",
);
const LINK: Attribute = Attribute::new(
    "link",
    Form::Text,
    "The relation of the address of the next page in the header `Link`.",
);
const SIZE: Attribute = Attribute::new(
    "size",
    Form::Name(Names::Key),
    "The key of the page size. Every page style can do without.",
);
const MAX: Attribute = Attribute::new(
    "max",
    Form::Number(1),
    "The number of records in the largest page, which is asked for unless the caller chooses.",
);
const MORE: Attribute = Attribute::new(
    "more",
    Form::Text,
    "The path to `true` or `false` (`1`, `0`, as a text too). `false` is the end whatever else is there; `true` without a next page is a list that is not complete.",
);
const ENDS_WHEN_EMPTY: Attribute = Attribute::new(
    "ends_when_empty",
    Form::Yes,
    "`true`: a page without records is the end, wherever it leads; without it, pages can have gaps.",
);

const HEADING: &str = "Attribute of `paging`";

pub(in crate::syntax) static BY_OFFSET: Mapping = Mapping::new(
    "by_offset",
    "paging",
    &[
        LIMIT,
        OFFSET,
        // Nobody knows another one's size.
        Attribute {
            is_required: true,
            ..MAX
        },
    ],
)
.under(HEADING);

pub(in crate::syntax) static BY_PAGE: Mapping =
    Mapping::new("by_page", "paging", &[PAGE, FIRST, ROWS_REPEAT, SIZE, MAX]).under(HEADING);

pub(in crate::syntax) static BY_CURSOR: Mapping = Mapping::new(
    "by_cursor",
    "paging",
    &[CURSOR, NEXT, MORE, ENDS_WHEN_EMPTY, SIZE, MAX],
)
.under(HEADING);

pub(in crate::syntax) static BY_ADDRESS: Mapping = Mapping::new(
    "by_address",
    "paging",
    &[BODY, LINK, MORE, ENDS_WHEN_EMPTY, SIZE, MAX],
)
.under(HEADING)
.one_of(&["body", "link"]);

pub(in crate::syntax) static LAST: Mapping = Mapping::new(
    "next",
    "next",
    &[Attribute::new(
        "last",
        Form::Name(Names::Field),
        "The field of the last record that is the cursor of the next page.",
    )
    .required()],
);

/// For a style of paging that there is not.
pub(in crate::syntax) static OF_ANY_STYLE: Mapping = Mapping::new(
    "of_any_style",
    "paging",
    &[
        LIMIT,
        OFFSET,
        PAGE,
        FIRST,
        ROWS_REPEAT,
        CURSOR,
        NEXT,
        BODY,
        LINK,
        MORE,
        ENDS_WHEN_EMPTY,
        SIZE,
        MAX,
    ],
);
