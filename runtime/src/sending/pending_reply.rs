//! What comes of a call, once somebody polls for it.

use std::future::Future;
use std::pin::Pin;

use super::client::Client;
use super::options::Options;
use super::perform::perform;
use crate::descriptor::RecordKind;
use crate::error::Error;
use crate::reading::{Answer, Page, Record, Reply};
use crate::value::Params;

type Answered = Result<(Answer, Page), Error>;

/// What comes of a call.
pub(crate) type PendingReply<R> = Pin<Box<dyn Future<Output = Result<Reply<R>, Error>> + Send>>;

pub(super) fn outcome<R: Record>(
    client: Client,
    params: Params,
    options: Options,
) -> PendingReply<R> {
    let answer = answer(client, params, options, R::KIND);
    Box::pin(async move {
        let (answer, page) = answer.await?;
        Ok(Reply::of(answer, page))
    })
}

/// The part that is compiled once for all kinds of record.
fn answer(
    client: Client,
    params: Params,
    options: Options,
    kind: &'static RecordKind,
) -> Pin<Box<dyn Future<Output = Answered> + Send>> {
    Box::pin(perform(client, params, options, kind))
}
