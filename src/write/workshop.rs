//! The folder beside the output folder in which a new generation is prepared, one build at a time.
//!
//! ```text
//! .public.minhbach/lock     held as long as a build works here; tells which process
//! .public.minhbach/new/     the generation under construction; after the exchange, the old one
//! .public.minhbach/ready    the identity of the finished new generation, from just before the exchange
//! .public.minhbach/old/     the old generation, where the file system can only rename
//! .public.minhbach/spare/   an older generation that becomes the next one; see `spare`
//! .public.minhbach/difference  in what that one differs from the published one
//! ```
//!
//! The system lets go of the lock when its holder dies, so whoever holds it knows that everything
//! else in here is left over. `ready` tells whether `new/` was already exchanged.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::disk::{Disk, create_if_missing, remove_if_there};
use super::error::{Action, Problem};
use super::generation::{self, identity};
use super::spare::{DIFFERENCE, SPARE};
use super::target::Target;

const LOCK: &str = "lock";
const NEW: &str = "new";
const OLD: &str = "old";
const READY: &str = "ready";

/// The place of work, locked. Dropping it tidies up as far as possible.
pub(super) struct Workshop {
    disk: Arc<dyn Disk>,
    target: Target,
    lock: Option<File>,
}

/// How often a lock that somebody holds is tried again.
const PATIENCE: usize = 20;
/// How long to wait in between.
const PAUSE: Duration = Duration::from_millis(25);

impl Workshop {
    /// Locks the place of work, puts right what a killed build left behind, and starts an empty
    /// generation.
    pub(super) fn open(target: &Target, disk: Arc<dyn Disk>) -> Result<Self, Problem> {
        create_parents(&target.parent, disk.as_ref())?;
        let lock = lock(&target.workshop, disk.as_ref())?;
        let workshop = Self { disk, target: target.clone(), lock: Some(lock) };
        workshop.recover()?;
        let new = workshop.new_generation();
        workshop
            .disk
            .create_folder(&new, 0o755)
            .map_err(|error| Problem::machine(Action::CreateFolder, &new, error))?;
        Ok(workshop)
    }

    /// The folder of the generation under construction.
    pub(super) fn new_generation(&self) -> PathBuf {
        self.target.workshop.join(NEW)
    }

    /// The folder of that name in the place of work.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.target.workshop.join(name)
    }

    pub(super) fn disk(&self) -> &dyn Disk {
        self.disk.as_ref()
    }

    /// Puts the new generation into the place of the old one. Returns where the old one is now, if
    /// there was one.
    pub(super) fn exchange(&self) -> Result<Option<PathBuf>, Problem> {
        let (disk, new, output) = (self.disk.as_ref(), self.new_generation(), &self.target.folder);
        let failed = |error| Problem::machine(Action::Exchange, output, error);
        if !exists(output)? {
            disk.rename(&new, output).map_err(failed)?;
            return Ok(None);
        }
        let ready = self.target.workshop.join(READY);
        disk.create_file(&ready, identity(&new)?.as_bytes())
            .map_err(|error| Problem::machine(Action::WriteFile, &ready, error))?;
        match disk.exchange(&new, output) {
            Ok(()) => return Ok(Some(new)),
            Err(error) if error.kind() == ErrorKind::Unsupported => {}
            Err(error) => return Err(failed(error)),
        }
        let old = self.target.workshop.join(OLD);
        disk.rename(output, &old).map_err(failed)?;
        if let Err(error) = disk.rename(&new, output) {
            // A failure of this renaming too is put right by the next build.
            disk.rename(&old, output).map_err(failed)?;
            return Err(failed(error));
        }
        Ok(Some(old))
    }

    /// Removes everything that is ours and lets the next build in.
    pub(super) fn close(mut self) -> Result<(), Problem> {
        self.tidy()
    }

    /// Puts right what a killed build left behind.
    fn recover(&self) -> Result<(), Problem> {
        let (disk, output) = (self.disk.as_ref(), &self.target.folder);
        let old = self.target.workshop.join(OLD);
        if exists(&old)? && !exists(output)? {
            disk.rename(&old, output).map_err(|error| Problem::machine(Action::Exchange, output, error))?;
        }
        for left_over in [old, self.new_generation()] {
            if exists(&left_over)? {
                let was_published = left_over.ends_with(OLD) || self.was_exchanged()?;
                if !was_published {
                    generation::remove(&left_over, disk)?;
                } else if !generation::retire(&left_over, output, disk)? {
                    return Err(Problem::WorkshopTaken(left_over));
                }
            }
        }
        self.remove_ready()
    }

    /// Whether the generation that was finished last is the published one.
    fn was_exchanged(&self) -> Result<bool, Problem> {
        let ready = self.target.workshop.join(READY);
        match fs::read_to_string(&ready) {
            Ok(finished) => Ok(exists(&self.target.folder)? && finished == identity(&self.target.folder)?),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(Problem::machine(Action::Read, &ready, error)),
        }
    }

    fn remove_ready(&self) -> Result<(), Problem> {
        let ready = self.target.workshop.join(READY);
        remove_if_there(self.disk.as_ref(), &ready).map_err(|error| Problem::machine(Action::Remove, &ready, error))
    }

    fn tidy(&mut self) -> Result<(), Problem> {
        let Some(lock) = self.lock.take() else {
            return Ok(());
        };
        self.recover()?;
        let path = self.target.workshop.join(LOCK);
        self.disk.remove_file(&path).map_err(|error| Problem::machine(Action::Remove, &path, error))?;
        drop(lock);
        match self.disk.remove_folder(&self.target.workshop) {
            // The next build is already in.
            Err(error) if matches!(error.kind(), ErrorKind::DirectoryNotEmpty | ErrorKind::NotFound) => Ok(()),
            Err(error) => Err(Problem::machine(Action::Remove, &self.target.workshop, error)),
            Ok(()) => Ok(()),
        }
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // A failed build is already reporting why; what stays here is removed by the next one.
        self.tidy().ok();
    }
}

