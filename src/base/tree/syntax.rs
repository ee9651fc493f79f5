//! What is wrong with a file that is no YAML, in the words of somebody who does not know YAML.
//!
//! A parser stops where it can no longer go on, which is often a line below the mistake. The mistakes that people
//! really make are looked for in the text itself first: a colon without a space, a sentence with a colon, a quotation
//! mark that is never closed, a value that starts with a dash, a bracket or a star.

use granit_parser::{ErrorKind, ScanError};

use super::too_large;
use crate::base::bilingual::Message;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::Place;
use crate::base::source::{SourcePath, Span};
use crate::say;

/// The diagnostic for what the parser stumbled over.
pub(super) fn explain(source: &SourcePath, text: &str, error: &ScanError) -> Diagnostic {
    let mut offset = error.marker().byte_offset().unwrap_or(0).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let line_end = text[offset..].find('\n').map_or(text.len(), |newline| offset + newline);
    let here = Span::new(offset, line_end);
    if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        return too_large(source, here);
    }
    if let Some(mark @ ('*' | '&' | '!')) = text[offset..].chars().next() {
        return Diagnostic::error(
            "yaml-alias",
            Place::span(source.clone(), here),
            say!("giá trị bắt đầu bằng dấu {mark}", "the value starts with {mark}"),
        )
        .help(say!("đặt cả giá trị trong dấu nháy kép", "put the whole value in double quotes"));
    }
    let Mistake { span, message, help } = look(text, offset, error.kind()).unwrap_or_else(|| {
        let (message, help) = by_kind(error.kind());
        Mistake { span: here, message, help }
    });
    Diagnostic::error("bad-yaml", Place::span(source.clone(), span), message).help(help)
}

/// A mistake that was found in the text.
struct Mistake {
    span: Span,
    message: Message,
    help: Message,
}

/// A line with its place in the text, without its end.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
}

/// A line of the form `key: value`, perhaps behind dashes.
struct Entry<'t> {
    key: &'t str,
    /// What stands behind the colon, blanks included.
    rest: &'t str,
    /// Offset of `rest`.
    start: usize,
}

impl<'t> Line<'t> {
    /// The line around `offset`.
    fn at(text: &'t str, offset: usize) -> Self {
        let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[offset..].find('\n').map_or(text.len(), |newline| offset + newline);
        Line { start, text: text[start..end].trim_end() }
    }

    /// The last line before this one that is neither empty nor a comment.
    fn before(self, text: &'t str) -> Option<Self> {
        let mut line = self;
        while line.start > 0 {
            line = Line::at(text, line.start - 1);
            let body = line.text.trim_start();
            if !body.is_empty() && !body.starts_with('#') {
                return Some(line);
            }
        }
        None
    }

    /// The line after this one; `None` behind the last.
    fn after(self, text: &'t str) -> Option<Self> {
        let newline = text[self.start..].find('\n')?;
        Some(Line::at(text, self.start + newline + 1))
    }

    /// Columns before the first letter, dashes of lists counted.
    fn indentation(self) -> usize {
        self.text.len() - self.text.trim_start_matches([' ', '-']).len()
    }

    fn entry(self) -> Option<Entry<'t>> {
        let body = &self.text[self.indentation()..];
        let (key, rest) = body.split_once(':')?;
        let is_name = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        is_name.then_some(Entry { key, rest, start: self.start + self.text.len() - rest.len() })
    }

    fn end(self) -> usize {
        self.start + self.text.len()
    }
}

impl Entry<'_> {
    fn value(&self) -> &str {
        self.rest.trim()
    }

    /// From the first letter of the value to the end of the line.
    fn value_span(&self) -> Span {
        let blanks = self.rest.len() - self.rest.trim_start().len();
        Span::new(self.start + blanks, self.start + self.rest.len())
    }

    /// The line with its value in quotes, for people to copy.
    fn quoted(&self) -> String {
        let (key, value) = (self.key, self.value());
        if value.chars().count() > 60 {
            format!("{key}: \"…\"")
        } else if value.contains(['"', '\\']) {
            format!("{key}: '{}'", value.replace('\'', "''"))
        } else {
            format!("{key}: \"{value}\"")
        }
    }
}

/// The mistake that people really made, if the text shows one.
fn look(text: &str, offset: usize, kind: &ErrorKind) -> Option<Mistake> {
    let line = Line::at(text, offset);
    let before = line.before(text);
    // The parser may stop at the end of the line above the tab.
    tab(line)
        .or_else(|| line.after(text).filter(|_| is_tab(kind)).and_then(tab))
        .or_else(|| missing_space(line))
        .or_else(|| before.and_then(missing_space))
        .or_else(|| unclosed_quote(text, line, kind))
        .or_else(|| dash_value(line, kind))
        .or_else(|| bracket_value(line, offset))
        .or_else(|| colon_in_text(line, kind))
        .or_else(|| too_deep(line, before?, kind))
        .or_else(|| no_colon(line, kind))
}

