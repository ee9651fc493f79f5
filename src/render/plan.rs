//! Which pages there are, and how each one is made.

use minijinja::value::{Serde, Value};

use super::card::Card;
use super::engine::{Engine, Sight, TemplateError};
use super::frame::frame;
use super::link::Here;
use super::page::{self, Sheet, article::Place};
use super::share::{self, Share};
use super::shell::Shells;
use super::viewpoint::Viewpoint;
use crate::base::bilingual::Language;
use crate::model::article::Article;
use crate::model::body::Body;
use crate::model::document::Document;
use crate::model::indicator::Indicator;
use crate::model::joined::JoinedSite;
use crate::model::journal::{every_day, years};
use crate::model::shelf::Shelf;
use crate::model::{Ix, Site, route};

/// A page, in either language.
#[derive(Debug, Clone)]
pub enum Page {
    /// The home page.
    Home,
    /// A list of documents.
    Documents(Shelf),
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
    /// The journal, or one year of it.
    Journal(Option<i16>),
    /// What is due on which day.
    Schedule,
    /// The data documentation.
    Data,
    /// The directives in a state, or the page of all those lists.
    Tasks(Option<&'static str>),
    /// The list of joined sites.
    Sources,
    /// A joined site.
    Source(Ix<JoinedSite>),
    /// The documents of a joined site of a year; `None` for those whose year nobody knows.
    SourceYear(Ix<JoinedSite>, Option<i16>),
    /// The accessibility statement.
    Statement,
    /// The search page.
    Search,
    /// A provision for somebody else's page.
    EmbeddedProvision(Ix<Document>, usize),
    /// An indicator for somebody else's page.
    EmbeddedIndicator(Ix<Indicator>),
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
    let mut pages = pages_of_no_document(site);
    site.documents.positions().for_each(|document| pages.extend(pages_of(site, document)));
    pages
}

/// The pages of one document: its own, and two for each provision that orders something.
pub fn pages_of(site: &Site, position: Ix<Document>) -> impl Iterator<Item = Page> {
    let provisions = site.documents[position].provisions.iter().enumerate();
    let ordering = provisions.filter(|(_, provision)| provision.orders());
    std::iter::once(Page::Document(position)).chain(
        ordering.flat_map(move |(number, _)| {
            [Page::Provision(position, number), Page::EmbeddedProvision(position, number)]
        }),
    )
}

/// Every page that does not belong to a document.
#[must_use]
pub fn pages_of_no_document(site: &Site) -> Vec<Page> {
    let mut pages = vec![
        Page::Home,
        Page::Bodies,
        Page::Indicators,
        Page::Reports,
        Page::Journal(None),
        Page::Schedule,
        Page::Data,
        Page::Statement,
        Page::Search,
        Page::Tasks(None),
    ];
    pages.extend(route::TASK_LISTS.map(|(state, _)| Page::Tasks(Some(state))));
    pages.extend(Shelf::every(site).into_iter().map(Page::Documents));
    pages.extend(years(&every_day(site)).into_iter().map(|year| Page::Journal(Some(year))));
    pages.extend(site.bodies.positions().map(Page::Body));
    pages.extend(site.indicators.positions().map(Page::Indicator));
    pages.extend(site.indicators.positions().map(Page::EmbeddedIndicator));
    for (position, joined) in site.joined.entries() {
        pages.push(Page::Source(position));
        pages.extend(joined.years().into_keys().map(|year| Page::SourceYear(position, year)));
    }
    pages.extend((!site.joined.is_empty()).then_some(Page::Sources));
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
            Page::Documents(shelf) => route::shelf(site, *shelf),
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
            Page::Journal(year) => route::journal(*year),
            Page::Schedule => route::SCHEDULE.to_owned(),
            Page::Data => route::DATA.to_owned(),
            Page::Tasks(state) => route::tasks_in(state.unwrap_or_default()),
            Page::Sources => route::SOURCES.to_owned(),
            Page::Source(position) => route::joined(&site.joined[*position]),
            Page::SourceYear(position, year) => route::joined_year(&site.joined[*position], *year),
            Page::Statement => route::ACCESSIBILITY.to_owned(),
            Page::Search => route::SEARCH.to_owned(),
            Page::EmbeddedProvision(document, number) => {
                route::embed(&Page::Provision(*document, *number).address(site))
            }
            Page::EmbeddedIndicator(indicator) => route::embed(&Page::Indicator(*indicator).address(site)),
            Page::Tombstone(number) => site.tombstones[*number].address.clone(),
            Page::Gone(_, from) | Page::Redirect(from, _) => from.clone(),
        }
    }

    /// Whether it is a page that search engines may list.
    #[must_use]
    pub const fn is_listed(&self) -> bool {
        !matches!(self, Page::Tombstone(_) | Page::Gone(..) | Page::Redirect(..)) && !self.is_embed()
    }

    /// Whether others put it into their pages.
    #[must_use]
    pub const fn is_embed(&self) -> bool {
        matches!(self, Page::EmbeddedProvision(..) | Page::EmbeddedIndicator(_))
    }
}

/// What all pages share.
#[derive(Debug)]
pub struct Desk<'s> {
    /// The site.
    pub site: &'s Site,
    /// The theme.
    pub engine: &'s Engine,
    /// Addresses of the scripts with the words of every state, Vietnamese first.
    pub words: &'s [String; 2],
    shells: Shells,
}

