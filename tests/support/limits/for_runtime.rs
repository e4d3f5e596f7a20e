//! Limits of the model as the generator writes them into a crate, made while a test runs.

use prose_codegen::model::{IpVersion, Items, Limit, Rule, Travels};

/// The runtime's form of a limit, as the generator writes it into the crate.
pub fn for_runtime(limit: &Limit) -> Option<&'static prose_runtime::Limit> {
    let rule = match &limit.rule {
        Rule::Text { cut: true, .. } => prose_runtime::Rule::Text { max: None },
        Rule::Text { max, .. } => prose_runtime::Rule::Text { max: *max },
        Rule::Length { min, max, cut } => prose_runtime::Rule::Length {
            min: *min,
            max: max.filter(|_| !cut),
        },
        Rule::Shape(shapes) => prose_runtime::Rule::Shape(leak(shapes)),
        Rule::OneOf(members) => {
            let wires: Vec<String> = members.iter().map(|member| member.wire.clone()).collect();
            prose_runtime::Rule::OneOf(leak(&wires))
        }
        Rule::Flag => prose_runtime::Rule::Flag,
        Rule::FlagAs { yes, no } => prose_runtime::Rule::FlagAs {
            yes: yes.clone().leak(),
            no: no.clone().leak(),
        },
        Rule::Boolean => prose_runtime::Rule::Boolean,
        Rule::Id => prose_runtime::Rule::Id,
        Rule::Integer { min, max } => prose_runtime::Rule::Integer {
            min: *min,
            max: *max,
        },
        Rule::Decimal => prose_runtime::Rule::Decimal,
        Rule::DecimalWithin { min, max, digits } => prose_runtime::Rule::DecimalWithin {
            min: leaked(min.as_ref()),
            max: leaked(max.as_ref()),
            digits: *digits,
        },
        Rule::Rfc2822 => prose_runtime::Rule::Rfc2822,
        Rule::Epoch(_) => prose_runtime::Rule::Integer {
            min: None,
            max: None,
        },
        Rule::Ip(version) => prose_runtime::Rule::Ip {
            v4: *version != Some(IpVersion::V6),
            v6: *version != Some(IpVersion::V4),
        },
        Rule::AllOf(limits) => {
            let limits: Option<Vec<_>> = limits.iter().map(|limit| for_runtime(limit)).collect();
            prose_runtime::Rule::AllOf(limits?.leak())
        }
        Rule::Email => prose_runtime::Rule::Email,
        Rule::Url => prose_runtime::Rule::Url,
        Rule::Escaped { max } => prose_runtime::Rule::Escaped { max: *max },
        Rule::Json => prose_runtime::Rule::Json,
        Rule::DateTime(_, patterns) => prose_runtime::Rule::DateTime(leak(patterns)),
        Rule::ListOf(item) => list(for_runtime(item)?, limit.items),
        Rule::MapOf(value) => prose_runtime::Rule::MapOf(for_runtime(value)?),
        Rule::File { max } => prose_runtime::Rule::File { max: *max },
        Rule::ArrayOf(_) | Rule::Object(_) | Rule::JsonInText(_) => return None,
    };
    Some(Box::leak(Box::new(prose_runtime::Limit {
        name: limit.name.clone().leak(),
        rule,
        unquoted: limit.unquoted,
        aliases: aliases(limit),
        before: leak(&limit.spellings.before),
        lost_zeros: limit.spellings.lost_zeros,
        ..prose_runtime::Limit::PLAIN
    })))
}

fn aliases(limit: &Limit) -> &'static [(&'static str, &'static [&'static str])] {
    let members = match &limit.rule {
        Rule::OneOf(members) => members.as_slice(),
        _ => &[],
    };
    let labels = members
        .iter()
        .filter_map(|member| Some((member.wire.clone(), vec![member.label.clone()?])));
    let all = labels.chain(limit.spellings.aliases.iter().cloned());
    let all = all.map(|(value, aliases)| (&*value.leak(), leak(&aliases)));
    Vec::leak(all.collect())
}

fn leaked(text: Option<&String>) -> Option<&'static str> {
    text.map(|text| &*text.clone().leak())
}

fn list(item: &'static prose_runtime::Limit, items: Items) -> prose_runtime::Rule {
    if items == Items::default() {
        return prose_runtime::Rule::ListOf(item);
    }
    let travels = match items.travels {
        Travels::Commas => prose_runtime::Travels::Commas,
        Travels::Repeated => prose_runtime::Travels::Repeated,
        Travels::Brackets => prose_runtime::Travels::Brackets,
        Travels::Numbered { first } => prose_runtime::Travels::Numbered { first },
    };
    prose_runtime::Rule::List(prose_runtime::List {
        item,
        min: items.min,
        max: items.max,
        travels,
    })
}

/// These texts for the rest of the process, as descriptors have them.
pub fn leak(texts: &[String]) -> &'static [&'static str] {
    let texts = texts.iter().map(|text| &*text.clone().leak());
    Vec::leak(texts.collect())
}
