//! Notes what is read of a site while something is made of it.
//!
//! [`watched`] runs a piece of work and tells what it read through the doors of [`Table`](super::Table), on the thread
//! on which it runs: work that is watched hands nothing to other threads. Nothing is noted otherwise.

use std::cell::{Cell, RefCell};

use borsh::{BorshDeserialize, BorshSerialize};

/// The tables of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
#[expect(missing_docs, reason = "named as what stands in them")]
pub enum Kind {
    Province,
    Body,
    Document,
    Directive,
    Update,
    Indicator,
    IndicatorSet,
    Target,
    Observation,
    Finding,
    Rung,
    JoinedSite,
}

impl Kind {
    /// How many tables there are.
    pub const COUNT: usize = Kind::JoinedSite as usize + 1;

    /// All, in order.
    pub const ALL: [Kind; Kind::COUNT] = [
        Kind::Province,
        Kind::Body,
        Kind::Document,
        Kind::Directive,
        Kind::Update,
        Kind::Indicator,
        Kind::IndicatorSet,
        Kind::Target,
        Kind::Observation,
        Kind::Finding,
        Kind::Rung,
        Kind::JoinedSite,
    ];
}

/// Something of a site that can be read by itself: one of a table, which ones a table holds, where lists put them, or
/// all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Read {
    pub(super) kind: Kind,
    pub(super) part: Part,
}

/// What of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    /// The one at a position.
    One(u32),
    /// Which ones there are, and in what order.
    Members,
    /// The places of all in lists.
    Places,
    /// All, with what they say.
    Whole,
}

impl Read {
    pub(super) const fn one(kind: Kind, position: u32) -> Self {
        Self { kind, part: Part::One(position) }
    }

    pub(super) const fn members(kind: Kind) -> Self {
        Self { kind, part: Part::Members }
    }

    pub(super) const fn places(kind: Kind) -> Self {
        Self { kind, part: Part::Places }
    }

    pub(super) const fn whole(kind: Kind) -> Self {
        Self { kind, part: Part::Whole }
    }

    /// One of a table as a number: the table in the upper half.
    pub(super) const fn to_reference(self) -> u128 {
        let position = match self.part {
            Part::One(position) => position,
            Part::Members | Part::Places | Part::Whole => u32::MAX,
        };
        (self.kind as u128) << 64 | position as u128
    }
}

thread_local! {
    static WATCHING: Cell<bool> = const { Cell::new(false) };
    static READS: RefCell<Vec<Read>> = const { RefCell::new(Vec::new()) };
}

/// Notes that something is read.
pub(super) fn note(read: Read) {
    if WATCHING.get() {
        READS.with_borrow_mut(|reads| {
            if reads.last() != Some(&read) {
                reads.push(read);
            }
        });
    }
}

/// Does `work` and tells what it read, sorted, each once.
///
/// # Panics
/// When it is called from inside of watched work, which would then not be noted in full.
pub fn watched<R>(work: impl FnOnce() -> R) -> (R, Vec<Read>) {
    assert!(!WATCHING.replace(true), "watched work is not part of other watched work");
    let result = work();
    WATCHING.set(false);
    let mut reads = READS.take();
    reads.sort_unstable();
    reads.dedup();
    (result, reads)
}

/// Does `work` whose result several pieces of watched work share. Only the first of them would be known to have read what it
/// reads, so it reads nothing that is noted.
///
/// # Panics
/// When `work` reads something of a table while the piece that needs it is watched.
pub fn shared<R>(work: impl FnOnce() -> R) -> R {
    let reads = READS.take();
    let result = work();
    let found = READS.replace(reads);
    assert!(found.is_empty(), "what several pieces of work share has read {found:?}");
    result
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;

    #[test]
    fn what_is_shared_by_watched_work_reads_nothing_of_a_table() {
        let read = || note(Read::members(Kind::Body));
        let ((), reads) = watched(|| {
            note(Read::whole(Kind::Document));
            assert_eq!(shared(|| 1), 1);
        });
        assert_eq!(reads, [Read::whole(Kind::Document)], "and what was read before stays noted");
        shared(read);
        assert!(catch_unwind(|| watched(|| shared(read))).is_err());
    }
}
