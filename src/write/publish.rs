//! The last step: what stays is taken over, then the new generation takes the old one's place.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use blake3::Hash;

use super::disk::{Disk, create_if_missing, remove_if_there};
use super::error::{Action, Problem};
use super::generation::{Foreign, Inventory, has_bytes, mode};
use super::manifest::{Line, MANIFEST_NAME, Manifest, ancestors};
use super::plan::{Plan, plan};
use super::spare;
use super::staged::{Before, StagedOutput, Start};
use super::untouched::{Settled, TICK, has_our_clock};
use crate::base::output::SitePath;

/// What publishing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The output folder, with all links resolved.
    pub folder: PathBuf,
    /// What became of each file.
    pub plan: Plan,
    /// Number of files, links and folders that we did not write and that stay.
    pub foreign: usize,
    /// Length of all files of the site together, without the manifest.
    pub size_bytes: u64,
    /// Whether the folder was exchanged; `false` when it already was what it should be.
    pub exchanged: bool,
    /// The hash of its manifest.
    pub manifest: Hash,
    /// Since when the folder is as it is; `None` when that cannot be said for certain.
    pub settled: Option<Settled>,
    /// Where the old generation still is because it could not be removed. The next build tries again.
    pub left_over: Option<PathBuf>,
}

pub(super) fn publish(
    staged: StagedOutput,
    manifest: &Manifest,
    disturbed: &BTreeSet<SitePath>,
) -> Result<Published, Problem> {
    let none = Manifest::default();
    let old = staged.published_manifest().unwrap_or(&none);
    let (plan, size_bytes) =
        rayon::join(|| plan(old, manifest, disturbed), || manifest.lines().map(Line::size_bytes).sum());
    let folder = staged.target.folder.clone();
    let foreign = match &staged.before {
        Before::Untouched(untouched) => known_foreign(&folder, &untouched.settled.foreign)?,
        Before::Seen(..) => Inventory::of(&folder, old)?.foreign,
    };
    let carried = if foreign.is_empty() { foreign } else { check_foreign(foreign, manifest)? };
    let stays = plan.changes_nothing() && is_current(&folder, manifest)?;
    let (hash, mut settled) = if stays {
        let settled = match &staged.before {
            Before::Untouched(untouched) => Some(untouched.settled.clone()),
            Before::Seen(seen, ..) => Settled::since(*seen - TICK, &carried, manifest),
        };
        (manifest.hash(), settled)
    } else {
        let start = staged.start()?;
        take_over(&staged, &start, (old, manifest), &plan, &carried)?;
        let written = SystemTime::now();
        write_manifest(&staged, manifest)?;
        let complete = SystemTime::now();
        let has_our_clock = has_our_clock(&staged.workshop.new_generation(), written);
        let flush = || if staged.published_manifest().is_some() { flush(&staged) } else { Ok(()) };
        let (hash, flushed) = rayon::join(|| manifest.hash(), flush);
        flushed?;
        // What others change after the exchange has a later time.
        std::thread::sleep((complete + TICK).duration_since(SystemTime::now()).unwrap_or_default());
        let retired = staged.workshop.exchange()?;
        if let Some(untouched) = staged.untouched().filter(|_| retired == Some(staged.workshop.new_generation())) {
            // What cannot be put by is retired.
            staged.workshop.put_by(untouched, manifest, &plan, hash).ok();
        }
        (hash, Settled::since(complete, &carried, manifest).filter(|_| has_our_clock))
    };
    let workshop = staged.target.workshop;
    let left_over = staged.workshop.close().is_err().then_some(workshop);
    if !stays && let Some(settled) = &mut settled {
        // Files that stay have lost or won a name.
        settled.files = SystemTime::now();
    }
    Ok(Published {
        folder,
        plan,
        foreign: carried.len(),
        size_bytes,
        exchanged: !stays,
        manifest: hash,
        settled: settled.filter(|_| left_over.is_none()),
        left_over,
    })
}

impl Settled {
    /// Since `time` nothing has changed in a generation with this manifest, and `carried` is what others have in it.
    fn since(time: SystemTime, carried: &[Foreign], manifest: &Manifest) -> Option<Self> {
        let folders = if carried.is_empty() { BTreeSet::new() } else { manifest.folders() };
        let mut foreign = BTreeSet::new();
        for found in carried {
            let path = found.path.to_str()?;
            foreign.extend(ancestors(path).filter(|folder| !folders.contains(*folder)).map(str::to_owned));
            foreign.insert(path.to_owned());
        }
        Some(Self { files: time, folders: time, foreign: foreign.into_iter().collect() })
    }
}

/// What others have put into `folder`, where it is known to be these things, folders first.
fn known_foreign(folder: &Path, paths: &[String]) -> Result<Vec<Foreign>, Problem> {
    let look = |path: &String| {
        let place = folder.join(path);
        let about = fs::symlink_metadata(&place).map_err(|error| Problem::machine(Action::Inspect, &place, error))?;
        Ok(Foreign { path: PathBuf::from(path), about })
    };
    paths.iter().map(look).collect()
}

