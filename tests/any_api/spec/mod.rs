//! The specs, each of them: what holds for any, and that what is committed is what they make. The
//! numbers and rows of a vendor's page are in the `spec.rs` of its API.

mod house;
mod resolved;

use std::collections::BTreeSet;

use prose_codegen::emit::{EMITTERS, Output, Owns, outputs};
use prose_codegen::model::{Call, Kind, Requires};
use prose_codegen::write::Plan;
use workspace_tests::spec::{apis, workspace};

/// What holds for no API would hold for ever.
#[test]
fn every_spec_is_tried_here() {
    let apis = apis();
    let names: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
    for known in house::OURS {
        assert!(names.contains(&known), "{names:?}");
    }
}

#[test]
fn no_two_calls_have_one_name() {
    for api in apis() {
        let names: [fn(&Call) -> &String; 3] =
            [|call| &call.name, |call| &call.rust, |call| &call.function];
        for name in names {
            let names: BTreeSet<&String> = api.calls().map(name).collect();
            assert_eq!(names.len(), api.counts().all_calls(), "{}", api.name);
        }
    }
}

#[test]
fn what_a_caller_must_give_is_never_read_only() {
    for api in apis() {
        let changes = api.calls().filter(|call| call.does != Kind::Read);
        for call in changes {
            for item in &call.requires {
                let Requires::Key(wire) = item else { continue };
                let accepted = call.accepts.iter().find(|key| key.key.wire == *wire);
                let accepted = accepted.expect("what is required is accepted");
                assert!(accepted.key.access.is_sent(), "{}, {wire}", call.name);
            }
        }
    }
}

#[test]
fn the_committed_code_is_what_the_spec_makes() {
    for output in outputs(&apis(), EMITTERS).expect("the specs can be emitted") {
        let Output {
            folder,
            owns,
            files,
            ..
        } = output;
        let plan = Plan::compare(&workspace(), folder, owns, &files).expect("the crate is there");
        assert!(
            plan.is_done(),
            "run `cargo xtask generate`: {:?}",
            plan.changes()
        );
        let lists = usize::from(owns == Owns::Manifest && !files.is_empty());
        assert_eq!(plan.unchanged(), files.len() + lists);
    }
}
