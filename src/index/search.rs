//! The search: a query and the files of an index in, ranked units out.
//!
//! The theme's `search-core.js` is the same algorithm, step by step and in the same order of arithmetic; one table
//! of queries runs through both. First a plan is made of the entry file alone: which words, which pieces. Then the
//! pieces are read and the scores added up. At last the best few are looked at as a whole.

use std::collections::{BTreeMap, BTreeSet};

use super::bits::BitReader;
use super::lexicon::{Lexicon, Start};
use super::number::Entry;
use super::outer;
use super::piece::{self, Postings};
use super::query::{self, Follower, Query, Typing};
use super::record::Record;
use super::score;
use super::shelf::{BrokenIndex, Shelf, read_json};
use super::telex;
use super::word::{self, Word};
use super::{ENTRY, VERSION};

/// What a longer word counts that begins as somebody typed.
const LONGER: f64 = 0.8;
/// What a word counts that is one slip away.
const SLIP: f64 = 0.7;
/// How many longer words are tried.
const LONGER_WORDS: usize = 8;
/// How many words one slip away are tried.
const SLIPS: usize = 12;
/// In how many pieces the pairs of a word may be so that all are looked through for longer words.
const WIDE: u32 = 4;
/// What a number counts; more than any words do.
const NUMBER: f64 = 1000.0;
/// What it adds to a score, in parts of it, when the whole query stands in a text in one piece.
const IN_ONE_PIECE: f64 = 0.5;
/// What a word counts in that piece when its marks are others than those typed.
const WRONG_MARKS: f64 = 0.9;
/// How many of the best are looked at as a whole.
pub const LOOKED_AT: usize = 6;
/// How many pieces of postings a query may take.
const BUDGET: usize = 12;
/// What a phrase adds to a score when no stop parts its words.
const UNBROKEN: f64 = 100.0;
/// A word that stands in a quarter of the units or more tells little beside others.
const COMMON: u32 = 4;

/// An index that is open for searching.
#[derive(Debug)]
pub struct Index<S> {
    shelf: S,
    lexicon: Lexicon,
}

/// A result.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Place of the unit.
    pub unit: u32,
    /// How well it answers; only the order means something.
    pub score: f64,
    /// What is shown of it.
    pub record: Record,
}

/// What a search found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// How many units answer; of a phrase, how many may.
    pub total: usize,
    /// The best ones, best first.
    pub hits: Vec<Hit>,
}

/// A place in the query and the words that may be meant.
#[derive(Debug, Default)]
struct Slot {
    typing: Option<Typing>,
    /// Words of the lexicon.
    inner: Vec<(u32, f64)>,
    /// Words outside of it.
    outer: Vec<(Postings, f64)>,
    /// The words of the lexicon that go on where the typed one ends: from, to.
    longer: Option<(u32, u32)>,
}

impl Slot {
    /// Whether it goes on where the one before ends.
    fn is_joined(&self) -> bool {
        self.typing.as_ref().is_some_and(|typing| typing.joined)
    }
}

impl<S: Shelf> Index<S> {
    /// Opens an index.
    ///
    /// # Errors
    /// When it is absent, garbled, or of another version.
    pub fn open(shelf: S) -> Result<Self, BrokenIndex> {
        let start: Start = read_json(&shelf, ENTRY)?;
        if start.version != VERSION {
            return Err(BrokenIndex::Version(start.version));
        }
        Ok(Self { lexicon: Lexicon::new(start), shelf })
    }

    /// The best `limit` units for a query.
    ///
    /// # Errors
    /// When a piece is absent or garbled.
    pub fn search(&self, typed: &str, limit: usize) -> Result<Found, BrokenIndex> {
        let query = query::parse(typed, &self.lexicon.symbols);
        let slots = self.slots(&query)?;
        let mut totals = vec![0.0; self.lexicon.lengths.len()];
        let chosen = self.chosen(&slots);
        self.add_words(&slots, &chosen, &mut totals)?;
        self.add_pairs(&slots, &chosen, &mut totals)?;
        if let Some(number) = &query.number {
            for (unit, class) in self.numbered(number)? {
                totals[unit as usize] += NUMBER * f64::from(class);
            }
        }
        for phrase in &query.excluded {
            for unit in self.holding(phrase)?.unwrap_or_default() {
                totals[unit as usize] = 0.0;
            }
        }
        for phrase in &query.phrases {
            let phrase = phrase.iter().map(|follower| follower.word.clone()).collect::<Vec<_>>();
            if let Some(holding) = self.holding(&phrase)? {
                (0..).zip(&mut totals).filter(|(unit, _)| !holding.contains(unit)).for_each(|(_, total)| *total = 0.0);
            }
        }
        let mut ranked = (0..).zip(totals).filter(|(_, total)| *total > 0.0).collect::<Vec<(u32, f64)>>();
        ranked.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        self.look_at(&query, &slots, ranked, limit)
    }

