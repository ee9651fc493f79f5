//! Files that are too large to be held, taken part by part.
//!
//! As long as the parts say what the published file says, nothing is written; from the first one that does not, the new
//! file begins with what was the same. A part that is left as it was is not even read, as long as nothing else differs.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use blake3::Hasher;

use super::error::{Action, Problem};
use super::manifest::Stamp;
use super::staged::StagedOutput;
use super::taken::Place;
use crate::base::output::{Part, SitePath};

/// Bytes that are copied or compared at a time.
const STEP: usize = 1 << 20;

/// Takes all `parts` of the files at `paths`.
pub(super) fn pour(
    staged: &StagedOutput,
    paths: Vec<SitePath>,
    parts: &mut dyn Iterator<Item = Part>,
) -> Result<(), Problem> {
    let begun = paths.into_iter().map(|path| Poured::begin(staged, path));
    let mut files = begun.collect::<Result<Vec<_>, _>>()?;
    for Part { bytes, before } in parts {
        for (number, file) in files.iter_mut().enumerate() {
            let before = before.as_ref().map(|before| before[number]);
            match &bytes {
                Some(bytes) => file.take(&bytes[number], before)?,
                None => file.leave(before.unwrap_or_default())?,
            }
        }
    }
    files.into_iter().try_for_each(Poured::finish)
}

/// A file on its way.
struct Poured<'s> {
    staged: &'s StagedOutput,
    path: SitePath,
    place: Place,
    /// Of what has gone to the new file; where nobody knows whether somebody has touched the published one, of all
    /// that was taken.
    hasher: Hasher,
    size_bytes: u64,
    /// The published file and how far of it has been gone through, as far as that is known.
    published: Option<(File, u64)>,
    /// The new file; `None` as long as the published one says the same.
    new: Option<PathBuf>,
}

impl<'s> Poured<'s> {
    fn begin(staged: &'s StagedOutput, path: SitePath) -> Result<Self, Problem> {
        let place = staged.claim(&path)?;
        let published = staged.promised(&path).and_then(|_| File::open(staged.published(&path)).ok());
        let new = if published.is_none() { Some(create(staged, &path)?) } else { None };
        let published = published.map(|file| (file, 0));
        Ok(Self { staged, path, place, hasher: Hasher::new(), size_bytes: 0, published, new })
    }

    /// Takes the next bytes, in the place of so many of the published file.
    fn take(&mut self, bytes: &[u8], before: Option<usize>) -> Result<(), Problem> {
        let is_as_long = before.is_none_or(|before| before == bytes.len());
        if self.new.is_none() && !(is_as_long && self.is_published_next(bytes)) {
            self.part_ways()?;
        }
        if let Some(new) = &self.new {
            append(self.staged, new, bytes)?;
        }
        if self.new.is_some() || !self.staged.is_untouched() {
            self.hasher.update(bytes);
        }
        self.size_bytes += bytes.len() as u64;
        // Whatever was read, the next part begins where this one ended before.
        let before = before.or(self.new.is_none().then_some(bytes.len()));
        self.published = self.published.take().zip(before).map(|((file, at), before)| (file, at + before as u64));
        Ok(())
    }

    /// Leaves the next bytes of the published file as they are.
    fn leave(&mut self, length: usize) -> Result<(), Problem> {
        let published = self.staged.published(&self.path);
        let lost = || Problem::machine(Action::Read, &published, io::ErrorKind::NotFound.into());
        let (file, at) = self.published.as_mut().ok_or_else(lost)?;
        if let Some(new) = &self.new {
            copy(self.staged, (file, &published), *at, length as u64, new, Some(&mut self.hasher))?;
        }
        *at += length as u64;
        self.size_bytes += length as u64;
        Ok(())
    }

    /// Whether these are the next bytes of the published file.
    fn is_published_next(&mut self, bytes: &[u8]) -> bool {
        self.published.as_mut().is_some_and(|(file, at)| says(file, *at, bytes).unwrap_or(false))
    }

    /// Goes on in a new file, which begins as the published one.
    fn part_ways(&mut self) -> Result<(), Problem> {
        let new = create(self.staged, &self.path)?;
        if let Some((file, _)) = &mut self.published {
            let hasher = Some(&mut self.hasher).filter(|_| self.staged.is_untouched());
            copy(self.staged, (file, &self.staged.published(&self.path)), 0, self.size_bytes, &new, hasher)?;
        }
        self.new = Some(new);
        Ok(())
    }

    fn finish(mut self) -> Result<(), Problem> {
        let promised = self.staged.promised(&self.path);
        if self.new.is_none() {
            let stamp = if self.staged.is_untouched() { promised } else { Some(self.stamp()) };
            let is_whole = |stamp: &Stamp| stamp.size_bytes == self.size_bytes && promised == Some(*stamp);
            if let Some(stamp) = stamp.filter(is_whole).filter(|_| self.staged.is_there(&self.path)) {
                self.staged.note(&self.path, self.place, stamp, true);
                return Ok(());
            }
            self.part_ways()?;
        }
        self.staged.note(&self.path, self.place, self.stamp(), false);
        Ok(())
    }

    fn stamp(&self) -> Stamp {
        Stamp { size_bytes: self.size_bytes, hash: self.hasher.finalize() }
    }
}

fn create(staged: &StagedOutput, path: &SitePath) -> Result<PathBuf, Problem> {
    let file = staged.prepare(path)?;
    staged.disk.create_file(&file, &[]).map_err(|error| Problem::machine(Action::WriteFile, &file, error))?;
    Ok(file)
}

fn append(staged: &StagedOutput, file: &Path, bytes: &[u8]) -> Result<(), Problem> {
    staged.disk.append(file, bytes).map_err(|error| Problem::machine(Action::WriteFile, file, error))
}

/// Copies `length` bytes of the file `from`, beginning `at`, to the end of `to`.
fn copy(
    staged: &StagedOutput,
    (from, path): (&mut File, &Path),
    at: u64,
    length: u64,
    to: &Path,
    mut hasher: Option<&mut Hasher>,
) -> Result<(), Problem> {
    let unread = |error| Problem::machine(Action::Read, path, error);
    from.seek(SeekFrom::Start(at)).map_err(unread)?;
    let mut bytes = Vec::new();
    let mut rest = length;
    while rest > 0 {
        let step = rest.min(STEP as u64);
        bytes.clear();
        let read = from.by_ref().take(step).read_to_end(&mut bytes).map_err(unread)?;
        if read as u64 != step {
            return Err(unread(io::ErrorKind::UnexpectedEof.into()));
        }
        append(staged, to, &bytes)?;
        if let Some(hasher) = &mut hasher {
            hasher.update(&bytes);
        }
        rest -= step;
    }
    Ok(())
}

/// Whether the file goes on `at` that place with these bytes.
fn says(file: &mut File, at: u64, bytes: &[u8]) -> io::Result<bool> {
    file.seek(SeekFrom::Start(at))?;
    let mut buffer = vec![0; bytes.len().min(STEP)];
    for part in bytes.chunks(STEP) {
        file.read_exact(&mut buffer[..part.len()])?;
        if buffer[..part.len()] != *part {
            return Ok(false);
        }
    }
    Ok(true)
}
