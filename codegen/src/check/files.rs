//! Files: they travel in parts of a body, from a client to the server.

use super::Checker;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Accepted, Place};
use crate::span::{At, Span};
use crate::syntax;

impl Checker<'_, '_> {
    /// A call that sends a file sends parts, and nothing else.
    pub(super) fn sent_files(&mut self, call: &syntax::Call, scope: &Scope, sends: &[Place]) {
        if scope
            .open
            .as_ref()
            .is_some_and(|open| open.limit.is_of_files())
        {
            let message = format!("`{}` takes a file under any name", call.name.value);
            self.error(
                Diagnostic::error(Code::OnlyJson, Some(call.name.span), message)
                    .help("give the open table another limit, and each file a key of its own"),
            );
        }
        if sends.iter().all(|place| *place == Place::Multipart) {
            return;
        }
        let mut accepts = scope.accepts.iter();
        let Some(file) = accepts.find(|accepted| accepted.key.limit.is_of_files()) else {
            return;
        };
        let message = format!("the file `{}` can only be sent as multipart", file.key.wire);
        let mut diagnostic = Diagnostic::error(Code::OnlyJson, Some(call.name.span), message)
            .help("write `sends: multipart`, and nothing else");
        if let Some(place) = scope.place(&file.key) {
            diagnostic = diagnostic.label(place, "accepted here");
        }
        self.error(diagnostic);
    }

    /// No file stands in a path.
    pub(super) fn file_in_path(&mut self, path: &At<String>, accepted: Option<&Accepted>) {
        let Some(file) = accepted.filter(|accepted| accepted.key.limit.is_of_files()) else {
            return;
        };
        let message = format!(
            "`{}` is a file, which cannot travel in the path",
            file.key.name
        );
        self.error(
            Diagnostic::error(Code::OnlyJson, Some(path.span), message)
                .help("give the key a limit whose values are plain text"),
        );
    }

    /// Answers hold none.
    pub(super) fn file_in_answers(&mut self, field: &Accepted, span: Span) {
        if !field.key.limit.is_of_files() {
            return;
        }
        let message = format!("`{}` is a file, and no record holds one", field.key.name);
        let help = match &field.table {
            Some(table) => {
                format!("if answers do not have it, say `access: CrUD` in its row of `{table}`")
            }
            None => "give it the limit of what stands there, such as `url`".to_owned(),
        };
        self.error(Diagnostic::error(Code::AnswersOfMany, Some(span), message).help(help));
    }
}
