//! The users of an account.

use clienttether_generated::{
    CreateClient, CreateUser, CreateUserRequired, DeleteUserById, ReadUserById, ReadUserList,
    UpdateUserById, UserType, records,
};
use prose_runtime::{Method, Place};

use super::{Session, UNKNOWN, code, raw, refused};

pub(crate) const CALLS: &[&str] = &[
    "create_user",
    "read_user_by_id",
    "read_user_list",
    "update_user_by_id",
    "delete_user_by_id",
];

const PASSWORD: &str = "correct horse";

fn alex() -> CreateUser {
    CreateUser::new(CreateUserRequired {
        user_type: UserType::Admin,
        user_first_name: "Alex".to_owned(),
        user_last_name: "Sample".to_owned(),
        user_phone: "303-555-0149".to_owned(),
        user_email: "alex@example.com".to_owned(),
        user_username: "alex".to_owned(),
        user_show_calendar: true,
        user_password: PASSWORD.to_owned(),
    })
}

impl Session {
    async fn user(&self, email: &str) -> Option<records::User> {
        let reply = self.client.read_user_list(ReadUserList::new()).await;
        let mut users = reply.unwrap().into_records().into_iter();
        users.find(|user| user.user_email() == Some(email))
    }
}

#[tokio::test]
async fn a_user_comes_back_as_it_was_created_but_for_the_password() {
    let session = Session::quiet();
    session.client.create_user(alex()).await.unwrap();
    let id = session
        .user("alex@example.com")
        .await
        .unwrap()
        .user_id()
        .unwrap();
    let reply = session
        .client
        .read_user_by_id(ReadUserById::new(&id))
        .await
        .unwrap();
    let user = reply.first().unwrap();
    assert_eq!(user.user_type(), Some(UserType::Admin));
    assert_eq!(user.user_first_name(), Some("Alex"));
    assert_eq!(user.user_last_name(), Some("Sample"));
    assert_eq!(user.user_phone(), Some("303-555-0149"));
    assert_eq!(user.user_email(), Some("alex@example.com"));
    // Answers have their own key for the name with which one logs in.
    assert_eq!(user.user_name(), Some("alex"));
    assert_eq!(user.user_show_calendar(), Some(true));
    assert!(!reply.body().contains(PASSWORD) && !reply.body().contains("password"));
    let list = session
        .client
        .read_user_list(ReadUserList::new())
        .await
        .unwrap();
    assert!(!list.body().contains(PASSWORD) && !list.body().contains("password"));
}

#[tokio::test]
async fn a_user_is_changed_but_for_type_and_password() {
    let session = Session::quiet();
    session.client.create_user(alex()).await.unwrap();
    let id = session
        .user("alex@example.com")
        .await
        .unwrap()
        .user_id()
        .unwrap();
    let call = UpdateUserById::new(&id)
        .user_first_name("Alexis")
        .user_email("alexis@example.com")
        .user_show_calendar(false);
    let reply = session.client.update_user_by_id(call).await.unwrap();
    assert_eq!(reply.first().unwrap().user_first_name(), Some("Alexis"));
    let user = session.user("alexis@example.com").await.unwrap();
    assert_eq!(user.user_id(), Some(id.clone()));
    assert_eq!(user.user_show_calendar(), Some(false));
    assert_eq!(user.user_last_name(), Some("Sample"), "left as it was");

    let call = raw(Method::Post, "update_user_by_id")
        .with("user_id", id.as_str())
        .with("user_type", "Standard");
    // Whether the key is refused or passed over is not documented.
    let _ = session.client.send(call).await;
    let user = session.user("alexis@example.com").await.unwrap();
    assert_eq!(user.user_type(), Some(UserType::Admin));
}

#[tokio::test]
async fn a_new_user_needs_every_key() {
    let session = Session::quiet();
    let keys = [
        ("user_type", "Admin"),
        ("user_first_name", "Alex"),
        ("user_last_name", "Sample"),
        ("user_phone", "303-555-0149"),
        ("user_email", "alex@example.com"),
        ("user_username", "alex"),
        ("user_show_calendar", "1"),
        ("user_password", PASSWORD),
    ];
    for (left_out, _) in keys {
        let given = keys.into_iter().filter(|(key, _)| *key != left_out);
        let call = given.fold(raw(Method::Post, "create_user"), |call, (key, value)| {
            call.with(key, value)
        });
        let error = refused(session.client.send(call).await);
        assert_eq!(code(&error), "CT_501", "without {left_out}");
    }
    assert!(session.user("alex@example.com").await.is_none());
}

#[tokio::test]
async fn a_broken_type_or_flag_is_told_by_its_key() {
    let session = Session::quiet();
    let call = |kind: &str, flag: &str| {
        raw(Method::Post, "create_user")
            .with("user_type", kind)
            .with("user_first_name", "Alex")
            .with("user_last_name", "Sample")
            .with("user_phone", "303-555-0149")
            .with("user_email", "alex@example.com")
            .with("user_username", "alex")
            .with("user_show_calendar", flag)
            .with("user_password", PASSWORD)
    };
    let error = refused(session.client.send(call("Owner", "yes")).await);
    assert_eq!(code(&error), "user_type");
    let error = refused(session.client.send(call("Admin", "yes")).await);
    assert_eq!(code(&error), "user_show_calendar");
}

#[tokio::test]
async fn a_deleted_user_is_gone() {
    let session = Session::quiet();
    let created = session
        .client
        .create_user(alex())
        .parameters_in(Place::Form)
        .await;
    created.unwrap();
    let id = session
        .user("alex@example.com")
        .await
        .unwrap()
        .user_id()
        .unwrap();
    let call = DeleteUserById::new(&id);
    session.client.delete_user_by_id(call).await.unwrap();
    assert!(session.user("alex@example.com").await.is_none());
    let error = refused(session.client.read_user_by_id(ReadUserById::new(&id)).await);
    assert!(error.is_not_found(), "{error}");
}

#[tokio::test]
async fn contacts_name_the_user_who_manages_them() {
    let session = Session::quiet();
    session.client.create_user(alex()).await.unwrap();
    let user = session
        .user("alex@example.com")
        .await
        .unwrap()
        .user_id()
        .unwrap();
    let call = CreateClient::new("Jo", "Sample").assigned_user_id(&user);
    let id = session.create(call).await;
    let contact = session.read(&id).await;
    assert_eq!(contact.assigned_user_id(), Some(user));
    assert_eq!(contact.assigned_user_text(), Some("Alex Sample"));
}

#[tokio::test]
async fn an_unknown_user_is_not_found() {
    let session = Session::quiet();
    let client = &session.client;
    let update = UpdateUserById::new(UNKNOWN).user_first_name("Nobody");
    for error in [
        refused(client.read_user_by_id(ReadUserById::new(UNKNOWN)).await),
        refused(client.update_user_by_id(update).await),
        refused(client.delete_user_by_id(DeleteUserById::new(UNKNOWN)).await),
    ] {
        assert!(error.is_not_found(), "{error}");
    }
}
