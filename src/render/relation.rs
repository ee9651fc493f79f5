//! How a document stands to others, both ways, by kind.

use std::collections::BTreeMap;

use serde::Serialize;

use super::viewpoint::{Link, Viewpoint};
use crate::model::Ix;
use crate::model::document::{Document, RelationKind};

/// Relations of one kind and direction.
#[derive(Debug, Clone, Serialize)]
pub struct RelationsView {
    /// Key of the label that heads them, such as `relation.out.carries-out`.
    pub key: String,
    /// The other documents, in the order in which they are first named.
    pub items: Vec<RelationView>,
}

/// A relation to one document, stated in some places.
#[derive(Debug, Clone, Serialize)]
pub struct RelationView {
    /// The other document.
    pub document: Link,
    /// Its title, where the link names its number.
    pub title: Option<String>,
    /// The provisions that state it.
    pub places: Vec<Link>,
    /// Remarks.
    pub notes: Vec<String>,
}

/// Whether a document states the relation itself, or another one does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Direction {
    Out,
    In,
}

/// A statement about two documents.
struct Statement {
    direction: Direction,
    kind: RelationKind,
    other: Ix<Document>,
    place: Option<Link>,
    note: Option<String>,
}

/// The relations of `document`: its own first, the weightier kinds first.
#[must_use]
pub fn relations(view: &Viewpoint<'_>, document: &Document) -> Vec<RelationsView> {
    let own = document.relations.iter().map(|relation| Statement {
        direction: Direction::Out,
        kind: relation.kind,
        other: relation.target,
        place: relation.provision.as_ref().map(|eid| view.provision_by_eid(document, eid.as_str())),
        note: relation.note.as_deref().map(str::to_owned),
    });
    let others = document.incoming.iter().map(|incoming| Statement {
        direction: Direction::In,
        kind: incoming.kind,
        other: incoming.from,
        place: incoming
            .provision
            .as_ref()
            .map(|eid| view.provision_by_eid(&view.site.documents[incoming.from], eid.as_str())),
        note: None,
    });
    let mut groups: BTreeMap<(Direction, usize), Vec<Statement>> = BTreeMap::new();
    for statement in own.chain(others) {
        groups.entry((statement.direction, weight(statement.kind))).or_default().push(statement);
    }
    groups
        .into_iter()
        .map(|((direction, weight), statements)| {
            let way = if direction == Direction::Out { "out" } else { "in" };
            RelationsView { key: format!("relation.{way}.{}", KINDS[weight].1), items: items(view, statements) }
        })
        .collect()
}

/// One item a document, with all places that speak of it.
fn items(view: &Viewpoint<'_>, statements: Vec<Statement>) -> Vec<RelationView> {
    let mut order: Vec<Ix<Document>> = Vec::new();
    let mut items: BTreeMap<Ix<Document>, RelationView> = BTreeMap::new();
    for Statement { other, place, note, .. } in statements {
        let item = items.entry(other).or_insert_with(|| {
            order.push(other);
            let target = &view.site.documents[other];
            let title = target.list_title().map(str::to_owned);
            RelationView {
                document: view.document(other),
                title: title.filter(|_| target.number.is_some()),
                places: Vec::new(),
                notes: Vec::new(),
            }
        });
        item.places.extend(place);
        item.notes.extend(note);
    }
    order.into_iter().filter_map(|other| items.remove(&other)).collect()
}

/// Kinds and their bare words, the weightiest first.
const KINDS: [(RelationKind, &str); 9] = [
    (RelationKind::CarriesOut, "carries-out"),
    (RelationKind::Amends, "amends"),
    (RelationKind::Replaces, "replaces"),
    (RelationKind::Repeals, "repeals"),
    (RelationKind::Extends, "extends"),
    (RelationKind::Corrects, "corrects"),
    (RelationKind::Attaches, "attaches"),
    (RelationKind::BasedOn, "based-on"),
    (RelationKind::Cites, "cites"),
];

/// Key of the label for a document that stands in a relation of this kind to the one that it names.
#[must_use]
pub fn incoming_key(kind: RelationKind) -> String {
    format!("relation.in.{}", KINDS[weight(kind)].1)
}

fn weight(kind: RelationKind) -> usize {
    KINDS.iter().position(|(known, _)| *known == kind).expect("the list holds every kind")
}
