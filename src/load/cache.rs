//! What was made of files that were read before, kept on the disk from one build to the next.
//!
//! Lies under `.minhbach/` in the root: a file with bytes that were made of every sound document and of its updates (what
//! they mean is for the checks to know), and a list that says of which file each is, which text it had and how the file
//! system told its versions apart. A file that has not been touched since is not read at all; one that has been touched
//! and says the same is not read as YAML. Either may be deleted at any time, torn, or made by another program: what is
//! not as the list says counts for nothing.
//!
//! New bytes are put behind those that are there; when more than half of them are of no use any more, those that are go
//! into another file. The list takes the place of the old one when everything is written, and a build that is killed
//! before leaves the old one, for which what stands behind its bytes is nothing.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use blake3::Hash;
use borsh::{BorshDeserialize, BorshSerialize};
use rayon::prelude::*;

use super::decode::{decode, invisible};
use super::memory::is_settled;
use super::walk::{Found, Stamp};
use super::{LoadError, Sources};
use crate::base::hash::QuickMap;
use crate::base::source::{Source, SourcePath};

/// Folder of the cache, in the root.
const FOLDER: &str = ".minhbach";
/// Name of the list in it.
const NAME: &str = "records";
/// Names of the files with the bytes, in turn.
const BYTES: [&str; 2] = ["records-0", "records-1"];

/// The records that were read before, on the way to those that are read now.
#[derive(Debug)]
pub struct RecordCache {
    root: PathBuf,
    path: PathBuf,
    program: String,
    begun: SystemTime,
    earlier: QuickMap<SourcePath, Entry>,
    bytes: Option<Bytes>,
    /// What tells the versions of each file apart now.
    stamps: QuickMap<SourcePath, Stamp>,
    /// The fingerprints of the files that were not touched.
    untouched: QuickMap<SourcePath, Hash>,
    /// What is known of files that say what they said.
    known: QuickMap<SourcePath, Vec<u8>>,
    next: Option<Mutex<Next>>,
}

/// One record of the cache.
#[derive(Debug, Clone, BorshSerialize, BorshDeserialize)]
struct Entry {
    /// Of the path and the text of its file.
    text: [u8; blake3::OUT_LEN],
    /// What told the versions of the file apart, where that was certain.
    stamp: Option<(u64, u64, u64)>,
    start: u64,
    length: u32,
    /// Of its bytes: not that somebody forged them, but that the disk did not.
    checksum: u32,
}

#[derive(BorshSerialize, BorshDeserialize)]
struct List {
    program: String,
    /// Which of the files with bytes it is about, and how many of them count.
    turn: bool,
    length: u64,
    entries: Vec<(String, Entry)>,
}

/// The bytes of an earlier build.
#[derive(Debug)]
struct Bytes {
    file: File,
    turn: bool,
    length: u64,
}

/// The cache that is being written.
#[derive(Debug)]
struct Next {
    file: BufWriter<File>,
    turn: bool,
    /// Whether the bytes that are known stay where they are.
    goes_on: bool,
    length: u64,
    entries: Vec<(String, Entry)>,
    /// The first thing that went wrong: then there will be no new cache.
    failed: Option<io::Error>,
}

impl RecordCache {
    /// The cache of the project at `root`, as far as this `program` wrote it; one without a name knows nothing.
    #[must_use]
    pub fn open(root: &Path, program: &str) -> Self {
        let path = root.join(FOLDER).join(NAME);
        let list = read(&path).ok().filter(|list| list.program == program && !program.is_empty());
        let opened = list.and_then(|List { turn, length, entries, .. }| {
            let file = File::open(path.with_file_name(BYTES[usize::from(turn)])).ok()?;
            Some((Bytes { file, turn, length }, entries))
        });
        let (bytes, entries) = opened.unzip();
        let entries = entries.unwrap_or_default();
        let earlier = entries.into_iter().map(|(path, entry)| (SourcePath::new(&path), entry)).collect();
        let begun = SystemTime::now();
        let (stamps, untouched, known) = (QuickMap::default(), QuickMap::default(), QuickMap::default());
        let (root, program) = (root.to_owned(), program.to_owned());
        Self { root, path, program, begun, earlier, bytes, stamps, untouched, known, next: None }
    }

