//! What somebody sees who opens the sandbox's address in a browser.

use crate::backend::Backend;
use crate::gate::TOKEN_HEADER;
use crate::request::{Request, is_html};
use crate::response::Response;
use crate::shared::Shared;

/// The page, if that is what a request asks for: HTML for browsers, text for everybody else.
pub(crate) fn answer<B: Backend>(shared: &Shared<B>, request: &Request) -> Option<Response> {
    if request.path != "/" || !matches!(request.method.as_str(), "GET" | "HEAD") {
        return None;
    }
    let wants_html = request.header("accept").is_some_and(is_html);
    // Where the API's own paths begin here, what programs get is the API's to say.
    if !wants_html && B::BASE_PATH.is_empty() {
        return None;
    }
    let (title, name) = (B::TITLE, B::NAME);
    let (api, control) = (shared.url(B::BASE_PATH), shared.url("sandbox/"));
    let lines = [
        format!(
            "This is the {title} sandbox: a local {title} with made-up data, for examples and tests."
        ),
        format!("Its API is at {api}; the terminal that it was started in shows the credentials."),
        format!(
            "It is looked into and set at {control}, with the header {TOKEN_HEADER} and the token \
             that the same terminal shows."
        ),
        format!("`sandbox {name} --help` and sandbox/README.md tell the rest."),
    ];
    if !wants_html {
        return Some(Response::text(200, &(lines.join("\n") + "\n")));
    }
    let paragraphs: String = lines
        .iter()
        .map(|line| format!("<p>{line}</p>\n"))
        .collect();
    // Without an icon, browsers ask the API for one.
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <title>{title} sandbox</title>\n<link rel=\"icon\" href=\"data:,\">\n\
         <h1>{title} sandbox</h1>\n{paragraphs}</html>\n"
    );
    Some(Response::html(200, page))
}
