//! What is shown of a unit.

use serde::{Deserialize, Serialize};

use super::unit::Unit;

/// What is shown of a unit, as it is written: a list of kind, title, detail, address, document, text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Record<S = String>(pub u8, pub S, pub S, pub S, pub S, pub S);

impl<'u> Record<&'u str> {
    /// That of a unit.
    pub(super) fn of(unit: &'u Unit) -> Self {
        let kind = super::unit::UnitKind::ALL.iter().position(|kind| *kind == unit.kind).unwrap_or(0);
        Self(u8::try_from(kind).unwrap_or(0), &unit.title, &unit.detail, &unit.address, &unit.document, &unit.text)
    }
}
