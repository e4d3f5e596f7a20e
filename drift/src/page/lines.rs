//! Text, line by line. Headings and tables of Markdown are known as such.

use std::sync::Arc;

use super::{Block, Place, What};
use crate::words::on_one_line;

pub(super) fn blocks(text: &str, part: Option<&Arc<str>>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut table = 0;
    let mut was_row = false;
    for (at, line) in text.lines().enumerate() {
        let place = Place {
            line: u32::try_from(at + 1).unwrap_or(u32::MAX),
            part: part.cloned(),
        };
        let line = on_one_line(line);
        let is_row = line.len() > 1 && line.starts_with('|') && line.ends_with('|');
        if is_row && !was_row {
            table += 1;
        }
        was_row = is_row;
        let what = if is_row {
            let inner = &line[1..line.len() - 1];
            let cells: Vec<String> = cells(inner);
            // The line below a head.
            if cells
                .iter()
                .all(|cell| !cell.is_empty() && cell.chars().all(|sign| "-: ".contains(sign)))
            {
                if let Some(Block {
                    what: What::Row { is_head, .. },
                    ..
                }) = blocks.last_mut()
                {
                    *is_head = true;
                }
                continue;
            }
            What::Row {
                table,
                is_head: false,
                cells,
            }
        } else if let Some(heading) = heading(&line) {
            What::Heading(heading)
        } else {
            What::Text(line)
        };
        blocks.push(Block { place, what });
    }
    blocks
}

fn cells(inner: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_escaped = false;
    for letter in inner.chars() {
        match letter {
            '|' if !is_escaped => cells.push(String::new()),
            _ => cells
                .last_mut()
                .into_iter()
                .for_each(|cell| cell.push(letter)),
        }
        is_escaped = letter == '\\';
    }
    cells.iter().map(|cell| on_one_line(cell)).collect()
}

fn heading(line: &str) -> Option<String> {
    let text = line.trim_start_matches('#');
    let depth = line.len() - text.len();
    let is_heading = (1..=6).contains(&depth) && text.starts_with(' ');
    is_heading.then(|| text.trim().trim_end_matches('#').trim().to_owned())
}
