//! The plan of a search: which words may be meant by what was typed, and which pieces of the index to read for them.
//!
//! Made of the entry file alone, so that a browser can ask for all pieces at once.

use std::collections::BTreeSet;

use super::lexicon::Lexicon;
use super::query::{Query, Typing};
use super::telex;
use super::word::{Word, one_slip};

/// What a longer word counts that begins as somebody typed.
pub(super) const LONGER: f64 = 0.8;
/// What a word counts that is one slip away.
pub(super) const SLIP: f64 = 0.7;
/// How many longer words are tried.
const LONGER_WORDS: usize = 8;
/// How many words one slip away are tried.
const SLIPS: usize = 8;
/// In how many pieces the pairs of a word may be so that all are looked through for longer words.
const WIDE: u32 = 4;
/// How many pieces a query may read; browsers fetch six files at a time.
const FILES: usize = 12;
/// How much of the index a query may read, in pieces of the usual size.
const SIZE: u32 = 12;
/// How many units make a list of postings one piece longer.
const LONG_LIST: u32 = 1024;
/// A word that stands in a quarter of the units or more tells little beside others.
const COMMON: u32 = 4;
/// In a query of more words than this, the last one is taken as finished if it is a word.
const MANY: usize = 8;
/// Rareness of a word that is not in the lexicon.
const RAREST: u32 = 60;
/// From how many letters on the beginning of a word is looked for outside the lexicon too.
const LONG_BEGINNING: usize = 4;

/// A place in the query and the words of the lexicon that may be meant.
#[derive(Debug)]
pub(super) struct Slot {
    /// What was typed, keys of Telex and VNI already read.
    pub typing: Typing,
    /// Words of the lexicon, and what each counts.
    pub inner: Vec<(u32, f64)>,
    /// Whether those are only guesses, void when the typed word stands outside the lexicon.
    pub guessed: bool,
    /// Whether words outside the lexicon may be meant too.
    pub outer: bool,
    /// How rare the commonest of them is; as rare as can be when there is none.
    pub rareness: u32,
    /// The words of the lexicon that go on where the typed one ends: from, to.
    pub longer: Option<(u32, u32)>,
}

/// Something that is looked up: the word of a slot, or the pair that it makes with the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    /// The word of this slot.
    Word(usize),
    /// The word of this slot and that of the next.
    Pair(usize),
}

/// The words that may be meant by each typed one.
pub(super) fn slots(lexicon: &Lexicon, query: &Query) -> Vec<Slot> {
    let many = query.words.len() > MANY;
    query.words.iter().map(|typing| slot(lexicon, typing, many)).collect()
}

fn slot(lexicon: &Lexicon, typing: &Typing, many: bool) -> Slot {
    let mut typing = typing.clone();
    if lexicon.place(&typing.word.plain).is_none()
        && !typing.quoted
        && let Some(decoded) = telex::decode(&typing.raw).map(|decoded| Word::of(&decoded))
        && lexicon.place(&decoded.plain).is_some()
    {
        typing.word = decoded;
    }
    let plain = typing.word.plain.as_str();
    let exact = lexicon.place(plain);
    let mut inner = exact.map(|place| (place, 1.0)).into_iter().collect::<Vec<_>>();
    let range = longer(lexicon, plain);
    let open = typing.open && !(many && exact.is_some()) && range.1 > range.0;
    if open {
        let others = (range.0..range.1).filter(|place| Some(*place) != exact);
        inner.extend(commonest(lexicon, others, LONGER_WORDS).map(|place| (place, LONGER)));
    }
    let guessed = exact.is_none() && !open && !typing.quoted;
    if guessed {
        let near = (0..).zip(&lexicon.words).filter(|(_, word)| one_slip(word, plain)).map(|(place, _)| place);
        inner.extend(commonest(lexicon, near, SLIPS).map(|place| (place, SLIP)));
    }
    let outer = exact.is_none() && (!open || plain.len() >= LONG_BEGINNING);
    let rareness = inner.iter().map(|(word, _)| lexicon.commonness(*word)).min().unwrap_or(RAREST);
    Slot { inner, guessed, outer, rareness, longer: open.then_some(range), typing }
}

