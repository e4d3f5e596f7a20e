//! All calls in one account, one after the other, and each does what it says.

use std::collections::BTreeSet;

use clienttether_generated::*;
use workspace_tests::spec::assert_every_call;

use super::Session;

#[test]
fn every_call_has_a_file_of_its_own_scenarios() {
    let scenarios = [
        super::accounts::CALLS,
        super::clients::CALLS,
        super::custom_fields::CALLS,
        super::cycles::CALLS,
        super::events::CALLS,
        super::history::CALLS,
        super::lead_sources::CALLS,
        super::leads::CALLS,
        super::money::CALLS,
        super::opportunities::CALLS,
        super::plans::CALLS,
        super::tags::CALLS,
        super::users::CALLS,
    ]
    .concat();
    let distinct: BTreeSet<_> = scenarios.iter().copied().collect();
    assert_eq!(distinct.len(), scenarios.len(), "one file for each call");
    assert_every_call("clienttether", &scenarios, |_, call| {
        format!(
            "no scenarios for `{call}`: write them in a file of tests/clienttether/sandbox, and name the \
             call in its CALLS"
        )
    });
}

/// Sends a call and gives back its reply.
macro_rules! send {
    ($client:expr, $call:ident, $request:expr) => {
        $client.$call($request).await.unwrap()
    };
}

