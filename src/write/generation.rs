//! One generation of the output folder on the disk: what is in it, and how it is removed without
//! losing anything that is not ours.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::disk::{Disk, create_if_missing, remove_if_there};
use super::error::{Action, Problem};
use super::manifest::{MANIFEST_NAME, Manifest, ManifestError};
use crate::base::output::SitePath;

/// What is in an output folder.
#[derive(Debug, Default)]
pub(super) struct Inventory {
    /// Regular files that the manifest lists.
    pub(super) ours: BTreeSet<SitePath>,
    /// Everything else, folders before what is in them.
    pub(super) foreign: Vec<Foreign>,
}

/// Something in an output folder that we did not write.
#[derive(Debug)]
pub(super) struct Foreign {
    /// Its path inside the output folder.
    pub(super) path: PathBuf,
    /// What it is.
    pub(super) about: Metadata,
}

impl Inventory {
    /// Looks through `folder`, which may be missing.
    pub(super) fn of(folder: &Path, manifest: &Manifest) -> Result<Self, Problem> {
        let our_folders = manifest.folders();
        let mut inventory = Self::default();
        for entry in walk(folder, WalkDir::new(folder).min_depth(1).sort_by_file_name())? {
            let about = metadata(&entry)?;
            let path = inside(folder, &entry);
            match whose(&path, &about, manifest) {
                Whose::Ours(path) => {
                    inventory.ours.insert(path);
                }
                Whose::TheManifest => {}
                Whose::Foreign => {
                    let of_ours = about.is_dir() && path.to_str().is_some_and(|path| our_folders.contains(path));
                    if !of_ours {
                        inventory.foreign.push(Foreign { path, about });
                    }
                }
            }
        }
        Ok(inventory)
    }
}

enum Whose {
    Ours(SitePath),
    TheManifest,
    Foreign,
}

/// Who wrote what stands at `path`. Ours are regular files only: where somebody put something else
/// in the place of a file of ours, it is theirs.
fn whose(path: &Path, about: &Metadata, manifest: &Manifest) -> Whose {
    if !about.is_file() {
        return Whose::Foreign;
    }
    match path.to_str() {
        Some(MANIFEST_NAME) => Whose::TheManifest,
        Some(text) => match SitePath::parse(text) {
            Ok(path) if manifest.get(&path).is_some() => Whose::Ours(path),
            _ => Whose::Foreign,
        },
        None => Whose::Foreign,
    }
}

/// The manifest of `folder`; nothing when there is none.
pub(super) fn read_manifest(folder: &Path) -> Result<Option<Manifest>, Problem> {
    let path = folder.join(MANIFEST_NAME);
    let failed = |error| Problem::machine(Action::Read, &path, error);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    if let Some(manifest) = Manifest::as_written(BufReader::new(file)) {
        return Ok(Some(manifest));
    }
    let text = String::from_utf8(fs::read(&path).map_err(failed)?);
    let text = text.map_err(|error| Problem::DamagedManifest(error.to_string()))?;
    match Manifest::parse(&text) {
        Ok(manifest) => Ok(Some(manifest)),
        Err(ManifestError::Newer(program)) => Err(Problem::NewerManifest(program)),
        Err(ManifestError::Damaged(why)) => Err(Problem::DamagedManifest(why)),
    }
}

/// Removes a generation that never was published: everything in it is ours or a second name.
pub(super) fn remove(generation: &Path, disk: &dyn Disk) -> Result<(), Problem> {
    for entry in walk(generation, WalkDir::new(generation).contents_first(true))? {
        let removed =
            if metadata(&entry)?.is_dir() { disk.remove_folder(entry.path()) } else { disk.remove_file(entry.path()) };
        removed.map_err(|error| Problem::machine(Action::Remove, entry.path(), error))?;
    }
    Ok(())
}

/// Removes a generation that was published before `published` took its place.
///
/// Our files go. What is not ours was taken over before the exchange and so loses a name only; what
/// came too late for that is moved after it. Returns whether the generation is gone: it is not when
/// something that is not ours has no place in `published`, and then stays where it is.
pub(super) fn retire(generation: &Path, published: &Path, disk: &dyn Disk) -> Result<bool, Problem> {
    let named = |folder| Ok(read_manifest(folder)?.unwrap_or_default());
    let (manifest, newer) = (named(generation)?, named(published)?);
    let mut gone = true;
    for entry in walk(generation, WalkDir::new(generation).min_depth(1).contents_first(true))? {
        let about = metadata(&entry)?;
        let path = inside(generation, &entry);
        let failed = |error| Problem::machine(Action::Remove, entry.path(), error);
        match whose(&path, &about, &manifest) {
            // Removed last: it tells ours from theirs, should this be interrupted.
            Whose::TheManifest => {}
            Whose::Ours(_) => disk.remove_file(entry.path()).map_err(failed)?,
            Whose::Foreign if about.is_dir() => match disk.remove_folder(entry.path()) {
                Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => gone = false,
                other => other.map_err(failed)?,
            },
            Whose::Foreign => {
                let destination = published.join(&path);
                match fate(entry.path(), &about, &destination, &path, &newer)? {
                    Fate::Remove => disk.remove_file(entry.path()).map_err(failed)?,
                    Fate::Stay => gone = false,
                    Fate::Move => {
                        create_folders_for(&path, published, disk)?;
                        disk.rename(entry.path(), &destination).map_err(failed)?;
                    }
                }
            }
        }
    }
    if gone {
        let manifest = generation.join(MANIFEST_NAME);
        remove_if_there(disk, &manifest).map_err(|error| Problem::machine(Action::Remove, &manifest, error))?;
        disk.remove_folder(generation).map_err(|error| Problem::machine(Action::Remove, generation, error))?;
    }
    Ok(gone)
}

