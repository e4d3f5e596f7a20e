//! Accounts: the main one, the one below it, and what keeps them apart.

use clienttether_generated::{
    AccountType, Client, CreateClient, CreateTag, DeleteAccountById, DeleteClientById,
    ReadAccountList, ReadClientById, ReadClientList, ReadLeadSourceList, ReadTagsList,
    ReadUserList, UpdateAccountById, UpdateClientById,
};
use prose_sandbox::clienttether::{Account, Sandbox};

use super::{Session, UNKNOWN, code, refused};

pub(crate) const CALLS: &[&str] = &[
    "read_account_list",
    "update_account_by_id",
    "delete_account_by_id",
];

impl Session {
    fn accounts(&self) -> [Account; 2] {
        self.sandbox.accounts().unwrap().try_into().unwrap()
    }

    /// A client of the account below the main one.
    fn below(&self) -> Client {
        let [_, below] = self.accounts();
        self.client.account(below.web_key).unwrap()
    }
}

#[tokio::test]
async fn the_main_account_lists_those_below_it_with_their_web_keys() {
    let session = Session::busy();
    let [main, below] = session.accounts();
    assert!(main.multi_level && !below.multi_level);
    assert_eq!(main.web_key, session.sandbox.web_key());
    let reply = session
        .client
        .read_account_list(ReadAccountList::new())
        .await;
    let reply = reply.unwrap();
    let account = reply.first().unwrap();
    assert_eq!(account.account_id(), Some(main.id.into()));
    assert_eq!(account.account_type(), Some(AccountType::MultiLevel));
    let subs = account.sub_accounts();
    assert_eq!(subs.len(), 1);
    assert_eq!(subs[0].account_id(), Some(below.id.into()));
    assert_eq!(subs[0].account_type(), Some(AccountType::Standard));
    assert_eq!(subs[0].account_web_key(), Some(below.web_key.as_str()));
    assert_eq!(subs[0].account_name(), Some(below.name.as_str()));

    // The key that was found is one to work with.
    let client = session
        .client
        .account(subs[0].account_web_key().unwrap())
        .unwrap();
    let list = client
        .read_client_list(ReadClientList::new())
        .await
        .unwrap();
    assert_eq!(list.total(), Some(12));
}

#[tokio::test]
async fn a_standard_account_has_no_list_of_accounts() {
    let session = Session::busy();
    let error = refused(
        session
            .below()
            .read_account_list(ReadAccountList::new())
            .await,
    );
    assert!(error.is_access_denied(), "{error}");
    assert_eq!(code(&error), "CT_510");
}

#[tokio::test]
async fn nothing_of_one_account_is_seen_or_touched_in_the_other() {
    let session = Session::busy();
    let (main, below) = (&session.client, session.below());
    let id = session
        .create(CreateClient::new("Jo", "Sample").external_id(77))
        .await;
    main.create_tag(CreateTag::new("Ours alone")).await.unwrap();

    let error = refused(below.read_client_by_id(ReadClientById::new(&id)).await);
    assert!(error.is_not_found(), "{error}");
    let call = UpdateClientById::new(&id).city("Boulder");
    assert!(refused(below.update_client_by_id(call).await).is_not_found());
    let call = DeleteClientById::new(&id);
    assert!(refused(below.delete_client_by_id(call).await).is_not_found());
    let tags = below.read_tags_list(ReadTagsList::new()).await.unwrap();
    assert!(
        tags.records()
            .iter()
            .all(|tag| tag.tag_value() != Some("Ours alone"))
    );
    assert_eq!(session.read(&id).await.city().unwrap_or_default(), "");

    let totals = [
        main.read_client_list(ReadClientList::new())
            .await
            .unwrap()
            .total(),
        below
            .read_client_list(ReadClientList::new())
            .await
            .unwrap()
            .total(),
    ];
    assert_eq!(totals, [Some(251), Some(12)]);
}

