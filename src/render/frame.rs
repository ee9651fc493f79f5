//! What every page shows around its own part.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, Serde};
use serde::Serialize;

use super::asset::Assets;
use super::link::{Here, in_language};
use super::piece::{Field, fields};
use super::share::Share;
use super::shell::{Shell, is_home};
use super::viewpoint::Viewpoint;
use crate::base::bilingual::Language;

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

/// The frame of a page: what is its own; the rest is in its [`Shell`].
#[derive(Debug)]
struct Frame {
    shell: Arc<Shell>,
    own: Own,
}

/// What the frame of a page shows of its own.
#[derive(Debug)]
struct Own {
    title: String,
    heading: String,
    description: String,
    kind: &'static str,
    canonical: Option<String>,
    alternates: Value,
    other: Value,
    twin: Option<String>,
    listed: bool,
    card: Value,
    linked_data: Value,
}

/// The picture of the page where its link is shared.
#[derive(Debug, Serialize)]
struct CardView {
    url: String,
    words: String,
}

/// The page in one of the languages.
#[derive(Debug, Serialize)]
struct Alternate {
    language: &'static str,
    href: String,
}

fields!(Own: title, heading, description, kind, canonical, alternates, other, twin, listed, card, linked_data);

impl Object for Frame {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, name: &str) -> Option<Value> {
        self.own.named(name).or_else(|| self.shell.frame.get_attr(name).ok().filter(|value| !value.is_undefined()))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let shared = self.shell.frame.try_iter().into_iter().flatten();
        Enumerator::Values(Own::NAMES.iter().map(|name| Value::from(*name)).chain(shared).collect())
    }
}

/// The frame of the page that `view` looks from, in its shell.
#[must_use]
pub fn frame(view: &Viewpoint<'_>, head: Head, shell: Arc<Shell>, share: Option<&Share>) -> Value {
    let here = &view.here;
    let site = view.site;
    let absolute = |address: &str| site.base_url.as_ref().map(|base| format!("{base}{address}"));
    let site_title = view.bilingual(&site.settings.title).text;
    let address_in = |language| in_language(language, &here.address);
    let other = match here.language {
        Language::Vietnamese => Language::English,
        Language::English => Language::Vietnamese,
    };
    let alternates = Language::ALL.map(|language| Alternate {
        language: language.tag(),
        href: absolute(&address_in(language)).unwrap_or_else(|| here.page_in(language, &here.address)),
    });
    let canonical_address = head.moved_to.unwrap_or_else(|| here.full_address());
    let other = Alternate { language: other.tag(), href: here.page_in(other, &here.address) };
    let card = share.and_then(|share| {
        let (address, words) = &share.card;
        Some(CardView { url: absolute(address)?, words: words.clone() })
    });
    let own = Own {
        title: if is_home(here) { site_title } else { format!("{} – {site_title}", head.title) },
        heading: head.title,
        description: head.description,
        kind: head.kind,
        canonical: absolute(&canonical_address),
        alternates: if head.listed { Value::from(Serde(&alternates)) } else { Value::from(Vec::<Value>::new()) },
        other: Value::from(Serde(&other)),
        twin: head.has_twin.then(|| here.file(&format!("{}index.json", here.address))),
        listed: head.listed,
        card: Value::from(Serde(&card)),
        linked_data: share.map_or_else(|| Value::from(()), |share| Value::from_safe_string(share.linked_data.clone())),
    };
    Value::from_object(Frame { shell, own })
}

/// Link to an asset; nothing when the theme has none of that name.
#[must_use]
pub fn asset(here: &Here, assets: &Assets, name: &str) -> String {
    assets.get(name).map_or_else(String::new, |asset| here.file(&asset.address))
}
