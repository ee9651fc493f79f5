//! Markdown of reports and pages → HTML.
//!
//! Raw HTML never passes: `check` refuses it, and here it is shown as the text that it is. Headings get
//! addresses, code samples classes, tables a wrapper that scrolls; a paragraph that holds nothing but
//! `[[directive …]]` becomes what it names.

use std::collections::BTreeMap;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use super::code::highlight;
use super::escape::escape;
use crate::model::embed::Embed;
use crate::vietnamese::slug::slug;

/// An article as HTML.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// The HTML.
    pub html: String,
    /// Its headings of the second level: address and words.
    pub headings: Vec<(String, String)>,
}

/// `markdown` as HTML. `show` writes the block for something embedded; `caption` is the accessible name
/// of a table that scrolls.
///
/// # Errors
/// Whatever `show` fails with.
pub fn write<E>(
    markdown: &str,
    caption: &str,
    mut show: impl FnMut(Embed<'_>) -> Result<String, E>,
) -> Result<Written, E> {
    let events =
        Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH);
    let mut written = Written::default();
    let mut slugs = Slugs::default();
    let mut out: Vec<Event<'_>> = Vec::new();
    let mut events = events.peekable();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let mut inside = Vec::new();
                let mut words = String::new();
                for inner in events.by_ref() {
                    match inner {
                        Event::End(TagEnd::Heading(_)) => break,
                        Event::Text(ref text) | Event::Code(ref text) => words.push_str(text),
                        _ => {}
                    }
                    inside.push(safe(inner));
                }
                let slug = slugs.take(&words);
                let level = below_title(level);
                if level == HeadingLevel::H2 {
                    written.headings.push((slug.clone(), words));
                }
                out.push(raw(format!("<{level} id=\"{slug}\">")));
                out.extend(inside);
                out.push(raw(format!("</{level}>\n")));
            }
            Event::Start(Tag::Paragraph) => {
                let mut inside = Vec::new();
                let mut words = Some(String::new());
                for inner in events.by_ref() {
                    match &inner {
                        Event::End(TagEnd::Paragraph) => break,
                        Event::Text(text) => words.as_mut().map_or((), |words| words.push_str(text)),
                        _ => words = None,
                    }
                    inside.push(safe(inner));
                }
                match words.as_deref().and_then(Embed::parse) {
                    Some(Ok(embed)) => out.push(raw(show(embed)?)),
                    _ => {
                        out.push(Event::Start(Tag::Paragraph));
                        out.extend(inside);
                        out.push(Event::End(TagEnd::Paragraph));
                    }
                }
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let mut code = String::new();
                for inner in events.by_ref() {
                    match inner {
                        Event::End(TagEnd::CodeBlock) => break,
                        Event::Text(text) => code.push_str(&text),
                        _ => {}
                    }
                }
                let language = match &kind {
                    CodeBlockKind::Fenced(language) => language.split_whitespace().next().unwrap_or(""),
                    CodeBlockKind::Indented => "",
                };
                out.push(raw(format!(
                    "<pre class=\"code\" tabindex=\"0\"><code>{}</code></pre>\n",
                    highlight(language, &code)
                )));
            }
            Event::Start(tag @ Tag::Table(_)) => {
                let label = escape(caption);
                out.push(raw(format!("<div class=\"scroll\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\">")));
                out.push(Event::Start(tag));
            }
            Event::End(TagEnd::Table) => {
                out.push(Event::End(TagEnd::Table));
                out.push(raw("</div>\n".to_owned()));
            }
            other => out.push(safe(other)),
        }
    }
    html::push_html(&mut written.html, out.into_iter());
    // The writer aligns columns with inline styles, which the site's policy forbids. Text cannot look like one:
    // quotation marks in it are escaped.
    for (style, class) in [("left", ""), ("center", " class=\"center\""), ("right", " class=\"num\"")] {
        written.html = written.html.replace(&format!(" style=\"text-align: {style}\""), class);
    }
    Ok(written)
}

/// The event, with raw HTML turned into the text that it is and links that run code cut off.
fn safe(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: harmless(dest_url), title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: harmless(dest_url), title, id })
        }
        other => other,
    }
}

/// Addresses with a scheme other than http, https, mailto and tel lead nowhere.
fn harmless(address: CowStr<'_>) -> CowStr<'_> {
    let before = address.split(['/', '?', '#']).next().unwrap_or("");
    let scheme = before.split_once(':').map(|(scheme, _)| scheme.trim().to_ascii_lowercase());
    match scheme.as_deref() {
        None | Some("http" | "https" | "mailto" | "tel") => address,
        Some(_) => CowStr::Borrowed("#"),
    }
}

/// The page's title is the only heading of the first level.
const fn below_title(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        other => other,
    }
}

fn raw(html: String) -> Event<'static> {
    Event::Html(CowStr::from(html))
}

/// Addresses of headings, each given out once.
#[derive(Debug, Default)]
struct Slugs(BTreeMap<String, usize>);

impl Slugs {
    fn take(&mut self, words: &str) -> String {
        let slug = Some(slug(words)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "muc".to_owned());
        let count = self.0.entry(slug.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { slug } else { format!("{slug}-{count}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        let written =
            write(markdown, "bảng", |embed| Ok::<_, std::convert::Infallible>(format!("<aside>{embed:?}</aside>")));
        assert_eq!(written.expect("nothing fails").html.trim_end(), expected);
    }

    #[test]
    fn a_heading_gets_an_address_without_marks() {
        check("## Đường đi của dữ liệu", "<h2 id=\"duong-di-cua-du-lieu\">Đường đi của dữ liệu</h2>");
        check("# A\n\n# A", "<h2 id=\"a\">A</h2>\n<h2 id=\"a-2\">A</h2>");
    }

    #[test]
    fn raw_html_is_shown_as_text() {
        check("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>");
        check("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    }

    #[test]
    fn a_link_that_runs_code_leads_nowhere() {
        check("[x](javascript:alert(1))", "<p><a href=\"#\">x</a></p>");
        check("[x](../a:b/)", "<p><a href=\"../a:b/\">x</a></p>");
    }

    #[test]
    fn a_paragraph_of_an_embed_becomes_what_it_names() {
        check("[[directive dong-nai/x/ii_1]]", "<aside>Directive(\"dong-nai/x/ii_1\")</aside>");
    }

    #[test]
    fn a_table_scrolls_inside_a_named_region() {
        check(
            "| a |\n| --- |\n| 1 |",
            "<div class=\"scroll\" role=\"region\" aria-label=\"bảng\" tabindex=\"0\"><table><thead><tr><th>a</th></tr></thead><tbody>\n<tr><td>1</td></tr>\n</tbody></table>\n</div>",
        );
    }
}
