//! The forms that set the sandbox: each does what it says.

use prose_sandbox::clienttether::{Codes, Sandbox};

use super::{Visitor, sandbox};
use crate::http::{Connection, contacts, control};

/// Sends a form of the settings that must succeed.
fn set(visitor: &Visitor, what: &str, pairs: &[(&str, &str)]) {
    let answer = visitor.post(&format!("settings/{what}"), pairs);
    assert_eq!(answer.status, 303, "{what}: {}", answer.body);
    let next = answer.header("location").unwrap();
    assert_eq!(visitor.get(next.split('#').next().unwrap()).status, 200);
}

fn faults(sandbox: &Sandbox) -> usize {
    let (_, faults) = control(sandbox, "GET", "faults", "");
    faults.as_array().unwrap().len()
}

#[test]
fn switches_are_set_to_the_words_that_were_chosen() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    set(&visitor, "switches", &[("switch.codes", "documented")]);
    sandbox.switch(|switches| assert_eq!(switches.codes, Codes::Documented));
    let page = visitor.get("/sandbox/page/settings").body;
    assert!(
        page.contains("<option value=\"documented\" selected>"),
        "{page}"
    );
    // As the documentation has it, for each word.
    assert!(page.contains("<code>CT_200</code>"), "{page}");
}

#[test]
fn faults_are_set_and_taken_away_one_by_one_or_all() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    for status in ["503", "502", "500"] {
        let pairs = [
            ("trouble", "status"),
            ("status", status),
            ("on", "read_user_list"),
            ("times", "2"),
            ("after", ""),
        ];
        set(&visitor, "faults", &pairs);
    }
    assert_eq!(faults(&sandbox), 3);
    set(&visitor, "fault-removed", &[("place", "0")]);
    let hit = Connection::to(&sandbox).get("read_user_list").unwrap();
    assert_eq!(hit.status, 502);
    set(&visitor, "faults-cleared", &[]);
    assert_eq!(faults(&sandbox), 0);
}

#[test]
fn every_fault_that_the_control_endpoint_takes_can_be_chosen() {
    let sandbox = sandbox();
    let page = Visitor::signed_in(&sandbox).get("/sandbox/page/settings");
    let (status, refusal) = control(&sandbox, "POST", "faults", r#"{"trouble": "odd"}"#);
    assert_eq!(status, 400);
    let refusal = refusal["error"].as_str().unwrap();
    let (_, words) = refusal.split_once("is none of ").unwrap();
    let words: Vec<&str> = words.split(", ").collect();
    for word in &words {
        let choice = format!("name=\"trouble\" value=\"{word}\"");
        assert!(page.body.contains(&choice), "{word}");
    }
    assert_eq!(page.body.matches("name=\"trouble\"").count(), words.len());
}

#[test]
fn a_fault_that_makes_no_sense_is_told_and_what_was_typed_stays() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    for (pairs, why) in [
        (
            &[("trouble", "latency"), ("after", "3")][..],
            "milliseconds is needed",
        ),
        (
            &[("trouble", "status"), ("status", "700")],
            "from 400 to 599",
        ),
        (&[("trouble", "html"), ("times", "many")], "is not a number"),
        (
            &[("trouble", "html"), ("on", "nothing")],
            "there is no call",
        ),
    ] {
        let answer = visitor.post("settings/faults", pairs);
        assert_eq!(answer.status, 400);
        assert!(answer.body.contains(why), "{why}: {}", answer.body);
        let (name, typed) = pairs[1];
        if name != "on" {
            assert!(
                answer.body.contains(&format!("value=\"{typed}\"")),
                "{typed}"
            );
        }
    }
    assert_eq!(faults(&sandbox), 0);
}

#[test]
fn the_clock_is_set_and_moved() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    set(&visitor, "clock", &[("now", "2031-05-06 07:00:00")]);
    assert_eq!(sandbox.now().date().to_string(), "2031-05-06");
    set(&visitor, "clock", &[("advance", "3"), ("unit", "days")]);
    assert_eq!(sandbox.now().date().to_string(), "2031-05-09");
    for pairs in [
        &[("now", "noon")][..],
        &[("advance", "-1"), ("unit", "days")],
    ] {
        assert_eq!(visitor.post("settings/clock", pairs).status, 400);
    }
    assert_eq!(sandbox.now().date().to_string(), "2031-05-09");
}

#[test]
fn states_are_saved_loaded_and_forgotten() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    let state = |act| [("name", "before/after"), ("do", act)];
    set(&visitor, "states", &state("save"));
    Connection::to(&sandbox).create().unwrap();
    assert_eq!(contacts(&sandbox), 31);
    set(&visitor, "states", &state("load"));
    assert_eq!(contacts(&sandbox), 30);
    set(&visitor, "states", &state("forget"));
    assert_eq!(visitor.post("settings/states", &state("load")).status, 400);
    for odd in [
        [("name", " "), ("do", "save")],
        [("name", "mine"), ("do", "sell")],
    ] {
        assert_eq!(visitor.post("settings/states", &odd).status, 400);
    }
    // Programs save states under any name.
    sandbox.save_state(" mine ").unwrap();
    set(&visitor, "states", &[("name", " mine "), ("do", "load")]);
}

#[test]
fn a_reset_brings_the_seed_data_back() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    Connection::to(&sandbox).create().unwrap();
    set(&visitor, "reset", &[]);
    assert!(sandbox.requests().is_empty());
    assert_eq!(contacts(&sandbox), 30);
}

#[test]
fn the_duplicate_check_of_an_account_is_switched() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    let account = sandbox.accounts().unwrap()[0].id.to_string();
    for on in ["1", "0"] {
        set(&visitor, "duplicates", &[("account", &account), ("on", on)]);
        let accounts = sandbox.accounts().unwrap();
        assert_eq!(accounts[0].check_duplicates, on == "1");
        assert!(!accounts[1].check_duplicates);
    }
    let odd = [("account", "../reset"), ("on", "1")];
    assert_eq!(visitor.post("settings/duplicates", &odd).status, 400);
}

#[test]
fn the_journal_is_forgotten_on_request() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    Connection::to(&sandbox).create().unwrap();
    assert_eq!(visitor.post("journal/forget", &[]).status, 303);
    assert!(sandbox.requests().is_empty());
}
