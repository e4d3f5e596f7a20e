//! A table of HTML that is open, and the cells in it that span rows and columns.

/// Most rows and columns that a cell can span.
pub(super) const MOST_SPANNED: usize = 1000;

/// Most cells of a table that span rows at a time.
pub(super) const MOST_SPANNING: usize = 64;

/// A table that is open.
#[derive(Default)]
pub(super) struct Table {
    pub(super) number: usize,
    /// Whether it only arranges what is in it.
    pub(super) is_layout: bool,
    pub(super) row: Option<Row>,
    /// The column, the rows still to come and the text of cells that span rows.
    pub(super) spanning: Vec<(usize, usize, String)>,
    pub(super) is_in_head: bool,
    pub(super) has_rows: bool,
}

/// A row that is open.
#[derive(Default)]
pub(super) struct Row {
    pub(super) line: u32,
    pub(super) cells: Vec<String>,
    pub(super) heads: usize,
    pub(super) cell: Option<Cell>,
    /// Whether its key is that of the row above.
    pub(super) goes_on: bool,
}

/// A cell that is open.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

/// Puts in the cells of rows above that span this one, as far as it has come.
pub(super) fn fill(row: &mut Row, spanning: &mut Vec<(usize, usize, String)>) {
    while let Some(at) = spanning
        .iter()
        .position(|(column, _, _)| *column == row.cells.len())
    {
        row.goes_on |= row.cells.is_empty();
        let (_, left, text) = &mut spanning[at];
        row.cells.push(text.clone());
        *left -= 1;
        if *left == 0 {
            spanning.remove(at);
        }
    }
}
