//! One file's text → one record, or every mistake of shape in it.
//!
//! Fast when right: the text goes straight into the record type. Thorough when wrong: the file is read
//! again as a tree and compared with the record's JSON Schema, so that all its mistakes come at once.

use serde::de::DeserializeOwned;

use super::kind::RecordKind;
use super::shape;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::Place;
use crate::base::source::{Source, SourcePath, Span};
use crate::base::tree;
use crate::say;

/// Largest file that is read, in bytes.
pub const MAXIMUM_BYTES: usize = 8 * 1024 * 1024;

/// Reads the record in `source`.
///
/// # Errors
/// Every mistake of syntax or shape that was found; never empty.
pub fn read<T: DeserializeOwned>(source: &Source, kind: RecordKind) -> Result<T, Vec<Diagnostic>> {
    read_text(&source.path, &source.text, kind)
}

/// Reads the record in the first `text` bytes of the file at `path`.
///
/// # Errors
/// As [`read`].
pub fn read_text<T: DeserializeOwned>(path: &SourcePath, text: &str, kind: RecordKind) -> Result<T, Vec<Diagnostic>> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_aliases: 0,
            max_anchors: 0,
            max_documents: 1,
            max_depth: tree::MAXIMUM_DEPTH,
            max_nodes: tree::MAXIMUM_NODES,
        },
        with_snippet: false,
        strict_booleans: true,
        reject_unsupported_tags: true,
    };
    match serde_saphyr::from_str_with_options::<T>(text, options) {
        Ok(record) => Ok(record),
        Err(error) => Err(explain(path, text, kind, &error)),
    }
}

fn explain(path: &SourcePath, text: &str, kind: RecordKind, error: &serde_saphyr::Error) -> Vec<Diagnostic> {
    if let Some(diagnostic) = odd_indentation(path, text) {
        return vec![diagnostic];
    }
    let root = match tree::parse(path, text) {
        Ok(root) => root,
        Err(diagnostic) => return vec![*diagnostic],
    };
    let mut diagnostics = shape::check(path, &root, kind);
    if diagnostics.is_empty() {
        // The two readings disagree: say at least what the fast one said, and where.
        let detail = error.without_snippet().to_string();
        let place = error.location().map_or_else(
            || Place::file(path.clone()),
            |location| {
                let start = offset_of(text, location.line(), location.column());
                Place::span(path.clone(), Span::new(start, start))
            },
        );
        diagnostics.push(
            Diagnostic::error(
                "wrong-type",
                place,
                say!("không đọc được giá trị này ({detail})", "this value cannot be read ({detail})"),
            )
            .help(say!("nếu là chữ, đặt trong dấu nháy kép", "if it is text, put it in double quotes")),
        );
    }
    diagnostics
}

/// No-break and other spaces look like indentation and are none: everything else that is wrong follows from them.
fn odd_indentation(path: &SourcePath, text: &str) -> Option<Diagnostic> {
    let is_odd = |letter: char| letter.is_whitespace() && !letter.is_ascii_whitespace();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let blanks = line.len() - line.trim_start().len();
        if line[..blanks].contains(is_odd) && blanks < line.len() {
            return Some(
                Diagnostic::error(
                    "bad-yaml",
                    Place::span(path.clone(), Span::new(offset, offset + blanks)),
                    say!(
                        "dòng này thụt vào bằng một loại dấu cách lạ",
                        "this line is indented with an odd kind of space"
                    ),
                )
                .help(say!(
                    "thường do chép từ trang mạng hoặc Word: xóa chỗ thụt vào, gõ lại bằng phím cách",
                    "it comes from copying a web page or a Word document: delete it and type spaces"
                )),
            );
        }
        offset += line.len();
    }
    None
}

fn offset_of(text: &str, line: u64, column: u64) -> usize {
    let line_index = usize::try_from(line).unwrap_or(1).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(line_index).map(str::len).sum();
    let column_index = usize::try_from(column).unwrap_or(1).saturating_sub(1);
    text[start..].char_indices().nth(column_index).map_or(text.len(), |(offset, _)| start + offset)
}
