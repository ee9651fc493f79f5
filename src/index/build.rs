//! Units → the files of an index, at the cost of what has changed since the last one.
//!
//! Units come in blocks (a document with its parts) and go by: what stays of them are their texts as numbers, a row of
//! facets, and their records in pieces. Then the lexicon is made, and the postings of a few words at a time.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use super::batch::{Batch, Batches};
use super::facet::Rows;
use super::lexicon::{Start, letter};
use super::memory::{Mark, Memory};
use super::number::Entry;
use super::record::Record;
use super::shelf::deflated;
use super::texts::Reading;
use super::unit::Unit;
use super::words::{Made, searched};
use super::{ENTRY, FOLDER, VERSION, batch, score};
use crate::base::output::{MemoryOutput, Sink, SinkError, SitePath};
use crate::record::glossary::GlossaryRecord;

/// Text of the records in one piece, in bytes before deflating.
const RECORDS: usize = 8000;
/// Text of the records in one batch, in bytes; about.
const BATCH: u64 = 128_000;
/// Units in a batch of records, at most, unless one block has more.
const BATCH_UNITS: usize = 4096;
/// Numbers in one piece.
const NUMBERS: usize = 300;
/// Blocks that are gathered at once.
const BLOCKS: usize = 512;

/// The day of a document that has none: before all others.
const NO_DAY: i32 = -1_000_000;

/// The files of the index of `units`: address and bytes.
#[must_use]
pub fn build(units: &[Unit], glossary: &[GlossaryRecord]) -> Vec<(String, Vec<u8>)> {
    let output = MemoryOutput::default();
    build_again(units, glossary, &mut Memory::default(), &output)
        .expect("memory takes every file, and no two have one address");
    output.into_files().into_iter().map(|(path, bytes)| (path.as_str().to_owned(), bytes)).collect()
}

/// Hands the files of the index of `units` to `sink`. Of the index that `memory` remembers, the files that stay the same
/// are taken over from there; it then remembers this one.
///
/// # Errors
/// When the sink refuses a file.
pub fn build_again(
    units: &[Unit],
    glossary: &[GlossaryRecord],
    memory: &mut Memory,
    sink: &dyn Sink,
) -> Result<(), SinkError> {
    let blocks = units.iter().collect::<Vec<_>>();
    make(&blocks, |unit| Cow::Borrowed(std::slice::from_ref(*unit)), glossary, memory, sink)
}

