//! The static of a key, and the words that documentation says about it.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Docs;
use super::prose::{Prose, code, fill, own};
use super::{Imports, Lookup, closed_set, ident, limit};
use crate::model::{Accepted, Holds, Key};
use crate::naming;

/// The static of a key.
pub(super) fn emit(lookup: &Lookup<'_>, key: &Key, imports: &Imports) -> TokenStream {
    let name = ident(&naming::screaming(&key.rust));
    let mut docs = Docs::of(&key.doc);
    docs.line(facts_and_default(key))
        .history(key.since.as_deref(), &key.was)
        .quirks(&key.quirks);
    let docs = docs.outer();
    let (wire, also) = (&key.wire, &key.also);
    let limit = limit::reference(lookup, &key.limit, imports);
    let answers = match &key.answers {
        Some(answers) => {
            let limit = limit::reference(lookup, answers, imports);
            quote! { Some(#limit) }
        }
        None => quote! { None },
    };
    let holds = match key.holds {
        Holds::Plain => ident("Plain"),
        Holds::Personal => ident("Personal"),
        Holds::Secret => ident("Secret"),
    };
    quote! {
        #docs
        pub static #name: runtime::Key = runtime::Key {
            wire: #wire,
            also: &[#(#also),*],
            limit: #limit,
            answers: #answers,
            holds: runtime::Holds::#holds,
        };
    }
}

/// The enum of a closed set that is written in place.
pub(super) fn in_place_set(key: &Key) -> Option<TokenStream> {
    if key.limit.is_named {
        None
    } else {
        closed_set::emit(&key.limit, &key.doc, &key.name)
    }
}

/// The wire name and what answers hold, in one line.
pub(super) fn facts_in_answers(key: &Key) -> Prose {
    match &key.answers {
        Some(answers) => fill("{} In answers: {}", [facts(key), limit::words(answers)]),
        None => facts(key),
    }
}

/// A path to the static of a key, from a file that keeps its own keys in `own`.
pub(super) fn path(
    lookup: &Lookup<'_>,
    accepted: &Accepted,
    own: &TokenStream,
    imports: &Imports,
) -> TokenStream {
    let name = ident(&naming::screaming(&accepted.key.rust));
    match accepted
        .table
        .as_deref()
        .and_then(|table| lookup.table(table))
    {
        Some(table) => {
            let (tables, module) = (imports.module("tables"), ident(&table.module));
            quote! { #tables::#module::#name }
        }
        None => quote! { #own #name },
    }
}

/// The wire name, the limit and the care that a key needs, in one line.
pub(super) fn facts(key: &Key) -> Prose {
    told(key, Prose::default())
}

/// [`facts`], and what the vendor assumes when the key is left out.
pub(super) fn facts_and_default(key: &Key) -> Prose {
    let default = key.default.as_deref();
    let default = default.map(|default| fill(" Left out, it counts as {}.", [code(default)]));
    told(key, default.unwrap_or_default())
}

fn told(key: &Key, default: Prose) -> Prose {
    let spelled = if key.name == key.wire {
        fill("Key {}", [code(&key.wire)])
    } else {
        fill(
            "Key {} (in the vendor's table {})",
            [code(&key.wire), code(&key.name)],
        )
    };
    let holds = match key.holds {
        Holds::Plain => "",
        Holds::Personal => " Personal: never shown in errors or debug output.",
        Holds::Secret => " Secret: never shown in errors or debug output.",
    };
    fill("{}. {}{}", [spelled, limit::words(&key.limit), default]).and(own(holds))
}
