//! A file that a call sends.

use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;

use crate::error::Error;

/// A file that a call sends: a name, a content type, and what is in it.
///
/// ```
/// use prose_runtime::FileUpload;
///
/// let note = FileUpload::new("note.txt", "Water the roses.").content_type("text/plain");
/// assert_eq!(note.size(), 16);
/// ```
///
/// Debug output shows the size, and neither name nor content.
#[derive(Clone, PartialEq, Eq)]
pub struct FileUpload {
    name: String,
    content_type: String,
    content: Content,
}

/// Where the content is.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// In memory; copies are cheap.
    Memory(Bytes),
    /// On disk, where it had this size.
    Disk { path: PathBuf, size: u64 },
}

impl FileUpload {
    /// A file of this name and content, of which nothing is known but that it is bytes
    /// (`application/octet-stream`).
    pub fn new(name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self::of(name.into(), Content::Memory(content.into()))
    }

    /// The file at this path, under its own name. It is read from disk whenever it is sent, a piece at a time;
    /// a call whose file has another size by then, or is not there any more, is not sent.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if there is no such file, or it may not be read.
    pub fn at(path: impl Into<PathBuf>) -> Result<Self, Error> {
        let path = path.into();
        let size = size_of(&path).map_err(|error| unreadable(&error))?;
        let name = path.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        Ok(Self::of(name, Content::Disk { path, size }))
    }

    /// This, under another name.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// This, with a content type such as `image/png`. Sending tells if it cannot be one.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = content_type.into();
        self
    }

    /// How many bytes it has.
    #[must_use]
    pub fn size(&self) -> u64 {
        match &self.content {
            Content::Memory(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Content::Disk { size, .. } => *size,
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn media_type(&self) -> &str {
        &self.content_type
    }

    pub(crate) fn content(&self) -> &Content {
        &self.content
    }

    fn of(name: String, content: Content) -> Self {
        Self {
            name,
            content_type: "application/octet-stream".to_owned(),
            content,
        }
    }
}

impl Content {
    /// Whether it is still what it was, as far as its size tells.
    ///
    /// # Errors
    ///
    /// [`crate::Cause::Config`] if it is not.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let Self::Disk { path, size } = self else {
            return Ok(());
        };
        match size_of(path) {
            Ok(now) if now == *size => Ok(()),
            Ok(now) => Err(Error::config(format!(
                "a file to send has {now} bytes now and had {size}: make the call again"
            ))),
            Err(error) => Err(unreadable(&error)),
        }
    }
}

fn size_of(path: &Path) -> io::Result<u64> {
    // First: opening what is no file may wait for somebody who writes into it.
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    // Whether it may be read, nothing else tells.
    Ok(File::open(path)?.metadata()?.len())
}

/// Without the path, which may have a person's name in it.
fn unreadable(error: &io::Error) -> Error {
    let why = match error.kind() {
        io::ErrorKind::InvalidInput => "it is no file".to_owned(),
        kind => kind.to_string(),
    };
    Error::config(format!(
        "a file to send cannot be read ({why}): check its path"
    ))
}

impl fmt::Debug for FileUpload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<file of {} bytes>", self.size())
    }
}
