//! Specs in the making.

use prose_codegen::emit::rust;
use prose_codegen::render::{Format, render};
use prose_codegen::source::Sources;
use prose_fixture::Fixture;

use crate::promises;

/// Cut short, with a line missing, with lines exchanged: a spec in the making is told what is wrong
/// with it, and nothing panics. What still compiles can be emitted.
#[test]
fn no_mangled_spec_panics() {
    for fixture in Fixture::all(&promises::root()) {
        let whole = fixture.on_disk(Sources::load).expect("a fixture has files");
        for (which, file) in whole.files().iter().enumerate() {
            let lines: Vec<&str> = file.text.lines().collect();
            for at in 0..lines.len() {
                let cut = lines[..at].join("\n");
                let half = format!("{cut}\n{}", &lines[at][..half(lines[at])]);
                let mut without = lines.clone();
                without.remove(at);
                let mut exchanged = lines.clone();
                exchanged.swap(at, (at + 1) % lines.len());
                for text in [cut, half, without.join("\n"), exchanged.join("\n")] {
                    let mut sources = Sources::new();
                    for (other, file) in whole.files().iter().enumerate() {
                        sources.add(&file.path, if other == which { &text } else { &file.text });
                    }
                    let compiled = prose_codegen::compile(&sources);
                    render(
                        &compiled.diagnostics,
                        &sources,
                        Format::Human { colour: false },
                    );
                    if let Some(api) = &compiled.model {
                        rust::emit(api).expect("what has a model can be emitted");
                    }
                }
            }
        }
    }
}

fn half(line: &str) -> usize {
    let middle = line.chars().count() / 2;
    line.char_indices().nth(middle).map_or(0, |(at, _)| at)
}
