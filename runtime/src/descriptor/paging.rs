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
}
