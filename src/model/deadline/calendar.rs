//! Months, quarters, halves of the year, and the years printed after them.

use super::tokens::Token;
use super::words::{Item, Point, Reader, Unit};
use crate::model::day::YEARS;
use crate::vietnamese::number::parse_roman;

impl Reader<'_> {
    /// The year printed after a month, a quarter or a half: `/2023`, ` năm 2023`, `-2023`. Tokens taken, and it.
    pub(super) fn year_after(&self, offset: usize) -> (usize, Option<i16>) {
        let mut place = offset;
        place += usize::from(self.is(place, &["cua"]));
        place += usize::from(self.is(place, &["/", "-", ".", ","]));
        place += usize::from(self.is(place, &["nam"]));
        match self.number_at(place).filter(|_| self.digits_at(place) == 4) {
            Some(year) if YEARS.contains(&year) => (place + 1 - offset, Some(year)),
            _ => (0, None),
        }
    }

    /// `tháng 6/2021`, `tháng này`, `tháng cuối quý`, `tháng sau`.
    pub(super) fn month(&mut self) -> bool {
        // T6/2025
        if self.is(0, &["t"]) && self.year_after(2).1.is_none() {
            return false;
        }
        if !self.is(0, &["thang", "t"]) {
            return false;
        }
        if let Some((month, taken)) = self.month_number() {
            let (more, year) = self.year_after(1 + taken);
            if year.is_none() && self.is(1 + taken, &["/"]) && self.digits_at(2 + taken) > 0 {
                return self.push(3 + taken, Item::ShortYear(self.written(3 + taken)));
            }
            if !(1..=12).contains(&month) {
                return self.push(1 + taken, Item::Impossible(self.written(1 + taken)));
            }
            return self.push(1 + taken + more, Item::Point(Point::Month { month, year }));
        }
        if self.is(1, &["nay"]) {
            return self.push(2, Item::Point(Point::Current(Unit::Month)));
        }
        if let Some(taken) = self.next_word(1) {
            return self.push(1 + taken, Item::Next);
        }
        let (first, last) = (self.is(1, &["dau"]), self.is(1, &["cuoi"]));
        if last && self.is(2, &["nam"]) {
            return self.push(2, Item::End);
        }
        let mut place = 2;
        place += usize::from(self.is(place, &["tien", "cung"]));
        place += usize::from(self.is(place, &["cua"]));
        let every = self.is_every(place);
        if (first || last) && (self.unit_at(place) == Some(Unit::Quarter) || every) {
            let item = if first { Item::FirstMonth } else { Item::LastMonth };
            return self.push(place + usize::from(!every), item);
        }
        false
    }

    /// The number after `tháng`, in digits or words, and how many tokens it takes.
    fn month_number(&self) -> Option<(i16, usize)> {
        const WORDS: [&str; 10] = ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
        if let Some(number) = self.number_at(1) {
            return (self.digits_at(1) <= 2).then_some((number, 1));
        }
        let written = |offset: usize| self.tokens.get(self.at + offset).map(|token| token.written.as_str());
        let value = WORDS.iter().zip(1..).find_map(|(word, value)| (written(1) == Some(word)).then_some(value))?;
        match (value, written(2)) {
            (10, Some("một")) => Some((11, 2)),
            (10, Some("hai")) => Some((12, 2)),
            // "tháng năm 2025" may be May or a slip for "tháng … năm 2025".
            (5, _) => None,
            _ => Some((value, 1)),
        }
    }

    /// Tokens of `sau`, `kế tiếp`, `tiếp theo`, `liền kề`; `sáu` is a number.
    pub(super) fn next_word(&self, offset: usize) -> Option<usize> {
        let token = self.tokens.get(self.at + offset)?;
        match token.folded.as_str() {
            "sau" if token.written == "sau" => Some(1),
            "ke" | "tiep" | "lien" if self.is(offset + 1, &["tiep", "theo", "ke", "sau"]) => Some(2),
            _ => None,
        }
    }

    /// `Quý IV/2023`, `quý 4`, `Q4`, and a further quarter listed after one.
    pub(super) fn quarter(&mut self) -> bool {
        let listed = matches!(self.items[..], [.., Item::Point(Point::Quarter { .. }), Item::And | Item::Dash]);
        let head = usize::from(self.is(0, &["quy", "qui", "q"]));
        if head == 0 && !listed && !self.is(0, &["qi", "qii", "qiii", "qiv"]) {
            return false;
        }
        let Some(quarter) = self.tokens.get(self.at + head).and_then(quarter_number) else {
            if head == 1 && self.digits_at(1) == 1 {
                return self.push(2, Item::Impossible(self.written(2)));
            }
            return head == 1 && self.is(1, &["nay"]) && self.push(2, Item::Point(Point::Current(Unit::Quarter)));
        };
        let (more, year) = self.year_after(head + 1);
        if head == 0 && listed && year.is_none() && self.number_at(0).is_some() {
            return false;
        }
        self.push(head + 1 + more, Item::Point(Point::Quarter { quarter, year }))
    }

    /// `nửa cuối năm 2025`, `nửa năm một lần`; `nửa đầu tháng` is vague.
    pub(super) fn half(&mut self) -> bool {
        if !self.is(0, &["nua"]) {
            return false;
        }
        let first = if self.is(1, &["nam"]) && self.is(2, &["dau", "cuoi"]) {
            self.is(2, &["dau"])
        } else if self.is(1, &["dau", "cuoi"]) && self.is(2, &["nam"]) {
            self.is(1, &["dau"])
        } else if self.is(1, &["nam"]) {
            return self.push(2, Item::Length(6, Unit::Month));
        } else if self.is(1, &["cuoi"]) {
            return self.push(2, Item::End);
        } else {
            return self.push(2, Item::Vague(self.written(2)));
        };
        let before_year = if self.is(1, &["nam"]) { 3 } else { 2 };
        let bounds = if first { (1, 6) } else { (7, 12) };
        self.months(before_year, bounds)
    }

    /// Takes `offset` tokens and the year after them as a stretch of months.
    pub(super) fn months(&mut self, offset: usize, (first, last): (i16, i16)) -> bool {
        let (taken, year) = self.year_after(offset);
        let mut end = offset + taken;
        if year.is_none() {
            end += usize::from(self.is(end, &["cua"]));
            end += usize::from(self.is(end, &["nam"]));
            end += usize::from(self.is(end, &["nay"]));
        }
        self.push(end, Item::Point(Point::Months { first, last, year }))
    }
}

fn quarter_number(token: &Token) -> Option<i16> {
    let value = match token.written.as_str() {
        "một" => Some(1),
        "hai" => Some(2),
        "ba" => Some(3),
        "bốn" | "tư" => Some(4),
        _ => token.number.or_else(|| parse_roman(token.folded.strip_prefix('q').unwrap_or(&token.folded))),
    };
    value.filter(|value| (1..=4).contains(value)).and_then(|value| i16::try_from(value).ok())
}
