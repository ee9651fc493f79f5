//! A provision that orders something: its words in context, and one section a directive.

use serde::Serialize;

use super::super::abbreviation::Abbreviations;
use super::super::cascade::{self, ChainView, DriftView, SideView};
use super::super::frame::Head;
use super::super::run::{self, Lines, Runs};
use super::super::score::{self, SlotView};
use super::super::share;
use super::super::status::{self, StatusView};
use super::super::text;
use super::super::viewpoint::{DateView, Link, Viewpoint, Words, document_name, document_short_name};
use super::Sheet;
use super::document::crumbs;
use super::sources;
use crate::model::body::Body;
use crate::model::directive::{Directive, Extension, StatedDeadline};
use crate::model::document::Document;
use crate::model::succession::heirs;
use crate::model::update::{Evidence, Lifecycle, Update, Verification};
use crate::model::{Ix, eid, route};

/// A provision that orders something.
#[derive(Debug, Clone, Serialize)]
pub struct ProvisionPage {
    crumbs: Vec<Link>,
    place: String,
    title: Words,
    document: Link,
    document_title: Option<String>,
    document_date: Option<DateView>,
    in_text: String,
    chain: Option<ChainView>,
    context: Vec<ContextView>,
    tasks: Vec<TaskView>,
    citation: CitationView,
    embed: Option<EmbedView>,
    previous: Option<Link>,
    next: Option<Link>,
}

/// A piece around the provision, or the provision itself.
#[derive(Debug, Clone, Serialize)]
struct ContextView {
    label: Option<String>,
    heading: Option<Runs>,
    lines: Lines,
    own: bool,
}

/// How to cite the provision.
#[derive(Debug, Clone, Serialize)]
struct CitationView {
    words: String,
    url: Option<String>,
}

/// How to put something into another page.
#[derive(Debug, Clone, Serialize)]
pub struct EmbedView {
    code: String,
    preview: String,
}

impl EmbedView {
    /// How to put the page at `address` into another one; `None` when the site does not know where it lives.
    #[must_use]
    pub fn of(view: &Viewpoint<'_>, address: &str, title: &str, height: u32) -> Option<Self> {
        let preview = view.here.page(&route::embed(address));
        share::embed_code(view, address, title, height).map(|code| Self { code, preview })
    }
}

/// One directive.
#[derive(Debug, Clone, Serialize)]
pub struct TaskView {
    id: String,
    number: usize,
    action: String,
    lead: Vec<HolderView>,
    coordinating: Vec<Link>,
    responsible: Option<String>,
    report_to: Vec<Link>,
    via: Option<Link>,
    deadline: Option<DeadlineView>,
    due: Option<DateView>,
    status: StatusView,
    reason: String,
    slots: Vec<SlotView>,
    extensions: Vec<ExtensionView>,
    updates: Vec<UpdateView>,
    up: Vec<SideView>,
    down: Vec<DownView>,
    drift: Vec<DriftView>,
    has_cascade: bool,
}

/// Somebody who was ordered to do it, and who holds the duty today.
#[derive(Debug, Clone, Serialize)]
struct HolderView {
    body: Link,
    now: Vec<Link>,
}

/// What the text says about time, and what it means.
#[derive(Debug, Clone, Serialize)]
struct DeadlineView {
    text: String,
    at: Option<Link>,
    due: Option<DateView>,
    kind: &'static str,
    recurrence: Option<String>,
    horizon: Option<i16>,
}

#[derive(Debug, Clone, Serialize)]
struct ExtensionView {
    document: Link,
    to: DeadlineView,
    from: Option<DeadlineView>,
}

#[derive(Debug, Clone, Serialize)]
struct UpdateView {
    date: DateView,
    lifecycle: Option<&'static str>,
    verification: Option<&'static str>,
    slot: Option<DateView>,
    completed: Option<DateView>,
    text: Option<String>,
    reason: Option<String>,
    successor: Option<Link>,
    source: String,
    evidence: Vec<EvidenceView>,
    extension: Option<ExtensionView>,
    corrects: Option<DateView>,
}

#[derive(Debug, Clone, Serialize)]
struct EvidenceView {
    document: Option<Link>,
    url: Option<String>,
    text: Option<String>,
}

