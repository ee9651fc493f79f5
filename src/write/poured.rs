//! Files that are too large to be held, taken part by part.
//!
//! As long as the parts say what the published file says, nothing is written; from the first one that does not, the new
//! file begins with what was the same.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::PathBuf;

use blake3::Hasher;

use super::error::{Action, Problem};
use super::manifest::Stamp;
use super::staged::StagedOutput;
use super::taken::Place;
use crate::base::output::SitePath;

/// Bytes that are copied at a time.
const STEP: usize = 1 << 20;

/// Takes all `parts` of the files at `paths`.
pub(super) fn pour(
    staged: &StagedOutput,
    paths: Vec<SitePath>,
    parts: &mut dyn Iterator<Item = Vec<Vec<u8>>>,
) -> Result<(), Problem> {
    let begun = paths.into_iter().map(|path| Poured::begin(staged, path));
    let mut files = begun.collect::<Result<Vec<_>, _>>()?;
    for part in parts {
        for (file, bytes) in files.iter_mut().zip(part) {
            file.take(&bytes)?;
        }
    }
    files.into_iter().try_for_each(Poured::finish)
}

/// A file on its way.
struct Poured<'s> {
    staged: &'s StagedOutput,
    path: SitePath,
    place: Place,
    hasher: Hasher,
    size_bytes: u64,
    to: To,
}

enum To {
    /// Nowhere: the published file has said the same so far.
    Same(File),
    /// To the new file.
    New(PathBuf),
}

impl<'s> Poured<'s> {
    fn begin(staged: &'s StagedOutput, path: SitePath) -> Result<Self, Problem> {
        let place = staged.claim(&path)?;
        let published = staged.promised(&path).and_then(|_| File::open(staged.published(&path)).ok());
        let to = match published {
            Some(published) => To::Same(published),
            None => To::New(create(staged, &path)?),
        };
        Ok(Self { staged, path, place, hasher: Hasher::new(), size_bytes: 0, to })
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        if let To::Same(published) = &mut self.to
            && !says(published, bytes).unwrap_or(false)
        {
            self.part_ways()?;
        }
        if let To::New(file) = &self.to {
            self.staged.disk.append(file, bytes).map_err(|error| Problem::machine(Action::WriteFile, file, error))?;
        }
        self.hasher.update(bytes);
        self.size_bytes += bytes.len() as u64;
        Ok(())
    }

    /// Goes on in a new file, which begins as the published one.
    fn part_ways(&mut self) -> Result<(), Problem> {
        let file = create(self.staged, &self.path)?;
        let published = self.staged.published(&self.path);
        let unread = |error| Problem::machine(Action::Read, &published, error);
        let mut rest = File::open(&published).map_err(unread)?.take(self.size_bytes);
        let mut bytes = Vec::new();
        while rest.by_ref().take(STEP as u64).read_to_end(&mut bytes).map_err(unread)? > 0 {
            let written = self.staged.disk.append(&file, &bytes);
            written.map_err(|error| Problem::machine(Action::WriteFile, &file, error))?;
            bytes.clear();
        }
        self.to = To::New(file);
        Ok(())
    }

    fn finish(mut self) -> Result<(), Problem> {
        let stamp = Stamp { size_bytes: self.size_bytes, hash: self.hasher.finalize() };
        let promised = self.staged.promised(&self.path) == Some(stamp);
        let mut is_published = matches!(self.to, To::Same(_));
        if is_published && !(promised && self.staged.is_there(&self.path)) {
            self.part_ways()?;
            is_published = false;
        }
        self.staged.note(&self.path, self.place, stamp, is_published);
        Ok(())
    }
}

fn create(staged: &StagedOutput, path: &SitePath) -> Result<PathBuf, Problem> {
    let file = staged.prepare(path)?;
    staged.disk.create_file(&file, &[]).map_err(|error| Problem::machine(Action::WriteFile, &file, error))?;
    Ok(file)
}

/// Whether these are the next bytes of the file.
fn says(file: &mut File, mut bytes: &[u8]) -> io::Result<bool> {
    let mut buffer = vec![0; bytes.len().min(STEP)];
    while !bytes.is_empty() {
        let (part, rest) = bytes.split_at(bytes.len().min(STEP));
        file.read_exact(&mut buffer[..part.len()])?;
        if buffer[..part.len()] != *part {
            return Ok(false);
        }
        bytes = rest;
    }
    Ok(true)
}
