//! A document and its provisions.

use super::body::Body;
use super::day::PartialDate;
use super::directive::Directive;
use super::eid::{self, Eid, Label};
use super::indicator::{Observation, Target};
use super::packing::{read_list, write_list};
use super::province::Province;
use super::table::{Entity, Ix, List, Listed, Stretch};
use super::text::MarkedText;
use super::track::Kind;
pub use crate::record::document::{DocumentKind, ReadingKind, RelationKind};
use borsh::{BorshDeserialize, BorshSerialize};

/// A document, held with its whole text or known by number only.
#[derive(Debug, Clone, Hash, BorshSerialize, BorshDeserialize)]
pub struct Document {
    /// Identity, such as `dong-nai/449-kl-tu-2023`.
    pub id: Box<str>,
    /// Province that it belongs to.
    pub province: Ix<Province>,
    /// Number and symbol, with what is uncertain about it.
    pub number: Option<Read<Box<str>>>,
    /// Kind.
    pub kind: DocumentKind,
    /// Body that issued it.
    pub issuer: Ix<Body>,
    /// Date of issue, with what is uncertain about it.
    pub date: Option<Read<PartialDate>>,
    /// Title as printed.
    pub title: Option<Box<str>>,
    /// Short title for lists.
    pub short_title: Option<Box<str>>,
    /// Name of the signer.
    pub signer: Option<Box<str>>,
    /// Office of the signer, with what is uncertain about it.
    pub signer_title: Option<Read<Box<str>>>,
    /// Where the text comes from, in words.
    pub source: Option<Box<str>>,
    /// Where the original can be seen.
    pub source_url: Option<Box<str>>,
    /// Lines above the title.
    #[borsh(serialize_with = "write_list", deserialize_with = "read_list")]
    pub letterhead: List<MarkedText>,
    /// Title block as printed.
    pub heading: Option<MarkedText>,
    /// The text in the order of the document, parents before children, then footnotes. Empty when only
    /// the number is known.
    pub provisions: Box<[Provision]>,
    /// Signature block.
    #[borsh(serialize_with = "write_list", deserialize_with = "read_list")]
    pub signature: List<MarkedText>,
    /// Printed at the foot of a page.
    pub page_footer: Option<Box<str>>,
    /// Uncertain and odd readings, in written order.
    #[borsh(serialize_with = "write_list", deserialize_with = "read_list")]
    pub readings: List<Reading>,
    /// How it stands to other documents, in written order.
    #[borsh(serialize_with = "write_list", deserialize_with = "read_list")]
    pub relations: List<Relation>,
    /// How others stand to it: the inverse of their relations.
    #[borsh(skip)]
    pub incoming: List<Incoming>,
    /// Its directives, in the order of the text.
    pub directives: Stretch<Directive>,
}

impl Entity for Document {
    const KIND: Kind = Kind::Document;
}

/// Where lists put a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Placement {
    /// Its province.
    pub province: Ix<Province>,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its day, as far as it is known.
    pub date: Option<PartialDate>,
    /// Whether its text is held.
    pub is_held: bool,
}

impl Listed for Document {
    type Place = Placement;

    fn place(&self) -> Placement {
        Placement {
            province: self.province,
            kind: self.kind,
            date: self.date.as_ref().map(|date| date.value),
            is_held: self.is_held(),
        }
    }
}

impl Placement {
    /// The year of its issue, where anybody knows it.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.date.map(|date| date.year())
    }
}

impl Document {
    /// Whether its text is held.
    #[must_use]
    pub const fn is_held(&self) -> bool {
        !self.provisions.is_empty()
    }

    /// The title for lists: the short one, else the one as printed.
    #[must_use]
    pub fn list_title(&self) -> Option<&str> {
        self.short_title.as_deref().or(self.title.as_deref())
    }

    /// The file name part of its identity.
    #[must_use]
    pub fn slug(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or(&self.id)
    }

    /// Positions of its directives in the site's table.
    pub fn directive_positions(&self) -> impl Iterator<Item = Ix<Directive>> + use<> {
        self.directives.positions()
    }

