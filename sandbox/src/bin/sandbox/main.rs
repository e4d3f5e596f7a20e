//! The sandbox as a command: see `--help`.

#![forbid(unsafe_code)]

mod signals;

use std::error::Error;
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::PathBuf;
use std::pin::pin;
use std::process::ExitCode;
use std::time::Duration;

use futures_util::future::{Either, select};
use lexopt::Parser;
use lexopt::prelude::{Long, Short, ValueExt};
use prose_sandbox::clienttether::ClientTether;
use prose_sandbox::clienttrack::ClientTrack;
use prose_sandbox::trackops::Trackops;
use prose_sandbox::{Backend, Sandbox, Setup, StartError, Switchboard};

use signals::Signals;

/// How long calls in flight may take once it is told to end. Containers are killed after 10 seconds.
const FINISHING: Duration = Duration::from_secs(8);

/// Signals that come within this time of the first one say the same.
const ONE_SIGNAL: Duration = Duration::from_millis(300);

/// What is wrong with the arguments, and what keeps it from starting.
const BAD_ARGUMENTS: u8 = 2;
const FAILED: u8 = 1;

/// More seed data than this is a slip of the keyboard: it would take minutes, without a word.
const MOST_SEEDED: usize = 1_000_000;

/// The APIs, the first of which is played when none is named.
const APIS: &[Api] = &[
    (ClientTether::NAME, 4480, start::<ClientTether>),
    (Trackops::NAME, 4481, start::<Trackops>),
    (ClientTrack::NAME, 4482, start::<ClientTrack>),
];

/// The name of an API, the port where it listens unless told otherwise (each has its own, so that all
/// can run at once), and what plays it as the arguments ask.
type Api = (&'static str, u16, fn(Parser, u16) -> ExitCode);

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().peekable();
    // The name of the command itself.
    arguments.next();
    let named = arguments.next_if(|argument| !argument.to_string_lossy().starts_with('-'));
    let named = named.map(|name| name.to_string_lossy().into_owned());
    let chosen = match &named {
        Some(name) => APIS.iter().find(|(known, ..)| known == name),
        None => APIS.first(),
    };
    match chosen {
        Some((_, port, start)) => start(Parser::from_args(arguments), *port),
        None => {
            let name = named.unwrap_or_default();
            let apis: Vec<&str> = APIS.iter().map(|(name, ..)| *name).collect();
            let error = format!("{name:?} is none of {}; --help tells more", apis.join(", "));
            fail(&error, BAD_ARGUMENTS)
        }
    }
}

/// Starts the sandbox of an API as the arguments ask.
fn start<B: Backend>(arguments: Parser, port: u16) -> ExitCode {
    let run = match read::<B>(arguments, port) {
        Ok(Command::Run(run)) => run,
        Ok(Command::Help) => {
            say(&help::<B>(port));
            return ExitCode::SUCCESS;
        }
        Ok(Command::Version) => {
            say(concat!("sandbox ", env!("CARGO_PKG_VERSION"), "\n"));
            return ExitCode::SUCCESS;
        }
        Err(error) => return fail(&format!("{error}; --help tells more"), BAD_ARGUMENTS),
    };
    match serve(*run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string(), FAILED),
    }
}

/// What the arguments ask for.
enum Command<B: Backend> {
    Run(Box<Run<B>>),
    Help,
    Version,
}

/// A sandbox that is to run.
struct Run<B: Backend> {
    setup: Setup<B>,
    data: Option<PathBuf>,
    /// Whether anything is said of seed data.
    is_seeded: bool,
}

/// Reads the arguments.
fn read<B: Backend>(mut parser: Parser, port: u16) -> Result<Command<B>, lexopt::Error> {
    let mut setup = Sandbox::<B>::setup().port(port);
    let mut data = None;
    let mut is_seeded = false;
    let mut switches = B::Switches::default();
    while let Some(argument) = parser.next()? {
        setup = match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Long("port") => {
                let port = parser.value()?.string()?;
                let number = port
                    .parse()
                    .map_err(|_| format!("--port {port}: a port is a number from 0 to 65535"))?;
                setup.port(number)
            }
            Long("listen") => setup.listen(parser.value()?.parse::<IpAddr>()?),
            Long("data") => {
                let file = PathBuf::from(parser.value()?);
                data = Some(file.clone());
                setup.data(file)
            }
            Long("seed") => {
                is_seeded = true;
                setup.seed(parser.value()?.parse()?)
            }
            Long(size) if size == B::SEEDED.0 => {
                is_seeded = true;
                let size: usize = parser.value()?.parse()?;
                if size > MOST_SEEDED {
                    let name = B::SEEDED.0;
                    return Err(format!("--{name} {size}: at most {MOST_SEEDED}").into());
                }
                setup.size(size)
            }
            Long("allow-origin") => setup.allow_origin(parser.value()?.string()?),
            Long("allow-host") => setup.allow_host(parser.value()?.string()?),
            Long("token") => setup.control_token(parser.value()?.string()?),
            Long("now") => setup.now(parser.value()?.string()?),
            Long("switch") => {
                let switch = parser.value()?.string()?;
                let (name, word) = switch.split_once('=').ok_or_else(|| {
                    format!(
                        "--switch takes a name and a word, such as {}",
                        example::<B>()
                    )
                })?;
                switches
                    .set(name, word)
                    .map_err(|error| format!("--switch {switch}: {error}"))?;
                setup
            }
            Long(name) => match B::OPTIONS.iter().find(|(known, _)| *known == name) {
                Some((option, _)) => setup.option(option),
                None => return Err(Long(name).unexpected()),
            },
            other => return Err(other.unexpected()),
        };
    }
    let setup = setup.switches(switches);
    Ok(Command::Run(Box::new(Run {
        setup,
        data,
        is_seeded,
    })))
}

