//! A body: what it must do, where it helps, what is reported to it, what it issued.

use minijinja::Value;
use serde::Serialize;

use super::super::frame::Head;
use super::super::row::{self, RowView};
use super::super::score::{self, ScoreView, YearView};
use super::super::tally::{CountView, Tally, strip};
use super::super::viewpoint::{DateView, Link, Viewpoint, Words};
use super::Sheet;
use super::bodies::crumbs;
use crate::model::body::Body;
use crate::model::directive::Directive;
use crate::model::finding::{Finding, FindingCause, FindingVerdict};
use crate::model::succession::lineage;
use crate::model::update::Lifecycle;
use crate::model::{Ix, route};

/// A body.
#[derive(Debug, Clone, Serialize)]
pub struct BodyPage {
    crumbs: Vec<Link>,
    name: Words,
    original_name: Option<String>,
    short: Option<String>,
    kind: &'static str,
    parent: Option<Link>,
    aliases: Vec<String>,
    valid_from: Option<DateView>,
    valid_to: Option<DateView>,
    predecessors: Vec<Link>,
    successors: Vec<Link>,
    basis: Option<String>,
    note: Option<String>,
    members: Vec<Link>,
    groups: Vec<Link>,
    counts: Vec<CountView>,
    strip: Vec<&'static str>,
    lead_count: usize,
    /// The search for what it must do.
    search: String,
    score: ScoreView,
    /// One a year, when there are several.
    years: Vec<YearView>,
    years_picture: Option<Value>,
    years_csv: String,
    inherited: Vec<InheritedView>,
    findings: Vec<FindingView>,
    leads: Vec<DocumentRows>,
    coordinates: Vec<DocumentRows>,
    receives: Vec<DocumentRows>,
    issued: Vec<IssuedView>,
    indicators: Vec<Link>,
}

/// What a body was ordered to do that this one continues.
#[derive(Debug, Clone, Serialize)]
struct InheritedView {
    body: Link,
    until: Option<DateView>,
    count: usize,
    counts: Vec<CountView>,
    score: ScoreView,
    /// Those that are not known to be finished.
    open: Vec<DocumentRows>,
}

/// Directives of one document.
#[derive(Debug, Clone, Serialize)]
struct DocumentRows {
    document: Link,
    title: Option<String>,
    rows: Vec<RowView>,
}

#[derive(Debug, Clone, Serialize)]
struct IssuedView {
    link: Link,
    title: Option<String>,
    date: Option<DateView>,
    is_held: bool,
}

/// What an inspection found.
#[derive(Debug, Clone, Serialize)]
struct FindingView {
    date: DateView,
    verdict: &'static str,
    cause: Option<&'static str>,
    directive: Option<Link>,
    text: String,
    person: Option<String>,
    document: Option<Link>,
    source: Option<String>,
}

