//! What the calendar says about a directive, one of the three axes of its status.
//!
//! In: the deadline, the stage that was reported, and a day. Out: [`Timing`], the state of each slot of a
//! recurring duty, and counts with their denominators. Pure: the same functions hold for the day of the
//! build and for the day of a reader.

use jiff::civil::Date;

use super::day::PartialDate;
use super::deadline::DeadlineKind;
use crate::record::update::Lifecycle;

/// How a directive stands to its deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timeliness {
    /// Open, and due in more than [`SOON_DAYS`] days.
    OnTime,
    /// Open, and due within [`SOON_DAYS`] days.
    DueSoon,
    /// Open, and today is its last good day.
    DueToday,
    /// The day has passed, and the body reported it as still open.
    Overdue,
    /// The day has passed, and nobody published a result. Grey, not red: silence is neither failure nor success.
    PastDueUnreported,
    /// Done by the last good day.
    DoneOnTime,
    /// Done after the last good day.
    DoneLate,
    /// It comes back; every slot has a state of its own.
    Recurring,
    /// There is no day to hold it to: soft words, a horizon, a duty that rests or was called off.
    NoFixedDate,
    /// The last good day lies before the day on which the document was issued. Kept out of the rates.
    DueBeforeIssue,
}

/// An open directive is due soon when this many days are left, or fewer.
pub const SOON_DAYS: i64 = 7;

impl Timeliness {
    /// Every one, in the order of this type.
    pub const ALL: [Timeliness; 10] = [
        Timeliness::OnTime,
        Timeliness::DueSoon,
        Timeliness::DueToday,
        Timeliness::Overdue,
        Timeliness::PastDueUnreported,
        Timeliness::DoneOnTime,
        Timeliness::DoneLate,
        Timeliness::Recurring,
        Timeliness::NoFixedDate,
        Timeliness::DueBeforeIssue,
    ];

    /// The bare word in the public data.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Timeliness::OnTime => "on-time",
            Timeliness::DueSoon => "due-soon",
            Timeliness::DueToday => "due-today",
            Timeliness::Overdue => "overdue",
            Timeliness::PastDueUnreported => "past-due-unreported",
            Timeliness::DoneOnTime => "done-on-time",
            Timeliness::DoneLate => "done-late",
            Timeliness::Recurring => "recurring",
            Timeliness::NoFixedDate => "no-fixed-date",
            Timeliness::DueBeforeIssue => "due-before-issue",
        }
    }
}

/// What the calendar must know of a directive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimelinessInput {
    /// Kind of its deadline; `None` when the text says nothing about time.
    pub kind: Option<DeadlineKind>,
    /// Last good day after all extensions; an extension gives one to a horizon too.
    pub due: Option<Date>,
    /// Day of issue of its document; `None` when it is unknown.
    pub issued: Option<PartialDate>,
    /// Stage, as last reported.
    pub lifecycle: Lifecycle,
    /// Day on which it was done.
    pub completed: Option<Date>,
}

/// What the calendar says about a directive on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Timing {
    /// In one word.
    pub timeliness: Timeliness,
    /// Days after the last good day, from 1: until it was done, or until today while it is reported as open.
    pub days_late: Option<i64>,
    /// Days left until the last good day, from 0, while it is open.
    pub days_left: Option<i64>,
}

impl Timing {
    /// No fixed date.
    pub const NONE: Timing = Timing::of(Timeliness::NoFixedDate);

    const fn of(timeliness: Timeliness) -> Self {
        Self { timeliness, days_late: None, days_left: None }
    }
}

/// What the calendar says about a directive on `today`.
///
/// In this order:
/// - A recurring duty is `recurring`, whatever was reported of it as a whole.
/// - Without a last good day it is `no-fixed-date`.
/// - Due before the first day on which the document can have been issued, it is `due-before-issue`: nobody
///   could keep that date, so nobody is measured by it, not even when the work was done.
/// - Done, it is `done-on-time` or `done-late` by the day of completion. A completion without a day (which the
///   check refuses) counts as in time as long as the deadline has not passed, and as unreported afterwards.
/// - Suspended or withdrawn, it is `no-fixed-date`: whoever gave the order has stopped the clock.
/// - Transferred, it is as open as if nobody had reported: the date binds the successor, who has not spoken yet.
/// - Open, it is `on-time`, `due-soon` or `due-today`; past the date `overdue` when the body itself reported it
///   as open (not started, in progress, partly done), else `past-due-unreported`.
#[must_use]
pub fn timeliness(input: &TimelinessInput, today: Date) -> Timing {
    if input.kind == Some(DeadlineKind::Recurring) {
        return Timing::of(Timeliness::Recurring);
    }
    let Some(due) = input.due else { return Timing::NONE };
    if input.issued.is_some_and(|issued| due < issued.first_day()) {
        return Timing::of(Timeliness::DueBeforeIssue);
    }
    let reported_open = match input.lifecycle {
        Lifecycle::Done => match input.completed {
            Some(completed) => return done(due, completed),
            None if today <= due => return Timing::of(Timeliness::DoneOnTime),
            None => false,
        },
        Lifecycle::Suspended | Lifecycle::Withdrawn => return Timing::NONE,
        Lifecycle::NotStarted | Lifecycle::InProgress | Lifecycle::PartlyDone => true,
        Lifecycle::Transferred | Lifecycle::NoInformation => false,
    };
    open(due, today, reported_open)
}

