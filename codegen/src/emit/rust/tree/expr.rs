//! Expressions.

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, FieldValue, Lit, LitBool, LitInt, LitStr, Member, Token, token};

use super::{ident, path_of};

/// A text.
pub(in crate::emit::rust) fn text(value: &str) -> Expr {
    literal(Lit::Str(LitStr::new(value, Span::call_site())))
}

/// A line of documentation. It is made as a raw string where that can be: neither here nor by the formatter,
/// which writes it as a comment, are its signs escaped one by one, and there are thousands of such lines.
pub(in crate::emit::rust) fn line(value: &str) -> Expr {
    let raw = (!value.contains(['"', '\r'])).then(|| format!("r\"{value}\"").parse());
    match raw {
        Some(Ok(raw)) => literal(Lit::new(raw)),
        _ => text(value),
    }
}

/// A whole number.
pub(in crate::emit::rust) fn number(value: impl Into<i128>) -> Expr {
    let value = value.into();
    let digits = LitInt::new(&value.unsigned_abs().to_string(), Span::call_site());
    let digits = literal(Lit::Int(digits));
    if value >= 0 {
        return digits;
    }
    Expr::Unary(syn::ExprUnary {
        attrs: Vec::new(),
        op: syn::UnOp::Neg(<Token![-]>::default()),
        expr: Box::new(digits),
    })
}

/// `true` or `false`.
pub(in crate::emit::rust) fn flag(value: bool) -> Expr {
    literal(Lit::Bool(LitBool::new(value, Span::call_site())))
}

/// What a path leads to: `runtime::Method::Get`.
pub(in crate::emit::rust) fn path(written: &str) -> Expr {
    Expr::Path(syn::ExprPath {
        attrs: Vec::new(),
        qself: None,
        path: path_of(written),
    })
}

/// `|| expr`.
pub(in crate::emit::rust) fn closure(body: Expr) -> Expr {
    Expr::Closure(syn::ExprClosure {
        attrs: Vec::new(),
        lifetimes: None,
        modifiers: Default::default(),
        constness: None,
        asyncness: None,
        capture: None,
        inputs_begin: <Token![|]>::default(),
        inputs: Punctuated::new(),
        inputs_end: <Token![|]>::default(),
        output: syn::ReturnType::Default,
        body: Box::new(body),
    })
}

/// `<ty as of>::name`.
pub(in crate::emit::rust) fn constant_of(ty: syn::Type, of: &str, name: &str) -> Expr {
    let mut path = path_of(of);
    let position = path.segments.len();
    path.segments.push(ident(name).into());
    Expr::Path(syn::ExprPath {
        attrs: Vec::new(),
        qself: Some(syn::QSelf {
            lt_token: <Token![<]>::default(),
            ty: Box::new(ty),
            position,
            as_token: Some(<Token![as]>::default()),
            gt_token: <Token![>]>::default(),
        }),
        path,
    })
}

/// `&expr`.
pub(in crate::emit::rust) fn refer(expr: Expr) -> Expr {
    Expr::Reference(syn::ExprReference {
        attrs: Vec::new(),
        and_token: <Token![&]>::default(),
        mutability: None,
        expr: Box::new(expr),
    })
}

/// `[item, item]`.
pub(in crate::emit::rust) fn array(items: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Array(syn::ExprArray {
        attrs: Vec::new(),
        bracket_token: token::Bracket::default(),
        elems: items.into_iter().collect(),
    })
}

/// `&[item, item]`.
pub(in crate::emit::rust) fn list(items: impl IntoIterator<Item = Expr>) -> Expr {
    refer(array(items))
}

/// `&["text", "text"]`.
pub(in crate::emit::rust) fn texts<T: AsRef<str>>(items: &[T]) -> Expr {
    list(items.iter().map(|item| text(item.as_ref())))
}

/// `(first, second)`.
pub(in crate::emit::rust) fn pair(first: Expr, second: Expr) -> Expr {
    Expr::Tuple(syn::ExprTuple {
        attrs: Vec::new(),
        paren_token: token::Paren::default(),
        elems: [first, second].into_iter().collect(),
    })
}

/// `Some(expr)` or `None`.
pub(in crate::emit::rust) fn optional(expr: Option<Expr>) -> Expr {
    match expr {
        Some(expr) => call("Some", [expr]),
        None => path("None"),
    }
}

