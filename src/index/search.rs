//! The search: a query and the files of an index in, ranked units out.
//!
//! The theme's `search-core.js` is the same algorithm, step by step and in the same order of arithmetic; one table
//! of queries runs through both. First a plan is made of the entry file alone: which words, which pieces. Then the
//! pieces are read and the scores added up. At last the best few are looked at as a whole.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::batch::Batches;
use super::bits::BitReader;
use super::lexicon::{Lexicon, Start};
use super::narrow::{Counts, Filters, Narrowing, Order};
use super::number::{Entry, Typed};
use super::outer;
use super::phrase::{self, Met};
use super::piece::{self, Postings};
use super::plan::{self, Item, LONGER, SLIP, Slot};
use super::query::{self, Query};
use super::record::Record;
use super::score;
use super::shelf::{BrokenIndex, Shelf, read_json};
use super::word::{self, Word, one_slip};
use super::{ENTRY, VERSION};

/// What a number counts; more than any words do.
const NUMBER: f64 = 1000.0;
/// What it counts more when nothing else was typed and it is the newest of those that answer equally well.
const NEWEST: f64 = 500.0;
/// What it adds to a score, in parts of it, when the whole query stands in a text in one piece.
const IN_ONE_PIECE: f64 = 0.5;
/// What it adds, in parts of it, when all words of the query have the same neighbours in a text.
const NEIGHBOURS: f64 = 1.0;
/// What a word counts in that piece when its marks are others than those typed.
const WRONG_MARKS: f64 = 0.9;
/// How many of the best are looked at as a whole.
pub const LOOKED_AT: usize = 6;
/// What a phrase adds to a score when no stop parts its words.
const UNBROKEN: f64 = 100.0;

/// An index that is open for searching.
#[derive(Debug)]
pub struct Index<S> {
    pub(super) shelf: S,
    pub(super) lexicon: Lexicon,
}

/// What somebody wants to find.
#[derive(Debug, Clone)]
pub struct Wish<'w> {
    /// The query; blank asks for everything that passes the filters.
    pub query: &'w str,
    /// What results are narrowed down by.
    pub filters: Filters,
    /// The order of results.
    pub order: Order,
    /// The day for which timeliness is computed.
    pub today: Date,
    /// How many results at most.
    pub limit: usize,
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

/// A query with what was found for it: unit and score, best first.
struct Ranking {
    query: Query,
    slots: Vec<Slot>,
    ranked: Vec<(u32, f64)>,
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

    /// The entry file, ready for look-ups.
    #[must_use]
    pub const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The best `limit` units for a query.
    ///
    /// # Errors
    /// When a piece is absent or garbled.
    pub fn search(&self, typed: &str, limit: usize) -> Result<Found, BrokenIndex> {
        self.look_at(self.rank(typed)?, limit, false)
    }

    /// The units that somebody wishes for, and how many there would be by each value of a facet.
    ///
    /// # Errors
    /// When a piece is absent or garbled.
    pub fn wish(&self, wish: &Wish<'_>) -> Result<(Found, Counts), BrokenIndex> {
        let mut ranking = self.rank(wish.query)?;
        let blank = wish.query.trim().is_empty();
        if blank {
            ranking.ranked = (0..self.lexicon.start.units).map(|unit| (unit, 0.0)).collect();
        }
        let columns = read_json(&self.shelf, &self.lexicon.start.facets)?;
        let narrowing = Narrowing::on(wish.today, columns);
        let all = ranking.ranked.iter().map(|(unit, _)| *unit).collect::<Vec<_>>();
        ranking.ranked.retain(|(unit, _)| narrowing.passes(*unit, &wish.filters));
        match wish.order {
            Order::Relevance => {}
            Order::Date => {
                let days: Vec<Option<i32>> = read_json(&self.shelf, &self.lexicon.start.days)?;
                ranking.ranked.sort_by_key(|(unit, _)| std::cmp::Reverse(days[*unit as usize]));
            }
            Order::Deadline => {
                ranking.ranked.sort_by(|left, right| narrowing.due(left.0).cmp(narrowing.due(right.0)));
            }
        }
        let found = self.look_at(ranking, wish.limit, blank || wish.order != Order::Relevance)?;
        Ok((found, narrowing.counts(&all, &wish.filters)))
    }

