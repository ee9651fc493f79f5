//! The build of a phrase that names a date or a stretch of time.

use jiff::Span;
use jiff::civil::Date;

use super::clause::{Anchor, Clause, Joint, Relation, year_of};
use super::problem::{self, DeadlineProblem};
use super::repeat;
use super::words::{Item, Point, Unit};
use super::{Deadline, DeadlineKind};
use crate::model::day::PartialDate;

/// A phrase on its way to a deadline.
pub(super) struct Sentence<'p> {
    pub(super) phrase: &'p str,
    pub(super) items: Vec<Item>,
    pub(super) issued: Option<PartialDate>,
}

/// A clause as days.
struct Reading {
    deadline: Deadline,
    first: Date,
    last: Date,
    inferred: bool,
}

impl<'p> Sentence<'p> {
    pub(super) fn new(phrase: &'p str, items: Vec<Item>, issued: Option<PartialDate>) -> Self {
        Self { phrase, items, issued }
    }

    /// The deadline that the whole phrase names.
    pub(super) fn read(mut self) -> Result<Deadline, DeadlineProblem> {
        if self.phrase.trim().is_empty() {
            return Err(problem::empty());
        }
        self.refuse_bad_items()?;
        let soft = self.items.contains(&Item::Soft);
        self.items.retain(|item| !matches!(item, Item::Soft));
        let joints = |item: &Item| matches!(item, Item::And | Item::Or | Item::Dash | Item::Open | Item::Close);
        if self.items.iter().all(joints) {
            return if soft { Ok(Deadline::NONE) } else { Err(problem::unreadable(self.phrase)) };
        }
        if self.items.iter().all(|item| joints(item) || *item == Item::Periodic) {
            return Ok(Deadline::NONE);
        }
        if repeat::recurs(&self.items) {
            return repeat::read(&self);
        }
        let vision = self.items.contains(&Item::Vision);
        let clauses = self.clauses()?;
        let deadline = self.deadline(clauses)?;
        if vision && deadline.kind != DeadlineKind::Horizon {
            return Err(problem::unreadable(self.phrase));
        }
        Ok(deadline)
    }

    /// Refuses what no grammar can mend, the most telling reason first.
    fn refuse_bad_items(&self) -> Result<(), DeadlineProblem> {
        let phrase = self.phrase;
        if self.items.contains(&Item::WorkingDays) {
            return Err(problem::working_days(phrase));
        }
        for item in &self.items {
            match item {
                Item::Impossible(words) => return Err(problem::impossible(phrase, words)),
                Item::ShortYear(words) => return Err(problem::short_year(phrase, words)),
                _ => {}
            }
        }
        let unknown = |item: &&Item| matches!(item, Item::Unknown(_));
        let run = self.items.iter().skip_while(|item| !unknown(item)).take_while(unknown);
        let words: Vec<&str> =
            run.filter_map(|item| if let Item::Unknown(word) = item { Some(word.as_str()) } else { None }).collect();
        if !words.is_empty() {
            return Err(problem::unknown_words(phrase, &words.join(" ")));
        }
        match self.items.iter().find(|item| matches!(item, Item::Vague(_))) {
            Some(Item::Vague(words)) => Err(problem::vague(phrase, words)),
            _ => Ok(()),
        }
    }

    /// Cuts the items into clauses, and gives every point its month and year.
    fn clauses(&self) -> Result<Vec<Clause>, DeadlineProblem> {
        let mut clauses = Vec::new();
        let mut relation = Relation::default();
        let mut joint = Joint::Plain;
        for item in &self.items {
            let anchor = match item {
                Item::Now => Anchor::Now,
                Item::Issue => Anchor::Issue,
                Item::Point(point) => Anchor::Point(*point),
                Item::Length(count, unit) => Anchor::Length(*count, *unit),
                Item::Unit(Unit::Year) if relation.end || relation.inside => Anchor::Point(Point::Current(Unit::Year)),
                Item::And => {
                    joint = Joint::And;
                    continue;
                }
                Item::Dash => {
                    joint = Joint::Dash;
                    continue;
                }
                Item::Open | Item::Close => continue,
                // "tầm nhìn 2030" aims at a year as "đến năm 2030" does.
                Item::Vision => {
                    relation.until = true;
                    continue;
                }
                _ if relation.take(item) => continue,
                _ => return Err(problem::unreadable(self.phrase)),
            };
            clauses.push(Clause { relation, anchor, joint, inferred: false });
            (relation, joint) = (Relation::default(), Joint::Plain);
        }
        if clauses.is_empty() || relation != Relation::default() {
            return Err(problem::unreadable(self.phrase));
        }
        self.complete(&mut clauses)?;
        Ok(clauses)
    }

