//! How a call pages.

/// How a call pages, by wire names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paging {
    /// By the number of records to skip.
    ByOffset {
        /// Key of the page size.
        limit: Option<String>,
        /// Key of the offset.
        offset: String,
        /// Most records in a page.
        max: u32,
    },
    /// By the number of the page.
    ByPage {
        /// Number of the first page.
        first: u32,
        /// Key of the page number.
        page: String,
        /// Key of the page size.
        size: Option<String>,
        /// Most records in a page.
        max: Option<u32>,
        /// Whether rows may have nothing of their own, so that pages can rightly be equal.
        rows_repeat: bool,
    },
    /// By a cursor that each page has for the one after it.
    ByCursor {
        /// Key of the cursor.
        cursor: String,
        /// Where a page has it.
        next: NextCursor,
        /// Key of the page size.
        size: Option<String>,
        /// Most records in a page.
        max: Option<u32>,
        /// Path in the answer to what says whether there are more.
        more: Option<String>,
        /// Whether a page without records is the end, wherever it leads.
        ends_when_empty: bool,
    },
    /// By an address that each page has for the one after it.
    ByAddress {
        /// Where a page has it.
        next: NextAddress,
        /// Key of the page size.
        size: Option<String>,
        /// Most records in a page.
        max: Option<u32>,
        /// Path in the answer to what says whether there are more.
        more: Option<String>,
        /// Whether a page without records is the end, wherever it leads.
        ends_when_empty: bool,
    },
}

/// Where a page has the cursor of the one after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextCursor {
    /// At this path of the answer.
    Body(String),
    /// In this field of the last record.
    Last(String),
}

/// Where a page has the address of the one after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextAddress {
    /// At this path of the answer.
    Body(String),
    /// In the header `Link`, with this relation.
    Link(String),
}