    fn rank(&self, typed: &str) -> Result<Ranking, BrokenIndex> {
        let query = query::parse(typed, &self.lexicon.symbols);
        let slots = plan::slots(&self.lexicon, &query);
        let chosen = plan::chosen(&self.lexicon, &slots);
        let mut totals = vec![0.0; self.lexicon.lengths.len()];
        self.add_words(&slots, &chosen, &mut totals)?;
        self.add_pairs(&slots, &chosen, &mut totals)?;
        if let Some(number) = &query.number {
            for (unit, value) in self.numbered(number)? {
                totals[unit as usize] += value;
            }
        }
        for phrase in &query.excluded {
            for unit in self.holding(phrase)?.unwrap_or_default() {
                totals[unit as usize] = 0.0;
            }
        }
        for phrase in &query.phrases {
            let words = phrase.iter().map(|follower| follower.word.clone()).collect::<Vec<_>>();
            if let Some(holding) = self.holding(&words)? {
                let holding = self.with_marks(phrase, holding)?;
                (0..).zip(&mut totals).filter(|(unit, _)| !holding.contains(unit)).for_each(|(_, total)| *total = 0.0);
            }
        }
        let mut ranked = (0..).zip(totals).filter(|(_, total)| *total > 0.0).collect::<Vec<(u32, f64)>>();
        ranked.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        Ok(Ranking { query, slots, ranked })
    }

    /// The words around `plain` outside the lexicon.
    pub(super) fn outer(&self, plain: &str) -> Result<Vec<(String, Postings)>, BrokenIndex> {
        let start = &self.lexicon.start;
        match Lexicon::piece_of(&start.vocabulary.outer, plain) {
            Some(piece) => Ok(outer::read(&self.bytes('o', &start.vocabulary.outer_pieces, piece)?)),
            None => Ok(Vec::new()),
        }
    }

    fn bytes(&self, prefix: char, pieces: &Batches, piece: u32) -> Result<Vec<u8>, BrokenIndex> {
        let address = pieces.address(prefix, piece).ok_or_else(garbled)?;
        self.shelf.file(&address).ok_or(BrokenIndex::Absent(address))
    }

    /// The postings of a word of the lexicon.
    pub(super) fn word(&self, place: u32) -> Result<Postings, BrokenIndex> {
        let location = self.lexicon.locations[place as usize];
        let bytes = self.bytes('t', &self.lexicon.start.vocabulary.terms, location.piece)?;
        Ok(piece::read_word(&mut reader_at(&bytes, location.skip)))
    }

    /// The pairs that begin with a word and end with one of `seconds`, which is sorted.
    pub(super) fn pairs(&self, first: u32, seconds: &BTreeSet<u32>) -> Result<Vec<(u32, Postings)>, BrokenIndex> {
        let location = self.lexicon.locations[first as usize];
        let Some(count) = location.spread else {
            let bytes = self.bytes('t', &self.lexicon.start.vocabulary.terms, location.piece)?;
            let mut reader = reader_at(&bytes, location.skip);
            let _own = piece::read_word(&mut reader);
            let all = piece::read_pairs(&mut reader);
            return Ok(all.into_iter().filter(|(second, _)| seconds.contains(second)).collect());
        };
        let parts = seconds.iter().map(|second| second % count).collect::<BTreeSet<_>>();
        let mut found = Vec::new();
        for part in parts {
            let bytes = self.bytes('t', &self.lexicon.start.vocabulary.terms, location.piece + 1 + part)?;
            let all = piece::read_pairs(&mut BitReader::new(&bytes)).into_iter();
            let all = all.map(|(second, postings)| (second * count + part, postings));
            found.extend(all.filter(|(second, _)| seconds.contains(second)));
        }
        found.sort_by_key(|(second, _)| *second);
        Ok(found)
    }