/// The page of a body.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>, position: Ix<Body>) -> Sheet<BodyPage> {
    let site = view.site;
    let body = &site.bodies[position];
    let leads = || body.leads.iter().map(|directive| &site.directives[*directive]);
    let tally = Tally::of(leads());
    let name = view.body_name(body);
    let years = years(view, &body.leads);
    let page = BodyPage {
        crumbs: crumbs(view, body),
        original_name: (!name.foreign && view.is_english()).then(|| body.name.clone()),
        short: body.short.clone(),
        kind: body.kind.word(),
        parent: body.parent.map(|parent| view.body(parent)),
        aliases: body.aliases.clone(),
        valid_from: body.valid_from.map(|day| view.day(day)),
        valid_to: body.valid_to.map(|day| view.day(day)),
        predecessors: view.bodies(&body.predecessors),
        successors: view.bodies(&body.successors),
        basis: body.basis.clone(),
        note: body.note.clone(),
        members: view.bodies(&body.members),
        groups: view.bodies(&body.groups),
        counts: tally.counts(),
        strip: strip(leads()),
        lead_count: tally.total(),
        search: format!("{}?loai=directive&co-quan={}", view.here.page(route::SEARCH), body.id),
        score: score::view(view, body.leads.iter().copied()),
        years_csv: view.here.file(&route::years_table(&route::body(body))),
        years_picture: score::years_picture(view, &years),
        years,
        inherited: lineage(site, position).into_iter().filter_map(|earlier| inherited(view, earlier)).collect(),
        findings: body.findings.iter().rev().map(|finding| finding_view(view, &site.findings[*finding])).collect(),
        leads: by_document(view, &body.leads),
        coordinates: by_document(view, &body.coordinates),
        receives: by_document(view, &body.receives),
        issued: body
            .issued
            .iter()
            .map(|document| IssuedView {
                link: view.document(*document),
                title: site.documents[*document].list_title().map(str::to_owned),
                date: site.documents[*document].date.as_ref().map(|date| view.partial_day(date.value)),
                is_held: site.documents[*document].is_held(),
            })
            .collect(),
        indicators: site
            .indicators
            .entries()
            .filter(|(_, indicator)| indicator.responsible == Some(position))
            .map(|(indicator, _)| view.indicator(indicator))
            .collect(),
        name,
    };
    let head = Head {
        title: page.name.text.clone(),
        description: view
            .say("body.description", &[("name", page.name.text.clone()), ("n", tally.total().to_string())]),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: true,
        kind: "website",
    };
    Sheet { template: "body.html", head, page }
}

/// One score a year, unless all the orders are of one year.
fn years(view: &Viewpoint<'_>, directives: &[Ix<Directive>]) -> Vec<YearView> {
    let years = score::years(view, directives);
    if years.len() > 1 { years } else { Vec::new() }
}

fn inherited(view: &Viewpoint<'_>, earlier: Ix<Body>) -> Option<InheritedView> {
    let site = view.site;
    let body = &site.bodies[earlier];
    if body.leads.is_empty() {
        return None;
    }
    let is_open = |directive: &Ix<Directive>| {
        !matches!(site.directives[*directive].standing.lifecycle, Lifecycle::Done | Lifecycle::Withdrawn)
    };
    let open = body.leads.iter().copied().filter(is_open).collect::<Vec<_>>();
    let leads = body.leads.iter().map(|directive| &site.directives[*directive]);
    Some(InheritedView {
        body: view.body(earlier),
        until: body.valid_to.map(|day| view.day(day)),
        count: body.leads.len(),
        counts: Tally::of(leads).counts(),
        score: score::view(view, body.leads.iter().copied()),
        open: by_document(view, &open),
    })
}

fn by_document(view: &Viewpoint<'_>, directives: &[Ix<Directive>]) -> Vec<DocumentRows> {
    let site = view.site;
    let chunks = directives.chunk_by(|left, right| site.directives[*left].document == site.directives[*right].document);
    chunks
        .map(|chunk| {
            let document = site.directives[chunk[0]].document;
            DocumentRows {
                document: view.document(document),
                title: site.documents[document].short_title.as_deref().map(str::to_owned),
                rows: row::rows(view, chunk.iter().copied()),
            }
        })
        .collect()
}

fn finding_view(view: &Viewpoint<'_>, finding: &Finding) -> FindingView {
    FindingView {
        date: view.day(finding.date),
        verdict: match finding.verdict {
            FindingVerdict::DoneWell => "done-well",
            FindingVerdict::NotDoneWell => "not-done-well",
        },
        cause: finding.cause.map(|cause| match cause {
            FindingCause::Subjective => "subjective",
            FindingCause::Objective => "objective",
        }),
        directive: finding.directive.map(|directive| view.directive(&view.site.directives[directive])),
        text: finding.text.clone(),
        person: finding.person.clone(),
        document: finding.document.map(|document| view.document(document)),
        source: finding.source.clone(),
    }
}
