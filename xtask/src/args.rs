//! Arguments.

use std::io::IsTerminal;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};
use prose_codegen::diagnostic::Code;
use prose_codegen::diff::report::{FailOn, Format as ReportFormat};
use prose_codegen::render::Format;

use crate::diff::Asked;

pub(crate) const USAGE: &str = "\
cargo xtask generate [--check]   make everything that is generated from spec/
                                 --check: change nothing, list what is out of date, exit 1 if any is
                                 --watch: again whenever a file of spec/ is saved, until Ctrl-C
cargo xtask count                how much of everything the specs hold
cargo xtask diff [OLD [NEW]]     what a change of the spec comes to: on the wire, for code, for values
                                 OLD, NEW: a commit, a folder of specs or of one, or API@REVISION of its document;
                                 HEAD and the working tree, unless they are named
                                 --api NAME: this one only (again for more)
                                 --fail-on LEVEL: exit 1 from major, minor, patch, wire or data on
                                 --approved FILE: changes that are meant, a fingerprint a line
                                 --next-version: only the version that follows, of each crate
cargo xtask explain [CODE]       what a diagnostic means; without a code, all of them
cargo xtask drift API PAGE       what has changed on a saved page of the vendor's; `drift --help` tells more
cargo xtask new-api NAME         make spec/NAME and NAME-generated, a small API to start from

--root DIR        the workspace, if not this one
--format FORMAT   how errors and warnings are written: human, json or ci; for `diff` also markdown or
                  changelog, and its report is written so too
--version         which version this is";

/// What was asked for.
pub(crate) struct Args {
    pub(crate) command: Command,
    pub(crate) root: PathBuf,
    pub(crate) format: Format,
}

pub(crate) enum Command {
    Generate { check: bool },
    Watch,
    Count,
    Diff(Asked),
    Explain(Option<Code>),
    NewApi(String),
    Help,
    Version,
}

/// The format that people read.
fn human() -> Format {
    Format::Human {
        colour: std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
    }
}

/// The format of errors about the arguments themselves, which end where the first is wrong: the last
/// one that is named anywhere among them.
pub(crate) fn format_named() -> Format {
    let mut format = human();
    let mut is_next = false;
    for word in std::env::args_os().skip(1) {
        let word = word.to_string_lossy();
        let named = word.strip_prefix("--format=");
        let named = named.or_else(|| is_next.then_some(&*word));
        if let Some(named) = named.and_then(named_format) {
            format = named;
        }
        is_next = word == "--format";
    }
    format
}

fn named_format(name: &str) -> Option<Format> {
    match name {
        "human" => Some(human()),
        "json" => Some(Format::Json),
        "ci" => Some(Format::Ci),
        _ => None,
    }
}

/// How a report is written. Errors beside one that is no format of theirs are for people.
fn named_report(name: &str) -> Option<ReportFormat> {
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    match name {
        "human" => Some(ReportFormat::Human { colour }),
        "json" => Some(ReportFormat::Json),
        "ci" => Some(ReportFormat::Ci),
        "markdown" => Some(ReportFormat::Markdown),
        "changelog" => Some(ReportFormat::Changelog),
        _ => None,
    }
}

/// What only `diff` takes.
#[derive(Default)]
struct OfDiff {
    apis: Vec<String>,
    fail_on: Option<FailOn>,
    wants_version: bool,
    approved: Option<PathBuf>,
    /// The format, if one is named.
    report: Option<ReportFormat>,
    /// What was named that nothing else takes.
    named: Option<&'static str>,
}

impl OfDiff {
    fn asked(self, old: Option<&&str>, new: Option<&&str>) -> Asked {
        let owned = |side: Option<&&str>| side.map(|side| (*side).to_owned());
        let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Asked {
            sides: (owned(old), owned(new)),
            apis: self.apis,
            fail_on: self.fail_on,
            wants_version: self.wants_version,
            approved: self.approved,
            format: self.report.unwrap_or(ReportFormat::Human { colour }),
        }
    }
}

