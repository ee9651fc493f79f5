//! Which documents stand together on a list: all, those of a province, of a kind, of a year.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::document::{Document, DocumentKind, Placement};
use super::province::Province;
use super::{Ix, Site};

/// A list of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// All.
    All,
    /// Those of a province.
    Province(Ix<Province>),
    /// Those of a kind.
    Kind(DocumentKind),
    /// Those issued in a year; `None` for those whose year nobody knows.
    Year(Option<i16>),
}

/// The documents of one province on a shelf: the latest first, those without a day last.
#[derive(Debug, Clone)]
pub struct Stack {
    /// The province.
    pub province: Ix<Province>,
    /// Those whose text is held.
    pub held: Vec<Ix<Document>>,
    /// Those known by number only.
    pub cited: Vec<Ix<Document>>,
}

/// The kinds and years of the site's documents, each with the number of documents.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// Kinds, in the order of the record format.
    pub kinds: Vec<(DocumentKind, usize)>,
    /// Years, the latest first, the unknown one last.
    pub years: Vec<(Option<i16>, usize)>,
}

impl Shelf {
    /// Every shelf of the site on which a document stands, and that of every province.
    #[must_use]
    pub fn every(site: &Site) -> Vec<Self> {
        let catalogue = Catalogue::of(site);
        let mut shelves = vec![Self::All];
        shelves.extend(site.provinces.positions().map(Self::Province));
        shelves.extend(catalogue.kinds.into_iter().map(|(kind, _)| Self::Kind(kind)));
        shelves.extend(catalogue.years.into_iter().map(|(year, _)| Self::Year(year)));
        shelves
    }

    /// Whether a document of this place stands on it.
    #[must_use]
    pub fn holds(self, document: &Placement) -> bool {
        match self {
            Self::All => true,
            Self::Province(province) => document.province == province,
            Self::Kind(kind) => document.kind == kind,
            Self::Year(year) => document.year() == year,
        }
    }

    /// How many documents of each of `stacks` stacks its page names, of either sort: only the shelves of years name all.
    #[must_use]
    pub const fn most(self, stacks: usize) -> usize {
        match self {
            Self::Year(_) => usize::MAX,
            Self::All | Self::Province(_) | Self::Kind(_) => share_of_page(stacks),
        }
    }

    /// Its documents by province, in the order of the provinces; provinces with none are left out.
    #[must_use]
    pub fn stacks(self, site: &Site) -> Vec<Stack> {
        let empty = |province| Stack { province, held: Vec::new(), cited: Vec::new() };
        let mut stacks = site.provinces.positions().map(empty).collect::<Vec<_>>();
        let places = site.documents.places();
        for (position, document) in places.entries().filter(|(_, document)| self.holds(document)) {
            let stack = &mut stacks[document.province.position()];
            if document.is_held { &mut stack.held } else { &mut stack.cited }.push(position);
        }
        let day = |position: &Ix<Document>| places.of(*position).date.map(|date| date.first_day());
        for stack in &mut stacks {
            for list in [&mut stack.held, &mut stack.cited] {
                list.sort_by_key(|position| (Reverse(day(position)), *position));
            }
        }
        stacks.retain(|stack| !stack.held.is_empty() || !stack.cited.is_empty());
        stacks
    }
}

/// How many rows each of `groups` groups has on a page that is not too long to read: 300 in all, but never fewer than ten.
#[must_use]
pub const fn share_of_page(groups: usize) -> usize {
    match 300usize.checked_div(groups) {
        Some(share) if share > 10 => share,
        Some(_) => 10,
        None => 300,
    }
}

impl Catalogue {
    /// The catalogue of `site`.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        let (mut kinds, mut years) = (BTreeMap::new(), BTreeMap::new());
        for (_, document) in site.documents.places().entries().filter(|(_, document)| Shelf::All.holds(document)) {
            *kinds.entry(document.kind).or_default() += 1;
            *years.entry(document.year()).or_default() += 1;
        }
        Self { kinds: kinds.into_iter().collect(), years: years.into_iter().rev().collect() }
    }
}
