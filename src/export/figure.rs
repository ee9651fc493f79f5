//! The figures of pictures, as CSV beside the page that shows them.
//!
//! The words of the header are bare words as in the tables.

use super::site_path;
use super::table::Csv;
use crate::base::output::{Sink, SinkError};
use crate::model::directive::Directive;
use crate::model::notes::Notes;
use crate::model::schedule::{report_calendar, report_years};
use crate::model::scorecard::by_year;
use crate::model::status::Timeliness;
use crate::model::{Ix, Site, route};

/// Hands over the scorecards by year of the home page, of provinces and of bodies, and the slots of recurring duties.
pub fn write(site: &Site, notes: &Notes<'_>, sink: &dyn Sink) -> Result<(), SinkError> {
    let hand = |path: &str, make: &dyn Fn() -> Vec<u8>| notes.hand(sink, vec![site_path(path)], || Ok(vec![make()]));
    hand(&route::years_table(""), &|| years(site, &site.directives.positions().collect::<Vec<_>>()))?;
    // Which directives are whose is part of the work: what stands in a table need not tell that one was added to it.
    let of_provinces = || {
        let both = site.provinces.iter().zip(site.directives_by_province());
        both.filter(|(_, own)| !own.is_empty()).collect::<Vec<_>>()
    };
    let paths = of_provinces().into_iter().map(|(one, _)| site_path(&route::years_table(&route::province(one))));
    notes.hand(sink, paths.collect(), || Ok(of_provinces().iter().map(|(_, own)| years(site, own)).collect()))?;
    for (position, body) in site.bodies.entries().filter(|(_, body)| !body.leads.is_empty()) {
        hand(&route::years_table(&route::body(body)), &|| years(site, &site.bodies[position].leads))?;
    }
    hand(route::SLOTS_TABLE, &|| slots(site))
}

/// One row a year in which the document was issued that gave the directives.
fn years(site: &Site, directives: &[Ix<Directive>]) -> Vec<u8> {
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
    table.finish()
}

/// One row a slot, over all years.
fn slots(site: &Site) -> Vec<u8> {
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
    table.finish()
}
