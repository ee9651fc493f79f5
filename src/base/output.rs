//! The sink of everything that a build makes: paths and bytes, kept in memory or streamed on.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Mutex;

/// Path of an output file relative to the site's root, such as `van-ban/dong-nai/index.html`.
///
/// Relative, `/` between its parts, no empty part, no `.` or `..`, no part that starts with a dot
/// except those that [`SitePath::parse`] lets through.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(String);

impl SitePath {
    /// Checks and wraps a path.
    ///
    /// # Errors
    /// The path itself when it is empty, absolute, or has a part that is empty, `.`, `..` or holds a
    /// backslash, a colon or a control character.
    pub fn parse(path: &str) -> Result<Self, BadSitePath> {
        let good = !path.is_empty()
            && path.split('/').all(|part| {
                !part.is_empty()
                    && part != "."
                    && part != ".."
                    && !part.chars().any(|character| matches!(character, '\\' | ':') || character.is_control())
            });
        if good { Ok(Self(path.to_owned())) } else { Err(BadSitePath(path.to_owned())) }
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Orders and compares as its text does.
impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A path that cannot be a file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadSitePath(pub String);

impl fmt::Display for BadSitePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} is not a path inside the site", self.0)
    }
}

impl std::error::Error for BadSitePath {}

/// A part of several large files: the next stretch of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The bytes of each; `None` when they are what they were in an earlier build.
    pub bytes: Option<Vec<Vec<u8>>>,
    /// How long this part of each was in that build, in bytes; `None` when nobody knows.
    pub before: Option<Vec<usize>>,
}

impl Part {
    /// How long it is in each file, in bytes.
    #[must_use]
    pub fn lengths(&self) -> Vec<usize> {
        match &self.bytes {
            Some(bytes) => bytes.iter().map(Vec::len).collect(),
            None => self.before.clone().unwrap_or_default(),
        }
    }
}

/// Takes finished files, from several threads, in any order.
pub trait Sink: Sync {
    /// Takes one file.
    ///
    /// # Errors
    /// [`SinkError::Collision`] when `path` was taken before: two files at one path is a bug in the
    /// program. [`SinkError::Machine`] when the machine failed to store it.
    fn put(&self, path: SitePath, bytes: Vec<u8>) -> Result<(), SinkError>;

    /// Takes files that are too large to be held: each of `parts` has the next bytes of every one, in the order of `paths`.
    ///
    /// # Errors
    /// As [`Sink::put`]; and when a part is left to an earlier build that this sink does not know.
    fn pour(&self, paths: Vec<SitePath>, parts: &mut dyn Iterator<Item = Part>) -> Result<(), SinkError> {
        let mut files = vec![Vec::new(); paths.len()];
        for part in parts {
            let unknown = || SinkError::Machine {
                action: format!("take over a part of {paths:?}"),
                source: std::io::ErrorKind::NotFound.into(),
            };
            files.iter_mut().zip(part.bytes.ok_or_else(unknown)?).for_each(|(file, bytes)| file.extend(bytes));
        }
        paths.into_iter().zip(files).try_for_each(|(path, bytes)| self.put(path, bytes))
    }

    /// Takes over the file that an earlier build left at `path`, and tells its size in bytes; `None` when there is none,
    /// and then nothing is taken. Only for a path that is made from everything that its bytes are made from.
    ///
    /// # Errors
    /// As [`Sink::put`].
    fn keep(&self, _path: &SitePath) -> Result<Option<u64>, SinkError> {
        Ok(None)
    }

    /// Takes over the files of an earlier build whose paths begin with one of `folders` and end with `ending`, and tells
    /// their length together in bytes; `None` when there are not `count` of them or it is not known that they are as they
    /// were, and then nothing is taken.
    ///
    /// # Errors
    /// As [`Sink::put`].
    fn keep_below(&self, _folders: &[String], _ending: &str, _count: usize) -> Result<Option<u64>, SinkError> {
        Ok(None)
    }
}

/// Why a sink refused a file.
#[derive(Debug)]
pub enum SinkError {
    /// Two files at one path.
    Collision(SitePath),
    /// Writing failed: what was tried, and what the system said.
    Machine {
        /// What was tried, with the path.
        action: String,
        /// What the system said.
        source: std::io::Error,
    },
}

impl fmt::Display for SinkError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SinkError::Collision(path) => write!(formatter, "two files of the site have the path {path}"),
            SinkError::Machine { action, source } => write!(formatter, "cannot {action}: {source}"),
        }
    }
}

impl std::error::Error for SinkError {}

/// A sink that keeps everything in memory, for `serve` and for tests.
#[derive(Debug, Default)]
pub struct MemoryOutput(Mutex<BTreeMap<SitePath, Vec<u8>>>);

impl MemoryOutput {
    /// The files, sorted by path.
    #[must_use]
    pub fn into_files(self) -> BTreeMap<SitePath, Vec<u8>> {
        self.0.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Sink for MemoryOutput {
    fn put(&self, path: SitePath, bytes: Vec<u8>) -> Result<(), SinkError> {
        let mut files = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if files.contains_key(&path) {
            return Err(SinkError::Collision(path));
        }
        files.insert(path, bytes);
        Ok(())
    }
}