    /// The labels on the way to the provision at a position of its list, the outermost first.
    #[must_use]
    pub fn way_to(&self, position: usize) -> Vec<Label> {
        let around = std::iter::successors(Some(position), |at| self.provisions[*at].parent());
        let mut way = around.map(|at| self.provisions[at].label.clone()).collect::<Vec<_>>();
        way.reverse();
        way
    }

    /// Where that provision stands in it: `điểm đ khoản 2 mục II`.
    #[must_use]
    pub fn place_of(&self, position: usize) -> String {
        let mut whole = eid::citation(&self.way_to(position), self.kind, None);
        if let Some(place) = whole.strip_suffix(eid::kind_name(self.kind)) {
            whole.truncate(place.trim_end().len());
        }
        whole
    }

    /// The provision with this address.
    #[must_use]
    pub fn provision(&self, eid: &str) -> Option<&Provision> {
        self.provisions.iter().find(|provision| provision.eid.as_str() == eid)
    }
}

/// A reading that may be uncertain.
#[derive(Debug, Clone, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Read<T> {
    /// The reading that is published.
    pub value: T,
    /// What is uncertain about it; `None` when it is certain.
    pub doubtful: Option<Box<str>>,
}

impl<T> Read<T> {
    /// Whether the reading is certain.
    #[must_use]
    pub const fn is_certain(&self) -> bool {
        self.doubtful.is_none()
    }
}

/// An addressable piece of a document's text.
#[derive(Debug, Clone, Hash, BorshSerialize, BorshDeserialize)]
pub struct Provision {
    /// Address inside the document.
    pub eid: Eid,
    /// Position of the piece around it in the document's list.
    pub parent: Option<u32>,
    /// How many pieces are around it.
    pub depth: u16,
    /// What its label says.
    pub label: Label,
    /// Label as printed; `None` for bare paragraphs.
    pub printed_label: Option<Box<str>>,
    /// Heading.
    pub heading: Option<MarkedText>,
    /// Own text, without that of the pieces inside.
    pub text: Option<MarkedText>,
    /// Which part of the document it belongs to.
    pub role: ProvisionRole,
    /// What it orders, as positions in the site's table.
    pub directives: Stretch<Directive>,
    /// Targets that it sets, as positions in the site's table.
    pub targets: Stretch<Target>,
    /// Results that it states, as positions in the site's table.
    pub results: Stretch<Observation>,
}

impl Provision {
    /// Whether it orders something, and so has a page of its own.
    #[must_use]
    pub fn orders(&self) -> bool {
        !self.directives.is_empty()
    }

    /// Positions of its directives in the site's table.
    pub fn directive_positions(&self) -> impl Iterator<Item = Ix<Directive>> + use<> {
        self.directives.positions()
    }

    /// Position of the piece around it in the document's list.
    #[must_use]
    pub fn parent(&self) -> Option<usize> {
        self.parent.map(|parent| parent as usize)
    }

    /// How many pieces are around it.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.depth.into()
    }
}

/// Part of a document that a provision belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub enum ProvisionRole {
    /// The lines after "Kính gửi".
    Addressees,
    /// The text.
    Body,
    /// A footnote.
    Footnote,
    /// The lines after "Nơi nhận".
    Recipients,
}

/// An uncertain or odd reading.
#[derive(Debug, Clone, Hash, BorshSerialize, BorshDeserialize)]
pub struct Reading {
    /// Provision that it is about; `None` for letterhead, signature and the whole text.
    pub at: Option<Eid>,
    /// The words in question.
    pub quote: Option<Box<str>>,
    /// What is seen and why it was read so.
    pub note: Box<str>,
    /// Uncertain, or certain but odd.
    pub kind: ReadingKind,
}

/// How a document stands to another one.
#[derive(Debug, Clone, Hash, BorshSerialize, BorshDeserialize)]
pub struct Relation {
    /// Kind.
    pub kind: RelationKind,
    /// The other document.
    pub target: Ix<Document>,
    /// Provision that states it; `None` when the whole document does.
    pub provision: Option<Eid>,
    /// Remark.
    pub note: Option<Box<str>>,
}

/// A relation seen from its other end.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Incoming {
    /// Kind, as the other document states it.
    pub kind: RelationKind,
    /// The document that states it.
    pub from: Ix<Document>,
    /// Provision that states it.
    pub provision: Option<Eid>,
}
