//! Switches: what nobody outside knows of ClientTrack.

use crate::switch::{switches, words};

words! {
    /// How much CRQL understands.
    Grammar {
        /// What was seen to work, and the one join that is known to be there.
        #[default]
        Known = "known",
        /// What a builder of queries and people who know SQL would write too: other comparisons, AND and
        /// OR, NOT, NULL, LIKE, brackets, aliases, ORDER BY, LEFT JOIN, quotes within texts.
        Wide = "wide",
    }
}

words! {
    /// What `TOP n` bounds when an answer has pages.
    Top {
        /// All pages together.
        #[default]
        Whole = "whole",
        /// Each page, so that there is always a next one.
        Page = "page",
    }
}

words! {
    /// What `recordCount` counts.
    RecordCount {
        /// The rows of all pages.
        #[default]
        Honest = "honest",
        /// The rows of this page.
        Page = "page",
        /// Twice the rows of this page: it was seen to be wrong in this way.
        Doubled = "doubled",
    }
}

words! {
    /// What a page size outside of 1 to 500 does.
    PageSize {
        /// HTTP 400.
        #[default]
        Refused = "refused",
        /// The nearest one that is allowed is taken.
        Bounded = "bounded",
    }
}

words! {
    /// What is said about a subscription key that is wrong, not missing.
    WrongSubscriptionKey {
        /// That it is invalid.
        #[default]
        Invalid = "invalid",
        /// The same as about one that is missing.
        Missing = "missing",
    }
}

words! {
    /// The form of errors outside of CRQL.
    Errors {
        /// Plain text.
        #[default]
        Text = "text",
        /// `{"message": ...}`.
        Message = "message",
        /// `{"errors": [...]}`, as CRQL has it.
        List = "list",
    }
}

words! {
    /// An organization that the user of the key does not belong to.
    ForeignOrganization {
        /// Its rows do not exist.
        #[default]
        Nothing = "nothing",
        /// HTTP 401.
        Denied = "denied",
    }
}

words! {
    /// The answer to a request for an object that there is not.
    UnknownObject {
        /// HTTP 500 without a body, as was seen.
        #[default]
        Silent = "silent",
        /// HTTP 404, as the documents have it.
        NotFound = "not-found",
    }
}

words! {
    /// The HTTP method that changes a row.
    UpdateMethod {
        /// PUT and PATCH alike.
        #[default]
        Both = "both",
        /// PUT.
        Put = "put",
        /// PATCH.
        Patch = "patch",
    }
}

words! {
    /// What is answered when a row was added or changed.
    Written {
        /// The full row.
        #[default]
        Row = "row",
        /// Its number, under the name of its column.
        Number = "number",
        /// Nothing.
        Blank = "blank",
    }
}

words! {
    /// The greeting of the authentication test.
    Greeting {
        /// With a word twice, as it was seen.
        #[default]
        Live = "live",
        /// Without that slip.
        Documented = "documented",
    }
}

switches! {
    /// What queries may say.
    grammar: Grammar = "grammar",
    /// TOP in answers with pages.
    top: Top = "top",
    /// What recordCount counts.
    record_count: RecordCount = "record-count",
    /// Page sizes that are not allowed.
    page_size: PageSize = "page-size",
    /// What is said about a wrong subscription key.
    wrong_subscription_key: WrongSubscriptionKey = "wrong-subscription-key",
    /// The form of errors outside of CRQL.
    errors: Errors = "errors",
    /// An organization that is not the user's.
    foreign_organization: ForeignOrganization = "foreign-organization",
    /// Objects that there are not.
    unknown_object: UnknownObject = "unknown-object",
    /// How rows are changed.
    update_method: UpdateMethod = "update-method",
    /// What is answered when a row was added or changed.
    written: Written = "written",
    /// The greeting of the authentication test.
    greeting: Greeting = "greeting",
}
