//! Calls that are tried from the pages.

use prose_sandbox::{Backend, Fault, FaultKind, Sandbox as AnySandbox, clienttrack, trackops};
use serde_json::json;

use super::{Visitor, sandbox};
use crate::http::{Answer, contacts};

fn create(visitor: &Visitor, more: &[(&str, &str)]) -> Answer {
    let mut pairs = vec![
        ("caller", "0"),
        ("key.firstName", "Ann"),
        ("key.lastName", "Lee"),
    ];
    pairs.extend(more);
    let answer = visitor.post("try/create_client", &pairs);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer
}

#[test]
fn a_call_that_is_tried_is_carried_out_and_kept_like_any_other() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    // As JSON, as a form, in the query.
    for place in ["0", "1", "2"] {
        let more = [
            ("place", place),
            ("key.email", "ann@example.com"),
            ("key.phone", ""),
            ("others", r#"{"Favorite Color": "green & blue"}"#),
        ];
        let page = create(&visitor, &more).body;
        assert!(
            page.contains("CT200") && page.contains("The call was carried out"),
            "{page}"
        );
    }
    let requests = sandbox.requests();
    assert_eq!(requests.len(), 3);
    for received in &requests {
        assert_eq!(received.call.as_deref(), Some("create_client"));
        assert_eq!(received.code.as_deref(), Some("CT200"));
        let parameters = json!({
            "firstName": "Ann",
            "lastName": "Lee",
            "email": "ann@example.com",
            "Favorite Color": "green & blue",
        });
        assert_eq!(received.parameters, parameters);
    }
    assert_eq!(contacts(&sandbox), 33);
}

#[test]
fn a_broken_limit_is_explained_and_what_was_typed_stays() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    let page = create(&visitor, &[("key.phone", "303-555-0147")]).body;
    assert!(page.contains("id=\"code\">phone<"), "{page}");
    assert!(
        page.contains("is the key whose value breaks its limit"),
        "{page}"
    );
    assert!(
        page.contains("name=\"key.phone\" type=\"text\" value=\"303-555-0147\""),
        "{page}"
    );
    assert_eq!(contacts(&sandbox), 30);
}

#[test]
fn secrets_are_sent_and_not_shown() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    let pairs = [("caller", "0"), ("key.name", "Ann Lee")];
    let typed = [
        ("caller", ""),
        ("key.name", "Ann Lee"),
        ("key.web_key", sandbox.web_key()),
    ];
    let mut pages = vec![create(&visitor, &[]).body];
    for pairs in [&pairs[..], &typed] {
        let page = visitor.post("try/external_form_lead", pairs).body;
        assert!(
            page.contains("&lt;secret&gt;") && page.contains("Success"),
            "{page}"
        );
        pages.push(page);
    }
    for page in pages {
        for secret in [sandbox.web_key(), sandbox.access_token()] {
            assert!(!page.contains(secret), "{page}");
        }
    }
    assert_eq!(contacts(&sandbox), 33);
}

#[test]
fn other_names_that_are_no_json_object_are_told_and_nothing_is_sent() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    for others in ["Color: green", "[1]", "{", "null"] {
        let pairs = [
            ("caller", "0"),
            ("key.firstName", "Ann"),
            ("others", others),
        ];
        let answer = visitor.post("try/create_client", &pairs);
        assert_eq!(answer.status, 400, "{others}");
        assert!(answer.body.contains("Nothing was sent"), "{}", answer.body);
        assert!(
            answer.body.contains(&format!("\n{others}</textarea>")),
            "{}",
            answer.body
        );
    }
    assert!(sandbox.requests().is_empty());
}

#[test]
fn a_number_of_a_record_is_one_that_there_is() {
    fn read<B: Backend>(sandbox: &AnySandbox<B>, calls: &[(&str, &str)]) {
        let visitor = Visitor::signed_in(sandbox);
        for (call, key) in calls {
            let page = visitor.get(&format!("/sandbox/page/try/{call}")).body;
            let field = format!("name=\"key.{key}\" ");
            let (_, behind) = page.split_once(&field).unwrap();
            let text = match behind.split_once(" value=\"") {
                Some((before, value)) if !before.contains('>') => value.split('"').next(),
                _ => behind.split(['>', '<']).nth(1),
            };
            let number = text.unwrap().trim();
            let (name, object) = (format!("key.{key}"), ("key.objectName", "cmClient"));
            let pairs = [("caller", "0"), (name.as_str(), number), object];
            let page = visitor.post(&format!("try/{call}"), &pairs).body;
            assert!(page.contains("HTTP <b>200</b>"), "{call}: {page}");
        }
    }
    let calls = [
        ("get_client", "client_id"),
        ("get_client_location", "location_id"),
        ("get_client_contact", "client_contact_id"),
        ("get_case", "case_id"),
    ];
    read(&trackops::Sandbox::start().unwrap(), &calls);
    let object = [("get_object", "objectId")];
    read(&clienttrack::Sandbox::start().unwrap(), &object);
}

