//! Diagnostics → text: for people with an excerpt of the file, for programs one JSON object a line.

use std::collections::HashMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::bilingual::Language;
use super::diagnostic::{Diagnostic, Severity};
use super::place::{At, Place};
use super::source::{LineColumn, Source, Span};
use super::tree::{self, Node};

/// Looks places up in the sources; each file is read as a tree at most once.
#[derive(Debug)]
pub struct Reporter<'s> {
    texts: HashMap<&'s str, &'s Source>,
    trees: HashMap<String, Option<Node>>,
    language: Language,
}

/// A place in lines and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// File.
    pub file: String,
    /// Line and column; `None` for a file as a whole.
    pub position: Option<LineColumn>,
    span: Option<Span>,
}

#[derive(Serialize)]
struct Line<'l> {
    code: &'l str,
    severity: &'l str,
    file: &'l str,
    line: Option<usize>,
    column: Option<usize>,
    message: &'l str,
    help: Option<&'l str>,
    related: Vec<RelatedLine<'l>>,
}

#[derive(Serialize)]
struct RelatedLine<'l> {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    message: &'l str,
}

impl<'s> Reporter<'s> {
    /// A reporter in `language` over the files that were read.
    #[must_use]
    pub fn new(sources: &'s [Source], language: Language) -> Self {
        let texts = sources.iter().map(|source| (source.path.as_str(), source)).collect();
        Self { texts, trees: HashMap::new(), language }
    }

    /// The diagnostics as somebody reads them: file by file, from the top to the bottom.
    pub fn in_order<'d>(&mut self, diagnostics: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
        let mut located =
            diagnostics.iter().map(|diagnostic| (self.locate(&diagnostic.place), diagnostic)).collect::<Vec<_>>();
        located.sort_by(|(left, one), (right, other)| {
            (&left.file, left.position).cmp(&(&right.file, right.position)).then_with(|| one.cmp(other))
        });
        located.into_iter().map(|(_, diagnostic)| diagnostic).collect()
    }

    /// Where `place` is.
    pub fn locate(&mut self, place: &Place) -> Located {
        let file = place.source.as_str();
        let Some(source) = self.texts.get(file).copied() else {
            return Located { file: file.to_owned(), position: None, span: None };
        };
        let mut span = match &place.at {
            At::File => return Located { file: file.to_owned(), position: None, span: None },
            At::Span(span) => *span,
            At::Value(pointer) => self.tree(source).map_or(Span::new(0, 0), |tree| tree.find(pointer)),
            At::Key(pointer) => self.tree(source).map_or(Span::new(0, 0), |tree| tree.find_key(pointer)),
        };
        // Mark one line: a block of twenty lines below an error hides it.
        let text = &*source.text;
        span.start = floor(text, span.start);
        span.end = floor(text, span.end.max(span.start));
        if let Some(line) = text[span.start..span.end].find('\n') {
            span.end = span.start + text[span.start..span.start + line].trim_end().len();
        }
        Located { file: file.to_owned(), position: Some(LineColumn::of(text, span.start)), span: Some(span) }
    }

    fn tree(&mut self, source: &Source) -> Option<&Node> {
        self.trees
            .entry(source.path.as_str().to_owned())
            .or_insert_with(|| {
                // An article's front matter is the YAML between its first two lines of dashes.
                let text = match source.text.get(3..).and_then(|rest| rest.find("\n---")) {
                    Some(end) if source.path.as_str().ends_with(".md") => &source.text[..end + 4],
                    _ => &*source.text,
                };
                tree::parse(&source.path, text).ok()
            })
            .as_ref()
    }

    /// The diagnostic for people, with excerpts, in colour when `styled`.
    pub fn human(&mut self, diagnostic: &Diagnostic, styled: bool) -> String {
        let language = self.language;
        let (word, level) = match (diagnostic.severity, language) {
            (Severity::Error, Language::Vietnamese) => ("lỗi", Level::ERROR),
            (Severity::Error, Language::English) => ("error", Level::ERROR),
            (Severity::Warning, Language::Vietnamese) => ("cảnh báo", Level::WARNING),
            (Severity::Warning, Language::English) => ("warning", Level::WARNING),
        };
        let (help_word, note_word) = match language {
            Language::Vietnamese => ("gợi ý", "xem thêm"),
            Language::English => ("help", "see"),
        };
        let primary = self.locate(&diagnostic.place);
        let related =
            diagnostic.related.iter().map(|(place, message)| (self.locate(place), message)).collect::<Vec<_>>();
        let title = level.with_name(word).primary_title(diagnostic.message.in_language(language)).id(diagnostic.code);
        let label = diagnostic.label.as_ref().map(|label| label.in_language(language));
        let mut group = match (primary.span, self.texts.get(primary.file.as_str())) {
            (Some(span), Some(source)) => {
                let mut snippet = Snippet::source(&*source.text)
                    .path(primary.file.as_str())
                    .annotation(AnnotationKind::Primary.span(span.start..span.end.max(span.start)).label(label));
                for (other, message) in related.iter().filter(|(other, _)| other.file == primary.file) {
                    if let Some(span) = other.span {
                        snippet = snippet.annotation(
                            AnnotationKind::Context.span(span.start..span.end).label(message.in_language(language)),
                        );
                    }
                }
                title.element(snippet)
            }
            _ => title.element(Origin::path(primary.file.as_str())),
        };
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.with_name(help_word).message(help.in_language(language)));
        }
        let mut groups: Vec<Group<'_>> = vec![group];
        for (other, message) in related.iter().filter(|(other, _)| other.file != primary.file) {
            let title = Level::NOTE.with_name(note_word).secondary_title(message.in_language(language));
            groups.push(match (other.span, self.texts.get(other.file.as_str())) {
                (Some(span), Some(source)) => title.element(
                    Snippet::source(&*source.text)
                        .path(other.file.as_str())
                        .annotation(AnnotationKind::Context.span(span.start..span.end)),
                ),
                _ => title.element(Origin::path(other.file.as_str())),
            });
        }
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&groups)
    }

    /// The diagnostic as one line of JSON: `code severity file line column message help related`.
    pub fn json(&mut self, diagnostic: &Diagnostic) -> String {
        let language = self.language;
        let primary = self.locate(&diagnostic.place);
        let related = diagnostic
            .related
            .iter()
            .map(|(place, message)| {
                let located = self.locate(place);
                RelatedLine {
                    line: located.position.map(|position| position.line),
                    column: located.position.map(|position| position.column),
                    file: located.file,
                    message: message.in_language(language),
                }
            })
            .collect();
        let line = Line {
            code: diagnostic.code,
            severity: diagnostic.severity.word(),
            file: &primary.file,
            line: primary.position.map(|position| position.line),
            column: primary.position.map(|position| position.column),
            message: diagnostic.message.in_language(language),
            help: diagnostic.help.as_ref().map(|help| help.in_language(language)),
            related,
        };
        serde_json::to_string(&line).unwrap_or_default()
    }
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
