//! Text → words in the two forms in which they are searched.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::vietnamese::syllable::Tone;

/// A word in the forms in which it is searched.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word {
    /// Without any mark, `đ` as `d`: `hoa`.
    pub plain: String,
    /// With its marks, the tone as a digit at the end, so that hoà and hòa are one: `hoa2`.
    pub marked: String,
}

impl Word {
    /// The forms of a raw word, in any normal form.
    #[must_use]
    pub fn of(raw: &str) -> Self {
        let mut tone = None;
        let mut letters = String::with_capacity(raw.len());
        for character in raw.nfd().flat_map(char::to_lowercase).nfd() {
            match Tone::of_mark(character) {
                Some(found) => tone = Some(found),
                None => letters.push(character),
            }
        }
        let plain: String = letters
            .chars()
            .filter(|letter| !is_combining_mark(*letter))
            .map(|letter| if letter == 'đ' { 'd' } else { letter })
            .collect();
        let mut marked: String = letters.nfc().collect();
        let plain = one_i(plain);
        marked = one_i(marked);
        if let Some(tone) = tone {
            marked.push(tone_digit(tone));
        }
        Self { plain, marked }
    }

    /// Whether it was written with a mark.
    #[must_use]
    pub fn is_marked(&self) -> bool {
        self.plain != self.marked
    }
}

/// tỷ and tỉ are one word: a lone `y` after these consonants is written `i`.
fn one_i(word: String) -> String {
    match word.as_str() {
        "hy" | "ky" | "ly" | "my" | "sy" | "ty" | "quy" => format!("{}i", &word[..word.len() - 1]),
        _ => word,
    }
}

const fn tone_digit(tone: Tone) -> char {
    match tone {
        Tone::Level => '0',
        Tone::Falling => '1',
        Tone::Dipping => '2',
        Tone::Broken => '3',
        Tone::Rising => '4',
        Tone::Heavy => '5',
    }
}

/// The raw words of a text: runs of letters, digits and their marks.
pub fn raw_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !is_word_character(character)).filter(|word| !word.is_empty())
}

/// Whether a character is part of a word.
#[must_use]
pub fn is_word_character(character: char) -> bool {
    match character {
        // Nearly all there is; the tables of all scripts are slow.
        '\0'..='\u{7F}' => character.is_ascii_alphanumeric(),
        '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}' | '\u{1EA0}'..='\u{1EF9}' => true,
        _ => character.is_alphanumeric() || is_combining_mark(character),
    }
}

/// The raw words of a text, each with whether a stop or a new line stands before it.
#[must_use]
pub fn stopped_words(text: &str) -> Vec<(&str, bool)> {
    let mut words = Vec::new();
    let mut end = 0;
    for raw in raw_words(text) {
        let start = raw.as_ptr() as usize - text.as_ptr() as usize;
        let stop = text[end..start].contains(['.', ',', ';', ':', '!', '?', '(', ')', '…', '\n']);
        words.push((raw, stop));
        end = start + raw.len();
    }
    words
}

/// The words of a text.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    raw_words(text).map(Word::of).collect()
}

/// Whether one letter more, one less, another one, or two neighbours exchanged make one word of the other.
#[must_use]
pub fn one_slip(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let same = one.iter().zip(other).take_while(|(left, right)| left == right).count();
    let (left, right) = (&one[same..], &other[same..]);
    match one.len().abs_diff(other.len()) {
        0 => {
            left.get(1..) == right.get(1..)
                || left.len() >= 2 && left[0] == right[1] && left[1] == right[0] && left[2..] == right[2..]
        }
        1 if left.len() > right.len() => left[1..] == *right,
        1 => *left == right[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_spellings_of_a_word_have_one_form() {
        for (one, other) in [("hoà", "hòa"), ("ủy", "uỷ"), ("tỷ", "tỉ"), ("ĐẢNG", "đảng"), ("quý", "quí")]
        {
            assert_eq!(Word::of(one), Word::of(other));
            assert_eq!(Word::of(one), Word::of(&other.nfd().collect::<String>()));
        }
        assert_eq!(Word::of("Đường"), Word { plain: "duong".into(), marked: "đương1".into() });
        assert_ne!(Word::of("đề").marked, Word::of("dề").marked);
    }

    #[test]
    fn the_short_way_to_tell_letters_agrees_with_the_tables() {
        for character in '\0'..='\u{2FFF}' {
            let by_the_tables = character.is_alphanumeric() || is_combining_mark(character);
            assert_eq!(is_word_character(character), by_the_tables, "{character:?}");
        }
    }

    #[test]
    fn signs_part_words_and_digits_belong_to_them() {
        assert_eq!(raw_words("449-KL/TU, QH15").collect::<Vec<_>>(), ["449", "KL", "TU", "QH15"]);
    }
}
