//! Arguments.

use std::io::IsTerminal;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};
use prose_codegen::diagnostic::Code;
use prose_codegen::render::Format;

pub(crate) const USAGE: &str = "\
cargo xtask generate [--check]   make everything that is generated from spec/
                                 --check: change nothing, list what is out of date, exit 1 if any is
                                 --watch: again whenever a file of spec/ is saved, until Ctrl-C
cargo xtask count                how much of everything the specs hold
cargo xtask explain [CODE]       what a diagnostic means; without a code, all of them
cargo xtask new-api NAME         make spec/NAME and NAME-generated, a small API to start from

--root DIR        the workspace, if not this one
--format FORMAT   how errors and warnings are written: human, json or ci
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

impl Args {
    pub(crate) fn parse() -> Result<Self, lexopt::Error> {
        let mut words = Vec::new();
        let (mut check, mut watch) = (false, false);
        let mut root = None;
        let mut format = human();
        let (mut help, mut version) = (false, false);
        let mut parser = Parser::from_env();
        while let Some(arg) = parser.next()? {
            match arg {
                Arg::Long("check") => check = true,
                Arg::Long("watch") => watch = true,
                Arg::Long("root") => root = Some(PathBuf::from(parser.value()?)),
                Arg::Long("format") => {
                    let name = parser.value()?.string()?;
                    format = named_format(&name)
                        .ok_or_else(|| format!("no format is called `{name}`"))?;
                }
                Arg::Long("help") | Arg::Short('h') => help = true,
                Arg::Long("version") | Arg::Short('V') => version = true,
                Arg::Value(word) => words.push(word.string()?),
                other => return Err(other.unexpected()),
            }
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
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
