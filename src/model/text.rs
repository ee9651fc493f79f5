//! Text of a document with its marks: footnote references and doubtful words.

use std::sync::Arc;

use borsh::{BorshDeserialize, BorshSerialize};

use crate::base::bytes::read_text;

/// A text in which `[^3]` refers to footnote 3, and `[?]` says that what stands before it, or inside
/// `[…]`, could not be read with certainty.
///
/// Shared with the record that it comes from: texts are most of what a site holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct MarkedText(#[borsh(deserialize_with = "read_text")] Arc<str>);

/// A stretch of a [`MarkedText`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run<'t> {
    /// Plain words.
    Words(&'t str),
    /// A reference to the footnote with this label.
    Footnote(&'t str),
    /// The mark of a doubtful reading.
    Doubt,
}

impl MarkedText {
    /// Wraps a text as it stands in the record; surrounding white space goes.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim().into())
    }

    /// The same without a copy, where no white space goes.
    #[must_use]
    pub fn shared(text: &Arc<str>) -> Self {
        if text.trim().len() == text.len() { Self(text.clone()) } else { Self::new(text) }
    }

    /// The text with its marks.
    #[must_use]
    pub fn marked(&self) -> &str {
        &self.0
    }

    /// Its stretches in order.
    pub fn runs(&self) -> impl Iterator<Item = Run<'_>> {
        Runs(&self.0)
    }

    /// The text without footnote references; marks of doubt stay, because dropping them would claim a
    /// certainty that is not there.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut plain = String::with_capacity(self.0.len());
        for run in self.runs() {
            match run {
                Run::Words(words) => plain.push_str(words),
                Run::Footnote(_) => {}
                Run::Doubt => plain.push_str("[?]"),
            }
        }
        plain
    }

    /// Whether any of it is doubtful.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.0.contains("[?]")
    }
}

struct Runs<'t>(&'t str);

impl<'t> Iterator for Runs<'t> {
    type Item = Run<'t>;
    fn next(&mut self) -> Option<Run<'t>> {
        if self.0.is_empty() {
            return None;
        }
        if let Some(rest) = self.0.strip_prefix("[?]") {
            self.0 = rest;
            return Some(Run::Doubt);
        }
        if let Some((label, rest)) = footnote(self.0) {
            self.0 = rest;
            return Some(Run::Footnote(label));
        }
        let marks = self.0.match_indices('[').map(|(offset, _)| offset).filter(|offset| *offset > 0);
        let is_mark = |offset: &usize| self.0[*offset..].starts_with("[?]") || footnote(&self.0[*offset..]).is_some();
        let end = { marks }.find(is_mark).unwrap_or(self.0.len());
        let (words, rest) = self.0.split_at(end);
        self.0 = rest;
        Some(Run::Words(words))
    }
}

fn footnote(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("[^")?;
    let (label, rest) = inner.split_once(']')?;
    let good =
        !label.is_empty() && label.chars().all(|character| character.is_ascii_alphanumeric() || character == '*');
    good.then_some((label, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnotes_and_doubts_are_told_from_words() {
        let text = MarkedText::new("một số kết [quả … trụ cộ]t [?]: Chính phủ[^1], hết");
        let runs = text.runs().collect::<Vec<_>>();
        assert_eq!(
            runs,
            [
                Run::Words("một số kết [quả … trụ cộ]t "),
                Run::Doubt,
                Run::Words(": Chính phủ"),
                Run::Footnote("1"),
                Run::Words(", hết"),
            ]
        );
        assert_eq!(text.plain(), "một số kết [quả … trụ cộ]t [?]: Chính phủ, hết");
    }
}
