//! Finds fields by the addresses of their keys.

use std::ptr;

use crate::descriptor::Key;

/// Finds the position of a field by the address of its key, which is quicker than going through all
/// fields at each access.
pub(crate) struct KeyIndex {
    /// Positions in the list of fields, by address. Two to the power of `bits` of them.
    places: Box<[u16]>,
    bits: u32,
}

impl KeyIndex {
    const EMPTY: u16 = u16::MAX;

    pub(crate) fn of(fields: &[&'static Key]) -> Self {
        let size = (fields.len() * 2).next_power_of_two().max(2);
        let mut index = Self {
            places: vec![Self::EMPTY; size].into_boxed_slice(),
            bits: size.trailing_zeros(),
        };
        for (position, key) in (0..Self::EMPTY).zip(fields) {
            let free = index.path(key).find(|at| {
                index
                    .places
                    .get(*at)
                    .is_some_and(|place| *place == Self::EMPTY)
            });
            if let Some(place) = free.and_then(|at| index.places.get_mut(at)) {
                *place = position;
            }
        }
        index
    }

    /// The position of this very key in the fields that the index is of.
    #[inline]
    pub(crate) fn find(&self, fields: &[&'static Key], key: &Key) -> Option<usize> {
        self.path(key)
            .map_while(|at| match self.places.get(at) {
                Some(&Self::EMPTY) | None => None,
                Some(&position) => Some(usize::from(position)),
            })
            .find(|position| {
                fields
                    .get(*position)
                    .is_some_and(|field| ptr::eq(*field, key))
            })
    }

    /// Where the key may be: first the place that its address gives, then those behind it.
    #[inline]
    fn path(&self, key: &Key) -> impl Iterator<Item = usize> + use<> {
        // Fibonacci hashing: the high bits are the well mixed ones.
        let address = ptr::from_ref(key).addr() as u64;
        let first = address.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - self.bits);
        let last = self.places.len() - 1;
        (0..=last).map(move |step| (first as usize + step) & last)
    }
}
