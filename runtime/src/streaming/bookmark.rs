//! Where a list goes on that has no positions.

use super::list_state::ListState;
use super::page_cursor::PageCursor;
use super::pages::Pages;
use crate::descriptor::Paging;
use crate::error::Error;
use crate::reading::Record;
use crate::value::Value;

impl<R: Record> Pages<R> {
    /// Begins with the page that an earlier [`Pages::bookmark`] told. A list that goes on by a position says
    /// so; and a total tells nothing any more, because nobody knows how many records came before.
    pub fn start_at_bookmark(mut self, bookmark: impl Into<String>) -> Self {
        if self.done {
            return self;
        }
        let cursor = self.state.cursor;
        if let Err(error) = self.begin_at(cursor.how(), bookmark.into()) {
            self.refuse(error);
        }
        self
    }

    /// What the next page is asked for with, in a list that has no positions: the cursor or the address that
    /// the page before gave, or its number where nobody knows how large a page is. After the last page it is
    /// that of the last page, which may have more another day. `None` for the first page, and for all other
    /// lists.
    ///
    /// A cursor and an address can hold what is personal or secret: they belong into no log.
    #[must_use]
    pub fn bookmark(&self) -> Option<String> {
        let (cursor, position) = (self.state.cursor, self.state.position);
        match cursor.how() {
            Paging::ByPageFrom { .. } if !cursor.goes_by_position() && position > 0 => {
                Some(cursor.page_number(position).to_string())
            }
            _ => self.trail.place().map(str::to_owned),
        }
    }

    fn begin_at(&mut self, how: Paging, bookmark: String) -> Result<(), Error> {
        if self.state.cursor.goes_by_position() {
            let call = self.request.params().name();
            return Err(Error::config(format!(
                "{call}: the list has no bookmarks: go on at a position"
            )));
        }
        if let Paging::ByPageFrom { page, .. } = how {
            self.request.set(page, Value::text(bookmark));
            let must_be_complete = self.state.must_be_complete;
            self.state = ListState::new(PageCursor::of(self.request.params())?);
            self.state.must_be_complete = must_be_complete;
            return Ok(());
        }
        self.trail.begin(how, bookmark, &self.request)?;
        self.state.cursor.knows_start = false;
        Ok(())
    }
}
