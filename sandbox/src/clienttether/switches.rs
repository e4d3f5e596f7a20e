//! Switches: what the documents of ClientTether leave open.

use crate::switch::{switches, words};

words! {
    /// How codes and their key are spelled.
    Codes {
        /// `ResultCode` and `CT_200`, as live answers were seen.
        #[default]
        Live = "live",
        /// `resultCode` and `CT200`, as the page prints them; not found carries `client_id: false`.
        Documented = "documented",
    }
}

words! {
    /// How deep the list of action plans is.
    ActionPlans {
        /// A list of plans, as the page shows it.
        #[default]
        Flat = "flat",
        /// Lists of plans in a list, as a shipped integration reads them.
        Nested = "nested",
        /// An object of lists, one for each type of plan.
        Grouped = "grouped",
    }
}

words! {
    /// What a list without records looks like.
    NoRecords {
        /// `data` is an empty list.
        #[default]
        Empty = "empty",
        /// There is no `data`.
        Missing = "missing",
        /// The code is CT515.
        NotFound = "not-found",
    }
}

words! {
    /// What missing and wrong credentials get.
    Denied {
        /// HTTP 401 and a word of plain text.
        #[default]
        Unauthorized = "unauthorized",
        /// HTTP 403 and a page of HTML.
        Forbidden = "forbidden",
        /// HTTP 200 and CT510.
        Code = "code",
    }
}

words! {
    /// What a call that does not exist gets.
    UnknownCall {
        /// HTTP 404 and a page of HTML.
        #[default]
        Http = "http",
        /// HTTP 200 and CT404.
        Code = "code",
    }
}

words! {
    /// What a blank value does in an update.
    Blank {
        /// It clears what is stored.
        #[default]
        Clears = "clears",
        /// It is passed over.
        Keeps = "keeps",
    }
}

words! {
    /// How a contact names its user.
    AssignedUser {
        /// First and last name.
        #[default]
        Name = "name",
        /// A JSON object within a text.
        Json = "json",
    }
}

words! {
    /// What happens to a custom field of more than 100 characters.
    LongCustomText {
        /// It is refused by its name.
        #[default]
        Refused = "refused",
        /// It is cut.
        Cut = "cut",
    }
}

words! {
    /// The HTTP status of answers with an error code.
    Errors {
        /// 200.
        #[default]
        Ok = "ok",
        /// 400.
        BadRequest = "bad-request",
    }
}

words! {
    /// What an update without `contact_type` does to it.
    ContactType {
        /// Nothing.
        #[default]
        Stays = "stays",
        /// It becomes 1, as the page said in 2020.
        Resets = "resets",
    }
}

words! {
    /// What a value beyond its limit does in a lead from a form.
    FormLimits {
        /// It is left out, and the lead is taken.
        #[default]
        LeftOut = "left-out",
        /// The lead is refused with ct104, which the page lists without a meaning.
        Refused = "refused",
    }
}

words! {
    /// How the days of a lead from a form are written.
    FormDates {
        /// With colons, as the page has them.
        #[default]
        Colons = "colons",
        /// With colons or with hyphens.
        Either = "either",
    }
}

words! {
    /// What a JSON body is to the call for leads from a form.
    FormJson {
        /// As good as a form.
        #[default]
        Taken = "taken",
        /// Nothing: no parameter of it is received.
        Ignored = "ignored",
    }
}

words! {
    /// The HTTP status of a form's lead that is refused, if its sender is not redirected.
    FormErrors {
        /// 200.
        #[default]
        Ok = "ok",
        /// 400.
        BadRequest = "bad-request",
    }
}

words! {
    /// What a lead from Thumbtack is answered with.
    ThumbtackAnswer {
        /// Code, message and the number of the contact, as in creates of the API 2.0.
        #[default]
        Standard = "standard",
        /// A message alone, as in leads from a form.
        Message = "message",
    }
}

switches! {
    /// Spelling of result codes.
    codes: Codes = "codes",
    /// Depth of the list of action plans.
    action_plans: ActionPlans = "action-plans",
    /// A list without a match.
    no_match: NoRecords = "no-match",
    /// A page past the end of a list.
    past_the_end: NoRecords = "past-the-end",
    /// Missing and wrong credentials.
    denied: Denied = "denied",
    /// A call that does not exist.
    unknown_call: UnknownCall = "unknown-call",
    /// A blank value in an update.
    blank: Blank = "blank",
    /// The user of a contact.
    assigned_user: AssignedUser = "assigned-user",
    /// Custom fields of more than 100 characters.
    long_custom_text: LongCustomText = "long-custom-text",
    /// HTTP status of answers with an error code.
    errors: Errors = "errors",
    /// Contact type of updates that leave it out.
    contact_type: ContactType = "contact-type",
    /// Values beyond their limit in leads from forms.
    form_limits: FormLimits = "form-limits",
    /// Days in leads from forms.
    form_dates: FormDates = "form-dates",
    /// JSON bodies of leads from forms.
    form_json: FormJson = "form-json",
    /// HTTP status of leads from forms that are refused.
    form_errors: FormErrors = "form-errors",
    /// Answer to a lead from Thumbtack.
    thumbtack_answer: ThumbtackAnswer = "thumbtack-answer",
}
