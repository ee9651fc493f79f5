//! What publishing will do to each file, worked out before anything is done. Pure.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::manifest::Manifest;
use crate::base::output::SitePath;

/// What happens to each file of the old and the new generation: every path of either is in exactly
/// one list, each list sorted, or is kept. Files are told by their numbers in a manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the new generation only; numbers of the new manifest.
    pub create: Vec<u32>,
    /// In both, with other bytes; numbers of the new manifest.
    pub replace: Vec<u32>,
    /// In the old generation only; numbers of the old manifest.
    pub delete: Vec<u32>,
    /// How many are in both, with the same bytes.
    pub kept: usize,
}

impl Plan {
    /// Whether every file stays as it is.
    #[must_use]
    pub const fn changes_nothing(&self) -> bool {
        self.create.is_empty() && self.replace.is_empty() && self.delete.is_empty()
    }

    /// Whether the file with that number in the new manifest is as it was in the old generation.
    pub(super) fn keeps(&self, number: usize) -> bool {
        let is_among = |list: &[u32]| list.binary_search_by(|one| (*one as usize).cmp(&number)).is_ok();
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
    let (mut before, mut after) = ((0..).zip(old.lines()).peekable(), (0..).zip(new.lines()).peekable());
    loop {
        let order = match (before.peek(), after.peek()) {
            (Some((_, one)), Some((_, other))) if one == other => Ordering::Equal,
            (Some((_, one)), Some((_, other))) => one.path().cmp(&other.path()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return plan,
        };
        match order {
            Ordering::Less => plan.delete.extend(before.next().map(|(number, _)| number)),
            Ordering::Greater => plan.create.extend(after.next().map(|(number, _)| number)),
            Ordering::Equal => {
                if let (Some((_, one)), Some((number, other))) = (before.next(), after.next()) {
                    let is_disturbed = || !disturbed.is_empty() && disturbed.contains(other.path().as_ref());
                    if one == other && !is_disturbed() { plan.kept += 1 } else { plan.replace.push(number) }
                }
            }
        }
    }
}
