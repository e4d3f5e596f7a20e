//! Sends a body of several parts, with files straight from disk.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::encoding::{Multipart, Segment};
use crate::value::Content;

/// How much of a file is in memory at a time.
const PIECE: u64 = 64 * 1024;

/// The body on its way. Its length is told before, so it is that or fails.
pub(super) struct MultipartBody {
    segments: VecDeque<Segment>,
    /// Bytes that are still to come.
    left: u64,
    /// The file that is being read, and how much of it is still to come.
    reading: Option<(JoinHandle<io::Result<Piece>>, u64)>,
}

/// What was read of a file.
struct Piece {
    file: File,
    bytes: Bytes,
}

impl MultipartBody {
    pub(super) fn new(parts: &Multipart) -> Self {
        Self {
            left: parts.length(),
            segments: parts.segments().into(),
            reading: None,
        }
    }

    fn gives(&mut self, bytes: Bytes) -> Frame<Bytes> {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.left = self.left.saturating_sub(length);
        Frame::data(bytes)
    }
}

impl Body for MultipartBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let this = &mut *self;
        loop {
            if let Some((task, left)) = &mut this.reading {
                let read = ready!(Pin::new(task).poll(context)).map_err(io::Error::other);
                let left = *left;
                this.reading = None;
                let Piece { file, bytes } = match read.and_then(|read| read) {
                    Ok(piece) => piece,
                    Err(error) => return Poll::Ready(Some(Err(error))),
                };
                let read = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                let left = left.saturating_sub(read);
                if left > 0 {
                    let task = spawn_blocking(move || piece(file, left));
                    this.reading = Some((task, left));
                }
                return Poll::Ready(Some(Ok(this.gives(bytes))));
            }
            match this.segments.pop_front() {
                None => return Poll::Ready(None),
                Some(Segment::File(Content::Disk { path, size })) if size > 0 => {
                    let task = spawn_blocking(move || first_piece(path, size));
                    this.reading = Some((task, size));
                }
                Some(Segment::Bytes(bytes) | Segment::File(Content::Memory(bytes)))
                    if !bytes.is_empty() =>
                {
                    return Poll::Ready(Some(Ok(this.gives(bytes))));
                }
                // An empty piece would be taken for the end.
                Some(_) => {}
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

fn first_piece(path: PathBuf, size: u64) -> io::Result<Piece> {
    piece(File::open(path)?, size)
}

/// The next piece of a file of which so much is to come.
fn piece(mut file: File, left: u64) -> io::Result<Piece> {
    let length = usize::try_from(PIECE.min(left)).map_err(io::Error::other)?;
    let mut bytes = vec![0; length];
    // A file that became shorter ends here, and the request with it.
    file.read_exact(&mut bytes)?;
    Ok(Piece {
        file,
        bytes: bytes.into(),
    })
}
