//! A spec to which something was done.

use std::fmt;

use prose_codegen::source::Sources;

use super::chance::Chance;

/// What scalars are changed to.
const SCALARS: &[&str] = &[
    "",
    "~",
    "null",
    "-1",
    "0",
    "1",
    "4294967295",
    "4294967296",
    "-9223372036854775808",
    "9223372036854775807",
    "18446744073709551616",
    "1.10",
    "1e9",
    ".inf",
    "yes",
    "true",
    "[]",
    "{}",
    "[[]]",
    "{ a: b }",
    "\"\"",
    "' '",
    "text",
    "id",
    "json",
    "{ text: { max: 0 } }",
    "{ list_of: text }",
    "{ array_of: plant }",
    "{ one_of: [a, A, b] }",
    "{ integer: { min: 0 } }",
    "../../evil",
    "self",
    "Self",
    "r#type",
    "日本",
    "\"\\u202e\"",
    "\"\\0\"",
    "\"a\\nb\"",
    "\"~~~rust\"",
    "'`<img src=x>`'",
];

/// What is put anywhere.
const SPLICES: &[&str] = &[
    "\u{0}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{9b}",
    "\u{202e}",
    "\u{200b}",
    "\u{2028}",
    "\u{feff}",
    "\r",
    "\t",
    "\n",
    "\n\n",
    ": ",
    ", ",
    "#",
    " # ",
    "- ",
    "&a ",
    "*a",
    "<<: ",
    "!!str ",
    "|\n",
    "'",
    "\"",
    "{",
    "]",
];

/// Sixty times the largest file of a real spec.
const LARGEST_FILE: usize = 1_000_000;

/// One of the specs, and what was done to it.
pub(crate) struct Mutant {
    files: Vec<(String, String)>,
    done: Vec<String>,
}

impl Mutant {
    pub(crate) fn of(number: u64, specs: &[Sources]) -> Self {
        let mut chance = Chance::of(number);
        let spec = chance.one(specs);
        let files = spec.files().iter();
        let files: Vec<(String, String)> = files
            .map(|file| (file.path.clone(), file.text.clone()))
            .collect();
        let name = files.first().map_or("", |(path, _)| path.as_str());
        let mut mutant = Self {
            done: vec![format!("the spec of {name}")],
            files,
        };
        // Most with one change, so that many are accepted.
        for _ in 0..*chance.one(&[1, 1, 1, 1, 1, 1, 2, 2, 3, 8]) {
            mutant.change(&mut chance, specs);
        }
        mutant
    }

    pub(crate) fn sources(&self) -> Sources {
        let mut sources = Sources::new();
        for (path, text) in &self.files {
            sources.add(path, text);
        }
        sources
    }

    fn change(&mut self, chance: &mut Chance, specs: &[Sources]) {
        let which = chance.below(self.files.len());
        let kind = chance.below(16);
        if kind == 0 {
            return self.change_files(which, chance, specs);
        }
        let Some((path, text)) = self.files.get_mut(which) else {
            return;
        };
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        if lines.is_empty() {
            lines.push(String::new());
        }
        let (lines, done) = match kind {
            1..=4 => change_lines(lines, chance),
            5..=12 => change_line(lines, chance),
            _ => splice(text, chance),
        };
        // Time and memory are those of specs, not of files of any size.
        if lines.len() > LARGEST_FILE {
            return;
        }
        *text = lines;
        self.done.push(format!("{path}: {done}"));
    }

    /// A file is missing, there twice, called otherwise, or of another spec.
    fn change_files(&mut self, which: usize, chance: &mut Chance, specs: &[Sources]) {
        let done = match chance.below(4) {
            0 if self.files.len() > 1 => format!("{} is missing", self.files.remove(which).0),
            1 => {
                let other = chance.one(specs).files();
                let other = chance.one(other);
                self.files
                    .push((format!("other/{}", other.path), other.text.clone()));
                format!("{} is there too", other.path)
            }
            2 => {
                let name = format!("odd {}.yaml", *chance.one(SPLICES));
                self.files[which].0.clone_from(&name);
                format!("one is called {name}")
            }
            _ => {
                let (path, text) = self.files[which].clone();
                self.files.push((format!("again/{path}"), text));
                format!("{path} is there twice")
            }
        };
        self.done.push(done);
    }
}

