//! A note of what was published last, and from what: with it, a build that would change nothing is told at once, and
//! one that changes little takes over what stays.
//!
//! Lies under `.minhbach/` in the root, never in the published folder. It may be deleted at any time, torn, or written
//! by another program: it then counts for nothing and everything is built. It holds for one build of the program and
//! one state of the output folder: the names of all files in it with size, place on the disk and time of the last
//! change. Who touches a file there, even without changing it, gets a whole build, which puts everything right.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
#[cfg(not(unix))]
use std::time::SystemTime;

use blake3::{Hash, Hasher};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::manifest::MANIFEST_NAME;

/// Folder of the notes, in the root.
const FOLDER: &str = ".minhbach";

/// Longer than a tick of any file system's clock: what changed so lately may change again without a trace.
const TICK: Duration = Duration::from_millis(12);

/// Where the note on one output folder lies.
#[derive(Debug, Clone)]
pub struct Receipt {
    output: PathBuf,
    file: PathBuf,
}

/// What was noted of the site that is published now.
#[derive(Debug, Clone)]
pub struct Earlier<T> {
    /// The fingerprint of everything that was read; `None` when the same would have to be looked at again.
    pub inputs: Option<Hash>,
    /// The hash of the manifest in the published folder.
    pub manifest: Hash,
    /// What there is to say about it.
    pub about: T,
    /// What its files were made from.
    pub notes: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Head<T> {
    program: String,
    output: String,
    inputs: Option<String>,
    manifest: String,
    about: T,
}

impl Receipt {
    /// The note on `output` in the project at `root`.
    #[must_use]
    pub fn new(root: &Path, output: &Path) -> Self {
        let output = std::path::absolute(output).unwrap_or_else(|_| output.to_owned());
        let name = blake3::hash(output.as_os_str().as_encoded_bytes()).to_hex();
        Self { file: root.join(FOLDER).join(format!("published-{}", &name[..16])), output }
    }

    /// What was noted when this very output was published by this very program; `None` when that cannot be said for
    /// certain.
    #[must_use]
    pub fn read<T: DeserializeOwned>(&self) -> Option<Earlier<T>> {
        let bytes = fs::read(&self.file).ok()?;
        let (checksum, body) = bytes.split_at_checked(blake3::OUT_LEN)?;
        if checksum != blake3::hash(body).as_bytes() {
            return None;
        }
        let end = body.iter().position(|byte| *byte == b'\n')?;
        let head: Head<T> = serde_json::from_slice(&body[..end]).ok()?;
        let is_mine = head.program == program()?;
        if !is_mine || head.output != state(&self.output).ok()?.to_hex().as_str() {
            return None;
        }
        let inputs = match head.inputs {
            Some(inputs) => Some(Hash::from_hex(inputs).ok()?),
            None => None,
        };
        let manifest = Hash::from_hex(head.manifest).ok()?;
        Some(Earlier { inputs, manifest, about: head.about, notes: body[end + 1..].to_vec() })
    }

    /// Notes that the output has just been published. Where that is impossible there is no note.
    pub fn write<T: Serialize>(&self, inputs: Option<Hash>, about: T, notes: &[u8]) {
        self.try_write(inputs, about, notes).ok();
    }

    fn try_write<T: Serialize>(&self, inputs: Option<Hash>, about: T, notes: &[u8]) -> io::Result<()> {
        let program = program().ok_or(io::ErrorKind::Unsupported)?;
        std::thread::sleep(TICK);
        let output = state(&self.output)?.to_hex().to_string();
        let manifest = blake3::hash(&fs::read(self.output.join(MANIFEST_NAME))?).to_hex().to_string();
        let inputs = inputs.map(|inputs| inputs.to_hex().to_string());
        let mut body = serde_json::to_vec(&Head { program, output, inputs, manifest, about })?;
        body.push(b'\n');
        body.extend_from_slice(notes);
        let folder = self.file.parent().unwrap_or(&self.file);
        fs::create_dir_all(folder)?;
        let ignore = folder.join(".gitignore");
        if !ignore.exists() {
            fs::write(ignore, "*\n")?;
        }
        let new = self.file.with_extension(format!("new-{}", std::process::id()));
        fs::write(&new, [blake3::hash(&body).as_bytes().as_slice(), &body].concat())?;
        fs::rename(new, &self.file)
    }
}

/// This build of the program.
fn program() -> Option<String> {
    let bytes = fs::read(std::env::current_exe().ok()?).ok()?;
    Some(blake3::hash(&bytes).to_hex().to_string())
}

/// The state of a folder: names, sizes, places and times of everything in it.
fn state(folder: &Path) -> io::Result<Hash> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let states = entries.par_iter().map(|entry| {
        let about = entry.metadata()?;
        let mut hasher = Hasher::new();
        hasher.update(entry.file_name().as_encoded_bytes());
        hasher.update(&[0]);
        mark(&about, &mut hasher);
        if about.is_dir() {
            hasher.update(state(&entry.path())?.as_bytes());
        }
        Ok(hasher.finalize())
    });
    let mut hasher = Hasher::new();
    for state in states.collect::<io::Result<Vec<_>>>()? {
        hasher.update(state.as_bytes());
    }
    Ok(hasher.finalize())
}

#[cfg(unix)]
fn mark(about: &Metadata, hasher: &mut Hasher) {
    use std::os::unix::fs::MetadataExt as _;
    hasher.update(&about.mode().to_le_bytes());
    if about.is_dir() {
        return;
    }
    for number in [about.len(), about.ino()] {
        hasher.update(&number.to_le_bytes());
    }
    for number in [about.ctime(), about.ctime_nsec()] {
        hasher.update(&number.to_le_bytes());
    }
}

#[cfg(not(unix))]
fn mark(about: &Metadata, hasher: &mut Hasher) {
    hasher.update(&[u8::from(about.is_dir())]);
    if about.is_dir() {
        return;
    }
    hasher.update(&about.len().to_le_bytes());
    let since = about.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    hasher.update(&since.unwrap_or_default().as_nanos().to_le_bytes());
}
