//! What units can be filtered and sorted by, as columns.

use std::hash::Hash;

use serde::{Deserialize, Serialize};

use super::unit::{Duty, Facets, Unit, UnitKind};
use crate::base::hash::QuickMap;

/// Kind, last good day, first day of issue, stage, day of completion.
pub type DutyRow = (String, Option<String>, Option<String>, String, Option<String>);

/// The columns, as they are written: deflated JSON. Every list has one entry a unit; 0 is none.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Columns {
    /// Kind of unit, its place in [`UnitKind::ALL`].
    pub units: Vec<u32>,
    /// Word and name of kinds of documents.
    pub kind_names: Vec<(String, String)>,
    /// Kind of document, from 1.
    pub kinds: Vec<u32>,
    /// Id and name of provinces.
    pub province_names: Vec<(String, String)>,
    /// Province, from 1.
    pub provinces: Vec<u32>,
    /// Id and name of bodies.
    pub body_names: Vec<(String, String)>,
    /// Sets of bodies, each a list of places from 0; the first set is empty.
    pub body_sets: Vec<Vec<u32>>,
    /// Set of bodies.
    pub bodies: Vec<u32>,
    /// Year, 0 when unknown.
    pub years: Vec<i16>,
    /// Deadlines: kind, last good day, first day of issue, stage, day of completion.
    pub duty_rows: Vec<DutyRow>,
    /// Deadline, from 1.
    pub duties: Vec<u32>,
}

/// What units can be filtered and sorted by, gathered unit by unit: every value once, and numbers in its place.
#[derive(Debug, Default)]
pub(super) struct Rows {
    kinds: Values<(String, String)>,
    provinces: Values<(String, String)>,
    bodies: Values<(String, String)>,
    sets: Values<Vec<u32>>,
    duties: Values<Duty>,
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    unit: u32,
    kind: Option<u32>,
    province: Option<u32>,
    bodies: u32,
    year: i16,
    day: Option<i32>,
    duty: Option<u32>,
}

impl Rows {
    /// Adds the next unit and tells its place.
    pub fn add(&mut self, unit: &Unit) -> usize {
        let Facets { document_kind, province, bodies, date, duty } = &unit.facets;
        let bodies = bodies.iter().map(|body| self.bodies.number(body)).collect::<Vec<_>>();
        self.rows.push(Row {
            unit: place(unit.kind),
            kind: document_kind.as_ref().map(|kind| self.kinds.number(kind)),
            province: province.as_ref().map(|province| self.provinces.number(province)),
            bodies: self.sets.number(&bodies),
            year: date.map_or(0, jiff::civil::Date::year),
            day: date.map(|date| (date - EPOCH).get_days()),
            duty: duty.as_ref().map(|duty| self.duties.number(duty)),
        });
        self.rows.len() - 1
    }

    /// Day of a unit since 1 January 1970; `None` when unknown.
    pub fn day(&self, unit: usize) -> Option<i32> {
        self.rows[unit].day
    }

    /// Days of all units, for sorting.
    pub fn days(&self) -> Vec<Option<i32>> {
        self.rows.iter().map(|row| row.day).collect()
    }

    /// The columns, every list of values sorted.
    pub fn columns(&self) -> Columns {
        let (kind_names, kinds) = sorted(self.kinds.list.iter().cloned());
        let (province_names, provinces) = sorted(self.provinces.list.iter().cloned());
        let (body_names, bodies) = sorted(self.bodies.list.iter().cloned());
        let sets = self.sets.list.iter().map(|set| set.iter().map(|body| bodies[*body as usize]).collect());
        let (body_sets, sets) = sorted(sets.chain([Vec::new()]));
        let (duty_rows, duties) = sorted(self.duties.list.iter().map(row));
        let from_one = |places: &[u32], number: Option<u32>| number.map_or(0, |number| places[number as usize] + 1);
        Columns {
            units: self.rows.iter().map(|row| row.unit).collect(),
            kinds: self.rows.iter().map(|row| from_one(&kinds, row.kind)).collect(),
            provinces: self.rows.iter().map(|row| from_one(&provinces, row.province)).collect(),
            bodies: self.rows.iter().map(|row| sets[row.bodies as usize]).collect(),
            years: self.rows.iter().map(|row| row.year).collect(),
            duties: self.rows.iter().map(|row| from_one(&duties, row.duty)).collect(),
            kind_names,
            province_names,
            body_names,
            body_sets,
            duty_rows,
        }
    }
}

const EPOCH: jiff::civil::Date = jiff::civil::date(1970, 1, 1);

/// Each value once, in the order in which they came.
#[derive(Debug)]
struct Values<T> {
    list: Vec<T>,
    numbers: QuickMap<T, u32>,
}

impl<T> Default for Values<T> {
    fn default() -> Self {
        Self { list: Vec::new(), numbers: QuickMap::default() }
    }
}

impl<T: Hash + Eq + Clone> Values<T> {
    fn number(&mut self, value: &T) -> u32 {
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        let number = u32::try_from(self.list.len()).expect("there are fewer than 2^32 values");
        self.list.push(value.clone());
        self.numbers.insert(value.clone(), number);
        number
    }
}

/// Values sorted, each once, and the place there of each of those that came.
fn sorted<T: Ord + Clone>(values: impl Iterator<Item = T>) -> (Vec<T>, Vec<u32>) {
    let values = values.collect::<Vec<_>>();
    let mut sorted = values.clone();
    sorted.sort_unstable();
    sorted.dedup();
    let place = |value| sorted.binary_search(value).ok().and_then(|place| u32::try_from(place).ok());
    let places = values.iter().map(|value| place(value).unwrap_or_default()).collect();
    (sorted, places)
}

fn place(kind: UnitKind) -> u32 {
    UnitKind::ALL.iter().zip(0..).find(|(known, _)| **known == kind).map_or(0, |(_, place)| place)
}

fn row(duty: &Duty) -> DutyRow {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    (duty.kind.to_owned(), day(duty.due), day(duty.issued), duty.lifecycle.to_owned(), day(duty.completed))
}
