//! Several APIs from one server.

use prose_sandbox::{StartError, clienttether, trackops};

#[test]
fn each_api_has_its_own_paths_credentials_and_switches() {
    let clienttether = clienttether::Sandbox::setup().contacts(0).start().unwrap();
    let trackops = trackops::Sandbox::setup().clients(0).start().unwrap();
    assert!(clienttether.base_url().ends_with("/v2/api/"));
    assert!(trackops.base_url().ends_with("/api/v1/"));
    assert!(!trackops.username().is_empty() && !trackops.api_token().is_empty());
    let names = clienttether::Switches::NAMES;
    assert!(names.contains(&"codes") && !names.contains(&"throttle"));
    let names = trackops::Switches::NAMES;
    assert!(names.contains(&"throttle") && !names.contains(&"codes"));
}

#[test]
fn the_state_of_one_api_is_not_taken_for_that_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.db");
    let first = trackops::Sandbox::setup().clients(1).data(&file);
    drop(first.start().unwrap());
    let other = clienttether::Sandbox::setup().data(&file).start();
    let Err(error @ StartError::State(_)) = other else {
        panic!("{other:?}");
    };
    assert!(error.to_string().contains("something else"), "{error}");
    assert!(trackops::Sandbox::setup().data(&file).start().is_ok());
}