    /// The words that may be meant by each typed one.
    fn slots(&self, query: &Query) -> Result<Vec<Slot>, BrokenIndex> {
        let many = query.words.len() > 8;
        query.words.iter().map(|typing| self.slot(typing, many)).collect()
    }

    fn slot(&self, typing: &Typing, many: bool) -> Result<Slot, BrokenIndex> {
        let lexicon = &self.lexicon;
        let mut typing = typing.clone();
        let mut slot = Slot::default();
        if lexicon.place(&typing.word.plain).is_none()
            && !typing.quoted
            && let Some(decoded) = telex::decode(&typing.raw).map(|decoded| Word::of(&decoded))
            && lexicon.place(&decoded.plain).is_some()
        {
            typing.word = decoded;
        }
        let plain = typing.word.plain.clone();
        let exact = lexicon.place(&plain);
        slot.inner.extend(exact.map(|place| (place, 1.0)));
        let range = self.longer(&plain);
        let open = typing.open && !(many && exact.is_some()) && range.1 > range.0;
        if open {
            slot.longer = Some(range);
            slot.inner.extend(self.commonest(range.0..range.1, LONGER_WORDS, exact).map(|place| (place, LONGER)));
        }
        if exact.is_none() && (!open || plain.len() >= 4) {
            let near = self.outer(&plain)?;
            let same = near.iter().position(|(word, _)| *word == plain);
            for (word, postings) in near {
                let factor = if word == plain {
                    1.0
                } else if typing.open && word.starts_with(&plain) {
                    LONGER
                } else if same.is_none() && !typing.quoted && one_slip(&word, &plain) {
                    SLIP
                } else {
                    continue;
                };
                slot.outer.push((postings, factor));
            }
            if same.is_none() && !typing.quoted && !open {
                let near = (0..).zip(&lexicon.words).filter(|(_, word)| one_slip(word, &plain)).map(|(place, _)| place);
                slot.inner.extend(self.commonest(near, SLIPS, None).map(|place| (place, SLIP)));
            }
        }
        slot.typing = Some(typing);
        Ok(slot)
    }

    /// The words of the lexicon that begin with `plain`.
    fn longer(&self, plain: &str) -> (u32, u32) {
        let words = &self.lexicon.words;
        let from = words.partition_point(|word| word.as_str() < plain);
        let count = words[from..].iter().take_while(|word| word.starts_with(plain)).count();
        (u32::try_from(from).unwrap_or(0), u32::try_from(from + count).unwrap_or(0))
    }

    /// The commonest of some words, in the order of the lexicon where they are equally common.
    fn commonest(
        &self,
        places: impl Iterator<Item = u32>,
        count: usize,
        but: Option<u32>,
    ) -> impl Iterator<Item = u32> {
        let mut places = places.filter(|place| Some(*place) != but).collect::<Vec<_>>();
        places.sort_by_key(|place| (self.lexicon.commonness(*place), *place));
        places.into_iter().take(count)
    }

    /// The words around `plain` outside the lexicon.
    fn outer(&self, plain: &str) -> Result<Vec<(String, Postings)>, BrokenIndex> {
        let start = &self.lexicon.start;
        match Lexicon::piece_of(&start.outer, plain) {
            Some(piece) => Ok(outer::read(&self.bytes(&start.outer_folder, piece)?)),
            None => Ok(Vec::new()),
        }
    }

    fn bytes(&self, folder: &str, piece: u32) -> Result<Vec<u8>, BrokenIndex> {
        let address = format!("{folder}{piece}.bin");
        self.shelf.file(&address).ok_or(BrokenIndex::Absent(address))
    }

