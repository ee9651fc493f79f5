//! Units → the files of an index, at the cost of what has changed since the last one.
//!
//! Units come in blocks (a document with its parts) and go by: what stays of them are their texts as numbers, a row of
//! facets, and their records in pieces. Then the lexicon is made, and the postings of a few words at a time.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use super::batch::{Batch, Batches};
use super::facet::AllValues;
use super::lexicon::{Start, letter};
use super::memory::{Block, Mark, Memory, Whole};
use super::number::Entry;
use super::numbered::Numbered;
use super::record::Record;
use super::shelf::{deflated, deflated_whole};
use super::stretch::{Gathering, Stretch, Stretches};
use super::texts::Reading;
use super::unit::Unit;
use super::words::searched;
use super::{ENTRY, FOLDER, VERSION, batch, score};
use crate::base::hash::QuickMap;
use crate::base::output::{MemoryOutput, Sink, SinkError, SitePath};
use crate::record::glossary::GlossaryRecord;

/// Text of the records in one piece, in bytes before deflating.
const RECORDS: usize = 8000;
/// Text of the records in one batch, in bytes; about.
const BATCH: u64 = 256_000;
/// Units in a batch of records, at most, unless one block has more.
const BATCH_UNITS: usize = 4096;
/// Blocks that are gathered at once.
const BLOCKS: usize = 512;

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
    make(&OfUnits(units), glossary, memory, sink)
}

/// Where units come from, in blocks that come and go as a whole.
pub(super) trait Source: Sync {
    /// How many blocks there are.
    fn count(&self) -> usize;
    /// The name of a block: no two have the same, and it is kept whatever the block says.
    fn name(&self, block: usize) -> Cow<'_, str>;
    /// Whether the block of that name is certain to say what it said in the index that is remembered.
    fn is_same(&self, name: &str) -> bool;
    /// The units of a block, with a note on what they were made from.
    fn gather(&self, block: usize, name: &str) -> Cow<'_, [Unit]>;
    /// The units of a block.
    fn units(&self, block: usize) -> Cow<'_, [Unit]>;
}

/// Units that are there, each a block.
struct OfUnits<'u>(&'u [Unit]);

impl Source for OfUnits<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn name(&self, block: usize) -> Cow<'_, str> {
        self.0[block].address.as_str().into()
    }

    fn is_same(&self, _name: &str) -> bool {
        false
    }

    fn gather(&self, block: usize, _name: &str) -> Cow<'_, [Unit]> {
        self.units(block)
    }

    fn units(&self, block: usize) -> Cow<'_, [Unit]> {
        std::slice::from_ref(&self.0[block]).into()
    }
}

