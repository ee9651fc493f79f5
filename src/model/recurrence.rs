//! Duties that come back: one slot a period, each with its last good day.
//!
//! In: the rule that a phrase was read as. Out: an iCalendar rule (RFC 5545, section 3.3.10) and the slots
//! between two days. Both describe the same days.

use std::iter;

use borsh::{BorshDeserialize, BorshSerialize};
use jiff::civil::{Date, Weekday};

use super::packing::{read_optional_date, read_weekday, write_optional_date, write_weekday};
use crate::base::bilingual::Message;
use crate::say;
use crate::vietnamese::date;

/// How often a duty comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Every {
    /// Every day.
    Day,
    /// Every week, from Monday.
    Week,
    /// Every so many months, a divisor of twelve, counted from January: 1, 2, 3, 4, 6 or 12.
    Months(u8),
}

/// The last good day in the month in which a slot is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum DayOfMonth {
    /// This day, 1 to 31; the last day of the month where the month is shorter.
    On(i8),
    /// The last day of the month.
    Last,
}

/// A duty that comes back, as a rule.
///
/// Where a text names no day, a period of months is due on its last day, and a week on Friday, the last
/// day of the working week. Where it names two periods of which one divides the other ("hằng quý, năm"), the
/// shorter one is kept: the longer one ends on the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Recurrence {
    every: Every,
    #[borsh(serialize_with = "write_weekday", deserialize_with = "read_weekday")]
    weekday: Weekday,
    month_offset: u8,
    day: DayOfMonth,
    #[borsh(serialize_with = "write_optional_date", deserialize_with = "read_optional_date")]
    starts: Option<Date>,
    #[borsh(serialize_with = "write_optional_date", deserialize_with = "read_optional_date")]
    ends: Option<Date>,
}

/// One time that a recurring duty is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// First day of the period that it is about.
    pub period_start: Date,
    /// Last good day; a report about a month may be due in the next one.
    pub due: Date,
}

impl Recurrence {
    /// Due every day.
    #[must_use]
    pub const fn daily() -> Self {
        Self::with_every(Every::Day)
    }

    /// Due every week on `weekday`.
    #[must_use]
    pub const fn weekly(weekday: Weekday) -> Self {
        Self { weekday, ..Self::with_every(Every::Week) }
    }

    /// Due every `months` months on `day` of the month that lies `month_offset` months after the first one of the period.
    ///
    /// `month_offset` below `months` is inside the period, from `months` on in the one after. `None` unless `months`
    /// divides twelve and the offset lies in one of these two.
    #[must_use]
    pub fn monthly(months: u8, month_offset: u8, day: DayOfMonth) -> Option<Self> {
        let divides = (1..=12).contains(&months) && 12 % months == 0;
        let real = match day {
            DayOfMonth::On(day) => (1..=31).contains(&day),
            DayOfMonth::Last => true,
        };
        let rule = Self { month_offset, day, ..Self::with_every(Every::Months(months)) };
        (divides && real && month_offset < 2 * months).then_some(rule)
    }

    const fn with_every(every: Every) -> Self {
        let (weekday, day) = (Weekday::Friday, DayOfMonth::Last);
        Self { every, weekday, month_offset: 0, day, starts: None, ends: None }
    }

    /// The same duty from `starts` on and up to `ends`; slots due outside do not exist.
    #[must_use]
    pub const fn within(mut self, starts: Option<Date>, ends: Option<Date>) -> Self {
        self.starts = starts;
        self.ends = ends;
        self
    }

    /// How often.
    #[must_use]
    pub const fn every(&self) -> Every {
        self.every
    }

    /// The day before which no slot is due, where the text names one.
    #[must_use]
    pub const fn starts(&self) -> Option<Date> {
        self.starts
    }

    /// The day after which no slot is due, where the text names one.
    #[must_use]
    pub const fn ends(&self) -> Option<Date> {
        self.ends
    }

