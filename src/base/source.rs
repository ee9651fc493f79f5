//! The files that a build reads: their names and their text.

use std::fmt;
use std::sync::Arc;

use borsh::{BorshDeserialize, BorshSerialize};
/// Path of an input file relative to the project's root, with `/` between its parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Wraps a relative path whose parts are joined by `/`.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether both are one path; told at once where both are one text in memory.
    #[must_use]
    pub fn is(&self, other: &SourcePath) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }

    /// A fingerprint of the path and of what the file there holds.
    #[must_use]
    pub fn fingerprint_with(&self, bytes: &[u8]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.0.as_bytes());
        hasher.update(&[0]);
        hasher.update(bytes);
        hasher.finalize()
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One input file: its path and its text, in NFC and without a byte order mark.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where it was read.
    pub path: SourcePath,
    /// What it says.
    pub text: Arc<str>,
}

impl Source {
    /// Whether both say the same; told at once where both are one text in memory.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Source) -> bool {
        Arc::ptr_eq(&self.text, &other.text) || self.text == other.text
    }

    /// Of the path and the text.
    #[must_use]
    pub fn fingerprint(&self) -> blake3::Hash {
        self.path.fingerprint_with(self.text.as_bytes())
    }
}

/// A range of bytes in a source's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`, both in bytes.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// Line and column, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl LineColumn {
    /// The position of byte `offset` in `text`; an offset past the end counts as the end.
    #[must_use]
    pub fn of(text: &str, offset: usize) -> Self {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}