impl fmt::Display for Mutant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2000}", self.done.join("; "))
    }
}

/// Lines are missing, there again, elsewhere, or the last.
fn change_lines(mut lines: Vec<String>, chance: &mut Chance) -> (String, String) {
    let at = chance.below(lines.len());
    let length = (1 + chance.below(5)).min(lines.len() - at);
    let some: Vec<String> = lines[at..at + length].to_vec();
    let done = match chance.below(5) {
        0 => {
            lines.drain(at..at + length);
            "are missing"
        }
        1 => {
            lines.splice(at..at, some);
            "are there twice"
        }
        2 => {
            lines.drain(at..at + length);
            let to = chance.below(lines.len() + 1);
            lines.splice(to..to, some);
            "are elsewhere"
        }
        3 => {
            lines.truncate(at);
            "and all that follow are missing"
        }
        _ => {
            // Not too many: a table of thousands is tried elsewhere.
            let times = *chance.one(&[2, 10, 100]);
            let again: Vec<String> = (0..times)
                .flat_map(|time| {
                    some.iter()
                        .map(move |line| line.replacen(':', &format!("{time}:"), 1))
                })
                .collect();
            lines.splice(at..at, again);
            "are there many times"
        }
    };
    (
        lines.join("\n") + "\n",
        format!("{length} lines from {} on {done}", at + 1),
    )
}

/// A value or a key is another one, a line stands deeper, or has very much in it.
fn change_line(mut lines: Vec<String>, chance: &mut Chance) -> (String, String) {
    let at = chance.below(lines.len());
    let long = *chance.one(&[100, 1_000, 20_000]);
    let other = chance.one(&lines).trim().to_owned();
    if let Some(line) = lines.get_mut(at) {
        *line = match chance.below(9) {
            0 | 1 => {
                let value: &&str = chance.one(SCALARS);
                with_value(line, value)
            }
            2 => with_value(line, other.split(": ").last().unwrap_or_default()),
            3 => with_word(
                line,
                other.split([' ', ':']).next().unwrap_or_default(),
                chance,
            ),
            4 => {
                let word = *chance.one(SCALARS);
                with_word(line, word, chance)
            }
            5 => with_value(line, &"Very long ".repeat(long)),
            6 => with_word(line, &"w".repeat(long), chance),
            7 => with_value(line, &format!("{}{}", "[".repeat(long), "]".repeat(long))),
            _ => format!("  {line}"),
        };
    }
    let line: String = lines
        .get(at)
        .into_iter()
        .flat_map(|line| line.chars().take(100))
        .collect();
    (
        lines.join("\n") + "\n",
        format!("line {} is {line:?}", at + 1),
    )
}

fn with_value(line: &str, value: &str) -> String {
    match line.rsplit_once(": ") {
        Some((key, old)) => {
            // What closes the line stays.
            let end = old.trim_start_matches(|sign| !"}]".contains(sign));
            format!(
                "{key}: {value}{}{end}",
                if end.is_empty() { "" } else { " " }
            )
        }
        None => format!("{line} {value}"),
    }
}

fn with_word(line: &str, word: &str, chance: &mut Chance) -> String {
    let mut words: Vec<&str> = line.split(' ').collect();
    let at = chance.below(words.len());
    let old = words[at];
    let end = old.trim_start_matches(|sign| !":,".contains(sign));
    let new = format!("{word}{end}");
    words[at] = &new;
    words.join(" ")
}

/// Signs are put anywhere, or missing.
fn splice(text: &str, chance: &mut Chance) -> (String, String) {
    let signs: Vec<char> = text.chars().collect();
    let at = chance.below(signs.len());
    let before: String = signs[..at].iter().collect();
    match chance.below(4) {
        0 => {
            let length = 1 + chance.below(20);
            let after = signs.iter().skip(at + length).collect::<String>();
            (
                before + &after,
                format!("{length} signs from {at} on are missing"),
            )
        }
        _ => {
            let splice = *chance.one(SPLICES);
            let after: String = signs[at..].iter().collect();
            (
                format!("{before}{splice}{after}"),
                format!("{splice:?} at {at}"),
            )
        }
    }
}
