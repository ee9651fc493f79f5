//! Words and their occurrences → pieces.

use super::bits::BitWriter;
use super::lexicon::letter;
use super::outer;
use super::piece::{self, Pairs};
use super::posting::{Occurrence, Term};

/// Size at which a piece of postings is full, in bytes.
const PIECE: usize = 768;

/// A word with everywhere where it stands, in the order of units.
pub(super) type Standing<'t, 'o> = (Term<'t>, &'o mut [Occurrence]);

/// The pieces of neighbouring words of the lexicon, and where each of them is, as the entry file tells it.
pub(super) fn inner(words: Vec<Standing<'_, '_>>) -> (Vec<Vec<u8>>, String) {
    let mut pieces = Pieces::default();
    words.into_iter().for_each(|(term, occurrences)| pieces.add(encode(&term, occurrences)));
    let Pieces { pieces, layout, .. } = pieces;
    (pieces.into_iter().map(BitWriter::into_bytes).collect(), layout)
}

/// The pieces of neighbouring words outside the lexicon, and the place of the first word of each.
pub(super) fn outer(words: &[Standing<'_, '_>]) -> (Vec<Vec<u8>>, Vec<usize>) {
    let mut pieces: Vec<(u32, BitWriter)> = Vec::new();
    let mut firsts = Vec::new();
    for (place, (term, occurrences)) in words.iter().enumerate() {
        if pieces.last().is_none_or(|(_, writer)| writer.bits() / 8 > PIECE) {
            pieces.push((0, BitWriter::default()));
            firsts.push(place);
        }
        if let Some((count, writer)) = pieces.last_mut() {
            *count += 1;
            outer::write(writer, term, occurrences);
        }
    }
    let whole = pieces.into_iter().map(|(count, words)| {
        let mut writer = BitWriter::default();
        writer.gamma(count + 1);
        writer.append(&words);
        writer.into_bytes()
    });
    (whole.collect(), firsts)
}

/// A word as it is written.
struct Encoded {
    own: BitWriter,
    pairs: BitWriter,
    /// The pairs in pieces, when they are too many for one.
    spread: Vec<BitWriter>,
}

fn encode(term: &Term<'_>, occurrences: &mut [Occurrence]) -> Encoded {
    let mut own = BitWriter::default();
    piece::write_word(&mut own, term, occurrences);
    occurrences.sort_unstable();
    let all = Pairs::of(occurrences);
    let mut pairs = BitWriter::default();
    all.write(&mut pairs, 1, 0);
    let mut spread = Vec::new();
    if (own.bits() + pairs.bits()) / 8 > PIECE {
        let mut count = 1;
        while pairs.bits() / 8 > PIECE * 3 / 2 * count as usize {
            count *= 2;
        }
        // The same in parts: of a common word it is megabytes.
        pairs = BitWriter::default();
        spread = (0..count).map(|_| BitWriter::default()).collect();
        for (writer, part) in spread.iter_mut().zip(0..) {
            all.write(writer, count, part);
        }
    }
    Encoded { own, pairs, spread }
}

/// Pieces under construction. A shared piece stays open while words with pieces of their own pass by.
#[derive(Default)]
struct Pieces {
    pieces: Vec<BitWriter>,
    shared: Option<usize>,
    layout: String,
}

impl Pieces {
    fn add(&mut self, term: Encoded) {
        if !term.spread.is_empty() {
            self.layout.push(letter(2 + term.spread.len().ilog2()));
            self.pieces.push(term.own);
            self.pieces.extend(term.spread);
            return;
        }
        let bits = term.own.bits() + term.pairs.bits();
        let open = self.shared.filter(|shared| (self.pieces[*shared].bits() + bits) / 8 <= PIECE);
        let shared = open.unwrap_or(self.pieces.len());
        if open.is_none() {
            self.pieces.push(BitWriter::default());
            self.shared = Some(shared);
        }
        self.layout.push(letter(u32::from(open.is_none())));
        self.pieces[shared].append(&term.own);
        self.pieces[shared].append(&term.pairs);
    }
}
