//! What happened on which day, from the records alone.

use jiff::civil::Date;
use serde::Serialize;

use super::super::frame::Head;
use super::super::measure;
use super::super::run::excerpt;
use super::super::viewpoint::{DateView, Link, Viewpoint, document_name};
use super::Sheet;
use crate::model::journal::{Event, every_day, journal, of_year, past, recent, years};
use crate::model::route;
use crate::model::update::Lifecycle;

/// The journal.
#[derive(Debug, Clone, Serialize)]
pub struct JournalPage {
    crumbs: Vec<Link>,
    title: String,
    days: Vec<DayView>,
    years: Vec<YearLink>,
    /// Whether older days stand on the pages of the years only.
    has_more: bool,
    feed: String,
}

/// What happened on a day.
#[derive(Debug, Clone, Serialize)]
pub struct DayView {
    id: String,
    day: DateView,
    entries: Vec<EntryView>,
}

/// The journal of a year, as others lead to it.
#[derive(Debug, Clone, Serialize)]
struct YearLink {
    link: Link,
    current: bool,
}

/// One thing that happened.
#[derive(Debug, Clone, Serialize)]
struct EntryView {
    kind: &'static str,
    link: Link,
    detail: Option<String>,
    lifecycle: Option<&'static str>,
    source: Option<String>,
}

/// Longest action in an entry, in characters.
const ENTRY_CHARACTERS: usize = 140;

/// What happened lately, or all that happened in `year`.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>, year: Option<i16>) -> Sheet<JournalPage> {
    let every = every_day(view.site);
    let all = past(view.site, &every);
    let shown = match year {
        None => recent(all),
        Some(year) => of_year(all, year),
    };
    let days = shown.iter().map(|(day, events)| day_view(view, *day, events));
    let title = match year {
        None => view.say("journal.title", &[]),
        Some(year) => view.say("journal.of_year", &[("year", year.to_string())]),
    };
    let year_link = |of: i16| YearLink {
        link: view.frame_link(&route::journal(Some(of)), of.to_string()),
        current: year == Some(of),
    };
    let head = Head {
        title: title.clone(),
        description: view.say("journal.description", &[]),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: false,
        kind: "website",
    };
    Sheet {
        template: "journal.html",
        head,
        page: JournalPage {
            crumbs: year.map(|_| view.frame_link(route::JOURNAL, view.say("journal.title", &[]))).into_iter().collect(),
            title,
            has_more: shown.len() < all.len() && year.is_none(),
            days: days.collect(),
            years: years(&every).into_iter().map(year_link).collect(),
            feed: view.here.file(route::FEED),
        },
    }
}

/// The latest events, `most` of them, by day.
#[must_use]
pub fn latest(view: &Viewpoint<'_>, most: usize) -> Vec<DayView> {
    let mut left = most;
    let days = journal(view.site).into_iter().map_while(|(day, events)| {
        let shown = events.len().min(left);
        left -= shown;
        (shown > 0).then(|| day_view(view, day, &events[..shown]))
    });
    days.collect()
}

fn day_view(view: &Viewpoint<'_>, day: Date, events: &[Event]) -> DayView {
    DayView {
        id: format!("ngay-{day}"),
        day: view.day(day),
        entries: events.iter().map(|event| entry(view, *event)).collect(),
    }
}

fn entry(view: &Viewpoint<'_>, event: Event) -> EntryView {
    let site = view.site;
    let short = |mut link: Link| {
        link.text = excerpt(&link.text, ENTRY_CHARACTERS);
        link
    };
    match event {
        Event::Issued(position) => {
            let document = &site.documents[position];
            let title = document.list_title().map(str::to_owned);
            EntryView { kind: "document", link: view.document(position), detail: title, lifecycle: None, source: None }
        }
        Event::Reported(position) | Event::Corrected(position) => {
            let update = &site.updates[position];
            EntryView {
                kind: if update.corrects.is_some() { "correction" } else { "update" },
                link: short(view.directive(&site.directives[update.directive])),
                detail: update.text.as_deref().map(str::to_owned),
                lifecycle: update.lifecycle.map(Lifecycle::word),
                source: Some(update.source.to_string()),
            }
        }
        Event::Extended(directive, document) => EntryView {
            kind: "extension",
            link: short(view.directive(&site.directives[directive])),
            detail: None,
            lifecycle: None,
            source: Some(document_name(&site.documents[document])),
        },
        Event::Inspected(position) => {
            let finding = &site.findings[position];
            EntryView {
                kind: "finding",
                link: view.body(finding.body),
                detail: Some(finding.text.clone()),
                lifecycle: None,
                source: finding.source.clone(),
            }
        }
        Event::Measured(position) => {
            let result = measure::result(view, position);
            EntryView {
                kind: "result",
                link: result.indicator,
                detail: Some(format!("{}: {}", result.period, result.value)),
                lifecycle: None,
                source: result.source,
            }
        }
    }
}