#[tokio::test]
async fn all_calls_are_carried_out() {
    let session = Session::busy();
    let client = &session.client;

    // What the account has to work with.
    send!(client, create_tag, CreateTag::new("Brand New"));
    send!(
        client,
        create_lead_source,
        CreateLeadSource::new("Garden Show")
    );
    let cycle = CreateSalesCycle::new("Measured Up", true, 90);
    send!(client, create_sales_cycle, cycle);
    let user = CreateUser::new(CreateUserRequired {
        user_type: UserType::Standard,
        user_first_name: "Alex".to_owned(),
        user_last_name: "Sample".to_owned(),
        user_phone: "303-555-0149".to_owned(),
        user_email: "alex@example.com".to_owned(),
        user_username: "alex".to_owned(),
        user_show_calendar: false,
        user_password: "correct horse".to_owned(),
    });
    send!(client, create_user, user);
    let plan = CreateActionPlan::new("Greeting", ActionPlanType::Retention);
    send!(client, create_action_plan, plan);
    let sources = send!(client, read_lead_source_list, ReadLeadSourceList::new());
    let source = sources
        .into_iter()
        .last()
        .unwrap()
        .lead_source_id()
        .unwrap();
    let cycles = send!(client, read_sales_cycle_list, ReadSalesCycleList::new());
    let cycle = cycles.into_iter().last().unwrap().sales_cycle_id().unwrap();
    let users = send!(client, read_user_list, ReadUserList::new());
    let user = users.into_iter().last().unwrap().user_id().unwrap();
    let plans = ReadActionPlanList::new().action_plan_name("Greeting");
    let plans = send!(client, read_action_plan_list, plans);
    let plan = plans.first().unwrap().action_plan_id().unwrap();
    send!(
        client,
        read_action_plan_by_id,
        ReadActionPlanById::new(&plan)
    );
    send!(client, read_user_by_id, ReadUserById::new(&user));
    send!(client, read_tags_list, ReadTagsList::new());
    let renamed = UpdateLeadSourceById::new(&source, "House Fair");
    send!(client, update_lead_source_by_id, renamed);
    let moved = UpdateSalesCycleById::new(&cycle).sales_cycle_order(91);
    send!(client, update_sales_cycle_by_id, moved);
    let shown = UpdateUserById::new(&user).user_show_calendar(true);
    send!(client, update_user_by_id, shown);
    let renamed = UpdateActionPlanById::new(&plan).action_plan_name("Farewell");
    send!(client, update_action_plan_by_id, renamed);

    // A contact and what happens to it.
    let contact = CreateClient::new("Jo", "Sample")
        .external_id(9_001)
        .phone("3035550147")
        .custom("Favorite Chocolate", "Dark");
    let reply = send!(client, create_client, contact);
    let id = reply.first().unwrap().client_id().unwrap();
    let exists = ReadClientExist::new().phone("3035550147");
    assert!(
        !send!(client, read_client_exist, exists)
            .records()
            .is_empty()
    );
    send!(client, read_client_by_id, ReadClientById::new(&id));
    send!(
        client,
        read_client_by_external_id,
        ReadClientByExternalId::new(9_001)
    );
    let fields = ReadCustomFieldByContact::new(&id);
    assert_eq!(
        send!(client, read_custom_field_by_contact, fields)
            .records()
            .len(),
        1
    );
    let running = UpdateClientById::new(&id).action_plan_id(&plan);
    send!(client, update_client_by_id, running);
    let named = UpdateClientByExternalId::new(9_001).city("Denver");
    send!(client, update_client_by_external_id, named);
    let pending = ReadPendingActions::new().client_id(&id);
    send!(client, read_pending_actions, pending);

    let note = CreateClientHistoryNote::new(&id, "Hello");
    send!(client, create_client_history_note, note);
    send!(
        client,
        create_manual_email,
        CreateManualEmail::new(&id, "Hello", "Hello")
    );
    send!(
        client,
        create_manual_text,
        CreateManualText::new(&id, "Hello")
    );
    let ring = CreateImmedCall::new("3035550149", "Jo Sample", "3035550147", "Hello");
    send!(client, create_immed_call, ring);
    let note = HistoryNote::new(HistoryNoteRequired {
        client_id: id.clone(),
        note_type: NoteType::SmsIn,
        utc_datetime: "2026-03-02T08:00:00Z".into(),
        subject: String::new(),
        body_content: "Hello".to_owned(),
        user_name: String::new(),
    });
    send!(
        client,
        create_history_notes,
        CreateHistoryNotes::new([note])
    );
    let notes = ReadClientHistoryNotes::new(&id);
    assert!(
        send!(client, read_client_history_notes, notes)
            .records()
            .len()
            >= 4
    );

    let event = CreateClientEvent::new(&id, EventType::Call, "2026-03-03", "09:30", "Ring");
    send!(client, create_client_event, event);
    let events = ReadAllClientEvents::new().client_id(&id);
    let events = send!(client, read_all_client_events, events);
    let event = events.first().unwrap().event_id().unwrap();
    send!(client, read_all_events, ReadAllEvents::new());
    let moved = UpdateClientEvent::new(&event).event_time("10:30");
    send!(client, update_client_event, moved);
    send!(client, read_appts_by_user_id, ReadApptsByUserId::new(&user));

    // Lists and money.
    send!(client, read_client_list, ReadClientList::new());
    send!(client, read_opportunity_list, ReadOpportunityList::new());
    send!(client, read_proposals, ReadProposals::new(&id));
    let payments = ReadProposalPayments::new(&id, "2026-01-01");
    send!(client, read_proposal_payments, payments);
    send!(client, read_all_payments, ReadAllPayments::new());
    let activity = ReadSalesCycleAnyActivity::new("2026-01-01", "2026-12-31");
    send!(client, read_sales_cycle_any_activity, activity);

    // And away with all of it.
    send!(client, delete_client_event, DeleteClientEvent::new(&event));
    send!(client, delete_client_by_id, DeleteClientById::new(&id));
    send!(
        client,
        create_client,
        CreateClient::new("Robin", "Sample").external_id(9_002)
    );
    let by_number = DeleteClientByExternalId::new(9_002);
    send!(client, delete_client_by_external_id, by_number);
    send!(
        client,
        delete_lead_source_by_id,
        DeleteLeadSourceById::new(&source)
    );
    send!(
        client,
        delete_sales_cycle_by_id,
        DeleteSalesCycleById::new(&cycle)
    );
    send!(client, delete_user_by_id, DeleteUserById::new(&user));
    let accounts = send!(client, read_account_list, ReadAccountList::new());
    let below = accounts.first().unwrap().sub_accounts().remove(0);
    let number = below.account_id().unwrap();
    let renamed = UpdateAccountById::new(&number).account_owner_name("Robin Sample");
    send!(client, update_account_by_id, renamed);
    let emptied = client.account(below.account_web_key().unwrap()).unwrap();
    for contact in send!(emptied, read_client_list, ReadClientList::new()) {
        let call = DeleteClientById::new(contact.client_id().unwrap());
        send!(emptied, delete_client_by_id, call);
    }
    send!(
        client,
        delete_account_by_id,
        DeleteAccountById::new(&number)
    );

    // What comes from elsewhere.
    let lead = ExternalFormLead::new(session.sandbox.web_key()).name("Ann Lee");
    send!(client, external_form_lead, lead);
    let customer = ThumbtackCustomer::new().name("Ann Lee");
    send!(
        client,
        thumbtack_lead,
        ThumbtackLead::new().customer(customer)
    );

    let requests = session.sandbox.requests();
    let seen: Vec<&str> = requests
        .iter()
        .filter_map(|it| it.call.as_deref())
        .collect();
    assert_every_call("clienttether", &seen, |_, call| {
        format!(
            "no behaviour in the sandbox for `{call}` is tried: give it some in sandbox/src/clienttether, \
             and send it in `all_calls_are_carried_out` of tests/clienttether/sandbox/tour.rs"
        )
    });
    for request in &requests {
        assert_eq!(request.status, Some(200), "{request:?}");
    }
}
