//! Fault injection: what goes wrong when the sandbox is asked for it, and which request gets it.

use std::time::Duration;

use crate::answer::Answer;

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// The call acts at once, and its answer comes this much later.
    Latency(Duration),
    /// HTTP 429; the call does not act.
    TooMany {
        /// Seconds for a `Retry-After` header.
        retry_after: Option<u32>,
    },
    /// This HTTP status with plain text; the call does not act.
    Status(u16),
    /// The connection is reset without an answer.
    Reset {
        /// Whether the call acts before.
        after_acting: bool,
    },
    /// The call acts, but half of its answer is all that comes before the connection ends.
    Truncated,
    /// HTTP 200 with a page of HTML; the call does not act.
    Html,
    /// This answer; the call does not act. Several faults with answers are a script: each request gets
    /// the next one.
    Answer(Answer),
    /// The call acts, and the body of its answer comes in small pieces.
    Dribble {
        /// The length of a piece, at least 1.
        bytes: usize,
        /// How long each one takes.
        every: Duration,
    },
    /// The call acts, and the head of its answer is all that comes. The connection stays open.
    Stall,
}

impl FaultKind {
    /// The word of the control endpoint for it.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Latency(_) => "latency",
            Self::TooMany { .. } => "too-many",
            Self::Status(_) => "status",
            Self::Reset { .. } => "reset",
            Self::Truncated => "truncated",
            Self::Html => "html",
            Self::Answer(_) => "answer",
            Self::Dribble { .. } => "dribble",
            Self::Stall => "stall",
        }
    }
}

/// What goes wrong, and the requests that get it: the next one, if nothing else is said.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub(crate) kind: FaultKind,
    pub(crate) call: Option<String>,
    /// How many more requests get it; `None` is no end of them.
    pub(crate) times: Option<u32>,
    /// How many more requests are let pass before.
    pub(crate) after: u32,
    pub(crate) chance: f64,
}

impl Fault {
    /// This for the next request, whatever its call.
    pub fn new(kind: FaultKind) -> Self {
        Self {
            kind,
            call: None,
            times: Some(1),
            after: 0,
            chance: 1.0,
        }
    }

    /// For requests of this call only, such as `create_client`.
    #[must_use]
    pub fn on(mut self, call: impl Into<String>) -> Self {
        self.call = Some(call.into());
        self
    }

    /// For this many requests.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// For every request, until faults are cleared.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.times = None;
        self
    }

    /// Lets this many requests pass first. Those that an earlier fault hits are not counted.
    #[must_use]
    pub fn after(mut self, passing: u32) -> Self {
        self.after = passing;
        self
    }

    /// Hits a request with this probability, from 0 to 1, drawn from the sandbox's seed. Only hits
    /// count for [`times`](Self::times).
    #[must_use]
    pub fn chance(mut self, chance: f64) -> Self {
        self.chance = chance;
        self
    }

    fn is_over(&self) -> bool {
        self.times == Some(0)
    }

    /// Whether it hits a request of this call; counts it.
    fn hits(&mut self, call: Option<&str>, random: &mut fastrand::Rng) -> bool {
        if self.is_over() || self.call.as_deref().is_some_and(|own| Some(own) != call) {
            return false;
        }
        if self.after > 0 {
            self.after -= 1;
            return false;
        }
        // A certain fault draws nothing, so that it does not change what others draw.
        let is_hit = self.chance >= 1.0 || random.f64() < self.chance;
        if !is_hit {
            return false;
        }
        if let Some(times) = &mut self.times {
            *times -= 1;
        }
        true
    }
}

/// What one request gets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Injected {
    pub(crate) delay: Duration,
    /// Never a latency.
    pub(crate) kind: Option<FaultKind>,
    is_late: bool,
}

impl Injected {
    /// The words of the kinds, for the journal.
    pub(crate) fn words(&self) -> Option<String> {
        let late = self.is_late.then_some("latency");
        let words: Vec<&str> = late
            .into_iter()
            .chain(self.kind.as_ref().map(FaultKind::word))
            .collect();
        (!words.is_empty()).then(|| words.join("+"))
    }
}

/// The faults that are set, in order, without those that are over.
#[derive(Debug)]
pub(crate) struct Faults {
    faults: Vec<Fault>,
    random: fastrand::Rng,
}

