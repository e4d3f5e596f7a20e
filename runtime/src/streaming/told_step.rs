//! What a page means for a list whose pages say where they go on: a pure function.

use super::goes_on::GoesOn;
use super::list_state::{ListFault, ListState};
use super::step::{PageFacts, Step};

/// Most pages in a row without rows: no list has gaps as large as that.
const MOST_EMPTY: u32 = 1_000;

/// How such a list goes on after a page whose total was taken note of. Of these rows the first that fits
/// counts:
///
/// | Page | without rows | with rows |
/// |---|---|---|
/// | without rows, by its status alone | `End`: only by status | – |
/// | nothing new in it | – | `End`: repeated |
/// | says that there is none after it | `End` | `Last` |
/// | says that there is one, and not where | `End`: incomplete | `Last`: incomplete |
/// | leads back to where one was asked for | `End`: repeated | `Last`: repeated |
/// | leads to another host | `End`: elsewhere | `Last`: elsewhere |
/// | leads on, as the thousandth without rows in a row | `End`: incomplete | – |
/// | leads on | `AskAnew` | `AskAnew` |
///
/// An end has a fault, incomplete, if less came than the last total promised or a next page is linked to.
pub(super) fn told_step(mut state: ListState, page: &PageFacts) -> (ListState, Step) {
    let rows = page.rows;
    if let (0, Some(status)) = (rows, page.only_by_status) {
        return (state, Step::End(Some(ListFault::OnlyByStatus(status))));
    }
    if rows > 0 && !page.is_new {
        return (state, Step::End(Some(ListFault::Repeated)));
    }
    state.count.came(state.position, rows, false);
    state.position = state.position.saturating_add(rows);
    state.empty_in_a_row = match rows {
        0 => state.empty_in_a_row.saturating_add(1),
        _ => 0,
    };
    let incomplete = Some(ListFault::Incomplete { promised: None });
    let fault = match page.goes_on {
        GoesOn::Further if state.empty_in_a_row < MOST_EMPTY => {
            state.ask_at = state.position;
            return (state, Step::AskAnew);
        }
        GoesOn::Further => incomplete,
        GoesOn::No | GoesOn::Counted => state.fault_at_end(page.links_to_next),
        GoesOn::Nowhere => incomplete.filter(|_| state.must_be_complete),
        GoesOn::Back => Some(ListFault::Repeated),
        GoesOn::Elsewhere => Some(ListFault::Elsewhere),
    };
    let step = if rows == 0 { Step::End } else { Step::Last };
    (state, step(fault))
}

#[cfg(test)]
mod tests {
    use super::super::page_cursor::PageCursor;
    use super::super::step::step;
    use super::*;
    use crate::descriptor::{CallDescriptor, NextCursor, Paging};
    use crate::error::Error;
    use crate::value::Params;

    static BY_CURSOR: CallDescriptor = CallDescriptor {
        paging: Some(Paging::ByCursor {
            cursor: "cursor",
            next: NextCursor::Body("next"),
            size: None,
            max: None,
            more: None,
            ends_when_empty: false,
        }),
        ..CallDescriptor::PLAIN
    };
    const PAGE: PageFacts = PageFacts {
        rows: 10,
        total: None,
        only_by_status: None,
        links_to_next: false,
        goes_on: GoesOn::Further,
        is_new: true,
        equal_in_a_row: 1,
        pages: 1,
        nothing_pending: true,
    };

    fn state() -> Result<ListState, Error> {
        PageCursor::of(&Params::of_call(&BY_CURSOR)).map(ListState::new)
    }

    #[test]
    fn what_a_page_says_of_the_one_after_it_decides_with_rows_and_without() -> Result<(), Error> {
        let incomplete = Some(ListFault::Incomplete { promised: None });
        for (goes_on, fault) in [
            (GoesOn::No, None),
            (GoesOn::Nowhere, incomplete),
            (GoesOn::Back, Some(ListFault::Repeated)),
            (GoesOn::Elsewhere, Some(ListFault::Elsewhere)),
        ] {
            let page = PageFacts { goes_on, ..PAGE };
            let empty = PageFacts { rows: 0, ..page };
            assert_eq!(step(state()?, &page).1, Step::Last(fault), "{goes_on:?}");
            assert_eq!(step(state()?, &empty).1, Step::End(fault), "{goes_on:?}");
        }
        for rows in [0, 3, 10] {
            let page = PageFacts { rows, ..PAGE };
            let (next, further) = step(state()?, &page);
            assert_eq!((further, next.position), (Step::AskAnew, rows));
        }
        Ok(())
    }

    #[test]
    fn a_page_with_nothing_new_is_repeated_wherever_it_leads() -> Result<(), Error> {
        for goes_on in [GoesOn::Further, GoesOn::No] {
            let again = PageFacts {
                goes_on,
                is_new: false,
                ..PAGE
            };
            let fault = Some(ListFault::Repeated);
            assert_eq!(step(state()?, &again).1, Step::End(fault));
        }
        Ok(())
    }

    #[test]
    fn an_end_before_the_total_is_a_fault_unless_it_is_allowed() -> Result<(), Error> {
        let total = Some(25);
        let (mut next, _) = step(state()?, &PageFacts { total, ..PAGE });
        let last = PageFacts {
            goes_on: GoesOn::No,
            total,
            ..PAGE
        };
        let fault = Some(ListFault::Incomplete { promised: total });
        assert_eq!(step(next, &last).1, Step::Last(fault));
        next.must_be_complete = false;
        assert_eq!(step(next, &last).1, Step::Last(None));
        let lost = PageFacts {
            goes_on: GoesOn::Nowhere,
            ..last
        };
        assert_eq!(step(next, &lost).1, Step::Last(None));
        Ok(())
    }

    #[test]
    fn pages_without_rows_lead_on_a_thousand_times_and_no_more() -> Result<(), Error> {
        let empty = PageFacts { rows: 0, ..PAGE };
        let mut state = state()?;
        for _ in 1..MOST_EMPTY {
            let (next, further) = step(state, &empty);
            assert_eq!(further, Step::AskAnew);
            state = next;
        }
        let fault = Some(ListFault::Incomplete { promised: None });
        assert_eq!(step(state, &empty).1, Step::End(fault));
        Ok(())
    }

    #[test]
    fn a_status_alone_does_not_end_the_list() -> Result<(), Error> {
        let gone = PageFacts {
            rows: 0,
            only_by_status: Some(404),
            goes_on: GoesOn::No,
            ..PAGE
        };
        let fault = Some(ListFault::OnlyByStatus(404));
        assert_eq!(step(state()?, &gone).1, Step::End(fault));
        Ok(())
    }

    #[test]
    fn no_page_is_asked_for_before_the_one_that_leads_to_it() -> Result<(), Error> {
        for pages in [0, 1, 2, 9] {
            assert_eq!(state()?.most_pending(pages, 5), 1);
        }
        Ok(())
    }
}
