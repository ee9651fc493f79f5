//! The list of documents, of all provinces or of one.

use minijinja::Value;
use serde::Serialize;

use super::super::frame::Head;
use super::super::score::{self, ScoreView, YearView};
use super::super::tally::{CountView, Tally};
use super::super::viewpoint::{DateView, Link, Viewpoint, Words};
use super::Sheet;
use super::home::{DocumentRow, document_row};
use crate::model::document::Document;
use crate::model::province::Province;
use crate::model::{Ix, route};

/// A list of documents.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentsPage {
    crumbs: Vec<Link>,
    title: String,
    groups: Vec<GroupView>,
    single: bool,
    /// How its directives stand, on the page of one province.
    overview: Option<Overview>,
}

/// How the directives of a province stand.
#[derive(Debug, Clone, Serialize)]
struct Overview {
    count: usize,
    counts: Vec<CountView>,
    score: ScoreView,
    years: Vec<YearView>,
    years_picture: Option<Value>,
}

/// The documents of one province.
#[derive(Debug, Clone, Serialize)]
struct GroupView {
    id: String,
    link: Link,
    name: Words,
    note: Option<String>,
    held: Vec<DocumentRow>,
    cited: Vec<CitedView>,
    cited_count: usize,
}

/// A document that is known by number only.
#[derive(Debug, Clone, Serialize)]
struct CitedView {
    link: Link,
    title: Option<String>,
    issuer: Link,
    date: Option<DateView>,
    /// How many documents speak of it.
    citing: usize,
}

/// The list of all documents.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>) -> Sheet<DocumentsPage> {
    let title = view.say("documents.title", &[]);
    let groups = view.site.provinces.positions().map(|province| group(view, province));
    let groups = groups.filter(|group| !group.held.is_empty() || !group.cited.is_empty()).collect::<Vec<_>>();
    let held = groups.iter().map(|group| group.held.len()).sum::<usize>();
    let head = Head {
        title: title.clone(),
        description: view.say("documents.description", &[("n", held.to_string())]),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: false,
        kind: "website",
    };
    Sheet {
        template: "documents.html",
        head,
        page: DocumentsPage { crumbs: Vec::new(), title, groups, single: false, overview: None },
    }
}

/// The list of a province's documents.
#[must_use]
pub fn province_sheet(view: &Viewpoint<'_>, province: Ix<Province>) -> Sheet<DocumentsPage> {
    let group = group(view, province);
    let title = view.say("documents.of", &[("province", view.site.provinces[province].short.clone())]);
    let head = Head {
        title: title.clone(),
        description: view.say("documents.description", &[("n", group.held.len().to_string())]),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: false,
        kind: "website",
    };
    let overview = overview(view, province);
    let crumbs = vec![view.frame_link(route::DOCUMENTS, view.say("menu.documents", &[]))];
    Sheet {
        template: "documents.html",
        head,
        page: DocumentsPage { crumbs, title, groups: vec![group], single: true, overview },
    }
}

fn overview(view: &Viewpoint<'_>, province: Ix<Province>) -> Option<Overview> {
    let site = view.site;
    let own = site.directives.entries().filter(|(_, one)| site.documents[one.document].province == province);
    let own = own.map(|(position, _)| position).collect::<Vec<_>>();
    let years = score::years(view, &own);
    (!own.is_empty()).then(|| Overview {
        count: own.len(),
        counts: Tally::of(own.iter().map(|position| &site.directives[*position])).counts(),
        score: score::view(view, own.iter().copied()),
        years_picture: score::years_picture(view, &years),
        years,
    })
}

fn group(view: &Viewpoint<'_>, position: Ix<Province>) -> GroupView {
    let site = view.site;
    let province = &site.provinces[position];
    let mut own = site
        .documents
        .entries()
        .filter(|(_, document)| document.province == position && document.withdrawn.is_none())
        .collect::<Vec<_>>();
    own.sort_by_key(|(index, document)| {
        (std::cmp::Reverse(document.date.as_ref().map(|date| date.value.first_day())), *index)
    });
    let (held, cited): (Vec<_>, Vec<_>) = own.into_iter().partition(|(_, document)| document.is_held());
    GroupView {
        id: province.id.clone(),
        link: view.province(position),
        name: view.vietnamese(province.name.clone()),
        note: province.note.clone(),
        held: held.into_iter().map(|(index, _)| document_row(view, index)).collect(),
        cited_count: cited.len(),
        cited: cited.into_iter().map(|(index, document)| cited_view(view, index, document)).collect(),
    }
}

fn cited_view(view: &Viewpoint<'_>, position: Ix<Document>, document: &Document) -> CitedView {
    let mut citing = document.incoming.iter().map(|incoming| incoming.from).collect::<Vec<_>>();
    citing.sort_unstable();
    citing.dedup();
    CitedView {
        link: view.document(position),
        title: document.short_title.clone().or_else(|| document.title.clone()).filter(|_| document.number.is_some()),
        issuer: view.body_short(document.issuer),
        date: document.date.as_ref().map(|date| view.partial_day(date.value)),
        citing: citing.len(),
    }
}
