//! The generation that was published before the present one, kept to become the next: publishing then costs as much as
//! has changed, and not as much as there is.
//!
//! A spare generation is known by a list beside it: in which files it differs from the generation with a certain
//! manifest. Everything else in it is a second name of the very file that is published: nobody had touched it when the
//! build began, and nobody has until it was put by; from then on it lies in a folder that nobody else may enter. One
//! that is not known is removed.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use blake3::Hash;
use serde::{Deserialize, Serialize};

use super::disk::{Disk, remove_if_there};
use super::error::{Action, Problem};
use super::generation::{self, identity};
use super::manifest::Manifest;
use super::plan::Plan;
use super::untouched::Untouched;
use super::workshop::Workshop;
use crate::base::output::SitePath;

/// Folder of the spare generation.
pub(super) const SPARE: &str = "spare";
/// The list of its differences.
pub(super) const DIFFERENCE: &str = "difference";

#[derive(Serialize, Deserialize)]
struct Difference {
    /// Which folder it is about.
    identity: String,
    /// The manifest of the generation from which it differs.
    manifest: String,
    paths: Vec<String>,
}

impl Workshop {
    /// Makes the spare generation the one under construction and removes from it what differs from the published one,
    /// whose manifest has this hash; tells what that is. `None` when there is no spare generation for that manifest:
    /// the one under construction is empty then, and whatever was spare is gone.
    pub(super) fn take_spare(&self, manifest: Option<Hash>) -> Result<Option<BTreeSet<SitePath>>, Problem> {
        let (disk, spare, new) = (self.disk(), self.path(SPARE), self.new_generation());
        let list = self.path(DIFFERENCE);
        let differing = manifest.and_then(|manifest| differing(&list, &spare, manifest));
        if list.exists() {
            disk.remove_file(&list).map_err(|error| Problem::machine(Action::Remove, &list, error))?;
        }
        let Some(differing) = differing else {
            generation::remove(&spare, disk)?;
            return Ok(None);
        };
        disk.remove_folder(&new).map_err(|error| Problem::machine(Action::Remove, &new, error))?;
        disk.rename(&spare, &new).map_err(|error| Problem::machine(Action::CreateFolder, &new, error))?;
        for path in &differing {
            remove(disk, &new, path)?;
        }
        Ok(Some(differing))
    }

    /// Puts the generation by that was published until now and tells whether it did: not when somebody has changed
    /// one of its folders since it settled. `plan` led from there to the manifest `new` with this `hash`.
    pub(super) fn put_by(
        &self,
        untouched: &Untouched,
        new: &Manifest,
        plan: &Plan,
        hash: Hash,
    ) -> Result<bool, Problem> {
        let (disk, retired, spare) = (self.disk(), self.new_generation(), self.path(SPARE));
        if !untouched.are_folders_settled(&retired).unwrap_or(false) {
            return Ok(false);
        }
        let ours = plan.create.iter().chain(&plan.replace).map(|number| new.line(*number as usize));
        let theirs = plan.delete.iter().map(|number| untouched.manifest.line(*number as usize));
        let paths = ours.chain(theirs).map(|line| line.path().into_owned());
        let difference =
            Difference { identity: identity(&retired)?, manifest: hash.to_hex().to_string(), paths: paths.collect() };
        let text = serde_json::to_string(&difference).expect("a list of texts is written to memory");
        let list = self.path(DIFFERENCE);
        remove_if_there(disk, &list).map_err(|error| Problem::machine(Action::Remove, &list, error))?;
        disk.create_file(&list, text.as_bytes()).map_err(|error| Problem::machine(Action::WriteFile, &list, error))?;
        disk.rename(&retired, &spare).map_err(|error| Problem::machine(Action::CreateFolder, &spare, error))?;
        Ok(true)
    }
}

/// In what the spare generation differs from the one with `manifest`, as far as that is known.
fn differing(list: &Path, spare: &Path, manifest: Hash) -> Option<BTreeSet<SitePath>> {
    let difference: Difference = serde_json::from_slice(&fs::read(list).ok()?).ok()?;
    let is_it = difference.identity == identity(spare).ok()? && difference.manifest == manifest.to_hex().as_str();
    if !is_it {
        return None;
    }
    difference.paths.iter().map(|path| SitePath::parse(path).ok()).collect()
}

/// Removes the file at `path` in `generation`, if there is one, and the folders that it leaves empty. A folder that
/// stands there is another matter.
pub(super) fn remove(disk: &dyn Disk, generation: &Path, path: &SitePath) -> Result<(), Problem> {
    let file = generation.join(path.as_str());
    match disk.remove_file(&file) {
        Ok(()) => {}
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
        Err(_) if file.is_dir() => return Ok(()),
        Err(error) => return Err(Problem::machine(Action::Remove, &file, error)),
    }
    for folder in file.ancestors().skip(1).take_while(|folder| *folder != generation) {
        match disk.remove_folder(folder) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) if matches!(error.kind(), ErrorKind::DirectoryNotEmpty | ErrorKind::NotADirectory) => break,
            Err(error) => return Err(Problem::machine(Action::Remove, folder, error)),
        }
    }
    Ok(())
}

/// Removes the file of a generation, or the folder in its place with all that is in it; if there is one.
pub(super) fn clear(disk: &dyn Disk, file: &Path) -> Result<(), Problem> {
    match disk.remove_file(file) {
        Ok(()) => Ok(()),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(()),
        Err(_) if file.is_dir() => generation::remove(file, disk),
        Err(error) => Err(Problem::machine(Action::Remove, file, error)),
    }
}
