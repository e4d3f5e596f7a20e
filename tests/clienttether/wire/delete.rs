//! Calls that delete something, each as the page has it.

use clienttether_generated::{
    DeleteAccountById, DeleteClientByExternalId, DeleteClientById, DeleteClientEvent,
    DeleteLeadSourceById, DeleteSalesCycleById, DeleteUserById,
};
use workspace_tests::wire_tests;

use super::{Wire, bare};

wire_tests! {
    delete_client_by_id: DeleteClientById::new(8051632)
        => bare("DELETE", "delete_client_by_id?client_id=8051632");

    delete_client_by_external_id: DeleteClientByExternalId::new(16051989)
        => bare("DELETE", "delete_client_by_external_id?external_id=16051989");

    delete_lead_source_by_id: DeleteLeadSourceById::new(345)
        => bare("DELETE", "delete_lead_source_by_id?lead_source_id=345");

    delete_sales_cycle_by_id: DeleteSalesCycleById::new(12)
        => bare("DELETE", "delete_sales_cycle_by_id?sales_cycle_id=12");

    delete_user_by_id: DeleteUserById::new(67)
        => bare("DELETE", "delete_user_by_id?user_id=67");

    delete_account_by_id: DeleteAccountById::new(501)
        => bare("DELETE", "delete_account_by_id?account_id=501");

    delete_client_event: DeleteClientEvent::new(4711)
        => bare("DELETE", "delete_client_event?event_id=4711");
}
