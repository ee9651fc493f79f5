//! All words that were ever met, as numbers: what is remembered from one index to the next stays a number, and nothing
//! that is written depends on which one.

use super::word::Word;
use crate::base::hash::QuickMap;
use crate::vietnamese::syllable;

/// A marked form of a plain word, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Token(pub u32);

/// The words by number.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    /// The plain words.
    pub terms: Vec<Box<str>>,
    /// The marked forms.
    pub forms: Vec<Form>,
    /// The numbers of the forms of each plain word.
    pub forms_of: Vec<Vec<u32>>,
    places: QuickMap<Box<str>, u32>,
}

/// A plain word with its marks.
#[derive(Debug)]
pub(super) struct Form {
    /// Number of the plain word.
    pub term: u32,
    /// As it is searched.
    pub marked: Box<str>,
    /// Whether it is a Vietnamese syllable.
    pub is_syllable: bool,
}

impl Dictionary {
    /// The number of a raw word.
    pub fn meet(&mut self, raw: &str) -> Token {
        let Word { plain, marked } = Word::of(raw);
        let term = self.term(&plain);
        let known = self.forms_of[term as usize].iter().copied();
        let form = known.into_iter().find(|form| *self.forms[*form as usize].marked == *marked);
        Token(form.unwrap_or_else(|| self.form(term, marked.into(), None)))
    }

    /// The number of a plain word.
    pub fn term(&mut self, plain: &str) -> u32 {
        if let Some(term) = self.places.get(plain) {
            return *term;
        }
        let term = number(self.terms.len());
        self.terms.push(plain.into());
        self.forms_of.push(Vec::new());
        self.places.insert(plain.into(), term);
        term
    }

    /// Adds a form that a plain word has not yet; whether it is a syllable may be known.
    pub fn form(&mut self, term: u32, marked: Box<str>, is_syllable: Option<bool>) -> u32 {
        let form = number(self.forms.len());
        let is_syllable = is_syllable.unwrap_or_else(|| is_a_syllable(&marked));
        self.forms.push(Form { term, marked, is_syllable });
        self.forms_of[term as usize].push(form);
        form
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).ok().filter(|number| *number < 1 << 26).expect("there are fewer than 2^26 words")
}

/// Whether a marked form is a Vietnamese syllable; its tone does not matter.
fn is_a_syllable(form: &str) -> bool {
    let base = form.trim_end_matches(|last: char| last.is_ascii_digit());
    let risen = || {
        let vowel = base.char_indices().rev().find(|(_, letter)| "aăâeêioôơuưy".contains(*letter))?;
        let after = vowel.0 + vowel.1.len_utf8();
        syllable::split(&format!("{}\u{301}{}", &base[..after], &base[after..]))
    };
    syllable::split(base).is_some() || risen().is_some()
}