#[test]
fn whoever_calls_without_credentials_is_refused() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    let page = visitor.post("try/read_user_list", &[("caller", "")]).body;
    assert!(page.contains("HTTP <b>401</b>"), "{page}");
}

#[test]
fn faults_hit_calls_that_are_tried_and_are_told() {
    let sandbox = sandbox();
    let visitor = Visitor::signed_in(&sandbox);
    for (kind, told) in [
        (FaultKind::Status(503), "HTTP <b>503</b>"),
        (
            FaultKind::Reset {
                after_acting: false,
            },
            "The connection was reset",
        ),
        (FaultKind::Truncated, "Half of the answer came"),
        (FaultKind::Stall, "nothing after it"),
        (FaultKind::Html, "Back in a moment"),
    ] {
        sandbox.fault(Fault::new(kind));
        let page = create(&visitor, &[]).body;
        assert!(page.contains(told), "{told}: {page}");
        assert!(page.contains("A fault was set that hit it"), "{told}");
    }
}

#[test]
fn every_call_of_every_api_has_a_form_that_can_be_sent_as_it_is() {
    fn send_all<B: Backend>(sandbox: &AnySandbox<B>) {
        let visitor = Visitor::signed_in(sandbox);
        let overview = visitor.get("/").body;
        let calls: Vec<&str> = overview
            .split("href=\"/sandbox/page/try/")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        for call in &calls {
            let page = visitor.get(&format!("/sandbox/page/try/{call}"));
            assert_eq!(page.status, 200, "{call}");
            let before = sandbox.requests().len();
            let page = visitor.post(&format!("try/{call}"), &filled_in(&page.body));
            assert_eq!(page.status, 200, "{call}");
            let requests = sandbox.requests();
            assert_eq!(requests.len(), before + 1, "{call}");
            assert_eq!(requests[before].call.as_deref(), Some(*call));
            assert_ne!(requests[before].status, Some(401), "{call}");
        }
        assert!(calls.len() >= 7, "{calls:?}");
    }

    /// The texts of a form as it comes; selects are left at what needs no word.
    fn filled_in(page: &str) -> Vec<(&str, &str)> {
        let mut pairs = vec![("caller", "0")];
        for field in page.split("<input ").skip(1) {
            let value = |name: &str| {
                let (_, behind) = field.split('>').next()?.split_once(&format!("{name}=\""))?;
                behind.split('"').next()
            };
            if let (Some(name), Some(text)) = (value("name"), value("value"))
                && name.starts_with("key.")
            {
                pairs.push((name, text));
            }
        }
        for field in page.split("<textarea ").skip(1) {
            let (_, named) = field.split_once("name=\"").unwrap();
            let (name, rest) = named.split_once('"').unwrap();
            let (_, text) = rest.split_once('>').unwrap();
            let text = text.split("</textarea>").next().unwrap();
            // Rows are escaped, and not what this is about.
            if name.starts_with("key.") && !text.contains('&') {
                pairs.push((name, text.trim_start()));
            }
        }
        pairs
    }
    send_all(&sandbox());
    send_all(&trackops::Sandbox::start().unwrap());
    send_all(&clienttrack::Sandbox::start().unwrap());
}

#[test]
fn where_there_are_no_codes_the_status_is_explained() {
    let sandbox = clienttrack::Sandbox::start().unwrap();
    let visitor = Visitor::signed_in(&sandbox);
    let pairs = [
        ("caller", "0"),
        ("key.objectName", "cmClient"),
        ("key.objectId", "999999"),
    ];
    let page = visitor.post("try/get_object", &pairs).body;
    assert!(
        page.contains("There is no such address, or no such object"),
        "{page}"
    );
    let rows = [
        ("caller", "3"),
        ("key.q", "SELECT TOP 2 ClientID FROM cmClient"),
    ];
    let page = visitor.post("try/query", &rows).body;
    assert!(
        page.contains("HTTP <b>200</b>") && page.contains("ClientID"),
        "{page}"
    );
    let unknown = sandbox.requests();
    assert_eq!(unknown.len(), 2);
}
