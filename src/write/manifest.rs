//! The list of what we wrote, kept in the output folder itself: it marks the folder as ours.
//!
//! Text in, list out, and back; the list is the text, with the places where its lines begin. It is held in pieces: of a
//! large site it is hundreds of megabytes, and nobody needs it in one stretch. Never touches the file system. The text
//! depends on the files and on the program's version only.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::io::BufRead;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;
use simdutf8::basic::from_utf8;

use crate::base::output::SitePath;

/// Name of the manifest, at the top of the output folder.
pub const MANIFEST_NAME: &str = ".minhbach-manifest.json";

/// Version of the manifest's format that this program writes, and the newest that it reads.
const FORMAT: u64 = 1;

const PROGRAM: &str = concat!("minhbach ", env!("CARGO_PKG_VERSION"));

const BETWEEN: &str = ",\n";
const END: &str = "\n}\n}\n";

/// So many lines are in a piece, but for the last one.
const LINES: usize = 4096;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// At least one; what stays is the same piece in one generation and the next.
    pieces: Vec<Arc<Piece>>,
    /// The number of files.
    len: usize,
}

/// Some lines of the text, with what stands before, between and behind them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    text: Box<str>,
    /// Where each line begins, and where one behind the last would.
    starts: Box<[u32]>,
}

impl Piece {
    fn new(text: &str, starts: &[u32]) -> Arc<Self> {
        Arc::new(Self { text: text.into(), starts: starts.into() })
    }
}

/// A file as its line says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'m>(&'m str);

impl<'m> Line<'m> {
    /// Its path.
    pub(super) fn path(self) -> Cow<'m, str> {
        unescaped(self.parts().0)
    }

    /// The path as a checked one.
    pub(super) fn site_path(self) -> SitePath {
        SitePath::parse(&self.path()).expect("a manifest holds good paths")
    }

    /// Whether its path is before `path`.
    fn is_before(self, path: &str) -> bool {
        let (wanted, written) = (path.as_bytes(), &self.0.as_bytes()[1..]);
        // Most of a path is also part of its neighbours: eight bytes at a time.
        let words = wanted.as_chunks::<8>().0.iter().zip(written.as_chunks::<8>().0);
        let same = words.take_while(|(one, other)| one == other && !one.contains(&b'"')).count() * 8;
        let mut pairs = wanted[same..].iter().zip(&written[same..]);
        match pairs.find(|(wanted, written)| wanted != written || **wanted == b'"') {
            // Where the written path ends, or has a sign that is written as two, it has to be read.
            Some((b'"', _) | (_, b'"' | b'\\')) => *self.path() < *path,
            Some((wanted, written)) => written < wanted,
            None => false,
        }
    }

    /// Whether its path begins as `escaped` says, which is written as in a line.
    fn begins_with(self, escaped: &str) -> bool {
        self.0[1..].starts_with(escaped)
    }

    /// The length of the file in bytes.
    pub(super) fn size_bytes(self) -> u64 {
        let (_, digits) = self.parts();
        digits.bytes().fold(0, |size, digit| size * 10 + u64::from(digit - b'0'))
    }

    /// Its stamp.
    pub(super) fn stamp(self) -> Stamp {
        let end = self.0.len() - HASH_END.len();
        let hash = self.0.get(end - HASH_DIGITS..end).and_then(|digits| blake3::Hash::from_hex(digits).ok());
        let hash = hash.expect("a manifest holds good lines");
        Stamp { size_bytes: self.size_bytes(), hash }
    }

    /// The path as it is written, and the digits of the size. Found from the end, where every line is alike.
    fn parts(self) -> (&'m str, &'m str) {
        let end = self.0.len() - HASH.len() - HASH_DIGITS - HASH_END.len();
        let digits = self.0.as_bytes()[..end].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let start = end - digits;
        (&self.0[1..start - SIZE.len()], &self.0[start..end])
    }

    /// The path in the line `text`, if the line is what would be written for some file.
    fn check(text: &'m str) -> Option<Cow<'m, str>> {
        let (written, rest) = text.strip_prefix('"')?.rsplit_once(SIZE)?;
        let (size, hash) = rest.strip_suffix(HASH_END)?.split_once(HASH)?;
        let is_number = size.parse::<u64>().is_ok() && (size.len() == 1 || !size.starts_with(['0', '+']));
        let is_hash = hash.len() == HASH_DIGITS && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let path = unescaped(written);
        let is_path = SitePath::parse(&path).is_ok() && escaped(&path) == written;
        (is_number && is_hash && is_path).then_some(path)
    }
}

