//! The sandbox's own time.

use std::error::Error as _;
use std::thread;
use std::time::Duration;

use prose_sandbox::StartError;
use prose_sandbox::clienttether::Sandbox;

fn starting(now: &str) -> Result<Sandbox, StartError> {
    Sandbox::setup().contacts(1).now(now).start()
}

/// Its time to the second.
fn shown(sandbox: &Sandbox) -> String {
    sandbox.now().strftime("%Y-%m-%d %H:%M:%S").to_string()
}

#[test]
fn the_clock_shows_what_it_was_set_to_and_ticks_on() {
    let sandbox = starting("2026-03-02 09:00:00").unwrap();
    assert!(shown(&sandbox).starts_with("2026-03-02 09:00:0"));
    sandbox.set_now("1999-12-31 23:59:58").unwrap();
    let before = sandbox.now();
    assert!(shown(&sandbox).starts_with("1999-12-31 23:59:5"));
    thread::sleep(Duration::from_millis(20));
    let ticked = sandbox.now().duration_since(before);
    assert!((20..5000).contains(&ticked.as_millis()), "{ticked}");
}

#[test]
fn the_clock_moves_forwards_and_stops_at_its_end() {
    let sandbox = starting("2026-02-27 09:00:00").unwrap();
    sandbox.advance(Duration::from_secs(2 * 24 * 3600));
    assert!(shown(&sandbox).starts_with("2026-03-01 09:00:0"));
    sandbox.advance(Duration::MAX);
    sandbox.advance(Duration::MAX);
    assert!(
        shown(&sandbox).starts_with("9999-12-30"),
        "{}",
        shown(&sandbox)
    );
    sandbox.set_now("2026-03-02 09:00:00").unwrap();
    assert!(shown(&sandbox).starts_with("2026-03-02 09:00:0"));
}

#[test]
fn the_clock_stays_when_the_rest_begins_anew() {
    let sandbox = starting("2026-03-02 09:00:00").unwrap();
    sandbox.advance(Duration::from_secs(3600));
    sandbox.reset().unwrap();
    assert!(shown(&sandbox).starts_with("2026-03-02 10:00:0"));
}

#[test]
fn what_is_no_time_is_refused_with_an_example() {
    let sandbox = starting("2026-03-02 09:00:00").unwrap();
    for text in [
        "",
        "tomorrow",
        "2026-03-02",
        "2026-02-30 09:00:00",
        "2026-03-02 25:00:00",
    ] {
        let error = sandbox.set_now(text).unwrap_err().to_string();
        assert!(error.contains("2026-03-02 09:00:00"), "{error}");
        let error = starting(text).unwrap_err();
        assert!(matches!(error, StartError::Time(_)), "{error}");
        assert!(error.source().is_some());
    }
    assert!(shown(&sandbox).starts_with("2026-03-02 09:00:0"));
}
