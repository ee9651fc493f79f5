//! Units → the files of an index.

use rayon::prelude::*;
use serde::Serialize;

use super::abbreviation::Abbreviations;
use super::bits::BitWriter;
use super::facet::{self, Columns};
use super::lexicon::{Start, letter};
use super::number::Entry;
use super::posting::{Term, Words};
use super::record::Record;
use super::shelf::deflate;
use super::unit::Unit;
use super::{ENTRY, FOLDER, VERSION, outer, piece, score};
use crate::record::glossary::GlossaryRecord;
use crate::vietnamese::syllable;

/// Size at which a piece of postings is full, in bytes.
const PIECE: usize = 1024;
/// Text of the records in one piece, in bytes before deflating.
const RECORDS: usize = 8000;
/// Numbers in one piece.
const NUMBERS: usize = 300;
/// A word that stands in so many units gets pairs even if it is no syllable.
const FREQUENT: usize = 12;

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

fn deflated<T: Serialize>(value: &T) -> Vec<u8> {
    deflate(&serde_json::to_vec(value).expect("lists of texts and numbers become JSON"))
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
    let mut words = Words::default();
    let abbreviations = Abbreviations::new(glossary, &mut words);
    for unit in units {
        words.add(unit, &abbreviations);
    }
    let Words { mut terms, lengths, .. } = words;
    let mut order = (0..terms.len()).filter(|place| !terms[*place].postings.is_empty()).collect::<Vec<_>>();
    order.sort_unstable_by(|left, right| terms[*left].plain.cmp(&terms[*right].plain));
    let (inner, others): (Vec<usize>, Vec<usize>) = order.into_iter().partition(|place| has_pairs(&terms[*place]));
    let mut places = vec![u32::MAX; terms.len()];
    for (place, term) in (0..).zip(&inner) {
        places[*term] = place;
    }
    let all = units.len();
    let mut pieces = Pieces::default();
    let written = inner.iter().map(|place| std::mem::take(&mut terms[*place])).collect::<Vec<_>>();
    let encoded = written.par_iter().map(|term| encode(term, &places)).collect::<Vec<_>>();
    encoded.into_iter().for_each(|term| pieces.add(term));
    let (mut files, terms_folder) = folder('t', pieces.finish());
    let mut start = Start {
        version: VERSION,
        units: u32::try_from(all).unwrap_or(u32::MAX),
        words: lengths.iter().sum(),
        lengths: lengths.iter().map(|length| letter(score::length_level(*length))).collect(),
        lexicon: written.iter().map(|term| term.plain.as_str()).collect::<Vec<_>>().join(" "),
        commonness: written.iter().map(|term| letter(commonness(term.postings.len(), all))).collect(),
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
    drop(written);
    files.append(&mut rest(&others.iter().map(|place| &terms[*place]).collect::<Vec<_>>(), &mut start));
    files.append(&mut numbers(units, &mut start));
    (files, start)
}

/// Whether a word is part of the lexicon: a syllable, a short number, or frequent.
fn has_pairs(term: &Term) -> bool {
    let is_number = term.plain.len() <= 4 && term.plain.bytes().all(|byte| byte.is_ascii_digit());
    is_number || term.postings.len() >= FREQUENT || term.forms.iter().any(|form| is_syllable(form))
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
fn commonness(found: usize, all: usize) -> u32 {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rough class"
    )]
    let class = (2.0 * score::log2((all as f64 / found.max(1) as f64).max(1.0))) as u32;
    class.min(60)
}

/// A word as it is written.
struct Encoded {
    own: BitWriter,
    pairs: BitWriter,
    /// The pairs in pieces, when they are too many for one.
    spread: Vec<BitWriter>,
}

fn encode(term: &Term, places: &[u32]) -> Encoded {
    let mut own = BitWriter::default();
    piece::write_word(&mut own, term);
    let known = term.pairs.iter().map(|(second, unit, weight)| (places[*second as usize], *unit, *weight));
    let mut pairs = known.filter(|(second, ..)| *second != u32::MAX).collect::<Vec<_>>();
    pairs.sort_unstable();
    let mut together = BitWriter::default();
    piece::write_pairs(&mut together, &pairs);
    let mut spread = Vec::new();
    if (own.bits() + together.bits()) / 8 > PIECE {
        let mut count = 1;
        while together.bits() / 8 > PIECE * 3 / 2 * count {
            count *= 2;
        }
        let count = u32::try_from(count).unwrap_or(1);
        for part in 0..count {
            let mut writer = BitWriter::default();
            let own = pairs.iter().filter(|(second, ..)| second % count == part);
            piece::write_pairs(
                &mut writer,
                &own.map(|(second, unit, weight)| (second / count, *unit, *weight)).collect::<Vec<_>>(),
            );
            spread.push(writer);
        }
    }
    Encoded { own, pairs: together, spread }
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
fn rest(terms: &[&Term], start: &mut Start) -> Vec<File> {
    let mut pieces: Vec<(u32, BitWriter)> = Vec::new();
    for term in terms {
        if pieces.last().is_none_or(|(_, writer)| writer.bits() / 8 > PIECE) {
            pieces.push((0, BitWriter::default()));
            start.outer.push(term.plain.clone());
        }
        if let Some((count, writer)) = pieces.last_mut() {
            *count += 1;
            outer::write(writer, term);
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
