//! What publishing will do to each file, worked out before anything is done. Pure.

use std::collections::BTreeSet;

use super::manifest::Manifest;
use crate::base::output::SitePath;

/// What happens to each file of the old and the new generation: every path of either is in exactly
/// one list, each list sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the new generation only.
    pub create: Vec<SitePath>,
    /// In both, with other bytes.
    pub replace: Vec<SitePath>,
    /// In both, with the same bytes.
    pub keep: Vec<SitePath>,
    /// In the old generation only.
    pub delete: Vec<SitePath>,
}

impl Plan {
    /// Whether every file stays as it is.
    #[must_use]
    pub fn changes_nothing(&self) -> bool {
        self.create.is_empty() && self.replace.is_empty() && self.delete.is_empty()
    }
}

/// Compares two generations.
///
/// `disturbed` names files that no longer are on the disk what `old` says: those are replaced even
/// when `new` wants the bytes that `old` promises.
#[must_use]
pub fn plan(old: &Manifest, new: &Manifest, disturbed: &BTreeSet<SitePath>) -> Plan {
    let mut plan = Plan::default();
    for (path, stamp) in new.files() {
        let list = match old.get(path) {
            None => &mut plan.create,
            Some(before) if before == stamp && !disturbed.contains(path) => &mut plan.keep,
            Some(_) => &mut plan.replace,
        };
        list.push(path.clone());
    }
    plan.delete = old.files().map(|(path, _)| path).filter(|path| new.get(path).is_none()).cloned().collect();
    plan
}
