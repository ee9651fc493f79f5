//! Order among siblings, and among addresses.

use std::collections::HashMap;

use super::label::{Label, LabelProblem, Level, Numeral, Ordinal, is_foreign_letter, letter_value};
use crate::base::bilingual::Message;
use crate::say;
use crate::vietnamese::number::parse_roman;

/// Reads the printed labels of all children of one provision, in order; `None` stands for a bare paragraph.
///
/// Dashes, stars, plusses and bare paragraphs are counted each among their like. Capitals are letters when the
/// children begin with `A`, and Roman numerals otherwise.
#[must_use]
pub fn label_siblings(printed: &[Option<&str>]) -> Vec<Result<Label, LabelProblem>> {
    let capitals = printed.iter().flatten().any(|text| text.trim().trim_end_matches(['.', '-', ')', ':', '/']) == "A");
    let mut counts: HashMap<Level, u32> = HashMap::new();
    let mut read = |text: &Option<&str>| {
        let mut label = Label::parse(*text, 1)?;
        if label.ordinal().numeral == Numeral::Position && !label.is_named() {
            let count = counts.entry(label.level()).or_insert(0);
            *count += 1;
            label = Label::counted(label.level(), *count);
        }
        if capitals && label.ordinal().numeral == Numeral::Roman && !label.is_named() {
            let letter = label.number().to_lowercase();
            return Ok(label.clone().with_capital(&letter).unwrap_or(label));
        }
        Ok(label)
    };
    printed.iter().map(&mut read).collect()
}

/// The first place where siblings are out of order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderBreak {
    /// Index of the label that should not stand there, from 0.
    pub index: usize,
    /// The number that was due there: `đ`.
    pub expected: String,
    /// The number that stands there: `e`.
    pub found: String,
}

impl OrderBreak {
    /// The break in one sentence.
    #[must_use]
    pub fn message(&self) -> Message {
        let (expected, found) = (&self.expected, &self.found);
        say!(
            "thứ tự lẽ ra là “{expected}” nhưng lại ghi “{found}”",
            "“{expected}” should come here, but there is “{found}”"
        )
    }
}

/// Finds the first label that does not follow the one before it of its level: 1, 2, 3 …; I, II, III …; a … d, đ, e.
///
/// The first of each level must be number one, except articles, which run on through chapters. A piece put in
/// later (`1a`, `a1`) may follow, and need not.
#[must_use]
pub fn first_break(labels: &[Label]) -> Option<OrderBreak> {
    first_break_but(labels, |_| false)
}

/// As [`first_break`], but a label whose index is `exempt` may follow any other, as in documents that are numbered
/// wrongly; the row goes on from it.
#[must_use]
pub fn first_break_but(labels: &[Label], exempt: impl Fn(usize) -> bool) -> Option<OrderBreak> {
    let mut last: HashMap<(Level, Numeral, bool), &Label> = HashMap::new();
    for (index, label) in labels.iter().enumerate() {
        if label.ordinal().numeral == Numeral::Absent {
            continue;
        }
        let group = (label.level(), label.ordinal().numeral, label.is_named());
        let allowed = match last.insert(group, label) {
            Some(before) => successors(before.ordinal()),
            None => vec![first_of(label)],
        };
        if !allowed.contains(label.ordinal()) && !exempt(index) {
            let print = |ordinal: &Ordinal| label.clone().with_ordinal(ordinal.clone()).number();
            return Some(OrderBreak { index, expected: print(&allowed[0]), found: label.number() });
        }
    }
    None
}

/// The ordinal with which a row may begin.
fn first_of(label: &Label) -> Ordinal {
    let mut first = label.ordinal().clone();
    if label.level() != Level::Article
        && let Some(part) = first.last_mut()
    {
        *part = 1;
        first.inserted = 0;
    }
    first
}

/// What may come after an ordinal: the next one first, then a piece put in later.
fn successors(before: &Ordinal) -> Vec<Ordinal> {
    let lettered = matches!(before.numeral, Numeral::Letter | Numeral::Capital);
    let mut next = before.clone();
    next.inserted = 0;
    if let Some(part) = next.last_mut() {
        *part += 1;
        while lettered && is_foreign_letter(*part) {
            *part += 1;
        }
    }
    let mut inserted = before.clone();
    inserted.inserted += 1;
    vec![next, inserted]
}

/// Sort key of one segment of an address.
///
/// Roman numerals are put between the letters that they begin with (i–iv at i, v–ix at v, x–xlix at x), which
/// keeps the order of both without knowing which of the two a lone `i`, `v` or `x` is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SegmentKey {
    class: u8,
    word: String,
    numbers: Vec<(u32, u32, u32)>,
}

/// Words in the order in which the pieces of a document come.
const CLASSES: [&str; 15] = [
    "kinh-gui",
    "doan",
    "phan",
    "chuong",
    "muc",
    "tieu-muc",
    "dieu",
    "",
    "gach",
    "sao",
    "cong",
    "phu-luc",
    "noi-nhan",
    "chu-thich",
    "other",
];

pub(super) fn segment_key(segment: &str) -> SegmentKey {
    let known = CLASSES.iter().zip(0..).find_map(|(word, class)| {
        let rest = segment.strip_prefix(word).filter(|_| !word.is_empty())?;
        let number = if rest.is_empty() { rest } else { rest.strip_prefix('-')? };
        Some((class, numbers(number)?))
    });
    let bare = || numbers(segment).map(|numbers| (7, numbers));
    match known.or_else(bare) {
        Some((class, numbers)) => SegmentKey { class, word: String::new(), numbers },
        None => {
            let (word, numbers) = split_word(segment);
            SegmentKey { class: 14, word, numbers }
        }
    }
}

/// A name frozen by hand: its words, then the number at its end.
fn split_word(segment: &str) -> (String, Vec<(u32, u32, u32)>) {
    match segment.rsplit_once('-').and_then(|(word, number)| Some((word, arabic(number)?))) {
        Some((word, number)) => (word.to_owned(), vec![number]),
        None => (segment.to_owned(), Vec::new()),
    }
}

/// The numbers of `ii`, `2-1`, `dd`, `5a`, `a1`; empty for nothing, `None` for a word.
fn numbers(text: &str) -> Option<Vec<(u32, u32, u32)>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    text.split('-').map(|part| arabic(part).or_else(|| roman_or_letter(part))).collect()
}

/// `12`, `5a`: before all letters.
fn arabic(part: &str) -> Option<(u32, u32, u32)> {
    let digits = part.bytes().take_while(u8::is_ascii_digit).count();
    let (number, suffix) = part.split_at(digits);
    let inserted = if suffix.is_empty() { 0 } else { letter_value(suffix)? };
    Some((0, number.parse().ok()?, inserted))
}

fn roman_or_letter(part: &str) -> Option<(u32, u32, u32)> {
    let letters = part.bytes().take_while(u8::is_ascii_lowercase).count();
    let (text, suffix) = part.split_at(letters);
    let inserted = if suffix.is_empty() { 0 } else { suffix.parse().ok()? };
    if let Some(value) = parse_roman(text).filter(|value| *value < 50) {
        let place = match value {
            1..=4 => "i",
            5..=9 => "v",
            _ => "x",
        };
        return Some((letter_value(place)?, value, inserted));
    }
    Some((letter_value(text)?, 0, inserted))
}
