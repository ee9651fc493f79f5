//! The sink of a build that publishes: files stream into a new generation beside the output folder.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::disk::{Disk, MachineDisk, create_if_missing};
use super::error::{Action, Problem, WriteError};
use super::generation::{Inventory, has_bytes, is_open_to_everyone, read_manifest};
use super::manifest::{MANIFEST_NAME, Manifest, Stamp, Writer, ancestors};
use super::poured;
use super::publish::{self, Published};
use super::spare;
use super::taken::{Place, Taken};
use super::target::Target;
use super::untouched::Untouched;
use super::workshop::Workshop;
use crate::base::output::{Part, Sink, SinkError, SitePath};

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
}

/// The published generation as it was found.
pub(super) enum Before {
    /// Each file as the manifest says, and what others have put there as it was.
    Untouched(Untouched),
    /// Seen at that time, with this manifest, if any, and these of its files; what is in them may have changed.
    Seen(SystemTime, Option<Manifest>, BTreeSet<SitePath>),
}

/// What the new generation starts from.
#[derive(Clone)]
pub(super) enum Start {
    /// An empty folder.
    Empty,
    /// A generation that has every published file but these.
    Spare(Arc<BTreeSet<SitePath>>),
}

#[derive(Default)]
struct State {
    /// Every path taken so far, and the folders that exist in the new generation.
    taken: Taken,
    /// Files of the published generation that are taken over, by their numbers; empty before the first.
    kept: Vec<bool>,
    /// Paths that were written although the old manifest promises the same bytes.
    disturbed: BTreeSet<SitePath>,
    failure: Option<Problem>,
}