const SIZE: &str = "\": {\"size\": ";
const HASH: &str = ", \"blake3\": \"";
const HASH_END: &str = "\"}";
const HASH_DIGITS: usize = 64;

/// A path as a line has it.
fn escaped(path: &str) -> Cow<'_, str> {
    if path.contains('"') { Cow::Owned(path.replace('"', "\\\"")) } else { Cow::Borrowed(path) }
}

fn unescaped(written: &str) -> Cow<'_, str> {
    if written.contains('\\') { Cow::Owned(written.replace("\\\"", "\"")) } else { Cow::Borrowed(written) }
}

impl Manifest {
    /// Reads the text of a manifest.
    ///
    /// # Errors
    /// [`ManifestError::Newer`] when a later version of the program wrote it,
    /// [`ManifestError::Damaged`] for everything else that would not be written.
    pub fn parse(text: &str) -> Result<Self, ManifestError> {
        Self::as_written(text.as_bytes()).map_or_else(|| Self::parse_json(text), Ok)
    }

    /// The manifest, if this very version of the program would write it so.
    pub(super) fn as_written(text: impl BufRead) -> Option<Self> {
        let manifest = Self::known(text)?;
        let pieces = (0..manifest.len()).into_par_iter().step_by(LINES);
        let is_good = |from: usize| manifest.is_as_written(from..manifest.len().min(from + LINES));
        pieces.map(is_good).all(|good| good).then_some(manifest)
    }

    /// The manifest that prints as this text, to the letter, if there is one; whether this program would write it, its
    /// hash can tell.
    pub(super) fn known(mut text: impl BufRead) -> Option<Self> {
        let at = |length| u32::try_from(length).ok();
        let (head, mut pieces, mut starts) = (head(), Vec::new(), Vec::new());
        let mut bytes = vec![0; head.len()];
        text.read_exact(&mut bytes).ok().filter(|()| bytes == head.as_bytes())?;
        loop {
            starts.push(at(bytes.len())?);
            text.read_until(b'\n', &mut bytes).ok()?;
            if !bytes.ends_with(BETWEEN.as_bytes()) {
                break;
            }
            if starts.len() == LINES {
                starts.push(at(bytes.len())?);
                pieces.push(Piece::new(from_utf8(&bytes).ok()?, &starts));
                bytes.clear();
                starts.clear();
            }
        }
        text.read_to_end(&mut bytes).ok()?;
        let behind = |start: u32| start as usize + BETWEEN.len();
        let end = at(bytes.strip_suffix(END.as_bytes())?.len() + BETWEEN.len())?;
        match *starts {
            [start] if behind(start) == end as usize && pieces.is_empty() => starts.clear(),
            [.., start] if behind(start) >= end as usize => return None,
            _ => {}
        }
        let len = pieces.len() * LINES + starts.len();
        starts.push(end);
        pieces.push(Piece::new(from_utf8(&bytes).ok()?, &starts));
        Some(Self { pieces, len })
    }

    /// Whether these lines are what would be written, each behind the one before it.
    fn is_as_written(&self, numbers: Range<usize>) -> bool {
        let path = |number: usize| Line::check(self.line(number).0);
        let mut last = match numbers.start.checked_sub(1) {
            Some(before) => path(before),
            None => Some(Cow::Borrowed("")),
        };
        for number in numbers {
            let this = path(number);
            if last >= this || last.is_none() {
                return false;
            }
            last = this;
        }
        true
    }

