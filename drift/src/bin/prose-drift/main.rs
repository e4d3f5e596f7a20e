//! `cargo xtask drift API PAGE`.

#![forbid(unsafe_code)]

mod args;
mod locks;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use args::{Args, Format};
use locks::Chosen;
use prose_codegen::model::Api;
use prose_codegen::render;
use prose_codegen::source::{Sources, shown};
use prose_drift::accepting::accepted;
use prose_drift::comparing::{Earlier, compare};
use prose_drift::coverage::Coverage;
use prose_drift::expected::sections;
use prose_drift::finding::Finding;
use prose_drift::lock::Lock;
use prose_drift::page::{MOST_BYTES, Page};
use prose_drift::reading::Reading;
use prose_drift::report::{self, Report};

/// Nothing can be said.
const UNREADABLE: u8 = 2;

fn main() -> ExitCode {
    match Args::parse() {
        Ok(Some(args)) => run(&args).unwrap_or_else(|message| {
            told(&format!("error: {}\n", shown(&message)));
            ExitCode::from(UNREADABLE)
        }),
        Ok(None) => {
            told(&format!("{}\n", args::USAGE));
            ExitCode::SUCCESS
        }
        Err(message) => {
            told(&format!(
                "error: {}\n\n{}\n",
                shown(&message.to_string()),
                args::USAGE
            ));
            ExitCode::from(UNREADABLE)
        }
    }
}

