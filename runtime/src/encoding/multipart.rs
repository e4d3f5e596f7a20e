//! A body of several parts, such as files (RFC 7578, as the HTML standard writes it).

use std::fmt::Write as _;

use bytes::Bytes;

use super::masked_text::{Field, Pair, fixed, rule};
use super::pairs;
use super::request::quoted;
use crate::descriptor::{CallDescriptor, Travels};
use crate::error::Error;
use crate::random;
use crate::value::{Content, FileUpload};

/// A body of several parts. Files on disk are not in it: they are read when it is sent.
#[derive(Clone)]
pub(crate) struct Multipart {
    boundary: String,
    parts: Vec<Part>,
}

#[derive(Clone)]
enum Part {
    Text {
        name: String,
        value: String,
        mark: Option<&'static str>,
        /// Whether the mark stands for the name, too.
        hides_name: bool,
    },
    File {
        name: String,
        file: FileUpload,
    },
}

/// A piece of the body, in the order in which they travel.
pub(crate) enum Segment {
    Bytes(Bytes),
    File(Content),
}

impl Multipart {
    /// The body whose parts these are: credentials, what the caller sets, and what is fixed.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if a value cannot be a part.
    pub(super) fn of<'p>(
        credentials: impl Iterator<Item = Pair<'p>>,
        call: &'static CallDescriptor,
        fields: impl Iterator<Item = Field<'p>>,
    ) -> Result<Self, Error> {
        let mut body = Self::new();
        credentials.for_each(|credential| body.text(credential));
        for field in fields {
            match field.value.sent_files() {
                Some(files) => {
                    let list = rule(field.limit).list();
                    let travels = list.map_or(Travels::Commas, |list| list.travels);
                    for (number, file) in (0_u64..).zip(files) {
                        body.file(call, &pairs::of_item(field.name, travels, number), file)?;
                    }
                }
                None => {
                    let pairs = pairs::all(std::iter::once(field), call)?;
                    pairs.into_iter().for_each(|pair| body.text(pair));
                }
            }
        }
        fixed(call).for_each(|fixed| body.text(fixed));
        Ok(body)
    }

    fn new() -> Self {
        Self {
            boundary: boundary(),
            parts: Vec::new(),
        }
    }

    fn text(&mut self, pair: Pair<'_>) {
        self.parts.push(Part::Text {
            name: pair.name.into_owned(),
            value: pair.value.into_owned(),
            mark: pair.mark,
            hides_name: pair.hides_name,
        });
    }

    /// # Errors
    ///
    /// [`crate::Cause::Config`] if its content type cannot be one.
    fn file(&mut self, call: &CallDescriptor, name: &str, file: &FileUpload) -> Result<(), Error> {
        let content_type = file.media_type();
        let is_type = content_type.contains('/')
            && content_type
                .bytes()
                .all(|byte| byte == b' ' || byte.is_ascii_graphic());
        if !is_type {
            return Err(Error::config(format!(
                "{}: the content type of a file cannot be written in a header: give one such as \
                 image/png",
                call.name
            )));
        }
        self.parts.push(Part::File {
            name: name.to_owned(),
            file: file.clone(),
        });
        Ok(())
    }

    /// The value of the header that says what the body is.
    pub(super) fn content_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// How many bytes it has.
    pub(crate) fn length(&self) -> u64 {
        let mut length: u64 = 0;
        for segment in self.segments() {
            length = length.saturating_add(segment.length());
        }
        length
    }

    /// The whole of it.
    pub(crate) fn segments(&self) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut text = String::new();
        for part in &self.parts {
            // Writing a text into memory cannot fail.
            let _ = write!(
                text,
                "--{}\r\nContent-Disposition: form-data; name=\"",
                self.boundary
            );
            match part {
                Part::Text { name, value, .. } => {
                    let _ = write!(text, "{}\"\r\n\r\n{value}\r\n", escaped(name));
                }
                Part::File { name, file } => {
                    let _ = write!(
                        text,
                        "{}\"; filename=\"{}\"\r\nContent-Type: {}\r\n\r\n",
                        escaped(name),
                        escaped(file.name()),
                        file.media_type()
                    );
                    segments.push(Segment::Bytes(std::mem::take(&mut text).into()));
                    segments.push(match file.content() {
                        Content::Memory(bytes) => Segment::Bytes(bytes.clone()),
                        disk @ Content::Disk { .. } => Segment::File(disk.clone()),
                    });
                    text.push_str("\r\n");
                }
            }
        }
        let _ = write!(text, "--{}--\r\n", self.boundary);
        segments.push(Segment::Bytes(text.into()));
        segments
    }

    /// Whether its files are still what they were.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if one is not.
    pub(crate) fn check(&self) -> Result<(), Error> {
        self.parts.iter().try_for_each(|part| match part {
            Part::Text { .. } => Ok(()),
            Part::File { file, .. } => file.content().check(),
        })
    }

    /// As arguments of curl, without what must not be shown.
    pub(super) fn curl(&self) -> String {
        let mut arguments = String::new();
        for part in &self.parts {
            match part {
                Part::Text {
                    name,
                    value,
                    mark,
                    hides_name,
                } => {
                    let name = mark.filter(|_| *hides_name).unwrap_or(name);
                    let value = mark.unwrap_or(value);
                    arguments.push_str(" --form-string ");
                    arguments.push_str(&quoted(&format!("{name}={value}")));
                }
                Part::File { name, .. } => {
                    arguments.push_str(" -F ");
                    arguments.push_str(&quoted(&format!("{name}=@<file>")));
                }
            }
        }
        arguments
    }
}

impl Segment {
    pub(crate) fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Self::File(Content::Disk { size, .. }) => *size,
            Self::File(Content::Memory(bytes)) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        }
    }
}

/// A name as it stands in the head of a part: what would end it is escaped.
fn escaped(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// What stands between the parts. Whoever made their content cannot have guessed it, and 256 bits are long enough
/// that nothing else says the same.
fn boundary() -> String {
    format!("{:032x}{:032x}", random::bits(), random::bits())
}
