//! Bytes → text: UTF-8 in NFC, or a diagnostic that names the encoding.

use std::sync::Arc;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::base::bilingual::Message;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::Place;
use crate::base::source::{Source, SourcePath, Span};
use crate::say;
use crate::vietnamese::encoding::{self, LegacyEncoding};

/// The text in `bytes`, without a byte order mark and in NFC.
///
/// # Errors
/// `not-utf8` for bytes that are no UTF-8, `legacy-encoding` for TCVN3 (ABC) and VNI, also when their
/// letters were saved as UTF-8.
pub fn decode(path: &SourcePath, bytes: &[u8]) -> Result<Source, Box<Diagnostic>> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Box::new(not_utf8(
            path,
            say!(
                "tệp được lưu bằng UTF-16 (“Unicode” của Notepad)",
                "the file is saved as UTF-16 (Notepad's “Unicode”)"
            ),
        )));
    }
    let text = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            return Err(Box::new(match encoding::detect_bytes(bytes) {
                Some(legacy) => legacy_encoding(path, legacy),
                None => {
                    let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
                    not_utf8(
                        path,
                        say!(
                            "tệp không phải UTF-8 (lỗi đầu tiên ở dòng {line})",
                            "the file is not UTF-8 (first bad byte on line {line})"
                        ),
                    )
                }
            }));
        }
    };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if let Some(legacy) = encoding::detect_text(text) {
        return Err(Box::new(legacy_encoding(path, legacy)));
    }
    let is_composed = is_plain(text) || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    let text = if is_composed { Arc::from(text) } else { text.nfc().collect::<String>().into() };
    Ok(Source { path: path.clone(), text })
}

/// Every line of `source` with a character that no document holds: one diagnostic a line, at the first of them.
#[must_use]
pub fn invisible(source: &Source) -> Vec<Diagnostic> {
    if is_plain(&source.text) || !source.text.contains(is_forbidden) {
        return Vec::new();
    }
    let mut start = 0;
    let mut found = Vec::new();
    for line in source.text.split_inclusive('\n') {
        if let Some((offset, character)) = line.char_indices().find(|(_, character)| is_forbidden(*character)) {
            let code = format!("U+{:04X}", u32::from(character));
            let at = start + offset;
            found.push(
                Diagnostic::error(
                    "control-character",
                    Place::span(source.path.clone(), Span::new(at, at + character.len_utf8())),
                    say!("có ký tự không nhìn thấy ({code})", "there is an invisible character ({code})"),
                )
                .help(say!(
                    "xóa cả dòng rồi gõ lại, hoặc dán bằng Paste as plain text",
                    "delete the line and type it again, or paste as plain text"
                )),
            );
        }
        start += line.len();
    }
    found
}

/// Whether a text holds nothing but what nearly every text is made of: letters of European languages, Vietnamese
/// ones included, digits, signs, lines. None of them is forbidden, and any row of them is in NFC.
fn is_plain(text: &str) -> bool {
    text.chars().all(|character| {
        matches!(character, ' '..='~' | '\n' | '\r' | '\t' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}'
            | '\u{1E00}'..='\u{1EFF}' | '\u{2010}'..='\u{2027}')
    })
}

/// Controls, marks that turn the direction of text (CVE-2021-42574), and letters without width, which make two ids
/// differ that look the same.
fn is_forbidden(character: char) -> bool {
    matches!(character, '\0'..='\u{08}' | '\u{0B}' | '\u{0C}' | '\u{0E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}'
        | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

fn not_utf8(path: &SourcePath, message: Message) -> Diagnostic {
    Diagnostic::error("not-utf8", Place::file(path.clone()), message)
        .help(say!("mở tệp, chọn Lưu thành (Save as), bảng mã UTF-8", "open it, choose Save as, encoding UTF-8"))
}

fn legacy_encoding(path: &SourcePath, legacy: LegacyEncoding) -> Diagnostic {
    let name = match legacy {
        LegacyEncoding::Tcvn3 => "TCVN3 (ABC, phông .VnTime)",
        LegacyEncoding::Vni => "VNI (phông VNI-Times)",
    };
    Diagnostic::error(
        "legacy-encoding",
        Place::file(path.clone()),
        say!(
            "chữ trong tệp theo bảng mã cũ {name}, không phải Unicode",
            "the text is in the old encoding {name}, not Unicode"
        ),
    )
    .help(say!(
        "chuyển sang Unicode dựng sẵn (ví dụ bằng Unikey: Ctrl+Shift+F6), rồi lưu UTF-8",
        "convert it to precomposed Unicode (Unikey: Ctrl+Shift+F6) and save as UTF-8"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_text_is_composed_and_holds_nothing_forbidden() {
        for character in '\0'..='\u{FFFF}' {
            let text = format!("a{character}e{character}");
            let is_fine = is_nfc_quick(text.chars()) == IsNormalized::Yes && !is_forbidden(character);
            assert!(is_fine || !is_plain(&text), "{character:?}");
        }
    }
}
