//! The enum of the result codes.

use quote::quote;
use syn::Item;

use super::tree::{self, Parsed, ident};
use crate::emit::words;
use crate::model::ResultCode;

/// The enum, if the API has any result code.
pub(super) fn emit(codes: &[ResultCode]) -> Parsed<Vec<Item>> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let variants: Vec<_> = codes.iter().map(|code| ident(&code.rust)).collect();
    let spelled: Vec<&str> = codes.iter().map(|code| code.code.as_str()).collect();
    let names: Vec<&str> = codes.iter().map(|code| code.name.as_str()).collect();
    // Most codes are their names.
    let listed = ident(match names == spelled {
        true => "listed_code",
        false => "listed_name",
    });
    let docs = codes
        .iter()
        .map(|code| words::result_code::docs(code).outer());
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
                match error.refusal()?.#listed()? {
                    #(#names => Some(Self::#variants),)*
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
