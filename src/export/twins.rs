//! The machine-readable twin of every page: `index.json` beside it, with the same rows as the tables.

use jiff::ToSpan as _;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use super::rows::row;
use super::{joined, rows, site_path, table};
use crate::base::output::{Sink, SinkError, SitePath};
use crate::model::article::Article;
use crate::model::body::Body;
use crate::model::contract::{Resource, VERSION};
use crate::model::directive::Directive;
use crate::model::document::Document;
use crate::model::indicator::{Indicator, Observation, Target};
use crate::model::journal::{self, Event, every_day, of_year, past, recent, years};
use crate::model::notes::Notes;
use crate::model::schedule::{Due, coming, newly_past_due, report_calendar};
use crate::model::shelf::Shelf;
use crate::model::standing::SlotStanding;
use crate::model::status;
use crate::model::{Entity, Ix, Site, Table, route};

/// The name of a twin, beside the page.
const TWIN: &str = "index.json";

/// Hands over the twins; those of a document are one piece of work, and so is what belongs to an indicator.
pub fn twins(site: &Site, notes: &Notes, sink: &dyn Sink) -> Result<(), SinkError> {
    lists(site, notes, sink)?;
    each(&site.documents, |position| {
        let folder = route::document(&site.documents[position]);
        notes.hand_below(sink, &[folder], TWIN, || Ok(of_document(site, position)))
    })?;
    each(&site.bodies, |position| {
        let path = twin_path(&route::body(&site.bodies[position]));
        notes.hand(sink, vec![path], || Ok(vec![of_body(site, position)]))
    })?;
    each(&site.indicators, |position| {
        let indicator = &site.indicators[position];
        let paths = vec![twin_path(&route::indicator(indicator)), site_path(&route::indicator_results(indicator))];
        notes.hand(sink, paths, || Ok(of_indicator(site, position)))
    })?;
    each(&site.joined, |position| {
        let mut made = joined::twins(site, position).into_iter();
        made.try_for_each(|(address, content)| twin(site, sink, &address, content))
    })?;
    for report in &site.reports {
        twin(site, sink, &route::report(&report.slug), article(site, report))?;
    }
    for page in &site.pages {
        twin(site, sink, &route::page(&page.slug), article(site, page))?;
    }
    Ok(())
}

fn each<T: Entity>(
    table: &Table<T>,
    hand: impl Fn(Ix<T>) -> Result<(), SinkError> + Sync + Send,
) -> Result<(), SinkError> {
    (0..table.len()).into_par_iter().map(Ix::new).try_for_each(hand)
}

/// The twin of a document, then those of its provisions that order something.
fn of_document(site: &Site, position: Ix<Document>) -> Vec<(SitePath, Vec<u8>)> {
    let document = &site.documents[position];
    let directive = |position: Ix<Directive>| rows::directive(site, &site.directives[position]);
    let provisions = rows::provisions(site, document);
    let directives = document.directive_positions().map(directive).collect::<Vec<_>>();
    let target = |position: Ix<Target>| rows::target(site, &site.targets[position]);
    let result = |position: Ix<Observation>| rows::result(site, &site.results[position]);
    let targets = document.provisions.iter().flat_map(|provision| provision.targets.positions()).map(target);
    let results = document.provisions.iter().flat_map(|provision| provision.results.positions()).map(result);
    let whole = row! {
        document: rows::document(site, document),
        provisions: &provisions,
        directives: &directives,
        targets: targets.collect::<Vec<_>>(),
        results: results.collect::<Vec<_>>(),
    };
    let mut files = vec![made(site, &route::document(document), &whole)];
    let mut rest = directives.as_slice();
    for (provision, row) in document.provisions.iter().zip(&provisions).filter(|(provision, _)| provision.orders()) {
        let (own, others) = rest.split_at(provision.directives.len());
        rest = others;
        let updates = provision
            .directive_positions()
            .flat_map(|position| &site.directives[position].updates)
            .map(|position| rows::update(site, &site.updates[*position]))
            .collect::<Vec<_>>();
        let content = row! { document: &document.id, provision: row, directives: own, updates: updates };
        files.push(made(site, &route::provision(document, provision), &content));
    }
    files
}

/// The twin of the page at `address`.
fn made(site: &Site, address: &str, content: &impl Serialize) -> (SitePath, Vec<u8>) {
    (twin_path(address), bytes(site, address, content))
}

