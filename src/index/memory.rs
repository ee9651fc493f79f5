//! What is remembered of an index so that the next one costs what has changed: the texts as numbers, and the batches of
//! pieces with the words that are in them.
//!
//! It decides which files of the earlier index are taken over, so it must belong to that very index and to this very
//! program; who keeps it sees to that.

use std::io;
use std::sync::Arc;

use super::batch::Batch;
use super::counts::Counts;
use super::dictionary::Dictionary;
use super::facet::{AllValues, DutyValue, Rows};
use super::numbered::Numbered;
use super::stretch::Stretches;
use crate::base::bytes::{Rest, Written};
use crate::base::hash::{QuickMap, QuickSet};

/// A hash of what is in a block of units.
pub(super) type Mark = [u8; 16];

/// What is remembered of an index; nothing at first.
#[derive(Debug, Default)]
pub struct Memory {
    /// A hash of the abbreviations with which the texts were read.
    pub(super) glossary: Mark,
    pub(super) dictionary: Dictionary,
    /// What units are filtered and sorted by, wherever their rows name it.
    pub(super) values: AllValues,
    pub(super) units: Stretches,
    /// How often everything is met in their texts.
    pub(super) counts: Counts,
    /// The blocks of units, in order.
    pub(super) blocks: Vec<Block>,
    /// The words of the lexicon, in order.
    pub(super) lexicon: Vec<u32>,
    /// Words of the lexicon, and the other ones, in groups.
    pub(super) inner: Vec<Group>,
    pub(super) outer: Vec<Group>,
    /// Names of the batches of records.
    pub(super) records: QuickSet<String>,
    /// The numbers of documents.
    pub(super) numbers: Numbered,
    /// The file of facets.
    pub(super) facets: Whole,
    /// The file of days.
    pub(super) days: Whole,
}

/// A file that is no piece of anything.
#[derive(Debug, Clone, Default)]
pub(super) struct Whole {
    pub address: String,
    pub bytes: u32,
}

/// Units that come and go together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    /// Who they are.
    pub name: Mark,
    /// What they say.
    pub mark: Mark,
    /// Size of their records.
    pub bytes: u32,
    /// How many units there are.
    pub units: u32,
}

/// Neighbouring words whose postings lie together, in batches of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub words: Vec<u32>,
    pub batches: Vec<Batch>,
    /// Where each word is, as the entry file tells it; of words of the lexicon.
    pub layout: String,
    /// The first word of each piece, of the other words.
    pub firsts: Vec<u32>,
}

