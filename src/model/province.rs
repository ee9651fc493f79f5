//! A jurisdiction.

use jiff::civil::Date;

use super::table::{Entity, Ix};
use super::track::Kind;
pub use crate::record::province::ProvinceKind;

/// A province, a centrally run city, or the centre.
#[derive(Debug, Clone, Hash)]
pub struct Province {
    /// First part of every address under it, such as `dong-nai`.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Name in lists.
    pub short: String,
    /// Level.
    pub kind: ProvinceKind,
    /// First day of its existence.
    pub valid_from: Option<Date>,
    /// Last day of its existence.
    pub valid_to: Option<Date>,
    /// Provinces that continue it, in written order.
    pub successors: Vec<Ix<Province>>,
    /// Remark.
    pub note: Option<String>,
}

impl Entity for Province {
    const KIND: Kind = Kind::Province;
}
