//! The order of Vietnamese dictionaries: a ă â b c d đ e ê …, tones as tie-break, digits by value.

use unicode_normalization::UnicodeNormalization as _;

use super::syllable::Tone;

/// A key whose order is the Vietnamese order of the texts it was made from.
///
/// Letters decide first, then tones (ngang huyền hỏi ngã sắc nặng) word by word, then lower before upper
/// case, then the text itself, so that different texts never compare as equal. Runs of digits compare by
/// value, everything that is neither letter nor digit counts as one gap, and a gap comes before all else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    letters: Vec<Unit>,
    tones: Vec<Tone>,
    upper: Vec<bool>,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Gap,
    /// Count of digits without leading zeros, then the digits.
    Number(usize, String),
    Letter(usize),
    Foreign(char),
}

const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// The key of `text`; composed and decomposed text give the same order.
#[must_use]
pub fn sort_key(text: &str) -> SortKey {
    let mut key = SortKey { letters: Vec::new(), tones: Vec::new(), upper: Vec::new(), text: text.nfc().collect() };
    let mut tone = Tone::Level;
    let mut digits = String::new();
    let mut in_word = false;
    let toneless: Vec<(char, Tone)> = letters_with_tones(text);
    for (letter, mark) in toneless {
        if letter.is_ascii_digit() {
            digits.push(letter);
            in_word = true;
            continue;
        }
        key.push_number(&mut digits);
        if !letter.is_alphabetic() {
            if in_word {
                key.tones.push(tone);
                key.letters.push(Unit::Gap);
            }
            (tone, in_word) = (Tone::Level, false);
            continue;
        }
        in_word = true;
        tone = tone.max(mark);
        let lower = letter.to_lowercase().next().unwrap_or(letter);
        key.letters.push(ALPHABET.chars().position(|known| known == lower).map_or(Unit::Foreign(lower), Unit::Letter));
        key.upper.push(letter.is_uppercase());
    }
    key.push_number(&mut digits);
    if in_word {
        key.tones.push(tone);
    } else if key.letters.last() == Some(&Unit::Gap) {
        key.letters.pop();
    }
    key
}

impl SortKey {
    fn push_number(&mut self, digits: &mut String) {
        if !digits.is_empty() {
            let value = digits.trim_start_matches('0').to_owned();
            self.letters.push(Unit::Number(value.len(), value));
            digits.clear();
        }
    }
}

/// Every letter with its quality mark, composed, beside the tone that stood on it.
fn letters_with_tones(text: &str) -> Vec<(char, Tone)> {
    let mut letters: Vec<(char, Tone)> = Vec::with_capacity(text.len());
    for character in text.nfd() {
        if let Some(tone) = Tone::of_mark(character) {
            if let Some(last) = letters.last_mut() {
                last.1 = tone;
            }
        } else if let Some(last) = letters.last_mut()
            && let Some(composed) = unicode_normalization::char::compose(last.0, character)
        {
            last.0 = composed;
        } else {
            letters.push((character, Tone::Level));
        }
    }
    letters
}
