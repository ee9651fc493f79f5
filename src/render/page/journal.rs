//! What happened on which day, from the records alone: documents and updates.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::super::frame::Head;
use super::super::run::excerpt;
use super::super::status;
use super::super::viewpoint::{DateView, Link, Viewpoint};
use super::Sheet;

/// The journal.
#[derive(Debug, Clone, Serialize)]
pub struct JournalPage {
    days: Vec<DayView>,
}

#[derive(Debug, Clone, Default, Serialize)]
struct DayView {
    id: String,
    day: Option<DateView>,
    entries: Vec<EntryView>,
}

/// One thing that happened.
#[derive(Debug, Clone, Serialize)]
struct EntryView {
    kind: &'static str,
    link: Link,
    detail: Option<String>,
    lifecycle: Option<&'static str>,
    source: Option<String>,
}

/// The journal.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>) -> Sheet<JournalPage> {
    let site = view.site;
    let mut days: BTreeMap<Reverse<Date>, Vec<EntryView>> = BTreeMap::new();
    for (position, document) in site.documents.entries().filter(|(_, document)| document.is_held()) {
        if let Some(day) = document.date.as_ref().and_then(|date| date.value.day()) {
            let title = document.short_title.clone().or_else(|| document.title.clone());
            let entry = EntryView { kind: "document", link: view.document(position), detail: title, lifecycle: None, source: None };
            days.entry(Reverse(day)).or_default().push(entry);
        }
    }
    for update in &site.updates {
        let directive = &site.directives[update.directive];
        let mut link = view.directive(directive);
        link.text = excerpt(&link.text, 140);
        let entry = EntryView {
            kind: if update.corrects.is_some() { "correction" } else { "update" },
            link,
            detail: update.text.clone(),
            lifecycle: update.lifecycle.map(status::lifecycle_word),
            source: Some(update.source.clone()),
        };
        days.entry(Reverse(update.date)).or_default().push(entry);
    }
    let days = days.into_iter().map(|(Reverse(day), entries)| DayView { id: format!("ngay-{day}"), day: Some(view.day(day)), entries });
    let head = Head {
        title: view.say("journal.title", &[]),
        description: view.say("journal.description", &[]),
        has_twin: true,
        listed: true,
        moved_to: None,
        kind: "website",
    };
    Sheet { template: "journal.html", head, page: JournalPage { days: days.collect() } }
}
