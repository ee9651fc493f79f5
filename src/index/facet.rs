//! What units can be filtered and sorted by, as columns.

use std::hash::Hash;

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

use super::unit::{Duty, Facets, Unit, UnitKind};
use crate::base::hash::QuickMap;

/// Kind, last good day, first day of issue, stage, day of completion.
pub type DutyRow = (String, Option<String>, Option<String>, String, Option<String>);

/// The same as it is gathered: there may be as many as directives.
pub(super) type Written<'v> = (&'v str, Option<Day>, Option<Day>, &'v str, Option<Day>);

/// A day that is written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// The columns, as they are written: deflated JSON. Every list has one entry a unit; 0 is none.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Columns<Row = DutyRow> {
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
    pub duty_rows: Vec<Row>,
    /// Deadline, from 1.
    pub duties: Vec<u32>,
}

/// What units can be filtered and sorted by, gathered unit by unit: every value once, and numbers in its place.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// All values that there are or were.
    pub values: AllValues,
    /// One a unit.
    pub rows: Vec<Row>,
}

/// Values by number.
#[derive(Debug, Default)]
pub(super) struct AllValues {
    pub kinds: Values<(String, String)>,
    pub provinces: Values<(String, String)>,
    pub bodies: Values<(String, String)>,
    pub sets: Values<Vec<u32>>,
    /// Words of kinds of deadlines and of stages.
    pub words: Values<String>,
    pub duties: Values<DutyValue>,
}

/// What a directive demands. There are many: in the place of words are their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct DutyValue {
    pub kind: u32,
    pub lifecycle: u32,
    /// Last good day, first day of issue, day of completion.
    pub days: [Option<Date>; 3],
}

/// A unit; values are numbered from 1 on, 0 is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub unit: u32,
    pub kind: u32,
    pub province: u32,
    pub bodies: u32,
    /// Its day since 1 January 1970.
    pub day: Option<i32>,
    pub duty: u32,
}

impl Rows {
    /// Adds the next unit.
    pub fn add(&mut self, unit: &Unit) {
        let Facets { document_kind, province, bodies, date, duty } = &unit.facets;
        let values = &mut self.values;
        let bodies = bodies.iter().map(|body| values.bodies.number(body)).collect::<Vec<_>>();
        self.rows.push(Row {
            unit: place(unit.kind),
            kind: document_kind.as_ref().map_or(0, |kind| values.kinds.number(kind)),
            province: province.as_ref().map_or(0, |province| values.provinces.number(province)),
            bodies: values.sets.number(&bodies),
            day: date.map(|date| (date - EPOCH).get_days()),
            duty: duty.as_ref().map_or(0, |duty| values.duty(duty)),
        });
    }

    /// Whether most values are those of no unit any more.
    pub fn is_worn(&self) -> bool {
        let AllValues { kinds, provinces, bodies, sets, words: _, duties } = &self.values;
        let lengths = [kinds.list.len(), provinces.list.len(), bodies.list.len(), sets.list.len(), duties.list.len()];
        lengths.iter().sum::<usize>() > self.rows.len() * 4 + 10_000
    }

    /// Days of all units, for sorting; `None` when unknown.
    pub fn days(&self) -> Vec<Option<i32>> {
        self.rows.iter().map(|row| row.day).collect()
    }

