//! What limits' cells say.

use prose_drift::limit_cell::LimitCell;

#[test]
fn usual_phrases_are_read() {
    let set = |values: &[&str]| {
        LimitCell::OneOf(values.iter().map(|value| (*value).to_owned()).collect())
    };
    let moment = |pattern: &str| LimitCell::Moment(pattern.to_owned());
    for (cell, wanted) in [
        ("String", LimitCell::Text { max: None }),
        ("string - Optional", LimitCell::Text { max: None }),
        ("max 120 characters", LimitCell::Text { max: Some(120) }),
        ("Int", LimitCell::Whole),
        ("Whole Number", LimitCell::Whole),
        ("10 digits only", LimitCell::Digits(10)),
        (
            "Ten digits only. No formatting accepted",
            LimitCell::Digits(10),
        ),
        ("2 letter abbreviation only", LimitCell::Letters(2)),
        ("[1,0]", set(&["1", "0"])),
        ("[0, 1, 2] String", set(&["0", "1", "2"])),
        ("YYYY-MM-DD", moment("YYYY-MM-DD")),
        ("Date format: yyyy-mm-dd", moment("YYYY-MM-DD")),
        ("HH:MM:SS", moment("HH:MM:SS")),
        ("Well formatted email string", LimitCell::Email),
        ("boolean", LimitCell::Boolean),
    ] {
        assert_eq!(LimitCell::read(cell), Some(wanted), "{cell}");
    }
}

#[test]
fn what_is_no_usual_phrase_is_not_guessed_at() {
    for cell in [
        "",
        "Requires: client_id",
        "[",
        "[]",
        "[a,,b]",
        "about 10 characters",
        "0 characters",
        "String ID",
        "follow the UTC format",
    ] {
        assert_eq!(LimitCell::read(cell), None, "{cell}");
    }
}

#[test]
fn the_limit_is_found_at_the_end_of_cells_that_run_together() {
    for (cells, limit) in [
        ("street addressString", "String"),
        ("1 if okay, 0 if not.[1, 0]", "[1, 0]"),
        ("Some number of a thing. 10 digits only", "10 digits only"),
        ("the calendarint", "int"),
        ("What it is.\nYYYY-MM-DD", "YYYY-MM-DD"),
    ] {
        let at = LimitCell::begins_in(cells);
        assert_eq!(at.map(|at| &cells[at..]), Some(limit), "{cells}");
    }
    assert_eq!(LimitCell::begins_in("no limit is here."), None);
}
