//! How to use the client, topic by topic. Every example runs, against a sandbox on this machine.
//!
//! 1. [Accounts](#accounts) · 2. [Throttling](#throttling) · 3. [Lists](#lists) ·
//!    4. [Counting](#counting) · 5. [Updating](#updating) · 6. [Custom values](#custom-values) ·
//!    7. [Validation](#validation) · 8. [Errors](#errors) · 9. [What is not offered](#what-is-not-offered)
//!
//! # Accounts
//!
//! Each company has an address of its own: the subdomain that its users log in at. With it go the user
//! name of an active employee with full access, and the company's token. The user name is given as it
//! is; the client puts the `/token` behind it that it travels with.
//!
//! ```
//! use trackops_generated::{Client, Credentials, ListClients};
//! use trackops_generated::runtime::{self, Config};
//!
//! let config = Config::new().variable("subdomain", "acme");
//! let client = Client::with_config(Credentials::new("jo@example.com", "the API token"), config)?;
//! let request = client.list_clients(ListClients::new()).request()?;
//! assert_eq!(request.url(), "https://acme.viewcases.com/api/v1/clients");
//! # Ok::<(), runtime::Error>(())
//! ```
//!
//! [`Client::from_env`](crate::Client::from_env) reads all three from the environment:
//! `TRACKOPS_SUBDOMAIN`, `TRACKOPS_USERNAME` and `TRACKOPS_API_TOKEN`.
//!
//! # Throttling
//!
//! The vendor throttles, and may suspend who calls too often. How often is too often is not documented;
//! the vendor's own export waits two seconds after each call. So does this client: calls of one client
//! and its clones go out two seconds apart, and wait for their turn. Where more is borne, say so:
//!
//! ```
//! # use std::time::Duration;
//! # use prose_sandbox::trackops::Sandbox;
//! use trackops_generated::{Client, CountClients, Credentials};
//! use trackops_generated::runtime::Config;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start()?;
//! # let credentials = Credentials::new(sandbox.username(), sandbox.api_token());
//! let config = Config::new().base_url(sandbox.base_url()).rate_limit(20, Duration::from_secs(1));
//! let client = Client::with_config(credentials, config)?;
//! for _ in 0..3 {
//!     client.count_clients(CountClients::new()).await?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The wait for a turn counts for the time that a call may take, 60 s: at the usual rate, no more than
//! about thirty single calls can wait at once. Calls of a [`bulk`](crate::Client::bulk) wait together, and
//! their time begins with their turn: it takes as long as it takes, and none of them fails for it. A list that
//! is paged through asks for one page after the other and has no such bound either.
//!
//! # Lists
//!
//! A list is narrowed by its setters. Sent as it is, it gives one page;
//! [`records`](runtime::Sending::records) and [`pages`](runtime::Sending::pages) go through all of them,
//! 100 records a page unless `per_page` is set. The list ends with a page that is not full, because
//! answers do not tell how many records there are: nothing here can tell a page that came too short from the
//! last one. Whoever must know that all came compares the number of records with what
//! [`count_clients`](crate::Client::count_clients) says of the same filters, before and after, because records
//! can come and go meanwhile.
//!
//! ```
//! # use prose_sandbox::trackops::Sandbox;
//! # use trackops_generated::{Client, Credentials};
//! # use trackops_generated::runtime::Config;
//! use trackops_generated::{Direction, ListClients};
//! use trackops_generated::runtime::Record as _;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start()?;
//! # let credentials = Credentials::new(sandbox.username(), sandbox.api_token());
//! # let config = Config::new().base_url(sandbox.base_url()).no_rate_limit();
//! # let client = Client::with_config(credentials, config)?;
//! let list = ListClients::new()
//!     .created_from("2020-01-01 00:00:00") // In UTC, as all moments.
//!     .direction(Direction::Descending)
//!     .per_page(25);
//! let mut clients = client.list_clients(list).records();
//! let mut number = 0;
//! while let Some(client) = clients.next().await {
//!     let client = client?;
//!     assert!(client.id().is_some() && client.name().is_some());
//!     // Keys that no document shows are read by name.
//!     assert!(client.row().custom_text("created_at").is_some());
//!     number += 1;
//! }
//! assert_eq!(number, 60);
//! # Ok(())
//! # }
//! ```
//!
//! Every field is an option, as no page of the vendor shows an answer. What an answer has besides, such
//! as related records whose names begin with a capital, is in the [`Row`](runtime::Row): as text by
//! `custom_text`, as the JSON that came by `raw`.
//!
//! # Counting
//!
//! How many records a list has is a call of its own, with the same filters. `per_page` is for the number
//! of pages. Counting was seen with cases; the counts of other lists are *Unproven*.
//!
//! ```
//! # use prose_sandbox::trackops::Sandbox;
//! # use trackops_generated::{Client, Credentials};
//! # use trackops_generated::runtime::Config;
//! use trackops_generated::CountClients;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start()?;
//! # let credentials = Credentials::new(sandbox.username(), sandbox.api_token());
//! # let config = Config::new().base_url(sandbox.base_url()).no_rate_limit();
//! # let client = Client::with_config(credentials, config)?;
//! let reply = client.count_clients(CountClients::new().per_page(25)).await?;
//! let count = reply.first().ok_or("no count")?;
//! assert_eq!((count.record_count(), count.page_count()), (Some(60), Some(3)));
//! # Ok(())
//! # }
//! ```
//!
//! # Updating
//!
//! Only what is set is sent, and what is not sent stays as it is. A text that is set to `""` is sent as
//! such; whether that clears it, the vendor does not say.
//!
//! ```
//! # use prose_sandbox::trackops::Sandbox;
//! # use trackops_generated::{Client, Credentials};
//! # use trackops_generated::runtime::Config;
//! use trackops_generated::{CreateClient, PrimaryLocation, UpdateClient};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start()?;
//! # let credentials = Credentials::new(sandbox.username(), sandbox.api_token());
//! # let config = Config::new().base_url(sandbox.base_url()).no_rate_limit();
//! # let client = Client::with_config(credentials, config)?;
//! let location = PrimaryLocation::new("Main Location", "CO", "US").city("Denver");
//! let reply = client.create_client(CreateClient::new("ACME Client", location)).await?;
//! let id = reply.first().and_then(|made| made.id()).ok_or("no number")?;
//!
//! let reply = client.update_client(UpdateClient::new(&id).account_code("123456")).await?;
//! let changed = reply.first().ok_or("no record")?;
//! assert_eq!(changed.account_code(), Some("123456"));
//! assert_eq!(changed.name(), Some("ACME Client"));
//! # Ok(())
//! # }
//! ```
//!
//! Updates are sent again after a failure that may pass; what creates something only if it provably never
//! left, because the vendor knows no way to tell that two requests are one.
//!
//! # Custom values
//!
//! The company's own fields are rows of a number and a value, which is any JSON. Contacts and cases take
//! more than the documents at hand tell: what has no setter is set by its name.
//!
//! ```
//! # use prose_sandbox::trackops::Sandbox;
//! # use trackops_generated::{Client, Credentials};
//! # use trackops_generated::runtime::Config;
//! use trackops_generated::{CreateCase, CustomField};
//! use trackops_generated::runtime::{Json, Record as _};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start()?;
//! # let credentials = Credentials::new(sandbox.username(), sandbox.api_token());
//! # let config = Config::new().base_url(sandbox.base_url()).no_rate_limit();
//! # let client = Client::with_config(credentials, config)?;
//! let case = CreateCase::new()
//!     .due_on("2026-04-01")
//!     .custom_fields([
//!         CustomField::new(1, "Mornings"),
//!         CustomField::new(2, Json::parse(r#"{"floor":3}"#)?),
//!     ])
//!     .client_id(2401)
//!     .custom("is_request", true);
//! let reply = client.create_case(case).await?;
//! let case = reply.first().ok_or("no record")?;
//! assert_eq!(case.custom_fields()[1].value(), Some(r#"{"floor":3}"#));
//! assert_eq!(case.client_id(), Some(2401.into()));
//! assert_eq!(case.row().raw("is_request"), Some("true"));
//! # Ok(())
//! # }
//! ```
//!
//! # Validation
//!
//! All that is wrong with a call is told before anything is sent, nested values by their path. A limit
//! that the vendor does not keep can be passed with [`Validation`](runtime::Validation), for a client or
//! for one call.
//!
//! ```
//! # use trackops_generated::{Client, Credentials};
//! # use trackops_generated::runtime::Config;
//! use trackops_generated::{CreateClient, PrimaryLocation};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let config = Config::new().variable("subdomain", "acme");
//! # let client = Client::with_config(Credentials::new("jo", "token"), config)?;
//! let location = PrimaryLocation::new("Main Location", "Colorado", "US");
//! let mistaken = CreateClient::new("ACME Client", location).website("www.example.com");
//! let error = client.create_client(mistaken).await.unwrap_err();
//! let violations = error.violations().ok_or("it was sent")?;
//! let keys: Vec<_> = violations.iter().map(|violation| violation.key.as_str()).collect();
//! assert_eq!(keys, ["website", "primary_location.state"]);
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! An [`Error`](runtime::Error) is one line that names the call, the cause and what to do. The vendor
//! describes no body of an error, so that the HTTP status decides: [`ResultCode`](crate::ResultCode)
//! has the listed ones. Too many calls are told by
//! [`is_rate_limited`](runtime::Error::is_rate_limited). Which rule a record breaks (422) the server says in its
//! own words, which [`explain`](runtime::Error::explain) has; a firewall's incident number is in
//! [`response`](runtime::Error::response).
//!
//! ```
//! # use prose_sandbox::trackops::Sandbox;
//! # use trackops_generated::{Client, Credentials};
//! # use trackops_generated::runtime::Config;
//! use trackops_generated::{GetClient, ResultCode};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start()?;
//! # let credentials = Credentials::new(sandbox.username(), sandbox.api_token());
//! # let config = Config::new().base_url(sandbox.base_url()).no_rate_limit();
//! # let client = Client::with_config(credentials, config)?;
//! let error = client.get_client(GetClient::new(7)).await.unwrap_err();
//! assert_eq!(ResultCode::of(&error), Some(ResultCode::NotFound));
//! assert!(error.is_not_found());
//! assert_eq!(
//!     error.to_string(),
//!     "get_client: refused with not_found (HTTP status 404); no record matches: check what it was \
//!      asked for by",
//! );
//! # Ok(())
//! # }
//! ```
//!
//! # What is not offered
//!
//! Other resources, and filters that have no setter, are reached with a
//! [`RawCall`](runtime::RawCall), with the same credentials, rate, errors and secrecy:
//!
//! ```
//! # use prose_sandbox::trackops::Sandbox;
//! # use trackops_generated::{Client, Credentials};
//! # use trackops_generated::runtime::Config;
//! use trackops_generated::api::API;
//! use trackops_generated::runtime::{CallDescriptor, Method, RawCall, Record as _};
//!
//! static CASES: CallDescriptor = CallDescriptor::raw(&API, Method::Get, "cases");
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = Sandbox::start()?;
//! # let credentials = Credentials::new(sandbox.username(), sandbox.api_token());
//! # let config = Config::new().base_url(sandbox.base_url()).no_rate_limit();
//! # let client = Client::with_config(credentials, config)?;
//! let reply = client.send(RawCall::new(&CASES).with("from", "2040-01-01")).await?;
//! assert!(reply.records().is_empty());
//! # Ok(())
//! # }
//! ```
