//! Words of units, gathered for writing: in which units each word and each pair of neighbours stands.
//!
//! Two passes, so that nothing grows while it is filled: first the text becomes a stream of numbers, one a word, and
//! each word is counted; then every word of the stream goes to its place in one list, sorted by word.

use super::abbreviation::Abbreviations;
use super::unit::Unit;
use super::word::{self, Word};
use crate::base::hash::QuickMap;
use crate::record::glossary::GlossaryRecord;

/// How much a word weighs by where it stands.
const TITLE: u8 = 3;
const NAMES: u8 = 2;
const TEXT: u8 = 1;

/// Marked forms told apart for one plain word; later ones count as none.
pub(super) const FORMS: usize = 32;

/// A word as it was met: the place of its plain form and the number of its marked form, in one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Token(u32);

impl Token {
    fn new(term: usize, form: usize) -> Self {
        let term = u32::try_from(term).ok().filter(|term| *term < 1 << 26).expect("there are fewer than 2^26 words");
        Self(term << 6 | u32::try_from(form.min(FORMS)).unwrap_or(0))
    }

    const fn term(self) -> usize {
        (self.0 >> 6) as usize
    }

    const fn form(self) -> u32 {
        self.0 & 63
    }
}

/// A plain word.
#[derive(Debug)]
pub(super) struct Term {
    /// The word.
    pub plain: String,
    /// Its marked forms in the order in which they were met.
    pub forms: Vec<String>,
    /// In how many units it stands.
    pub units: u32,
    /// How often it was met.
    times: usize,
    last: u32,
}

/// One word where it stands: the word after it, the unit, its weight and its marked form, in one number that sorts in
/// this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Occurrence(u64);

impl Occurrence {
    /// No word after it, or one that has no pairs.
    pub const NO_SECOND: u32 = (1 << 28) - 1;

    fn new(second: u32, unit: u32, weight: u8, form: u32) -> Self {
        Self(u64::from(second) << 36 | u64::from(unit) << 8 | u64::from(weight) << 6 | u64::from(form))
    }

    /// Place of the word after it in the lexicon.
    pub const fn second(self) -> u32 {
        (self.0 >> 36) as u32
    }

    /// Place of the unit.
    pub const fn unit(self) -> u32 {
        (self.0 >> 8) as u32 & Self::NO_SECOND
    }

    /// What it counts.
    pub const fn weight(self) -> u32 {
        (self.0 >> 6) as u32 & 3
    }

    /// Its marked form as a bit; none for the later ones.
    pub const fn form(self) -> u32 {
        1_u32.unbounded_shl((self.0 & 63) as u32)
    }
}

/// Neighbouring words of one unit, up to a place in the stream.
#[derive(Debug, Clone, Copy)]
struct Run {
    unit: u32,
    weight: u8,
    end: usize,
}

/// All words of all units.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The plain words in the order in which they were met.
    pub terms: Vec<Term>,
    /// Words in each unit.
    pub lengths: Vec<u32>,
    places: QuickMap<String, usize>,
    known: QuickMap<String, (Token, bool)>,
    abbreviations: Abbreviations,
    stream: Vec<Token>,
    runs: Vec<Run>,
}

impl Words {
    /// No words yet; the abbreviations will be looked for.
    pub fn new(glossary: &[GlossaryRecord]) -> Self {
        let mut words = Self::default();
        words.abbreviations = Abbreviations::new(glossary, |raw| words.meet(raw));
        words
    }

    /// Adds the next unit.
    pub fn add(&mut self, unit: &Unit) {
        let position = u32::try_from(self.lengths.len()).ok().filter(|unit| *unit < 1 << 28);
        let position = position.expect("a site holds fewer than 2^28 units");
        let before = self.stream.len();
        for (text, weight) in [(&unit.title, TITLE), (&unit.text, TEXT), (&unit.names, NAMES)] {
            let start = self.stream.len();
            let mut openers = Vec::new();
            for raw in word::raw_words(text) {
                let (token, opens) = self.look_up(raw);
                if opens {
                    openers.push((self.stream.len() - start, raw));
                }
                self.stream.push(token);
            }
            self.runs.push(Run { unit: position, weight, end: self.stream.len() });
            for other in self.abbreviations.of(text, &openers, &self.stream[start..]) {
                self.stream.extend(other);
                self.runs.push(Run { unit: position, weight: TEXT, end: self.stream.len() });
            }
        }
        for token in &self.stream[before..] {
            let term = &mut self.terms[token.term()];
            term.times += 1;
            term.units += u32::from(term.last != position);
            term.last = position;
        }
        self.lengths.push(u32::try_from(self.stream.len() - before).unwrap_or(u32::MAX));
    }

    /// A raw word, and whether an abbreviation or what it stands for may begin with it.
    fn look_up(&mut self, raw: &str) -> (Token, bool) {
        if let Some(found) = self.known.get(raw) {
            return *found;
        }
        let token = self.meet(raw);
        let found = (token, self.abbreviations.may_open(raw, token));
        self.known.insert(raw.to_owned(), found);
        found
    }

    /// A raw word that was not met before.
    fn meet(&mut self, raw: &str) -> Token {
        let Word { plain, marked } = Word::of(raw);
        let place = *self.places.entry(plain).or_insert_with_key(|plain| {
            let term = Term { plain: plain.clone(), forms: Vec::new(), units: 0, times: 0, last: u32::MAX };
            self.terms.push(term);
            self.terms.len() - 1
        });
        let forms = &mut self.terms[place].forms;
        let form = forms.iter().position(|form| *form == marked).unwrap_or_else(|| {
            forms.push(marked);
            forms.len() - 1
        });
        Token::new(place, form)
    }

    /// Where each of these words stands, by unit: one list for all of them, and how long the stretch of each is.
    /// `inner` are those of the lexicon, which make pairs.
    pub fn occurrences(&self, inner: &[usize], outer: &[usize]) -> (Vec<Occurrence>, Vec<usize>) {
        let mut places = vec![Occurrence::NO_SECOND; self.terms.len()];
        inner.iter().zip(0..).for_each(|(term, place)| places[*term] = place);
        let mut next = vec![0; self.terms.len()];
        let mut lengths = Vec::with_capacity(self.terms.len());
        let mut end = 0;
        for term in inner.iter().chain(outer) {
            next[*term] = end;
            end += self.terms[*term].times;
            lengths.push(self.terms[*term].times);
        }
        let mut all = vec![Occurrence(0); end];
        let mut start = 0;
        for Run { unit, weight, end } in &self.runs {
            let mut second = Occurrence::NO_SECOND;
            for token in self.stream[start..*end].iter().rev() {
                let next = &mut next[token.term()];
                all[*next] = Occurrence::new(second, *unit, *weight, token.form());
                *next += 1;
                second = places[token.term()];
            }
            start = *end;
        }
        (all, lengths)
    }
}
