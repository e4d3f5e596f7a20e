//! Brackets that are never closed: the reader stumbles over what comes behind them, often lines later.

/// Where the bracket stands that is open at this place, which was opened in an earlier line.
pub(super) fn left_open(text: &str, place: usize) -> Option<usize> {
    let before = text.get(..place)?;
    let line = before.rfind('\n')?;
    open(before).last().copied().filter(|at| *at < line)
}

/// The brackets that are open at the end of a text.
fn open(text: &str) -> Vec<usize> {
    let mut open = Vec::new();
    let mut quote = None;
    let mut is_comment = false;
    // The last sign that is no space, and whether there is space behind it.
    let (mut last, mut is_apart) = ('\n', true);
    for (at, sign) in text.char_indices() {
        let begins = is_apart && (matches!(last, '\n' | ':' | '-' | '[' | '{') || last == ',')
            || matches!(last, '[' | '{');
        match (quote, sign) {
            (_, '\n') if is_comment => is_comment = false,
            _ if is_comment => continue,
            (Some(open), sign) if sign == open => quote = None,
            (Some(_), _) => {}
            (None, '#') if is_apart => {
                is_comment = true;
                continue;
            }
            (None, '"' | '\'') if begins => quote = Some(sign),
            (None, '[' | '{') if begins || !open.is_empty() => open.push(at),
            (None, ']' | '}') => drop(open.pop()),
            _ => {}
        }
        if sign == '\n' {
            (last, is_apart) = ('\n', true);
        } else if sign.is_whitespace() {
            is_apart = true;
        } else {
            (last, is_apart) = (sign, false);
        }
    }
    open
}
