//! What units can be filtered and sorted by, as columns.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::unit::{Duty, Unit, UnitKind};

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

impl Columns {
    /// Those of units.
    pub(super) fn of(units: &[Unit]) -> Self {
        let kinds = names(units.iter().filter_map(|unit| unit.facets.document_kind.as_ref()));
        let provinces = names(units.iter().filter_map(|unit| unit.facets.province.as_ref()));
        let bodies = names(units.iter().flat_map(|unit| &unit.facets.bodies));
        let sets = units.iter().map(|unit| unit.facets.bodies.iter().map(|body| bodies[body]).collect::<Vec<_>>());
        let sets = sets.collect::<Vec<_>>();
        let empty = Vec::new();
        let body_sets = names(std::iter::once(&empty).chain(&sets));
        let duties = names_of(units.iter().filter_map(|unit| unit.facets.duty.as_ref().map(row)));
        let from_one = |place: Option<&u32>| place.map_or(0, |place| place + 1);
        Self {
            units: units.iter().map(|unit| place(unit.kind)).collect(),
            kinds: units
                .iter()
                .map(|unit| from_one(unit.facets.document_kind.as_ref().and_then(|kind| kinds.get(&kind))))
                .collect(),
            provinces: units
                .iter()
                .map(|unit| from_one(unit.facets.province.as_ref().and_then(|name| provinces.get(&name))))
                .collect(),
            bodies: sets.iter().map(|set| body_sets[&set]).collect(),
            years: units.iter().map(|unit| unit.facets.date.map_or(0, |date| date.year())).collect(),
            duties: units
                .iter()
                .map(|unit| from_one(unit.facets.duty.as_ref().and_then(|duty| duties.get(&row(duty)))))
                .collect(),
            kind_names: kinds.into_keys().cloned().collect(),
            province_names: provinces.into_keys().cloned().collect(),
            body_names: bodies.into_keys().cloned().collect(),
            body_sets: body_sets.into_keys().cloned().collect(),
            duty_rows: duties.into_keys().collect(),
        }
    }
}

/// Days of units since 1 January 1970, for sorting; `None` when unknown.
pub(super) fn days(units: &[Unit]) -> Vec<Option<i32>> {
    let epoch = jiff::civil::date(1970, 1, 1);
    units.iter().map(|unit| unit.facets.date.map(|date| (date - epoch).get_days())).collect()
}

fn place(kind: UnitKind) -> u32 {
    UnitKind::ALL.iter().zip(0..).find(|(known, _)| **known == kind).map_or(0, |(_, place)| place)
}

type Row = (String, Option<String>, Option<String>, String, Option<String>);

fn row(duty: &Duty) -> Row {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    (duty.kind.to_owned(), day(duty.due), day(duty.issued), duty.lifecycle.to_owned(), day(duty.completed))
}

/// Each thing once, with its place in their order.
fn names<'n, T: Ord>(all: impl Iterator<Item = &'n T>) -> BTreeMap<&'n T, u32> {
    all.collect::<BTreeSet<_>>().into_iter().zip(0..).collect()
}

fn names_of<T: Ord>(all: impl Iterator<Item = T>) -> BTreeMap<T, u32> {
    all.collect::<BTreeSet<_>>().into_iter().zip(0..).collect()
}
