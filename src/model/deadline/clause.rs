//! One point in time with the words in front of it.

use jiff::civil::Weekday;

use super::words::{Item, Point, Unit};

/// The words in front of a point in time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Relation {
    pub(super) from: bool,
    pub(super) before: bool,
    pub(super) latest: bool,
    pub(super) until: bool,
    pub(super) inside: bool,
    pub(super) end: bool,
    pub(super) hour: Option<u32>,
    pub(super) weekday: Option<Weekday>,
}

impl Relation {
    /// Whether nothing but `trong` stands in front.
    pub(super) fn is_plain(self) -> bool {
        Relation { inside: false, ..self } == Relation::default()
    }

    /// Takes an item that is such a word.
    pub(super) fn take(&mut self, item: &Item) -> bool {
        match item {
            Item::From => self.from = true,
            Item::Before => self.before = true,
            Item::Latest => self.latest = true,
            Item::Until => self.until = true,
            Item::In => self.inside = true,
            Item::End => self.end = true,
            Item::Hour(minutes) => self.hour = Some(*minutes),
            Item::Weekday(weekday) => self.weekday = Some(*weekday),
            _ => return false,
        }
        true
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Now,
    Issue,
    Point(Point),
    Length(u32, Unit),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    Plain,
    And,
    Dash,
}

/// One point in time with the words in front of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clause {
    pub(super) relation: Relation,
    pub(super) anchor: Anchor,
    pub(super) joint: Joint,
    /// Whether its year is that of the day of issue.
    pub(super) inferred: bool,
}

impl Clause {
    /// Takes over the month and year of a neighbour where its own are not printed.
    pub(super) fn borrow(&mut self, neighbour: &Clause) {
        let (Anchor::Point(own), Anchor::Point(other)) = (&mut self.anchor, neighbour.anchor) else { return };
        let (other_month, other_year) = match other {
            Point::Day { month, year, .. } => (month, year),
            Point::Month { month, year } => (Some(month), year),
            Point::Quarter { year, .. } | Point::Months { year, .. } => (None, year),
            Point::Year(year) => (None, Some(year)),
            Point::Current(_) => (None, None),
        };
        let started_later = self.relation.from && starts_after(own, &other);
        if let Point::Day { month, .. } = own {
            *month = month.or(other_month);
        }
        if let Some(year) = year_of(own)
            && year.is_none()
        {
            *year = other_year.map(|year| if started_later { year - 1 } else { year });
            self.inferred |= neighbour.inferred && year.is_some();
        }
    }
}

/// Whether a start without year lies later in the year than the end: `từ tháng 11 đến tháng 2/2025`.
fn starts_after(start: &Point, end: &Point) -> bool {
    let month = |point: &Point| match *point {
        Point::Day { month, day, .. } => month.map(|month| (month, day)),
        Point::Month { month, .. } => Some((month, 0)),
        Point::Quarter { quarter, .. } => Some((quarter * 3, 0)),
        _ => None,
    };
    month(start).zip(month(end)).is_some_and(|(start, end)| start.0 > end.0)
}

pub(super) fn year_of(point: &mut Point) -> Option<&mut Option<i16>> {
    match point {
        Point::Day { year, .. }
        | Point::Month { year, .. }
        | Point::Quarter { year, .. }
        | Point::Months { year, .. } => Some(year),
        Point::Year(_) | Point::Current(_) => None,
    }
}
