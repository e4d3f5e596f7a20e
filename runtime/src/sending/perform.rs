//! Carries out a call, in as many attempts as it takes.

use std::cell::OnceCell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tracing::Instrument as _;

use super::client::{Client, Shared};
use super::exchange::{Bounds, exchange};
use super::options::{Options, Prepared};
use super::queue::Queue;
use super::redaction::Redaction;
use super::throttle::{RateGate, Turn};
use crate::descriptor::{CallDescriptor, RecordKind, Returns};
use crate::encoding::{Credentials, Request};
use crate::error::{Attempt, Cause, Error, FailedResponse, Safety, Then, TimeLimit, Violations};
use crate::reading::{Answer, Expectation, Page, Response, read_answer};
use crate::retrying::Asked;
use crate::value::Params;

/// Room for the body of a refusal, where less is due from a success.
const REFUSAL: usize = 64 * 1024;

/// Carries out a call, in as many attempts as it takes. The same for all kinds of call and record.
pub(super) async fn perform(
    client: Client,
    params: Params,
    mut options: Options,
    kind: &'static RecordKind,
) -> Result<(Answer, Page), Error> {
    let call = params.needed_call()?;
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(Error::config(format!(
            "{}: calls need a tokio runtime: await within one, or use wait() of the feature blocking",
            call.name
        )));
    }
    let params = options.identify(call, params);
    let span = tracing::info_span!("call", api = call.api.name, call = call.name);
    async move {
        let Prepared {
            request,
            warnings,
            credentials,
            shared_credentials,
        } = options.prepare(&client, &params)?;
        warn(warnings.as_ref());
        let shared = &*client.shared;
        // The time of a call of many begins with its turn.
        let own = shared.throttle.own_rate(call)?;
        let turn = match &options.queue {
            Some(queue) => Some(queued(queue, shared, own.as_deref()).await),
            None => None,
        };
        let mut execution = Execution {
            started: shared.timing.now(),
            timeout: options.timeout.unwrap_or(shared.timeout),
            safety: Safety::of(&params),
            client: &client,
            options: &options,
            params: &params,
            call,
            kind,
            expected: Expectation::of(call, &params, options.address.is_some()),
            request: Some(request),
            credentials,
            shared_credentials,
            queued: Duration::ZERO,
            own,
        };
        let mut attempts = Vec::new();
        let outcome = execution.run(turn, &mut attempts).await;
        match outcome {
            Ok((mut answer, page)) => {
                answer.warnings = warnings;
                answer.failed_attempts = attempts;
                Ok((answer, page))
            }
            Err(error) => {
                // Once, and only if there is something to show.
                let redaction = OnceCell::new();
                let hide = |words: &str| {
                    let (credentials, headers) = (&execution.credentials, &options.headers);
                    let of_call = || {
                        Redaction::of(call, &params, credentials, headers)
                            .with_address(options.address.as_deref())
                    };
                    redaction.get_or_init(of_call).apply(words)
                };
                let key = options.idempotency_key.clone();
                let error = error.with_shown(hide).with_idempotency_key(key);
                Err(error.with_attempts(attempts))
            }
        }
    }
    .instrument(span)
    .await
}

/// Waits for a turn among many calls that were sent together.
async fn queued<'s>(queue: &Queue, shared: &'s Shared, own: Option<&RateGate>) -> Turn<'s> {
    let _first = queue.first().await;
    match shared.throttle.turn_now(own) {
        Some(turn) => turn,
        None => shared.throttle.turn(own).await,
    }
}

fn warn(violations: Option<&Violations>) {
    for violation in violations.into_iter().flatten() {
        // Without its value: nothing here has one.
        let (key, rule) = (&violation.key, &violation.breach);
        tracing::warn!(%key, %rule, "sent although it breaks a limit");
    }
}

