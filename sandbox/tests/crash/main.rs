//! The binary with `--data`, killed in the middle of writes, again and again: whatever was
//! acknowledged is there after a restart, and whatever was deleted stays away.
//!
//! `CRASH_KILLS` is the number of kills. By hand:
//! `CRASH_KILLS=200 cargo test --release -p prose-sandbox --test crash -- --nocapture`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic, in its helpers too"
)]

mod book;
mod http;
mod process;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use book::Book;
use http::Connection;
use process::Process;

/// Threads that write, each to contacts of its own.
const WRITERS: usize = 4;

/// Where the state is. It goes with this value, unless a test failed: then it is worth a look.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let name = format!("crash-{}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn data(&self) -> PathBuf {
        self.0.join("sandbox.db")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("the state is kept in {}", self.0.display());
        } else {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}

/// What SQLite says about the file as the kill left it. It looks at a copy: the next start of the
/// sandbox must cope with the original.
fn check_integrity(folder: &Folder) {
    let copies = folder.0.join("copy");
    fs::create_dir_all(&copies).unwrap();
    for file in fs::read_dir(&folder.0).unwrap() {
        let file = file.unwrap();
        // The index of the log belongs to the processes that share it: a copy makes its own.
        let name = file.file_name().into_string().unwrap();
        if file.file_type().unwrap().is_file() && !name.ends_with("-shm") {
            fs::copy(file.path(), copies.join(name)).unwrap();
        }
    }
    let copy = rusqlite::Connection::open(copies.join("sandbox.db")).unwrap();
    let says: String = copy
        .query_row("PRAGMA integrity_check", (), |row| row.get(0))
        .unwrap();
    assert_eq!(says, "ok");
    drop(copy);
    fs::remove_dir_all(copies).unwrap();
}

#[test]
fn no_acknowledged_write_is_lost_and_nothing_deleted_returns_when_the_sandbox_is_killed() {
    let kills: u32 = std::env::var("CRASH_KILLS").map_or(5, |kills| kills.parse().unwrap());
    let folder = Folder::new();
    let start = Instant::now();
    let mut books: Vec<Book> = (0..WRITERS).map(Book::new).collect();
    let (mut starting, mut seeded) = (Duration::ZERO, None);
    for kill in 0..=kills {
        let before = Instant::now();
        let mut process = Process::start(&folder.data());
        starting += before.elapsed();
        if kill > 0 {
            let connection = &mut Connection::to(&process);
            for book in &mut books {
                book.check(connection);
            }
        }
        let listed = Connection::to(&process).client_ids();
        match seeded {
            None => seeded = Some(listed.len()),
            Some(seeded) => {
                let known: usize = books.iter_mut().map(|book| book.check_list(&listed)).sum();
                assert_eq!(listed.len(), seeded + known);
            }
        }
        if kill == kills {
            break;
        }
        // From a few writes to many, and at all points of a write.
        let until = Duration::from_millis(20 + u64::from(kill) * 37 % 230);
        thread::scope(|scope| {
            for book in &mut books {
                let mut connection = Connection::to(&process);
                scope.spawn(move || book.write(&mut connection));
            }
            thread::sleep(until);
            process.kill();
        });
        check_integrity(&folder);
    }
    let total = |of: fn(&Book) -> usize| books.iter().map(of).sum::<usize>();
    println!(
        "{kills} kills in {:.1} s, {:.0} ms for a start: {} writes acknowledged, {} cut off (of \
         which {} were carried out); {} contacts and {} notes are there, {} contacts are deleted",
        start.elapsed().as_secs_f64(),
        starting.as_secs_f64() * 1e3 / f64::from(kills + 1),
        total(|book| book.acknowledged),
        total(|book| book.cut_off),
        total(|book| book.carried_out),
        total(Book::contacts),
        total(Book::notes),
        total(Book::deleted),
    );
    let least = kills as usize * WRITERS;
    assert!(
        total(|book| book.acknowledged) > least,
        "too little was written"
    );
}
