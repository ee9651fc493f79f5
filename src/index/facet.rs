//! What units can be filtered and sorted by, as columns.

use std::hash::Hash;

use jiff::civil::Date;
use serde::ser::{Error as _, SerializeStruct as _};
use serde::{Deserialize, Serialize, Serializer};

use super::stretch::Stretches;
use super::unit::{Duty, Facets, Unit, UnitKind};
use crate::base::hash::QuickMap;

/// Kind, last good day, first day of issue, stage, day of completion.
pub type DutyRow = (String, Option<String>, Option<String>, String, Option<String>);

/// The same as it is gathered: there may be as many as directives.
pub(super) type Written<'v> = (&'v str, Option<Day>, Option<Day>, &'v str, Option<Day>);

/// A day since 1 January 1970 that is written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(i32);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let date = date_of(self.0).ok_or_else(|| S::Error::custom("no day"))?;
        serializer.collect_str(&date)
    }
}

/// The columns, as they are read: deflated JSON. Every list has one entry a unit; 0 is none.
#[derive(Debug, Clone, Deserialize)]
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

/// What units can be filtered and sorted by: every value once, and rows of numbers in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'r> {
    /// All values that there are or were.
    pub values: &'r AllValues,
    /// Where the rows of all units are.
    pub units: &'r Stretches,
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
    /// Last good day, first day of issue, day of completion; [`NO_DAY`] for none.
    pub days: [i32; 3],
}

/// A unit; values are numbered from 1 on, 0 is none. There are many: what has few values is narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub unit: u8,
    pub kind: u16,
    pub province: u32,
    pub bodies: u32,
    /// Its day since 1 January 1970; [`NO_DAY`] when it has none.
    pub day: i32,
    pub duty: u32,
}

/// The day of a unit that has none: before all others.
pub(super) const NO_DAY: i32 = -1_000_000;

impl Row {
    /// What it takes on the disk.
    pub const BYTES: usize = 20;

    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let Self { unit, kind, province, bodies, day, duty } = self;
        let mut bytes = [0; Self::BYTES];
        let kind = u32::from(unit) << 16 | u32::from(kind);
        let fields = [kind, province, bodies, day.cast_unsigned(), duty];
        bytes.as_chunks_mut().0.iter_mut().zip(fields).for_each(|(bytes, field)| *bytes = field.to_le_bytes());
        bytes
    }

    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let field = |place: usize| u32::from_le_bytes(bytes.as_chunks().0[place]);
        Self {
            unit: (field(0) >> 16) as u8,
            kind: field(0) as u16,
            province: field(1),
            bodies: field(2),
            day: field(3).cast_signed(),
            duty: field(4),
        }
    }
}

impl AllValues {
    /// The row of a unit.
    pub fn row(&mut self, unit: &Unit) -> Row {
        let Facets { document_kind, province, bodies, date, duty } = &unit.facets;
        let bodies = bodies.iter().map(|body| self.bodies.number(body)).collect::<Vec<_>>();
        Row {
            unit: place(unit.kind),
            kind: document_kind.as_ref().map_or(0, |kind| narrow(self.kinds.number(kind))),
            province: province.as_ref().map_or(0, |province| self.provinces.number(province)),
            bodies: self.sets.number(&bodies),
            day: date.map_or(NO_DAY, days_since_epoch),
            duty: duty.as_ref().map_or(0, |duty| self.duty(duty)),
        }
    }

    /// The number of a duty.
    fn duty(&mut self, duty: &Duty) -> u32 {
        let [kind, lifecycle] = [duty.kind, duty.lifecycle].map(|word| self.words.number(&word.to_owned()));
        let days = [duty.due, duty.issued, duty.completed].map(|day| day.map_or(NO_DAY, days_since_epoch));
        self.duties.number(&DutyValue { kind, lifecycle, days })
    }
}

impl<'r> Rows<'r> {
    /// Whether most values are those of no unit any more.
    pub fn is_worn(self) -> bool {
        let AllValues { kinds, provinces, bodies, sets, words: _, duties } = self.values;
        let lengths = [kinds.list.len(), provinces.list.len(), bodies.list.len(), sets.list.len(), duties.list.len()];
        lengths.iter().sum::<usize>() > self.units.len() * 4 + 10_000
    }

    /// Days of all units, for sorting; none when unknown.
    pub fn days(self) -> impl Serialize {
        Each(move || self.units.rows().map(|row| Some(row.day).filter(|day| *day != NO_DAY)))
    }

    /// The columns, every list of values sorted: what is to be read as [`Columns`].
    pub fn columns(self) -> impl Serialize {
        let AllValues { kinds, provinces, bodies, sets, words, duties } = self.values;
        let rows = || self.units.rows();
        let used_sets = sets.used(rows().map(|row| row.bodies));
        let named = (1..).zip(&sets.list).filter(|(set, _)| used_sets[*set as usize]).flat_map(|(_, set)| set);
        let bodies = bodies.sorted(named.copied(), Clone::clone);
        let set = |set: &Vec<u32>| set.iter().map(|body| bodies.place(*body) - 1).collect::<Vec<_>>();
        let sets = sets.sorted(rows().map(|row| row.bodies), set);
        let mut years = QuickMap::default();
        for day in rows().map(|row| row.day).filter(|day| *day != NO_DAY) {
            years.entry(day).or_insert_with(|| date_of(day).map_or(0, Date::year));
        }
        Arranged {
            kinds: kinds.sorted(rows().map(|row| row.kind.into()), Clone::clone),
            provinces: provinces.sorted(rows().map(|row| row.province), Clone::clone),
            bodies,
            sets,
            years,
            duties: duties.sorted(rows().map(|row| row.duty), |duty| duty.written(words)),
            rows: self,
        }
    }
}