fn tab(line: Line<'_>) -> Option<Mistake> {
    let blanks = line.text.len() - line.text.trim_start().len();
    let at = line.text[..blanks].find('\t')?;
    Some(Mistake {
        span: Span::new(line.start + at, line.start + blanks),
        message: say!("dòng này thụt vào bằng phím Tab", "this line is indented with a tab"),
        help: say!(
            "xóa chỗ thụt vào, gõ lại bằng dấu cách, mỗi tầng hai dấu cách",
            "delete it and type spaces, two for each level"
        ),
    })
}

fn missing_space(line: Line<'_>) -> Option<Mistake> {
    let entry = line.entry()?;
    let (key, value) = (entry.key, entry.value());
    let glued = !entry.rest.is_empty() && !entry.rest.starts_with([' ', '/', ':']);
    // `14:30` is a time of day in a text, not a field.
    let is_field = key.bytes().any(|byte| byte.is_ascii_alphabetic());
    (glued && is_field).then(|| Mistake {
        span: Span::new(entry.start - key.len() - 1, line.end()),
        message: say!("thiếu dấu cách sau dấu hai chấm", "there is no space after the colon"),
        help: if value.chars().count() > 60 {
            say!("viết `{key}: …`", "write `{key}: …`")
        } else {
            say!("viết `{key}: {value}`", "write `{key}: {value}`")
        },
    })
}

/// The parser only notices at the end of the file, or where the indentation no longer fits.
fn unclosed_quote(text: &str, last: Line<'_>, kind: &ErrorKind) -> Option<Mistake> {
    let in_quotes = matches!(
        kind,
        ErrorKind::UnclosedQuotedScalar
            | ErrorKind::DocumentIndicatorInQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
    );
    let opening = |line: Line<'_>| -> Option<Span> {
        let entry = line.entry()?;
        let value = entry.value();
        let mark = value.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        (!value[1..].contains(mark)).then(|| entry.value_span())
    };
    let mut line = Some(last).filter(|_| in_quotes);
    while let Some(current) = line {
        if let Some(span) = opening(current) {
            return Some(Mistake {
                span,
                message: say!("dấu nháy mở ra mà không đóng lại", "a quotation mark is opened and never closed"),
                help: say!("thêm dấu nháy ở cuối giá trị", "close the quotation mark at the end of the value"),
            });
        }
        line = current.before(text);
    }
    None
}

fn dash_value(line: Line<'_>, kind: &ErrorKind) -> Option<Mistake> {
    let entry = line.entry().filter(|_| matches!(kind, ErrorKind::BlockSequenceEntryNotAllowed))?;
    let quoted = entry.quoted();
    entry.value().starts_with('-').then(|| Mistake {
        span: entry.value_span(),
        message: say!("giá trị bắt đầu bằng dấu gạch ngang", "the value starts with a dash"),
        help: say!("đặt trong dấu nháy kép: `{quoted}`", "put it in double quotes: `{quoted}`"),
    })
}

/// `title: [Dự thảo] Kế hoạch`: text goes on behind the bracket.
fn bracket_value(line: Line<'_>, offset: usize) -> Option<Mistake> {
    let entry = line.entry()?;
    let closing = match entry.value().chars().next()? {
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    let closed = entry.start + entry.rest.rfind(closing)?;
    let quoted = entry.quoted();
    (offset > closed && closed + 1 < line.end()).then(|| Mistake {
        span: entry.value_span(),
        message: say!("chữ bắt đầu bằng dấu ngoặc", "the text starts with a bracket"),
        help: say!("đặt cả câu trong dấu nháy: `{quoted}`", "put the whole sentence in quotes: `{quoted}`"),
    })
}

fn colon_in_text(line: Line<'_>, kind: &ErrorKind) -> Option<Mistake> {
    if !matches!(kind, ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement) {
        return None;
    }
    let message = say!("câu văn có dấu hai chấm", "the sentence has a colon in it");
    match line.entry() {
        Some(entry) => {
            let at = entry.rest.find(": ").or_else(|| entry.rest.ends_with(':').then(|| entry.rest.len() - 1))?;
            let quoted = entry.quoted();
            Some(Mistake {
                span: Span::new(entry.start + at, line.end()),
                message,
                help: say!("đặt cả câu trong dấu nháy: `{quoted}`", "put the whole sentence in quotes: `{quoted}`"),
            })
        }
        None => {
            let at = line.text.find(':')?;
            Some(Mistake {
                span: Span::new(line.start + at, line.end()),
                message,
                help: say!(
                    "đặt cả câu trong dấu nháy kép; câu dài nhiều dòng thì viết `text: >-`, xuống dòng rồi thụt vào",
                    "put the whole sentence in double quotes; for several lines write `text: >-`, then indent the lines below"
                ),
            })
        }
    }
}

fn too_deep(line: Line<'_>, before: Line<'_>, kind: &ErrorKind) -> Option<Mistake> {
    let entry = line.entry().filter(|_| matches!(kind, ErrorKind::MappingValueNotAllowed))?;
    let above = before.entry().filter(|above| !above.value().is_empty())?;
    let (key, other) = (entry.key, above.key);
    (line.indentation() > before.indentation()).then(|| Mistake {
        span: Span::new(line.start + line.indentation(), line.end()),
        message: say!("dòng này thụt vào sâu hơn dòng trên", "this line is indented more than the one above"),
        help: say!("viết `{key}` thẳng hàng với `{other}`", "align `{key}` with `{other}`"),
    })
}

fn no_colon(line: Line<'_>, kind: &ErrorKind) -> Option<Mistake> {
    let expects_key =
        matches!(kind, ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey | ErrorKind::ExpectedBlockMappingKey);
    let body = line.text.get(line.indentation()..).filter(|_| expects_key && !line.text.contains(':'))?;
    Some(Mistake {
        span: Span::new(line.start + line.indentation(), line.end()),
        message: say!(
            "dòng này không có dấu hai chấm, nên không phải một trường",
            "this line has no colon, so it is no field"
        ),
        help: match body.split_once(' ') {
            Some((key, value))
                if key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') && value.len() < 60 =>
            {
                say!(
                    "viết `{key}: {value}`; nếu là phần tiếp của câu trên thì thụt vào sâu hơn",
                    "write `{key}: {value}`; if it continues the sentence above, indent it more"
                )
            }
            _ => say!(
                "viết `tên: giá trị`; nếu là phần tiếp của câu trên thì thụt vào sâu hơn",
                "write `name: value`; if it continues the sentence above, indent it more"
            ),
        },
    })
}

const fn is_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
    )
}

