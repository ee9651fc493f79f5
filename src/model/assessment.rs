//! Indicator against target: was it reached, by which rule, on which figure.

use jiff::civil::Date;

use super::indicator::{Better, Observation, Period, PeriodPart, Target, TargetOperator};
use super::site::Site;
use super::table::Ix;

/// Whether a target was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Reached.
    Met,
    /// More than reached.
    Exceeded,
    /// Not reached, and there is still time.
    NotYet,
    /// Not reached when the time was over.
    Missed,
    /// There is no figure to judge by, or the target is in words.
    NotAssessed,
}

impl Verdict {
    /// The bare word in the public data.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::Exceeded => "exceeded",
            Verdict::NotYet => "not-yet",
            Verdict::Missed => "missed",
            Verdict::NotAssessed => "not-assessed",
        }
    }
}

/// A verdict and the figure that it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assessment {
    /// Whether the target was reached.
    pub verdict: Verdict,
    /// The figure that was compared; `None` where there is none.
    pub result: Option<Ix<Observation>>,
}

/// Judges `target` on the day for which the site is built.
///
/// The figure compared is the latest one whose period begins by the last good day and ends within its year (all
/// figures count for a target without a day); a figure of a single body says nothing about a target for the whole province. Reached early
/// counts. When the day has passed, a figure that falls short proves a miss only if its period reaches into the
/// year of that day: an older one leaves the target unassessed. A target in words is never assessed by the program.
#[must_use]
pub fn assess(site: &Site, target: &Target) -> Assessment {
    let none = Assessment { verdict: Verdict::NotAssessed, result: None };
    if target.operator == TargetOperator::Qualitative {
        return none;
    }
    let due = last_day(target);
    let candidates = site.indicators[target.indicator].results.iter().copied().filter(|position| {
        let result = &site.results[*position];
        result.body.is_none()
            && due.is_none_or(|due| result.period.first_day() <= due && result.period.year <= due.year())
            && compare(target, result, site.indicators[target.indicator].better).is_some()
    });
    let Some(position) = candidates.max_by_key(|position| (site.results[*position].period.last_day(), *position))
    else {
        return none;
    };
    let result = &site.results[position];
    let verdict = match compare(target, result, site.indicators[target.indicator].better) {
        Some(Comparison::Better) => Verdict::Exceeded,
        Some(Comparison::Reached) => Verdict::Met,
        Some(Comparison::Short) => match due {
            None => Verdict::NotYet,
            Some(due) if site.today <= due => Verdict::NotYet,
            Some(due) if result.period.year == due.year() => Verdict::Missed,
            Some(_) => Verdict::NotAssessed,
        },
        None => Verdict::NotAssessed,
    };
    Assessment { verdict, result: Some(position) }
}

/// The last good day of a target; the end of the year for a horizon.
#[must_use]
pub fn last_day(target: &Target) -> Option<Date> {
    let deadline = &target.deadline.as_ref()?.deadline;
    deadline.due.or_else(|| deadline.horizon.and_then(|year| Date::new(year, 12, 31).ok()))
}

enum Comparison {
    Better,
    Reached,
    Short,
}

/// How a figure compares with a target; `None` where the two cannot be compared.
fn compare(target: &Target, result: &Observation, better: Better) -> Option<Comparison> {
    let order = |found: f64, wanted: f64, more_is_better: bool| {
        let (found, wanted) = if more_is_better { (found, wanted) } else { (wanted, found) };
        if found > wanted {
            Comparison::Better
        } else if found < wanted {
            Comparison::Short
        } else {
            Comparison::Reached
        }
    };
    match target.operator {
        TargetOperator::AtLeast => Some(order(result.value?, target.value?, true)),
        TargetOperator::AtMost => Some(order(result.value?, target.value?, false)),
        TargetOperator::Exactly => {
            let same = (result.value? - target.value?).abs() < 1e-9;
            Some(if same { Comparison::Reached } else { Comparison::Short })
        }
        TargetOperator::RankWithin => Some(order(f64::from(result.rank?), target.value?, false)),
        TargetOperator::BeatsAverage => Some(order(result.value?, result.national_average?, better != Better::Lower)),
        TargetOperator::Qualitative => None,
    }
}

impl Period {
    /// First day.
    #[must_use]
    pub fn first_day(self) -> Date {
        let (month, day) = match self.part {
            PeriodPart::Year => (1, 1),
            PeriodPart::Quarter(quarter) => (quarter * 3 - 2, 1),
            PeriodPart::Month { month, day } => (month, day.max(1)),
        };
        Date::new(self.year, month, day).expect("a period is made of days of the calendar")
    }

    /// Last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        let first = self.first_day();
        match self.part {
            PeriodPart::Year => first.last_of_year(),
            PeriodPart::Quarter(quarter) => {
                Date::new(self.year, quarter * 3, 1).expect("a quarter has three months").last_of_month()
            }
            PeriodPart::Month { day: 0, .. } => first.last_of_month(),
            PeriodPart::Month { .. } => first,
        }
    }
}
