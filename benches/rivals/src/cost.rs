//! What a program cost that has ended.

use std::process::Command;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

use crate::Failure;

/// Of the processor, in user and system mode, and of the clock, in seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    pub(crate) cpu: f64,
    pub(crate) wall: f64,
}

impl Cost {
    /// Runs a program, and those that it runs, to their end.
    pub(crate) fn of(command: &mut Command) -> Result<Self, Failure> {
        let (before, start) = (children()?, Instant::now());
        let output = command.output()?;
        let cost = Self {
            cpu: (children()? - before).as_secs_f64(),
            wall: start.elapsed().as_secs_f64(),
        };
        if output.status.success() {
            return Ok(cost);
        }
        let words = String::from_utf8_lossy(&output.stderr);
        Err(format!("{} failed: {words}", command.get_program().display()).into())
    }
}

/// What the children of this process that have ended have used.
pub(crate) fn children() -> Result<Duration, Failure> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    Ok(duration(usage.user_time()) + duration(usage.system_time()))
}

fn duration(time: TimeVal) -> Duration {
    let seconds = u64::try_from(time.tv_sec()).unwrap_or_default();
    let micros = u64::try_from(time.tv_usec()).unwrap_or_default();
    Duration::from_secs(seconds) + Duration::from_micros(micros)
}
