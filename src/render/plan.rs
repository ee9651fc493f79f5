//! Which pages there are, and how each one is made.

use super::cascade::Cascade;
use super::engine::{Engine, TemplateError};
use super::frame::frame;
use super::link::Here;
use super::page::{self, Sheet, article::Place};
use super::viewpoint::Viewpoint;
use crate::base::bilingual::Language;
use crate::model::body::Body;
use crate::model::document::Document;
use crate::model::indicator::Indicator;
use crate::model::province::Province;
use crate::model::{Ix, Site, route};

/// A page, in either language.
#[derive(Debug, Clone)]
pub enum Page {
    /// The home page.
    Home,
    /// The list of documents.
    Documents,
    /// The documents of a province.
    Province(Ix<Province>),
    /// A document.
    Document(Ix<Document>),
    /// A provision that orders something.
    Provision(Ix<Document>, usize),
    /// The list of bodies.
    Bodies,
    /// A body.
    Body(Ix<Body>),
    /// The list of indicators.
    Indicators,
    /// An indicator.
    Indicator(Ix<Indicator>),
    /// The list of reports.
    Reports,
    /// A report, by its place in the list.
    Report(usize),
    /// An article at the root, by its place in the list.
    Article(usize),
    /// The journal.
    Journal,
    /// What is due on which day.
    Schedule,
    /// The data documentation.
    Data,
    /// The search page.
    Search,
    /// What is left of something withdrawn, by its place in the list.
    Tombstone(usize),
    /// An address that is gone, by its place in the list of redirects.
    Gone(usize, String),
    /// An old address and the new one.
    Redirect(String, String),
}

/// Every page of the site but the one for addresses that never were.
#[must_use]
pub fn pages(site: &Site) -> Vec<Page> {
    let mut pages = vec![
        Page::Home,
        Page::Documents,
        Page::Bodies,
        Page::Indicators,
        Page::Reports,
        Page::Journal,
        Page::Schedule,
        Page::Data,
        Page::Search,
    ];
    pages.extend(site.provinces.positions().map(Page::Province));
    for (position, document) in site.documents.entries().filter(|(_, document)| document.withdrawn.is_none()) {
        pages.push(Page::Document(position));
        let ordering = document.provisions.iter().enumerate().filter(|(_, provision)| provision.orders());
        pages.extend(ordering.map(|(number, _)| Page::Provision(position, number)));
    }
    pages.extend(site.bodies.positions().map(Page::Body));
    pages.extend(site.indicators.positions().map(Page::Indicator));
    pages.extend((0..site.reports.len()).map(Page::Report));
    pages.extend((0..site.pages.len()).map(Page::Article));
    pages.extend((0..site.tombstones.len()).map(Page::Tombstone));
    for (number, redirect) in site.redirects.iter().enumerate() {
        let from = as_folder(redirect.from.trim_start_matches('/'));
        // A fragment never reaches a server: an old anchor stays on the page of its document.
        if from.contains('#') || from.is_empty() {
            continue;
        }
        match &redirect.to {
            Some(to) => pages.push(Page::Redirect(from, to.trim_start_matches('/').to_owned())),
            None => pages.push(Page::Gone(number, from)),
        }
    }
    pages
}

/// An address without its last slash names the same folder; one that names a file stays as it is.
fn as_folder(address: &str) -> String {
    let last = address.rsplit('/').next().unwrap_or(address);
    if last.is_empty() || last.contains('.') { address.to_owned() } else { format!("{address}/") }
}

impl Page {
    /// Its address, the same in both languages.
    #[must_use]
    pub fn address(&self, site: &Site) -> String {
        match self {
            Page::Home => String::new(),
            Page::Documents => route::DOCUMENTS.to_owned(),
            Page::Province(province) => route::province(&site.provinces[*province]),
            Page::Document(document) => route::document(&site.documents[*document]),
            Page::Provision(document, number) => {
                let document = &site.documents[*document];
                route::provision(document, &document.provisions[*number])
            }
            Page::Bodies => route::BODIES.to_owned(),
            Page::Body(body) => route::body(&site.bodies[*body]),
            Page::Indicators => route::INDICATORS.to_owned(),
            Page::Indicator(indicator) => route::indicator(&site.indicators[*indicator]),
            Page::Reports => route::REPORTS.to_owned(),
            Page::Report(number) => route::report(&site.reports[*number].slug),
            Page::Article(number) => route::page(&site.pages[*number].slug),
            Page::Journal => route::JOURNAL.to_owned(),
            Page::Schedule => route::SCHEDULE.to_owned(),
            Page::Data => route::DATA.to_owned(),
            Page::Search => route::SEARCH.to_owned(),
            Page::Tombstone(number) => site.tombstones[*number].address.clone(),
            Page::Gone(_, from) | Page::Redirect(from, _) => from.clone(),
        }
    }

