//! From wire names to Rust names: all the rules are here.
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

/// Whether a name given in a spec can stand in Rust as it is.
pub fn is_rust_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// What Windows keeps for devices: no file or folder there can be called so, whatever its capitals and
/// whatever comes after a full stop.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// More of them, when one digit from 1 to 9 follows.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Longest name of a file, without the ending that the generator gives it. Systems take up to 255 bytes,
/// and some of them little more for all of a path.
const LONGEST_FILE_NAME: usize = 100;

/// Whether Windows keeps a name for a device: `con`, `Aux.yaml`, `com1`.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.to_ascii_lowercase();
    let is_numbered = || {
        let number = NUMBERED_DEVICES
            .iter()
            .find_map(|device| stem.strip_prefix(device));
        number.is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
    };
    DEVICES.contains(&stem.as_str()) || is_numbered()
}

/// Why some systems have no file or folder of a name, as advice: for names of letters, digits and signs
/// that all of them have.
pub fn unfit_for_files(name: &str) -> Option<String> {
    if name.len() > LONGEST_FILE_NAME {
        return Some(format!(
            "use {LONGEST_FILE_NAME} characters at most: not every system has files with longer names"
        ));
    }
    is_device(name).then(|| "Windows keeps it for a device: choose another name".to_owned())
}

/// Whether a name can be a file name and a module name everywhere.
pub fn is_plain_name(name: &str) -> bool {
    is_plain(name) && unfit_for_files(name).is_none() && unfit_for_files(&snake(name)).is_none()
}

/// Whether a name is of small letters, digits, `_` and `-`, with a letter first.
pub fn is_plain(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|letter| {
            letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_-".contains(letter)
        })
}

/// Whether a file or folder of a spec can be called so everywhere.
pub fn is_file_name(name: &str) -> bool {
    is_spelled_for_files(name) && unfit_for_files(name).is_none()
}

/// Whether all signs of a name can stand in that of a file everywhere.
pub fn is_spelled_for_files(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "_-.".contains(letter))
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
const TAKEN: [&str; 30] = [
    "new",
    "with",
    "custom",
    "as_is",
    "clear",
    "replace_credentials",
    "params",
    "into_params",
    "row",
    "from_row",
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
    fn names_of_devices_and_long_names_are_no_names_of_files() {
        for name in ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9"] {
            assert!(!is_plain_name(name), "{name}");
            for file in [
                name.to_owned(),
                name.to_uppercase(),
                format!("{name}.yaml"),
                format!("{name}.old.yaml"),
            ] {
                assert!(is_device(&file), "{file}");
                assert!(!is_file_name(&file), "{file}");
            }
        }
        // Their modules would be `con` and `aux`.
        assert!(!is_plain_name("con-") && !is_plain_name("aux_"));
        for name in [
            "cons", "com", "com0", "com10", "lpt", "null", "a-con", "con-a",
        ] {
            assert!(is_plain_name(name), "{name}");
            assert!(is_file_name(&format!("{name}.yaml")), "{name}");
        }
        assert!(is_plain_name(&"o".repeat(100)) && is_file_name(&"o".repeat(100)));
        assert!(!is_plain_name(&"o".repeat(101)) && !is_file_name(&"o".repeat(101)));
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
