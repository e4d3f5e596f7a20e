//! Answers as they go over the wire: whole, in pieces, or not to their end.

use std::convert::Infallible;
use std::task::Poll;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full, StreamBody};
use hyper::StatusCode;
use hyper::body::{Bytes, Frame};
use hyper::header::{self, HeaderName, HeaderValue};

use crate::answer::Answer;
use crate::connection::Ending;
use crate::response::Response;

type Body = UnsyncBoxBody<Bytes, Infallible>;

pub(crate) type HttpResponse = hyper::Response<Body>;

/// An answer as it should be.
pub(crate) fn respond(mut response: Response) -> HttpResponse {
    let body = whole(std::mem::take(&mut response.body));
    with_head(&response, body)
}

/// An answer by script. One whose length is scripted too ends its connection: what its head says need not
/// be so.
pub(crate) fn scripted(answer: &Answer, ending: &Ending) -> HttpResponse {
    let mut headers = answer.headers.iter();
    let tells_length = headers.any(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let body = if tells_length {
        then_break_off(Bytes::from(answer.body.clone()), ending)
    } else {
        whole(answer.body.clone())
    };
    let mut http = hyper::Response::new(body);
    *http.status_mut() = status(answer.status);
    for (name, value) in &answer.headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        // What no header can carry is left out.
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            http.headers_mut().append(name, value);
        }
    }
    http
}

/// An answer that announces its length, and ends its connection after half of it.
pub(crate) fn halve(response: &Response, ending: &Ending) -> HttpResponse {
    let half = response.body[..response.body.len() / 2].to_vec();
    announced(response, then_break_off(Bytes::from(half), ending))
}

/// These bytes, and the end of the connection.
fn then_break_off(bytes: Bytes, ending: &Ending) -> Body {
    let ending = ending.clone();
    let bytes = stream::iter([Ok(Frame::data(bytes))]);
    // Asked for more: the connection breaks as soon as these are on their way.
    let never = stream::poll_fn(move |_| {
        ending.break_off();
        Poll::Pending
    });
    StreamBody::new(bytes.chain(never)).boxed_unsync()
}

/// An answer that comes in pieces of so many bytes, one each time that this long has passed.
pub(crate) fn dribble(mut response: Response, bytes: usize, every: Duration) -> HttpResponse {
    let length = response.body.len();
    let whole = Bytes::from(std::mem::take(&mut response.body));
    let pieces = stream::unfold(whole, move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(every).await;
        let piece = rest.split_to(bytes.clamp(1, rest.len()));
        Some((Ok(Frame::data(piece)), rest))
    });
    let mut http = with_head(&response, StreamBody::new(pieces).boxed_unsync());
    let length = HeaderValue::from(length);
    http.headers_mut().insert(header::CONTENT_LENGTH, length);
    http
}

/// An answer that announces its length, and of which nothing comes.
pub(crate) fn stall(response: &Response) -> HttpResponse {
    announced(response, StreamBody::new(stream::pending()).boxed_unsync())
}

/// With the length of the answer in its head, whatever comes of it.
fn announced(response: &Response, body: Body) -> HttpResponse {
    let mut http = with_head(response, body);
    let length = HeaderValue::from(response.body.len().max(1));
    http.headers_mut().insert(header::CONTENT_LENGTH, length);
    http
}

fn whole(body: Vec<u8>) -> Body {
    Full::new(Bytes::from(body)).boxed_unsync()
}

fn with_head(response: &Response, body: Body) -> HttpResponse {
    let mut http = hyper::Response::new(body);
    *http.status_mut() = status(response.status);
    let headers = http.headers_mut();
    let content_type = HeaderValue::from_static(response.content_type);
    headers.insert(header::CONTENT_TYPE, content_type);
    for (name, value) in &response.headers {
        // What no header can carry is left out.
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    http
}

/// What is no answer's status, 100 among them, is an error of the server.
pub(crate) fn status(number: u16) -> StatusCode {
    let status = StatusCode::from_u16(number).ok();
    status
        .filter(|status| (200..600).contains(&status.as_u16()))
        .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
