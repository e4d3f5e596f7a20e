//! What a call is.

use std::borrow::Cow;

use super::changes::changed;
use super::typed_call::TypedCall;
use crate::cleaning::{Cleaned, Cleaning};
use crate::descriptor::Key;
#[cfg(any(feature = "serde", doc))]
use crate::error::Error;
use crate::error::Violations;
use crate::reading::Record;
use crate::value::{IntoValue, KeyName, Params, Value};

/// A call as a value: what to do, with which parameters.
///
/// Generated types implement it; a value of them can be kept, cloned, compared, checked with
/// [`crate::validate`] and sent with [`crate::Client::send`].
///
/// # Names
///
/// Where values come by name, as in [`Call::fill`], a key is found by its name on the wire, its name in Rust or
/// its label: spelled just so, or else whatever the capitals, spaces, `_` and `-`. What is found by no name or
/// could be several keys, and a key that is given twice, is kept ([`Call::unmatched`]) and told by
/// [`crate::validate`] with all else that is wrong; nothing of the call is sent as long as it is there, however little is
/// validated.
pub trait Call {
    /// What the answer holds.
    type Record: Record;

    /// The parameters.
    fn params(&self) -> &Params;

    /// The parameters, for sending.
    fn into_params(self) -> Params
    where
        Self: Sized;

    /// The call with these parameters. Those of another call are carried over as
    /// [`Call::with_values_of`] does it, if the type says which call it is.
    fn from_params(params: Params) -> Self
    where
        Self: Sized;

