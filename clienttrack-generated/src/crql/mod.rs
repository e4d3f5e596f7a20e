//! Queries in CRQL, the query language of the API, that are well-formed when they leave, as far as the
//! language is [known](#what-can-be-said).
//!
//! ```
//! use clienttrack_generated::crql::{Query, QueryError, column};
//!
//! let text = Query::select("cmClient", ["ClientID", "LastName", "Enrollment.EnrollDate"])
//!     .top(100)
//!     .join("Enrollment", "ClientID", "ClientID")
//!     .filter(
//!         column("UpdatedDate").after("2026-01-01 00:00:00")
//!             .and(column("LastName").is("O'Hara")),
//!     )
//!     .order_by("LastName")
//!     .build()?;
//! assert_eq!(
//!     text,
//!     "SELECT TOP 100 cmClient.ClientID, cmClient.LastName, Enrollment.EnrollDate \
//!      FROM cmClient JOIN Enrollment ON cmClient.ClientID = Enrollment.ClientID \
//!      WHERE cmClient.UpdatedDate > '2026-01-01 00:00:00' AND cmClient.LastName = 'O''Hara' \
//!      ORDER BY cmClient.LastName"
//! );
//! # Ok::<(), QueryError>(())
//! ```
//!
//! The text goes into the call of the same name:
//!
//! ```no_run
//! # async fn run(client: clienttrack_generated::Client) -> Result<(), Box<dyn std::error::Error>> {
//! use clienttrack_generated::{Query, crql};
//!
//! let active = crql::column("ActiveStatus").one_of(["A"]);
//! let text = crql::Query::select("cmClient", ["ClientID"]).filter(active).top(100).build()?;
//! let reply = client.query(Query::new(text)).await?;
//! # Ok(())
//! # }
//! ```
//!
//! Building never fails half-way: [`Query::build`] tells all mistakes at once, and none of them shows a
//! value that was compared with.
//!
//! ```
//! use clienttrack_generated::crql::{Query, column};
//!
//! let query = Query::select("cmClient", ["*"])
//!     .top(0)
//!     .filter(column("BirthDate").before("yesterday"));
//! let error = query.build().expect_err("three mistakes");
//! assert_eq!(error.mistakes().len(), 3);
//! assert_eq!(error.to_string().lines().count(), 3);
//! ```
//!
//! # What can be said
//!
//! | Part | Written | How sure |
//! |---|---|---|
//! | [`Query::select`] | `SELECT column, … FROM table` | seen working; no `*`, no expressions, no subqueries; here no two columns of one name |
//! | [`Query::top`] | `TOP n` | seen working; it is what bounds the work of a query |
//! | [`Column::after`], [`Column::one_of`] | `>` with a moment, `IN` with texts | seen working |
//! | [`Condition::and`] | `AND` | seen working between an `IN` and a `>`; between others as in SQL, no source shows it |
//! | [`Column::between`], [`Query::order_by`] | `BETWEEN`, `ORDER BY column DESC` | seen once each, in queries that ran past 30 seconds and were given up |
//! | [`Query::join`] | `JOIN table ON a.x = b.y` | at most one; its wording is SQL's, no source shows it |
//! | other comparisons and values, [`Condition::or`] | `=`, `<>`, `<`, `<=`, `>=`, numbers, `OR`, brackets | as in SQL, no source shows them |
//! | a quote within a text | `'O''Hara'` | as in SQL, no source shows it; [`Query::refuse_quotes`] refuses such texts |
//!
//! `LIKE`, `NULL` and `NOT` are left out because nothing says that CRQL has them, `OFFSET` because it is
//! refused; none of these words, nor any other of SQL's clauses, can be a name. A text written by hand can
//! say what is not here; then quoting is up to its author. The sandbox takes what was seen working, and the
//! one join; the rest with its switch `grammar` on `wide`.

mod column;
mod condition;
mod literal;
mod mistake;
mod name;
mod query;

pub use column::{Column, Direction, Order, column};
pub use condition::Condition;
pub use literal::{Literal, date_time};
pub use mistake::{Mistake, QueryError};
pub use query::{OneTable, Query, TwoTables};
