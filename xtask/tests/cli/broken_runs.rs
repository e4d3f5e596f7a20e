//! Runs that are killed, that meet, and that find something odd: none is in the way of the next, and
//! each says in one line what is wrong.

use std::fs::{self, File};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use prose_codegen::emit::rust::HEADER;

use super::workspace::{LIMITS, PLANT, READ, Run, Workspace, binary};

const GENERATED: &str = "garden-generated/src/generated";

/// A workspace in which every kind of change is to be made.
fn to_be_written() -> Workspace {
    let workspace = Workspace::generated();
    workspace.write("garden-generated/Cargo.toml", "");
    let limits = LIMITS.replace("max: 20", "max: 30");
    workspace.write("spec/garden/limits.yaml", limits);
    let weed = PLANT.replace("table: plant", "table: weed");
    let weed = weed.replace("name:", "weed:");
    workspace.write("spec/garden/tables/weed.yaml", weed);
    let read = READ.replace("[plant]", "[plant, weed]");
    workspace.write("spec/garden/read.yaml", read);
    workspace.write(
        &format!("{GENERATED}/tables/gone.rs"),
        format!("{HEADER}\n"),
    );
    workspace
}

/// The texts of generated files, whenever they were written.
fn texts(workspace: &Workspace) -> Vec<(String, Vec<u8>)> {
    let files = workspace.files("garden-generated").into_iter();
    files.map(|(path, (text, _))| (path, text)).collect()
}

fn command(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command
        .args(arguments)
        .arg("--root")
        .arg(workspace.path(""));
    command
}

#[test]
fn what_a_killed_run_left_is_cleaned_up_by_the_next() {
    let wanted = to_be_written();
    wanted.run(&["generate"]);
    let whole = texts(&wanted);
    for (name, text) in [
        ("api.rs.tmp", String::new()),
        ("api.rs.4711-0.tmp", HEADER[..10].to_owned()),
        ("tables/new.rs.1-2.tmp", format!("{HEADER} from here on\n")),
        ("limits.rs.tmp", format!("{HEADER}\n")),
    ] {
        let workspace = to_be_written();
        let path = format!("{GENERATED}/{name}");
        workspace.write(&path, &text);
        let run = workspace.run(&["generate", "--check"]);
        assert!(
            run.stderr.contains("out of date") && !run.stdout.contains(".tmp"),
            "{run:?}"
        );
        workspace.run(&["generate"]).succeeds();
        assert_eq!(texts(&workspace), whole, "{name}");
        // Where nothing else is to be done, too.
        workspace.write(&path, &text);
        workspace.run(&["generate", "--check"]).succeeds();
        workspace.run(&["generate"]).succeeds();
        assert_eq!(texts(&workspace), whole, "{name}");
    }
    // What the generator did not begin stays.
    let workspace = to_be_written();
    workspace.write(&format!("{GENERATED}/mine.tmp"), "// Mine.\n");
    let run = workspace.run(&["generate"]);
    assert!(run.stderr.contains("mine.tmp stands among"), "{run:?}");
    assert!(workspace.path(&format!("{GENERATED}/mine.tmp")).exists());
}