    /// Parts the files that were found into those that nobody has touched, without their texts, and those that have to
    /// be read.
    pub(super) fn part(&mut self, found: Vec<Found>) -> (Vec<Source>, Vec<Found>) {
        let (mut untouched, mut unknown) = (Vec::new(), Vec::new());
        for file in found {
            let entry = self.earlier.get(&file.path);
            let entry = entry.filter(|entry| entry.stamp.is_some() && entry.stamp == file.stamp.parts());
            self.stamps.insert(file.path.clone(), file.stamp);
            match entry {
                Some(entry) => {
                    self.untouched.insert(file.path.clone(), Hash::from_bytes(entry.text));
                    untouched.push(Source { path: file.path, text: Arc::from("") });
                }
                None => unknown.push(file),
            }
        }
        (untouched, unknown)
    }

    /// The fingerprint of a file's path and text, whether the text was read or not.
    #[must_use]
    pub fn fingerprint(&self, source: &Source) -> Hash {
        self.untouched.get(&source.path).copied().unwrap_or_else(|| source.fingerprint())
    }

    /// Fetches what is known of `sources`, and reads the texts of files that turn out not to be.
    ///
    /// # Errors
    /// When a file has changed in this moment and cannot be read any more.
    pub fn fetch(&mut self, sources: &mut Sources) -> Result<(), LoadError> {
        let used = self.earlier.values().map(|entry| u64::from(entry.length)).sum();
        self.next = Next::begin(&self.path, self.bytes.as_ref(), used).ok().map(Mutex::new);
        let fetched = sources.content.par_iter_mut().map(|source| {
            if !self.earlier.contains_key(&source.path) {
                return Ok(None);
            }
            if let Some(bytes) = self.known(&source.path, self.fingerprint(source)) {
                return Ok(Some((source.path.clone(), bytes)));
            }
            if self.untouched.contains_key(&source.path) {
                *source = read_now(&self.root, &source.path)?;
            }
            Ok(None)
        });
        self.known = fetched.filter_map(Result::transpose).collect::<Result<_, LoadError>>()?;
        let known = &self.known;
        self.untouched.retain(|path, _| known.contains_key(path));
        Ok(())
    }

    /// What was made of the file at `path`, if it is known.
    pub fn take(&mut self, path: &SourcePath) -> Option<Vec<u8>> {
        self.known.remove(path)
    }

    /// The file at `path`, of which something is known, with its text; `None` when it no longer says what it said.
    #[must_use]
    pub fn read_again(&self, path: &SourcePath) -> Option<Source> {
        let earlier = self.earlier.get(path)?;
        let source = read_now(&self.root, path).ok()?;
        (earlier.text == *source.fingerprint().as_bytes()).then_some(source)
    }

    /// Keeps what was made of the file at `path` for the next time; `text` is the fingerprint of the file.
    pub fn keep(&self, path: &SourcePath, text: Hash, bytes: &[u8]) {
        self.add(path, text, bytes, None);
    }

    /// Puts the new cache in the place of the old one; where that is impossible the old one stays.
    pub fn finish(self) {
        let Some(next) = self.next else { return };
        let next = next.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Without a new list the old one counts.
        next.finish(&self.path, self.program).ok();
    }

    /// What was made of the file at `path` when its fingerprint is `text`; it stays in the cache.
    fn known(&self, path: &SourcePath, text: Hash) -> Option<Vec<u8>> {
        let entry = self.earlier.get(path).filter(|entry| entry.text == *text.as_bytes())?;
        let mut bytes = vec![0; entry.length as usize];
        read_at(&self.bytes.as_ref()?.file, &mut bytes, entry.start).ok()?;
        if entry.checksum != crc32fast::hash(&bytes) {
            return None;
        }
        self.add(path, text, &bytes, Some(entry));
        Some(bytes)
    }

