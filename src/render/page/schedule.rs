//! What is due, what has passed its day without a result, and the calendar of reports that come back.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Serialize;

use super::super::frame::Head;
use super::super::row::{self, RowView};
use super::super::run::excerpt;
use super::super::status::{self, StatusView};
use super::super::viewpoint::{DateView, Link, Viewpoint};
use super::Sheet;
use crate::model::day::PartialDate;
use crate::model::recurrence::Recurrence;
use crate::model::route;
use crate::model::schedule::{Due, YearOfDuty, coming, newly_past_due, report_calendar, report_years};
use crate::model::standing::SlotStanding;
use crate::model::status::SlotState;

/// How many months the page looks back, and ahead.
const MONTHS: i32 = 12;
/// Longest list of the page; what is left out is counted, and found by search.
const ROWS: usize = 300;
/// How many years of reports the page shows; the pages of the duties have them all.
const YEARS: usize = 2;
/// Slots of one month that are drawn one by one.
const SHAPES: usize = 5;
/// Longest action in the calendar of reports, in characters.
const DUTY_CHARACTERS: usize = 110;

/// The schedule.
#[derive(Debug, Clone, Serialize)]
pub struct SchedulePage {
    coming: Listing,
    passed: Listing,
    /// Past their day for longer than the page looks back.
    passed_before: usize,
    looks_back_to: DateView,
    years: Vec<YearView>,
    slots_csv: String,
    search: String,
}

/// Rows by month.
#[derive(Debug, Clone, Serialize)]
struct Listing {
    months: Vec<MonthView>,
    count: usize,
    left_out: usize,
}

#[derive(Debug, Clone, Serialize)]
struct MonthView {
    id: String,
    month: DateView,
    rows: Vec<DatedRow>,
}

#[derive(Debug, Clone, Serialize)]
struct DatedRow {
    /// The anchor of its day, on the first row of the day.
    id: Option<String>,
    row: RowView,
}

/// The calendar of reports of one year.
#[derive(Debug, Clone, Serialize)]
struct YearView {
    year: i16,
    duties: Vec<DutyView>,
    left_out: usize,
}

#[derive(Debug, Clone, Serialize)]
struct DutyView {
    action: Link,
    lead: Vec<Link>,
    document: Link,
    rhythm: Option<String>,
    /// January to December.
    months: Vec<CellView>,
}

/// The slots of one month: each by itself, or how many of how many were filed when they are too many.
#[derive(Debug, Clone, Serialize)]
struct CellView {
    slots: Vec<CellSlot>,
    filed: usize,
    count: usize,
}

#[derive(Debug, Clone, Serialize)]
struct CellSlot {
    day: DateView,
    of_month: i8,
    status: StatusView,
    /// Whether the reader's day may change it.
    is_open: bool,
}

/// The schedule.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>) -> Sheet<SchedulePage> {
    let site = view.site;
    let today = site.today;
    let back = today.checked_sub(MONTHS.months()).unwrap_or(Date::MIN).first_of_month();
    let ahead = today.checked_add(MONTHS.months()).unwrap_or(Date::MAX);
    let mut passed = newly_past_due(site, Date::MIN);
    passed.reverse();
    let recent = passed.partition_point(|due| due.day >= back);
    let passed_before = passed.len() - recent;
    passed.truncate(recent);
    let page = SchedulePage {
        coming: listing(view, &coming(site, today, ahead), "den-han"),
        passed: listing(view, &passed, "qua-han"),
        passed_before,
        looks_back_to: view.day(back),
        years: report_years(site).into_iter().take(YEARS).map(|year| year_view(view, year)).collect(),
        slots_csv: view.here.file(route::SLOTS_TABLE),
        search: view.here.page(route::SEARCH),
    };
    let head = Head {
        title: view.say("schedule.title", &[]),
        description: view.say("schedule.description", &[]),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: true,
        kind: "website",
    };
    Sheet { template: "schedule.html", head, page }
}

fn listing(view: &Viewpoint<'_>, days: &[Due], prefix: &str) -> Listing {
    let shown = &days[..days.len().min(ROWS)];
    let months = shown.chunk_by(|left, right| left.day.first_of_month() == right.day.first_of_month());
    let month_view = |month: &[Due]| {
        let first = month[0].day;
        MonthView {
            id: format!("{prefix}-{}", first.strftime("%Y-%m")),
            month: view.partial_day(PartialDate::month_of(first)),
            rows: month
                .iter()
                .scan(None, |last, due| {
                    let is_first = last.replace(due.day) != Some(due.day);
                    Some(DatedRow { id: is_first.then(|| format!("{prefix}-{}", due.day)), row: due_row(view, *due) })
                })
                .collect(),
        }
    };
    Listing { months: months.map(month_view).collect(), count: days.len(), left_out: days.len() - shown.len() }
}

fn due_row(view: &Viewpoint<'_>, due: Due) -> RowView {
    let mut row = row::row(view, due.directive);
    row.due = Some(view.day(due.day));
    if due.is_slot {
        let slots = &view.site.directives[due.directive].standing.slots;
        if let Some(slot) = slots.iter().find(|slot| slot.due == due.day) {
            row.status = status::slot(view, slot);
        }
    }
    row
}

fn year_view(view: &Viewpoint<'_>, year: i16) -> YearView {
    let duties = report_calendar(view.site, year);
    let shown = &duties[..duties.len().min(ROWS)];
    YearView {
        year,
        duties: shown.iter().map(|duty| duty_view(view, duty)).collect(),
        left_out: duties.len() - shown.len(),
    }
}

fn duty_view(view: &Viewpoint<'_>, duty: &YearOfDuty) -> DutyView {
    let directive = &view.site.directives[duty.directive];
    let rule = directive.deadline.as_ref().and_then(|stated| stated.deadline.recurrence);
    let in_words = |rule: Recurrence| rule.in_words().in_language(view.here.language).to_owned();
    let mut action = view.directive(directive);
    action.text = excerpt(&action.text, DUTY_CHARACTERS);
    DutyView {
        action,
        lead: directive.lead.iter().map(|body| view.body_short(*body)).collect(),
        document: view.document_short(directive.document),
        rhythm: rule.map(in_words),
        months: (1..=12).map(|month| cell(view, duty.slots.iter().filter(|slot| slot.due.month() == month))).collect(),
    }
}

fn cell<'s>(view: &Viewpoint<'_>, slots: impl Iterator<Item = &'s SlotStanding>) -> CellView {
    let slots = slots.collect::<Vec<_>>();
    let one = |slot: &&SlotStanding| CellSlot {
        day: view.day(slot.due),
        of_month: slot.due.day(),
        status: status::slot(view, slot),
        is_open: slot.state == SlotState::Upcoming,
    };
    CellView {
        filed: slots.iter().filter(|slot| slot.update.is_some()).count(),
        count: slots.len(),
        slots: if slots.len() <= SHAPES { slots.iter().map(one).collect() } else { Vec::new() },
    }
}