fn of_body(site: &Site, position: Ix<Body>) -> Vec<u8> {
    let body = &site.bodies[position];
    let ids = |positions: &[Ix<_>]| {
        positions.iter().map(|position| json!(site.directives[*position].id)).collect::<Vec<Value>>()
    };
    let issued = body.issued.iter().map(|position| json!(site.documents[*position].id)).collect::<Vec<_>>();
    let content = json!({
        "body": rows::body(site, body),
        "leads": ids(&body.leads),
        "coordinates": ids(&body.coordinates),
        "receives": ids(&body.receives),
        "issued": issued,
    });
    bytes(site, &route::body(body), &content)
}

/// The twin of an indicator, and its results as CSV.
fn of_indicator(site: &Site, position: Ix<Indicator>) -> Vec<Vec<u8>> {
    let indicator = &site.indicators[position];
    let observed = || indicator.results.iter().map(|position| rows::result(site, &site.results[*position]));
    let targets = indicator.targets.iter().map(|position| rows::target(site, &site.targets[*position]));
    let content = row! {
        indicator: rows::indicator(site, indicator),
        targets: targets.collect::<Vec<_>>(),
        results: observed().collect::<Vec<_>>(),
    };
    let csv = table::csv(Resource::Results, observed());
    vec![bytes(site, &route::indicator(indicator), &content), csv]
}

fn lists(site: &Site, notes: &Notes, sink: &dyn Sink) -> Result<(), SinkError> {
    let hand = |address: &str, make: &dyn Fn() -> Vec<u8>| {
        notes.hand::<SinkError>(sink, vec![twin_path(address)], || Ok(vec![make()]))
    };
    Shelf::every(site).into_par_iter().try_for_each(|shelf| {
        notes.hand(sink, vec![twin_path(&route::shelf(site, shelf))], || Ok(vec![documents(site, shelf)]))
    })?;
    hand(route::BODIES, &|| {
        let bodies = site.bodies.iter().map(|one| rows::body(site, one));
        bytes(site, route::BODIES, &row! { bodies: bodies.collect::<Vec<_>>() })
    })?;
    hand(route::INDICATORS, &|| {
        let indicators = site.indicators.iter().map(|one| rows::indicator(site, one));
        bytes(site, route::INDICATORS, &row! { indicators: indicators.collect::<Vec<_>>() })
    })?;
    hand(route::SCHEDULE, &|| bytes(site, route::SCHEDULE, &schedule(site)))?;
    for (state, _) in route::TASK_LISTS {
        let address = route::tasks_in(state);
        hand(&address, &|| {
            let directives = in_state(site, state).map(|directive| &*directive.id).collect::<Vec<_>>();
            bytes(site, &address, &row! { state: state, directives: directives })
        })?;
    }
    hand(route::TASKS, &|| {
        let lists = route::TASK_LISTS.map(|(state, _)| row! { state: state, count: in_state(site, state).count() });
        bytes(site, route::TASKS, &row! { lists: lists })
    })?;
    notes.hand_below(sink, &[route::JOURNAL.to_owned()], TWIN, || Ok(updates(site)))?;
    if !site.joined.is_empty() {
        let sources = site.joined.iter().map(|one| joined::source(site, one)).collect::<Vec<_>>();
        twin(site, sink, route::SOURCES, row! { sources: sources })?;
    }
    let reports = site.reports.iter().map(|report| article(site, report)).collect::<Vec<_>>();
    twin(site, sink, route::REPORTS, row! { reports: reports })?;
    twin(site, sink, route::ACCESSIBILITY, json!({ "standard": "WCAG 2.2 AA" }))?;
    let tables = Resource::ALL
        .into_iter()
        .map(|resource| json!({ "name": resource.name(), "json": format!("data/{}.json", resource.name()), "csv": format!("data/{}.csv", resource.name()) }))
        .collect::<Vec<_>>();
    twin(site, sink, route::DATA, json!({ "package": "data/datapackage.json", "tables": tables }))?;
    twin(site, sink, route::SEARCH, json!({ "index": Value::Null }))?;
    let counts = json!({
        "documents": site.documents.len(),
        "directives": site.directives.len(),
        "updates": site.updates.len(),
        "indicators": site.indicators.len(),
        "bodies": site.bodies.len(),
    });
    twin(site, sink, "", json!({ "title": site.settings.title.vi, "counts": counts }))
}

