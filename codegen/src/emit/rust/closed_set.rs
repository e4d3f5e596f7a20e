//! The enum of a closed set.

use std::collections::HashMap;

use quote::quote;
use syn::Item;

use super::docs::Docs;
use super::tree::{self, Parsed, ident};
use crate::emit::words::{self, code, fill};
use crate::model::{Limit, Rule};

/// The enum of a limit, if it is a closed set; `of` is what has the limit.
pub(super) fn emit(limit: &Limit, doc: &str, of: &str) -> Parsed<Vec<Item>> {
    let Rule::OneOf(members) = &limit.rule else {
        return Ok(Vec::new());
    };
    let name = ident(&limit.rust);
    let docs = Docs::of_or(doc, fill("The values of {}.", [code(of)])).outer();
    let wires: Vec<&str> = members.iter().map(|member| member.wire.as_str()).collect();
    let variants: Vec<_> = members.iter().map(|member| ident(&member.rust)).collect();
    // A value whose only other spelling is another value has no other spelling.
    let mut spellings: HashMap<String, usize> = HashMap::new();
    for wire in &wires {
        *spellings.entry(wire.to_ascii_lowercase()).or_default() += 1;
    }
    let has_twin = |wire: &str| spellings.get(&wire.to_ascii_lowercase()) > Some(&1);
    let (lenient_wires, lenient_variants): (Vec<&str>, Vec<_>) = wires
        .iter()
        .zip(&variants)
        .filter(|(wire, _)| !has_twin(wire))
        .unzip();
    let exact = wires.len() > lenient_wires.len();
    let exact = exact.then(|| {
        let twins = wires
            .iter()
            .zip(&variants)
            .filter(|(wire, _)| has_twin(wire));
        let (wires, variants): (Vec<&str>, Vec<_>) = twins.unzip();
        quote! { #(if value == #wires { return Self::#variants; })* }
    });
    // Where none has a label, there is no list of them.
    let has_labels = members.iter().any(|member| member.label.is_some());
    let labels = members.iter().filter(|_| has_labels);
    let labels = labels.map(|member| member.label.as_deref().unwrap_or_default());
    let variant_docs = members.iter().map(|member| {
        let line = words::limit::member(member);
        Docs::default().line(line).outer()
    });
    // What is inline is compiled where it is used: a fifth of the time that the largest crate took was for this.
    let file: syn::File = tree::parsed(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #variants,)*
            /// A value that the spec does not list, as it came. Requests with one are refused, unless they send it as
            /// it is.
            Unlisted(String),
        }

        impl #name {
            /// All values that the spec lists, in its order.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];
            const NAMES: &'static runtime::ClosedSet = &runtime::ClosedSet {
                values: &[#(#wires),*],
                labels: &[#(#labels),*],
            };

            /// The value on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #wires,)*
                    Self::Unlisted(value) => value,
                }
            }

            /// Reads a value from the wire, whatever its capitals, unless they tell it from another one.
            pub fn from_wire(value: &str) -> Self {
                #exact
                #(if value.eq_ignore_ascii_case(#lenient_wires) { return Self::#lenient_variants; })*
                Self::Unlisted(value.to_owned())
            }
        }

        impl From<#name> for runtime::Value {
            #[inline]
            fn from(value: #name) -> Self {
                Self::text(value.as_str())
            }
        }

        /// The value on the wire.
        impl std::fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl From<#name> for String {
            #[inline]
            fn from(value: #name) -> Self {
                value.as_str().to_owned()
            }
        }

        /// By the value on the wire or by its label, whatever the capitals, unless they tell it from another one.
        impl std::str::FromStr for #name {
            type Err = runtime::NotListed;
            #[inline]
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::NAMES.find(text, Self::ALL)
            }
        }

        /// As the value on the wire.
        #[cfg(feature = "serde")]
        impl runtime::serde::Serialize for #name {
            fn serialize<S: runtime::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        /// From the value on the wire; one that the spec does not list is kept.
        #[cfg(feature = "serde")]
        impl<'de> runtime::serde::Deserialize<'de> for #name {
            fn deserialize<D: runtime::serde::Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
                runtime::ClosedSet::read(reader).map(|value| Self::from_wire(&value))
            }
        }
    })?;
    Ok(file.items)
}