/// `GENERATE_KILLS` says how often. Whenever a run is killed, the next one does all that is to be done.
#[test]
fn a_killed_run_is_not_in_the_way_of_the_next() {
    let kills = std::env::var("GENERATE_KILLS").ok();
    let kills: u32 = kills.and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let workspace = to_be_written();
    workspace.run(&["generate"]).succeeds();
    let whole = texts(&workspace);
    let mut in_the_middle = 0;
    for kill in 0..kills {
        fs::remove_dir_all(workspace.path("garden-generated/src")).unwrap_or_default();
        workspace.write(
            &format!("{GENERATED}/tables/gone.rs"),
            format!("{HEADER}\n"),
        );
        let child = command(&workspace, &["generate"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut child = child.unwrap_or_else(|error| unreachable!("{error}"));
        // Most of them within the time that a run takes.
        std::thread::sleep(Duration::from_micros(u64::from(kill % 40) * 500));
        child.kill().unwrap_or_default();
        child.wait().map(|_| ()).unwrap_or_default();
        in_the_middle += u32::from(texts(&workspace) != whole);
        workspace.run(&["generate"]).succeeds();
        assert_eq!(texts(&workspace), whole);
    }
    println!("{in_the_middle} of {kills} before the end");
}

#[test]
fn runs_at_once_wait_for_each_other() {
    let workspace = to_be_written();
    workspace.run(&["generate"]).succeeds();
    let whole = texts(&workspace);
    for round in 0..5 {
        if round % 2 == 0 {
            fs::remove_dir_all(workspace.path("garden-generated/src")).unwrap_or_default();
        }
        workspace.write(
            &format!("{GENERATED}/tables/gone.rs"),
            format!("{HEADER}\n"),
        );
        let runs: Vec<_> = (0..6)
            .map(|_| {
                command(&workspace, &["generate"])
                    .stdout(Stdio::piped())
                    .stderr(Stdio::piped())
                    .spawn()
            })
            .collect();
        for run in runs {
            let run = Run::of(run.and_then(|child| child.wait_with_output()));
            assert_eq!(run.code, Some(0), "{run:?}");
        }
        assert_eq!(texts(&workspace), whole);
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    for link in ["garden-generated", "garden-generated/src", GENERATED] {
        let workspace = Workspace::new();
        let elsewhere = tempfile::tempdir().unwrap_or_else(|error| unreachable!("{error}"));
        let path = workspace.path(link);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        let linked = made.and_then(|()| std::os::unix::fs::symlink(elsewhere.path(), &path));
        assert!(linked.is_ok(), "{linked:?}");
        workspace.refuses_to_write(&format!("{link} is a link"));
        assert_eq!(fs::read_dir(elsewhere.path()).map_or(9, Iterator::count), 0);
    }
    // A folder and a file among the generated ones.
    for (name, leads_to) in [
        ("tables", "/tmp"),
        ("api.rs", "/etc/passwd"),
        ("odd.rs", "nowhere"),
    ] {
        let workspace = to_be_written();
        let path = workspace.path(&format!("{GENERATED}/{name}"));
        let _ = fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path));
        let linked = std::os::unix::fs::symlink(leads_to, &path);
        assert!(linked.is_ok(), "{linked:?}");
        workspace.refuses_to_write(&format!("{name} is a link"));
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_among_generated_files_is_not_waited_for() {
    for name in ["api.rs", "odd.rs", "api.rs.tmp"] {
        let workspace = to_be_written();
        let path = workspace.path(&format!("{GENERATED}/{name}"));
        let _ = fs::remove_file(&path);
        let made = Command::new("mkfifo").arg(&path).status();
        assert!(made.is_ok_and(|status| status.success()));
        for arguments in [&["generate"][..], &["generate", "--check"]] {
            let run = workspace.run(arguments);
            assert_eq!(run.code, Some(1), "{run:?}");
            assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
            assert!(
                run.stderr.contains(&format!("{name} stands among")),
                "{run:?}"
            );
            assert_eq!(run.stdout, "");
        }
    }
}

/// No file can be longer than 4 KiB here, which is as if there were no room for more.
#[cfg(unix)]
#[test]
fn a_disk_that_is_full_leaves_everything_as_it_was() {
    let workspace = to_be_written();
    let long = "Very long words. ".repeat(1_000);
    let plant = PLANT.replace("Name of the plant.", &long);
    workspace.write("spec/garden/tables/plant.yaml", plant);
    for is_new in [false, true] {
        if is_new {
            fs::remove_dir_all(workspace.path("garden-generated/src")).unwrap_or_default();
        }
        let before = workspace.files("");
        let run = Run::of(
            Command::new("sh")
                .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh"])
                .arg(binary())
                .args(["generate", "--root"])
                .arg(workspace.path(""))
                .output(),
        );
        assert_eq!(run.code, Some(1), "{run:?}");
        assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
        assert!(run.stderr.starts_with("error: cannot write "), "{run:?}");
        assert!(run.stderr.contains(".rs: ") && run.stderr.contains("nothing was written"));
        assert_eq!(run.stdout, "", "nothing was changed, so nothing is told");
        assert_eq!(workspace.files(""), before);
        assert_eq!(workspace.path("garden-generated/src").exists(), !is_new);
    }
    workspace.run(&["generate"]).succeeds();
}

/// All that the program can be asked for, and how it ends.
const QUESTIONS: [(&[&str], i32); 8] = [
    (&["generate", "--check"], 1),
    (&["generate"], 0),
    (&["count"], 0),
    (&["explain"], 0),
    (&["explain", "E22"], 0),
    (&["--help"], 0),
    (&["--version"], 0),
    (&["prune"], 2),
];

#[test]
fn a_reader_who_has_enough_ends_nothing_with_a_panic() {
    for (arguments, code) in QUESTIONS {
        for (is_out_closed, is_err_closed) in [(true, false), (true, true), (false, true)] {
            let workspace = to_be_written();
            let closed = || {
                let (reader, writer) =
                    std::io::pipe().unwrap_or_else(|error| unreachable!("{error}"));
                drop(reader);
                Stdio::from(writer)
            };
            let mut command = command(&workspace, arguments);
            command.stdout(if is_out_closed {
                closed()
            } else {
                Stdio::piped()
            });
            command.stderr(if is_err_closed {
                closed()
            } else {
                Stdio::piped()
            });
            let run = Run::of(command.spawn().and_then(|child| child.wait_with_output()));
            assert_eq!(run.code, Some(code), "{arguments:?}: {run:?}");
            if arguments == ["generate"] {
                workspace.run(&["generate", "--check"]).succeeds();
            }
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_one_clear_line() {
    for (arguments, code) in QUESTIONS {
        let workspace = to_be_written();
        let full = || {
            File::options()
                .write(true)
                .open("/dev/full")
                .map_or(Stdio::null(), Stdio::from)
        };
        let mut command = command(&workspace, arguments);
        let run: std::io::Result<Output> = command.stdout(full()).output();
        let run = Run::of(run);
        let is_told = run
            .stderr
            .contains("error: cannot write to standard output: No space left");
        // What writes nothing there has nothing to tell.
        assert_eq!(is_told, code != 2, "{arguments:?}: {run:?}");
        assert_eq!(run.code, Some(code.max(1)), "{arguments:?}: {run:?}");
        if arguments == ["generate"] {
            assert_eq!(run.stderr.lines().count(), 1, "{run:?}");
            workspace.run(&["generate", "--check"]).succeeds();
        }
    }
}
