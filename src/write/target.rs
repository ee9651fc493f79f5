//! Where the site goes: the output folder with all links resolved, checked against the project.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::{Action, Problem, WriteError};

/// Folders of a project that must never be overwritten, beside its root.
const PROTECTED: [&str; 4] = ["content", "themes", "src", ".git"];

/// An output folder that may be exchanged.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// The folder itself: absolute, without links. May not exist yet.
    pub(super) folder: PathBuf,
    /// The folder it stands in. May not exist yet.
    pub(super) parent: PathBuf,
    /// The folder beside it that a new generation is prepared in.
    pub(super) workshop: PathBuf,
}

impl Target {
    /// Resolves `output` and checks it. Creates nothing.
    ///
    /// A symbolic link is followed: the folder that it points to is exchanged, the link stays.
    pub(super) fn resolve(root: &Path, output: &Path) -> Result<Self, WriteError> {
        let folder = resolve(output).map_err(|problem| problem.at(output))?;
        let root = resolve(root).map_err(|problem| problem.at(&folder))?;
        check(&root, &folder).map_err(|problem| problem.at(&folder))?;
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(Problem::Overlap(folder.clone()).at(&folder));
        };
        let mut workshop_name = std::ffi::OsString::from(".");
        workshop_name.push(name);
        workshop_name.push(".minhbach");
        Ok(Self { parent: parent.to_owned(), workshop: parent.join(workshop_name), folder })
    }
}

/// The path without links, `.` and `..`; its last parts may not exist.
fn resolve(path: &Path) -> Result<PathBuf, Problem> {
    let absolute = std::path::absolute(path).map_err(|error| Problem::machine(Action::Inspect, path, error))?;
    let mut resolved = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::Prefix(_) | Component::RootDir => resolved.push(component),
            Component::CurDir => {}
            Component::ParentDir => {
                resolved.pop();
            }
            Component::Normal(name) => {
                resolved.push(name);
                match fs::symlink_metadata(&resolved) {
                    Ok(about) if about.is_symlink() => {
                        resolved = fs::canonicalize(&resolved).map_err(|error| match error.kind() {
                            io::ErrorKind::NotFound => Problem::DanglingLink,
                            _ => Problem::machine(Action::Inspect, &resolved, error),
                        })?;
                    }
                    Ok(_) => {}
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(Problem::machine(Action::Inspect, &resolved, error)),
                }
            }
        }
    }
    Ok(resolved)
}

fn check(root: &Path, folder: &Path) -> Result<(), Problem> {
    if root.starts_with(folder) {
        return Err(Problem::Overlap(root.to_owned()));
    }
    for name in PROTECTED {
        let plain = root.join(name);
        let resolved = match resolve(&plain) {
            Ok(resolved) => resolved,
            Err(Problem::DanglingLink) => continue,
            Err(problem) => return Err(problem),
        };
        for protected in [plain, resolved] {
            if folder.starts_with(&protected) || protected.starts_with(folder) {
                return Err(Problem::Overlap(protected));
            }
        }
    }
    match fs::metadata(folder) {
        Ok(about) if !about.is_dir() => Err(Problem::NotAFolder),
        Ok(_) if is_mount_point(folder) => Err(Problem::MountPoint),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Problem::machine(Action::Inspect, folder, error)),
    }
}

/// Whether a file system is mounted right at `folder`; `false` when the system does not tell, for
/// then the exchange will.
#[cfg(target_os = "linux")]
fn is_mount_point(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, folder, AtFlags::empty(), StatxFlags::empty())
        .is_ok_and(|about| about.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
fn is_mount_point(_folder: &Path) -> bool {
    false
}
