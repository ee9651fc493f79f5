//! Texts as numbers → the lexicon and all postings, a few words at a time.

use std::ops::Range;

use rayon::prelude::*;

use super::batch::{self, Batch, Batches};
use super::build::{chance, count, keep_batch, put};
use super::counts::{Counts, changed, differing};
use super::dictionary::Token;
use super::encode::{self, Standing};
use super::lexicon::{Vocabulary, letter};
use super::memory::{Group, Memory};
use super::posting::{FORMS, Occurrence, Term};
use super::score;
use super::texts::{Met, Wanted};
use crate::base::hash::QuickMap;
use crate::base::output::{Sink, SinkError};

/// How many words a group has, on average.
const GROUP: u32 = 16;
/// A word that was met so often is a group of its own.
const OFTEN: usize = 8192;
/// Occurrences that are sorted at once: 20 MB.
const AT_ONCE: usize = 2_500_000;

/// Makes everything that is searched and remembers it in `now`, whose texts are read.
pub(super) fn searched(last: &Memory, now: &mut Memory, sink: &dyn Sink) -> Result<Vocabulary, SinkError> {
    let differing = differing(&last.units, &now.units);
    let counts = Counts::again(last, now, differing.as_deref());
    let mut order =
        (0..count(now.dictionary.terms.len())).filter(|word| counts.units[*word as usize] > 0).collect::<Vec<_>>();
    order.sort_unstable_by_key(|word| &now.dictionary.terms[*word as usize]);
    let (inner, outer): (Vec<u32>, Vec<u32>) =
        order.into_iter().partition(|word| counts.has_pairs(&now.dictionary, *word));
    let changed = differing.map(|differing| changed(last, now, &differing));
    let words = Words { now, counts: &counts, changed: &changed, sink };
    let is_same_lexicon = last.lexicon == inner;
    let made_inner =
        words.make(&Part { prefix: 't', words: &inner, last: &last.inner, void: !is_same_lexicon }, &inner)?;
    let made_outer = words.make(&Part { prefix: 'o', words: &outer, last: &last.outer, void: false }, &inner)?;

    let plain = |word: &u32| &*now.dictionary.terms[*word as usize];
    let (mut terms, mut outer_pieces) = (Batches::default(), Batches::default());
    made_inner.iter().flat_map(|group| &group.batches).for_each(|batch| terms.push(batch));
    made_outer.iter().flat_map(|group| &group.batches).for_each(|batch| outer_pieces.push(batch));
    let units = now.units.len();
    let vocabulary = Vocabulary {
        lexicon: inner.iter().map(plain).collect::<Vec<_>>().join(" "),
        commonness: inner.iter().map(|word| letter(commonness(counts.units[*word as usize], units))).collect(),
        layout: made_inner.iter().map(|group| group.layout.as_str()).collect(),
        terms,
        outer: made_outer.iter().flat_map(|group| &group.firsts).map(|word| plain(word).to_owned()).collect(),
        outer_pieces,
    };
    (now.counts, now.lexicon, now.inner, now.outer) = (counts, inner, made_inner, made_outer);
    Ok(vocabulary)
}

/// Words of one kind, sorted.
struct Part<'p> {
    prefix: char,
    words: &'p [u32],
    last: &'p [Group],
    /// Whether nothing of the last index can be taken over.
    void: bool,
}

/// What postings are made of.
struct Words<'w> {
    now: &'w Memory,
    counts: &'w Counts,
    changed: &'w Option<Vec<bool>>,
    sink: &'w dyn Sink,
}

