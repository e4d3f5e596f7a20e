//! Goes through an object or an array whose syntax was checked, one level of it.

use std::borrow::Cow;

use super::escape::key;
use super::kind::Kind;
use super::scanner::Scanner;

/// Goes through the keys and values of an object whose syntax was checked.
pub(crate) fn entries<'j>(json: &'j str, mut each: impl FnMut(Cow<'j, str>, &'j str)) {
    let mut scanner = Scanner::inside(json, 0);
    while scanner.step().is_some() {
        let key = key(json, scanner.key());
        each(key, scanner.value().json.of_text(json));
    }
}

/// Whether one of the keys and values of an object whose syntax was checked is such. What comes behind it is
/// not looked at.
pub(crate) fn any_entry<'j>(
    json: &'j str,
    mut is: impl FnMut(Cow<'j, str>, &'j str) -> bool,
) -> bool {
    let mut scanner = Scanner::inside(json, 0);
    while scanner.step().is_some() {
        let key = key(json, scanner.key());
        if is(key, scanner.value().json.of_text(json)) {
            return true;
        }
    }
    false
}

/// Whether one of the values of an object or of an array is such. What comes behind it is not looked at.
pub(crate) fn any_value<'j>(json: &'j str, mut is: impl FnMut(&'j str) -> bool) -> bool {
    if Kind::of(json) != Kind::Array {
        return any_entry(json, |_, value| is(value));
    }
    let mut scanner = Scanner::inside(json, 0);
    while scanner.step().is_some() {
        if is(scanner.value().json.of_text(json)) {
            return true;
        }
    }
    false
}

/// Whether an object is a list with holes, as PHP writes one: its keys are whole numbers, and there is an
/// object among its values.
pub(crate) fn is_numbered(json: &str) -> bool {
    let mut scanner = Scanner::inside(json, 0);
    let mut some = false;
    while scanner.step().is_some() {
        let key = key(json, scanner.key());
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        some |= scanner.first() == Some(b'{');
        scanner.value();
    }
    some
}

/// Whether an object or an array has nothing in it.
pub(crate) fn is_empty(json: &str) -> bool {
    Scanner::inside(json, 0).step().is_none()
}

/// An array from its first element on, if it has one.
pub(crate) fn from_first(array: &str) -> Option<&str> {
    let mut scanner = Scanner::inside(array, 0);
    scanner.step()?;
    array.get(scanner.position()..)
}

/// Goes through the elements of an array.
pub(crate) fn elements<'j>(json: &'j str, mut each: impl FnMut(&'j str)) {
    let mut scanner = Scanner::inside(json, 0);
    while scanner.step().is_some() {
        each(scanner.value().json.of_text(json));
    }
}
