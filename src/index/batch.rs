//! Pieces in batches. The folder of a batch has a name that changes with what is in it, and with nothing else: an edit
//! gives new addresses to few pieces, and all others stay where they are.

use serde::{Deserialize, Serialize};

use super::FOLDER;

/// Pieces in one batch, at most.
pub const PIECES: usize = 32;
/// Letters in the name of a batch.
pub const NAME: usize = 10;

const ENDING: &str = ".bin";

/// The batches of one kind of pieces, in order, as the entry file names them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batches {
    /// Their names, [`NAME`] letters each.
    pub names: String,
    /// How many pieces are in each.
    pub sizes: Vec<u32>,
}

impl Batches {
    /// Adds a batch behind the others.
    pub(super) fn push(&mut self, batch: &Batch) {
        self.names.push_str(&batch.name);
        self.sizes.push(batch.size);
    }

    /// Each of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = Batch> {
        let named = self.sizes.iter().enumerate().filter_map(|(number, size)| Some((self.name(number)?, *size)));
        named.map(|(name, size)| Batch { name: name.to_owned(), size })
    }

    fn name(&self, number: usize) -> Option<&str> {
        self.names.get(number * NAME..(number + 1) * NAME)
    }

    /// Address of a piece of a batch.
    #[must_use]
    pub fn address_in(&self, prefix: char, number: usize, place: u32) -> Option<String> {
        Some(address(prefix, self.name(number)?, place))
    }

    /// Address of a piece, counted over all batches; `prefix` is the letter of its kind.
    #[must_use]
    pub fn address(&self, prefix: char, piece: u32) -> Option<String> {
        let mut place = piece;
        for (number, size) in self.sizes.iter().enumerate() {
            if place < *size {
                return self.address_in(prefix, number, place);
            }
            place -= size;
        }
        None
    }
}

/// One batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Batch {
    pub name: String,
    pub size: u32,
}

impl Batch {
    /// That of some pieces; `about` tells it apart from all that may have the same bytes.
    pub fn of(about: &[u8], pieces: &[Vec<u8>]) -> Self {
        let parts = std::iter::once(about).chain(pieces.iter().map(Vec::as_slice));
        Self { name: hash(parts), size: u32::try_from(pieces.len()).expect("batches are small") }
    }

    /// Addresses of its pieces.
    pub fn addresses(&self, prefix: char) -> impl Iterator<Item = String> {
        (0..self.size).map(move |place| address(prefix, &self.name, place))
    }

    /// The folder in which they are and nothing else, with its slash; and how their names end.
    pub fn folder(&self, prefix: char) -> (String, &'static str) {
        (format!("{FOLDER}{prefix}-{}/", self.name), ENDING)
    }
}

fn address(prefix: char, name: &str, place: u32) -> String {
    format!("{FOLDER}{prefix}-{name}/{place}{ENDING}")
}

/// A name for what consists of `parts`.
pub(super) fn hash<'b>(parts: impl IntoIterator<Item = &'b [u8]>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().to_hex().as_str()[..NAME].to_owned()
}
