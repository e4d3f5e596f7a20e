//! `cargo xtask explain`: what a diagnostic means.

use prose_codegen::diagnostic::{Code, Example};

use crate::terminal::Terminal;

/// Explains a code; without one, lists them all.
pub(crate) fn explain(code: Option<Code>, terminal: &mut Terminal) {
    let Some(code) = code else {
        for code in Code::ALL {
            terminal.line(format_args!("{}  {}", code.as_str(), code.title()));
        }
        return;
    };
    let (number, title, why) = (code.as_str(), code.title(), code.explanation());
    terminal.line(format_args!("{number}: {title}\n\n{why}"));
    match code.example() {
        Example::Files { wrong, right } => {
            terminal.line(format_args!("\nWrong:\n\n{}", indented(wrong)));
            terminal.line(format_args!("\nRight:\n\n{}", indented(right)));
        }
        Example::None(why) => terminal.line(format_args!("\nNo example:\n\n{}", indented(why))),
    }
}

fn indented(text: &str) -> String {
    let line = |line: &str| match line {
        "" => String::new(),
        line => format!("    {line}"),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
