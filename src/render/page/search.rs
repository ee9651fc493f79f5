//! The search box, and the small file of titles that it looks through.

use serde::Serialize;

use super::super::asset::hashed;
use super::super::engine::Engine;
use super::super::frame::{Head, asset};
use super::super::run::excerpt;
use super::super::viewpoint::{Viewpoint, document_name, document_short_name};
use super::Sheet;
use crate::model::{Site, route};

/// The search page.
#[derive(Debug, Clone, Serialize)]
pub struct SearchPage {
    titles: String,
    root: String,
    script: String,
}

/// The search page; `titles` is the address of the file of titles.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>, titles: &str, engine: &Engine) -> Sheet<SearchPage> {
    let head = Head {
        title: view.say("search.title", &[]),
        description: view.say("search.description", &[]),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: false,
        kind: "website",
    };
    let page = SearchPage {
        titles: view.here.file(titles),
        root: view.here.page(""),
        script: asset(&view.here, engine.assets(), "search.js"),
    };
    Sheet { template: "search.html", head, page }
}

/// A thing that can be found.
#[derive(Debug, Serialize)]
struct Entry<'s>(&'static str, String, String, &'s str);

/// The file of titles: its address and its bytes. Every entry is kind, title, detail and address.
///
/// # Panics
/// Never: the entries are plain text.
#[must_use]
pub fn titles(site: &Site) -> (String, Vec<u8>) {
    let mut rows: Vec<(&'static str, String, String, String)> = Vec::new();
    for document in site.documents.iter().filter(|document| document.withdrawn.is_none()) {
        let title = document.short_title.clone().or_else(|| document.title.clone()).unwrap_or_default();
        rows.push(("document", document_name(document), title, route::document(document)));
    }
    for directive in &site.directives {
        let document = &site.documents[directive.document];
        let address =
            format!("{}#{}", route::provision(document, &document.provisions[directive.provision]), directive.anchor());
        let leads = directive.lead.iter().map(|body| site.bodies[*body].short_name()).collect::<Vec<_>>().join(", ");
        let detail = if leads.is_empty() {
            document_short_name(document)
        } else {
            format!("{} · {leads}", document_short_name(document))
        };
        rows.push(("directive", excerpt(&directive.action, 240), detail, address));
    }
    for body in &site.bodies {
        let province = &site.provinces[body.province].short;
        let detail = body.short.as_ref().map_or_else(|| province.clone(), |short| format!("{short} · {province}"));
        rows.push(("body", body.name.clone(), detail, route::body(body)));
    }
    for indicator in &site.indicators {
        rows.push((
            "indicator",
            indicator.name.clone(),
            site.provinces[indicator.province].short.clone(),
            route::indicator(indicator),
        ));
    }
    for report in &site.reports {
        rows.push((
            "report",
            report.title.vi.clone(),
            report.description.clone().unwrap_or_default(),
            route::report(&report.slug),
        ));
    }
    let entries = rows
        .iter()
        .map(|(kind, title, detail, address)| Entry(kind, title.clone(), detail.clone(), address))
        .collect::<Vec<_>>();
    let bytes = serde_json::to_vec(&entries).expect("plain text becomes JSON");
    (hashed("titles.json", &bytes), bytes)
}