fn serve<B: Backend>(run: Run<B>) -> Result<(), Box<dyn Error>> {
    let sandbox = run.setup.start().map_err(|error| match &error {
        StartError::Listen { source, .. } if source.kind() == io::ErrorKind::AddrInUse => {
            format!("{error}; --port 0 takes one that is free").into()
        }
        _ => Box::<dyn Error>::from(error),
    })?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let outcome = runtime.block_on(async {
        // Before it says that it runs: whoever has read that may end it.
        let mut signals = Signals::new()?;
        say(&greeting(&sandbox, run.data.as_ref(), run.is_seeded)?);
        signals.next().await;
        // Ctrl-C goes to a whole group, and who watches over it may pass on another: one signal.
        tokio::time::sleep(ONE_SIGNAL).await;
        signals.forget();
        let finishing = tokio::task::spawn_blocking(|| sandbox.finish(FINISHING));
        match select(finishing, pin!(signals.next())).await {
            Either::Left(_) => Ok(()),
            Either::Right(_) => {
                Err("told to end a second time: what was still in flight is cut off".into())
            }
        }
    });
    // Whoever tells it a second time will not wait for calls to finish.
    runtime.shutdown_background();
    outcome
}

/// Where it is, how to talk to it, and what becomes of its state.
fn greeting<B: Backend>(
    sandbox: &Sandbox<B>,
    data: Option<&PathBuf>,
    is_seeded: bool,
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
    let seed = match sandbox.kept() {
        Some(kept) if is_seeded => {
            let name = B::SEEDED.0;
            format!(
                "  Seed      the file keeps its {kept} {name}; POST /sandbox/reset seeds anew, by --seed and --{name}\n"
            )
        }
        _ => String::new(),
    };
    let (url, page, control, token) = (
        sandbox.base_url(),
        sandbox.page_url(),
        sandbox.control_url(),
        sandbox.control_token(),
    );
    let greeting = sandbox.greeting()?;
    let (title, about, curl) = (B::TITLE, greeting.about, greeting.curl);
    let mut variables = format!("export {}={url}\n", greeting.base_url);
    for (name, value) in greeting.variables {
        variables.push_str(&format!("export {name}={value}\n"));
    }
    variables.push_str(&format!("export SANDBOX_TOKEN={token}\n"));
    Ok(format!(
        "\
The {title} sandbox runs, until Ctrl-C.
  API       {url}
  Browser   {page} shows what is in it, and has every call to try; it asks for the token below
  Control   {control} with the header X-Sandbox-Token: {token}
  Reach     {reach}
  State     {state}
{seed}{about}
To paste into a second terminal:
{variables}{curl}
"
    ))
}

/// A switch and the word that it has at first.
fn example<B: Backend>() -> String {
    let words = B::Switches::default().words().into_iter();
    let words: Vec<_> = words
        .take(1)
        .map(|(name, word)| format!("{name}={word}"))
        .collect();
    words.concat()
}

fn help<B: Backend>(port: u16) -> String {
    let switches: String = B::Switches::default()
        .words()
        .iter()
        .map(|(name, word)| format!("                    {name} ({word})\n"))
        .collect();
    let (title, (size, count)) = (B::TITLE, B::SEEDED);
    let apis: Vec<&str> = APIS.iter().map(|(name, ..)| *name).collect();
    let (first, apis) = (apis[0], apis.join("|"));
    let size = format!("--{size} N");
    let options: String = B::OPTIONS
        .iter()
        .map(|(name, about)| format!("  --{name:<15} {about}\n"))
        .collect();
    format!(
        "\
A local {title}, for examples, tests and newcomers.

  sandbox [{apis}] [OPTION]...

It plays {first} if none is named; the size of its seed data and its switches differ from one to
another: `sandbox NAME --help` tells.

  --port N          where it listens; 0 takes a free port ({port})
  --listen IP       on which address; any other than a loopback address opens it to others (127.0.0.1)
  --data FILE       keeps its state in a file; without it, the state is gone when it ends
  --seed N          makes other seed data (1)
  {size:<16}  how much of it there is ({count})
  --allow-host NAME takes requests for this host name too, such as that of a container
  --allow-origin ORIGIN
                    takes requests of web pages of this origin too, such as http://localhost:3000;
                    * for all; null for pages from files and all that hide their origin, which any
                    page can; both flags can be repeated
  --token TOKEN     what /sandbox/ wants in the header X-Sandbox-Token (a new one each time, printed)
  --now TIME        what its clock shows, such as \"2026-03-02 09:00:00\" (the real time, UTC)
  --switch NAME=WORD
                    what it does where the documents leave it open; can be repeated; a wrong word
                    tells the choices
{switches}{options}  -h, --help        this text
  -V, --version     which version this is
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
