//! The text of a unit as a list of numbers, two bytes a word: all are read through from end to end when something is made
//! of them, in an eighth of the room that lists of where each word stands would take.

use super::abbreviation::Abbreviations;
use super::dictionary::{Dictionary, Token};
use super::stretch::{Number, Text};
use super::unit::Unit;
use super::word;
use crate::base::hash::QuickMap;
use crate::record::glossary::GlossaryRecord;

/// How much a word weighs by where it stands.
const TITLE: u8 = 3;
const NAMES: u8 = 2;
const TEXT: u8 = 1;

/// A number that does not fit follows this one, upper half first.
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

/// A text that is written: runs of neighbouring words, how many and what they weigh, then the words.
#[derive(Debug, Default)]
pub(super) struct Written {
    numbers: Vec<Number>,
    is_wide: bool,
}

impl Written {
    fn push(&mut self, number: u32) {
        let [upper, lower] = [(number >> 16) as u16, number as u16];
        if upper == 0 && lower != LARGE {
            self.numbers.push(lower.to_le_bytes());
        } else {
            self.is_wide = true;
            self.numbers.extend([LARGE, upper, lower].map(u16::to_le_bytes));
        }
    }

    /// As it is remembered.
    pub fn text(&self) -> Text<'_> {
        Text { numbers: &self.numbers, is_wide: self.is_wide }
    }

    fn push_run(&mut self, weight: u8, words: &[Token]) -> u32 {
        if words.is_empty() {
            return 0;
        }
        let count = u32::try_from(words.len()).ok().filter(|count| *count < 1 << 30).expect("texts are shorter");
        self.push(count << 2 | u32::from(weight));
        words.iter().for_each(|word| self.push(word.0));
        count
    }
}

/// Which words are looked for.
#[derive(Debug)]
pub(super) struct Wanted(Vec<bool>);

/// Words that take one number.
const NARROW: usize = LARGE as usize + 1;

impl Wanted {
    /// Those; all others are passed over.
    pub fn new(words: impl Iterator<Item = Token>) -> Self {
        let mut wanted = vec![false; NARROW];
        for Token(word) in words {
            wanted.resize(wanted.len().max(word as usize + 1), false);
            wanted[word as usize] = true;
        }
        Self(wanted)
    }

    /// Calls `each` with every word of a text that is wanted.
    pub fn each(&self, text: Text<'_>, mut each: impl FnMut(Met)) {
        let Self(wanted) = self;
        if text.is_wide {
            let is_wanted = |met: &Met| wanted.get(met.token.0 as usize).is_some_and(|is_wanted| *is_wanted);
            each_wide(text.numbers, |met| Some(met).filter(is_wanted).into_iter().for_each(&mut each));
            return;
        }
        let narrow = wanted.first_chunk::<NARROW>().expect("there are no fewer");
        let is_wanted = |number: &Number| narrow[u16::from_le_bytes(*number) as usize];
        each_run(text.numbers, |weight, run| {
            for (place, word) in run.iter().enumerate().filter(|(_, word)| is_wanted(word)) {
                each(Met { token: token(word), next: run.get(place + 1).map(token), weight });
            }
        });
    }
}

/// Calls `each` with every word of a text.
pub(super) fn each_word(text: Text<'_>, mut each: impl FnMut(Met)) {
    if text.is_wide {
        each_wide(text.numbers, each);
        return;
    }
    each_run(text.numbers, |weight, run| {
        for (place, word) in run.iter().enumerate() {
            each(Met { token: token(word), next: run.get(place + 1).map(token), weight });
        }
    });
}

fn token(number: &Number) -> Token {
    Token(u16::from_le_bytes(*number).into())
}

/// Calls `each` with what every run of a text weighs and with its words, all of which take one number.
fn each_run(mut numbers: &[Number], mut each: impl FnMut(u8, &[Number])) {
    while let [head, rest @ ..] = numbers {
        let Token(head) = token(head);
        let Some((run, behind)) = rest.split_at_checked((head >> 2) as usize) else { return };
        each((head & 3) as u8, run);
        numbers = behind;
    }
}

/// Calls `each` with every word of a text in which some take more than one number.
fn each_wide(numbers: &[Number], mut each: impl FnMut(Met)) {
    let mut rest = numbers.iter().map(|number| u16::from_le_bytes(*number));
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
    written: Written,
}

impl<'d> Reading<'d> {
    /// Ready to read; the abbreviations will be looked for.
    pub fn new(dictionary: &'d mut Dictionary, glossary: &[GlossaryRecord]) -> Self {
        let abbreviations = Abbreviations::new(glossary, |raw| dictionary.meet(raw));
        Self { dictionary, abbreviations, known: QuickMap::default(), tokens: Vec::new(), written: Written::default() }
    }

    /// The text of a unit, and how many words it has.
    pub fn read(&mut self, unit: &Unit) -> (Text<'_>, u32) {
        let mut length = 0;
        self.written.numbers.clear();
        self.written.is_wide = false;
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
            length += self.written.push_run(weight, &self.tokens);
            for other in self.abbreviations.of(text, &openers, &self.tokens) {
                length += self.written.push_run(TEXT, other);
            }
        }
        (self.written.text(), length)
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A text of one run.
    pub fn written(weight: u8, words: &[Token]) -> Written {
        let mut text = Written::default();
        text.push_run(weight, words);
        text
    }

    #[test]
    fn every_word_is_met_whatever_numbers_it_takes() {
        let narrow = [0, 1, 65_534, 7, 1].map(Token);
        let wide = [1, 65_535, 65_536, 7, 1 << 25].map(Token);
        let long = vec![Token(7); 20_000];
        for words in [&narrow[..], &wide, &long] {
            let mut text = written(3, words);
            text.push_run(1, &narrow[..1]);
            let all = words.iter().zip(words[1..].iter().map(Some).chain([None]));
            let all = all.map(|(token, next)| Met { token: *token, next: next.copied(), weight: 3 });
            let all = all.chain([Met { token: Token(0), next: None, weight: 1 }]).collect::<Vec<_>>();
            let mut met = Vec::new();
            each_word(text.text(), |one| met.push(one));
            assert!(met == all);
            for wanted in [vec![], vec![1], vec![7, 65_536], vec![0, 65_534], vec![1 << 25]] {
                let mut met = Vec::new();
                Wanted::new(wanted.iter().map(|word| Token(*word))).each(text.text(), |one| met.push(one));
                assert!(met == all.iter().copied().filter(|one| wanted.contains(&one.token.0)).collect::<Vec<_>>());
            }
        }
    }
}
