//! What a page that came means for its list: a pure function, apart from the stream that asks and waits.

use super::goes_on::GoesOn;
use super::list_state::{ListFault, ListState};
use super::told_step::told_step;

/// Most equal pages in a row, where rows may have nothing of their own: no list is as dull as that.
const MOST_EQUAL: u32 = 1_000;

/// What of a page that came decides how its list goes on.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageFacts {
    pub(super) rows: u64,
    pub(super) total: Option<u64>,
    /// The HTTP status, if nothing but that says that there is no record.
    pub(super) only_by_status: Option<u16>,
    /// Whether its headers say that there is a page after it.
    pub(super) links_to_next: bool,
    /// What it says of the page after it, in a list whose pages do.
    pub(super) goes_on: GoesOn,
    /// Whether something in it is new, or could be.
    pub(super) is_new: bool,
    /// How many pages up to this one are equal, where rows may repeat.
    pub(super) equal_in_a_row: u32,
    /// How many pages with rows came, this one included.
    pub(super) pages: u64,
    /// Whether no page behind it is asked for already.
    pub(super) nothing_pending: bool,
}

/// What is to be done about a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It is handed out; those that are asked for already follow it.
    Next,
    /// It is handed out; what is asked for already would leave records out, or give some twice.
    AskAnew,
    /// It is handed out as the last one, and then this fault.
    Last(Option<ListFault>),
    /// It is no page of the list, which ends before it, with this fault.
    End(Option<ListFault>),
}