    /// Whether it is a page that search engines may list.
    #[must_use]
    pub const fn is_listed(&self) -> bool {
        !matches!(self, Page::Tombstone(_) | Page::Gone(..) | Page::Redirect(..))
    }
}

/// What all pages share.
#[derive(Debug)]
pub struct Desk<'s> {
    /// The site.
    pub site: &'s Site,
    /// The theme.
    pub engine: &'s Engine,
    /// Who carries out what.
    pub cascade: &'s Cascade,
    /// Addresses of the scripts with the words of every state, Vietnamese first.
    pub words: &'s [String; 2],
}

impl Desk<'_> {
    /// The page in `language`, as HTML.
    ///
    /// # Errors
    /// When its template fails.
    pub fn draw(&self, page: &Page, language: Language) -> Result<String, TemplateError> {
        let here = Here::new(language, &page.address(self.site));
        let view = self.view(here);
        match page {
            Page::Home => self.show(&view, page::home::sheet(&view)),
            Page::Documents => self.show(&view, page::documents::sheet(&view)),
            Page::Province(province) => self.show(&view, page::documents::province_sheet(&view, *province)),
            Page::Document(document) => self.show(&view, page::document::sheet(&view, *document)),
            Page::Provision(document, number) => self.show(&view, page::provision::sheet(&view, *document, *number)),
            Page::Bodies => self.show(&view, page::bodies::sheet(&view)),
            Page::Body(body) => self.show(&view, page::body::sheet(&view, *body)),
            Page::Indicators => self.show(&view, page::indicators::sheet(&view)),
            Page::Indicator(indicator) => self.show(&view, page::indicator::sheet(&view, *indicator)),
            Page::Reports => self.show(&view, page::reports::sheet(&view)),
            Page::Report(number) => self.article(&view, &self.site.reports[*number], Place::Report),
            Page::Article(number) => self.article(&view, &self.site.pages[*number], Place::Page),
            Page::Journal => self.show(&view, page::journal::sheet(&view)),
            Page::Schedule => self.show(&view, page::schedule::sheet(&view)),
            Page::Data => self.show(&view, page::data::sheet(&view, self.engine)),
            Page::Search => self.show(&view, page::search::sheet(&view, self.engine)),
            Page::Tombstone(number) => {
                self.show(&view, page::missing::tombstone(&view, &self.site.tombstones[*number]))
            }
            Page::Gone(number, from) => {
                let reason = self.site.redirects[*number].gone.clone().unwrap_or_default();
                let gone = crate::model::site::Tombstone { address: from.clone(), name: format!("/{from}"), reason };
                self.show(&view, page::missing::tombstone(&view, &gone))
            }
            Page::Redirect(_, to) => self.show(&view, page::missing::redirect(&view, to)),
        }
    }

    /// The page for addresses that never were, which is shown at any depth.
    ///
    /// # Errors
    /// When its template fails.
    pub fn draw_missing(&self) -> Result<String, TemplateError> {
        let base = self.site.base_url.as_deref().map_or("/", path_of);
        let view = self.view(Here::anywhere(Language::Vietnamese, base));
        self.show(&view, page::missing::missing(&view))
    }

    fn view(&self, here: Here) -> Viewpoint<'_> {
        let labels = self.engine.labels(here.language);
        Viewpoint { site: self.site, here, labels, cascade: self.cascade }
    }

    fn article(
        &self,
        view: &Viewpoint<'_>,
        article: &crate::model::article::Article,
        place: Place,
    ) -> Result<String, TemplateError> {
        self.show(view, page::article::sheet(view, article, place, self.engine)?)
    }

    fn show<P: serde::Serialize>(&self, view: &Viewpoint<'_>, sheet: Sheet<P>) -> Result<String, TemplateError> {
        let words = &self.words[usize::from(view.is_english())];
        let frame = frame(view, sheet.head, self.engine.assets(), words);
        self.engine.show(view.here.language, sheet.template, &view.here.full_address(), &frame, &sheet.page)
    }
}

/// The path of an address on the web: `/chuyen-doi-so/` of `https://dongnai.gov.vn/chuyen-doi-so/`.
fn path_of(url: &str) -> &str {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    after_scheme.find('/').map_or("/", |slash| &after_scheme[slash..])
}

#[cfg(test)]
mod tests {
    use super::{as_folder, path_of};

    #[test]
    fn an_old_address_without_its_last_slash_is_a_folder() {
        assert_eq!(as_folder("van-ban/cu"), "van-ban/cu/");
        assert_eq!(as_folder("van-ban/cu/"), "van-ban/cu/");
        assert_eq!(as_folder("cu.html"), "cu.html");
    }

    #[test]
    fn the_path_of_an_address_starts_after_the_host() {
        assert_eq!(path_of("https://dongnai.gov.vn/chuyen-doi-so/"), "/chuyen-doi-so/");
        assert_eq!(path_of("https://dongnai.gov.vn"), "/");
    }
}
