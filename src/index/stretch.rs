//! Neighbouring units as they are remembered: their texts as numbers, what they are filtered and sorted by, and the numbers
//! of documents, in the very bytes that lie on the disk.
//!
//! What is read is not taken apart, what stays is handed on from one index to the next, and it is written as it was read.
//! Nothing in a stretch depends on where its units stand.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use super::build::count;
use super::facet::Row;
use super::number::Entry;
use crate::base::bytes::{Rest, Written};

/// A number of a text, lower half first.
pub(super) type Number = [u8; 2];

/// Units that follow each other, a batch of records.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    /// The bytes among which its own stand: those of all stretches that were read at once.
    all: Arc<Vec<u8>>,
    start: usize,
    sizes: Sizes,
}

/// How much there is, four bytes each in front of the rest.
#[derive(Debug, Clone, Copy)]
struct Sizes {
    /// Units.
    units: usize,
    /// Numbers of all texts.
    numbers: usize,
    /// Bytes of the numbers of documents.
    serials: usize,
    /// Whether some word takes more than one number.
    is_wide: bool,
}

const HEAD: usize = 16;
/// Of each unit: where its text ends, how many words it has, and its row.
const UNIT: usize = 4 + 4 + Row::BYTES;

impl Sizes {
    fn read(head: &[u8]) -> Option<Self> {
        let ([units, numbers, serials, wide], []) = head.as_chunks::<4>() else { return None };
        let [units, numbers, serials] = [units, numbers, serials].map(|size| u32::from_le_bytes(*size) as usize);
        Some(Self { units, numbers, serials, is_wide: *wide != [0; 4] })
    }

    const fn length(self) -> usize {
        HEAD + self.units * UNIT + self.numbers * 2 + self.serials
    }
}

/// The text of a unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'s> {
    pub numbers: &'s [Number],
    /// Whether some word may take more than one number.
    pub is_wide: bool,
}

impl Text<'_> {
    /// That of no unit.
    pub const NONE: Self = Self { numbers: &[], is_wide: false };
}

impl Stretch {
    /// Reads the one that begins at `start` of `all`; `None` when it is none.
    fn read(all: &Arc<Vec<u8>>, start: usize) -> Option<Self> {
        let rest = all.get(start..)?;
        let sizes = Sizes::read(rest.get(..HEAD)?)?;
        let stretch = Self { all: all.clone(), start, sizes };
        let in_order = || stretch.ends().is_sorted() && stretch.ends().last() == Some(sizes.numbers);
        (rest.len() >= sizes.length() && in_order()).then_some(stretch)
    }

    /// How many units there are.
    pub const fn len(&self) -> usize {
        self.sizes.units
    }

    /// Where it begins and ends among the bytes that were read at once.
    const fn place(&self) -> Range<usize> {
        self.start..self.start + self.sizes.length()
    }

