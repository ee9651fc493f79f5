//! Text in an encoding from before Unicode, which would be published as gibberish.
//!
//! In: bytes of a file, or text that somebody saved as UTF-8 without converting it. Out: the encoding that
//! it is in. Never converts: fonts decide about capitals in these encodings, so a person must look.
//!
//! A word speaks for an encoding when it is no Vietnamese syllable as it stands and one when it is decoded.
//! Words that are neither, such as French ones, speak against it.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

use super::syllable;

/// An encoding of Vietnamese from before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegacyEncoding {
    /// TCVN 5712:1993 VN3, the ABC fonts (`.VnTime`): `C«ng hoµ`.
    Tcvn3,
    /// VNI Windows, the VNI fonts (`VNI-Times`): `Coäng hoøa`.
    Vni,
}

/// The old encoding that bytes are in; `None` for UTF-8 text that is none, and for anything else.
#[must_use]
pub fn detect_bytes(bytes: &[u8]) -> Option<LegacyEncoding> {
    match std::str::from_utf8(bytes) {
        Ok(text) => detect_text(text),
        // ISO 8859-1 gives every byte a letter; no letter of either encoding lies where Windows-1252 differs.
        Err(_) => detect_text(&bytes.iter().map(|byte| char::from(*byte)).collect::<String>()),
    }
}

/// The old encoding whose bytes were taken for Latin letters in `text`.
///
/// One legacy paragraph among good ones is found too. Vietnamese, English and French text is never taken for it.
#[must_use]
pub fn detect_text(text: &str) -> Option<LegacyEncoding> {
    if text.is_ascii() {
        return None;
    }
    let mut good_lines = false;
    let mut evidence = [Evidence::default(), Evidence::default()];
    for line in text.lines() {
        if line.is_ascii() {
            continue;
        }
        if line.chars().any(is_unicode_vietnamese) {
            good_lines = true;
            continue;
        }
        for word in words(line) {
            evidence[0].weigh(word, tcvn3);
            evidence[1].weigh(word, vni);
        }
    }
    let [tcvn3, vni] = evidence;
    let (best, encoding) =
        if vni.words.len() > tcvn3.words.len() { (vni, LegacyEncoding::Vni) } else { (tcvn3, LegacyEncoding::Tcvn3) };
    best.convicts(good_lines).then_some(encoding)
}

/// Letters that only text in Unicode has: those with two marks, and the marks of decomposed text.
const fn is_unicode_vietnamese(letter: char) -> bool {
    matches!(letter, '\u{1ea0}'..='\u{1ef9}' | '\u{302}' | '\u{306}' | '\u{31b}')
}

/// Words with at least two signs, of which one is no ASCII.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let separates = |letter: char| {
        letter.is_whitespace()
            || (letter.is_ascii() && !letter.is_ascii_alphabetic())
            || ('\u{2000}'..='\u{206f}').contains(&letter)
    };
    line.split(separates).filter(|word| !word.is_ascii() && word.chars().nth(1).is_some())
}

/// What the words of a text say about one encoding.
#[derive(Default)]
struct Evidence<'t> {
    /// Different words that are Vietnamese when they are decoded, and only then.
    words: BTreeSet<&'t str>,
    found: usize,
    against: usize,
}

impl<'t> Evidence<'t> {
    fn weigh(&mut self, word: &'t str, decode: fn(&str) -> Option<String>) {
        // French words that decode to Vietnamese syllables by chance; a middle dot also joins units, as in N·m.
        if matches!(word, "où" | "Où" | "haï" | "thaï" | "Thaï" | "ouï" | "inouï")
            || is_product(word)
            || is_syllable(word)
        {
            return;
        }
        if decode(word).is_some_and(|decoded| is_syllable(&decoded)) {
            self.found += 1;
            self.words.insert(word);
        } else {
            self.against += 1;
        }
    }

    fn convicts(&self, good_lines: bool) -> bool {
        let needed = if good_lines { 4 } else { 2 };
        let long_word = self.words.iter().any(|word| word.chars().count() >= 4);
        let alone = !good_lines && self.words.len() == 1 && self.against == 0 && long_word;
        alone || (self.words.len() >= needed && self.found >= 2 * self.against)
    }
}

/// Whether a word is something like `N·m`: a middle dot between plain letters, as TCVN3 spells `Nãm`, no word.
fn is_product(word: &str) -> bool {
    let mut sides = word.split('·');
    let one_letter = |side: Option<&str>| side.is_some_and(|side| side.len() == 1 && side.is_ascii());
    one_letter(sides.next()) && one_letter(sides.next()) && sides.next().is_none()
}

