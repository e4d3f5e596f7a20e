//! What is committed is what the specs make.

use prose_codegen::emit::{EMITTERS, Output, Owns, outputs};
use prose_codegen::write::Plan;
use workspace_tests::spec::{apis_in, workspace};

#[test]
fn the_committed_code_is_what_the_spec_makes() {
    let fixtures = workspace().join("tests/fixtures");
    let apis = apis_in(&fixtures.join("spec"));
    let names: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
    assert_eq!(names, ["billing", "desk", "mailer"]);
    for output in outputs(&apis, EMITTERS).unwrap() {
        let Output {
            folder,
            owns,
            files,
            ..
        } = output;
        let plan = Plan::compare(&fixtures, folder, owns, &files).unwrap();
        assert!(
            plan.is_done(),
            "run `cargo xtask generate --root tests/fixtures`: {:?}",
            plan.changes()
        );
        let lists = usize::from(owns == Owns::Manifest && !files.is_empty());
        assert_eq!(plan.unchanged(), files.len() + lists);
    }
}