    /// Whether both are the same bytes at the same place.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.all, &other.all) && self.start == other.start
    }

    /// Whether all units of both are filtered and sorted by the same.
    pub fn has_rows_of(&self, other: &Self) -> bool {
        self.is(other) || self.row_bytes() == other.row_bytes()
    }

    /// Whether both have the same numbers of documents.
    pub fn has_serials_of(&self, other: &Self) -> bool {
        self.is(other) || self.serial_bytes() == other.serial_bytes()
    }

    /// The text of a unit.
    pub fn text(&self, unit: usize) -> Text<'_> {
        let ends = self.words(0);
        let end = |unit: usize| u32::from_le_bytes(ends[unit]) as usize;
        let start = if unit == 0 { 0 } else { end(unit - 1) };
        Text { numbers: &self.numbers()[start..end(unit)], is_wide: self.sizes.is_wide }
    }

    /// The texts of all units.
    pub fn texts(&self) -> impl Iterator<Item = Text<'_>> {
        let (numbers, is_wide) = (self.numbers(), self.sizes.is_wide);
        let mut start = 0;
        self.ends().map(move |end| {
            let own = &numbers[start..end];
            start = end;
            Text { numbers: own, is_wide }
        })
    }

    /// How many words each unit has.
    pub fn lengths(&self) -> impl Iterator<Item = u32> {
        self.words(1).iter().map(|length| u32::from_le_bytes(*length))
    }

    /// What each unit is filtered and sorted by.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        self.row_bytes().iter().map(Row::from_bytes)
    }

    /// The numbers of documents, taken apart, each with the unit that has it, counted from the first one of the stretch.
    pub fn serials(&self) -> impl Iterator<Item = (usize, &str, &str)> {
        let mut rest = Rest(self.serial_bytes());
        std::iter::from_fn(move || Some((rest.number()?, rest.text()?, rest.text()?)))
    }

    fn day(&self, unit: usize) -> i32 {
        Row::from_bytes(&self.row_bytes()[unit]).day
    }

    fn ends(&self) -> impl Iterator<Item = usize> {
        self.words(0).iter().map(|end| u32::from_le_bytes(*end) as usize)
    }

    /// One of the lists of four bytes a unit.
    fn words(&self, list: usize) -> &[[u8; 4]] {
        self.part(HEAD + list * 4 * self.len(), 4 * self.len()).as_chunks().0
    }

    fn row_bytes(&self) -> &[[u8; Row::BYTES]] {
        self.part(HEAD + 8 * self.len(), Row::BYTES * self.len()).as_chunks().0
    }

    fn numbers(&self) -> &[Number] {
        self.part(HEAD + UNIT * self.len(), 2 * self.sizes.numbers).as_chunks().0
    }

    fn serial_bytes(&self) -> &[u8] {
        self.part(self.sizes.length() - self.sizes.serials, self.sizes.serials)
    }

    fn part(&self, from: usize, length: usize) -> &[u8] {
        &self.all[self.start + from..self.start + from + length]
    }
}

/// Units that come one after the other.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    ends: Vec<u8>,
    lengths: Vec<u8>,
    rows: Vec<u8>,
    numbers: Vec<u8>,
    serials: Written,
    units: usize,
    is_wide: bool,
}

impl Gathering {
    /// Adds the next unit: its text, how many words that has, its row, and the number of the document that it is.
    pub fn add(&mut self, text: Text<'_>, length: u32, row: Row, serial: Option<(&str, &str)>) {
        self.numbers.extend_from_slice(text.numbers.as_flattened());
        self.is_wide |= text.is_wide;
        let end = u32::try_from(self.numbers.len() / 2).expect("a unit is no longer than a file");
        self.ends.extend_from_slice(&end.to_le_bytes());
        self.lengths.extend_from_slice(&length.to_le_bytes());
        self.rows.extend_from_slice(&row.to_bytes());
        if let Some((serial, others)) = serial {
            self.serials.number(self.units);
            self.serials.text(serial);
            self.serials.text(others);
        }
        self.units += 1;
    }

    /// Adds units of an earlier stretch.
    pub fn take_over(&mut self, from: &Stretch, units: Range<usize>) {
        let mut serials = from.serials().filter(|(unit, ..)| units.contains(unit)).peekable();
        let rest = from.lengths().zip(from.rows()).skip(units.start);
        for (unit, (length, row)) in units.clone().zip(rest) {
            let serial = serials.next_if(|(other, ..)| *other == unit).map(|(_, serial, others)| (serial, others));
            self.add(from.text(unit), length, row, serial);
        }
    }

    /// All of them, in the room that they take; then there are none.
    pub fn finish(&mut self) -> Stretch {
        let sizes = Sizes {
            units: self.units,
            numbers: self.numbers.len() / 2,
            serials: self.serials.0.len(),
            is_wide: self.is_wide,
        };
        let mut all = Vec::with_capacity(sizes.length());
        for size in [sizes.units, sizes.numbers, sizes.serials, usize::from(sizes.is_wide)] {
            let size = u32::try_from(size).expect("neighbouring units are no longer than their files");
            all.extend_from_slice(&size.to_le_bytes());
        }
        for part in [&mut self.ends, &mut self.lengths, &mut self.rows, &mut self.numbers, &mut self.serials.0] {
            all.extend_from_slice(part);
            part.clear();
        }
        (self.units, self.is_wide) = (0, false);
        Stretch { all: all.into(), start: 0, sizes }
    }
}

