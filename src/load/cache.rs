//! Records that were read before, kept on the disk from one build to the next.
//!
//! Lies under `.minhbach/` in the root: the bytes of every sound document and of its updates, then a list that says of
//! which file each is, which text it had and how the file system told its versions apart. A file that has not been
//! touched since is not read at all; one that has been touched and says the same is not read as YAML. The whole cache
//! may be deleted at any time, torn, or made by another program: it then counts for nothing. A new one takes the place
//! of the old one when it is complete, so that a build that is killed leaves the old one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
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
use crate::record::parsed::{Parse, Parsed};

/// Folder of the cache, in the root.
const FOLDER: &str = ".minhbach";
/// Name of the cache in it.
const NAME: &str = "records";
/// The end of the file: how long the list is, and its hash.
const TAIL: usize = 8 + blake3::OUT_LEN;

/// The records that were read before, on the way to those that are read now.
#[derive(Debug)]
pub struct RecordCache {
    path: PathBuf,
    program: String,
    begun: SystemTime,
    earlier: QuickMap<SourcePath, Entry>,
    bytes: Option<File>,
    /// What tells the versions of each file apart now.
    stamps: QuickMap<SourcePath, Stamp>,
    /// The fingerprints of the files that were not touched.
    untouched: QuickMap<SourcePath, Hash>,
    records: QuickMap<SourcePath, Parsed>,
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
    /// Of its bytes.
    checksum: [u8; 16],
}

#[derive(BorshSerialize, BorshDeserialize)]
struct List {
    program: String,
    entries: Vec<(String, Entry)>,
}

/// The cache that is being written.
#[derive(Debug)]
struct Next {
    path: PathBuf,
    file: BufWriter<File>,
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
        let opened = read(&path).ok().filter(|(_, list)| list.program == program && !program.is_empty());
        let (bytes, list) = opened.unzip();
        let entries = list.map(|list| list.entries).unwrap_or_default();
        let earlier = entries.into_iter().map(|(path, entry)| (SourcePath::new(&path), entry)).collect();
        let begun = SystemTime::now();
        let (stamps, untouched, records) = (QuickMap::default(), QuickMap::default(), QuickMap::default());
        Self { path, program: program.to_owned(), begun, earlier, bytes, stamps, untouched, records, next: None }
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

    /// Fetches the records that are known of `sources`, and reads the texts of files that turn out not to be.
    ///
    /// # Errors
    /// When a file has changed in this moment and cannot be read any more.
    pub fn fetch(&mut self, root: &Path, sources: &mut Sources) -> Result<(), LoadError> {
        self.next = Next::begin(&self.path).ok().map(Mutex::new);
        let fetched = sources.content.par_iter_mut().map(|source| {
            if !self.earlier.contains_key(&source.path) {
                return Ok(None);
            }
            if let Some(record) = self.record(&source.path, self.fingerprint(source)) {
                return Ok(Some((source.path.clone(), record)));
            }
            if self.untouched.contains_key(&source.path) {
                *source = read_now(root, &source.path)?;
            }
            Ok(None)
        });
        self.records = fetched.filter_map(Result::transpose).collect::<Result<_, LoadError>>()?;
        let records = &self.records;
        self.untouched.retain(|path, _| records.contains_key(path));
        Ok(())
    }

    /// The record of the file at `path`, if it is known.
    pub fn take(&mut self, path: &SourcePath) -> Option<Parsed> {
        self.records.remove(path)
    }

    /// Keeps the sound record of `source` for the next time.
    pub fn keep(&self, source: &Source, record: Parse<'_>) {
        if let Ok(bytes) = record.to_bytes() {
            self.add(&source.path, source.fingerprint(), &bytes);
        }
    }

    /// Puts the new cache in the place of the old one; where that is impossible the old one stays.
    pub fn finish(self) {
        let Some(next) = self.next else { return };
        let next = next.into_inner().unwrap_or_else(PoisonError::into_inner);
        let unfinished = next.path.clone();
        if next.finish(&self.path, self.program).is_err() {
            fs::remove_file(unfinished).ok();
        }
    }

