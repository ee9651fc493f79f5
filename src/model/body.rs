//! Somebody who issues documents or is ordered to do things.

use jiff::civil::Date;

use super::directive::Directive;
use super::document::Document;
use super::finding::Finding;
use super::province::Province;
use super::table::{Entity, Ix};
use super::track::Kind;
pub use crate::record::body::BodyKind;

/// An agency, a committee, a unit, an office, or a group of them.
#[derive(Debug, Clone, Hash)]
pub struct Body {
    /// Identity, such as `dong-nai/so-tttt`.
    pub id: String,
    /// Province that it belongs to.
    pub province: Ix<Province>,
    /// Official name.
    pub name: String,
    /// Abbreviated name.
    pub short: Option<String>,
    /// English name.
    pub name_en: Option<String>,
    /// Other names in the sources.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: BodyKind,
    /// Body that it belongs to.
    pub parent: Option<Ix<Body>>,
    /// Members of a group, in written order.
    pub members: Vec<Ix<Body>>,
    /// First day of its existence.
    pub valid_from: Option<Date>,
    /// Last day of its existence.
    pub valid_to: Option<Date>,
    /// Bodies that continue its duties, in written order.
    pub successors: Vec<Ix<Body>>,
    /// Bodies whose duties it continues; the inverse of `successors`.
    pub predecessors: Vec<Ix<Body>>,
    /// Groups that it is a member of; the inverse of `members`.
    pub groups: Vec<Ix<Body>>,
    /// Where its successors and dates are known from.
    pub basis: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// Documents that it issued, newest first.
    pub issued: Vec<Ix<Document>>,
    /// Directives that it must carry out, in the order of the documents.
    pub leads: Vec<Ix<Directive>>,
    /// Directives in which it helps.
    pub coordinates: Vec<Ix<Directive>>,
    /// Directives whose result goes to it, directly or on the way to another body.
    pub receives: Vec<Ix<Directive>>,
    /// What inspections found about it, oldest first.
    pub findings: Vec<Ix<Finding>>,
}

impl Entity for Body {
    const KIND: Kind = Kind::Body;
}

impl Body {
    /// The name for narrow places.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}
