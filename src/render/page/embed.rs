//! One directive or indicator for somebody else's page: a newspaper's article, the province's portal.

use serde::Serialize;

use super::super::frame::Head;
use super::super::measure::{self, ResultView, TargetView};
use super::super::row::{self, RowView};
use super::super::viewpoint::{Link, Viewpoint, document_name};
use super::Sheet;
use crate::model::document::Document;
use crate::model::indicator::Indicator;
use crate::model::{Ix, route};

/// Most directives of a provision that are shown; the page itself has them all.
const MOST: usize = 3;

/// What others put into their page.
#[derive(Debug, Clone, Serialize)]
pub struct EmbedPage {
    /// The full page.
    whole: Link,
    rows: Vec<RowView>,
    more: usize,
    targets: Vec<TargetView>,
    result: Option<ResultView>,
}

/// A provision that orders something.
#[must_use]
pub fn provision(view: &Viewpoint<'_>, position: Ix<Document>, number: usize) -> Sheet<EmbedPage> {
    let document = &view.site.documents[position];
    let provision = &document.provisions[number];
    let directives = provision.directive_positions().collect::<Vec<_>>();
    let place = document.place_of(number);
    let name = document_name(document);
    let whole = view.vietnamese_link(
        &route::provision(document, provision),
        if place.is_empty() { name } else { format!("{place}, {name}") },
    );
    let page = EmbedPage {
        rows: row::rows(view, directives.iter().copied().take(MOST)),
        more: directives.len().saturating_sub(MOST),
        targets: Vec::new(),
        result: None,
        whole,
    };
    Sheet {
        template: "embed.html",
        head: head(page.whole.text.clone(), route::provision(document, provision), true),
        page,
    }
}

/// An indicator.
#[must_use]
pub fn indicator(view: &Viewpoint<'_>, position: Ix<Indicator>) -> Sheet<EmbedPage> {
    let indicator = &view.site.indicators[position];
    let page = EmbedPage {
        whole: view.indicator(position),
        rows: Vec::new(),
        more: 0,
        targets: indicator.targets.iter().map(|target| measure::target(view, *target)).collect(),
        result: indicator.results.last().map(|result| measure::result(view, *result)),
    };
    Sheet { template: "embed.html", head: head(page.whole.text.clone(), route::indicator(indicator), false), page }
}

fn head(title: String, whole: String, has_status: bool) -> Head {
    Head { description: title.clone(), title, moved_to: Some(whole), has_status, kind: "website", ..Head::default() }
}
