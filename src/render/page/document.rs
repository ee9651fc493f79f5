//! A document: its whole text as printed, with what it orders in the margin.

use serde::Serialize;

use super::super::cascade::{self, ChainView, DriftView};
use super::super::frame::Head;
use super::super::letterhead::{self, LetterheadView};
use super::super::life;
use super::super::measure::{self, ResultView, TargetView};
use super::super::relation::{RelationsView, relations};
use super::super::row::{self, RowView};
use super::super::run::{Lines, excerpt};
use super::super::score::{self, ScoreView};
use super::super::tally::{CountView, Tally, strip};
use super::super::text::{self, BlockView, ContentsView, ReadingView};
use super::super::viewpoint::{DateView, Link, Viewpoint, Words, document_name, document_short_name};
use super::Sheet;
use super::provision::cited;
use crate::model::cascade::rung_of;
use crate::model::directive::{Drift, Upstream};
use crate::model::document::Document;
use crate::model::{Ix, route};

/// A document.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentPage {
    crumbs: Vec<Link>,
    name: Words,
    /// Number, day and issuer, as a citation of one of its provisions ends.
    cited: String,
    title: Words,
    printed_title: Option<String>,
    number: Option<ReadView>,
    date: Option<DateView>,
    date_doubt: Option<String>,
    issuer: Link,
    signer: Option<String>,
    signer_title: Option<String>,
    source: Option<String>,
    source_url: Option<String>,
    is_held: bool,
    directive_count: usize,
    counts: Vec<CountView>,
    strip: Vec<&'static str>,
    score: ScoreView,
    chain: Option<ChainView>,
    life: Vec<life::DayView>,
    letterhead: LetterheadView,
    heading: Option<HeadingView>,
    addressees: Vec<BlockView>,
    blocks: Vec<BlockView>,
    notes: Vec<text::NoteView>,
    recipients: Vec<BlockView>,
    signature: Vec<Lines>,
    page_footer: Option<String>,
    contents: Vec<ContentsView>,
    readings: Vec<ReadingView>,
    relations: Vec<RelationsView>,
    drift: Vec<DriftView>,
    own_drift: Vec<DriftView>,
    carried_out_by: Vec<RowView>,
    targets: Vec<TargetView>,
    results: Vec<ResultView>,
}

#[derive(Debug, Clone, Serialize)]
struct ReadView {
    text: String,
    doubt: Option<String>,
}

/// The title block as printed: the kind of document on a line of its own, then the rest.
#[derive(Debug, Clone, Serialize)]
struct HeadingView {
    kind: Option<String>,
    rest: Lines,
}