/// What the parser says, in the words of somebody who does not know YAML.
fn by_kind(kind: &ErrorKind) -> (Message, Message) {
    match kind {
        tab if is_tab(tab) => (
            say!("có phím Tab ở chỗ chỉ được dùng dấu cách", "there is a tab where only spaces may stand"),
            say!("thay phím Tab bằng dấu cách", "put spaces in its place"),
        ),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => (
            say!("dấu nháy mở ra mà không đóng lại", "a quotation mark is opened and never closed"),
            say!("thêm dấu nháy ở cuối giá trị", "close the quotation mark at the end of the value"),
        ),
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => (
            say!("còn chữ đứng sau dấu nháy đóng", "there is text after the closing quotation mark"),
            say!(
                "bên trong câu dùng dấu nháy cong “ ”, hoặc đặt cả giá trị trong một cặp nháy đơn '…'",
                "inside the sentence use curly quotes “ ”, or put the whole value in single quotes '…'"
            ),
        ),
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd => (
            say!(
                "ngoặc [ hoặc {{ không khớp, hoặc thiếu dấu phẩy giữa các mục",
                "a bracket [ or {{ does not match, or a comma is missing"
            ),
            say!(
                "kiểm tra từng cặp [ ] và {{ }}, giữa các mục có dấu phẩy",
                "check every pair of [ ] and {{ }}, with commas between the items"
            ),
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => (
            say!("có dấu hai chấm ở chỗ không được có", "there is a colon where none is allowed"),
            say!(
                "nếu dấu hai chấm là của câu văn, đặt cả câu trong dấu nháy kép; nếu không, xem lại chỗ thụt vào",
                "if the colon belongs to the sentence, put the whole sentence in double quotes; otherwise check the indentation"
            ),
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey | ErrorKind::ExpectedBlockMappingKey => (
            say!(
                "dòng này thiếu dấu hai chấm sau tên trường, hoặc thụt vào không thẳng hàng",
                "this line lacks the colon after the field's name, or is not aligned"
            ),
            say!(
                "viết `tên: giá trị`, thẳng hàng với các trường cùng cấp",
                "write `name: value`, aligned with the fields of the same level"
            ),
        ),
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::MappingKeyNotAllowed => (
            say!(
                "thụt vào không thẳng hàng với các dòng cùng cấp",
                "the indentation does not match the lines of the same level"
            ),
            say!(
                "các trường cùng cấp phải thụt vào bằng nhau; mỗi tầng hai dấu cách",
                "fields of the same level need the same indentation; two spaces for each level"
            ),
        ),
        ErrorKind::UnexpectedCharacter { .. } => (
            say!(
                "giá trị bắt đầu bằng một dấu mà YAML giữ cho việc khác (như @, %, `)",
                "the value starts with a character that YAML reserves (such as @, %, `)"
            ),
            say!("đặt giá trị trong dấu nháy kép", "put the value in double quotes"),
        ),
        ErrorKind::UnknownAnchor => (
            say!("giá trị bắt đầu bằng dấu *", "the value starts with *"),
            say!("đặt giá trị trong dấu nháy kép", "put the value in double quotes"),
        ),
        other => {
            let detail = other.to_string();
            (
                say!("tệp không đúng cú pháp YAML ({detail})", "the file is not valid YAML ({detail})"),
                say!(
                    "so dòng này với một tệp đang đúng; giá trị có dấu đặc biệt thì đặt trong dấu nháy kép",
                    "compare this line with a file that works; put values with special characters in double quotes"
                ),
            )
        }
    }
}
