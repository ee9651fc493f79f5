//! What somebody typed → what to look for.

use super::number::{self, Typed};
use super::word::{self, Word};

/// Kinds of documents as people type them before a number, and their symbols; letters mostly have none.
pub(super) const KINDS: [(&str, &str); 15] = [
    ("nghi quyet", "nq"),
    ("ket luan", "kl"),
    ("chi thi", "ct"),
    ("quyet dinh", "qd"),
    ("nghi dinh", "nd"),
    ("thong tu", "tt"),
    ("thong bao", "tb"),
    ("cong van", "cv"),
    ("ke hoach", "kh"),
    ("chuong trinh", "ctr"),
    ("bao cao", "bc"),
    ("to trinh", "ttr"),
    ("cong dien", "cd"),
    ("huong dan", "hd"),
    ("van ban", ""),
];

/// The symbol of a kind of document.
fn symbol_of(kind: &str) -> Option<&'static str> {
    KINDS.iter().find(|(name, _)| *name == kind).map(|(_, symbol)| *symbol)
}

/// A query, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// All words to look for, those of phrases included, in order.
    pub words: Vec<Typing>,
    /// Quoted phrases.
    pub phrases: Vec<Vec<Follower>>,
    /// Words and phrases that must not be there.
    pub excluded: Vec<Vec<Word>>,
    /// A document number.
    pub number: Option<Typed>,
}

/// A word of a quoted phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follower {
    /// Its forms.
    pub word: Word,
    /// Whether a stop may stand before it, because one was typed there.
    pub after_stop: bool,
}

/// A word as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typing {
    /// As typed.
    pub raw: String,
    /// Its forms.
    pub word: Word,
    /// Whether it may be the beginning of a longer word.
    pub open: bool,
    /// Whether the word before it is its neighbour in the query.
    pub joined: bool,
    /// Whether it must be there as typed.
    pub quoted: bool,
}

/// Takes a query apart; `symbols` are the letters in the site's numbers.
#[must_use]
pub fn parse(typed: &str, symbols: &[String]) -> Query {
    let mut query = Query::default();
    let mut plain = String::new();
    let characters = typed.chars().map(unify).collect::<Vec<_>>();
    let mut place = 0;
    while place < characters.len() {
        let starts = place == 0 || characters[place - 1] == ' ';
        let negative = starts && characters[place] == '-' && excludes(&characters, place);
        let start = place + usize::from(negative);
        if characters[start] == '"' {
            let end = characters[start + 1..].iter().position(|one| *one == '"').map(|end| start + 1 + end);
            let end_or_all = end.unwrap_or(characters.len());
            let inside = characters[start + 1..end_or_all].iter().collect::<String>();
            if negative {
                query.excluded.extend(Some(word::words(&inside)).filter(|words| !words.is_empty()));
            } else {
                push(&mut query.words, &plain, false);
                plain.clear();
                push(&mut query.words, &inside, true);
                let phrase = word::stopped_words(&inside);
                let phrase = phrase.into_iter().map(|(raw, after_stop)| Follower { word: Word::of(raw), after_stop });
                query.phrases.extend(Some(phrase.collect::<Vec<_>>()).filter(|phrase| !phrase.is_empty()));
            }
            place = end_or_all + 1;
        } else if negative {
            let end =
                characters[start..].iter().position(|one| *one == ' ').map_or(characters.len(), |end| start + end);
            let inside = characters[start..end].iter().collect::<String>();
            query.excluded.extend(Some(word::words(&inside)).filter(|words| !words.is_empty()));
            place = end;
        } else {
            plain.push(characters[place]);
            place += 1;
        }
    }
    push(&mut query.words, &plain, false);
    if characters.last().is_some_and(|last| word::is_word_character(*last))
        && let Some(last) = query.words.last_mut().filter(|last| !last.quoted)
    {
        last.open = true;
    }
    query.number = number_in(&typed.chars().map(unify).filter(|one| *one != '"').collect::<String>(), symbols);
    query
}

/// All kinds of quotes, dashes and spaces as one.
fn unify(character: char) -> char {
    match character {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        _ if character.is_whitespace() => ' ',
        _ => character,
    }
}