    /// The rule of RFC 5545 whose days are the last good days: `FREQ=MONTHLY;BYMONTHDAY=19`.
    #[must_use]
    pub fn rrule(&self) -> String {
        let mut rule = match self.every {
            Every::Day => "FREQ=DAILY".to_owned(),
            Every::Week => format!("FREQ=WEEKLY;BYDAY={}", weekday_code(self.weekday)),
            Every::Months(_) => {
                let months = self.due_months();
                let frequency = match months.len() {
                    12 => "FREQ=MONTHLY".to_owned(),
                    _ => format!("FREQ=YEARLY;BYMONTH={}", join(&months)),
                };
                format!("{frequency};{}", self.month_day_rule(&months))
            }
        };
        if let Some(ends) = self.ends {
            rule.push_str(&format!(";UNTIL={:04}{:02}{:02}", ends.year(), ends.month(), ends.day()));
        }
        rule
    }

    /// The rule in words: "hằng tháng, chậm nhất ngày 19".
    #[must_use]
    pub fn in_words(&self) -> Message {
        let mut words = match self.every {
            Every::Day => say!("hằng ngày", "every day"),
            Every::Week => {
                let (vi, en) = weekday_names(self.weekday);
                say!("hằng tuần, chậm nhất {vi}", "every week, by {en}")
            }
            Every::Months(months) => self.months_in_words(months),
        };
        if let Some(starts) = self.starts {
            words.vi.push_str(&format!(", từ {}", date::print(starts)));
            words.en.push_str(&format!(", from {starts}"));
        }
        if let Some(ends) = self.ends {
            words.vi.push_str(&format!(", đến {}", date::print(ends)));
            words.en.push_str(&format!(", until {ends}"));
        }
        words
    }

    fn months_in_words(&self, months: u8) -> Message {
        let often = match months {
            1 => say!("hằng tháng", "every month"),
            3 => say!("hằng quý", "every quarter"),
            6 => say!("6 tháng một lần", "every half-year"),
            12 => say!("hằng năm", "every year"),
            _ => say!("{months} tháng một lần", "every {months} months"),
        };
        let day = match self.day {
            DayOfMonth::On(day) => say!("ngày {day}", "day {day}"),
            DayOfMonth::Last => say!("ngày cuối", "the last day"),
        };
        let month = match (months, self.month_offset) {
            (1, 0) if self.day == DayOfMonth::Last => say!(" của tháng", " of the month"),
            (1, 0) => say!("", ""),
            (12, offset @ 12..) => {
                let month = offset - 11;
                say!(" của tháng {month} năm sau", " of month {month} of the next year")
            }
            (_, offset) if offset == months => say!(" của tháng liền sau", " of the month after"),
            _ => {
                let list = join(&self.due_months()).replace(',', ", ");
                say!(" của tháng {list}", " of month {list}")
            }
        };
        let vi = format!("{}, chậm nhất {}{}", often.vi, day.vi, month.vi);
        let en = format!("{}, by {}{}", often.en, day.en, month.en);
        Message { vi, en }
    }

    /// The months of the year in which slots are due, ascending.
    fn due_months(&self) -> Vec<u8> {
        let Every::Months(months) = self.every else { return Vec::new() };
        let mut due: Vec<u8> = (0..12 / months).map(|period| (period * months + self.month_offset) % 12 + 1).collect();
        due.sort_unstable();
        due
    }

    /// `BYMONTHDAY=…` for the months in question: days that some of them lack become the last day there.
    fn month_day_rule(&self, months: &[u8]) -> String {
        match (self.day, months) {
            (DayOfMonth::Last, [month]) if *month != 2 => format!("BYMONTHDAY={}", longest(*month)),
            (DayOfMonth::Last, _) => "BYMONTHDAY=-1".to_owned(),
            (DayOfMonth::On(day), _) if months.iter().all(|month| day <= shortest(*month)) => {
                format!("BYMONTHDAY={day}")
            }
            (DayOfMonth::On(day), _) => {
                let days: Vec<String> = (28..=day).map(|day| day.to_string()).collect();
                format!("BYMONTHDAY={};BYSETPOS=-1", days.join(","))
            }
        }
    }

