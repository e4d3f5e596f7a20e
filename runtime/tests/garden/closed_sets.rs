//! Values of closed sets, by the names that they have.

use prose_runtime::ClosedSet;

static COLOURS: ClosedSet = ClosedSet {
    values: &["1", "2", "m", "M"],
    labels: &["Red", "Sky Blue", "", "Maroon"],
};
const ALL: [char; 4] = ['r', 'b', 'm', 'M'];

fn found(text: &str) -> Option<char> {
    COLOURS.find(text, &ALL).ok()
}

#[test]
fn a_value_is_found_by_what_it_is_on_the_wire_or_by_its_label() {
    assert_eq!(found("2"), Some('b'));
    assert_eq!(found("sky blue"), Some('b'));
    assert_eq!(found("MAROON"), Some('M'));
    assert_eq!(found("Green"), None);
    assert_eq!(found(""), None);
}

#[test]
fn capitals_count_where_they_tell_two_values_apart() {
    assert_eq!((found("m"), found("M")), (Some('m'), Some('M')));
    static TWINS: ClosedSet = ClosedSet {
        values: &["ab", "aB"],
        labels: &[],
    };
    assert!(TWINS.find("AB", &[0, 1]).is_err());
}

#[test]
fn the_error_lists_what_there_is_and_not_what_was_given() {
    let error = COLOURS.find("Ann", &ALL).unwrap_err();
    assert_eq!(
        error.to_string(),
        "is no value of the closed set: it must be one of: 1 (Red), 2 (Sky Blue), m, M (Maroon)"
    );
    assert_eq!(error.allowed(), ["1", "2", "m", "M"]);
}
