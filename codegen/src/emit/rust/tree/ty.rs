//! Types.

use proc_macro2::Span;
use syn::{
    AngleBracketedGenericArguments, AssocType, GenericArgument, Lifetime, PathArguments, Token,
    TraitBound, Type, TypeParamBound,
};

use super::{ident, path_of};

/// The type that is written so: `runtime::Id`.
pub(in crate::emit::rust) fn named(written: &str) -> Type {
    of_path(path_of(written))
}

/// `Name<argument>`.
pub(in crate::emit::rust) fn generic(written: &str, argument: Type) -> Type {
    of_path(with_argument(written, GenericArgument::Type(argument)))
}

/// `impl Name<argument>`.
pub(in crate::emit::rust) fn implements(written: &str, argument: Type) -> Type {
    of_bound(with_argument(written, GenericArgument::Type(argument)))
}

/// `impl IntoIterator<Item = item>`.
pub(in crate::emit::rust) fn iterates(item: Type) -> Type {
    let item = GenericArgument::AssocType(AssocType {
        ident: ident("Item"),
        generics: None,
        eq_token: <Token![=]>::default(),
        ty: item,
    });
    of_bound(with_argument("IntoIterator", item))
}

/// `(first, second)`.
pub(in crate::emit::rust) fn tuple(types: [Type; 2]) -> Type {
    Type::Tuple(syn::TypeTuple {
        attrs: Vec::new(),
        paren_token: Default::default(),
        elems: types.into_iter().collect(),
    })
}

/// `&ty`.
pub(in crate::emit::rust) fn reference(ty: Type) -> Type {
    referring(ty, None)
}

/// `&'static ty`.
pub(in crate::emit::rust) fn static_reference(ty: Type) -> Type {
    referring(ty, Some(Lifetime::new("'static", Span::call_site())))
}

/// `&[item]`, which is static where it stands.
pub(in crate::emit::rust) fn slice(item: Type) -> Type {
    reference(Type::Slice(syn::TypeSlice {
        attrs: Vec::new(),
        bracket_token: Default::default(),
        elem: Box::new(item),
    }))
}

fn referring(ty: Type, lifetime: Option<Lifetime>) -> Type {
    Type::Reference(syn::TypeReference {
        attrs: Vec::new(),
        and_token: <Token![&]>::default(),
        lifetime,
        mutability: None,
        elem: Box::new(ty),
    })
}

fn of_path(path: syn::Path) -> Type {
    Type::Path(syn::TypePath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

fn of_bound(path: syn::Path) -> Type {
    let bound = TypeParamBound::Trait(TraitBound {
        paren_token: None,
        lifetimes: None,
        modifiers: Default::default(),
        maybe: None,
        path,
    });
    Type::ImplTrait(syn::TypeImplTrait {
        attrs: Vec::new(),
        impl_token: <Token![impl]>::default(),
        bounds: [bound].into_iter().collect(),
    })
}

fn with_argument(written: &str, argument: GenericArgument) -> syn::Path {
    let mut path = path_of(written);
    if let Some(last) = path.segments.last_mut() {
        last.arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments {
            colon2_token: None,
            lt_token: <Token![<]>::default(),
            args: [argument].into_iter().collect(),
            gt_token: <Token![>]>::default(),
        });
    }
    path
}
