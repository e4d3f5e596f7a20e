//! Makes requests, shows them to both sides, several at once, and makes small what they disagree on.

use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, Instant};

use clienttether_generated::Client;
use futures_util::StreamExt;
use futures_util::stream::iter;
use proptest::strategy::{BoxedStrategy, Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use prose_sandbox::clienttether::{FormLimits, Sandbox};
use tokio::runtime::Runtime;

use super::case::Case;
use super::differences::DIFFERENCES;
use super::plans::Plan;
use super::verdict::{Verdict, client, of_sandbox, of_validator};

/// Requests under way at once.
const AT_ONCE: usize = 48;
/// Requests made before any is sent. After these the sandbox forgets what was created.
const BATCH: usize = 1_000;
/// Steps in which a request is made smaller.
const STEPS: usize = 300;
/// More disagreements are counted and not shown.
const SHOWN: usize = 60;

/// What a run came to.
pub(crate) struct Outcome {
    seed: u64,
    cases: usize,
    plans: usize,
    calls: usize,
    took: Duration,
    /// How often both took a request, something was missing, and a value was broken.
    taken: usize,
    missing: usize,
    broken: usize,
    /// How often each known difference came up.
    known: BTreeMap<&'static str, usize>,
    /// By plan: how often, and the smallest request that was found.
    pub(crate) disagreements: BTreeMap<String, (usize, Option<Found>)>,
}

/// A disagreement.
pub(crate) struct Found {
    case: Case,
    /// What the document says, where the plan knows it.
    expected: Option<bool>,
    validator: Verdict,
    sandbox: Verdict,
}

impl Outcome {
    /// The known differences that no request showed: they may be gone.
    pub(crate) fn unseen_differences(&self) -> Vec<&'static str> {
        let all = DIFFERENCES.iter();
        let all = all.map(|difference| difference.what);
        all.filter(|what| !self.known.contains_key(what)).collect()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} requests by {} plans for {} calls in {:.1} s (AGREEMENT_SEED={}):",
            self.cases,
            self.plans,
            self.calls,
            self.took.as_secs_f64(),
            self.seed
        )?;
        let known: usize = self.known.values().sum();
        writeln!(
            f,
            "both: {} taken, {} with something missing, {} with a broken value; known differences: \
             {known}",
            self.taken, self.missing, self.broken
        )?;
        let total: usize = self.disagreements.values().map(|(count, _)| count).sum();
        write!(f, "disagreements: {total}")?;
        for (plan, (count, found)) in &self.disagreements {
            write!(f, "\n{plan}: {count} times")?;
            if let Some(found) = found {
                write!(
                    f,
                    "\n    {:?}\n    the document: {}; the validator: {}; the sandbox: {}",
                    found.case,
                    match found.expected {
                        None => "depends",
                        Some(true) => "allowed",
                        Some(false) => "not allowed",
                    },
                    found.validator,
                    found.sandbox
                )?;
            }
        }
        Ok(())
    }
}

struct Run {
    sandbox: Sandbox,
    client: Client,
    runtime: Runtime,
    outcome: Outcome,
}

/// Every plan once, then plans of all calls in turn, until there are that many requests.
pub(crate) fn run(plans: &[Vec<Plan>], cases: usize, seed: u64) -> Outcome {
    let start = Instant::now();
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let runtime = Runtime::new().unwrap();
    let sandbox = Sandbox::setup().contacts(20).start().unwrap();
    // Leads from forms are refused for their values only if it is told to.
    sandbox.switch(|switches| switches.form_limits = FormLimits::Refused);
    let client = {
        let _inside = runtime.enter();
        client(&sandbox)
    };
    let once: Vec<&Plan> = plans.iter().flatten().collect();
    let mut run = Run {
        sandbox,
        client,
        runtime,
        outcome: Outcome {
            seed,
            cases: cases.max(once.len()),
            plans: once.len(),
            calls: plans.len(),
            took: Duration::ZERO,
            taken: 0,
            missing: 0,
            broken: 0,
            known: BTreeMap::new(),
            disagreements: BTreeMap::new(),
        },
    };
    let in_turn = (0..).flat_map(|round: usize| {
        // A step that has no divisor in common with the number of plans of a call reaches them all.
        plans
            .iter()
            .map(move |plans| &plans[(round * 7919) % plans.len()])
    });
    let total = run.outcome.cases;
    let mut chosen = once.into_iter().chain(in_turn).take(total).peekable();
    while chosen.peek().is_some() {
        let batch: Vec<&Plan> = chosen.by_ref().take(BATCH).collect();
        run.batch(&mut runner, &batch);
        run.sandbox.reset().unwrap();
    }
    run.outcome.took = start.elapsed();
    run.outcome
}

type Tree = <BoxedStrategy<Case> as Strategy>::Tree;

impl Run {
    fn batch(&mut self, runner: &mut TestRunner, plans: &[&Plan]) {
        let trees: Vec<Tree> = plans
            .iter()
            .map(|plan| plan.cases.new_tree(runner).unwrap())
            .collect();
        let client = &self.client;
        let verdicts: Vec<Verdict> = self.runtime.block_on(
            iter(trees.iter().map(ValueTree::current))
                .map(|case| async move { of_sandbox(client, &case).await })
                .buffered(AT_ONCE)
                .collect(),
        );
        for ((plan, tree), sandbox) in plans.iter().zip(trees).zip(verdicts) {
            let (validator, known) = of_validator(&tree.current());
            for difference in known {
                *self.outcome.known.entry(difference.what).or_default() += 1;
            }
            if agree(plan.allowed, &validator, &sandbox) {
                match validator {
                    Verdict::Taken => self.outcome.taken += 1,
                    Verdict::Missing => self.outcome.missing += 1,
                    Verdict::Broken(_) | Verdict::Failed(_) => self.outcome.broken += 1,
                }
                continue;
            }
            let is_shown = self.outcome.disagreements.len() < SHOWN
                && !self.outcome.disagreements.contains_key(&plan.name);
            let found = is_shown.then(|| self.smallest(plan, tree));
            let entry = self.outcome.disagreements.entry(plan.name.clone());
            let (count, shown) = entry.or_insert((0, None));
            *count += 1;
            if found.is_some() {
                *shown = found;
            }
        }
    }

    /// The smallest request of the tree on which the two still disagree.
    fn smallest(&self, plan: &Plan, mut tree: Tree) -> Found {
        let mut found = None;
        for _ in 0..STEPS {
            let case = tree.current();
            let (validator, _) = of_validator(&case);
            let sandbox = self.runtime.block_on(of_sandbox(&self.client, &case));
            let moved = if agree(plan.allowed, &validator, &sandbox) {
                tree.complicate()
            } else {
                found = Some(Found {
                    case,
                    expected: plan.allowed,
                    validator,
                    sandbox,
                });
                tree.simplify()
            };
            if !moved {
                break;
            }
        }
        found.unwrap_or_else(|| panic!("{}: they disagreed once and then no more", plan.name))
    }
}

/// Whether both sides say the same, and what the document says where that is known.
fn agree(expected: Option<bool>, validator: &Verdict, sandbox: &Verdict) -> bool {
    let as_expected = expected.is_none_or(|allowed| (*validator == Verdict::Taken) == allowed);
    validator == sandbox && as_expected
}
