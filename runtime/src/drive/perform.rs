use std::time::{Duration, Instant};

use tracing::Instrument as _;

use super::client::Client;
use super::exchange::{Bounds, exchange};
use super::options::{Options, Prepared};
use crate::descriptor::{CallDescriptor, RecordKind};
use crate::reading::{Answer, Page, Target, read_answer};
use crate::{
    Attempt, Cause, Error, Params, Request, Response, Safety, Then, TimeLimit, Violations,
    retry_after,
};

/// Carries out a call, in as many attempts as it takes. The same for all kinds of call and record.
pub(super) async fn perform(
    client: Client,
    params: Params,
    options: Options,
    kind: &'static RecordKind,
) -> Result<(Answer, Page), Error> {
    let call = params.needed_call()?;
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(Error::config(format!(
            "{}: calls need a tokio runtime: await within one, or use wait() of the feature blocking",
            call.name
        )));
    }
    let span = tracing::info_span!("call", api = call.api.name, call = call.name);
    async move {
        let Prepared { request, warnings } = options.prepare(&client, &params)?;
        warn(warnings.as_ref());
        let timing = &client.shared.timing;
        let performance = Performance {
            started: timing.now(),
            timeout: options.timeout.unwrap_or(client.shared.timeout),
            safety: Safety::of(&params),
            client: &client,
            options: &options,
            call,
            kind,
            target: Target::of(call, &params),
            request,
        };
        let mut attempts = Vec::new();
        let outcome = performance.run(&mut attempts).await;
        match outcome {
            Ok((mut answer, page)) => {
                answer.warnings = warnings;
                answer.failed_attempts = attempts;
                Ok((answer, page))
            }
            Err(error) => Err(error.with_attempts(attempts)),
        }
    }
    .instrument(span)
    .await
}

fn warn(violations: Option<&Violations>) {
    for violation in violations.into_iter().flatten() {
        // Without its value: nothing here has one.
        let (key, rule) = (&violation.key, &violation.breach);
        tracing::warn!(%key, %rule, "sent although it breaks a limit");
    }
}

struct Performance<'p> {
    client: &'p Client,
    options: &'p Options,
    call: &'static CallDescriptor,
    kind: &'static RecordKind,
    target: Target,
    request: Request,
    safety: Safety,
    started: Instant,
    timeout: Duration,
}

impl Performance<'_> {
    async fn run(&self, attempts: &mut Vec<Attempt>) -> Result<(Answer, Page), Error> {
        let shared = &*self.client.shared;
        let policy = self.options.retry.as_ref().unwrap_or(&shared.retry);
        policy.check()?;
        loop {
            let at = self.elapsed();
            let error = match self.attempt().await {
                Ok(read) => {
                    shared.budget.succeeded();
                    let took = self.elapsed().saturating_sub(at);
                    tracing::debug!(
                        attempt = attempts.len() + 1,
                        status = read.0.status,
                        took_ms = millis(took),
                        "answered"
                    );
                    return Ok(read);
                }
                Err(error) => error.with_safety(self.safety),
            };
            let Some(outcome) = error.cause().outcome() else {
                return Err(error);
            };
            let took = self.elapsed().saturating_sub(at);
            let number = u32::try_from(attempts.len())
                .unwrap_or(u32::MAX)
                .saturating_add(1);
            let then = match policy.decide(self.safety, outcome, number) {
                Some(stop) => stop,
                None => {
                    let fraction = shared.timing.fraction();
                    self.again_after(policy.wait(number, error.retry_after(), fraction))
                }
            };
            tracing::warn!(
                attempt = number,
                outcome = %outcome,
                then = %then,
                took_ms = millis(took),
                "no reply"
            );
            attempts.push(Attempt {
                outcome,
                at,
                took,
                then,
            });
            match then {
                Then::Again(wait) => shared.timing.sleep(wait).await,
                _ => return Err(error),
            }
        }
    }

    /// Whether time and budget allow another attempt after this wait.
    fn again_after(&self, wait: Duration) -> Then {
        if wait >= self.remaining() {
            Then::NoMoreTime
        } else if !self.client.shared.budget.take() {
            Then::NoMoreBudget
        } else {
            Then::Again(wait)
        }
    }

    /// One attempt: waits for its turn, sends, receives, reads.
    async fn attempt(&self) -> Result<(Answer, Page), Error> {
        let shared = &*self.client.shared;
        let _turn = match shared.pace.turn_now() {
            Some(turn) => turn,
            None => match tokio::time::timeout(self.remaining(), shared.pace.turn()).await {
                Ok(turn) => turn,
                Err(_) => return Err(self.too_late(TimeLimit::Turn, self.timeout)),
            },
        };
        if self.remaining().is_zero() {
            // What is begun now would be lost, and nobody could tell whether it has left.
            return Err(self.too_late(TimeLimit::Turn, self.timeout));
        }
        let response = self.exchange().await?;
        let wait = match response.status {
            200..=299 => None,
            _ => retry_after(&response.headers, shared.timing.date()),
        };
        read_answer(self.call, self.kind, &self.target, response)
            .map_err(|error| error.with_retry_after(wait))
    }

    async fn exchange(&self) -> Result<Response, Error> {
        let shared = &*self.client.shared;
        let http = shared.http.client(self.client.driver)?;
        let bounds = Bounds {
            connect_timeout: shared.http.connect_timeout(),
            max_response_bytes: shared.max_response_bytes,
        };
        let one = self
            .options
            .attempt_timeout
            .unwrap_or(shared.attempt_timeout);
        let remaining = self.remaining();
        let (limit, which, after) = if one < remaining {
            (one, TimeLimit::Attempt, one)
        } else {
            (remaining, TimeLimit::Total, self.timeout)
        };
        let exchange = exchange(http, &shared.base_url, &self.request, bounds);
        match tokio::time::timeout(limit, exchange).await {
            Ok(outcome) => outcome,
            Err(_) => Err(self.too_late(which, after)),
        }
    }

    fn too_late(&self, which: TimeLimit, after: Duration) -> Error {
        let cause = Cause::Timeout {
            call: self.call.name,
            which,
            after: Some(after),
        };
        Error::new(cause, self.safety)
    }

    fn elapsed(&self) -> Duration {
        let now = self.client.shared.timing.now();
        now.saturating_duration_since(self.started)
    }

    fn remaining(&self) -> Duration {
        self.timeout.saturating_sub(self.elapsed())
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
