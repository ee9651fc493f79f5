//! The files below a folder, sorted, links refused.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::time::Duration;
use std::time::SystemTime;

use walkdir::WalkDir;

use super::{LoadError, MAXIMUM_FILES, is_record};
use crate::base::diagnostic::Diagnostic;
use crate::base::place::Place;
use crate::base::source::SourcePath;
use crate::say;

/// A file that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its name relative to the root.
    pub path: SourcePath,
    /// Where it lies.
    pub on_disk: PathBuf,
    /// What tells its versions apart.
    pub stamp: Stamp,
}

/// What the file system tells of a version of a file: a file that was written again has another one, unless that
/// happened within a tick of the file system's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Its size.
    pub size_bytes: u64,
    /// When it was last changed, names and rights included where the system tells that.
    pub changed: Option<SystemTime>,
    inode: u64,
}

impl Stamp {
    /// Size, time of the last change in nanoseconds since 1970, and place on the disk; nothing without a time.
    #[must_use]
    pub fn parts(&self) -> Option<(u64, u64, u64)> {
        let since = self.changed?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some((self.size_bytes, u64::try_from(since.as_nanos()).ok()?, self.inode))
    }

    #[cfg(unix)]
    fn of(about: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let seconds = u64::try_from(about.ctime()).ok().map(Duration::from_secs);
        let nanoseconds = u64::try_from(about.ctime_nsec()).ok().map(Duration::from_nanos);
        let since = seconds.zip(nanoseconds).map(|(seconds, nanoseconds)| seconds + nanoseconds);
        let changed = since.and_then(|since| SystemTime::UNIX_EPOCH.checked_add(since));
        Self { size_bytes: about.len(), changed, inode: about.ino() }
    }

    #[cfg(not(unix))]
    fn of(about: &Metadata) -> Self {
        Self { size_bytes: about.len(), changed: about.modified().ok(), inode: 0 }
    }
}

/// Every file below `root/folder`, sorted by path; hidden ones (whose name starts with a dot) are left
/// out. A folder that does not exist holds no files.
///
/// # Errors
/// When a folder cannot be listed.
pub fn walk(root: &Path, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Result<Vec<Found>, LoadError> {
    let start = root.join(folder);
    if start.symlink_metadata().is_err() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let visible =
        |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    for entry in WalkDir::new(&start).follow_links(false).into_iter().filter_entry(visible) {
        let entry = entry.map_err(|error| LoadError::Unreadable {
            path: error.path().unwrap_or(&start).to_owned(),
            source: error.into(),
        })?;
        let is_folder = entry.file_type().is_dir();
        if is_folder && (entry.depth() == 0 || !is_record(&entry.file_name().to_string_lossy())) {
            continue;
        }
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let Some(name) = relative.to_str() else {
            let shown = relative.to_string_lossy();
            diagnostics.push(
                Diagnostic::error(
                    "bad-file-name",
                    Place::file(SourcePath::new(&shown)),
                    say!("tên tệp không phải UTF-8", "the file's name is not UTF-8"),
                )
                .help(say!(
                    "đổi tên tệp, chỉ dùng chữ thường không dấu, chữ số và gạch nối",
                    "rename it with lower-case ASCII letters, digits and hyphens"
                )),
            );
            continue;
        };
        let path = SourcePath::new(&name.replace(std::path::MAIN_SEPARATOR, "/"));
        if !entry.file_type().is_file() {
            diagnostics.push(not_a_file(path, is_folder));
            continue;
        }
        let about = entry
            .metadata()
            .map_err(|error| LoadError::Unreadable { path: entry.path().to_owned(), source: error.into() })?;
        found.push(Found { path, on_disk: entry.into_path(), stamp: Stamp::of(&about) });
        if found.len() > MAXIMUM_FILES {
            return Err(LoadError::Unreadable {
                path: start,
                source: std::io::Error::other(format!("more than {MAXIMUM_FILES} files")),
            });
        }
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(found)
}

fn not_a_file(path: SourcePath, is_folder: bool) -> Diagnostic {
    let (message, help) = if is_folder {
        (
            say!("đây là thư mục, nhưng tên lại như tên tệp", "this is a folder with the name of a file"),
            say!(
                "bỏ đuôi khỏi tên thư mục, hoặc thay bằng tệp cùng tên",
                "take the ending off its name, or put a file there"
            ),
        )
    } else {
        (
            say!(
                "đây là liên kết (lối tắt) hoặc tệp đặc biệt, không phải tệp thường",
                "this is a symbolic link or a special file, not a regular one"
            ),
            say!("chép chính tệp đó vào thư mục này", "copy the file itself into this folder"),
        )
    };
    Diagnostic::error("not-a-file", Place::file(path), message).help(help)
}
