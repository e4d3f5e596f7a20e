//! Limits of the model as the generator writes them into a crate, made while a test runs.

use prose_codegen::model::{Limit, Rule};

/// The runtime's form of a limit, as the generator writes it into the crate.
pub fn for_runtime(limit: &Limit) -> Option<&'static prose_runtime::Limit> {
    let rule = match &limit.rule {
        Rule::Text { cut: true, .. } => prose_runtime::Rule::Text { max: None },
        Rule::Text { max, .. } => prose_runtime::Rule::Text { max: *max },
        Rule::Shape(shapes) => prose_runtime::Rule::Shape(leak(shapes)),
        Rule::OneOf(members) => {
            let wires: Vec<String> = members.iter().map(|member| member.wire.clone()).collect();
            prose_runtime::Rule::OneOf(leak(&wires))
        }
        Rule::Flag => prose_runtime::Rule::Flag,
        Rule::Boolean => prose_runtime::Rule::Boolean,
        Rule::Id => prose_runtime::Rule::Id,
        Rule::Integer { min, max } => prose_runtime::Rule::Integer {
            min: *min,
            max: *max,
        },
        Rule::Decimal => prose_runtime::Rule::Decimal,
        Rule::Email => prose_runtime::Rule::Email,
        Rule::Url => prose_runtime::Rule::Url,
        Rule::Escaped { max } => prose_runtime::Rule::Escaped { max: *max },
        Rule::Json => prose_runtime::Rule::Json,
        Rule::DateTime(_, patterns) => prose_runtime::Rule::DateTime(leak(patterns)),
        Rule::ListOf(item) => prose_runtime::Rule::ListOf(for_runtime(item)?),
        Rule::ArrayOf(_) | Rule::Object(_) | Rule::JsonInText(_) => return None,
    };
    Some(Box::leak(Box::new(prose_runtime::Limit {
        name: limit.name.clone().leak(),
        rule,
        unquoted: limit.unquoted,
        ..prose_runtime::Limit::PLAIN
    })))
}

/// These texts for the rest of the process, as descriptors have them.
pub fn leak(texts: &[String]) -> &'static [&'static str] {
    let texts = texts.iter().map(|text| &*text.clone().leak());
    Vec::leak(texts.collect())
}
