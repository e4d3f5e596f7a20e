//! The kinds of records that there are, as people are shown them.

use crate::backend::RecordKind;

const fn kind(
    word: &'static str,
    title: &'static str,
    shows: &'static [&'static str],
) -> RecordKind {
    RecordKind {
        word,
        title,
        shows,
        keys: &[],
    }
}

/// All of them. Opportunities are contacts below another one.
pub(super) const KINDS: &[RecordKind] = &[
    kind(
        "client",
        "Contacts",
        &["firstName", "lastName", "phone", "email", "city", "created"],
    ),
    kind(
        "event",
        "Events",
        &[
            "event_type",
            "event_date",
            "event_time",
            "event_note",
            "client_id",
        ],
    ),
    kind(
        "history_note",
        "Notes",
        &[
            "type",
            "utc_datetime",
            "subject",
            "body_content",
            "user_name",
        ],
    ),
    kind(
        "proposal",
        "Proposals",
        &["proposal_num", "proposal_type", "estimator", "final_price"],
    ),
    kind(
        "payment",
        "Payments",
        &["proposal_number", "payday", "amount", "type", "status"],
    ),
    kind(
        "pending_action",
        "Pending actions",
        &["action_type", "action_date", "action_time", "subject"],
    ),
    kind(
        "user",
        "Users",
        &[
            "user_first_name",
            "user_last_name",
            "user_type",
            "user_email",
        ],
    ),
    kind("lead_source", "Lead sources", &["lead_source_name"]),
    kind(
        "sales_cycle",
        "Sales cycles",
        &[
            "sales_cycle_name",
            "sales_cycle_order",
            "likelihood_to_close",
        ],
    ),
    kind(
        "action_plan",
        "Action plans",
        &["action_plan_name", "action_plan_type"],
    ),
    kind("tag", "Tags", &["tag_value"]),
    kind(
        "cycle_move",
        "Moves between sales cycles",
        &["sales_cycle_id", "at"],
    ),
    kind(
        "account",
        "Accounts",
        &["account_company_name", "account_type", "check_duplicates"],
    ),
];
