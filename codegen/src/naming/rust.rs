//! Names in Rust, from names on the wire and names of other things.
//!
//! Words are cut at every sign that is no letter or digit and wherever a capital begins a word
//! (`firstName`, `OnSuccessURL`, `Action Steps`). Names that Rust, its prelude or the generated code
//! itself needs get an underscore at their end.

/// A name for a field, method or function: `first_name`. Empty if `name` holds no ASCII letter or digit.
pub fn snake(name: &str) -> String {
    let name = with_letter_first(words(name).join("_"));
    if is_reserved(&name) { name + "_" } else { name }
}

/// A name for a type or variant: `FirstName`. Empty if `name` holds no ASCII letter or digit.
pub fn pascal(name: &str) -> String {
    let name: String = words(name).iter().map(|word| capitalised(word)).collect();
    let name = if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("N{name}")
    } else {
        name
    };
    if PRELUDE.contains(&name.as_str()) {
        name + "_"
    } else {
        name
    }
}

/// A name for a static: `FIRST_NAME`.
pub fn screaming(name: &str) -> String {
    with_letter_first(words(name).join("_")).to_ascii_uppercase()
}

/// What Rust calls the library of the crate in this folder.
pub fn library(folder: &str) -> String {
    folder.replace('-', "_")
}

/// What the generated client has besides the functions of calls, as far as it is not reserved anyway.
const CLIENT_METHODS: &[&str] = &["account", "bulk", "from_env", "runtime", "with_config"];

/// A name for the function of a call: a name for a method that is none of the client's own.
pub fn function(name: &str) -> String {
    let name = snake(name);
    if CLIENT_METHODS.contains(&name.as_str()) {
        name + "_"
    } else {
        name
    }
}

/// A name for the function of a credential: a name for a method that is none of `Credentials`' own.
pub fn credential(name: &str) -> String {
    match snake(name).as_str() {
        "none" => "none_".to_owned(),
        name => name.to_owned(),
    }
}

/// Name of the static with the keys of a table's row.
pub fn rows_static(table: &str) -> String {
    format!("{}_TABLE", screaming(table))
}

/// Name of the static with a value of a variable.
pub fn variable_value(variable: &str, value: &str) -> String {
    format!("{}_{}", screaming(variable), screaming(value))
}

/// Name of the accessor of a field that gives the text of a record written as JSON inside it.
pub fn text_accessor(field: &str) -> String {
    format!("{}_text", field.trim_end_matches('_'))
}

/// Name of the accessor of a field that gives a day, a time or a decimal number in a type of the caller's choice.
pub fn typed_accessor(field: &str) -> String {
    format!("{}_as", field.trim_end_matches('_'))
}

/// Name of the module with the own keys of the call that has this function.
pub fn own_module(function: &str) -> String {
    format!("{}_keys", function.trim_end_matches('_'))
}

/// More required keys than this, and a constructor takes a struct with named fields instead.
pub const MOST_ARGUMENTS: usize = 5;

/// Name of the struct that holds what a type requires.
pub fn required_struct(rust: &str) -> String {
    format!("{rust}Required")
}

/// Whether a name given in a spec can stand in Rust as it is.
pub fn is_rust_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// Names that the prelude brings in, which a type or variant would hide; `Self`; and `New`, whose `new`
/// would be a constructor named like its type.
const PRELUDE: [&str; 45] = [
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    "Future",
    "AsyncFn",
    "New",
];

/// Keywords of every edition.
const KEYWORDS: [&str; 53] = [
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "union",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "macro_rules",
];

/// Methods and modules of the generated code itself, and methods that read like operators.
const TAKEN: [&str; 54] = [
    "new",
    "with",
    "custom",
    "as_is",
    "answer_headers",
    "clear",
    "replace_credentials",
    "params",
    "into_params",
    "from_params",
    "from_pairs",
    "fill",
    "from_serialize",
    "fill_serialize",
    "unmatched",
    "unmatched_as_custom",
    "maybe",
    "set",
    "get",
    "get_text",
    "without",
    "without_broken",
    "with_values_of",
    "changes",
    "changes_serialize",
    "clean",
    "clean_with",
    "row",
    "from_row",
    "from_json",
    "misfits",
    "parse",
    "by_rust_names",
    "serialize",
    "clone",
    "fmt",
    "send",
    "with_config",
    "from_env",
    "as_str",
    "from_wire",
    "runtime",
    "from",
    "into",
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "div",
    "mul",
    "rem",
    "shl",
    "shr",
    "sub",
];

fn is_reserved(name: &str) -> bool {
    KEYWORDS.contains(&name) || TAKEN.contains(&name)
}

fn with_letter_first(name: String) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("n{name}")
    } else {
        name
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase())
        .into_iter()
        .chain(letters)
        .collect()
}

/// The words of a name, in small letters.
fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        let is_part = letter.is_ascii_alphanumeric();
        let before = at.checked_sub(1).map(|at| letters[at]);
        let begins = letter.is_ascii_uppercase()
            && (before
                .is_some_and(|before| before.is_ascii_lowercase() || before.is_ascii_digit())
                || before.is_some_and(|before| before.is_ascii_uppercase())
                    && letters.get(at + 1).is_some_and(char::is_ascii_lowercase));
        if (!is_part || begins) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if is_part {
            word.push(letter.to_ascii_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_names_become_snake_case() {
        for (wire, rust) in [
            ("firstName", "first_name"),
            ("client_id", "client_id"),
            ("OnSuccessURL", "on_success_url"),
            ("proposalModifiedFromDate", "proposal_modified_from_date"),
            ("Action Steps", "action_steps"),
            ("Product_type1", "product_type1"),
            ("XMLHttpRequest", "xml_http_request"),
            ("2fa", "n2fa"),
            ("__row_id", "row_id"),
            ("a.b[c]", "a_b_c"),
            ("日本", ""),
        ] {
            assert_eq!(snake(wire), rust, "{wire}");
        }
    }

    #[test]
    fn wire_names_become_pascal_case() {
        for (wire, rust) in [
            ("create_client", "CreateClient"),
            ("email out", "EmailOut"),
            ("2fa", "N2fa"),
            ("self", "Self_"),
            ("option", "Option_"),
        ] {
            assert_eq!(pascal(wire), rust, "{wire}");
        }
    }

    #[test]
    fn functions_of_calls_keep_clear_of_the_clients_own() {
        for method in CLIENT_METHODS {
            assert_eq!(function(method), format!("{method}_"));
        }
        assert_eq!(function("send"), "send_");
        assert_eq!(function("read_account"), "read_account");
        assert_eq!(snake("account"), "account");
    }

    #[test]
    fn functions_of_credentials_keep_clear_of_their_own() {
        assert_eq!(credential("none"), "none_");
        assert_eq!(credential("new"), "new_");
        assert_eq!(credential("access_token"), "access_token");
        assert_eq!(snake("none"), "none");
    }

    #[test]
    fn every_keyword_gets_an_underscore() {
        for keyword in KEYWORDS {
            assert_eq!(snake(keyword), format!("{keyword}_"));
        }
    }

    #[test]
    fn every_name_of_the_prelude_gets_an_underscore() {
        for name in PRELUDE {
            assert_eq!(pascal(name), format!("{name}_"));
        }
    }

    #[test]
    fn every_name_that_the_generated_code_uses_gets_an_underscore() {
        for name in TAKEN {
            assert_eq!(snake(name), format!("{name}_"));
        }
    }
}
