//! The build of a Vietnamese syllable: onset, rhyme, tone.
//!
//! In: one lower-case word. Out: its parts, or nothing when no Vietnamese syllable is written so. The
//! lists are those of the standard orthography, with the few rhymes of loan words (xoong, goòng).

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::compose;

/// The six tones, in the order of dictionaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// ngang: no mark.
    Level,
    /// huyền: grave.
    Falling,
    /// hỏi: hook above.
    Dipping,
    /// ngã: tilde.
    Broken,
    /// sắc: acute.
    Rising,
    /// nặng: dot below.
    Heavy,
}

impl Tone {
    /// The tone that a combining mark stands for.
    #[must_use]
    pub const fn of_mark(mark: char) -> Option<Tone> {
        match mark {
            '\u{300}' => Some(Tone::Falling),
            '\u{309}' => Some(Tone::Dipping),
            '\u{303}' => Some(Tone::Broken),
            '\u{301}' => Some(Tone::Rising),
            '\u{323}' => Some(Tone::Heavy),
            _ => None,
        }
    }

    const fn mark(self) -> Option<char> {
        match self {
            Tone::Level => None,
            Tone::Falling => Some('\u{300}'),
            Tone::Dipping => Some('\u{309}'),
            Tone::Broken => Some('\u{303}'),
            Tone::Rising => Some('\u{301}'),
            Tone::Heavy => Some('\u{323}'),
        }
    }
}

/// A syllable in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Syllable {
    /// Consonants before the rhyme, such as `ngh`, `qu`, `gi`; may be empty.
    pub onset: &'static str,
    /// Vowels and final consonant with their quality marks and without tone, such as `uyên`.
    pub rhyme: &'static str,
    /// Tone.
    pub tone: Tone,
}

const ONSETS: [&str; 28] = [
    "ngh", "qu", "gi", "ng", "nh", "ch", "gh", "kh", "ph", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];

const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt \
    up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu \
    y ych yên yêt yêm yêng yêu ynh yt";

static KNOWN_RHYMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| RHYMES.split_ascii_whitespace().collect());

/// The parts of a lower-case word that is a possible syllable; the position of the tone mark is free.
#[must_use]
pub fn split(word: &str) -> Option<Syllable> {
    let (plain, tone) = without_tone(word)?;
    ONSETS.iter().find_map(|onset| {
        let rest = plain.strip_prefix(onset)?;
        let rhyme = *KNOWN_RHYMES.get(rest)?;
        let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
        let possible = !stopped || matches!(tone, Tone::Rising | Tone::Heavy);
        possible.then_some(Syllable { onset, rhyme, tone })
    })
}

/// The word without its tone mark, in NFC, and the tone; `None` when there are two marks.
fn without_tone(word: &str) -> Option<(String, Tone)> {
    let mut tone = Tone::Level;
    let mut marks = 0;
    let plain = word
        .nfd()
        .filter(|character| match Tone::of_mark(*character) {
            Some(found) => {
                tone = found;
                marks += 1;
                false
            }
            None => true,
        })
        .nfc()
        .collect();
    (marks < 2).then_some((plain, tone))
}

impl Syllable {
    /// The one spelling: tone by the traditional rule (hòa, ủy), `i` for a lone `y` where both are in use.
    #[must_use]
    pub fn canonical(&self) -> String {
        let rhyme = match (self.onset, self.rhyme) {
            ("h" | "k" | "l" | "m" | "s" | "t" | "qu", "y") => "i",
            (_, rhyme) => rhyme,
        };
        let Some(mark) = self.tone.mark() else {
            return format!("{}{rhyme}", self.onset);
        };
        let bearer = tone_bearer(rhyme);
        let marked = rhyme
            .chars()
            .enumerate()
            .map(|(index, letter)| if index == bearer { compose(letter, mark).unwrap_or(letter) } else { letter });
        self.onset.chars().chain(marked).collect()
    }
}

/// Index of the letter that bears the tone mark: the last vowel with a quality mark, else the last vowel
/// before a final consonant, the middle one of three, the first of two.
fn tone_bearer(rhyme: &str) -> usize {
    let letters: Vec<char> = rhyme.chars().collect();
    let vowels = letters.iter().take_while(|letter| is_vowel(**letter)).count();
    if let Some(marked) =
        letters[..vowels].iter().rposition(|letter| matches!(letter, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư'))
    {
        return marked;
    }
    match (vowels, letters.len() - vowels) {
        (0 | 1, _) => 0,
        (count, 1..) => count - 1,
        (2, 0) => 0,
        _ => 1,
    }
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}
