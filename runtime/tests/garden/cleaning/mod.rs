//! What people type is turned into what a limit takes, where it can be read in one way only.

mod calls;
mod hostile;
mod moments;
mod numbers;
mod shapes;
mod words;

use prose_runtime::{Cleaning, Limit, Rule, Unclear};

use crate::api::limit;

/// Each text becomes the one beside it.
fn assert_cleans(limit: &Limit, texts: &[(&str, &str)]) {
    assert_cleans_with(limit, &Cleaning::new(), texts);
}

fn assert_cleans_with(limit: &Limit, cleaning: &Cleaning, texts: &[(&str, &str)]) {
    for (text, clean) in texts {
        let cleaned = limit.clean_with(text, cleaning);
        assert_eq!(cleaned.as_deref(), Ok(*clean), "{}: {text:?}", limit.name);
    }
}

/// None of these texts can be read, for this reason.
fn assert_unclear(limit: &Limit, why: Unclear, texts: &[&str]) {
    for text in texts {
        assert_eq!(limit.clean(text), Err(why), "{}: {text:?}", limit.name);
    }
}

/// None of these texts can be read.
fn assert_refused(limit: &Limit, texts: &[&str]) {
    for text in texts {
        let breach = limit.check(text).unwrap_err();
        assert_eq!(
            limit.clean(text),
            Err(Unclear::NoReading(breach)),
            "{}: {text:?}",
            limit.name
        );
    }
}

fn shapes(shapes: &'static [&'static str]) -> Limit {
    limit("shapes", Rule::Shape(shapes))
}

fn moments(patterns: &'static [&'static str]) -> Limit {
    limit("moments", Rule::DateTime(patterns))
}
