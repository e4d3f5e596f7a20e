//! Syntax trees as the formatter takes them.
//!
//! What goes through tokens must be parsed, which costs several times more than building the tree. So
//! all that there is much of (documentation, statics, setters, accessors) is built at once; what there
//! is little of is written as tokens, because that reads better, and parsed: see [`parsed`].

mod expr;
mod item;
mod ty;

pub(super) use expr::{
    Literal, array, awaited, call, closure, constant_of, field, flag, inner, line, list, method,
    number, optional, pair, path, refer, text, texts,
};
pub(super) use item::{
    Function, Parsed, alias, attribute, borrowed, constant, constant_of_trait, deprecated, example,
    generic_over, implement, implement_for, module, must_use, parsed, statik, type_of_trait,
    wrapper,
};
pub(super) use ty::{
    generic, implements, iterates, named, reference, slice, static_reference, tuple,
};

use proc_macro2::{Ident, Span};

/// An identifier. The naming rules have made it valid.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The path that is written so: `runtime::Value::text`.
fn path_of(written: &str) -> syn::Path {
    syn::Path {
        leading_colon: None,
        segments: written
            .split("::")
            .map(|name| syn::PathSegment::from(ident(name)))
            .collect(),
    }
}
