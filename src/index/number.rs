//! Numbers of documents in the form in which all ways of typing them meet.
//!
//! `01/2026/QĐ-UBND`, `1-2026 qd ubnd` and `12026qdubnd` have the key `12026qdubnd`: small plain letters and
//! digits, without the zeros that the running number begins with.

use serde::{Deserialize, Serialize};

use super::word;

/// A number as it is written in the index: running number, the rest joined by hyphens, the unit, and its day since
/// 1 January 1970.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry(pub String, pub String, pub u32, pub i32);

impl Entry {
    /// That of a document's number; `None` when there is no digit in it.
    #[must_use]
    pub fn of(number: &str, unit: u32, day: i32) -> Option<Self> {
        let parts = parts(number);
        let first = parts.iter().position(|part| is_digits(part))?;
        let rest = parts[..first].iter().chain(&parts[first + 1..]).cloned().collect::<Vec<_>>();
        Some(Self(without_zeros(&parts[first]).to_owned(), rest.join("-"), unit, day))
    }

    /// Running number and rest, run together.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}{}", self.0, self.1.replace('-', ""))
    }
}

/// Runs of digits and runs of letters, folded.
#[must_use]
pub fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for raw in word::raw_words(text) {
        let plain = word::Word::of(raw).plain;
        let mut digits = None;
        for character in plain.chars() {
            let is_digit = character.is_ascii_digit();
            if digits != Some(is_digit) {
                parts.push(String::new());
                digits = Some(is_digit);
            }
            if let Some(last) = parts.last_mut() {
                last.push(character);
            }
        }
    }
    parts
}

/// Whether a part is a run of digits.
#[must_use]
pub fn is_digits(part: &str) -> bool {
    part.starts_with(|first: char| first.is_ascii_digit())
}

/// A running number without the zeros before it.
#[must_use]
pub fn without_zeros(digits: &str) -> &str {
    let stripped = digits.trim_start_matches('0');
    if stripped.is_empty() { digits } else { stripped }
}

/// A number as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The digits that it begins with, without zeros.
    pub serial: String,
    /// Everything from them on, run together.
    pub key: String,
    /// All other parts, in the order in which they were typed.
    pub others: Vec<String>,
    /// Symbol of the kind of document that was named before it.
    pub kind: Option<String>,
    /// Whether nothing else was typed.
    pub alone: bool,
}

impl Typed {
    /// How well a number of the index answers: 0 not at all, 8 exactly.
    #[must_use]
    pub fn matches(&self, entry: &Entry) -> u32 {
        let key = entry.key();
        if self.others.is_empty() {
            return match () {
                () if entry.0 == self.serial => self.of_kind(entry),
                () if self.alone && entry.0.starts_with(&self.serial) => 1,
                () => 0,
            };
        }
        if key == self.key {
            return 8;
        }
        if self.key.len() > self.serial.len() && key.starts_with(&self.key) {
            return 7;
        }
        if entry.0 != self.serial {
            return 0;
        }
        let joined = entry.1.replace('-', "");
        let typed = self.others.concat();
        if joined == typed || joined.starts_with(&typed) {
            return 6;
        }
        let known = |part: &String| entry.1.split('-').any(|own| own == part) || joined.contains(part.as_str());
        if self.others.iter().all(known) { 5 } else { 2 }
    }

    /// How well a number answers that has the same digits: an official letter has the symbol of no kind.
    fn of_kind(&self, entry: &Entry) -> u32 {
        let Some(kind) = &self.kind else { return 6 };
        let has = |symbol: &str| entry.1.split('-').any(|part| part == symbol);
        let fits = has(kind) || kind == "cv" && !super::query::KINDS.iter().any(|(_, symbol)| has(symbol));
        if fits { 6 } else { 3 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_to_type_a_number_have_one_key() {
        for typed in ["01/2026/QĐ-UBND", "1-2026-qd-ubnd", "1 2026 QĐ UBND", "12026QĐUBND"] {
            let parts = parts(typed);
            let first = without_zeros(&parts[0]);
            assert_eq!(format!("{first}{}", parts[1..].concat()), "12026qdubnd");
        }
        assert_eq!(Entry::of("449-KL/TU", 7, 19_000), Some(Entry("449".into(), "kl-tu".into(), 7, 19_000)));
    }
}
