//! What is kept of a file from one build to the next, as bytes.
//!
//! Of a document in which nothing is wrong, what came of it: linking a document by itself asks nothing of other records
//! but where they stand. It holds as long as its file says the same, with the references led to where they lead by now.
//! Of everything else that is kept, the record as it was read. Only the two kinds of records of which a site has
//! thousands are kept. The bytes mean something to the very program that made them and to no other.

use std::io::{self, ErrorKind};

use borsh::{BorshDeserialize, BorshSerialize};
use jiff::civil::Date;

use super::names::Names;
use super::tables::{Held, Linked};
use crate::base::place::Place;
use crate::base::source::SourcePath;
use crate::model::document::Document;
use crate::model::packing::{Reference, among, gathering};
use crate::model::track::Kind;
use crate::record::common::{Doubtable, Publication};
use crate::record::document::DocumentRecord;
use crate::record::update::UpdateRecord;

/// What was kept of a file.
#[derive(Debug)]
pub enum Stored {
    /// The record of a document.
    Document(Box<DocumentRecord>),
    /// The updates of a document.
    Updates(Vec<UpdateRecord>),
    /// A document that was linked.
    Linked(Box<LinkedBefore>),
}

/// A record that is to be kept as it was read.
#[derive(Debug, Clone, Copy, BorshSerialize)]
pub enum Parse<'r> {
    /// That of a document.
    Document(&'r DocumentRecord),
    /// The updates of a document.
    Updates(&'r Vec<UpdateRecord>),
}

/// A document that was linked, as bytes.
#[derive(Debug)]
pub struct LinkedBefore {
    about: About,
    /// To whom its references lead, by their numbers.
    references: Vec<(Kind, Box<str>)>,
    bytes: Vec<u8>,
    /// Where in the bytes the document begins.
    start: usize,
}

/// What is asked of a document before it is linked.
#[derive(Debug, Clone, BorshSerialize, BorshDeserialize)]
pub struct About {
    /// What its file says of its publication.
    pub publication: Publication,
    /// Its number.
    pub number: Option<Doubtable>,
    /// How much it holds.
    pub held: Held,
}

/// Which of the three forms the bytes have; the first two are the numbers of [`Parse`].
const DOCUMENT: u8 = 0;
const UPDATES: u8 = 1;
const LINKED: u8 = 2;

impl Stored {
    /// What `bytes` were made of.
    ///
    /// # Errors
    /// When they are not the bytes of anything that is kept.
    pub fn of(bytes: Vec<u8>) -> io::Result<Self> {
        let mut rest = &bytes[..];
        Ok(match u8::deserialize(&mut rest)? {
            DOCUMENT => Stored::Document(document(&bytes)?),
            UPDATES => Stored::Updates(borsh::from_slice(rest)?),
            LINKED => {
                let (about, references) = BorshDeserialize::deserialize(&mut rest)?;
                let start = bytes.len() - rest.len();
                Stored::Linked(Box::new(LinkedBefore { about, references, bytes, start }))
            }
            _ => return Err(ErrorKind::InvalidData.into()),
        })
    }
}

/// The record of a document of which `bytes` were made.
///
/// # Errors
/// When they were made of something else.
pub fn document(bytes: &[u8]) -> io::Result<Box<DocumentRecord>> {
    match bytes {
        [DOCUMENT, record @ ..] => borsh::from_slice(record),
        _ => Err(ErrorKind::InvalidData.into()),
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

/// A document of which this is known, as bytes; `None` when there is something wrong with it, or somebody is not
/// known to `id_of` to whom it refers.
pub fn to_bytes<'i>(linked: &Linked, about: &About, id_of: impl Fn(Reference) -> Option<&'i str>) -> Option<Vec<u8>> {
    let Linked { document, directives, targets, observations, pending, has_bad_labels, diagnostics } = linked;
    if *has_bad_labels || !diagnostics.is_empty() {
        return None;
    }
    let (body, references) = gathering(|| borsh::to_vec(&(document, directives, targets, observations, pending)).ok());
    let named = |reference: Reference| Some((reference.0, Box::from(id_of(reference)?)));
    let references = references.into_iter().map(named).collect::<Option<Vec<(Kind, Box<str>)>>>()?;
    let mut bytes = vec![LINKED];
    (about, references).serialize(&mut bytes).ok()?;
    bytes.extend(body?);
    Some(bytes)
}

impl LinkedBefore {
    /// What is asked of it before it is linked.
    pub const fn about(&self) -> &About {
        &self.about
    }

    /// The document among these names; `None` when there is something to say of it by now (somebody to whom it refers is
    /// not there any more, or its day has not come), and when the bytes are none of a document.
    pub fn link(&self, names: &Names, today: Date, replay: bool) -> Option<Linked> {
        let nowhere = || Place::file(SourcePath::new(""));
        let leads = |(kind, id): &(Kind, Box<str>)| Some((*kind, names.resolve(*kind, id, nowhere, &mut Vec::new())?));
        let references = self.references.iter().map(leads).collect::<Option<_>>()?;
        self.open(references).ok().filter(|linked| replay || !is_to_come(&linked.document, today))
    }

    /// The same whatever there is to say of it, which is said of the file at `path` as a whole; who is not there any more
    /// is anybody.
    pub fn link_anyway(&self, names: &Names, path: &SourcePath) -> Linked {
        let (mut diagnostics, place) = (Vec::new(), || Place::file(path.clone()));
        let mut leads = |kind, id| names.resolve(kind, id, place, &mut diagnostics).unwrap_or_default();
        let references = self.references.iter().map(|(kind, id)| (*kind, leads(*kind, id))).collect();
        let linked = self.open(references).expect("bytes that are torn are told by their sum");
        Linked { diagnostics, ..linked }
    }

    fn open(&self, references: Vec<Reference>) -> io::Result<Linked> {
        let (document, directives, targets, observations, pending) =
            among(references, || borsh::from_slice(&self.bytes[self.start..]))?;
        let (has_bad_labels, diagnostics) = (false, Vec::new());
        Ok(Linked { document, directives, targets, observations, pending, has_bad_labels, diagnostics })
    }
}

/// Whether the document is dated later than `today`.
fn is_to_come(document: &Document, today: Date) -> bool {
    document.date.as_ref().is_some_and(|date| date.value.first_day() > today)
}
