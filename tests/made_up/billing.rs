//! The billing: nested forms, keys that brackets repeat, idempotency keys.

use billing_generated::{
    Card, Client, CreateCustomer, CreateSubscription, Credentials, Item, ListCustomers,
    ListInvoices, ResultCode, UpdateCustomer, tables,
};
use prose_runtime::{Config, RetryPolicy};
use workspace_tests::Loopback;

use crate::{answer, config, request, sent, server};

const HEADERS: [&str; 2] = [
    // The key is the user, and there is no password.
    "authorization: Basic c2l0ZS1rZXk6",
    "accept: application/json",
];
const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

fn billing() -> Loopback {
    server(|request| {
        let line = request.lines().next().unwrap_or_default();
        match line.trim_end_matches(" HTTP/1.1") {
            "POST /api/v1/customers" => answer("200 OK", "", r#"{"customer":{"id":"c1"}}"#),
            "POST /api/v1/customers/c1" => answer("200 OK", "", r#"{"customer":{"id":"c1"}}"#),
            "POST /api/v1/subscriptions" => answer("200 OK", "", r#"{"subscription":{"id":"s1"}}"#),
            "GET /api/v1/customers?limit=2&ids=c1&ids=c%2C2" => answer(
                "200 OK",
                "",
                r#"{"list":[{"id":"c1","tags":["a"],"metadata":{"x":"1"}},{"id":"c,2"}],"has_more":true}"#,
            ),
            "GET /api/v1/customers?limit=2&starting_after=c%2C2&ids=c1&ids=c%2C2" => {
                answer("200 OK", "", r#"{"list":[{"id":"c3"}],"has_more":false}"#)
            }
            "GET /api/v1/invoices?page=0" => answer(
                "200 OK",
                "",
                r#"{"list":[{"number":"i1","total":"9.90"},{"number":"i2","total":"9.90"}],"pages":{"total":3}}"#,
            ),
            "GET /api/v1/invoices?page=1" => answer(
                "200 OK",
                "",
                r#"{"list":[{"number":"i3","total":"1.00"}],"pages":{"total":3}}"#,
            ),
            _ => answer(
                "404 Not Found",
                "",
                r#"{"api_error_code":"resource_not_found"}"#,
            ),
        }
    })
}

fn client_with(config: Config) -> Client {
    Client::with_config(Credentials::new("site-key"), config).unwrap()
}

fn client(server: &Loopback) -> Client {
    client_with(config(server, "/api/v1/"))
}

/// A request with an idempotency key.
fn with_key(line: &str, key: &str, body: &str) -> String {
    let [authorization, accept] = HEADERS;
    let key = format!("idempotency-key: {key}");
    let request = request(line, &[authorization, accept], FORM, body);
    // The key is written once it is known that the request is sent: behind what the call says.
    let (head, rest) = request.split_once("host: HOST\r\n").unwrap();
    format!("{head}{key}\r\nhost: HOST\r\n{rest}")
}

#[tokio::test]
async fn what_is_nested_has_its_name_in_brackets() {
    let server = billing();
    let call = CreateCustomer::new("jo@example.com")
        .name("Jo")
        .card(Card::new("4111111111111111", 12))
        .tags(["a,b", "c"])
        .metadata([("shop", "42"), ("a b", "&")]);
    client(&server)
        .create_customer(call)
        .idempotency_key("k-1")
        .await
        .unwrap();
    let body = concat!(
        "email=jo%40example.com&name=Jo&card%5Bnumber%5D=4111111111111111&card%5Bexpiry_month%5D=12",
        "&tags%5B%5D=a%2Cb&tags%5B%5D=c&metadata%5Bshop%5D=42&metadata%5Ba%20b%5D=%26"
    );
    assert_eq!(
        sent(&server),
        [with_key("POST /api/v1/customers", "k-1", body)]
    );
}

#[tokio::test]
async fn rows_have_numbers_and_limits_of_their_own() {
    let server = billing();
    let call = CreateSubscription::new("c1", [Item::new("basic").quantity(2), Item::new("extra")]);
    let call = call.discount("0.50").starts_at(1_772_442_000).notify(true);
    client(&server)
        .create_subscription(call)
        .idempotency_key("k-2")
        .await
        .unwrap();
    let body = concat!(
        "customer_id=c1&items%5B0%5D%5Bplan%5D=basic&items%5B0%5D%5Bquantity%5D=2",
        "&items%5B1%5D%5Bplan%5D=extra&discount=0.50&starts_at=1772442000&notify=yes"
    );
    assert_eq!(
        sent(&server),
        [with_key("POST /api/v1/subscriptions", "k-2", body)]
    );
    let wrong = CreateSubscription::new("c1", [Item::new("basic").quantity(1000)]);
    let wrong = client(&server)
        .create_subscription(wrong.discount("0.005"))
        .await
        .unwrap_err();
    let told = wrong.to_string();
    for key in ["items[0].quantity", "discount"] {
        assert!(told.contains(key), "{told}");
    }
    assert_eq!(sent(&server), Vec::<String>::new());
}

#[tokio::test]
async fn a_create_is_repeated_with_the_key_that_it_had() {
    let first = std::sync::atomic::AtomicBool::new(true);
    let server = server(move |_| {
        let is_first = first.swap(false, std::sync::atomic::Ordering::Relaxed);
        match is_first {
            true => answer("503 Unavailable", "", ""),
            false => answer("200 OK", "", r#"{"customer":{"id":"c1"}}"#),
        }
    });
    let retry = RetryPolicy::new().max_attempts(2);
    let client = client_with(config(&server, "/api/v1/").retry(retry));
    client
        .create_customer(CreateCustomer::new("jo@example.com"))
        .await
        .unwrap();
    let requests = sent(&server);
    let key = |request: &String| {
        let mut lines = request.lines();
        let key = lines.find_map(|line| line.strip_prefix("idempotency-key: "));
        key.unwrap().to_owned()
    };
    let keys: Vec<String> = requests.iter().map(key).collect();
    let [one, other] = keys.as_slice() else {
        panic!("{requests:?}");
    };
    assert_eq!(one, other);
    let body = "email=jo%40example.com";
    let expected = with_key("POST /api/v1/customers", one, body);
    assert_eq!(requests, [expected.clone(), expected]);
}

#[tokio::test]
async fn an_update_has_no_key_and_clears_by_a_blank_value() {
    let server = billing();
    let call = UpdateCustomer::new("c1").clear(&tables::customer::NAME);
    client(&server).update_customer(call).await.unwrap();
    assert_eq!(
        sent(&server),
        [request(
            "POST /api/v1/customers/c1",
            &HEADERS,
            FORM,
            "name="
        )]
    );
}

#[tokio::test]
async fn customers_are_listed_from_the_last_one_that_is_known() {
    let server = billing();
    let call = ListCustomers::new().limit(2).ids(["c1", "c,2"]);
    let mut records = client(&server).list_customers(call).records();
    let mut customers = Vec::new();
    while let Some(customer) = records.next().await {
        customers.push(customer.unwrap());
    }
    let ids: Vec<_> = customers.iter().map(|it| it.id().unwrap()).collect();
    assert_eq!(ids, ["c1", "c,2", "c3"]);
    assert_eq!(customers[0].metadata(), [("x".to_owned(), "1".to_owned())]);
    let get = |target: &str| request(&format!("GET /api/v1/{target}"), &HEADERS, None, "");
    assert_eq!(
        sent(&server),
        [
            get("customers?limit=2&ids=c1&ids=c%2C2"),
            get("customers?limit=2&starting_after=c%2C2&ids=c1&ids=c%2C2")
        ]
    );
}

#[tokio::test]
async fn invoices_are_listed_from_page_0_in_pages_of_no_known_size() {
    let server = billing();
    let mut records = client(&server).list_invoices(ListInvoices::new()).records();
    let mut numbers = Vec::new();
    while let Some(invoice) = records.next().await {
        numbers.push(invoice.unwrap().number().unwrap().to_owned());
    }
    assert_eq!(numbers, ["i1", "i2", "i3"]);
    let get = |page: u64| {
        let line = format!("GET /api/v1/invoices?page={page}");
        request(&line, &HEADERS, None, "")
    };
    assert_eq!(sent(&server), [get(0), get(1)]);
}

#[tokio::test]
async fn a_refusal_names_the_parameter_and_no_card_number_is_shown() {
    let server = server(|_| {
        answer(
            "400 Bad Request",
            "",
            r#"{"api_error_code":"param_wrong_value","message":"no","param":"card[number]"}"#,
        )
    });
    let call = CreateCustomer::new("jo@example.com").card(Card::new("4111111111111111", 1));
    let sending = client(&server).create_customer(call.clone());
    let curl = sending.request().unwrap().to_curl();
    let error = sending.await.unwrap_err();
    assert_eq!(ResultCode::of(&error), Some(ResultCode::ParamWrongValue));
    let parameter = error.detail("parameter").map(|it| it.as_str());
    assert_eq!(parameter, Some("card[number]"));
    for shown in [
        format!("{error} {error:?}"),
        format!("{call:?}"),
        error.explain().to_string(),
        curl,
    ] {
        assert!(!shown.contains("4111"), "{shown}");
        assert!(!shown.contains("jo@example.com"), "{shown}");
    }
}