/// The columns before they are written. None is made before it is its turn, and then unit by unit: a site has millions of
/// units.
struct Arranged<'r> {
    rows: Rows<'r>,
    kinds: Sorted,
    provinces: Sorted,
    bodies: Sorted,
    sets: Sorted,
    years: QuickMap<i32, i16>,
    duties: Sorted,
}

impl Serialize for Arranged<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { rows: Rows { values, units }, kinds, provinces, bodies, sets, years, duties } = self;
        let set = |set: &'_ u32| values.sets.value(*set).iter().map(|body| bodies.place(*body) - 1).collect::<Vec<_>>();
        // The first set is empty, even if no unit has it.
        let absent = usize::from(sets.order.first().is_none_or(|first| !values.sets.value(*first).is_empty()));
        let mut columns = serializer.serialize_struct("Columns", 11)?;
        columns.serialize_field("units", &Each(|| units.rows().map(|row| row.unit)))?;
        columns.serialize_field("kind_names", &Each(|| kinds.order.iter().map(|kind| values.kinds.value(*kind))))?;
        columns.serialize_field("kinds", &Each(|| units.rows().map(|row| kinds.place(row.kind.into()))))?;
        let names = || provinces.order.iter().map(|province| values.provinces.value(*province));
        columns.serialize_field("province_names", &Each(names))?;
        columns.serialize_field("provinces", &Each(|| units.rows().map(|row| provinces.place(row.province))))?;
        columns.serialize_field("body_names", &Each(|| bodies.order.iter().map(|body| values.bodies.value(*body))))?;
        let all = || std::iter::repeat_n(Vec::new(), absent).chain(sets.order.iter().map(set));
        columns.serialize_field("body_sets", &Each(all))?;
        let place = |row: Row| sets.place(row.bodies) as usize + absent - 1;
        columns.serialize_field("bodies", &Each(|| units.rows().map(place)))?;
        columns.serialize_field("years", &Each(|| units.rows().map(|row| years.get(&row.day).unwrap_or(&0))))?;
        let duty = |duty: &'_ u32| values.duties.value(*duty).written(&values.words);
        columns.serialize_field("duty_rows", &Each(|| duties.order.iter().map(duty)))?;
        columns.serialize_field("duties", &Each(|| units.rows().map(|row| duties.place(row.duty))))?;
        columns.end()
    }
}

/// A list that is there only while it is written.
struct Each<F>(F);

impl<I: IntoIterator<Item: Serialize>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

impl DutyValue {
    fn written<'v>(&self, words: &'v Values<String>) -> Written<'v> {
        let word = |number: u32| words.value(number).as_str();
        let [due, issued, completed] = self.days.map(|day| Some(day).filter(|day| *day != NO_DAY).map(Day));
        (word(self.kind), due, issued, word(self.lifecycle), completed)
    }
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

fn days_since_epoch(date: Date) -> i32 {
    (date - EPOCH).get_days()
}

/// `None` when it is no day at all.
fn date_of(day: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(day).ok()?).ok()
}

/// Each value once, in the order in which they came, numbered from 1 on.
#[derive(Debug)]
pub(super) struct Values<T> {
    pub list: Vec<T>,
    /// None until somebody asks: of an index that stays as it is nobody does.
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
        if self.numbers.is_empty() {
            self.numbers.extend(self.list.iter().cloned().zip(1..));
        }
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

    /// The value of a number.
    fn value(&self, number: u32) -> &T {
        &self.list[number as usize - 1]
    }

    /// The values in use in the order of what is written of them.
    fn sorted<U: Ord>(&self, numbers: impl Iterator<Item = u32>, written: impl Fn(&T) -> U) -> Sorted {
        let used = self.used(numbers);
        let mut order = (1..).zip(&used[1..]).filter(|(_, used)| **used).map(|(number, _)| number).collect::<Vec<_>>();
        order.sort_by_cached_key(|number| written(self.value(*number)));
        let mut places = vec![0; used.len()];
        (1..).zip(&order).for_each(|(place, number)| places[*number as usize] = place);
        Sorted { order, places }
    }
}

/// Values in order.
struct Sorted {
    /// Their numbers.
    order: Vec<u32>,
    /// By number the place of each, from 1 on; 0 for none.
    places: Vec<u32>,
}

impl Sorted {
    fn place(&self, number: u32) -> u32 {
        self.places[number as usize]
    }
}

/// A number of one of the kinds of documents.
fn narrow(kind: u32) -> u16 {
    u16::try_from(kind).expect("there are few kinds of documents")
}

fn place(kind: UnitKind) -> u8 {
    UnitKind::ALL.iter().zip(0..).find(|(known, _)| **known == kind).map_or(0, |(_, place)| place)
}
