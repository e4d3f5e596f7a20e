//! Sandboxes of all APIs, each as it was when it began, and the variables that lead there.

use prose_sandbox::{clienttether, clienttrack, trackops};

/// A sandbox that lives as long as this.
pub(crate) struct Running {
    /// The variables of a shell, and their values.
    pub(crate) variables: Vec<(String, String)>,
    _sandbox: Box<dyn std::any::Any>,
}

/// A new one of this API.
pub(crate) fn start(api: &str) -> Running {
    macro_rules! start {
        ($sandbox:expr) => {{
            let sandbox = $sandbox.start().unwrap();
            let greeting = sandbox.greeting().unwrap();
            let address = (greeting.base_url.to_owned(), sandbox.base_url());
            let variables = greeting.variables.into_iter();
            let variables = variables.map(|(name, value)| (name.to_owned(), value));
            Running {
                variables: variables.chain([address]).collect(),
                _sandbox: Box::new(sandbox),
            }
        }};
    }
    let now = "2026-03-02 08:30:00";
    match api {
        "clienttether" => start!(clienttether::Sandbox::setup().now(now)),
        "trackops" => start!(trackops::Sandbox::setup().now(now)),
        _ => start!(clienttrack::Sandbox::setup().now(now)),
    }
}