/// The page of a document.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>, position: Ix<Document>) -> Sheet<DocumentPage> {
    let document = &view.site.documents[position];
    let rung = &view.site.cascade[rung_of(position)];
    let body = text::body(view, document);
    let tally = Tally::of(directives(view, document));
    let mut targets = Vec::new();
    let mut results = Vec::new();
    for provision in &document.provisions {
        targets.extend(provision.targets.positions().map(|target| measure::target(view, target)));
        results.extend(provision.results.positions().map(|result| measure::result(view, result)));
    }
    let page = DocumentPage {
        crumbs: crumbs(view, document),
        name: view.vietnamese(document_name(document)),
        cited: cited(view, document, document_name(document)),
        title: view.vietnamese(document.list_title().map_or_else(|| document_name(document), str::to_owned)),
        printed_title: document.title.as_deref().map(str::to_owned).filter(|_| document.short_title.is_some()),
        number: document.number.as_ref().map(|number| ReadView {
            text: number.value.to_string(),
            doubt: number.doubtful.as_deref().map(str::to_owned),
        }),
        date: document.date.as_ref().map(|date| view.partial_day(date.value)),
        date_doubt: document.date.as_ref().and_then(|date| date.doubtful.as_deref().map(str::to_owned)),
        issuer: view.body(document.issuer),
        signer: document.signer.as_deref().map(str::to_owned),
        signer_title: document.signer_title.as_ref().map(|title| title.value.to_string()),
        source: document.source.as_deref().map(str::to_owned),
        source_url: document.source_url.as_deref().map(str::to_owned),
        is_held: document.is_held(),
        directive_count: tally.total(),
        counts: tally.counts(),
        strip: strip(directives(view, document)),
        score: score::view(view, document.directive_positions()),
        chain: cascade::chain_view(view, position),
        life: life::life(view, position),
        letterhead: letterhead::view(document),
        heading: document
            .heading
            .as_ref()
            .map(|heading| heading_view(heading.marked(), |part| text::lines(document, part))),
        addressees: body.addressees,
        contents: body.contents,
        blocks: body.blocks,
        notes: body.notes,
        recipients: body.recipients,
        signature: document.signature.iter().map(|line| text::lines(document, line.marked())).collect(),
        page_footer: document.page_footer.as_deref().map(str::to_owned),
        readings: text::readings(view, document),
        relations: relations(view, document),
        drift: cascade::drift(
            view,
            rung.drift.iter().map(|(lower, number)| (*lower, &view.site.directives[*lower].drift[*number])),
        ),
        own_drift: cascade::drift(
            view,
            document.directive_positions().flat_map(|lower| {
                let own = view.site.directives[lower].drift.iter();
                own.filter(|drift| !is_within(view, drift, position)).map(move |drift| (lower, drift))
            }),
        ),
        carried_out_by: row::rows(view, rung.carried_out_by.iter().copied()),
        targets,
        results,
    };
    let description =
        view.say("document.description", &[("n", tally.total().to_string()), ("name", document_name(document))]);
    let head = Head {
        title: match document.list_title() {
            Some(title) if document.number.is_some() => {
                format!("{}: {}", document_short_name(document), excerpt(title, 90))
            }
            _ => page.title.text.clone(),
        },
        description: if document.is_held() {
            description
        } else {
            view.say("document.stub_description", &[("name", document_name(document))])
        },
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: true,
        kind: "article",
    };
    Sheet { template: "document.html", head, page }
}

fn directives<'s>(
    view: &Viewpoint<'s>,
    document: &Document,
) -> impl Iterator<Item = &'s crate::model::directive::Directive> {
    let site = view.site;
    document.directive_positions().map(move |position| &site.directives[position])
}

/// The way to a document: the list, its province.
#[must_use]
pub fn crumbs(view: &Viewpoint<'_>, document: &Document) -> Vec<Link> {
    vec![view.frame_link(route::DOCUMENTS, view.say("menu.documents", &[])), view.province(document.province)]
}

/// Kinds of documents as they stand in a line of their own above the title.
const KINDS: [&str; 9] =
    ["NGHỊ QUYẾT", "KẾT LUẬN", "THÔNG BÁO", "CHỈ THỊ", "QUYẾT ĐỊNH", "KẾ HOẠCH", "CHƯƠNG TRÌNH", "ĐỀ ÁN", "BÁO CÁO"];

fn heading_view(marked: &str, lines: impl Fn(&str) -> Lines) -> HeadingView {
    let kind = KINDS
        .into_iter()
        .find(|kind| marked.strip_prefix(kind).is_some_and(|rest| rest.starts_with(char::is_whitespace)));
    match kind {
        Some(kind) => HeadingView { kind: Some(kind.to_owned()), rest: lines(&marked[kind.len()..]) },
        None => HeadingView { kind: None, rest: lines(marked) },
    }
}

/// Whether a difference is one between two places of the same document, which its page shows once.
fn is_within(view: &Viewpoint<'_>, drift: &Drift, document: Ix<Document>) -> bool {
    match drift.with {
        Upstream::Directive(directive) => view.site.directives[directive].document == document,
        Upstream::Document(other) => other == document,
    }
}
