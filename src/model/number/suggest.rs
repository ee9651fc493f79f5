//! The number that was probably meant.
//!
//! Repairs what scanning and typing do to numbers: strokes, dashes, spaces, capitals, digits among letters and
//! letters among digits. Offers a number only when it reads without a problem.

use super::{DocumentNumber, codes, is_issuer};
use crate::vietnamese::fold::fold;

/// A farther symbol than this is another one, not the same one misread.
const NEAR: usize = 2;

/// The number that was probably meant, if there is one.
pub(super) fn nearest(text: &str) -> Option<String> {
    let tidy = tidy(text);
    let candidates =
        [Some(tidy.clone()), repaired(&tidy), swapped(&tidy), repaired(&tidy).and_then(|text| swapped(&text))];
    candidates.into_iter().flatten().find(|candidate| candidate != text && DocumentNumber::read(candidate).is_ok())
}

/// Whether a symbol is that of a known issuer with other marks or capitals: `BCSD`, `TTG`, `UBNĐ`.
///
/// Departments are left out: `DT` and `ĐT` are two of them.
pub(super) fn is_misspelled(part: &str) -> bool {
    let folded = fold(part);
    let mut issuers = all_units().filter(|unit| is_issuer(unit));
    part.chars().count() >= 3 && issuers.any(|known| known != part && fold(known) == folded)
}

/// One kind of stroke and dash, no spaces, no word in front, no full stop behind.
fn tidy(text: &str) -> String {
    let lower = text.to_lowercase();
    let start = ["số:", "số", "so:"].iter().find_map(|word| lower.starts_with(word).then_some(word.len()));
    let body = text.get(start.unwrap_or(0)..).unwrap_or(text);
    let body = body.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '.' | ',' | ';' | ':' | '"' | '“' | '”')
    });
    body.chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| match letter {
            '\\' | '|' | '∕' | '⁄' => '/',
            '–' | '—' | '−' | '_' | '‑' => '-',
            other => other,
        })
        .collect()
}

/// Every part replaced by the nearest thing that can stand in its place.
fn repaired(text: &str) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for (index, part) in text.split('/').enumerate() {
        let pieces: Vec<&str> = part.split('-').collect();
        let year_place = index == 1 && text.matches('/').count() == 2;
        let mut fixed = Vec::with_capacity(pieces.len());
        for (position, piece) in pieces.iter().enumerate() {
            let serial_place = index == 0 && position == 0;
            fixed.push(if serial_place || year_place {
                digits(piece)?
            } else {
                symbol(piece, index, position, &pieces)?
            });
        }
        parts.push(fixed.join("-"));
    }
    Some(parts.join("/"))
}

/// Letters read as the digits that they look like.
fn digits(piece: &str) -> Option<String> {
    piece
        .chars()
        .map(|letter| match letter {
            'o' | 'O' | 'Q' => Some('0'),
            'l' | 'I' | 'i' => Some('1'),
            'Z' | 'z' => Some('2'),
            'S' | 's' => Some('5'),
            'B' => Some('8'),
            digit if digit.is_ascii_digit() => Some(digit),
            _ => None,
        })
        .collect()
}

/// The nearest symbol of the right sort: kinds before issuers where both can stand.
fn symbol(piece: &str, part: usize, position: usize, pieces: &[&str]) -> Option<String> {
    let types = || codes::TYPES.iter().map(|(code, _)| *code);
    if part == 0 {
        return nearest_of(piece, types());
    }
    if position == 0 && pieces.len() > 1 {
        let issuers = || all_units().filter(|unit| is_issuer(unit));
        let known = issuers().any(|unit| unit == piece).then(|| piece.to_owned());
        return known.or_else(|| nearest_of(piece, types())).or_else(|| nearest_of(piece, issuers()));
    }
    nearest_of(piece, all_units())
}

/// The symbol itself if it is listed, else the same one with other marks or capitals, else the nearest one.
fn nearest_of(piece: &str, list: impl Iterator<Item = &'static str> + Clone) -> Option<String> {
    if piece.is_empty() {
        return None;
    }
    if list.clone().any(|known| known == piece) || super::term_of(piece).is_some() {
        return Some(piece.to_owned());
    }
    let folded = fold(piece);
    if let Some(same) = list.clone().find(|known| fold(known) == folded) {
        return Some(same.to_owned());
    }
    let length = piece.chars().count();
    let far = |known: &str| (codes::distance(piece, known), known.chars().count().abs_diff(length));
    let best = list.clone().map(far).min().filter(|(distance, _)| *distance <= NEAR);
    let mut nearest = list.filter(|known| Some(far(known)) == best);
    match (nearest.next(), nearest.next()) {
        (Some(only), None) => Some(only.to_owned()),
        // Several equally near would be a guess; the symbol may also be one that is not listed.
        _ => super::is_plausible(piece).then(|| piece.to_owned()),
    }
}

/// The same number in the other grammar: `449/KL-TU` as `449-KL/TU`.
fn swapped(text: &str) -> Option<String> {
    let (serial, rest) = text.split_once(['/', '-'])?;
    let (code, unit) = rest.split_once(['/', '-'])?;
    let (first, second) = if text[serial.len()..].starts_with('/') { ('-', '/') } else { ('/', '-') };
    Some(format!("{serial}{first}{code}{second}{unit}"))
}

fn all_units() -> impl Iterator<Item = &'static str> + Clone {
    [codes::STATE_UNITS, codes::PARTY_UNITS, codes::SHARED_UNITS, codes::DEPARTMENTS]
        .into_iter()
        .flat_map(str::split_ascii_whitespace)
}