fn is_syllable(word: &str) -> bool {
    let lower: String =
        word.nfc().flat_map(char::to_lowercase).map(|letter| if letter == 'ð' { 'đ' } else { letter }).collect();
    syllable::split(&lower).is_some()
}

/// The byte behind a letter, by Windows-1252 or, on Vietnamese machines, by Windows-1258; `None` above.
fn byte_of(letter: char) -> Option<u8> {
    match letter {
        'Ă' => Some(0xc3),
        '\u{300}' => Some(0xcc),
        'Đ' => Some(0xd0),
        '\u{309}' => Some(0xd2),
        'Ơ' => Some(0xd5),
        'Ư' => Some(0xdd),
        '\u{303}' => Some(0xde),
        'ă' => Some(0xe3),
        '\u{301}' => Some(0xec),
        'đ' => Some(0xf0),
        '\u{323}' => Some(0xf2),
        'ơ' => Some(0xf5),
        'ư' => Some(0xfd),
        '₫' => Some(0xfe),
        _ => u8::try_from(u32::from(letter)).ok(),
    }
}

/// TCVN3 from 0xA1 to 0xFE; a space where it has no letter.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ";

fn tcvn3(word: &str) -> Option<String> {
    word.chars()
        .map(|letter| {
            if letter.is_ascii() {
                return Some(letter);
            }
            let place = usize::from(byte_of(letter)?.checked_sub(0xa1)?);
            TCVN3.chars().nth(place).filter(|decoded| *decoded != ' ')
        })
        .collect()
}

/// VNI writes a letter and then its marks; some letters have a byte of their own.
fn vni(word: &str) -> Option<String> {
    let mut decoded = String::with_capacity(word.len());
    for letter in word.chars() {
        if letter.is_ascii() {
            decoded.push(letter);
            continue;
        }
        let byte = byte_of(letter)?;
        if let Some(own) = vni_letter(byte) {
            decoded.push(own);
            continue;
        }
        let base = decoded.chars().next_back()?.to_ascii_lowercase();
        let (quality, tone) = vni_marks(byte)?;
        let fits = match quality {
            Some('\u{302}') => matches!(base, 'a' | 'e' | 'o'),
            Some(_) => base == 'a',
            None => matches!(base, 'a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'ư' | 'Ơ' | 'Ư'),
        };
        if !fits {
            return None;
        }
        decoded.extend(quality);
        decoded.extend(tone);
    }
    Some(decoded.nfc().collect())
}

const fn vni_letter(byte: u8) -> Option<char> {
    Some(match byte {
        0xd1 | 0xf1 => 'đ',
        0xd4 | 0xf4 => 'ơ',
        0xd6 | 0xf6 => 'ư',
        0xcc | 0xec => 'ì',
        0xcd | 0xed => 'í',
        0xc6 | 0xe6 => 'ỉ',
        0xd3 | 0xf3 => 'ĩ',
        0xd2 | 0xf2 => 'ị',
        0xce | 0xee => 'ỵ',
        _ => return None,
    })
}

/// Quality mark and tone mark that a byte puts on the letter before it.
const fn vni_marks(byte: u8) -> Option<(Option<char>, Option<char>)> {
    const CIRCUMFLEX: Option<char> = Some('\u{302}');
    const BREVE: Option<char> = Some('\u{306}');
    const FALLING: Option<char> = Some('\u{300}');
    const RISING: Option<char> = Some('\u{301}');
    const DIPPING: Option<char> = Some('\u{309}');
    const BROKEN: Option<char> = Some('\u{303}');
    const HEAVY: Option<char> = Some('\u{323}');
    Some(match byte {
        0xd8 | 0xf8 => (None, FALLING),
        0xd9 | 0xf9 => (None, RISING),
        0xdb | 0xfb => (None, DIPPING),
        0xd5 | 0xf5 => (None, BROKEN),
        0xcf | 0xef => (None, HEAVY),
        0xc2 | 0xe2 => (CIRCUMFLEX, None),
        0xc0 | 0xe0 => (CIRCUMFLEX, FALLING),
        0xc1 | 0xe1 => (CIRCUMFLEX, RISING),
        0xc5 | 0xe5 => (CIRCUMFLEX, DIPPING),
        0xc3 | 0xe3 => (CIRCUMFLEX, BROKEN),
        0xc4 | 0xe4 => (CIRCUMFLEX, HEAVY),
        0xca | 0xea => (BREVE, None),
        0xc8 | 0xe8 => (BREVE, FALLING),
        0xc9 | 0xe9 => (BREVE, RISING),
        0xda | 0xfa => (BREVE, DIPPING),
        0xdc | 0xfc => (BREVE, BROKEN),
        0xcb | 0xeb => (BREVE, HEAVY),
        _ => return None,
    })
}
