//! Connections that can be told to break.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// The listener, whose connections are [`Connection`]s.
#[derive(Debug)]
pub(crate) struct Listener(TcpListener);

impl Listener {
    /// Must be called within a runtime.
    pub(crate) fn new(listener: std::net::TcpListener) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        TcpListener::from_std(listener).map(Self)
    }

    /// The next connection.
    pub(crate) async fn accept(&self) -> Connection {
        loop {
            match self.0.accept().await {
                Ok((stream, _)) => {
                    // Answers are written in one go: they need not wait for each other.
                    let _ = stream.set_nodelay(true);
                    let ending = Ending::default();
                    return Connection { stream, ending };
                }
                // Files are short, or the peer has gone: neither is a reason to spin or to stop.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    }
}

// An open connection has 0.
const BREAK_OFF: u8 = 1;
const RESET: u8 = 2;

/// How a connection is to end. It goes to whoever answers its requests.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ending(Arc<AtomicU8>);

impl Ending {
    /// The peer gets what was written so far, and then the end of the connection.
    pub(crate) fn break_off(&self) {
        self.0.store(BREAK_OFF, Ordering::Relaxed);
    }

    /// The peer gets nothing more but a reset.
    pub(crate) fn reset(&self) {
        self.0.store(RESET, Ordering::Relaxed);
    }

    fn get(&self) -> u8 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A connection. An error is how it makes its owner drop it.
#[derive(Debug)]
pub(crate) struct Connection {
    stream: TcpStream,
    ending: Ending,
}

impl Connection {
    /// How it can be told to end.
    pub(crate) fn ending(&self) -> Ending {
        self.ending.clone()
    }

    /// Fails once the connection is to be reset, and sees to it that dropping it does that.
    fn unless_reset(&self) -> io::Result<()> {
        if self.ending.get() != RESET {
            return Ok(());
        }
        // With nothing to linger for, closing is a reset.
        SockRef::from(&self.stream).set_linger(Some(Duration::ZERO))?;
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.unless_reset()?;
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.unless_reset()?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.unless_reset()?;
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// It is called when all that there is has been written: the moment to break off.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.unless_reset()?;
        if self.ending.get() == BREAK_OFF {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.unless_reset()?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
