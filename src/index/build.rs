//! Units → the files of an index.

use rayon::prelude::*;

use super::bits::BitWriter;
use super::facet::{self, Columns};
use super::lexicon::{Start, letter};
use super::number::Entry;
use super::piece::Pairs;
use super::posting::{Occurrence, Term, Words};
use super::record::Record;
use super::shelf::deflated;
use super::unit::Unit;
use super::{ENTRY, FOLDER, VERSION, outer, piece, score};
use crate::record::glossary::GlossaryRecord;
use crate::vietnamese::syllable;

/// Size at which a piece of postings is full, in bytes.
const PIECE: usize = 768;
/// Text of the records in one piece, in bytes before deflating.
const RECORDS: usize = 8000;
/// Numbers in one piece.
const NUMBERS: usize = 300;
/// A word that stands in so many units gets pairs even if it is no syllable.
const FREQUENT: u32 = 12;

/// The day of a document that has none: before all others.
const NO_DAY: i32 = -1_000_000;

type File = (String, Vec<u8>);

/// The files of the index of `units`: address and bytes, the entry file last.
#[must_use]
pub fn build(units: &[Unit], glossary: &[GlossaryRecord]) -> Vec<File> {
    let (mut files, start) = rayon::join(|| shown(units), || searched(units, glossary));
    let (mut pieces, mut start) = start;
    files.0.append(&mut pieces);
    let (mut files, records, each) = files;
    start.records = records;
    start.records_each = each;
    let columns = deflated(&Columns::of(units));
    start.facets_bytes = columns.len();
    start.facets = format!("{FOLDER}f-{}.bin", hash([columns.as_slice()]));
    let days = deflated(&facet::days(units));
    start.days = format!("{FOLDER}d-{}.bin", hash([days.as_slice()]));
    files.push((start.facets.clone(), columns));
    files.push((start.days.clone(), days));
    files.push((ENTRY.to_owned(), deflated(&start)));
    files
}

fn hash<'b>(parts: impl IntoIterator<Item = &'b [u8]>) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().to_hex().as_str()[..10].to_owned()
}

/// Numbers pieces and puts them into a folder whose name changes with any of them.
fn folder(prefix: char, pieces: Vec<Vec<u8>>) -> (Vec<File>, String) {
    let folder = format!("{FOLDER}{prefix}-{}/", hash(pieces.iter().map(Vec::as_slice)));
    let files = pieces.into_iter().enumerate().map(|(number, bytes)| (format!("{folder}{number}.bin"), bytes));
    (files.collect(), folder)
}

/// The records: their files, their folder, and how many there are in each.
fn shown(units: &[Unit]) -> (Vec<File>, String, u32) {
    let bytes = units.iter().map(|unit| unit.text.len() + 120).sum::<usize>();
    let each = (RECORDS * units.len() / bytes.max(1)).clamp(1, 64);
    let pieces = units.par_chunks(each).map(|chunk| deflated(&chunk.iter().map(Record::of).collect::<Vec<_>>()));
    let (files, folder) = folder('r', pieces.collect());
    (files, folder, u32::try_from(each).unwrap_or(64))
}

/// Everything that is searched: the files, and an entry that lacks what is shown.
fn searched(units: &[Unit], glossary: &[GlossaryRecord]) -> (Vec<File>, Start) {
    let mut words = Words::new(glossary);
    units.iter().for_each(|unit| words.add(unit));
    let terms = &words.terms;
    let mut order = (0..terms.len()).filter(|place| terms[*place].units > 0).collect::<Vec<_>>();
    order.sort_unstable_by_key(|place| &terms[*place].plain);
    let (inner, outer): (Vec<usize>, Vec<usize>) = order.into_iter().partition(|place| has_pairs(&terms[*place]));
    let (mut occurrences, lengths) = words.occurrences(&inner, &outer);
    let mut left = occurrences.as_mut_slice();
    let own = lengths.into_iter().map(|length| left.split_off_mut(..length).unwrap_or_default());
    let mut inner = inner.iter().chain(&outer).map(|place| &terms[*place]).zip(own).collect::<Vec<_>>();
    let outer = inner.split_off(inner.len() - outer.len());
    let encoded = inner.par_iter_mut().map(|(term, occurrences)| encode(term, occurrences)).collect::<Vec<_>>();
    let mut pieces = Pieces::default();
    encoded.into_iter().for_each(|term| pieces.add(term));
    let (mut files, terms_folder) = folder('t', pieces.finish());
    let lengths = &words.lengths;
    let mut start = Start {
        version: VERSION,
        units: u32::try_from(units.len()).unwrap_or(u32::MAX),
        words: lengths.iter().sum(),
        lengths: lengths.iter().map(|length| letter(score::length_level(*length))).collect(),
        lexicon: inner.iter().map(|(term, _)| term.plain.as_str()).collect::<Vec<_>>().join(" "),
        commonness: inner.iter().map(|(term, _)| letter(commonness(term.units, units.len()))).collect(),
        layout: pieces.layout,
        terms: terms_folder,
        outer: Vec::new(),
        outer_folder: String::new(),
        numbers: Vec::new(),
        numbers_folder: String::new(),
        symbols: String::new(),
        records: String::new(),
        records_each: 1,
        facets: String::new(),
        facets_bytes: 0,
        days: String::new(),
    };
    files.append(&mut rest(&outer, &mut start));
    files.append(&mut numbers(units, &mut start));
    (files, start)
}

