//! The build of a phrase about a duty that comes back.

use jiff::civil::{Date, Weekday};

use super::Deadline;
use super::clause::Relation;
use super::grammar::Sentence;
use super::problem::{self, DeadlineProblem};
use super::words::{Item, Point, Unit};
use crate::model::day::PartialDate;
use crate::model::recurrence::{DayOfMonth, Recurrence};

/// Whether the items speak of something that comes back.
pub(super) fn recurs(items: &[Item]) -> bool {
    let any = |wanted: fn(&Item) -> bool| items.iter().any(wanted);
    let lengths = any(|item| matches!(item, Item::Length(..) | Item::Unit(_)));
    let bare = matches!(items, [Item::Length(6, Unit::Month) | Item::Length(1, Unit::Year), ..])
        && !items.contains(&Item::From);
    any(|item| matches!(item, Item::Every(..) | Item::Times(_) | Item::LastMonth))
        || (items.contains(&Item::Periodic) && lengths)
        || bare
}

/// What a phrase says about a duty that comes back.
#[derive(Default)]
struct Parts {
    periods: Vec<(u32, Unit)>,
    times: Option<u32>,
    /// Days, each with its month where that is printed, moved to the last good day.
    days: Vec<(DayOfMonth, Option<i16>)>,
    /// Months without a day, moved to the last good month.
    months: Vec<i16>,
    weekday: Option<Weekday>,
    next: bool,
    last_month: bool,
    first_month: bool,
    starts: Option<Date>,
    ends: Option<Date>,
}

/// Reads the whole phrase.
pub(super) fn read(sentence: &Sentence<'_>) -> Result<Deadline, DeadlineProblem> {
    let unreadable = || problem::unreadable(sentence.phrase);
    let parts = collect(sentence)?;
    let rule = match parts.periods.first() {
        None => return Err(unreadable()),
        Some(_) if parts.all(Unit::Day) => parts.only_hours().then(Recurrence::daily).ok_or_else(unreadable)?,
        Some(_) if parts.all(Unit::Week) => {
            let plain = parts.days.is_empty() && parts.months.is_empty() && parts.times.unwrap_or(1) == 1;
            let once = parts.periods.iter().all(|(count, _)| *count == 1);
            let rule = Recurrence::weekly(parts.weekday.unwrap_or(Weekday::Friday));
            (plain && once && !parts.next).then_some(rule).ok_or_else(unreadable)?
        }
        Some(_) if parts.weekday.is_some() => return Err(unreadable()),
        Some(_) => parts.monthly(sentence.phrase)?,
    };
    if parts.starts.zip(parts.ends).is_some_and(|(starts, ends)| starts > ends) {
        return Err(unreadable());
    }
    Ok(Deadline::recurring(rule.within(parts.starts, parts.ends)))
}

fn collect(sentence: &Sentence<'_>) -> Result<Parts, DeadlineProblem> {
    let unreadable = || problem::unreadable(sentence.phrase);
    let mut parts = Parts::default();
    let mut relation = Relation::default();
    let mut listed = Relation::default();
    let mut before: Option<&Item> = None;
    for item in &sentence.items {
        match item {
            Item::And | Item::Dash | Item::Open | Item::Close | Item::Periodic | Item::AtLeast => {}
            _ if relation.take(item) => {}
            Item::Every(count, unit) => {
                parts.periods.push((*count, *unit));
                relation = parts.settle(relation).ok_or_else(unreadable)?;
            }
            Item::Length(count, unit) if !relation.inside && !relation.from => parts.periods.push((*count, *unit)),
            Item::Unit(_) if of_the_day(before) => {}
            Item::Unit(unit) => {
                parts.periods.push((1, *unit));
                relation = parts.settle(relation).ok_or_else(unreadable)?;
            }
            Item::Times(times) if parts.times.is_none() => parts.times = Some(*times),
            Item::Next => parts.next = true,
            Item::LastMonth => parts.last_month = true,
            Item::FirstMonth => parts.first_month = true,
            Item::Now | Item::Issue if relation.from => {
                parts.starts = sentence.issued.and_then(PartialDate::day);
                relation = Relation::default();
            }
            Item::Point(point) => {
                // "trước ngày 15/6 và 15/12": the words in front of the first day hold for the second.
                if relation == Relation::default() && before == Some(&Item::And) {
                    relation = listed;
                }
                parts.point(sentence, *point, relation)?;
                listed = relation;
                relation = Relation::default();
            }
            _ => return Err(unreadable()),
        }
        before = Some(item);
    }
    if parts.periods.is_empty() && parts.last_month {
        parts.periods.push((1, Unit::Quarter));
    }
    if let Some(weekday) = relation.weekday {
        parts.weekday = Some(if relation.before && relation.hour.is_none() { weekday.previous() } else { weekday });
        relation = Relation::default();
    }
    // An hour of each day, an end of each period: nothing that a day could depend on.
    let left = Relation { hour: None, end: false, inside: false, latest: false, ..relation };
    let hour_only = relation.hour.is_some() && parts.all(Unit::Day);
    if left != Relation::default() && !hour_only {
        return Err(unreadable());
    }
    Ok(parts)
}