    /// The postings of a word of the lexicon.
    fn word(&self, place: u32) -> Result<Postings, BrokenIndex> {
        let location = self.lexicon.locations[place as usize];
        let bytes = self.bytes(&self.lexicon.start.terms, location.piece)?;
        Ok(piece::read_word(&mut reader_at(&bytes, location.skip)))
    }

    /// The pairs that begin with a word and end with one of `seconds`, which is sorted.
    fn pairs(&self, first: u32, seconds: &BTreeSet<u32>) -> Result<Vec<(u32, Postings)>, BrokenIndex> {
        let location = self.lexicon.locations[first as usize];
        let Some(count) = location.spread else {
            let bytes = self.bytes(&self.lexicon.start.terms, location.piece)?;
            let mut reader = reader_at(&bytes, location.skip);
            let _own = piece::read_word(&mut reader);
            let all = piece::read_pairs(&mut reader);
            return Ok(all.into_iter().filter(|(second, _)| seconds.contains(second)).collect());
        };
        let parts = seconds.iter().map(|second| second % count).collect::<BTreeSet<_>>();
        let mut found = Vec::new();
        for part in parts {
            let bytes = self.bytes(&self.lexicon.start.terms, location.piece + 1 + part)?;
            let all = piece::read_pairs(&mut BitReader::new(&bytes)).into_iter();
            let all = all.map(|(second, postings)| (second * count + part, postings));
            found.extend(all.filter(|(second, _)| seconds.contains(second)));
        }
        found.sort_by_key(|(second, _)| *second);
        Ok(found)
    }

    /// What of a query is looked up: its words, then its pairs, each by the place of its (first) word.
    ///
    /// The most telling ones, as many as fit into [`BUDGET`] pieces; a word that stands nearly everywhere says
    /// nothing beside rarer ones.
    fn chosen(&self, slots: &[Slot]) -> BTreeSet<(bool, usize)> {
        let rareness =
            |slot: &Slot| slot.inner.iter().map(|(word, _)| self.lexicon.commonness(*word)).min().unwrap_or(60);
        let rarest = slots.iter().map(rareness).max().unwrap_or(0);
        let mut all = Vec::new();
        for (place, slot) in slots.iter().enumerate() {
            let value = rareness(slot);
            if slots.len() <= 3 || value >= COMMON || rarest < COMMON {
                let pieces = slot.inner.iter().map(|(word, _)| self.lexicon.locations[*word as usize].piece);
                all.push((value, false, place, pieces.collect::<BTreeSet<_>>()));
            }
            if let Some(next) = slots.get(place + 1).filter(|next| next.is_joined()) {
                let pieces =
                    slot.inner.iter().flat_map(|(first, _)| self.pieces_of_pairs(*first, &self.seconds(*first, next)));
                all.push((value + rareness(next), true, place, pieces.collect()));
            }
        }
        all.sort_by_key(|(value, is_pair, place, _)| (std::cmp::Reverse(*value), !is_pair, *place));
        let mut chosen = BTreeSet::new();
        let mut read = BTreeSet::new();
        for (_, is_pair, place, pieces) in all {
            let more = pieces.difference(&read).count();
            if read.len() + more <= BUDGET || chosen.is_empty() {
                read.extend(pieces);
                chosen.insert((is_pair, place));
            }
        }
        chosen
    }

    /// The words that may follow `first` in the next slot.
    fn seconds(&self, first: u32, next: &Slot) -> BTreeSet<u32> {
        let mut seconds = next.inner.iter().map(|(word, _)| *word).collect::<BTreeSet<_>>();
        if let Some((from, to)) = next.longer
            && self.lexicon.locations[first as usize].spread.is_none_or(|count| count <= WIDE)
        {
            seconds.extend(from..to);
        }
        seconds
    }

    /// The pieces that hold the pairs of a word with `seconds`.
    fn pieces_of_pairs(&self, first: u32, seconds: &BTreeSet<u32>) -> BTreeSet<u32> {
        let location = self.lexicon.locations[first as usize];
        match location.spread {
            None => BTreeSet::from([location.piece]),
            Some(count) => seconds.iter().map(|second| location.piece + 1 + second % count).collect(),
        }
    }

