//! The pages of a site drawn one by one, when somebody asks for them.
//!
//! In: what [`render`](super::render) takes. Out: for the path of a file, the very bytes that `render` would have
//! made.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::card::{self, Card};
use super::engine::Engine;
use super::link::ENGLISH;
use super::plan::{self, Desk, Page};
use super::{MISSING, TemplateError, file_of, words_scripts};
use crate::base::bilingual::Language;
use crate::base::hash::QuickMap;
use crate::model::document::Document;
use crate::model::{Ix, Site, route};

/// The pages and static files of a site, none of them drawn yet.
#[derive(Debug)]
pub struct Preview {
    site: Site,
    engine: Engine,
    words: [String; 2],
    fixed: BTreeMap<String, Vec<u8>>,
    /// Those of no document, by the path of their Vietnamese file; gathered when one is asked for that no document has.
    others: OnceLock<QuickMap<String, Page>>,
    /// The cards by their addresses; gathered when the first is asked for, which a browser does not do.
    cards: OnceLock<QuickMap<String, Card>>,
}

impl Preview {
    /// The pages of `site` in the theme of `engine`.
    #[must_use]
    pub fn new(site: Site, engine: Engine) -> Self {
        let scripts = words_scripts(&engine);
        let words = [scripts[0].0.clone(), scripts[1].0.clone()];
        let assets = engine.assets().iter().map(|(_, asset)| (asset.address.clone(), asset.bytes.clone()));
        let fixed = assets.chain(scripts).collect();
        Self { words, fixed, others: OnceLock::new(), cards: OnceLock::new(), site, engine }
    }

    /// The site.
    #[must_use]
    pub const fn site(&self) -> &Site {
        &self.site
    }

    /// Whether there is a file at `path`.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        path == MISSING || self.fixed.contains_key(path) || self.page(path).is_some() || self.card(path).is_some()
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let pages = plan::pages(&self.site).into_iter().map(|page| file_of(&page.address(&self.site)));
        let pages = pages.flat_map(|path| [format!("{ENGLISH}{path}"), path]);
        pages.chain(self.fixed.keys().cloned()).chain(self.cards().keys().cloned()).chain([MISSING.to_owned()])
    }

    /// The bytes of the file at `path`; `None` when there is no such page and no such static file.
    ///
    /// # Errors
    /// When its template fails.
    pub fn file(&self, path: &str) -> Result<Option<Vec<u8>>, TemplateError> {
        if let Some(bytes) = self.fixed.get(path) {
            return Ok(Some(bytes.clone()));
        }
        if let Some(card) = self.card(path) {
            return Ok(Some(card.draw()));
        }
        let desk = self.desk();
        let html = match self.page(path) {
            Some((page, language)) => desk.draw(&page, language)?,
            None if path == MISSING => desk.draw_missing()?,
            None => return Ok(None),
        };
        Ok(Some(html.into_bytes()))
    }

    fn desk(&self) -> Desk<'_> {
        Desk::new(&self.site, &self.engine, &self.words)
    }

    fn card(&self, path: &str) -> Option<&Card> {
        if path.starts_with(card::FOLDER) { self.cards().get(path) } else { None }
    }

    fn cards(&self) -> &QuickMap<String, Card> {
        let desk = self.desk();
        let gather = || {
            let pages = plan::pages(&self.site);
            pages.iter().filter_map(|page| desk.card(page)).map(|card| (card.address(), card)).collect()
        };
        self.cards.get_or_init(gather)
    }

    fn page(&self, path: &str) -> Option<(Page, Language)> {
        let vietnamese = self.page_at(path).map(|page| (page, Language::Vietnamese));
        let english = || Some((self.page_at(path.strip_prefix(ENGLISH)?)?, Language::English));
        vietnamese.or_else(english)
    }

    /// The page whose Vietnamese file is at `path`.
    fn page_at(&self, path: &str) -> Option<Page> {
        let site = &self.site;
        let gather = || {
            let others = plan::pages_of_no_document(site).into_iter();
            others.map(|page| (file_of(&page.address(site)), page)).collect()
        };
        let is_there = |page: &Page| file_of(&page.address(site)) == path;
        let of_document = document_at(site, path).and_then(|document| plan::pages_of(site, document).find(is_there));
        of_document.or_else(|| self.others.get_or_init(gather).get(path).cloned())
    }
}

/// The document below whose address `path` lies, embeds included: documents are sorted by their ids.
fn document_at(site: &Site, path: &str) -> Option<Ix<Document>> {
    let below = path.strip_prefix(route::EMBEDS).unwrap_or(path).strip_prefix(route::DOCUMENTS)?;
    let (end, _) = below.match_indices('/').nth(1)?;
    let found = site.documents.rows().binary_search_by(|document| (*document.id).cmp(&below[..end]));
    found.ok().map(Ix::new)
}
