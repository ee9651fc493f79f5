//! What is measured, what is demanded of it, and what was observed.

use std::hash::{Hash, Hasher};

use borsh::{BorshDeserialize, BorshSerialize};
use jiff::civil::Date;

use super::body::Body;
use super::directive::StatedDeadline;
use super::document::Document;
use super::eid::Eid;
use super::packing::{read_list, read_optional_date, write_list, write_optional_date};
use super::province::Province;
use super::table::{Entity, Ix, List};
use super::track::Kind;
pub use crate::record::indicator::{Better, Measure};
pub use crate::record::measure::{ResultNature, TargetOperator};

/// Something that is measured.
#[derive(Debug, Clone, Hash)]
pub struct Indicator {
    /// Identity, such as `dong-nai/dti-xep-hang`.
    pub id: String,
    /// Province that it belongs to.
    pub province: Ix<Province>,
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: Option<String>,
    /// Short name.
    pub short: Option<String>,
    /// What kind of value it has.
    pub measure: Measure,
    /// Unit.
    pub unit: Option<String>,
    /// Direction in which it improves.
    pub better: Better,
    /// What exactly is measured.
    pub definition: Option<String>,
    /// Set that it belongs to.
    pub set: Option<Ix<IndicatorSet>>,
    /// Body that answers for it.
    pub responsible: Option<Ix<Body>>,
    /// Targets set for it, in the order of the documents.
    pub targets: Vec<Ix<Target>>,
    /// Observed values, oldest period first.
    pub results: Vec<Ix<Observation>>,
}

impl Entity for Indicator {
    const KIND: Kind = Kind::Indicator;
}

/// A versioned list of indicators.
#[derive(Debug, Clone, Hash)]
pub struct IndicatorSet {
    /// Identity, such as `trung-uong/dti-922`.
    pub id: String,
    /// Name.
    pub name: String,
    /// Document that lays it down.
    pub document: Option<Ix<Document>>,
    /// Set that it supersedes.
    pub supersedes: Option<Ix<IndicatorSet>>,
    /// First day of its use.
    pub valid_from: Option<Date>,
    /// Last day of its use.
    pub valid_to: Option<Date>,
    /// What is known of it in words.
    pub description: Option<String>,
    /// Its groups.
    pub groups: Vec<IndicatorGroup>,
}

impl Entity for IndicatorSet {
    const KIND: Kind = Kind::IndicatorSet;
}

/// A group inside an indicator set.
#[derive(Debug, Clone)]
pub struct IndicatorGroup {
    /// Name.
    pub name: String,
    /// Share of the whole, in points.
    pub weight: Option<f64>,
    /// Indicators in it.
    pub indicators: Vec<Ix<Indicator>>,
}

impl Hash for IndicatorGroup {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { name, weight, indicators } = self;
        name.hash(state);
        weight.map(f64::to_bits).hash(state);
        indicators.hash(state);
    }
}

/// What a provision demands of an indicator.
#[derive(Debug, Clone, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Target {
    /// Identity: its document and its place in it, such as `dong-nai/449-kl-tu-2023@3`.
    pub id: Box<str>,
    /// Indicator.
    pub indicator: Ix<Indicator>,
    /// Document that sets it.
    pub document: Ix<Document>,
    /// Position of the provision in the document's list.
    pub provision: usize,
    /// Comparison.
    pub operator: TargetOperator,
    /// Number demanded.
    pub value: Option<f64>,
    /// Unit of the number.
    pub unit: Option<Box<str>>,
    /// By when.
    pub deadline: Option<StatedDeadline>,
    /// The words that state it.
    pub text: Option<Box<str>>,
    /// Bodies that must reach it.
    #[borsh(serialize_with = "write_list", deserialize_with = "read_list")]
    pub lead: List<Ix<Body>>,
}

impl Hash for Target {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { id, indicator, document, provision, operator, value, unit, deadline, text, lead } = self;
        id.hash(state);
        indicator.hash(state);
        document.hash(state);
        provision.hash(state);
        operator.hash(state);
        value.map(f64::to_bits).hash(state);
        unit.hash(state);
        deadline.hash(state);
        text.hash(state);
        lead.hash(state);
    }
}

impl Entity for Target {
    const KIND: Kind = Kind::Target;
}