#[tokio::test]
async fn accounts_have_users_and_lead_sources_of_their_own() {
    let session = Session::busy();
    let below = session.below();
    let ids = async |client: &Client| {
        let users = client.read_user_list(ReadUserList::new()).await.unwrap();
        let sources = client
            .read_lead_source_list(ReadLeadSourceList::new())
            .await;
        let sources = sources.unwrap();
        let users = users.records().iter().map(|it| it.user_id().unwrap());
        let sources = sources
            .records()
            .iter()
            .map(|it| it.lead_source_id().unwrap());
        (users.collect::<Vec<_>>(), sources.collect::<Vec<_>>())
    };
    let (main_users, main_sources) = ids(&session.client).await;
    let (users, sources) = ids(&below).await;
    assert!(!main_users.is_empty() && !users.is_empty());
    assert!(users.iter().all(|user| !main_users.contains(user)));
    assert!(sources.iter().all(|source| !main_sources.contains(source)));
}

#[tokio::test]
async fn a_contact_cannot_be_given_what_another_account_has() {
    let session = Session::busy();
    let source = session.create_lead_source("Garden Show").await;
    let call = CreateClient::new("Jo", "Sample").lead_source_id(&source);
    let created = session.below().create_client(call).await;
    // How it is refused is not documented; that it shows nothing of the other account is.
    if let Ok(reply) = created {
        let id = reply.first().unwrap().client_id().unwrap();
        let contact = session
            .below()
            .read_client_by_id(ReadClientById::new(&id))
            .await;
        let contact = contact.unwrap().into_first().unwrap();
        assert_eq!(contact.lead_source_name().unwrap_or_default(), "");
    }
}

#[tokio::test]
async fn an_account_is_changed_from_above() {
    let session = Session::busy();
    let [_, below] = session.accounts();
    let call = UpdateAccountById::new(below.id)
        .account_company_name("Sample & Daughters")
        .account_return_phone("3035550152");
    let reply = session.client.update_account_by_id(call).await.unwrap();
    let returned = reply.first().unwrap();
    assert_eq!(returned.account_company_name(), Some("Sample & Daughters"));
    assert_eq!(returned.account_return_phone(), Some("3035550152"));
    let reply = session
        .client
        .read_account_list(ReadAccountList::new())
        .await;
    let subs = reply.unwrap().first().unwrap().sub_accounts();
    assert_eq!(subs[0].account_company_name(), Some("Sample & Daughters"));
    assert_eq!(subs[0].account_web_key(), Some(below.web_key.as_str()));
}

#[tokio::test]
async fn what_only_the_server_sets_in_an_account_stays() {
    let session = Session::busy();
    let [_, below] = session.accounts();
    let call = super::raw(prose_runtime::Method::Post, "update_account_by_id")
        .with("account_id", below.id.to_string())
        .with("account_web_key", "CT_mine")
        .with("account_username", "mine")
        .with("account_ctphone", "3035550199");
    // Whether such keys are refused or passed over is not documented.
    let _ = session.client.send(call).await;
    let reply = session
        .client
        .read_account_list(ReadAccountList::new())
        .await;
    let sub = reply.unwrap().first().unwrap().sub_accounts().remove(0);
    assert_eq!(sub.account_web_key(), Some(below.web_key.as_str()));
    assert_ne!(sub.account_username(), Some("mine"));
    assert_ne!(sub.account_ct_phone(), Some("3035550199"));
}

#[tokio::test]
async fn an_account_is_deleted_once_it_is_empty_and_its_key_opens_nothing_then() {
    let session = Session::busy();
    let [_, account] = session.accounts();
    let below = session.below();
    let delete = || {
        session
            .client
            .delete_account_by_id(DeleteAccountById::new(account.id))
    };
    let error = refused(delete().await);
    assert!(error.is_in_use(), "{error}");

    let list = below.read_client_list(ReadClientList::new()).await.unwrap();
    for contact in list.records() {
        let call = DeleteClientById::new(contact.client_id().unwrap());
        below.delete_client_by_id(call).await.unwrap();
    }
    delete().await.unwrap();
    let error = refused(below.read_client_list(ReadClientList::new()).await);
    assert!(error.is_access_denied(), "{error}");
    assert!(refused(delete().await).is_not_found());
    let reply = session
        .client
        .read_account_list(ReadAccountList::new())
        .await;
    assert!(reply.unwrap().first().unwrap().sub_accounts().is_empty());
}

