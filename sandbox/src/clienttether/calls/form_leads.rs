//! Leads from the forms of web sites.

use prose_codegen::model::{Call, DateKind, Key, Rule};
use serde_json::Value;

use super::context::Context;
use super::{clients, custom_fields, note};
use crate::clienttether::account::DEFAULT_PLAN;
use crate::clienttether::answer::{Answer, Refusal};
use crate::clienttether::check;
use crate::clienttether::parameters::Parameters;
use crate::clienttether::switches::{FormDates, FormLimits, LongCustomText, Switches};
use crate::store::Filter;

/// What the form says about itself and not about the lead, or about the lead in another form.
const APART: [&str; 5] = ["web_key", "name", "notes", "OnSuccessURL", "OnErrorURL"];

/// No account and no lead source has the web key.
pub(crate) const NO_SUCH_KEY: Refusal = Refusal::Code("ct101");
const NO_NAME: Refusal = Refusal::Code("ct102");
const DUPLICATE: Refusal = Refusal::Code("ct103");
/// The page lists the code without a meaning.
const BROKEN_LIMIT: Refusal = Refusal::Code("Ct104");

/// Brings what a form sent into the shape of a contact: a first and a last name, no blanks, and no
/// value beyond its limit, or a refusal for it.
pub(crate) fn tidy(
    call: &Call,
    parameters: &mut Parameters,
    switches: &Switches,
) -> Result<(), Refusal> {
    // A form sends its empty fields along.
    parameters.retain(|_, value| value != "");
    if let Some(name) = parameters.text("name").map(str::to_owned) {
        let name = name.trim();
        let (first, last) = name.split_once(' ').unwrap_or((name, ""));
        parameters.set("firstName", first.into());
        parameters.set("lastName", last.trim_start().into());
    } else if parameters.filled("firstName").is_none() || parameters.filled("lastName").is_none() {
        return Err(NO_NAME);
    }
    let mut broken = Vec::new();
    for accepted in &call.accepts {
        let key = &accepted.key;
        let Some(value) = parameters.get(&key.wire).cloned() else {
            continue;
        };
        match in_limit(key, &value, switches) {
            Some(text) => {
                parameters.set(&key.wire, text.into());
                if matches!(key.limit.rule, Rule::Id) {
                    parameters.strip_zeros(&key.wire);
                }
            }
            None => broken.push(key.wire.clone()),
        }
    }
    if let Some(open) = &call.open {
        for (name, value) in check::custom(call, parameters) {
            let fits = value.as_str().is_some_and(|text| {
                open.limit.allows(text) || switches.long_custom_text == LongCustomText::Cut
            });
            if !fits {
                broken.push(name.to_owned());
            }
        }
    }
    // An address that cannot be gone to is no reason to lose a lead.
    let is_lead = |key: &&String| !APART.contains(&key.as_str());
    if switches.form_limits == FormLimits::Refused && broken.iter().any(|key| is_lead(&key)) {
        return Err(BROKEN_LIMIT);
    }
    parameters.retain(|name, _| !broken.iter().any(|other| other == name));
    Ok(())
}

/// A value as a contact has it, if its limit allows it.
fn in_limit(key: &Key, value: &Value, switches: &Switches) -> Option<String> {
    let text = value.as_str()?;
    let is_day = matches!(key.limit.rule, Rule::DateTime(DateKind::Date, _));
    let either = is_day && switches.form_dates == FormDates::Either;
    let is_allowed =
        key.limit.allows(text) || (either && key.limit.allows(&text.replace('-', ":")));
    // Contacts have their days with hyphens.
    is_allowed.then(|| match is_day {
        true => text.replace(':', "-"),
        false => text.to_owned(),
    })
}

/// Adds a lead that was tidied.
pub(super) fn create(context: &mut Context<'_>) -> Result<Answer, Refusal> {
    clients::refuse_duplicate(context, &["email"]).map_err(|refusal| match refusal {
        Refusal::Code(_) => DUPLICATE,
        other => other,
    })?;
    let mut fields = context.new_fields();
    for key in APART {
        fields.remove(key);
    }
    if !context.names("user", "assigned_user_id")? {
        if context.switches.form_limits == FormLimits::Refused {
            return Err(BROKEN_LIMIT);
        }
        fields.remove("assigned_user_id");
    }
    fields.insert("created".to_owned(), context.moment().into());
    let plan = match context.lead_source {
        Some(source) => {
            fields.insert("lead_source_id".to_owned(), source.to_string().into());
            clients::connection_plan(context, &fields)?
        }
        None => default_plan(context)?,
    };
    custom_fields::set(context, &mut fields);
    let client = clients::insert(context, fields, plan)?;
    if let Some(notes) = context.parameters.filled("notes") {
        let at = note::utc(&context.moment());
        note::add(context, client.id, "note", &at, "Form Post", notes, "")?;
    }
    Ok(Answer::Done)
}

/// The plan that the account's own key starts. It may have been deleted or never set.
fn default_plan(context: &Context<'_>) -> Result<Option<i64>, Refusal> {
    let account = Filter::Id(context.account);
    let Some((_, account)) = context.store.first_of_any("account", &account)? else {
        return Ok(None);
    };
    let Ok(plan) = account.text(DEFAULT_PLAN).parse() else {
        return Ok(None);
    };
    let found = context.store.find("action_plan", context.account, plan)?;
    Ok(found.map(|plan| plan.id))
}
