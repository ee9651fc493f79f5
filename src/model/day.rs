//! Days that may be known to the month or to the year only.
//!
//! In: ISO dates as people write them in records. Out: [`PartialDate`], or the exact reason why not.

use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};
use jiff::civil::Date;

use super::packing::{read_date, write_date};
use crate::base::bilingual::Message;
use crate::say;
use crate::vietnamese::date;

/// A day, or a month or year of which the day is not known.
///
/// Sorted by first day; of two that begin on the same day the vaguer one comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct PartialDate {
    #[borsh(serialize_with = "write_date", deserialize_with = "read_date")]
    first: Date,
    precision: Precision,
}

/// How exactly a [`PartialDate`] is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Precision {
    /// To the year.
    Year,
    /// To the month.
    Month,
    /// To the day.
    Day,
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayProblem {
    /// What is wrong.
    pub message: Message,
    /// What to write instead.
    pub help: Message,
}

/// Years that a record may speak of.
pub const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

impl PartialDate {
    /// Reads `2024-10-30`, `2025-04` or `2023`.
    ///
    /// # Errors
    /// When the text is written otherwise (a day written the Vietnamese way is turned round in the help), names
    /// a month or day that does not exist, or a year outside [`YEARS`].
    pub fn parse(text: &str) -> Result<Self, DayProblem> {
        let text = text.trim();
        let parts: Vec<&str> = text.split('-').collect();
        let widths_right = parts.iter().zip([4, 2, 2]).all(|(part, width)| part.len() == width);
        let numbers: Option<Vec<i16>> = parts.iter().map(|part| digits(part)).collect();
        let Some(numbers) = numbers.filter(|_| widths_right && parts.len() <= 3) else {
            return Err(not_iso(text));
        };
        let year = numbers[0];
        if !YEARS.contains(&year) {
            let (from, to) = YEARS.into_inner();
            return Err(DayProblem {
                message: say!("năm {year} không hợp lý", "the year {year} is not plausible"),
                help: say!("năm phải trong khoảng {from} đến {to}", "the year must lie between {from} and {to}"),
            });
        }
        let month = numbers.get(1).copied().unwrap_or(1);
        if !(1..=12).contains(&month) {
            return Err(DayProblem {
                message: say!("không có tháng {month}", "there is no month {month}"),
                help: say!("viết năm-tháng-ngày, tháng từ 01 đến 12", "write year-month-day, the month from 01 to 12"),
            });
        }
        let day = numbers.get(2).copied().unwrap_or(1);
        let precision = [Precision::Year, Precision::Month, Precision::Day][numbers.len() - 1];
        let first = i8::try_from(month)
            .ok()
            .zip(i8::try_from(day).ok())
            .and_then(|(month, day)| Date::new(year, month, day).ok())
            .ok_or_else(|| no_such_day(year, month, day))?;
        Ok(Self { first, precision })
    }

    /// A day that is known exactly.
    #[must_use]
    pub const fn of(day: Date) -> Self {
        Self { first: day, precision: Precision::Day }
    }

    /// The month in which `day` lies.
    #[must_use]
    pub fn month_of(day: Date) -> Self {
        Self { first: day.first_of_month(), precision: Precision::Month }
    }

    /// How exactly it is known.
    #[must_use]
    pub const fn precision(self) -> Precision {
        self.precision
    }

    /// The day, when it is known to the day.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        (self.precision == Precision::Day).then_some(self.first)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// The month, 1 to 12, when it is known to the month.
    #[must_use]
    pub fn month(self) -> Option<i8> {
        (self.precision >= Precision::Month).then(|| self.first.month())
    }

    /// The first day that it can mean.
    #[must_use]
    pub const fn first_day(self) -> Date {
        self.first
    }

    /// The last day that it can mean.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self.precision {
            Precision::Year => self.first.last_of_year(),
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
        }
    }

    /// As Vietnamese people write it: `28/8/2023`, `tháng 4/2025`, `năm 2023`.
    #[must_use]
    pub fn vietnamese(self) -> String {
        match self.precision {
            Precision::Year => format!("năm {}", self.first.year()),
            Precision::Month => format!("tháng {}/{}", self.first.month(), self.first.year()),
            Precision::Day => date::print(self.first),
        }
    }
}

impl From<Date> for PartialDate {
    fn from(day: Date) -> Self {
        Self { first: day, precision: Precision::Day }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match self.precision {
            Precision::Year => write!(formatter, "{year:04}"),
            Precision::Month => write!(formatter, "{year:04}-{month:02}"),
            Precision::Day => write!(formatter, "{}", self.first),
        }
    }
}

/// Reads a whole day, `2024-10-30`.
///
/// # Errors
/// As [`PartialDate::parse`], and when the day or the month is missing.
pub fn parse_day(text: &str) -> Result<Date, DayProblem> {
    let partial = PartialDate::parse(text)?;
    partial.day().ok_or_else(|| DayProblem {
        message: say!("“{partial}” chưa đủ ngày, tháng, năm", "“{partial}” is not a whole date"),
        help: say!("viết đủ năm-tháng-ngày, ví dụ 2024-10-30", "write year-month-day in full, such as 2024-10-30"),
    })
}

/// What is said about a day that its month does not have.
pub(crate) fn no_such_day(year: i16, month: i16, day: i16) -> DayProblem {
    DayProblem {
        message: say!("tháng {month} năm {year} không có ngày {day}", "month {month} of {year} has no day {day}"),
        help: say!("cần một ngày có thật, viết năm-tháng-ngày", "give a day that exists, as year-month-day"),
    }
}

fn not_iso(text: &str) -> DayProblem {
    let message = if text.is_empty() {
        say!("thiếu ngày", "the date is empty")
    } else {
        say!("“{text}” không viết theo kiểu năm-tháng-ngày", "“{text}” is not written as year-month-day")
    };
    let help = match turned_round(text) {
        Some(iso) => say!("viết năm-tháng-ngày: {iso}", "write year-month-day: {iso}"),
        None => say!("viết năm-tháng-ngày, ví dụ 2024-10-30", "write year-month-day, such as 2024-10-30"),
    };
    DayProblem { message, help }
}

/// The ISO form of a date that was written day first, with other separators or without zeros.
fn turned_round(text: &str) -> Option<PartialDate> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let (year, month, day) = match parts[..] {
        [year, month, day] if year.len() == 4 => (year, month, Some(day)),
        [day, month, year] if year.len() == 4 => (year, month, Some(day)),
        [month, year] if year.len() == 4 => (year, month, None),
        [year, month] if year.len() == 4 => (year, month, None),
        _ => return None,
    };
    let date = Date::new(digits(year)?, digits(month)?, day.map_or(Some(1), digits)?).ok()?;
    let precision = if day.is_some() { Precision::Day } else { Precision::Month };
    Some(PartialDate { first: date, precision })
}

fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    let all_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits { text.parse().ok() } else { None }
}
