//! The last step: what stays is taken over, then the new generation takes the old one's place.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::disk::{Disk, create_if_missing, remove_if_there};
use super::error::{Action, Problem};
use super::generation::{Foreign, Inventory, has_bytes, mode};
use super::manifest::{MANIFEST_NAME, Manifest, ancestors};
use super::plan::{Plan, plan};
use super::spare;
use super::staged::{StagedOutput, Start};
use super::state::State;
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
    /// What of the folder's state has changed, where everything else is known to be as it was.
    pub shift: Option<Shift>,
    /// Where the old generation still is because it could not be removed. The next build tries again.
    pub left_over: Option<PathBuf>,
}

/// What of the state of the published folder a build has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shift {
    /// The state of these entries before the build.
    pub(super) before: State,
    /// Files and folders that came, went, were replaced, or got another name.
    pub(super) entries: Vec<String>,
}

impl Shift {
    /// That of a build that starts from a generation that lacks only `differing`, before anything is taken over.
    /// `replaced` is what the state of the replaced files was.
    fn of(folder: &Path, plan: &Plan, differing: &BTreeSet<SitePath>, replaced: State) -> io::Result<Self> {
        let mut entries = BTreeSet::from([MANIFEST_NAME]);
        for path in plan.create.iter().chain(&plan.delete) {
            entries.extend(ancestors(path));
            entries.insert(path.as_str());
        }
        entries.extend(differing.iter().map(SitePath::as_str));
        let new = plan.replace.iter().map(SitePath::as_str).collect::<BTreeSet<_>>();
        let named = |entries: &mut dyn Iterator<Item = &str>| entries.map(str::to_owned).collect::<Vec<_>>();
        let touched = named(&mut entries.difference(&new).copied());
        let before = State::of_entries(folder, &touched)?.with(replaced);
        Ok(Self { before, entries: named(&mut entries.union(&new).copied()) })
    }
}

pub(super) fn publish(
    staged: StagedOutput,
    manifest: &Manifest,
    disturbed: &BTreeSet<SitePath>,
) -> Result<Published, Problem> {
    let old = staged.before.manifest.clone().unwrap_or_default();
    let plan = plan(&old, manifest, disturbed);
    let folder = staged.target.folder.clone();
    let foreign = if staged.is_untouched() { Vec::new() } else { Inventory::of(&folder, &old)?.foreign };
    let carried = check_foreign(foreign, manifest)?;
    let mut published = Published {
        foreign: carried.len(),
        size_bytes: manifest.files().map(|(_, stamp)| stamp.size_bytes).sum(),
        exchanged: false,
        shift: staged.untouched().map(|_| Shift::default()),
        left_over: None,
        plan,
        folder,
    };
    if !published.plan.changes_nothing() || !is_current(&published.folder, manifest)? {
        let start = staged.start()?;
        let shift = match &start {
            Start::Empty => None,
            Start::Spare(differing) => staged
                .replaced()
                .and_then(|replaced| Shift::of(&published.folder, &published.plan, differing, replaced).ok()),
        };
        take_over(&staged, &start, &published.plan, &carried)?;
        let hash = write_manifest(&staged, manifest)?;
        if staged.before.manifest.is_some() {
            flush(&staged)?;
        }
        let retired = staged.workshop.exchange()?;
        (published.exchanged, published.shift) = (true, None);
        if let Some(untouched) = staged.untouched().filter(|_| retired == Some(staged.workshop.new_generation())) {
            // What cannot be put by is retired, and that changes the times of what it shares with the published one.
            let is_put_by = staged.workshop.put_by(&old, &published.plan, hash, untouched.looked);
            published.shift = shift.filter(|_| is_put_by.unwrap_or(false));
        }
    }
    let workshop = staged.target.workshop;
    if staged.workshop.close().is_err() {
        published.left_over = Some(workshop);
    }
    Ok(published)
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
    match has_bytes(&path, manifest.print().as_bytes()) {
        Ok(same) => Ok(same),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Problem::machine(Action::Read, &path, error)),
    }
}

/// Gives the new generation what the old one has and it lacks.
fn take_over(staged: &StagedOutput, start: &Start, plan: &Plan, foreign: &[Foreign]) -> Result<(), Problem> {
    let (disk, folder, new) = (staged.disk.as_ref(), &staged.target.folder, staged.workshop.new_generation());
    let differing = match start {
        Start::Empty => None,
        Start::Spare(differing) => Some(differing),
    };
    if differing.is_some() {
        for path in &plan.delete {
            spare::remove(disk, &new, path)?;
        }
    }
    for path in plan.keep.iter().filter(|path| differing.as_ref().is_none_or(|differing| differing.contains(*path))) {
        staged.create_folders(path)?;
        second_name(disk, &folder.join(path.as_str()), &new.join(path.as_str()))?;
    }
    for found in foreign {
        let (from, to) = (folder.join(&found.path), new.join(&found.path));
        create_parents(disk, &new, &found.path)?;
        if found.about.is_dir() {
            create_if_missing(disk, &to, mode(&found.about))
                .map_err(|error| Problem::machine(Action::CarryOver, &from, error))?;
        } else {
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

/// Writes the manifest, and tells its hash.
fn write_manifest(staged: &StagedOutput, manifest: &Manifest) -> Result<blake3::Hash, Problem> {
    let (disk, path) = (staged.disk.as_ref(), staged.workshop.new_generation().join(MANIFEST_NAME));
    remove_if_there(disk, &path).map_err(|error| Problem::machine(Action::Remove, &path, error))?;
    let mut hasher = blake3::Hasher::new();
    for (number, part) in manifest.parts().enumerate() {
        let bytes = part.as_bytes();
        let written = if number == 0 { disk.create_file(&path, bytes) } else { disk.append(&path, bytes) };
        written.map_err(|error| Problem::machine(Action::WriteFile, &path, error))?;
        hasher.update(bytes);
    }
    Ok(hasher.finalize())
}

/// A power cut right after the exchange must not leave empty files where full ones were.
fn flush(staged: &StagedOutput) -> Result<(), Problem> {
    let new = staged.workshop.new_generation();
    staged.disk.flush(&new).map_err(|error| Problem::machine(Action::Flush, &new, error))
}
