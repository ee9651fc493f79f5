//! The sink of a build that publishes: files stream into a new generation beside the output folder.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use blake3::Hash;

use super::disk::{Disk, MachineDisk, create_if_missing};
use super::error::{Action, Problem, WriteError};
use super::generation::{Inventory, has_bytes, is_open_to_everyone, read_manifest};
use super::manifest::{MANIFEST_NAME, Manifest, Stamp};
use super::poured;
use super::publish::{self, Published};
use super::spare;
use super::state::State as FolderState;
use super::taken::{Place, Taken};
use super::target::Target;
use super::workshop::Workshop;
use crate::base::output::{Sink, SinkError, SitePath};

/// A new generation of the output folder, under construction. The output folder is untouched until
/// [`StagedOutput::finish`]; dropping this instead leaves no trace.
///
/// As long as it lives, no other build can write into the same output folder.
pub struct StagedOutput {
    pub(super) disk: Arc<dyn Disk>,
    pub(super) target: Target,
    pub(super) workshop: Workshop,
    pub(super) before: Before,
    state: Mutex<State>,
    /// Decided when the first file is to be written: most builds that come to nothing end before.
    start: Mutex<Option<Start>>,
    replaced: Mutex<Option<FolderState>>,
}

/// The published generation as it was found.
pub(super) struct Before {
    pub(super) manifest: Option<Manifest>,
    files: Found,
}

/// That nobody has touched an output folder since it was published.
#[derive(Debug, Clone, Copy)]
pub struct Untouched {
    /// The hash of the manifest with which it was published.
    pub manifest: Hash,
    /// When the looking began that showed it.
    pub looked: SystemTime,
}

/// What the new generation starts from.
#[derive(Clone)]
pub(super) enum Start {
    /// An empty folder.
    Empty,
    /// A generation that has every published file but these.
    Spare(Arc<BTreeSet<SitePath>>),
}

/// What was found of the files that the manifest names.
enum Found {
    /// Each of them as the manifest says, and nothing else.
    Untouched(Untouched),
    /// These; what is in them may have changed.
    There(BTreeSet<SitePath>),
}

#[derive(Default)]
struct State {
    /// Every path taken so far, and the folders that exist in the new generation.
    taken: Taken,
    /// Paths that were written although the old manifest promises the same bytes.
    disturbed: BTreeSet<SitePath>,
    failure: Option<Problem>,
}

impl StagedOutput {
    /// Starts a new generation of `output` for the project at `root`.
    ///
    /// Checks that the output folder is ours or empty and apart from the project's own folders,
    /// locks it against other builds, and puts right what a killed build left behind. A symbolic
    /// link is followed: its target is published, the link stays. Missing parents are created.
    ///
    /// # Errors
    /// [`WriteError`] when the folder is refused, another build is at work, or the machine fails.
    pub fn begin(root: &Path, output: &Path) -> Result<Self, WriteError> {
        Self::begin_on(Arc::new(MachineDisk), root, output, None)
    }

    /// The same as [`StagedOutput::begin`] for an output folder that nobody has touched. Where it has another manifest
    /// by now, nothing is taken for granted.
    ///
    /// # Errors
    /// As [`StagedOutput::begin`].
    pub fn begin_after(root: &Path, output: &Path, untouched: Untouched) -> Result<Self, WriteError> {
        Self::begin_on(Arc::new(MachineDisk), root, output, Some(untouched))
    }

    /// The same as [`StagedOutput::begin`] or [`StagedOutput::begin_after`] on another file system layer.
    ///
    /// # Errors
    /// As [`StagedOutput::begin`].
    pub fn begin_on(
        disk: Arc<dyn Disk>,
        root: &Path,
        output: &Path,
        untouched: Option<Untouched>,
    ) -> Result<Self, WriteError> {
        let target = Target::resolve(root, output)?;
        let open = || {
            let workshop = Workshop::open(&target, disk.clone())?;
            let before = Before::find(&target.folder, untouched)?;
            Ok((workshop, before))
        };
        let (workshop, before) = open().map_err(|problem: Problem| problem.at(&target.folder))?;
        let replaced = Mutex::new(Some(FolderState::default()));
        Ok(Self { disk, target, workshop, before, state: Mutex::default(), start: Mutex::default(), replaced })
    }

    /// Whether every published file is known to be what its manifest says.
    #[must_use]
    pub const fn is_untouched(&self) -> bool {
        self.untouched().is_some()
    }

