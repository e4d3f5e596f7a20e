//! Pages made up of a spec: its headings and keys, and words of nobody's.

use prose_codegen::model::{DateKind, Limit, Rule};
use prose_drift::expected::Section;

use crate::chance::Chance;

const WORDS: [&str; 24] = [
    "amber", "basket", "cedar", "drifting", "early", "fallow", "gravel", "harbour", "inner",
    "juniper", "kettle", "lantern", "meadow", "north", "orchard", "pebble", "quiet", "rowan",
    "slate", "timber", "upland", "valley", "willow", "yarrow",
];

/// A page.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) sections: Vec<Part>,
}

/// A section of a page.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) is_of_calls: bool,
    pub(crate) words: String,
    pub(crate) rows: Vec<Row>,
}

/// A row of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) key: String,
    pub(crate) says: String,
    pub(crate) limit: String,
}

/// How a page is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// As HTML was meant.
    Plain,
    /// Cells of paragraphs, classes, entities, invisible letters.
    Ornate,
    /// In capitals, and hardly anything is closed.
    Open,
    /// Each table in two, in a table that arranges all, with menus and a footer.
    Framed,
    /// The saved text, in which the cells of a row run together.
    Flat,
    /// Tables of Markdown.
    Piped,
}

impl Style {
    pub(crate) const OF_HTML: [Self; 4] = [Self::Plain, Self::Ornate, Self::Open, Self::Framed];
}

impl Page {
    /// The page that a spec could be of.
    pub(crate) fn of(sections: &[Section], seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let titled = sections
            .iter()
            .filter(|section| !section.title.is_empty() && !section.items.is_empty());
        let parts = titled.map(|section| Part {
            name: section.name.clone(),
            title: section.title.clone(),
            is_of_calls: section.is_of_calls,
            words: sentence(&mut chance),
            rows: section
                .items
                .iter()
                .map(|item| Row {
                    key: item.key.clone(),
                    says: sentence(&mut chance),
                    limit: item
                        .limit
                        .as_ref()
                        .map_or_else(|| "Requires: nothing".to_owned(), |limit| phrase(limit)),
                })
                .collect(),
        });
        Self {
            sections: parts.collect(),
        }
    }

    /// The page in a style.
    pub(crate) fn written(&self, style: Style) -> String {
        match style {
            Style::Flat => self.flat(),
            Style::Piped => self.piped(),
            _ => self.html(style),
        }
    }

    fn flat(&self) -> String {
        let mut text =
            "A page of made-up words\n\nIt stands for no page of anybody at all.\n".to_owned();
        for part in &self.sections {
            let head = if part.is_of_calls {
                "ValueDescriptionLimits"
            } else {
                "KeyDescriptionLimits"
            };
            text.push_str(&format!("\n{}\n\n{}\n\n{head}\n", part.title, part.words));
            for Row { key, says, limit } in &part.rows {
                text.push_str(&format!("{key}{says}{limit}\n"));
            }
        }
        text
    }

    fn piped(&self) -> String {
        let mut text = "# A page of made-up words\n".to_owned();
        for part in &self.sections {
            text.push_str(&format!(
                "\n## {}\n\n{}\n\n| Key | Description | Limits |\n|---|:--|---|\n",
                part.title, part.words
            ));
            for Row { key, says, limit } in &part.rows {
                text.push_str(&format!("| {key} | {says} | {limit} |\n"));
            }
        }
        text
    }

