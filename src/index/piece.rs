//! Pieces of postings: written by [`super::build`], read by a search.

use super::bits::{BitReader, BitWriter, best_parameter};
use super::posting::{Posting, Term};
use super::score::WEIGHTS;

/// Marked forms of a word that an index keeps apart; the rarer ones count as none.
pub(super) const KEPT_FORMS: usize = 7;

/// In which units something stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Postings {
    /// Marked forms of the word; empty for pairs.
    pub forms: Vec<String>,
    /// Unit, weight, and which of the forms stand there, one bit each.
    pub list: Vec<(u32, u32, u32)>,
}

/// Writes the postings of a single word.
pub(super) fn write_word(writer: &mut BitWriter, term: &Term) {
    let (forms, sets) = marked_forms(term);
    writer.gamma(u32::try_from(forms.len()).unwrap_or(0) + 1);
    for form in &forms {
        writer.text(&term.forms[*form]);
    }
    writer.gamma(u32::try_from(sets.len()).unwrap_or(0) + 1);
    for set in &sets {
        writer.raw(*set, u32::try_from(forms.len()).unwrap_or(0));
    }
    let reduced = |posting: &Posting| reduce(posting.forms, &forms);
    let list = term.postings.iter().map(|posting| {
        let set = sets.iter().position(|set| *set == reduced(posting)).and_then(|set| u32::try_from(set).ok());
        (posting.unit, posting.weight, set.unwrap_or(0))
    });
    write_list(writer, &list.collect::<Vec<_>>(), sets.len() > 1);
}

/// The forms that are kept, commonest first, and the sets of them that occur together, commonest first.
/// A word that is always written alike has neither.
fn marked_forms(term: &Term) -> (Vec<usize>, Vec<u32>) {
    let mut counts = vec![0_usize; term.forms.len()];
    for posting in &term.postings {
        for (form, count) in counts.iter_mut().enumerate().take(super::posting::FORMS) {
            *count += usize::from(posting.forms >> form & 1 == 1);
        }
    }
    if term.forms.len() < 2 && term.forms.first().is_none_or(|form| *form == term.plain) {
        return (Vec::new(), Vec::new());
    }
    let mut forms = (0..term.forms.len()).filter(|form| counts[*form] > 0).collect::<Vec<_>>();
    forms.sort_by_key(|form| (std::cmp::Reverse(counts[*form]), term.forms[*form].clone()));
    forms.truncate(KEPT_FORMS);
    let mut sets: Vec<(u32, usize)> = Vec::new();
    for posting in &term.postings {
        let set = reduce(posting.forms, &forms);
        match sets.iter_mut().find(|(known, _)| *known == set) {
            Some((_, count)) => *count += 1,
            None => sets.push((set, 1)),
        }
    }
    sets.sort_by_key(|(set, count)| (std::cmp::Reverse(*count), *set));
    (forms, sets.into_iter().map(|(set, _)| set).collect())
}

fn reduce(forms: u32, kept: &[usize]) -> u32 {
    kept.iter().enumerate().fold(0, |set, (bit, form)| set | (forms >> form & 1) << bit)
}

/// Writes unit, weight and set of each posting.
fn write_list(writer: &mut BitWriter, list: &[(u32, u32, u32)], with_sets: bool) {
    let mut next = 0;
    let gaps = list.iter().map(|(unit, ..)| {
        let gap = unit - next;
        next = unit + 1;
        gap
    });
    let gaps = gaps.collect::<Vec<_>>();
    let parameter = best_parameter(&gaps);
    writer.gamma(u32::try_from(list.len()).unwrap_or(0) + 1);
    writer.raw(parameter, 5);
    for (gap, (_, weight, set)) in gaps.into_iter().zip(list) {
        writer.rice(gap, parameter);
        let class = WEIGHTS.iter().rposition(|known| known <= weight).unwrap_or(0);
        writer.gamma(u32::try_from(class).unwrap_or(0) + 1);
        if with_sets {
            writer.gamma(set + 1);
        }
    }
}

/// Writes the pairs that begin with a word: `(second word, unit, weight)`, sorted, with the second words already
/// divided by the number of pieces.
pub(super) fn write_pairs(writer: &mut BitWriter, pairs: &[(u32, u32, u32)]) {
    let runs = pairs.chunk_by(|left, right| left.0 == right.0).collect::<Vec<_>>();
    let mut next = 0;
    let gaps = runs.iter().map(|run| {
        let gap = run[0].0 - next;
        next = run[0].0 + 1;
        gap
    });
    let gaps = gaps.collect::<Vec<_>>();
    let parameter = best_parameter(&gaps);
    writer.gamma(u32::try_from(runs.len()).unwrap_or(0) + 1);
    writer.raw(parameter, 5);
    for (gap, run) in gaps.into_iter().zip(runs) {
        writer.rice(gap, parameter);
        write_list(writer, &run.iter().map(|(_, unit, weight)| (*unit, *weight, 0)).collect::<Vec<_>>(), false);
    }
}

/// Reads the postings of a single word.
#[must_use]
pub fn read_word(reader: &mut BitReader<'_>) -> Postings {
    let count = reader.gamma() - 1;
    let forms = (0..count).map(|_| reader.text()).collect();
    let sets = (0..reader.gamma() - 1).map(|_| reader.raw(count)).collect::<Vec<_>>();
    let mut list = read_list(reader, sets.len() > 1);
    for posting in &mut list {
        posting.2 = sets.get(posting.2 as usize).copied().unwrap_or(0);
    }
    Postings { forms, list }
}

fn read_list(reader: &mut BitReader<'_>, with_sets: bool) -> Vec<(u32, u32, u32)> {
    let count = reader.gamma() - 1;
    let parameter = reader.raw(5);
    let mut next = 0;
    let one = |_| {
        let unit = next + reader.rice(parameter);
        next = unit + 1;
        let weight = WEIGHTS[(reader.gamma() as usize - 1).min(WEIGHTS.len() - 1)];
        let set = if with_sets { reader.gamma() - 1 } else { 0 };
        (unit, weight, set)
    };
    (0..count).map(one).collect()
}

/// Reads the pairs of one word: the second words, divided by the number of pieces, with their postings.
#[must_use]
pub fn read_pairs(reader: &mut BitReader<'_>) -> Vec<(u32, Postings)> {
    let count = reader.gamma() - 1;
    let parameter = reader.raw(5);
    let mut next = 0;
    let mut pairs = Vec::new();
    for _ in 0..count {
        let second = next + reader.rice(parameter);
        next = second + 1;
        pairs.push((second, Postings { forms: Vec::new(), list: read_list(reader, false) }));
    }
    pairs
}