    /// Adds a record to the new cache, with the entry of the earlier one that has the same bytes.
    fn add(&self, path: &SourcePath, text: Hash, bytes: &[u8], earlier: Option<&Entry>) {
        let (Some(next), Ok(length)) = (&self.next, u32::try_from(bytes.len())) else { return };
        let stamp = self.stamps.get(path).filter(|stamp| is_settled(stamp, self.begun)).and_then(Stamp::parts);
        let checksum = earlier.map_or_else(|| crc32fast::hash(bytes), |earlier| earlier.checksum);
        let mut next = next.lock().unwrap_or_else(PoisonError::into_inner);
        let there = earlier.filter(|_| next.goes_on).map(|earlier| earlier.start);
        let start = there.unwrap_or(next.length);
        if there.is_none() {
            next.length += u64::from(length);
            if let Err(error) = next.file.write_all(bytes) {
                next.failed = Some(error);
            }
        }
        next.entries.push((path.as_str().to_owned(), Entry { text: *text.as_bytes(), stamp, start, length, checksum }));
    }
}

/// The file at `path` as it is now.
fn read_now(root: &Path, path: &SourcePath) -> Result<Source, LoadError> {
    let on_disk = root.join(path.as_str());
    let changed = || io::Error::other("the file has changed while it was read");
    let read = fs::read(&on_disk).and_then(|bytes| decode(path, &bytes).map_err(|_| changed()));
    let sound = read.and_then(|source| if invisible(&source).is_empty() { Ok(source) } else { Err(changed()) });
    sound.map_err(|source| LoadError::Unreadable { path: on_disk, source })
}

impl Next {
    /// A new cache whose list will lie at `path`; of the `earlier` bytes so many are still of use.
    fn begin(path: &Path, earlier: Option<&Bytes>, used: u64) -> io::Result<Self> {
        let folder = path.parent().unwrap_or(path);
        fs::create_dir_all(folder)?;
        let ignore = folder.join(".gitignore");
        if !ignore.exists() {
            fs::write(ignore, "*\n")?;
        }
        let (turn, length) = match earlier {
            Some(earlier) if earlier.length <= 2 * used => (earlier.turn, earlier.length),
            Some(earlier) => (!earlier.turn, 0),
            None => (false, 0),
        };
        let mut file = File::options()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path.with_file_name(BYTES[usize::from(turn)]))?;
        file.set_len(length)?;
        file.seek(SeekFrom::Start(length))?;
        let (file, entries) = (BufWriter::with_capacity(1 << 20, file), Vec::new());
        Ok(Self { file, turn, goes_on: length > 0, length, entries, failed: None })
    }

    fn finish(mut self, path: &Path, program: String) -> io::Result<()> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        self.file.flush()?;
        let Self { turn, length, entries, .. } = self;
        let mut list = borsh::to_vec(&List { program, turn, length, entries })?;
        list.extend_from_slice(blake3::hash(&list).as_bytes());
        let new = path.with_extension(format!("new-{}", std::process::id()));
        fs::write(&new, list).and_then(|()| fs::rename(&new, path)).inspect_err(|_| drop(fs::remove_file(&new)))?;
        // What the other turn left is of no use to the new list.
        fs::remove_file(path.with_file_name(BYTES[usize::from(!turn)])).or(Ok(()))
    }
}

/// What the list at `path` says.
fn read(path: &Path) -> io::Result<List> {
    let bytes = fs::read(path)?;
    match bytes.split_last_chunk::<{ blake3::OUT_LEN }>() {
        Some((list, hash)) if blake3::hash(list).as_bytes() == hash => borsh::from_slice(list),
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, start)
}

#[cfg(windows)]
fn read_at(file: &File, bytes: &mut [u8], start: u64) -> io::Result<()> {
    let read = std::os::windows::fs::FileExt::seek_read(file, bytes, start)?;
    if read == bytes.len() { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}
