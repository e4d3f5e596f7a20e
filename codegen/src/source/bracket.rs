//! Brackets that are never closed: the reader stumbles over what comes behind them, often lines later.

/// Where the bracket stands that is open at this place, which was opened in an earlier line.
pub(super) fn left_open(text: &str, place: usize) -> Option<usize> {
    let before = text.get(..place)?;
    let line = before.rfind('\n')?;
    let mut scan = Scan::default();
    let mut at = 0;
    for line in before.split_inclusive('\n') {
        scan.line(line, at);
        at += line.len();
    }
    scan.open.last().copied().filter(|at| *at < line)
}

/// What is open at the end of some lines.
#[derive(Default)]
struct Scan {
    open: Vec<usize>,
    quote: Option<char>,
    /// The indent of the key whose text stands in the lines below it.
    text_of: Option<usize>,
}

impl Scan {
    fn line(&mut self, line: &str, start: usize) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let is_inside = self.quote.is_some() || !self.open.is_empty();
        if !is_inside && let Some(of) = self.text_of {
            if indent > of || line.trim().is_empty() {
                return;
            }
            self.text_of = None;
        }
        // The last sign that is no space, and whether there is space behind it.
        let (mut last, mut is_apart) = (None, true);
        let mut signs = line.char_indices().peekable();
        while let Some((at, sign)) = signs.next() {
            if let Some(quote) = self.quote {
                let is_doubled = quote == '\'' && signs.peek().is_some_and(|(_, it)| *it == quote);
                match sign {
                    '\\' if quote == '"' => drop(signs.next()),
                    '\'' if is_doubled => drop(signs.next()),
                    sign if sign == quote => self.quote = None,
                    _ => {}
                }
                (last, is_apart) = (Some(sign), false);
                continue;
            }
            let begins = matches!(last, Some('[' | '{'))
                || (is_apart && matches!(last, None | Some(':' | '-' | ',')));
            match sign {
                '#' if is_apart => break,
                '"' | '\'' if begins => self.quote = Some(sign),
                '[' | '{' if begins || !self.open.is_empty() => self.open.push(start + at),
                ']' | '}' => drop(self.open.pop()),
                '>' | '|' if begins && self.open.is_empty() && last.is_some() => {
                    self.text_of = Some(indent);
                    return;
                }
                _ => {}
            }
            if sign.is_whitespace() {
                is_apart = true;
            } else {
                (last, is_apart) = (Some(sign), false);
            }
        }
    }
}
