//! The reference: all that a spec says, as a page for people and as Markdown.
//!
//! Both are made of the same sections. The page needs nothing beside it and no other host, works without its
//! script, and says so to the browser in a policy. A program that shows it puts its own markup around it.

mod about;
mod anchor;
mod answers;
mod call;
mod html;
mod limit;
mod page;
mod paging;
mod policy;
mod quirks;
mod record;
mod revision;
mod section;
mod snippet;
mod table;
mod walk;
mod webhooks;

use self::page::Frame;
use crate::model::{Api, Call};

pub use policy::policy;

#[cfg(feature = "emit")]
mod emitter;
#[cfg(feature = "emit")]
mod markdown;
#[cfg(feature = "emit")]
pub use emitter::{EMITTER, HEADER, emit};

/// What stands around the reference where a program shows it, as markup that the program answers for.
pub struct Around<'a> {
    /// Below the title, before everything else.
    pub first: &'a str,
    /// In the head of a call's section.
    pub beside: &'a dyn Fn(&Call) -> String,
    /// More style, in an element of its own; none if it is empty.
    pub style: &'a str,
    /// More script, likewise.
    pub script: &'a str,
}

impl Around<'_> {
    /// Nothing.
    pub const NOTHING: Self = Self {
        first: "",
        beside: &|_| String::new(),
        style: "",
        script: "",
    };
}

/// The page, for a program that sends it.
pub struct Page {
    /// All of it.
    pub html: String,
    /// The Content-Security-Policy that fits: these styles and scripts, and nothing from anywhere. It says nothing
    /// yet of connections and images, which are forbidden so, and of where forms may lead, which is anywhere:
    /// whoever sends it adds `connect-src`, `img-src data:` for the blank icon, and `form-action` as needed.
    pub policy: String,
}

/// The page with something around it, and without the examples in Rust, which need a formatter.
pub fn page(api: &Api, around: &Around<'_>) -> Page {
    let no_rust = |_: &Call| None;
    let sections = walk::sections(api, &no_rust);
    let frame = Frame {
        around,
        spec: None,
        policy: None,
        header: "",
    };
    page::of(api, &sections, &frame)
}