/// The foreign things to take over. Refuses those that stand where the site wants something else.
///
/// Even one with the bytes that the site wants: once taken for ours, it would be deleted one day.
fn check_foreign(foreign: Vec<Foreign>, manifest: &Manifest) -> Result<Vec<Foreign>, Problem> {
    let our_folders = manifest.folders();
    let wanted = |path: &Path| manifest.get(&SitePath::parse(path.to_str()?).ok()?);
    let mut carried = Vec::new();
    for found in foreign {
        let is_our_folder = found.path.to_str().is_some_and(|path| our_folders.contains(path));
        let below_a_file = found.path.ancestors().skip(1).any(|parent| wanted(parent).is_some());
        match wanted(&found.path) {
            None if found.about.is_dir() && is_our_folder => {}
            None if !is_our_folder && !below_a_file => carried.push(found),
            _ => return Err(Problem::ForeignInTheWay(found.path)),
        }
    }
    Ok(carried)
}

/// Whether the published manifest is, to the byte, the one that would be written.
fn is_current(folder: &Path, manifest: &Manifest) -> Result<bool, Problem> {
    let path = folder.join(MANIFEST_NAME);
    match has_bytes(&path, &manifest.print().map(str::as_bytes).collect::<Vec<_>>()) {
        Ok(same) => Ok(same),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Problem::machine(Action::Read, &path, error)),
    }
}

/// Gives the new generation what the old one has and it lacks.
fn take_over(
    staged: &StagedOutput,
    start: &Start,
    (old, manifest): (&Manifest, &Manifest),
    plan: &Plan,
    foreign: &[Foreign],
) -> Result<(), Problem> {
    let (disk, folder, new) = (staged.disk.as_ref(), &staged.target.folder, staged.workshop.new_generation());
    let carry = |path: &SitePath| {
        staged.create_folders(path)?;
        second_name(disk, &folder.join(path.as_str()), &new.join(path.as_str()))
    };
    match start {
        Start::Empty if plan.kept == 0 => {}
        Start::Empty => {
            let kept = (0..manifest.len()).filter(|number| plan.keeps(*number));
            kept.map(|number| manifest.line(number).site_path()).try_for_each(|path| carry(&path))?;
        }
        Start::Spare(differing) => {
            plan.delete
                .iter()
                .try_for_each(|number| spare::remove(disk, &new, &old.line(*number as usize).site_path()))?;
            let is_kept = |path: &&SitePath| manifest.find(path.as_str()).is_some_and(|number| plan.keeps(number));
            differing.iter().filter(is_kept).try_for_each(carry)?;
        }
    }
    for found in foreign {
        let (from, to) = (folder.join(&found.path), new.join(&found.path));
        create_parents(disk, &new, &found.path)?;
        if found.about.is_dir() {
            create_if_missing(disk, &to, mode(&found.about))
                .map_err(|error| Problem::machine(Action::CarryOver, &from, error))?;
        } else {
            if matches!(start, Start::Spare(_)) {
                // It may be a copy, and out of date.
                remove_if_there(disk, &to).map_err(|error| Problem::machine(Action::Remove, &to, error))?;
            }
            second_name(disk, &from, &to)?;
        }
    }
    Ok(())
}

/// Folders of ours that stay only because something foreign is in them.
fn create_parents(disk: &dyn Disk, new: &Path, path: &Path) -> Result<(), Problem> {
    let missing: Vec<PathBuf> =
        path.ancestors().skip(1).map(|parent| new.join(parent)).take_while(|folder| !folder.exists()).collect();
    for folder in missing.iter().rev() {
        disk.create_folder(folder, 0o755).map_err(|error| Problem::machine(Action::CreateFolder, folder, error))?;
    }
    Ok(())
}

/// Gives a file a second name; where that is impossible, makes a copy with the same time.
fn second_name(disk: &dyn Disk, existing: &Path, new: &Path) -> Result<(), Problem> {
    let carried = disk.link(existing, new).or_else(|error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Err(error),
        _ => disk.copy(existing, new),
    });
    carried.map_err(|error| Problem::machine(Action::CarryOver, existing, error))
}

fn write_manifest(staged: &StagedOutput, manifest: &Manifest) -> Result<(), Problem> {
    let (disk, path) = (staged.disk.as_ref(), staged.workshop.new_generation().join(MANIFEST_NAME));
    remove_if_there(disk, &path).map_err(|error| Problem::machine(Action::Remove, &path, error))?;
    let mut parts = manifest.print().map(str::as_bytes);
    let written = disk.create_file(&path, parts.next().unwrap_or_default());
    let written = written.and_then(|()| parts.try_for_each(|part| disk.append(&path, part)));
    written.map_err(|error| Problem::machine(Action::WriteFile, &path, error))
}

/// A power cut right after the exchange must not leave empty files where full ones were.
fn flush(staged: &StagedOutput) -> Result<(), Problem> {
    let new = staged.workshop.new_generation();
    staged.disk.flush(&new).map_err(|error| Problem::machine(Action::Flush, &new, error))
}