impl<'s> Desk<'s> {
    /// The desk at which the pages of `site` are drawn in the theme of `engine`; `words` are the addresses of the
    /// scripts with the words of every state, Vietnamese first.
    #[must_use]
    pub fn new(site: &'s Site, engine: &'s Engine, words: &'s [String; 2]) -> Self {
        Self { site, engine, words, shells: Shells::default() }
    }
}

impl Desk<'_> {
    /// The page in `language`, as HTML.
    ///
    /// # Errors
    /// When its template fails.
    pub fn draw(&self, page: &Page, language: Language) -> Result<String, TemplateError> {
        let address = page.address(self.site);
        let view = self.view(Here::new(language, &address));
        let vietnamese = self.view(Here::new(Language::Vietnamese, &address));
        let share = share::share(&view, &vietnamese, page);
        let show = Shown { desk: self, view: &view, share };
        match page {
            Page::Home => show.sheet(page::home::sheet(&view)),
            Page::Documents(shelf) => show.sheet(page::documents::sheet(&view, *shelf)),
            Page::Document(document) => show.sheet(page::document::sheet(&view, *document)),
            Page::Provision(document, number) => show.sheet(page::provision::sheet(&view, *document, *number)),
            Page::Bodies => show.sheet(page::bodies::sheet(&view)),
            Page::Body(body) => show.sheet(page::body::sheet(&view, *body)),
            Page::Indicators => show.sheet(page::indicators::sheet(&view)),
            Page::Indicator(indicator) => show.sheet(page::indicator::sheet(&view, *indicator)),
            Page::Reports => show.sheet(page::reports::sheet(&view)),
            Page::Report(number) => show.article(&self.site.reports[*number], Place::Report),
            Page::Article(number) => show.article(&self.site.pages[*number], Place::Page),
            Page::Journal(year) => show.sheet(page::journal::sheet(&view, *year)),
            Page::Schedule => show.sheet(page::schedule::sheet(&view)),
            Page::Data => show.sheet(page::data::sheet(&view, self.engine)),
            Page::Tasks(state) => show.sheet(page::tasks::sheet(&view, *state)),
            Page::Sources => show.sheet(page::sources::all(&view)),
            Page::Source(position) => show.sheet(page::sources::one(&view, *position, None)),
            Page::SourceYear(position, year) => show.sheet(page::sources::one(&view, *position, Some(*year))),
            Page::Statement => show.sheet(page::statement::sheet(&view, self.engine)),
            Page::Search => show.sheet(page::search::sheet(&view, self.engine)),
            Page::EmbeddedProvision(document, number) => show.sheet(page::embed::provision(&view, *document, *number)),
            Page::EmbeddedIndicator(indicator) => show.sheet(page::embed::indicator(&view, *indicator)),
            Page::Tombstone(number) => show.sheet(page::missing::tombstone(&view, &self.site.tombstones[*number])),
            Page::Gone(number, from) => {
                let reason = self.site.redirects[*number].gone.clone().unwrap_or_default();
                let gone = crate::model::site::Tombstone { address: from.clone(), name: format!("/{from}"), reason };
                show.sheet(page::missing::tombstone(&view, &gone))
            }
            Page::Redirect(_, to) => show.sheet(page::missing::redirect(&view, to)),
        }
    }

    /// The page for addresses that never were, which is shown at any depth.
    ///
    /// # Errors
    /// When its template fails.
    pub fn draw_missing(&self) -> Result<String, TemplateError> {
        let base = self.site.base_url.as_deref().map_or("/", path_of);
        let view = self.view(Here::anywhere(Language::Vietnamese, base));
        Shown { desk: self, view: &view, share: None }.sheet(page::missing::missing(&view))
    }

    /// The card that the page brings of its own; the others share that of the site.
    #[must_use]
    pub fn card(&self, page: &Page) -> Option<Card> {
        let view = self.view(Here::new(Language::Vietnamese, ""));
        let is_own = self.site.base_url.is_some() && matches!(page, Page::Home | Page::Provision(..));
        is_own.then(|| share::card(&view, page))
    }

    fn view(&self, here: Here) -> Viewpoint<'_> {
        let labels = self.engine.labels(here.language);
        Viewpoint { site: self.site, here, labels }
    }
}

/// A page on its way from its view to HTML.
struct Shown<'d> {
    desk: &'d Desk<'d>,
    view: &'d Viewpoint<'d>,
    share: Option<Share>,
}

impl Shown<'_> {
    fn sheet<P: serde::Serialize>(&self, sheet: Sheet<P>) -> Result<String, TemplateError> {
        let engine = self.desk.engine;
        let words = &self.desk.words[usize::from(self.view.is_english())];
        let shell = self.desk.shells.of(self.view, engine, words, sheet.head.has_status)?;
        let parts = shell.parts.clone();
        let frame = frame(self.view, sheet.head, shell, self.share.as_ref());
        let sight = Sight { frame, part: parts, page: Value::from(Serde(&sheet.page)) };
        engine.show(self.view.here.language, sheet.template, &self.view.here.full_address(), sight)
    }

    fn article(&self, article: &Article, place: Place) -> Result<String, TemplateError> {
        self.sheet(page::article::sheet(self.view, article, place, self.desk.engine)?)
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
