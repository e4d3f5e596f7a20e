//! A call with its options, to be sent for one page after another.

use super::call_task::CallTask;
use super::client::Client;
use super::options::Options;
use super::pending_reply::{PendingReply, outcome};
use crate::reading::Record;
use crate::value::Params;

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

    /// Sends the call with these parameters when it is polled for, and goes on without.
    pub(crate) fn ask<R: Record>(&self, params: Params) -> PendingReply<R> {
        let call = params.name();
        let outcome = outcome(self.client.clone(), params, self.options.clone());
        Box::pin(CallTask::new(call, outcome))
    }

    #[cfg(any(feature = "blocking", doc))]
    pub(crate) fn for_waiting(mut self) -> Self {
        self.client = self.client.for_waiting();
        self
    }
}