    fn add_words(&self, slots: &[Slot], chosen: &BTreeSet<Item>, totals: &mut [f64]) -> Result<(), BrokenIndex> {
        for (place, slot) in slots.iter().enumerate() {
            let typing = &slot.typing;
            let marked = Some(typing.word.marked.as_str()).filter(|_| typing.word.is_marked());
            let (outer, known) = self.beside(slot)?;
            let mut best = BTreeMap::new();
            if chosen.contains(&Item::Word(place)) && !(slot.guessed && known) {
                for (word, factor) in &slot.inner {
                    self.add(&self.word(*word)?, *factor, marked, &mut best);
                }
            }
            for (postings, factor) in &outer {
                self.add(postings, *factor, marked, &mut best);
            }
            best.into_iter().for_each(|(unit, score)| totals[unit as usize] += score);
        }
        Ok(())
    }

    /// The words outside the lexicon that may be meant, and whether the typed one is among them.
    fn beside(&self, slot: &Slot) -> Result<(Vec<(Postings, f64)>, bool), BrokenIndex> {
        if !slot.outer {
            return Ok((Vec::new(), false));
        }
        let plain = slot.typing.word.plain.as_str();
        let near = self.outer(plain)?;
        let known = near.iter().any(|(word, _)| word == plain);
        let factor = |word: &str| match word {
            _ if word == plain => Some(1.0),
            _ if slot.typing.open && word.starts_with(plain) => Some(LONGER),
            _ if !known && !slot.typing.quoted && one_slip(word, plain) => Some(SLIP),
            _ => None,
        };
        let meant = near.into_iter().filter_map(|(word, postings)| Some((postings, factor(&word)?)));
        Ok((meant.collect(), known))
    }

