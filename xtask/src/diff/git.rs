//! The specs of a commit, without checking it out.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use prose_codegen::source::Sources;

/// The files of `spec/` in a commit, by API.
pub(super) fn specs(root: &Path, revision: &str) -> Result<Vec<(String, Sources)>, String> {
    // What begins like an option would be one.
    if revision.starts_with('-') {
        return Err(format!("`{revision}` is no revision"));
    }
    let commit = commit(root, revision)?;
    let listed = run(root, &["ls-tree", "-r", "-z", &commit, "spec/"])?.unwrap_or_default();
    let mut wanted = Vec::new();
    for line in listed
        .split(|byte| *byte == 0)
        .filter(|line| !line.is_empty())
    {
        let line = String::from_utf8_lossy(line);
        let Some((about, path)) = line.split_once('\t') else {
            continue;
        };
        let about: Vec<&str> = about.split(' ').collect();
        let [mode, "blob", id] = about.as_slice() else {
            continue;
        };
        let Some((api, _)) = path
            .strip_prefix("spec/")
            .and_then(|path| path.split_once('/'))
        else {
            continue;
        };
        if !path.ends_with(".yaml") {
            continue;
        }
        if *mode == "120000" {
            return Err(format!(
                "{path} of {revision} is a link, and links are not followed"
            ));
        }
        wanted.push((api.to_owned(), path.to_owned(), (*id).to_owned()));
    }
    if wanted.is_empty() {
        return Err(format!("{revision} has no spec: no .yaml file below spec/"));
    }
    let ids: Vec<&str> = wanted.iter().map(|(_, _, id)| id.as_str()).collect();
    let texts = texts(root, &ids)?;
    let mut specs: Vec<(String, Sources)> = Vec::new();
    for ((api, path, _), text) in wanted.iter().zip(texts) {
        let text =
            String::from_utf8(text).map_err(|_| format!("{path} of {revision} is not UTF-8"))?;
        if specs.last().is_none_or(|(last, _)| last != api) {
            specs.push((api.clone(), Sources::new()));
        }
        if let Some((_, sources)) = specs.last_mut() {
            sources.add(path, &text);
        }
    }
    Ok(specs)
}

/// The commit of this name.
fn commit(root: &Path, revision: &str) -> Result<String, String> {
    let name = format!("{revision}^{{commit}}");
    match run(root, &["rev-parse", "--verify", "--quiet", &name])? {
        Some(commit) => Ok(String::from_utf8_lossy(&commit).trim().to_owned()),
        None => {
            let mut message = format!(
                "`{revision}` is neither a folder, nor an API with a revision of its document (`API@REVISION`), nor a commit that git knows here"
            );
            let is_shallow = run(root, &["rev-parse", "--is-shallow-repository"])?;
            if revision.contains("..") {
                message.push_str("; two sides are two words: `diff OLD NEW`");
            } else if is_shallow.is_some_and(|says| says.starts_with(b"true")) {
                message.push_str(
                    ", whose history is cut off; `git fetch --unshallow` brings the rest",
                );
            }
            Err(message)
        }
    }
}

fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    // Nothing of a hook or a parent command speaks for another repository.
    git.arg("-C")
        .arg(root)
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE");
    git
}

/// What git says; nothing if it only says no.
fn run(root: &Path, arguments: &[&str]) -> Result<Option<Vec<u8>>, String> {
    let output = git(root)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(no_git)?;
    if output.status.success() {
        return Ok(Some(output.stdout));
    }
    let why = String::from_utf8_lossy(&output.stderr);
    match why.lines().next() {
        None => Ok(None),
        Some(why) => Err(format!(
            "git cannot read {}: {}; mend that, or compare folders",
            root.display(),
            why.trim_start_matches("fatal: ")
                .trim_end_matches(['.', ':'])
        )),
    }
}

fn no_git(error: std::io::Error) -> String {
    format!("cannot run git: {error}; install it, or compare folders")
}

/// The texts of these objects, by one process.
fn texts(root: &Path, ids: &[&str]) -> Result<Vec<Vec<u8>>, String> {
    let mut child = git(root)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(no_git)?;
    let (Some(mut asks), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("git takes no questions".to_owned());
    };
    let broken = |error: std::io::Error| format!("git ended early: {error}");
    let questions = ids.join("\n") + "\n";
    let mut texts = Vec::new();
    // It answers while it is asked: both pipes could be full.
    let asked = std::thread::spawn(move || asks.write_all(questions.as_bytes()));
    let mut answers = BufReader::new(answers);
    for id in ids {
        let mut head = String::new();
        answers.read_line(&mut head).map_err(broken)?;
        let length = head
            .trim()
            .rsplit(' ')
            .next()
            .and_then(|length| length.parse().ok());
        let Some(length) = length else {
            return Err(format!("git has no object {id}"));
        };
        let mut text = vec![0; length];
        answers.read_exact(&mut text).map_err(broken)?;
        answers.read_exact(&mut [0]).map_err(broken)?;
        texts.push(text);
    }
    // It has answered all; what it could still say is of no use.
    let _ = asked.join();
    let _ = child.wait();
    Ok(texts)
}