/// Makes the index of the units of all `blocks`, which are gathered when they are needed. Of an index that is
/// remembered, the files that stay the same are taken over from `sink`; afterwards the new one is remembered.
pub(super) fn make<'u, B: Sync>(
    blocks: &[B],
    gather: impl Fn(&B) -> Cow<'u, [Unit]> + Sync,
    glossary: &[GlossaryRecord],
    memory: &mut Memory,
    sink: &dyn Sink,
) -> Result<(), SinkError> {
    let mut last = std::mem::take(memory);
    let abbreviations = mark(format!("{glossary:?}").as_bytes());
    if last.glossary != abbreviations {
        last = Memory::default();
    }
    let mut now =
        Memory { glossary: abbreviations, dictionary: std::mem::take(&mut last.dictionary), ..Memory::default() };
    let mut shown = Shown { sink, last: &last, made: Batches::default(), units: Vec::new(), each: Vec::new() };
    let (mut rows, mut entries) = (Rows::default(), Vec::new());
    let known = last.places();
    let mut reading = Reading::new(&mut now.dictionary, glossary);
    let mut waiting: Vec<Gathered<'u>> = Vec::new();
    for (number, chunk) in blocks.chunks(BLOCKS).enumerate() {
        let gathered = chunk.par_iter().map(|block| Gathered::of(gather(block)));
        waiting.extend(gathered.collect::<Vec<_>>());
        let is_last = (number + 1) * BLOCKS >= blocks.len();
        let batches = batches(&waiting, is_last);
        let ready = batches.last().map_or(0, |batch| batch.end);
        let (texts, blocks) = (&mut now.texts, &mut now.blocks);
        let read = || {
            for Gathered { units, mark, .. } in &waiting[..ready] {
                match known.get(mark) {
                    Some((start, end)) => {
                        (*start..*end).for_each(|unit| texts.copy(last.texts.unit(unit), last.texts.lengths[unit]));
                    }
                    None => units.iter().for_each(|unit| reading.read(unit, texts)),
                }
                blocks.push((*mark, count(units.len())));
                for unit in units.iter() {
                    let place = rows.add(unit);
                    let day = rows.day(place).unwrap_or(NO_DAY);
                    entries.extend(unit.number.as_ref().and_then(|number| Entry::of(number, count(place), day)));
                }
            }
        };
        let (shown, ()) = rayon::join(|| shown.put(&waiting, &batches), read);
        shown?;
        waiting.drain(..ready);
    }
    let Shown { made: records, units: records_units, each: records_each, .. } = shown;
    now.records = records.names().map(str::to_owned).collect();

    let words = searched(&last, &mut now, sink)?;
    let put = |address: String, bytes: Vec<u8>| put(sink, &address, bytes).map(|()| address);
    let columns = deflated(&rows.columns());
    let facets_bytes = columns.len();
    let facets = put(format!("{FOLDER}f-{}.bin", batch::hash([columns.as_slice()])), columns)?;
    let days = deflated(&rows.days());
    let days = put(format!("{FOLDER}d-{}.bin", batch::hash([days.as_slice()])), days)?;
    let Made { lexicon, commonness, layout, terms, outer, outer_pieces } = words;
    let (symbols, numbers, number_pieces) = numbers(entries, sink)?;
    let start = Start {
        version: VERSION,
        units: count(now.texts.lengths.len()),
        words: now.texts.lengths.iter().sum(),
        lengths: now.texts.lengths.iter().map(|length| letter(score::length_level(*length))).collect(),
        lexicon,
        commonness,
        layout,
        terms,
        outer,
        outer_pieces,
        numbers,
        number_pieces,
        symbols,
        records,
        records_units,
        records_each,
        facets,
        facets_bytes,
        days,
    };
    put(ENTRY.to_owned(), deflated(&start))?;
    *memory = if now.is_worn() { Memory::default() } else { now };
    Ok(())
}

/// Units that belong together and come and go together.
struct Gathered<'u> {
    units: Cow<'u, [Unit]>,
    mark: Mark,
    /// Size of their records.
    bytes: usize,
    /// Whether a batch of records may begin here; decided by who they are and not by where they stand.
    opens: bool,
}

impl<'u> Gathered<'u> {
    fn of(units: Cow<'u, [Unit]>) -> Self {
        let bytes = units.iter().map(|unit| unit.text.len() + 120).sum::<usize>();
        let chance = units.first().map_or(0, |unit| chance(&unit.address));
        let mut told = Vec::with_capacity(bytes * 2);
        units.iter().for_each(|unit| unit.tell(&mut told));
        let mark = mark(&told);
        Self { units, mark, bytes, opens: u64::from(chance) * BATCH < (bytes as u64) << 32 }
    }
}

/// A number that a text has by chance and keeps for ever.
pub(super) fn chance(text: &str) -> u32 {
    u32::from_le_bytes(*blake3::hash(text.as_bytes()).as_bytes().first_chunk().expect("a hash has 32 bytes"))
}

fn mark(bytes: &[u8]) -> Mark {
    *blake3::hash(bytes).as_bytes().first_chunk().expect("a hash has 32 bytes")
}

pub(super) fn count(count: usize) -> u32 {
    u32::try_from(count).ok().filter(|count| *count < 1 << 28).expect("a site holds fewer than 2^28 units")
}

