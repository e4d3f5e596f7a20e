//! Text before it is written: pieces in lines, and lines in blocks.

/// A line of text, of any length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text(pub(super) Vec<Piece>);

/// What a text is made of. How each is written is the writer's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words of the emitter's own, without any markup.
    Own(&'static str),
    /// The same, set off from those around them.
    Stressed(&'static str),
    /// Words of the spec. What stands in backticks, and addresses, are code.
    Said(String),
    /// A value of the spec, as code.
    Code(String),
    /// Something that is described elsewhere.
    Link {
        /// What is shown, as code.
        shown: String,
        /// Where it is, in the way of whoever asks for the text.
        to: String,
    },
}

/// Words of the emitter's own.
pub(crate) fn own(words: &'static str) -> Text {
    match words {
        "" => Text::default(),
        words => Text(vec![Piece::Own(words)]),
    }
}

/// Words of the emitter's own that stand out.
pub(crate) fn stressed(words: &'static str) -> Text {
    Text(vec![Piece::Stressed(words)])
}

/// Words of the spec, in one line.
pub(crate) fn said(words: impl Into<String>) -> Text {
    Text(vec![Piece::Said(words.into())])
}

/// A value as code, whatever is in it.
pub(crate) fn code(value: impl Into<String>) -> Text {
    Text(vec![Piece::Code(value.into())])
}

/// Something that is described elsewhere.
pub(crate) fn link(shown: impl Into<String>, to: impl Into<String>) -> Text {
    Text(vec![Piece::Link {
        shown: shown.into(),
        to: to.into(),
    }])
}

/// Something that is found by what it is called.
pub(crate) fn item(name: &str) -> Text {
    link(name, name)
}

/// Words of the emitter's own, with other text in the place of each `{}`.
pub(crate) fn fill(words: &'static str, texts: impl IntoIterator<Item = Text>) -> Text {
    let mut filled = Text::default();
    let mut texts = texts.into_iter();
    for (at, own) in words.split("{}").enumerate() {
        if at > 0 {
            filled.push(texts.next().unwrap_or_default());
        }
        if !own.is_empty() {
            filled.0.push(Piece::Own(own));
        }
    }
    filled
}

/// Texts with these words in between.
pub(crate) fn joined(texts: impl IntoIterator<Item = Text>, between: &'static str) -> Text {
    let mut all = Text::default();
    for (at, text) in texts.into_iter().enumerate() {
        if at > 0 {
            all.0.push(Piece::Own(between));
        }
        all.push(text);
    }
    all
}

/// `one, two or three`, with these words before the last.
pub(super) fn listed(texts: impl IntoIterator<Item = Text>, before_the_last: &'static str) -> Text {
    let mut texts: Vec<Text> = texts.into_iter().collect();
    match texts.pop() {
        None => Text::default(),
        Some(last) if texts.is_empty() => last,
        Some(last) => joined([joined(texts, ", "), last], before_the_last),
    }
}

impl Text {
    /// Adds more to the end.
    pub(crate) fn push(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    /// With more at its end.
    pub(crate) fn and(mut self, more: Self) -> Self {
        self.push(more);
        self
    }

    /// Whether nothing is said.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// For where there is nowhere to go: code in the place of links.
    pub(crate) fn without_links(&self) -> Self {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Link { shown, .. } => Piece::Code(shown.clone()),
            piece => piece.clone(),
        });
        Self(pieces.collect())
    }
}

/// All that is said about one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Docs(pub(super) Vec<Block>);

/// What stands apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Words of the spec in any number of lines: paragraphs, and examples between fences.
    Said(String),
    /// A paragraph.
    Line(Text),
    /// Points, one below the other.
    List(Vec<Text>),
    /// A heading.
    Heading(&'static str),
    /// Lines of code of the emitter's own, which its tests run.
    Example(Vec<String>),
}

impl Docs {
    /// Begins with the words of the spec.
    pub(crate) fn of(words: &str) -> Self {
        let mut docs = Self::default();
        docs.paragraph(words);
        docs
    }

    /// Begins with the words of the spec or, if it has none, with others.
    pub(crate) fn of_or(words: &str, otherwise: Text) -> Self {
        let mut docs = Self::of(words);
        if docs.0.is_empty() {
            docs.line(otherwise);
        }
        docs
    }

    /// Adds words of the spec as a paragraph of their own.
    pub(crate) fn paragraph(&mut self, words: &str) -> &mut Self {
        if !words.trim().is_empty() {
            self.0.push(Block::Said(words.to_owned()));
        }
        self
    }

    /// Adds a paragraph.
    pub(crate) fn line(&mut self, text: Text) -> &mut Self {
        if !text.is_empty() {
            self.0.push(Block::Line(text));
        }
        self
    }

    /// Adds a list of points.
    pub(crate) fn list(&mut self, points: impl IntoIterator<Item = Text>) -> &mut Self {
        let points: Vec<Text> = points.into_iter().collect();
        if !points.is_empty() {
            self.0.push(Block::List(points));
        }
        self
    }

    /// All of it in one line.
    pub(crate) fn in_a_line(&self) -> Text {
        let texts = self.0.iter().map(|block| match block {
            Block::Said(words) => said(words.as_str()),
            Block::Line(text) => text.clone(),
            Block::List(points) => joined(points.iter().cloned(), " "),
            Block::Heading(words) => own(words),
            Block::Example(lines) => code(lines.join(" ")),
        });
        joined(texts, " ")
    }

    /// For where there is nowhere to go: code in the place of links.
    pub(crate) fn without_links(&self) -> Self {
        let blocks = self.0.iter().map(|block| match block {
            Block::Line(text) => Block::Line(text.without_links()),
            Block::List(points) => Block::List(points.iter().map(Text::without_links).collect()),
            block => block.clone(),
        });
        Self(blocks.collect())
    }

    /// Adds code that an emitter wrote, in the language of what it makes.
    pub(crate) fn example(&mut self, lines: Vec<String>) -> &mut Self {
        self.0.push(Block::Example(lines));
        self
    }

    /// Adds a heading.
    pub(crate) fn heading(&mut self, words: &'static str) -> &mut Self {
        self.0.push(Block::Heading(words));
        self
    }
}