    /// The call with the values of these pairs of a name and a value, and nothing else: of a map, or of the
    /// headings and cells of a row. [Names](Call#names) are found leniently, values stay as they are.
    fn from_pairs<N: AsRef<str>, V: IntoValue>(pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        Self: TypedCall + Sized,
    {
        Self::from_params(Params::of_call(Self::DESCRIPTOR).fill(pairs))
    }

    /// With the values of these pairs of a name and a value, in place of those that their keys had.
    /// [Names](Call#names) are found leniently; values stay as they are, and `None` sets nothing.
    ///
    /// A text stands for what it is on the wire: `1` for a flag, `a,b` for a list that travels with commas (where
    /// items travel by themselves, a text is one of them), JSON where any JSON is taken.
    #[must_use]
    fn fill<N: AsRef<str>, V: IntoValue>(self, pairs: impl IntoIterator<Item = (N, V)>) -> Self
    where
        Self: Sized,
    {
        Self::from_params(self.into_params().fill(pairs))
    }

    /// The call with the values of a struct or map that implements `Serialize`, and nothing else: see
    /// [`Call::fill_serialize`].
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if it is neither struct nor map, or says that it cannot be serialized.
    #[cfg(any(feature = "serde", doc))]
    fn from_serialize(values: &(impl serde_core::Serialize + ?Sized)) -> Result<Self, Error>
    where
        Self: TypedCall + Sized,
    {
        let params = Params::of_call(Self::DESCRIPTOR).fill_serialize(values)?;
        Ok(Self::from_params(params))
    }

    /// With the values of a struct or map that implements `Serialize`, in place of those that their keys had.
    /// Names of fields are found as [names](Call#names) are, in nested structs too.
    ///
    /// `None`, `()` and `null` set nothing. Numbers are written exactly, floats as the shortest text that reads as
    /// the same float; variants without content are their names; sequences are lists or rows, nested structs are rows,
    /// objects or maps, as the key has it, and JSON where it takes any.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if it is neither struct nor map, or says that it cannot be serialized.
    #[cfg(any(feature = "serde", doc))]
    fn fill_serialize(self, values: &(impl serde_core::Serialize + ?Sized)) -> Result<Self, Error>
    where
        Self: Sized,
    {
        Ok(Self::from_params(
            self.into_params().fill_serialize(values)?,
        ))
    }

    /// What was given and has no place, by [name](Call#names).
    fn unmatched(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.params().unmatched()
    }

    /// Takes the names that no key has as custom names, if the call takes any: otherwise they stay unmatched,
    /// as those do that could be several keys or were given twice.
    #[must_use]
    fn unmatched_as_custom(self) -> Self
    where
        Self: Sized,
    {
        Self::from_params(self.into_params().unmatched_as_custom())
    }

    /// With what this setter makes of the value, if there is one:
    /// `call.maybe(CreateClient::phone, row.phone)`.
    #[must_use]
    fn maybe<T>(self, setter: impl FnOnce(Self, T) -> Self, value: Option<T>) -> Self
    where
        Self: Sized,
    {
        match value {
            Some(value) => setter(self, value),
            None => self,
        }
    }

    /// With this value for the key, in place of the one that it had; `None` sets nothing. A key that the call does
    /// not take is told by [`crate::validate`].
    #[must_use]
    fn set(self, key: &'static Key, value: impl IntoValue) -> Self
    where
        Self: Sized,
    {
        match value.into_value() {
            Some(value) => Self::from_params(self.into_params().with_fitting(key, value)),
            None => self,
        }
    }

    /// The value of this key or custom name, given by its name on the wire.
    fn get(&self, key: impl Into<KeyName>) -> Option<&Value>
    where
        Self: Sized,
    {
        self.params().get(key.into().as_str())
    }

    /// The value of this key or custom name as text, as it is on the wire. `None` if it is nested rows, an object, a map, a
    /// file or JSON.
    fn get_text(&self, key: impl Into<KeyName>) -> Option<Cow<'_, str>>
    where
        Self: Sized,
    {
        self.params().text_of(key.into().as_str())
    }

    /// Without the value of this key, given as violations have it: its name on the wire, `tag[0]` for an item of a
    /// list, `notes[1]` for a row and `notes[1].type` for a value in it. A list or rows of which nothing is left are
    /// not set any more. Custom and unmatched names are taken out too.
    #[must_use]
    fn without(self, key: impl Into<KeyName>) -> Self
    where
        Self: Sized,
    {
        Self::from_params(self.into_params().without(key))
    }

    /// Without the values that these violations are about, so that the rest can be sent and these told to whoever
    /// gave them. What is required is missing then, as [`crate::validate`] tells; violations that are about what is
    /// missing, or about keys that exclude each other, take nothing out.
    #[must_use]
    fn without_broken(self, violations: &Violations) -> Self
    where
        Self: Sized,
    {
        Self::from_params(self.into_params().without_broken(violations))
    }

    /// With all that is set in another call, in place of what is set here: so the values of one contact, say, are written
    /// once and sent to create or to update it. What this call does not take is told by [`crate::validate`].
    #[must_use]
    fn with_values_of(self, other: &impl Call) -> Self
    where
        Self: Sized,
    {
        Self::from_params(self.into_params().with_values_of(other.params()))
    }

    /// With what must be changed so that a record, as it was read, has the values that are wanted; `None` if nothing
    /// must. [Names](Call#names) are found leniently.
    ///
    /// A value that the record has is not set: numbers are compared as numbers, flags as flags, lists item by item,
    /// days by the day where the record has a time too, and texts exactly. Nested rows, objects, JSON and files are
    /// not compared but set. A wanted `None`, or blank text, where the record has something is cleared, as
    /// [`Params::clear`] does it. What is not among the pairs stays as it is.
    fn changes<N: AsRef<str>, V: IntoValue>(
        self,
        from: &impl Record,
        wanted: impl IntoIterator<Item = (N, V)>,
    ) -> Option<Self>
    where
        Self: Sized,
    {
        let wanted = self.params().wanted(wanted);
        changed(self.into_params(), &wanted, from.row()).map(Self::from_params)
    }

    /// [`Call::changes`], with the wanted values of a struct or map that implements `Serialize`. Fields that it skips
    /// stay as they are; those that are `None` are cleared.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if it is neither struct nor map, or says that it cannot be serialized.
    #[cfg(any(feature = "serde", doc))]
    fn changes_serialize(
        self,
        from: &impl Record,
        wanted: &(impl serde_core::Serialize + ?Sized),
    ) -> Result<Option<Self>, Error>
    where
        Self: Sized,
    {
        let wanted = self.params().wanted_serialize(wanted)?;
        Ok(changed(self.into_params(), &wanted, from.row()).map(Self::from_params))
    }

    /// The call with its texts as their limits take them, where they can be read in one way only: see
    /// [`Call::clean_with`].
    fn clean(self) -> Cleaned<Self>
    where
        Self: Sized,
    {
        self.clean_with(&Cleaning::new())
    }

    /// The call with its texts as their limits take them, where they can be read in one way only, with what the
    /// caller knows; what was changed, and what could not be read. See [`Params::clean_with`].
    fn clean_with(self, cleaning: &Cleaning) -> Cleaned<Self>
    where
        Self: Sized,
    {
        let cleaned = self.into_params().clean_with(cleaning);
        cleaned.map(Self::from_params)
    }
}

/// A call that gives its records in pages: its descriptor says how.
///
/// [`crate::Sending::pages`] and [`crate::Sending::records`] go through all of them.
pub trait Paged: Call {}
