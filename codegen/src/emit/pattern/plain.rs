//! The same expressions for readers that know less than browsers do.

/// White space, as Unicode has it, inside of brackets.
const WHITE_SPACE: &str = r"\x09-\x0d \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
/// Control characters, likewise.
const CONTROLS: &str = r"\x00-\x1f\x7f-\x9f";

/// An expression that Python, Rust and JavaScript read alike, without and with its flag `u`.
pub(crate) struct Plain {
    /// The expression.
    pub(crate) expression: String,
    /// Whether it matches more than the one that it was made of. It never matches less.
    pub(crate) is_wider: bool,
}

/// Without what only some readers know: classes by the names of Unicode, digits of other scripts, and looking
/// ahead, which Rust's expressions do not do. Where letters may stand, so may every sign beyond ASCII.
pub(crate) fn plain(expression: &str) -> Plain {
    let mut plain = Plain {
        expression: String::with_capacity(expression.len()),
        is_wider: false,
    };
    let mut rest = expression;
    let mut in_brackets = false;
    while !rest.is_empty() {
        if let Some(known) = REPLACED.iter().find(|known| rest.starts_with(known.from)) {
            plain.expression.push_str(known.to);
            plain.is_wider |= known.is_wider;
            rest = rest.get(known.from.len()..).unwrap_or_default();
            continue;
        }
        if !in_brackets && (rest.starts_with("(?=") || rest.starts_with("(?!")) {
            plain.is_wider = true;
            rest = behind_group(rest);
            continue;
        }
        let (sign, behind) = first(rest);
        match sign {
            r"\d" if in_brackets => plain.expression.push_str("0-9"),
            r"\d" => plain.expression.push_str("[0-9]"),
            r"\/" => plain.expression.push('/'),
            sign => plain.expression.push_str(sign),
        }
        match sign {
            "[" => in_brackets = true,
            "]" => in_brackets = false,
            _ => {}
        }
        rest = behind;
    }
    plain
}

/// What stands behind the group that an expression begins with.
fn behind_group(expression: &str) -> &str {
    let (mut rest, mut depth, mut in_brackets) = (expression, 0_u32, false);
    while !rest.is_empty() {
        let (sign, behind) = first(rest);
        match sign {
            "[" => in_brackets = true,
            "]" => in_brackets = false,
            "(" if !in_brackets => depth += 1,
            ")" if !in_brackets => depth = depth.saturating_sub(1),
            _ => {}
        }
        rest = behind;
        if depth == 0 {
            break;
        }
    }
    rest
}

/// The first sign of an expression, with the backslash before it.
fn first(expression: &str) -> (&str, &str) {
    let mut signs = expression.chars();
    let mut length = signs.next().map_or(0, char::len_utf8);
    if expression.starts_with('\\') {
        length += signs.next().map_or(0, char::len_utf8);
    }
    expression
        .split_at_checked(length)
        .unwrap_or((expression, ""))
}

/// A piece of an expression, and what stands for it.
struct Replaced {
    from: &'static str,
    to: &'static str,
    is_wider: bool,
}

const REPLACED: [Replaced; 6] = [
    Replaced {
        from: r"(?!0000)\d{4}",
        to: "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)",
        is_wider: false,
    },
    // The years that can be divided by four, without the first.
    Replaced {
        from: r"(?!0000)(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)",
        to: "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)",
        is_wider: false,
    },
    Replaced {
        from: r"[\p{Alphabetic}\p{N}]",
        to: r"[^\x00-/:-@\[-`\{-\x7f]",
        is_wider: true,
    },
    Replaced {
        from: r"[\p{Alphabetic}\p{N}\-]",
        to: r"[^\x00-,./:-@\[-`\{-\x7f]",
        is_wider: true,
    },
    Replaced {
        from: r"\p{White_Space}",
        to: WHITE_SPACE,
        is_wider: false,
    },
    Replaced {
        from: r"\p{Cc}",
        to: CONTROLS,
        is_wider: false,
    },
];
