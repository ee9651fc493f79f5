//! Who carries out whom: the chain of documents through which an order came down.

use std::collections::{BTreeMap, BTreeSet};

use super::directive::{Directive, Upstream};
use super::document::{Document, RelationKind};
use super::site::Site;
use super::table::Ix;

/// A chain of documents; every document stands below all that it carries out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Documents by level, the highest first; in each level by place in the site.
    pub levels: Vec<Vec<Ix<Document>>>,
    /// Lower document → higher document, sorted.
    pub links: Vec<ChainLink>,
}

/// One document carries out another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChainLink {
    /// The lower document.
    pub lower: Ix<Document>,
    /// The higher document.
    pub higher: Ix<Document>,
    /// Directives of the lower one that differ from the higher one.
    pub drifting: Vec<Ix<Directive>>,
}

/// Direct links between all documents of the site, sorted: from relations "carries out", from directives that
/// carry out another document or a directive of it.
#[must_use]
pub fn links(site: &Site) -> Vec<ChainLink> {
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
/// steps; `None` when it stands alone. `all` are the [`links`] of the site.
#[must_use]
pub fn chain(document: Ix<Document>, all: &[ChainLink]) -> Option<Chain> {
    let mut members = BTreeSet::from([document]);
    reach(document, &mut members, all, |link| (link.lower, link.higher));
    let mut below = BTreeSet::from([document]);
    reach(document, &mut below, all, |link| (link.higher, link.lower));
    members.extend(below);
    if members.len() == 1 {
        return None;
    }
    let links = all
        .iter()
        .filter(|link| members.contains(&link.lower) && members.contains(&link.higher))
        .cloned()
        .collect::<Vec<_>>();
    Some(Chain { levels: levels(&members, &links), links })
}

fn reach(
    start: Ix<Document>,
    members: &mut BTreeSet<Ix<Document>>,
    all: &[ChainLink],
    step: impl Fn(&ChainLink) -> (Ix<Document>, Ix<Document>),
) {
    let mut next = vec![start];
    while let Some(current) = next.pop() {
        for link in all {
            let (from, to) = step(link);
            if from == current && members.insert(to) {
                next.push(to);
            }
        }
    }
}

/// The level of a document is one below the lowest that it carries out. A cycle ends where it began.
fn levels(members: &BTreeSet<Ix<Document>>, links: &[ChainLink]) -> Vec<Vec<Ix<Document>>> {
    let mut depth: BTreeMap<Ix<Document>, usize> = members.iter().map(|member| (*member, 0)).collect();
    for _ in 0..members.len() {
        for link in links {
            let wanted = depth[&link.higher] + 1;
            if depth[&link.lower] < wanted && wanted < members.len() {
                depth.insert(link.lower, wanted);
            }
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
