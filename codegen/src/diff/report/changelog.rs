//! An entry for a changelog, by who is concerned.

use super::markdown::escaped;
use super::{Report, data, subject, words};
use crate::diff::{Change, Semver, Thing, Wire};

/// What is done to one thing more often is counted.
const MANY: usize = 8;

/// Who is concerned, the most first. Each change is told once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Concerned {
    Callers,
    Data,
    Running,
    Forms,
    New,
    Others,
}

impl Concerned {
    const ALL: [Self; 6] = [
        Self::Callers,
        Self::Data,
        Self::Running,
        Self::Forms,
        Self::New,
        Self::Others,
    ];

    fn by(change: &Change) -> Self {
        let verdict = &change.verdict;
        match change.thing {
            _ if verdict.rust == Semver::Major => Self::Callers,
            _ if verdict.refuses_values => Self::Data,
            Thing::Form => Self::Forms,
            _ if verdict.rust == Semver::Minor => Self::New,
            _ if verdict.wire > Wire::Fine => Self::Running,
            _ => Self::Others,
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Callers => "Who calls it must look at their code",
            Self::Data => "Whose values are refused now",
            Self::Running => "What is sent or read otherwise",
            Self::Forms => "Forms on web sites",
            Self::New => "New",
            Self::Others => "In the documentation and the sandbox",
        }
    }
}

pub(super) fn written(report: &Report) -> String {
    let mut text = String::new();
    for api in &report.apis {
        text.push_str(&format!("- **{}**:\n", escaped(&api.title)));
        for concerned in Concerned::ALL {
            let sorted = api.sorted();
            let mut told: Vec<&&Change> = sorted
                .iter()
                .filter(|change| Concerned::by(change) == concerned)
                .collect();
            if told.is_empty() {
                continue;
            }
            text.push_str(&format!("  - {}:\n", concerned.heading()));
            // What only says the same otherwise is counted.
            let count = told.len();
            if concerned == Concerned::Others {
                told.retain(|change| {
                    !matches!(change.thing, Thing::Words | Thing::Order | Thing::History)
                });
            }
            // What was done to many things alike is told once.
            let mut lines: Vec<(String, String, Vec<String>)> = Vec::new();
            for change in &told {
                let done = format!("{} {}", change.thing.as_str(), change.action.as_str());
                let words = match words(change).trim_end_matches('.') {
                    "" => String::new(),
                    words => format!(" ({})", escaped(words)),
                };
                let data = data(change).map(|data| format!("; {}", escaped(&data)));
                let says = format!("{words}{}", data.unwrap_or_default());
                let subject = escaped(&subject(change));
                match lines
                    .iter_mut()
                    .find(|line| line.0 == done && line.1 == says)
                {
                    Some((_, _, subjects)) => subjects.push(subject),
                    None => lines.push((done, says, vec![subject])),
                }
            }
            // And what was done to one thing many times is counted.
            let mut many: Vec<(String, Vec<String>)> = Vec::new();
            for (done, says, subjects) in lines {
                let head = format!("{done}: {}", subjects.join(", "));
                match many.iter_mut().find(|(known, _)| *known == head) {
                    Some((_, all)) => all.push(says),
                    None => many.push((head, vec![says])),
                }
            }
            for (head, all) in many {
                match all.len() {
                    0..=MANY => {
                        for says in all {
                            text.push_str(&format!("    - {head}{says}.\n"));
                        }
                    }
                    count => text.push_str(&format!("    - {head}: {count} of them.\n")),
                }
            }
            match count - told.len() {
                0 => {}
                1 => text.push_str("    - 1 change of words, order or history.\n"),
                more => text.push_str(&format!(
                    "    - {more} changes of words, order or history.\n"
                )),
            }
        }
    }
    text
}
