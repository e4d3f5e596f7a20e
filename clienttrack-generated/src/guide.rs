//! How to use the client, topic by topic. Every example runs, against a sandbox: a ClientTrack on this
//! machine.
//!
//! 1. [Keys and organizations](#keys-and-organizations) · 2. [Queries](#queries) ·
//!    3. [Pages](#pages) · 4. [Procedures](#procedures) · 5. [Objects](#objects) ·
//!    6. [Errors](#errors) · 7. [Sending again](#sending-again) · 8. [Everything else](#everything-else)
//!
//! # Keys and organizations
//!
//! Every call is sent with two keys: the subscription key opens the API, the API key says who calls. Both
//! come from the account manager, who also replaces them. The key of an administrator reaches everything, and
//! can set who made a row, when, and for which organization: it is for those who know the tables well. For
//! all else there are users' keys, if need be of a user made for the purpose. Such a
//! user's key reaches all organizations of that user, or the one that is named: in the
//! [`Credentials`](crate::Credentials), by [`account`](crate::Client::account) for a client that shares
//! connections and limits with its origin, or for a single call.
//! [`Client::from_env`](crate::Client::from_env) reads `CLIENTTRACK_SUBSCRIPTION_KEY`,
//! `CLIENTTRACK_API_KEY` and, if it is set, `CLIENTTRACK_ORG_ID`.
//!
//! ```
//! # use prose_sandbox::clienttrack::Sandbox;
//! use clienttrack_generated::{AuthTest, Client, Credentials, GetObject};
//! use clienttrack_generated::runtime::Config;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start()?;
//! # let (subscription_key, api_key) = (sandbox.subscription_key(), sandbox.api_key());
//! # let config = Config::new().base_url(sandbox.base_url());
//! let client = Client::with_config(Credentials::new(subscription_key, api_key), config)?;
//! let reply = client.auth_test(AuthTest::new()).await?;
//! println!("{:?}", reply.first().and_then(|greeting| greeting.message()));
//!
//! // The row 1002 is of organization 101.
//! let row = || GetObject::new("cmClient", "1002");
//! assert!(client.account("101")?.get_object(row()).await.is_ok());
//! assert!(client.get_object(row()).account("102").await.is_err_and(|error| error.is_not_found()));
//! # Ok(())
//! # }
//! ```
//!
//! # Queries
//!
//! CRQL resembles the SELECT of SQL: no `*`, nothing calculated, no query in a query, one join at most,
//! 2,048 characters once it is escaped for a URL. More is not documented. [`crql`](crate::crql) builds such
//! a text; its [table](crate::crql#what-can-be-said) tells which parts were seen working and which are
//! SQL's habits. `TOP` bounds how long a query runs. The columns of a row are read by their names, as text
//! or as the JSON that came.
//!
//! Texts are quoted as in SQL, a quote within them is doubled. By that rule no text can be read as anything
//! else; that CRQL has it, no source shows. Where texts come from somebody else,
//! [`refuse_quotes`](crate::crql::Query::refuse_quotes) lets none through that could end early.
//!
//! ```
//! # use clienttrack_generated::{Client, Credentials};
//! # use prose_sandbox::clienttrack::Sandbox;
//! use clienttrack_generated::{Query, crql};
//! use clienttrack_generated::runtime::Record as _;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start()?;
//! # let config = runtime::Config::new().base_url(sandbox.base_url());
//! # let client = Client::with_config(Credentials::new(sandbox.subscription_key(), sandbox.api_key()), config)?;
//! let text = crql::Query::select("cmClient", ["ClientID", "LastName", "WorkPhone", "UpdatedDate"])
//!     .filter(crql::column("LastName").one_of(["Fir"]).and(
//!         crql::column("UpdatedDate").after("2020-01-01 00:00:00"),
//!     ))
//!     .top(1)
//!     .build()?;
//! let reply = client.query(Query::new(text)).await?;
//! let row = reply.first().ok_or("nobody")?.row();
//! assert_eq!(row.custom_text("LastName").as_deref(), Some("Fir"));
//! // Numbers are numbers, what is empty is null, and times have no zone.
//! let id: u64 = row.custom_text("ClientID").ok_or("no number")?.parse()?;
//! assert_eq!(row.raw("ClientID"), Some(id.to_string().as_str()));
//! assert_eq!((row.custom_text("WorkPhone"), row.raw("WorkPhone")), (None, Some("null")));
//! assert_eq!(row.custom_text("UpdatedDate").map(|time| time.len()), Some("2026-03-02T09:30:00".len()));
//!
//! // No match is a reply without rows.
//! let named = |name| crql::Query::select("cmClient", ["ClientID"])
//!     .filter(crql::column("LastName").is(name));
//! let attack = "x' OR 'a' = 'a";
//! # sandbox.switch(|switches| switches.grammar = prose_sandbox::clienttrack::Grammar::Wide);
//! assert!(client.query(Query::new(named(attack).build()?)).await?.first().is_none());
//! assert!(named(attack).refuse_quotes().build().is_err());
//! # Ok(())
//! # }
//! ```
//!
//! # Pages
//!
//! A query is answered with one page, of 25 rows unless it asks for others, 500 at most.
//! [`pages`](runtime::Sending::pages) and [`records`](runtime::Sending::records) are streams of all of
//! them, of 500 rows unless the query says otherwise. They end with the first page that is not full:
//! the server's `recordCount` is not reliable. With
//! [`should_cache`](crate::Query::should_cache) the server keeps the result, and all pages come from the
//! same moment; `cacheExpirationDate` says for how long.
//!
//! Pages of nothing but the same town are equal to the letter, and are read like all others. 1,000
//! equal pages in a row are an error, [`RepeatedPage`](runtime::Cause::RepeatedPage): a server that
//! gives the first page for ever looks so. Select a column that numbers the rows if there are so many.
//!
//! ```
//! # use clienttrack_generated::{Client, Credentials};
//! # use prose_sandbox::clienttrack::Sandbox;
//! use clienttrack_generated::Query;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start()?;
//! # let config = runtime::Config::new().base_url(sandbox.base_url());
//! # let client = Client::with_config(Credentials::new(sandbox.subscription_key(), sandbox.api_key()), config)?;
//! // 60 clients, and the template with the number 0.
//! let query = Query::new("SELECT ClientID, City FROM cmClient").page_size(20).should_cache(true);
//! let mut pages = client.query(query).pages();
//! let mut counts = Vec::new();
//! while let Some(page) = pages.next().await {
//!     let page = page?;
//!     assert!(page.extra().any(|(name, until)| name == "cacheExpirationDate" && until != "null"));
//!     counts.push(page.records().len());
//! }
//! assert_eq!(counts, [20, 20, 20, 1]);
//! # Ok(())
//! # }
//! ```
//!
//! # Procedures
//!
//! A procedure takes any JSON under any name. The rows of its first result are the reply's records;
//! [`records_at`](runtime::Reply::records_at) reads the others, and [`extra`](runtime::Reply::extra) has
//! whatever else it said, such as `output` or a `message`.
//!
//! ```
//! # use clienttrack_generated::{Client, Credentials};
//! # use prose_sandbox::clienttrack::Sandbox;
//! use clienttrack_generated::RunStoredProcedure;
//! use clienttrack_generated::runtime::{Json, Record as _};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start()?;
//! # let config = runtime::Config::new().base_url(sandbox.base_url());
//! # let client = Client::with_config(Credentials::new(sandbox.subscription_key(), sandbox.api_key()), config)?;
//! let summary = RunStoredProcedure::new("dbo.usp_ClientSummary").custom("ClientID", 1002);
//! let reply = client.run_stored_procedure(summary).await?;
//! assert_eq!(reply.records().len(), 1);
//! let enrollments = reply.records_at("result.table2").ok_or("no second result")?;
//! // Names of columns are a designer's: any style, blanks too.
//! assert!(enrollments[0].row().custom_text("enroll Date").is_some());
//! assert!(reply.records_at("result.table3").is_none());
//!
//! let count = RunStoredProcedure::new("usp_CountClients").custom("ActiveStatus", Json::null());
//! let reply = client.run_stored_procedure(count).await?;
//! let output = reply.records_at("output").ok_or("no output")?;
//! assert_eq!(output[0].row().custom_text("value").as_deref(), Some("54"));
//! # Ok(())
//! # }
//! ```
//!
//! # Objects
//!
//! The columns of a table are listed. That rows can be read by their numbers, inserted and updated is known,
//! how is not: the path of reading stands in one document whose author does not use it, and for the others
//! no source shows the path, the body or the answer, for an update not even the method. These three calls
//! are a best guess, and *Unproven* in their documentation: try them with the vendor's help first.
//!
//! An insert, an update or a procedure can be answered with 202: it was received, and has perhaps not been
//! carried out yet. That is `Ok`, and only [`reply.status()`](runtime::Reply::status) tells; the body may hold
//! an address at which to ask for the state, under a name that is not documented:
//! [`reply.body()`](runtime::Reply::body) has it, and there may be no row. 201 is for what is new. To an
//! insert or an update with any other status, a body with a message and no row is an answer that was not
//! understood.
//!
//! ```
//! # use clienttrack_generated::{Client, Credentials};
//! # use prose_sandbox::clienttrack::Sandbox;
//! use clienttrack_generated::{DescribeObject, GetObject, InsertObject, UpdateObject};
//! use clienttrack_generated::runtime::{Method, Record as _};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start()?;
//! # let config = runtime::Config::new().base_url(sandbox.base_url());
//! # let client = Client::with_config(Credentials::new(sandbox.subscription_key(), sandbox.api_key()), config)?;
//! let table = client.describe_object(DescribeObject::new("cmClient")).await?;
//! let names: Vec<&str> = table.records().iter().filter_map(|it| it.attribute_name()).collect();
//! assert!(names.contains(&"VeteranStatus"));
//!
//! let new = InsertObject::new("cmClient").custom("LastName", "Sample").custom("VeteranStatus", 0);
//! let reply = client.insert_object(new).await?;
//! assert_ne!(reply.status(), 202, "it may not be there yet");
//! let row = reply.first().ok_or("the server answered without the row")?.row();
//! let id = row.custom_text("ClientID").ok_or("no number")?;
//!
//! let change = UpdateObject::new("cmClient", &*id).custom("City", "Millbrook");
//! client.update_object(change).method(Method::Patch).await?;
//! let reply = client.get_object(GetObject::new("cmClient", &*id)).await?;
//! let row = reply.first().ok_or("it is gone")?.row();
//! assert_eq!(row.custom_text("City").as_deref(), Some("Millbrook"));
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! Limits are checked before anything is sent. What the server refuses is an
//! [`Error`](runtime::Error) of one line, and [`ResultCode`](crate::ResultCode) names the status, with
//! the three causes of a 401 apart: only two of them are about the keys. The server's own words may
//! repeat what was asked for: they are kept out of the line, and are there for whoever asks for
//! [`server_words`](runtime::Error::server_words), or for [`explain`](runtime::Error::explain), which has them
//! without what was sent. [`response`](runtime::Error::response) has the whole answer, a gateway's too.
//!
//! ```
//! # use clienttrack_generated::{Client, Credentials};
//! # use prose_sandbox::clienttrack::Sandbox;
//! use clienttrack_generated::{Query, ResultCode, RunStoredProcedure};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start()?;
//! # let base_url = sandbox.base_url();
//! # let config = || runtime::Config::new().base_url(&base_url);
//! # let client = Client::with_config(Credentials::new(sandbox.subscription_key(), sandbox.api_key()), config())?;
//! # let stranger = Client::with_config(Credentials::new(sandbox.subscription_key(), "wrong"), config())?;
//! let query = || Query::new("SELECT Shoe FROM cmClient");
//! let error = client.query(query().page_size(501)).await.unwrap_err();
//! assert_eq!(error.violations().map(|violations| violations.iter().count()), Some(1));
//!
//! let error = client.query(query()).await.unwrap_err();
//! assert_eq!(ResultCode::of(&error), Some(ResultCode::BadRequest));
//! assert!(error.server_words().is_some_and(|words| words.as_str().contains("Shoe")));
//!
//! let closed = RunStoredProcedure::new("usp_RegionalReport");
//! let error = client.run_stored_procedure(closed).await.unwrap_err();
//! assert_eq!(ResultCode::of(&error), Some(ResultCode::NotAvailable));
//! assert!(!error.is_access_denied());
//!
//! let error = stranger.query(query()).await.unwrap_err();
//! assert_eq!(ResultCode::of(&error), Some(ResultCode::WrongApiKey));
//! assert!(error.is_access_denied());
//! # Ok(())
//! # }
//! ```
//!
//! # Sending again
//!
//! What only reads is sent again after a failure that may pass; procedures, inserts and updates are sent
//! again only if they provably never left. An empty answer with status 500 stands for a fault and for a
//! procedure or object that does not exist alike, so that reading an object of a wrong name costs a few
//! attempts.
//!
//! The vendor expects clients to outlast interruptions: with queues of what is still to be done, retries, and
//! work that nobody waits for. Retries of what may be repeated are here; what may not, such as an insert whose
//! answer got lost ([`may_have_acted`](runtime::Error::may_have_acted)), needs a queue of the caller's own.
//!
//! ```
//! # use clienttrack_generated::{Client, Credentials};
//! # use prose_sandbox::clienttrack::Sandbox;
//! # use prose_sandbox::{Fault, FaultKind};
//! use clienttrack_generated::{DescribeObject, Query, ResultCode, RunStoredProcedure};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start()?;
//! # let retry = runtime::RetryPolicy::new().base(std::time::Duration::from_millis(1));
//! # let config = runtime::Config::new().base_url(sandbox.base_url()).retry(retry);
//! # let client = Client::with_config(Credentials::new(sandbox.subscription_key(), sandbox.api_key()), config)?;
//! # sandbox.fault(Fault::new(FaultKind::Status(502)).on("query"));
//! // The gateway is down for one request.
//! let reply = client.query(Query::new("SELECT ClientID FROM cmClient")).await?;
//! assert_eq!(reply.failed_attempts().len(), 1);
//!
//! let unknown = RunStoredProcedure::new("usp_Nobody");
//! let error = client.run_stored_procedure(unknown).await.unwrap_err();
//! assert_eq!(ResultCode::of(&error), Some(ResultCode::ServerError));
//! assert!(error.attempts().len() == 1 && error.may_have_acted());
//!
//! let unknown = DescribeObject::new("cmNobody");
//! let error = client.describe_object(unknown).await.unwrap_err();
//! assert_eq!(ResultCode::of(&error), Some(ResultCode::ServerError));
//! assert!(error.attempts().len() > 1 && !error.is_not_found());
//! # Ok(())
//! # }
//! ```
//!
//! # Everything else
//!
//! Clients, enrollments and files have addresses of their own, of which next to nothing is documented. They
//! are reached with a [`RawCall`](runtime::RawCall), with the same keys and errors. Its answer is read like
//! that to a query, unless the call says otherwise:
//!
//! ```
//! use clienttrack_generated::api::{self, API};
//! use clienttrack_generated::runtime::{CallDescriptor, Method, Returns};
//!
//! static CREATE: CallDescriptor = CallDescriptor {
//!     envelope: &api::envelopes::OBJECT,
//!     returns: Returns::One { found_by: None },
//!     ..CallDescriptor::raw(&API, Method::Post, "clients")
//! };
//! assert_eq!(CREATE.path, "clients");
//! ```
//!
//! Time limits, retries, bulk, waiting without
//! async (feature `blocking`), TLS, what is traced: these are the runtime's, the same for every API. See [`Config`](runtime::Config),
//! [`Sending`](runtime::Sending) and [`Bulk`](runtime::Bulk). Large
//! queries can run for more than half a minute: give them time with
//! [`attempt_timeout`](runtime::Sending::attempt_timeout) and
//! [`timeout`](runtime::Sending::timeout).