/// How the list goes on after a page that began at the state's position. Of these rows the first that fits
/// counts; a list whose pages say where they go on has a table of its own, [`told_step`]:
///
/// | Page | Step |
/// |---|---|
/// | without rows, by its status alone | `End`: only by status |
/// | without rows | `End` |
/// | nothing new in it | `End`: repeated; not so if it is the second, and one had more than was asked for |
/// | where rows may repeat, the thousandth equal one in a row | `End`: repeated |
/// | up to the total that counts, or not full where none does and the size is known | `Last` |
/// | far more pages than totals allow | `Last`: incomplete |
/// | of another size than was thought, or nothing is pending | `AskAnew` |
/// | any other | `Next` |
///
/// An end has a fault, incomplete, if less came than the last total promised or a next page is linked to.
pub(super) fn step(mut state: ListState, page: &PageFacts) -> (ListState, Step) {
    let rows = page.rows;
    state
        .count
        .reported(page.total.filter(|_| state.cursor.knows_start), rows);
    if state.cursor.is_told() {
        return told_step(state, page);
    }
    if rows == 0 {
        let fault = match page.only_by_status {
            Some(status) => Some(ListFault::OnlyByStatus(status)),
            None => state.fault_at_end(page.links_to_next),
        };
        return (state, Step::End(fault));
    }
    if !page.is_new {
        let fault = state.not_turned(page.pages, page.links_to_next);
        return (state, Step::End(fault));
    }
    if state.cursor.rows_repeat() && page.equal_in_a_row >= MOST_EQUAL {
        return (state, Step::End(Some(ListFault::Repeated)));
    }
    let is_first = page.pages == 1;
    let (mut cursor, mut begins) = (state.cursor, state.position);
    if is_first && !cursor.sends_size {
        // How many a page has is only the document's word: the first one shows it.
        (cursor, begins) = cursor.learn(begins, rows);
        state.count.begins(begins);
    }
    let is_full = rows >= cursor.size;
    state.overfull |= rows > cursor.size;
    let before = match state.cursor.knows_size {
        true => begins,
        // Places count pages here, and not all of those were full.
        false => state.count.all(),
    };
    state.count.came(before, rows, is_full);
    if is_first && !is_full && state.count.promises_more_than(begins.saturating_add(rows)) {
        // It gives less than it is asked for, and has more.
        (cursor, begins) = cursor.learn(begins, rows);
        state.count.begins(begins);
    }
    let after = cursor.after(begins, rows);
    state.position = after;
    state.cursor = cursor;
    let is_last = match state.count.end() {
        Some(total) if state.cursor.knows_size => after >= total,
        // Pages of no known size need not be as large as the first one.
        Some(total) => state.count.all() >= total,
        None => !is_full && state.cursor.knows_size,
    };
    if is_last {
        // Another day a page that was not full may have more: it is where to go on.
        state.position = after.min(begins.saturating_add(rows));
        (state, Step::Last(state.fault_at_end(page.links_to_next)))
    } else if state.count.is_endless(cursor.size, page.pages) {
        let fault = ListFault::Incomplete { promised: None };
        (state, Step::Last(Some(fault)))
    } else if page.nothing_pending || after != begins.saturating_add(cursor.size) {
        state.ask_at = after;
        (state, Step::AskAnew)
    } else {
        (state, Step::Next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::{CallDescriptor, Paging};
    use crate::error::Error;
    use crate::streaming::page_cursor::PageCursor;
    use crate::value::Params;

    /// Ten records a page, as the server is told.
    static BY_OFFSET: CallDescriptor = CallDescriptor {
        paging: Some(Paging::ByOffset {
            limit: Some("limit"),
            offset: "offset",
            max: 10,
        }),
        ..CallDescriptor::PLAIN
    };
    /// Ten records a page, as the document says.
    static UNTOLD: CallDescriptor = CallDescriptor {
        paging: Some(Paging::ByOffset {
            limit: None,
            offset: "offset",
            max: 10,
        }),
        ..CallDescriptor::PLAIN
    };
    static DULL: CallDescriptor = CallDescriptor {
        paging: Some(Paging::ByPage {
            page: "page",
            size: "size",
            max: 10,
            rows_repeat: true,
        }),
        ..CallDescriptor::PLAIN
    };

    /// Nobody knows how large a page is.
    static UNSIZED: CallDescriptor = CallDescriptor {
        paging: Some(Paging::ByPageFrom {
            first: 0,
            page: "page",
            size: None,
            max: None,
            rows_repeat: false,
        }),
        ..CallDescriptor::PLAIN
    };

    /// The first page, full, without a total.
    const PAGE: PageFacts = PageFacts {
        rows: 10,
        total: None,
        only_by_status: None,
        links_to_next: false,
        goes_on: GoesOn::Counted,
        is_new: true,
        equal_in_a_row: 1,
        pages: 1,
        nothing_pending: true,
    };
    /// The second page, behind which another one is asked for.
    const SECOND: PageFacts = PageFacts {
        pages: 2,
        nothing_pending: false,
        ..PAGE
    };

    fn state(call: &'static CallDescriptor) -> Result<ListState, Error> {
        PageCursor::of(&Params::of_call(call)).map(ListState::new)
    }

    /// The steps of these pages, and where the list is at the end.
    fn steps(mut state: ListState, pages: &[PageFacts]) -> (Vec<Step>, u64) {
        let mut steps = Vec::new();
        for page in pages {
            let (next, step) = step(state, page);
            state = next;
            steps.push(step);
        }
        (steps, state.position)
    }

    fn incomplete(promised: u64) -> Option<ListFault> {
        let promised = Some(promised);
        Some(ListFault::Incomplete { promised })
    }

    #[test]
    fn full_pages_go_on_until_one_is_not_full_or_has_no_rows() -> Result<(), Error> {
        let short = PageFacts { rows: 3, ..SECOND };
        let (all, position) = steps(state(&BY_OFFSET)?, &[PAGE, SECOND, short]);
        assert_eq!(all, [Step::AskAnew, Step::Next, Step::Last(None)]);
        assert_eq!(position, 23);
        let empty = PageFacts { rows: 0, ..SECOND };
        let (all, position) = steps(state(&BY_OFFSET)?, &[PAGE, empty]);
        assert_eq!(all, [Step::AskAnew, Step::End(None)]);
        assert_eq!(position, 10);
        Ok(())
    }

    #[test]
    fn a_page_without_rows_by_its_status_alone_is_a_fault() -> Result<(), Error> {
        let gone = PageFacts {
            rows: 0,
            only_by_status: Some(404),
            total: Some(50),
            ..PAGE
        };
        let fault = Some(ListFault::OnlyByStatus(404));
        assert_eq!(step(state(&BY_OFFSET)?, &gone).1, Step::End(fault));
        Ok(())
    }

    #[test]
    fn a_total_ends_the_list_with_a_full_page() -> Result<(), Error> {
        let total = Some(20);
        let pages = [PageFacts { total, ..PAGE }, PageFacts { total, ..SECOND }];
        let (all, position) = steps(state(&BY_OFFSET)?, &pages);
        assert_eq!(all, [Step::AskAnew, Step::Last(None)]);
        assert_eq!(position, 20);
        Ok(())
    }

    #[test]
    fn an_end_before_what_was_promised_is_a_fault_unless_it_is_allowed() -> Result<(), Error> {
        let first = PageFacts {
            total: Some(50),
            ..PAGE
        };
        let empty = PageFacts { rows: 0, ..SECOND };
        let mut state = state(&BY_OFFSET)?;
        let (all, _) = steps(state, &[first, empty]);
        assert_eq!(all, [Step::AskAnew, Step::End(incomplete(50))]);
        let linked = PageFacts {
            rows: 3,
            links_to_next: true,
            ..PAGE
        };
        let fault = ListFault::Incomplete { promised: None };
        assert_eq!(step(state, &linked).1, Step::Last(Some(fault)));
        state.must_be_complete = false;
        let (all, _) = steps(state, &[first, empty]);
        assert_eq!(all, [Step::AskAnew, Step::End(None)]);
        assert_eq!(step(state, &linked).1, Step::Last(None));
        Ok(())
    }

    #[test]
    fn a_short_first_page_that_is_promised_more_shows_how_many_a_page_has() -> Result<(), Error> {
        let total = Some(12);
        let first = PageFacts {
            rows: 4,
            total,
            ..PAGE
        };
        let (next, first_step) = step(state(&BY_OFFSET)?, &first);
        assert_eq!((first_step, next.cursor.size), (Step::AskAnew, 4));
        let second = PageFacts {
            rows: 4,
            total,
            ..SECOND
        };
        assert_eq!(steps(next, &[second]), (vec![Step::Next], 8));
        // Where nobody tells the server how many, whatever comes first does.
        let large = PageFacts { rows: 25, ..PAGE };
        let (next, first_step) = step(state(&UNTOLD)?, &large);
        assert_eq!((first_step, next.cursor.size), (Step::AskAnew, 25));
        Ok(())
    }

    #[test]
    fn where_nobody_knows_how_large_a_page_is_a_short_one_is_not_the_last() -> Result<(), Error> {
        let short = PageFacts { rows: 3, ..SECOND };
        let empty = PageFacts { rows: 0, ..SECOND };
        let (all, _) = steps(state(&UNSIZED)?, &[PAGE, short, SECOND, empty]);
        assert_eq!(
            all,
            [Step::AskAnew, Step::Next, Step::Next, Step::End(None)]
        );
        let total = Some(15);
        let pages = [PAGE, short, PageFacts { rows: 2, ..SECOND }];
        let pages = pages.map(|page| PageFacts { total, ..page });
        let (all, _) = steps(state(&UNSIZED)?, &pages);
        assert_eq!(all, [Step::AskAnew, Step::Next, Step::Last(None)]);
        let (all, _) = steps(state(&UNSIZED)?, &[pages[0], PageFacts { total, ..empty }]);
        assert_eq!(all, [Step::AskAnew, Step::End(incomplete(15))]);
        Ok(())
    }

    #[test]
    fn another_number_of_rows_than_was_asked_for_is_asked_anew_behind() -> Result<(), Error> {
        let total = Some(40);
        let short = PageFacts {
            rows: 7,
            total,
            ..SECOND
        };
        let (next, _) = step(state(&BY_OFFSET)?, &PageFacts { total, ..PAGE });
        let (mut next, second) = step(next, &short);
        assert_eq!((second, next.position), (Step::AskAnew, 17));
        assert_eq!(next.next_to_ask(), 17);
        assert_eq!(next.next_to_ask(), 27);
        Ok(())
    }

    #[test]
    fn nothing_new_is_a_repeated_page_unless_all_came_at_once() -> Result<(), Error> {
        let again = PageFacts {
            is_new: false,
            ..SECOND
        };
        let repeated = Step::End(Some(ListFault::Repeated));
        let (all, position) = steps(state(&BY_OFFSET)?, &[PAGE, again]);
        assert_eq!((all, position), (vec![Step::AskAnew, repeated], 10));
        let overfull = PageFacts { rows: 30, ..PAGE };
        let (all, _) = steps(state(&BY_OFFSET)?, &[overfull, again]);
        assert_eq!(all, [Step::AskAnew, Step::End(None)]);
        let third = PageFacts { pages: 3, ..again };
        let (all, _) = steps(state(&BY_OFFSET)?, &[overfull, SECOND, third]);
        assert_eq!(all.last(), Some(&repeated));
        Ok(())
    }

    #[test]
    fn a_thousand_equal_pages_are_a_repeated_one_where_rows_may_repeat() -> Result<(), Error> {
        let equal = |equal_in_a_row| PageFacts {
            equal_in_a_row,
            pages: 1_000,
            nothing_pending: false,
            ..PAGE
        };
        assert_eq!(step(state(&DULL)?, &equal(999)).1, Step::Next);
        let repeated = Step::End(Some(ListFault::Repeated));
        assert_eq!(step(state(&DULL)?, &equal(1_000)).1, repeated);
        assert_eq!(step(state(&BY_OFFSET)?, &equal(1_000)).1, Step::Next);
        Ok(())
    }

    #[test]
    fn a_list_of_far_more_pages_than_its_totals_allow_is_incomplete() -> Result<(), Error> {
        let page = |pages, total| PageFacts {
            pages,
            total,
            nothing_pending: false,
            ..PAGE
        };
        // The total is not believed once more came than it says.
        let (state, _) = step(state(&BY_OFFSET)?, &page(1, Some(15)));
        let (state, _) = step(state, &page(2, Some(15)));
        assert_eq!(step(state, &page(1_002, None)).1, Step::Next);
        let fault = ListFault::Incomplete { promised: None };
        assert_eq!(step(state, &page(1_003, None)).1, Step::Last(Some(fault)));
        Ok(())
    }

    #[test]
    fn pages_are_asked_for_ahead_once_the_server_was_seen_to_turn_them() -> Result<(), Error> {
        for (call, pages, read_ahead, most) in [
            (&BY_OFFSET, 0, 5, 1),
            (&BY_OFFSET, 1, 5, 2),
            (&BY_OFFSET, 1, 0, 1),
            (&BY_OFFSET, 2, 5, 6),
            (&DULL, 1, 5, 1),
            (&DULL, 2, 5, 6),
        ] {
            assert_eq!(state(call)?.most_pending(pages, read_ahead), most);
        }
        Ok(())
    }
}
