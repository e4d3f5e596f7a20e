//! The enum of the result codes.

use quote::quote;
use syn::Item;

use super::docs::Docs;
use super::prose::{code, fill, said};
use super::tree::{self, Parsed, ident};
use crate::model::ResultCode;

/// The enum, if the API has any result code.
pub(super) fn emit(codes: &[ResultCode]) -> Parsed<Vec<Item>> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let variants: Vec<_> = codes.iter().map(|code| ident(&code.rust)).collect();
    let spelled: Vec<&str> = codes.iter().map(|code| code.code.as_str()).collect();
    let docs = codes.iter().map(|code| docs(code).outer());
    let file: syn::File = tree::parsed(quote! {
        /// The result codes of the vendor, by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ResultCode {
            #(#docs #variants,)*
        }

        impl ResultCode {
            /// The code with which the API refused, if that is why the call failed and the spec lists
            /// the code.
            pub fn of(error: &runtime::Error) -> Option<Self> {
                match error.refusal()?.listed_code()? {
                    #(#spelled => Some(Self::#variants),)*
                    _ => None,
                }
            }

            /// The code as the vendor's table spells it.
            pub fn code(self) -> &'static str {
                match self {
                    #(Self::#variants => #spelled,)*
                }
            }
        }
    })?;
    Ok(file.items)
}

fn docs(known: &ResultCode) -> Docs {
    let spelled = code(&known.code);
    let mut docs = Docs::of_or(&known.doc, fill("The code {}.", [spelled.clone()]));
    if !known.doc.is_empty() {
        docs.line(match known.message.is_empty() {
            true => fill("Code {}.", [spelled]),
            false => fill("Code {}: {}", [spelled, said(&known.message)]),
        });
    } else if !known.message.is_empty() {
        docs.paragraph(&known.message);
    }
    if let Some(status) = known.status {
        let status = said(status.to_string());
        docs.line(match known.says.is_empty() {
            true => fill(
                "Stands for answers with HTTP status {} and no code.",
                [status],
            ),
            false => fill(
                "Stands for answers with HTTP status {} and no code that say: {}",
                [status, said(&known.says)],
            ),
        });
    }
    docs
}
