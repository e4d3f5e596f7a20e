//! The server: a process of its own, so that its CPU time is not counted.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::contacts::answer;

/// What the program is started with to be the server.
pub(crate) const ARGUMENT: &str = "serve";

/// Records in a page.
pub(crate) const PAGE: usize = 100;

/// The server process. It ends with this value.
pub(crate) struct Server {
    process: Child,
    pub(crate) base_url: String,
}

impl Server {
    /// Starts this program once more, as the server.
    pub(crate) fn start() -> Result<Self, Box<dyn Error>> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg(ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut address = String::new();
        let output = process.stdout.take().ok_or("the server has an output")?;
        BufReader::new(output).read_line(&mut address)?;
        Ok(Self {
            process,
            base_url: format!("http://{}/v2/api/", address.trim()),
        })
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
pub(crate) fn serve() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    println!("{}", listener.local_addr()?);
    thread::spawn(move || {
        let (page, one) = (http(&answer(PAGE)), http(&answer(1)));
        for stream in listener.incoming().flatten() {
            let (page, one) = (page.clone(), one.clone());
            // A client that goes away ends its connection, and nothing else.
            thread::spawn(move || converse(stream, &page, &one));
        }
    });
    io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

/// Answers the requests of a connection, which have no bodies.
fn converse(mut stream: TcpStream, page: &[u8], one: &[u8]) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut bytes = [0; 8192];
    let mut length = 0;
    loop {
        let count = stream.read(&mut bytes[length..])?;
        if count == 0 {
            return Ok(());
        }
        length += count;
        if bytes[..length].ends_with(b"\r\n\r\n") {
            let list = b"GET /v2/api/read_client_list";
            let answer = if bytes.starts_with(list) { page } else { one };
            stream.write_all(answer)?;
            length = 0;
        }
    }
}

fn http(body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
