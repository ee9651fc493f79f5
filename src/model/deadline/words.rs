//! Words of time: what the tokens of a phrase mean one by one.
//!
//! The longest known expression wins; a token that belongs to none becomes [`Item::Unknown`], and the
//! grammar refuses the phrase.

use jiff::civil::Weekday;

use super::expressions::{self, Meaning};
use super::tokens::Token;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// A piece of the calendar, with the year that is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    Day {
        day: i16,
        month: Option<i16>,
        year: Option<i16>,
    },
    Month {
        month: i16,
        year: Option<i16>,
    },
    Quarter {
        quarter: i16,
        year: Option<i16>,
    },
    /// From the first to the last month: `06 tháng cuối năm`.
    Months {
        first: i16,
        last: i16,
        year: Option<i16>,
    },
    Year(i16),
    /// `tháng này`, `năm nay`.
    Current(Unit),
}

/// What a run of tokens means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    Before,
    Latest,
    Until,
    In,
    End,
    From,
    Now,
    Issue,
    Point(Point),
    Every(u32, Unit),
    Periodic,
    Length(u32, Unit),
    Unit(Unit),
    Times(u32),
    AtLeast,
    Weekday(Weekday),
    /// Hour of the day, in minutes.
    Hour(u32),
    Next,
    LastMonth,
    FirstMonth,
    And,
    Or,
    Dash,
    Open,
    Close,
    Vision,
    Soft,
    WorkingDays,
    Vague(String),
    Impossible(String),
    ShortYear(String),
    Unknown(String),
}

/// Reads the tokens of a phrase.
pub(super) fn read(tokens: &[Token]) -> Vec<Item> {
    let mut reader = Reader { tokens, at: 0, items: Vec::new() };
    while reader.at < tokens.len() {
        let known = reader.every()
            || reader.number()
            || reader.day_word()
            || reader.month()
            || reader.quarter()
            || reader.half()
            || reader.weekday()
            || reader.issue()
            || reader.expression()
            || reader.unit()
            || reader.sign();
        if !known {
            let token = &tokens[reader.at];
            reader.push(1, Item::Unknown(token.written.clone()));
        }
    }
    reader.items
}

pub(super) struct Reader<'t> {
    pub(super) tokens: &'t [Token],
    pub(super) at: usize,
    pub(super) items: Vec<Item>,
}

