//! Two hundred pages with changes that are known: each is told, and nothing else is.

use std::collections::BTreeSet;

use prose_codegen::model::Api;
use prose_drift::comparing::compare;
use prose_drift::coverage::Coverage;
use prose_drift::expected::{Section, sections};
use prose_drift::finding::Verdict;
use prose_drift::lock::Lock;
use prose_drift::reading::Reading;

use crate::chance::Chance;
use crate::made::{Page, Row, Style, sentence};
use crate::specs;

/// What was told: the verdict, the section and the key.
type Told = BTreeSet<(Verdict, String, String)>;

fn read(bytes: &[u8], sections: &[Section], lock: &Lock) -> Reading {
    Reading::of(
        &prose_drift::page::Page::read(bytes).unwrap(),
        sections,
        &lock.keys(),
    )
}

fn told(bytes: &[u8], sections: &[Section], lock: &Lock) -> Told {
    let reading = read(bytes, sections, lock);
    let coverage = Coverage::of(&reading, lock);
    assert!(coverage.is_enough(), "{coverage}: {coverage:?}");
    let findings = compare(&reading, lock, sections, None);
    findings
        .into_iter()
        .map(|finding| (finding.verdict, finding.section, finding.key))
        .collect()
}

fn apis() -> Vec<Api> {
    let apis = specs::all();
    assert!(apis.len() >= 6, "the specs are elsewhere");
    apis
}