/// Whether a unit after this item only explains it: `ngày 20 của tháng`.
const fn of_the_day(before: Option<&Item>) -> bool {
    matches!(
        before,
        Some(Item::Point(Point::Day { month: None, .. }) | Item::LastMonth | Item::FirstMonth | Item::Next)
    )
}

impl Parts {
    fn all(&self, unit: Unit) -> bool {
        self.periods.iter().all(|(_, period)| *period == unit)
    }

    fn only_hours(&self) -> bool {
        let once = self.periods.iter().all(|(count, _)| *count == 1) && self.times.unwrap_or(1) == 1;
        once && self.days.is_empty() && self.months.is_empty() && self.weekday.is_none() && !self.next
    }

    /// Uses up the words in front of a period: `cuối mỗi quý`, `trước thứ Sáu hằng tuần`; `None` for `trước cuối …`.
    fn settle(&mut self, relation: Relation) -> Option<Relation> {
        if relation.before && relation.end {
            return None;
        }
        if let Some(weekday) = relation.weekday {
            self.weekday = Some(if relation.before && relation.hour.is_none() { weekday.previous() } else { weekday });
            return Some(Relation::default());
        }
        // "trong mỗi quý", "vào cuối quý": due at the end in any case.
        let settled = Relation { inside: false, end: false, ..relation };
        Some(if relation.end { Relation { latest: false, until: false, ..settled } } else { settled })
    }

    /// Takes a point: with a year it bounds the whole duty, without one it says when in the period.
    fn point(&mut self, sentence: &Sentence<'_>, point: Point, relation: Relation) -> Result<(), DeadlineProblem> {
        let phrase = sentence.phrase;
        let early = relation.before && relation.hour.is_none_or(|minutes| minutes == 0);
        let moved = |month: i16| if relation.before { (month + 10) % 12 + 1 } else { month };
        match point {
            // "từ ngày 15 đến ngày 20 hằng tháng": the beginning of the time to act.
            Point::Day { year: None, .. } if relation.from => {}
            Point::Day { day, month, year: None } => {
                let longest = month.map_or(31, |month| {
                    if month == 2 { 29 } else { 30 + i16::from([1, 3, 5, 7, 8, 10, 12].contains(&month)) }
                });
                if day > longest || day < 1 {
                    return Err(problem::impossible(phrase, &format!("ngày {day}")));
                }
                let kept = i8::try_from(if early { day - 1 } else { day }).unwrap_or(31);
                self.days.push(match kept {
                    0 => (DayOfMonth::Last, month.map(moved)),
                    _ => (DayOfMonth::On(kept), month),
                });
            }
            Point::Month { month, year: None } if !relation.from => self.months.push(moved(month)),
            Point::Quarter { quarter, year: None } if !relation.from => {
                self.months.push(if relation.before { moved(quarter * 3 - 2) } else { quarter * 3 });
            }
            Point::Months { last, year: None, .. } if !relation.from && !relation.before => self.months.push(last),
            _ => {
                let (first, last) = sentence.span(point)?;
                let whole = !matches!(point, Point::Day { .. });
                if relation.before {
                    return Err(problem::several_dates(phrase));
                } else if relation.from {
                    self.starts = Some(first);
                } else if relation.until || relation.latest || relation.end {
                    self.ends = Some(last);
                } else if whole && self.starts.is_none() && self.ends.is_none() {
                    (self.starts, self.ends) = (Some(first), Some(last));
                } else {
                    return Err(problem::several_dates(phrase));
                }
            }
        }
        Ok(())
    }

