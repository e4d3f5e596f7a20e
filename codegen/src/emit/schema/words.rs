//! What an editor shows of an attribute.

use crate::emit::tree::Tree;

/// A schema with words about what it is for. Links of the documents lead nowhere in an editor.
pub(super) fn described<const N: usize>(says: &str, schema: [(&str, Tree); N]) -> Tree {
    let says = without_links(says);
    let mut described = Tree::map([("description", Tree::text(says.replace('`', "")))]);
    if says.contains(['`', '*']) {
        described.extend(Tree::map([("markdownDescription", Tree::text(says))]));
    }
    described.extend(Tree::map(schema));
    described
}

/// Of a link that is a remark in brackets nothing is left, of others their words.
fn without_links(says: &str) -> String {
    let mut left = String::new();
    let mut rest = says.replace(" (below)", "");
    while let Some((before, words, behind)) = link(&rest) {
        match before.strip_suffix(" (").zip(behind.strip_prefix(')')) {
            Some((before, behind)) => {
                left.push_str(before);
                rest = behind.to_owned();
            }
            None => {
                left.push_str(before);
                left.push_str(words);
                rest = behind.to_owned();
            }
        }
    }
    left + &rest
}

/// The first link: what stands before it, its words, and what stands behind it.
fn link(says: &str) -> Option<(&str, &str, &str)> {
    let (words_and_before, target_and_behind) = says.split_once("](")?;
    let (before, words) = words_and_before.rsplit_once('[')?;
    let (_, behind) = target_and_behind.split_once(')')?;
    Some((before, words, behind))
}
