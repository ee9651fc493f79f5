//! The numbers of documents → pieces, sorted by their keys.

use super::batch::{self, Batch, Batches};
use super::build::{keep_batch, put};
use super::number::{Entry, is_digits};
use super::shelf::deflated;
use crate::base::hash::QuickSet;
use crate::base::output::{Sink, SinkError};

/// Numbers in one piece.
const NUMBERS: usize = 300;

/// What the entry file tells of the numbers of documents.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbered {
    /// Letters in them, sorted, joined by spaces.
    pub symbols: String,
    /// First key of each piece.
    pub firsts: Vec<String>,
    pub pieces: Batches,
}

impl Numbered {
    /// Makes the pieces; all are taken over where `before` was made of the same entries.
    pub fn make(
        before: Option<&Self>,
        entries: impl Iterator<Item = Entry>,
        sink: &dyn Sink,
    ) -> Result<Self, SinkError> {
        let mut kept = QuickSet::default();
        if let Some(before) = before {
            let mut is_whole = true;
            for batch in before.pieces.iter() {
                let is_kept = keep_batch(sink, 'n', &batch)?;
                is_whole &= !is_kept.contains(&false);
                kept.extend(
                    batch.addresses('n').zip(is_kept).filter(|(_, is_kept)| *is_kept).map(|(address, _)| address),
                );
            }
            if is_whole {
                return Ok(before.clone());
            }
        }
        let mut entries = entries.map(|entry| (entry.key(), entry)).collect::<Vec<_>>();
        entries.sort_unstable();
        let parts = entries.iter().flat_map(|(_, entry)| entry.1.split('-'));
        let symbols = parts.filter(|part| !part.is_empty() && !is_digits(part));
        let symbols = symbols.collect::<std::collections::BTreeSet<_>>();
        let symbols = symbols.into_iter().collect::<Vec<_>>().join(" ");
        let mut made = Self { symbols, ..Self::default() };
        for entries in entries.chunks(NUMBERS * batch::PIECES) {
            let pieces = entries.chunks(NUMBERS).map(|piece| {
                made.firsts.push(piece[0].0.clone());
                deflated(piece.iter().map(|(_, entry)| entry).collect::<Vec<_>>())
            });
            let pieces = pieces.collect::<Vec<_>>();
            let batch = Batch::of(&[], &pieces);
            let missing = batch.addresses('n').zip(pieces).filter(|(address, _)| !kept.contains(address));
            missing.into_iter().try_for_each(|(address, bytes)| put(sink, &address, bytes))?;
            made.pieces.push(&batch);
        }
        Ok(made)
    }
}
