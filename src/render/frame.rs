//! What every page shows around its own part.

use minijinja::Value;
use serde::Serialize;

use super::asset::Assets;
use super::escape::escape_into;
use super::link::{Here, SECTIONS, in_language};
use super::share::Share;
use super::viewpoint::{DateView, Viewpoint, Words};
use crate::base::bilingual::Language;
use crate::model::route;

/// Slug of the page that tells about the data, which every footer names.
const ABOUT: &str = "ve-du-lieu-nay";

/// What a page says about itself.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// Title, without that of the site.
    pub title: String,
    /// One sentence, for search engines and link previews.
    pub description: String,
    /// Whether it has a machine-readable twin `index.json` beside it.
    pub has_twin: bool,
    /// Whether search engines may list it.
    pub listed: bool,
    /// Another address that is the real one.
    pub moved_to: Option<String>,
    /// Whether it shows where directives stand, which a script puts right for the reader's day.
    pub has_status: bool,
    /// `article` for documents and directives, else `website`.
    pub kind: &'static str,
}

/// The frame of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    language: &'static str,
    title: String,
    heading: String,
    description: String,
    kind: &'static str,
    canonical: Option<String>,
    alternates: Vec<Alternate>,
    other: Other,
    twin: Option<String>,
    listed: bool,
    site_title: Words,
    site_description: Words,
    home: String,
    is_home: bool,
    menu: Value,
    css: String,
    script: String,
    today_scripts: Vec<String>,
    has_status: bool,
    icon: String,
    favicon: String,
    touch_icon: String,
    card: Option<CardView>,
    linked_data: Option<Value>,
    today: DateView,
    about: Option<String>,
    statement: String,
    publisher: Option<Words>,
    contact: Option<Words>,
    fictional: bool,
}

/// The picture of the page where its link is shared.
#[derive(Debug, Clone, Serialize)]
struct CardView {
    url: String,
    words: String,
}

#[derive(Debug, Clone, Serialize)]
struct Alternate {
    language: &'static str,
    href: String,
}

#[derive(Debug, Clone, Serialize)]
struct Other {
    language: &'static str,
    href: String,
}

/// The frame of the page that `view` looks from; `words` is the address of the script with the words of
/// every state.
#[must_use]
pub fn frame(view: &Viewpoint<'_>, head: Head, assets: &Assets, words: &str, share: Option<&Share>) -> Frame {
    let here = &view.here;
    let site = view.site;
    let absolute = |address: &str| site.base_url.as_ref().map(|base| format!("{base}{address}"));
    let site_title = view.bilingual(&site.settings.title);
    let title = match here.address.as_str() {
        "" if here_is_home(here) => site_title.text.clone(),
        _ => format!("{} – {}", head.title, site_title.text),
    };
    let address_in = |language| in_language(language, &here.address);
    let other = match here.language {
        Language::Vietnamese => Language::English,
        Language::English => Language::Vietnamese,
    };
    let alternates = Language::ALL.map(|language| Alternate {
        language: language.tag(),
        href: absolute(&address_in(language)).unwrap_or_else(|| here.page_in(language, &here.address)),
    });
    let canonical_address = head.moved_to.clone().unwrap_or_else(|| here.full_address());
    Frame {
        language: here.language.tag(),
        title,
        heading: head.title,
        description: head.description,
        kind: head.kind,
        canonical: absolute(&canonical_address),
        alternates: if head.listed { alternates.into() } else { Vec::new() },
        other: Other { language: other.tag(), href: here.page_in(other, &here.address) },
        twin: head.has_twin.then(|| here.file(&format!("{}index.json", here.address))),
        listed: head.listed,
        site_title,
        site_description: view.bilingual(&site.settings.description),
        home: here.page(""),
        is_home: here_is_home(here),
        menu: menu(view),
        css: asset(here, assets, "site.css"),
        script: asset(here, assets, "site.js"),
        today_scripts: if head.has_status {
            vec![asset(here, assets, "timeliness.js"), here.file(words), asset(here, assets, "today.js")]
        } else {
            Vec::new()
        },
        has_status: head.has_status,
        icon: asset(here, assets, "icon.svg"),
        favicon: asset(here, assets, "favicon.ico"),
        touch_icon: asset(here, assets, "apple-touch-icon.png"),
        card: share.and_then(|share| {
            let (address, words) = &share.card;
            Some(CardView { url: absolute(address)?, words: words.clone() })
        }),
        linked_data: share.map(|share| Value::from_safe_string(share.linked_data.clone())),
        today: view.day(site.today),
        about: site.pages.iter().any(|page| page.slug == ABOUT).then(|| here.page(&route::page(ABOUT))),
        statement: here.page(route::ACCESSIBILITY),
        publisher: site.settings.publisher.as_ref().map(|publisher| view.bilingual(publisher)),
        contact: site.settings.contact.as_ref().map(|contact| view.bilingual(contact)),
        fictional: site.settings.fictional,
    }
}

/// Link to an asset; nothing when the theme has none of that name.
#[must_use]
pub fn asset(here: &Here, assets: &Assets, name: &str) -> String {
    assets.get(name).map_or_else(String::new, |asset| here.file(&asset.address))
}

fn here_is_home(here: &Here) -> bool {
    here.address.is_empty() && !here.is_anywhere()
}

/// The sections that the site has: key of the label, and address.
pub(super) fn sections(view: &Viewpoint<'_>) -> impl Iterator<Item = (&'static str, &'static str)> {
    let joins = !view.site.settings.sources.is_empty();
    SECTIONS.into_iter().filter(move |(_, address)| joins || *address != route::SOURCES)
}

/// The sections as items of a list.
fn menu(view: &Viewpoint<'_>) -> Value {
    let mut html = String::with_capacity(800);
    for (key, address) in sections(view) {
        html.push_str("<li><a href=\"");
        escape_into(&mut html, &view.here.page(address));
        html.push('"');
        match view.here.address.strip_prefix(address) {
            Some("") => html.push_str(" aria-current=\"page\""),
            Some(_) => html.push_str(" aria-current=\"true\""),
            None => {}
        }
        html.push('>');
        escape_into(&mut html, &view.say(&format!("menu.{key}"), &[]));
        html.push_str("</a></li>\n");
    }
    Value::from_safe_string(html)
}
