//! Words outside the lexicon: names, foreign words, misprints. Each piece has its words beside their postings.

use super::bits::{BitReader, BitWriter};
use super::piece::{self, Postings};
use super::posting::{Occurrence, Term};

/// Appends a word to a piece.
pub(super) fn write(writer: &mut BitWriter, term: &Term<'_>, occurrences: &[Occurrence]) {
    writer.text(term.plain);
    piece::write_word(writer, term, occurrences);
}

/// All words of a piece with their postings.
#[must_use]
pub fn read(bytes: &[u8]) -> Vec<(String, Postings)> {
    let mut reader = BitReader::new(bytes);
    let count = reader.gamma() - 1;
    (0..count).map(|_| (reader.text(), piece::read_word(&mut reader))).collect()
}
