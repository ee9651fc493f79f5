//! A document's record between reading and linking.
//!
//! All records are read before the first one is linked, since any may refer to any. A record is a few hundred small things:
//! were they all there at once, what is linked would come to lie in the holes that they leave, and keep them from being
//! given back. So what waits is bytes, in one piece.

use blake3::Hash;

use super::stored::{self, About, LinkedBefore};
use super::tables::Held;
use crate::record::common::{Doubtable, Publication};
use crate::record::document::DocumentRecord;

/// The record of a document until it is linked.
#[derive(Debug)]
pub enum Waiting {
    /// As it was read.
    Open(Box<DocumentRecord>),
    /// As bytes, with what is asked before it is linked.
    Packed(Box<Packed>),
    /// What was linked of it before.
    Linked(Box<LinkedBefore>),
}

/// A record that was read now, as bytes.
#[derive(Debug)]
pub struct Packed {
    /// What is asked before it is linked.
    pub about: About,
    /// The fingerprint of its file.
    pub text: Hash,
    /// As [`stored::document`] reads them.
    pub bytes: Vec<u8>,
}

impl Waiting {
    /// What its file says of its publication.
    pub fn publication(&self) -> &Publication {
        match self {
            Waiting::Open(record) => &record.publication,
            Waiting::Packed(packed) => &packed.about.publication,
            Waiting::Linked(linked) => &linked.about().publication,
        }
    }

    /// The number of the document.
    pub fn number(&self) -> Option<&Doubtable> {
        match self {
            Waiting::Open(record) => record.number.as_ref(),
            Waiting::Packed(packed) => packed.about.number.as_ref(),
            Waiting::Linked(linked) => linked.about().number.as_ref(),
        }
    }

    /// How much it holds.
    pub fn held(&self) -> Held {
        match self {
            Waiting::Open(record) => Held::by(record),
            Waiting::Packed(packed) => packed.about.held,
            Waiting::Linked(linked) => linked.about().held,
        }
    }

    /// The record, if it is there as it was read.
    pub fn as_open(&self) -> Option<&DocumentRecord> {
        match self {
            Waiting::Open(record) => Some(record),
            Waiting::Packed(_) | Waiting::Linked(_) => None,
        }
    }

    /// The same as `bytes`, which were made of it, from a file with this fingerprint.
    pub fn packed(self, text: Hash, bytes: Vec<u8>) -> Self {
        let Waiting::Open(record) = self else { return self };
        let held = Held::by(&record);
        let about = About { publication: record.publication, number: record.number, held };
        Waiting::Packed(Box::new(Packed { about, text, bytes }))
    }
}

impl Packed {
    /// The record.
    pub fn open(&self) -> Box<DocumentRecord> {
        stored::document(&self.bytes).expect("what was made of a document is one")
    }
}
