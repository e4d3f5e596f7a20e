//! The binary as a process.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

/// A running sandbox. It ends with this value.
pub(crate) struct Process {
    child: Child,
    /// Host and port.
    pub(crate) address: String,
    pub(crate) access_token: String,
    pub(crate) web_key: String,
}

impl Process {
    pub(crate) fn start(data: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sandbox"))
            .args(["--port", "0", "--contacts", "20", "--data"])
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (mut address, mut access_token, mut web_key) = (None, None, None);
        let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
        while address.is_none() || access_token.is_none() || web_key.is_none() {
            let line = output.next().unwrap().unwrap();
            address = address.or_else(|| between(&line, "http://", "/"));
            access_token = access_token.or_else(|| exported(&line, "CLIENTTETHER_ACCESS_TOKEN"));
            web_key = web_key.or_else(|| exported(&line, "CLIENTTETHER_WEB_KEY"));
        }
        // It may have more to say, and must not wait for somebody to listen.
        thread::spawn(move || output.for_each(drop));
        Self {
            child,
            address: address.unwrap(),
            access_token: access_token.unwrap(),
            web_key: web_key.unwrap(),
        }
    }

    /// Ends it at once (SIGKILL).
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have been killed before.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn between(line: &str, before: &str, after: &str) -> Option<String> {
    let (_, rest) = line.split_once(before)?;
    Some(rest.split_once(after)?.0.to_owned())
}

fn exported(line: &str, variable: &str) -> Option<String> {
    let (_, value) = line.split_once(&format!("export {variable}="))?;
    Some(value.trim().trim_matches(['\'', '"']).to_owned())
}
