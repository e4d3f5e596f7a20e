//! What each call does.

mod accounts;
mod action_plans;
mod activity;
mod clients;
mod context;
mod custom_fields;
mod events;
pub(crate) mod form_leads;
mod handler;
mod history_notes;
mod lead_sources;
mod note;
mod opportunities;
mod payments;
mod pending_actions;
mod proposals;
mod sales_cycles;
mod tags;
mod thumbtack_leads;
mod users;

use prose_codegen::model::{Call, Rule};

use crate::clienttether::answer::{Refusal, Shape};
use crate::clienttether::parameters::Parameters;

pub(crate) use context::Context;
use handler::Handler;
pub(crate) use pending_actions::steps_of;

/// The handler of the call of this name.
pub(crate) fn handler(call: &str) -> &'static Handler {
    let mut handlers = HANDLERS.iter();
    handlers
        .find(|handler| handler.name == call)
        .unwrap_or(&UNKNOWN)
}

/// Takes the zeros in front off the ids of a call, so that what they name is found by their text.
pub(crate) fn strip_zeros(call: &Call, parameters: &mut Parameters) {
    for accepted in &call.accepts {
        let key = &accepted.key;
        if matches!(key.limit.rule, Rule::Id) && key.wire != clients::FOREIGN_ID {
            parameters.strip_zeros(&key.wire);
        }
    }
}

/// The spec has a call that nobody has taught the sandbox.
static UNKNOWN: Handler = Handler::new("", |_| Err(Refusal::Code("CT404")));

static HANDLERS: &[Handler] = &[
    Handler::new("create_client", clients::create),
    Handler::new("create_manual_email", history_notes::create_email),
    Handler::new("create_manual_text", history_notes::create_text),
    Handler::new("create_client_history_note", history_notes::create_one),
    Handler::new("create_client_event", events::create),
    Handler::new("create_tag", tags::create),
    Handler::new("create_lead_source", lead_sources::create),
    Handler::new("create_user", users::create),
    Handler::new("create_action_plan", action_plans::create),
    Handler::new("create_sales_cycle", sales_cycles::create),
    Handler::new("create_immed_call", history_notes::create_call),
    history_notes::MANY,
    Handler {
        shape: Shape::Existence,
        ..Handler::new("read_client_exist", clients::exist)
    },
    Handler::new("read_client_list", clients::list),
    Handler::new("read_client_by_id", clients::read),
    Handler::new("read_client_by_external_id", clients::read),
    Handler::new("read_custom_field_by_contact", custom_fields::list),
    Handler::new("read_client_history_notes", history_notes::list),
    Handler::new("read_action_plan_by_id", action_plans::read),
    Handler {
        shape: Shape::ActionPlans,
        ..Handler::new("read_action_plan_list", action_plans::list)
    },
    Handler::new("read_lead_source_list", lead_sources::list),
    Handler::new("read_sales_cycle_list", sales_cycles::list),
    Handler::new("read_user_by_id", users::read),
    Handler::new("read_user_list", users::list),
    Handler::new("read_appts_by_user_id", events::appointments),
    Handler::new("read_tags_list", tags::list),
    Handler::new("read_account_list", accounts::list),
    Handler::new("read_opportunity_list", opportunities::list),
    Handler::new("read_pending_actions", pending_actions::list),
    Handler::new("read_proposals", proposals::list),
    Handler::new("read_proposal_payments", payments::of_client),
    Handler::new("read_all_payments", payments::all),
    Handler::new("read_sales_cycle_any_activity", activity::list),
    Handler::new("read_all_events", events::all),
    Handler::new("read_all_client_events", events::of_client),
    Handler::new("update_client_by_id", clients::update),
    Handler::new("update_client_by_external_id", clients::update),
    Handler::new("update_client_event", events::update),
    Handler::new("update_action_plan_by_id", action_plans::update),
    Handler::new("update_lead_source_by_id", lead_sources::update),
    Handler::new("update_sales_cycle_by_id", sales_cycles::update),
    Handler::new("update_user_by_id", users::update),
    Handler::new("update_account_by_id", accounts::update),
    Handler::new("delete_client_by_id", clients::delete),
    Handler::new("delete_client_by_external_id", clients::delete),
    Handler::new("delete_lead_source_by_id", lead_sources::delete),
    Handler::new("delete_sales_cycle_by_id", sales_cycles::delete),
    Handler::new("delete_user_by_id", users::delete),
    Handler::new("delete_account_by_id", accounts::delete),
    Handler::new("delete_client_event", events::delete),
    Handler::new("external_form_lead", form_leads::create),
    thumbtack_leads::HANDLER,
];
