//! The home page: where things stand today, what is due, what nobody reported, what is new.

use std::cmp::Reverse;

use minijinja::Value;
use serde::Serialize;

use super::super::frame::Head;
use super::super::row::{self, RowView};
use super::super::run::excerpt;
use super::super::score::{self, ScoreView, YearView};
use super::super::status::{STATES, state};
use super::super::tally::{Tally, strip};
use super::super::viewpoint::{DateView, Link, Viewpoint};
use super::Sheet;
use super::journal::{self, DayView};
use crate::model::directive::Directive;
use crate::model::document::Document;
use crate::model::province::Province;
use crate::model::schedule::{Due, next_deadlines};
use crate::model::scorecard::{Scorecard, by_year};
use crate::model::update::Lifecycle;
use crate::model::{Ix, Site, route};

/// How many rows a list of the home page has.
const ROWS: usize = 6;

/// How many documents the home page shows with a mark for each of their directives.
const DOCUMENTS: usize = 12;
/// Longest action in a list of the home page, in characters.
const ACTION_CHARACTERS: usize = 140;

/// The home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    directive_count: usize,
    document_count: usize,
    body_count: usize,
    reported_count: usize,
    silent_past_count: usize,
    overdue_count: usize,
    provinces: Vec<ProvinceView>,
    states: Vec<StateRow>,
    totals: Vec<usize>,
    score: ScoreView,
    documents: Vec<DocumentRow>,
    next: Vec<RowView>,
    passed: Vec<RowView>,
    passed_count: usize,
    cited_count: usize,
    all_documents: String,
    /// What joined sites published, where there are any.
    joined: Option<JoinedLine>,
    /// What happened last.
    news: Vec<DayView>,
    journal: String,
    schedule: String,
    years: Vec<YearView>,
    years_picture: Option<Value>,
    years_csv: String,
}

#[derive(Debug, Clone, Serialize)]
struct ProvinceView {
    link: Link,
}

/// What joined sites published, in a line.
#[derive(Debug, Clone, Serialize)]
struct JoinedLine {
    href: String,
    sources: usize,
    documents: usize,
    directives: usize,
}

/// A state and how many directives are in it: in all, then by province.
#[derive(Debug, Clone, Serialize)]
struct StateRow {
    state: &'static str,
    /// The list of them.
    href: String,
    total: usize,
    by_province: Vec<usize>,
}

/// A document with one mark for each of its directives.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentRow {
    /// The document.
    pub link: Link,
    /// Its title.
    pub title: Option<String>,
    /// Its day.
    pub date: Option<DateView>,
    /// How many directives it gives.
    pub count: usize,
    /// Their states, in the order of the text.
    pub strip: Vec<&'static str>,
    /// How many stand how.
    pub counts: Vec<super::super::tally::CountView>,
}

/// The home page.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>) -> Sheet<HomePage> {
    let site = view.site;
    let (provinces, tallies): (Vec<_>, Vec<_>) =
        by_province(site).into_iter().filter(|(_, tally)| tally.total() > 0).unzip();
    let total = Tally::sum(&tallies);
    let states = STATES.into_iter().filter(|state| total.count(state) > 0).map(|state| StateRow {
        state,
        href: view.here.page(&route::tasks_in(state)),
        total: total.count(state),
        by_province: tallies.iter().map(|tally| tally.count(state)).collect(),
    });
    let places = site.documents.places();
    let mut held = places.entries().filter(|(_, document)| document.is_held).collect::<Vec<_>>();
    held.sort_by_key(|(position, document)| Reverse((document.date.map(|date| date.first_day()), *position)));
    let leads = site.bodies.iter().filter(|body| !body.leads.is_empty()).count();
    let reported =
        site.directives.iter().filter(|directive| directive.standing.lifecycle != Lifecycle::NoInformation).count();
    let passed = passed(view);
    let ordering = held.iter().filter(|(position, _)| !site.documents[*position].directives.is_empty());
    let cards = by_year(site, &site.directives.positions().collect::<Vec<_>>());
    let years = score::year_views(view, &cards);
    let page = HomePage {
        directive_count: total.total(),
        document_count: held.len(),
        body_count: leads,
        reported_count: reported,
        silent_past_count: total.count("past-due-unreported"),
        overdue_count: total.count("overdue"),
        provinces: provinces.iter().map(|province| ProvinceView { link: view.province(*province) }).collect(),
        states: states.collect(),
        score: score::card_view(view, &Scorecard::sum(cards.values())),
        totals: tallies.iter().map(Tally::total).collect(),
        documents: ordering.take(DOCUMENTS).map(|(position, _)| document_row(view, *position)).collect(),
        next: next(view),
        passed_count: passed.len(),
        passed: short_rows(view, passed.into_iter().take(ROWS)),
        cited_count: places.entries().filter(|(_, document)| !document.is_held).count(),
        all_documents: view.here.page(route::DOCUMENTS),
        joined: joined(view),
        news: journal::latest(view, ROWS),
        journal: view.here.page(route::JOURNAL),
        schedule: view.here.page(route::SCHEDULE),
        years_csv: view.here.file(&route::years_table("")),
        years_picture: score::years_picture(view, &years),
        years,
    };
    let head = Head {
        title: view.say("home.title", &[]),
        description: view.bilingual(&site.settings.description).text,
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: true,
        kind: "website",
    };
    Sheet { template: "home.html", head, page }
}

