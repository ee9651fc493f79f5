//! What is due on which day, what has passed its day, and the calendar of reports that come back.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::directive::Directive;
use super::site::Site;
use super::standing::{SlotStanding, slots_until};
use super::status::{SlotState, Timeliness};
use super::table::Ix;

/// A day on which something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The last good day.
    pub day: Date,
    /// What is due.
    pub directive: Ix<Directive>,
    /// Whether it is a slot of a recurring duty.
    pub is_slot: bool,
}

/// What is due from `from` to `until`, both included, and still open; by day. Of a recurring duty only the
/// slot that comes next.
#[must_use]
pub fn coming(site: &Site, from: Date, until: Date) -> Vec<Due> {
    let is_open = |timeliness| matches!(timeliness, Timeliness::OnTime | Timeliness::DueSoon | Timeliness::DueToday);
    let next_slot =
        |slots: &[SlotStanding]| slots.iter().find(|slot| slot.state == SlotState::Upcoming).map(|slot| slot.due);
    let mut days = due_days(site, is_open, next_slot);
    days.retain(|due| (from..=until).contains(&due.day));
    days
}

/// What is due next: at most `most`, from today on, within a year.
#[must_use]
pub fn next_deadlines(site: &Site, most: usize) -> Vec<Due> {
    let until = site.today.checked_add(1.year()).unwrap_or(Date::MAX);
    let mut days = coming(site, site.today, until);
    days.truncate(most);
    days
}

/// What passed its last good day on `since` or later without a published result, reported as open or not
/// reported at all; by day. Of a recurring duty only the slot that passed last.
#[must_use]
pub fn newly_past_due(site: &Site, since: Date) -> Vec<Due> {
    let is_past = |timeliness| matches!(timeliness, Timeliness::Overdue | Timeliness::PastDueUnreported);
    let last_slot = |slots: &[SlotStanding]| {
        let last = slots.iter().rev().find(|slot| slot.state != SlotState::Upcoming);
        last.filter(|slot| slot.state == SlotState::Missing).map(|slot| slot.due)
    };
    let mut days = due_days(site, is_past, last_slot);
    days.retain(|due| due.day >= since);
    days
}

fn due_days(
    site: &Site,
    is_meant: impl Fn(Timeliness) -> bool,
    slot: impl Fn(&[SlotStanding]) -> Option<Date>,
) -> Vec<Due> {
    let mut days = Vec::new();
    for (position, directive) in site.directives.entries() {
        let standing = &directive.standing;
        if let Some(day) = slot(&standing.slots) {
            days.push(Due { day, directive: position, is_slot: true });
        }
        if let (true, Some(day)) = (is_meant(standing.timing.timeliness), directive.due()) {
            days.push(Due { day, directive: position, is_slot: false });
        }
    }
    days.sort_unstable();
    days
}

/// A recurring duty in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearOfDuty {
    /// The duty.
    pub directive: Ix<Directive>,
    /// Its slots whose last good day lies in the year, by day.
    pub slots: Vec<SlotStanding>,
}

/// The calendar of reports of `year`: every recurring duty that has a slot in it, in the order of the documents.
#[must_use]
pub fn report_calendar(site: &Site, year: i16) -> Vec<YearOfDuty> {
    let (Ok(first), Ok(last)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else { return Vec::new() };
    let duties = site.directives.entries().map(|(position, directive)| {
        let slots = slots_until(site, directive, last).filter(|slot| slot.due >= first).collect();
        YearOfDuty { directive: position, slots }
    });
    duties.filter(|duty| !duty.slots.is_empty()).collect()
}

/// The years in which a slot has passed its day, and the present one, the latest first.
#[must_use]
pub fn report_years(site: &Site) -> Vec<i16> {
    let first = site
        .directives
        .iter()
        .filter_map(|directive| directive.standing.slots.first())
        .map(|slot| slot.due.year())
        .min();
    first.map_or_else(Vec::new, |first| (first.min(site.today.year())..=site.today.year()).rev().collect())
}