impl Reader<'_> {
    /// Whether the token `offset` places on is one of `words`.
    pub(super) fn is(&self, offset: usize, words: &[&str]) -> bool {
        self.tokens.get(self.at + offset).is_some_and(|token| words.contains(&token.folded.as_str()))
    }

    pub(super) fn number_at(&self, offset: usize) -> Option<i16> {
        self.tokens.get(self.at + offset)?.number.and_then(|number| i16::try_from(number).ok())
    }

    pub(super) fn digits_at(&self, offset: usize) -> usize {
        self.tokens.get(self.at + offset).map_or(0, Token::digits)
    }

    /// The tokens as written, joined, for messages.
    pub(super) fn written(&self, count: usize) -> String {
        let tokens = &self.tokens[self.at..(self.at + count).min(self.tokens.len())];
        let mut text = String::new();
        for token in tokens {
            let sign = token.number.is_none() && !token.written.chars().all(char::is_alphanumeric);
            if !text.is_empty() && !sign && !text.ends_with(['/', '-', '.']) {
                text.push(' ');
            }
            text.push_str(&token.written);
        }
        text
    }

    /// Takes `count` tokens as `item`.
    pub(super) fn push(&mut self, count: usize, item: Item) -> bool {
        self.items.push(item);
        self.skip(count)
    }

    pub(super) fn skip(&mut self, count: usize) -> bool {
        self.at += count;
        true
    }

    pub(super) fn unit_at(&self, offset: usize) -> Option<Unit> {
        let token = self.tokens.get(self.at + offset)?;
        match token.folded.as_str() {
            "ngay" => Some(Unit::Day),
            "tuan" => Some(Unit::Week),
            "thang" => Some(Unit::Month),
            "quy" | "qui" => Some(Unit::Quarter),
            "nam" => Some(Unit::Year),
            _ => None,
        }
    }

    /// `hằng quý`, `mỗi 6 tháng`, and the units listed after it: `hàng quý, năm`.
    fn every(&mut self) -> bool {
        if self.is(0, &["theo"]) && self.is_every(1) {
            self.at += 1;
        }
        let mut taken = 0;
        loop {
            let separator = usize::from(taken > 0 && self.is(taken, &[",", "/", "-", "va"]));
            if taken > 0 && separator == 0 {
                return self.skip(taken);
            }
            let prefix = usize::from(self.is_every(taken + separator));
            let place = taken + separator + prefix;
            let found = match (prefix, self.number_at(place)) {
                (1, Some(count)) => self.unit_at(place + 1).map(|unit| (count, unit, 2)),
                (1, None) if self.is(place, &["nua"]) && self.is(place + 1, &["nam"]) => Some((6, Unit::Month, 2)),
                (1, None) | (0, None) if taken + prefix > 0 => self.unit_at(place).map(|unit| (1, unit, 1)),
                _ => None,
            };
            let Some((count, unit, length)) = found.filter(|(.., length)| !self.dated(place + length)) else {
                return taken > 0 && self.skip(taken);
            };
            self.items.push(Item::Every(u32::try_from(count).unwrap_or(0), unit));
            taken = place + length;
        }
    }

    /// Whether a unit that ends before `offset` is the head of a date or of `năm nay`.
    fn dated(&self, offset: usize) -> bool {
        let listed_length = self.is(offset + 1, &["lan"]);
        (self.number_at(offset).is_some() && !listed_length) || self.is(offset, &["nay", "cuoi", "dau"])
    }

    pub(super) fn is_every(&self, offset: usize) -> bool {
        self.tokens.get(self.at + offset).is_some_and(|token| {
            matches!((token.folded.as_str(), token.written.as_str()), ("hang" | "tung", _) | (_, "mỗi" | "moi"))
        })
    }

    /// `thứ Sáu`, `Chủ nhật`.
    fn weekday(&mut self) -> bool {
        if self.is(0, &["ngay"]) && self.is(1, &["thu"]) {
            self.at += 1;
        }
        if self.is(0, &["chu"]) && self.is(1, &["nhat"]) {
            return self.push(2, Item::Weekday(Weekday::Sunday));
        }
        if !self.is(0, &["thu"]) {
            return false;
        }
        let weekday = match self.tokens.get(self.at + 1).map(|token| token.folded.as_str()) {
            Some("hai" | "2") => Weekday::Monday,
            Some("ba" | "3") => Weekday::Tuesday,
            Some("tu" | "4") => Weekday::Wednesday,
            Some("nam" | "5") => Weekday::Thursday,
            Some("sau" | "6") => Weekday::Friday,
            Some("bay" | "7") => Weekday::Saturday,
            _ => return false,
        };
        self.push(2, Item::Weekday(weekday))
    }

    /// `ngày ký`, `ngày ban hành Kế hoạch này`.
    fn issue(&mut self) -> bool {
        const DOCUMENTS: [&str; 10] = [
            "van ban",
            "ke hoach",
            "thong bao",
            "cong van",
            "quyet dinh",
            "nghi quyet",
            "chi thi",
            "ket luan",
            "chuong trinh",
            "de an",
        ];
        let mut taken = match () {
            () if self.phrase(0, "ngay ky ban hanh") => 4,
            () if self.phrase(0, "ngay ban hanh") => 3,
            () if self.phrase(0, "ngay ra van ban") => 4,
            () if self.phrase(0, "ngay ky") => 2,
            () => return false,
        };
        taken += if self.is(taken, &[","]) && self.phrase(taken + 1, "ban hanh") { 3 } else { 0 };
        if let Some(document) = DOCUMENTS.iter().find(|document| self.phrase(taken, document)) {
            taken += document.split(' ').count();
            taken += usize::from(self.is(taken, &["nay"]));
        }
        self.push(taken, Item::Issue)
    }

    /// Whether the tokens from `offset` on are the words of `text`.
    pub(super) fn phrase(&self, offset: usize, text: &str) -> bool {
        text.split(' ').enumerate().all(|(index, word)| self.is(offset + index, &[word]))
    }

    /// The longest expression that stands here.
    fn expression(&mut self) -> bool {
        let known = expressions::beginning_with(self.tokens.get(self.at).map_or("", |token| token.folded.as_str()));
        let longest = known.iter().find(|(text, _)| self.phrase(0, text) && self.marks_agree(text));
        let Some((text, meaning)) = longest else { return false };
        let count = text.split(' ').count();
        match meaning {
            Meaning::Filler => self.skip(count),
            Meaning::Item(Item::From) if self.is(count, &["nay"]) => {
                self.items.push(Item::From);
                self.push(count + 1, Item::Now)
            }
            Meaning::Item(item) => self.push(count, item.clone()),
            Meaning::Soft => self.push(count, Item::Soft),
            Meaning::SoftWithTail => self.push(count + self.tail(count), Item::Soft),
        }
    }

    /// Whether a short word is not another one with other marks: tối, tư.
    fn marks_agree(&self, text: &str) -> bool {
        let written = self.tokens.get(self.at).map_or("", |token| token.written.as_str());
        match text {
            "toi" => matches!(written, "tới" | "toi"),
            "tu" => matches!(written, "từ" | "tu"),
            "den" => matches!(written, "đến" | "den"),
            "han" => matches!(written, "hạn" | "han"),
            "het" => matches!(written, "hết" | "het"),
            _ => true,
        }
    }

    /// How many tokens of `của UBND tỉnh`, `tại Luật …` follow a soft expression: up to a sign or a word of time.
    fn tail(&self, from: usize) -> usize {
        if !self.is(from, &["cua", "tai", "ve", "duoc", "da", "do", "phap"]) {
            return 0;
        }
        let rest = self.tokens.get(self.at + from..).unwrap_or_default();
        rest.iter()
            .take_while(|token| {
                let word = token.folded.chars().all(char::is_alphabetic);
                word && !matches!(
                    token.folded.as_str(),
                    "truoc" | "den" | "trong" | "cham" | "muon" | "tre" | "xong" | "hang"
                )
            })
            .count()
    }

    /// A unit that stands alone.
    fn unit(&mut self) -> bool {
        let Some(unit) = self.unit_at(0) else { return false };
        let written = self.tokens[self.at].written.as_str();
        match unit {
            Unit::Year if self.next_word(1).is_some() => {
                let taken = 1 + self.next_word(1).unwrap_or(0);
                self.push(taken, Item::Next)
            }
            Unit::Year if self.digits_at(1) == 4 => {
                self.at += 1;
                self.number()
            }
            Unit::Year if self.digits_at(1) == 2 && !self.is(2, &["thang", "lan", "ngay"]) => {
                self.push(2, Item::ShortYear(self.written(2)))
            }
            Unit::Year if self.is(1, &["nay"]) => self.push(2, Item::Point(Point::Current(Unit::Year))),
            // "trong năm ngày": five days.
            Unit::Year if self.is(1, &["ngay", "tuan", "thang"]) => self.push(1, Item::Unknown(written.to_owned())),
            Unit::Day if self.is(1, &["mung", "mong"]) => self.skip(1),
            Unit::Day if written == "ngay" => self.push(1, Item::Soft),
            Unit::Day if self.is(1, &["lam"]) && self.is(2, &["viec"]) => self.push(3, Item::WorkingDays),
            _ => self.push(1, Item::Unit(unit)),
        }
    }

    fn sign(&mut self) -> bool {
        let token = &self.tokens[self.at];
        match token.folded.as_str() {
            "dau" | "giua" => self.push(1, Item::Vague(token.written.clone())),
            "sau" | "ke" | "tiep" | "lien" if self.items.last() == Some(&Item::FirstMonth) => {
                self.next_word(0).is_some_and(|taken| self.push(taken, Item::Next))
            }
            "mot" if self.is(1, &["lan"]) => self.push(2, Item::Times(1)),
            "lan" if matches!(self.items[..], [.., Item::Length(..), Item::And]) => self.push(1, Item::Times(1)),
            "va" | "," | ";" | "/" | "&" | "+" => self.push(1, Item::And),
            "hoac" => self.push(1, Item::Or),
            // "6 tháng và cả năm"
            "ca" if self.is(1, &["nam"]) => self.skip(1),
            "-" if self.items.is_empty() => self.skip(1),
            "-" => self.push(1, Item::Dash),
            "(" => self.push(1, Item::Open),
            ")" => self.push(1, Item::Close),
            ":" | "." | "…" => self.skip(1),
            _ => false,
        }
    }
}
