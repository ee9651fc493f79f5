//! One thing that one provision orders somebody to do.

use borsh::{BorshDeserialize, BorshSerialize};
use jiff::civil::Date;

use super::body::Body;
use super::deadline::Deadline;
use super::document::Document;
use super::eid::Eid;
use super::joined::JoinedSite;
use super::packing::{read_list, write_list};
use super::standing::Standing;
use super::table::{Entity, Ix, List};
use super::track::Kind;
use super::update::Update;
pub use crate::record::directive::DriftKind;

/// One thing that one provision orders somebody to do.
#[derive(Debug, Clone, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Directive {
    /// Identity: `<document id>/<eid>`, with `~2`, `~3` … for the further ones of a provision.
    pub id: Box<str>,
    /// Document that orders it.
    pub document: Ix<Document>,
    /// Position of the provision in the document's list.
    pub provision: usize,
    /// Which of the provision's directives it is, from 1.
    pub ordinal: usize,
    /// What is to be done.
    pub action: Box<str>,
    /// Bodies that must do it; empty when the text names nobody.
    #[borsh(serialize_with = "write_list", deserialize_with = "read_list")]
    pub lead: List<Ix<Body>>,
    /// Bodies that help.
    #[borsh(serialize_with = "write_list", deserialize_with = "read_list")]
    pub coordinating: List<Ix<Body>>,
    /// Who answers in person, in the document's words.
    pub responsible: Option<Box<str>>,
    /// Bodies that get the result.
    #[borsh(serialize_with = "write_list", deserialize_with = "read_list")]
    pub report_to: List<Ix<Body>>,
    /// Body through which the report goes.
    pub via: Option<Ix<Body>>,
    /// What the text says about time; `None` when it says nothing.
    pub deadline: Option<StatedDeadline>,
    /// Later dates granted since, in the order in which they were granted.
    #[borsh(serialize_with = "write_list", deserialize_with = "read_list")]
    pub extensions: List<Extension>,
    /// What of a higher level it carries out.
    #[borsh(skip)]
    pub carries_out: List<Upstream>,
    /// What of a joined site it carries out.
    #[borsh(skip)]
    pub carries_out_joined: List<Elsewhere>,
    /// How it differs from that.
    #[borsh(skip)]
    pub drift: List<Drift>,
    /// Directives of a lower level that carry it out; the inverse of `carries_out`.
    #[borsh(skip)]
    pub carried_out_by: List<Ix<Directive>>,
    /// Statements about it, oldest first.
    #[borsh(skip)]
    pub updates: List<Ix<Update>>,
    /// Where it stands today.
    #[borsh(skip)]
    pub standing: Standing,
}

/// Something of a joined site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Elsewhere {
    /// The site.
    pub site: Ix<JoinedSite>,
    /// Place of the document there.
    pub document: u32,
    /// Place of the directive there; `None` for the document as a whole.
    pub directive: Option<u32>,
}

impl Entity for Directive {
    const KIND: Kind = Kind::Directive;
}

impl Directive {
    /// The last good day after all extensions; `None` without a fixed day.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        let extended = self.extensions.iter().rev().find_map(|extension| extension.to.deadline.due);
        extended.or_else(|| self.deadline.as_ref().and_then(|stated| stated.deadline.due))
    }

    /// The anchor on the page of its provision.
    #[must_use]
    pub fn anchor(&self) -> String {
        format!("nhiem-vu-{}", self.ordinal)
    }
}

/// A deadline in the words of a document, and what they mean.
#[derive(Debug, Clone, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct StatedDeadline {
    /// The phrase as printed.
    pub text: Box<str>,
    /// Provision or footnote that states it, where that is another one.
    pub at: Option<Eid>,
    /// What it means.
    pub deadline: Deadline,
}

/// A later date granted by a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Extension {
    /// Document that grants it.
    pub document: Ix<Document>,
    /// The new deadline.
    pub to: StatedDeadline,
    /// The old one, if known.
    pub from: Option<StatedDeadline>,
}

/// Something of a higher level that a directive carries out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Upstream {
    /// Another directive.
    Directive(Ix<Directive>),
    /// A document as a whole.
    Document(Ix<Document>),
}

/// How a directive differs from what it carries out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Drift {
    /// In what.
    pub kind: DriftKind,
    /// From what.
    pub with: Upstream,
    /// In plain words, quoting both readings.
    pub text: Box<str>,
}
