//! The way of a request: which call it is, whose it is, and what comes of it.

use std::cell::RefCell;

use jiff::civil::DateTime;
use prose_codegen::model::{Api, Call};

use super::answer::{self, Answer, Refusal, Shape};
use super::authentication::Caller;
use super::calls::{self, Context, form_leads};
use super::check;
use super::parameters::Parameters;
use super::redirects::Redirects;
use super::route::{FORM_LEAD, lead_call, route};
use super::switches::{Denied, FormJson, Switches, UnknownCall};
use crate::journal::Summary;
use crate::request::Request;
use crate::response::Response;
use crate::secrets::Secrets;
use crate::store::Store;

/// What a request meets, and what may be told of it.
pub(super) struct Dispatcher<'a> {
    pub(super) api: &'static Api,
    pub(super) store: &'a mut Store,
    pub(super) secrets: &'a Secrets,
    pub(super) switches: &'a Switches,
    pub(super) now: DateTime,
    pub(super) summary: Summary,
}

impl Dispatcher<'_> {
    /// Carries out a request.
    pub(super) fn dispatch(mut self, request: &Request) -> (Response, Summary) {
        let response = if lead_call(request) == Some(FORM_LEAD) {
            self.form_lead(request)
        } else {
            self.call(request)
        };
        (response, self.summary)
    }

    fn call(&mut self, request: &Request) -> Response {
        let route = route(self.api, request);
        if let Some((call, _)) = &route {
            self.summary.call = Some(call.name.clone());
        }
        let caller = match Caller::of(request, self.api, self.store) {
            Ok(Some(caller)) => caller,
            // Such a request does not reach the API, so that even a wrong name is not told.
            Ok(None) => return self.denied(),
            Err(error) => return self.write(Shape::Usual, Err(error.into())),
        };
        let Some((call, in_path)) = route else {
            return self.unknown_call();
        };
        let handler = calls::handler(&call.name);
        let mut parameters = Parameters::default();
        parameters.add_query(&request.query);
        let content_type = request
            .header("content-type")
            .unwrap_or("")
            .to_ascii_lowercase();
        let is_readable = parameters.add_body(&content_type, &request.body).is_ok()
            && (handler.takes_body)(&request.body);
        for (name, value) in in_path.iter() {
            parameters.set(name, value.clone());
        }
        self.summary.parameters = self.secrets.redacted(parameters.iter());
        let outcome = if is_readable {
            let checks = handler.checks;
            let checked = check::check(self.api, call, &parameters, self.switches, checks);
            checked.and_then(|()| {
                calls::strip_zeros(call, &mut parameters);
                self.perform(call, &parameters, &caller)
            })
        } else {
            Err(Refusal::Code("CT400"))
        };
        let own = match &outcome {
            Ok(_) => (handler.own_answer)(self.switches),
            Err(_) => None,
        };
        own.unwrap_or_else(|| self.write(handler.shape, outcome))
    }

    /// A lead that a web site's form sends: without headers, the web key among its values.
    fn form_lead(&mut self, request: &Request) -> Response {
        let Some(call) = self.api.calls().find(|call| call.name == FORM_LEAD) else {
            return self.unknown_call();
        };
        if request.method != "POST" {
            return self.unknown_call();
        }
        self.summary.call = Some(call.name.clone());
        let mut parameters = Parameters::default();
        let is_json = request.body.trim_ascii().starts_with(b"{");
        if !is_json || self.switches.form_json == FormJson::Taken {
            let content_type = request.header("content-type").unwrap_or("");
            // Of what cannot be read, nothing is received.
            let _ = parameters.add_body(&content_type.to_ascii_lowercase(), &request.body);
        }
        self.summary.parameters = self.secrets.redacted(parameters.iter());
        let redirects = Redirects::of(&parameters);
        let outcome = self.take_lead(call, parameters);
        let (response, code) = redirects.answer(outcome, self.api, self.switches);
        self.summary.code = code;
        response
    }

    fn take_lead(&mut self, call: &Call, mut parameters: Parameters) -> Result<(), Refusal> {
        let web_key = parameters.text("web_key").unwrap_or("");
        let caller = Caller::by_web_key(self.store, web_key)?;
        let caller = caller.ok_or(form_leads::NO_SUCH_KEY)?;
        form_leads::tidy(call, &mut parameters, self.switches)?;
        self.perform(call, &parameters, &caller).map(drop)
    }

    /// Carries a call out, in one transaction.
    fn perform(
        &mut self,
        call: &Call,
        parameters: &Parameters,
        caller: &Caller,
    ) -> Result<Answer, Refusal> {
        let (api, switches, now) = (self.api, self.switches, self.now);
        self.store.atomically(|store| {
            calls::handler(&call.name).perform(&mut Context {
                api,
                call,
                parameters,
                account: caller.account,
                lead_source: caller.lead_source,
                now,
                switches,
                store,
                looked_up: RefCell::default(),
            })
        })
    }

    /// Writes what came of a call.
    fn write(&mut self, shape: Shape, outcome: Result<Answer, Refusal>) -> Response {
        let (response, code) = answer::write(self.api, shape, outcome, self.switches);
        self.summary.code = Some(code);
        response
    }

    fn denied(&mut self) -> Response {
        match self.switches.denied {
            Denied::Unauthorized => Response::text(401, "Unauthorized"),
            Denied::Forbidden => Response::page(403, "Forbidden"),
            Denied::Code => self.write(Shape::Usual, Err(Refusal::Code("CT510"))),
        }
    }

    fn unknown_call(&mut self) -> Response {
        match self.switches.unknown_call {
            UnknownCall::Http => Response::page(404, "Not Found"),
            UnknownCall::Code => self.write(Shape::Usual, Err(Refusal::Code("CT404"))),
        }
    }
}