thread_local! {
    /// Where the files ended that were asked for last, folder by folder: mostly those that are asked for next begin there.
    static ENDS: Cell<Vec<usize>> = const { Cell::new(Vec::new()) };
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
        Ok(Self { disk, target, workshop, before, state: Mutex::default(), start: Mutex::default() })
    }

    /// Whether every published file is known to be what its manifest says.
    #[must_use]
    pub const fn is_untouched(&self) -> bool {
        self.untouched().is_some()
    }

    pub(super) const fn untouched(&self) -> Option<&Untouched> {
        match &self.before {
            Before::Untouched(untouched) => Some(untouched),
            Before::Seen(..) => None,
        }
    }

    /// The manifest of the published generation.
    pub(super) const fn published_manifest(&self) -> Option<&Manifest> {
        match &self.before {
            Before::Untouched(untouched) => Some(&untouched.manifest),
            Before::Seen(_, manifest, _) => manifest.as_ref(),
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
        let State { taken, kept, disturbed, failure } = state;
        let manifest = match failure {
            Some(failure) => Err(failure),
            None => manifest(self.published_manifest(), &kept, taken),
        };
        drop(kept);
        manifest
            .and_then(|manifest| publish::publish(self, &manifest, &disturbed))
            .map_err(|problem| problem.at(&folder))
    }

    /// Takes `path` for one file, or tells that it is taken.
    pub(super) fn claim(&self, path: &SitePath) -> Result<Place, Problem> {
        let place = if path.as_str() == MANIFEST_NAME { None } else { self.state().taken.claim(path) };
        place.ok_or_else(|| Problem::Collision(path.clone()))
    }

    /// Stores one file, unless the published generation already has it.
    fn store(&self, path: &SitePath, place: Place, bytes: &[u8]) -> Result<(), Problem> {
        let stamp = Stamp::of(bytes);
        let is_published = self.promised(path) == Some(stamp) && self.is_published(path, bytes);
        if !is_published {
            let file = self.prepare(path)?;
            self.disk.create_file(&file, bytes).map_err(|error| Problem::machine(Action::WriteFile, &file, error))?;
        }
        self.note(path, place, stamp, is_published);
        Ok(())
    }

    /// Takes over the published file at `path`, when there is one and it is as its manifest says.
    fn take_over(&self, path: &SitePath) -> Result<Option<u64>, Problem> {
        let found = self.published_manifest().and_then(|manifest| Some((manifest, manifest.find(path.as_str())?)));
        let Some((manifest, number)) = found else { return Ok(None) };
        if !self.is_untouched() {
            let bytes = fs::read(self.target.folder.join(path.as_str())).unwrap_or_default();
            if Stamp::of(&bytes) != manifest.line(number).stamp() || !self.is_published(path, &bytes) {
                return Ok(None);
            }
        }
        self.state().keep(manifest, number)?;
        Ok(Some(manifest.line(number).size_bytes()))
    }

    /// Takes over the `count` published files whose paths begin with one of `folders` and end with `ending`.
    fn take_over_below(&self, folders: &[String], ending: &str, count: usize) -> Result<Option<u64>, Problem> {
        let Some(Untouched { manifest, .. }) = self.untouched() else { return Ok(None) };
        let (mut numbers, mut size_bytes) = (Vec::with_capacity(count), 0);
        let mut ends = ENDS.take();
        ends.resize(ends.len().max(folders.len()), 0);
        for (folder, end) in folders.iter().zip(&mut ends) {
            let below = manifest.below_near(folder, *end);
            *end = below.end;
            let lines = below.map(|number| (number, manifest.line(number)));
            for (number, line) in lines.filter(|(_, line)| line.path().ends_with(ending)) {
                numbers.push(number);
                size_bytes += line.size_bytes();
            }
        }
        ENDS.set(ends);
        if numbers.len() != count {
            return Ok(None);
        }
        let mut state = self.state();
        numbers.iter().try_for_each(|number| state.keep(manifest, *number))?;
        Ok(Some(size_bytes))
    }

    /// Whether the published file really has these bytes. One that cannot be read is made anew.
    fn is_published(&self, path: &SitePath, bytes: &[u8]) -> bool {
        let file = self.target.folder.join(path.as_str());
        self.is_untouched() || self.is_there(path) && has_bytes(&file, &[bytes]).unwrap_or(false)
    }

    /// Whether there is a published file at `path` that may be taken over.
    pub(super) fn is_there(&self, path: &SitePath) -> bool {
        let file = self.target.folder.join(path.as_str());
        let Before::Seen(_, _, files) = &self.before else { return true };
        files.contains(path)
            && fs::symlink_metadata(&file).is_ok_and(|about| about.is_file() && is_open_to_everyone(&about))
    }

    /// Where the published file at `path` is.
    pub(super) fn published(&self, path: &SitePath) -> PathBuf {
        self.target.folder.join(path.as_str())
    }

    /// What the manifest of the published generation says of the file at `path`.
    pub(super) fn promised(&self, path: &SitePath) -> Option<Stamp> {
        self.published_manifest()?.get(path)
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
        let is_disturbed = !is_published && self.promised(path) == Some(stamp);
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
        let spare = self.workshop.take_spare(self.untouched().map(|untouched| untouched.hash))?;
        Ok(start.insert(spare.map_or(Start::Empty, |differing| Start::Spare(Arc::new(differing)))).clone())
    }

    /// Removes what the new generation started with and that is in the way of `path`.
    fn make_room(&self, path: &SitePath) -> Result<(), Problem> {
        let new = self.workshop.new_generation();
        let file = new.join(path.as_str());
        let above = innermost_first(path).map(|folder| new.join(folder)).filter(|folder| folder.is_file());
        above.chain([file.clone()]).try_for_each(|file| spare::clear(self.disk.as_ref(), &file))
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

    fn pour(&self, paths: Vec<SitePath>, parts: &mut dyn Iterator<Item = Part>) -> Result<(), SinkError> {
        poured::pour(self, paths, parts).map_err(|problem| self.fail(problem))
    }

    fn keep(&self, path: &SitePath) -> Result<Option<u64>, SinkError> {
        self.take_over(path).map_err(|problem| self.fail(problem))
    }

    fn keep_below(&self, folders: &[String], ending: &str, count: usize) -> Result<Option<u64>, SinkError> {
        self.take_over_below(folders, ending, count).map_err(|problem| self.fail(problem))
    }
}

impl State {
    /// Takes over the file with that number.
    fn keep(&mut self, manifest: &Manifest, number: usize) -> Result<(), Problem> {
        self.kept.resize(manifest.len(), false);
        if std::mem::replace(&mut self.kept[number], true) {
            return Err(Problem::Collision(manifest.line(number).site_path()));
        }
        Ok(())
    }
}

/// The manifest of a generation: what is kept of the one before, and what was taken.
fn manifest(before: Option<&Manifest>, kept: &[bool], taken: Taken) -> Result<Manifest, Problem> {
    let none = Manifest::default();
    let before = before.unwrap_or(&none);
    let is_kept = |number: usize| kept.get(number).copied().unwrap_or_default();
    let (mut writer, mut collision, mut next) = (Writer::new(), None, 0);
    let mut keep_before = |writer: &mut Writer, end: usize| {
        for run in kept[next.min(kept.len())..end.min(kept.len())].chunk_by(|one, other| one == other) {
            if run[0] {
                writer.lines(before, next..next + run.len());
            }
            next += run.len();
        }
    };
    taken.each(|path, stamp| {
        keep_before(&mut writer, before.before(path));
        let stands_in = |file: &str| before.find(file).is_some_and(is_kept);
        let is_folder = || before.below(&format!("{path}/")).any(is_kept);
        if !kept.is_empty() && (ancestors(path).chain([path]).any(stands_in) || is_folder()) {
            collision.get_or_insert_with(|| path.to_owned());
        }
        writer.file(path, stamp);
    });
    keep_before(&mut writer, before.len());
    match collision.map(|path| SitePath::parse(&path)) {
        Some(Ok(path)) => Err(Problem::Collision(path)),
        _ => Ok(writer.finish()),
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
        let seen = SystemTime::now();
        if let Some(untouched) = untouched
            && untouched.is_manifest_settled(folder)
        {
            return Ok(Self::Untouched(untouched));
        }
        let manifest = read_manifest(folder)?;
        let none = Manifest::default();
        let inventory = Inventory::of(folder, manifest.as_ref().unwrap_or(&none))?;
        if manifest.is_none() {
            let stranger = inventory.foreign.into_iter().find(|found| found.path != Path::new(".gitkeep"));
            if let Some(found) = stranger {
                return Err(Problem::NotOurs(found.path));
            }
        }
        Ok(Self::Seen(seen, manifest, inventory.ours))
    }
}
