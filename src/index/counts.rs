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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::dictionary::Token;
    use crate::index::facet::Row;
    use crate::index::stretch::Gathering;
    use crate::index::texts::tests::written;

    const ROW: Row = Row { unit: 0, kind: 0, province: 0, bodies: 0, day: 0, duty: 0 };

    /// The last texts stand in a stretch of their own.
    fn remembered(dictionary: Dictionary, texts: &[Vec<Token>], before: Option<&Memory>) -> Memory {
        let mut memory = Memory { dictionary, ..Memory::default() };
        let mut gathering = Gathering::default();
        for (place, texts) in texts.chunks(40).enumerate() {
            texts.iter().for_each(|words| gathering.add(written(1, words).text(), 0, ROW, None));
            let stretch = gathering.finish();
            let same = before.and_then(|before| before.units.iter().nth(place));
            let same = same.filter(|(_, before)| {
                stretch.texts().map(|text| text.numbers).eq(before.texts().map(|text| text.numbers))
            });
            memory.units.push(same.map_or(stretch, |(_, before)| before.clone()));
        }
        memory
    }

    fn dictionary(words: usize) -> Dictionary {
        let mut dictionary = Dictionary::default();
        for word in 0..words {
            let term = dictionary.term(&(word / 2).to_string());
            dictionary.form(term, format!("{word}m").into(), Some(true));
        }
        dictionary
    }

    fn texts(words: u32, salt: u32) -> Vec<Vec<Token>> {
        (0..200).map(|unit| (0..unit % 9).map(|place| Token((unit * 7 + place * salt) % words)).collect()).collect()
    }

    #[track_caller]
    fn check(before: &[Vec<Token>], after: &[Vec<Token>], words: usize, expected: Option<&[usize]>) {
        let mut last = remembered(dictionary(50), before, None);
        last.counts = Counts::of(&last.units, &last.dictionary);
        let now = remembered(dictionary(words), after, Some(&last));
        let differing = differing(&last.units, &now.units);
        assert_eq!(differing.as_deref(), expected);
        let (again, fresh) =
            (Counts::again(&last, &now, differing.as_deref()), Counts::of(&now.units, &now.dictionary));
        assert_eq!((again.forms, again.words, again.units), (fresh.forms, fresh.words, fresh.units));
    }

    #[test]
    fn counts_that_are_corrected_are_those_that_are_made_anew() {
        let before = texts(50, 3);
        check(&before, &before, 50, Some(&[]));
        let mut after = before.clone();
        after[60] = vec![Token(51), Token(2), Token(3), Token(51)];
        check(&before, &after, 60, Some(&[60]));
        after.pop();
        check(&before, &after, 60, Some(&[60, 199]));
        after.extend([vec![Token(59)], vec![Token(1), Token(1)], vec![]]);
        check(&before, &after, 60, Some(&[60, 199, 200]));
        check(&before, &texts(50, 5), 50, None);
        check(&before, &before[..150], 50, None);
        check(&[], &before, 50, None);
    }
}