struct Execution<'p> {
    client: &'p Client,
    options: &'p Options,
    params: &'p Params,
    call: &'static CallDescriptor,
    kind: &'static RecordKind,
    expected: Expectation,
    /// Until it is sent; the next attempt writes it anew, with the credentials of then.
    request: Option<Request>,
    /// Those that the request is written with, and those of the client that they were made of.
    credentials: Arc<Credentials>,
    shared_credentials: Arc<Credentials>,
    safety: Safety,
    started: Instant,
    timeout: Duration,
    /// How long it waited for later turns, which does not count for a call of many.
    queued: Duration,
    /// The rate of the call, beside that of the API.
    own: Option<Arc<RateGate>>,
}

impl Execution<'_> {
    /// `turn` is that of the first attempt, if it was waited for already.
    async fn run<'s>(
        &mut self,
        mut turn: Option<Turn<'s>>,
        attempts: &mut Vec<Attempt>,
    ) -> Result<(Answer, Page), Error>
    where
        Self: 's,
    {
        let shared = &*self.client.shared;
        let policy = self.options.retry.as_ref().unwrap_or(&shared.retry);
        policy.check()?;
        // Once, whatever the policy: the server has not done what it was asked.
        let mut may_renew = true;
        loop {
            let at = self.elapsed();
            let error = match self.attempt(turn.take()).await {
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
                Err(error) => error.with_safety(self.safety).told_by(self.call.api),
            };
            let Some(outcome) = error.outcome() else {
                return Err(error);
            };
            let took = self.elapsed().saturating_sub(at);
            let number = u32::try_from(attempts.len())
                .unwrap_or(u32::MAX)
                .saturating_add(1);
            let renews = may_renew && self.is_token_rejected(&error);
            may_renew &= !renews;
            let then = match policy.decide(self.safety, outcome, number) {
                _ if renews => Then::Again(Duration::ZERO),
                Some(stop) => stop,
                None => match error.retry_after() {
                    Some(wait) if !policy.waits_for(wait) => Then::ToldToWait(wait),
                    asked => {
                        let fraction = shared.timing.fraction();
                        self.again_after(policy.wait(number, asked, fraction))
                    }
                },
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
                Then::Again(_) if renews => {}
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
    async fn attempt(&mut self, turn: Option<Turn<'_>>) -> Result<(Answer, Page), Error> {
        let client = self.client;
        let shared = &*client.shared;
        self.token().await?;
        let _turn = match turn.or_else(|| shared.throttle.turn_now(self.own.as_deref())) {
            Some(turn) => turn,
            None => self.turn(shared).await?,
        };
        if self.remaining().is_zero() {
            // What is begun now would be lost, and nobody could tell whether it has left.
            return Err(self.too_late(TimeLimit::Turn, self.timeout));
        }
        let request = self.request_with_token().await?;
        let (response, fault) = self.exchange(request).await?;
        // A refusal may come with any status.
        let asked = Asked::of(self.call.api, &response.headers, shared.timing.date());
        let waiting = |error: Error| {
            let wait = asked.after(&error);
            error.with_retry_after(wait)
        };
        let Some(fault) = fault else {
            return read_answer(self.call, self.kind, &self.expected, response).map_err(waiting);
        };
        // The status of a failure tells what it is, although not all of its body came; unless it was the
        // time that ended it.
        let is_failure = !(200..300).contains(&response.status);
        let is_told = is_failure && !matches!(fault.cause(), Cause::Timeout { .. });
        let Response {
            status,
            headers,
            body,
        } = &response;
        let part = FailedResponse::new(*status, headers.clone(), body, false);
        let fault = waiting(fault.with_response(part));
        if !is_told {
            return Err(fault);
        }
        match read_answer(self.call, self.kind, &self.expected, response) {
            Err(error) => Err(waiting(error).with_broken_response()),
            Ok(_) => Err(fault),
        }
    }

    async fn turn<'s>(&mut self, shared: &'s Shared) -> Result<Turn<'s>, Error> {
        if let Some(queue) = &self.options.queue {
            let before = shared.timing.now();
            let turn = queued(queue, shared, self.own.as_deref()).await;
            self.queued += shared.timing.now().saturating_duration_since(before);
            return Ok(turn);
        }
        let turn = shared.throttle.turn(self.own.as_deref());
        let turn = tokio::time::timeout(self.remaining(), turn);
        turn.await
            .map_err(|_| self.too_late(TimeLimit::Turn, self.timeout))
    }

    /// The request, with the access token that it is sent with, if it is sent with one.
    async fn request_with_token(&mut self) -> Result<Request, Error> {
        loop {
            // It may have come to its end in the queue.
            self.token().await?;
            let request = self.request()?;
            let is_sent_with_one = self.client.sign_in_for(self.call).is_some();
            // It is gone if the credentials were replaced in the meantime, or another call's was refused.
            if !is_sent_with_one || self.shared_credentials.has_token() {
                return Ok(request);
            }
        }
    }

    /// Sees to it that there is an access token, if the call is sent with one.
    async fn token(&self) -> Result<(), Error> {
        let Some(sign_in) = self.client.sign_in_for(self.call) else {
            return Ok(());
        };
        let signed_in = sign_in.ensure_token(self.client, self.call.name);
        let in_time = tokio::time::timeout(self.remaining(), signed_in);
        in_time
            .await
            .map_err(|_| self.too_late(TimeLimit::Token, self.timeout))?
    }

    /// Whether the server did not take the access token of the call, which is forgotten then.
    fn is_token_rejected(&self, error: &Error) -> bool {
        let status = error.response().map(FailedResponse::status);
        let is_rejected = status == Some(401)
            && error.token_error().is_none()
            && !self.remaining().is_zero()
            && self.client.sign_in_for(self.call).is_some();
        if is_rejected {
            self.client.forget_token(&self.shared_credentials);
        }
        is_rejected
    }

    /// The request, with the credentials of now.
    fn request(&mut self) -> Result<Request, Error> {
        let is_current = Arc::ptr_eq(&self.client.shared_credentials(), &self.shared_credentials);
        if let Some(request) = self.request.take().filter(|_| is_current) {
            return Ok(request);
        }
        let prepared = self.options.prepare(self.client, self.params)?;
        self.credentials = prepared.credentials;
        self.shared_credentials = prepared.shared_credentials;
        Ok(prepared.request)
    }

    /// The answer; or what came of it, and why that is not all.
    async fn exchange(&self, request: Request) -> Result<(Response, Option<Error>), Error> {
        let shared = &*self.client.shared;
        let by_spec = match self.call.returns {
            Returns::Bytes { max } => Some(max),
            _ => None,
        };
        let bytes = |max| usize::try_from(max).unwrap_or(usize::MAX);
        let bounds = Bounds {
            connect_timeout: shared.http.connect_timeout(),
            // A refusal has room, too.
            max_response_bytes: by_spec
                .map_or(shared.max_response_bytes, |max| bytes(max).max(REFUSAL)),
            by_spec,
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
        let mut received = None;
        let base_url = shared.base_urls.of(self.call)?;
        let url = base_url.parse(request.url()).ok_or_else(|| {
            Error::config(format!(
                "{}: its values make no URL: change them",
                self.call.name
            ))
        })?;
        let http = shared.http.client(self.client.driver, &url)?;
        let exchange = exchange(http, url, request, bounds, &mut received);
        let outcome = match tokio::time::timeout(limit, exchange).await {
            Ok(outcome) => outcome,
            Err(_) => Err(self.too_late(which, after)),
        };
        match (outcome, received) {
            (Ok(()), Some(response)) => Ok((response, None)),
            (Ok(()), None) => Err(self.too_late(which, after)),
            (Err(error), None) => Err(error),
            (Err(error), Some(part)) => Ok((part, Some(error))),
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
            .saturating_sub(self.queued)
    }

    fn remaining(&self) -> Duration {
        self.timeout.saturating_sub(self.elapsed())
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