    /// The slots whose last good day lies from `from` to `until`, both included, in order.
    pub fn slots(&self, from: Date, until: Date) -> impl Iterator<Item = Slot> + use<> {
        let rule = *self;
        let from = self.starts.map_or(from, |starts| starts.max(from));
        let until = self.ends.map_or(until, |ends| ends.min(until));
        let mut next = Some(rule.period_before(from));
        iter::from_fn(move || {
            let start = next?;
            next = rule.following(start);
            Some(Slot { period_start: start, due: rule.due_of(start)? })
        })
        .skip_while(move |slot| slot.due < from)
        .take_while(move |slot| slot.due <= until)
    }

    /// The first day of a period whose slot is due before `day`, or on it.
    fn period_before(&self, day: Date) -> Date {
        match self.every {
            Every::Day => day,
            Every::Week => {
                let since_monday = day.weekday().to_monday_zero_offset();
                back(day, i32::from(since_monday) + 7)
            }
            Every::Months(months) => {
                let index = month_index(day) / i32::from(months) * i32::from(months);
                // Due in the next period at the latest, so two periods back everything is due before.
                first_of(index - 2 * i32::from(months)).unwrap_or(Date::MIN)
            }
        }
    }

    fn following(&self, start: Date) -> Option<Date> {
        match self.every {
            Every::Day => start.tomorrow().ok(),
            Every::Week => start.checked_add(jiff::Span::new().days(7)).ok(),
            Every::Months(months) => first_of(month_index(start) + i32::from(months)),
        }
    }

    fn due_of(&self, start: Date) -> Option<Date> {
        match self.every {
            Every::Day => Some(start),
            Every::Week => {
                let offset = self.weekday.to_monday_zero_offset();
                start.checked_add(jiff::Span::new().days(i64::from(offset))).ok()
            }
            Every::Months(_) => {
                let first = first_of(month_index(start) + i32::from(self.month_offset))?;
                Some(match self.day {
                    DayOfMonth::Last => first.last_of_month(),
                    DayOfMonth::On(day) => {
                        Date::new(first.year(), first.month(), day.min(first.days_in_month())).unwrap_or(first)
                    }
                })
            }
        }
    }
}

/// Months since the year 0.
fn month_index(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

/// The first day of the month with that index; `None` outside of the calendar.
fn first_of(index: i32) -> Option<Date> {
    let year = i16::try_from(index.div_euclid(12)).ok()?;
    let month = i8::try_from(index.rem_euclid(12) + 1).ok()?;
    Date::new(year, month, 1).ok()
}

fn back(day: Date, days: i32) -> Date {
    day.saturating_sub(jiff::Span::new().days(i64::from(days)))
}

const fn shortest(month: u8) -> i8 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

const fn longest(month: u8) -> i8 {
    if month == 2 { 29 } else { shortest(month) }
}

fn join(months: &[u8]) -> String {
    months.iter().map(u8::to_string).collect::<Vec<_>>().join(",")
}

const fn weekday_code(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

const fn weekday_names(weekday: Weekday) -> (&'static str, &'static str) {
    match weekday {
        Weekday::Monday => ("thứ Hai", "Monday"),
        Weekday::Tuesday => ("thứ Ba", "Tuesday"),
        Weekday::Wednesday => ("thứ Tư", "Wednesday"),
        Weekday::Thursday => ("thứ Năm", "Thursday"),
        Weekday::Friday => ("thứ Sáu", "Friday"),
        Weekday::Saturday => ("thứ Bảy", "Saturday"),
        Weekday::Sunday => ("Chủ nhật", "Sunday"),
    }
}