    /// The columns, every list of values sorted.
    pub fn columns(&self) -> Columns<Written<'_>> {
        let AllValues { kinds, provinces, bodies, sets, words, duties } = &self.values;
        let (kind_names, kinds) = kinds.sorted(self.rows.iter().map(|row| row.kind), Clone::clone);
        let (province_names, provinces) = provinces.sorted(self.rows.iter().map(|row| row.province), Clone::clone);
        let used = sets.used(self.rows.iter().map(|row| row.bodies));
        let named = (1..).zip(&sets.list).filter(|(set, _)| used[*set as usize]).flat_map(|(_, set)| set);
        let (body_names, bodies) = bodies.sorted(named.copied(), Clone::clone);
        let set = |set: &Vec<u32>| set.iter().map(|body| bodies[*body as usize] - 1).collect::<Vec<_>>();
        let (mut body_sets, mut sets) = sets.sorted(self.rows.iter().map(|row| row.bodies), set);
        // The first set is empty, even if no unit has it.
        if body_sets.first().is_none_or(|first| !first.is_empty()) {
            body_sets.insert(0, Vec::new());
            sets.iter_mut().for_each(|set| *set += 1);
        }
        let (duty_rows, duties) = duties.sorted(self.rows.iter().map(|row| row.duty), |duty| duty.written(words));
        let year = |day: Option<i32>| {
            let day = day.and_then(|day| EPOCH.checked_add(jiff::Span::new().try_days(day).ok()?).ok());
            day.map_or(0, Date::year)
        };
        let mut years = QuickMap::default();
        Columns {
            units: self.rows.iter().map(|row| row.unit).collect(),
            kinds: self.rows.iter().map(|row| kinds[row.kind as usize]).collect(),
            provinces: self.rows.iter().map(|row| provinces[row.province as usize]).collect(),
            bodies: self.rows.iter().map(|row| sets[row.bodies as usize] - 1).collect(),
            years: self.rows.iter().map(|row| *years.entry(row.day).or_insert_with(|| year(row.day))).collect(),
            duties: self.rows.iter().map(|row| duties[row.duty as usize]).collect(),
            kind_names,
            province_names,
            body_names,
            body_sets,
            duty_rows,
        }
    }
}

impl AllValues {
    /// The number of a duty.
    fn duty(&mut self, duty: &Duty) -> u32 {
        let [kind, lifecycle] = [duty.kind, duty.lifecycle].map(|word| self.words.number(&word.to_owned()));
        self.duties.number(&DutyValue { kind, lifecycle, days: [duty.due, duty.issued, duty.completed] })
    }
}

impl DutyValue {
    fn written<'v>(&self, words: &'v Values<String>) -> Written<'v> {
        let word = |number: u32| words.list[number as usize - 1].as_str();
        let [due, issued, completed] = self.days.map(|day| day.map(Day));
        (word(self.kind), due, issued, word(self.lifecycle), completed)
    }
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// Each value once, in the order in which they came, numbered from 1 on.
#[derive(Debug)]
pub(super) struct Values<T> {
    pub list: Vec<T>,
    numbers: QuickMap<T, u32>,
}

impl<T> Default for Values<T> {
    fn default() -> Self {
        Self { list: Vec::new(), numbers: QuickMap::default() }
    }
}

impl<T: Hash + Eq + Clone> Values<T> {
    /// The number of a value.
    pub fn number(&mut self, value: &T) -> u32 {
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        self.list.push(value.clone());
        let number = u32::try_from(self.list.len()).expect("there are fewer than 2^32 values");
        self.numbers.insert(value.clone(), number);
        number
    }

    /// Which numbers are in use.
    fn used(&self, numbers: impl Iterator<Item = u32>) -> Vec<bool> {
        let mut used = vec![false; self.list.len() + 1];
        numbers.for_each(|number| used[number as usize] = true);
        used
    }

    /// The values in use as they are written, sorted, each once; and by number the place of each there, from 1 on.
    fn sorted<U: Ord>(&self, numbers: impl Iterator<Item = u32>, written: impl Fn(&T) -> U) -> (Vec<U>, Vec<u32>) {
        let used = self.used(numbers);
        let values = self.list.iter().zip(1..).filter(|(_, number)| used[*number]);
        let mut values = values.map(|(value, number)| (written(value), number)).collect::<Vec<_>>();
        values.sort_unstable();
        let mut places = vec![0; used.len()];
        let mut sorted = Vec::with_capacity(values.len());
        for (value, number) in values {
            if sorted.last() != Some(&value) {
                sorted.push(value);
            }
            places[number] = u32::try_from(sorted.len()).expect("there are fewer than 2^32 values");
        }
        (sorted, places)
    }
}

fn place(kind: UnitKind) -> u32 {
    UnitKind::ALL.iter().zip(0..).find(|(known, _)| **known == kind).map_or(0, |(_, place)| place)
}
