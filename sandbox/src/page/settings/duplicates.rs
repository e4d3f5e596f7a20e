//! The duplicate check of each account.

use maud::{Markup, html};

use super::Form;
use crate::backend::DuplicateCheck;

pub(super) fn section(form: &Form<'_>, checks: &[DuplicateCheck]) -> Markup {
    html! {
        section #duplicates {
            h2 { "Duplicate check" }
            p { "An account that checks refuses a contact with the phone or the e-mail address of another one." }
            @for check in checks {
                (form.of("duplicates", &html! {
                    input type="hidden" name="account" value=(check.account);
                    input type="hidden" name="on" value=(if check.is_on { "0" } else { "1" });
                    div.row {
                        span { (check.name) " (account " (check.account) "): " b { (if check.is_on { "checks" } else { "does not check" }) } }
                        button.quiet {
                            @if check.is_on { "Switch it off" } @else { "Switch it on" }
                            span.unseen { " for " (check.name) }
                        }
                    }
                }))
            }
        }
    }
}
