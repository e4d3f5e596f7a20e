//! What a regular expression cannot count.

use crate::model::{Limit, Rule};

/// What is counted, as the value of an input's `data-limit`.
///
/// Addresses have at most so many bytes, text for a URL is counted as it stands there, and text
/// with lines as it is sent.
pub(in super::super) fn counted(limit: &Limit, has_lines: bool) -> Option<String> {
    match &limit.rule {
        Rule::Email => Some("email".to_owned()),
        Rule::Escaped { max } => Some(format!("escaped {max}")),
        Rule::Text {
            max: Some(max),
            cut: false,
        } if has_lines => Some(format!("lines {max}")),
        // Of several that count, no form is made.
        Rule::AllOf(limits) => limits.iter().find_map(|limit| counted(limit, has_lines)),
        Rule::ListOf(item) => counted(item, false).map(|counted| format!("each {counted}")),
        _ => None,
    }
}

/// Tells whether a text is short enough. `counted` are all `data-limit`s of the form.
pub(super) fn emit(counted: &[String]) -> String {
    if counted.is_empty() {
        return "  const isShort = () => true;\n".to_owned();
    }
    let has = |kind: &str| {
        counted
            .iter()
            .any(|words| words.split(' ').any(|word| word == kind))
    };
    let mut script = String::new();
    if has("email") || has("escaped") {
        script.push_str(BYTES);
    }
    script.push_str("  const within = {\n");
    for (kind, part) in [("email", EMAIL), ("escaped", ESCAPED), ("lines", LINES)] {
        if has(kind) {
            script.push_str(part);
        }
    }
    script.push_str("  };\n");
    script.push_str(COUNT);
    script
}

const BYTES: &str = r#"  const bytes = (text) => new TextEncoder().encode(text).length;
"#;

const EMAIL: &str = r#"    email: (text) => {
      const [local, domain = ""] = text.split("@");
      return bytes(text) <= 254 && bytes(local) <= 64 &&
        domain.split(".").every((label) => bytes(label) <= 63);
    },
"#;

/// Every byte but letters, digits and four signs becomes three characters.
const ESCAPED: &str = r#"    escaped: (text, max) => 3 * bytes(text) - 2 * (text.match(/[\w.~\-]/g) ?? []).length <= max,
"#;

/// Ends of lines are sent as two characters.
const LINES: &str = r#"    lines: (text, max) => [...text.replace(/\r\n|\r|\n/g, "\r\n")].length <= max,
"#;

const COUNT: &str = r#"  // These are counted here, and more exactly.
  all("[data-limit]").forEach((field) => field.removeAttribute("maxlength"));
  const isShort = (field, text) => {
    const words = (field.dataset.limit ?? "").split(" ");
    if (words[0] === "") return true;
    const isList = words[0] === "each";
    const [kind, max] = isList ? words.slice(1) : words;
    const texts = isList ? text.split(",") : [text];
    return texts.every((text) => within[kind](text, Number(max)));
  };
"#;
