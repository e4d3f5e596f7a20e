//! Arguments.

use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

pub(crate) const USAGE: &str = "\
cargo xtask drift API PAGE       what has changed on a saved page of the vendor's since it was reviewed
  --page NAME                    which page it is: spec/API/NAME.page.lock has its review; else told by what is on it
  --revision REVISION            the page is of this earlier revision: what the spec keeps of it is told as such
  --old PAGE                     the page as it was reviewed, to show what it said
  --accept KEY                   the change of this key was reviewed (KEY, SECTION.KEY, or `words` for what
                                 stands outside of tables); can be given several times
  --accept-all                   all of the page was reviewed
  --patch                        lines for the spec, of rows whose limit is understood
  --format FORMAT                human, json or sarif
  --root DIR                     the workspace, if not this one

It ends with 0 if nothing has changed, with 1 if something has, and with 2 if the page cannot be read.";

/// What was asked for.
pub(crate) struct Args {
    pub(crate) api: String,
    pub(crate) page: PathBuf,
    pub(crate) name: Option<String>,
    pub(crate) revision: Option<String>,
    pub(crate) old: Option<PathBuf>,
    pub(crate) accept: Vec<String>,
    pub(crate) accept_all: bool,
    pub(crate) patch: bool,
    pub(crate) format: Format,
    pub(crate) root: PathBuf,
}

/// How findings are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Human,
    Json,
    Sarif,
}

impl Args {
    /// The arguments; none if help was asked for.
    pub(crate) fn parse() -> Result<Option<Self>, lexopt::Error> {
        let mut words = Vec::new();
        let (mut name, mut revision, mut old, mut root) = (None, None, None, None);
        let mut accept = Vec::new();
        let (mut accept_all, mut patch) = (false, false);
        let mut format = Format::Human;
        let mut parser = Parser::from_env();
        while let Some(arg) = parser.next()? {
            match arg {
                Arg::Long("page") => name = Some(parser.value()?.string()?),
                Arg::Long("revision") => revision = Some(parser.value()?.string()?),
                Arg::Long("old") => old = Some(PathBuf::from(parser.value()?)),
                Arg::Long("accept") => accept.push(parser.value()?.string()?),
                Arg::Long("accept-all") => accept_all = true,
                Arg::Long("patch") => patch = true,
                Arg::Long("root") => root = Some(PathBuf::from(parser.value()?)),
                Arg::Long("format") => {
                    let name = parser.value()?.string()?;
                    format = match name.as_str() {
                        "human" => Format::Human,
                        "json" => Format::Json,
                        "sarif" => Format::Sarif,
                        _ => return Err(format!("no format is called `{name}`").into()),
                    };
                }
                Arg::Long("help") | Arg::Short('h') => return Ok(None),
                Arg::Value(word) => words.push(word),
                other => return Err(other.unexpected()),
            }
        }
        if accept_all && (!accept.is_empty() || patch) {
            return Err("`--accept-all` stands alone, beside `--page`".into());
        }
        let mut words = words.into_iter();
        let (Some(api), Some(page), None) = (words.next(), words.next(), words.next()) else {
            return Err("`drift` needs the name of an API and a saved page".into());
        };
        let api = api.string()?;
        let is_name = |name: &str| {
            let is_of_name =
                |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '-';
            !name.is_empty() && name.chars().all(is_of_name)
        };
        if !is_name(&api) || name.as_deref().is_some_and(|name| !is_name(name)) {
            return Err("names of APIs and pages are letters, digits, `_` and `-`".into());
        }
        Ok(Some(Self {
            api,
            page: PathBuf::from(page),
            name,
            revision,
            old,
            accept,
            accept_all,
            patch,
            format,
            root: root.unwrap_or_else(workspace),
        }))
    }
}

/// Cargo tells a running program where its package is; the workspace is the folder above.
fn workspace() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .and_then(|package| PathBuf::from(package).parent().map(PathBuf::from))
        .unwrap_or_else(|| PathBuf::from("."))
}