    fn parse_json(text: &str) -> Result<Self, ManifestError> {
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
        read.map_err(|error| damaged(&error))?.files.into_iter().map(file).collect()
    }

    /// The text, in parts: one line a file, so that a difference between two generations reads well.
    pub fn print(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().map(|piece| &*piece.text)
    }

    /// The hash of the text.
    pub(super) fn hash(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        for part in self.print() {
            hasher.update(part.as_bytes());
        }
        hasher.finalize()
    }

    /// The number of files.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether it has no file.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The files, sorted by path.
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        (0..self.len()).map(|number| self.line(number))
    }

    /// The file of that number.
    pub(super) fn line(&self, number: usize) -> Line<'_> {
        let (Piece { text, starts }, number) = (&*self.pieces[number / LINES], number % LINES);
        Line(&text[starts[number] as usize..starts[number + 1] as usize - BETWEEN.len()])
    }

    /// How many lines from that number on are the very same as the lines from another number on in `other`, as far as can be
    /// told without reading them.
    pub(super) fn shared(&self, number: usize, other: &Self, from: usize) -> usize {
        let at = |manifest: &Self, line: usize| {
            manifest.pieces.get(line / LINES).filter(|_| line.is_multiple_of(LINES)).cloned()
        };
        match (at(self, number), at(other, from)) {
            (Some(one), Some(two)) if Arc::ptr_eq(&one, &two) => one.starts.len() - 1,
            _ => 0,
        }
    }

    /// The stamp of the file at `path`.
    #[must_use]
    pub fn get(&self, path: &SitePath) -> Option<Stamp> {
        self.find(path.as_str()).map(|number| self.line(number).stamp())
    }

    /// The number of the file at `path`.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        let number = self.before(path);
        (number < self.len() && self.line(number).path() == path).then_some(number)
    }

    /// The numbers of the files whose paths begin so.
    pub(super) fn below(&self, prefix: &str) -> Range<usize> {
        self.below_from(prefix, self.before(prefix))
    }

    /// The same, looked for around the file number `near`.
    pub(super) fn below_near(&self, prefix: &str, near: usize) -> Range<usize> {
        self.below_from(prefix, self.before_near(prefix, near))
    }

    fn below_from(&self, prefix: &str, first: usize) -> Range<usize> {
        let (rest, prefix) = (first..self.len(), escaped(prefix));
        // Mostly a few lines: they are looked at one by one.
        let end = rest.clone().find(|number| !self.line(*number).begins_with(&prefix)).unwrap_or(rest.end);
        first..end
    }

    /// How many files have paths before `path`.
    pub(super) fn before(&self, path: &str) -> usize {
        self.before_in(path, 0..self.len())
    }

    /// The same, where it is about as many as `near`: few lines are asked for when it is close, and no more than twice as many
    /// when it is not.
    fn before_near(&self, path: &str, near: usize) -> usize {
        let is_before = |number: usize| self.line(number).is_before(path);
        let (near, mut step) = (near.min(self.len()), 1);
        let mut among = if near < self.len() && is_before(near) { near + 1..self.len() } else { 0..near };
        let is_behind = among.start > near;
        while among.len() > step {
            let number = if is_behind { among.start + step } else { among.end - step };
            let is_before = is_before(number);
            if is_before {
                among.start = number + 1
            } else {
                among.end = number
            }
            if is_before != is_behind {
                break;
            }
            step *= 2;
        }
        self.before_in(path, among)
    }

    /// The same, where it is one of these numbers or the one behind them.
    fn before_in(&self, path: &str, among: Range<usize>) -> usize {
        let Range { start: mut low, end: mut high } = among;
        while low < high {
            let middle = low.midpoint(high);
            if self.line(middle).is_before(path) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// Every folder that a file of the manifest stands in, at any depth, without the top.
    pub(super) fn folders(&self) -> BTreeSet<String> {
        let mut folders = BTreeSet::new();
        let mut last = String::new();
        for line in self.lines() {
            let path = line.path();
            folders.extend(new_folders(&last, &path).map(str::to_owned));
            last = path.into_owned();
        }
        folders
    }
}

impl Default for Manifest {
    fn default() -> Self {
        Writer::new().finish()
    }
}

impl FromIterator<(SitePath, Stamp)> for Manifest {
    fn from_iter<I: IntoIterator<Item = (SitePath, Stamp)>>(files: I) -> Self {
        let mut writer = Writer::new();
        for (path, stamp) in files.into_iter().collect::<BTreeMap<_, _>>() {
            writer.file(path.as_str(), &stamp);
        }
        writer.finish()
    }
}

/// A manifest in the making: the files come in the order of their paths.
pub(super) struct Writer {
    full: Vec<Arc<Piece>>,
    /// The piece that is being filled: its text, and where each line in it begins.
    text: String,
    starts: Vec<u32>,
}

impl Writer {
    /// One without files.
    pub(super) fn new() -> Self {
        Self { full: Vec::new(), text: head(), starts: Vec::new() }
    }

    /// Adds the next file.
    pub(super) fn file(&mut self, path: &str, stamp: &Stamp) {
        self.begin();
        let (path, Stamp { size_bytes, hash }) = (escaped(path), stamp);
        write!(self.text, "\"{path}{SIZE}{size_bytes}{HASH}{hash}{HASH_END}").expect("text is written to memory");
    }

    /// Adds files of another manifest.
    pub(super) fn lines(&mut self, manifest: &Manifest, numbers: Range<usize>) {
        let mut number = numbers.start;
        while number < numbers.end {
            // The last piece has the end of the text in it.
            let is_whole =
                number.is_multiple_of(LINES) && number + LINES <= numbers.end && number + LINES < manifest.len();
            if is_whole && self.is_before_piece(number / LINES) {
                self.full.push(manifest.pieces[number / LINES].clone());
                self.text.clear();
                number += LINES;
            } else {
                self.line(manifest.line(number));
                number += 1;
            }
        }
    }

    /// Whether the next line is the first one of a piece that begins as the piece of that number of another manifest.
    fn is_before_piece(&mut self, piece: usize) -> bool {
        if self.starts.len() == LINES {
            self.close(BETWEEN);
        }
        self.starts.is_empty() && (self.full.is_empty() == (piece == 0))
    }

    fn line(&mut self, line: Line<'_>) {
        self.begin();
        self.text.push_str(line.0);
    }

    fn begin(&mut self) {
        match self.starts.len() {
            0 => {}
            LINES => self.close(BETWEEN),
            _ => self.text.push_str(BETWEEN),
        }
        self.starts.push(place(self.text.len()));
    }

    /// Ends a piece, and keeps the room for the next one.
    fn close(&mut self, behind: &str) {
        self.starts.push(place(self.text.len() + BETWEEN.len()));
        self.text.push_str(behind);
        self.full.push(Piece::new(&self.text, &self.starts));
        self.text.clear();
        self.starts.clear();
    }

    /// The manifest.
    pub(super) fn finish(mut self) -> Manifest {
        if self.starts.is_empty()
            && let Some(last) = self.full.pop()
        {
            // It was to have another one behind it.
            let end = last.text.len() - BETWEEN.len();
            self.text.push_str(&last.text[..end]);
            self.starts.extend(&last.starts[..LINES]);
        }
        let len = self.full.len() * LINES + self.starts.len();
        self.close(END);
        Manifest { pieces: self.full, len }
    }
}

fn place(length: usize) -> u32 {
    u32::try_from(length).expect("a few thousand paths are shorter")
}

fn head() -> String {
    format!("{{\n\"program\": \"{PROGRAM}\",\n\"format\": {FORMAT},\n\"files\": {{\n")
}

/// The folders that `path` stands in, without the top: `a` and `a/b` for `a/b/c`.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(move |(position, _)| &path[..position])
}