/// Creates the folders down to `parent` that are missing.
fn create_parents(parent: &Path, disk: &dyn Disk) -> Result<(), Problem> {
    let missing: Vec<&Path> = parent.ancestors().take_while(|folder| !folder.exists()).collect();
    for folder in missing.into_iter().rev() {
        create_if_missing(disk, folder, 0o755)
            .map_err(|error| Problem::machine(Action::CreateFolder, folder, error))?;
    }
    Ok(())
}

/// Locks the place of work, which it creates if need be.
fn lock(workshop: &Path, disk: &dyn Disk) -> Result<File, Problem> {
    let path = workshop.join(LOCK);
    let mut patience = PATIENCE;
    loop {
        // Private, so that a web server that serves the parent folder does not serve this one.
        create_if_missing(disk, workshop, 0o700)
            .map_err(|error| Problem::machine(Action::CreateFolder, workshop, error))?;
        check_ours(workshop)?;
        let mut file = match OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path) {
            Ok(file) => file,
            // The build before us has just tidied up.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(Problem::machine(Action::Lock, &path, error)),
        };
        match file.try_lock() {
            Ok(()) => {}
            // A build that has just ended may have handed the lock to a process that it was starting.
            Err(TryLockError::WouldBlock) if patience > 0 => {
                patience -= 1;
                thread::sleep(PAUSE);
                continue;
            }
            Err(TryLockError::WouldBlock) => return Err(Problem::Busy(holder(&path))),
            Err(TryLockError::Error(error)) => {
                return Err(Problem::machine(Action::Lock, &path, error));
            }
        }
        // The file may have been removed between opening and locking it: then the lock is worthless.
        if still_there(&file, &path)? {
            note_holder(&mut file).map_err(|error| Problem::machine(Action::Lock, &path, error))?;
            return Ok(file);
        }
    }
}

/// Refuses a folder that has our name but not our lock in it.
fn check_ours(workshop: &Path) -> Result<(), Problem> {
    let names = match list(workshop) {
        Ok(names) => names,
        // The build before us has just tidied up.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(Problem::WorkshopTaken(workshop.to_owned()));
        }
        Err(error) => return Err(Problem::machine(Action::Inspect, workshop, error)),
    };
    let ours = names.iter().all(|name| [LOCK, NEW, OLD, READY, SPARE, DIFFERENCE].iter().any(|known| name == known));
    let marked = names.is_empty() || names.iter().any(|name| [LOCK, SPARE, DIFFERENCE].iter().any(|mark| name == mark));
    if ours && marked { Ok(()) } else { Err(Problem::WorkshopTaken(workshop.to_owned())) }
}

/// The names in a folder; a symbolic link to a folder is no folder.
fn list(folder: &Path) -> io::Result<Vec<OsString>> {
    if !fs::symlink_metadata(folder)?.is_dir() {
        return Err(io::Error::from(ErrorKind::NotADirectory));
    }
    fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect()
}

/// Always as long as before: a file that was emptied first is put onto the medium when it is closed,
/// which takes longer than a small build.
fn note_holder(file: &mut File) -> io::Result<()> {
    writeln!(file, "{:>10}", std::process::id())
}

fn holder(lock: &Path) -> Option<u32> {
    fs::read_to_string(lock).ok()?.trim().parse().ok()
}

#[cfg(unix)]
fn still_there(file: &File, path: &Path) -> Result<bool, Problem> {
    use std::os::unix::fs::MetadataExt;
    let failed = |error| Problem::machine(Action::Lock, path, error);
    let locked = file.metadata().map_err(failed)?;
    match fs::symlink_metadata(path) {
        Ok(there) => Ok((there.dev(), there.ino()) == (locked.dev(), locked.ino())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(failed(error)),
    }
}

#[cfg(not(unix))]
fn still_there(_file: &File, _path: &Path) -> Result<bool, Problem> {
    Ok(true)
}

fn exists(path: &Path) -> Result<bool, Problem> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Problem::machine(Action::Inspect, path, error)),
    }
}
