//! How a build knows that nobody has touched a published folder: everything in it has been changed last before a certain
//! moment, as the file system tells.
//!
//! A file that is written over, replaced, or opened to others has a new time of change, and so has a folder into which
//! something comes or from which something goes; nobody can set these times back.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::Path;
use std::time::{Duration, SystemTime};

use blake3::Hash;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::manifest::{Line, MANIFEST_NAME, Manifest, ancestors, new_folders};

/// Longer than a tick of any file system's clock: what happens may be given a time that is so much older.
pub(super) const TICK: Duration = Duration::from_millis(12);

/// So many files are looked at one after the other.
const CHUNK: usize = 2048;

/// Since when a published folder is as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// No file of the site has changed since.
    pub(super) files: SystemTime,
    /// Nothing has come into a folder or gone from it since.
    pub(super) folders: SystemTime,
    /// What others have put there, folders before what is in them.
    pub(super) foreign: Vec<String>,
}

/// That nobody has touched a folder since it was published.
#[derive(Debug, Clone)]
pub struct Untouched {
    pub(super) manifest: Manifest,
    pub(super) hash: Hash,
    pub(super) settled: Settled,
}

impl Settled {
    /// From now on nothing changes in a folder in which there is nothing of others.
    #[must_use]
    pub fn now() -> Self {
        let now = SystemTime::now();
        Self { files: now, folders: now, foreign: Vec::new() }
    }
}

impl Untouched {
    /// Looks at `folder`, which this program published with a manifest of this hash; `None` when somebody has touched it since it
    /// settled, or that cannot be said for certain.
    #[must_use]
    pub fn look(folder: &Path, hash: Hash, settled: Settled) -> Option<Self> {
        // A clock that was set back tells nothing.
        let is_past = settled.files <= SystemTime::now();
        let text = File::open(folder.join(MANIFEST_NAME)).ok().filter(|_| is_past)?;
        let manifest = Manifest::known(BufReader::with_capacity(1 << 16, text)).filter(|known| known.hash() == hash)?;
        let untouched = Self { manifest, hash, settled };
        untouched.is_settled(folder, true).ok()?.then_some(untouched)
    }

    /// Whether the manifest that is there now is the one that was looked at: nobody has published since.
    pub(super) fn is_manifest_settled(&self, folder: &Path) -> bool {
        changed(folder, MANIFEST_NAME).is_ok_and(|time| time <= self.settled.files)
    }

    /// Whether nothing has come into a folder of `generation`, published with this manifest, and nothing has gone from it.
    pub(super) fn are_folders_settled(&self, generation: &Path) -> io::Result<bool> {
        self.is_settled(generation, false)
    }

    /// The same, and of the files of the site if need be.
    fn is_settled(&self, generation: &Path, with_files: bool) -> io::Result<bool> {
        let Settled { files, folders, foreign } = &self.settled;
        let is_settled = |look: &Lookout, folder: &str| {
            let about = look.at(folder)?;
            Ok::<_, io::Error>(about.is_folder && about.changed <= *folders)
        };
        let look = Lookout::new(generation)?;
        for path in foreign {
            let mut above = ancestors(path).chain(look.at(path)?.is_folder.then_some(path.as_str()));
            if !above.try_fold(true, |all, folder| Ok::<_, io::Error>(all && is_settled(&look, folder)?))? {
                return Ok(false);
            }
        }
        let is_line_settled = |look: &Lookout, last: &str, line: Line<'_>| {
            let path = line.path();
            for folder in new_folders(last, &path) {
                if !is_settled(look, folder)? {
                    return Ok(false);
                }
            }
            if !with_files {
                return Ok(true);
            }
            let about = look.at(&path)?;
            Ok::<_, io::Error>(about.is_file && about.size_bytes == line.size_bytes() && about.changed <= *files)
        };
        // An exchange changes the folder itself, but not what is in it.
        if fs::metadata(generation)?.modified()? > *folders {
            return Ok(false);
        }
        let all = self.manifest.len();
        let chunks = (0..all).into_par_iter().step_by(CHUNK).with_max_len(1).map(|from| {
            // One that both processors looked from would be passed between them at every look.
            let (look, mut last) = (Lookout::new(generation)?, Cow::Borrowed(""));
            for line in (from..all.min(from + CHUNK)).map(|number| self.manifest.line(number)) {
                if !is_line_settled(&look, &last, line)? {
                    return Ok(false);
                }
                last = line.path();
            }
            Ok(true)
        });
        chunks.try_reduce(|| true, |one, other| Ok(one && other))
    }
}

/// Whether the file system that has just made the manifest in `folder`, not before `earliest`, has the clock of this
/// machine.
pub(super) fn has_our_clock(folder: &Path, earliest: SystemTime) -> bool {
    changed(folder, MANIFEST_NAME).is_ok_and(|time| time + TICK >= earliest && time <= SystemTime::now())
}

/// When the file of that name in `folder` was changed last.
fn changed(folder: &Path, name: &str) -> io::Result<SystemTime> {
    Ok(Lookout::new(folder)?.at(name)?.changed)
}

/// What there is to know of something in a folder.
struct About {
    is_file: bool,
    is_folder: bool,
    size_bytes: u64,
    changed: SystemTime,
}

/// A folder from which to look at what is in it, so that the way to the folder is gone once.
#[cfg(unix)]
struct Lookout(std::os::fd::OwnedFd);

#[cfg(unix)]
impl Lookout {
    fn new(folder: &Path) -> io::Result<Self> {
        use rustix::fs::{Mode, OFlags};
        Ok(Self(rustix::fs::open(folder, OFlags::DIRECTORY | OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?))
    }

    /// What is at `path`; of a symbolic link, the link itself.
    fn at(&self, path: &str) -> io::Result<About> {
        use rustix::fs::{AtFlags, FileType};
        let about = rustix::fs::statat(&self.0, path, AtFlags::SYMLINK_NOFOLLOW)?;
        let kind = FileType::from_raw_mode(about.st_mode);
        let (size_bytes, seconds, nanoseconds) =
            (u64::try_from(about.st_size), u64::try_from(about.st_ctime), u32::try_from(about.st_ctime_nsec));
        let (Ok(size_bytes), Ok(seconds), Ok(nanoseconds)) = (size_bytes, seconds, nanoseconds) else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        Ok(About {
            is_file: kind.is_file(),
            is_folder: kind.is_dir(),
            size_bytes,
            changed: SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds),
        })
    }
}

#[cfg(not(unix))]
struct Lookout(std::path::PathBuf);

#[cfg(not(unix))]
impl Lookout {
    fn new(folder: &Path) -> io::Result<Self> {
        Ok(Self(folder.to_owned()))
    }

    fn at(&self, path: &str) -> io::Result<About> {
        let about = fs::symlink_metadata(self.0.join(path))?;
        let (is_file, is_folder) = (about.is_file(), about.is_dir());
        Ok(About { is_file, is_folder, size_bytes: about.len(), changed: about.modified()? })
    }
}
