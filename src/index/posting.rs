//! Words of units, gathered for writing: in which units each word and each pair of neighbours stands.

use super::abbreviation::Abbreviations;
use super::unit::Unit;
use super::word::{self, Word};
use crate::base::hash::QuickMap;

/// How much a word weighs by where it stands.
const TITLE: u32 = 3;
const NAMES: u32 = 2;
const TEXT: u32 = 1;

/// Marked forms told apart for one plain word; later ones count as none.
pub(super) const FORMS: usize = 32;

/// A word or a pair in one unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    /// Place of the unit.
    pub unit: u32,
    /// Weighted count.
    pub weight: u32,
    /// Which marked forms stand there; 0 for pairs.
    pub forms: u32,
}

/// A plain word.
#[derive(Debug, Default)]
pub(super) struct Term {
    /// The word.
    pub plain: String,
    /// Its marked forms in the order in which they were met.
    pub forms: Vec<String>,
    /// Where it stands, by unit.
    pub postings: Vec<Posting>,
    /// The word after it, the unit and the weight.
    pub pairs: Vec<(u32, u32, u32)>,
}

/// A word where it was met.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met<'t> {
    /// As written.
    pub raw: &'t str,
    /// The place of its plain form, and the bit of its marked form.
    pub word: (u32, u32),
}

/// All words of all units.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The plain words in the order in which they were met.
    pub terms: Vec<Term>,
    /// Words in each unit.
    pub lengths: Vec<u32>,
    places: QuickMap<String, u32>,
    known: QuickMap<String, (u32, u32)>,
}

impl Words {
    /// Adds the next unit.
    pub fn add(&mut self, unit: &Unit, abbreviations: &Abbreviations) {
        let position = u32::try_from(self.lengths.len()).expect("a site holds fewer than 2^32 units");
        let mut gathered = Gathered::default();
        for (text, weight) in [(&unit.title, TITLE), (&unit.text, TEXT), (&unit.names, NAMES)] {
            let field = word::raw_words(text).map(|raw| Met { raw, word: self.look_up(raw) }).collect::<Vec<_>>();
            gathered.field(field.iter().map(|met| met.word), weight);
            for other in abbreviations.of(&field) {
                gathered.field(other.iter().copied(), TEXT);
            }
        }
        self.lengths.push(gathered.length);
        gathered.single.sort_unstable_by_key(|(term, ..)| *term);
        for run in gathered.single.chunk_by(|left, right| left.0 == right.0) {
            let weight = run.iter().map(|(_, weight, _)| weight).sum();
            let forms = run.iter().fold(0, |all, (.., form)| all | form);
            self.terms[run[0].0 as usize].postings.push(Posting { unit: position, weight, forms });
        }
        gathered.pairs.sort_unstable_by_key(|(before, after, _)| (*before, *after));
        for run in gathered.pairs.chunk_by(|left, right| (left.0, left.1) == (right.0, right.1)) {
            let weight = run.iter().map(|(.., weight)| weight).sum();
            self.terms[run[0].0 as usize].pairs.push((run[0].1, position, weight));
        }
    }

    /// The place of a raw word's plain form, and the bit of its marked form.
    pub fn look_up(&mut self, raw: &str) -> (u32, u32) {
        if let Some(found) = self.known.get(raw) {
            return *found;
        }
        let Word { plain, marked } = Word::of(raw);
        let next = u32::try_from(self.terms.len()).expect("there are fewer than 2^32 words");
        let place = *self.places.entry(plain.clone()).or_insert(next);
        if place == next {
            self.terms.push(Term { plain, ..Term::default() });
        }
        let forms = &mut self.terms[place as usize].forms;
        let form = forms.iter().position(|form| *form == marked).unwrap_or_else(|| {
            forms.push(marked);
            forms.len() - 1
        });
        let found = (place, if form < FORMS { 1 << form } else { 0 });
        self.known.insert(raw.to_owned(), found);
        found
    }
}

/// The words and pairs of one unit.
#[derive(Debug, Default)]
struct Gathered {
    single: Vec<(u32, u32, u32)>,
    pairs: Vec<(u32, u32, u32)>,
    length: u32,
}

impl Gathered {
    fn field(&mut self, words: impl Iterator<Item = (u32, u32)>, weight: u32) {
        let mut before = None;
        for (term, form) in words {
            self.single.push((term, weight, form));
            self.pairs.extend(before.map(|before| (before, term, weight)));
            before = Some(term);
            self.length += 1;
        }
    }
}
