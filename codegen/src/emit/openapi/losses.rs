//! What a profile cannot say, collected while a document is written.

use super::extension;
use crate::emit::tree::Tree;
use crate::emit::words::{Text, fill, joined, said};

/// Something that a document does not say, or says less exactly than the spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Loss {
    /// What cannot be said.
    pub(super) cannot: &'static str,
    /// What the document has in its place.
    pub(super) instead: &'static str,
}

/// All of them, each with the places that it was met at.
#[derive(Default)]
pub(super) struct Losses(Vec<(Loss, Vec<String>)>);

impl Losses {
    /// Notes that a loss was met in this place.
    pub(super) fn note(&mut self, loss: Loss, place: impl Into<String>) {
        let place = place.into();
        match self.0.iter_mut().find(|(known, _)| *known == loss) {
            Some((_, places)) if places.contains(&place) => {}
            Some((_, places)) => places.push(place),
            None => self.0.push((loss, vec![place])),
        }
    }

    /// The list, for programs.
    pub(super) fn tree(&self) -> Option<(&'static str, Tree)> {
        let each = self.0.iter().map(|(loss, places)| {
            Tree::map([
                ("cannot", Tree::text(loss.cannot)),
                ("instead", Tree::text(loss.instead)),
                ("where", Tree::List(places.iter().map(Tree::text).collect())),
            ])
        });
        let list: Vec<Tree> = each.collect();
        (!list.is_empty()).then_some((extension::LOSSES.name, Tree::List(list)))
    }

    /// The list, for readers.
    pub(super) fn words(&self) -> impl Iterator<Item = Text> {
        const SHOWN: usize = 3;
        self.0.iter().map(|(loss, places)| {
            let shown = places.iter().take(SHOWN).map(|place| said(place.as_str()));
            let mut places_told = joined(shown, ", ");
            if places.len() > SHOWN {
                places_told.push(fill(
                    " and {} more",
                    [said((places.len() - SHOWN).to_string())],
                ));
            }
            fill(
                "{} Instead: {} ({})",
                [said(loss.cannot), said(loss.instead), places_told],
            )
        })
    }
}
