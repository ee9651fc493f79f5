//! What begins with a number: dates, hours, lengths of time, years.

use super::words::{Item, Point, Reader, Unit};
use crate::model::day::YEARS;

impl Reader<'_> {
    /// `ngày` or `mùng` in front of a number says nothing more than the number.
    pub(super) fn day_word(&mut self) -> bool {
        let introduces = self.is(0, &["ngay", "mung", "mong"]) && self.number_at(1).is_some();
        if introduces {
            self.at += 1;
            let read = self.number();
            debug_assert!(read, "a number after the word for day is a day");
        }
        introduces
    }

    /// Anything that begins with a number.
    pub(super) fn number(&mut self) -> bool {
        let Some(number) = self.number_at(0) else { return false };
        let after_day_word =
            self.at > 0 && matches!(self.tokens[self.at - 1].folded.as_str(), "ngay" | "mung" | "mong");
        self.hour(number)
            || self.listed_quarter(number)
            || self.iso(number)
            || self.full_date(number)
            || self.month_or_day(number, after_day_word)
            || self.date_in_words(number, after_day_word)
            || (after_day_word && self.push(1, Item::Point(Point::Day { day: number, month: None, year: None })))
            || self.listed_month(number)
            || self.length(number)
            || self.year(number)
            || (self.is(1, &["lan"]) && self.push(2, Item::Times(u32::try_from(number).unwrap_or(0))))
            || {
                let written = self.written(1);
                self.push(1, Item::Unknown(written))
            }
    }

    /// `17 giờ`, `17h00`, `17 giờ 30 phút`, `17:00`.
    fn hour(&mut self, hour: i16) -> bool {
        let colon = self.is(1, &[":"]) && self.digits_at(2) == 2;
        if !colon && !self.is(1, &["gio", "h", "g"]) {
            return false;
        }
        let minute = self.number_at(2).filter(|_| self.digits_at(2) <= 2 && !self.is(3, &["/", "-", "."]));
        let mut taken = 2 + usize::from(minute.is_some());
        taken += usize::from(minute.is_some() && self.is(taken, &["phut", "p"]));
        let minutes = hour.saturating_mul(60).saturating_add(minute.unwrap_or(0));
        if hour > 24 || minute.is_some_and(|minute| minute > 59) || minutes > 24 * 60 {
            let written = self.written(taken);
            return self.push(taken, Item::Impossible(written));
        }
        taken += usize::from(self.is(taken, &["sang", "chieu"]));
        taken += usize::from(self.is(taken, &[","]));
        self.push(taken, Item::Hour(u32::try_from(minutes).unwrap_or(0)))
    }

    /// `2023-08-28`.
    fn iso(&mut self, year: i16) -> bool {
        let shape = self.digits_at(0) == 4 && self.is(1, &["-"]) && self.is(3, &["-"]) && self.digits_at(4) <= 2;
        let (Some(month), Some(day)) = (self.number_at(2), self.number_at(4)) else { return false };
        shape && YEARS.contains(&year) && self.day(5, day, month, Some(year))
    }

    /// `28/8/2023`, `28-8-2023`, `28.8.2023`.
    fn full_date(&mut self, day: i16) -> bool {
        let separator = ["/", "-", "."].into_iter().find(|sign| self.is(1, &[sign]) && self.is(3, &[sign]));
        let (Some(_), Some(month), Some(year)) = (separator, self.number_at(2), self.number_at(4)) else {
            return false;
        };
        if self.digits_at(0) > 2 || self.digits_at(2) > 2 {
            return false;
        }
        let written = self.written(5);
        match self.digits_at(4) {
            4 if YEARS.contains(&year) => self.day(5, day, month, Some(year)),
            4 => self.push(5, Item::Impossible(written)),
            2 => self.push(5, Item::ShortYear(written)),
            _ => false,
        }
    }

    /// `10/2024` is a month, `15/5` a day; after the word for day also `15-5` and `28/8 năm 2023`.
    fn month_or_day(&mut self, first: i16, after_day_word: bool) -> bool {
        let slash = self.is(1, &["/"]);
        let other = after_day_word && self.is(1, &["-", "."]);
        let Some(second) = self.number_at(2).filter(|_| slash || other) else { return false };
        if self.is(3, &["/", "-", "."]) && self.digits_at(4) > 0 && !slash {
            return false;
        }
        let written = self.written(3);
        match (self.digits_at(2), slash) {
            (4, true) if !(1..=12).contains(&first) => self.push(3, Item::Impossible(written)),
            (4, true) if YEARS.contains(&second) => {
                self.push(3, Item::Point(Point::Month { month: first, year: Some(second) }))
            }
            (1 | 2, _) if self.digits_at(0) <= 2 => {
                let named_year = self.is(3, &["nam"]) || self.is(3, &[","]);
                let (taken, year) = if named_year { self.year_after(3) } else { (0, None) };
                self.day(3 + taken, first, second, year)
            }
            _ => false,
        }
    }

    /// `28 tháng 8 năm 2023`.
    fn date_in_words(&mut self, day: i16, after_day_word: bool) -> bool {
        let Some(month) = self.number_at(2).filter(|_| self.is(1, &["thang"]) && self.digits_at(2) <= 2) else {
            return false;
        };
        let (taken, year) = self.year_after(3);
        let certain = after_day_word || year.is_some() || day > 12;
        if !certain || self.is(3, &["lan"]) {
            return false;
        }
        self.day(3 + taken, day, month, year)
    }

    /// A day, unless its month does not exist.
    fn day(&mut self, taken: usize, day: i16, month: i16, year: Option<i16>) -> bool {
        if (1..=12).contains(&month) && (1..=31).contains(&day) {
            return self.push(taken, Item::Point(Point::Day { day, month: Some(month), year }));
        }
        let written = self.written(taken);
        self.push(taken, Item::Impossible(written))
    }

    /// `4/2024` in `Quý 3 - 4/2024`.
    fn listed_quarter(&mut self, quarter: i16) -> bool {
        let listed =
            matches!(self.items[..], [.., Item::Point(Point::Quarter { year: None, .. }), Item::And | Item::Dash]);
        let (taken, year) = self.year_after(1);
        listed
            && year.is_some()
            && (1..=4).contains(&quarter)
            && self.push(1 + taken, Item::Point(Point::Quarter { quarter, year }))
    }

    /// `12` in `tháng 11 và 12 năm 2024`.
    fn listed_month(&mut self, month: i16) -> bool {
        let listed = matches!(self.items[..], [.., Item::Point(Point::Month { .. }), Item::And | Item::Dash]);
        let (taken, year) = self.year_after(1);
        let closed =
            self.tokens.get(self.at + 1).is_none() || self.is(1, &[",", "va", "-", ")", "."]) || self.is_every(1);
        listed
            && (year.is_some() || closed)
            && (1..=12).contains(&month)
            && self.push(1 + taken, Item::Point(Point::Month { month, year }))
    }

    /// `30 ngày`, `06 tháng`, `06 tháng cuối năm 2021`, `10 ngày làm việc`.
    fn length(&mut self, count: i16) -> bool {
        let Some(unit) = self.unit_at(1) else { return false };
        if unit == Unit::Month && self.is(2, &["dau", "cuoi"]) && (1..12).contains(&count) {
            let bounds = if self.is(2, &["dau"]) { (1, count) } else { (13 - count, 12) };
            let named_year = self.is(3, &["nam"]) || (self.is(3, &["cua"]) && self.is(4, &["nam"]));
            if named_year || self.year_after(3).1.is_some() {
                return self.months(3, bounds);
            }
        }
        if unit == Unit::Year && self.digits_at(2) == 4 {
            return false;
        }
        if unit == Unit::Day && self.is(2, &["lam"]) && self.is(3, &["viec"]) {
            return self.push(4, Item::WorkingDays);
        }
        self.push(2, Item::Length(u32::try_from(count).unwrap_or(0), unit))
    }

    /// `2025`, `năm 2025`.
    fn year(&mut self, year: i16) -> bool {
        self.digits_at(0) == 4 && YEARS.contains(&year) && self.push(1, Item::Point(Point::Year(year)))
    }
}
