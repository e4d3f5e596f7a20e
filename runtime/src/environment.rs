//! The environment of the process.

/// What an environment variable holds; `None` if it is not set, empty or not Unicode.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
