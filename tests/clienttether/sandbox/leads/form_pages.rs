//! Where the sender of a form is led: read by the client, and not gone to.

use clienttether_generated::ExternalFormLead;
use clienttether_generated::api::ResultCode;
use prose_runtime::Meaning;
use prose_sandbox::clienttether::FormErrors;
use workspace_tests::{Loopback, http};

use super::listed;
use crate::sandbox::{Session, refused};

#[tokio::test]
async fn an_address_for_success_is_a_success() {
    let session = Session::quiet();
    for page in [
        "https://example.com/thanks",
        "http://example.com",
        "https://example.com/thanks?from=form&code=7#top",
    ] {
        let lead = session.ann().on_success_url(page);
        let reply = session.stranger().external_form_lead(lead).await.unwrap();
        assert_eq!(reply.status(), 302, "{page}");
    }
    assert_eq!(session.anns().await.len(), 3);
}

#[tokio::test]
async fn a_refusal_is_the_same_in_json_and_in_an_address() {
    let session = Session::quiet();
    let web_key = session.sandbox.web_key().to_owned();
    session.lead(session.ann()).await.unwrap();
    session.sandbox.check_duplicates(&web_key, true).unwrap();
    for page in [
        None,
        Some("https://example.com/no"),
        Some("https://example.com/no?from=form"),
        Some("https://example.com/no?from=form#top"),
        Some("http://example.com/?"),
        Some("http://example.com/#/no?a=b"),
    ] {
        let with_page = |lead: ExternalFormLead| match page {
            Some(page) => lead.on_error_url(page),
            None => lead,
        };
        let stranger = ExternalFormLead::new("CT_nobody").name("Ann");
        for (lead, code, meaning) in [
            (stranger, ResultCode::Ct101, Meaning::AccessDenied),
            (session.nameless(), ResultCode::Ct102, Meaning::MissingKey),
            (session.ann(), ResultCode::Ct103, Meaning::Duplicate),
        ] {
            let error = refused(session.unchecked_lead(with_page(lead)).await);
            assert_eq!(ResultCode::of(&error), Some(code), "{page:?}: {error}");
            let refusal = error.refusal().unwrap();
            assert_eq!(refusal.meaning, meaning);
            assert_eq!(refusal.status, if page.is_some() { 302 } else { 200 });
            // The same words, whichever way they came.
            let listed = clienttether_generated::api::API
                .result_codes
                .iter()
                .find(|listed| listed.code == code.code());
            assert_eq!(refusal.message.as_str(), listed.unwrap().message);
        }
    }
    assert_eq!(session.anns().await.len(), 1);
}

#[tokio::test]
async fn one_address_serves_its_own_case_only() {
    let session = Session::quiet();
    let page = "https://example.com/page";
    let lead = session.nameless().on_success_url(page);
    let error = refused(session.unchecked_lead(lead).await);
    assert_eq!(error.refusal().unwrap().status, 200);
    assert_eq!(ResultCode::of(&error), Some(ResultCode::Ct102));
    let lead = session.ann().on_error_url(page);
    let reply = session.stranger().external_form_lead(lead).await.unwrap();
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.message(), Some("Success"));
}

/// The page advises whole addresses, and does not say what others do. Here they are none.
#[tokio::test]
async fn what_is_no_address_of_the_web_leads_nowhere() {
    let session = Session::quiet();
    for page in [
        "/thanks",
        "thanks.html",
        "www.example.com",
        "ftp://example.com/",
        "",
    ] {
        let lead = session.ann().on_success_url(page).on_error_url(page);
        let reply = session.stranger().external_form_lead(lead).await.unwrap();
        assert_eq!(reply.status(), 200, "{page}");
        let lead = ExternalFormLead::new("CT_nobody").name("Ann");
        assert_eq!(listed(session.lead(lead.on_error_url(page)).await), "ct101");
    }
}

#[tokio::test]
async fn nobody_asks_for_the_page() {
    let session = Session::quiet();
    let site = Loopback::replying(|_| http("200 OK", "text/html", "Thank you")).unwrap();
    let page = format!("http://{}/page", site.host());
    let with_pages = |lead: ExternalFormLead| lead.on_success_url(&page).on_error_url(&page);
    session.lead(with_pages(session.ann())).await.unwrap();
    let stranger = ExternalFormLead::new("CT_nobody").name("Ann");
    assert_eq!(listed(session.lead(with_pages(stranger)).await), "ct101");
    assert_eq!(site.requests_so_far(), Vec::<String>::new());
    assert_eq!(session.anns().await.len(), 1);
}

#[tokio::test]
async fn a_refusal_can_come_with_a_status_of_its_own_unless_it_leads_to_a_page() {
    let session = Session::quiet();
    session
        .sandbox
        .switch(|switches| switches.form_errors = FormErrors::BadRequest);
    let stranger = || ExternalFormLead::new("CT_nobody").name("Ann");
    let led = stranger().on_error_url("https://example.com/no");
    for (lead, status) in [(stranger(), 400), (led, 302)] {
        let error = refused(session.lead(lead).await);
        assert_eq!(ResultCode::of(&error), Some(ResultCode::Ct101), "{error}");
        assert_eq!(error.refusal().unwrap().status, status);
    }
}
