//! Where a search reads the files of an index.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;

use libdeflater::{CompressionLvl, Compressor};
use serde::Serialize;

/// The files of an index, by their address from the root of the site.
pub trait Shelf {
    /// The file at an address; `None` when there is none.
    fn file(&self, address: &str) -> Option<Vec<u8>>;
}

impl Shelf for BTreeMap<String, Vec<u8>> {
    fn file(&self, address: &str) -> Option<Vec<u8>> {
        self.get(address).cloned()
    }
}

/// An index that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrokenIndex {
    /// A file is absent.
    Absent(String),
    /// A file is not what it should be.
    Garbled(String),
    /// The index has another version.
    Version(u32),
}

impl std::fmt::Display for BrokenIndex {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            BrokenIndex::Absent(address) => write!(formatter, "the search index has no file {address}"),
            BrokenIndex::Garbled(address) => write!(formatter, "the file {address} of the search index is garbled"),
            BrokenIndex::Version(version) => {
                write!(formatter, "the search index has version {version}, not {}", super::VERSION)
            }
        }
    }
}

impl std::error::Error for BrokenIndex {}

/// What deflates, with the places where it works: to make them costs more than to deflate a piece.
struct Deflater {
    compressor: Compressor,
    text: Vec<u8>,
    deflated: Vec<u8>,
}

thread_local! {
    /// A thread's own.
    static DEFLATER: RefCell<Deflater> = RefCell::new(Deflater::new());
}

impl Deflater {
    fn new() -> Self {
        Self { compressor: Compressor::new(LEVEL), text: Vec::new(), deflated: Vec::new() }
    }

    /// The value is dropped as soon as it is JSON.
    fn deflate<T: Serialize>(&mut self, value: T) -> Vec<u8> {
        let Self { compressor, text, deflated } = self;
        text.clear();
        put_json(&mut *text, &value);
        drop(value);
        let bound = compressor.deflate_compress_bound(text.len());
        if deflated.len() < bound {
            // New room that nobody has written in takes none: of it a small part is needed.
            *deflated = vec![0; bound];
        }
        let length = compressor.deflate_compress(text, deflated).expect("the bound is enough");
        deflated[..length].to_vec()
    }
}

/// Beyond this the pieces get no smaller to speak of.
const LEVEL: CompressionLvl = match CompressionLvl::new(6) {
    Ok(level) => level,
    Err(_) => panic!("a level of deflate"),
};

/// A piece as deflated JSON (RFC 1951, raw).
pub(super) fn deflated(piece: impl Serialize) -> Vec<u8> {
    DEFLATER.with_borrow_mut(|deflater| deflater.deflate(piece))
}

/// The same for what is about the whole site: there is room for just as much, and no thread keeps it.
pub(super) fn deflated_whole(value: impl Serialize) -> Vec<u8> {
    let mut length = Length(0);
    put_json(&mut length, &value);
    Deflater { text: Vec::with_capacity(length.0), ..Deflater::new() }.deflate(value)
}

fn put_json(to: impl io::Write, value: &impl Serialize) {
    serde_json::to_writer(to, value).expect("lists of texts and numbers become JSON");
}

/// How many bytes were written.
struct Length(usize);

impl io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads a deflated JSON file.
///
/// # Errors
/// When it is absent or something else.
pub fn read_json<T: serde::de::DeserializeOwned>(shelf: &dyn Shelf, address: &str) -> Result<T, BrokenIndex> {
    let bytes = shelf.file(address).ok_or_else(|| BrokenIndex::Absent(address.to_owned()))?;
    let garbled = || BrokenIndex::Garbled(address.to_owned());
    let text = miniz_oxide::inflate::decompress_to_vec(&bytes).map_err(|_| garbled())?;
    serde_json::from_slice(&text).map_err(|_| garbled())
}