/// All units of an index.
#[derive(Debug, Default)]
pub(super) struct Stretches {
    /// With the place of the first unit of each; never an empty one.
    list: Vec<(usize, Stretch)>,
    units: usize,
}

impl Stretches {
    /// Reads all that stand at the end of `bytes`; `None` when something else does.
    pub fn read(bytes: &Arc<Vec<u8>>, mut from: usize) -> Option<Self> {
        let mut all = Self::default();
        while from < bytes.len() {
            let stretch = Stretch::read(bytes, from).filter(|stretch| stretch.len() > 0)?;
            from = stretch.place().end;
            all.push(stretch);
        }
        Some(all)
    }

    /// Writes them one after the other.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn write(&self, to: &mut dyn io::Write) -> io::Result<()> {
        let follow = |(_, one): &(usize, Stretch), (_, next): &(usize, Stretch)| {
            Arc::ptr_eq(&one.all, &next.all) && one.place().end == next.start
        };
        // Whoever takes them has less to do with few large pieces.
        self.list.chunk_by(follow).try_for_each(|run| {
            let [(_, first), ..] = run else { return Ok(()) };
            let end = run.last().map_or(first.start, |(_, last)| last.place().end);
            to.write_all(&first.all[first.start..end])
        })
    }

    /// How many units there are.
    pub const fn len(&self) -> usize {
        self.units
    }

    /// Adds the next ones.
    pub fn push(&mut self, stretch: Stretch) {
        if stretch.len() == 0 {
            return;
        }
        let first = self.units;
        self.units = count(first + stretch.len()) as usize;
        self.list.push((first, stretch));
    }

    /// Each with the place of its first unit.
    pub fn iter(&self) -> impl Iterator<Item = &(usize, Stretch)> {
        self.list.iter()
    }

    /// The one in which a unit stands, and the place of its first; `None` when there is no such unit.
    pub fn around(&self, unit: usize) -> Option<&(usize, Stretch)> {
        let found = self.list.partition_point(|(first, _)| *first <= unit).checked_sub(1)?;
        Some(&self.list[found]).filter(|_| unit < self.units)
    }

    /// The text of a unit; an empty one when there is no such unit.
    pub fn text(&self, unit: usize) -> Text<'_> {
        self.around(unit).map_or(Text::NONE, |(first, stretch)| stretch.text(unit - first))
    }

    /// The texts of all units.
    pub fn texts(&self) -> impl Iterator<Item = Text<'_>> {
        self.list.iter().flat_map(|(_, stretch)| stretch.texts())
    }

    /// How many words each unit has.
    pub fn lengths(&self) -> impl Iterator<Item = u32> {
        self.list.iter().flat_map(|(_, stretch)| stretch.lengths())
    }

    /// What each unit is filtered and sorted by.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        self.list.iter().flat_map(|(_, stretch)| stretch.rows())
    }

    /// The numbers of documents.
    pub fn entries(&self) -> impl Iterator<Item = Entry> {
        self.list.iter().flat_map(|(first, stretch)| {
            let entry = move |(unit, serial, others): (usize, &str, &str)| {
                Entry(serial.to_owned(), others.to_owned(), count(first + unit), stretch.day(unit))
            };
            stretch.serials().map(entry)
        })
    }

    /// Whether stretch for stretch both have the same, by `is_same`.
    pub fn agree(&self, other: &Self, is_same: impl Fn(&Stretch, &Stretch) -> bool) -> bool {
        let mut pairs = self.list.iter().zip(&other.list);
        self.list.len() == other.list.len() && pairs.all(|((_, one), (_, other))| is_same(one, other))
    }
}
