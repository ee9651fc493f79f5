//! What is remembered of an index so that the next one costs what has changed: the texts as numbers, and the batches of
//! pieces with the words that are in them.
//!
//! It decides which files of the earlier index are taken over, so it must belong to that very index and to this very
//! program; who keeps it sees to that.

use super::batch::Batch;
use super::dictionary::Dictionary;
use super::texts::Texts;
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
    /// The blocks of units, in order, and how many units are in each.
    pub(super) blocks: Vec<(Mark, u32)>,
    /// The words of the lexicon, in order.
    pub(super) lexicon: Vec<u32>,
    /// Words of the lexicon, and the other ones, in groups.
    pub(super) inner: Vec<Group>,
    pub(super) outer: Vec<Group>,
    /// Names of the batches of records.
    pub(super) records: QuickSet<String>,
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
    /// Where each block of units begins and ends, by its mark.
    pub(super) fn places(&self) -> QuickMap<Mark, (usize, usize)> {
        let mut next = 0;
        let place = |(mark, units): &(Mark, u32)| {
            let start = next;
            next += *units as usize;
            (*mark, (start, next))
        };
        self.blocks.iter().map(place).collect()
    }

    /// Whether most words that it knows stand nowhere any more.
    pub(super) fn is_worn(&self) -> bool {
        let used = self.inner.iter().chain(&self.outer).map(|group| group.words.len()).sum::<usize>();
        self.dictionary.terms.len() > used * 2 + 10_000
    }

    /// As bytes, to be read by [`Memory::from_bytes`].
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Bytes(Vec::with_capacity(self.texts.numbers.len() * 2 + self.texts.ends.len() * 4 + 1_000_000));
        bytes.0.extend_from_slice(&self.glossary);
        bytes.list(&self.dictionary.terms, |bytes, term| bytes.text(term));
        bytes.list(&self.dictionary.forms, |bytes, form| {
            bytes.number(form.term as usize);
            bytes.text(&form.marked);
            bytes.number(usize::from(form.is_syllable));
        });
        let mut start = 0;
        bytes.list(&self.texts.ends, |bytes, end| {
            bytes.number(end - start);
            start = *end;
        });
        self.texts.lengths.iter().for_each(|length| bytes.number(*length as usize));
        bytes.list(&self.blocks, |bytes, (mark, units)| {
            bytes.0.extend_from_slice(mark);
            bytes.number(*units as usize);
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
        for number in &self.texts.numbers {
            bytes.0.extend_from_slice(&number.to_le_bytes());
        }
        bytes.0
    }

    /// What [`Memory::to_bytes`] made; `None` when it is something else.
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
        let mut end = 0;
        memory.texts.ends = rest.list(|rest| {
            end += rest.number()?;
            Some(end)
        })?;
        let units = memory.texts.ends.len();
        memory.texts.lengths = (0..units).map(|_| rest.small()).collect::<Option<_>>()?;
        memory.blocks = rest.list(|rest| Some((*rest.take(16)?.first_chunk()?, rest.small()?)))?;
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
        let (numbers, odd) = rest.0.as_chunks::<2>();
        memory.texts.numbers = numbers.iter().map(|number| u16::from_le_bytes(*number)).collect();
        let counted = memory.blocks.iter().map(|(_, units)| *units as usize).sum::<usize>();
        (odd.is_empty() && end == memory.texts.numbers.len() && counted == units).then_some(memory)
    }
}

/// Bytes that are written.
struct Bytes(Vec<u8>);

impl Bytes {
    /// Seven bits a byte, the lowest first; the highest bit says that there is more (LEB128).
    fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn list<T>(&mut self, list: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.number(list.len());
        list.iter().for_each(|one| each(self, one));
    }
}

/// What is left to be read.
struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    fn text(&mut self) -> Option<&'b str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    fn list<T>(&mut self, mut each: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.number()?).map(|_| each(self)).collect()
    }
}
