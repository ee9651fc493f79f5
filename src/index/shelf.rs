//! Where a search reads the files of an index.

use std::cell::RefCell;
use std::collections::BTreeMap;

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
    static DEFLATER: RefCell<Deflater> =
        RefCell::new(Deflater { compressor: Compressor::new(LEVEL), text: Vec::new(), deflated: Vec::new() });
}

/// Beyond this the pieces get no smaller to speak of.
const LEVEL: CompressionLvl = match CompressionLvl::new(6) {
    Ok(level) => level,
    Err(_) => panic!("a level of deflate"),
};

/// A thread keeps no more room than this for the next piece, in bytes: some files are about the whole site.
const ROOM: usize = 1 << 20;

/// A value as deflated JSON (RFC 1951, raw); it is dropped as soon as it is JSON.
pub(super) fn deflated<T: Serialize>(value: T) -> Vec<u8> {
    DEFLATER.with_borrow_mut(|Deflater { compressor, text, deflated }| {
        text.clear();
        serde_json::to_writer(&mut *text, &value).expect("lists of texts and numbers become JSON");
        drop(value);
        let bound = compressor.deflate_compress_bound(text.len());
        deflated.resize(bound.max(deflated.len()), 0);
        let length = compressor.deflate_compress(text, deflated).expect("the bound is enough");
        let bytes = deflated[..length].to_vec();
        if bound > ROOM {
            (*text, *deflated) = (Vec::new(), Vec::new());
        }
        bytes
    })
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
