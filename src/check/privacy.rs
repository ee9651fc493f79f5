//! What must never be published: secrecy marks and personal data stop the build.
//!
//! Source: Law 29/2018/QH14 on State secrets, art. 8 (the three grades); Decree 13/2023/NĐ-CP on personal
//! data, art. 2. Looks at the raw text of every file, drafts too, because drafts get approved.

use crate::base::bilingual::Message;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::Place;
use crate::base::source::{Source, Span};
use crate::say;

/// Everything in `source` that must not be published.
#[must_use]
pub fn scan(source: &Source) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let text = &*source.text;
    secrecy(source, text, &mut diagnostics);
    numbers(source, text, &mut diagnostics);
    e_mails(source, text, &mut diagnostics);
    diagnostics
}

/// A grade stands alone: `MẬT`, `TỐI MẬT`, `TUYỆT MẬT`. In a heading in capitals, such as BẢO MẬT THÔNG TIN,
/// it is an ordinary word.
fn secrecy(source: &Source, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let capital = |character: char| character.is_uppercase() || character == ' ';
    for (at, _) in text.match_indices("MẬT") {
        let start = text[..at]
            .char_indices()
            .rev()
            .take_while(|(_, character)| capital(*character))
            .last()
            .map_or(at, |(offset, _)| offset);
        let end = text[at..]
            .char_indices()
            .find(|(_, character)| !capital(*character))
            .map_or(text.len(), |(offset, _)| at + offset);
        let joined = text[..start].chars().next_back().is_some_and(char::is_alphanumeric)
            || text[end..].chars().next().is_some_and(char::is_alphanumeric);
        if !joined && matches!(text[start..end].trim(), "MẬT" | "TỐI MẬT" | "TUYỆT MẬT") {
            diagnostics.push(secret(
                source,
                Span::new(at, at + "MẬT".len()),
                say!("có dấu chỉ độ mật", "there is a secrecy mark"),
                say!(
                    "văn bản mật không được đưa lên trang công khai: bỏ cả tệp",
                    "a classified document must not be published: take the whole file out"
                ),
            ));
        }
    }
}

/// Runs of digits that look like identity numbers or mobile phone numbers.
fn numbers(source: &Source, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let bytes = text.as_bytes();
    let mut position = 0;
    while position < bytes.len() {
        if !bytes[position].is_ascii_digit() {
            position += 1;
            continue;
        }
        let start = position;
        let mut digits = Vec::with_capacity(16);
        let mut end = start;
        // Phone numbers are written with single spaces, dots or hyphens between groups.
        while position < bytes.len() {
            match bytes[position] {
                digit if digit.is_ascii_digit() => {
                    digits.push(digit);
                    end = position + 1;
                }
                b' ' | b'.' | b'-' if bytes.get(position + 1).is_some_and(u8::is_ascii_digit) && end == position => {}
                _ => break,
            }
            position += 1;
        }
        let joined = text[..start].chars().next_back().is_some_and(|character| {
            character.is_alphanumeric() || matches!(character, '/' | '-' | '_' | '.' | '#' | '=')
        }) || text[end..]
            .chars()
            .next()
            .is_some_and(|character| character.is_alphanumeric() || matches!(character, '/' | '_'));
        let unbroken = end - start == digits.len();
        let phone = match digits.as_slice() {
            [b'0', rest @ ..] | [b'8', b'4', rest @ ..] => is_mobile(rest),
            _ => false,
        };
        let identity = unbroken && digits.len() == 12 && digits[0] == b'0';
        let plus = text[..start].ends_with('+');
        if identity && !joined {
            diagnostics.push(personal(
                source,
                Span::new(start, end),
                say!("giống số căn cước công dân", "this looks like an identity number"),
                say!(
                    "xóa số này; trang công khai không được có dữ liệu cá nhân",
                    "delete it; a public page must not hold personal data"
                ),
            ));
        } else if phone && (!joined || plus) {
            diagnostics.push(personal(
                source,
                Span::new(start, end),
                say!("giống số điện thoại di động cá nhân", "this looks like a private mobile number"),
                say!("xóa số này, hoặc thay bằng số máy bàn của cơ quan", "delete it, or give the office's landline"),
            ));
        }
    }
}

/// Whether these nine digits after 0 or +84 are a mobile number: the prefixes in use since the change of 2018 (Decision
/// 798/QĐ-BTTTT). Tax codes, which begin with 03 0 and 03 1 in Ho Chi Minh City, are none.
fn is_mobile(digits: &[u8]) -> bool {
    let prefix = match digits {
        [first, second, ..] if digits.len() == 9 => (*first, *second),
        _ => return false,
    };
    matches!(
        prefix,
        (b'3', b'2'..=b'9')
            | (b'5', b'2' | b'5' | b'6' | b'8' | b'9')
            | (b'7', b'0' | b'6'..=b'9')
            | (b'8', b'1'..=b'9')
            | (b'9', _)
    )
}

/// Addresses outside the State's and the Party's domains.
fn e_mails(source: &Source, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+');
    for (at, _) in text.match_indices('@') {
        let bytes = text.as_bytes();
        let start = (0..at).rev().take_while(|position| is_part(bytes[*position])).last().unwrap_or(at);
        let end = (at + 1..bytes.len())
            .take_while(|position| is_part(bytes[*position]))
            .last()
            .map_or(at + 1, |last| last + 1);
        let domain = text[at + 1..end].trim_end_matches('.').to_ascii_lowercase();
        let has_dot = domain.split('.').filter(|part| !part.is_empty()).count() >= 2;
        let official = [".gov.vn", ".dcs.vn", ".dangcongsan.vn"].iter().any(|suffix| domain.ends_with(suffix));
        if start < at && has_dot && !official {
            diagnostics.push(personal(
                source,
                Span::new(start, end),
                say!("địa chỉ thư điện tử không thuộc cơ quan nhà nước", "this e-mail address is not an office's"),
                say!(
                    "xóa địa chỉ này, hoặc thay bằng địa chỉ @….gov.vn của cơ quan",
                    "delete it, or give the office's @….gov.vn address"
                ),
            ));
        }
    }
}

fn secret(source: &Source, span: Span, message: Message, help: Message) -> Diagnostic {
    Diagnostic::error("secret", Place::span(source.path.clone(), span), message).help(help)
}

fn personal(source: &Source, span: Span, message: Message, help: Message) -> Diagnostic {
    Diagnostic::error("personal-data", Place::span(source.path.clone(), span), message).help(help)
}