impl Memory {
    /// What all units are filtered and sorted by.
    pub(super) const fn rows(&self) -> Rows<'_> {
        Rows { values: &self.values, units: &self.units }
    }

    /// Each block with the place of its first unit, by name or by mark.
    pub(super) fn places(&self, key: impl Fn(&Block) -> Mark) -> QuickMap<Mark, (Block, usize)> {
        let mut next = 0;
        let place = |block: &Block| {
            let start = next;
            next += block.units as usize;
            (key(block), (*block, start))
        };
        self.blocks.iter().map(place).collect()
    }

    /// Whether most words that it knows stand nowhere any more.
    pub(super) fn is_worn(&self) -> bool {
        let used = self.inner.iter().chain(&self.outer).map(|group| group.words.len()).sum::<usize>();
        self.dictionary.terms.len() > used * 2 + 10_000 || self.rows().is_worn()
    }

    /// Writes it as bytes, to be read by [`Memory::from_bytes`].
    ///
    /// # Errors
    /// Those of `to`.
    pub fn write(&self, to: &mut dyn io::Write) -> io::Result<()> {
        let mut bytes = Written::default();
        bytes.0.extend_from_slice(&self.glossary);
        bytes.list(&self.dictionary.terms, |bytes, term| bytes.text(term));
        bytes.list(&self.dictionary.forms, |bytes, form| {
            bytes.small(form.term);
            bytes.text(&form.marked);
            bytes.number(usize::from(form.is_syllable));
        });
        bytes.list(&self.counts.forms, |bytes, times| bytes.number(*times));
        bytes.list(&self.counts.units, |bytes, units| bytes.small(*units));
        bytes.list(&self.blocks, |bytes, block| {
            bytes.0.extend_from_slice(&block.name);
            bytes.0.extend_from_slice(&block.mark);
            bytes.small(block.bytes);
            bytes.small(block.units);
        });
        let AllValues { kinds, provinces, bodies, sets, words, duties } = &self.values;
        for names in [kinds, provinces, bodies] {
            bytes.list(&names.list, |bytes, (id, name)| {
                bytes.text(id);
                bytes.text(name);
            });
        }
        bytes.list(&sets.list, |bytes, set| bytes.list(set, |bytes, body| bytes.small(*body)));
        bytes.list(&words.list, |bytes, word| bytes.text(word));
        bytes.list(&duties.list, |bytes, DutyValue { kind, lifecycle, days }| {
            let fields = [*kind, *lifecycle].into_iter().chain(days.map(i32::cast_unsigned));
            bytes.0.extend(fields.flat_map(u32::to_le_bytes));
        });
        bytes.text(&self.numbers.symbols);
        bytes.list(&self.numbers.firsts, |bytes, first| bytes.text(first));
        bytes.list(&self.numbers.pieces.iter().collect::<Vec<_>>(), put_batch);
        bytes.list(&self.lexicon, |bytes, word| bytes.small(*word));
        for groups in [&self.inner, &self.outer] {
            bytes.list(groups, |bytes, group| {
                bytes.list(&group.words, |bytes, word| bytes.small(*word));
                bytes.list(&group.batches, put_batch);
                bytes.text(&group.layout);
                bytes.list(&group.firsts, |bytes, word| bytes.small(*word));
            });
        }
        let mut records = self.records.iter().collect::<Vec<_>>();
        records.sort_unstable();
        bytes.list(&records, |bytes, name| bytes.text(name));
        for whole in [&self.facets, &self.days] {
            bytes.text(&whole.address);
            bytes.small(whole.bytes);
        }
        to.write_all(&bytes.0)?;
        self.units.write(to)
    }

    /// What [`Memory::write`] wrote; `None` when it is something else.
    #[must_use]
    pub fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        let bytes = Arc::new(bytes);
        let mut rest = Rest(&bytes);
        let mut memory = Self { glossary: *rest.take(16)?.first_chunk()?, ..Self::default() };
        for _ in 0..rest.number()? {
            memory.dictionary.term(rest.text()?);
        }
        for _ in 0..rest.number()? {
            let term = rest.small().filter(|term| (*term as usize) < memory.dictionary.terms.len())?;
            let marked = rest.text()?.into();
            memory.dictionary.form(term, marked, Some(rest.number()? == 1));
        }
        let (forms, units) = (rest.list(Rest::number)?, rest.list(Rest::small)?);
        memory.counts = Counts::new(forms, units, &memory.dictionary);
        memory.blocks = rest.list(|rest| {
            let [name, mark] = [*rest.take(16)?.first_chunk()?, *rest.take(16)?.first_chunk()?];
            Some(Block { name, mark, bytes: rest.small()?, units: rest.small()? })
        })?;
        let AllValues { kinds, provinces, bodies, sets, words, duties } = &mut memory.values;
        for names in [kinds, provinces, bodies] {
            names.list = rest.list(|rest| Some((rest.text()?.to_owned(), rest.text()?.to_owned())))?;
        }
        sets.list = rest.list(|rest| rest.list(Rest::small))?;
        words.list = rest.list(|rest| Some(rest.text()?.to_owned()))?;
        let is_word = |number: &u32| (1..=words.list.len()).contains(&(*number as usize));
        duties.list = rest.list(|rest| {
            let mut fields = rest.take(20)?.as_chunks().0.iter().map(|field| u32::from_le_bytes(*field));
            let mut next = || fields.next();
            let [kind, lifecycle] = [next().filter(is_word)?, next().filter(is_word)?];
            Some(DutyValue { kind, lifecycle, days: [next()?, next()?, next()?].map(u32::cast_signed) })
        })?;
        memory.numbers.symbols = rest.text()?.to_owned();
        memory.numbers.firsts = rest.list(|rest| Some(rest.text()?.to_owned()))?;
        rest.list(batch)?.iter().for_each(|batch| memory.numbers.pieces.push(batch));
        memory.lexicon = rest.list(Rest::small)?;
        let mut groups = || {
            rest.list(|rest| {
                let (words, batches) = (rest.list(Rest::small)?, rest.list(batch)?);
                Some(Group { words, batches, layout: rest.text()?.to_owned(), firsts: rest.list(Rest::small)? })
            })
        };
        (memory.inner, memory.outer) = (groups()?, groups()?);
        memory.records = rest.list(|rest| Some(rest.text()?.to_owned()))?.into_iter().collect();
        let mut whole = || Some(Whole { address: rest.text()?.to_owned(), bytes: rest.small()? });
        (memory.facets, memory.days) = (whole()?, whole()?);
        let read = bytes.len() - rest.0.len();
        memory.units = Stretches::read(&bytes, read)?;
        let counted = memory.blocks.iter().map(|block| block.units as usize).sum::<usize>();
        (counted == memory.units.len()).then_some(memory)
    }
}

fn put_batch(bytes: &mut Written, batch: &Batch) {
    bytes.text(&batch.name);
    bytes.small(batch.size);
}

fn batch(rest: &mut Rest<'_>) -> Option<Batch> {
    Some(Batch { name: rest.text()?.to_owned(), size: rest.small()? })
}
