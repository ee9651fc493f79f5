//! Which directives carry out a document as a whole, and which differ from what stands in it.

use minijinja::Value;
use serde::Serialize;

use super::chart::chain;
use super::viewpoint::{DateView, Link, Viewpoint};
use crate::model::Ix;
use crate::model::cascade::{self, ChainLink};
use crate::model::directive::{Directive, Drift, Upstream};
use crate::model::document::Document;

/// Two levels that differ, both sides quoted.
#[derive(Debug, Clone, Serialize)]
pub struct DriftView {
    /// What the higher level says.
    pub upper: SideView,
    /// What the lower level says.
    pub lower: SideView,
    /// In what they differ; never empty.
    pub differences: Vec<DifferenceView>,
}

/// One way in which two levels differ.
#[derive(Debug, Clone, Serialize)]
pub struct DifferenceView {
    /// In what, as a bare word.
    pub kind: &'static str,
    /// The difference in plain Vietnamese.
    pub text: String,
}

/// One side of a difference.
#[derive(Debug, Clone, Serialize)]
pub struct SideView {
    /// The document.
    pub document: Link,
    /// The directive, where it is one.
    pub directive: Option<Link>,
    /// What the document says about time.
    pub phrase: Option<String>,
    /// The last good day.
    pub due: Option<DateView>,
    /// Who has to do it.
    pub lead: Vec<Link>,
}

/// The differences in the order given, those between the same two sides together.
#[must_use]
pub fn drift<'d>(
    view: &Viewpoint<'_>,
    differences: impl IntoIterator<Item = (Ix<Directive>, &'d Drift)>,
) -> Vec<DriftView> {
    let mut pairs: Vec<((Ix<Directive>, Upstream), DriftView)> = Vec::new();
    for (lower, drift) in differences {
        let pair = (lower, drift.with);
        let index = pairs.iter().position(|(known, _)| *known == pair).unwrap_or_else(|| {
            let sides = DriftView {
                upper: side(view, drift.with),
                lower: side(view, Upstream::Directive(lower)),
                differences: Vec::new(),
            };
            pairs.push((pair, sides));
            pairs.len() - 1
        });
        pairs[index].1.differences.push(DifferenceView { kind: drift.kind.word(), text: drift.text.to_string() });
    }
    pairs.into_iter().map(|(_, sides)| sides).collect()
}

/// One end of a link in the chain.
#[must_use]
pub fn side(view: &Viewpoint<'_>, upstream: Upstream) -> SideView {
    match upstream {
        Upstream::Document(document) => {
            SideView { document: view.document(document), directive: None, phrase: None, due: None, lead: Vec::new() }
        }
        Upstream::Directive(position) => {
            let directive = &view.site.directives[position];
            SideView {
                document: view.document(directive.document),
                directive: Some(view.directive(directive)),
                phrase: directive.deadline.as_ref().map(|stated| stated.text.to_string()),
                due: directive.due().map(|due| view.day(due)),
                lead: directive.lead.iter().map(|body| view.body_short(*body)).collect(),
            }
        }
    }
}

/// The chain of documents through which an order came down.
#[derive(Debug, Clone, Serialize)]
pub struct ChainView {
    /// Documents by level, the highest first.
    pub levels: Vec<Vec<ChainDocumentView>>,
    /// The same as a picture: inline SVG.
    pub picture: Value,
}

/// A document in a chain.
#[derive(Debug, Clone, Serialize)]
pub struct ChainDocumentView {
    /// The document.
    pub document: Link,
    /// Its short title.
    pub title: Option<String>,
    /// Its day.
    pub date: Option<DateView>,
    /// Whether it is the one that the page is about.
    pub here: bool,
    /// The documents that it carries out.
    pub carries_out: Vec<Link>,
    /// How many of its directives differ from those documents.
    pub drifting: usize,
}

/// The chain that `document` stands in; `None` when it stands alone.
#[must_use]
pub fn chain_view(view: &Viewpoint<'_>, document: Ix<Document>) -> Option<ChainView> {
    let chain = cascade::chain(document, &view.site.cascade)?;
    let member = |position: Ix<Document>| {
        let up = chain.links.iter().filter(|link| link.lower == position).collect::<Vec<_>>();
        let mut drifting = up.iter().flat_map(|link| link.drifting.iter().copied()).collect::<Vec<_>>();
        drifting.sort_unstable();
        drifting.dedup();
        let shown = &view.site.documents[position];
        ChainDocumentView {
            document: view.document(position),
            title: shown.list_title().map(str::to_owned).filter(|_| shown.number.is_some()),
            date: shown.date.as_ref().map(|date| view.partial_day(date.value)),
            here: position == document,
            carries_out: up.iter().map(|link| view.document_short(link.higher)).collect(),
            drifting: drifting.len(),
        }
    };
    let levels = chain.levels.iter().map(|level| level.iter().map(|position| member(*position)).collect());
    Some(ChainView { levels: levels.collect(), picture: Value::from_safe_string(picture(view, &chain, document)) })
}

/// The chain drawn, the document that the page is about marked.
fn picture(view: &Viewpoint<'_>, chain: &cascade::Chain, here: Ix<Document>) -> String {
    let key = |document: Ix<Document>| chain.levels.iter().flatten().position(|member| *member == document);
    let key = |document| key(document).expect("a chain links its own members");
    let node = |position: &Ix<Document>| {
        let link = view.document_short(*position);
        let day = view.site.documents[*position].date.as_ref().map(|date| view.partial_day(date.value).text.clone());
        chain::Node {
            key: key(*position),
            name: link.text.clone(),
            note: day.unwrap_or_default(),
            href: link.href.clone(),
            here: *position == here,
        }
    };
    let difference = |link: &ChainLink| {
        let count = link.drifting.len();
        (count > 0).then(|| view.say("chain.differing", &[("n", count.to_string())]))
    };
    let links = chain.links.iter().map(|link| chain::Link {
        lower: key(link.lower),
        higher: key(link.higher),
        difference: difference(link),
    });
    let said = chain.links.iter().map(|link| {
        let (lower, higher) =
            (view.document_short(link.lower).text.clone(), view.document_short(link.higher).text.clone());
        view.say("chain.picture_link", &[("lower", lower), ("higher", higher)])
    });
    let drawn = chain::Chain {
        levels: chain.levels.iter().map(|level| level.iter().map(node).collect()).collect(),
        links: links.collect(),
        title: view.say("chain.picture", &[]),
        description: said.collect::<Vec<_>>().join("; "),
    };
    chain::draw(&drawn, "so-do-chuoi")
}
