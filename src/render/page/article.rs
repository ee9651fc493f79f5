//! A report or a page written in Markdown.

use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::super::engine::{Engine, Sight, TemplateError};
use super::super::frame::Head;
use super::super::markdown;
use super::super::measure::{self, ResultView, TargetView};
use super::super::row::{self, RowView};
use super::super::viewpoint::{DateView, Link, Viewpoint, Words};
use super::Sheet;
use super::home::{DocumentRow, document_row};
use crate::model::article::Article;
use crate::model::embed::Embed;
use crate::model::route;

/// A report or a page.
#[derive(Debug, Clone, Serialize)]
pub struct ArticlePage {
    crumbs: Vec<Link>,
    title: Words,
    description: Option<String>,
    date: Option<DateView>,
    html: Value,
    headings: Vec<HeadingView>,
}

#[derive(Debug, Clone, Serialize)]
struct HeadingView {
    id: String,
    text: String,
}

/// Something embedded; exactly one of its parts is there.
#[derive(Debug, Clone, Default, Serialize)]
struct EmbedView {
    directive: Option<RowView>,
    document: Option<DocumentRow>,
    indicator: Option<IndicatorEmbed>,
}

#[derive(Debug, Clone, Serialize)]
struct IndicatorEmbed {
    link: Link,
    targets: Vec<TargetView>,
    results: Vec<ResultView>,
}

/// Where an article stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Among the reports.
    Report,
    /// At the root.
    Page,
}

/// The page of an article.
///
/// # Errors
/// When the template of something embedded fails.
pub fn sheet(
    view: &Viewpoint<'_>,
    article: &Article,
    place: Place,
    engine: &Engine,
) -> Result<Sheet<ArticlePage>, TemplateError> {
    let caption = view.say("article.table", &[]);
    let written = markdown::write(&article.markdown, &caption, |embed| show(view, embed, engine))?;
    let title = view.bilingual(&article.title);
    let head = Head {
        title: title.text.clone(),
        description: article
            .description
            .clone()
            .unwrap_or_else(|| view.bilingual(&view.site.settings.description).text),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: true,
        kind: "article",
    };
    let page = ArticlePage {
        crumbs: match place {
            Place::Report => vec![view.frame_link(route::REPORTS, view.say("menu.reports", &[]))],
            Place::Page => Vec::new(),
        },
        title,
        description: article.description.clone(),
        date: article.date.map(|day| view.day(day)),
        html: Value::from_safe_string(written.html),
        headings: written.headings.into_iter().map(|(id, text)| HeadingView { id, text }).collect(),
    };
    Ok(Sheet { template: "article.html", head, page })
}

fn show(view: &Viewpoint<'_>, embed: Embed<'_>, engine: &Engine) -> Result<String, TemplateError> {
    let site = view.site;
    let mut shown = EmbedView::default();
    match embed {
        Embed::Directive(id) => {
            shown.directive =
                find(&site.directives, id, |directive| &*directive.id).map(|position| row::row(view, position))
        }
        Embed::Document(id) => {
            shown.document =
                find(&site.documents, id, |document| &*document.id).map(|position| document_row(view, position))
        }
        Embed::Indicator(id) => {
            shown.indicator = find(&site.indicators, id, |indicator| &indicator.id).map(|position| IndicatorEmbed {
                link: view.indicator(position),
                targets: site.indicators[position]
                    .targets
                    .iter()
                    .map(|target| measure::target(view, *target))
                    .collect(),
                results: site.indicators[position]
                    .results
                    .iter()
                    .rev()
                    .map(|result| measure::result(view, *result))
                    .collect(),
            });
        }
    }
    let sight = Sight { page: Value::from(Serde(&shown)), ..Sight::default() };
    engine.show(view.here.language, "_embed.html", &view.here.full_address(), sight)
}

fn find<T: crate::model::Entity>(
    table: &crate::model::Table<T>,
    id: &str,
    id_of: impl Fn(&T) -> &str,
) -> Option<crate::model::Ix<T>> {
    table.entries().find(|(_, item)| id_of(item) == id).map(|(position, _)| position)
}
