//! Letters without their marks, and one spelling for words that have two.
//!
//! [`fold`] forgets every mark: what somebody types without diacritics. [`canonical`] keeps the marks
//! and settles the two freedoms of Vietnamese spelling: where the tone stands (hoà, hòa) and whether a
//! final sound is written i or y (tỉ, tỷ). Neither depends on the normal form of its input.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::syllable;

/// Lower case, without marks, `đ` as `d`: `Đề án ỦY BAN` becomes `de an uy ban`.
///
/// Composed and decomposed input give the same result. Signs that are not letters stay as they are.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match TABLE.get(character as usize) {
            Some('\0') | None => fold_any(character, &mut folded),
            Some(letter) => folded.push(*letter),
        }
    }
    folded
}

/// What the letters of European languages fold to, where that is one letter; `\0` where it is not.
static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let fold_one = |code: u32| {
        let mut folded = String::new();
        char::from_u32(code).into_iter().for_each(|character| fold_any(character, &mut folded));
        let mut letters = folded.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => letter,
            _ => '\0',
        }
    };
    (0..0x2100).map(fold_one).collect()
});

/// Marks go from each character by itself: their order does not matter any more.
fn fold_any(character: char, folded: &mut String) {
    for part in std::iter::once(character).nfd().filter(|part| !is_combining_mark(*part)) {
        fold_letter(part, folded);
    }
}

fn fold_letter(character: char, folded: &mut String) {
    match character {
        'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
        _ if character.is_ascii() => folded.push(character.to_ascii_lowercase()),
        _ => folded.extend(character.to_lowercase().filter(|lower| !is_combining_mark(*lower))),
    }
}

/// Lower case in NFC, each syllable in its one canonical spelling: `Hoà`, `hòa` → `hòa`; `tỷ`, `tỉ` → `tỉ`.
///
/// The tone goes where the traditional rule puts it (hòa, ủy), and a lone `y` after h, k, l, m, s, t or qu becomes `i`.
/// What is not a Vietnamese syllable only becomes lower case.
#[must_use]
pub fn canonical(text: &str) -> String {
    let lower: String = text.nfc().flat_map(char::to_lowercase).nfc().collect();
    let mut result = String::with_capacity(lower.len());
    let mut word = String::new();
    for character in lower.chars() {
        if character.is_alphabetic() {
            word.push(character);
        } else {
            flush(&mut word, &mut result);
            result.push(character);
        }
    }
    flush(&mut word, &mut result);
    result
}

/// The folded form of the canonical spelling: the key under which all spellings of a word meet, `tỷ` and `tỉ` as `ti`.
#[must_use]
pub fn fold_canonical(text: &str) -> String {
    fold(&canonical(text))
}

fn flush(word: &mut String, result: &mut String) {
    if word.is_empty() {
        return;
    }
    match syllable::split(word) {
        Some(syllable) => result.push_str(&syllable.canonical()),
        None => result.push_str(word),
    }
    word.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_folded_letters_agrees_with_their_decomposition() {
        for character in '\0'..='\u{2FFF}' {
            let mut slow = String::new();
            fold_any(character, &mut slow);
            assert_eq!(fold(&String::from(character)), slow, "{character:?}");
        }
    }
}
