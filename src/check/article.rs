//! Markdown files: front matter, and what must not stand in the text.

use std::collections::HashMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::records::Filed;
use super::{Context, links, publication, upstream};
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::base::source::{Source, Span};
use crate::model::article::Article;
use crate::model::directive::Directive;
use crate::model::embed::Embed;
use crate::model::route;
use crate::model::table::Ix;
use crate::record::RecordKind;
use crate::record::frontmatter::FrontMatter;
use crate::record::read::read_text;
use crate::say;

/// The front matter and the Markdown of an article.
pub fn read(source: &Source, kind: RecordKind, diagnostics: &mut Vec<Diagnostic>) -> Option<(FrontMatter, String)> {
    let Some((head, body_start)) = split(&source.text) else {
        let (message, help) = if source.text.starts_with("---") {
            (
                say!(
                    "phần đầu mở ra mà không đóng lại bằng dòng ---",
                    "the front matter is opened and never closed by a line ---"
                ),
                say!("thêm dòng --- sau trường cuối của phần đầu", "add a line --- after its last field"),
            )
        } else {
            (
                say!(
                    "tệp không bắt đầu bằng phần đầu giữa hai dòng ---",
                    "the file does not start with front matter between two lines ---"
                ),
                say!(
                    "thêm ở đầu tệp: ---, rồi title: …, publication: approved, rồi ---",
                    "add at the top: ---, then title: …, publication: approved, then ---"
                ),
            )
        };
        diagnostics.push(
            Diagnostic::error("missing-front-matter", Place::span(source.path.clone(), Span::new(0, 0)), message)
                .help(help),
        );
        return None;
    };
    let body = &source.text[body_start..];
    let before = diagnostics.len();
    let front = match read_text::<FrontMatter>(&source.path, head, kind) {
        Ok(front) => Some(front),
        Err(mistakes) => {
            diagnostics.extend(mistakes);
            None
        }
    };
    refuse_html(source, body, body_start, diagnostics);
    (diagnostics.len() == before).then_some(())?;
    front.map(|front| (front, body.to_owned()))
}

/// The text up to the closing line of the front matter, and where the body starts. The opening line is
/// part of the head, where YAML takes it for the start of a document: spans stay true.
fn split(text: &str) -> Option<(&str, usize)> {
    let after = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"))?;
    let start = text.len() - after.len();
    let mut offset = start;
    for line in after.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((&text[..offset], offset + line.len()));
        }
        offset += line.len();
    }
    None
}

/// The Markdown extensions that articles may use.
#[must_use]
pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH
}

fn refuse_html(source: &Source, body: &str, body_start: usize, diagnostics: &mut Vec<Diagnostic>) {
    for (event, range) in Parser::new_ext(body, markdown_options()).into_offset_iter() {
        let span = Span::new(body_start + range.start, body_start + range.end);
        match event {
            // The end of what was reported at its beginning.
            Event::InlineHtml(tag) if tag.starts_with("</") => {}
            Event::Html(_) | Event::InlineHtml(_) => diagnostics.push(
                Diagnostic::error(
                    "html-in-markdown",
                    Place::span(source.path.clone(), span),
                    say!("bài viết không được chứa mã HTML", "articles may not contain HTML"),
                )
                .help(say!(
                    "viết bằng Markdown; dấu < của câu văn viết là \\<",
                    "write it in Markdown; write a literal < as \\<"
                )),
            ),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if links::is_unsafe(&dest_url, true) =>
            {
                diagnostics.push(
                    Diagnostic::error(
                        "unsafe-link",
                        Place::span(source.path.clone(), span),
                        say!(
                            "liên kết `{dest_url}` không dùng được trên trang công khai",
                            "the link `{dest_url}` cannot be used on a public page"
                        ),
                    )
                    .help(say!(
                        "chỉ dùng https:, mailto:, tel: hoặc đường dẫn trong trang",
                        "use https:, mailto:, tel: or a path inside the site"
                    )),
                )
            }
            _ => {}
        }
    }
}

/// Links the public ones of `articles`, sorted by address.
pub fn link(articles: &[Filed<(FrontMatter, String)>], context: &mut Context<'_>) -> Vec<Article> {
    let mut linked = Vec::new();
    for filed in articles {
        let Some((front, markdown)) = &filed.record else { continue };
        let decision =
            publication::gate(&front.publication, &filed.path, &Trail::ROOT, context.today, context.diagnostics);
        if decision != publication::Gate::Public {
            continue;
        }
        let date = front
            .date
            .as_deref()
            .and_then(|text| super::dates::date(text, &filed.path, &Trail::ROOT.key("date"), context.diagnostics));
        let province = front.province.as_deref().and_then(|id| {
            context.names.provinces.resolve(
                id,
                || Place::value(filed.path.clone(), &Trail::ROOT.key("province")),
                context.diagnostics,
            )
        });
        linked.push(Article {
            slug: filed.id.clone(),
            source: filed.path.clone(),
            title: front.title.clone(),
            description: front.description.clone(),
            date,
            province,
            markdown: markdown.clone(),
        });
    }
    linked
}

