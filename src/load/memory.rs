//! The files of a project as they were read before, for a program that reads them again and again.
//!
//! A file is taken for unchanged when its size, its place on the disk and the time of its last change are the same,
//! and that time was already past when it was read: a change within the tick of the file system's clock would
//! otherwise go unseen. Holds the good files of `content/` only; what has a mistake is read again.

use std::time::{Duration, SystemTime};

use super::Sources;
use super::walk::{Found, Stamp};
use crate::base::hash::QuickMap;
use crate::base::source::{Source, SourcePath};

/// Longer than a tick of any file system's clock.
const TICK: Duration = Duration::from_secs(2);

/// What was read before.
#[derive(Debug, Default)]
pub struct Memory(QuickMap<SourcePath, (Stamp, Source)>);

impl Memory {
    /// Parts the files that were found into those that are known and those that have to be read.
    pub(super) fn part(&self, found: Vec<Found>) -> (Vec<Source>, Vec<Found>) {
        let mut known = Vec::new();
        let mut unknown = Vec::new();
        for file in found {
            match self.0.get(&file.path) {
                Some((stamp, source)) if *stamp == file.stamp => known.push(source.clone()),
                _ => unknown.push(file),
            }
        }
        (known, unknown)
    }

    /// Remembers what was read since `begun`.
    pub(super) fn keep(&mut self, sources: &Sources, stamps: &[(SourcePath, Stamp)], begun: SystemTime) {
        let stamps = stamps.iter().map(|(path, stamp)| (path, *stamp)).collect::<QuickMap<_, _>>();
        let settled = |stamp: &Stamp| {
            let age = stamp.changed.and_then(|changed| begun.duration_since(changed).ok());
            age.is_some_and(|age| age > TICK)
        };
        self.0 = sources
            .content
            .iter()
            .chain(&sources.joined)
            .filter_map(|source| {
                let stamp = stamps.get(&source.path).filter(|stamp| settled(stamp))?;
                Some((source.path.clone(), (*stamp, source.clone())))
            })
            .collect();
    }
}
