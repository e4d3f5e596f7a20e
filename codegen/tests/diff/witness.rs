//! A program that uses everything that a generated crate shows: it compiles against another crate only if all of it
//! is there, and has the same types.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use prose_codegen::emit::File;
use quote::ToTokens;
use syn::{FnArg, ImplItem, Item, ReturnType, Type, Visibility};

/// The program, as a module beside `generated`.
pub(crate) fn of(files: &[File]) -> String {
    let mut text =
        "//! Uses everything.\n#![allow(warnings)]\nfn any<T>() -> T { loop {} }\n".to_owned();
    for (number, file) in files
        .iter()
        .filter(|file| file.path.ends_with(".rs"))
        .enumerate()
    {
        let parsed = syn::parse_file(&file.text);
        let parsed = parsed.unwrap_or_else(|error| unreachable!("{}: {error}", file.path));
        let module = file.path.trim_end_matches(".rs").replace('/', "::");
        let module = module.trim_end_matches("mod").trim_end_matches("::");
        let mut path = "crate::generated".to_owned();
        if !module.is_empty() {
            path = format!("{path}::{module}");
        }
        module_of(&mut text, &format!("m{number}"), &path, &parsed.items);
    }
    text
}

/// Uses the items of a module, and those of the modules within it.
fn module_of(text: &mut String, name: &str, path: &str, items: &[Item]) {
    let mut uses = Uses::default();
    let mut within = Vec::new();
    for item in items.iter().filter(|item| !is_optional(item)) {
        match item {
            Item::Mod(module) if is_public(&module.vis) => match &module.content {
                Some((_, items)) => within.push((module.ident.to_string(), items)),
                None => uses.line(&format!("use {path}::{};", module.ident)),
            },
            Item::Use(used) if is_public(&used.vis) => {
                let tree = used.tree.to_token_stream().to_string();
                let base = path.replace("crate::", "crate :: ");
                uses.line(&format!("use {base}::{tree};"));
                // What is shown at the top is used from there, too.
                for name in names(&used.tree) {
                    uses.line(&format!("use {path}::{name};"));
                }
            }
            Item::Static(it) if is_public(&it.vis) => {
                let ty = it.ty.to_token_stream();
                uses.line(&format!("let _: &{ty} = &{path}::{};", it.ident));
            }
            Item::Const(it) if is_public(&it.vis) => {
                let ty = it.ty.to_token_stream();
                uses.line(&format!("let _: {ty} = {path}::{};", it.ident));
            }
            Item::Enum(it) if is_public(&it.vis) => {
                for variant in &it.variants {
                    let fields: Vec<String> =
                        variant.fields.iter().map(|field| any(&field.ty)).collect();
                    let fields = if fields.is_empty() {
                        String::new()
                    } else {
                        format!("({})", fields.join(", "))
                    };
                    uses.line(&format!(
                        "let _ = {path}::{}::{}{fields};",
                        it.ident, variant.ident
                    ));
                }
            }
            Item::Struct(it) if is_public(&it.vis) => {
                uses.line(&format!("let _: {path}::{};", it.ident));
                let fields = it.fields.iter().filter_map(|field| {
                    let name = field.ident.as_ref().filter(|_| is_public(&field.vis))?;
                    Some(format!("{name}: {}", any(&field.ty)))
                });
                let fields: Vec<String> = fields.collect();
                if !fields.is_empty() {
                    uses.line(&format!(
                        "let _ = {path}::{} {{ {} }};",
                        it.ident,
                        fields.join(", ")
                    ));
                }
            }
            Item::Impl(it) => implemented(&mut uses, it),
            _ => {}
        }
    }
    let written = write!(
        text,
        "mod {name} {{\n use super::any;\n use crate::generated::*;\n use crate::generated::{{api, calls, client, limits, records, tables}};\n use {path}::*;\n fn uses() {{\n{}}}\n{}}}\n",
        uses.lines, uses.functions
    );
    assert!(written.is_ok(), "a text takes all");
    for (inner, items) in within {
        module_of(
            text,
            &format!("{name}_{inner}"),
            &format!("{path}::{inner}"),
            items,
        );
    }
}

/// Statements, and functions where something is generic.
#[derive(Default)]
struct Uses {
    lines: String,
    functions: String,
}

impl Uses {
    fn line(&mut self, line: &str) {
        // Each in a block of its own, so that names do not meet.
        self.lines.push_str(&format!("  {{ {line} }}\n"));
    }
}

fn implemented(uses: &mut Uses, it: &syn::ItemImpl) {
    let ty = it.self_ty.to_token_stream().to_string();
    if let Some((of_trait, _)) = &it.trait_ {
        let of_trait = of_trait.to_token_stream().to_string();
        let bound = match of_trait.replace(' ', "").as_str() {
            "runtime::Call" => {
                let record = it.items.iter().find_map(|item| match item {
                    ImplItem::Type(ty) => Some(ty.ty.to_token_stream().to_string()),
                    _ => None,
                });
                format!("runtime::Call<Record = {}>", record.unwrap_or_default())
            }
            "runtime::Record" | "runtime::Paged" | "runtime::TypedCall" | "Default" => of_trait,
            _ => return,
        };
        uses.line(&format!("fn is<T: {bound}>() {{}} is::<{ty}>();"));
        return;
    }
    for item in &it.items {
        match item {
            ImplItem::Fn(function) if is_public(&function.vis) => called(uses, &ty, function),
            ImplItem::Const(it) if is_public(&it.vis) => {
                let of = it.ty.to_token_stream().to_string().replace("Self", &ty);
                uses.line(&format!("let _: {of} = <{ty}>::{};", it.ident));
            }
            _ => {}
        }
    }
}