/// Those in which `last` does not stand: over sorted paths, each folder once, but for the top.
pub(super) fn new_folders<'p>(last: &str, path: &'p str) -> impl Iterator<Item = &'p str> {
    let common = last.bytes().zip(path.bytes()).take_while(|(one, other)| one == other).count();
    // What both begin with is a folder of both up to the last slash in it.
    let known = path.as_bytes()[..common].iter().rposition(|byte| *byte == b'/').unwrap_or_default();
    ancestors(path).filter(move |folder| folder.len() > known)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn path(number: usize) -> SitePath {
        SitePath::parse(&format!("{number:05}/index.html")).expect("a path")
    }

    fn manifest(numbers: impl Iterator<Item = usize>) -> Manifest {
        numbers.map(|number| (path(number), Stamp::of(b""))).collect()
    }

    #[test]
    fn a_manifest_put_together_from_lines_of_another_is_as_one_made_anew() {
        for all in [3 * LINES, 3 * LINES + 100].map(|length| manifest((0..length).map(|number| 2 * number))) {
            // How many are taken over from the first on, what comes then, and from where on the others are taken over.
            for (kept, is_added, rest) in [
                (all.len(), false, all.len()),
                (all.len(), true, all.len()),
                (2 * LINES, false, all.len()),
                (LINES, true, LINES),
                (LINES, true, LINES + 1),
                (LINES - 1, true, LINES),
                (0, true, 1),
                (0, false, LINES),
                (0, false, all.len()),
            ] {
                let mut writer = Writer::new();
                writer.lines(&all, 0..kept);
                let added = is_added.then_some((2 * kept).max(2) - 1);
                if let Some(added) = added {
                    writer.file(path(added).as_str(), &Stamp::of(b""));
                }
                writer.lines(&all, rest..all.len());
                let numbers = (0..kept).map(|number| 2 * number).chain(added);
                let anew = manifest(numbers.chain((rest..all.len()).map(|number| 2 * number)));
                let put_together = writer.finish();
                let text = put_together.print().collect::<String>();
                assert!(text == anew.print().collect::<String>(), "{kept} {added:?} {rest}");
                assert_eq!(put_together, anew, "{kept} {added:?} {rest}");
                assert_eq!(Manifest::known(text.as_bytes()), Some(anew));
            }
        }
    }

    #[test]
    fn what_stays_where_it_was_is_the_same_piece() {
        let all = manifest(0..3 * LINES);
        let mut writer = Writer::new();
        writer.lines(&all, 0..LINES + 1);
        writer.file(path(LINES + 1).as_str(), &Stamp::of(b"new"));
        writer.lines(&all, LINES + 2..all.len());
        let edited = writer.finish();
        let shared = [0, 1, LINES, 2 * LINES].map(|number| all.shared(number, &edited, number));
        assert_eq!(shared, [LINES, 0, 0, 0], "the last one has the end of the text in it");
        assert_eq!(all.shared(LINES, &edited, 0), 0);
    }

    #[test]
    fn a_place_is_found_from_wherever_it_is_looked_for() {
        let all = manifest((0..100).map(|number| 2 * number));
        for number in 0..=200 {
            let path = format!("{number:05}");
            let first = all.before(&path);
            assert_eq!(first, usize::div_ceil(number, 2).min(100), "{path}");
            for near in 0..=101 {
                assert_eq!(all.before_near(&path, near), first, "{path} from {near}");
            }
        }
        assert_eq!(all.below_near("0001", 90), 5..10);
    }

    #[test]
    fn lines_stand_in_the_order_of_their_paths_however_they_are_written() {
        let paths = ["a", "a\"b", "a\"", "a b", "ab", "a/b", "a#", "ă", "b", "a\", size"];
        let paths = paths.map(|path| SitePath::parse(path).unwrap_or_else(|error| panic!("{path}: {error}")));
        let all = paths.iter().map(|path| (path.clone(), Stamp::of(b""))).collect::<Manifest>();
        let mut sorted = paths.to_vec();
        sorted.sort_unstable();
        for (number, path) in sorted.iter().enumerate() {
            assert_eq!(all.find(path.as_str()), Some(number), "{path}");
            for (line, other) in all.lines().zip(&sorted) {
                assert_eq!(line.is_before(path.as_str()), other < path, "{other} {path}");
            }
        }
    }
}
