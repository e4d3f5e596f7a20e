//! A call with its options, to be sent for one page after another.

use super::call_task::CallTask;
use super::client::Client;
use super::options::Options;
use super::pending_reply::{PendingReply, outcome};
use crate::encoding::Elsewhere;
use crate::error::Error;
use crate::reading::Record;
use crate::value::{Params, Value};

/// A call with its options, to be sent for one page after another.
pub(crate) struct ListRequest {
    client: Client,
    params: Params,
    options: Options,
}

impl ListRequest {
    pub(super) fn new(client: Client, params: Params, options: Options) -> Self {
        Self {
            client,
            params,
            options,
        }
    }

    pub(crate) fn params(&self) -> &Params {
        &self.params
    }

    /// With this value for the key of that name.
    pub(crate) fn set(&mut self, wire: &'static str, value: Value) {
        self.params = self.params.clone().with_wire(wire, value);
    }

    /// Sends the call with these parameters when it is polled for, and goes on without.
    pub(crate) fn ask<R: Record>(&self, params: Params) -> PendingReply<R> {
        let call = params.name();
        let outcome = outcome(self.client.clone(), params, self.options.clone());
        Box::pin(CallTask::new(call, outcome))
    }

    /// Sends it to an address that an earlier page gave.
    pub(crate) fn ask_at<R: Record>(&self, address: &str) -> PendingReply<R> {
        let at_address = Self {
            client: self.client.clone(),
            params: self.params.clone(),
            options: Options {
                address: Some(address.into()),
                ..self.options.clone()
            },
        };
        at_address.ask(at_address.params.clone())
    }

    /// The address that the call is sent to with these parameters.
    pub(crate) fn address(&self, params: &Params) -> Result<String, Error> {
        let prepared = self.options.prepare(&self.client, params)?;
        Ok(prepared.request.url().to_owned())
    }

    /// The address of a further page that stands in an answer from another address, if it is one of the
    /// API's own host; else the host that it is of, or nothing if there is none.
    pub(crate) fn next_address(&self, from: &str, given: &str) -> Result<String, String> {
        let call = self.params.call();
        // Without an address of its own no request was sent, whose answer this could be.
        let base_url = call.and_then(|call| self.client.shared.base_urls.of(call).ok());
        base_url
            .ok_or_else(String::new)?
            .next(from, given)
            .map_err(|Elsewhere { host }| host)
    }

    #[cfg(any(feature = "blocking", doc))]
    pub(crate) fn for_waiting(mut self) -> Self {
        self.client = self.client.for_waiting();
        self
    }
}
