//! Who carries out whom: the chain of documents through which an order came down.

use std::collections::{BTreeMap, BTreeSet};

use super::directive::{Directive, Upstream};
use super::document::{Document, RelationKind};
use super::site::Site;
use super::table::{Entity, Ix, List, Table};
use super::track::Kind;

/// A chain of documents; every document stands below all that it carries out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Documents by level, the highest first; in each level by place in the site.
    pub levels: Vec<Vec<Ix<Document>>>,
    /// Lower document → higher document, sorted.
    pub links: Vec<ChainLink>,
}

/// One document carries out another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChainLink {
    /// The lower document.
    pub lower: Ix<Document>,
    /// The higher document.
    pub higher: Ix<Document>,
    /// Directives of the lower one that differ from the higher one.
    pub drifting: List<Ix<Directive>>,
}

/// Where a document stands among those that it carries out and those that carry it out, one step up and one down.
#[derive(Debug, Clone, Hash, Default)]
pub struct Rung {
    /// The links up to those that it carries out, sorted.
    pub above: List<ChainLink>,
    /// Those that carry it out, sorted.
    pub below: List<Ix<Document>>,
    /// Directives that carry it out as a whole.
    pub carried_out_by: List<Ix<Directive>>,
    /// Directives that differ from something in it, each with the number of the difference.
    pub drift: List<(Ix<Directive>, usize)>,
}

impl Entity for Rung {
    const KIND: Kind = Kind::Rung;
}

/// The rung of every document of `site`, in the order of the documents: from relations "carries out", from directives
/// that carry out another document or a directive of it.
#[must_use]
pub fn rungs(site: &Site) -> Table<Rung> {
    let mut rungs = Table::new(site.documents.iter().map(|_| Rung::default()).collect());
    for link in links(site) {
        rungs.get_mut(rung_of(link.higher)).below.push(link.lower);
        rungs.get_mut(rung_of(link.lower)).above.push(link);
    }
    for (position, directive) in site.directives.entries() {
        for upstream in &directive.carries_out {
            if let Upstream::Document(document) = upstream {
                rungs.get_mut(rung_of(*document)).carried_out_by.push(position);
            }
        }
        for (number, drift) in directive.drift.iter().enumerate() {
            rungs.get_mut(rung_of(document_of(site, drift.with))).drift.push((position, number));
        }
    }
    rungs
}

/// The rung of `document`.
#[must_use]
pub fn rung_of(document: Ix<Document>) -> Ix<Rung> {
    document.beside()
}

fn links(site: &Site) -> Vec<ChainLink> {
    type Pair = (Ix<Document>, Ix<Document>);
    let mut found: BTreeMap<Pair, BTreeSet<Ix<Directive>>> = BTreeMap::new();
    for (lower, document) in site.documents.entries() {
        for relation in &document.relations {
            if relation.kind == RelationKind::CarriesOut {
                found.entry((lower, relation.target)).or_default();
            }
        }
    }
    for (position, directive) in site.directives.entries() {
        for upstream in &directive.carries_out {
            let higher = document_of(site, *upstream);
            if higher != directive.document {
                found.entry((directive.document, higher)).or_default();
            }
        }
        for drift in &directive.drift {
            let higher = document_of(site, drift.with);
            if higher != directive.document {
                found.entry((directive.document, higher)).or_default().insert(position);
            }
        }
    }
    found
        .into_iter()
        .map(|((lower, higher), drifting)| ChainLink { lower, higher, drifting: drifting.into_iter().collect() })
        .collect()
}

/// The chain that `document` stands in: all that it carries out, all that carries it out, over any number of
/// steps; `None` when it stands alone. As much work as the chain is long, however large the site.
#[must_use]
pub fn chain(document: Ix<Document>, rungs: &Table<Rung>) -> Option<Chain> {
    let above = |current: Ix<Document>| rungs[rung_of(current)].above.iter();
    let mut members = BTreeSet::from([document]);
    reach(document, &mut members, |current| above(current).map(|link| link.higher));
    let mut below = BTreeSet::from([document]);
    reach(document, &mut below, |current| rungs[rung_of(current)].below.iter().copied());
    members.extend(below);
    if members.len() == 1 {
        return None;
    }
    // Sorted as all links are: by the lower document, then by the higher one.
    let inner = members.iter().flat_map(|lower| above(*lower)).filter(|link| members.contains(&link.higher));
    let inner = inner.cloned().collect::<Vec<_>>();
    Some(Chain { levels: levels(&members, &inner), links: inner })
}

fn reach<I: Iterator<Item = Ix<Document>>>(
    start: Ix<Document>,
    members: &mut BTreeSet<Ix<Document>>,
    step: impl Fn(Ix<Document>) -> I,
) {
    let mut next = vec![start];
    while let Some(current) = next.pop() {
        next.extend(step(current).filter(|to| members.insert(*to)));
    }
}

/// The level of a document is one below the lowest that it carries out. A cycle ends where it began.
fn levels(members: &BTreeSet<Ix<Document>>, links: &[ChainLink]) -> Vec<Vec<Ix<Document>>> {
    let mut depth: BTreeMap<Ix<Document>, usize> = members.iter().map(|member| (*member, 0)).collect();
    for _ in 0..members.len() {
        let mut settled = true;
        for link in links {
            let wanted = depth[&link.higher] + 1;
            if depth[&link.lower] < wanted && wanted < members.len() {
                depth.insert(link.lower, wanted);
                settled = false;
            }
        }
        if settled {
            break;
        }
    }
    let mut levels: Vec<Vec<Ix<Document>>> = Vec::new();
    for (member, level) in depth {
        if levels.len() <= level {
            levels.resize_with(level + 1, Vec::new);
        }
        levels[level].push(member);
    }
    levels.retain(|level| !level.is_empty());
    levels
}

fn document_of(site: &Site, upstream: Upstream) -> Ix<Document> {
    match upstream {
        Upstream::Directive(position) => site.directives[position].document,
        Upstream::Document(position) => position,
    }
}
