//! What the figures were measured on, and with.

use std::fs;
use std::process::Command;
use std::thread::available_parallelism;

/// One line: processors, compiler, Java.
pub(crate) fn describe() -> String {
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        (name.trim() == "model name").then(|| value.trim().to_owned())
    });
    let processors = available_parallelism().map_or(1, usize::from);
    let mut words = vec![format!(
        "{processors} processors ({})",
        model.as_deref().unwrap_or("of an unknown kind")
    )];
    words.extend(first_line("rustc", "--version"));
    words.extend(first_line("java", "--version"));
    words.push(format!("load {}", load()));
    words.join(", ")
}

/// How many programs wanted a processor, on average over the last minute.
pub(crate) fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ')
        .next()
        .filter(|load| !load.is_empty())
        .unwrap_or("unknown")
        .to_owned()
}

fn first_line(program: &str, argument: &str) -> Option<String> {
    let output = Command::new(program).arg(argument).output().ok()?;
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    words.lines().next().map(str::to_owned)
}
