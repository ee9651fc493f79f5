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
    let (mut before, mut after) = (0, 0);
    loop {
        // Most of a large site is not even looked at.
        let shared = if disturbed.is_empty() { old.shared(before, new, after) } else { 0 };
        if shared > 0 {
            (before, after, plan.kept) = (before + shared, after + shared, plan.kept + shared);
            continue;
        }
        let one = (before < old.len()).then(|| old.line(before));
        let other = (after < new.len()).then(|| new.line(after));
        let order = match (one, other) {
            (Some(one), Some(other)) if one == other => Ordering::Equal,
            (Some(one), Some(other)) => one.path().cmp(&other.path()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return plan,
        };
        match order {
            Ordering::Less => plan.delete.push(number(before)),
            Ordering::Greater => plan.create.push(number(after)),
            Ordering::Equal => {
                let is_disturbed =
                    || other.is_some_and(|other| !disturbed.is_empty() && disturbed.contains(other.path().as_ref()));
                if one == other && !is_disturbed() { plan.kept += 1 } else { plan.replace.push(number(after)) }
            }
        }
        before += usize::from(order.is_le());
        after += usize::from(order.is_ge());
    }
}

fn number(line: usize) -> u32 {
    u32::try_from(line).expect("a site has fewer than 2^32 files")
}