/// How the directives of each province stand.
fn by_province(site: &Site) -> Vec<(Ix<Province>, Tally)> {
    let mut tallies = site.provinces.positions().map(|position| (position, Tally::default())).collect::<Vec<_>>();
    let places = site.documents.places();
    for directive in &site.directives {
        tallies[places.of(directive.document).province.position()].1.add(directive);
    }
    tallies
}

fn joined(view: &Viewpoint<'_>) -> Option<JoinedLine> {
    let sources = &view.site.joined;
    (!sources.is_empty()).then(|| JoinedLine {
        href: view.here.page(route::SOURCES),
        sources: sources.len(),
        documents: sources.iter().map(|one| one.stubs.documents.len()).sum(),
        directives: sources.iter().map(|one| one.stubs.directives.len()).sum(),
    })
}

fn short_rows(view: &Viewpoint<'_>, positions: impl IntoIterator<Item = Ix<Directive>>) -> Vec<RowView> {
    let mut rows = row::rows(view, positions);
    for row in &mut rows {
        row.action.text = excerpt(&row.action.text, ACTION_CHARACTERS);
    }
    rows
}

/// The row of a document in overviews.
#[must_use]
pub fn document_row(view: &Viewpoint<'_>, position: Ix<Document>) -> DocumentRow {
    let site = view.site;
    let document = &site.documents[position];
    let directives = || document.directive_positions().map(|directive| &site.directives[directive]);
    DocumentRow {
        link: view.document(position),
        title: document.list_title().map(str::to_owned).filter(|_| document.number.is_some()),
        date: document.date.as_ref().map(|date| view.partial_day(date.value)),
        count: document.directives.len(),
        strip: strip(directives()),
        counts: Tally::of(directives()).counts(),
    }
}

fn next(view: &Viewpoint<'_>) -> Vec<RowView> {
    let due = next_deadlines(view.site, ROWS);
    let rows = short_rows(view, due.iter().map(|due| due.directive));
    let on_its_day = |(mut row, due): (RowView, Due)| {
        row.due = Some(view.day(due.day));
        row
    };
    rows.into_iter().zip(due).map(on_its_day).collect()
}

/// Those whose day has passed without a result, the latest first.
fn passed(view: &Viewpoint<'_>) -> Vec<Ix<Directive>> {
    let silent = |directive: &Directive| {
        matches!(
            state(directive.standing.lifecycle, directive.standing.timing.timeliness),
            "overdue" | "past-due-unreported"
        )
    };
    let mut passed = dated(view, |directive, _| silent(directive));
    passed.sort_unstable_by_key(|(due, position)| (Reverse(*due), *position));
    passed.into_iter().map(|(_, position)| position).collect()
}

fn dated(
    view: &Viewpoint<'_>,
    keep: impl Fn(&Directive, jiff::civil::Date) -> bool,
) -> Vec<(jiff::civil::Date, Ix<Directive>)> {
    let entries = view.site.directives.entries();
    entries
        .filter_map(|(position, directive)| Some((directive.due().filter(|due| keep(directive, *due))?, position)))
        .collect()
}
