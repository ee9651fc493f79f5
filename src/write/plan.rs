//! What publishing will do to each file, worked out before anything is done. Pure.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::manifest::Manifest;
use crate::base::output::SitePath;

/// What happens to each file of the old and the new generation: every path of either is in exactly
/// one list, each list sorted, or is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the new generation only.
    pub create: Vec<SitePath>,
    /// In both, with other bytes.
    pub replace: Vec<SitePath>,
    /// In the old generation only.
    pub delete: Vec<SitePath>,
    /// How many are in both, with the same bytes.
    pub kept: usize,
}

impl Plan {
    /// Whether every file stays as it is.
    #[must_use]
    pub const fn changes_nothing(&self) -> bool {
        self.create.is_empty() && self.replace.is_empty() && self.delete.is_empty()
    }

    /// Whether the file at `path`, one of the new generation, is as it was in the old one.
    pub(super) fn keeps(&self, path: &str) -> bool {
        let is_among = |list: &[SitePath]| list.binary_search_by(|one| one.as_str().cmp(path)).is_ok();
        !is_among(&self.create) && !is_among(&self.replace)
    }
}

/// Compares two generations.
///
/// `disturbed` names files that no longer are on the disk what `old` says: those are replaced even
/// when `new` wants the bytes that `old` promises.
#[must_use]
pub fn plan(old: &Manifest, new: &Manifest, disturbed: &BTreeSet<SitePath>) -> Plan {
    let mut plan = Plan::default();
    let (mut before, mut after) = (old.lines().peekable(), new.lines().peekable());
    loop {
        let order = match (before.peek(), after.peek()) {
            (Some(one), Some(other)) if one == other => Ordering::Equal,
            (Some(one), Some(other)) => one.path().cmp(&other.path()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return plan,
        };
        match order {
            Ordering::Less => plan.delete.extend(before.next().map(|line| line.site_path())),
            Ordering::Greater => plan.create.extend(after.next().map(|line| line.site_path())),
            Ordering::Equal => {
                let (one, other) = (before.next(), after.next());
                let is_disturbed = || other.is_some_and(|line| disturbed.contains(line.path().as_ref()));
                if one == other && (disturbed.is_empty() || !is_disturbed()) {
                    plan.kept += 1;
                } else {
                    plan.replace.extend(other.map(|line| line.site_path()));
                }
            }
        }
    }
}
