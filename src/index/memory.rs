//! What is remembered of an index so that the next one costs what has changed: the texts as numbers, and the batches of
//! pieces with the words that are in them.
//!
//! It decides which files of the earlier index are taken over, so it must belong to that very index and to this very
//! program; who keeps it sees to that.

use std::io;
use std::ops::Range;

use super::batch::Batch;
use super::dictionary::Dictionary;
use super::facet::{AllValues, DutyValue, Row, Rows};
use super::texts::Texts;
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
    pub(super) texts: Texts,
    /// What units are filtered and sorted by.
    pub(super) rows: Rows,
    /// The numbers of documents, taken apart, by unit.
    pub(super) numbers: Vec<(u32, String, String)>,
    /// The blocks of units, in order.
    pub(super) blocks: Vec<Block>,
    /// The words of the lexicon, in order.
    pub(super) lexicon: Vec<u32>,
    /// Words of the lexicon, and the other ones, in groups.
    pub(super) inner: Vec<Group>,
    pub(super) outer: Vec<Group>,
    /// Names of the batches of records.
    pub(super) records: QuickSet<String>,
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
    /// The numbers of some units.
    pub(super) fn numbers_of(&self, units: Range<usize>) -> &[(u32, String, String)] {
        let from = |unit: usize| self.numbers.partition_point(|(other, ..)| (*other as usize) < unit);
        &self.numbers[from(units.start)..from(units.end)]
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
        self.dictionary.terms.len() > used * 2 + 10_000 || self.rows.is_worn()
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
            bytes.number(form.term as usize);
            bytes.text(&form.marked);
            bytes.number(usize::from(form.is_syllable));
        });
        bytes.number(self.texts.len());
        for (unit, length) in self.texts.lengths.iter().enumerate() {
            bytes.number(self.texts.unit(unit).len());
            bytes.small(*length);
        }
        bytes.list(&self.blocks, |bytes, block| {
            bytes.0.extend_from_slice(&block.name);
            bytes.0.extend_from_slice(&block.mark);
            bytes.small(block.bytes);
            bytes.small(block.units);
        });
        let AllValues { kinds, provinces, bodies, sets, words, duties } = &self.rows.values;
        for names in [kinds, provinces, bodies] {
            bytes.list(&names.list, |bytes, (id, name)| {
                bytes.text(id);
                bytes.text(name);
            });
        }
        bytes.list(&sets.list, |bytes, set| bytes.list(set, |bytes, body| bytes.small(*body)));
        bytes.list(&words.list, |bytes, word| bytes.text(word));
        bytes.list(&duties.list, |bytes, DutyValue { kind, lifecycle, days }| {
            bytes.small(*kind);
            bytes.small(*lifecycle);
            days.iter().for_each(|day| bytes.text(&day.map(|day| day.to_string()).unwrap_or_default()));
        });
        bytes.list(&self.rows.rows, |bytes, row| {
            [row.unit.into(), row.kind.into(), row.province, row.bodies, row.duty, row.day.unsigned_abs()]
                .into_iter()
                .for_each(|one| bytes.small(one));
            bytes.small(u32::from(row.day < 0));
        });
        bytes.list(&self.numbers, |bytes, (unit, serial, others)| {
            bytes.small(*unit);
            bytes.text(serial);
            bytes.text(others);
        });
        bytes.list(&self.lexicon, |bytes, word| bytes.number(*word as usize));
        for groups in [&self.inner, &self.outer] {
            bytes.list(groups, |bytes, group| {
                bytes.list(&group.words, |bytes, word| bytes.number(*word as usize));
                bytes.list(&group.batches, |bytes, batch| {
                    bytes.text(&batch.name);
                    bytes.number(batch.size as usize);
                });
                bytes.text(&group.layout);
                bytes.list(&group.firsts, |bytes, word| bytes.number(*word as usize));
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
        for numbers in self.texts.numbers() {
            bytes.0.clear();
            bytes.0.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
            to.write_all(&bytes.0)?;
        }
        Ok(())
    }

    /// What [`Memory::write`] wrote; `None` when it is something else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = Rest(bytes);
        let mut memory = Self { glossary: *rest.take(16)?.first_chunk()?, ..Self::default() };
        for _ in 0..rest.number()? {
            memory.dictionary.term(rest.text()?);
        }
        for _ in 0..rest.number()? {
            let term = rest.small().filter(|term| (*term as usize) < memory.dictionary.terms.len())?;
            let marked = rest.text()?.into();
            memory.dictionary.form(term, marked, Some(rest.number()? == 1));
        }
        let lengths = rest.list(|rest| Some((rest.number()?, rest.small()?)))?;
        memory.blocks = rest.list(|rest| {
            let [name, mark] = [*rest.take(16)?.first_chunk()?, *rest.take(16)?.first_chunk()?];
            Some(Block { name, mark, bytes: rest.small()?, units: rest.small()? })
        })?;
        let AllValues { kinds, provinces, bodies, sets, words, duties } = &mut memory.rows.values;
        for names in [kinds, provinces, bodies] {
            for name in rest.list(|rest| Some((rest.text()?.to_owned(), rest.text()?.to_owned())))? {
                names.number(&name);
            }
        }
        for set in rest.list(|rest| rest.list(Rest::small))? {
            sets.number(&set);
        }
        for word in rest.list(|rest| Some(rest.text()?.to_owned()))? {
            words.number(&word);
        }
        let is_word = |number: &u32| (1..=words.list.len()).contains(&(*number as usize));
        let duty = |rest: &mut Rest<'_>| {
            let [kind, lifecycle] = [rest.small().filter(is_word)?, rest.small().filter(is_word)?];
            let mut day = || match rest.text()? {
                "" => Some(None),
                day => day.parse().ok().map(Some),
            };
            Some(DutyValue { kind, lifecycle, days: [day()?, day()?, day()?] })
        };
        for duty in rest.list(duty)? {
            duties.number(&duty);
        }
        memory.rows.rows = rest.list(|rest| {
            let [unit, kind] = [rest.small()?, rest.small()?];
            let [province, bodies, duty, day] = [rest.small()?, rest.small()?, rest.small()?, rest.small()?];
            let day = day.cast_signed() * if rest.small()? > 0 { -1 } else { 1 };
            let (unit, kind) = (unit.try_into().ok()?, kind.try_into().ok()?);
            Some(Row { unit, kind, province, bodies, day, duty })
        })?;
        memory.numbers = rest.list(|rest| Some((rest.small()?, rest.text()?.to_owned(), rest.text()?.to_owned())))?;
        memory.lexicon = rest.list(Rest::small)?;
        let mut groups = || {
            rest.list(|rest| {
                let words = rest.list(Rest::small)?;
                let batches = rest.list(|rest| Some(Batch { name: rest.text()?.to_owned(), size: rest.small()? }))?;
                Some(Group { words, batches, layout: rest.text()?.to_owned(), firsts: rest.list(Rest::small)? })
            })
        };
        (memory.inner, memory.outer) = (groups()?, groups()?);
        memory.records = rest.list(|rest| Some(rest.text()?.to_owned()))?.into_iter().collect();
        let mut whole = || Some(Whole { address: rest.text()?.to_owned(), bytes: rest.small()? });
        (memory.facets, memory.days) = (whole()?, whole()?);
        let mut numbers = Vec::new();
        for (count, length) in &lengths {
            let (own, _) = rest.take(count.checked_mul(2)?)?.as_chunks::<2>();
            numbers.clear();
            numbers.extend(own.iter().map(|number| u16::from_le_bytes(*number)));
            memory.texts.add(&numbers, *length);
        }
        let counted = memory.blocks.iter().map(|block| block.units as usize).sum::<usize>();
        let is_whole = rest.0.is_empty() && memory.rows.rows.len() == lengths.len();
        (is_whole && counted == lengths.len()).then_some(memory)
    }
}