    /// The record of the file at `path` when its fingerprint is `text`; it stays in the cache.
    fn record(&self, path: &SourcePath, text: Hash) -> Option<Parsed> {
        let entry = self.earlier.get(path).filter(|entry| entry.text == *text.as_bytes())?;
        let mut bytes = vec![0; entry.length as usize];
        read_at(self.bytes.as_ref()?, &mut bytes, entry.start).ok()?;
        let record = (entry.checksum == checksum(&bytes)).then(|| Parsed::of(&bytes).ok())??;
        self.add(path, text, &bytes);
        Some(record)
    }

    fn add(&self, path: &SourcePath, text: Hash, bytes: &[u8]) {
        let (Some(next), Ok(length)) = (&self.next, u32::try_from(bytes.len())) else { return };
        let stamp = self.stamps.get(path).filter(|stamp| is_settled(stamp, self.begun)).and_then(Stamp::parts);
        let checksum = checksum(bytes);
        let mut next = next.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = Entry { text: *text.as_bytes(), stamp, start: next.length, length, checksum };
        next.length += u64::from(length);
        match next.file.write_all(bytes) {
            Ok(()) => next.entries.push((path.as_str().to_owned(), entry)),
            Err(error) => next.failed = Some(error),
        }
    }
}

/// The file at `path` as it is now.
fn read_now(root: &Path, path: &SourcePath) -> Result<Source, LoadError> {
    let on_disk = root.join(path.as_str());
    let changed = || io::Error::other("the file has changed while it was read");
    let read = fs::read(&on_disk).and_then(|bytes| decode(path, bytes).map_err(|_| changed()));
    let sound = read.and_then(|source| if invisible(&source).is_empty() { Ok(source) } else { Err(changed()) });
    sound.map_err(|source| LoadError::Unreadable { path: on_disk, source })
}

impl Next {
    fn begin(path: &Path) -> io::Result<Self> {
        let folder = path.parent().unwrap_or(path);
        fs::create_dir_all(folder)?;
        let ignore = folder.join(".gitignore");
        if !ignore.exists() {
            fs::write(ignore, "*\n")?;
        }
        let path = path.with_extension(format!("new-{}", std::process::id()));
        let file = BufWriter::with_capacity(1 << 20, File::create(&path)?);
        Ok(Self { path, file, length: 0, entries: Vec::new(), failed: None })
    }

    fn finish(mut self, path: &Path, program: String) -> io::Result<()> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let list = borsh::to_vec(&List { program, entries: self.entries })?;
        self.file.write_all(&list)?;
        self.file.write_all(&(list.len() as u64).to_le_bytes())?;
        self.file.write_all(blake3::hash(&list).as_bytes())?;
        self.file.into_inner()?.sync_data()?;
        fs::rename(&self.path, path)
    }
}

/// The file of a cache, and what its list says.
fn read(path: &Path) -> io::Result<(File, List)> {
    let torn = || io::Error::from(io::ErrorKind::InvalidData);
    let file = File::open(path)?;
    let end = file.metadata()?.len().checked_sub(TAIL as u64).ok_or_else(torn)?;
    let mut tail = [0; TAIL];
    read_at(&file, &mut tail, end)?;
    let (length, hash) = tail.split_first_chunk::<8>().ok_or_else(torn)?;
    let start = end.checked_sub(u64::from_le_bytes(*length)).ok_or_else(torn)?;
    let mut list = vec![0; usize::try_from(end - start).map_err(|_| torn())?];
    read_at(&file, &mut list, start)?;
    if blake3::hash(&list).as_bytes() != hash {
        return Err(torn());
    }
    Ok((file, borsh::from_slice(&list)?))
}

fn checksum(bytes: &[u8]) -> [u8; 16] {
    let hash = blake3::hash(bytes);
    *hash.as_bytes().first_chunk().expect("a hash has 32 bytes")
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
