//! What an inspection found about a body.

use jiff::civil::Date;

use super::body::Body;
use super::directive::Directive;
use super::document::Document;
use super::table::{Entity, Ix};
use super::track::Kind;
pub use crate::record::finding::{FindingCause, FindingVerdict};

/// What an inspection found about a body.
#[derive(Debug, Clone, Hash)]
pub struct Finding {
    /// Identity: its file and its place in it, such as `dong-nai/2025@3`.
    pub id: String,
    /// Body that was inspected.
    pub body: Ix<Body>,
    /// Day of the finding.
    pub date: Date,
    /// How well the body did.
    pub verdict: FindingVerdict,
    /// Kind of cause, where it did not do well.
    pub cause: Option<FindingCause>,
    /// Directive that it is about.
    pub directive: Option<Ix<Directive>>,
    /// What was found.
    pub text: String,
    /// Person named; `None` unless the site's settings publish individuals.
    pub person: Option<String>,
    /// Document that states it.
    pub document: Option<Ix<Document>>,
    /// Source in words.
    pub source: Option<String>,
}

impl Entity for Finding {
    const KIND: Kind = Kind::Finding;
}
