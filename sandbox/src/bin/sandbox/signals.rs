//! What tells a process to end.

use std::future::poll_fn;
use std::io;
use std::task::Poll;

use futures_util::FutureExt as _;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{CtrlC, ctrl_c};

/// Ctrl-C, and where there are such: SIGTERM, and SIGHUP of a terminal that is closed.
pub(crate) struct Signals {
    #[cfg(unix)]
    signals: [Signal; 3],
    #[cfg(windows)]
    signals: [CtrlC; 1],
}

impl Signals {
    /// From now on they end nothing by themselves. Must be called within a runtime.
    pub(crate) fn new() -> io::Result<Self> {
        #[cfg(unix)]
        let signals = [
            signal(SignalKind::interrupt())?,
            signal(SignalKind::terminate())?,
            signal(SignalKind::hangup())?,
        ];
        #[cfg(windows)]
        let signals = [ctrl_c()?];
        Ok(Self { signals })
    }

    /// Forgets those that have come.
    pub(crate) fn forget(&mut self) {
        while self.next().now_or_never().is_some() {}
    }

    /// The next one, whichever it is.
    pub(crate) async fn next(&mut self) {
        poll_fn(|context| {
            let mut signals = self.signals.iter_mut();
            if signals.any(|signal| signal.poll_recv(context).is_ready()) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
}
