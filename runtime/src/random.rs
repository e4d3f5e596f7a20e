//! Numbers that nobody else has.

use std::hash::{BuildHasher as _, RandomState};
use std::time::{SystemTime, UNIX_EPOCH};

/// So many bits by chance: no other's, and none that could be guessed beforehand. The random keys of hash maps, which come from the
/// operating system, are enough for that, and what is hashed tells a forked process from its parent, which has
/// the same ones.
pub(crate) fn bits() -> u128 {
    let moment = SystemTime::now().duration_since(UNIX_EPOCH);
    let moment = moment.map_or(0, |since| since.as_nanos());
    let (state, process) = (RandomState::new(), std::process::id());
    let half = |which: u8| u128::from(state.hash_one((which, process, moment)));
    (half(0) << 64) | half(1)
}
