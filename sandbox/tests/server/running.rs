//! The command in a process of its own.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::http::Connection;

/// A running command. It ends with the test.
pub(crate) struct Running {
    pub(crate) child: Child,
    pub(crate) greeting: String,
}

pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.args(arguments).stdin(Stdio::null());
    command
}

pub(crate) fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

pub(crate) fn start(arguments: &[&str]) -> Running {
    let mut child = command(arguments).stdout(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut greeting = String::new();
    // The curl line is the last one.
    while !greeting.contains("\ncurl ") {
        assert_ne!(out.read_line(&mut greeting).unwrap(), 0, "{greeting}");
    }
    Running { child, greeting }
}

impl Running {
    /// What the greeting would set in a shell.
    pub(crate) fn exported(&self, name: &str) -> String {
        let start = format!("export {name}=");
        let mut lines = self.greeting.lines();
        lines
            .find_map(|line| line.strip_prefix(&start))
            .unwrap()
            .to_owned()
    }

    pub(crate) fn address(&self) -> SocketAddr {
        let url = self.exported("CLIENTTETHER_BASE_URL");
        let rest = url.strip_prefix("http://").unwrap();
        rest.split('/').next().unwrap().parse().unwrap()
    }

    /// To its control endpoint.
    pub(crate) fn control(&self) -> Connection {
        Connection::to_control(self.address(), &self.exported("SANDBOX_TOKEN"))
    }

    pub(crate) fn connection(&self) -> Connection {
        Connection::with(
            self.address(),
            &self.exported("CLIENTTETHER_ACCESS_TOKEN"),
            &self.exported("CLIENTTETHER_WEB_KEY"),
        )
    }

    #[cfg(unix)]
    pub(crate) fn interrupt(&mut self) -> ExitStatus {
        self.signal("-INT");
        self.ended()
    }

    /// The requests that it received.
    pub(crate) fn requests(&self) -> Vec<Value> {
        let answer = self.control().exchange("GET", "/sandbox/requests", "");
        let requests = answer.unwrap().json();
        requests.as_array().unwrap().clone()
    }

    /// Sends it a signal, such as `-TERM`.
    #[cfg(unix)]
    pub(crate) fn signal(&self, signal: &str) {
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &pid])
                .status()
                .unwrap()
                .success()
        );
    }

    /// How it ends by itself.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(
                started.elapsed() < Duration::from_secs(10),
                "it does not end"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
