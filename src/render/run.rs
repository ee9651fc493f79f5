//! The text of documents as templates show it: words, footnote references, marks of doubt.

use super::piece::Piece;
use crate::model::text::{MarkedText, Run};

/// A text of one line.
pub type Runs = Piece<RunsView>;

/// A text of one or more lines.
pub type Lines = Piece<LinesView>;

/// The stretches of a line.
#[derive(Debug, Clone, Default)]
pub struct RunsView(pub Vec<RunView>);

/// The lines of a text.
#[derive(Debug, Clone, Default)]
pub struct LinesView(pub Vec<RunsView>);

/// A stretch of text; exactly one of its parts is there.
#[derive(Debug, Clone, Default)]
pub struct RunView {
    /// Plain words.
    pub words: Option<String>,
    /// What the words are short for, where the page says it.
    pub stands_for: Option<String>,
    /// A footnote reference.
    pub note: Option<Reference>,
    /// A mark of doubt, leading to what is said about it.
    pub doubt: Option<Reference>,
}

impl RunView {
    /// Plain words.
    #[must_use]
    pub fn plain(words: &str) -> Self {
        Self { words: Some(words.to_owned()), ..Self::default() }
    }
}

/// A mark that leads somewhere.
#[derive(Debug, Clone)]
pub struct Reference {
    /// What it shows.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

/// Turns `text` into runs. `note` gives the address of a footnote, `doubt` that of the next doubtful reading.
pub fn runs(text: &MarkedText, note: impl Fn(&str) -> String, mut doubt: impl FnMut() -> String) -> RunsView {
    let runs = text
        .runs()
        .map(|run| match run {
            Run::Words(words) => RunView::plain(words),
            Run::Footnote(label) => {
                RunView { note: Some(Reference { label: label.to_owned(), href: note(label) }), ..RunView::default() }
            }
            Run::Doubt => {
                RunView { doubt: Some(Reference { label: "[?]".to_owned(), href: doubt() }), ..RunView::default() }
            }
        })
        .collect();
    RunsView(runs)
}

/// The labels of the footnotes that `text` refers to, in order.
pub fn footnotes(text: &MarkedText) -> impl Iterator<Item = &str> {
    text.runs().filter_map(|run| match run {
        Run::Footnote(label) => Some(label),
        Run::Words(_) | Run::Doubt => None,
    })
}

/// The first words of `text`, whole ones, at most `limit` characters, with `…` where something is left out.
#[must_use]
pub fn excerpt(text: &str, limit: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut = text.char_indices().nth(limit.saturating_sub(1)).map_or(text.len(), |(offset, _)| offset);
    let head = &text[..cut];
    let whole = head.rfind(char::is_whitespace).map_or(head, |space| &head[..space]);
    format!("{} …", whole.trim_end_matches([',', ';', ':', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_with_a_whole_word() {
        assert_eq!(excerpt("Rà soát, đôn đốc việc thực hiện", 17), "Rà soát, đôn …");
        assert_eq!(excerpt("Rà soát", 17), "Rà soát");
    }
}
