//! The list of what we wrote, kept in the output folder itself: it marks the folder as ours.
//!
//! Text in, typed list out, and back. Never touches the file system. The text depends on the files
//! and on the program's version only.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::base::output::SitePath;

/// Name of the manifest, at the top of the output folder.
pub const MANIFEST_NAME: &str = ".minhbach-manifest.json";

/// Version of the manifest's format that this program writes, and the newest that it reads.
const FORMAT: u64 = 1;

/// Lines of a part of its text.
const PART: usize = 8192;

const PROGRAM: &str = concat!("minhbach ", env!("CARGO_PKG_VERSION"));

/// What tells two versions of a file apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Length in bytes.
    pub size_bytes: u64,
    /// BLAKE3 hash of the bytes.
    pub hash: blake3::Hash,
}

impl Stamp {
    /// The stamp of a file with these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { size_bytes: bytes.len() as u64, hash: blake3::hash(bytes) }
    }
}

/// The files of one generation, each with its stamp, sorted by path. The manifest itself is not
/// among them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest(BTreeMap<SitePath, Stamp>);

impl Manifest {
    /// Reads the text of a manifest.
    ///
    /// # Errors
    /// [`ManifestError::Newer`] when a later version of the program wrote it,
    /// [`ManifestError::Damaged`] for everything else that [`Manifest::print`] would not write.
    pub fn parse(text: &str) -> Result<Self, ManifestError> {
        let damaged = |why: &dyn fmt::Display| ManifestError::Damaged(why.to_string());
        let read = serde_json::from_str::<Envelope<BTreeMap<String, Entry>>>(text);
        let head = match &read {
            Ok(Envelope { program, format, .. }) => (program.clone(), *format),
            // Another version may describe files in another way.
            Err(_) => {
                let Envelope { program, format, files: IgnoredAny } =
                    serde_json::from_str(text).map_err(|error| damaged(&error))?;
                (program, format)
            }
        };
        if !head.0.starts_with("minhbach ") {
            return Err(damaged(&"it was written by another program"));
        }
        if head.1 > FORMAT {
            return Err(ManifestError::Newer(head.0));
        }
        let file = |(path, entry): (String, Entry)| {
            let path = SitePath::parse(&path).map_err(|error| damaged(&error))?;
            let hash = blake3::Hash::from_hex(&entry.blake3).map_err(|error| damaged(&error))?;
            Ok((path, Stamp { size_bytes: entry.size, hash }))
        };
        read.map_err(|error| damaged(&error))?.files.into_iter().map(file).collect::<Result<_, _>>().map(Self)
    }

    /// The text: one line a file, so that a difference between two generations reads well.
    #[must_use]
    pub fn print(&self) -> String {
        self.parts().collect()
    }

    /// The same in parts: that of a large site is long.
    pub fn parts(&self) -> impl Iterator<Item = String> {
        let head = format!("{{\n\"program\": \"{PROGRAM}\",\n\"format\": {FORMAT},\n\"files\": {{\n");
        let line = |(number, (path, stamp)): (usize, (&SitePath, &Stamp))| {
            let path = serde_json::Value::from(path.as_str());
            let between = if number > 0 { ",\n" } else { "" };
            format!("{between}{path}: {{\"size\": {}, \"blake3\": \"{}\"}}", stamp.size_bytes, stamp.hash)
        };
        let lines = std::iter::once(head).chain(self.0.iter().enumerate().map(line));
        let mut lines = lines.chain([String::from("\n}\n}\n")]);
        std::iter::from_fn(move || {
            let part = lines.by_ref().take(PART).collect::<String>();
            (!part.is_empty()).then_some(part)
        })
    }

    /// The files, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = (&SitePath, &Stamp)> {
        self.0.iter()
    }

    /// The stamp of the file at `path`.
    #[must_use]
    pub fn get(&self, path: &SitePath) -> Option<&Stamp> {
        self.0.get(path)
    }

    /// The same as a list, each before those in it.
    pub(super) fn each_folder(&self) -> Vec<&str> {
        let mut folders: Vec<&str> = Vec::new();
        for path in self.0.keys() {
            // The paths are sorted: a folder that was there before is the last one, or stands around it.
            let last = folders.last().copied().unwrap_or_default();
            let is_known =
                |folder: &&str| last.strip_prefix(*folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            folders.extend(ancestors(path).filter(|folder| !is_known(folder)));
        }
        folders
    }

    /// Every folder that a file of the manifest stands in, at any depth, without the top.
    pub(super) fn folders(&self) -> BTreeSet<&str> {
        self.0.keys().flat_map(ancestors).collect()
    }
}

impl FromIterator<(SitePath, Stamp)> for Manifest {
    fn from_iter<I: IntoIterator<Item = (SitePath, Stamp)>>(files: I) -> Self {
        // One by one: to collect them would take a list of all, and room to sort it.
        let mut sorted = BTreeMap::new();
        sorted.extend(files);
        Self(sorted)
    }
}

/// The folders that `path` stands in, without the top: `a` and `a/b` for `a/b/c`.
pub(super) fn ancestors(path: &SitePath) -> impl Iterator<Item = &str> {
    let path = path.as_str();
    path.match_indices('/').map(move |(position, _)| &path[..position])
}

/// Why the text of a manifest was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManifestError {
    /// A later version of the program wrote it: the name and version.
    Newer(String),
    /// Torn, edited, or not a manifest of ours: what is wrong with it.
    Damaged(String),
}

#[derive(Deserialize)]
struct Envelope<F> {
    program: String,
    format: u64,
    files: F,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    size: u64,
    blake3: String,
}