/// Whether a word is part of the lexicon: a syllable, a short number, or frequent.
fn has_pairs(term: &Term) -> bool {
    let is_number = term.plain.len() <= 4 && term.plain.bytes().all(|byte| byte.is_ascii_digit());
    is_number || term.units >= FREQUENT || term.forms.iter().any(|form| is_syllable(form))
}

/// Whether a marked form is a Vietnamese syllable; its tone does not matter.
fn is_syllable(form: &str) -> bool {
    let base = form.trim_end_matches(|last: char| last.is_ascii_digit());
    let risen = || {
        let vowel = base.char_indices().rev().find(|(_, letter)| "aăâeêioôơuưy".contains(*letter))?;
        let after = vowel.0 + vowel.1.len_utf8();
        syllable::split(&format!("{}\u{301}{}", &base[..after], &base[after..]))
    };
    syllable::split(base).is_some() || risen().is_some()
}

/// Twice the binary logarithm of how many times rarer than everywhere.
fn commonness(found: u32, all: usize) -> u32 {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rough class"
    )]
    let class = (2.0 * score::log2((all as f64 / f64::from(found.max(1))).max(1.0))) as u32;
    class.min(60)
}

/// A word as it is written.
struct Encoded {
    own: BitWriter,
    pairs: BitWriter,
    /// The pairs in pieces, when they are too many for one.
    spread: Vec<BitWriter>,
}

fn encode(term: &Term, occurrences: &mut [Occurrence]) -> Encoded {
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

    fn finish(&mut self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.pieces).into_iter().map(BitWriter::into_bytes).collect()
    }
}

/// The words outside the lexicon, in sorted pieces.
fn rest(terms: &[(&Term, &mut [Occurrence])], start: &mut Start) -> Vec<File> {
    let mut pieces: Vec<(u32, BitWriter)> = Vec::new();
    for (term, occurrences) in terms {
        if pieces.last().is_none_or(|(_, writer)| writer.bits() / 8 > PIECE) {
            pieces.push((0, BitWriter::default()));
            start.outer.push(term.plain.clone());
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
    let (files, folder) = folder('o', whole.collect());
    start.outer_folder = folder;
    files
}

/// The numbers of documents, in sorted pieces.
fn numbers(units: &[Unit], start: &mut Start) -> Vec<File> {
    let days = facet::days(units);
    let numbered = units.iter().zip(days).zip(0..);
    let numbered =
        numbered.filter_map(|((unit, day), place)| Entry::of(unit.number.as_deref()?, place, day.unwrap_or(NO_DAY)));
    let mut entries = numbered.map(|entry| (entry.key(), entry)).collect::<Vec<_>>();
    entries.sort();
    let symbols = entries
        .iter()
        .flat_map(|(_, entry)| entry.1.split('-'))
        .filter(|part| !part.is_empty() && !super::number::is_digits(part));
    let symbols = symbols.collect::<std::collections::BTreeSet<_>>();
    start.symbols = symbols.into_iter().collect::<Vec<_>>().join(" ");
    start.numbers = entries.chunks(NUMBERS).map(|chunk| chunk[0].0.clone()).collect();
    let pieces =
        entries.chunks(NUMBERS).map(|chunk| deflated(&chunk.iter().map(|(_, entry)| entry).collect::<Vec<_>>()));
    let (files, folder) = folder('n', pieces.collect());
    start.numbers_folder = folder;
    files
}
