//! The command line, run as a program in throw-away workspaces.

#![forbid(unsafe_code)]

mod arguments;
mod broken_runs;
mod diff;
mod formats;
mod generate;
mod new_api;
mod no_lock;
mod refusals;
mod sixth_api;
mod watch;
mod workspace;
