//! A directive in lists: the ledger row and the mark in a document's margin.

use serde::Serialize;

use super::run::excerpt;
use super::status::{self, StatusView};
use super::viewpoint::{DateView, Link, Viewpoint};
use crate::model::Ix;
use crate::model::directive::Directive;

/// Longest action shown in a list, in characters.
const ROW_CHARACTERS: usize = 180;

/// A directive as a row of a ledger.
#[derive(Debug, Clone, Serialize)]
pub struct RowView {
    /// What is to be done, leading to the directive.
    pub action: Link,
    /// Who has to do it.
    pub lead: Vec<Link>,
    /// Where it is ordered: the place in the document.
    pub place: Link,
    /// The document.
    pub document: Link,
    /// The last good day.
    pub due: Option<DateView>,
    /// What the document says about time.
    pub phrase: Option<String>,
    /// Where it stands.
    pub status: StatusView,
}

/// The row of a directive.
#[must_use]
pub fn row(view: &Viewpoint<'_>, position: Ix<Directive>) -> RowView {
    let directive = &view.site.directives[position];
    let document = &view.site.documents[directive.document];
    let action = excerpt(&directive.action, ROW_CHARACTERS);
    let mut place = view.provision(document, directive.provision);
    place.href =
        view.here.page(&crate::model::route::provision_anchor(document, &document.provisions[directive.provision]));
    RowView {
        action: view.vietnamese_link(&view.directive_address(directive), action),
        lead: directive.lead.iter().map(|body| view.body_short(*body)).collect(),
        place,
        document: view.document_short(directive.document),
        due: directive.due().map(|day| view.day(day)),
        phrase: directive.deadline.as_ref().map(|deadline| deadline.text.to_string()),
        status: status::view(view, directive),
    }
}

/// The rows of directives.
#[must_use]
pub fn rows(view: &Viewpoint<'_>, positions: impl IntoIterator<Item = Ix<Directive>>) -> Vec<RowView> {
    positions.into_iter().map(|position| row(view, position)).collect()
}

/// Some directives of a provision that stand alike, as one mark in the margin.
#[derive(Debug, Clone, Serialize)]
pub struct MarkView {
    /// Leads to the first of them.
    pub href: String,
    /// Which directives of the provision: `1`, or `1–3`.
    pub numbers: String,
    /// How many they are.
    pub count: usize,
    /// Where they stand.
    pub status: StatusView,
    /// Their last good day.
    pub due: Option<DateView>,
}

/// The marks of directives that one provision orders; neighbours that stand alike share one.
#[must_use]
pub fn marks(view: &Viewpoint<'_>, positions: impl IntoIterator<Item = Ix<Directive>>) -> Vec<MarkView> {
    let mut marks: Vec<(usize, MarkView)> = Vec::new();
    for position in positions {
        let directive = &view.site.directives[position];
        let status = status::view(view, directive);
        let due = directive.due().map(|day| view.day(day));
        match marks.last_mut() {
            Some((first, mark)) if mark.status.words == status.words && mark.status.due == status.due => {
                mark.count += 1;
                mark.numbers = format!("{first}–{}", directive.ordinal);
            }
            _ => marks.push((
                directive.ordinal,
                MarkView {
                    href: view.here.page(&view.directive_address(directive)),
                    numbers: directive.ordinal.to_string(),
                    count: 1,
                    status,
                    due,
                },
            )),
        }
    }
    marks.into_iter().map(|(_, mark)| mark).collect()
}
