//! What a call costs.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::Failure;
use crate::cost::Cost;
use crate::maker::Maker;
use crate::rounds::Rounds;
use crate::table::{Table, Unit};

const ROUNDS: usize = 41;

/// What is asked of a client in a round, and our goal.
const LOADS: [(&str, &str, Option<f64>); 4] = [
    (
        "A page of 100 contacts, 32 calls at once, CPU of the client",
        "page 64 32",
        Some(0.35),
    ),
    ("... one after the other", "page 64 1", None),
    (
        "One contact, 32 calls at once, CPU of the client",
        "one 1024 32",
        None,
    ),
    ("... one after the other", "one 512 1", None),
];

/// Adds the rows of all loads.
pub(crate) fn measure(
    makers: &[Maker],
    here: &Path,
    target: &Path,
    table: &mut Table,
) -> Result<(), Failure> {
    let mut builds = vec![(
        here.join("Cargo.toml"),
        vec!["ours", "positional", "builder"],
    )];
    if makers.contains(&Maker::OpenapiGenerator) {
        let manifest = here.join("openapi_generator/Cargo.toml");
        builds.push((manifest, vec!["openapi_generator"]));
    }
    for (manifest, packages) in builds {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args([
            "build",
            "--release",
            "--quiet",
            "--locked",
            "--bins",
            "--manifest-path",
        ]);
        cargo.arg(manifest).env("CARGO_TARGET_DIR", target);
        for package in packages {
            cargo.args(["--package", package]);
        }
        Cost::of(&mut cargo)?;
    }
    let programs = target.join("release");
    let (_server, base_url) = server(&programs.join("ours"))?;
    let mut with_more = makers.to_vec();
    with_more.push(Maker::OursInFull);
    let mut clients = Vec::new();
    for maker in &with_more {
        clients.push((*maker, Client::start(*maker, &programs, &base_url)?));
    }
    for (what, calls, goal) in LOADS {
        let mut turn = |maker| {
            let client = clients.iter_mut().find(|(known, _)| *known == maker);
            let (_, client) = client.ok_or("all have started")?;
            client.turn(calls)
        };
        // The first only warms up.
        Rounds::take(&with_more, 1, &mut turn)?;
        let rounds = Rounds::take(&with_more, ROUNDS, &mut turn)?;
        let cpu: fn(&Cost) -> f64 = |cost| cost.cpu;
        table.measured(what, (Maker::Ours, cpu), &rounds, Unit::Microseconds, goal);
        let every = "... we: and every field asked for";
        table.measured(
            every,
            (Maker::OursInFull, cpu),
            &rounds,
            Unit::Microseconds,
            None,
        );
    }
    Ok(())
}

/// A process that ends with this value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the server of all. It ends with its input.
fn server(program: &Path) -> Result<(Running, String), Failure> {
    let mut process = Command::new(program)
        .arg("serve")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let output = process.stdout.take().ok_or("the server has an output")?;
    let mut address = String::new();
    BufReader::new(output).read_line(&mut address)?;
    let base_url = format!("http://{}/v2/api/", address.trim());
    Ok((Running(process), base_url))
}

/// A client that waits for its turn.
struct Client {
    _process: Running,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Client {
    fn start(maker: Maker, programs: &Path, base_url: &str) -> Result<Self, Failure> {
        let (program, ways): (_, &[&str]) = match maker {
            Maker::Ours => ("ours", &["generated client"]),
            Maker::OursInFull => ("ours", &["... every field asked for"]),
            Maker::Positional | Maker::Builder => (maker.name(), &[]),
            Maker::OpenapiGenerator => ("openapi_generator", &[]),
        };
        let mut process = Command::new(programs.join(program))
            .args(ways)
            .arg(base_url)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        Ok(Self {
            input: process.stdin.take().ok_or("a client has an input")?,
            output: BufReader::new(process.stdout.take().ok_or("a client has an output")?),
            _process: Running(process),
        })
    }

    fn turn(&mut self, calls: &str) -> Result<Cost, Failure> {
        writeln!(self.input, "{calls}")?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        let (cpu, wall) = line
            .trim()
            .split_once(' ')
            .ok_or("a client made no calls")?;
        Ok(Cost {
            cpu: cpu.parse::<f64>()? / 1e6,
            wall: wall.parse::<f64>()? / 1e6,
        })
    }
}