/// Makes the index of the units of `source`. Of an index that is remembered, the files that stay the same are taken over
/// from `sink`; afterwards the new one is remembered.
pub(super) fn make(
    source: &dyn Source,
    glossary: &[GlossaryRecord],
    memory: &mut Memory,
    sink: &dyn Sink,
) -> Result<(), SinkError> {
    let mut last = std::mem::take(memory);
    let abbreviations = mark(format!("{glossary:?}").as_bytes());
    if last.glossary != abbreviations {
        last = Memory::default();
    }
    let mut now = Memory { glossary: abbreviations, ..Memory::default() };
    now.dictionary = std::mem::take(&mut last.dictionary);
    now.values = std::mem::take(&mut last.values);
    let mut shown = Shown { source, sink, last: &last, made: Batches::default(), units: Vec::new(), each: Vec::new() };
    let (by_name, by_mark) = (last.places(|block| block.name), last.places(|block| block.mark));
    let Memory { dictionary, values, units, blocks, .. } = &mut now;
    let mut reading = Reading::new(dictionary, glossary);
    let mut gathering = Gathering::default();
    let mut waiting: Vec<Gathered<'_>> = Vec::new();
    for start in (0..source.count()).step_by(BLOCKS) {
        let end = (start + BLOCKS).min(source.count());
        let gathered = (start..end).into_par_iter().map(|place| Gathered::of(source, place, &by_name, &by_mark));
        waiting.extend(gathered.collect::<Vec<_>>());
        let batches = batches(&waiting, end == source.count());
        let ready = batches.last().map_or(0, |batch| batch.end);
        let read = || {
            for batch in &batches {
                let batch = &waiting[batch.clone()];
                blocks.extend(batch.iter().map(|block| block.about));
                units.push(match as_before(batch, &last.units) {
                    Some(stretch) => stretch.clone(),
                    None => stretch(batch, &last.units, &mut reading, values, &mut gathering),
                });
            }
        };
        let (shown, ()) = rayon::join(|| shown.put(&waiting, &batches), read);
        shown?;
        waiting.drain(..ready);
    }
    let Shown { made: records, units: records_units, each: records_each, .. } = shown;
    now.records = records.iter().map(|batch| batch.name).collect();

    // Before the postings, which take what room there is. The values have the numbers that they had: rows that are the
    // same say the same.
    let same = Some(&last).filter(|last| last.units.agree(&now.units, Stretch::has_rows_of));
    now.facets = whole(sink, 'f', same.map(|last| &last.facets), || deflated_whole(now.rows().columns()))?;
    now.days = whole(sink, 'd', same.map(|last| &last.days), || deflated_whole(now.rows().days()))?;
    let same = same.filter(|last| last.units.agree(&now.units, Stretch::has_serials_of));
    now.numbers = Numbered::make(same.map(|last| &last.numbers), now.units.entries(), sink)?;
    let vocabulary = searched(&last, &mut now, sink)?;
    let mut levels = QuickMap::default();
    let mut level = |length| *levels.entry(length).or_insert_with(|| letter(score::length_level(length)));
    let start = Start {
        version: VERSION,
        units: count(now.units.len()),
        words: now.units.lengths().sum(),
        lengths: now.units.lengths().map(&mut level).collect(),
        vocabulary,
        numbers: now.numbers.firsts.clone(),
        number_pieces: now.numbers.pieces.clone(),
        symbols: now.numbers.symbols.clone(),
        records,
        records_units,
        records_each,
        facets: now.facets.address.clone(),
        facets_bytes: now.facets.bytes as usize,
        days: now.days.address.clone(),
    };
    put(sink, ENTRY, deflated_whole(start))?;
    *memory = if now.is_worn() { Memory::default() } else { now };
    Ok(())
}

/// A block, and its units unless they are known to be as they were.
struct Gathered<'s> {
    place: usize,
    units: Option<Cow<'s, [Unit]>>,
    about: Block,
    /// Where its first unit stood in the last index, when it said the same there.
    before: Option<usize>,
    /// Whether a batch of records may begin here; decided by who they are and not by where they stand.
    opens: bool,
}

/// Blocks of the last index and the places of their first units.
type Places = QuickMap<Mark, (Block, usize)>;

impl<'s> Gathered<'s> {
    fn of(source: &'s dyn Source, place: usize, by_name: &Places, by_mark: &Places) -> Self {
        let name = source.name(place);
        let chance = u64::from(chance(&name));
        let opens = |bytes: u32| chance * BATCH < u64::from(bytes) << 32;
        let is_same = source.is_same(&name);
        let marked = mark(name.as_bytes());
        if let Some((about, start)) = by_name.get(&marked).filter(|_| is_same) {
            return Self { place, units: None, about: *about, before: Some(*start), opens: opens(about.bytes) };
        }
        let units = if is_same { source.units(place) } else { source.gather(place, &name) };
        let bytes = units.iter().map(|unit| unit.text.len() + 120).sum::<usize>();
        let mut told = Vec::with_capacity(bytes * 2);
        units.iter().for_each(|unit| unit.tell(&mut told));
        let bytes = u32::try_from(bytes).expect("a block is no larger than a file");
        let about = Block { name: marked, mark: mark(&told), bytes, units: count(units.len()) };
        let before = by_mark.get(&about.mark).map(|(_, start)| *start);
        Self { place, units: Some(units), about, before, opens: opens(bytes) }
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
        if place > start && (block.opens || units + block.about.units as usize > BATCH_UNITS) {
            batches.push(start..place);
            (start, units) = (place, 0);
        }
        units += block.about.units as usize;
    }
    if is_last && start < blocks.len() {
        batches.push(start..blocks.len());
    }
    batches
}

/// The stretch that these blocks were, and nothing else in it; `None` when they are not all as they were.
fn as_before<'l>(blocks: &[Gathered<'_>], last: &'l Stretches) -> Option<&'l Stretch> {
    let start = blocks.first()?.before?;
    let (first, stretch) = last.around(start)?;
    let mut next = start;
    let follows = |block: &Gathered<'_>| {
        let is_next = block.before == Some(next);
        next += block.about.units as usize;
        is_next
    };
    (blocks.iter().all(follows) && start == *first && next == first + stretch.len()).then_some(stretch)
}

