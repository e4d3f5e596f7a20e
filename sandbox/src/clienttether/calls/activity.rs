//! Activity in the sales cycles: how many contacts entered each of them.

use super::context::Context;
use crate::clienttether::answer::{Answer, Refusal, Row};
use crate::store::{Filter, Range};

pub(super) fn list(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    let day = |key: &str| context.parameters.text(key).unwrap_or("");
    let (from, to) = (day("start_date"), day("end_date"));
    let mut rows = Vec::new();
    for cycle in context
        .store
        .select("sales_cycle", context.account, &[], Range::ALL)?
    {
        let filters = [
            Filter::Is("sales_cycle_id", cycle.id.to_string()),
            Filter::From("at", format!("{from} 00:00:00")),
            Filter::To("at", format!("{to} 23:59:59")),
        ];
        let count = context
            .store
            .count("cycle_move", context.account, &filters)?;
        if count > 0 {
            let mut row = Row::default();
            row.set("sales_cycle_id", cycle.id.to_string());
            row.set("sales_cycle_name", cycle.text("sales_cycle_name"));
            row.set("count", count.to_string());
            rows.push(row);
        }
    }
    Ok(Answer::all(rows))
}
