//! Reads `content/` and `themes/` into memory: bytes in, text out, nothing understood yet.
//!
//! In: the root folder. Out: every text file of `content/` in NFC, what was fetched from other sites, every file of `themes/`, and what is
//! wrong with files as files (encoding, links, size). Never parses a record, never follows a link.

mod cache;
pub mod decode;
mod memory;
pub mod walk;

pub use cache::RecordCache;
pub use memory::Memory;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;
use std::{fmt, fs, io};

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::place::Place;
use crate::base::source::{Source, SourcePath, Span};
use crate::record::read::MAXIMUM_BYTES;
use crate::say;

/// Folder of the records, relative to the root.
pub const CONTENT: &str = "content";
/// Folder of the themes, relative to the root.
pub const THEMES: &str = "themes";
/// File of the addresses that were published, one a line, relative to the root.
pub const LEDGER: &str = "content/published-links.txt";
/// Folder of what was fetched from other sites, one file a source, relative to the root. Hidden from the walk over the
/// records, and still a part of the content: the same folder gives the same site, without a network.
pub const JOINED: &str = "content/.joined";
/// Most bytes that one source may bring.
pub const MAXIMUM_JOINED_BYTES: u64 = 512 * 1024 * 1024;
/// Most files that a site may consist of.
pub const MAXIMUM_FILES: usize = 2_000_000;

/// Everything that a build reads.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Text files of `content/`, the ledger among them, sorted by path; paths start with `content/`.
    pub content: Texts,
    /// What was fetched from other sites, sorted by path; paths start with [`JOINED`].
    pub joined: Vec<Source>,
    /// Files of `themes/`; paths start with `themes/`.
    pub themes: BTreeMap<SourcePath, Vec<u8>>,
    /// Files of `content/` that exist and are not read as records, because something is wrong with them as files;
    /// without text when it could not be decoded.
    pub broken: Vec<Source>,
}

/// A list of text files. A copy shares the list until one of both is changed.
#[derive(Debug, Clone, Default)]
pub struct Texts(Arc<Vec<Source>>);

impl Texts {
    /// Whether both are one list in memory.
    #[must_use]
    pub fn is_shared_with(&self, other: &Texts) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl From<Vec<Source>> for Texts {
    fn from(texts: Vec<Source>) -> Self {
        Self(Arc::new(texts))
    }
}

impl Deref for Texts {
    type Target = Vec<Source>;
    fn deref(&self) -> &Vec<Source> {
        &self.0
    }
}

impl DerefMut for Texts {
    fn deref_mut(&mut self) -> &mut Vec<Source> {
        Arc::make_mut(&mut self.0)
    }
}

impl Sources {
    /// The ledger of published addresses; a site that was never published has none.
    #[must_use]
    pub fn ledger(&self) -> Option<&Source> {
        self.content.iter().find(|source| source.path.as_str() == LEDGER)
    }

    /// How many files of `content/` hold a record.
    #[must_use]
    pub fn record_count(&self) -> usize {
        self.content.len() - usize::from(self.ledger().is_some())
    }

    fn note_broken(&mut self, diagnostic: &Diagnostic) {
        if diagnostic.severity == Severity::Error {
            self.broken.push(Source { path: diagnostic.place.source.clone(), text: Arc::from("") });
        }
    }

    /// Whether nothing at all differs.
    #[must_use]
    pub fn is_same(&self, other: &Sources) -> bool {
        let same = |one: &[Source], other: &[Source]| {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| one.path.is(&other.path) && one.says_the_same_as(other))
        };
        (self.content.is_shared_with(&other.content) || same(&self.content, &other.content))
            && same(&self.joined, &other.joined)
            && same(&self.broken, &other.broken)
            && self.themes == other.themes
    }

    /// Every text that a diagnostic may point into: the content, broken or not, and the files of the themes.
    #[must_use]
    pub fn texts(&self) -> Vec<Source> {
        let themes = self.themes.iter().filter_map(|(path, bytes)| {
            let text = std::str::from_utf8(bytes).ok()?;
            Some(Source { path: path.clone(), text: Arc::from(text) })
        });
        self.content.iter().chain(&self.joined).chain(&self.broken).cloned().chain(themes).collect()
    }
}