/// Whether the hyphen at `place` leaves something out: a letter or a quote follows, and no digit stands before it,
/// as in `449 -KL/TU`.
fn excludes(characters: &[char], place: usize) -> bool {
    let follows = characters.get(place + 1).is_some_and(|next| *next == '"' || next.is_alphabetic());
    let before = characters[..place].iter().rev().find(|one| **one != ' ');
    follows && before.is_none_or(|before| !before.is_ascii_digit())
}

fn push(words: &mut Vec<Typing>, text: &str, quoted: bool) {
    for (place, raw) in word::raw_words(text).enumerate() {
        let word = Word::of(raw);
        words.push(Typing { raw: raw.to_owned(), word, open: false, joined: place > 0, quoted });
    }
}

/// The document number in a query, if there is one.
fn number_in(text: &str, symbols: &[String]) -> Option<Typed> {
    let raw = word::raw_words(text).collect::<Vec<_>>();
    let mut parts: Vec<(String, bool)> = Vec::new();
    for word in &raw {
        parts.extend(number::parts(word).into_iter().enumerate().map(|(place, part)| (part, place > 0)));
    }
    let is_symbol = |place: usize| {
        let (part, glued) = &parts[place];
        let next_glued = parts.get(place + 1).is_some_and(|(_, glued)| *glued);
        let is_last = place + 1 == parts.len();
        number::is_digits(part)
            || symbols.iter().any(|symbol| symbol == part || (is_last && symbol.starts_with(part.as_str())))
            || ((*glued || next_glued) && is_made_of(part, symbols, is_last))
    };
    let spans = (0..parts.len()).filter(|place| is_symbol(*place)).collect::<Vec<_>>();
    let mut best: Option<Typed> = None;
    for run in spans.chunk_by(|left, right| left + 1 == *right) {
        let own = run.iter().map(|place| &parts[*place].0).collect::<Vec<_>>();
        let Some(first) = own.iter().position(|part| number::is_digits(part)) else { continue };
        let folded = parts[..run[0]].iter().map(|(part, _)| part.as_str()).collect::<Vec<_>>();
        let announced = folded.last().is_some_and(|last| *last == "so")
            || folded.len() > 1 && symbol_of(&folded[folded.len() - 2..].join(" ")).is_some();
        let is_all = only_kinds(&folded) && run[run.len() - 1] + 1 == parts.len();
        let has_letters = own.iter().any(|part| !number::is_digits(part));
        // A syllable that is also a symbol, beside a bare number in a sentence, makes no number of a document.
        let tight = text.contains('/') || parts.iter().any(|(_, glued)| *glued);
        if !(is_all || announced || has_letters && tight) || best.is_some() {
            continue;
        }
        let serial = number::without_zeros(own[first]).to_owned();
        let mut key = serial.clone();
        key.extend(own[first + 1..].iter().map(|part| part.as_str()));
        let others = own[..first].iter().chain(&own[first + 1..]).map(|part| (*part).clone()).collect();
        let before = folded.strip_suffix(&["so"]).unwrap_or(&folded);
        let kind = before.len().checked_sub(2).and_then(|from| symbol_of(&before[from..].join(" ")));
        let kind = kind.filter(|kind| !kind.is_empty()).map(str::to_owned);
        best = Some(Typed { serial, key, others, kind, alone: own.len() == parts.len() });
    }
    best
}

/// Whether nothing but a kind of document and “số” stands before a number.
fn only_kinds(before: &[&str]) -> bool {
    let words = before.strip_suffix(&["so"]).unwrap_or(before);
    words.is_empty() || symbol_of(&words.join(" ")).is_some()
}

/// Whether letters are symbols run together; the last one may be unfinished when `open`.
fn is_made_of(letters: &str, symbols: &[String], open: bool) -> bool {
    letters.is_empty()
        || symbols.iter().any(|symbol| {
            letters.strip_prefix(symbol.as_str()).is_some_and(|rest| is_made_of(rest, symbols, open))
                || open && symbol.starts_with(letters)
        })
}
