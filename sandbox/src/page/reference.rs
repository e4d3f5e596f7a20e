//! The reference, which is no secret, with a way to try each call.

use maud::html;
use prose_codegen::emit::reference::{self, Around};

use super::layout::{BAR_STYLE, address, safely, ways};
use crate::backend::Backend;
use crate::response::Response;

pub(super) fn page<B: Backend>(has_session: bool) -> Response {
    let api = match B::api() {
        Ok(api) => api,
        Err(mistake) => return super::refused(500, mistake),
    };
    // Without the way out: this page names itself to nobody, so that none of its forms would be known as ours.
    let first = html! { div.bar { (ways("Reference", has_session)) } }.into_string();
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
    // Without an icon, browsers ask the API for one.
    let icon = "<link rel=\"icon\" href=\"data:,\">\n<title>";
    let html = page.html.replacen("<title>", icon, 1);
    safely(Response::html(200, html), &page.policy)
}