/// Blocks whose records lie together. Unless there are no more to come, those after the last opening one wait.
fn batches(blocks: &[Gathered<'_>], is_last: bool) -> Vec<Range<usize>> {
    let (mut batches, mut start, mut units) = (Vec::new(), 0, 0);
    for (place, block) in blocks.iter().enumerate() {
        if place > start && (block.opens || units + block.units.len() > BATCH_UNITS) {
            batches.push(start..place);
            (start, units) = (place, 0);
        }
        units += block.units.len();
    }
    if is_last && start < blocks.len() {
        batches.push(start..blocks.len());
    }
    batches
}

/// What is shown of units.
struct Shown<'s> {
    sink: &'s dyn Sink,
    last: &'s Memory,
    made: Batches,
    /// Units in each batch.
    units: Vec<u32>,
    /// Units in each piece of a batch.
    each: Vec<u32>,
}

impl Shown<'_> {
    fn put(&mut self, blocks: &[Gathered<'_>], batches: &[Range<usize>]) -> Result<(), SinkError> {
        let put = batches.par_iter().map(|batch| self.put_batch(&blocks[batch.clone()]));
        for (batch, units, each) in put.collect::<Result<Vec<_>, SinkError>>()? {
            self.made.push(&batch);
            self.units.push(count(units));
            self.each.push(count(each));
        }
        Ok(())
    }

    fn put_batch(&self, blocks: &[Gathered<'_>]) -> Result<(Batch, usize, usize), SinkError> {
        let units = blocks.iter().flat_map(|block| block.units.iter()).collect::<Vec<_>>();
        let bytes = blocks.iter().map(|block| block.bytes).sum::<usize>();
        let each = (RECORDS * units.len() / bytes.max(1)).clamp(1, 64);
        let name = batch::hash(blocks.iter().map(|block| block.mark.as_slice()));
        let batch = Batch { name, size: count(units.len().div_ceil(each)) };
        let is_known = self.last.records.contains(&batch.name);
        for (address, units) in batch.addresses('r').zip(units.chunks(each)) {
            if !(is_known && keep(self.sink, &address)?) {
                let records = units.iter().map(|unit| Record::of(unit)).collect::<Vec<_>>();
                put(self.sink, &address, deflated(&records))?;
            }
        }
        Ok((batch, units.len(), each))
    }
}

pub(super) fn put(sink: &dyn Sink, address: &str, bytes: Vec<u8>) -> Result<(), SinkError> {
    sink.put(path(address), bytes)
}

pub(super) fn keep(sink: &dyn Sink, address: &str) -> Result<bool, SinkError> {
    Ok(sink.keep(&path(address))?.is_some())
}

fn path(address: &str) -> SitePath {
    SitePath::parse(address).expect("addresses of pieces are made of hashes and numbers")
}

/// The numbers of documents: the letters in them, the first key of each piece, and the pieces.
fn numbers(entries: Vec<Entry>, sink: &dyn Sink) -> Result<(String, Vec<String>, Batches), SinkError> {
    let mut entries = entries.into_iter().map(|entry| (entry.key(), entry)).collect::<Vec<_>>();
    entries.sort_unstable();
    let symbols = entries
        .iter()
        .flat_map(|(_, entry)| entry.1.split('-'))
        .filter(|part| !part.is_empty() && !super::number::is_digits(part));
    let symbols = symbols.collect::<std::collections::BTreeSet<_>>();
    let symbols = symbols.into_iter().collect::<Vec<_>>().join(" ");
    let (mut firsts, mut batches) = (Vec::new(), Batches::default());
    for entries in entries.chunks(NUMBERS * batch::PIECES) {
        let pieces = entries.chunks(NUMBERS).map(|piece| {
            firsts.push(piece[0].0.clone());
            deflated(&piece.iter().map(|(_, entry)| entry).collect::<Vec<_>>())
        });
        let pieces = pieces.collect::<Vec<_>>();
        let batch = Batch::of(&[], &pieces);
        batch.addresses('n').zip(pieces).try_for_each(|(address, bytes)| put(sink, &address, bytes))?;
        batches.push(&batch);
    }
    Ok((symbols, firsts, batches))
}