fn run(args: &Args) -> Result<ExitCode, String> {
    let folder = args.root.join("spec").join(&args.api);
    let api = compiled(&folder)?;
    let sections = sections(&api);
    let earlier = args
        .revision
        .as_deref()
        .map(|name| earlier(&api, name))
        .transpose()?;
    let page = page(&args.page)?;
    let chosen = locks::choose(
        &folder,
        args.name.as_deref(),
        &page,
        &sections,
        args.accept_all,
    )?;
    let reading = Reading::of(&page, &sections, &chosen.lock.keys());
    let mut coverage = Coverage::of(&reading, &chosen.lock);
    if args.accept_all {
        return accept_all(&reading, &chosen);
    }
    if !coverage.is_enough() {
        return Err(shape(args, &chosen, &coverage));
    }
    let compared = |lock: &Lock| compare(&reading, lock, &sections, earlier.as_ref());
    let mut findings = compared(&chosen.lock);
    if !args.accept.is_empty() {
        let lock = accept(&args.accept, &reading, &chosen, &findings)?;
        (findings, coverage) = (compared(&lock), Coverage::of(&reading, &lock));
    }
    let old = match &args.old {
        Some(path) => Some(Reading::of(
            &self::page(path)?,
            &sections,
            &chosen.lock.keys(),
        )),
        None => None,
    };
    let page = args.page.display().to_string();
    let report = Report {
        api: &api.name,
        page: &page,
        lock: &chosen.shown,
        findings: &findings,
        coverage: &coverage,
        old: old.as_ref(),
    };
    let text = match args.format {
        _ if args.patch => report::patch(&report, &reading, &api),
        Format::Human => report::human(&report),
        Format::Json => report::json(&report),
        Format::Sarif => report::sarif(&report),
    };
    written(&text)?;
    told(&format!("{}\n", summary(&report)));
    Ok(if findings.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The model, or all that is wrong with the spec.
fn compiled(folder: &Path) -> Result<Api, String> {
    let sources = Sources::load(folder).map_err(|error| error.to_string())?;
    let compiled = prose_codegen::compile(&sources);
    compiled.model.ok_or_else(|| {
        told(&render::render(
            &compiled.diagnostics,
            &sources,
            render::Format::Human { colour: false },
        ));
        format!(
            "{} has mistakes; `cargo xtask generate` tells the same",
            folder.display()
        )
    })
}

/// A revision that is not in force any more.
fn earlier(api: &Api, name: &str) -> Result<Earlier, String> {
    let names: Vec<&str> = api
        .revisions
        .iter()
        .map(|revision| revision.name.as_str())
        .collect();
    let (earlier, _) = names.split_at(names.len().saturating_sub(1));
    let at = earlier.iter().position(|earlier| *earlier == name);
    at.map(|at| Earlier {
        name: name.to_owned(),
        after: names[at + 1..]
            .iter()
            .map(|name| (*name).to_owned())
            .collect(),
    })
    .ok_or_else(|| {
        format!(
            "no earlier revision is called `{name}`; those of the spec are {}",
            names.join(", ")
        )
    })
}

fn page(path: &Path) -> Result<Page, String> {
    let cannot = |why: &dyn std::fmt::Display| format!("cannot read {}: {why}", path.display());
    let about = fs::metadata(path).map_err(|error| cannot(&error))?;
    if !about.is_file() {
        return Err(cannot(
            &"it is no regular file; save the page as HTML or as text",
        ));
    }
    if about.len() > MOST_BYTES as u64 {
        return Err(cannot(&prose_drift::page::Unreadable::TooLarge));
    }
    let bytes = fs::read(path).map_err(|error| cannot(&error))?;
    Page::read(&bytes).map_err(|error| cannot(&error))
}

/// Writes down that all of a page was reviewed.
fn accept_all(reading: &Reading, chosen: &Chosen) -> Result<ExitCode, String> {
    let lock = Lock::of(reading);
    if lock.rows.is_empty() && lock.sentences.is_empty() {
        return Err(
            "nothing on this page is a row or a sentence, so there is nothing to review".to_owned(),
        );
    }
    chosen.write(&lock)?;
    let unknown: Vec<&str> = reading
        .sections
        .iter()
        .filter(|(_, is_known)| !is_known)
        .map(|(name, _)| name.as_str())
        .collect();
    told(&format!(
        "{}: {} rows and {} sentences reviewed\n",
        chosen.shown,
        lock.rows.len(),
        lock.sentences.len()
    ));
    if !unknown.is_empty() {
        told(&format!(
            "note: the spec has no section like {}\n",
            shown(&unknown.join(", "))
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes down what was reviewed.
fn accept(
    names: &[String],
    reading: &Reading,
    chosen: &Chosen,
    findings: &[Finding],
) -> Result<Lock, String> {
    let unknown = |name: &&String| !findings.iter().any(|finding| finding.is_called(name));
    if let Some(name) = names.iter().find(unknown) {
        return Err(format!(
            "nothing called `{name}` has changed, and nothing was written; `--accept` takes keys (KEY or SECTION.KEY) and `words`"
        ));
    }
    let is_reviewed = |finding: &&Finding| names.iter().any(|name| finding.is_called(name));
    let reviewed: Vec<&Finding> = findings.iter().filter(is_reviewed).collect();
    let lock = accepted(&chosen.lock, reading, &reviewed);
    chosen.write(&lock)?;
    told(&format!("{}: {} reviewed\n", chosen.shown, reviewed.len()));
    Ok(lock)
}

fn shape(args: &Args, chosen: &Chosen, coverage: &Coverage) -> String {
    let mut message = format!("{} has changed its shape: {coverage}", args.page.display());
    for (section, found) in &coverage.sections {
        if found.read < found.expected {
            message.push_str(&format!("; {section} {} of {}", found.read, found.expected));
        }
    }
    message.push_str(&format!(
        ". Save the whole page, as text if HTML is not understood; if the vendor has rebuilt it, review it anew and write {} with --accept-all",
        chosen.shown
    ));
    message
}

fn summary(report: &Report) -> String {
    let coverage = report.coverage;
    if report.findings.is_empty() {
        return format!(
            "{}: {coverage}, nothing has changed since the review in {}",
            report.page, report.lock
        );
    }
    let counts: Vec<String> = (report.counts().into_iter())
        .map(|(verdict, count, recorded)| match recorded {
            0 => format!("{count} {}", verdict.name()),
            _ => format!("{count} {} ({recorded} that the spec says)", verdict.name()),
        })
        .collect();
    format!(
        "{}: {coverage}; {}. Once the spec says it: --accept KEY",
        report.page,
        counts.join(", ")
    )
}

/// Writes to standard output. Who reads no more is no concern of ours.
fn written(text: &str) -> Result<(), String> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write to standard output: {error}"))
        }
        _ => Ok(()),
    }
}

/// Writes to standard error. If nobody reads it, nobody can be told.
fn told(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
