//! The entry file: what a browser must know before it can fetch anything else.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::batch::Batches;

/// The entry file, as it is written: deflated JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Start {
    /// Version of the format.
    pub version: u32,
    /// How many units there are.
    pub units: u32,
    /// How many words they have together.
    pub words: u32,
    /// Length level of each unit, as a letter from `0` on.
    pub lengths: String,
    /// What is said of words.
    #[serde(flatten)]
    pub vocabulary: Vocabulary,
    /// First key of each piece of numbers, sorted.
    pub numbers: Vec<String>,
    /// Those pieces.
    pub number_pieces: Batches,
    /// Letters in numbers, sorted, joined by spaces: `kl nq tu ubnd`.
    pub symbols: String,
    /// The pieces of records.
    pub records: Batches,
    /// Units in each batch of them.
    pub records_units: Vec<u32>,
    /// Units in each piece of a batch; in its last one there may be fewer.
    pub records_each: Vec<u32>,
    /// Address of the facets.
    pub facets: String,
    /// Size of the facets, in bytes.
    pub facets_bytes: usize,
    /// Address of the days of units.
    pub days: String,
}

/// The words that are met, and where they are; in the entry file, among the rest of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Plain words that have pairs, sorted, joined by spaces.
    pub lexicon: String,
    /// How common each of them is, as a letter: twice the binary logarithm of units by units that have it.
    pub commonness: String,
    /// Where each of them is: `0` in the same shared piece as the one before, `1` at the start of a new shared
    /// piece, `2` and above: in a piece of its own, its pairs in 2, 4, 8 … pieces after it.
    pub layout: String,
    /// Their pieces.
    pub terms: Batches,
    /// First word of each piece of the other words, sorted.
    pub outer: Vec<String>,
    /// Those pieces.
    pub outer_pieces: Batches,
}

impl Start {
    /// Address of the piece in which the record of a unit is, and its place there.
    #[must_use]
    pub fn record(&self, unit: u32) -> Option<(String, usize)> {
        let mut place = unit;
        for (number, (units, each)) in self.records_units.iter().zip(&self.records_each).enumerate() {
            if place < *units {
                let each = (*each).max(1);
                return Some((self.records.address_in('r', number, place / each)?, (place % each) as usize));
            }
            place -= units;
        }
        None
    }
}

/// Where a word's postings are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location {
    /// Number of the piece that has its own postings.
    pub piece: u32,
    /// How many words stand before it in that piece.
    pub skip: u32,
    /// Pieces of its pairs, which follow its own; `None` when they stand in the same piece.
    pub spread: Option<u32>,
}

/// The entry file, ready for look-ups.
#[derive(Debug)]
pub struct Lexicon {
    /// As it was read.
    pub start: Start,
    /// The words.
    pub words: Vec<String>,
    /// Where each one is.
    pub locations: Vec<Location>,
    /// Length of each unit.
    pub lengths: Vec<f64>,
    /// Letters in numbers.
    pub symbols: Vec<String>,
    places: HashMap<String, u32>,
}

/// The letter that a small number is written as.
#[must_use]
pub fn letter(value: u32) -> char {
    char::from(u8::try_from(48 + value.min(64)).unwrap_or(b'p'))
}

fn value(letter: u8) -> u32 {
    u32::from(letter).saturating_sub(48)
}

impl Lexicon {
    /// Makes the entry file ready.
    #[must_use]
    pub fn new(start: Start) -> Self {
        let words =
            start.vocabulary.lexicon.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let places = words.iter().zip(0..).map(|(word, place)| (word.clone(), place)).collect();
        let levels = super::score::lengths();
        let lengths = start.lengths.bytes().map(|level| levels[value(level).min(63) as usize]).collect();
        let symbols = start.symbols.split(' ').filter(|symbol| !symbol.is_empty()).map(str::to_owned).collect();
        let mut locations = Vec::with_capacity(words.len());
        let (mut next, mut shared, mut skip) = (0, 0, 0);
        for code in start.vocabulary.layout.bytes().map(value) {
            match code {
                0 => locations.push(Location { piece: shared, skip, spread: None }),
                1 => {
                    (shared, skip) = (next, 0);
                    next += 1;
                    locations.push(Location { piece: shared, skip, spread: None });
                }
                _ => {
                    let count = 1 << (code - 2).min(16);
                    locations.push(Location { piece: next, skip: 0, spread: Some(count) });
                    next += 1 + count;
                    continue;
                }
            }
            skip += 1;
        }
        Self { start, words, locations, lengths, symbols, places }
    }

    /// The place of a plain word.
    #[must_use]
    pub fn place(&self, plain: &str) -> Option<u32> {
        self.places.get(plain).copied()
    }

    /// Whether a word stands in so many units that it tells little.
    #[must_use]
    pub fn commonness(&self, place: u32) -> u32 {
        self.start.vocabulary.commonness.as_bytes().get(place as usize).map_or(0, |letter| value(*letter))
    }

    /// The average length of a unit.
    #[must_use]
    pub fn average(&self) -> f64 {
        f64::from(self.start.words.max(1)) / f64::from(self.start.units.max(1))
    }

    /// The piece of a sorted list that holds `key`, if any does.
    #[must_use]
    pub fn piece_of(firsts: &[String], key: &str) -> Option<u32> {
        let after = firsts.partition_point(|first| first.as_str() <= key);
        u32::try_from(after.checked_sub(1)?).ok()
    }
}
