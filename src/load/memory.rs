//! The files of a project as they were read before, for a program that reads them again and again.
//!
//! A file is taken for unchanged when its size, its place on the disk and the time of its last change are the same,
//! and that time was already past when it was read: a change within the tick of the file system's clock would
//! otherwise go unseen. Holds the good files of `content/` only; what has a mistake is read again.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::walk::{Found, Stamp};
use super::{Sources, decode, with_invisible};
use crate::base::hash::QuickMap;
use crate::base::source::{Source, SourcePath};
use crate::record::read::MAXIMUM_BYTES;

/// Longer than a tick of any file system's clock.
const TICK: Duration = Duration::from_secs(2);

/// What was read before.
#[derive(Debug, Default)]
pub struct Memory {
    settled: QuickMap<SourcePath, (Stamp, Source)>,
    /// All of it, when nothing was wrong with any file.
    whole: Option<Sources>,
}

impl Memory {
    /// Parts the files that were found into those that are known and those that have to be read.
    pub(super) fn part(&self, found: Vec<Found>) -> (Vec<Source>, Vec<Found>) {
        let mut known = Vec::new();
        let mut unknown = Vec::new();
        for file in found {
            match self.settled.get(&file.path) {
                Some((stamp, source)) if *stamp == file.stamp => known.push(source.clone()),
                _ => unknown.push(file),
            }
        }
        (known, unknown)
    }

    /// What is there now, when nothing changed but what lies at `paths`; nothing when that cannot be told by
    /// looking at these alone, because one of them is new, is gone, is a folder or has a mistake.
    pub(super) fn changed(&mut self, root: &Path, paths: &[PathBuf]) -> Option<Sources> {
        let sources = self.whole.as_mut()?;
        for on_disk in paths {
            let name = on_disk.strip_prefix(root).ok()?.to_str()?;
            let path = SourcePath::new(&name.replace(std::path::MAIN_SEPARATOR, "/"));
            let known = sources.content.binary_search_by(|source| source.path.cmp(&path));
            match (known, on_disk.symlink_metadata()) {
                // What an editor made on its way and took away again.
                (Err(_), Err(_)) => {
                    let below = format!("{}/", path.as_str());
                    let mut texts = sources.content.iter().map(|source| &source.path).chain(sources.themes.keys());
                    if texts.any(|known| *known == path || known.as_str().starts_with(&below)) {
                        return None;
                    }
                }
                (Ok(place), Ok(about)) if about.is_file() && about.len() <= MAXIMUM_BYTES as u64 => {
                    let (source, mistakes) = with_invisible(decode::decode(&path, &fs::read(on_disk).ok()?).ok()?);
                    if !mistakes.is_empty() {
                        return None;
                    }
                    self.settled.remove(&path);
                    // An editor that touches a file changes nothing.
                    if sources.content[place].text != source.text {
                        sources.content[place] = source;
                    }
                }
                _ => return None,
            }
        }
        Some(sources.clone())
    }

    /// Remembers that all files were read and none had a mistake.
    pub(super) fn keep_whole(&mut self, sources: Option<&Sources>) {
        self.whole = sources.cloned();
    }

    /// Remembers what was read since `begun`.
    pub(super) fn keep(&mut self, sources: &Sources, stamps: &[(SourcePath, Stamp)], begun: SystemTime) {
        let stamps = stamps.iter().map(|(path, stamp)| (path, *stamp)).collect::<QuickMap<_, _>>();
        self.settled = sources
            .content
            .iter()
            .chain(&sources.joined)
            .filter_map(|source| {
                let stamp = stamps.get(&source.path).filter(|stamp| is_settled(stamp, begun))?;
                Some((source.path.clone(), (*stamp, source.clone())))
            })
            .collect();
    }
}

/// Whether the last change of a file lies so long before `begun` that another one would have left a trace.
pub(super) fn is_settled(stamp: &Stamp, begun: SystemTime) -> bool {
    let age = stamp.changed.and_then(|changed| begun.duration_since(changed).ok());
    age.is_some_and(|age| age > TICK)
}
