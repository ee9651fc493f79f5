//! What changed on which day, from the records alone.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::directive::Directive;
use super::document::Document;
use super::finding::Finding;
use super::indicator::Observation;
use super::site::Site;
use super::table::Ix;
use super::update::Update;

/// The events of a day.
pub type Day = (Date, Vec<Event>);

/// Something that happened on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// A document was issued.
    Issued(Ix<Document>),
    /// A directive was reported on.
    Reported(Ix<Update>),
    /// An earlier report was put right.
    Corrected(Ix<Update>),
    /// A directive got more time.
    Extended(Ix<Directive>, Ix<Document>),
    /// An inspection found something.
    Inspected(Ix<Finding>),
    /// A result became known.
    Measured(Ix<Observation>),
}

/// All events up to today, newest day first; within a day in the order of [`Event`].
///
/// A document held by number only is no event: nobody published it here. A document whose day is not known is
/// none either, nor is a result without one.
#[must_use]
pub fn journal(site: &Site) -> Vec<Day> {
    past(site, &every_day(site)).to_vec()
}

/// Those of `days` up to today.
#[must_use]
pub fn past<'d>(site: &Site, days: &'d [Day]) -> &'d [Day] {
    &days[days.partition_point(|(day, _)| *day > site.today)..]
}

/// All events that have a day, those to come too, in the order of [`journal`].
#[must_use]
pub fn every_day(site: &Site) -> Vec<Day> {
    let mut days: BTreeMap<Date, Vec<Event>> = BTreeMap::new();
    let mut note = |day: Option<Date>, event: Event| {
        if let Some(day) = day {
            days.entry(day).or_default().push(event);
        }
    };
    let places = site.documents.places();
    let issued = |position: Ix<Document>| places.of(position).date.and_then(|date| date.day());
    for (position, document) in places.entries() {
        if document.is_held {
            note(issued(position), Event::Issued(position));
        }
    }
    for (position, update) in site.updates.entries() {
        let event = if update.corrects.is_some() { Event::Corrected(position) } else { Event::Reported(position) };
        note(Some(update.date), event);
    }
    for (position, directive) in site.directives.entries() {
        for extension in &directive.extensions {
            note(issued(extension.document), Event::Extended(position, extension.document));
        }
    }
    for (position, result) in site.results.entries() {
        note(result.date, Event::Measured(position));
    }
    for (position, finding) in site.findings.entries() {
        note(Some(finding.date), Event::Inspected(position));
    }
    let mut days = days.into_iter().rev().collect::<Vec<_>>();
    for (_, events) in &mut days {
        events.sort();
        events.dedup();
    }
    days
}

/// The years that have a page, the latest first: all of [`every_day`], so that none appears or goes as time passes.
#[must_use]
pub fn years(every_day: &[Day]) -> Vec<i16> {
    let mut years = every_day.iter().map(|(day, _)| day.year()).collect::<Vec<_>>();
    years.dedup();
    years
}

/// How many events the journal names before it leaves the older days to the pages of the years.
const RECENT_EVENTS: usize = 200;

/// The latest of `days`: as many as it takes to name two hundred events, the last day whole.
#[must_use]
pub fn recent(days: &[Day]) -> &[Day] {
    let mut events = 0;
    let older = days.iter().position(|(_, of_day)| {
        let is_enough = events >= RECENT_EVENTS;
        events += of_day.len();
        is_enough
    });
    &days[..older.unwrap_or(days.len())]
}

/// Those of `days` that lie in `year`.
#[must_use]
pub fn of_year(days: &[Day], year: i16) -> &[Day] {
    let first = days.partition_point(|(day, _)| day.year() > year);
    let end = days.partition_point(|(day, _)| day.year() >= year);
    &days[first..end]
}