fn done(due: Date, completed: Date) -> Timing {
    match days_from(due, completed) {
        days if days > 0 => Timing { days_late: Some(days), ..Timing::of(Timeliness::DoneLate) },
        _ => Timing::of(Timeliness::DoneOnTime),
    }
}

fn open(due: Date, today: Date, reported_open: bool) -> Timing {
    let left = days_from(today, due);
    let timeliness = match left {
        0 => Timeliness::DueToday,
        1..=SOON_DAYS => Timeliness::DueSoon,
        _ if left > 0 => Timeliness::OnTime,
        _ if reported_open => return Timing { days_late: Some(-left), ..Timing::of(Timeliness::Overdue) },
        _ => return Timing::of(Timeliness::PastDueUnreported),
    };
    Timing { days_left: Some(left), ..Timing::of(timeliness) }
}

/// The one word for where a directive stands: what was reported comes before what the calendar says.
#[must_use]
pub const fn state(lifecycle: Lifecycle, timeliness: Timeliness) -> &'static str {
    match (lifecycle, timeliness) {
        (Lifecycle::Suspended, _) => "suspended",
        (Lifecycle::Withdrawn, _) => "withdrawn",
        (Lifecycle::Transferred, _) => "transferred",
        (_, Timeliness::DoneOnTime) => "done-on-time",
        (_, Timeliness::DoneLate) => "done-late",
        (Lifecycle::Done, _) => "done",
        (_, timeliness) => timeliness.word(),
    }
}

/// Days from `start` to `end`, negative when `end` comes first.
#[must_use]
pub fn days_from(start: Date, end: Date) -> i64 {
    i64::from((end - start).get_days())
}

/// What became of one slot of a recurring duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlotState {
    /// Filed by its last good day.
    Filed,
    /// Filed after it.
    Late,
    /// Its day has passed, and nothing was published.
    Missing,
    /// Its day is yet to come, or is today.
    Upcoming,
}

impl SlotState {
    /// The bare word in the public data.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            SlotState::Filed => "filed",
            SlotState::Late => "late",
            SlotState::Missing => "missing",
            SlotState::Upcoming => "upcoming",
        }
    }
}

/// What became of a slot due on `due` and filed on `filed`, if it was, as seen on `today`.
///
/// A report that is dated after `today` has not been filed yet.
#[must_use]
pub fn slot_state(due: Date, filed: Option<Date>, today: Date) -> SlotState {
    match filed.filter(|filed| *filed <= today) {
        Some(filed) if filed <= due => SlotState::Filed,
        Some(_) => SlotState::Late,
        None if today <= due => SlotState::Upcoming,
        None => SlotState::Missing,
    }
}

/// How many directives stand how, and the rate that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    counts: [usize; Timeliness::ALL.len()],
    silent: usize,
}

/// A share that never goes without its denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many of them.
    pub part: usize,
    /// Of how many; never 0.
    pub whole: usize,
}

impl Rate {
    /// `None` of nothing.
    #[must_use]
    pub const fn of(part: usize, whole: usize) -> Option<Self> {
        if whole == 0 { None } else { Some(Self { part, whole }) }
    }

    /// The share in per cent, from 0 to 100.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn percent(self) -> f64 {
        self.part as f64 * 100.0 / self.whole as f64
    }
}

impl Tally {
    /// Counts one more directive.
    pub const fn add(&mut self, timeliness: Timeliness, lifecycle: Lifecycle) {
        self.counts[timeliness as usize] += 1;
        if matches!(lifecycle, Lifecycle::NoInformation) {
            self.silent += 1;
        }
    }

    /// Adds the counts of another tally.
    pub fn merge(&mut self, other: &Tally) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
        self.silent += other.silent;
    }

    /// How many stand so.
    #[must_use]
    pub const fn count(&self, timeliness: Timeliness) -> usize {
        self.counts[timeliness as usize]
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Of how many nothing at all was reported.
    #[must_use]
    pub const fn no_information(&self) -> usize {
        self.silent
    }

    /// How many of those whose outcome is known were done in time.
    ///
    /// The whole is done-on-time, done-late and overdue. What is not due yet, what nobody reported, what has no
    /// date, what comes back and what was due before it was issued are no part of it. `None` when nothing is known.
    #[must_use]
    pub const fn on_time_rate(&self) -> Option<Rate> {
        let part = self.count(Timeliness::DoneOnTime);
        Rate::of(part, part + self.count(Timeliness::DoneLate) + self.count(Timeliness::Overdue))
    }

    /// How many of those whose day has passed or that are done have a published outcome.
    ///
    /// The whole is that of [`Tally::on_time_rate`] and those past their day unreported.
    #[must_use]
    pub fn reported_rate(&self) -> Option<Rate> {
        let part = self.on_time_rate().map_or(0, |rate| rate.whole);
        Rate::of(part, part + self.count(Timeliness::PastDueUnreported))
    }
}

impl FromIterator<(Timeliness, Lifecycle)> for Tally {
    fn from_iter<I: IntoIterator<Item = (Timeliness, Lifecycle)>>(directives: I) -> Self {
        let mut tally = Tally::default();
        for (timeliness, lifecycle) in directives {
            tally.add(timeliness, lifecycle);
        }
        tally
    }
}
