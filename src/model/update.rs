//! A dated, sourced statement about a directive.

use jiff::civil::Date;

use super::body::Body;
use super::directive::{Directive, Extension};
use super::document::Document;
use super::table::{Entity, Ix, List};
use super::track::Kind;
pub use crate::record::update::{Lifecycle, Verification};

/// A dated, sourced statement about a directive.
#[derive(Debug, Clone, Hash)]
pub struct Update {
    /// Identity: its file and its place in it, such as `dong-nai/449-kl-tu-2023@3`.
    pub id: Box<str>,
    /// Directive that it is about.
    pub directive: Ix<Directive>,
    /// Day of the statement.
    pub date: Date,
    /// Stage reached; `None` when the statement leaves it as it was.
    pub lifecycle: Option<Lifecycle>,
    /// Slot of a recurring duty, by its last good day.
    pub slot: Option<Date>,
    /// Day on which it was done.
    pub completed: Option<Date>,
    /// How well it is supported.
    pub verification: Option<Verification>,
    /// What happened, in words.
    pub text: Option<Box<str>>,
    /// Why, when suspended.
    pub reason: Option<Box<str>>,
    /// Body that took the duty over.
    pub successor: Option<Ix<Body>>,
    /// Source in words.
    pub source: Box<str>,
    /// Proofs.
    pub evidence: List<Evidence>,
    /// Later date granted on this occasion.
    pub extension: Option<Extension>,
    /// Date of the statement that this one puts right.
    pub corrects: Option<Date>,
}

impl Entity for Update {
    const KIND: Kind = Kind::Update;
}

/// A proof: at least one of its parts is there.
#[derive(Debug, Clone, Hash)]
pub struct Evidence {
    /// Document.
    pub document: Option<Ix<Document>>,
    /// Address on the web.
    pub url: Option<Box<str>>,
    /// In words.
    pub text: Option<Box<str>>,
}