    fn html(&self, style: Style) -> String {
        let mut text = match style {
            Style::Open => "<HTML><TITLE>made &amp; up</TITLE><BODY><H1>A page of made-up words</H1>".to_owned(),
            _ => "<!doctype html>\n<html><head><title>made up</title><style>td { color: red }</style></head><body>\n<h1>A page of made-up words</h1>\n".to_owned(),
        };
        if style == Style::Framed {
            text.push_str("<nav><ul><li>Products and what they are for in general</ul></nav><ul class=m><li><a href=/>Home of all that we do and sell</a><li><a href=/b>Blog of those who work here with us</a></ul><table class=outer><tr><td>");
        }
        for part in &self.sections {
            let middle = part.rows.len() / 2;
            text.push_str(&match style {
                Style::Plain => format!("<h2>{}</h2>\n<p>{}</p>\n", part.title, part.words),
                Style::Ornate => format!("<div class=\"x9 title\"><h3><a href=\"#a\">{}</a></h3></div><div><p>{}</p></div>", part.title, part.words),
                Style::Open => format!("<H4>{}</H4><P>{}", part.title, part.words),
                _ => format!("<h2><span>{}</span></h2><div>{}</div>", part.title, part.words),
            });
            text.push_str(&head(style));
            for (at, row) in part.rows.iter().enumerate() {
                if style == Style::Framed && at == middle && at > 0 {
                    text.push_str("</tbody></table>\n<br><div class=advert></div>");
                    text.push_str(&head(style));
                }
                text.push_str(&written(style, row));
            }
            text.push_str(if style == Style::Open {
                "</TABLE>"
            } else {
                "</tbody></table>\n"
            });
        }
        if style == Style::Framed {
            text.push_str("</td></tr></table><footer>All that is below is the same on all of our pages.</footer>");
        }
        if style != Style::Open {
            text.push_str("<script>if (a < b) { document.write('<table><tr><td>phone</td><td>x</td></tr></table>') }</script></body></html>\n");
        }
        text
    }
}

fn head(style: Style) -> String {
    match style {
        Style::Plain => "<table><thead><tr><th>Key</th><th>Description</th><th>Limits</th></tr></thead><tbody>\n".to_owned(),
        Style::Ornate => "<div class=w><table class=\"t t-1\" data-x='1'><tbody><tr class=h><td><p><strong>Key</strong></p></td><td><b>Description</b></td><td>Limits</td></tr>".to_owned(),
        Style::Open => "<TABLE BORDER=1><TR><TH>Key<TH>Description<TH>Limits".to_owned(),
        _ => "<table><tbody><tr><th scope=col>Key</th><th scope=col>Description</th><th scope=col>Limits</th></tr>".to_owned(),
    }
}

fn written(style: Style, Row { key, says, limit }: &Row) -> String {
    match style {
        Style::Plain => format!("<tr><td>{key}</td><td>{says}</td><td>{limit}</td></tr>\n"),
        Style::Ornate => {
            let spaced = says
                .replacen(' ', "&nbsp;", 1)
                .replacen(' ', "<br/>", 1)
                .replacen(' ', " \u{200b}\n   ", 1);
            format!(
                "<tr class=\"r x\" id=r1><td class=k><p>\n <code>{key}</code></p></td><td><ul><li>{spaced}</li></ul></td><td><p>{}</p></td></tr>",
                limit.replace(',', "&#44;")
            )
        }
        Style::Open => format!("<TR><TD>{key}<TD><FONT COLOR=RED>{says}</FONT><TD>{limit}"),
        _ => format!(
            "<tr><td><div>{key}</div></td><td>{says}</td><td rowspan=1 colspan=1>{limit}</td></tr>\n"
        ),
    }
}

/// A sentence that no other is like.
pub(crate) fn sentence(chance: &mut Chance) -> String {
    let mut words: Vec<&str> = (0..7).map(|_| *chance.one_of(&WORDS)).collect();
    let number = chance.below(1_000_000).to_string();
    words.insert(3, &number);
    let mut text = format!("{}.", words.join(" "));
    text[..1].make_ascii_uppercase();
    text
}

/// A limit as a page could say it.
fn phrase(limit: &Limit) -> String {
    match &limit.rule {
        Rule::Id | Rule::Integer { .. } => "Int".to_owned(),
        Rule::Flag => "[1, 0]".to_owned(),
        Rule::OneOf(members)
            if members.iter().all(|member| {
                !member.wire.contains([',', '[', ']']) && !member.wire.is_empty()
            }) =>
        {
            let values: Vec<&str> = members.iter().map(|member| member.wire.as_str()).collect();
            format!("[{}]", values.join(", "))
        }
        Rule::DateTime(DateKind::Date, patterns) => patterns[0].clone(),
        Rule::Email => "Well formatted email string".to_owned(),
        Rule::Text { max: Some(max), .. } => format!("{max} characters"),
        _ => "String".to_owned(),
    }
}
