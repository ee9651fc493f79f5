//! Numbers as Vietnamese people write them: comma for decimals, full stop for thousands, Roman numerals.

/// Prints a number with a decimal comma and grouped thousands: `0,5`, `1.234`, `-1.234,25`.
///
/// All digits that the number has, no more. What is not a finite number prints as Rust does.
#[must_use]
pub fn decimal(value: f64) -> String {
    let plain = value.to_string();
    if !value.is_finite() {
        return plain;
    }
    group(&plain)
}

/// Prints a number rounded to `places` digits after the comma, with its closing zeros: `12,50`.
#[must_use]
pub fn decimal_places(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    group(&format!("{value:.places$}"))
}

/// Prints a whole number with grouped thousands: `1.234.567`.
#[must_use]
pub fn whole(value: i64) -> String {
    group(&value.to_string())
}

/// Reads `1.234,5`, `0,5`, `1234` and `-3`; `None` when the thousands are not in threes.
#[must_use]
pub fn parse_decimal(text: &str) -> Option<f64> {
    let (sign, text) = match text.trim().strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text.trim()),
    };
    let (integer, fraction) = text.split_once(',').unwrap_or((text, "0"));
    let mut groups = integer.split('.');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let grouped =
        rest.iter().all(|group| group.len() == 3 && all_digits(group)) && (rest.is_empty() || first.len() <= 3);
    if !grouped || !all_digits(first) || !all_digits(fraction) {
        return None;
    }
    format!("{sign}{first}{}.{fraction}", rest.concat()).parse().ok()
}

/// Turns `-1234.5` into `-1.234,5`.
fn group(plain: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("-", digits));
    let (integer, fraction) = digits.split_once('.').map_or((digits, None), |(left, right)| (left, Some(right)));
    let mut result = String::from(sign);
    for (index, digit) in integer.chars().enumerate() {
        if index > 0 && (integer.len() - index).is_multiple_of(3) {
            result.push('.');
        }
        result.push(digit);
    }
    if let Some(fraction) = fraction {
        result.push(',');
        result.push_str(fraction);
    }
    result
}

const ROMAN: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// The value of a Roman numeral in upper or lower case, 1 to 3999; `None` unless it is written the one right way.
#[must_use]
pub fn parse_roman(text: &str) -> Option<u32> {
    let upper = text.to_ascii_uppercase();
    let mut rest = upper.as_str();
    let mut value = 0;
    for (worth, letters) in ROMAN {
        while let Some(shorter) = rest.strip_prefix(letters) {
            rest = shorter;
            value += worth;
        }
    }
    (rest.is_empty() && roman(value).as_deref() == Some(upper.as_str())).then_some(value)
}

/// The Roman numeral of 1 to 3999, in upper case; `None` for other numbers.
#[must_use]
pub fn roman(value: u32) -> Option<String> {
    if !(1..=3999).contains(&value) {
        return None;
    }
    let mut rest = value;
    let mut numeral = String::new();
    for (worth, letters) in ROMAN {
        while rest >= worth {
            numeral.push_str(letters);
            rest -= worth;
        }
    }
    Some(numeral)
}