/// The documents that the page of `shelf` names, and how many stand on it.
fn documents(site: &Site, shelf: Shelf) -> Vec<u8> {
    let stacks = shelf.stacks(site);
    let lists = || stacks.iter().flat_map(|stack| [&stack.held, &stack.cited]);
    let mut named = lists().flat_map(|list| list.iter().take(shelf.most(stacks.len())).copied()).collect::<Vec<_>>();
    named.sort_unstable();
    let count = lists().map(Vec::len).sum::<usize>();
    let named = named.into_iter().map(|position| rows::document(site, &site.documents[position])).collect::<Vec<_>>();
    let address = route::shelf(site, shelf);
    match shelf {
        Shelf::All => bytes(site, &address, &row! { count: count, documents: named }),
        Shelf::Province(province) => {
            let province = &site.provinces[province].id;
            bytes(site, &address, &row! { count: count, documents: named, province: province })
        }
        Shelf::Kind(kind) => bytes(site, &address, &row! { count: count, documents: named, kind: kind.word() }),
        Shelf::Year(year) => bytes(site, &address, &row! { count: count, documents: named, year: year }),
    }
}

/// The updates of the days that the journal names, and of each of its years.
fn updates(site: &Site) -> Vec<(SitePath, Vec<u8>)> {
    let every = every_day(site);
    let days = past(site, &every);
    let of = |days: &[journal::Day]| {
        let events = days.iter().flat_map(|(_, events)| events);
        let updates = events.filter_map(|event| match event {
            Event::Reported(update) | Event::Corrected(update) => Some(rows::update(site, &site.updates[*update])),
            _ => None,
        });
        updates.collect::<Vec<_>>()
    };
    let mut files = vec![made(site, &route::journal(None), &row! { updates: of(recent(days)) })];
    files.extend(years(&every).into_iter().map(|year| {
        let updates = of(of_year(days, year));
        made(site, &route::journal(Some(year)), &row! { year: year, updates: updates })
    }));
    files
}

/// The directives that stand so.
fn in_state<'s>(site: &'s Site, state: &str) -> impl Iterator<Item = &'s Directive> {
    site.directives.iter().filter(move |directive| {
        status::state(directive.standing.lifecycle, directive.standing.timing.timeliness) == state
    })
}

/// What is still to come within a year, what passed its day without a result, and the slots of this year's reports.
fn schedule(site: &Site) -> Value {
    let due = |due: &Due| json!({ "directive": site.directives[due.directive].id, "due": due.day.to_string(), "is_slot": due.is_slot });
    let ahead = site.today.checked_add(1.year()).unwrap_or(Date::MAX);
    let reports = report_calendar(site, site.today.year()).into_iter().map(|duty| {
        let slot = |slot: &SlotStanding| json!({ "due": slot.due.to_string(), "state": slot.state.word() });
        json!({
            "directive": site.directives[duty.directive].id,
            "slots": duty.slots.iter().map(slot).collect::<Vec<_>>(),
        })
    });
    json!({
        "coming": coming(site, site.today, ahead).iter().map(due).collect::<Vec<_>>(),
        "passed": newly_past_due(site, Date::MIN).iter().map(due).collect::<Vec<_>>(),
        "reports": reports.collect::<Vec<_>>(),
    })
}

fn article(site: &Site, article: &Article) -> Value {
    json!({
        "slug": article.slug,
        "title": article.title.vi,
        "description": article.description,
        "date": article.date.map(|day| day.to_string()),
        "province": article.province.map(|province| &site.provinces[province].id),
        "markdown": article.markdown,
    })
}

fn twin(site: &Site, sink: &dyn Sink, address: &str, content: impl Serialize) -> Result<(), SinkError> {
    let (path, bytes) = made(site, address, &content);
    sink.put(path, bytes)
}

fn twin_path(address: &str) -> SitePath {
    site_path(&format!("{address}{TWIN}"))
}

/// A twin: what it is the twin of, on which day, and its content.
fn bytes(site: &Site, address: &str, content: &impl Serialize) -> Vec<u8> {
    #[derive(Serialize)]
    struct Twin<'t, C> {
        version: &'t str,
        address: String,
        as_of: String,
        #[serde(flatten)]
        content: &'t C,
    }
    let (address, as_of) = (format!("/{address}"), site.today.to_string());
    let twin = Twin { version: VERSION, address, as_of, content };
    let mut bytes = serde_json::to_vec(&twin).expect("a twin is written to memory");
    bytes.push(b'\n');
    bytes
}
