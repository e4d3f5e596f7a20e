//! How a call pages.

/// How a call pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paging {
    /// By the number of records to skip.
    ByOffset {
        /// Key of the page size, if the caller chooses it.
        limit: Option<&'static str>,
        /// Key of the number of records to skip.
        offset: &'static str,
        /// Most records in a page.
        max: u32,
    },
    /// By the number of the page, from 1.
    ByPage {
        /// Key of the page number.
        page: &'static str,
        /// Key of the page size.
        size: &'static str,
        /// Most records in a page.
        max: u32,
        /// Whether rows may have nothing of their own, so that pages can rightly be equal.
        rows_repeat: bool,
    },
    /// By the number of the page, where the first one has another number than 1, or where nobody tells the
    /// server how large a page is.
    ByPageFrom {
        /// Number of the first page.
        first: u64,
        /// Key of the page number.
        page: &'static str,
        /// Key of the page size, if the caller chooses it.
        size: Option<&'static str>,
        /// Most records in a page, if that is known.
        max: Option<u32>,
        /// Whether rows may have nothing of their own, so that pages can rightly be equal.
        rows_repeat: bool,
    },
    /// By what each page says of the one after it.
    ByCursor {
        /// Key of the cursor. The first page is asked for without it.
        cursor: &'static str,
        /// Where a page has the cursor of the one after it.
        next: NextCursor,
        /// Key of the page size, if the caller chooses it.
        size: Option<&'static str>,
        /// Most records in a page, which are asked for unless the caller chooses.
        max: Option<u32>,
        /// Path in the answer to what says whether there are more pages.
        more: Option<&'static str>,
        /// Whether a page without records is the end, wherever it leads.
        ends_when_empty: bool,
    },
    /// By the address of the page after it that each page has. It is asked for on the API's own host only.
    ByAddress {
        /// Where a page has the address of the one after it.
        next: NextAddress,
        /// Key of the page size, if the caller chooses it.
        size: Option<&'static str>,
        /// Most records in a page, which are asked for unless the caller chooses.
        max: Option<u32>,
        /// Path in the answer to what says whether there are more pages.
        more: Option<&'static str>,
        /// Whether a page without records is the end, wherever it leads.
        ends_when_empty: bool,
    },
}

/// Where a page has the cursor of the one after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextCursor {
    /// At this path of the answer.
    Body(&'static str),
    /// In this field of its last record.
    Last(&'static str),
}

/// Where a page has the address of the one after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextAddress {
    /// At this path of the answer.
    Body(&'static str),
    /// In the header `Link`, with this relation.
    Link(&'static str),
}
