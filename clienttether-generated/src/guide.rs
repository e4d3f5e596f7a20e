//! How to use the client, topic by topic. Every example runs, against a server on this machine that
//! gives the answers written beside it.
//!
//! 1. [Calls](#calls) · 2. [Values in](#values-in) · 3. [Validation](#validation) ·
//!    4. [Cleaning](#cleaning) · 5. [Errors](#errors) · 6. [Replies](#replies) ·
//!    7. [Dates and money](#dates-and-money) · 8. [Records and serde](#records-and-serde) ·
//!    9. [Sending again](#sending-again) · 10. [Pages](#pages) · 11. [Accounts](#accounts) ·
//!    12. [Form posts](#form-posts) · 13. [Bulk](#bulk) · 14. [Waiting](#waiting) · 15. [TLS](#tls) ·
//!    16. [Safety](#safety) · 17. [What happens](#what-happens)
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
//! # use prose_sandbox::loopback::Loopback;
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
//! # Values in
//!
//! Beside its setters, a call takes values by the names of its keys: those on the wire, those in Rust, or the
//! labels of a form, whatever the capitals, spaces, `_` and `-`. [`from_pairs`](runtime::Call::from_pairs) takes the
//! pairs of a map, or the headings and cells of a row. A name that leads to no key or to several, and a key that
//! comes twice, is kept and told with all else that is wrong;
//! [`without_broken`](runtime::Call::without_broken) leaves out what violations name, so that the rest can be sent.
//! Values are taken as they are: nothing is corrected.
//!
//! ```
//! use clienttether_generated::CreateClient;
//! use clienttether_generated::runtime::{Call, validate};
//!
//! let headings = ["First Name", "last-name", "PHONE", "zip", "Shoe size"];
//! let cells = ["Jo", "Sample", "3035550147", "802", "42"];
//! let lead = CreateClient::from_pairs(headings.into_iter().zip(cells));
//! let violations = validate(lead.params()).unwrap_err();
//! let keys: Vec<&str> = violations.iter().map(|violation| violation.key.as_str()).collect();
//! assert_eq!(keys, ["zip", "Shoe size"]);
//!
//! // A name that no key has is a custom field only if the caller says so.
//! let lead = lead.unmatched_as_custom().without("zip");
//! assert_eq!(lead, CreateClient::new("Jo", "Sample").phone("3035550147").custom("Shoe size", "42"));
//!
//! // Setters with an `Option`, values read back.
//! let email: Option<String> = None;
//! let lead = lead.maybe(CreateClient::email, email).maybe(CreateClient::city, Some("Denver"));
//! assert_eq!(lead.get_text("city").as_deref(), Some("Denver"));
//! assert_eq!(lead.get("email"), None);
//! ```
//!
//! With the feature `serde`, `Call::from_serialize` takes a struct of your own; a field
//! that is `None` sets nothing. Written once, its values create and update:
//! [`with_values_of`](runtime::Call::with_values_of) takes those of another call, and
//! [`changes`](runtime::Call::changes) (or `changes_serialize`) makes an update
//! of a record as it was read and the values that are wanted. Only what differs is sent, and what went away is
//! cleared.
//!
//! ```
//! # use clienttether_generated::{Client, Credentials};
//! # use prose_sandbox::loopback::Loopback;
//! use clienttether_generated::{CreateClient, ReadClientById, UpdateClientById};
//! use clienttether_generated::runtime::Call;
//!
//! #[derive(serde::Serialize)]
//! struct Contact {
//!     first_name: String,
//!     last_name: String,
//!     company_name: Option<String>,
//!     deal_size: u32,
//!     sms_ok: bool,
//!     tags: Vec<String>,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let contact = Contact {
//!     first_name: "Jo".to_owned(),
//!     last_name: "Sample".to_owned(),
//!     company_name: None,
//!     deal_size: 1250,
//!     sms_ok: true,
//!     tags: vec!["Web".to_owned()],
//! };
//! let create = CreateClient::from_serialize(&contact)?;
//! assert_eq!(create, CreateClient::new("Jo", "Sample").deal_size(1250).sms_ok(true).tags(["Web"]));
//! let update = UpdateClientById::new("7").with_values_of(&create);
//! assert_eq!(update.get_text("deal_size").as_deref(), Some("1250"));
//!
//! # let body = r#"{"ResultCode":"CT_200","data":[{"client_id":"7","firstName":"Jo","lastName":"Sample",
//! #     "compName":"Sample Ltd","deal_size":"1000.00","smsok":"1","tag":"Web"}]}"#;
//! # let server = Loopback::answering_json(body)?;
//! # let config = runtime::Config::new().base_url(server.base_url());
//! # let client = Client::with_config(Credentials::new("token", "key"), config)?;
//! // {"client_id":"7","firstName":"Jo","lastName":"Sample","compName":"Sample Ltd",
//! //  "deal_size":"1000.00","smsok":"1","tag":"Web"}
//! let reply = client.read_client_by_id(ReadClientById::new("7")).await?;
//! let record = reply.first().ok_or("nobody")?;
//! let changes = UpdateClientById::new("7").changes_serialize(record, &contact)?;
//! assert_eq!(changes, Some(UpdateClientById::new("7").deal_size(1250).clear("compName")));
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
//! # use prose_sandbox::loopback::Loopback;
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
//! # Cleaning
//!
//! Nothing is corrected in silence, but on request: [`clean`](runtime::Call::clean) turns what people type and
//! spreadsheets write into what the limits take, wherever it can be read in one way only, and tells what it
//! changed and what it could not read. What is allowed already stays as it is. What only the caller can know is
//! said with a [`Cleaning`](runtime::Cleaning): the order of day and month, the decimal sign.
//!
//! ```
//! use clienttether_generated::CreateClient;
//! use clienttether_generated::runtime::{Call as _, Cleaning, DateOrder};
//!
//! let row = [
//!     ("firstName", "Jo"), ("lastName", "Sample"), ("phone", "+1 (303) 555-0147"), ("state", "colorado"),
//!     ("zip", "2134"), ("deal_size", "$1,250.00"), ("created", "3/2/2026"), ("gender", "female"), ("email", "jo@"),
//! ];
//! let cleaned = CreateClient::from_pairs(row).clean_with(&Cleaning::new().dates(DateOrder::MonthDay));
//! let now: Vec<_> = cleaned.changes().iter().map(|change| (change.key(), change.to().unwrap_or("nothing"))).collect();
//! assert_eq!(now, [
//!     ("phone", "3035550147"), ("state", "CO"), ("zip", "02134"), ("deal_size", "1250"), ("gender", "F"),
//!     ("created", "2026-03-02"),
//! ]);
//! let unclear: Vec<_> = cleaned.unclear().iter().map(ToString::to_string).collect();
//! assert_eq!(unclear, [
//!     "`email` must be a well-formed e-mail address; nothing of that kind can be read from it (limit email)",
//! ]);
//! let lead = cleaned.into_inner();
//! # assert!(clienttether_generated::runtime::validate(lead.params()).is_err());
//! ```
//!
//! | Limit | What is read beside its values |
//! |---|---|
//! | any | blanks at the ends, those that nobody sees too, where the text with them is not allowed |
//! | shapes | signs that only format (`303.555.0147`), those of the shape left out (`K1A0B1`), `80202.0`; a country code and lost zeros where the limit's documentation says so |
//! | closed sets, yes and no | any capitals, labels; `yes`, `no`, `y`, `n`, `true`, `false`, `1`, `0` |
//! | numbers | `$`, `€`, `£`, `USD`, `CAD`, `EUR`, `GBP`, thousands in groups of three; `1,250` as a decimal number only if the decimal sign is said |
//! | days and times | `2026/2/3`, `Mar 2, 2026`, `13/2/2026`, `9:30 PM`, a time of midnight behind a day; `3/2/2026` only if the order is said, years of two digits never |
//! | e-mail | `mailto:` |
//!
//! Names of states and other spellings are in the limit's documentation (see [`limits`](crate::limits)). A blank
//! text where none is allowed is left out, unless its key is required. A single text is cleaned with
//! [`Limit::clean`](runtime::Limit::clean).
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
//! # use prose_sandbox::loopback::{Loopback, http};
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
//! # use prose_sandbox::loopback::{Loopback, http};
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
//! # use prose_sandbox::loopback::Loopback;
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
//! # Dates and money
//!
//! A day or a time is set as the text that travels, or with the features `jiff` and `chrono` as a value of theirs,
//! which is written in the pattern of the key. What the pattern cannot say is a violation that names it: nothing is
//! cut or made up. Fields give the text, and with `_as` behind their name any of these types, if it can hold all
//! that the text says. The server answers with a time of midnight where it takes a day: what was read can be sent
//! again, as the day. ([`Moment`](runtime::Moment) has the rules.)
//!
//! Amounts are texts, whole numbers, or with the feature `rust_decimal` decimal numbers, with all of their digits
//! and never floats ([`Amount`](runtime::Amount)).
//!
//! ```
//! use clienttether_generated::records::Client as Contact;
//! use clienttether_generated::runtime::{Call as _, Record as _, Value, validate};
//! use clienttether_generated::UpdateClientById;
//! use jiff::civil::{Date, date};
//! use rust_decimal::Decimal;
//!
//! let contact = Contact::from_json(r#"{"created": "2026-01-02 00:00:00", "deal_size": "1250.50"}"#)?;
//! assert_eq!(contact.created_as(), Some(date(2026, 1, 2)));
//! assert_eq!(contact.deal_size_as(), Some(Decimal::new(125_050, 2)));
//!
//! let day: Date = date(2026, 3, 2);
//! let update = UpdateClientById::new(7).anniversary_1(day).created("2026-01-02 00:00:00");
//! assert_eq!(update.params().get("anniversary_1"), Some(&Value::text("2026-03-02")));
//! validate(update.params())?;
//!
//! let at_noon = UpdateClientById::new(7).anniversary_1(day.at(12, 0, 0, 0));
//! let violations = validate(at_noon.params()).unwrap_err();
//! assert!(violations.to_string().contains("must exist and be written YYYY-MM-DD"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Closed sets are parsed by value or by label, in any capitals, and shown as on the wire; ids are parsed from
//! digits, and are numbers where they fit. No closed set is `Copy`: each keeps values that the spec does not list.
//!
//! ```
//! use clienttether_generated::ContactType;
//! use clienttether_generated::runtime::Id;
//!
//! assert_eq!("partner".parse::<ContactType>()?, ContactType::Partner);
//! assert_eq!(ContactType::Partner.to_string(), "3");
//! assert_eq!(ContactType::ALL.len(), 5);
//! assert_eq!("8051632".parse::<Id>()?.as_u64(), Some(8051632));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Records and serde
//!
//! With the feature `serde`, a record can be written in any format: its fields by their names on the wire and of
//! the types that the spec says, then the keys that the spec does not know, such as custom fields. Ids and decimal
//! numbers are texts, because nothing else has all of their digits; what says nothing is `null`, what did not come is
//! not there, and what does not fit is as it came. `by_rust_names` of a [`Record`](runtime::Record) gives the
//! names of the accessors in the place of those on the wire.
//!
//! `parse` reads a record into a type of your own. Texts that are numbers go into numbers,
//! and numbers into texts. An error names the field and what its type expects, and never what the field holds.
//!
#![cfg_attr(feature = "serde", doc = "```")]
#![cfg_attr(not(feature = "serde"), doc = "```ignore")]
//! use clienttether_generated::records::Client as Contact;
//! use clienttether_generated::runtime::Record as _;
//!
//! #[derive(serde::Deserialize)]
//! struct Mine {
//!     client_id: u64,
//!     first_name: String,
//!     tags: Vec<String>,
//!     email: Option<String>,
//!     #[serde(rename = "shoe size")]
//!     shoe_size: u8,
//! }
//!
//! let json = r#"{"client_id": 7, "firstName": "Jo", "email": "", "tag": "Web, Hot", "shoe size": "42"}"#;
//! let contact = Contact::from_json(json)?;
//! assert_eq!(
//!     serde_json::to_string(&contact)?,
//!     r#"{"client_id":"7","firstName":"Jo","email":null,"tag":["Web","Hot"],"shoe size":"42"}"#
//! );
//!
//! let mine: Mine = contact.by_rust_names().parse()?;
//! assert_eq!((mine.client_id, mine.first_name.as_str(), mine.shoe_size), (7, "Jo", 42));
//! assert_eq!((mine.tags.len(), mine.email), (2, None));
//!
//! let other = Contact::from_json(r#"{"client_id": 7, "firstName": "Jo", "tag": "", "shoe size": "large"}"#)?;
//! let error = other.by_rust_names().parse::<Mine>().err().ok_or("it fits")?;
//! assert!(error.to_string().contains("a text where u8 is expected at *"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A record of your tests is made of JSON in one line: `Contact::from_json(…)`, without any feature.
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
//! # use prose_sandbox::loopback::{Loopback, http};
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
//! # use prose_sandbox::loopback::{Loopback, http};
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
//! # use prose_sandbox::loopback::{Loopback, http};
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
//! # use prose_sandbox::loopback::{Loopback, http};
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
//! # use prose_sandbox::loopback::{Loopback, http};
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
//! # use prose_sandbox::loopback::{Loopback, http};
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
//! # use prose_sandbox::loopback::Loopback;
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
