//! A project in a temporary folder, and what can be seen of its output folder from outside.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use minhbach::base::output::{Sink, SitePath};
use minhbach::write::{Disk, MANIFEST_NAME, Published, StagedOutput, WriteError};

use super::strange_disk::{StrangeDisk, Then};

/// A project with an output folder `public` that does not exist yet.
pub struct Project(tempfile::TempDir);

/// What there is to know about one entry of a folder. Times are those of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub bytes: Vec<u8>,
    pub mode: u32,
    pub modified: Option<SystemTime>,
}

impl Project {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["content", "themes"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        Self(folder)
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }

    pub fn output(&self) -> PathBuf {
        self.root().join("public")
    }

    #[track_caller]
    pub fn begin(&self) -> StagedOutput {
        self.try_begin().unwrap_or_else(|error| panic!("{error}"))
    }

    /// Begins a build like any other, but for the flushing.
    pub fn try_begin(&self) -> Result<StagedOutput, WriteError> {
        StagedOutput::begin_on(disk(), self.root(), &self.output(), None)
    }

    #[track_caller]
    pub fn publish(&self, files: &[(&str, &str)]) -> Published {
        publish_on(disk(), self.root(), files).unwrap()
    }

    /// Puts a file into the output folder as somebody else would.
    #[track_caller]
    pub fn write(&self, name: &str, text: &str) {
        let file = self.output().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    #[track_caller]
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.output().join(name)).unwrap()
    }

    /// Sets the times of all published files an hour back.
    pub fn age(&self) {
        let hour_ago = SystemTime::now() - Duration::from_secs(3600);
        for entry in walkdir::WalkDir::new(self.output()) {
            let entry = entry.unwrap();
            if entry.file_type().is_file() {
                File::options().append(true).open(entry.path()).unwrap().set_modified(hour_ago).unwrap();
            }
        }
    }

    /// The published files, without the manifest.
    #[track_caller]
    pub fn files(&self) -> Vec<String> {
        let is_file = |entry: &Entry| entry.mode & 0o170_000 == 0o100_000;
        let published = snapshot(&self.output());
        let names = published.iter().filter(|(_, entry)| is_file(entry)).map(|(name, _)| name.clone());
        names.filter(|name| name != MANIFEST_NAME).collect()
    }

    /// Nothing but the project and its output is left.
    #[track_caller]
    pub fn assert_tidy(&self) {
        assert_eq!(names(self.root()), ["content", "public", "themes"]);
    }
}

/// The machine's file system, without waiting for the medium: hundreds of builds would each wait for
/// everything that anybody on the machine has written.
fn disk() -> Arc<dyn Disk> {
    Arc::new(StrangeDisk::new(0, Then::Nothing))
}

/// Builds a site of these files into `public` below `root`.
pub fn publish_on(disk: Arc<dyn Disk>, root: &Path, files: &[(&str, &str)]) -> Result<Published, WriteError> {
    let staged = StagedOutput::begin_on(disk, root, &root.join("public"), None)?;
    for (name, bytes) in files {
        // `finish` tells what went wrong.
        if staged.put(path(name), bytes.as_bytes().to_vec()).is_err() {
            break;
        }
    }
    staged.finish()
}

/// Everything in a folder, by its path in it.
#[track_caller]
pub fn snapshot(folder: &Path) -> BTreeMap<String, Entry> {
    let mut entries = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let about = entry.metadata().unwrap();
        let bytes = if about.is_symlink() {
            fs::read_link(entry.path()).unwrap().into_os_string().into_encoded_bytes()
        } else if about.is_file() {
            fs::read(entry.path()).unwrap()
        } else {
            Vec::new()
        };
        let modified = about.is_file().then(|| about.modified().unwrap());
        let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        entries.insert(name, Entry { bytes, mode: about.mode(), modified });
    }
    entries
}

/// The names in a folder, sorted.
#[track_caller]
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[track_caller]
pub fn path(name: &str) -> SitePath {
    SitePath::parse(name).unwrap()
}
