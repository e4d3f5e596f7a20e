//! The reference, which is no secret, with a way to try each call.

use maud::html;
use prose_codegen::emit::reference::{self, Around};

use super::layout::{BAR_STYLE, address, bar, safely};
use super::session::Session;
use crate::backend::Backend;
use crate::response::Response;

pub(super) fn page<B: Backend>(session: Option<&Session>) -> Response {
    let api = match B::api() {
        Ok(api) => api,
        Err(mistake) => return super::refused(500, mistake),
    };
    let first = bar::<B>("Reference", session).into_string();
    let around = Around {
        first: &first,
        beside: &|call| {
            let way = html! {
                a.try-it href={ (address("try")) "/" (call.name) } {
                    "Try" span.unseen { " " (call.name) }
                }
            };
            way.into_string()
        },
        style: BAR_STYLE,
        script: "",
    };
    let page = reference::page(api, &around);
    safely(Response::html(200, page.html), &page.policy)
}
