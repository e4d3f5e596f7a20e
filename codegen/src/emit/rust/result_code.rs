//! The enum of the result codes.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code_span, inline};
use super::ident;
use crate::model::ResultCode;

/// The enum, if the API has any result code.
pub(super) fn emit(codes: &[ResultCode]) -> Option<TokenStream> {
    if codes.is_empty() {
        return None;
    }
    let variants: Vec<_> = codes.iter().map(|code| ident(&code.rust)).collect();
    let spelled: Vec<&str> = codes.iter().map(|code| code.code.as_str()).collect();
    let docs = codes.iter().map(|code| docs(code).outer());
    Some(quote! {
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
    })
}

fn docs(code: &ResultCode) -> Docs {
    let spelled = code_span(&code.code);
    let mut docs = Docs::of_or(&code.doc, &format!("The code {spelled}."));
    if !code.doc.is_empty() {
        docs.line(&match code.message.is_empty() {
            true => format!("Code {spelled}."),
            false => format!("Code {spelled}: {}", inline(&code.message)),
        });
    } else if !code.message.is_empty() {
        docs.paragraph(&code.message);
    }
    if let Some(status) = code.status {
        docs.line(&match code.says.is_empty() {
            true => format!("Stands for answers with HTTP status {status} and no code."),
            false => format!(
                "Stands for answers with HTTP status {status} and no code that say: {}",
                inline(&code.says)
            ),
        });
    }
    docs
}
