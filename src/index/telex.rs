//! Words typed with Telex or VNI while the keyboard was set to English: `quyeenf` is `quyền`, `duoc9` … `được`.

use unicode_normalization::UnicodeNormalization as _;

/// Combining marks of the tones, by key of Telex and of VNI.
const TONES: [(char, char, char); 5] =
    [('f', '2', '\u{300}'), ('r', '3', '\u{309}'), ('x', '4', '\u{303}'), ('s', '1', '\u{301}'), ('j', '5', '\u{323}')];

/// The word that was meant; `None` when nothing in it reads as Telex or VNI.
///
/// The result is not checked: it may be no word at all.
#[must_use]
pub fn decode(typed: &str) -> Option<String> {
    let lower = typed.to_lowercase();
    if !lower.is_ascii() || !lower.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let decoded = if lower.contains(|letter: char| letter.is_ascii_digit()) { vni(&lower) } else { telex(&lower) }?;
    (decoded != lower).then(|| decoded.nfc().collect())
}

fn telex(typed: &str) -> Option<String> {
    let mut letters: Vec<char> = Vec::new();
    let mut tone = None;
    for key in typed.chars() {
        let has_vowel = letters.iter().any(|letter| is_vowel(*letter));
        if let Some((.., mark)) = TONES.iter().find(|(telex, ..)| *telex == key)
            && has_vowel
        {
            tone = Some(*mark);
            continue;
        }
        match key {
            'w' => {
                if !horn(&mut letters) {
                    letters.push('ư');
                }
            }
            'd' if letters.first() == Some(&'d') => letters[0] = 'đ',
            'a' | 'e' | 'o' => match letters.iter().rposition(|letter| *letter == key) {
                Some(place)
                    if letters[place + 1..].iter().all(|letter| !is_vowel(*letter)) || place + 1 == letters.len() =>
                {
                    letters[place] = circumflex(key);
                }
                _ => letters.push(key),
            },
            _ => letters.push(key),
        }
    }
    with_tone(letters, tone)
}

fn vni(typed: &str) -> Option<String> {
    let mut letters: Vec<char> = Vec::new();
    let mut tone = None;
    for key in typed.chars() {
        if let Some((.., mark)) = TONES.iter().find(|(_, vni, _)| *vni == key) {
            tone = Some(*mark);
            continue;
        }
        let done = match key {
            '6' => match letters.iter().rposition(|letter| matches!(letter, 'a' | 'e' | 'o')) {
                Some(place) => {
                    letters[place] = circumflex(letters[place]);
                    true
                }
                None => false,
            },
            '7' => horn(&mut letters),
            '8' => match letters.iter().rposition(|letter| *letter == 'a') {
                Some(place) => {
                    letters[place] = 'ă';
                    true
                }
                None => false,
            },
            '9' if letters.first() == Some(&'d') => {
                letters[0] = 'đ';
                true
            }
            _ if key.is_ascii_digit() => false,
            _ => {
                letters.push(key);
                true
            }
        };
        if !done {
            return None;
        }
    }
    with_tone(letters, tone)
}

const fn circumflex(letter: char) -> char {
    match letter {
        'a' => 'â',
        'e' => 'ê',
        _ => 'ô',
    }
}

/// Puts horns on u and o, or the breve on a; false when there is none of them.
fn horn(letters: &mut [char]) -> bool {
    let count = letters.len();
    for place in (0..count).rev() {
        match letters[place] {
            'o' => {
                letters[place] = 'ơ';
                if place > 0 && letters[place - 1] == 'u' && (place < 2 || letters[place - 2] != 'q') {
                    letters[place - 1] = 'ư';
                }
                return true;
            }
            'ơ' if place > 0 && letters[place - 1] == 'u' => {
                letters[place - 1] = 'ư';
                return true;
            }
            'ơ' if place > 0 && letters[place - 1] == 'ư' => return true,
            'u' => {
                letters[place] = 'ư';
                return true;
            }
            'a' => {
                if place > 0 && letters[place - 1] == 'u' && (place < 2 || letters[place - 2] != 'q') {
                    letters[place - 1] = 'ư';
                } else {
                    letters[place] = 'ă';
                }
                return true;
            }
            _ => {}
        }
    }
    false
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}

/// The tone on any vowel: the forms of words do not depend on which.
fn with_tone(letters: Vec<char>, tone: Option<char>) -> Option<String> {
    let Some(tone) = tone else { return Some(letters.into_iter().collect()) };
    let place = letters.iter().rposition(|letter| is_vowel(*letter))?;
    let mut word = letters[..=place].iter().collect::<String>();
    word.push(tone);
    word.extend(&letters[place + 1..]);
    Some(word)
}

#[cfg(test)]
mod tests {
    use super::super::word::Word;
    use super::*;

    #[test]
    fn telex_and_vni_become_the_word_that_was_meant() {
        for (typed, meant) in [
            ("quyeenf", "quyền"),
            ("nguwowif", "người"),
            ("huwowngr", "hưởng"),
            ("ddoongj", "động"),
            ("duwts", "dứt"),
            ("dduwowcj", "được"),
            ("thuaanj", "thuận"),
            ("d9uo7c5", "được"),
            ("quye6n2", "quyền"),
            ("nuwowcs", "nước"),
            ("nawm", "năm"),
            ("mua", "mua"),
            ("ngày", "ngày"),
            ("chuyeern", "chuyển"),
            ("xuaats", "xuất"),
        ] {
            let decoded = decode(typed).unwrap_or_else(|| typed.to_owned());
            assert_eq!(Word::of(&decoded), Word::of(meant), "{typed}");
        }
    }
}
