//! Abbreviations in the text of documents: the first one of each kind on a page says what it stands for.

use super::run::{LinesView, RunView, RunsView};
use super::text::BlockView;
use crate::base::hash::{QuickMap, QuickSet};
use crate::record::glossary::GlossaryRecord;

/// The abbreviations that a page has not explained yet.
#[derive(Debug)]
pub struct Abbreviations<'g> {
    /// By the word that they begin with; the longest first.
    known: QuickMap<&'g str, Vec<&'g GlossaryRecord>>,
    /// Whether one begins with a byte: most letters of a text begin none.
    opens: [bool; 256],
    explained: QuickSet<&'g str>,
}

impl<'g> Abbreviations<'g> {
    /// None of `glossary` is explained yet.
    #[must_use]
    pub fn of(glossary: &'g [GlossaryRecord]) -> Self {
        let mut known: QuickMap<&str, Vec<&GlossaryRecord>> = QuickMap::default();
        let mut opens = [false; 256];
        for record in glossary {
            if let Some(first) = record.short.bytes().next() {
                opens[usize::from(first)] = true;
            }
            known.entry(first_word(&record.short)).or_default().push(record);
        }
        for records in known.values_mut() {
            records.sort_by_key(|record| std::cmp::Reverse(record.short.len()));
        }
        Self { known, opens, explained: QuickSet::default() }
    }

    /// Explains what comes up for the first time in blocks, in the order in which they are read.
    pub fn explain_blocks(&mut self, blocks: &mut [BlockView]) {
        for block in blocks {
            if let Some(heading) = &mut block.heading {
                self.explain(heading);
            }
            self.explain_lines(&mut block.lines);
            for note in &mut block.notes {
                self.explain_lines(&mut note.lines);
            }
        }
    }

    /// Explains what comes up for the first time in lines.
    pub fn explain_lines(&mut self, lines: &mut LinesView) {
        for line in &mut lines.0 {
            self.explain(line);
        }
    }

    /// Explains what comes up for the first time in runs.
    pub fn explain(&mut self, RunsView(runs): &mut RunsView) {
        let mut explained = Vec::with_capacity(runs.len());
        for run in runs.drain(..) {
            match run.words {
                Some(words) if run.stands_for.is_none() => self.split(&words, &mut explained),
                _ => explained.push(run),
            }
        }
        *runs = explained;
    }

    fn split(&mut self, words: &str, runs: &mut Vec<RunView>) {
        let mut done = 0;
        for (at, byte) in words.bytes().enumerate() {
            if at < done || !self.opens[usize::from(byte)] || !words.is_char_boundary(at) {
                continue;
            }
            if let Some(record) = self.found(words, at) {
                self.explained.insert(&record.short);
                runs.extend((done < at).then(|| RunView::plain(&words[done..at])));
                runs.push(RunView { stands_for: Some(record.long.clone()), ..RunView::plain(&record.short) });
                done = at + record.short.len();
            }
        }
        runs.extend((done < words.len()).then(|| RunView::plain(&words[done..])));
    }

    /// The abbreviation that stands at `at`, as a whole: neither a piece of a number (`529/TB-UBND`) nor of a word.
    fn found(&self, words: &str, at: usize) -> Option<&'g GlossaryRecord> {
        let word = first_word(&words[at..]);
        let records = self.known.get(word).filter(|_| !word.is_empty())?;
        let joins = |character: char| character.is_alphanumeric() || matches!(character, '/' | '-' | '–' | '&');
        if words[..at].chars().next_back().is_some_and(joins) {
            return None;
        }
        let stands = |record: &&&GlossaryRecord| {
            words[at..].strip_prefix(record.short.as_str()).is_some_and(|rest| !rest.starts_with(joins))
        };
        records.iter().find(stands).copied().filter(|record| !self.explained.contains(record.short.as_str()))
    }
}

/// The letters and digits at the start of `text`.
fn first_word(text: &str) -> &str {
    let end = text.find(|character: char| !character.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &[&str]) -> String {
        let record = |short: &str, long: &str| GlossaryRecord { short: short.into(), long: long.into(), en: None };
        let glossary =
            [record("UBND", "Ủy ban nhân dân"), record("BCS đảng", "Ban cán sự đảng"), record("b/c", "báo cáo")];
        let mut abbreviations = Abbreviations::of(&glossary);
        let mut runs = RunsView(text.iter().map(|words| RunView::plain(words)).collect());
        abbreviations.explain(&mut runs);
        let show = |run: RunView| match (run.words, run.stands_for) {
            (Some(words), Some(long)) => format!("[{words}={long}]"),
            (words, _) => words.unwrap_or_default(),
        };
        runs.0.into_iter().map(show).collect()
    }

    #[test]
    fn the_first_one_on_a_page_is_explained_and_no_other() {
        assert_eq!(shown(&["UBND tỉnh, UBND xã. ", "UBND"]), "[UBND=Ủy ban nhân dân] tỉnh, UBND xã. UBND");
    }

    #[test]
    fn a_piece_of_a_number_or_of_a_word_is_no_abbreviation() {
        assert_eq!(shown(&["số 529/TB-UBND, UBNDX, HĐND-UBND"]), "số 529/TB-UBND, UBNDX, HĐND-UBND");
        assert_eq!(shown(&["(UBND)"]), "([UBND=Ủy ban nhân dân])");
    }

    #[test]
    fn an_abbreviation_of_several_words_counts_as_one() {
        assert_eq!(shown(&["các BCS đảng; để b/c."]), "các [BCS đảng=Ban cán sự đảng]; để [b/c=báo cáo].");
    }
}
