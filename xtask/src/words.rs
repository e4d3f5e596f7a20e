//! Whether a text speaks of an API by its name: as whole words, however they are put together.

/// The folders in which no name of an API occurs. What the generator's tests make up is any word, and is left
/// out: a name would be refused for nothing.
pub const NEUTRAL: [&str; 2] = ["codegen/src", "runtime"];

/// What may name anybody there: the texts say who gives the licence.
pub const LICENCES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// The name of an API, as it is looked for in texts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wanted(String);

impl Wanted {
    /// `garden-shop`, `garden_shop` and `Garden-Shop` are one name.
    pub fn new(name: &str) -> Self {
        Self(words(name).concat())
    }

    /// Whether it stands in a text as whole words: `garden-shop`, `GARDEN_SHOP`, `GardenShop`,
    /// `gardenshop`, also within longer names (`for_garden_shop`, `GardenShopClient`), but not `a garden,
    /// a shop` and not `gardenshopping`.
    pub fn is_in(&self, text: &str) -> bool {
        text.split(|sign: char| !sign.is_alphanumeric() && sign != '_' && sign != '-')
            .any(|term| self.is_in_term(&words(term)))
    }

    fn is_in_term(&self, words: &[String]) -> bool {
        (0..words.len()).any(|from| {
            let mut rest = self.0.as_str();
            for word in &words[from..] {
                match rest.strip_prefix(word.as_str()) {
                    Some("") => return true,
                    Some(more) => rest = more,
                    None => return false,
                }
            }
            false
        })
    }
}

/// The words of a term in small letters: `_`, `-` and the humps of `CamelCase` separate them.
fn words(term: &str) -> Vec<String> {
    let signs: Vec<char> = term.chars().collect();
    let mut words = vec![String::new()];
    for (at, &sign) in signs.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| signs.get(before));
        let is_hump = sign.is_uppercase()
            && before.is_some_and(|before| {
                // The last capital of `HTTPServer` begins a word, the others do not.
                let is_last = signs.get(at + 1).is_some_and(|next| next.is_lowercase());
                !before.is_uppercase() || is_last
            });
        if is_hump || !sign.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut()
            && sign.is_alphanumeric()
        {
            word.extend(sign.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
