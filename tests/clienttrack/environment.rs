//! Credentials of the environment. A process of its own has one: no test may change that of all others.

use std::ffi::OsString;
use std::process::Command;

use clienttrack_generated::{AuthTest, Client};

/// Set where this binary is run again, to look at its environment.
const LOOKING: &str = "CLIENTTRACK_TEST_LOOKS";
const VARIABLES: [&str; 4] = [
    "CLIENTTRACK_BASE_URL",
    "CLIENTTRACK_SUBSCRIPTION_KEY",
    "CLIENTTRACK_API_KEY",
    "CLIENTTRACK_ORG_ID",
];

/// What a client would send with these variables, or why there is none.
fn seen_with(variables: &[(&str, &str)]) -> String {
    let variables: Vec<_> = variables
        .iter()
        .map(|(name, value)| (*name, OsString::from(value)))
        .collect();
    seen_with_any(&variables)
}

fn seen_with_any(variables: &[(&str, OsString)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let test = "environment::what_the_environment_gives";
    command.args(["--exact", test, "--nocapture"]);
    for name in VARIABLES {
        command.env_remove(name);
    }
    command.env(LOOKING, "1");
    for (name, value) in variables {
        command.env(name, value);
    }
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find_map(|line| line.split_once("SEEN "));
    line.unwrap_or_else(|| panic!("{text}")).1.to_owned()
}

/// Looks where it is asked to, and is no test otherwise.
#[test]
fn what_the_environment_gives() {
    if std::env::var_os(LOOKING).is_none() {
        return;
    }
    let request = Client::from_env().and_then(|client| client.auth_test(AuthTest::new()).request());
    match request {
        Ok(request) => {
            let header = |name| {
                request
                    .headers()
                    .get(name)
                    .map(|value| value.to_str().unwrap())
            };
            println!(
                "\nSEEN {} {:?} {:?} {:?}",
                request.url(),
                header("ocp-apim-subscription-key"),
                header("authorization"),
                header("orgid"),
            );
        }
        Err(error) => println!("\nSEEN {error}"),
    }
}

const NEEDED: [(&str, &str); 2] = [
    ("CLIENTTRACK_SUBSCRIPTION_KEY", "sub-1"),
    ("CLIENTTRACK_API_KEY", "api-2"),
];

#[test]
fn both_keys_are_enough() {
    let expected =
        r#"https://api.clienttrack.net/auth/test Some("sub-1") Some("ApiKey api-2") None"#;
    assert_eq!(seen_with(&NEEDED), expected);
}

#[test]
fn a_variable_that_is_there_and_blank_is_a_mistake_that_is_named() {
    for blank in ["", " ", "\t\n"] {
        for name in [
            "CLIENTTRACK_ORG_ID",
            "CLIENTTRACK_API_KEY",
            "CLIENTTRACK_BASE_URL",
        ] {
            let seen = seen_with(&[NEEDED[0], NEEDED[1], (name, blank)]);
            let told = format!(
                "clienttrack: the environment variable {name} is blank: give it a value, or unset it"
            );
            assert_eq!(seen, told);
        }
    }
}

#[test]
fn the_organization_is_taken_if_it_is_there() {
    let with = [NEEDED[0], NEEDED[1], ("CLIENTTRACK_ORG_ID", "101")];
    let expected =
        r#"https://api.clienttrack.net/auth/test Some("sub-1") Some("ApiKey api-2") Some("101")"#;
    assert_eq!(seen_with(&with), expected);
}

#[test]
fn the_address_is_another_if_it_is_there() {
    let at = |url| [NEEDED[0], NEEDED[1], ("CLIENTTRACK_BASE_URL", url)];
    let seen = seen_with(&at("http://127.0.0.1:4480/"));
    assert!(
        seen.starts_with("http://127.0.0.1:4480/auth/test "),
        "{seen}"
    );
    let seen = seen_with(&at("http://sandbox.example/"));
    assert!(seen.contains("must start with https://"), "{seen}");
}

#[test]
fn a_key_that_is_missing_is_named() {
    for (missing, given) in [(NEEDED[0].0, NEEDED[1]), (NEEDED[1].0, NEEDED[0])] {
        let seen = seen_with(&[given]);
        assert!(seen.contains(missing), "{seen}");
        assert!(!seen.contains(given.1), "{seen}");
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_unicode_is_named_and_never_taken_for_absent() {
    use std::os::unix::ffi::OsStringExt as _;

    for name in VARIABLES {
        let odd = OsString::from_vec(b"http://127.0.0.1:4480/\xff".to_vec());
        let seen = seen_with_any(&[
            (NEEDED[0].0, NEEDED[0].1.into()),
            (NEEDED[1].0, NEEDED[1].1.into()),
            (name, odd),
        ]);
        let told = format!(
            "clienttrack: the environment variable {name} cannot be read: what it holds is not Unicode"
        );
        assert_eq!(seen, told);
    }
}
