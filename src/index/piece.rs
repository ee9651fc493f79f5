//! Pieces of postings: written by [`super::build()`], read by a search.

use super::bits::{BitReader, BitWriter, best_parameter};
use super::posting::{Occurrence, Term};
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

/// A word in one unit: the unit, its weight, and its marked forms there as bits.
type Posting = (u32, u32, u32);

/// Writes the postings of a word that stands at `occurrences`, which are in the order of units.
pub(super) fn write_word(writer: &mut BitWriter, term: &Term<'_>, occurrences: &[Occurrence]) {
    let in_units = occurrences.chunk_by(|left, right| left.unit() == right.unit());
    // Of a word that stands everywhere they are many: a list that grows holds itself twice.
    let mut postings = Vec::with_capacity(in_units.clone().count());
    postings.extend(in_units.map(|own| {
        let (weight, forms) = own.iter().fold((0, 0), |(sum, all), one| (sum + one.weight(), all | one.form()));
        (own[0].unit(), weight, forms)
    }));
    let forms = marked_forms(term, &postings);
    for posting in &mut postings {
        posting.2 = forms.iter().zip(0..).fold(0, |set, (form, bit)| set | (posting.2 >> form & 1) << bit);
    }
    let sets = if forms.is_empty() { Vec::new() } else { sets(&postings) };
    writer.gamma(u32::try_from(forms.len()).unwrap_or(0) + 1);
    for form in &forms {
        writer.text(term.forms[*form]);
    }
    writer.gamma(u32::try_from(sets.len()).unwrap_or(0) + 1);
    for set in &sets {
        writer.raw(*set, u32::try_from(forms.len()).unwrap_or(0));
    }
    if sets.len() > 1 {
        for posting in &mut postings {
            let set = sets.iter().position(|set| *set == posting.2).and_then(|set| u32::try_from(set).ok());
            posting.2 = set.unwrap_or(0);
        }
    }
    write_list(writer, &postings, sets.len() > 1);
}

/// The forms that are kept, commonest first. A word that is always written alike has none.
fn marked_forms(term: &Term<'_>, postings: &[Posting]) -> Vec<usize> {
    if term.forms.len() < 2 && term.forms.first().is_none_or(|form| *form == term.plain) {
        return Vec::new();
    }
    let mut counts = vec![0_usize; term.forms.len()];
    for (.., forms) in postings {
        for (form, count) in counts.iter_mut().enumerate() {
            *count += (forms >> form & 1) as usize;
        }
    }
    let mut forms = (0..counts.len()).filter(|form| counts[*form] > 0).collect::<Vec<_>>();
    forms.sort_by_key(|form| (std::cmp::Reverse(counts[*form]), term.forms[*form]));
    forms.truncate(KEPT_FORMS);
    forms
}

/// The sets of forms that occur together, commonest first.
fn sets(postings: &[Posting]) -> Vec<u32> {
    let mut counts = [0_usize; 1 << KEPT_FORMS];
    for (.., set) in postings {
        counts[*set as usize] += 1;
    }
    let mut sets = (0..1 << KEPT_FORMS).filter(|set| counts[*set as usize] > 0).collect::<Vec<u32>>();
    sets.sort_by_key(|set| std::cmp::Reverse(counts[*set as usize]));
    sets
}

/// Writes unit, weight and, if they differ, set of each posting.
fn write_list(writer: &mut BitWriter, list: &[Posting], with_sets: bool) {
    let before = std::iter::once(0).chain(list.iter().map(|(unit, ..)| unit + 1));
    let gaps = list.iter().zip(before).map(|((unit, ..), next)| unit - next);
    let parameter = best_parameter(gaps.clone());
    writer.gamma(u32::try_from(list.len()).unwrap_or(0) + 1);
    writer.raw(parameter, 5);
    for (gap, (_, weight, set)) in gaps.zip(list) {
        writer.rice(gap, parameter);
        writer.gamma(CLASSES[(*weight as usize).min(CLASSES.len() - 1)] + 1);
        if with_sets {
            writer.gamma(set + 1);
        }
    }
}

/// The class of each weight up to the greatest that is told apart.
const CLASSES: [u32; WEIGHTS[WEIGHTS.len() - 1] as usize + 1] = {
    let mut classes = [0; WEIGHTS[WEIGHTS.len() - 1] as usize + 1];
    let mut weight = 1;
    while weight < classes.len() {
        let above = classes[weight - 1] + 1;
        let reached = (above as usize) < WEIGHTS.len() && WEIGHTS[above as usize] as usize <= weight;
        classes[weight] = if reached { above } else { classes[weight - 1] };
        weight += 1;
    }
    classes
};

/// The pairs that begin with one word, ready to be put into one piece or into several.
pub(super) struct Pairs {
    lists: BitWriter,
    /// The second word of each, and where its list ends.
    ends: Vec<(u32, usize)>,
}

impl Pairs {
    /// Those of a word that stands at `occurrences`, which are sorted.
    pub fn of(occurrences: &[Occurrence]) -> Self {
        let with_second = occurrences.partition_point(|one| one.second() < Occurrence::NO_SECOND);
        let mut pairs = Self { lists: BitWriter::default(), ends: Vec::new() };
        let mut list: Vec<Posting> = Vec::new();
        for run in occurrences[..with_second].chunk_by(|left, right| left.second() == right.second()) {
            list.clear();
            for one in run {
                match list.last_mut().filter(|(unit, ..)| *unit == one.unit()) {
                    Some((_, weight, _)) => *weight += one.weight(),
                    None => list.push((one.unit(), one.weight(), 0)),
                }
            }
            write_list(&mut pairs.lists, &list, false);
            pairs.ends.push((run[0].second(), pairs.lists.bits()));
        }
        pairs
    }

    /// Writes those that belong into one of `count` pieces.
    pub fn write(&self, writer: &mut BitWriter, count: u32, part: u32) {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(_, end)| *end));
        let own = self.ends.iter().zip(starts).filter(|((second, _), _)| second % count == part);
        let seconds = own.clone().map(|((second, _), _)| second / count);
        let before = std::iter::once(0).chain(seconds.clone().map(|second| second + 1));
        let gaps = seconds.clone().zip(before).map(|(second, next)| second - next);
        let parameter = best_parameter(gaps.clone());
        writer.gamma(u32::try_from(seconds.count()).unwrap_or(0) + 1);
        writer.raw(parameter, 5);
        for (gap, ((_, end), start)) in gaps.zip(own) {
            writer.rice(gap, parameter);
            writer.append_part(&self.lists, start..*end);
        }
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