impl Args {
    pub(crate) fn parse() -> Result<Self, lexopt::Error> {
        let mut words = Vec::new();
        let (mut check, mut watch) = (false, false);
        let mut root = None;
        let mut format = human();
        let mut of_diff = OfDiff::default();
        let (mut help, mut version) = (false, false);
        let mut parser = Parser::from_env();
        while let Some(arg) = parser.next()? {
            match arg {
                Arg::Long("check") => check = true,
                Arg::Long("watch") => watch = true,
                Arg::Long("root") => root = Some(PathBuf::from(parser.value()?)),
                Arg::Long("format") => {
                    let name = parser.value()?.string()?;
                    of_diff.report = named_report(&name);
                    if of_diff.report.is_none() {
                        return Err(format!("no format is called `{name}`").into());
                    }
                    format = named_format(&name).unwrap_or_else(|| {
                        of_diff.named = Some("--format");
                        human()
                    });
                }
                Arg::Long("api") => {
                    of_diff.apis.push(parser.value()?.string()?);
                    of_diff.named = Some("--api");
                }
                Arg::Long("fail-on") => {
                    let level = parser.value()?.string()?;
                    of_diff.fail_on = Some(FailOn::named(&level).ok_or_else(|| {
                        format!(
                            "`--fail-on` takes major, minor, patch, wire or data, not `{level}`"
                        )
                    })?);
                    of_diff.named = Some("--fail-on");
                }
                Arg::Long("approved") => {
                    of_diff.approved = Some(PathBuf::from(parser.value()?));
                    of_diff.named = Some("--approved");
                }
                Arg::Long("next-version") => {
                    of_diff.wants_version = true;
                    of_diff.named = Some("--next-version");
                }
                Arg::Long("help") | Arg::Short('h') => help = true,
                Arg::Long("version") | Arg::Short('V') => version = true,
                Arg::Value(word) => words.push(word.string()?),
                other => return Err(other.unexpected()),
            }
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let only_of_diff = of_diff.named;
        let command = match words.as_slice() {
            _ if help => Command::Help,
            [] if version => Command::Version,
            _ if version => return Err("`--version` stands alone".into()),
            [] | ["help"] => Command::Help,
            ["generate"] if check && watch => {
                return Err(
                    "`--check` changes nothing and `--watch` does; take one of them".into(),
                );
            }
            ["generate"] if watch => Command::Watch,
            ["generate"] => Command::Generate { check },
            ["count"] => Command::Count,
            ["diff", sides @ ..] if sides.len() <= 2 => {
                Command::Diff(of_diff.asked(sides.first(), sides.get(1)))
            }
            ["diff", ..] => return Err("`diff` compares two sides, and no more".into()),
            ["explain"] => Command::Explain(None),
            ["explain", code] => match Code::find(code) {
                Some(code) => Command::Explain(Some(code)),
                None => {
                    return Err(format!(
                        "no diagnostic has the code `{code}`; `explain` alone lists them"
                    )
                    .into());
                }
            },
            ["new-api", name] => Command::NewApi((*name).to_owned()),
            ["new-api"] => return Err("`new-api` needs a name for the API".into()),
            [other, ..] => return Err(format!("`{other}` is not understood here").into()),
        };
        if check && !matches!(command, Command::Generate { .. }) {
            return Err("`--check` belongs to `generate`".into());
        }
        if watch && !matches!(command, Command::Watch) {
            return Err("`--watch` belongs to `generate`".into());
        }
        if let Some(named) = only_of_diff
            && !matches!(command, Command::Diff(_) | Command::Help)
        {
            return Err(match named {
                "--format" => "the formats markdown and changelog belong to `diff`".into(),
                named => format!("`{named}` belongs to `diff`").into(),
            });
        }
        Ok(Self {
            command,
            root: root.unwrap_or_else(workspace),
            format,
        })
    }
}

/// Cargo tells a running xtask where its package is; the workspace is the folder above.
fn workspace() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .and_then(|package| PathBuf::from(package).parent().map(PathBuf::from))
        .unwrap_or_else(|| PathBuf::from("."))
}