impl Words<'_> {
    /// All groups of some words: taken over where nothing in them has changed, else made.
    fn make(&self, part: &Part<'_>, lexicon: &[u32]) -> Result<Vec<Group>, SinkError> {
        let last = part.last.iter().map(|group| (group.words[0], group)).collect::<QuickMap<_, _>>();
        let groups = self.groups(part.words);
        let mut made = vec![None; groups.len()];
        // What is not where it was must be made, and only that is handed over.
        let mut to_do: Vec<(usize, Vec<bool>)> = Vec::new();
        for (place, range) in groups.iter().enumerate() {
            let words = &part.words[range.clone()];
            let same = last.get(&words[0]).filter(|group| !part.void && group.words == words);
            let is_same = |changed: &Vec<bool>| words.iter().all(|word| !changed[*word as usize]);
            let Some(group) = same.filter(|_| self.changed.as_ref().is_some_and(is_same)) else {
                to_do.push((place, Vec::new()));
                continue;
            };
            let kept = group.batches.iter().map(|batch| keep_batch(self.sink, part.prefix, batch));
            let kept = kept.collect::<Result<Vec<_>, _>>()?.concat();
            if kept.contains(&false) {
                to_do.push((place, kept));
            } else {
                made[place] = Some((*group).clone());
            }
        }
        let size = |place: usize| {
            part.words[groups[place].clone()].iter().map(|word| self.counts.words[*word as usize]).sum::<usize>()
        };
        let sizes = to_do.iter().map(|(place, _)| size(*place));
        let (most, total) = sizes.fold((0, 0), |(most, total), size| (most.max(size), total + size));
        let mut all = Vec::with_capacity(total.min(AT_ONCE.max(most)));
        let mut rest = to_do.as_slice();
        while !rest.is_empty() {
            let mut sum = 0;
            let fits = rest.iter().take_while(|(place, _)| {
                sum += size(*place);
                sum <= AT_ONCE
            });
            let fits = fits.count().max(1);
            let own = rest[..fits].iter().map(|(place, kept)| (&part.words[groups[*place].clone()], kept.as_slice()));
            let own = self.pass(part.prefix, &own.collect::<Vec<_>>(), lexicon, &mut all)?;
            rest[..fits].iter().zip(own).for_each(|((place, _), group)| made[*place] = Some(group));
            rest = &rest[fits..];
        }
        Ok(made.into_iter().flatten().collect())
    }

    /// Where groups begin and end; decided by the words and not by where they stand.
    fn groups(&self, words: &[u32]) -> Vec<Range<usize>> {
        let is_alone = |word: u32| self.counts.words[word as usize] >= OFTEN;
        let opens = |place: usize| {
            let plain = &self.now.dictionary.terms[words[place] as usize];
            place == 0 || is_alone(words[place]) || is_alone(words[place - 1]) || chance(plain).is_multiple_of(GROUP)
        };
        let starts = (0..words.len()).filter(|place| opens(*place)).collect::<Vec<_>>();
        let ends = starts.iter().copied().skip(1).chain([words.len()]);
        starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
    }

    /// Makes some groups in one reading of all texts. Pieces that were kept are not handed over again. `all` is the room
    /// for what they are made from, the same for every pass.
    fn pass(
        &self,
        prefix: char,
        groups: &[(&[u32], &[bool])],
        lexicon: &[u32],
        all: &mut Vec<Occurrence>,
    ) -> Result<Vec<Group>, SinkError> {
        let dictionary = &self.now.dictionary;
        let mut place_of = vec![Occurrence::NO_SECOND; dictionary.terms.len()];
        lexicon.iter().zip(0..).for_each(|(word, place)| place_of[*word as usize] = place);
        let seconds = dictionary.forms.iter().map(|form| place_of[form.term as usize]).collect::<Vec<_>>();
        // Of each form where its next occurrence goes, through its word.
        let mut slots = vec![u32::MAX; dictionary.forms.len()];
        let mut bits = vec![Occurrence::NO_FORM; dictionary.forms.len()];
        let (mut next, mut lengths, mut terms) = (Vec::new(), Vec::new(), Vec::new());
        let mut end = 0;
        for word in groups.iter().flat_map(|(words, _)| *words) {
            let forms = self.forms(*word);
            for form in &dictionary.forms_of[*word as usize] {
                slots[*form as usize] = count(next.len());
            }
            forms.iter().zip(0..).for_each(|(form, bit)| bits[*form as usize] = bit);
            let forms = forms.into_iter().map(|form| &*dictionary.forms[form as usize].marked).collect();
            terms.push(Term { plain: &dictionary.terms[*word as usize], forms });
            next.push(end);
            lengths.push(self.counts.words[*word as usize]);
            end += self.counts.words[*word as usize];
        }
        all.clear();
        all.resize(end, Occurrence::EMPTY);
        let wanted =
            Wanted::new(slots.iter().zip(0..).filter(|(slot, _)| **slot != u32::MAX).map(|(_, form)| Token(form)));
        for (text, unit) in self.now.units.texts().zip(0..) {
            wanted.each(text, |Met { token, next: after, weight }| {
                let second = after.map_or(Occurrence::NO_SECOND, |after| seconds[after.0 as usize]);
                let next = &mut next[slots[token.0 as usize] as usize];
                all[*next] = Occurrence::new(second, unit, weight, bits[token.0 as usize]);
                *next += 1;
            });
        }
        let mut left = all.as_mut_slice();
        let own = lengths.into_iter().map(|length| left.split_off_mut(..length).unwrap_or_default());
        let mut standing = terms.into_iter().zip(own);
        let work = groups.iter().map(|(words, kept)| (*words, *kept, standing.by_ref().take(words.len()).collect()));
        let work = work.collect::<Vec<(_, _, Vec<Standing<'_, '_>>)>>();
        work.into_par_iter().map(|(words, kept, standing)| self.group(prefix, words, kept, standing)).collect()
    }

    /// The forms of a word that are told apart, commonest first.
    fn forms(&self, word: u32) -> Vec<u32> {
        let times = |form: u32| self.counts.forms[form as usize];
        let all = self.now.dictionary.forms_of[word as usize].iter().copied();
        let mut forms = all.filter(|form| times(*form) > 0).collect::<Vec<_>>();
        forms.sort_unstable_by_key(|form| {
            (std::cmp::Reverse(times(*form)), &self.now.dictionary.forms[*form as usize].marked)
        });
        forms.truncate(FORMS);
        forms
    }

    fn group(
        &self,
        prefix: char,
        words: &[u32],
        kept: &[bool],
        standing: Vec<Standing<'_, '_>>,
    ) -> Result<Group, SinkError> {
        let about = standing[0].0.plain.as_bytes();
        let (pieces, layout, firsts) = if prefix == 't' {
            let (pieces, layout) = encode::inner(standing);
            (pieces, layout, Vec::new())
        } else {
            let (pieces, firsts) = encode::outer(&standing);
            (pieces, String::new(), firsts.into_iter().map(|place| words[place]).collect())
        };
        let batches = pieces.chunks(batch::PIECES).zip(0_u32..);
        let batches = batches.map(|(pieces, part)| Batch::of(&[about, &part.to_le_bytes()].concat(), pieces));
        let batches = batches.collect::<Vec<_>>();
        let addresses = batches.iter().flat_map(|batch| batch.addresses(prefix)).collect::<Vec<_>>();
        let mut is_kept = kept.iter();
        for (address, bytes) in addresses.into_iter().zip(pieces) {
            if is_kept.next() != Some(&true) {
                put(self.sink, &address, bytes)?;
            }
        }
        Ok(Group { words: words.to_vec(), batches, layout, firsts })
    }
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
