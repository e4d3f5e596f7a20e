//! A failure told to a person.

use std::fmt::{self, Write as _};

use super::call_error::Error;
use super::cause::Cause;

impl Error {
    /// The failure for a person, in several lines: what happened and what to do, the key that it is about,
    /// the server's own words, the number of the request for a report to the vendor, and the attempts.
    ///
    /// Secrets and personal data that were sent are hidden in the server's words, and e-mail addresses too. After
    /// a body of the caller's own that is no JSON, and where thousands of values were sent, nothing that the
    /// server said is shown: [`Self::server_words`] has it.
    /// What else the server knows of somebody it could still say: show it to whoever may see the record.
    ///
    /// ```
    /// # use prose_runtime::{ApiDescriptor, CallDescriptor, Method, NoRecord, Response, read};
    /// # static API: ApiDescriptor = ApiDescriptor {
    /// #     name: "garden", base_url: "https://garden.example/", ..ApiDescriptor::PLAIN
    /// # };
    /// # static WATER: CallDescriptor = CallDescriptor::raw(&API, Method::Post, "water");
    /// let answer = Response::new(422, r#"{"errors":{"litres":["must be positive"]}}"#);
    /// let error = read::<NoRecord>(&WATER, answer).unwrap_err();
    /// println!("{}", error.explain());
    /// assert_eq!(error.server_words().unwrap().as_str(), "litres: must be positive");
    /// ```
    #[must_use]
    pub fn explain(&self) -> String {
        explanation(self)
    }
}

fn explanation(error: &Error) -> String {
    let mut lines = Headline(error).to_string();
    let mut line = |name: &str, text: &str| {
        // Writing to a text cannot fail.
        let _ = write!(lines, "\n  {name}: {text}");
    };
    if let Cause::Refused(refusal) = error.cause()
        && let Some(key) = refusal.key
    {
        line("key", &format!("`{key}`"));
    }
    if let Some(words) = error.server_words() {
        match error.shown_words() {
            Some(shown) => line("the server said", shown),
            None => line(
                "the server said",
                &format!("{words:?}, which Error::server_words has"),
            ),
        }
    }
    for (name, said) in error.shown_details() {
        line(name, said);
    }
    if let Some(response) = error.response() {
        line("HTTP status", &response.status().to_string());
        match (error.shown_request_id(), response.request_id()) {
            (Some(shown), _) => line("request id", shown),
            (None, Some(_)) => line("request id", "one that FailedResponse::request_id has"),
            (None, None) => {}
        }
        let cut = if response.is_cut() {
            ", not all of it"
        } else {
            ""
        };
        let size = response.body().len();
        line(
            "answer",
            &format!("{size} bytes{cut}, which Error::response has"),
        );
    }
    for (position, attempt) in error.attempts().iter().enumerate() {
        line(&format!("attempt {}", position + 1), &attempt.to_string());
    }
    if error.is_about_once() && error.may_have_acted() {
        line("careful", "the server may have done what it was asked");
    }
    lines
}

struct Headline<'e>(&'e Error);

impl fmt::Display for Headline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.headline(f)
    }
}
