//! Documentation comments.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{AttrStyle, Attribute};

use super::tree;
pub(super) use crate::emit::words::Docs;
use crate::emit::words::{markdown, stressed};
use crate::model::Quirk;

impl Docs {
    /// As attributes of an item whose tree is built.
    pub(super) fn attrs(&self) -> Vec<Attribute> {
        self.styled(|| AttrStyle::Outer)
    }

    /// As attributes of a file whose tree is built.
    pub(super) fn header(&self) -> Vec<Attribute> {
        self.styled(|| AttrStyle::Inner(Default::default()))
    }

    /// As attributes of an item that is written as tokens.
    pub(super) fn outer(&self) -> TokenStream {
        let lines = self.padded();
        quote! { #(#[doc = #lines])* }
    }

    /// As attributes of a file that is written as tokens.
    pub(super) fn inner(&self) -> TokenStream {
        let lines = self.padded();
        quote! { #(#![doc = #lines])* }
    }

    /// Adds quirks under a heading.
    pub(super) fn quirks(&mut self, quirks: &[Quirk]) -> &mut Self {
        self.quirks_and_ours(quirks, &stressed("What this crate does:"))
    }

    fn styled(&self, style: impl Fn() -> AttrStyle) -> Vec<Attribute> {
        let lines = self.padded();
        lines
            .map(|line| tree::attribute(style(), "doc", tree::line(&line)))
            .collect()
    }

    fn padded(&self) -> impl Iterator<Item = String> + use<> {
        markdown::lines(self).into_iter().map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            }
        })
    }
}
