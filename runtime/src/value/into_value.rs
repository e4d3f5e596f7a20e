//! What a value of a call can be made of.

use std::borrow::Cow;

use super::parameter::Form;
use super::{Amount, FileUpload, Id, Json, Moment, Value};

/// What a value of a call can be made of: texts, whole numbers, flags, ids, JSON, files, lists of texts, values of
/// closed sets, moments and amounts, with the features `jiff`, `chrono` and `rust_decimal` the types of these crates
/// that stand for them, and an `Option` of all these, where `None` says nothing.
///
/// There is no float, because it does not hold every decimal number: give its text.
///
/// ```
/// use prose_runtime::{Id, IntoValue, Value};
///
/// assert_eq!("Rose".into_value(), Some(Value::text("Rose")));
/// assert_eq!(7_u32.into_value(), Id::from(7_u32).into_value());
/// assert_eq!(Some(vec!["tall", "wild"]).into_value(), Some(Value::list(["tall", "wild"])));
/// assert_eq!(None::<bool>.into_value(), None);
/// ```
///
/// A type of your own has it by `From<YourType> for Value`.
pub trait IntoValue {
    /// The value; `None` says nothing.
    fn into_value(self) -> Option<Value>;
}

impl<T: Into<Value>> IntoValue for T {
    fn into_value(self) -> Option<Value> {
        Some(self.into())
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Option<Value> {
        self.and_then(T::into_value)
    }
}

impl<'o, T> IntoValue for &'o Option<T>
where
    &'o T: IntoValue,
{
    fn into_value(self) -> Option<Value> {
        self.as_ref().and_then(IntoValue::into_value)
    }
}

impl From<&Value> for Value {
    fn from(value: &Value) -> Self {
        value.clone()
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self(Form::Text(text))
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&&str> for Value {
    fn from(text: &&str) -> Self {
        (*text).into()
    }
}

impl From<Cow<'_, str>> for Value {
    fn from(text: Cow<'_, str>) -> Self {
        text.into_owned().into()
    }
}

impl From<&Cow<'_, str>> for Value {
    fn from(text: &Cow<'_, str>) -> Self {
        text.clone().into()
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::flag(flag)
    }
}

impl From<&bool> for Value {
    fn from(flag: &bool) -> Self {
        Self::flag(*flag)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::unsigned(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::unsigned(number.into())
    }
}

impl From<u16> for Value {
    fn from(number: u16) -> Self {
        Self::unsigned(number.into())
    }
}

impl From<u8> for Value {
    fn from(number: u8) -> Self {
        Self::unsigned(number.into())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        number.to_string().into()
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::integer(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::integer(number.into())
    }
}

impl From<i16> for Value {
    fn from(number: i16) -> Self {
        Self::integer(number.into())
    }
}

impl From<i8> for Value {
    fn from(number: i8) -> Self {
        Self::integer(number.into())
    }
}

impl From<Id> for Value {
    fn from(id: Id) -> Self {
        Self::id(id)
    }
}

impl From<&Id> for Value {
    fn from(id: &Id) -> Self {
        Self::id(id)
    }
}

/// Written in the pattern of the key that it is set for.
impl From<Moment> for Value {
    fn from(moment: Moment) -> Self {
        Self::moment(moment)
    }
}

impl From<&Moment> for Value {
    fn from(moment: &Moment) -> Self {
        Self::moment(moment)
    }
}

impl From<Amount> for Value {
    fn from(amount: Amount) -> Self {
        Self::amount(amount)
    }
}

impl From<&Amount> for Value {
    fn from(amount: &Amount) -> Self {
        Self::amount(amount)
    }
}

#[cfg(feature = "rust_decimal")]
impl From<rust_decimal::Decimal> for Value {
    fn from(number: rust_decimal::Decimal) -> Self {
        Self::amount(number)
    }
}

/// Any JSON, written as it is.
impl From<Json> for Value {
    fn from(json: Json) -> Self {
        Self::from_json(json)
    }
}

impl From<FileUpload> for Value {
    fn from(file: FileUpload) -> Self {
        Self::file(file)
    }
}

/// Several texts.
impl<T: Into<String>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Self::list(items)
    }
}

/// Several texts.
impl<T: Into<String>, const N: usize> From<[T; N]> for Value {
    fn from(items: [T; N]) -> Self {
        Self::list(items)
    }
}

/// Several texts.
impl<T: AsRef<str>> From<&[T]> for Value {
    fn from(items: &[T]) -> Self {
        Self::list(items.iter().map(T::as_ref))
    }
}

/// Several texts.
impl<T: AsRef<str>> From<&Vec<T>> for Value {
    fn from(items: &Vec<T>) -> Self {
        items.as_slice().into()
    }
}
