//! How often words are met, and which texts differ from those of the last index: counted once, and then corrected by what
//! has come and gone.

use super::dictionary::Dictionary;
use super::memory::Memory;
use super::stretch::{Stretches, Text};
use super::texts::{Met, each_word};

/// A word that stands in so many units gets pairs even if it is no syllable.
const FREQUENT: u32 = 12;
/// When more units than one in so many have other words, all postings are made anew.
const MANY: usize = 16;

/// How often everything is met, by number.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Marked forms.
    pub forms: Vec<usize>,
    /// Plain words.
    pub words: Vec<usize>,
    /// In how many units each plain word stands.
    pub units: Vec<u32>,
}

impl Counts {
    /// What was counted, of all words of a dictionary.
    pub fn new(forms: Vec<usize>, units: Vec<u32>, dictionary: &Dictionary) -> Self {
        let mut counts = Self { forms, units, words: Vec::new() };
        counts.forms.resize(dictionary.forms.len(), 0);
        counts.units.resize(dictionary.terms.len(), 0);
        counts.words.resize(dictionary.terms.len(), 0);
        let forms = dictionary.forms.iter().zip(&counts.forms);
        forms.for_each(|(form, times)| counts.words[form.term as usize] += times);
        counts
    }

    /// Those of `now`, by those of `last` where most texts are the same.
    pub fn again(last: &Memory, now: &Memory, differing: Option<&[usize]>) -> Self {
        let Some(differing) = differing else { return Self::of(&now.units, &now.dictionary) };
        let mut forms = last.counts.forms.clone();
        let mut units = last.counts.units.clone();
        forms.resize(now.dictionary.forms.len(), 0);
        units.resize(now.dictionary.terms.len(), 0);
        let mut met = Vec::new();
        let mut words = |text: Text<'_>, forms: &mut dyn FnMut(usize), units: &mut dyn FnMut(usize)| {
            met.clear();
            each_word(text, |Met { token, .. }| {
                forms(token.0 as usize);
                met.push(now.dictionary.forms[token.0 as usize].term as usize);
            });
            met.sort_unstable();
            met.dedup();
            met.iter().for_each(|word| units(*word));
        };
        for unit in differing {
            words(last.units.text(*unit), &mut |form| forms[form] -= 1, &mut |word| units[word] -= 1);
            words(now.units.text(*unit), &mut |form| forms[form] += 1, &mut |word| units[word] += 1);
        }
        Self::new(forms, units, &now.dictionary)
    }

    /// Those of some units, all counted.
    fn of(all: &Stretches, dictionary: &Dictionary) -> Self {
        let terms = dictionary.forms.iter().map(|form| form.term).collect::<Vec<_>>();
        let (mut forms, mut units) = (vec![0; terms.len()], vec![0; dictionary.terms.len()]);
        let mut latest = vec![u32::MAX; dictionary.terms.len()];
        for (text, unit) in all.texts().zip(0..) {
            each_word(text, |met| {
                let word = terms[met.token.0 as usize] as usize;
                forms[met.token.0 as usize] += 1;
                units[word] += u32::from(latest[word] != unit);
                latest[word] = unit;
            });
        }
        Self::new(forms, units, dictionary)
    }

    /// Whether a word is part of the lexicon: a syllable, a short number, or frequent.
    pub fn has_pairs(&self, dictionary: &Dictionary, word: u32) -> bool {
        let plain = &dictionary.terms[word as usize];
        let is_number = plain.len() <= 4 && plain.bytes().all(|byte| byte.is_ascii_digit());
        let is_syllable = || {
            let mut forms = dictionary.forms_of[word as usize].iter().map(|form| *form as usize);
            forms.any(|form| self.forms[form] > 0 && dictionary.forms[form].is_syllable)
        };
        is_number || self.units[word as usize] >= FREQUENT || is_syllable()
    }
}

/// The units whose texts are not what they were at the same place; `None` when they are many.
pub(super) fn differing(last: &Stretches, now: &Stretches) -> Option<Vec<usize>> {
    let most = now.len() / MANY + 1;
    let mut differing = Vec::new();
    for (first, stretch) in now.iter() {
        if last.around(*first).is_some_and(|(other, before)| first == other && before.is(stretch)) {
            continue;
        }
        let own = stretch.texts().zip(*first..);
        differing.extend(own.filter(|(text, unit)| last.text(*unit).numbers != text.numbers).map(|(_, unit)| unit));
        if differing.len() > most {
            return None;
        }
    }
    differing.extend(now.len()..last.len());
    (differing.len() <= most).then_some(differing)
}

/// Which words stand otherwise than they did, by number.
pub(super) fn changed(last: &Memory, now: &Memory, differing: &[usize]) -> Vec<bool> {
    let mut changed = vec![false; now.dictionary.terms.len()];
    let word = |met: Met| {
        let term = |form: u32| now.dictionary.forms[form as usize].term;
        (term(met.token.0), met.next.map(|next| term(next.0)), met.weight, met.token.0)
    };
    for unit in differing {
        let [before, after] = [last, now].map(|memory| {
            let mut words = Vec::new();
            each_word(memory.units.text(*unit), |met| words.push(word(met)));
            words.sort_unstable();
            words
        });
        let (mut before, mut after) = (before.into_iter().peekable(), after.into_iter().peekable());
        // Both are sorted: what stands in one only has come or gone.
        loop {
            let which = match (before.peek(), after.peek()) {
                (None, None) => break,
                (Some(old), Some(new)) => old.cmp(new),
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
            };
            let (old, new) = (before.next_if(|_| which.is_le()), after.next_if(|_| which.is_ge()));
            if which.is_ne() {
                old.into_iter().chain(new).for_each(|(word, ..)| changed[word as usize] = true);
            }
        }
    }
    changed
}
