//! States under a name.

use maud::{Markup, html};

use super::{Form, Posted, escaped};
use crate::backend::ControlRefusal;

pub(super) fn section(form: &Form<'_>, states: &[String]) -> Markup {
    html! {
        section #states {
            h2 { "States" }
            p { "What is stored can be kept under a name, in memory, and be put back." }
            @for name in states {
                (form.of("states", &html! {
                    div.row {
                        b { (name) }
                        input type="hidden" name="name" value=(name);
                        button.quiet name="do" value="load" { "Load" span.unseen { " " (name) } }
                        button.quiet name="do" value="forget" { "Forget" span.unseen { " " (name) } }
                    }
                }))
            }
            (form.of("states", &html! {
                label for="state" { "Name" }
                div.row {
                    input #state name="name" autocomplete="off" value=(form.typed("states", "name"));
                    button name="do" value="save" { "Save the state" }
                }
            }))
        }
    }
}

/// The path and the method of what the control endpoint would be asked for.
pub(super) fn path(posted: &Posted) -> Result<(String, &'static str), ControlRefusal> {
    let (name, what) = (posted.get("name"), posted.get("do"));
    // Of one that there is, the name counts as it is.
    let name = if what == "save" { name.trim() } else { name };
    if name.is_empty() {
        return Err(ControlRefusal::Bad("a state needs a name".to_owned()));
    }
    let name = escaped(name);
    Ok(match what {
        "load" => (format!("states/{name}/load"), "POST"),
        "forget" => (format!("states/{name}"), "DELETE"),
        "save" => (format!("states/{name}"), "POST"),
        _ => {
            return Err(ControlRefusal::Bad(
                "a state is saved, loaded or forgotten".to_owned(),
            ));
        }
    })
}
