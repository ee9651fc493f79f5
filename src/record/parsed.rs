//! Records as bytes, so that those of files which did not change need not be read from YAML again.
//!
//! Only the two kinds of which a site has thousands. The bytes mean something to the very program that made them and to
//! no other.

use std::io;

use borsh::{BorshDeserialize, BorshSerialize};

use super::document::DocumentRecord;
use super::update::UpdateRecord;

/// A record that was read before.
#[derive(Debug, Clone, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Parsed {
    /// A document.
    Document(Box<DocumentRecord>),
    /// The updates of a document.
    Updates(Vec<UpdateRecord>),
}

/// The same, of a record that somebody else holds.
#[derive(Debug, Clone, Copy, BorshSerialize)]
pub enum Parse<'r> {
    /// A document.
    Document(&'r DocumentRecord),
    /// The updates of a document.
    Updates(&'r Vec<UpdateRecord>),
}

impl Parsed {
    /// The record of which `bytes` were made.
    ///
    /// # Errors
    /// When they are not the bytes of a record.
    pub fn of(bytes: &[u8]) -> io::Result<Self> {
        borsh::from_slice(bytes)
    }
}

impl Parse<'_> {
    /// The record as bytes.
    ///
    /// # Errors
    /// When it holds a number that is none.
    pub fn to_bytes(self) -> io::Result<Vec<u8>> {
        borsh::to_vec(&self)
    }
}
