//! Items, and the members of implementations.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::Parse;
use syn::{
    AttrStyle, Attribute, Expr, FnArg, Generics, ImplItem, Item, MacroDelimiter, Meta, MetaList,
    MetaNameValue, Pat, Stmt, Token, Type, Visibility, token,
};

use super::{ident, path_of, ty};

/// What the emitters wrote as tokens. That it is none is a fault of the generator.
pub(in crate::emit::rust) type Parsed<T> = Result<T, syn::Error>;

/// Reads tokens, of which there should be few.
pub(in crate::emit::rust) fn parsed<T: Parse>(tokens: TokenStream) -> Parsed<T> {
    syn::parse2(tokens)
}

/// `#[must_use]`
pub(in crate::emit::rust) fn must_use() -> Attribute {
    with_meta(AttrStyle::Outer, Meta::Path(path_of("must_use")))
}

/// `#[deprecated(note = "…")]`, if a revision is the first without what is called so.
pub(in crate::emit::rust) fn deprecated(name: &str, revision: Option<&str>) -> Option<Attribute> {
    let note = format!(
        "the vendor's document has no `{name}` since revision `{}`; the next revision leaves it out here too",
        revision?
    );
    Some(with_meta(
        AttrStyle::Outer,
        Meta::List(MetaList {
            path: path_of("deprecated"),
            delimiter: MacroDelimiter::Paren(token::Paren::default()),
            tokens: quote! { note = #note },
        }),
    ))
}

/// `#[name = value]`
pub(in crate::emit::rust) fn attribute(style: AttrStyle, name: &str, value: Expr) -> Attribute {
    let value = Meta::NameValue(MetaNameValue {
        path: path_of(name),
        eq_token: <Token![=]>::default(),
        value,
    });
    with_meta(style, value)
}

/// `#[doc(alias = "…")]`, so that a search for what the wire says finds the Rust name. None where that
/// would tell nothing, or cannot be said.
pub(in crate::emit::rust) fn alias(wire: &str, name: &str) -> Option<Attribute> {
    let is_sayable = !wire.is_empty()
        && wire == wire.trim()
        && !wire.contains(|sign: char| {
            matches!(sign, '"' | '\'') || sign.is_control() || (sign.is_whitespace() && sign != ' ')
        });
    (is_sayable && wire != name && wire != name.trim_end_matches('_')).then(|| {
        let list = Meta::List(MetaList {
            path: path_of("doc"),
            delimiter: MacroDelimiter::Paren(token::Paren::default()),
            tokens: quote! { alias = #wire },
        });
        with_meta(AttrStyle::Outer, list)
    })
}

/// `pub static NAME: ty = value;`
pub(in crate::emit::rust) fn statik(
    attrs: Vec<Attribute>,
    name: &str,
    ty: Type,
    value: Expr,
) -> Item {
    Item::Static(syn::ItemStatic {
        attrs,
        vis: public(),
        static_token: <Token![static]>::default(),
        mutability: syn::StaticMutability::None,
        ident: ident(name),
        colon_token: <Token![:]>::default(),
        ty: Box::new(ty),
        eq_token: <Token![=]>::default(),
        expr: Box::new(value),
        semi_token: <Token![;]>::default(),
    })
}

/// `pub const NAME: ty = value;` in an implementation.
pub(in crate::emit::rust) fn constant(
    attrs: Vec<Attribute>,
    name: &str,
    ty: Type,
    value: Expr,
) -> ImplItem {
    associated(attrs, public(), name, ty, value)
}

/// `const NAME: ty = value;` in the implementation of a trait.
pub(in crate::emit::rust) fn constant_of_trait(name: &str, ty: Type, value: Expr) -> ImplItem {
    associated(Vec::new(), Visibility::Inherited, name, ty, value)
}

/// `type Name = ty;` in the implementation of a trait.
pub(in crate::emit::rust) fn type_of_trait(name: &str, ty: Type) -> ImplItem {
    ImplItem::Type(syn::ImplItemType {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: Default::default(),
        type_token: <Token![type]>::default(),
        ident: ident(name),
        generics: Generics::default(),
        eq_token: <Token![=]>::default(),
        ty,
        semi_token: <Token![;]>::default(),
    })
}

fn associated(
    attrs: Vec<Attribute>,
    vis: Visibility,
    name: &str,
    ty: Type,
    value: Expr,
) -> ImplItem {
    ImplItem::Const(syn::ImplItemConst {
        attrs,
        vis,
        modifiers: Default::default(),
        const_token: <Token![const]>::default(),
        ident: ident(name),
        generics: Generics::default(),
        colon_token: <Token![:]>::default(),
        ty,
        eq_token: <Token![=]>::default(),
        expr: value,
        semi_token: <Token![;]>::default(),
    })
}

/// `pub mod name { items }`
pub(in crate::emit::rust) fn module(attrs: Vec<Attribute>, name: &str, items: Vec<Item>) -> Item {
    Item::Mod(syn::ItemMod {
        attrs,
        vis: public(),
        unsafety: None,
        mod_token: <Token![mod]>::default(),
        ident: ident(name),
        content: Some((token::Brace::default(), items)),
        semi: None,
    })
}

/// `pub struct Name(ty);`, which derives these.
pub(in crate::emit::rust) fn wrapper(
    mut attrs: Vec<Attribute>,
    derives: TokenStream,
    name: &str,
    ty: Type,
) -> Item {
    let derive = MetaList {
        path: path_of("derive"),
        delimiter: MacroDelimiter::Paren(token::Paren::default()),
        tokens: derives,
    };
    attrs.push(with_meta(AttrStyle::Outer, Meta::List(derive)));
    let field = syn::Field {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: Default::default(),
        ident: None,
        colon_token: None,
        ty,
        default: None,
    };
    Item::Struct(syn::ItemStruct {
        attrs,
        vis: public(),
        struct_token: <Token![struct]>::default(),
        ident: ident(name),
        generics: Generics::default(),
        fields: syn::Fields::Unnamed(syn::FieldsUnnamed {
            paren_token: token::Paren::default(),
            unnamed: [field].into_iter().collect(),
        }),
        semi_token: Some(<Token![;]>::default()),
    })
}

/// `impl Name { members }`
pub(in crate::emit::rust) fn implement(name: &str, members: Vec<ImplItem>) -> Item {
    implementation(None, name, members)
}

/// `impl Of for Name { members }`
pub(in crate::emit::rust) fn implement_for(of: &str, name: &str, members: Vec<ImplItem>) -> Item {
    implementation(Some((path_of(of), <Token![for]>::default())), name, members)
}

fn implementation(
    of: Option<(syn::Path, Token![for])>,
    name: &str,
    members: Vec<ImplItem>,
) -> Item {
    Item::Impl(syn::ItemImpl {
        attrs: Vec::new(),
        modifiers: Default::default(),
        unsafety: None,
        impl_token: <Token![impl]>::default(),
        generics: Generics::default(),
        trait_: of,
        self_ty: Box::new(ty::named(name)),
        brace_token: token::Brace::default(),
        items: members,
    })
}

/// `fn name() { let binding = value; }`
pub(in crate::emit::rust) fn example(binding: &str, value: Expr) -> Item {
    let binding = Stmt::Local(syn::Local {
        attrs: Vec::new(),
        modifiers: Default::default(),
        let_token: <Token![let]>::default(),
        pat: named_pat(binding),
        init: Some(syn::LocalInit {
            eq_token: <Token![=]>::default(),
            expr: Box::new(value),
            diverge: None,
        }),
        semi_token: <Token![;]>::default(),
    });
    Item::Fn(syn::ItemFn {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        modifiers: Default::default(),
        sig: signature("example", Vec::new(), syn::ReturnType::Default),
        block: Box::new(syn::Block {
            brace_token: token::Brace::default(),
            stmts: vec![binding],
        }),
    })
}

/// A function of an implementation, whose body is one expression.
pub(in crate::emit::rust) struct Function<'f> {
    /// Documentation and other attributes.
    pub(in crate::emit::rust) attrs: Vec<Attribute>,
    /// Whether others may call it.
    pub(in crate::emit::rust) is_public: bool,
    /// Its name.
    pub(in crate::emit::rust) name: &'f str,
    /// `self`, `&self` or none.
    pub(in crate::emit::rust) receiver: Option<syn::ReceiverKind>,
    /// Names and types.
    pub(in crate::emit::rust) arguments: Vec<(&'f str, Type)>,
    /// What it returns.
    pub(in crate::emit::rust) returns: Type,
    /// What it does.
    pub(in crate::emit::rust) body: Expr,
}

impl<'f> Function<'f> {
    /// A method of a trait, which is as public as that and has its documentation.
    pub(in crate::emit::rust) fn of_trait(name: &'f str, returns: Type, body: Expr) -> Self {
        Self {
            attrs: Vec::new(),
            is_public: false,
            name,
            receiver: Some(borrowed()),
            arguments: Vec::new(),
            returns,
            body,
        }
    }

    /// The function as a member.
    pub(in crate::emit::rust) fn member(self) -> ImplItem {
        let receiver = self.receiver.map(|kind| {
            FnArg::Receiver(syn::Receiver {
                attrs: Vec::new(),
                mutability: None,
                self_token: <Token![self]>::default(),
                kind,
            })
        });
        let arguments = self
            .arguments
            .into_iter()
            .map(|(name, ty)| argument(name, ty));
        ImplItem::Fn(syn::ImplItemFn {
            attrs: self.attrs,
            vis: match self.is_public {
                true => public(),
                false => Visibility::Inherited,
            },
            modifiers: Default::default(),
            sig: signature(
                self.name,
                receiver.into_iter().chain(arguments).collect(),
                syn::ReturnType::Type(<Token![->]>::default(), Box::new(self.returns)),
            ),
            block: syn::Block {
                brace_token: token::Brace::default(),
                stmts: vec![Stmt::Expr(self.body, None)],
            },
        })
    }
}

/// The function, for each type `name` that is so.
pub(in crate::emit::rust) fn generic_over(member: ImplItem, name: &str, bound: &str) -> ImplItem {
    let ImplItem::Fn(mut function) = member else {
        return member;
    };
    let bound = syn::TraitBound {
        paren_token: None,
        lifetimes: None,
        modifiers: Default::default(),
        maybe: None,
        path: path_of(bound),
    };
    let parameter = syn::TypeParam {
        attrs: Vec::new(),
        ident: ident(name),
        colon_token: Some(<Token![:]>::default()),
        bounds: [syn::TypeParamBound::Trait(bound)].into_iter().collect(),
        default: None,
    };
    function.sig.generics = Generics {
        lt_token: Some(<Token![<]>::default()),
        params: [syn::GenericParam::Type(parameter)].into_iter().collect(),
        gt_token: Some(<Token![>]>::default()),
        where_clause: None,
    };
    ImplItem::Fn(function)
}

/// `&self`
pub(in crate::emit::rust) fn borrowed() -> syn::ReceiverKind {
    syn::ReceiverKind::Reference(<Token![&]>::default(), None, None)
}

fn signature(name: &str, inputs: Vec<FnArg>, output: syn::ReturnType) -> syn::Signature {
    syn::Signature {
        constness: None,
        asyncness: None,
        safety: Default::default(),
        abi: None,
        fn_token: <Token![fn]>::default(),
        ident: ident(name),
        generics: Generics::default(),
        paren_token: token::Paren::default(),
        inputs: inputs.into_iter().collect(),
        variadic: None,
        output,
    }
}

fn named_pat(name: &str) -> Pat {
    Pat::Ident(syn::PatIdent {
        attrs: Vec::new(),
        by_ref: None,
        mutability: None,
        ident: ident(name),
        subpat: None,
    })
}

fn argument(name: &str, ty: Type) -> FnArg {
    FnArg::Typed(syn::PatType {
        attrs: Vec::new(),
        pat: Box::new(named_pat(name)),
        colon_token: <Token![:]>::default(),
        ty: Box::new(ty),
    })
}

fn with_meta(style: AttrStyle, meta: Meta) -> Attribute {
    Attribute {
        pound_token: <Token![#]>::default(),
        style,
        bracket_token: token::Bracket::default(),
        meta,
    }
}

fn public() -> Visibility {
    Visibility::Public(<Token![pub]>::default())
}
