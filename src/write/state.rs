//! The state of a folder: names, sizes, places on the disk and times of everything in it, as one number.
//!
//! The number is a sum with a summand for each entry: who knows which entries have changed need not look at the others.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
#[cfg(not(unix))]
use std::time::SystemTime;

use blake3::Hasher;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// The state of a folder, or of some of its entries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State([u64; 4]);

impl State {
    /// That of everything in `folder`.
    pub(super) fn of(folder: &Path) -> io::Result<Self> {
        Self::below(folder, "")
    }

    /// That of the entries of `folder` at `paths`; those that are not there count for nothing.
    pub(super) fn of_entries(folder: &Path, paths: &[String]) -> io::Result<Self> {
        let mut sum = Self::default();
        for path in paths {
            match fs::symlink_metadata(folder.join(path)) {
                Ok(about) => sum = sum.with(Self::of_entry(path, &about)),
                Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(sum)
    }

    fn below(folder: &Path, inside: &str) -> io::Result<Self> {
        let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
        let of = |entry: &fs::DirEntry| {
            let about = entry.metadata()?;
            let name = entry.file_name();
            let path = format!("{inside}{}", name.to_string_lossy());
            let own = Self::of_entry(&path, &about);
            if about.is_dir() { Ok(own.with(Self::below(&entry.path(), &format!("{path}/"))?)) } else { Ok(own) }
        };
        entries.par_iter().map(of).try_reduce(Self::default, |one, other| Ok(one.with(other)))
    }

    fn of_entry(path: &str, about: &Metadata) -> Self {
        let mut hasher = Hasher::new();
        hasher.update(path.as_bytes());
        hasher.update(&[0]);
        mark(about, &mut hasher);
        let hash = hasher.finalize();
        let (words, _) = hash.as_bytes().as_chunks::<8>();
        Self([0, 1, 2, 3].map(|place| u64::from_le_bytes(words[place])))
    }

    /// That of these entries and the others.
    #[must_use]
    pub(super) fn with(self, others: Self) -> Self {
        Self([0, 1, 2, 3].map(|place| self.0[place].wrapping_add(others.0[place])))
    }

    /// That of these entries but for some of them.
    #[must_use]
    pub(super) fn without(self, some: Self) -> Self {
        Self([0, 1, 2, 3].map(|place| self.0[place].wrapping_sub(some.0[place])))
    }
}

#[cfg(unix)]
fn mark(about: &Metadata, hasher: &mut Hasher) {
    use std::os::unix::fs::MetadataExt as _;
    hasher.update(&about.mode().to_le_bytes());
    if about.is_dir() {
        return;
    }
    for number in [about.len(), about.ino()] {
        hasher.update(&number.to_le_bytes());
    }
    for number in [about.ctime(), about.ctime_nsec()] {
        hasher.update(&number.to_le_bytes());
    }
}

#[cfg(not(unix))]
fn mark(about: &Metadata, hasher: &mut Hasher) {
    hasher.update(&[u8::from(about.is_dir())]);
    if about.is_dir() {
        return;
    }
    hasher.update(&about.len().to_le_bytes());
    let since = about.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    hasher.update(&since.unwrap_or_default().as_nanos().to_le_bytes());
}
