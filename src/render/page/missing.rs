//! Pages at which nothing stands: the address that never was, the one that moved, the one that is gone.

use serde::Serialize;

use super::super::frame::Head;
use super::super::viewpoint::{Link, Viewpoint};
use super::Sheet;
use crate::model::route;
use crate::model::site::Tombstone;

/// The page for addresses that never were.
#[derive(Debug, Clone, Serialize)]
pub struct MissingPage {
    search: Link,
    documents: Link,
    home: Link,
}

/// The page for addresses that never were.
#[must_use]
pub fn missing(view: &Viewpoint<'_>) -> Sheet<MissingPage> {
    let page = MissingPage {
        search: view.frame_link(route::SEARCH, view.say("menu.search", &[])),
        documents: view.frame_link(route::DOCUMENTS, view.say("menu.documents", &[])),
        home: view.frame_link("", view.say("menu.home", &[])),
    };
    Sheet { template: "missing.html", head: unlisted(view.say("missing.title", &[]), view), page }
}

/// What is left of something withdrawn.
#[derive(Debug, Clone, Serialize)]
pub struct TombstonePage {
    name: String,
    reason: String,
}

/// What is left of something withdrawn.
#[must_use]
pub fn tombstone(view: &Viewpoint<'_>, tombstone: &Tombstone) -> Sheet<TombstonePage> {
    let page = TombstonePage { name: tombstone.name.clone(), reason: tombstone.reason.clone() };
    Sheet {
        template: "tombstone.html",
        head: unlisted(view.say("tombstone.title", &[("name", tombstone.name.clone())]), view),
        page,
    }
}

/// The way from an old address to the new one.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectPage {
    to: Link,
}

/// The way from an old address to the new one, an address of the same language.
#[must_use]
pub fn redirect(view: &Viewpoint<'_>, to: &str) -> Sheet<RedirectPage> {
    let mut head = unlisted(view.say("redirect.title", &[]), view);
    head.moved_to = Some(super::super::link::in_language(view.here.language, to.split('#').next().unwrap_or(to)));
    Sheet { template: "redirect.html", head, page: RedirectPage { to: view.frame_link(to, format!("/{to}")) } }
}

fn unlisted(title: String, view: &Viewpoint<'_>) -> Head {
    let description = view.bilingual(&view.site.settings.description).text;
    Head { title, description, has_twin: false, listed: false, moved_to: None, has_status: false, kind: "website" }
}