    fn add_words(
        &self,
        slots: &[Slot],
        chosen: &BTreeSet<(bool, usize)>,
        totals: &mut [f64],
    ) -> Result<(), BrokenIndex> {
        for (place, slot) in slots.iter().enumerate() {
            if !chosen.contains(&(false, place)) {
                continue;
            }
            let marked =
                slot.typing.as_ref().filter(|typing| typing.word.is_marked()).map(|typing| typing.word.marked.as_str());
            let mut best = BTreeMap::new();
            for (word, factor) in &slot.inner {
                self.add(&self.word(*word)?, *factor, marked, &mut best);
            }
            for (postings, factor) in &slot.outer {
                self.add(postings, *factor, marked, &mut best);
            }
            best.into_iter().for_each(|(unit, score)| totals[unit as usize] += score);
        }
        Ok(())
    }

    fn add_pairs(
        &self,
        slots: &[Slot],
        chosen: &BTreeSet<(bool, usize)>,
        totals: &mut [f64],
    ) -> Result<(), BrokenIndex> {
        for (place, two) in slots.windows(2).enumerate() {
            if !chosen.contains(&(true, place)) {
                continue;
            }
            let mut best = BTreeMap::new();
            for (first, factor) in &two[0].inner {
                for (second, postings) in self.pairs(*first, &self.seconds(*first, &two[1]))? {
                    let known = two[1].inner.iter().find(|(word, _)| *word == second);
                    let factor = factor * known.map_or(LONGER, |(_, factor)| *factor);
                    self.add(&postings, factor * score::PAIR, None, &mut best);
                }
            }
            best.into_iter().for_each(|(unit, score)| totals[unit as usize] += score);
        }
        Ok(())
    }

    /// Scores postings; of several that answer the same slot the best one counts.
    fn add(&self, postings: &Postings, factor: f64, marked: Option<&str>, best: &mut BTreeMap<u32, f64>) {
        let found = u32::try_from(postings.list.len()).unwrap_or(u32::MAX);
        let weight = factor * score::rarity(found, self.lexicon.start.units);
        let form = marked.and_then(|marked| postings.forms.iter().position(|form| form == marked));
        let average = self.lexicon.average();
        for (unit, count, forms) in &postings.list {
            let length = self.lexicon.lengths[*unit as usize];
            let mut score = weight * score::part(*count, length, average);
            if form.is_some_and(|form| forms >> form & 1 == 0) {
                score *= score::OTHER_MARKS;
            }
            let entry = best.entry(*unit).or_insert(0.0);
            if score > *entry {
                *entry = score;
            }
        }
    }