/// The units of some blocks; of those that are as they were, what is remembered.
fn stretch(
    blocks: &[Gathered<'_>],
    last: &Stretches,
    reading: &mut Reading<'_>,
    values: &mut AllValues,
    gathering: &mut Gathering,
) -> Stretch {
    for Gathered { units, about, before, .. } in blocks {
        if let Some((first, stretch)) = before.and_then(|start| last.around(start)) {
            let start = before.unwrap_or_default() - first;
            gathering.take_over(stretch, start..start + about.units as usize);
        } else {
            for unit in units.iter().flat_map(|units| units.iter()) {
                let entry = unit.number.as_ref().and_then(|number| Entry::of(number, 0, 0));
                let (text, length) = reading.read(unit);
                gathering.add(text, length, values.row(unit), entry.as_ref().map(|entry| (&*entry.0, &*entry.1)));
            }
        }
    }
    gathering.finish()
}

/// What is shown of units.
struct Shown<'s> {
    source: &'s dyn Source,
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
        let units = blocks.iter().map(|block| block.about.units as usize).sum::<usize>();
        let bytes = blocks.iter().map(|block| block.about.bytes as usize).sum::<usize>();
        let each = (RECORDS * units / bytes.max(1)).clamp(1, 64);
        let name = batch::hash(blocks.iter().map(|block| block.about.mark.as_slice()));
        let batch = Batch { name, size: count(units.div_ceil(each)) };
        let is_known = self.last.records.contains(&batch.name);
        let kept = if is_known { keep_batch(self.sink, 'r', &batch)? } else { vec![false; batch.size as usize] };
        if !kept.contains(&false) {
            return Ok((batch, units, each));
        }
        let pieces = batch.addresses('r').enumerate().zip(kept);
        let missing = pieces.filter(|(_, is_kept)| !is_kept).map(|(piece, _)| piece);
        let all = blocks.iter().map(|block| match &block.units {
            Some(units) => Cow::Borrowed(&**units),
            None => self.source.units(block.place),
        });
        let all = all.collect::<Vec<_>>();
        let records = all.iter().flat_map(|units| units.iter().map(Record::of)).collect::<Vec<_>>();
        for (piece, address) in missing {
            let own = &records[piece * each..units.min((piece + 1) * each)];
            put(self.sink, &address, deflated(own))?;
        }
        Ok((batch, units, each))
    }
}

pub(super) fn put(sink: &dyn Sink, address: &str, bytes: Vec<u8>) -> Result<(), SinkError> {
    sink.put(path(address), bytes)
}

fn keep(sink: &dyn Sink, address: &str) -> Result<bool, SinkError> {
    Ok(sink.keep(&path(address))?.is_some())
}

/// Takes over the pieces of a batch, all at once if possible; tells of each whether it was.
pub(super) fn keep_batch(sink: &dyn Sink, prefix: char, batch: &Batch) -> Result<Vec<bool>, SinkError> {
    let (folder, ending) = batch.folder(prefix);
    if sink.keep_below(&[folder], ending, batch.size as usize)?.is_some() {
        return Ok(vec![true; batch.size as usize]);
    }
    batch.addresses(prefix).map(|address| keep(sink, &address)).collect()
}

fn path(address: &str) -> SitePath {
    SitePath::parse(address).expect("addresses of pieces are made of hashes and numbers")
}

/// A file of its own, named by its content; taken over where it is known to be as before.
fn whole(
    sink: &dyn Sink,
    prefix: char,
    before: Option<&Whole>,
    make: impl FnOnce() -> Vec<u8>,
) -> Result<Whole, SinkError> {
    if let Some(whole) = before.filter(|whole| !whole.address.is_empty())
        && keep(sink, &whole.address)?
    {
        return Ok(whole.clone());
    }
    let bytes = make();
    let address = format!("{FOLDER}{prefix}-{}.bin", batch::hash([bytes.as_slice()]));
    let whole = Whole { bytes: u32::try_from(bytes.len()).expect("a browser reads less"), address };
    put(sink, &whole.address, bytes)?;
    Ok(whole)
}