    pub(super) const fn untouched(&self) -> Option<Untouched> {
        match self.before.files {
            Found::Untouched(untouched) => Some(untouched),
            Found::There(_) => None,
        }
    }

    /// Publishes the new generation, or nothing when it is the same as the old one.
    ///
    /// # Errors
    /// [`WriteError`] when the machine fails or a file that is not ours is in the way; the published
    /// folder is then as it was. After a [`Sink::put`] that failed, the full story of that failure.
    pub fn finish(mut self) -> Result<Published, WriteError> {
        let state = std::mem::take(self.state.get_mut().unwrap_or_else(PoisonError::into_inner));
        let folder = self.target.folder.clone();
        if let Some(failure) = state.failure {
            return Err(failure.at(&folder));
        }
        let manifest = state.taken.files().collect();
        drop(state.taken);
        publish::publish(self, &manifest, &state.disturbed).map_err(|problem| problem.at(&folder))
    }

    /// Takes `path` for one file, or tells that it is taken.
    pub(super) fn claim(&self, path: &SitePath) -> Result<Place, Problem> {
        let place = if path.as_str() == MANIFEST_NAME { None } else { self.state().taken.claim(path) };
        place.ok_or_else(|| Problem::Collision(path.clone()))
    }

    /// Stores one file, unless the published generation already has it.
    fn store(&self, path: &SitePath, place: Place, bytes: &[u8]) -> Result<(), Problem> {
        let stamp = Stamp::of(bytes);
        let is_published = self.promised(path) == Some(&stamp) && self.is_published(path, bytes);
        if !is_published {
            let file = self.prepare(path)?;
            self.disk.create_file(&file, bytes).map_err(|error| Problem::machine(Action::WriteFile, &file, error))?;
        }
        self.note(path, place, stamp, is_published);
        Ok(())
    }

    /// Takes over the published file at `path`, when there is one and it is as its manifest says.
    fn take_over(&self, path: &SitePath) -> Result<Option<u64>, Problem> {
        let Some(stamp) = self.before.manifest.as_ref().and_then(|manifest| manifest.get(path)) else {
            return Ok(None);
        };
        if !self.is_untouched() {
            let bytes = fs::read(self.target.folder.join(path.as_str())).unwrap_or_default();
            if Stamp::of(&bytes) != *stamp || !self.is_published(path, &bytes) {
                return Ok(None);
            }
        }
        let place = self.claim(path)?;
        self.state().taken.stamp(place, *stamp);
        Ok(Some(stamp.size_bytes))
    }

    /// Whether the published file really has these bytes. One that cannot be read is made anew.
    fn is_published(&self, path: &SitePath, bytes: &[u8]) -> bool {
        let file = self.target.folder.join(path.as_str());
        self.is_untouched() || self.is_there(path) && has_bytes(&file, bytes).unwrap_or(false)
    }

    /// Whether there is a published file at `path` that may be taken over.
    pub(super) fn is_there(&self, path: &SitePath) -> bool {
        let file = self.target.folder.join(path.as_str());
        let Found::There(files) = &self.before.files else { return true };
        files.contains(path)
            && fs::symlink_metadata(&file).is_ok_and(|about| about.is_file() && is_open_to_everyone(&about))
    }

    /// Where the published file at `path` is.
    pub(super) fn published(&self, path: &SitePath) -> PathBuf {
        self.target.folder.join(path.as_str())
    }

    /// What the manifest of the published generation says of the file at `path`.
    pub(super) fn promised(&self, path: &SitePath) -> Option<&Stamp> {
        self.before.manifest.as_ref()?.get(path)
    }

    /// Makes room for the file at `path` in the new generation, and tells where to write it.
    pub(super) fn prepare(&self, path: &SitePath) -> Result<PathBuf, Problem> {
        if matches!(self.start()?, Start::Spare(_)) {
            self.make_room(path)?;
        }
        self.create_folders(path)?;
        Ok(self.workshop.new_generation().join(path.as_str()))
    }

    /// Notes that the file at `place` has been stored, or was published already.
    pub(super) fn note(&self, path: &SitePath, place: Place, stamp: Stamp, is_published: bool) {
        let is_disturbed = !is_published && self.promised(path) == Some(&stamp);
        let mut state = self.state();
        if is_disturbed {
            state.disturbed.insert(path.clone());
        }
        state.taken.stamp(place, stamp);
    }

