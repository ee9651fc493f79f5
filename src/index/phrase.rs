//! Quoted phrases: which units can hold one, and whether a text does.

use std::collections::BTreeSet;

use super::lexicon::Lexicon;
use super::piece::{KEPT_FORMS, Postings};
use super::query::Follower;
use super::search::{Index, LOOKED_AT};
use super::shelf::{BrokenIndex, Shelf};
use super::word::Word;

/// For how many words of a phrase the index is asked whether a unit has them with the marks that were typed.
const WITH_MARKS: usize = 2;

/// Words of a text, each with whether a stop stands before it.
pub(super) type Met = (Word, bool);

impl<S: Shelf> Index<S> {
    /// The units that have all words and pairs of a phrase, whatever their marks; `None` when the index cannot
    /// tell.
    pub(super) fn holding(&self, phrase: &[Word]) -> Result<Option<BTreeSet<u32>>, BrokenIndex> {
        let mut holding: Option<BTreeSet<u32>> = None;
        let mut keep = |postings: Option<&Postings>| {
            let list = postings.into_iter().flat_map(|postings| &postings.list);
            let units = list.map(|(unit, ..)| *unit).collect::<BTreeSet<_>>();
            holding = Some(match holding.take() {
                Some(before) => before.intersection(&units).copied().collect(),
                None => units,
            });
        };
        let places = phrase.iter().map(|word| self.lexicon.place(&word.plain)).collect::<Vec<_>>();
        for (place, word) in places.iter().zip(phrase) {
            if place.is_none() {
                let near = self.outer(&word.plain)?;
                keep(near.iter().find(|(known, _)| *known == word.plain).map(|(_, postings)| postings));
            }
        }
        for two in places.windows(2) {
            if let [Some(first), Some(second)] = two {
                keep(self.pairs(*first, &BTreeSet::from([*second]))?.first().map(|(_, postings)| postings));
            }
        }
        if let [Some(only)] = places[..] {
            keep(Some(&self.word(only)?));
        }
        Ok(holding)
    }

    /// Those of many units that have the rarest words of a phrase with the marks that were typed; few units are all
    /// kept, because their texts tell.
    pub(super) fn with_marks(
        &self,
        phrase: &[Follower],
        mut units: BTreeSet<u32>,
    ) -> Result<BTreeSet<u32>, BrokenIndex> {
        if units.len() <= LOOKED_AT || !is_strict(phrase) {
            return Ok(units);
        }
        for (place, word) in rarest(&self.lexicon, phrase) {
            let postings = self.word(place)?;
            let form = postings.forms.iter().position(|form| *form == word.marked);
            match form {
                Some(form) => {
                    let list = postings.list.iter().filter(|(.., forms)| forms >> form & 1 == 1);
                    let having = list.map(|(unit, ..)| *unit).collect::<BTreeSet<_>>();
                    units = units.intersection(&having).copied().collect();
                }
                None if postings.forms.len() < KEPT_FORMS && (word.is_marked() || !postings.forms.is_empty()) => {
                    units.clear();
                }
                None => {}
            }
        }
        Ok(units)
    }
}

/// The rarest words of a phrase that are in the lexicon.
fn rarest<'p>(lexicon: &Lexicon, phrase: &'p [Follower]) -> Vec<(u32, &'p Word)> {
    let places = phrase.iter().filter_map(|typed| Some((lexicon.place(&typed.word.plain)?, &typed.word)));
    let mut places = places.collect::<Vec<_>>();
    places.sort_by_key(|(place, _)| (std::cmp::Reverse(lexicon.commonness(*place)), *place));
    places.truncate(WITH_MARKS);
    places
}

/// Whether a phrase was typed with any mark, and so demands all of them.
fn is_strict(phrase: &[Follower]) -> bool {
    phrase.iter().any(|typed| typed.word.is_marked())
}

/// Whether a text has a phrase; typed with any marks, it stands there with the same marks. Unless it is `loose`, a
/// stop parts words only where one was typed.
pub(super) fn holds(text: &[Met], phrase: &[Follower], loose: bool) -> bool {
    let strict = is_strict(phrase);
    let same =
        |found: &Word, typed: &Word| if strict { found.marked == typed.marked } else { found.plain == typed.plain };
    text.windows(phrase.len()).any(|window| {
        let mut both = window.iter().zip(phrase).enumerate();
        both.all(|(place, ((found, stop), typed))| {
            same(found, &typed.word) && (loose || place == 0 || !stop || typed.after_stop)
        })
    })
}