/// A function with arguments of every type that it takes.
fn called(uses: &mut Uses, ty: &str, function: &syn::ImplItemFn) {
    let signature = &function.sig;
    let (mut receiver, mut arguments) = (String::new(), Vec::new());
    for input in &signature.inputs {
        match input {
            FnArg::Receiver(it) if it.to_token_stream().to_string().contains('&') => {
                receiver = format!("any::<&{ty}>().")
            }
            FnArg::Receiver(_) => receiver = format!("any::<{ty}>()."),
            FnArg::Typed(it) => arguments.push(taken(&it.ty)),
        }
    }
    // What takes anything of a trait is the same in every crate.
    if arguments.iter().any(Vec::is_empty) {
        return;
    }
    let returns = match &signature.output {
        ReturnType::Type(_, of) => of.to_token_stream().to_string().replace("Self", ty),
        ReturnType::Default => "()".to_owned(),
    };
    let name = &signature.ident;
    let begin = if receiver.is_empty() {
        format!("<{ty}>::")
    } else {
        receiver
    };
    let most = arguments.iter().map(Vec::len).max().unwrap_or(1);
    for which in 0..most {
        let arguments = arguments.iter().map(|all| {
            let argument = all.get(which).or_else(|| all.first());
            argument.cloned().unwrap_or_default()
        });
        let arguments: Vec<String> = arguments.collect();
        let call = format!("{begin}{name}({})", arguments.join(", "));
        match signature.generics.params.first() {
            None => uses.line(&format!("let _: {returns} = {call};")),
            Some(generic) => {
                let generic = generic.to_token_stream().to_string();
                if !generic.contains("FromMoment") && !generic.contains("FromAmount") {
                    return;
                }
                let number = uses.functions.len();
                uses.functions.push_str(&format!(
                    " fn generic{number}<{generic}>() {{ let _: {returns} = {call}; }}\n"
                ));
            }
        }
    }
}

/// Values of every type that may stand for an argument of this one; none if that is not known.
fn taken(ty: &Type) -> Vec<String> {
    let known: BTreeMap<&str, &[&str]> = BTreeMap::from([
        (
            "impl Into<String>",
            &["String", "&'static str", "Box<str>", "char"] as &[&str],
        ),
        (
            "impl Into<runtime::Id>",
            &["runtime::Id", "u64", "&'static str"],
        ),
        (
            "impl Into<runtime::Moment>",
            &["runtime::Moment", "String", "&'static str"],
        ),
        (
            "impl Into<runtime::Amount>",
            &["runtime::Amount", "String", "&'static str", "i64"],
        ),
        ("impl Into<runtime::Json>", &["runtime::Json"]),
        ("impl Into<runtime::KeyName>", &["&'static runtime::Key"]),
        (
            "impl IntoIterator<Item=impl Into<String>>",
            &["Vec<String>", "[&'static str; 1]"],
        ),
        (
            "impl IntoIterator<Item=(impl Into<String>,impl Into<String>)>",
            &["Vec<(String, String)>"],
        ),
    ]);
    let text = ty.to_token_stream().to_string();
    let plain = |text: &str| text.replace(' ', "");
    if let Some((_, types)) = known.iter().find(|(known, _)| plain(known) == plain(&text)) {
        return types.iter().map(|ty| format!("any::<{ty}>()")).collect();
    }
    match ty {
        Type::ImplTrait(_) => {
            // Rows: `impl IntoIterator<Item = tables::pot::Pot>`.
            let item = text
                .split_once("Item =")
                .map(|(_, item)| item.trim_end_matches([' ', '>']));
            let item = item.filter(|item| !item.contains("impl"));
            item.map(|item| vec![format!("any::<Vec<{item}>>()")])
                .unwrap_or_default()
        }
        _ => vec![any(ty)],
    }
}

fn any(ty: &Type) -> String {
    format!("any::<{}>()", ty.to_token_stream())
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Whether it is there with a feature only.
fn is_optional(item: &Item) -> bool {
    let attributes = match item {
        Item::Impl(it) => &it.attrs,
        Item::Use(it) => &it.attrs,
        _ => return false,
    };
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("cfg"))
}

fn names(tree: &syn::UseTree) -> Vec<String> {
    match tree {
        syn::UseTree::Path(path) => names(&path.tree),
        syn::UseTree::Name(name) => vec![name.ident.to_string()],
        syn::UseTree::Group(group) => group.items.iter().flat_map(names).collect(),
        syn::UseTree::Rename(_) | syn::UseTree::Glob(_) => Vec::new(),
    }
}
