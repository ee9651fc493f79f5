//! What publishing does to the file system: ten small operations behind a trait, so that tests can
//! let any of them fail, or kill the program in the middle.
//!
//! Looking (reading files, listing folders) is not behind it: it changes nothing.

use std::fs::{self, DirBuilder, File, FileTimes, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// The operations that change the file system. None follows a symbolic link in the last part of a
/// path.
pub trait Disk: Send + Sync {
    /// Creates one folder, with these permissions whatever the umask says.
    ///
    /// # Errors
    /// `AlreadyExists` when anything stands there; whatever else the system says.
    fn create_folder(&self, path: &Path, mode: u32) -> io::Result<()>;

    /// Creates a file with these bytes, readable by everyone.
    ///
    /// # Errors
    /// `AlreadyExists` when anything stands there; whatever else the system says. The file may then
    /// be there in part.
    fn create_file(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Writes further bytes to the end of a file.
    ///
    /// # Errors
    /// Whatever the system says; some of the bytes may then be there.
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Gives a file, a symbolic link or a special file a second name.
    ///
    /// # Errors
    /// Whatever the system says; many file systems and mounts cannot do it.
    fn link(&self, existing: &Path, new: &Path) -> io::Result<()>;

    /// Copies a file with its permissions and its time, or a symbolic link as it is.
    ///
    /// # Errors
    /// `Unsupported` for special files; whatever else the system says.
    fn copy(&self, existing: &Path, new: &Path) -> io::Result<()>;

    /// Renames a file or folder.
    ///
    /// # Errors
    /// Whatever the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Exchanges two folders in one step.
    ///
    /// # Errors
    /// `Unsupported` when the system or the file system cannot do it; whatever else the system says.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Brings everything written so far to the file system that holds `folder` onto the medium.
    ///
    /// # Errors
    /// Whatever the system says; bytes that it had promised to store may turn out not to fit.
    fn flush(&self, folder: &Path) -> io::Result<()>;

    /// Removes one name of a file or symbolic link.
    ///
    /// # Errors
    /// Whatever the system says.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    ///
    /// # Errors
    /// Whatever the system says.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
}

/// Creates one folder unless something stands there already.
pub(super) fn create_if_missing(disk: &dyn Disk, path: &Path, mode: u32) -> io::Result<()> {
    match disk.create_folder(path, mode) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Removes one name of a file if it is there.
pub(super) fn remove_if_there(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match disk.remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The file system of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct MachineDisk;

impl Disk for MachineDisk {
    fn create_folder(&self, path: &Path, mode: u32) -> io::Result<()> {
        create_folder(path, mode)
    }

    fn create_file(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        open_to_everyone(&file)?;
        file.write_all(bytes)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        OpenOptions::new().append(true).open(path)?.write_all(bytes)
    }

    fn link(&self, existing: &Path, new: &Path) -> io::Result<()> {
        fs::hard_link(existing, new)
    }

    fn copy(&self, existing: &Path, new: &Path) -> io::Result<()> {
        let about = fs::symlink_metadata(existing)?;
        if about.is_symlink() {
            return copy_link(existing, new);
        }
        if !about.is_file() {
            return Err(io::Error::from(io::ErrorKind::Unsupported));
        }
        let mut from = File::open(existing)?;
        let mut to = OpenOptions::new().write(true).create_new(true).open(new)?;
        io::copy(&mut from, &mut to)?;
        to.set_permissions(about.permissions())?;
        to.set_times(FileTimes::new().set_modified(about.modified()?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        exchange(one, other)
    }

    fn flush(&self, folder: &Path) -> io::Result<()> {
        flush(folder)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

#[cfg(unix)]
fn create_folder(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    DirBuilder::new().mode(mode).create(path)?;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn create_folder(path: &Path, _mode: u32) -> io::Result<()> {
    DirBuilder::new().create(path)
}

#[cfg(unix)]
fn open_to_everyone(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_everyone(_file: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn copy_link(existing: &Path, new: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(existing)?, new)
}

#[cfg(not(unix))]
fn copy_link(_existing: &Path, _new: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|errno| match errno {
        // The kernel is too old, or the file system does not know the flag.
        Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP => io::Error::from(io::ErrorKind::Unsupported),
        other => other.into(),
    })
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// One call for the whole file system: a call for each of ten thousand files takes minutes on a
/// spinning disk.
#[cfg(target_os = "linux")]
fn flush(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
fn flush(_folder: &Path) -> io::Result<()> {
    Ok(())
}
