//! The sandbox as a command: see `--help`.

#![forbid(unsafe_code)]

use std::error::Error;
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::Parser;
use lexopt::prelude::{Long, Short, ValueExt};
use sandbox::clienttether::ClientTether;
use sandbox::clienttrack::ClientTrack;
use sandbox::trackops::Trackops;
use sandbox::{Play, Sandbox, Setup, StartError, Switchboard};

/// Where it listens unless told otherwise.
const PORT: u16 = 4480;

/// What is wrong with the arguments, and what keeps it from starting.
const BAD_ARGUMENTS: u8 = 2;
const FAILED: u8 = 1;

/// The APIs, the first of which is played when none is named.
const APIS: &[Api] = &[
    (ClientTether::NAME, play::<ClientTether>),
    (Trackops::NAME, play::<Trackops>),
    (ClientTrack::NAME, play::<ClientTrack>),
];

/// The name of an API, and what plays it as the arguments ask.
type Api = (&'static str, fn(Parser) -> ExitCode);

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().peekable();
    // The name of the command itself.
    arguments.next();
    let named = arguments.next_if(|argument| !argument.to_string_lossy().starts_with('-'));
    let named = named.map(|name| name.to_string_lossy().into_owned());
    let chosen = match &named {
        Some(name) => APIS.iter().find(|(known, _)| known == name),
        None => APIS.first(),
    };
    match chosen {
        Some((_, play)) => play(Parser::from_args(arguments)),
        None => {
            let name = named.unwrap_or_default();
            let apis: Vec<&str> = APIS.iter().map(|(name, _)| *name).collect();
            let error = format!("{name:?} is none of {}; --help tells more", apis.join(", "));
            fail(&error, BAD_ARGUMENTS)
        }
    }
}

/// Plays an API as the arguments ask.
fn play<P: Play>(arguments: Parser) -> ExitCode {
    let order = match read::<P>(arguments) {
        Ok(Some(order)) => order,
        Ok(None) => {
            say(&help::<P>());
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
struct Order<P: Play> {
    setup: Setup<P>,
    data: Option<PathBuf>,
}

/// Reads the arguments; `None` if they ask for help.
fn read<P: Play>(mut parser: Parser) -> Result<Option<Order<P>>, lexopt::Error> {
    let mut setup = Sandbox::<P>::setup().port(PORT);
    let mut data = None;
    let mut switches = P::Switches::default();
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
            Long(size) if size == P::SEEDED.0 => setup.size(parser.value()?.parse()?),
            Long("now") => setup.now(parser.value()?.string()?),
            Long("switch") => {
                let switch = parser.value()?.string()?;
                let (name, word) = switch.split_once('=').ok_or_else(|| {
                    format!(
                        "--switch takes a name and a word, such as {}",
                        example::<P>()
                    )
                })?;
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

fn run<P: Play>(order: Order<P>) -> Result<(), Box<dyn Error>> {
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
fn greeting<P: Play>(
    sandbox: &Sandbox<P>,
    data: Option<&PathBuf>,
) -> Result<String, Box<dyn Error>> {
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
    let (url, control) = (sandbox.base_url(), sandbox.control_url());
    let greeting = sandbox.greeting()?;
    let (title, about, curl) = (P::TITLE, greeting.about, greeting.curl);
    let mut variables = format!("export {}={url}\n", greeting.base_url);
    for (name, value) in greeting.variables {
        variables.push_str(&format!("export {name}={value}\n"));
    }
    Ok(format!(
        "\
The {title} sandbox runs, until Ctrl-C.
  API       {url}
  Control   {control}
  Reach     {reach}
  State     {state}
{about}
To paste into a second terminal:
{variables}{curl}
"
    ))
}

/// A switch and the word that it has at first.
fn example<P: Play>() -> String {
    let words = P::Switches::default().words().into_iter();
    let words: Vec<_> = words
        .take(1)
        .map(|(name, word)| format!("{name}={word}"))
        .collect();
    words.concat()
}

fn help<P: Play>() -> String {
    let switches: String = P::Switches::default()
        .words()
        .iter()
        .map(|(name, word)| format!("                    {name} ({word})\n"))
        .collect();
    let (title, (size, count)) = (P::TITLE, P::SEEDED);
    let apis: Vec<&str> = APIS.iter().map(|(name, _)| *name).collect();
    let (first, apis) = (apis[0], apis.join("|"));
    let size = format!("--{size} N");
    format!(
        "\
A local {title}, for examples, tests and newcomers.

  sandbox [{apis}] [OPTION]...

It plays {first} if none is named; the size of its seed data and its switches differ from one to
another: `sandbox NAME --help` tells.

  --port N          where it listens; 0 takes a free port ({PORT})
  --listen IP       on which address; any other than a loopback address opens it to others (127.0.0.1)
  --data FILE       keeps its state in a file; without it, the state is gone when it ends
  --seed N          makes other seed data (1)
  {size:<16}  how much of it there is ({count})
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
    let _ = writeln!(io::stderr(), "sandbox: {error}");
    ExitCode::from(code)
}
