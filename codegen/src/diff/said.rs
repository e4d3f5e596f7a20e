//! A value of the model as a line of a report says it: read from what `Debug` writes, without Rust's signs.

/// Longer texts are shown where they differ.
const LONGEST: usize = 160;
/// So much is shown of what stands around it.
const AROUND: usize = 30;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// It is not there, or blank.
    Nothing,
    /// A name, a number, or a text in quotes.
    Word(String),
    List(Vec<Said>),
    /// A name and what it holds. Parts of a tuple have blank names.
    Named(String, Vec<(String, Said)>),
}

impl Said {
    pub(super) fn of<T: std::fmt::Debug + ?Sized>(value: &T) -> Self {
        let text = format!("{value:?}");
        let mut reader = Reader { rest: &text };
        let read = reader.value().filter(|_| reader.rest.is_empty());
        read.unwrap_or(Self::Word(text))
    }

    /// In words; blank for nothing.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Word(word) => word.clone(),
            Self::List(items) => items
                .iter()
                .map(Self::or_nothing)
                .collect::<Vec<_>>()
                .join(", "),
            Self::Named(name, parts) => {
                let said = parts.iter().filter(|(_, part)| *part != Self::Nothing);
                let said = said.map(|(name, part)| match part {
                    Self::Word(word) if word == "yes" && !name.is_empty() => name.clone(),
                    part => format!("{name} {}", part.words()).trim_start().to_owned(),
                });
                let said = said.collect::<Vec<_>>().join(", ");
                let is_tuple = parts.iter().all(|(name, _)| name.is_empty());
                match (name.is_empty(), said.is_empty()) {
                    (_, true) => name.clone(),
                    (true, _) => said,
                    (false, _) if is_tuple => format!("{name} {said}"),
                    (false, _) => format!("{name} ({said})"),
                }
            }
        }
    }

    fn or_nothing(&self) -> String {
        match self.words() {
            words if words.is_empty() => "nothing".to_owned(),
            words => words,
        }
    }

    fn says_parts(&self) -> bool {
        match self {
            Self::Named(_, parts) => parts.iter().any(|(_, part)| *part != Self::Nothing),
            _ => false,
        }
    }

    /// What one of two says that the other does not.
    fn without(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Named(name, parts), Self::Named(other_name, others))
                if name == other_name && parts.len() == others.len() =>
            {
                let differ = parts.iter().zip(others).filter(|(one, other)| one != other);
                let differ =
                    differ.map(|((name, one), (_, other))| (name.clone(), one.without(other)));
                Self::Named(name.clone(), differ.collect())
            }
            _ => self.clone(),
        }
    }
}

/// Two values that differ, each in words; blank for nothing. Of two that hold the same parts, only those that differ.
pub(super) fn both<T: std::fmt::Debug + ?Sized>(old: &T, new: &T) -> (String, String) {
    let (mut was, mut is) = (Said::of(old), Said::of(new));
    let (only_was, only_is) = (was.without(&is), is.without(&was));
    if only_was.says_parts() && only_is.says_parts() {
        (was, is) = (only_was, only_is);
    }
    match (was.words(), is.words()) {
        // What is left out tells them apart.
        (was, is) if was == is => apart(&format!("{old:?}"), &format!("{new:?}")),
        (was, is) => apart(&was, &is),
    }
}

/// Two texts, without what both have, if they are long.
pub(super) fn apart(was: &str, is: &str) -> (String, String) {
    let (one, other): (Vec<char>, Vec<char>) = (was.chars().collect(), is.chars().collect());
    let shorter = one.len().min(other.len());
    if one.len().max(other.len()) <= LONGEST || shorter == 0 {
        return (was.to_owned(), is.to_owned());
    }
    let alike = |(one, other): &(&char, &char)| one == other;
    let before = one.iter().zip(&other).take_while(alike).count();
    let behind = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(alike)
        .count();
    let behind = behind.min(shorter - before);
    let part = |text: &[char]| {
        let (from, to) = (
            before.saturating_sub(AROUND),
            text.len() - behind.saturating_sub(AROUND),
        );
        let middle: String = text.iter().take(to).skip(from).collect();
        let (open, close) = (
            if from > 0 { "…" } else { "" },
            if to < text.len() { "…" } else { "" },
        );
        format!("{open}{middle}{close}")
    };
    (part(&one), part(&other))
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    /// None if it is written as nothing here is.
    fn value(&mut self) -> Option<Said> {
        self.rest = self.rest.trim_start();
        Some(match self.rest.chars().next()? {
            sign @ ('"' | '\'') => match self.quoted(sign)? {
                quoted if quoted.len() == 2 => Said::Nothing,
                quoted => Said::Word(quoted),
            },
            '[' => match self.parts(']')? {
                parts if parts.is_empty() => Said::Nothing,
                parts => Said::List(parts.into_iter().map(|(_, part)| part).collect()),
            },
            '(' => Said::Named(String::new(), self.parts(')')?),
            '{' => Said::Named(String::new(), self.parts('}')?),
            _ => {
                let name = self.word()?;
                if self.rest.starts_with('(') {
                    let mut parts = self.parts(')')?;
                    match parts.pop() {
                        Some((_, part)) if name == "Some" && parts.is_empty() => return Some(part),
                        last => parts.extend(last),
                    }
                    Said::Named(spaced(&name), parts)
                } else if self.rest.starts_with(" {") {
                    self.rest = self.rest.trim_start();
                    Said::Named(spaced(&name), self.parts('}')?)
                } else {
                    match name.as_str() {
                        "None" | "false" => Said::Nothing,
                        "true" => Said::Word("yes".to_owned()),
                        name => Said::Word(spaced(name)),
                    }
                }
            }
        })
    }

    /// What stands between a bracket and the one that closes it.
    fn parts(&mut self, close: char) -> Option<Vec<(String, Said)>> {
        self.rest = self.rest.get(1..)?;
        let mut parts = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if let Some(rest) = self.rest.strip_prefix(close) {
                self.rest = rest;
                return Some(parts);
            }
            let mut part = (String::new(), self.value()?);
            if let Some(rest) = self.rest.strip_prefix(": ") {
                self.rest = rest;
                part = (part.1.words(), self.value()?);
            }
            parts.push(part);
            self.rest = self.rest.strip_prefix(',').unwrap_or(self.rest);
        }
    }

    fn quoted(&mut self, sign: char) -> Option<String> {
        let mut is_escaped = false;
        for (place, next) in self.rest.char_indices().skip(1) {
            if next == sign && !is_escaped {
                let (quoted, rest) = self.rest.split_at(place + 1);
                self.rest = rest;
                return Some(quoted.to_owned());
            }
            is_escaped = next == '\\' && !is_escaped;
        }
        None
    }

    fn word(&mut self) -> Option<String> {
        let is_word = |sign: char| sign.is_alphanumeric() || "_.-+=".contains(sign);
        let end = self
            .rest
            .find(|sign| !is_word(sign))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!word.is_empty()).then(|| word.to_owned())
    }
}

/// `ByPage` and `by_page` are by page; what has no small letter stays.
fn spaced(name: &str) -> String {
    if !name.contains(char::is_lowercase) {
        return name.to_owned();
    }
    let mut spaced = String::new();
    for sign in name.chars() {
        if sign.is_uppercase() && spaced.ends_with(|before: char| before.is_alphanumeric()) {
            spaced.push(' ');
        }
        match sign {
            '_' => spaced.push(' '),
            sign => spaced.extend(sign.to_lowercase()),
        }
    }
    spaced
}
