//! A note of what was published last, and from what: with it, a build that would change nothing is told at once, and
//! one that changes little takes over what stays.
//!
//! Lies under `.minhbach/` in the root, never in the published folder. It may be deleted at any time, torn, or written
//! by another program: it then counts for nothing and everything is built. It holds for one build of the program and
//! as long as nobody touches the output folder ([`Untouched`]). Who touches a file there, even without changing it, gets
//! a whole build, which puts everything right.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use blake3::{Hash, Hasher};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::publish::Published;
use super::untouched::{Settled, Untouched};

/// Folder of the notes, in the root.
const FOLDER: &str = ".minhbach";

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
    /// What there is to say about it.
    pub about: T,
    /// What its files were made from.
    pub notes: Vec<u8>,
    /// The hash of what was laid aside with it.
    aside: Hash,
}

/// What was laid aside while a site was made: its hash.
#[derive(Debug)]
pub struct Aside(Hash);

#[derive(Serialize, Deserialize)]
struct Head<T> {
    program: String,
    settled: Settled,
    inputs: Option<String>,
    manifest: String,
    aside: String,
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

    /// What was noted when this very output was published by this very program, and that nobody has touched it since;
    /// `None` when that cannot be said for certain.
    #[must_use]
    pub fn read<T: DeserializeOwned>(&self) -> Option<(Earlier<T>, Untouched)> {
        let bytes = fs::read(&self.file).ok()?;
        let (checksum, body) = bytes.split_at_checked(blake3::OUT_LEN)?;
        if checksum != blake3::hash(body).as_bytes() {
            return None;
        }
        let end = body.iter().position(|byte| *byte == b'\n')?;
        let head: Head<T> = serde_json::from_slice(&body[..end]).ok()?;
        if head.program != program()? {
            return None;
        }
        let inputs = match head.inputs {
            Some(inputs) => Some(Hash::from_hex(inputs).ok()?),
            None => None,
        };
        let untouched = Untouched::look(&self.output, Hash::from_hex(head.manifest).ok()?, head.settled)?;
        let aside = Hash::from_hex(head.aside).ok()?;
        let notes = body[end + 1..].to_vec();
        Some((Earlier { inputs, about: head.about, notes, aside }, untouched))
    }

    /// What was laid aside when that was published: only needed when something is built. `None` when it is gone or torn,
    /// or another build has laid something aside since.
    #[must_use]
    pub fn aside<T>(&self, earlier: &Earlier<T>) -> Option<Vec<u8>> {
        fs::read(self.aside_file()).ok().filter(|bytes| blake3::hash(bytes) == earlier.aside)
    }

    fn aside_file(&self) -> PathBuf {
        let name = self.file.file_name().unwrap_or_default().to_string_lossy().replace("published", "index");
        self.file.with_file_name(name)
    }

    /// Lays aside what `write` writes, for [`Receipt::write`] to take up when the output is published; until then what was
    /// laid aside before stays. `None` when that is impossible.
    pub fn lay_aside(&self, write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> Option<Aside> {
        self.try_lay_aside(write).ok()
    }

    fn try_lay_aside(&self, write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> io::Result<Aside> {
        self.make_folder()?;
        let mut file = Hashed { file: File::create(self.aside_file().with_extension("new"))?, hasher: Hasher::new() };
        write(&mut file)?;
        Ok(Aside(file.hasher.finalize()))
    }

    /// Notes what has just been published. Where that is impossible there is no note.
    pub fn write<T: Serialize>(
        &self,
        inputs: Option<Hash>,
        about: T,
        notes: &[u8],
        aside: Aside,
        published: &Published,
    ) {
        if let Some(settled) = published.settled.clone() {
            self.try_write(inputs, about, notes, &aside, published.manifest, settled).ok();
        }
    }

    fn try_write<T: Serialize>(
        &self,
        inputs: Option<Hash>,
        about: T,
        notes: &[u8],
        aside: &Aside,
        manifest: Hash,
        settled: Settled,
    ) -> io::Result<()> {
        let program = program().ok_or(io::ErrorKind::Unsupported)?.to_owned();
        let manifest = manifest.to_hex().to_string();
        let inputs = inputs.map(|inputs| inputs.to_hex().to_string());
        let Aside(aside_hash) = aside;
        let aside = aside_hash.to_hex().to_string();
        let mut head = serde_json::to_vec(&Head { program, settled, inputs, manifest, aside, about })?;
        head.push(b'\n');
        self.make_folder()?;
        // The note names it by its hash: without the note that belongs to it, it counts for nothing.
        fs::rename(self.aside_file().with_extension("new"), self.aside_file())?;
        let new = self.file.with_extension(format!("new-{}", std::process::id()));
        let checksum = Hasher::new().update(&head).update(notes).finalize();
        let mut file = File::create(&new)?;
        for part in [checksum.as_bytes(), head.as_slice(), notes] {
            file.write_all(part)?;
        }
        fs::rename(new, &self.file)
    }

    fn make_folder(&self) -> io::Result<()> {
        let folder = self.file.parent().unwrap_or(&self.file);
        fs::create_dir_all(folder)?;
        let ignore = folder.join(".gitignore");
        if ignore.exists() { Ok(()) } else { fs::write(ignore, "*\n") }
    }
}

/// A file that is hashed while it is written.
struct Hashed {
    file: File,
    hasher: Hasher,
}

impl io::Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.file.write(bytes)?;
        self.hasher.update(&bytes[..length]);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// This build of the program; `None` when it cannot read itself.
#[must_use]
pub fn program() -> Option<&'static str> {
    static PROGRAM: OnceLock<Option<String>> = OnceLock::new();
    let read = || {
        let mut hasher = Hasher::new();
        Some(hasher.update_mmap_rayon(std::env::current_exe().ok()?).ok()?.finalize().to_hex().to_string())
    };
    PROGRAM.get_or_init(read).as_deref()
}
