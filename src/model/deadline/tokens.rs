//! A phrase cut into words, numbers and signs.

use crate::vietnamese::composed;
use crate::vietnamese::fold::fold;

/// One word, number or sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Lower case, without marks.
    pub(super) folded: String,
    /// As written, in NFC and lower case.
    pub(super) written: String,
    /// The value, for a number.
    pub(super) number: Option<u32>,
}

impl Token {
    fn new(text: &str) -> Self {
        let number = if text.len() <= 6 { text.parse().ok() } else { None };
        Self { folded: fold(text), written: text.to_lowercase(), number }
    }

    pub(super) fn is(&self, text: &str) -> bool {
        self.folded == text
    }

    /// Count of digits of a number, 0 for anything else.
    pub(super) fn digits(&self) -> usize {
        if self.number.is_some() { self.folded.len() } else { 0 }
    }
}

/// Cuts a phrase. Footnote marks, doubt marks and quotation marks are dropped; all dashes become hyphens.
pub(super) fn split(phrase: &str) -> Vec<Token> {
    let text = without_marks(&composed(phrase));
    let mut tokens = Vec::new();
    let mut word = String::new();
    let mut last = Class::Space;
    for character in text.chars() {
        let class = Class::of(character);
        if class != last || class == Class::Sign {
            flush(&mut word, &mut tokens);
        }
        match (class, character) {
            (Class::Space, _) => {}
            (_, '–' | '—' | '−' | '‑') => word.push('-'),
            _ => word.push(character),
        }
        last = class;
    }
    flush(&mut word, &mut tokens);
    let mut tokens = without_spelled_numbers(tokens);
    read_spelled_lengths(&mut tokens);
    tokens
}

/// Gives the first word of `sáu tháng`, `hai tuần` its value; only with its marks, because `sau` is another word.
fn read_spelled_lengths(tokens: &mut [Token]) {
    const WORDS: [&str; 10] = ["một", "hai", "ba", "bốn", "", "sáu", "bảy", "tám", "chín", "mười"];
    for index in 1..tokens.len() {
        let unit = matches!(tokens[index].written.as_str(), "tháng" | "tuần" | "ngày" | "quý");
        let head = &mut tokens[index - 1];
        if let Some(value) = WORDS.iter().zip(1..).find_map(|(word, value)| (head.written == *word).then_some(value))
            && unit
        {
            head.number = Some(value);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Sign,
}

impl Class {
    fn of(character: char) -> Self {
        match character {
            '“' | '”' | '"' | '‘' | '’' | '\'' | '«' | '»' | '\u{200b}' | '\u{feff}' => Class::Space,
            _ if character.is_whitespace() => Class::Space,
            _ if character.is_ascii_digit() => Class::Digit,
            _ if character.is_alphabetic() || unicode_normalization::char::is_combining_mark(character) => {
                Class::Letter
            }
            _ => Class::Sign,
        }
    }
}

fn flush(word: &mut String, tokens: &mut Vec<Token>) {
    if !word.is_empty() {
        tokens.push(Token::new(word));
        word.clear();
    }
}

/// Drops `[^7]` and `[?]`.
fn without_marks(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let inner = &rest[start + 1..];
        let end = inner.find(']');
        let mark = end.map(|end| &inner[..end]).filter(|mark| {
            *mark == "?"
                || mark.strip_prefix('^').is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        });
        let Some(mark) = mark else {
            kept.push_str(&rest[..=start]);
            rest = inner;
            continue;
        };
        kept.push_str(&rest[..start]);
        kept.push(' ');
        rest = &inner[mark.len() + 1..];
    }
    kept.push_str(rest);
    kept
}

/// Drops the words in `30 (ba mươi) ngày`.
fn without_spelled_numbers(tokens: Vec<Token>) -> Vec<Token> {
    const WORDS: [&str; 17] = [
        "một", "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "mốt", "trăm",
        "linh", "lẻ",
    ];
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut index = 0;
    while index < tokens.len() {
        let after_number = kept.last().is_some_and(|token| token.number.is_some());
        if after_number && tokens[index].is("(") {
            let words = tokens[index + 1..].iter().take_while(|token| WORDS.contains(&token.written.as_str())).count();
            if words > 0 && tokens.get(index + words + 1).is_some_and(|token| token.is(")")) {
                index += words + 2;
                continue;
            }
        }
        kept.push(tokens[index].clone());
        index += 1;
    }
    kept
}