    /// Gives every point the month and year of its neighbour, or the year of the day of issue.
    fn complete(&self, clauses: &mut [Clause]) -> Result<(), DeadlineProblem> {
        for clause in clauses.iter_mut() {
            if let Anchor::Point(Point::Current(unit)) = clause.anchor {
                clause.anchor = Anchor::Point(self.current(unit)?);
                clause.inferred = true;
            }
        }
        for index in (1..clauses.len()).rev() {
            let (left, right) = clauses.split_at_mut(index);
            left[index - 1].borrow(&right[0]);
        }
        for index in 1..clauses.len() {
            let (left, right) = clauses.split_at_mut(index);
            right[0].borrow(&left[index - 1]);
        }
        let issued_year = self.issued.map(PartialDate::year);
        for clause in clauses {
            let Anchor::Point(point) = &mut clause.anchor else { continue };
            if let Point::Day { day, month: None, .. } = point {
                return Err(problem::no_month(self.phrase, *day));
            }
            if let Some(year) = year_of(point).filter(|year| year.is_none()) {
                *year = Some(issued_year.ok_or_else(|| problem::needs_issue_date(self.phrase))?);
                clause.inferred = true;
            }
        }
        Ok(())
    }

    /// `tháng này`, `quý này`, `năm nay` of the day of issue.
    fn current(&self, unit: Unit) -> Result<Point, DeadlineProblem> {
        let unknown = || problem::needs_issue_date(self.phrase);
        let issued = self.issued.ok_or_else(unknown)?;
        let year = Some(issued.year());
        if unit == Unit::Year {
            return Ok(Point::Year(issued.year()));
        }
        let month = i16::from(issued.month().ok_or_else(unknown)?);
        Ok(if unit == Unit::Quarter {
            Point::Quarter { quarter: (month + 2) / 3, year }
        } else {
            Point::Month { month, year }
        })
    }

    fn deadline(&self, mut clauses: Vec<Clause>) -> Result<Deadline, DeadlineProblem> {
        // "tháng 5 đến tháng 7/2024": a stretch whose first word was left out.
        if let [
            first,
            Clause {
                relation: Relation { until: true, before: false, latest: false, .. }, joint: Joint::Plain, ..
            },
        ] = &mut clauses[..]
            && first.relation.is_plain()
            && !matches!(first.anchor, Anchor::Length(..))
        {
            first.relation.from = true;
        }
        let (froms, tos): (Vec<Clause>, Vec<Clause>) = clauses.into_iter().partition(|clause| clause.relation.from);
        let from = match froms[..] {
            [] => None,
            [from] => Some(from),
            _ => return Err(problem::several_dates(self.phrase)),
        };
        match (from, &tos[..]) {
            (_, [Clause { anchor: Anchor::Length(count, unit), relation, .. }]) => {
                if relation.before || relation.until || relation.end || relation.hour.is_some() {
                    return Err(problem::unreadable(self.phrase));
                }
                let from = from.ok_or_else(|| problem::no_start(self.phrase))?;
                self.counted(from, *count, *unit)
            }
            (Some(_), []) => Err(problem::only_start(self.phrase)),
            (None, tos) => self.end(tos),
            (Some(from), tos) => self.stretch(from, tos),
        }
    }

    /// `trong 30 ngày kể từ ngày ký`: the first day does not count (Civil Code 2015, articles 147 and 148).
    fn counted(&self, from: Clause, count: u32, unit: Unit) -> Result<Deadline, DeadlineProblem> {
        let start = match from.anchor {
            Anchor::Now | Anchor::Issue => {
                self.issued.and_then(PartialDate::day).ok_or_else(|| problem::needs_issue_date(self.phrase))?
            }
            Anchor::Point(point @ Point::Day { .. }) => self.span(point)?.0,
            _ => return Err(problem::no_start(self.phrase)),
        };
        let count = i64::from(count);
        let span = match unit {
            Unit::Day => Span::new().try_days(count),
            Unit::Week => Span::new().try_days(count * 7),
            Unit::Month => Span::new().try_months(count),
            Unit::Quarter => Span::new().try_months(count * 3),
            Unit::Year => Span::new().try_years(count),
        };
        let due = span.and_then(|span| start.checked_add(span)).map_err(|_| problem::unreadable(self.phrase))?;
        if count == 0 {
            return Err(problem::unreadable(self.phrase));
        }
        Ok(Deadline::period(Some(start), due))
    }

    /// `từ … đến …`.
    fn stretch(&self, from: Clause, tos: &[Clause]) -> Result<Deadline, DeadlineProblem> {
        let end = self.end(tos)?;
        let Some(due) = end.due else { return Ok(end) };
        let starts = match from.anchor {
            Anchor::Now | Anchor::Issue => self.issued.and_then(PartialDate::day),
            Anchor::Point(point) => Some(self.span(point)?.0),
            Anchor::Length(..) => return Err(problem::unreadable(self.phrase)),
        };
        match starts {
            Some(starts) if starts > due && matches!(from.anchor, Anchor::Point(_)) => {
                Err(problem::unreadable(self.phrase))
            }
            _ => Ok(Deadline::period(starts, due)),
        }
    }

