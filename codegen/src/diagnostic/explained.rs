//! What a code means, at length: a file for each in `explained/`, with its title, the reason, and a
//! spec that is wrong beside one that is right.

use super::Code;

/// What shows the meaning of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// Files of a spec, each below a comment with its path: wrong ones, and the same when they are right.
    Files {
        /// What has the mistake.
        wrong: &'static str,
        /// The same without it.
        right: &'static str,
    },
    /// Nothing that could be shown: why, and what to do instead.
    None(&'static str),
}

impl Code {
    /// The kind of thing, in a few words.
    pub fn title(self) -> &'static str {
        let first = self.explained().lines().next();
        first.unwrap_or_default().trim_start_matches("# ")
    }

    /// The long form: what it means, and how to mend it.
    pub fn explanation(self) -> &'static str {
        let before = self.explained().split("\n## ").next();
        let after_title = before.and_then(|text| text.split_once('\n'));
        after_title.map_or("", |(_, text)| text.trim())
    }

    /// What is wrong, and what is right.
    pub fn example(self) -> Example {
        match self.section("No example") {
            Some(why) => Example::None(why),
            None => Example::Files {
                wrong: self.section("Wrong").map_or("", fenced),
                right: self.section("Right").map_or("", fenced),
            },
        }
    }

    /// What stands below a heading.
    fn section(self, heading: &str) -> Option<&'static str> {
        let mut sections = self.explained().split("\n## ").skip(1);
        sections.find_map(|section| {
            let (title, text) = section.split_once('\n')?;
            (title.trim_end() == heading).then(|| text.trim())
        })
    }
}

/// The lines between two fences.
fn fenced(section: &'static str) -> &'static str {
    let inner = section.strip_prefix("```yaml").unwrap_or(section);
    inner.strip_suffix("```").unwrap_or(inner).trim()
}
