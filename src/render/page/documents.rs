//! A list of documents: all of them, those of a province, of a kind, of a year.

use minijinja::Value;
use serde::Serialize;

use super::super::frame::Head;
use super::super::score::{self, ScoreView, YearView};
use super::super::tally::{CountView, Tally};
use super::super::viewpoint::{DateView, Link, Viewpoint, Words};
use super::Sheet;
use super::home::{DocumentRow, document_row};
use crate::model::document::{Document, DocumentKind};
use crate::model::eid::kind_name;
use crate::model::province::Province;
use crate::model::shelf::{Catalogue, Shelf, Stack};
use crate::model::{Ix, route};

/// A list of documents.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentsPage {
    crumbs: Vec<Link>,
    title: String,
    groups: Vec<GroupView>,
    /// The other lists, each with its number of documents.
    filters: Filters,
    /// Whether it is the list of one province.
    single: bool,
    /// Whether it is the list of everything.
    is_all: bool,
    /// Remark on the province.
    note: Option<String>,
    /// How its directives stand, on the page of one province.
    overview: Option<Overview>,
}

/// The lists of kinds and years.
#[derive(Debug, Clone, Serialize)]
struct Filters {
    kinds: Vec<FilterView>,
    years: Vec<FilterView>,
}

/// A list, as others lead to it.
#[derive(Debug, Clone, Serialize)]
struct FilterView {
    link: Link,
    count: usize,
    current: bool,
}

/// How the directives of a province stand.
#[derive(Debug, Clone, Serialize)]
struct Overview {
    count: usize,
    counts: Vec<CountView>,
    score: ScoreView,
    years: Vec<YearView>,
    years_picture: Option<Value>,
    years_csv: String,
}

/// The documents of one province.
#[derive(Debug, Clone, Serialize)]
struct GroupView {
    id: String,
    link: Link,
    name: Words,
    held: Vec<DocumentRow>,
    held_more: usize,
    cited: Vec<CitedView>,
    cited_count: usize,
    cited_more: usize,
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

/// The list of the documents on `shelf`.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>, shelf: Shelf) -> Sheet<DocumentsPage> {
    let site = view.site;
    let stacks = shelf.stacks(site);
    let most = shelf.most(stacks.len());
    let held = stacks.iter().map(|stack| stack.held.len()).sum::<usize>();
    let title = title(view, shelf);
    let head = Head {
        title: title.clone(),
        description: view.say("documents.description", &[("n", held.to_string())]),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: false,
        kind: "website",
    };
    let of_province = match shelf {
        Shelf::Province(province) => Some(province),
        _ => None,
    };
    let crumbs = (shelf != Shelf::All).then(|| view.frame_link(route::DOCUMENTS, view.say("menu.documents", &[])));
    let page = DocumentsPage {
        crumbs: crumbs.into_iter().collect(),
        title,
        groups: stacks.iter().map(|stack| group(view, stack, most)).collect(),
        filters: filters(view, shelf),
        single: of_province.is_some(),
        is_all: shelf == Shelf::All,
        note: of_province.and_then(|province| site.provinces[province].note.clone()),
        overview: of_province.and_then(|province| overview(view, province)),
    };
    Sheet { template: "documents.html", head, page }
}

/// The title of a list's page.
#[must_use]
pub fn title(view: &Viewpoint<'_>, shelf: Shelf) -> String {
    match shelf {
        Shelf::All => view.say("documents.title", &[]),
        Shelf::Province(province) => {
            view.say("documents.of", &[("province", view.site.provinces[province].short.clone())])
        }
        Shelf::Kind(kind) => view.say("documents.of_kind", &[("kind", kind_words(view, kind))]),
        Shelf::Year(Some(year)) => view.say("documents.of_year", &[("year", year.to_string())]),
        Shelf::Year(None) => view.say("documents.of_no_year", &[]),
    }
}

/// The name of a kind in lists of kinds.
fn kind_words(view: &Viewpoint<'_>, kind: DocumentKind) -> String {
    if kind == DocumentKind::Other { view.say("documents.other_kind", &[]) } else { kind_name(kind).to_owned() }
}

fn filters(view: &Viewpoint<'_>, shelf: Shelf) -> Filters {
    let catalogue = Catalogue::of(view.site);
    let kinds = catalogue.kinds.into_iter().map(|(kind, count)| {
        let (address, words) = (route::kind(kind), kind_words(view, kind));
        let is_named_by_us = kind == DocumentKind::Other;
        let link =
            if is_named_by_us { view.frame_link(&address, words) } else { view.vietnamese_link(&address, words) };
        FilterView { link, count, current: shelf == Shelf::Kind(kind) }
    });
    let years = catalogue.years.into_iter().map(|(year, count)| {
        let words = year.map_or_else(|| view.say("documents.no_year", &[]), |year| year.to_string());
        let link = view.frame_link(&route::year(year), words);
        FilterView { link, count, current: shelf == Shelf::Year(year) }
    });
    Filters { kinds: kinds.collect(), years: years.collect() }
}

fn overview(view: &Viewpoint<'_>, province: Ix<Province>) -> Option<Overview> {
    let site = view.site;
    let own = site.directives_of(province).collect::<Vec<_>>();
    let years = score::years(view, &own);
    (!own.is_empty()).then(|| Overview {
        count: own.len(),
        counts: Tally::of(own.iter().map(|position| &site.directives[*position])).counts(),
        score: score::view(view, own.iter().copied()),
        years_csv: view.here.file(&route::years_table(&route::province(&site.provinces[province]))),
        years_picture: score::years_picture(view, &years),
        years,
    })
}

fn group(view: &Viewpoint<'_>, stack: &Stack, most: usize) -> GroupView {
    let site = view.site;
    let province = &site.provinces[stack.province];
    GroupView {
        id: province.id.clone(),
        link: view.province(stack.province),
        name: view.vietnamese(province.name.clone()),
        held: stack.held.iter().take(most).map(|position| document_row(view, *position)).collect(),
        held_more: stack.held.len().saturating_sub(most),
        cited: stack.cited.iter().take(most).map(|position| cited_view(view, *position)).collect(),
        cited_count: stack.cited.len(),
        cited_more: stack.cited.len().saturating_sub(most),
    }
}

fn cited_view(view: &Viewpoint<'_>, position: Ix<Document>) -> CitedView {
    let document = &view.site.documents[position];
    let mut citing = document.incoming.iter().map(|incoming| incoming.from).collect::<Vec<_>>();
    citing.sort_unstable();
    citing.dedup();
    CitedView {
        link: view.document(position),
        title: document.list_title().map(str::to_owned).filter(|_| document.number.is_some()),
        issuer: view.body_short(document.issuer),
        date: document.date.as_ref().map(|date| view.partial_day(date.value)),
        citing: citing.len(),
    }
}
