//! Texts of a seed: the same seed, the same texts.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use prose_codegen::model::Limit;
use workspace_tests::limits::allowed;

/// Where the texts of a test come from.
pub(crate) struct Source(TestRunner);

impl Source {
    /// Of the seed that `BROWSER_SEED` says, or else always of the same.
    pub(crate) fn new() -> Self {
        let seed = number("BROWSER_SEED").unwrap_or(1);
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        Self(TestRunner::new_with_rng(Config::default(), rng))
    }

    pub(crate) fn one<S: Strategy>(&mut self, strategy: &S) -> S::Value {
        strategy.new_tree(&mut self.0).unwrap().current()
    }
}

/// Texts that a limit allows, none of them blank.
pub(crate) fn good(limit: &Limit) -> impl Strategy<Value = String> + use<> {
    let limit = limit.clone();
    // A pattern with commas in it has texts, but none that a list can hold.
    allowed(&limit).prop_filter("refused", move |text| {
        !text.is_empty() && limit.allows(text)
    })
}

/// Random texts for each field.
pub(crate) fn cases() -> u64 {
    number("BROWSER_CASES").unwrap_or(150)
}

fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().unwrap())
}