    fn add_pairs(&self, slots: &[Slot], chosen: &BTreeSet<Item>, totals: &mut [f64]) -> Result<(), BrokenIndex> {
        for (place, two) in slots.windows(2).enumerate() {
            if !chosen.contains(&Item::Pair(place)) {
                continue;
            }
            let mut best = BTreeMap::new();
            for (first, factor) in &two[0].inner {
                for (second, postings) in self.pairs(*first, &plan::seconds(&self.lexicon, *first, &two[1]))? {
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

    /// The documents whose number answers, and what that counts.
    fn numbered(&self, typed: &Typed) -> Result<Vec<(u32, f64)>, BrokenIndex> {
        let start = &self.lexicon.start;
        let from = Lexicon::piece_of(&start.numbers, &typed.serial).unwrap_or(0) as usize;
        let until = format!("{}{{", typed.serial);
        let mut found = Vec::new();
        for (piece, first) in (0..).zip(&start.numbers).skip(from) {
            if *first > until {
                break;
            }
            let address = start.number_pieces.address('n', piece).ok_or_else(garbled)?;
            let entries: Vec<Entry> = read_json(&self.shelf, &address)?;
            found.extend(entries.iter().map(|entry| (typed.matches(entry), entry.3, entry.2)));
        }
        let loose = typed.key.len() > typed.serial.len() && found.iter().all(|(class, ..)| *class < 3);
        found.retain(|(class, ..)| *class > 0 && (loose || *class != 2));
        found.sort_by_key(|(class, day, unit)| (*class, *day, std::cmp::Reverse(*unit)));
        #[expect(clippy::cast_precision_loss, reason = "a site holds fewer than 2^52 documents")]
        let newness = |place: usize| if typed.alone { NEWEST * place as f64 / found.len() as f64 } else { 0.0 };
        let value =
            |(place, (class, _, unit)): (usize, &(u32, i32, u32))| (*unit, NUMBER * f64::from(*class) + newness(place));
        Ok(found.iter().enumerate().map(value).collect())
    }

    fn record(&self, unit: u32) -> Result<Record, BrokenIndex> {
        let (address, place) = self.lexicon.start.record(unit).ok_or_else(garbled)?;
        let piece: Vec<Record> = read_json(&self.shelf, &address)?;
        piece.into_iter().nth(place).ok_or(BrokenIndex::Garbled(address))
    }

    /// Looks at the best ones as a whole, checks phrases, and gives the first `limit`; an order that is none of ours,
    /// such as that of days, is kept.
    fn look_at(&self, ranking: Ranking, limit: usize, keep_order: bool) -> Result<Found, BrokenIndex> {
        let Ranking { query, slots, ranked } = ranking;
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
                query.phrases.iter().all(|phrase| texts.iter().any(|text| phrase::holds(text, phrase, loose)))
            };
            if !holds(true) {
                continue;
            }
            let score = if !query.phrases.is_empty() && holds(false) { score + UNBROKEN } else { score };
            let score = if hits.len() < LOOKED_AT { score * (1.0 + likeness(&texts, &slots)) } else { score };
            hits.push(Hit { unit, score, record });
        }
        if !keep_order {
            let looked_at = if query.phrases.is_empty() { hits.len().min(LOOKED_AT) } else { hits.len() };
            hits[..looked_at]
                .sort_by(|left, right| right.score.total_cmp(&left.score).then(left.unit.cmp(&right.unit)));
        }
        hits.truncate(limit);
        Ok(Found { total, hits })
    }
}

/// The entry file contradicts itself.
fn garbled() -> BrokenIndex {
    BrokenIndex::Garbled(ENTRY.to_owned())
}

/// A reader at a word of a shared piece that has `skip` others before it.
fn reader_at(bytes: &[u8], skip: u32) -> BitReader<'_> {
    let mut reader = BitReader::new(bytes);
    for _ in 0..skip {
        let _passed = (piece::read_word(&mut reader), piece::read_pairs(&mut reader));
    }
    reader
}

/// How much of a query stands in a text: in one piece, from 0 to [`IN_ONE_PIECE`], and by its pairs of neighbours, the
/// rarer the more, from 0 to [`NEIGHBOURS`].
fn likeness(texts: &[Vec<Met>], slots: &[Slot]) -> f64 {
    let mut longest = 0.0;
    let mut met = vec![false; slots.len()];
    for text in texts {
        let mut before = vec![0.0; slots.len() + 1];
        for (found, stop) in text {
            let mut now = vec![0.0; slots.len() + 1];
            for (place, slot) in slots.iter().enumerate() {
                let typing = &slot.typing;
                let same =
                    found.plain == typing.word.plain || typing.open && found.plain.starts_with(&typing.word.plain);
                if same {
                    let agrees = !typing.word.is_marked() || found.marked == typing.word.marked;
                    let value = if agrees { 1.0 } else { WRONG_MARKS };
                    met[place] |= before[place] > 0.0;
                    now[place + 1] = value + if *stop { 0.0 } else { before[place] };
                    if now[place + 1] > longest {
                        longest = now[place + 1];
                    }
                }
            }
            before = now;
        }
    }
    let pairs = slots.windows(2).map(|two| two[0].rareness + two[1].rareness).zip(&met[1.min(met.len())..]);
    let (all, own) = pairs.fold((0, 0), |(all, own), (value, met)| (all + value, own + if *met { value } else { 0 }));
    #[expect(clippy::cast_precision_loss, reason = "queries are short")]
    let share = longest / slots.len().max(1) as f64;
    let part = f64::from(own) / f64::from(all.max(1));
    IN_ONE_PIECE * share * share + NEIGHBOURS * part * part
}