impl Faults {
    /// No faults. Chances are drawn from this seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            faults: Vec::new(),
            random: fastrand::Rng::with_seed(seed),
        }
    }

    pub(crate) fn add(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.faults.clear();
    }

    /// Takes away the fault in this place. False if there is none.
    pub(crate) fn remove(&mut self, place: usize) -> bool {
        let is_there = place < self.faults.len();
        if is_there {
            self.faults.remove(place);
        }
        is_there
    }

    pub(crate) fn all(&self) -> &[Fault] {
        &self.faults
    }

    /// What a request of this call gets: the first fault that hits, and every latency before it.
    pub(crate) fn choose(&mut self, call: Option<&str>) -> Injected {
        let mut injected = Injected::default();
        for fault in &mut self.faults {
            if !fault.hits(call, &mut self.random) {
                continue;
            }
            if let FaultKind::Latency(delay) = fault.kind {
                injected.delay = injected.delay.saturating_add(delay);
                injected.is_late = true;
            } else {
                injected.kind = Some(fault.kind.clone());
                break;
            }
        }
        self.faults.retain(|fault| !fault.is_over());
        injected
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUSY: FaultKind = FaultKind::TooMany { retry_after: None };

    fn hits(faults: &mut Faults, call: &str, requests: usize) -> Vec<bool> {
        (0..requests)
            .map(|_| faults.choose(Some(call)).kind.is_some())
            .collect()
    }

    fn with(list: &[Fault]) -> Faults {
        let mut faults = Faults::new(1);
        for fault in list {
            faults.add(fault.clone());
        }
        faults
    }

    #[test]
    fn a_fault_hits_once_unless_told_otherwise() {
        let mut faults = with(&[Fault::new(BUSY)]);
        assert_eq!(hits(&mut faults, "read_users", 3), [true, false, false]);
        assert!(faults.all().is_empty());
        let mut faults = with(&[Fault::new(BUSY).always()]);
        assert_eq!(hits(&mut faults, "read_users", 3), [true; 3]);
        let mut faults = with(&[Fault::new(BUSY).times(0)]);
        assert_eq!(hits(&mut faults, "read_users", 2), [false; 2]);
    }

    #[test]
    fn a_fault_on_a_call_leaves_others_alone_and_uncounted() {
        let mut faults = with(&[Fault::new(BUSY).on("create_client").after(1)]);
        assert_eq!(hits(&mut faults, "read_users", 3), [false; 3]);
        assert!(faults.choose(None).kind.is_none());
        assert_eq!(hits(&mut faults, "create_client", 3), [false, true, false]);
    }

    #[test]
    fn the_first_fault_that_hits_wins_and_the_next_waits() {
        let mut faults = with(&[Fault::new(BUSY), Fault::new(FaultKind::Html)]);
        assert_eq!(faults.choose(None).kind, Some(BUSY));
        assert_eq!(faults.choose(None).kind, Some(FaultKind::Html));
        assert_eq!(faults.choose(None), Injected::default());
    }

    #[test]
    fn latencies_add_up_with_what_follows() {
        let late = Fault::new(FaultKind::Latency(Duration::from_millis(30)));
        let mut faults = with(&[late.clone(), late.clone(), Fault::new(BUSY), late]);
        let injected = faults.choose(None);
        assert_eq!(injected.delay, Duration::from_millis(60));
        assert_eq!(injected.kind, Some(BUSY));
        assert_eq!(injected.words().as_deref(), Some("latency+too-many"));
        assert_eq!(faults.choose(None).words().as_deref(), Some("latency"));
        assert_eq!(faults.choose(None).words(), None);
    }

    #[test]
    fn chance_comes_out_the_same_from_the_same_seed() {
        let fault = Fault::new(BUSY).chance(0.25).always();
        let drawn = hits(&mut with(std::slice::from_ref(&fault)), "read_users", 1000);
        assert_eq!(drawn, hits(&mut with(&[fault]), "read_users", 1000));
        let hits = drawn.iter().filter(|hit| **hit).count();
        assert!((200..300).contains(&hits), "{hits}");
    }

    #[test]
    fn a_chance_of_nothing_and_of_no_number_never_hits() {
        for chance in [0.0, -1.0, f64::NAN] {
            let mut faults = with(&[Fault::new(BUSY).chance(chance).always()]);
            assert_eq!(hits(&mut faults, "read_users", 100), [false; 100]);
        }
    }
}
