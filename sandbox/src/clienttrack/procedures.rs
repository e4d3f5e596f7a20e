//! `POST /crql/storedprocedures/{name}`: procedures, made up to show each kind of answer.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::answer::{Refusal, json as document};
use super::authentication::Caller;
use super::crql::{Plan, parse};
use super::record;
use super::row::Row;
use super::switches::Grammar;
use super::tables::{Tables, Window};
use crate::response::Response;

/// The procedures that there are.
pub(crate) const NAMES: [&str; 4] = [
    "usp_ClientSummary",
    "usp_CountClients",
    "usp_RefreshIndex",
    "usp_RegionalReport",
];

/// Runs a procedure.
pub(crate) fn answer(
    name: &str,
    body: &[u8],
    caller: &Caller,
    tables: &Tables,
) -> Result<Response, Refusal> {
    let name = match name.split_once('.') {
        Some((schema, name)) if schema.eq_ignore_ascii_case("dbo") => name,
        _ => name,
    };
    let known = NAMES
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(name));
    // What does not exist is told by silence.
    let known = known.ok_or(Refusal::Silent)?;
    let context = Context {
        parameters: record::object(body)?,
        caller,
        tables,
    };
    match known {
        "usp_ClientSummary" => context.client_summary(),
        "usp_CountClients" => context.count_clients(),
        "usp_RefreshIndex" => {
            context.takes(&[])?;
            let message = "The procedure was carried out; it has no result set.";
            Ok(document(200, &json!({"message": message})))
        }
        _ => Err(Refusal::denied(&format!(
            "{known} is not available at this time."
        ))),
    }
}

struct Context<'a> {
    parameters: Map<String, Value>,
    caller: &'a Caller,
    tables: &'a Tables,
}

impl Context<'_> {
    /// Two result tables: clients, and their enrollments. All clients unless one is named.
    fn client_summary(&self) -> Result<Response, Refusal> {
        self.takes(&["ClientID"])?;
        let one = self.number("ClientID")?;
        let filter = match one {
            Some(id) => format!("ClientID = {id}"),
            None => "ClientID <> 0".to_owned(),
        };
        let clients = self.rows(&format!(
            "SELECT ClientID, FirstName, LastName, UpdatedDate FROM cmClient WHERE {filter}"
        ))?;
        let enrollments = self.rows(&format!(
            "SELECT EnrollID, ClientID, EnrollDate, ExitDate FROM Enrollment WHERE {filter}"
        ))?;
        // A designer gives the names, and they follow no single style.
        let clients = renamed(
            clients,
            &["clientID", "firstName", "last Name", "updatedDate"],
        );
        let enrollments = renamed(
            enrollments,
            &["enrollID", "clientID", "enroll Date", "exitDate"],
        );
        Ok(answered(Vec::new(), vec![clients, enrollments]))
    }

    /// A result table and an output.
    fn count_clients(&self) -> Result<Response, Refusal> {
        self.takes(&["ActiveStatus"])?;
        let status = match self.given("ActiveStatus") {
            None | Some(Value::Null) => "A",
            Some(Value::String(status)) => status,
            Some(_) => return Err(Refusal::bad("ActiveStatus is a text.")),
        };
        let rows = self.rows(&format!(
            "SELECT ClientID FROM cmClient WHERE ClientID <> 0 AND ActiveStatus = '{}'",
            status.replace('\'', "''")
        ))?;
        let total = Value::from(rows.len());
        let row = Row(vec![("total".to_owned(), total.clone())]);
        let output = json!({"name": "@Total", "value": total});
        Ok(answered(vec![output], vec![vec![row]]))
    }

    /// What a query of ours finds, for this caller.
    fn rows(&self, query: &str) -> Result<Vec<Row>, Refusal> {
        // The grammar that callers have does not bind us.
        let plan = Plan::of(&parse(query, Grammar::Wide)?, &self.caller.scope)?;
        Ok(self.tables.rows(&plan, Window::ALL)?)
    }

    /// Refuses parameters that the procedure does not have.
    fn takes(&self, names: &[&str]) -> Result<(), Refusal> {
        let strange = self.parameters.keys().find(|given| {
            !names
                .iter()
                .any(|name| name.eq_ignore_ascii_case(given.trim_start_matches('@')))
        });
        match strange {
            Some(name) => Err(Refusal::bad(&format!(
                "The procedure has no parameter {name}."
            ))),
            None => Ok(()),
        }
    }

    fn given(&self, name: &str) -> Option<&Value> {
        let mut given = self.parameters.iter();
        let found = given.find(|(own, _)| own.trim_start_matches('@').eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    }

    fn number(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let number = match self.given(name) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::Number(number)) => number.as_i64(),
            Some(Value::String(text)) => text.parse().ok(),
            Some(_) => None,
        };
        match number {
            Some(number) => Ok(Some(number)),
            None => Err(Refusal::bad(&format!("{name} is a whole number."))),
        }
    }
}

#[derive(Serialize)]
struct Output {
    output: Vec<Value>,
    result: ResultTables,
}

/// Result tables under `table1`, `table2` and so on.
struct ResultTables(Vec<Vec<Row>>);

impl Serialize for ResultTables {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tables = (1_usize..).zip(&self.0);
        serializer.collect_map(tables.map(|(number, rows)| (format!("table{number}"), rows)))
    }
}

fn answered(output: Vec<Value>, tables: Vec<Vec<Row>>) -> Response {
    let result = ResultTables(tables);
    document(200, &Output { output, result })
}

fn renamed(rows: Vec<Row>, names: &[&str]) -> Vec<Row> {
    let renamed = |row: Row| {
        let values = row.0.into_iter().zip(names);
        Row(values
            .map(|((_, value), name)| ((*name).to_owned(), value))
            .collect())
    };
    rows.into_iter().map(renamed).collect()
}
