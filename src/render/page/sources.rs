//! The sites whose published data this one joins: all of them, one of them, the documents of a year of it.
//!
//! Every link to a document or a directive leads to the site that published it, and every status is the one of the
//! day for which that site was built.

use serde::Serialize;

use super::super::cascade::SideView;
use super::super::frame::Head;
use super::super::run::excerpt;
use super::super::score::{self, ScoreView};
use super::super::status::STATES;
use super::super::tally::CountView;
use super::super::viewpoint::{DateView, Link, LinkView, Viewpoint, Words};
use super::Sheet;
use crate::model::deadline::DeadlineKind;
use crate::model::directive::Elsewhere;
use crate::model::eid;
use crate::model::joined::{self, JoinedSite, StubDirective, StubDocument};
use crate::model::status::Timeliness;
use crate::model::{Ix, route};

/// How many documents the page of a site names; the pages of its years name all.
const LATEST: usize = 50;
/// A page of more documents than this tells of each how many directives stand how, and leaves the directives themselves
/// to the document's own page and to search.
const DETAILED: usize = 300;
/// Longest action in a list, in characters.
const ACTION_CHARACTERS: usize = 180;

/// The list of joined sites.
#[derive(Debug, Clone, Serialize)]
pub struct SourcesPage {
    documents: usize,
    directives: usize,
    sources: Vec<SourceRow>,
}

/// A joined site and how its directives stood.
#[derive(Debug, Clone, Serialize)]
struct SourceRow {
    link: Link,
    as_of: DateView,
    documents: usize,
    directives: usize,
    score: ScoreView,
    overdue: usize,
    unreported: usize,
    silent: usize,
}

/// A joined site, or a year of it.
#[derive(Debug, Clone, Serialize)]
pub struct SourcePage {
    crumbs: Vec<Link>,
    title: Words,
    /// The site itself.
    home: Link,
    as_of: DateView,
    fetched: DateView,
    fictional: bool,
    provinces: Vec<Words>,
    document_count: usize,
    directive_count: usize,
    counts: Vec<CountView>,
    score: ScoreView,
    years: Vec<YearLink>,
    /// Whether it is the page of a year.
    is_year: bool,
    documents: Vec<StubView>,
    more: usize,
}

/// The documents of a year, as others lead to them.
#[derive(Debug, Clone, Serialize)]
struct YearLink {
    link: Link,
    count: usize,
    current: bool,
}

/// A document of a joined site.
#[derive(Debug, Clone, Serialize)]
struct StubView {
    link: Link,
    title: Option<String>,
    date: Option<DateView>,
    issuer: Words,
    count: usize,
    /// None on a long page.
    directives: Vec<DirectiveView>,
    /// On a long page only.
    counts: Vec<CountView>,
}

/// A directive of a joined site.
#[derive(Debug, Clone, Serialize)]
struct DirectiveView {
    action: Link,
    lead: Option<Words>,
    due: Option<DateView>,
    /// Key of the words in the place of a day.
    undated: &'static str,
    state: &'static str,
}

/// The list of joined sites.
#[must_use]
pub fn all(view: &Viewpoint<'_>) -> Sheet<SourcesPage> {
    let sources = &view.site.joined;
    let (documents, directives) = sources.iter().fold((0, 0), |(documents, directives), one| {
        (documents + one.stubs.documents.len(), directives + one.stubs.directives.len())
    });
    let head = Head {
        title: view.say("sources.title", &[]),
        description: view.say("sources.description", &[("n", sources.len().to_string())]),
        has_twin: true,
        listed: true,
        kind: "website",
        ..Head::default()
    };
    let page = SourcesPage { documents, directives, sources: sources.iter().map(|one| row(view, one)).collect() };
    Sheet { template: "sources.html", head, page }
}

fn row(view: &Viewpoint<'_>, one: &JoinedSite) -> SourceRow {
    let card = one.scorecard();
    SourceRow {
        link: name_link(view, one),
        as_of: view.day(one.as_of),
        documents: one.stubs.documents.len(),
        directives: one.stubs.directives.len(),
        overdue: card.tally.count(Timeliness::Overdue),
        unreported: card.tally.count(Timeliness::PastDueUnreported),
        silent: card.tally.no_information(),
        score: score::card_view(view, &card),
    }
}

fn name_link(view: &Viewpoint<'_>, one: &JoinedSite) -> Link {
    view.link(&route::joined(one), view.bilingual(&one.name))
}