    /// The units that have all words and pairs of a phrase, whatever their marks; `None` when the index cannot
    /// tell, because a word of it is in no lexicon.
    fn holding(&self, phrase: &[Word]) -> Result<Option<BTreeSet<u32>>, BrokenIndex> {
        let mut holding: Option<BTreeSet<u32>> = None;
        let mut keep = |postings: Option<&Postings>| {
            let units = postings
                .into_iter()
                .flat_map(|postings| &postings.list)
                .map(|(unit, ..)| *unit)
                .collect::<BTreeSet<_>>();
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

    /// The documents whose number answers, and how well.
    fn numbered(&self, typed: &super::number::Typed) -> Result<Vec<(u32, u32)>, BrokenIndex> {
        let start = &self.lexicon.start;
        let from = Lexicon::piece_of(&start.numbers, &typed.serial).unwrap_or(0) as usize;
        let until = format!("{}{{", typed.serial);
        let mut found = Vec::new();
        for (piece, first) in (0..).zip(&start.numbers).skip(from) {
            if *first > until {
                break;
            }
            let entries: Vec<Entry> = read_json(&self.shelf, &format!("{}{piece}.bin", start.numbers_folder))?;
            found.extend(entries.iter().map(|entry| (entry.2, typed.matches(entry))));
        }
        if typed.key.len() > typed.serial.len() && found.iter().all(|(_, class)| *class < 3) {
            return Ok(found.into_iter().filter(|(_, class)| *class > 0).collect());
        }
        Ok(found.into_iter().filter(|(_, class)| *class > 0 && *class != 2).collect())
    }

    fn record(&self, unit: u32) -> Result<Record, BrokenIndex> {
        let start = &self.lexicon.start;
        let address = format!("{}{}.bin", start.records, unit / start.records_each);
        let piece: Vec<Record> = read_json(&self.shelf, &address)?;
        let place = (unit % start.records_each) as usize;
        piece.into_iter().nth(place).ok_or(BrokenIndex::Garbled(address))
    }

    /// Looks at the best ones as a whole, checks phrases, and gives the first `limit`.
    fn look_at(
        &self,
        query: &Query,
        slots: &[Slot],
        ranked: Vec<(u32, f64)>,
        limit: usize,
    ) -> Result<Found, BrokenIndex> {
        let total = ranked.len();
        let mut hits: Vec<Hit> = Vec::new();
        for (unit, score) in ranked {
            if hits.len() >= limit.max(LOOKED_AT) {
                break;
            }
            let record = self.record(unit)?;
            let texts = [&record.1, &record.5].map(|text| word::stopped_words(text));
            let texts = texts.map(|text| text.into_iter().map(|(raw, stop)| (Word::of(raw), stop)).collect::<Vec<_>>());
            let holds = |loose: bool| {
                query.phrases.iter().all(|phrase| texts.iter().any(|text| holds_phrase(text, phrase, loose)))
            };
            if !holds(true) {
                continue;
            }
            let score = if !query.phrases.is_empty() && holds(false) { score + UNBROKEN } else { score };
            let score = if hits.len() < LOOKED_AT { score * (1.0 + likeness(&texts, slots)) } else { score };
            hits.push(Hit { unit, score, record });
        }
        let looked_at = if query.phrases.is_empty() { hits.len().min(LOOKED_AT) } else { hits.len() };
        hits[..looked_at].sort_by(|left, right| right.score.total_cmp(&left.score).then(left.unit.cmp(&right.unit)));
        hits.truncate(limit);
        Ok(Found { total, hits })
    }
}

/// A reader at a word of a shared piece that has `skip` others before it.
fn reader_at(bytes: &[u8], skip: u32) -> BitReader<'_> {
    let mut reader = BitReader::new(bytes);
    for _ in 0..skip {
        let _passed = (piece::read_word(&mut reader), piece::read_pairs(&mut reader));
    }
    reader
}

/// Whether a text has a phrase; typed with any marks, it stands there with the same marks. Unless it is `loose`, a
/// stop parts words only where one was typed.
fn holds_phrase(text: &[(Word, bool)], phrase: &[Follower], loose: bool) -> bool {
    let strict = phrase.iter().any(|typed| typed.word.is_marked());
    let same =
        |found: &Word, typed: &Word| if strict { found.marked == typed.marked } else { found.plain == typed.plain };
    text.windows(phrase.len()).any(|window| {
        let mut both = window.iter().zip(phrase).enumerate();
        both.all(|(place, ((found, stop), typed))| {
            same(found, &typed.word) && (loose || place == 0 || !stop || typed.after_stop)
        })
    })
}

/// How much of a query stands in a text in one piece, from 0 to [`IN_ONE_PIECE`].
fn likeness(texts: &[Vec<(Word, bool)>], slots: &[Slot]) -> f64 {
    let mut longest = 0.0;
    for text in texts {
        let mut before = vec![0.0; slots.len() + 1];
        for (found, stop) in text {
            let mut now = vec![0.0; slots.len() + 1];
            for (place, slot) in slots.iter().enumerate() {
                let Some(typing) = &slot.typing else { continue };
                let same =
                    found.plain == typing.word.plain || typing.open && found.plain.starts_with(&typing.word.plain);
                if same {
                    let agrees = !typing.word.is_marked() || found.marked == typing.word.marked;
                    let value = if agrees { 1.0 } else { WRONG_MARKS };
                    now[place + 1] = value + if *stop { 0.0 } else { before[place] };
                    if now[place + 1] > longest {
                        longest = now[place + 1];
                    }
                }
            }
            before = now;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "queries are short")]
    let share = longest / slots.len().max(1) as f64;
    IN_ONE_PIECE * share * share
}

/// Whether one letter more, one less, another one, or two neighbours exchanged make one word of the other.
#[must_use]
pub fn one_slip(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let same = one.iter().zip(other).take_while(|(left, right)| left == right).count();
    let (left, right) = (&one[same..], &other[same..]);
    match one.len().abs_diff(other.len()) {
        0 => {
            left.get(1..) == right.get(1..)
                || left.len() >= 2 && left[0] == right[1] && left[1] == right[0] && left[2..] == right[2..]
        }
        1 if left.len() > right.len() => left[1..] == *right,
        1 => *left == right[1..],
        _ => false,
    }
}
