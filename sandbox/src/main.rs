//! The sandbox as a command: see `--help`.

#![forbid(unsafe_code)]

use std::error::Error;
use std::ffi::OsString;
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clienttether_sandbox::{Sandbox, Setup, StartError, Switches};
use lexopt::prelude::{Long, Short, ValueExt};

/// Where it listens unless told otherwise.
const PORT: u16 = 4480;

/// What is wrong with the arguments, and what keeps it from starting.
const BAD_ARGUMENTS: u8 = 2;
const FAILED: u8 = 1;

fn main() -> ExitCode {
    let order = match read(std::env::args_os()) {
        Ok(Some(order)) => order,
        Ok(None) => {
            say(&help());
            return ExitCode::SUCCESS;
        }
        Err(error) => return fail(&format!("{error}; --help tells more"), BAD_ARGUMENTS),
    };
    match run(order) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string(), FAILED),
    }
}

/// What the arguments ask for.
struct Order {
    setup: Setup,
    data: Option<PathBuf>,
}

/// Reads the arguments; `None` if they ask for help.
fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Option<Order>, lexopt::Error> {
    let mut setup = Sandbox::setup().port(PORT);
    let mut data = None;
    let mut switches = Switches::default();
    let mut parser = lexopt::Parser::from_iter(arguments);
    while let Some(argument) = parser.next()? {
        setup = match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("port") => setup.port(parser.value()?.parse()?),
            Long("listen") => setup.listen(parser.value()?.parse::<IpAddr>()?),
            Long("data") => {
                let file = PathBuf::from(parser.value()?);
                data = Some(file.clone());
                setup.data(file)
            }
            Long("seed") => setup.seed(parser.value()?.parse()?),
            Long("contacts") => setup.contacts(parser.value()?.parse()?),
            Long("now") => setup.now(parser.value()?.string()?),
            Long("switch") => {
                let switch = parser.value()?.string()?;
                let (name, word) = switch
                    .split_once('=')
                    .ok_or("--switch takes a name and a word, such as codes=documented")?;
                switches
                    .set(name, word)
                    .map_err(|error| format!("--switch {switch}: {error}"))?;
                setup
            }
            other => return Err(other.unexpected()),
        };
    }
    let setup = setup.switches(switches);
    Ok(Some(Order { setup, data }))
}

fn run(order: Order) -> Result<(), Box<dyn Error>> {
    let sandbox = order.setup.start().map_err(|error| match &error {
        StartError::Listen { source, .. } if source.kind() == io::ErrorKind::AddrInUse => {
            format!("{error}; --port 0 takes one that is free").into()
        }
        _ => Box::<dyn Error>::from(error),
    })?;
    // Listens for Ctrl-C before it says that it runs.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let mut end = std::pin::pin!(tokio::signal::ctrl_c());
        // The first look at it is what makes it listen.
        let mut greeting = Some(greeting(&sandbox, order.data.as_ref())?);
        std::future::poll_fn(|context| {
            let outcome = end.as_mut().poll(context);
            if let Some(greeting) = greeting.take() {
                say(&greeting);
            }
            outcome
        })
        .await?;
        Ok(())
    })
}

/// Where it is, how to talk to it, and what becomes of its state.
fn greeting(sandbox: &Sandbox, data: Option<&PathBuf>) -> Result<String, Box<dyn Error>> {
    let address = sandbox.address();
    let reach = if address.ip().is_loopback() {
        "only this machine can reach it".to_owned()
    } else {
        format!(
            "WARNING: it listens on {address}; other machines can reach it, with credentials that are no secret"
        )
    };
    let state = match data {
        Some(file) => format!("in {}, kept when it ends", file.display()),
        None => "in memory, gone when it ends".to_owned(),
    };
    let mut accounts = String::new();
    for account in sandbox.accounts()? {
        let level = if account.multi_level {
            "multi-level"
        } else {
            "standard"
        };
        let (name, web_key) = (&account.name, &account.web_key);
        accounts.push_str(&format!("            {web_key}  {name} ({level})\n"));
    }
    let (url, control) = (sandbox.base_url(), sandbox.control_url());
    let (token, web_key) = (sandbox.access_token(), sandbox.web_key());
    Ok(format!(
        "\
The ClientTether sandbox runs, until Ctrl-C.
  API       {url}
  Control   {control}
  Reach     {reach}
  State     {state}
  Web keys
{accounts}
To paste into a second terminal:
export CLIENTTETHER_BASE_URL={url}
export CLIENTTETHER_ACCESS_TOKEN={token}
export CLIENTTETHER_WEB_KEY={web_key}
curl -H \"X-Access-Token: $CLIENTTETHER_ACCESS_TOKEN\" -H \"X-Web-Key: $CLIENTTETHER_WEB_KEY\" \"${{CLIENTTETHER_BASE_URL}}read_client_list?limit=2\"
"
    ))
}

fn help() -> String {
    let switches: String = Switches::default()
        .words()
        .iter()
        .map(|(name, word)| format!("                    {name} ({word})\n"))
        .collect();
    format!(
        "\
A local ClientTether, for examples, tests and newcomers.

  --port N          where it listens; 0 takes a free port ({PORT})
  --listen IP       on which address; any other than a loopback address opens it to others (127.0.0.1)
  --data FILE       keeps its state in a file; without it, the state is gone when it ends
  --seed N          makes other seed data (1)
  --contacts N      how many contacts the main account has (250)
  --now TIME        what its clock shows, such as \"2026-03-02 09:00:00\" (the real time, UTC)
  --switch NAME=WORD
                    what it does where the documents leave it open; can be repeated; a wrong word
                    tells the choices
{switches}  -h, --help        this text
"
    )
}

/// Whoever started it may have stopped reading: that is no reason to end.
fn say(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

fn fail(error: &str, code: u8) -> ExitCode {
    let _ = writeln!(io::stderr(), "clienttether-sandbox: {error}");
    ExitCode::from(code)
}
