//! What a Vietnamese document says about time, as days.
//!
//! In: the phrase as printed, and the day of issue for phrases that count from it. Out: the kind of the
//! deadline, its last good day or its recurrence. Reads a phrase whole or not at all: a word that it does not
//! know makes it ask for an explicit date, because a wrong date accuses somebody.

mod calendar;
mod clause;
mod expressions;
mod grammar;
mod numbers;
mod problem;
mod repeat;
mod tokens;
mod words;

use borsh::{BorshDeserialize, BorshSerialize};
use jiff::civil::Date;

use super::day::PartialDate;
use super::packing::{read_optional_date, write_optional_date};
use super::recurrence::Recurrence;

pub use problem::{DeadlineProblem, Reason};

/// The kind of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum DeadlineKind {
    /// A day is named: `trước ngày 10/9/2023`.
    Date,
    /// A stretch of time is named, whose last day is the deadline: `trong tháng 6/2021`, `hết Quý IV/2023`.
    Period,
    /// It comes back: `hằng quý`.
    Recurring,
    /// A year to aim at, not a deadline: `đến năm 2030`.
    Horizon,
    /// No date at all: `khẩn trương`, `theo quy định`. Never overdue.
    None,
}

impl DeadlineKind {
    /// The word in the public data.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            DeadlineKind::Date => "date",
            DeadlineKind::Period => "period",
            DeadlineKind::Recurring => "recurring",
            DeadlineKind::Horizon => "horizon",
            DeadlineKind::None => "none",
        }
    }
}

/// A deadline that was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Deadline {
    /// Kind.
    pub kind: DeadlineKind,
    /// Last good day; there exactly for dates and periods.
    #[borsh(serialize_with = "write_optional_date", deserialize_with = "read_optional_date")]
    pub due: Option<Date>,
    /// First day of the stretch, where the phrase names one and it can be known.
    #[borsh(serialize_with = "write_optional_date", deserialize_with = "read_optional_date")]
    pub starts: Option<Date>,
    /// The rule; there exactly for recurring deadlines.
    pub recurrence: Option<Recurrence>,
    /// The year to aim at; there exactly for horizons.
    pub horizon: Option<i16>,
}

impl Deadline {
    /// No fixed date.
    pub const NONE: Deadline =
        Deadline { kind: DeadlineKind::None, due: None, starts: None, recurrence: None, horizon: None };

    /// A named day.
    #[must_use]
    pub const fn date(due: Date) -> Self {
        Self { kind: DeadlineKind::Date, due: Some(due), ..Self::NONE }
    }

    /// A stretch of time that ends on `due`.
    #[must_use]
    pub const fn period(starts: Option<Date>, due: Date) -> Self {
        Self { kind: DeadlineKind::Period, due: Some(due), starts, ..Self::NONE }
    }

    /// A duty that comes back.
    #[must_use]
    pub const fn recurring(recurrence: Recurrence) -> Self {
        Self { kind: DeadlineKind::Recurring, recurrence: Some(recurrence), ..Self::NONE }
    }

    /// A year to aim at.
    #[must_use]
    pub const fn horizon(year: i16) -> Self {
        Self { kind: DeadlineKind::Horizon, horizon: Some(year), ..Self::NONE }
    }
}

/// Reads a phrase about time.
///
/// Case, marks, normal form, spacing and footnote marks do not matter. `issued` is the day of the document: it
/// gives the year to phrases without one, and the first day to those that count from it.
///
/// # Errors
/// When any word is not understood, a date does not exist, the day of issue is needed and unknown, two dates
/// compete, or working days are counted.
pub fn parse_deadline(phrase: &str, issued: Option<PartialDate>) -> Result<Deadline, DeadlineProblem> {
    let items = words::read(&tokens::split(phrase));
    grammar::Sentence::new(phrase, items, issued).read()
}

/// Reads a phrase beside which the record gives the last good day itself.
///
/// The given day wins over a phrase that cannot be read, that has no fixed date, or whose year would be guessed.
///
/// # Errors
/// Without a given day as [`parse_deadline`]. With one, when the phrase names another day in full, or recurs.
pub fn resolve_deadline(
    phrase: &str,
    given: Option<Date>,
    issued: Option<PartialDate>,
) -> Result<Deadline, DeadlineProblem> {
    let Some(given) = given else { return parse_deadline(phrase, issued) };
    match parse_deadline(phrase, None) {
        Ok(Deadline { due: Some(due), .. }) if due != given => Err(problem::two_readings(phrase, due, given)),
        Ok(deadline) if deadline.kind == DeadlineKind::Recurring => Err(problem::recurring_with_date(phrase)),
        Ok(deadline) if deadline.due.is_some() => Ok(deadline),
        _ => match parse_deadline(phrase, issued) {
            Ok(deadline) if deadline.due == Some(given) => Ok(deadline),
            _ => Ok(Deadline::date(given)),
        },
    }
}
