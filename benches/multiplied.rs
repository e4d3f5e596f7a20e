//! A spec many times as large, as people would have written it.

use prose_codegen::source::Sources;

/// The spec, its families' calls and all tables and records repeated under new names.
pub(crate) fn multiplied(real: &Sources, times: usize) -> Sources {
    let mut sources = Sources::new();
    for file in real.files() {
        let text = file.text.clone();
        let first = text.lines().find(|line| !line.starts_with('#'));
        let first = first.and_then(|line| line.split(':').next());
        let repeated = match first.unwrap_or_default() {
            "api" => repeat_api(&text, times),
            "family" => repeat_calls(&text, times),
            "table" | "record" => {
                for copy in 1..times {
                    let path = file.path.replace(".yaml", &format!("_{copy}.yaml"));
                    sources.add(&path, &rename(&text, copy));
                }
                text
            }
            _ => text,
        };
        sources.add(&file.path, &repeated);
    }
    sources
}

fn repeat_api(text: &str, times: usize) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        lines.push(line.to_owned());
        if let Some(table) = line
            .strip_prefix("  - ")
            .filter(|table| !table.contains(' '))
        {
            lines.extend((1..times).map(|copy| format!("  - {table}_{copy}")));
        }
    }
    lines.join("\n")
}

fn repeat_calls(text: &str, times: usize) -> String {
    let Some((head, calls)) = text.split_once("\ncalls:\n") else {
        return text.to_owned();
    };
    let mut repeated = format!("{head}\ncalls:\n{calls}");
    for copy in 1..times {
        repeated.push('\n');
        repeated.push_str(&rename(calls, copy));
    }
    repeated
}

/// Gives everything that has a name of its own another one.
fn rename(text: &str, copy: usize) -> String {
    let suffix = format!("_{copy}");
    let lines: Vec<&str> = text.lines().collect();
    let mut renamed = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        // Closed sets written in place become types, whose names must differ too.
        if line.contains("one_of:") && !has_rust_name(&lines, at) {
            let indent = line.len() - line.trim_start().len();
            let is_key = |above: &&&str| {
                above.len() - above.trim_start().len() < indent && above.ends_with(':')
            };
            let key = lines[..at]
                .iter()
                .rev()
                .find(is_key)
                .map_or("set", |above| above.trim().trim_end_matches(':'));
            renamed.push(format!("{:indent$}rust: {key}{suffix}", ""));
        }
        renamed.push(rename_line(line, &suffix));
    }
    renamed.join("\n")
}

/// Whether the block of attributes around a line has a `rust:` of its own.
fn has_rust_name(lines: &[&str], at: usize) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let is_block = |line: &&&str| !line.trim().is_empty() && indent(line) >= indent(lines[at]);
    let after = lines[at..].iter().take_while(is_block);
    let before = lines[..at].iter().rev().take_while(is_block);
    after
        .chain(before)
        .any(|line| indent(line) == indent(lines[at]) && line.trim_start().starts_with("rust:"))
}

fn rename_line(line: &str, suffix: &str) -> String {
    let trimmed = line.trim_start();
    let families = [
        "create_",
        "read_",
        "update_",
        "delete_",
        "external_form",
        "thumbtack_",
    ];
    let is_call = line.len() == trimmed.len() + 2
        && line.ends_with(':')
        && families.iter().any(|family| trimmed.starts_with(family));
    if is_call {
        return format!("{}{suffix}:", &line[..line.len() - 1]);
    }
    if ["table: ", "record: ", "rust: "]
        .iter()
        .any(|definition| trimmed.starts_with(definition))
    {
        return format!("{line}{suffix}");
    }
    if trimmed.starts_with("path: ") {
        let end = line.find("/{").unwrap_or(line.len());
        return format!("{}{suffix}{}", &line[..end], &line[end..]);
    }
    for list in ["accepts: [", "includes: ["] {
        if let Some(names) = trimmed
            .strip_prefix(list)
            .and_then(|names| names.strip_suffix(']'))
        {
            let names: Vec<String> = names
                .split(", ")
                .map(|name| match name.split_once('.') {
                    Some((table, key)) => format!("{table}{suffix}.{key}"),
                    None => format!("{name}{suffix}"),
                })
                .collect();
            return format!(
                "{}{list}{}]",
                &line[..line.len() - trimmed.len()],
                names.join(", ")
            );
        }
    }
    let mut line = line.to_owned();
    for reference in [
        "{ one: ",
        "{ many: ",
        "{ array_of: ",
        "{ object: ",
        "{ json_in_text: ",
    ] {
        if let Some(start) = line.find(reference).map(|at| at + reference.len()) {
            let end = line[start..]
                .find([' ', ',', '}'])
                .map_or(line.len(), |end| start + end);
            line.insert_str(end, suffix);
        }
    }
    line
}