/// The addresses in the text of a ledger, each with its place; lines that start with `#` are comments.
pub fn addresses(ledger: &str) -> impl Iterator<Item = (Span, &str)> {
    ledger
        .split_inclusive('\n')
        .scan(0, |offset, line| {
            let start = *offset;
            *offset += line.len();
            Some((start, line.trim()))
        })
        .filter(|(_, address)| !address.is_empty() && !address.starts_with('#'))
        .map(|(start, address)| (Span::new(start, start + address.len()), address))
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
    load_again(root, &mut Memory::default())
}

/// Reads what changed under `root` since the last time with this memory; gives the same as [`load`].
///
/// # Errors
/// As [`load`].
pub fn load_again(root: &Path, memory: &mut Memory) -> Result<(Sources, Vec<Diagnostic>), LoadError> {
    let begun = SystemTime::now();
    let (found, large) = find(root)?;
    let stamps = found.iter().map(|file| (file.path.clone(), file.stamp)).collect::<Vec<_>>();
    let (known, unknown) = memory.part(found);
    let (sources, mistakes) = read_all(unknown, known)?;
    memory.keep(&sources, &stamps, begun);
    let (sources, diagnostics) = with_mistakes(sources, large, mistakes);
    memory.keep_whole(Some(&sources).filter(|_| diagnostics.is_empty()));
    Ok((sources, diagnostics))
}

/// Reads what was touched under `root` since its records were kept in `cache`; gives the same as [`load`] without the
/// texts of the other files.
///
/// # Errors
/// As [`load`].
pub fn load_cached(root: &Path, cache: &mut RecordCache) -> Result<(Sources, Vec<Diagnostic>), LoadError> {
    let (found, large) = find(root)?;
    let (untouched, unknown) = cache.part(found);
    let (sources, mistakes) = read_all(unknown, untouched)?;
    Ok(with_mistakes(sources, large, mistakes))
}

/// The files that can be read, and what is wrong with those that cannot.
fn find(root: &Path) -> Result<(Vec<walk::Found>, Vec<Diagnostic>), LoadError> {
    if !root.join(CONTENT).is_dir() {
        return Err(LoadError::NoContent(root.to_owned()));
    }
    let mut diagnostics = Vec::new();
    let mut found = walk::walk(root, CONTENT, &mut diagnostics)?;
    found.extend(walk::walk(root, JOINED, &mut diagnostics)?);
    found.extend(walk::walk(root, THEMES, &mut diagnostics)?);
    // The ledger grows with the site; everything else is written by hand.
    let fits = |file: &walk::Found| {
        let most = if is_joined(&file.path) { MAXIMUM_JOINED_BYTES } else { MAXIMUM_BYTES as u64 };
        file.stamp.size_bytes <= most || !is_read(&file.path) || file.path.as_str() == LEDGER
    };
    let (found, large) = found.into_iter().partition::<Vec<_>, _>(fits);
    diagnostics.extend(large.iter().map(|file| too_large(&file.path)));
    Ok((found, diagnostics))
}

/// Reads the files that are `unknown` and puts them beside those that are known.
fn read_all(unknown: Vec<walk::Found>, known: Vec<Source>) -> Result<(Sources, Vec<Diagnostic>), LoadError> {
    let files = unknown
        .into_par_iter()
        .map(|file| {
            let bytes = if is_read(&file.path) { fs::read(&file.on_disk) } else { Ok(Vec::new()) };
            let bytes = bytes.map_err(|source| LoadError::Unreadable { path: file.on_disk.clone(), source })?;
            Ok((file.path, bytes))
        })
        .collect::<Result<Vec<_>, LoadError>>()?;
    let (mut sources, mistakes) = gather(files);
    let (joined, content) = known.into_iter().partition::<Vec<_>, _>(|source| is_joined(&source.path));
    sources.content.extend(content);
    sources.joined.extend(joined);
    sources.joined.sort_by(|left, right| left.path.cmp(&right.path));
    sources.content.sort_by(|left, right| left.path.cmp(&right.path));
    Ok((sources, mistakes))
}

fn with_mistakes(
    mut sources: Sources,
    mut diagnostics: Vec<Diagnostic>,
    mistakes: Vec<Diagnostic>,
) -> (Sources, Vec<Diagnostic>) {
    diagnostics.iter().for_each(|diagnostic| sources.note_broken(diagnostic));
    diagnostics.extend(mistakes);
    (sources, diagnostics)
}

/// Reads what lies at `changed` and takes over the rest from the last time with this memory; gives the same as [`load`]
/// when nothing else has changed. `root` and `changed` are written in the same way.
///
/// # Errors
/// As [`load`].
pub fn load_changed(
    root: &Path,
    changed: &[PathBuf],
    memory: &mut Memory,
) -> Result<(Sources, Vec<Diagnostic>), LoadError> {
    match memory.changed(root, changed) {
        Some(sources) => Ok((sources, Vec::new())),
        None => load_again(root, memory),
    }
}