    /// A rule whose periods are months.
    fn monthly(&self, phrase: &str) -> Result<Recurrence, DeadlineProblem> {
        let unreadable = || problem::unreadable(phrase);
        let months = self.period_months().ok_or_else(|| problem::several_dates(phrase))?;
        let months = match self.times {
            None | Some(1) => months,
            Some(times) if times > 0 && months % times == 0 && self.periods.len() == 1 => months / times,
            _ => return Err(unreadable()),
        };
        let months =
            u8::try_from(months).ok().filter(|months| *months <= 12 && 12 % months == 0).ok_or_else(unreadable)?;
        let named: Vec<i16> =
            self.days.iter().filter_map(|(_, month)| *month).chain(self.months.iter().copied()).collect();
        if !named.is_empty() {
            return self.in_named_months(phrase, months, named);
        }
        let rule = match self.days[..] {
            [] if self.next || self.first_month => None,
            [] => Recurrence::monthly(months, months - 1, DayOfMonth::Last),
            [(DayOfMonth::Last, _)] if months == 1 => Recurrence::monthly(1, 0, DayOfMonth::Last),
            [(day, _)] if self.next && day != DayOfMonth::Last => Recurrence::monthly(months, months, day),
            [(day, _)] if months == 1 || self.last_month => Recurrence::monthly(months, months - 1, day),
            [(day, _)] if self.first_month => Recurrence::monthly(months, 0, day),
            [(DayOfMonth::On(day), _)] => return Err(problem::no_month(phrase, i16::from(day))),
            [_] => None,
            _ => return Err(problem::several_dates(phrase)),
        };
        rule.ok_or_else(unreadable)
    }

    /// The shortest period in months; `None` when it does not divide the others.
    fn period_months(&self) -> Option<u32> {
        let lengths = self.periods.iter().map(|(count, unit)| match unit {
            Unit::Month => Some(*count),
            Unit::Quarter => count.checked_mul(3),
            Unit::Year => count.checked_mul(12),
            Unit::Day | Unit::Week => None,
        });
        let lengths: Vec<u32> = lengths.collect::<Option<_>>()?;
        let shortest = lengths.iter().copied().min().filter(|shortest| *shortest > 0)?;
        lengths.iter().all(|length| length % shortest == 0).then_some(shortest)
    }

    /// `trước ngày 15/6 và 15/12 hằng năm`, `tháng 12 hằng năm`: months spread evenly over the year, one day for all.
    fn in_named_months(&self, phrase: &str, period: u8, mut named: Vec<i16>) -> Result<Recurrence, DeadlineProblem> {
        let mixed =
            !self.days.is_empty() && (!self.months.is_empty() || self.days.iter().any(|(_, month)| month.is_none()));
        let next_year = self.next && period == 12 && named.len() == 1;
        if mixed || (self.next && !next_year) || self.first_month || self.last_month {
            return Err(problem::unreadable(phrase));
        }
        let day = self.common_day().ok_or_else(|| problem::several_dates(phrase))?;
        named.sort_unstable();
        named.dedup();
        let count = u8::try_from(named.len()).unwrap_or(12);
        let spacing = 12 / count;
        let even = 12 % count == 0 && named.windows(2).all(|pair| pair[1] - pair[0] == i16::from(spacing));
        let offset = u8::try_from(named[0] - 1).unwrap_or(0);
        if !even || offset >= spacing || (period != 12 && period != spacing) {
            return Err(problem::several_dates(phrase));
        }
        let offset = if next_year { offset + 12 } else { offset };
        Recurrence::monthly(spacing, offset, day).ok_or_else(|| problem::unreadable(phrase))
    }

    /// The one day that all named months share; the last day when each has its own last one.
    fn common_day(&self) -> Option<DayOfMonth> {
        let Some((first, _)) = self.days.first() else { return Some(DayOfMonth::Last) };
        if self.days.iter().all(|(day, _)| day == first) {
            return Some(*first);
        }
        let last = |(day, month): &(DayOfMonth, Option<i16>)| match (day, month) {
            (DayOfMonth::Last, _) => true,
            (DayOfMonth::On(30), Some(4 | 6 | 9 | 11)) => true,
            (DayOfMonth::On(31), _) => true,
            (DayOfMonth::On(_), _) => false,
        };
        self.days.iter().all(last).then_some(DayOfMonth::Last)
    }
}
