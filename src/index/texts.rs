//! The texts of all units as one list of numbers, two bytes a word: read through from end to end when something is
//! made of it, in an eighth of the room that lists of where each word stands would take.

use super::abbreviation::Abbreviations;
use super::dictionary::{Dictionary, Token};
use super::unit::Unit;
use super::word;
use crate::base::hash::QuickMap;
use crate::record::glossary::GlossaryRecord;

/// How much a word weighs by where it stands.
const TITLE: u8 = 3;
const NAMES: u8 = 2;
const TEXT: u8 = 1;

/// The texts, unit by unit. A text is written as runs of neighbouring words: how many words and what they weigh, then
/// the words.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// The numbers in chunks, so that they need not be moved when there are more; never an empty one.
    chunks: Vec<Chunk>,
    /// Where each unit ends in its chunk.
    ends: Vec<u32>,
    /// How many words each unit has.
    pub lengths: Vec<u32>,
}

/// The numbers of some units; one that does not fit follows [`LARGE`], upper half first.
#[derive(Debug)]
struct Chunk {
    first_unit: usize,
    numbers: Vec<u16>,
}

/// Numbers in a chunk, unless one unit has more.
const CHUNK: usize = 1 << 20;

const LARGE: u16 = u16::MAX;

/// A word where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Met {
    /// The word.
    pub token: Token,
    /// The one after it, unless the run ends.
    pub next: Option<Token>,
    /// What it counts.
    pub weight: u8,
}

impl Texts {
    /// How many units there are.
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The numbers of a unit; none when there is no such unit.
    pub fn unit(&self, unit: usize) -> &[u16] {
        let Some(end) = self.ends.get(unit) else { return &[] };
        let chunk = &self.chunks[self.chunks.partition_point(|chunk| chunk.first_unit <= unit) - 1];
        let start = if unit == chunk.first_unit { 0 } else { self.ends[unit - 1] };
        &chunk.numbers[start as usize..*end as usize]
    }

    /// Adds the next unit: its numbers, and how many words it has.
    pub fn add(&mut self, numbers: &[u16], length: u32) {
        if self.chunks.last().is_none_or(|chunk| chunk.numbers.len() + numbers.len() > CHUNK) {
            let room = Vec::with_capacity(numbers.len().max(CHUNK));
            self.chunks.push(Chunk { first_unit: self.len(), numbers: room });
        }
        let chunk = self.chunks.last_mut().expect("one was added where there was none");
        chunk.numbers.extend_from_slice(numbers);
        self.ends.push(u32::try_from(chunk.numbers.len()).expect("a unit is no longer than a file"));
        self.lengths.push(length);
    }

    /// The numbers of all units, one after the other.
    pub fn numbers(&self) -> impl Iterator<Item = &[u16]> {
        self.chunks.iter().map(|chunk| chunk.numbers.as_slice())
    }
}

fn push(numbers: &mut Vec<u16>, number: u32) {
    match u16::try_from(number).ok().filter(|number| *number != LARGE) {
        Some(number) => numbers.push(number),
        None => numbers.extend([LARGE, (number >> 16) as u16, number as u16]),
    }
}

fn push_run(numbers: &mut Vec<u16>, weight: u8, words: &[Token]) -> u32 {
    if words.is_empty() {
        return 0;
    }
    let count = u32::try_from(words.len()).ok().filter(|count| *count < 1 << 30).expect("texts are shorter");
    push(numbers, count << 2 | u32::from(weight));
    words.iter().for_each(|word| push(numbers, word.0));
    count
}

/// Calls `each` with every word of a unit.
pub(super) fn each_word(numbers: &[u16], mut each: impl FnMut(Met)) {
    let mut rest = numbers.iter().copied();
    let mut next = || match rest.next()? {
        LARGE => Some(u32::from(rest.next()?) << 16 | u32::from(rest.next()?)),
        number => Some(u32::from(number)),
    };
    while let Some(head) = next() {
        let (count, weight) = (head >> 2, (head & 3) as u8);
        let Some(mut token) = next().map(Token) else { return };
        for _ in 1..count {
            let Some(after) = next().map(Token) else { return };
            each(Met { token, next: Some(after), weight });
            token = after;
        }
        each(Met { token, next: None, weight });
    }
}

/// Reads texts.
pub(super) struct Reading<'d> {
    dictionary: &'d mut Dictionary,
    abbreviations: Abbreviations,
    /// Raw words that were met, and whether an abbreviation or what it stands for may begin with them.
    known: QuickMap<Box<str>, (Token, bool)>,
    tokens: Vec<Token>,
    numbers: Vec<u16>,
}

impl<'d> Reading<'d> {
    /// Ready to read; the abbreviations will be looked for.
    pub fn new(dictionary: &'d mut Dictionary, glossary: &[GlossaryRecord]) -> Self {
        let abbreviations = Abbreviations::new(glossary, |raw| dictionary.meet(raw));
        Self { dictionary, abbreviations, known: QuickMap::default(), tokens: Vec::new(), numbers: Vec::new() }
    }

    /// Reads the next unit.
    pub fn read(&mut self, unit: &Unit, texts: &mut Texts) {
        let mut length = 0;
        self.numbers.clear();
        for (text, weight) in [(&unit.title, TITLE), (&unit.text, TEXT), (&unit.names, NAMES)] {
            let mut openers = Vec::new();
            self.tokens.clear();
            for raw in word::raw_words(text) {
                let (token, opens) = self.look_up(raw);
                if opens {
                    openers.push((self.tokens.len(), raw));
                }
                self.tokens.push(token);
            }
            length += push_run(&mut self.numbers, weight, &self.tokens);
            for other in self.abbreviations.of(text, &openers, &self.tokens) {
                length += push_run(&mut self.numbers, TEXT, other);
            }
        }
        texts.add(&self.numbers, length);
    }

    fn look_up(&mut self, raw: &str) -> (Token, bool) {
        if let Some(found) = self.known.get(raw) {
            return *found;
        }
        let token = self.dictionary.meet(raw);
        let found = (token, self.abbreviations.may_open(raw, token));
        self.known.insert(raw.into(), found);
        found
    }
}
