//! Labels as printed in front of provisions: `II.`, `2.1.`, `đ)`, `-`, `Điều 5.`.

use std::borrow::Cow;

use crate::base::bilingual::Message;
use crate::model::packing::{read_list, write_list};
use crate::model::table::List;
use crate::say;
use crate::vietnamese::composed;
use crate::vietnamese::fold::fold;
use crate::vietnamese::number::{parse_roman, roman};
use borsh::{BorshDeserialize, BorshSerialize};

/// What a label stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Label {
    level: Level,
    ordinal: Ordinal,
    named: bool,
}

/// The level of a provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Level {
    /// The lines after "Kính gửi".
    Addressees,
    /// phần: `Phần I`, `A.`.
    Part,
    /// chương: `Chương II`.
    Chapter,
    /// mục: `II.`, `Mục 1`.
    Section,
    /// tiểu mục: `Tiểu mục 1`.
    Subsection,
    /// điều: `Điều 5.`.
    Article,
    /// khoản: `2.`, `2.1.`.
    Clause,
    /// điểm: `đ)`.
    Point,
    /// gạch đầu dòng: `-`.
    Dash,
    /// dấu sao: `*`.
    Star,
    /// dấu cộng: `+`.
    Plus,
    /// đoạn without a label.
    Paragraph,
    /// phụ lục: `Phụ lục I`.
    Appendix,
    /// The lines after "Nơi nhận".
    Recipients,
    /// chú thích: footnote.
    Footnote,
}

/// The number of a label.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct Ordinal {
    /// How it is written.
    pub numeral: Numeral,
    /// Its value, of several parts the first: 2 in `2.1`.
    ///
    /// Letters count in the Vietnamese order from 1, with f, j, w, z at their Latin places.
    pub first: u32,
    /// The parts after it: 1 in `2.1`. Nearly always empty.
    #[borsh(serialize_with = "write_list", deserialize_with = "read_list")]
    pub further: List<u32>,
    /// The mark of a piece that was put in later: 1 in `a1)`, and in `1a.` the letter a; 0 for none.
    pub inserted: u16,
}

/// How an ordinal is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Numeral {
    /// `II`.
    Roman,
    /// `2`, `2.1`.
    Arabic,
    /// `đ`.
    Letter,
    /// `A`.
    Capital,
    /// Counted, not printed.
    Position,
    /// No number: `Phụ lục`.
    Absent,
}

/// A printed label that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelProblem {
    /// What is wrong.
    pub message: Message,
    /// What to write instead.
    pub help: Message,
}

/// Letters of labels, in order. The Vietnamese ones, and f, j, w, z, which labels should not use but some do.
const LETTERS: [&str; 27] = [
    "a", "b", "c", "d", "đ", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v",
    "w", "x", "y", "z",
];

/// The letter of ordinal `value`, from 1.
pub(super) fn letter(value: u32) -> Option<&'static str> {
    LETTERS.get(usize::try_from(value).ok()?.checked_sub(1)?).copied()
}

/// The ordinal, from 1, of a letter in lower case; `dd` counts as `đ`.
pub(super) fn letter_value(text: &str) -> Option<u32> {
    let text = if text == "dd" { "đ" } else { text };
    LETTERS.iter().zip(1..).find_map(|(letter, value)| (*letter == text).then_some(value))
}

/// Whether labels in order skip this letter.
pub(super) fn is_foreign_letter(value: u32) -> bool {
    matches!(letter(value), Some("f" | "j" | "w" | "z"))
}

/// Words in front of a number, without marks, the longer ones first.
const WORDS: [(&str, Level); 9] = [
    ("tieu muc", Level::Subsection),
    ("phu luc", Level::Appendix),
    ("chu thich", Level::Footnote),
    ("chuong", Level::Chapter),
    ("khoan", Level::Clause),
    ("phan", Level::Part),
    ("diem", Level::Point),
    ("dieu", Level::Article),
    ("muc", Level::Section),
];

