//! The sandbox in a process of its own, so that its memory is told apart.

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use prose_sandbox::clienttether::Sandbox;

use crate::Failure;

/// What the program is started with to be the server.
pub(crate) const ARGUMENT: &str = "serve";

/// The server process. It ends with this value.
pub(crate) struct Server {
    process: Child,
    pub(crate) base_url: String,
    pub(crate) access_token: String,
    pub(crate) web_key: String,
}

impl Server {
    /// Starts this program once more, as the server.
    pub(crate) fn start() -> Result<Self, Failure> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg(ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = process.stdout.take().ok_or("the server has no output")?;
        let mut lines = BufReader::new(output).lines();
        let mut next = || {
            let line = lines.next().ok_or("the server did not start")?;
            line.map_err(Failure::from)
        };
        Ok(Self {
            base_url: next()?,
            access_token: next()?,
            web_key: next()?,
            process,
        })
    }

    /// What it has in memory now, in KiB.
    pub(crate) fn memory(&self) -> Result<u64, Failure> {
        self.status("VmRSS:")
    }

    /// The most that it had in memory, in KiB.
    pub(crate) fn most_memory(&self) -> Result<u64, Failure> {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> Result<u64, Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|line| line.split_whitespace().next());
        Ok(number.ok_or("the system tells no memory")?.parse()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Serves until the input ends, which it does with the process that started this one.
pub(crate) fn serve() -> Result<(), Failure> {
    let sandbox = Sandbox::start()?;
    println!("{}", sandbox.base_url());
    println!("{}", sandbox.access_token());
    println!("{}", sandbox.web_key());
    io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