/// A page in the encodings that pages come in.
fn encoded(text: &str, chance: &mut Chance) -> Vec<u8> {
    match chance.below(4) {
        0 => text.as_bytes().to_vec(),
        1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        2 => [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect(),
        // What is not in it stands there as references.
        _ => {
            let said = text.replacen("<head>", "<head><meta charset=windows-1252>", 1);
            let bytes = said.chars().flat_map(|letter| match letter {
                '\u{200b}' => b"&#8203;".to_vec(),
                '\u{2019}' => vec![0x92],
                letter if letter.is_ascii() => vec![letter as u8],
                letter => format!("&#{};", letter as u32).into_bytes(),
            });
            bytes.collect()
        }
    }
}

/// Changes a page in one way; gives what must be told. A section that was changed is left alone later.
fn change(
    page: &mut Page,
    style: Style,
    sections: &[Section],
    used: &mut BTreeSet<usize>,
    chance: &mut Chance,
) -> Told {
    let large: Vec<usize> = (0..page.sections.len())
        .filter(|at| !used.contains(at) && page.sections[*at].rows.len() >= 4)
        .collect();
    if large.is_empty() {
        return Told::new();
    }
    let at = *chance.one_of(&large);
    used.insert(at);
    let part = &mut page.sections[at];
    let name = part.name.clone();
    let row = chance.below(part.rows.len() - 1);
    let key = part.rows[row].key.clone();
    // In running text, only the usual spelling of a new key can be told from words.
    let is_usual = key
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && (!part.is_of_calls || key.contains('_'));
    let one = |verdict: Verdict, key: &str| Told::from([(verdict, name.clone(), key.to_owned())]);
    match chance.below(8) {
        0 => {
            part.rows.remove(row);
            one(Verdict::Removed, &key)
        }
        1 => {
            part.rows.swap(row, row + 1);
            // Either of them has moved; the first that is found out of order is told.
            one(Verdict::Moved, "")
        }
        2 if style != Style::Flat || is_usual => {
            let new = format!("{key}_anew");
            part.rows[row].key.clone_from(&new);
            one(Verdict::Renamed, &new)
        }
        3 => {
            part.rows[row].says.clear();
            one(Verdict::Reworded, &key)
        }
        4 => {
            part.rows[row].says = sentence(chance);
            one(Verdict::Reworded, &key)
        }
        5 => {
            part.rows[row].limit = "[alpha, beta]".to_owned();
            let has_limit = !part.is_of_calls;
            one(
                if has_limit {
                    Verdict::Limit
                } else {
                    Verdict::Reworded
                },
                &key,
            )
        }
        6 => {
            let beginning = key.split('_').next().unwrap_or("a").to_owned();
            let new = if part.is_of_calls {
                format!("{beginning}_planted_row")
            } else {
                "planted_row".to_owned()
            };
            if style == Style::Flat && part.is_of_calls && !is_usual {
                return Told::new();
            }
            let new_row = Row {
                key: new.clone(),
                says: sentence(chance),
                limit: "String".to_owned(),
            };
            part.rows.insert(row + 1, new_row);
            one(Verdict::Added, &new)
        }
        _ if style != Style::Flat => {
            let others: Vec<usize> = (0..page.sections.len())
                .filter(|other| !used.contains(other))
                .collect();
            let fits = |other: &usize| {
                let section = sections
                    .iter()
                    .find(|section| section.name == page.sections[*other].name);
                section
                    .is_some_and(|section| section.item(&key).is_none() && section.items.len() >= 4)
            };
            let Some(other) = others.into_iter().find(fits) else {
                return Told::new();
            };
            used.insert(other);
            let moved = page.sections[at].rows.remove(row);
            page.sections[other].rows.push(moved);
            Told::from([(Verdict::Moved, page.sections[other].name.clone(), key)])
        }
        _ => Told::new(),
    }
}

/// Of two rows that changed places, one has moved: which does not matter.
fn without_keys_of_moved(told: Told, wanted: &Told) -> Told {
    let is_any = |section: &str| {
        wanted.iter().any(|(verdict, own, key)| {
            *verdict == Verdict::Moved && own == section && key.is_empty()
        })
    };
    let plain = told
        .into_iter()
        .map(|(verdict, section, key)| match verdict {
            Verdict::Moved if is_any(&section) => (verdict, section, String::new()),
            _ => (verdict, section, key),
        });
    plain.collect()
}

#[test]
fn every_planted_change_of_two_hundred_pages_is_found_and_no_other() {
    let apis = apis();
    let mut planted = 0;
    for seed in 0..200 {
        let mut chance = Chance::new(seed + 1);
        let sections = sections(&apis[chance.below(apis.len())]);
        let mut page = Page::of(&sections, seed);
        let style = *chance.one_of(&[Style::Plain, Style::Flat, Style::Piped]);
        let lock = Lock::of(&read(
            page.written(style).as_bytes(),
            &sections,
            &Lock::default(),
        ));
        let mut wanted = Told::new();
        let mut used = BTreeSet::new();
        for _ in 0..=chance.below(3) {
            wanted.extend(change(&mut page, style, &sections, &mut used, &mut chance));
        }
        planted += wanted.len();
        // HTML is laid out anew on top.
        let style = if style == Style::Plain {
            *chance.one_of(&Style::OF_HTML)
        } else {
            style
        };
        let bytes = match style {
            Style::Flat | Style::Piped => page.written(style).into_bytes(),
            _ => encoded(&page.written(style), &mut chance),
        };
        let told = without_keys_of_moved(told(&bytes, &sections, &lock), &wanted);
        assert_eq!(told, wanted, "seed {seed}, {style:?}");
    }
    assert!(planted > 200, "only {planted} changes were planted");
}

#[test]
fn another_layout_changes_nothing() {
    for (seed, api) in apis().iter().enumerate() {
        let sections = sections(api);
        let page = Page::of(&sections, seed as u64);
        let lock = Lock::of(&read(
            page.written(Style::Plain).as_bytes(),
            &sections,
            &Lock::default(),
        ));
        let rows: usize = page.sections.iter().map(|part| part.rows.len()).sum();
        assert_eq!(lock.rows.len(), rows, "{}", api.name);
        for style in Style::OF_HTML {
            for turn in 0..4 {
                let mut chance = Chance::new(turn);
                let bytes = encoded(&page.written(style), &mut chance);
                assert_eq!(
                    told(&bytes, &sections, &lock),
                    Told::new(),
                    "{}: {style:?}",
                    api.name
                );
            }
        }
    }
}

/// A review of the saved text holds for the saved HTML of the same page, cell by cell.
#[test]
fn text_and_html_of_a_page_are_the_same_rows() {
    for (seed, api) in apis().iter().enumerate() {
        let sections = sections(api);
        let page = Page::of(&sections, seed as u64);
        let lock = Lock::of(&read(
            page.written(Style::Flat).as_bytes(),
            &sections,
            &Lock::default(),
        ));
        let told = told(page.written(Style::Plain).as_bytes(), &sections, &lock);
        let rows: Vec<_> = told
            .iter()
            .filter(|(verdict, ..)| !matches!(verdict, Verdict::Said | Verdict::Unsaid))
            .collect();
        assert!(rows.is_empty(), "{}: {rows:?}", api.name);
    }
}