impl Label {
    /// Reads a printed label; `None` is a bare paragraph.
    ///
    /// `position` counts from 1 among the siblings with the same mark; it is the ordinal of `-`, `*`, `+` and of
    /// bare paragraphs, and unused otherwise. A capital that is also a Roman numeral is read as one;
    /// [`label_siblings`](super::label_siblings) knows better from the neighbours.
    ///
    /// # Errors
    /// When the text is no label of a Vietnamese document.
    pub fn parse(printed: Option<&str>, position: u32) -> Result<Self, LabelProblem> {
        let Some(printed) = printed else {
            return Ok(Self::counted(Level::Paragraph, position));
        };
        let text = composed(printed);
        let text = text.trim();
        let mark = match text {
            "-" | "–" | "—" | "−" | "•" => Some(Level::Dash),
            "*" | "(*)" => Some(Level::Star),
            "+" => Some(Level::Plus),
            _ => None,
        };
        if let Some(level) = mark {
            return Ok(Self::counted(level, position));
        }
        named(text).or_else(|| bare(text)).ok_or_else(|| LabelProblem {
            message: say!("“{text}” không phải ký hiệu của điều khoản", "“{text}” is not the label of a provision"),
            help: say!(
                "ghi như in: II., 1-, 2.1., a), đ), -, *, +, Điều 5., Chương II; bỏ trống nếu là đoạn không đánh số",
                "write it as printed: II., 1-, 2.1., a), đ), -, *, +, Điều 5., Chương II; leave it out for a bare paragraph"
            ),
        })
    }

    /// A piece that is counted rather than numbered: dash, star, plus, bare paragraph; also a footnote by its number.
    #[must_use]
    pub fn counted(level: Level, position: u32) -> Self {
        Self { level, ordinal: Ordinal::of(Numeral::Position, position), named: false }
    }

    /// The footnote with the printed number `number`.
    #[must_use]
    pub fn footnote(number: u32) -> Self {
        Self::counted(Level::Footnote, number)
    }

    /// The block after "Kính gửi"; its lines are dashes inside it.
    #[must_use]
    pub fn addressees() -> Self {
        Self::block(Level::Addressees)
    }

    /// The block after "Nơi nhận"; its lines are dashes inside it.
    #[must_use]
    pub fn recipients() -> Self {
        Self::block(Level::Recipients)
    }

    fn block(level: Level) -> Self {
        Self { level, ordinal: Ordinal::ABSENT, named: true }
    }

    /// The level.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.level
    }

    /// The number.
    #[must_use]
    pub const fn ordinal(&self) -> &Ordinal {
        &self.ordinal
    }

    /// Whether the level is printed as a word: `Mục 1` rather than `I.`.
    #[must_use]
    pub const fn is_named(&self) -> bool {
        self.named
    }

    /// The same label with its capital read as a letter instead of a Roman numeral: `C.`, `I.` after `H.`.
    pub(super) fn with_capital(mut self, letter: &str) -> Option<Self> {
        self.ordinal = Ordinal::of(Numeral::Capital, letter_value(letter)?);
        self.level = Level::Part;
        Some(self)
    }

    /// The same label with another number.
    pub(super) fn with_ordinal(mut self, ordinal: Ordinal) -> Self {
        self.ordinal = ordinal;
        self
    }

    /// The segment of an address that this label makes.
    #[must_use]
    pub fn segment(&self) -> String {
        let word = match self.level {
            Level::Addressees => "kinh-gui",
            Level::Recipients => "noi-nhan",
            Level::Part if self.named => "phan",
            Level::Chapter => "chuong",
            Level::Section if self.named => "muc",
            Level::Subsection => "tieu-muc",
            Level::Article => "dieu",
            Level::Dash => "gach",
            Level::Star => "sao",
            Level::Plus => "cong",
            Level::Paragraph => "doan",
            Level::Appendix => "phu-luc",
            Level::Footnote => "chu-thich",
            Level::Part | Level::Section | Level::Clause | Level::Point => "",
        };
        let number = self.ordinal.print("-").to_lowercase().replace('đ', "dd");
        [word, &number].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    }

    /// The number as printed, without the word and the punctuation: `II`, `2.1`, `đ`, `5a`; empty for none.
    #[must_use]
    pub fn number(&self) -> String {
        self.ordinal.print(".")
    }
}

impl Ordinal {
    /// No number.
    const ABSENT: Self = Self::of(Numeral::Absent, 0);

    /// One of a single part.
    const fn of(numeral: Numeral, first: u32) -> Self {
        Self { numeral, first, further: List::new(), inserted: 0 }
    }

    /// Its last part; `None` where there is no number.
    pub(super) fn last_mut(&mut self) -> Option<&mut u32> {
        let last = self.further.last_mut().unwrap_or(&mut self.first);
        Some(last).filter(|_| self.numeral != Numeral::Absent)
    }

    fn print(&self, joint: &str) -> String {
        if self.numeral == Numeral::Absent {
            return String::new();
        }
        let write = |value: u32| -> Cow<'static, str> {
            match self.numeral {
                Numeral::Roman => roman(value).map_or_else(|| value.to_string().into(), Cow::Owned),
                Numeral::Letter => letter(value).unwrap_or("?").into(),
                Numeral::Capital => letter(value).unwrap_or("?").to_uppercase().into(),
                Numeral::Arabic | Numeral::Position | Numeral::Absent => value.to_string().into(),
            }
        };
        let parts = std::iter::once(&self.first).chain(&self.further);
        let main = parts.map(|part| write(*part)).collect::<Vec<_>>().join(joint);
        match (self.inserted, self.numeral) {
            (0, _) => main,
            (inserted, Numeral::Letter | Numeral::Capital) => format!("{main}{inserted}"),
            (inserted, _) => format!("{main}{}", letter(inserted.into()).unwrap_or("?")),
        }
    }
}

