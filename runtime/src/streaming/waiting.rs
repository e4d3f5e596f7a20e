//! A stream for a thread that waits.

use std::fmt;

use futures_core::Stream;
use futures_util::StreamExt as _;

use crate::error::Error;
use crate::sending::wait;

/// A stream for a thread that waits: an iterator over the same items.
///
/// Where waiting could never end (see [`crate::Sending::wait`]) the only item says so.
#[must_use = "nothing is sent before the first item is asked for"]
pub struct Waiting<S: Stream> {
    stream: S,
    refused: fn(Error) -> S::Item,
    done: bool,
}

impl<S: Stream> Waiting<S> {
    /// `refused` makes the only item where waiting could never end.
    pub(super) fn new(stream: S, refused: fn(Error) -> S::Item) -> Self {
        Self {
            stream,
            refused,
            done: false,
        }
    }

    /// The stream, to ask it how far it is.
    #[must_use]
    pub fn stream(&self) -> &S {
        &self.stream
    }
}

impl<S: Stream + Unpin> Iterator for Waiting<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        if self.done {
            return None;
        }
        let item = match wait(self.stream.next()) {
            Ok(item) => item,
            Err(error) => {
                self.done = true;
                return Some((self.refused)(error));
            }
        };
        self.done = item.is_none();
        item
    }
}

impl<S: Stream + fmt::Debug> fmt::Debug for Waiting<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Waiting").field(&self.stream).finish()
    }
}
