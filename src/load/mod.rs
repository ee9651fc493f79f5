//! Reads `content/` and `themes/` into memory: bytes in, text out, nothing understood yet.
//!
//! In: the root folder. Out: every text file of `content/` in NFC, every file of `themes/`, and what is
//! wrong with files as files (encoding, links, size). Never parses a record, never follows a link.

pub mod decode;
pub mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use rayon::prelude::*;

use crate::base::diagnostic::Diagnostic;
use crate::base::place::Place;
use crate::base::source::{Source, SourcePath};
use crate::record::read::MAXIMUM_BYTES;
use crate::say;

/// Folder of the records, relative to the root.
pub const CONTENT: &str = "content";
/// Folder of the themes, relative to the root.
pub const THEMES: &str = "themes";
/// File of the addresses that were published, one a line, relative to the root.
pub const LEDGER: &str = "content/published-links.txt";
/// Most files that a site may consist of.
pub const MAXIMUM_FILES: usize = 2_000_000;

/// Everything that a build reads.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Text files of `content/`, sorted by path; paths start with `content/`.
    pub content: Vec<Source>,
    /// Files of `themes/`; paths start with `themes/`.
    pub themes: BTreeMap<SourcePath, Vec<u8>>,
    /// Addresses that were published before, in the order of the ledger; empty without a ledger.
    pub published: Vec<String>,
}

/// The machine failed while reading.
#[derive(Debug)]
pub enum LoadError {
    /// There is no folder `content/` under the root.
    NoContent(PathBuf),
    /// A file or folder could not be read.
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::NoContent(root) => write!(formatter, "there is no folder `content` in {}", root.display()),
            LoadError::Unreadable { path, source } => write!(formatter, "cannot read {}: {source}", path.display()),
        }
    }
}

impl std::error::Error for LoadError {}

/// Reads everything under `root`.
///
/// # Errors
/// When there is no `content/`, or the machine fails to read a file. What is wrong *in* the files comes
/// as diagnostics; a file with one is left out of the sources.
pub fn load(root: &Path) -> Result<(Sources, Vec<Diagnostic>), LoadError> {
    if !root.join(CONTENT).is_dir() {
        return Err(LoadError::NoContent(root.to_owned()));
    }
    let mut diagnostics = Vec::new();
    let content_files = walk::walk(root, CONTENT, &mut diagnostics)?;
    let theme_files = walk::walk(root, THEMES, &mut diagnostics)?;
    let read = |file: &walk::Found| -> Result<Result<Vec<u8>, Diagnostic>, LoadError> {
        if file.size_bytes > MAXIMUM_BYTES as u64 {
            return Ok(Err(too_large(&file.path)));
        }
        fs::read(&file.on_disk)
            .map(Ok)
            .map_err(|source| LoadError::Unreadable { path: file.on_disk.clone(), source })
    };
    let texts = content_files
        .par_iter()
        .filter(|file| is_text(file.path.as_str()))
        .map(|file| Ok(read(file)?.and_then(|bytes| decode::decode(&file.path, bytes))))
        .collect::<Result<Vec<_>, LoadError>>()?;
    let mut content = Vec::with_capacity(texts.len());
    for text in texts {
        match text {
            Ok(source) => content.push(source),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    let mut published = Vec::new();
    for file in content_files.iter().filter(|file| !is_text(file.path.as_str())) {
        if file.path.as_str() == LEDGER {
            let text = fs::read_to_string(&file.on_disk).map_err(|source| LoadError::Unreadable { path: file.on_disk.clone(), source })?;
            published.extend(text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# ")).map(str::to_owned));
            continue;
        }
        diagnostics.push(
            Diagnostic::warning(
                "unknown-file",
                Place::file(file.path.clone()),
                say!("tệp này không phải bản ghi, không được công bố", "this file is not a record and is not published"),
            )
            .help(say!("bản ghi có đuôi .yaml, bài viết có đuôi .md", "records end in .yaml, articles in .md")),
        );
    }
    let mut themes = BTreeMap::new();
    for file in theme_files {
        match read(&file)? {
            Ok(bytes) => {
                themes.insert(file.path, bytes);
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    Ok((Sources { content, themes, published }, diagnostics))
}

fn is_text(path: &str) -> bool {
    matches!(path.rsplit_once('.'), Some((_, "yaml" | "yml" | "md")))
}

fn too_large(path: &SourcePath) -> Diagnostic {
    let megabytes = MAXIMUM_BYTES / (1024 * 1024);
    Diagnostic::error(
        "too-large",
        Place::file(path.clone()),
        say!("tệp lớn hơn {megabytes} MB", "the file is larger than {megabytes} MB"),
    )
    .help(say!("tách thành nhiều tệp, mỗi tệp một bản ghi", "split it into several files, one record each"))
}
