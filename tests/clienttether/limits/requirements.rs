//! What a call requires, and how everything that is wrong with one is told at once.

use clienttether_generated::tables::history_note::HISTORY_NOTE_TABLE;
use clienttether_generated::{
    CreateClient, CreateClientEvent, CreateHistoryNotes, CreateUser, CreateUserRequired, EventType,
    NoteType, ReadAllClientEvents, ReadClientExist, ReadPendingActions, UpdateClientByExternalId,
    UserType, calls,
};
use prose_codegen::model::Requires;
use prose_runtime::{Breach, Call, Params, Value, Violations, validate};
use workspace_tests::spec::api;

use crate::wire::history_note;

fn violations(call: &impl Call) -> Vec<String> {
    told(validate(call.params()))
}

/// Key and breach of each violation.
fn told(outcome: Result<(), Violations>) -> Vec<String> {
    let violations = outcome.err();
    let violations = violations.iter().flatten();
    violations
        .map(|violation| format!("{} {}", violation.key, violation.breach))
        .collect()
}

fn event(event_type: EventType) -> CreateClientEvent {
    CreateClientEvent::new(8051632, event_type, "2024-02-29", "09:30:00", "Estimate")
}

#[test]
fn every_call_without_parameters_tells_all_that_it_requires() {
    for (call, descriptor) in api("clienttether").calls().zip(calls::CALLS) {
        let expected: Vec<String> = call
            .requires
            .iter()
            .filter_map(|item| match item {
                Requires::Key(key) => Some(format!("{key} is required")),
                Requires::AnyOf(groups) => {
                    let keys: Vec<String> =
                        groups.iter().map(|group| group.join(" and ")).collect();
                    let keys = keys.join(", ");
                    Some(format!(
                        "{} is required: at least one of {keys}",
                        groups[0][0]
                    ))
                }
                Requires::ExactlyOneOf(_)
                | Requires::AtMostOneOf(_)
                | Requires::WhenThere { .. }
                | Requires::When { .. } => None,
            })
            .collect();
        let outcome = validate(&Params::of_call(descriptor));
        assert_eq!(told(outcome), expected, "{}", call.name);
    }
}

#[test]
fn a_blank_text_is_no_more_than_a_missing_one() {
    for (call, descriptor) in api("clienttether").calls().zip(calls::CALLS) {
        for required in call.always_required() {
            let key = descriptor
                .accepts
                .iter()
                .find(|key| key.wire == required.key.wire)
                .unwrap();
            let blank = Params::of_call(descriptor).with(key, Value::text(""));
            let missing = validate(&Params::of_call(descriptor));
            assert_eq!(
                told(validate(&blank)),
                told(missing),
                "{} {}",
                call.name,
                key.wire
            );
        }
    }
}

#[test]
fn an_appointment_needs_a_user_and_an_end() {
    let when = "is required when `event_type` is \"Appointment\"";
    assert_eq!(
        violations(&event(EventType::Appointment)),
        [
            format!("user_id {when}"),
            format!("event_end_date {when}"),
            format!("event_end_time {when}"),
        ]
    );
}

#[test]
fn an_appointment_tells_only_what_it_still_needs() {
    let call = event(EventType::Appointment)
        .user_id(67)
        .event_end_date("2024-02-29")
        .event_end_time("");
    assert_eq!(
        violations(&call),
        ["event_end_time is required when `event_type` is \"Appointment\""]
    );
}

#[test]
fn a_complete_appointment_is_good() {
    let call = event(EventType::Appointment)
        .user_id(67)
        .event_end_date("2024-02-29")
        .event_end_time("10:30:00");
    assert_eq!(violations(&call), [""; 0]);
}

#[test]
fn a_call_and_a_reminder_need_neither_user_nor_end() {
    assert_eq!(violations(&event(EventType::Call)), [""; 0]);
    assert_eq!(violations(&event(EventType::ContactReminder)), [""; 0]);
}

#[test]
fn a_kind_of_event_that_is_not_listed_is_told_once() {
    let call = event(EventType::Unlisted("appointment".to_owned()));
    assert_eq!(
        violations(&call),
        ["event_type must be one of: Call, Contact Reminder, Appointment"]
    );
}

#[test]
fn any_one_of_four_keys_is_enough_to_look_for_a_contact() {
    for call in [
        ReadClientExist::new().first_name("Jo"),
        ReadClientExist::new().last_name("Sample"),
        ReadClientExist::new().phone("3035550147"),
        ReadClientExist::new().email("jo@example.com"),
        ReadClientExist::new().first_name("").phone("3035550147"),
    ] {
        assert_eq!(violations(&call), [""; 0], "{call:?}");
    }
}

#[test]
fn none_of_four_keys_is_told_with_all_four() {
    let wanted = "firstName is required: at least one of firstName, lastName, phone, email";
    assert_eq!(violations(&ReadClientExist::new()), [wanted]);
    assert_eq!(violations(&ReadClientExist::new().last_name("")), [wanted]);
}