enum Fate {
    Remove,
    Move,
    Stay,
}

/// What becomes of something that is not ours, in a generation that is being retired.
fn fate(retired: &Path, about: &Metadata, destination: &Path, path: &Path, newer: &Manifest) -> Result<Fate, Problem> {
    let there = match fs::symlink_metadata(destination) {
        Ok(there) => there,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Fate::Move),
        Err(error) if error.kind() == ErrorKind::NotADirectory => return Ok(Fate::Stay),
        Err(error) => return Err(Problem::machine(Action::Inspect, destination, error)),
    };
    if same_file(about, &there) {
        return Ok(Fate::Remove);
    }
    let same = if about.is_symlink() && there.is_symlink() {
        fs::read_link(retired).and_then(|one| Ok(one == fs::read_link(destination)?))
    } else if about.is_file() && there.is_file() && about.len() == there.len() {
        fs::read(destination).and_then(|bytes| has_bytes(retired, &[&bytes]))
    } else {
        Ok(false)
    };
    if same.map_err(|error| Problem::machine(Action::Read, retired, error))? {
        return Ok(Fate::Remove);
    }
    match whose(path, &there, newer) {
        Whose::Foreign if !there.is_dir() => Ok(Fate::Move),
        _ => Ok(Fate::Stay),
    }
}

fn create_folders_for(path: &Path, published: &Path, disk: &dyn Disk) -> Result<(), Problem> {
    let parents: Vec<&Path> = path.ancestors().skip(1).filter(|parent| !parent.as_os_str().is_empty()).collect();
    for parent in parents.into_iter().rev() {
        let folder = published.join(parent);
        create_if_missing(disk, &folder, 0o755)
            .map_err(|error| Problem::machine(Action::CreateFolder, &folder, error))?;
    }
    Ok(())
}

/// Whether the file at `path` has exactly these bytes, one part after the other.
pub(super) fn has_bytes(path: &Path, parts: &[&[u8]]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    if file.metadata()?.len() != parts.iter().map(|part| part.len() as u64).sum::<u64>() {
        return Ok(false);
    }
    const STEP: usize = 16 * 1024;
    let mut buffer = [0; STEP];
    for step in parts.iter().flat_map(|part| part.chunks(STEP)) {
        let there = &mut buffer[..step.len()];
        match file.read_exact(there) {
            Ok(()) if there == step => {}
            Err(error) if error.kind() != ErrorKind::UnexpectedEof => return Err(error),
            _ => return Ok(false),
        }
    }
    Ok(file.read(&mut buffer)? == 0)
}

/// Whether everyone may read the file, as a web server must.
#[cfg(unix)]
pub(super) fn is_open_to_everyone(about: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    about.permissions().mode() & 0o444 == 0o444
}

#[cfg(not(unix))]
pub(super) fn is_open_to_everyone(_about: &Metadata) -> bool {
    true
}

/// The permissions of a folder.
#[cfg(unix)]
pub(super) fn mode(about: &Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    about.permissions().mode() & 0o7777
}

#[cfg(not(unix))]
pub(super) fn mode(_about: &Metadata) -> u32 {
    0o755
}

/// Whether two names mean one file.
#[cfg(unix)]
fn same_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn same_file(_one: &Metadata, _other: &Metadata) -> bool {
    false
}

/// What tells a folder from every other one, whatever its name is.
#[cfg(unix)]
pub(super) fn identity(folder: &Path) -> Result<String, Problem> {
    use std::os::unix::fs::MetadataExt;
    let about = fs::symlink_metadata(folder).map_err(|error| Problem::machine(Action::Inspect, folder, error))?;
    Ok(format!("{}:{}\n", about.dev(), about.ino()))
}

/// Where folders cannot be exchanged, no folder is ever taken for another one.
#[cfg(not(unix))]
pub(super) fn identity(folder: &Path) -> Result<String, Problem> {
    Ok(folder.display().to_string())
}

/// Everything in a folder, without following links; nothing when the folder is missing.
fn walk(folder: &Path, walk: WalkDir) -> Result<Vec<DirEntry>, Problem> {
    match walk.into_iter().collect::<Result<Vec<_>, _>>() {
        Ok(entries) => Ok(entries),
        Err(error) => {
            let path = error.path().unwrap_or(folder).to_owned();
            let error = io::Error::from(error);
            if error.kind() == ErrorKind::NotFound && path == folder {
                return Ok(Vec::new());
            }
            Err(Problem::machine(Action::Read, &path, error))
        }
    }
}

fn metadata(entry: &DirEntry) -> Result<Metadata, Problem> {
    entry.metadata().map_err(|error| Problem::machine(Action::Inspect, entry.path(), error.into()))
}

fn inside(folder: &Path, entry: &DirEntry) -> PathBuf {
    entry.path().strip_prefix(folder).map_or_else(|_| entry.path().to_owned(), Path::to_owned)
}