/// An observed value of an indicator.
#[derive(Debug, Clone, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Observation {
    /// Identity: the document or file of results that states it and its place there, such as
    /// `documents/dong-nai/449-kl-tu-2023@3`.
    pub id: Box<str>,
    /// Indicator.
    pub indicator: Ix<Indicator>,
    /// Body that it is about, where that is not the whole province.
    pub body: Option<Ix<Body>>,
    /// Period.
    pub period: Period,
    /// Day on which it became known.
    #[borsh(serialize_with = "write_optional_date", deserialize_with = "read_optional_date")]
    pub date: Option<Date>,
    /// Observed value.
    pub value: Option<f64>,
    /// Unit.
    pub unit: Option<Box<str>>,
    /// Place in a ranking.
    pub rank: Option<u32>,
    /// How many were ranked.
    pub out_of: Option<u32>,
    /// Whether others share the rank.
    pub tied: bool,
    /// Average of the country.
    pub national_average: Option<f64>,
    /// Finding in words.
    pub statement: Option<Box<str>>,
    /// What kind of number it is.
    pub nature: ResultNature,
    /// Document that states it.
    pub document: Option<Ix<Document>>,
    /// Provision that states it.
    pub eid: Option<Eid>,
    /// Source in words.
    pub source: Option<Box<str>>,
    /// Set under which it was measured.
    pub set: Option<Ix<IndicatorSet>>,
    /// Remark.
    pub note: Option<Box<str>>,
}

impl Hash for Observation {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self {
            id,
            indicator,
            body,
            period,
            date,
            value,
            unit,
            rank,
            out_of,
            tied,
            national_average,
            statement,
            nature,
            document,
            eid,
            source,
            set,
            note,
        } = self;
        id.hash(state);
        indicator.hash(state);
        body.hash(state);
        period.hash(state);
        date.hash(state);
        value.map(f64::to_bits).hash(state);
        unit.hash(state);
        rank.hash(state);
        out_of.hash(state);
        tied.hash(state);
        national_average.map(f64::to_bits).hash(state);
        statement.hash(state);
        nature.hash(state);
        document.hash(state);
        eid.hash(state);
        source.hash(state);
        set.hash(state);
        note.hash(state);
    }
}

impl Entity for Observation {
    const KIND: Kind = Kind::Observation;
}

/// A period that a value is about: a year, a quarter, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct Period {
    /// Year.
    pub year: i16,
    /// Part of the year.
    pub part: PeriodPart,
}

/// Part of a year. A whole year sorts after its parts' beginnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum PeriodPart {
    /// Month 1 to 12, day 0 for the whole month.
    Month {
        /// Month, from 1.
        month: i8,
        /// Day, from 1; 0 for the whole month.
        day: i8,
    },
    /// Quarter, from 1.
    Quarter(i8),
    /// The whole year.
    Year,
}

impl Period {
    /// Reads `2022`, `2022-Q3`, `2022-09` or `2022-09-30`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Period> {
        let (year_text, rest) = match text.split_once('-') {
            Some((year, rest)) => (year, Some(rest)),
            None => (text, None),
        };
        let year = (year_text.len() == 4).then(|| year_text.parse::<i16>().ok()).flatten()?;
        let part = match rest {
            None => PeriodPart::Year,
            Some(quarter) if quarter.starts_with(['Q', 'q']) => {
                let number = quarter[1..].parse::<i8>().ok()?;
                (1..=4).contains(&number).then_some(PeriodPart::Quarter(number))?
            }
            Some(rest) => match rest.split_once('-') {
                Some((month, day)) if month.len() == 2 && day.len() == 2 => {
                    let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
                    PeriodPart::Month { month: date.month(), day: date.day() }
                }
                None if rest.len() == 2 => {
                    let date = Date::new(year, rest.parse().ok()?, 1).ok()?;
                    PeriodPart::Month { month: date.month(), day: 0 }
                }
                _ => return None,
            },
        };
        Some(Period { year, part })
    }

    /// The way it is written in records and data files.
    #[must_use]
    pub fn code(self) -> String {
        let year = self.year;
        match self.part {
            PeriodPart::Year => format!("{year}"),
            PeriodPart::Quarter(quarter) => format!("{year}-Q{quarter}"),
            PeriodPart::Month { month, day: 0 } => format!("{year}-{month:02}"),
            PeriodPart::Month { month, day } => format!("{year}-{month:02}-{day:02}"),
        }
    }
}
