//! Calls that read, list or search, each as the page has it.

use clienttether_generated::{
    ActiveFlag, ContactType, OpportunityState, ReadAccountList, ReadActionPlanById,
    ReadActionPlanList, ReadAllClientEvents, ReadAllEvents, ReadAllPayments, ReadApptsByUserId,
    ReadClientByExternalId, ReadClientById, ReadClientExist, ReadClientHistoryNotes,
    ReadClientList, ReadCustomFieldByContact, ReadLeadSourceList, ReadOpportunityList,
    ReadPendingActions, ReadProposalPayments, ReadProposals, ReadSalesCycleAnyActivity,
    ReadSalesCycleList, ReadTagsList, ReadUserById, ReadUserList,
};
use workspace_tests::wire_tests;

use super::{Wire, bare};

wire_tests! {
    read_client_exist: ReadClientExist::new()
        .first_name("Jo")
        .last_name("Sample")
        .phone("3035550147")
        .email("jo@example.com")
        => bare("GET", "read_client_exist?firstName=Jo&lastName=Sample&phone=3035550147\
            &email=jo%40example.com");

    read_client_list: ReadClientList::new()
        .limit(50)
        .offset(100)
        .active_flag(ActiveFlag::Active)
        .from_date("2024-01-01")
        .to_date("2024-02-29")
        => bare("GET", "read_client_list?limit=50&offset=100&active_flag=1\
            &from_date=2024-01-01&to_date=2024-02-29");

    read_client_by_id: ReadClientById::new(8051632)
        => bare("GET", "read_client_by_id/8051632");

    read_client_by_external_id: ReadClientByExternalId::new("16051989")
        => bare("GET", "read_client_by_external_id/16051989");

    read_custom_field_by_contact: ReadCustomFieldByContact::new(8051632)
        => bare("GET", "read_custom_field_by_contact?client_id=8051632");

    read_client_history_notes: ReadClientHistoryNotes::new(8051632)
        => bare("GET", "read_client_history_notes?client_id=8051632");

    read_action_plan_by_id: ReadActionPlanById::new(89)
        => bare("GET", "read_action_plan_by_id/89");

    read_action_plan_list: ReadActionPlanList::new().action_plan_name("Welcome")
        => bare("GET", "read_action_plan_list?action_plan_name=Welcome");

    read_lead_source_list: ReadLeadSourceList::new()
        => bare("GET", "read_lead_source_list");

    read_sales_cycle_list: ReadSalesCycleList::new()
        => bare("GET", "read_sales_cycle_list");

    read_user_by_id: ReadUserById::new(123456)
        => bare("GET", "read_user_by_id/123456");

    read_user_list: ReadUserList::new()
        => bare("GET", "read_user_list");

    read_appts_by_user_id: ReadApptsByUserId::new(67)
        => bare("GET", "read_appts_by_user_id?user_id=67");

    read_tags_list: ReadTagsList::new()
        => bare("GET", "read_tags_list");

    read_account_list: ReadAccountList::new()
        => bare("GET", "read_account_list");

    read_opportunity_list: ReadOpportunityList::new()
        .limit(100)
        .offset(0)
        .contact_type(ContactType::Other)
        .client_id(8051632)
        .opportunity_state(OpportunityState::Closed)
        .state_from_date("2024-01-01 00:00:00")
        .state_to_date("2024-01-31 23:59:59")
        .sales_cycle_id(12)
        .assigned_user_id(67)
        .proposal_modified_from_date("2024-01-02 00:00:00")
        .proposal_modified_to_date("2024-01-30 23:59:59")
        .from_date("2023-01-01 00:00:00")
        .to_date("2023-12-31 23:59:59")
        .modified_date_from("2024-02-01 00:00:00")
        .modified_date_to("2024-02-29 23:59:59")
        => bare("GET", "read_opportunity_list?limit=100&offset=0&contact_type=5\
            &client_id=8051632&state=closed\
            &stateFromDate=2024-01-01%2000%3A00%3A00&stateToDate=2024-01-31%2023%3A59%3A59\
            &cycle_id=12&user_assigned_id=67\
            &proposalModifiedFromDate=2024-01-02%2000%3A00%3A00\
            &proposalModifiedToDate=2024-01-30%2023%3A59%3A59\
            &from_date=2023-01-01%2000%3A00%3A00&to_date=2023-12-31%2023%3A59%3A59\
            &modified_date_from=2024-02-01%2000%3A00%3A00\
            &modified_date_to=2024-02-29%2023%3A59%3A59");

    read_pending_actions: ReadPendingActions::new().client_id(8051632).external_id(16051989)
        => bare("GET", "read_pending_actions?client_id=8051632&external_id=16051989");

    read_proposals: ReadProposals::new(8051632)
        => bare("GET", "read_proposals?client_id=8051632");

    read_proposal_payments: ReadProposalPayments::new(8051632, "2024-02-29")
        => bare("GET", "read_proposal_payments?client_id=8051632&created_date=2024-02-29");

    read_all_payments: ReadAllPayments::new().created_date("2024-02-29")
        => bare("GET", "read_all_payments?created_date=2024-02-29");

    read_sales_cycle_any_activity: ReadSalesCycleAnyActivity::new("2024-02-01", "2024-02-29")
        => bare("GET", "read_sales_cycle_any_activity?end_date=2024-02-29&start_date=2024-02-01");

    read_all_events: ReadAllEvents::new().offset(100).from_date("2024-02-29 00:00:00")
        => bare("GET", "read_all_events?offset=100&from_date=2024-02-29%2000%3A00%3A00");

    read_all_client_events: ReadAllClientEvents::new()
        .client_id(8051632)
        .external_id(16051989)
        .offset(100)
        .from_date("2024-02-29 00:00:00")
        => bare("GET", "read_all_client_events?client_id=8051632&external_id=16051989\
            &offset=100&from_date=2024-02-29%2000%3A00%3A00");
}
