//! The version of a crate, and the one that follows.

use std::fs;
use std::path::Path;

use prose_codegen::diff::Semver;

/// The version of the crate in this folder, which may be the workspace's. None where there is no such crate.
pub(super) fn of(root: &Path, folder: &str) -> Option<String> {
    let manifest = fs::read_to_string(root.join(folder).join("Cargo.toml")).ok()?;
    match value(&manifest, "[package]", "version")? {
        version if version.starts_with(|sign: char| sign.is_ascii_digit()) => Some(version),
        _ => {
            let workspace = fs::read_to_string(root.join("Cargo.toml")).ok()?;
            value(&workspace, "[workspace.package]", "version")
        }
    }
}

/// What a line of a table says: `KEY = "…"`, or anything for `KEY.workspace = true`.
fn value(manifest: &str, table: &str, key: &str) -> Option<String> {
    let lines = manifest.lines().map(str::trim);
    let mut within = lines
        .skip_while(|line| *line != table)
        .skip(1)
        .take_while(|line| !line.starts_with('['));
    let line = within.find(|line| {
        let rest = line.strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with(['=', '.']))
    })?;
    let (_, value) = line.split_once('=')?;
    Some(value.trim().trim_matches('"').to_owned())
}

/// The next version, as Cargo reads versions: below 1.0 the second number is for what breaks, and below 0.1 the
/// third.
pub(super) fn next(now: &str, change: Option<Semver>) -> Option<String> {
    let numbers: Vec<u64> = now
        .split('.')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [major, minor, patch] = numbers.try_into().ok()?;
    let (major, minor, patch) = match (change, major, minor) {
        (None, ..) => (major, minor, patch),
        (Some(Semver::Major), 1.., _) => (major.checked_add(1)?, 0, 0),
        (Some(Semver::Major), 0, 1..) | (Some(Semver::Minor), 1.., _) => {
            (major, minor.checked_add(1)?, 0)
        }
        _ => (major, minor, patch.checked_add(1)?),
    };
    Some(format!("{major}.{minor}.{patch}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_follow_as_cargo_reads_them() {
        let cases = [
            ("1.2.3", Semver::Major, "2.0.0"),
            ("1.2.3", Semver::Minor, "1.3.0"),
            ("1.2.3", Semver::Patch, "1.2.4"),
            ("0.1.3", Semver::Major, "0.2.0"),
            ("0.1.3", Semver::Minor, "0.1.4"),
            ("0.0.3", Semver::Major, "0.0.4"),
        ];
        for (now, change, then) in cases {
            assert_eq!(next(now, Some(change)).as_deref(), Some(then), "{now}");
        }
        assert_eq!(next("0.1.0", None).as_deref(), Some("0.1.0"));
        assert_eq!(next("0.1", Some(Semver::Major)), None);
        assert_eq!(next("0.1.0-alpha", Some(Semver::Major)), None);
    }
}
