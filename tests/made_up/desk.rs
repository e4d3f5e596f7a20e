//! The desk: an access token by OAuth, lists by cursor and by addresses, families by resource.

use desk_generated::{
    Client, CreateTicket, Credentials, DeleteTicket, DownloadAttachment, GetTranscript, ListAgents,
    ListArticles, ListTickets, Priority, ResultCode, UpdateTicket, tables,
};
use prose_runtime::{Config, Error, RetryPolicy};
use workspace_tests::Loopback;

use crate::{answer, config, request, sent, server};

const TOKEN: &str = r#"{"access_token":"t1","token_type":"bearer","expires_in":3600}"#;
const HEADERS: [&str; 3] = [
    "authorization: Bearer t1",
    "accept: application/json",
    "accept-version: 2",
];

/// A desk: what its page says, and an answer of the test's own for some calls.
fn desk(own: impl Fn(&str) -> Option<Vec<u8>> + Send + Sync + 'static) -> Loopback {
    server(move |request| {
        if let Some(answer) = own(request) {
            return answer;
        }
        let line = request.lines().next().unwrap_or_default();
        let host = request.lines().find_map(|line| line.strip_prefix("host: "));
        let host = host.unwrap_or_default();
        match line.trim_end_matches(" HTTP/1.1") {
            "POST /oauth/token" => answer("200 OK", "", TOKEN),
            "GET /api/v2/tickets?status=open&status=pending&page_size=2" => answer(
                "200 OK",
                "",
                r#"{"_embedded":{"tickets":[{"id":"1"},{"id":"2"}]},"page":{"next":"b=","more":true},"count":3}"#,
            ),
            "GET /api/v2/tickets?status=open&status=pending&page_size=2&page_token=b%3D" => answer(
                "200 OK",
                "",
                r#"{"_embedded":{"tickets":[{"id":"3","tags":["a, b","c"]}]},"page":{"next":null,"more":false},"count":3}"#,
            ),
            "GET /api/v2/agents" => answer(
                "200 OK",
                "Link: </api/v2/agents?after=1>; rel=\"next\", </api/v2/agents>; rel=\"first\"\r\n",
                r#"{"_embedded":{"agents":[{"id":"7"}]}}"#,
            ),
            "GET /api/v2/agents?after=1" => answer(
                "200 OK",
                "",
                r#"{"_embedded":{"agents":[{"id":"8"}]}}"#,
            ),
            "GET /api/v2/articles" => answer(
                "200 OK",
                "",
                &format!(
                    r#"{{"_embedded":{{"articles":[{{"id":"4"}}]}},"_links":{{"next":{{"href":"http://{host}/api/v2/articles?p=2"}}}}}}"#
                ),
            ),
            "GET /api/v2/articles?p=2" => answer(
                "200 OK",
                "",
                r#"{"_embedded":{"articles":[{"id":"5"}]},"_links":{}}"#,
            ),
            "POST /api/v2/tickets" => answer(
                "201 Created",
                "X-Ticket-Id: 9\r\nLocation: https://us.desk.example/api/v2/tickets/9\r\n",
                r#"{"ticket":{"id":"9","version":1}}"#,
            ),
            "PATCH /api/v2/tickets/9" => answer("200 OK", "", r#"{"ticket":{"id":"9","version":2}}"#),
            "DELETE /api/v2/tickets/9" => b"HTTP/1.1 204 No Content\r\n\r\n".to_vec(),
            "GET /api/v2/tickets/9/transcript" => {
                b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\nHello, desk!".to_vec()
            }
            "GET /api/v2/attachments/3/content" => {
                b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\n\x89PNG".to_vec()
            }
            _ => answer("404 Not Found", "", r#"{"error":{"type":"not_found"}}"#),
        }
    })
}

fn client(server: &Loopback) -> Client {
    client_with(config(server, "/api/v2/"))
}

fn client_with(config: Config) -> Client {
    Client::with_config(
        Credentials::new("the-app", "the-secret"),
        config.no_rate_limit(),
    )
    .unwrap()
}

/// How the client signs in: once, before the first call.
fn signs_in() -> String {
    "POST /oauth/token HTTP/1.1\r\n\
     accept: application/json\r\n\
     content-type: application/x-www-form-urlencoded\r\n\
     authorization: Basic dGhlLWFwcDp0aGUtc2VjcmV0\r\n\
     user-agent: walker/1\r\n\
     host: HOST\r\n\
     content-length: 43\r\n\
     \r\n\
     grant_type=client_credentials&scope=tickets"
        .to_owned()
}

fn get(target: &str) -> String {
    request(&format!("GET /api/v2/{target}"), &HEADERS, None, "")
}

/// A request whose answer is taken as it comes.
fn body(target: &str) -> String {
    get(target).replace("accept: application/json", "accept: */*")
}

fn new_ticket() -> CreateTicket {
    CreateTicket::new("No ink", "jo@example.com")
        .priority(Priority::High)
        .tags(["ink, black", "printer"])
        .due_at("2026-03-01T17:00:00+01:00")
}

#[tokio::test]
async fn a_ticket_is_opened_changed_and_deleted_after_one_sign_in() {
    let server = desk(|_| None);
    let client = client(&server);
    let reply = client.create_ticket(new_ticket()).await.unwrap();
    assert_eq!(reply.first().unwrap().version(), Some(1));
    let headers = CreateTicket::answer_headers(&reply);
    assert_eq!(headers.ticket_id(), Some(9_u64.into()));
    let address = "https://us.desk.example/api/v2/tickets/9";
    assert_eq!(headers.location(), Some(address));
    let change = UpdateTicket::new(9_u64)
        .version(1)
        .clear(&tables::ticket::ASSIGNEE_ID);
    client.update_ticket(change).await.unwrap();
    client
        .delete_ticket(DeleteTicket::new(9_u64))
        .await
        .unwrap();
    let json = Some("application/json");
    let [authorization, accept, version] = HEADERS;
    assert_eq!(
        sent(&server),
        [
            signs_in(),
            request(
                "POST /api/v2/tickets",
                &HEADERS,
                json,
                concat!(
                    r#"{"ticket":{"subject":"No ink","requester_email":"jo@example.com","#,
                    r#""priority":"high","tags":["ink, black","printer"],"#,
                    r#""due_at":"2026-03-01T17:00:00+01:00"}}"#
                ),
            ),
            request(
                "PATCH /api/v2/tickets/9",
                &[authorization, accept, "if-version: 1", version],
                json,
                r#"{"ticket":{"assignee_id":null}}"#,
            ),
            request("DELETE /api/v2/tickets/9", &HEADERS, None, ""),
        ]
    );
}

#[tokio::test]
async fn tickets_are_listed_by_cursor() {
    let server = desk(|_| None);
    let call = ListTickets::new().status(["open", "pending"]).page_size(2);
    let mut records = client(&server).list_tickets(call).records();
    let mut tickets = Vec::new();
    while let Some(ticket) = records.next().await {
        tickets.push(ticket.unwrap());
    }
    let ids: Vec<_> = tickets.iter().map(|ticket| ticket.id().unwrap()).collect();
    assert_eq!(ids, [1_u64.into(), 2_u64.into(), 3_u64.into()]);
    assert_eq!(tickets[2].tags(), ["a, b", "c"]);
    let first = "tickets?status=open&status=pending&page_size=2";
    assert_eq!(
        sent(&server),
        [
            signs_in(),
            get(first),
            get(&format!("{first}&page_token=b%3D"))
        ]
    );
}

#[tokio::test]
async fn agents_and_articles_are_listed_by_the_addresses_that_answers_give() {
    let server = desk(|_| None);
    let client = client(&server);
    let mut agents = client.list_agents(ListAgents::new()).records();
    let mut found = Vec::new();
    while let Some(agent) = agents.next().await {
        found.push(agent.unwrap().id().unwrap());
    }
    assert_eq!(found, [7_u64.into(), 8_u64.into()]);
    let mut articles = client.list_articles(ListArticles::new()).records();
    let mut found = Vec::new();
    while let Some(article) = articles.next().await {
        found.push(article.unwrap().id().unwrap());
    }
    assert_eq!(found, [4_u64.into(), 5_u64.into()]);
    assert_eq!(
        sent(&server),
        [
            signs_in(),
            get("agents"),
            get("agents?after=1"),
            get("articles"),
            get("articles?p=2")
        ]
    );
}

fn refused(error: &Error) -> (Option<ResultCode>, Option<&str>, Option<&str>) {
    let detail = |name| error.detail(name).map(|text| text.as_str());
    (
        ResultCode::of(error),
        detail("parameter"),
        detail("request"),
    )
}

#[tokio::test]
async fn one_code_means_two_things_and_names_what_is_wrong() {
    for (title, code) in [
        ("Subject is too short", ResultCode::Invalid),
        ("Such a ticket already exists", ResultCode::ThereAlready),
    ] {
        let server = desk(move |request| {
            let body =
                format!(r#"{{"error":{{"type":"invalid","title":"{title}","param":"subject"}}}}"#);
            let answer = answer("422 Unprocessable", "X-Request-Id: r-1\r\n", &body);
            request.starts_with("POST /api/v2/").then_some(answer)
        });
        let error = client(&server).create_ticket(new_ticket()).await;
        let error = error.unwrap_err();
        assert_eq!(
            refused(&error),
            (Some(code), Some("subject"), Some("r-1")),
            "{title}"
        );
    }
}

#[tokio::test]
async fn a_create_is_sent_again_after_a_status_that_says_that_nothing_was_done() {
    let first = std::sync::atomic::AtomicBool::new(true);
    let server = desk(move |request| {
        let is_first = request.starts_with("POST /api/v2/")
            && first.swap(false, std::sync::atomic::Ordering::Relaxed);
        let body = r#"{"error":{"type":"slow_down","title":"Slow down"}}"#;
        is_first.then(|| answer("429 Too Many", "X-RateLimit-Reset: 1\r\n", body))
    });
    let retry = RetryPolicy::new().max_attempts(2);
    let client = client_with(config(&server, "/api/v2/").retry(retry));
    let reply = client.create_ticket(new_ticket()).await.unwrap();
    assert_eq!(reply.failed_attempts().len(), 1);
    assert_eq!(sent(&server).len(), 3);
}

#[tokio::test]
async fn a_token_that_is_refused_is_got_anew_once() {
    let first = std::sync::atomic::AtomicBool::new(true);
    let server = desk(move |request| {
        let is_first = request.starts_with("GET /api/v2/agents ")
            && first.swap(false, std::sync::atomic::Ordering::Relaxed);
        is_first.then(|| answer("401 Unauthorized", "", "{}"))
    });
    client(&server)
        .list_agents(ListAgents::new())
        .await
        .unwrap();
    assert_eq!(
        sent(&server),
        [signs_in(), get("agents"), signs_in(), get("agents")]
    );
}

#[tokio::test]
async fn the_region_chooses_the_host() {
    let request = |config: Config| {
        let client = client_with(config);
        let request = client.list_agents(ListAgents::new()).request();
        request.unwrap().url().to_owned()
    };
    assert_eq!(
        request(Config::new()),
        "https://us.desk.example/api/v2/agents"
    );
    assert_eq!(
        request(Config::new().variable("region", "eu")),
        "https://eu.desk.example/api/v2/agents"
    );
}

#[tokio::test]
async fn a_transcript_is_text_and_an_attachment_is_bytes() {
    let server = desk(|_| None);
    let client = client(&server);
    let text = client.get_transcript(GetTranscript::new(9_u64)).await;
    assert_eq!(text.unwrap().text(), "Hello, desk!");
    let file = DownloadAttachment::new(3_u64);
    let bytes = client.download_attachment(file).await;
    assert_eq!(bytes.unwrap().bytes(), b"\x89PNG");
    assert_eq!(
        sent(&server),
        [
            signs_in(),
            body("tickets/9/transcript"),
            body("attachments/3/content")
        ]
    );
}