#[test]
fn either_id_is_enough_and_both_are_good() {
    for call in [
        ReadPendingActions::new().client_id(8051632),
        ReadPendingActions::new().external_id(16051989),
        ReadPendingActions::new()
            .client_id(8051632)
            .external_id(16051989),
    ] {
        assert_eq!(violations(&call), [""; 0], "{call:?}");
    }
    assert_eq!(
        violations(&ReadAllClientEvents::new()),
        ["client_id is required: at least one of client_id, external_id"]
    );
}

#[test]
fn a_user_needs_every_key_but_the_password_is_not_shown() {
    let blank = CreateUser::new(CreateUserRequired {
        user_type: UserType::Unlisted("Owner".to_owned()),
        user_first_name: String::new(),
        user_last_name: String::new(),
        user_phone: String::new(),
        user_email: String::new(),
        user_username: String::new(),
        user_show_calendar: false,
        user_password: String::new(),
    });
    assert_eq!(
        violations(&blank),
        [
            "user_type must be one of: Standard, Admin",
            "user_first_name is required",
            "user_last_name is required",
            "user_phone is required",
            "user_email is required",
            "user_username is required",
            "user_password is required",
        ]
    );
}

#[test]
fn each_note_needs_its_six_keys() {
    let notes = CreateHistoryNotes::DESCRIPTOR.accepts[0];
    let rows = Value::rows([
        history_note(8051632, NoteType::Note, "2024-02-29T00:00:00Z", "", "", "").into_params(),
        Params::of_table(&HISTORY_NOTE_TABLE),
    ]);
    let call = Params::of_call(CreateHistoryNotes::DESCRIPTOR).with(notes, rows);
    assert_eq!(
        told(validate(&call)),
        [
            "notes[1].client_id is required",
            "notes[1].type is required",
            "notes[1].utc_datetime is required",
            "notes[1].subject is required",
            "notes[1].body_content is required",
            "notes[1].users_name is required",
        ]
    );
}

#[test]
fn any_key_of_a_note_may_be_blank_but_not_wrong() {
    let blank = history_note("", NoteType::Unlisted(String::new()), "", "", "", "");
    assert_eq!(violations(&CreateHistoryNotes::new([blank])), [""; 0]);
    let wrong = history_note("CT_1", NoteType::Note, "2024-02-29", "", "", "");
    assert_eq!(
        violations(&CreateHistoryNotes::new([wrong])),
        [
            "notes[0].client_id must be digits only",
            "notes[0].utc_datetime must exist and be written YYYY-MM-DDTHH:MM:SSZ",
        ]
    );
}

#[test]
fn no_notes_at_all_are_missing_notes() {
    assert_eq!(
        violations(&CreateHistoryNotes::new([])),
        ["notes is required"]
    );
}

#[test]
fn five_mistakes_are_told_at_once_in_the_order_of_the_document() {
    let call = CreateClient::new("Jo", "Sample")
        .created("2023-02-29")
        .deal_size(25_000)
        .zip("8020")
        .state("Colorado")
        .email("jo@example")
        .phone("303-555-0147");
    assert_eq!(
        violations(&call),
        [
            "phone must look like 1111111111 (A a letter, 1 a digit)",
            "email must be a well-formed e-mail address",
            "state must look like AA (A a letter, 1 a digit)",
            "zip must look like 11111 or 11111-1111 or 11111-1111-11 or A1A 1A1 \
             (A a letter, 1 a digit)",
            "created must exist and be written YYYY-MM-DD",
        ]
    );
}

#[test]
fn wrong_values_come_first_then_what_is_missing_then_custom_fields() {
    let call = CreateClient::new("", "Sample")
        .custom("PHONE", "3035550147")
        .tags(["Hot Lead", ""])
        .custom("Note", "x".repeat(101));
    assert_eq!(
        violations(&call),
        [
            "tag[1] must not be empty in a list",
            "firstName is required",
            "PHONE is no custom name, because the call has the key `phone`: set that key",
            "Note must have at most 100 characters",
        ]
    );
}

#[test]
fn keys_that_another_call_takes_are_no_custom_names() {
    let create = CreateClient::new("Jo", "Sample")
        .custom("client_id", "1")
        .custom("Append_Whiteboard", "x");
    let update = UpdateClientByExternalId::new(16051989).custom("client_id", "1");
    let reserved = "is a reserved name: choose another custom name";
    assert_eq!(
        violations(&create),
        [
            format!("client_id {reserved}"),
            format!("Append_Whiteboard {reserved}")
        ]
    );
    assert_eq!(violations(&update), [format!("client_id {reserved}")]);
}

#[test]
fn a_violation_says_what_is_where_and_by_which_revision() {
    let call = ReadAllClientEvents::new()
        .client_id("12a")
        .from_date("2024-02-29");
    let violations = validate(call.params()).unwrap_err();
    let violation = violations.iter().next().unwrap();
    assert_eq!(violation.call, "read_all_client_events");
    assert_eq!(violation.limit, Some("id"));
    assert_eq!(violation.breach, Breach::NotDigits);
    assert_eq!(
        violations.to_string(),
        "`client_id` must be digits only, is \"12a\" (limit id: A number that identifies a thing, digits only; revision current)\n\
         `from_date` must exist and be written YYYY-MM-DD HH:MM:SS, is \"2024-02-29\" \
         (limit date_time: A day and a time of day, as YYYY-MM-DD HH:MM:SS; revision current)"
    );
}