    /// What the new generation starts from.
    pub(super) fn start(&self) -> Result<Start, Problem> {
        let mut start = self.start.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(start) = &*start {
            return Ok(start.clone());
        }
        let spare = self.workshop.take_spare(self.untouched().map(|untouched| untouched.manifest))?;
        Ok(start.insert(spare.map_or(Start::Empty, |differing| Start::Spare(Arc::new(differing)))).clone())
    }

    /// Removes what the new generation started with and that is in the way of `path`. That changes the time of the
    /// published file, of which it is a second name: so its state is noted before.
    fn make_room(&self, path: &SitePath) -> Result<(), Problem> {
        let new = self.workshop.new_generation();
        let file = new.join(path.as_str());
        let above = innermost_first(path).map(|folder| new.join(folder)).filter(|folder| folder.is_file());
        let strange = above.chain([file.clone()].into_iter().filter(|file| file.is_dir())).collect::<Vec<_>>();
        let published = FolderState::of_entries(&self.target.folder, &[path.as_str().to_owned()]).ok();
        let mut replaced = self.replaced.lock().unwrap_or_else(PoisonError::into_inner);
        *replaced = replaced.zip(published).filter(|_| strange.is_empty()).map(|(before, this)| before.with(this));
        for file in strange.iter().chain([&file]) {
            spare::clear(self.disk.as_ref(), file)?;
        }
        Ok(())
    }

    /// The state that the published files had before those were written that replace them; `None` when that is not
    /// known.
    pub(super) fn replaced(&self) -> Option<FolderState> {
        *self.replaced.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Creates the folders of `path` in the new generation.
    pub(super) fn create_folders(&self, path: &SitePath) -> Result<(), Problem> {
        let missing = {
            let state = self.state();
            innermost_first(path).take_while(|folder| !state.taken.is_created(folder)).collect::<Vec<_>>()
        };
        for folder in missing.into_iter().rev() {
            let in_generation: PathBuf = self.workshop.new_generation().join(folder);
            create_if_missing(self.disk.as_ref(), &in_generation, 0o755)
                .map_err(|error| Problem::machine(Action::CreateFolder, &in_generation, error))?;
            self.state().taken.note_created(folder);
        }
        Ok(())
    }

    /// Notes the first failure for [`StagedOutput::finish`] and tells the caller of `put`.
    fn fail(&self, problem: Problem) -> SinkError {
        let error = match &problem {
            Problem::Collision(path) => SinkError::Collision(path.clone()),
            Problem::Machine { action, path, source } => SinkError::Machine {
                action: action.describe(path).en,
                source: source.raw_os_error().map_or_else(|| source.kind().into(), io::Error::from_raw_os_error),
            },
            other => SinkError::Machine {
                action: String::from("take the file"),
                source: io::Error::other(format!("{other:?}")),
            },
        };
        self.state().failure.get_or_insert(problem);
        error
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for StagedOutput {
    fn put(&self, path: SitePath, bytes: Vec<u8>) -> Result<(), SinkError> {
        self.claim(&path).and_then(|place| self.store(&path, place, &bytes)).map_err(|problem| self.fail(problem))
    }

    fn pour(&self, paths: Vec<SitePath>, parts: &mut dyn Iterator<Item = Vec<Vec<u8>>>) -> Result<(), SinkError> {
        poured::pour(self, paths, parts).map_err(|problem| self.fail(problem))
    }

    fn keep(&self, path: &SitePath) -> Result<Option<u64>, SinkError> {
        self.take_over(path).map_err(|problem| self.fail(problem))
    }
}

/// The folders that `path` stands in, the innermost first, without the top.
fn innermost_first(path: &SitePath) -> impl Iterator<Item = &str> {
    let path = path.as_str();
    path.rmatch_indices('/').map(move |(position, _)| &path[..position])
}

impl Before {
    /// Looks at the output folder and refuses one that is neither ours nor empty.
    fn find(folder: &Path, untouched: Option<Untouched>) -> Result<Self, Problem> {
        let (manifest, hash) = read_manifest(folder)?.unzip();
        if let Some(untouched) = untouched.filter(|untouched| hash == Some(untouched.manifest)) {
            return Ok(Self { manifest, files: Found::Untouched(untouched) });
        }
        let listed = manifest.clone().unwrap_or_default();
        let inventory = Inventory::of(folder, &listed)?;
        if manifest.is_none() {
            let stranger = inventory.foreign.into_iter().find(|found| found.path != Path::new(".gitkeep"));
            if let Some(found) = stranger {
                return Err(Problem::NotOurs(found.path));
            }
        }
        Ok(Self { manifest, files: Found::There(inventory.ours) })
    }
}
