//! How to use the client, topic by topic. Every example runs, against a server on this machine that
//! gives the answers written beside it.
//!
//! 1. [Calls](#calls) · 2. [Validation](#validation) · 3. [Errors](#errors) · 4. [Replies](#replies) ·
//!    5. [Sending again](#sending-again) · 6. [Pages](#pages) · 7. [Accounts](#accounts) ·
//!    8. [Form posts](#form-posts) · 9. [Bulk](#bulk) · 10. [Waiting](#waiting) · 11. [TLS](#tls) ·
//!    12. [Safety](#safety) · 13. [What happens](#what-happens)
//!
//! # Calls
//!
//! A call is a value. Sending it gives a [`Sending`](runtime::Sending): options come before `.await`.
//! [`request`](runtime::Sending::request) writes the HTTP request without sending it, and
//! [`to_curl`](runtime::Request::to_curl) shows it without secrets and personal data.
//!
//! ```
//! use std::time::Duration;
//! use clienttether_generated::{Client, CreateClient, Credentials};
//!
//! let client = Client::new(Credentials::new("the access token", "CT_the_web_key"))?;
//! let lead = CreateClient::new("Jo", "Sample").phone("3035550147");
//! let sending = client.create_client(lead).timeout(Duration::from_secs(20)).header("X-Job", "night");
//! let request = sending.request()?;
//! assert_eq!(request.url(), "https://api.clienttether.com/v2/api/create_client");
//! let curl = request.to_curl();
//! assert!(curl.contains(r#"--data-raw '{"firstName":<personal>,"lastName":<personal>,"#), "{curl}");
//! assert!(curl.contains("-H 'x-access-token: <secret>'"), "{curl}");
//! # Ok::<(), runtime::Error>(())
//! ```
//!
//! What the spec does not know yet is reached with a [`RawCall`](runtime::RawCall), with the same
//! credentials, retries, errors and secrecy. With the descriptor of a known call it takes names and texts, and
//! checks and hides them as the typed call does: `RawCall::new(CreateClient::DESCRIPTOR).with("firstName", "Jo")`.
//!
//! ```
//! # use clienttether_generated::{Client, Credentials};
//! # use workspace_tests::Loopback;
//! use clienttether_generated::api::API;
//! use clienttether_generated::runtime::{CallDescriptor, Method, RawCall, Record as _};
//!
//! static READ_CONTACTS: CallDescriptor = CallDescriptor::raw(&API, Method::Get, "read_contacts");
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let server = Loopback::answering_json(r#"{"ResultCode":"CT_200","data":[{"mood":"sunny"}]}"#)?;
//! # let config = runtime::Config::new().base_url(server.base_url());
//! # let client = Client::with_config(Credentials::new("token", "key"), config)?;
//! let reply = client.send(RawCall::new(&READ_CONTACTS).with("limit", "10")).await?;
//! assert_eq!(reply.records()[0].row().custom_text("mood").as_deref(), Some("sunny"));
//! # Ok(())
//! # }
//! ```
//!
//! # Validation
//!
//! All limits of the document are checked before anything is sent, and every violation is told: wire
//! key, rule, limit, value (unless it is personal or secret) and revision of the document. A limit
//! that the vendor has lifted can be passed with [`Validation`](runtime::Validation), for a client or
//! for one call.
//!
//! ```
//! # use clienttether_generated::{Client, CreateClient, Credentials};
//! # use workspace_tests::Loopback;
//! use clienttether_generated::runtime::Validation;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let server = Loopback::answering_json(r#"{"ResultCode":"CT_200","data":[{"client_id":"7"}]}"#)?;
//! # let config = runtime::Config::new().base_url(server.base_url());
//! # let client = Client::with_config(Credentials::new("token", "key"), config)?;
//! let lead = CreateClient::new("Jo", "Sample").zip("802");
//! let error = client.create_client(lead.clone()).await.unwrap_err();
//! let violations = error.violations().ok_or("it was sent")?;
//! assert_eq!(violations.iter().next().map(|violation| violation.key.as_str()), Some("zip"));
//!
//! let reply = client.create_client(lead).validation(Validation::Warn).await?;
//! assert_eq!(reply.warnings().map(|violations| violations.iter().count()), Some(1));
//! # Ok(())
//! # }
//! ```
//!
//! One limit is waived with [`as_is`](runtime::Sending::as_is), on the call or when it is sent, while all
//! others hold: shipped integrations send a sales cycle `-1`, phones with `+1` and states in words, which the
//! page does not have. What it breaks is in the reply's warnings. A value is cleared with `clear`: a blank
//! text is taken for a slip otherwise.
//!
//! ```
//! # use clienttether_generated::{Client, CreateClient, Credentials, UpdateClientById};
//! # let client = Client::new(Credentials::new("token", "key"))?;
//! let lead = CreateClient::new("Jo", "Sample").phone("+13035550147").zip("802");
//! let error = client.create_client(lead).as_is("phone").request().unwrap_err();
//! assert!(error.to_string().contains("`zip`") && !error.to_string().contains("`phone`"));
//!
//! let change = UpdateClientById::new(8051632).city("Boulder").clear("second_phone");
//! let request = client.update_client_by_id(change).request()?;
//! let body = request.body().ok_or("no body")?;
//! assert!(body.ends_with(br#""second_phone":"","city":"Boulder"}"#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Errors
//!
//! An [`Error`](runtime::Error) is one line that names the call, the cause and what to do. Predicates
//! answer the usual questions, [`cause`](runtime::Error::cause) has the details by kind, and
//! [`attempts`](runtime::Error::attempts) what was tried. "Does it exist?" is answered by a reply, not
//! by an error.
//!
//! ```
//! # use clienttether_generated::{Client, Credentials, DeleteLeadSourceById, ReadClientExist};
//! # use workspace_tests::{Loopback, http};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let answers = [r#"{"ResultCode":"CT_512"}"#, r#"{"ResultCode":"CT_515"}"#];
//! # let server = Loopback::answering(answers.map(|body| http("200 OK", "application/json", body)).into())?;
//! # let config = runtime::Config::new().base_url(server.base_url());
//! # let client = Client::with_config(Credentials::new("token", "key"), config)?;
//! let error = client.delete_lead_source_by_id(DeleteLeadSourceById::new("31")).await.unwrap_err();
//! assert!(error.is_in_use());
//! assert_eq!(
//!     error.to_string(),
//!     "delete_lead_source_by_id: refused with CT512 \"Can not delete as requested. Parameter is \
//!      still in use.\"; something still uses the record: delete that first",
//! );
//!
//! let found = client.read_client_exist(ReadClientExist::new().phone("3035550147")).await?;
//! assert!(found.first().is_none());
//! # Ok(())
//! # }
//! ```
//!
//! Whatever the cause, the answer that a call failed with is kept: [`response`](runtime::Error::response) has
//! its status, headers, the number of the request and the beginning of the body, so that the id of what was
//! created can be saved from an answer that cannot be read. [`server_words`](runtime::Error::server_words)
//! are the server's own, from JSON, plain text or the title of a page. Both can hold a person's data;
//! [`explain`](runtime::Error::explain) tells a person all there is in several lines, without what was sent.
//!
//! ```
//! # use clienttether_generated::{Client, CreateClient, Credentials};
//! # use workspace_tests::{Loopback, http};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let page = "<html><title>Blocked: incident 4711</title></html>";
//! # let server = Loopback::answering(vec![http("403 Forbidden\r\nX-Request-Id: a1", "text/html", page)])?;
//! # let config = clienttether_generated::runtime::Config::new().base_url(server.base_url());
//! # let client = Client::with_config(Credentials::new("token", "key"), config)?;
//! let error = client.create_client(CreateClient::new("Jo", "Sample")).await.unwrap_err();
//! // create_client: HTTP status 403; check the credentials and what they allow
//! //   the server said: Blocked: incident 4711
//! //   HTTP status: 403
//! //   request id: a1
//! //   answer: 50 bytes, which Error::response has
//! //   attempt 1: at 0 ms HTTP status 403, final
//! println!("{}", error.explain());
//! # assert!(error.explain().contains("the server said: Blocked: incident 4711\n  HTTP status: 403\n  request id: a1"));
//! let answer = error.response().ok_or("none came")?;
//! assert!(answer.text().starts_with("<html>") && !answer.is_cut());
//! # Ok(())
//! # }
//! ```
//!
//! Every failure on the way has a name ([`TransportFault`](runtime::TransportFault)), in the line too: refused,
//! not found, not trusted, no TLS there, a proxy that wants a password, a request that cannot be written. What
//! would be the same again is not repeated, and what never left says so
//! ([`may_have_acted`](runtime::Error::may_have_acted)).
//!
//! # Replies
//!
//! A [`Reply`](runtime::Reply) has the records and everything else that the answer said. Fields are
//! read the way the real server writes them; one that does not fit is `None` and still there as it
//! came. [`misfits`](runtime::Record::misfits) tells such a field from one that is not there, and the reply
//! counts them: a sum over an accessor is right where [`Reply::misfits`](runtime::Reply::misfits) is 0. Rows
//! without any known field, and rows whose text is not UTF-8, are in
//! [`odd_records`](runtime::Reply::odd_records).
//!
//! An answer that is not understood is an error, never an empty reply: rows under another key, an error with
//! status 200, an empty body. The line names the place and what was due there. A list that PHP wrote as an
//! object, because it has holes, is read as the list that it is.
//!
//! ```
//! # use clienttether_generated::{Client, Credentials, ReadClientById};
//! # use workspace_tests::Loopback;
//! use clienttether_generated::runtime::Record as _;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let body = r#"{"resultCode":"CT200","Message":"Success","TotalRecord":"1","data":[{
//! #     "CLIENT_ID": 7, "email": "", "clients_sales_cycle": "New", "shoe size": "42",
//! #     "assigned_user": "{\"first_name\":\"Kim\"}" }]}"#;
//! # let server = Loopback::answering_json(body)?;
//! # let config = runtime::Config::new().base_url(server.base_url());
//! # let client = Client::with_config(Credentials::new("token", "key"), config)?;
//! // {"resultCode":"CT200","Message":"Success","TotalRecord":"1","data":[{
//! //   "CLIENT_ID": 7, "email": "", "clients_sales_cycle": "New", "shoe size": "42",
//! //   "assigned_user": "{\"first_name\":\"Kim\"}" }]}
//! let reply = client.read_client_by_id(ReadClientById::new("7")).await?;
//! let contact = reply.first().ok_or("nobody")?;
//! assert_eq!(contact.client_id(), Some("7".into()));
//! assert_eq!(contact.email(), None);
//! assert_eq!(contact.row().raw("email"), Some("\"\""));
//! assert_eq!(contact.sales_cycle_name(), Some("New"));
//! assert_eq!(contact.row().custom_text("shoe size").as_deref(), Some("42"));
//! assert_eq!((reply.code(), reply.total(), reply.status()), (Some("CT200"), Some(1), 200));
//! # Ok(())
//! # }
//! ```
//!
//! # Sending again
//!
//! Reads, updates and deletes are sent again after a failure that may pass; what creates something
//! only if it provably never left. [`RetryPolicy`](runtime::RetryPolicy) sets how often and how soon;
//! `Retry-After` is kept, with a random bit on top, or not waited for: where it is longer than
//! [`retry_after_cap`](runtime::RetryPolicy::retry_after_cap) or than the time of the call, the call ends and
//! [`retry_after`](runtime::Error::retry_after) tells it. The table of what is repeated is at
//! [`Outcome::may_be_repeated`](runtime::Outcome::may_be_repeated).
//!
//! ```
//! # use std::time::Duration;
//! # use clienttether_generated::{Client, CreateTag, Credentials, ReadTagsList};
//! # use workspace_tests::{Loopback, http};
//! use clienttether_generated::runtime::{RetryPolicy, Then};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let busy = http("503 Service Unavailable", "text/plain", "");
//! # let good = http("200 OK", "application/json", r#"{"ResultCode":"CT_200","data":[]}"#);
//! # let server = Loopback::answering(vec![busy.clone(), good, busy])?;
//! # let config = runtime::Config::new().base_url(server.base_url());
//! # let client = Client::with_config(Credentials::new("token", "key"), config)?;
//! let soon = RetryPolicy::new().max_attempts(3).base(Duration::from_millis(10));
//! // The server answers 503 once.
//! let reply = client.read_tags_list(ReadTagsList::new()).retry(soon.clone()).await?;
//! assert_eq!(reply.failed_attempts().len(), 1);
//!
//! // A tag could be created twice.
//! let error = client.create_tag(CreateTag::new("Web")).retry(soon).await.unwrap_err();
//! assert_eq!(error.attempts()[0].then, Then::CouldActTwice);
//! assert!(error.may_have_acted() && !error.is_retryable());
//! # Ok(())
//! # }
//! ```
//!
//! # Pages
//!
//! Calls that list in pages have [`pages`](runtime::Sending::pages) and
//! [`records`](runtime::Sending::records): streams that ask for one page after another, a little ahead,
//! and end where the server has no more. After an error, `position()` says where to go on with
//! `start_at()`.
//!
//! A list never ends short in silence: where fewer records came than the total promises, the last item is an
//! error with [`is_incomplete`](runtime::Error::is_incomplete), how many came and how many were promised.
//! `allow_incomplete()` is for whoever knows better. A server that gives the same page again and again is
//! found out by the third request.
//!
//! ```
//! # use clienttether_generated::{Client, Credentials, ReadClientList};
//! # use workspace_tests::{Loopback, http};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let page = |ids: [u32; 2]| http("200 OK", "application/json", &format!(
//! #     r#"{{"ResultCode":"CT_200","TotalRecord":4,"data":[{{"client_id":"{}"}},{{"client_id":"{}"}}]}}"#, ids[0], ids[1]));
//! # let server = Loopback::answering(vec![page([1, 2]), page([3, 4])])?;
//! # let config = runtime::Config::new().base_url(server.base_url());
//! # let client = Client::with_config(Credentials::new("token", "key"), config)?;
//! let mut contacts = client.read_client_list(ReadClientList::new().limit(2_u64)).records();
//! let mut ids = Vec::new();
//! while let Some(contact) = contacts.next().await {
//!     ids.extend(contact?.client_id());
//! }
//! assert_eq!(ids.len(), 4);
//! assert_eq!(contacts.position(), 4);
//! # Ok(())
//! # }
//! ```
//!
//! # Accounts
//!
//! One [`Client`](crate::Client) holds the access token, the connections and the limits;
//! [`account`](crate::Client::account) gives a cheap handle for another web key. Limits of
//! concurrency and of rate hold for all of them together.
//!
//! ```
//! # use std::time::Duration;
//! # use clienttether_generated::{Client, Credentials, ReadTagsList};
//! # use workspace_tests::{Loopback, http};
//! use clienttether_generated::runtime::Config;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let good = http("200 OK", "application/json", r#"{"ResultCode":"CT_200","data":[]}"#);
//! # let server = Loopback::answering(vec![good.clone(), good])?;
//! # let base_url = server.base_url();
//! let config = Config::new().base_url(base_url).max_concurrency(8).rate_limit(100, Duration::from_secs(1));
//! let main = Client::with_config(Credentials::new("the access token", "CT_main"), config)?;
//! for web_key in ["CT_north", "CT_south"] {
//!     main.account(web_key)?.read_tags_list(ReadTagsList::new()).await?;
//!     let sent = server.request().ok_or("nothing came")?;
//!     assert!(sent.contains(&format!("x-web-key: {web_key}\r\n")));
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The access token changes by itself when a user's name or level does.
//! [`replace_credentials`](crate::Client::replace_credentials) gives a new one to all handles, from the next
//! attempt on; no client is made anew.
//!
//! ```
//! # use clienttether_generated::{Client, Credentials};
//! let client = Client::new(Credentials::new("the old token", "CT_main"))?;
//! let north = client.account("CT_north")?;
//! // `north` keeps its own web key.
//! client.replace_credentials(Credentials::new("the new token", "CT_main"))?;
//! # Ok::<(), clienttether_generated::runtime::Error>(())
//! ```
//!
//! # Form posts
//!
//! [`external_form_lead`](crate::Client::external_form_lead) adds a lead as a web site's form does, with
//! a web key among its values and no other credential: the key of a lead source sets the source and
//! starts its action plan. The answer is JSON, or with [`on_success_url`] and [`on_error_url`] a redirect
//! that is read and not followed; either way [`ResultCode`](crate::api::ResultCode) tells the refusals
//! apart. For visitors who send it themselves there is a form ready to paste,
//! `forms/external_form_lead.html`, which holds the same limits in the browser.
//!
//! [`on_success_url`]: crate::ExternalFormLead::on_success_url
//! [`on_error_url`]: crate::ExternalFormLead::on_error_url
//!
//! ```
//! # use workspace_tests::{Loopback, http};
//! use clienttether_generated::api::ResultCode;
//! use clienttether_generated::{Client, Credentials, ExternalFormLead};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sorry = "302 Found\r\nLocation: https://example.com/sorry?error_Code=ct101&msg=Invalid+Web_Key";
//! # let server = Loopback::answering(vec![
//! #     http("200 OK", "application/json", r#"{"Message":"Success"}"#), http(sorry, "text/html", "")])?;
//! # let config = runtime::Config::new().base_url(server.base_url());
//! let site = Client::with_config(Credentials::none(), config)?;
//! let lead = ExternalFormLead::new("CT_of_a_lead_source").name("Jo Sample").custom("Favorite Chocolate", "Dark");
//! // {"Message":"Success"}
//! site.external_form_lead(lead.clone()).await?;
//! let sent = server.request().ok_or("nothing came")?;
//! assert!(!sent.contains("x-access-token") && !sent.contains("x-web-key"));
//! assert!(sent.ends_with("web_key=CT_of_a_lead_source&name=Jo%20Sample&Favorite%20Chocolate=Dark"));
//!
//! // Location: https://example.com/sorry?error_Code=ct101&msg=Invalid+Web_Key
//! let lead = lead.on_error_url("https://example.com/sorry");
//! let error = site.external_form_lead(lead).await.unwrap_err();
//! assert_eq!(ResultCode::of(&error), Some(ResultCode::Ct101));
//! assert!(error.is_access_denied());
//! # Ok(())
//! # }
//! ```
//!
//! # Bulk
//!
//! [`bulk`](crate::Client::bulk) sends many calls of one kind, several at once. Each has an outcome of
//! its own, in the order of the calls or as they end. Its time begins with its turn: a rate limit makes a
//! bulk slow, and lets none of its calls fail.
//!
//! ```
//! # use clienttether_generated::{Client, CreateClient, Credentials};
//! # use workspace_tests::{Loopback, http};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let good = http("200 OK", "application/json", r#"{"ResultCode":"CT_200","data":[{"client_id":"7"}]}"#);
//! # let server = Loopback::answering(vec![good.clone(), good])?;
//! # let config = runtime::Config::new().base_url(server.base_url());
//! # let client = Client::with_config(Credentials::new("token", "key"), config)?;
//! let leads = [("Jo", "3035550147"), ("Al", "555-0148"), ("Kim", "3035550149")];
//! let calls = leads.map(|(name, phone)| CreateClient::new(name, "Sample").phone(phone));
//! let bulk = client.bulk(calls).concurrency(2);
//! let progress = bulk.progress();
//! let mut failed = Vec::new();
//! let mut outcomes = bulk.in_order();
//! while let Some(sent) = outcomes.next().await {
//!     if sent.result.is_err() {
//!         failed.push(sent.index);
//!     }
//! }
//! assert_eq!(failed, [1]);
//! assert_eq!((progress.succeeded(), progress.failed()), (2, 1));
//! # Ok(())
//! # }
//! ```
//!
//! # Waiting
//!
//! With the feature `blocking`, `wait()` stands where `.await` would: on calls, pages, records and bulk.
//! No runtime is needed, and inside one it is no error. In a process that was forked after the first
//! `wait()`, it is one: the connections are the parent's. Fork before, or start a new program.
//!
//! ```
//! # use clienttether_generated::{Client, Credentials, ReadClientList, ReadTagsList};
//! # use workspace_tests::{Loopback, http};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let good = http("200 OK", "application/json", r#"{"ResultCode":"CT_200","TotalRecord":1,"data":[{"client_id":"7"}]}"#);
//! # let tags = http("200 OK", "application/json", r#"{"ResultCode":"CT_200","data":[{"tag_value":"Web"}]}"#);
//! # let server = Loopback::answering(vec![tags, good])?;
//! # let config = runtime::Config::new().base_url(server.base_url());
//! # let client = Client::with_config(Credentials::new("token", "key"), config)?;
//! let tags = client.read_tags_list(ReadTagsList::new()).wait()?;
//! assert_eq!(tags.records().len(), 1);
//! for contact in client.read_client_list(ReadClientList::new()).records().wait() {
//!     println!("{:?}", contact?.client_id());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # TLS
//!
//! rustls with ring, trusting what the operating system trusts, unless a feature says otherwise:
//! `aws-lc` for AWS's cryptography, `native-tls` for the operating system's TLS. A proxy is taken from
//! `HTTPS_PROXY`. An authority of one's own is added with
//! [`root_certificates`](runtime::Config::root_certificates); [`http_setup`](runtime::Config::http_setup)
//! sets the HTTP client up further, and [`http_client`](runtime::Config::http_client) takes a ready one,
//! with less certainty.
//!
//! ```
//! use clienttether_generated::{Client, Credentials};
//! use clienttether_generated::runtime::Config;
//!
//! let config = Config::new().root_certificates("no certificate at all");
//! let error = Client::with_config(Credentials::new("token", "key"), config).unwrap_err();
//! assert_eq!(error.to_string(), "the root certificates cannot be read: give certificates in PEM form");
//! ```
//!
//! # Safety
//!
//! Redirects are not followed, so credentials go nowhere else; a ready HTTP client that follows them is
//! told so by an error. Time is bounded (10 s to connect, 30 s
//! for an attempt, 60 s for a call) and so is the size of an answer (64 MiB). HTTPS only, except on this
//! machine, and to hosts of your own network that
//! [`allow_plain_http_to`](runtime::Config::allow_plain_http_to) names: it says what that risks. Making a
//! client never panics; what is missing is named. A variable of the environment that is blank or not Unicode
//! is a mistake, never the same as none, and so are white space and quotes around a credential.
//!
//! ```
//! use clienttether_generated::{Client, Credentials};
//! use clienttether_generated::runtime::Config;
//!
//! let plain = Config::new().base_url("http://api.example.com/");
//! let error = Client::with_config(Credentials::new("token", "key"), plain).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "clienttether: the base URL must start with https://, because plain HTTP shows credentials to \
//!      everybody on the way; for a host of your own network, see Config::allow_plain_http_to",
//! );
//!
//! // CLIENTTETHER_ACCESS_TOKEN is not set here.
//! let error = Client::from_env().unwrap_err();
//! assert!(error.to_string().contains("CLIENTTETHER_ACCESS_TOKEN"), "{error}");
//! ```
//!
//! # What happens
//!
//! Each call is a `tracing` span named `call` with the names of API and call; each attempt is an event
//! in it, with its number, its outcome and how long it took. There are no values in them, personal or
//! not.
//!
//! ```
//! # use clienttether_generated::{Client, Credentials, ReadTagsList};
//! # use workspace_tests::Loopback;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let server = Loopback::answering_json(r#"{"ResultCode":"CT_200","data":[]}"#)?;
//! # let config = runtime::Config::new().base_url(server.base_url());
//! # let client = Client::with_config(Credentials::new("token", "key"), config)?;
//! // DEBUG call{api="clienttether" call="read_tags_list"}: answered attempt=1 status=200 took_ms=3
//! tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_target(false).init();
//! client.read_tags_list(ReadTagsList::new()).await?;
//! # Ok(())
//! # }
//! ```
