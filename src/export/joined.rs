//! Joined sites as rows, and the twins of the pages about them.
//!
//! A twin names the documents and directives of the page beside it. The tables hold the sites alone: who wants the rows
//! of a joined site finds them there, where they are published.

use serde::Serialize;
use serde_json::{Value, json};

use super::rows::{row, url};
use crate::model::joined::{self, JoinedSite, StubDirective, StubDocument};
use crate::model::{Ix, Site, route};

/// One joined site.
pub fn source<'s>(site: &'s Site, one: &'s JoinedSite) -> impl Serialize + use<'s> {
    let stubs = &one.stubs;
    let states =
        joined::states(&stubs.directives).into_iter().map(|(state, count)| json!({ "state": state, "count": count }));
    row! {
        id: &one.id,
        name: &one.name.vi,
        home: &one.url,
        fetched: one.fetched.to_string(),
        as_of: one.as_of.to_string(),
        version: &one.version,
        provinces: stubs.provinces.iter().map(|province| &province.id).collect::<Vec<_>>(),
        documents: stubs.documents.len(),
        directives: stubs.directives.len(),
        states: states.collect::<Vec<_>>(),
        url: url(site, &route::joined(one)),
    }
}

/// The twins of the pages of one joined site: address and content.
pub fn twins(site: &Site, position: Ix<JoinedSite>) -> Vec<(String, Value)> {
    let one = &site.joined[position];
    let years = one.years();
    let counts = years.iter().rev().map(|(year, documents)| json!({ "year": year, "documents": documents.len() }));
    let whole = json!({ "source": source(site, one), "years": counts.collect::<Vec<_>>() });
    let mut twins = vec![(route::joined(one), whole)];
    for (year, documents) in years {
        let rows = documents.into_iter().map(|stub| document(one, stub)).collect::<Vec<_>>();
        let content =
            json!({ "source": one.id, "as_of_source": one.as_of.to_string(), "year": year, "documents": rows });
        twins.push((route::joined_year(one, year), content));
    }
    twins
}

fn document(one: &JoinedSite, stub: &StubDocument) -> Value {
    json!({
        "id": stub.id,
        "number": stub.number,
        "kind": stub.kind.word(),
        "issuer": one.stubs.bodies[stub.issuer as usize].id,
        "date": stub.date.map(|date| date.to_string()),
        "title": stub.title,
        "url": one.link(&stub.address),
        "directives": one.directives_of(stub).iter().map(|stub| directive(one, stub)).collect::<Vec<_>>(),
    })
}

fn directive(one: &JoinedSite, stub: &StubDirective) -> Value {
    json!({
        "id": stub.id,
        "action": stub.action,
        "lead": stub.lead.iter().map(|body| &one.stubs.bodies[*body as usize].id).collect::<Vec<_>>(),
        "deadline_text": stub.phrase,
        "deadline_kind": stub.kind.word(),
        "due": stub.due.map(|due| due.to_string()),
        "lifecycle": stub.lifecycle.word(),
        "timeliness": stub.timeliness.word(),
        "completed": stub.completed.map(|day| day.to_string()),
        "url": one.link(&stub.address),
    })
}
