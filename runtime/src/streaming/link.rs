//! What the `Link` headers of an answer say.

use http::HeaderMap;
use http::header::LINK;

/// Whether an answer says by its headers that there is a page after it.
pub(super) fn links_to_next(headers: &HeaderMap) -> bool {
    let says = |link: &http::HeaderValue| {
        let link = String::from_utf8_lossy(link.as_bytes()).to_ascii_lowercase();
        let mut values = link.split([';', ',']).filter_map(|part| {
            let (name, value) = part.split_once('=')?;
            (name.trim() == "rel").then(|| value.trim().trim_matches('"').to_owned())
        });
        values.any(|value| value.split_whitespace().any(|relation| relation == "next"))
    };
    headers.get_all(LINK).iter().any(says)
}

/// The address of the first link with this relation (RFC 8288): one of several headers, and of several links
/// in one. Links of something else than the answer are left out.
pub(super) fn link(headers: &HeaderMap, relation: &str) -> Option<String> {
    headers.get_all(LINK).iter().find_map(|header| {
        let header = String::from_utf8_lossy(header.as_bytes());
        let mut rest = &*header;
        loop {
            let (_, link) = rest.split_once('<')?;
            let (address, parameters) = link.split_once('>')?;
            let parameters = Parameters::of(parameters);
            if parameters.is_of_answer && parameters.has(relation) {
                return Some(address.trim().to_owned());
            }
            rest = parameters.rest;
        }
    })
}

/// What stands behind the address of a link.
struct Parameters<'h> {
    relations: Option<String>,
    is_of_answer: bool,
    /// The links after it.
    rest: &'h str,
}

impl<'h> Parameters<'h> {
    fn of(mut rest: &'h str) -> Self {
        let (mut relations, mut is_of_answer) = (None, true);
        while let Some(parameter) = rest.trim_start().strip_prefix(';') {
            let name_ends = parameter.find([';', ',', '=']).unwrap_or(parameter.len());
            let (name, after) = parameter.split_at(name_ends);
            let (value, after) = match after.strip_prefix('=') {
                Some(value) => value_of(value.trim_start()),
                None => (String::new(), after),
            };
            rest = after;
            match name.trim().to_ascii_lowercase().as_str() {
                // The first one counts.
                "rel" => relations = relations.or(Some(value)),
                "anchor" => is_of_answer = false,
                _ => {}
            }
        }
        Self {
            relations,
            is_of_answer,
            rest,
        }
    }

    fn has(&self, relation: &str) -> bool {
        let mut all = self.relations.iter().flat_map(|all| all.split_whitespace());
        all.any(|it| it.eq_ignore_ascii_case(relation))
    }
}

/// The value of a parameter, in quotes or not, and what stands behind it.
fn value_of(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (value, rest) = text.split_at(end);
        return (value.trim().to_owned(), rest);
    };
    let (mut value, mut escaped) = (String::new(), false);
    for (at, character) in quoted.char_indices() {
        match character {
            '"' if !escaped => return (value, quoted.get(at + 1..).unwrap_or_default()),
            '\\' if !escaped => escaped = true,
            other => {
                escaped = false;
                value.push(other);
            }
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn next(headers: &[&'static str]) -> Option<String> {
        let mut map = HeaderMap::new();
        for value in headers {
            map.append(LINK, HeaderValue::from_static(value));
        }
        link(&map, "next")
    }

    #[test]
    fn the_link_of_a_relation_is_found_among_others() {
        for headers in [
            &["</b>; rel=\"next\""][..],
            &["</b>;rel=next"],
            &["</b>; REL = NEXT; title=\"x\""],
            &["</a>; rel=\"prev\", </b>; rel=\"next\""],
            &["</a>; rel=\"prev\"", "</b>; rel=\"next\""],
            &["</a>; title=\"</x>; rel=next, \\\"\"; rel=prev, </b>; rel=\"last next\""],
            &["</a,;c>; rel=up,</b>;rel=next"],
            &["</a>; rel=next; anchor=\"#x\", </b>; rel=next"],
            &["</a>; rel=prev; rel=next, </b>; rel=next; rel=prev"],
            &["</a>, </b>; crossorigin; rel=next"],
        ] {
            assert_eq!(next(headers).as_deref(), Some("/b"), "{headers:?}");
        }
    }

    #[test]
    fn what_is_no_such_link_is_none() {
        for header in [
            "",
            "</b>; rel=\"nextpage\"",
            "</b; rel=next",
            "/b; rel=next",
            "</a>; title=\"rel=next",
            "</a>; rel=\"prev\"; x=\"</b>; rel=next\"",
        ] {
            assert_eq!(next(&[header]), None, "{header}");
        }
    }
}