/// The page of a joined site, or with `year` that of the documents of a year; the inner `None` are those whose year
/// nobody knows.
#[must_use]
pub fn one(view: &Viewpoint<'_>, position: Ix<JoinedSite>, year: Option<Option<i16>>) -> Sheet<SourcePage> {
    let one = &view.site.joined[position];
    let years = one.years();
    let said = |of: Option<i16>| of.map_or_else(|| view.say("documents.no_year", &[]), |year| year.to_string());
    let name = view.bilingual(&one.name);
    let title = match year {
        None => name.clone(),
        Some(year) => {
            let text = view.say("sources.of_year", &[("name", name.text.clone()), ("year", said(year))]);
            Words { text, foreign: false }
        }
    };
    let shown = match year {
        None => years.values().rev().flatten().take(LATEST).copied().collect(),
        Some(year) => years.get(&year).cloned().unwrap_or_default(),
    };
    let total = if year.is_some() { shown.len() } else { one.stubs.documents.len() };
    let directives = shown.iter().map(|document| document.directives.len()).sum::<usize>();
    let year_link = |(of, documents): (&Option<i16>, &Vec<&StubDocument>)| YearLink {
        link: view.frame_link(&route::joined_year(one, *of), said(*of)),
        count: documents.len(),
        current: year == Some(*of),
    };
    let mut crumbs = vec![view.frame_link(route::SOURCES, view.say("sources.title", &[]))];
    crumbs.extend(year.map(|_| name_link(view, one)));
    let head = Head {
        title: title.text.clone(),
        description: view.say("sources.description_one", &[("name", name.text.clone()), ("n", total.to_string())]),
        has_twin: true,
        listed: true,
        kind: "website",
        ..Head::default()
    };
    let page = SourcePage {
        crumbs,
        title,
        home: LinkView { href: one.url.clone(), text: one.url.clone(), foreign: false }.into(),
        as_of: view.day(one.as_of),
        fetched: view.day(one.fetched),
        fictional: one.is_fictional && !view.site.settings.fictional,
        provinces: one.stubs.provinces.iter().map(|province| view.vietnamese(province.name.clone())).collect(),
        document_count: total,
        directive_count: if year.is_some() { directives } else { one.stubs.directives.len() },
        counts: counts(&one.stubs.directives),
        score: score::card_view(view, &one.scorecard()),
        years: years.iter().rev().map(year_link).collect(),
        is_year: year.is_some(),
        more: total - shown.len(),
        documents: shown.iter().map(|document| stub(view, one, document, shown.len() <= DETAILED)).collect(),
    };
    Sheet { template: "source.html", head, page }
}

/// The title of a page of a joined site, in crumbs.
#[must_use]
pub fn name(view: &Viewpoint<'_>, position: Ix<JoinedSite>) -> String {
    view.bilingual(&view.site.joined[position].name).text
}

/// Something of a joined site as a side of a chain; both links lead there.
#[must_use]
pub fn side(view: &Viewpoint<'_>, elsewhere: Elsewhere) -> SideView {
    let one = &view.site.joined[elsewhere.site];
    let document = &one.stubs.documents[elsewhere.document as usize];
    let directive = elsewhere.directive.map(|place| &one.stubs.directives[place as usize]);
    SideView {
        document: outward(view, one, &document.address, document_name(document)),
        directive: directive.map(|stub| outward(view, one, &stub.address, stub.action.to_string())),
        phrase: directive.and_then(|stub| stub.phrase.as_deref().map(str::to_owned)),
        due: directive.and_then(|stub| stub.due).map(|day| view.day(day)),
        lead: Vec::new(),
    }
}

fn document_name(document: &StubDocument) -> String {
    match (document.number.as_deref(), &document.title) {
        (None, Some(title)) => title.to_string(),
        (number, _) => eid::citation(&[], document.kind, number),
    }
}

/// How many stand how, the most pressing first.
fn counts(directives: &[StubDirective]) -> Vec<CountView> {
    let states = joined::states(directives);
    STATES.into_iter().filter_map(|state| Some(CountView { state, count: *states.get(state)? })).collect()
}

fn stub(view: &Viewpoint<'_>, one: &JoinedSite, document: &StubDocument, is_detailed: bool) -> StubView {
    let directives = one.directives_of(document);
    StubView {
        link: outward(view, one, &document.address, document_name(document)),
        title: document.title.as_deref().filter(|_| document.number.is_some()).map(str::to_owned),
        date: document.date.map(|date| view.partial_day(date)),
        issuer: body(view, one, document.issuer),
        count: directives.len(),
        counts: if is_detailed { Vec::new() } else { counts(directives) },
        directives: directives.iter().filter(|_| is_detailed).map(|stub| directive(view, one, stub)).collect(),
    }
}

fn directive(view: &Viewpoint<'_>, one: &JoinedSite, stub: &StubDirective) -> DirectiveView {
    let leads = stub.lead.iter().map(|place| one.stubs.bodies[*place as usize].name.as_str()).collect::<Vec<_>>();
    DirectiveView {
        action: outward(view, one, &stub.address, excerpt(&stub.action, ACTION_CHARACTERS)),
        lead: (!leads.is_empty()).then(|| view.vietnamese(leads.join(", "))),
        due: stub.due.map(|day| view.day(day)),
        undated: match stub.kind {
            DeadlineKind::Recurring => "row.recurring",
            DeadlineKind::Horizon => "row.horizon",
            _ => "row.no_day",
        },
        state: stub.state(),
    }
}

fn body(view: &Viewpoint<'_>, one: &JoinedSite, place: u32) -> Words {
    view.vietnamese(one.stubs.bodies[place as usize].name.clone())
}

/// Link to a page of the joined site.
fn outward(view: &Viewpoint<'_>, one: &JoinedSite, address: &str, text: String) -> Link {
    let Words { text, foreign } = view.vietnamese(text);
    LinkView { href: one.link(address), text, foreign }.into()
}