#[tokio::test]
async fn accounts_that_are_above_or_unknown_are_not_found_and_limits_hold() {
    let session = Session::busy();
    let [main, _] = session.accounts();
    let below = session.below();
    let call = UpdateAccountById::new(main.id).account_company_name("Ours now");
    assert!(refused(below.update_account_by_id(call).await).is_not_found());
    let call = DeleteAccountById::new(main.id);
    assert!(refused(below.delete_account_by_id(call).await).is_not_found());
    let call = UpdateAccountById::new(UNKNOWN).account_company_name("Nobody's");
    assert!(refused(session.client.update_account_by_id(call).await).is_not_found());
    let call = DeleteAccountById::new(UNKNOWN);
    assert!(refused(session.client.delete_account_by_id(call).await).is_not_found());
    let call = UpdateAccountById::new(main.id).account_return_text("555-0153");
    let error = refused(session.unchecked().update_account_by_id(call).await);
    assert_eq!(code(&error), "account_return_text");
}

#[tokio::test]
async fn a_duplicate_check_holds_in_its_own_account_only() {
    let session = Session::busy();
    let [main, _] = session.accounts();
    session
        .sandbox
        .check_duplicates(&main.web_key, true)
        .unwrap();
    let call = || CreateClient::new("Jo", "Sample").email("jo@example.com");
    let below = session.below();
    for _ in 0..2 {
        below.create_client(call()).await.unwrap();
    }
    session.create(call()).await;
    assert!(refused(session.client.create_client(call()).await).is_duplicate());
}

#[tokio::test]
async fn several_sandboxes_run_at_once_and_share_nothing() {
    let sessions: Vec<_> = (0..8).map(|_| Session::quiet()).collect();
    let urls: std::collections::BTreeSet<_> = sessions
        .iter()
        .map(|session| session.sandbox.base_url())
        .collect();
    assert_eq!(urls.len(), sessions.len());
    for (count, session) in sessions.iter().enumerate() {
        for _ in 0..count {
            session.contact("Jo").await;
        }
    }
    for (count, session) in sessions.iter().enumerate() {
        let list = session.client.read_client_list(ReadClientList::new()).await;
        assert_eq!(list.unwrap().records().len(), count);
        assert_eq!(session.sandbox.requests().len(), count + 1);
    }
}

#[tokio::test]
async fn the_same_seed_makes_the_same_franchise() {
    let names = async |sandbox: &Sandbox| {
        let client = super::client_of(sandbox, prose_runtime::Config::new());
        let list = client
            .read_client_list(ReadClientList::new())
            .await
            .unwrap();
        list.body().to_owned()
    };
    let start = |seed| Sandbox::setup().seed(seed).now(super::NOW).start().unwrap();
    let (one, same, other) = (start(7), start(7), start(8));
    assert_eq!(one.web_key(), same.web_key());
    assert_eq!(names(&one).await, names(&same).await);
    assert_ne!(names(&one).await, names(&other).await);
}

#[tokio::test]
async fn a_sandbox_begins_anew_when_it_is_reset() {
    let session = Session::busy();
    let id = session.contact("Jo").await;
    session.sandbox.reset().unwrap();
    assert!(session.sandbox.requests().is_empty());
    let error = refused(
        session
            .client
            .read_client_by_id(ReadClientById::new(&id))
            .await,
    );
    assert!(error.is_not_found(), "{error}");
    let list = session.client.read_client_list(ReadClientList::new()).await;
    assert_eq!(list.unwrap().total(), Some(250));
}

#[tokio::test]
async fn a_dropped_sandbox_listens_no_more() {
    let Session { sandbox, client } = Session::quiet();
    client.read_tags_list(ReadTagsList::new()).await.unwrap();
    drop(sandbox);
    let call = client.read_tags_list(ReadTagsList::new());
    let error = refused(call.retry(prose_runtime::RetryPolicy::never()).await);
    assert!(error.is_retryable(), "{error}");
}
