//! The ways to make the same call.

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use clienttether_generated::records::client::Client as Record;
use clienttether_generated::{Client, Credentials, ReadClientById, ReadClientList};
use prose_runtime::{Config, Reply};

use crate::contacts::{AnswerByHand, ask_all};
use crate::server::PAGE;

/// A way to make a call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// reqwest, and `serde_json`'s untyped tree: the yardstick.
    Value,
    /// reqwest, and structs written by hand.
    Struct,
    /// The generated client.
    Ours,
    /// The generated client, and every field of every record asked for.
    OursAsked,
    /// reqwest alone: nothing is read.
    Bytes,
}

/// What is called.
#[derive(Clone, Copy)]
pub(crate) enum Answer {
    /// A list page.
    Page,
    /// One record.
    One,
}

impl Answer {
    /// How many records come.
    fn records(self) -> usize {
        match self {
            Self::Page => PAGE,
            Self::One => 1,
        }
    }
}

impl Subject {
    pub(crate) const ALL: [Self; 5] = [
        Self::Value,
        Self::Struct,
        Self::Ours,
        Self::OursAsked,
        Self::Bytes,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Value => "reqwest + Value",
            Self::Struct => "reqwest + structs",
            Self::Ours => "generated client",
            Self::OursAsked => "... every field asked for",
            Self::Bytes => "reqwest, bytes alone",
        }
    }
}

/// The clients of all ways.
#[derive(Clone)]
pub(crate) struct Clients {
    http: reqwest::Client,
    base_url: String,
    ours: Client,
}

/// Why a call failed, across threads.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

impl Clients {
    pub(crate) fn new(base_url: &str) -> Result<Self, Failure> {
        let credentials = Credentials::new("the-access-token", "CT_web_key");
        // Nobody should wait for ever: ours does not either.
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(30))
            .no_proxy()
            .build()?;
        Ok(Self {
            http,
            base_url: base_url.to_owned(),
            ours: Client::with_config(credentials, Config::new().base_url(base_url))?,
        })
    }

    /// Makes a call.
    pub(crate) async fn call(&self, subject: Subject, answer: Answer) -> Result<(), Failure> {
        match subject {
            Subject::Value => {
                let value: serde_json::Value =
                    serde_json::from_slice(self.bytes(answer).await?.as_ref())?;
                if value["ResultCode"] != "CT_200" {
                    return Err("refused".into());
                }
                black_box(value);
            }
            Subject::Struct => {
                let by_hand: AnswerByHand =
                    serde_json::from_slice(self.bytes(answer).await?.as_ref())?;
                whole(answer, &black_box(by_hand.data))?;
            }
            Subject::Ours => whole(answer, black_box(self.reply(answer).await?).records())?,
            Subject::OursAsked => {
                let reply = self.reply(answer).await?;
                whole(answer, reply.records())?;
                reply.records().iter().for_each(ask_all);
            }
            Subject::Bytes => {
                black_box(self.bytes(answer).await?);
            }
        }
        Ok(())
    }

    /// As it is done by hand: an address, two headers, the status.
    async fn bytes(&self, answer: Answer) -> Result<impl AsRef<[u8]> + use<>, Failure> {
        let path = match answer {
            Answer::Page => "read_client_list?limit=100&offset=0",
            Answer::One => "read_client_by_id/10123",
        };
        let response = self
            .http
            .get(format!("{}{path}", self.base_url))
            .header("X-Access-Token", "the-access-token")
            .header("X-Web-Key", "CT_web_key")
            .header("Accept", "application/json")
            .send()
            .await?
            .error_for_status()?;
        Ok(response.bytes().await?)
    }

    async fn reply(&self, answer: Answer) -> Result<Reply<Record>, Failure> {
        let ours = &self.ours;
        Ok(match answer {
            Answer::Page => {
                let call = ReadClientList::new().limit(100).offset(0);
                ours.read_client_list(call).await?
            }
            Answer::One => ours.read_client_by_id(ReadClientById::new("10123")).await?,
        })
    }
}

/// A call that lost records would be cheap.
fn whole<R>(answer: Answer, came: &[R]) -> Result<(), Failure> {
    match (came.len(), answer.records()) {
        (came, wanted) if came == wanted => Ok(()),
        (came, wanted) => Err(format!("of {wanted} records, {came} came").into()),
    }
}
