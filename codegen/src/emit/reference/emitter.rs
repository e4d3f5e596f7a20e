//! The reference as files.

use super::page::Frame;
use super::{Around, markdown, page, walk};
use crate::emit::emitter::Emitter;
use crate::emit::file::{File, Owns};
use crate::emit::rust;
use crate::model::{Api, Call};

/// Says in every file where it comes from; the writer deletes only files that begin with it.
pub const HEADER: &str = "<!-- @generated as a reference by `cargo xtask generate`";

/// A folder for those of all APIs.
pub const EMITTER: Emitter = Emitter {
    name: "reference",
    folder: |_| Some("reference".to_owned()),
    owns: Owns::Header(HEADER),
    emit: |api| Ok(emit(api)),
};

/// Emits the reference of one API: a page, and the same in Markdown.
pub fn emit(api: &Api) -> Vec<File> {
    let examples = rust::Examples::of(api);
    let example = |call: &Call| examples.pasted(call);
    let sections = walk::sections(api, &example);
    let header = format!(
        "{HEADER} from spec/{}: change that, not this. -->\n",
        api.name
    );
    let frame = Frame {
        around: &Around::NOTHING,
        spec: Some("../"),
        policy: Some("img-src data:; form-action 'none'"),
        header: &header,
    };
    let file = |ending: &str, text: String| File {
        path: format!("{}.{ending}", api.name),
        text,
    };
    vec![
        file("html", page::of(api, &sections, &frame).html),
        file("md", markdown::of(api, &sections, &header)),
    ]
}