/// `Điều 5.`, `Chương II`, `PHẦN THỨ NHẤT`, `Phụ lục`.
fn named(text: &str) -> Option<Label> {
    let plain = fold(text);
    let (level, rest) = WORDS.iter().find_map(|(word, level)| {
        let rest = plain.strip_prefix(word)?;
        (rest.is_empty() || rest.starts_with(|next: char| !next.is_alphanumeric())).then_some((*level, rest))
    })?;
    // The number itself must come from the marked text: đ and d are two letters.
    let letters_left = rest.chars().count();
    let marked: String = text.chars().skip(text.chars().count() - letters_left).collect();
    let number = marked.trim().trim_end_matches(['.', ':', ')', '-', '–']).trim();
    let number = number.strip_prefix("số ").unwrap_or(number).trim();
    if number.is_empty() {
        return (level == Level::Appendix).then_some(Label { level, ordinal: Ordinal::ABSENT, named: true });
    }
    let ordinal = in_words(number)
        .or_else(|| arabic(number))
        .or_else(|| roman_upper(number))
        .or_else(|| lettered(number, Numeral::Letter))
        .or_else(|| lettered(number, Numeral::Capital))?;
    Some(Label { level, ordinal, named: true })
}

/// `II.`, `1-`, `2.1.`, `a)`, `(1)`, `A.`.
fn bare(text: &str) -> Option<Label> {
    let number = text.strip_prefix('(').map_or(text, |inner| inner.strip_suffix(')').unwrap_or(""));
    let number = number.trim_end_matches(['.', '-', '–', ')', ':', '/']).trim();
    let with = |level, ordinal| Label { level, ordinal, named: false };
    roman_upper(number)
        .map(|ordinal| with(Level::Section, ordinal))
        .or_else(|| arabic(number).map(|ordinal| with(Level::Clause, ordinal)))
        .or_else(|| lettered(number, Numeral::Letter).map(|ordinal| with(Level::Point, ordinal)))
        .or_else(|| lettered(number, Numeral::Capital).map(|ordinal| with(Level::Part, ordinal)))
}

fn roman_upper(number: &str) -> Option<Ordinal> {
    let upper = number.bytes().all(|byte| byte.is_ascii_uppercase());
    let value = parse_roman(number).filter(|_| upper)?;
    Some(Ordinal::of(Numeral::Roman, value))
}

/// `5`, `2.1`, `05`, `1a`.
fn arabic(number: &str) -> Option<Ordinal> {
    let digits_end = number.rfind(|character: char| character.is_ascii_digit())? + 1;
    let (digits, suffix) = number.split_at(digits_end);
    let inserted = if suffix.is_empty() { 0 } else { letter_value(suffix)?.try_into().ok()? };
    let mut parts = digits.split('.').map(whole);
    let first = parts.next()??;
    let further = parts.collect::<Option<_>>()?;
    Some(Ordinal { numeral: Numeral::Arabic, first, further, inserted })
}

/// `đ`, `a1`, or a capital.
fn lettered(number: &str, numeral: Numeral) -> Option<Ordinal> {
    let mut characters = number.chars();
    let first = characters.next()?;
    let right_case = if numeral == Numeral::Capital { first.is_uppercase() } else { first.is_lowercase() };
    let value = letter_value(&first.to_lowercase().to_string()).filter(|_| right_case)?;
    let rest = characters.as_str();
    let inserted = if rest.is_empty() { 0 } else { whole(rest)?.try_into().ok()? };
    Some(Ordinal { inserted, ..Ordinal::of(numeral, value) })
}

/// `thứ nhất`, `thứ hai` …
fn in_words(number: &str) -> Option<Ordinal> {
    const WORDS: [&str; 10] = ["nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"];
    let plain = fold(number);
    let word = plain.strip_prefix("thu ")?;
    let value = WORDS.iter().zip(1..).find_map(|(known, value)| (*known == word).then_some(value))?;
    Some(Ordinal::of(Numeral::Arabic, value))
}

/// A number from 1, of at most four digits, with leading zeros as one likes.
fn whole(text: &str) -> Option<u32> {
    let good = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if good { text.parse().ok().filter(|value| *value > 0) } else { None }
}