/// The words of the lexicon that begin with `plain`.
fn longer(lexicon: &Lexicon, plain: &str) -> (u32, u32) {
    let words = &lexicon.words;
    let from = words.partition_point(|word| word.as_str() < plain);
    let count = words[from..].iter().take_while(|word| word.starts_with(plain)).count();
    (u32::try_from(from).unwrap_or(0), u32::try_from(from + count).unwrap_or(0))
}

/// The commonest of some words, in the order of the lexicon where they are equally common.
fn commonest(lexicon: &Lexicon, places: impl Iterator<Item = u32>, count: usize) -> impl Iterator<Item = u32> {
    let mut places = places.collect::<Vec<_>>();
    places.sort_by_key(|place| (lexicon.commonness(*place), *place));
    places.into_iter().take(count)
}

/// The most telling words and pairs of a query, as many as fit into [`FILES`] and [`SIZE`].
///
/// A word that stands nearly everywhere says nothing beside rarer ones; a word of a quoted phrase says nothing that
/// its pairs do not say.
pub(super) fn chosen(lexicon: &Lexicon, slots: &[Slot]) -> BTreeSet<Item> {
    let rarest = slots.iter().map(|slot| slot.rareness).max().unwrap_or(0);
    let mut all = Vec::new();
    for (place, slot) in slots.iter().enumerate() {
        let value = slot.rareness;
        let next = slots.get(place + 1).filter(|next| next.typing.joined);
        let in_phrase = slot.typing.quoted && (slot.typing.joined || next.is_some());
        if !in_phrase && (slots.len() <= 3 || value >= COMMON || rarest < COMMON) {
            let pieces = slot.inner.iter().map(|(word, _)| own_piece(lexicon, *word));
            all.push((value, Item::Word(place), pieces.collect::<BTreeSet<_>>()));
        }
        if let Some(next) = next {
            let firsts = slot.inner.iter().map(|(first, _)| *first);
            let pieces = firsts.flat_map(|first| pieces_of_pairs(lexicon, first, &seconds(lexicon, first, next)));
            all.push((value + next.rareness, Item::Pair(place), pieces.map(|piece| (piece, 1)).collect()));
        }
    }
    all.sort_by_key(|(value, item, _)| match item {
        Item::Pair(place) => (std::cmp::Reverse(*value), 0, *place),
        Item::Word(place) => (std::cmp::Reverse(*value), 1, *place),
    });
    let mut chosen = BTreeSet::new();
    let mut read = BTreeSet::new();
    let mut spent = 0;
    for (_, item, pieces) in all {
        let new = pieces.iter().filter(|(piece, _)| !read.contains(piece)).collect::<Vec<_>>();
        let more = new.iter().map(|(_, size)| size).sum::<u32>();
        if read.len() + new.len() <= FILES && spent + more <= SIZE || chosen.is_empty() {
            spent += more;
            read.extend(pieces.into_iter().map(|(piece, _)| piece));
            chosen.insert(item);
        }
    }
    chosen
}

/// The piece of a word's own postings and about how large it is, in usual pieces.
fn own_piece(lexicon: &Lexicon, word: u32) -> (u32, u32) {
    let location = lexicon.locations[word as usize];
    let units = lexicon.start.units >> (lexicon.commonness(word) / 2);
    (location.piece, if location.spread.is_some() { 1 + units / LONG_LIST } else { 1 })
}

/// The words that may follow `first` in the next slot.
pub(super) fn seconds(lexicon: &Lexicon, first: u32, next: &Slot) -> BTreeSet<u32> {
    let mut seconds = next.inner.iter().map(|(word, _)| *word).collect::<BTreeSet<_>>();
    if let Some((from, to)) = next.longer
        && lexicon.locations[first as usize].spread.is_none_or(|count| count <= WIDE)
    {
        seconds.extend(from..to);
    }
    seconds
}

/// The pieces that hold the pairs of a word with `seconds`.
fn pieces_of_pairs(lexicon: &Lexicon, first: u32, seconds: &BTreeSet<u32>) -> BTreeSet<u32> {
    let location = lexicon.locations[first as usize];
    match location.spread {
        None => BTreeSet::from([location.piece]),
        Some(count) => seconds.iter().map(|second| location.piece + 1 + second % count).collect(),
    }
}