/// `function(arguments)`.
pub(in crate::emit::rust) fn call(
    function: &str,
    arguments: impl IntoIterator<Item = Expr>,
) -> Expr {
    Expr::Call(syn::ExprCall {
        attrs: Vec::new(),
        func: Box::new(path(function)),
        paren_token: token::Paren::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `value.await?`
pub(in crate::emit::rust) fn awaited(value: Expr) -> Expr {
    Expr::Try(syn::ExprTry {
        attrs: Vec::new(),
        expr: Box::new(Expr::Await(syn::ExprAwait {
            attrs: Vec::new(),
            base: Box::new(value),
            dot_token: <Token![.]>::default(),
            await_token: <Token![await]>::default(),
        })),
        question_token: <Token![?]>::default(),
    })
}

/// `receiver.name(arguments)`.
pub(in crate::emit::rust) fn method(
    receiver: Expr,
    name: &str,
    arguments: impl IntoIterator<Item = Expr>,
) -> Expr {
    Expr::MethodCall(syn::ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: <Token![.]>::default(),
        method: ident(name),
        turbofish: None,
        paren_token: token::Paren::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `self.0`
pub(in crate::emit::rust) fn inner() -> Expr {
    member(path("self"), Member::Unnamed(0.into()))
}

/// `base.name`
pub(in crate::emit::rust) fn field(base: Expr, name: &str) -> Expr {
    member(base, Member::Named(ident(name)))
}

/// A value of a struct or of a variant with named fields. Those of the descriptors say what is so, and
/// leave out what is as it usually is.
pub(in crate::emit::rust) struct Literal<'n> {
    path: String,
    fields: Vec<(&'n str, Expr)>,
    has_gaps: bool,
}

impl<'n> Literal<'n> {
    /// Of this type or variant.
    pub(in crate::emit::rust) fn of(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            fields: Vec::new(),
            has_gaps: false,
        }
    }

    /// A field that is always written.
    pub(in crate::emit::rust) fn field(mut self, name: &'n str, value: Expr) -> Self {
        self.fields.push((name, value));
        self
    }

    /// A field that is written if there is something to say.
    pub(in crate::emit::rust) fn field_if(
        self,
        is_said: bool,
        name: &'n str,
        value: impl FnOnce() -> Expr,
    ) -> Self {
        self.maybe(name, is_said.then(value))
    }

    /// A flag, left out if it is not set.
    pub(in crate::emit::rust) fn flag(self, name: &'n str, value: bool) -> Self {
        self.field_if(value, name, || flag(value))
    }

    /// A text, left out if it is empty.
    pub(in crate::emit::rust) fn text(self, name: &'n str, value: &str) -> Self {
        self.field_if(!value.is_empty(), name, || text(value))
    }

    /// A value, left out if there is none.
    pub(in crate::emit::rust) fn maybe(mut self, name: &'n str, value: Option<Expr>) -> Self {
        match value {
            Some(value) => self.field(name, value),
            None => {
                self.has_gaps = true;
                self
            }
        }
    }

    /// An option, left out if it is none.
    pub(in crate::emit::rust) fn some(self, name: &'n str, value: Option<Expr>) -> Self {
        self.maybe(name, value.map(|value| call("Some", [value])))
    }

    /// Texts, left out if there are none.
    pub(in crate::emit::rust) fn texts<T: AsRef<str>>(self, name: &'n str, values: &[T]) -> Self {
        self.field_if(!values.is_empty(), name, || texts(values))
    }

    /// A list, left out if it is empty.
    pub(in crate::emit::rust) fn list(
        self,
        name: &'n str,
        values: impl IntoIterator<Item = Expr>,
    ) -> Self {
        let values: Vec<Expr> = values.into_iter().collect();
        self.field_if(!values.is_empty(), name, || list(values))
    }

    /// The value, with the fields that were left out as in this associated constant of its type.
    pub(in crate::emit::rust) fn rest(self, usual: &str) -> Expr {
        let rest = format!("{}::{usual}", self.path);
        let rest = self.has_gaps.then(|| path(&rest));
        self.with(rest)
    }

    /// The value, all of whose fields are written.
    pub(in crate::emit::rust) fn whole(self) -> Expr {
        self.with(None)
    }

    fn with(self, rest: Option<Expr>) -> Expr {
        let mut fields: Punctuated<FieldValue, Token![,]> = self
            .fields
            .into_iter()
            .map(|(name, expr)| FieldValue {
                attrs: Vec::new(),
                member: Member::Named(ident(name)),
                colon_token: Some(<Token![:]>::default()),
                expr,
            })
            .collect();
        if rest.is_some() {
            // As tokens, the last field and the rest would be a range.
            fields.push_punct(<Token![,]>::default());
        }
        Expr::Struct(syn::ExprStruct {
            attrs: Vec::new(),
            qself: None,
            path: path_of(&self.path),
            brace_token: token::Brace::default(),
            fields,
            dot2_token: rest.is_some().then(<Token![..]>::default),
            rest: rest.map(Box::new),
        })
    }
}

fn member(base: Expr, member: Member) -> Expr {
    Expr::Field(syn::ExprField {
        attrs: Vec::new(),
        base: Box::new(base),
        dot_token: <Token![.]>::default(),
        member,
    })
}

fn literal(lit: Lit) -> Expr {
    Expr::Lit(ExprLit {
        attrs: Vec::new(),
        lit,
    })
}
