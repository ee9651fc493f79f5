//! The figures of pictures, as CSV beside the page that shows them.
//!
//! The words of the header are bare words as in the tables.

use super::put;
use super::table::Csv;
use crate::base::output::{Sink, SinkError};
use crate::model::directive::Directive;
use crate::model::schedule::{report_calendar, report_years};
use crate::model::scorecard::by_year;
use crate::model::status::Timeliness;
use crate::model::{Ix, Site, route};

/// Writes the scorecards by year of the home page, of provinces and of bodies, and the slots of recurring duties.
pub fn write(site: &Site, sink: &dyn Sink) -> Result<(), SinkError> {
    let all = site.directives.positions().collect::<Vec<_>>();
    years(site, sink, "", &all)?;
    for (province, own) in site.provinces.iter().zip(site.directives_by_province()) {
        if !own.is_empty() {
            years(site, sink, &route::province(province), &own)?;
        }
    }
    for body in site.bodies.iter().filter(|body| !body.leads.is_empty()) {
        years(site, sink, &route::body(body), &body.leads)?;
    }
    slots(site, sink)
}

/// One row a year in which the document was issued that gave the directives.
fn years(site: &Site, sink: &dyn Sink, page: &str, directives: &[Ix<Directive>]) -> Result<(), SinkError> {
    let mut table = Csv::new([
        "year",
        "directives",
        "done_on_time",
        "outcome_known",
        "outcome_published",
        "done_or_past_due",
        "slots_filed_on_time",
        "slots_past",
        "overdue",
        "no_information",
        "due_before_issue",
    ]);
    for (year, card) in by_year(site, directives).into_iter().rev() {
        let tally = &card.tally;
        let (on_time, known) = tally.on_time_rate().map_or((0, 0), |rate| (rate.part, rate.whole));
        let (published, ended) = tally.reported_rate().map_or((0, 0), |rate| (rate.part, rate.whole));
        let numbers = [
            tally.total(),
            on_time,
            known,
            published,
            ended,
            card.slots_filed,
            card.slots_past(),
            tally.count(Timeliness::Overdue),
            tally.no_information(),
            tally.count(Timeliness::DueBeforeIssue),
        ];
        let year = year.map_or_else(String::new, |year| year.to_string());
        table.row([year].into_iter().chain(numbers.map(|number| number.to_string())));
    }
    put(sink, &route::years_table(page), table.finish())
}

/// One row a slot, over all years.
fn slots(site: &Site, sink: &dyn Sink) -> Result<(), SinkError> {
    let mut table = Csv::new(["directive", "period_start", "due", "state", "filed"]);
    for year in report_years(site) {
        for duty in report_calendar(site, year) {
            for slot in duty.slots {
                table.row([
                    site.directives[duty.directive].id.to_string(),
                    slot.period_start.to_string(),
                    slot.due.to_string(),
                    slot.state.word().to_owned(),
                    slot.filed.map_or_else(String::new, |day| day.to_string()),
                ]);
            }
        }
    }
    put(sink, route::SLOTS_TABLE, table.finish())
}