/// A directive of a lower level that carries this one out.
#[derive(Debug, Clone, Serialize)]
struct DownView {
    side: SideView,
    status: StatusView,
    drift: Vec<DriftView>,
}

/// The page of the provision at `position` in `document`.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>, document_position: Ix<Document>, position: usize) -> Sheet<ProvisionPage> {
    let document = &view.site.documents[document_position];
    let provision = &document.provisions[position];
    let tasks = provision.directive_positions().map(|directive| task(view, document, directive)).collect::<Vec<_>>();
    let place = document.place_of(position);
    let number = document.number.as_ref().map(|number| &*number.value);
    let words = eid::citation(&document.way_to(position), document.kind, number);
    let title = match tasks.as_slice() {
        [only] => view.vietnamese(only.action.clone()),
        several => Words { text: view.say("provision.several", &[("n", several.len().to_string())]), foreign: false },
    };
    let mut crumbs = crumbs(view, document);
    crumbs.push(view.document_short(document_position));
    let neighbours = |mut positions: Box<dyn Iterator<Item = usize> + '_>| {
        positions.find(|other| document.provisions[*other].orders()).map(|other| view.provision(document, other))
    };
    let first = provision.directive_positions().next().map(|directive| view.site.directives[directive].action.clone());
    let description = match &tasks[..] {
        [only] => format!(
            "{words}. {}. {}",
            only.status.words,
            only.lead.iter().map(|lead| lead.body.text.as_str()).collect::<Vec<_>>().join(", ")
        ),
        several => format!(
            "{words}: {}; {}",
            title.text,
            several.iter().map(|task| task.action.as_str()).collect::<Vec<_>>().join("; ")
        ),
    };
    let head = Head {
        title: format!("{}: {}", document_short_name(document), run::excerpt(first.as_deref().unwrap_or_default(), 80)),
        description: run::excerpt(description.trim_end_matches(". "), 200),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: true,
        kind: "article",
    };
    let page = ProvisionPage {
        crumbs,
        place,
        title,
        document: view.document(document_position),
        document_title: document.list_title().map(str::to_owned),
        document_date: document.date.as_ref().map(|date| view.partial_day(date.value)),
        in_text: view.here.page(&route::provision_anchor(document, provision)),
        chain: cascade::chain_view(view, document_position),
        context: context(view, document, position),
        tasks,
        citation: CitationView {
            words: cited(view, document, words),
            url: view.site.base_url.as_ref().map(|base| format!("{base}{}", route::provision(document, provision))),
        },
        embed: EmbedView::of(
            view,
            &route::provision(document, provision),
            &format!("{}: {}", document_short_name(document), run::excerpt(first.as_deref().unwrap_or_default(), 80)),
            if provision.directives.len() == 1 { 300 } else { 520 },
        ),
        previous: neighbours(Box::new((0..position).rev())),
        next: neighbours(Box::new(position + 1..document.provisions.len())),
    };
    Sheet { template: "provision.html", head, page }
}

/// The citation with the date and the issuer: `… ngày 30/10/2024 của Ủy ban nhân dân tỉnh Quảng Ngãi`.
#[must_use]
pub fn cited(view: &Viewpoint<'_>, document: &Document, words: String) -> String {
    let issuer = &view.site.bodies[document.issuer].name;
    match &document.date {
        Some(date) if date.value.day().is_some() => format!("{words} ngày {} của {issuer}", date.value.vietnamese()),
        Some(date) => format!("{words}, {}, của {issuer}", date.value.vietnamese()),
        None => format!("{words} của {issuer}"),
    }
}

fn context(view: &Viewpoint<'_>, document: &Document, position: usize) -> Vec<ContextView> {
    let page = view.here.page(&route::document(document));
    let mut context = Vec::new();
    let mut current = Some(position);
    while let Some(index) = current {
        let provision = &document.provisions[index];
        let (heading, lines) = text::quoted(document, provision, &page);
        context.push(ContextView {
            label: provision.printed_label.as_deref().map(str::to_owned),
            heading,
            lines,
            own: index == position,
        });
        current = provision.parent();
    }
    context.reverse();
    let mut abbreviations = Abbreviations::of(&view.site.glossary);
    for piece in &mut context {
        if let Some(heading) = &mut piece.heading {
            abbreviations.explain(heading);
        }
        abbreviations.explain_lines(&mut piece.lines);
    }
    context
}

