//! A document's record between reading and linking.
//!
//! All records are read before the first one is linked, since any may refer to any. A record is a few hundred small things:
//! were they all there at once, what is linked would come to lie in the holes that they leave, and keep them from being
//! given back. So what waits is bytes, in one piece.

use super::tables::Held;
use crate::record::common::{Doubtable, Publication};
use crate::record::document::DocumentRecord;
use crate::record::parsed::Parsed;

/// The record of a document until it is linked.
#[derive(Debug)]
pub enum Waiting {
    /// As it was read.
    Open(Box<DocumentRecord>),
    /// As bytes, with what is asked before it is linked.
    Packed(Box<Packed>),
}

/// A record as bytes.
#[derive(Debug)]
pub struct Packed {
    publication: Publication,
    number: Option<Doubtable>,
    held: Held,
    /// Of a [`Parsed`] document.
    bytes: Box<[u8]>,
}

impl Waiting {
    /// What its file says of its publication.
    pub fn publication(&self) -> &Publication {
        match self {
            Waiting::Open(record) => &record.publication,
            Waiting::Packed(packed) => &packed.publication,
        }
    }

    /// The number of the document.
    pub fn number(&self) -> Option<&Doubtable> {
        match self {
            Waiting::Open(record) => record.number.as_ref(),
            Waiting::Packed(packed) => packed.number.as_ref(),
        }
    }

    /// How much it holds.
    pub fn held(&self) -> Held {
        match self {
            Waiting::Open(record) => Held::by(record),
            Waiting::Packed(packed) => packed.held,
        }
    }

    /// The same as `bytes`, which were made of it.
    pub fn packed(self, bytes: Vec<u8>) -> Self {
        let Waiting::Open(record) = self else { return self };
        let (held, bytes) = (Held::by(&record), bytes.into());
        Waiting::Packed(Box::new(Packed { publication: record.publication, number: record.number, held, bytes }))
    }

    /// The record.
    pub fn open(self) -> Box<DocumentRecord> {
        match self {
            Waiting::Open(record) => record,
            Waiting::Packed(packed) => match Parsed::of(&packed.bytes) {
                Ok(Parsed::Document(record)) => record,
                _ => unreachable!("what was made of a document is one"),
            },
        }
    }
}
