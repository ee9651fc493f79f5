//! What is the same on all pages that stand alike: in one language, as deep, in one section of the menu.
//!
//! In: a page's viewpoint. Out: its [`Shell`], made once and then shared: the fields of the frame that go by nothing
//! else, and the theme's `templates/parts/` shown with them. A part sees those fields only (`frame`); what differs
//! from page to page is undefined there. Nothing of a table is read for it: that would be noted for one of the pages only.

use std::sync::{Arc, Mutex, PoisonError};

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::asset::Assets;
use super::engine::{Engine, TemplateError};
use super::frame::asset;
use super::link::{Here, SECTIONS};
use super::viewpoint::{DateView, Viewpoint, Words};
use crate::base::bilingual::Language;
use crate::base::hash::QuickMap;
use crate::model::route;
use crate::model::track::shared;

/// Slug of the page that tells about the data, which every footer names.
const ABOUT: &str = "ve-du-lieu-nay";

/// What is the same on all pages that stand alike.
#[derive(Debug)]
pub struct Shell {
    /// Fields of the frame.
    pub frame: Value,
    /// The parts of the theme, by their names without `.html`.
    pub parts: Value,
}

/// The shells made so far.
#[derive(Debug, Default)]
pub struct Shells(Mutex<QuickMap<Key, Arc<Shell>>>);

/// All that a shell goes by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    language: Language,
    root: String,
    is_home: bool,
    /// The section, and whether the page is its first one.
    section: Option<(&'static str, bool)>,
    has_status: bool,
}

#[derive(Debug, Serialize)]
struct Fields {
    language: &'static str,
    site_title: Words,
    site_description: Words,
    home: String,
    is_home: bool,
    menu: Vec<Item>,
    css: String,
    embed_css: String,
    script: String,
    today_scripts: Vec<String>,
    has_status: bool,
    icon: String,
    favicon: String,
    touch_icon: String,
    today: DateView,
    about: Option<String>,
    statement: String,
    publisher: Option<Words>,
    contact: Option<Words>,
    fictional: bool,
}

/// A section in the menu.
#[derive(Debug, Serialize)]
struct Item {
    href: String,
    words: String,
    /// How the page stands to it, for `aria-current`: it is its first one, or another one in it.
    current: Option<&'static str>,
}

impl Shells {
    /// The shell of the page that `view` looks from; `words` is the address of the script with the words of every
    /// state, which pages with a status (`has_status`) need.
    ///
    /// # Errors
    /// When a part of the theme fails.
    pub fn of(
        &self,
        view: &Viewpoint<'_>,
        engine: &Engine,
        words: &str,
        has_status: bool,
    ) -> Result<Arc<Shell>, TemplateError> {
        let here = &view.here;
        let key = Key {
            language: here.language,
            root: here.to_root().to_owned(),
            is_home: is_home(here),
            section: section(here),
            has_status,
        };
        // Whoever panics meanwhile leaves whole shells behind.
        if let Some(shell) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(shell));
        }
        let shell = shared(|| {
            let frame = Value::from(Serde(&fields(view, &key, engine.assets(), words)));
            let parts = engine.parts(here.language, &here.full_address(), &frame)?;
            Ok(Arc::new(Shell { frame, parts }))
        })?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&shell));
        Ok(shell)
    }
}

fn fields(view: &Viewpoint<'_>, key: &Key, assets: &Assets, words: &str) -> Fields {
    let here = &view.here;
    let site = view.site;
    let asset = |name: &str| asset(here, assets, name);
    Fields {
        language: here.language.tag(),
        site_title: view.bilingual(&site.settings.title),
        site_description: view.bilingual(&site.settings.description),
        home: here.page(""),
        is_home: key.is_home,
        menu: menu(view, key.section),
        css: asset("site.css"),
        embed_css: asset("embed.css"),
        script: asset("site.js"),
        today_scripts: if key.has_status {
            vec![asset("timeliness.js"), here.file(words), asset("today.js")]
        } else {
            Vec::new()
        },
        has_status: key.has_status,
        icon: asset("icon.svg"),
        favicon: asset("favicon.ico"),
        touch_icon: asset("apple-touch-icon.png"),
        today: view.day(site.today),
        about: site.pages.iter().any(|page| page.slug == ABOUT).then(|| here.page(&route::page(ABOUT))),
        statement: here.page(route::ACCESSIBILITY),
        publisher: site.settings.publisher.as_ref().map(|publisher| view.bilingual(publisher)),
        contact: site.settings.contact.as_ref().map(|contact| view.bilingual(contact)),
        fictional: site.settings.fictional,
    }
}

/// Whether `here` is the home page.
#[must_use]
pub const fn is_home(here: &Here) -> bool {
    here.address.is_empty() && !here.is_anywhere()
}

/// The section in which `here` is, and whether it is its first page.
fn section(here: &Here) -> Option<(&'static str, bool)> {
    SECTIONS.into_iter().find_map(|(_, address)| Some((address, here.address.strip_prefix(address)?.is_empty())))
}

/// The sections that the site has: key of the label, and address.
pub(super) fn sections(view: &Viewpoint<'_>) -> impl Iterator<Item = (&'static str, &'static str)> {
    let joins = !view.site.settings.sources.is_empty();
    SECTIONS.into_iter().filter(move |(_, address)| joins || *address != route::SOURCES)
}

/// The sections as the menu shows them.
fn menu(view: &Viewpoint<'_>, current: Option<(&str, bool)>) -> Vec<Item> {
    let item = |(key, address)| Item {
        href: view.here.page(address),
        words: view.say(&format!("menu.{key}"), &[]),
        current: current
            .filter(|(section, _)| *section == address)
            .map(|(_, first)| if first { "page" } else { "true" }),
    };
    sections(view).map(item).collect()
}