fn task(view: &Viewpoint<'_>, document: &Document, position: Ix<Directive>) -> TaskView {
    let directive = &view.site.directives[position];
    let down = directive.carried_out_by.iter().map(|lower| down(view, *lower, position)).collect::<Vec<_>>();
    let own = directive.carries_out.iter().map(|upstream| cascade::side(view, *upstream));
    let joined = directive.carries_out_joined.iter().map(|elsewhere| sources::side(view, *elsewhere));
    let up = own.chain(joined).collect::<Vec<_>>();
    let drift = cascade::drift(view, directive.drift.iter().map(|drift| (position, drift)));
    TaskView {
        id: directive.anchor(),
        number: directive.ordinal,
        action: directive.action.to_string(),
        lead: directive.lead.iter().map(|body| holder(view, *body)).collect(),
        coordinating: view.bodies(&directive.coordinating),
        responsible: directive.responsible.as_deref().map(str::to_owned),
        report_to: view.bodies(&directive.report_to),
        via: directive.via.map(|body| view.body(body)),
        deadline: directive.deadline.as_ref().map(|stated| deadline(view, document, stated)),
        due: directive.due().map(|due| view.day(due)),
        status: status::view(view, directive),
        reason: status::reason(view, directive),
        slots: score::slots(view, &directive.standing.slots),
        extensions: directive.extensions.iter().map(|granted| extension(view, granted)).collect(),
        updates: directive
            .updates
            .iter()
            .rev()
            .map(|update_position| update(view, &view.site.updates[*update_position]))
            .collect(),
        has_cascade: !up.is_empty() || !down.is_empty() || !drift.is_empty(),
        up,
        down,
        drift,
    }
}

fn holder(view: &Viewpoint<'_>, body: Ix<Body>) -> HolderView {
    HolderView { body: view.body(body), now: view.bodies(&heirs(view.site, body, view.site.today)) }
}

fn down(view: &Viewpoint<'_>, lower: Ix<Directive>, upper: Ix<Directive>) -> DownView {
    use crate::model::directive::Upstream;
    let directive = &view.site.directives[lower];
    let against = directive.drift.iter().filter(|drift| drift.with == Upstream::Directive(upper));
    DownView {
        side: cascade::side(view, Upstream::Directive(lower)),
        status: status::view(view, directive),
        drift: cascade::drift(view, against.map(|drift| (lower, drift))),
    }
}

fn deadline(view: &Viewpoint<'_>, document: &Document, stated: &StatedDeadline) -> DeadlineView {
    DeadlineView {
        text: stated.text.to_string(),
        at: stated.at.as_ref().map(|at| view.provision_by_eid(document, at.as_str())),
        due: stated.deadline.due.map(|due| view.day(due)),
        kind: stated.deadline.kind.word(),
        recurrence: stated.deadline.recurrence.map(|rule| rule.in_words().in_language(view.here.language).to_owned()),
        horizon: stated.deadline.horizon,
    }
}

fn extension(view: &Viewpoint<'_>, granted: &Extension) -> ExtensionView {
    let document = &view.site.documents[granted.document];
    ExtensionView {
        document: view.vietnamese_link(&route::document(document), document_name(document)),
        to: deadline(view, document, &granted.to),
        from: granted.from.as_ref().map(|from| deadline(view, document, from)),
    }
}

fn update(view: &Viewpoint<'_>, update: &Update) -> UpdateView {
    let proof = |proof: &Evidence| EvidenceView {
        document: proof.document.map(|document| view.document(document)),
        url: proof.url.as_deref().map(str::to_owned),
        text: proof.text.as_deref().map(str::to_owned),
    };
    UpdateView {
        date: view.day(update.date),
        lifecycle: update.lifecycle.map(Lifecycle::word),
        verification: update.verification.map(Verification::word),
        slot: update.slot.map(|slot| view.day(slot)),
        completed: update.completed.map(|day| view.day(day)),
        text: update.text.as_deref().map(str::to_owned),
        reason: update.reason.as_deref().map(str::to_owned),
        successor: update.successor.map(|body| view.body(body)),
        source: update.source.to_string(),
        evidence: update.evidence.iter().map(proof).collect(),
        extension: update.extension.as_ref().map(|granted| extension(view, granted)),
        corrects: update.corrects.map(|day| view.day(day)),
    }
}