    /// The end that one or more clauses name together.
    fn end(&self, clauses: &[Clause]) -> Result<Deadline, DeadlineProblem> {
        let mut readings = Vec::with_capacity(clauses.len());
        for clause in clauses {
            readings.push(self.reading(clause)?);
        }
        let deadline = self.agreed(clauses, &readings).ok_or_else(|| problem::several_dates(self.phrase))?;
        let inferred = readings.iter().any(|reading| reading.inferred);
        if let (Some(due), Some(issued)) = (deadline.due, self.issued)
            && inferred
            && due < issued.first_day()
        {
            return Err(problem::before_issue(self.phrase, due));
        }
        Ok(deadline)
    }

    /// One deadline out of several readings: a row of neighbours, a day inside a month; `None` when they compete.
    fn agreed(&self, clauses: &[Clause], readings: &[Reading]) -> Option<Deadline> {
        let [first, .., last] = readings else { return readings.first().map(|reading| reading.deadline) };
        if readings.iter().all(|reading| reading.deadline.kind == DeadlineKind::Horizon) {
            return Some(first.deadline);
        }
        let row = clauses.iter().all(|clause| clause.relation.is_plain())
            && clauses[1..].iter().all(|clause| clause.joint != Joint::Plain)
            && readings.windows(2).all(|pair| pair[0].last < pair[1].first);
        let days =
            clauses.iter().any(|clause| matches!(clause.anchor, Anchor::Point(Point::Day { .. } | Point::Year(_))));
        let dashed = clauses.len() == 2 && clauses[1].joint == Joint::Dash;
        if row && (dashed || !days) {
            return Some(Deadline::period(Some(first.first), last.last));
        }
        let [coarse, fine] = readings else { return None };
        let (coarse, fine) = if coarse.last == coarse.first { (fine, coarse) } else { (coarse, fine) };
        let due = fine.deadline.due.filter(|_| fine.first == fine.last)?;
        (coarse.first <= due && due <= coarse.last).then_some(Deadline::date(due))
    }

    /// One clause as days.
    fn reading(&self, clause: &Clause) -> Result<Reading, DeadlineProblem> {
        let Clause { relation, anchor: Anchor::Point(point), inferred, .. } = *clause else {
            return Err(problem::unreadable(self.phrase));
        };
        let (first, last) = self.span(point)?;
        let reading = |deadline| Ok(Reading { deadline, first, last, inferred });
        if let Point::Day { .. } = point {
            if relation.weekday.is_some_and(|weekday| weekday != first.weekday()) {
                return Err(problem::other_weekday(self.phrase, first));
            }
            // Before an hour of a day is still on that day, unless the day has not begun.
            let day_before = match relation.hour {
                Some(minutes) => minutes == 0,
                None => relation.before,
            };
            return reading(Deadline::date(if day_before { self.eve(first)? } else { first }));
        }
        if relation.hour.is_some() || relation.weekday.is_some() || (relation.before && relation.end) {
            return Err(problem::unreadable(self.phrase));
        }
        if relation.before {
            return reading(Deadline::period(None, self.eve(first)?));
        }
        if let Point::Year(year) = point
            && relation.until
            && !relation.latest
            && !relation.end
        {
            return reading(Deadline::horizon(year));
        }
        let whole = !relation.end && !relation.until && !relation.latest;
        reading(Deadline::period(whole.then_some(first), last))
    }

    fn eve(&self, day: Date) -> Result<Date, DeadlineProblem> {
        day.yesterday().map_err(|_| problem::unreadable(self.phrase))
    }

    /// First and last day of a point whose year is known.
    pub(super) fn span(&self, point: Point) -> Result<(Date, Date), DeadlineProblem> {
        let unreadable = || problem::unreadable(self.phrase);
        let (first, last, year) = match point {
            Point::Day { day, month: Some(month), year: Some(year) } => {
                let date = date(year, month, day).ok_or_else(|| problem::no_such_day(year, month, day))?;
                return Ok((date, date));
            }
            Point::Month { month, year } => (month, month, year),
            Point::Quarter { quarter, year } => (quarter * 3 - 2, quarter * 3, year),
            Point::Months { first, last, year } => (first, last, year),
            Point::Year(year) => (1, 12, Some(year)),
            Point::Day { .. } | Point::Current(_) => return Err(unreadable()),
        };
        let year = year.ok_or_else(unreadable)?;
        let first = date(year, first, 1).ok_or_else(unreadable)?;
        let last = date(year, last, 1).ok_or_else(unreadable)?.last_of_month();
        Ok((first, last))
    }
}

/// The day, if it exists.
pub(super) fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