/// Names right below the root that the site itself uses.
fn is_reserved(slug: &str) -> bool {
    route::ROOTS.iter().any(|root| root.trim_end_matches('/') == slug)
}

/// Reports pages whose address belongs to something else.
pub fn refuse_reserved(pages: &[Filed<(FrontMatter, String)>], diagnostics: &mut Vec<Diagnostic>) {
    for filed in pages.iter().filter(|filed| is_reserved(&filed.id)) {
        let id = &filed.id;
        diagnostics.push(
            Diagnostic::error(
                "reserved-address",
                Place::file(filed.path.clone()),
                say!("địa chỉ /{id}/ đã dành cho một trang khác", "the address /{id}/ belongs to another page"),
            )
            .help(say!("đổi tên tệp, ví dụ gioi-thieu-{id}.md", "rename the file, such as gioi-thieu-{id}.md")),
        );
    }
}

/// Checks that what the articles embed exists, and that it stands where it is recognised: in a paragraph of its own.
pub fn check_embeds(
    article: &Article,
    text: &str,
    directives: &HashMap<&str, Ix<Directive>>,
    context: &mut Context<'_>,
) {
    let body_start = text.len() - article.markdown.len();
    let mut block = Block::default();
    for (event, range) in Parser::new_ext(&article.markdown, markdown_options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => block.is_code = true,
            Event::Text(words) if !block.is_code => block.words.push_str(&words),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
            | Event::Code(_) => {
                block.is_decorated = true;
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {}
            Event::SoftBreak | Event::HardBreak => block.is_decorated = true,
            Event::Start(_) | Event::End(_) => {
                let is_paragraph = event == Event::End(TagEnd::Paragraph);
                let span = Span::new(body_start + range.start, body_start + range.end);
                let finished = std::mem::take(&mut block);
                finished.check(is_paragraph, Place::span(article.source.clone(), span), directives, context);
            }
            _ => {}
        }
    }
}

/// The words of one block of Markdown: a paragraph, a heading, an item, a cell.
#[derive(Default)]
struct Block {
    words: String,
    is_decorated: bool,
    is_code: bool,
}

impl Block {
    fn check(
        &self,
        is_paragraph: bool,
        place: Place,
        directives: &HashMap<&str, Ix<Directive>>,
        context: &mut Context<'_>,
    ) {
        let words = self.words.trim();
        if is_paragraph && !self.is_decorated && Embed::parse(words).is_some() {
            check_embed(words, &place, directives, context);
        } else if let Some(start) = words.find("[[")
            && words[start..].contains("]]")
        {
            let alone = words.starts_with("[[") && words.ends_with("]]") && !words[2..].contains("[[");
            let message = if alone && Embed::parse(words).is_none() {
                say!("khối nhúng `{words}` viết thiếu mã", "the embed `{words}` names nothing")
            } else {
                say!("khối nhúng [[…]] phải đứng riêng một đoạn", "an embed [[…]] must be a paragraph of its own")
            };
            context.diagnostics.push(Diagnostic::error("unknown-embed", place, message).help(say!(
                "để trống một dòng trước và sau, viết [[directive mã]], [[indicator mã]] hoặc [[document mã]]",
                "leave an empty line before and after it, and write [[directive id]], [[indicator id]] or [[document id]]"
            )));
        }
    }
}

fn check_embed(words: &str, place: &Place, directives: &HashMap<&str, Ix<Directive>>, context: &mut Context<'_>) {
    let place = || place.clone();
    match Embed::parse(words) {
        None => {}
        Some(Err(kind)) => context.diagnostics.push(
            Diagnostic::error(
                "unknown-embed",
                place(),
                say!("không nhúng được `{kind}`", "`{kind}` cannot be embedded"),
            )
            .help(say!(
                "nhúng được: [[directive mã]], [[indicator mã]], [[document mã]]",
                "these can: [[directive id]], [[indicator id]], [[document id]]"
            )),
        ),
        Some(Ok(Embed::Directive(id))) => {
            upstream::resolve(id, directives, place, context);
        }
        Some(Ok(Embed::Indicator(id))) => {
            context.names.indicators.resolve(id, place, context.diagnostics);
        }
        Some(Ok(Embed::Document(id))) => {
            context.names.documents.resolve(id, place, context.diagnostics);
        }
    }
}
