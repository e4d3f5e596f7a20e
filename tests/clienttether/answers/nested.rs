//! Records inside of records, at depths that the page does not show.

use clienttether_generated::records::ActionPlan;
use clienttether_generated::{
    ActionPlanType, ReadAccountList, ReadActionPlanById, ReadActionPlanList, ReadClientById,
    ReadProposals,
};
use prose_runtime::{Record, Reply};

use super::{answered, listed};

const WELCOME: &str = r#"{"action_plan_id":"89","action_plan_name":"Welcome","action_plan_type":"Connection","action_plan_link_id":"345","action_plan_link_name":"Trade Show","action_plan_next_plan_id":"90","Action Steps":[{"Order":"1","Type":"email","Date":"1","Time":"00:00:00","Subject":"Hello","Body":"Welcome to us"},{"Order":"2","Type":"text","Date":"3","Time":"09:30:00","Subject":"","Body":"Still there?"}]}"#;
const LATER: &str =
    r#"{"action_plan_id":"90","action_plan_name":"Later","action_plan_type":"Retention"}"#;

fn names(reply: &Reply<ActionPlan>) -> Vec<Option<&str>> {
    reply
        .records()
        .iter()
        .map(ActionPlan::action_plan_name)
        .collect()
}

#[tokio::test]
async fn action_plans_are_found_flat_and_one_level_deeper() {
    for data in [
        format!("[{WELCOME},{LATER}]"),
        format!("[[{WELCOME},{LATER}]]"),
        format!("[[{WELCOME}],[{LATER}]]"),
        format!(r#"{{"Connection":[{WELCOME}],"Retention":[{LATER}]}}"#),
        format!(r#"[{{"plans":[{WELCOME}]}},{{"plans":[{LATER}]}}]"#),
        format!(r#"{{"0":{WELCOME},"1":{LATER}}}"#),
    ] {
        let client = answered(&listed(&data));
        let reply = client
            .read_action_plan_list(ReadActionPlanList::new())
            .await
            .unwrap();
        assert_eq!(names(&reply), [Some("Welcome"), Some("Later")], "{data}");
        assert_eq!(reply.odd_records().count(), 0, "{data}");
    }
}

#[tokio::test]
async fn one_action_plan_is_found_at_any_depth_too() {
    for data in [
        WELCOME.to_owned(),
        format!("[{WELCOME}]"),
        format!("[[{WELCOME}]]"),
    ] {
        let client = answered(&listed(&data));
        let reply = client
            .read_action_plan_by_id(ReadActionPlanById::new(89))
            .await
            .unwrap();
        assert_eq!(names(&reply), [Some("Welcome")], "{data}");
    }
}

#[tokio::test]
async fn an_action_plan_has_its_steps() {
    let client = answered(&listed(&format!("[{WELCOME}]")));
    let reply = client
        .read_action_plan_list(ReadActionPlanList::new())
        .await
        .unwrap();
    let plan = reply.first().unwrap();
    assert_eq!(plan.action_plan_type(), Some(ActionPlanType::Connection));
    assert_eq!(plan.action_plan_link_id(), Some(345.into()));
    assert_eq!(plan.action_plan_next_plan_id(), Some(90.into()));
    assert_eq!(plan.action_plan_next_plan_name(), None);
    let steps = plan.action_steps();
    assert_eq!(steps.len(), 2);
    assert_eq!(
        (steps[0].order(), steps[0].step_type()),
        (Some(1), Some("email"))
    );
    assert_eq!(
        (steps[1].date(), steps[1].time()),
        (Some("3"), Some("09:30:00"))
    );
    assert_eq!(
        (steps[1].subject(), steps[1].body()),
        (None, Some("Still there?"))
    );
}

#[tokio::test]
async fn what_has_no_number_among_action_plans_is_kept_as_odd() {
    let data = format!(r#"[{{"action_plan_name":"No number"}},{WELCOME},"text"]"#);
    let client = answered(&listed(&data));
    let reply = client
        .read_action_plan_list(ReadActionPlanList::new())
        .await
        .unwrap();
    assert_eq!(names(&reply), [Some("Welcome")]);
    let odd: Vec<&str> = reply.odd_records().collect();
    assert_eq!(odd, [r#"{"action_plan_name":"No number"}"#, r#""text""#]);
}

#[tokio::test]
async fn the_user_of_a_contact_may_be_a_name_or_json_in_a_text() {
    let json = r#"{"assigned_user":"{\"first_name\":\"Alex\",\"last_name\":\"O\\u2019Sample\"}"}"#;
    let client = answered(&listed(&format!("[{json}]")));
    let reply = client
        .read_client_by_id(ReadClientById::new(1))
        .await
        .unwrap();
    let user = reply.first().unwrap().assigned_user().unwrap();
    assert_eq!(
        (user.first_name(), user.last_name()),
        (Some("Alex"), Some("O’Sample"))
    );

    let client = answered(&listed(r#"[{"assigned_user":"Alex Sample"}]"#));
    let reply = client
        .read_client_by_id(ReadClientById::new(1))
        .await
        .unwrap();
    let contact = reply.first().unwrap();
    assert!(contact.assigned_user().is_none());
    assert_eq!(contact.assigned_user_text(), Some("Alex Sample"));
}

#[tokio::test]
async fn a_user_that_cannot_be_taken_apart_is_kept_as_it_came() {
    for raw in [
        r#""{\"first_name\":""#,
        r#""{}}""#,
        r#""{}""#,
        "{}",
        r#""[]""#,
        r#""""#,
        "null",
        "false",
    ] {
        let client = answered(&listed(&format!(r#"[{{"assigned_user":{raw}}}]"#)));
        let reply = client
            .read_client_by_id(ReadClientById::new(1))
            .await
            .unwrap();
        let contact = reply.first().unwrap();
        assert!(contact.assigned_user().is_none(), "{raw}");
        assert_eq!(contact.row().raw("assigned_user"), Some(raw));
    }
}

#[tokio::test]
async fn accounts_have_their_sub_accounts_and_hide_web_keys() {
    let data = r#"[{"account_id":"501","account_name":"Head Office","account_type":"Multi-level","SubAccounts":[{"account_id":"502","account_web_key":"CT_C4N4RY"},{"account_id":"503"}]}]"#;
    let client = answered(&listed(data));
    let reply = client
        .read_account_list(ReadAccountList::new())
        .await
        .unwrap();
    let account = reply.first().unwrap();
    assert_eq!(account.account_name(), Some("Head Office"));
    let below = account.sub_accounts();
    assert_eq!(below.len(), 2);
    assert_eq!(below[0].account_id(), Some(502.into()));
    assert_eq!(below[0].account_web_key(), Some("CT_C4N4RY"));
    assert!(!format!("{reply:?} {below:?}").contains("C4N4RY"));
}

#[tokio::test]
async fn proposals_have_their_lines_and_products() {
    let data = r#"[{"proposal_id":"9007199254740993","final_price":"1250.50","prepparation_proceedures":"Sand","line_item_detail":[{"Description":"Porch","Line Price":"800.00","Notes":""},{"Description":"Door","Line Price":450.5}],"recommended_products":[{"Product_type1":"Primer","Product Description":"Grey"}]}]"#;
    let client = answered(&listed(data));
    let reply = client
        .read_proposals(ReadProposals::new(8051632))
        .await
        .unwrap();
    let proposal = reply.first().unwrap();
    assert_eq!(proposal.proposal_id(), Some("9007199254740993".into()));
    assert_eq!(proposal.final_price(), Some("1250.50"));
    assert_eq!(proposal.preparation_procedures(), Some("Sand"));
    let lines = proposal.line_item_detail();
    assert_eq!(
        (lines[0].description(), lines[0].notes()),
        (Some("Porch"), None)
    );
    assert_eq!(
        (lines[0].line_price(), lines[1].line_price()),
        (Some("800.00"), Some("450.5"))
    );
    let products = proposal.recommended_products();
    assert_eq!(products[0].product_type(), Some("Primer"));
    assert_eq!(products[0].product_description(), Some("Grey"));
}

#[tokio::test]
async fn an_empty_object_in_the_place_of_rows_is_no_row() {
    for nothing in ["[]", "{}", "null", r#""""#, "false"] {
        let data = format!(r#"[{{"account_id":"501","SubAccounts":{nothing}}}]"#);
        let client = answered(&listed(&data));
        let reply = client
            .read_account_list(ReadAccountList::new())
            .await
            .unwrap();
        assert!(
            reply.first().unwrap().sub_accounts().is_empty(),
            "{nothing}"
        );
    }
}
