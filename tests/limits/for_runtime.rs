//! Limits of the model as the generator writes them into a crate, made while a test runs.

use codegen::model::{Limit, Rule};

/// The runtime's form of a limit, as the generator writes it into the crate.
pub(crate) fn for_runtime(limit: &Limit) -> Option<&'static runtime::Limit> {
    let rule = match &limit.rule {
        Rule::Text { cut: true, .. } => runtime::Rule::Text { max: None },
        Rule::Text { max, .. } => runtime::Rule::Text { max: *max },
        Rule::Shape(shapes) => runtime::Rule::Shape(leak(shapes)),
        Rule::OneOf(members) => {
            let wires: Vec<String> = members.iter().map(|member| member.wire.clone()).collect();
            runtime::Rule::OneOf(leak(&wires))
        }
        Rule::Flag => runtime::Rule::Flag,
        Rule::Boolean => runtime::Rule::Boolean,
        Rule::Id => runtime::Rule::Id,
        Rule::Integer { min, max } => runtime::Rule::Integer {
            min: *min,
            max: *max,
        },
        Rule::Decimal => runtime::Rule::Decimal,
        Rule::Email => runtime::Rule::Email,
        Rule::Url => runtime::Rule::Url,
        Rule::Escaped { max } => runtime::Rule::Escaped { max: *max },
        Rule::Json => runtime::Rule::Json,
        Rule::Date(_, patterns) => runtime::Rule::DateTime(leak(patterns)),
        Rule::ListOf(item) => runtime::Rule::ListOf(for_runtime(item)?),
        Rule::ArrayOf(_) | Rule::Object(_) | Rule::JsonInText(_) => return None,
    };
    Some(Box::leak(Box::new(runtime::Limit {
        name: limit.name.clone().leak(),
        rule,
        bare: limit.is_bare,
        ..runtime::Limit::PLAIN
    })))
}

pub(crate) fn leak(texts: &[String]) -> &'static [&'static str] {
    let texts = texts.iter().map(|text| &*text.clone().leak());
    Vec::leak(texts.collect())
}
