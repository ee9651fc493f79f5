//! The slow, thorough reading: YAML as a tree in which every value knows its bytes.
//!
//! Only files that failed the fast reading, and files that a diagnostic points into, are read this
//! way. Anchors and aliases are refused, so the tree is no larger than the file.

mod syntax;

use granit_parser::{Event, Parser, ScalarStyle};

use crate::base::bilingual::Message;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Pointer, Step};
use crate::base::source::{SourcePath, Span};
use crate::say;

/// A value and the bytes it was written in.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a [`Node`] is.
#[derive(Debug, Clone)]
pub enum Value {
    /// A scalar; `plain` when it was written without quotes and not as a block.
    Scalar {
        /// Its text, escapes resolved.
        text: String,
        /// Written without quotes and not as a block.
        plain: bool,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping, in written order, duplicates included.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// The text of a scalar.
    #[must_use]
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }

    /// Whether it is YAML's null: nothing, `~` or `null` without quotes.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// The value of a mapping's entry.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|(_, value)| value)
    }

    fn entry(&self, key: &str) -> Option<&(Node, Node)> {
        match &self.value {
            Value::Mapping(entries) => entries.iter().find(|(name, _)| name.scalar() == Some(key)),
            Value::Scalar { .. } | Value::Sequence(_) => None,
        }
    }

    /// The bytes of the value at `pointer`, or of the nearest value around it that exists.
    #[must_use]
    pub fn find(&self, pointer: &Pointer) -> Span {
        let mut node = self;
        for step in &pointer.0 {
            let next = match (step, &node.value) {
                (Step::Key(key), Value::Mapping(_)) => node.get(key),
                (Step::Index(index), Value::Sequence(items)) => items.get(*index),
                _ => None,
            };
            match next {
                Some(inner) => node = inner,
                None => break,
            }
        }
        node.span
    }

    /// The bytes of the key of the entry at `pointer`, or of the nearest value around it.
    #[must_use]
    pub fn find_key(&self, pointer: &Pointer) -> Span {
        let Some((Step::Key(key), outer)) = pointer.0.split_last() else { return self.find(pointer) };
        let mut node = self;
        for step in outer {
            let next = match (step, &node.value) {
                (Step::Key(key), Value::Mapping(_)) => node.get(key),
                (Step::Index(index), Value::Sequence(items)) => items.get(*index),
                _ => None,
            };
            match next {
                Some(inner) => node = inner,
                None => return node.span,
            }
        }
        node.entry(key).map_or(node.span, |(name, _)| name.span)
    }
}

/// Most values that one file may hold.
pub const MAXIMUM_NODES: usize = 200_000;
/// Deepest nesting of lists and mappings.
pub const MAXIMUM_DEPTH: usize = 64;

/// Reads `text` as one YAML document.
///
/// # Errors
/// One diagnostic for the first thing that is not YAML, or that is YAML but refused: anchors, aliases,
/// tags, more than one document, too many values, too deep nesting.
pub fn parse(source: &SourcePath, text: &str) -> Result<Node, Box<Diagnostic>> {
    let mut open: Vec<Open> = Vec::new();
    let mut root: Option<Node> = None;
    let mut nodes = 0_usize;
    let mut documents = 0_usize;
    for next in Parser::new_from_str(text) {
        let (event, span) = next.map_err(|error| Box::new(syntax::explain(source, text, &error)))?;
        let span = bytes(&span, text);
        let refuse = |what: Message, help: Message| {
            Err(Box::new(Diagnostic::error("yaml-alias", Place::span(source.clone(), span), what).help(help)))
        };
        if matches!(event, Event::Alias(_) | Event::UnresolvedAlias(_)) || event.anchor_id().is_some_and(|id| id > 0) {
            return refuse(
                say!("tệp dùng tham chiếu YAML (& hoặc *)", "the file uses a YAML anchor or alias (& or *)"),
                say!(
                    "viết thẳng giá trị; nếu chữ thật sự bắt đầu bằng & hoặc *, đặt nó trong dấu nháy kép",
                    "write the value itself; if the text really starts with & or *, put it in double quotes"
                ),
            );
        }
        if event.tag().is_some() {
            return refuse(
                say!("tệp dùng thẻ YAML (!…)", "the file uses a YAML tag (!…)"),
                say!(
                    "bỏ thẻ; nếu chữ thật sự bắt đầu bằng !, đặt nó trong dấu nháy kép",
                    "drop the tag; if the text really starts with !, put it in double quotes"
                ),
            );
        }
        if event.is_node() {
            nodes += 1;
            if nodes > MAXIMUM_NODES || open.len() >= MAXIMUM_DEPTH {
                return Err(Box::new(too_large(source, span)));
            }
        }
        let finished = match event {
            Event::DocumentStart(..) => {
                documents += 1;
                if documents > 1 {
                    return Err(Box::new(
                        Diagnostic::error(
                            "bad-yaml",
                            Place::span(source.clone(), span),
                            say!(
                                "tệp có hơn một tài liệu YAML (dòng ---)",
                                "the file holds more than one YAML document (a line ---)"
                            ),
                        )
                        .help(say!(
                            "mỗi tệp chỉ một bản ghi: bỏ dòng ---, hoặc tách ra tệp khác",
                            "one record a file: drop the line ---, or split the file"
                        )),
                    ));
                }
                None
            }
            Event::Scalar(value, style, ..) => Some(Node {
                span,
                value: Value::Scalar { text: value.into_owned(), plain: style == ScalarStyle::Plain },
            }),
            Event::SequenceStart(..) => {
                open.push(Open { start: span.start, value: Value::Sequence(Vec::new()), key: None });
                None
            }
            Event::MappingStart(..) => {
                open.push(Open { start: span.start, value: Value::Mapping(Vec::new()), key: None });
                None
            }
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop().map(|done| Node { span: Span::new(done.start, span.end.max(done.start)), value: done.value })
            }
            _ => None,
        };
        let Some(node) = finished else { continue };
        match open.last_mut() {
            None => root = Some(node),
            Some(parent) => match &mut parent.value {
                Value::Sequence(items) => items.push(node),
                Value::Mapping(entries) => match parent.key.take() {
                    None => parent.key = Some(node),
                    Some(key) => entries.push((key, node)),
                },
                Value::Scalar { .. } => {}
            },
        }
    }
    Ok(root.unwrap_or(Node { span: Span::new(0, 0), value: Value::Scalar { text: String::new(), plain: true } }))
}

struct Open {
    start: usize,
    value: Value,
    key: Option<Node>,
}

fn bytes(span: &granit_parser::Span, text: &str) -> Span {
    let range = span.byte_range().unwrap_or(0..0);
    // A block value ends where the next one starts: give back the line breaks that it does not own.
    let end = range.end.min(text.len());
    let start = range.start.min(end);
    let trimmed = text.get(start..end).map_or(end, |slice| start + slice.trim_end().len());
    Span::new(start, trimmed.max(start))
}

/// The file is more than a record can be.
fn too_large(source: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::error(
        "too-large",
        Place::span(source.clone(), span),
        say!(
            "tệp quá lớn hoặc lồng quá sâu (tối đa {MAXIMUM_NODES} giá trị, {MAXIMUM_DEPTH} tầng)",
            "the file is too large or too deeply nested (at most {MAXIMUM_NODES} values, {MAXIMUM_DEPTH} levels)"
        ),
    )
    .help(say!(
        "mỗi tệp chỉ một bản ghi; xem lại có chép nhầm tệp khác không",
        "one record a file; check whether another file was copied here"
    ))
}
