//! A decimal number, such as an amount of money.

use std::borrow::Cow;
use std::fmt;

/// A decimal number, such as an amount of money, digit by digit as it travels: a text, a whole number, or with the
/// feature `rust_decimal` a `Decimal`. Never a float, which has no exact cents.
///
/// ```
/// use prose_runtime::Amount;
///
/// assert_eq!(Amount::from("1250.50").as_str(), "1250.50");
/// assert_eq!(Amount::from(7).as_str(), "7");
/// ```
///
/// Making one checks nothing: the limit of the key that takes it does, when a call is sent. Debug output does not
/// show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Amount(String);

/// What a decimal number of an answer can be read as, without losing a digit: `String`, whole numbers, and with the
/// feature `rust_decimal` a `Decimal`.
pub trait FromAmount: Sized {
    /// The number in this text; `None` if such a value cannot hold it.
    fn from_amount(text: &str) -> Option<Self>;
}

impl Amount {
    /// The number as it travels.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// As it came.
impl FromAmount for String {
    fn from_amount(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

/// `1250.00` is 1250, and `1250.50` is none.
impl FromAmount for u64 {
    fn from_amount(text: &str) -> Option<Self> {
        whole(text)?.parse().ok()
    }
}

/// `-3.0` is -3.
impl FromAmount for i64 {
    fn from_amount(text: &str) -> Option<Self> {
        whole(text)?.parse().ok()
    }
}

/// The digits of a whole number.
fn whole(text: &str) -> Option<&str> {
    match text.split_once('.') {
        None => Some(text),
        Some((whole, fraction)) => fraction.bytes().all(|digit| digit == b'0').then_some(whole),
    }
}

/// The number as it is, with all digits behind its point.
#[cfg(feature = "rust_decimal")]
impl From<rust_decimal::Decimal> for Amount {
    fn from(number: rust_decimal::Decimal) -> Self {
        Self(number.to_string())
    }
}

/// `None` where it has more digits than a `Decimal` can have: none is rounded.
#[cfg(feature = "rust_decimal")]
impl FromAmount for rust_decimal::Decimal {
    fn from_amount(text: &str) -> Option<Self> {
        // It would take `1_000`.
        let is_number = !text.contains('_');
        is_number.then(|| Self::from_str_exact(text).ok())?
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<amount>")
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> Self {
        amount.0
    }
}

impl From<&Amount> for Amount {
    fn from(amount: &Amount) -> Self {
        amount.clone()
    }
}

impl From<String> for Amount {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&String> for Amount {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}

impl From<&str> for Amount {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<Cow<'_, str>> for Amount {
    fn from(text: Cow<'_, str>) -> Self {
        Self(text.into_owned())
    }
}

impl From<u64> for Amount {
    fn from(number: u64) -> Self {
        Self(number.to_string())
    }
}

impl From<i64> for Amount {
    fn from(number: i64) -> Self {
        Self(number.to_string())
    }
}

impl From<u32> for Amount {
    fn from(number: u32) -> Self {
        Self(number.to_string())
    }
}

impl From<i32> for Amount {
    fn from(number: i32) -> Self {
        Self(number.to_string())
    }
}
