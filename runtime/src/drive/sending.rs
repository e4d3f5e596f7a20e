use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;

use crate::descriptor::{CallDescriptor, Place};
use crate::{Client, Error, Params, Record, Reply, Response, read};

/// A call that is about to be sent. Awaiting it sends it; dropping it does not.
#[must_use = "a call is sent when this is awaited"]
pub struct Sending<'c, R> {
    client: &'c Client,
    params: Params,
    place: Option<Place>,
    record: PhantomData<fn() -> R>,
}

impl<'c, R> Sending<'c, R> {
    pub(crate) fn new(client: &'c Client, params: Params) -> Self {
        Self {
            client,
            params,
            place: None,
            record: PhantomData,
        }
    }

    /// Sends the parameters in this place rather than in the call's usual one. The call must take
    /// them there.
    pub fn parameters_in(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }
}

impl<'c, R: Record> IntoFuture for Sending<'c, R> {
    type Output = Result<Reply<R>, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 'c>>;

    fn into_future(self) -> Self::IntoFuture {
        let answer = answer(self.client, self.params, self.place);
        Box::pin(async move {
            let (call, response) = answer.await?;
            read(call, response)
        })
    }
}

/// The part of sending that is the same for all kinds of record.
async fn answer(
    client: &Client,
    params: Params,
    place: Option<Place>,
) -> Result<(&'static CallDescriptor, Response), Error> {
    let Some(call) = params.call() else {
        return Err(Error::config(format!(
            "{} is no call: it goes into one",
            params.name()
        )));
    };
    let request = client.prepare_in(&params, place)?;
    Ok((call, client.exchange(request).await?))
}

impl<R> fmt::Debug for Sending<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending")
            .field("params", &self.params)
            .field("place", &self.place)
            .finish()
    }
}
