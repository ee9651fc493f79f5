//! Days as Vietnamese people write them.

use jiff::civil::Date;

/// Day, month and year without leading zeros: `28/8/2023`.
#[must_use]
pub fn print(date: Date) -> String {
    format!("{}/{}/{}", date.day(), date.month(), date.year())
}

/// Day, month and year in words: `ngày 28 tháng 8 năm 2023`.
#[must_use]
pub fn print_long(date: Date) -> String {
    format!("ngày {} tháng {} năm {}", date.day(), date.month(), date.year())
}

/// Reads `28/8/2023`, `06/4/2023`, `6/04/2023`: day first, four digits for the year, zeros as one likes.
///
/// `None` for any other shape and for days that do not exist.
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    let mut parts = text.trim().split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let short = |part: &str| (1..=2).contains(&part.len());
    if parts.next().is_some() || !short(day) || !short(month) || year.len() != 4 {
        return None;
    }
    Date::new(digits(year)?, digits(month)?, digits(day)?).ok()
}

fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}
