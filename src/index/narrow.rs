//! Narrowing results down and putting them in another order, by the columns of facets.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::Error as ValueError;

use super::facet::{Columns, DutyRow};
use super::unit::UnitKind;
use crate::model::day::PartialDate;
use crate::model::deadline::DeadlineKind;
use crate::model::status::{TimelinessInput, timeliness};
use crate::record::update::Lifecycle;

/// What results can be narrowed down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// Kind of unit.
    Unit,
    /// Kind of document.
    Document,
    /// Province.
    Province,
    /// Body that issued a document or must carry out a directive.
    Body,
    /// Year.
    Year,
    /// What the calendar says about a directive.
    Timeliness,
    /// Stage that was reported.
    Lifecycle,
}

impl Facet {
    /// All facets.
    pub const ALL: [Facet; 7] =
        [Facet::Unit, Facet::Document, Facet::Province, Facet::Body, Facet::Year, Facet::Timeliness, Facet::Lifecycle];

    /// Its name in the address of the search page.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Facet::Unit => "loai",
            Facet::Document => "vb",
            Facet::Province => "tinh",
            Facet::Body => "co-quan",
            Facet::Year => "nam",
            Facet::Timeliness => "han",
            Facet::Lifecycle => "tinh-trang",
        }
    }
}

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The best answer first.
    #[default]
    Relevance,
    /// The newest first, then what has no date.
    Date,
    /// The earliest last good day first, then what has none.
    Deadline,
}

impl Order {
    /// Its word in the address of the search page; none for that of relevance.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Order::Relevance => "",
            Order::Date => "moi",
            Order::Deadline => "han",
        }
    }
}

/// Values by facet; an absent one lets everything through.
pub type Filters = BTreeMap<Facet, String>;

/// How many units have each value of a facet, commonest first; years newest first.
pub type Counts = BTreeMap<Facet, Vec<(String, usize)>>;

/// The columns of facets on a day.
#[derive(Debug)]
pub(super) struct Narrowing {
    columns: Columns,
    timeliness: Vec<&'static str>,
}

impl Narrowing {
    /// That of `today`.
    pub fn on(today: Date, columns: Columns) -> Self {
        let timeliness = columns.duty_rows.iter().map(|row| timeliness(&input(row), today).timeliness.word()).collect();
        Self { columns, timeliness }
    }

    /// Whether a unit has all values that are asked for.
    pub fn passes(&self, unit: u32, filters: &Filters) -> bool {
        filters.iter().all(|(facet, value)| self.values(*facet, unit).iter().any(|own| own == value))
    }

    /// For each facet, how many of `units` would be left by each value, the other filters as they are.
    pub fn counts(&self, units: &[u32], filters: &Filters) -> Counts {
        let count = |facet: Facet| {
            let mut others = filters.clone();
            others.remove(&facet);
            let mut counts = filters.get(&facet).map(|own| (Cow::from(own), 0)).into_iter().collect::<BTreeMap<_, _>>();
            for unit in units.iter().filter(|unit| self.passes(**unit, &others)) {
                for value in self.values(facet, *unit) {
                    *counts.entry(value).or_default() += 1;
                }
            }
            let mut counts = counts.into_iter().map(|(value, count)| (value.into_owned(), count)).collect::<Vec<_>>();
            if facet == Facet::Year {
                counts.reverse();
            } else {
                counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            }
            (facet, counts)
        };
        Facet::ALL.into_iter().map(count).collect()
    }

    /// The last good day of a unit; units without one come after all days.
    pub fn due(&self, unit: u32) -> &str {
        let row = from_one(self.columns.duties[unit as usize], &self.columns.duty_rows);
        row.and_then(|row| row.1.as_deref()).unwrap_or("9999")
    }

    fn values(&self, facet: Facet, unit: u32) -> Vec<Cow<'_, str>> {
        let columns = &self.columns;
        let unit = unit as usize;
        let duty = from_one(columns.duties[unit], &columns.duty_rows);
        let body = |body: &u32| Cow::from(columns.body_names[*body as usize].0.as_str());
        let one = match facet {
            Facet::Body => return columns.body_sets[columns.bodies[unit] as usize].iter().map(body).collect(),
            Facet::Unit => UnitKind::ALL.get(columns.units[unit] as usize).map(|kind| Cow::from(kind.word())),
            Facet::Document => from_one(columns.kinds[unit], &columns.kind_names).map(|name| Cow::from(&name.0)),
            Facet::Province => {
                from_one(columns.provinces[unit], &columns.province_names).map(|name| Cow::from(&name.0))
            }
            Facet::Year => Some(columns.years[unit]).filter(|year| *year != 0).map(|year| Cow::from(year.to_string())),
            Facet::Timeliness => from_one(columns.duties[unit], &self.timeliness).map(|word| Cow::from(*word)),
            Facet::Lifecycle => duty.map(|row| Cow::from(&row.3)),
        };
        one.into_iter().collect()
    }
}

/// The value at a place that is counted from 1; 0 is none.
fn from_one<T>(place: u32, values: &[T]) -> Option<&T> {
    values.get(place.checked_sub(1)? as usize)
}

/// What the calendar must know of a duty; what cannot be read is as if it had not been said.
fn input((kind, due, issued, lifecycle, completed): &DutyRow) -> TimelinessInput {
    let day = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<Date>().ok());
    let word: serde::de::value::StrDeserializer<'_, ValueError> = lifecycle.as_str().into_deserializer();
    TimelinessInput {
        kind: (kind == DeadlineKind::Recurring.word()).then_some(DeadlineKind::Recurring),
        due: day(due),
        issued: issued.as_ref().and_then(|text| PartialDate::parse(text).ok()),
        lifecycle: Lifecycle::deserialize(word).unwrap_or(Lifecycle::NoInformation),
        completed: day(completed),
    }
}
