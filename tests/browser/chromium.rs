//! A browser without a window, which is gone when the test is.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use workspace_tests::{Loopback, http};

const DRIVER: &str = include_str!("driver.js");
/// Starting takes a second or two; a machine under load may need many.
const PATIENCE: Duration = Duration::from_secs(400);

/// What a browser posts: to which path, and the body.
pub(crate) type Posted = (String, String);

/// Loads the form in a browser, has the driver do what it is told, and gives what is posted first.
///
/// The form's address must be `/post`; the driver posts its results to `/results`.
pub(crate) fn drive(form: &str, told: &Value) -> Posted {
    let site = Site::with(form, told, "'self'");
    let _browser = Chromium::start(&site.address("/"));
    let request = site.visited("POST /");
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let path = head.split_whitespace().nth(1).unwrap();
    (path.to_owned(), body.to_owned())
}

/// A web site with a page for the form. It takes whatever is posted, and has any other page.
pub(crate) struct Site(Loopback);

impl Site {
    /// With this form, which may post where the `form-action` of the page's policy allows it.
    pub(crate) fn with(form: &str, told: &Value, form_action: &str) -> Self {
        let page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Form</title>\n{}\n<script nonce=\"page\">{DRIVER}</script>\n",
            form.replace("<script>", "<script nonce=\"page\">")
        );
        // Only scripts with this nonce run, and nothing is loaded from anywhere: a form must bear that.
        let policy = format!(
            "default-src 'none'; script-src 'nonce-page'; connect-src 'self'; form-action {form_action}"
        );
        let status = format!("200 OK\r\nContent-Security-Policy: {policy}");
        let told = told.to_string();
        let server = Loopback::replying(move |request| {
            let mut words = request.split_whitespace();
            match (words.next(), words.next()) {
                (Some("GET"), Some("/")) => http(&status, "text/html; charset=utf-8", &page),
                (Some("GET"), Some("/told")) => http("200 OK", "application/json", &told),
                (Some("GET"), Some("/favicon.ico")) => http("404 Not Found", "text/plain", ""),
                _ => http("200 OK", "text/plain", "Thank you"),
            }
        });
        Self(server.unwrap())
    }

    /// The address of one of its pages.
    pub(crate) fn address(&self, page: &str) -> String {
        format!("http://{}{page}", self.0.host())
    }

    /// The first request that begins so, once it has come.
    pub(crate) fn visited(&self, beginning: &str) -> String {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            match self.0.request() {
                Some(request) if request.starts_with(beginning) => return request,
                _ => {}
            }
        }
        panic!("nobody has sent {beginning}");
    }
}

/// A browser that is gone when this is dropped.
pub(crate) struct Chromium {
    process: Child,
    _profile: TempDir,
}

impl Chromium {
    pub(crate) fn start(address: &str) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let program = std::env::var_os("CHROMIUM").unwrap_or_else(|| "chromium".into());
        let process = Command::new(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self {
            process,
            _profile: profile,
        }
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Its own processes end with it.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