/// Reads the texts of `content/` at `paths` again and puts them in their places. One that is no longer what it was, so
/// that it cannot be read, stays as it is.
pub fn read_again(root: &Path, sources: &mut Sources, paths: &BTreeSet<&SourcePath>) {
    let named = sources.content.par_iter_mut().filter(|source| paths.contains(&source.path));
    named.for_each(|source| {
        let read = fs::read(root.join(source.path.as_str())).ok();
        if let Some(again) = read.and_then(|bytes| decode::decode(&source.path, &bytes).ok()) {
            *source = again;
        }
    });
}

/// Sources out of files that are in memory: paths relative to the root, with their bytes.
///
/// What is wrong with a file as a file comes as a diagnostic, and that file is left out.
#[must_use]
pub fn gather(files: Vec<(SourcePath, Vec<u8>)>) -> (Sources, Vec<Diagnostic>) {
    let (themes, content) = files.into_iter().partition::<Vec<_>, _>(|(path, _)| path.as_str().starts_with("themes/"));
    let decoded = content
        .into_par_iter()
        .map(|(path, bytes)| {
            if is_read(&path) {
                decode::decode(&path, &bytes).map(with_invisible)
            } else {
                Err(Box::new(unknown_file(&path)))
            }
        })
        .collect::<Vec<_>>();
    let mut sources = Sources {
        content: Vec::with_capacity(decoded.len()).into(),
        joined: Vec::new(),
        themes: themes.into_iter().collect(),
        broken: Vec::new(),
    };
    let mut diagnostics = Vec::new();
    for one in decoded {
        match one {
            Ok((source, mistakes)) if mistakes.is_empty() && is_joined(&source.path) => sources.joined.push(source),
            Ok((source, mistakes)) if mistakes.is_empty() => sources.content.push(source),
            Ok((source, mistakes)) => {
                sources.broken.push(source);
                diagnostics.extend(mistakes);
            }
            Err(diagnostic) => {
                sources.note_broken(&diagnostic);
                diagnostics.push(*diagnostic);
            }
        }
    }
    sources.content.sort_by(|left, right| left.path.cmp(&right.path));
    sources.joined.sort_by(|left, right| left.path.cmp(&right.path));
    (sources, diagnostics)
}

fn with_invisible(source: Source) -> (Source, Vec<Diagnostic>) {
    let mistakes = decode::invisible(&source);
    (source, mistakes)
}

/// Whether a file's bytes matter: files of themes, the ledger, and whatever looks like a record or an article, even
/// with an ending that is not quite right, such as `.yml`, `.YAML` or Notepad's `.yaml.txt`.
fn is_read(path: &SourcePath) -> bool {
    let path = path.as_str();
    path == LEDGER || !path.starts_with("content/") || is_record(path) || path.starts_with(JOINED)
}

/// Whether a file is what was fetched from another site.
fn is_joined(path: &SourcePath) -> bool {
    path.as_str().starts_with(JOINED)
}

/// Whether a path ends like a record or an article, or nearly so.
#[must_use]
pub fn is_record(path: &str) -> bool {
    let lower = path.to_lowercase();
    let bare = lower.strip_suffix(".txt").unwrap_or(&lower);
    [".yaml", ".yml", ".md"].iter().any(|ending| bare.ends_with(ending))
}

fn unknown_file(path: &SourcePath) -> Diagnostic {
    Diagnostic::warning(
        "unknown-file",
        Place::file(path.clone()),
        say!("tệp này không phải bản ghi, không được công bố", "this file is not a record and is not published"),
    )
    .help(say!(
        "bản ghi có đuôi .yaml, bài viết có đuôi .md; tệp khác nên để ngoài thư mục content/",
        "records end in .yaml, articles in .md; keep other files outside content/"
    ))
}

fn too_large(path: &SourcePath) -> Diagnostic {
    let megabytes = MAXIMUM_BYTES / (1024 * 1024);
    Diagnostic::error(
        "too-large",
        Place::file(path.clone()),
        say!("tệp lớn hơn {megabytes} MB", "the file is larger than {megabytes} MB"),
    )
    .help(say!(
        "mỗi tệp chỉ một bản ghi; xem lại có chép nhầm tệp khác không",
        "one record a file; check whether another file was copied here"
    ))
}
