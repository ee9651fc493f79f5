//! The life of a document: its issue, the documents that took it up, what was reported, and the days that it sets.

use std::collections::BTreeMap;

use serde::Serialize;

use super::relation;
use super::viewpoint::{DateView, Link, Viewpoint};
use crate::model::Ix;
use crate::model::day::PartialDate;
use crate::model::document::{Document, RelationKind};

/// Fewest days that make a life worth drawing.
const FEWEST: usize = 3;

/// A day in the life of a document.
#[derive(Debug, Clone, Serialize)]
pub struct DayView {
    day: DateView,
    /// Whether it lies after the day for which the page was built.
    ahead: bool,
    /// Whether the document was issued then.
    issued: bool,
    /// Documents that took it up, with the key of the words for how.
    others: Vec<OtherView>,
    /// How many updates were reported.
    updates: usize,
    /// How many of its tasks had that day as their last good one.
    due: usize,
}

#[derive(Debug, Clone, Serialize)]
struct OtherView {
    key: String,
    document: Link,
}

#[derive(Default)]
struct Events {
    issued: bool,
    others: Vec<OtherView>,
    updates: usize,
    due: usize,
}

/// The days of the life of a document, the earliest first; empty when they are too few to tell a story. Mere
/// mentions are left out.
#[must_use]
pub fn life(view: &Viewpoint<'_>, position: Ix<Document>) -> Vec<DayView> {
    let site = view.site;
    let document = &site.documents[position];
    let mut days: BTreeMap<PartialDate, Events> = BTreeMap::new();
    if let Some(date) = &document.date {
        days.entry(date.value).or_default().issued = true;
    }
    for incoming in &document.incoming {
        let other = &site.documents[incoming.from];
        let (Some(date), true) = (&other.date, is_step(incoming.kind)) else { continue };
        let link = view.document(incoming.from);
        let events = days.entry(date.value).or_default();
        if events.others.iter().all(|known| known.document.href != link.href) {
            events.others.push(OtherView { key: relation::incoming_key(incoming.kind), document: link });
        }
    }
    for directive in document.directive_positions().map(|directive| &site.directives[directive]) {
        for update in &directive.updates {
            days.entry(PartialDate::of(site.updates[*update].date)).or_default().updates += 1;
        }
        if let Some(due) = directive.due() {
            days.entry(PartialDate::of(due)).or_default().due += 1;
        }
    }
    if days.len() < FEWEST {
        return Vec::new();
    }
    let shown = days.into_iter().map(|(day, events)| DayView {
        day: view.partial_day(day),
        ahead: day.first_day() > site.today,
        issued: events.issued,
        others: events.others,
        updates: events.updates,
        due: events.due,
    });
    shown.collect()
}

/// Whether a relation is a step in the life of the document that it names.
const fn is_step(kind: RelationKind) -> bool {
    !matches!(kind, RelationKind::Cites | RelationKind::BasedOn | RelationKind::Attaches)
}
