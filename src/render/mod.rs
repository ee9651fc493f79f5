//! Site and theme → pages.
//!
//! In: the checked [`Site`] and an [`Engine`] made of a theme. Out: HTML in both languages, the static
//! files. Each page has one view struct that holds everything its template shows, in
//! order, with links made; templates sort nothing and build no address. Never reads a file, never knows
//! the clock: where a directive stands was decided before.

pub mod abbreviation;
pub mod asset;
pub mod card;
pub mod cascade;
pub mod chart;
pub mod code;
pub mod engine;
pub mod escape;
mod fold;
pub mod frame;
pub mod icon;
pub mod label;
pub mod letterhead;
pub mod life;
pub mod link;
pub mod markdown;
pub mod measure;
pub mod page;
mod piece;
pub mod plan;
mod preview;
pub mod raster;
pub mod relation;
pub mod row;
pub mod run;
pub mod score;
pub mod share;
pub mod shell;
mod show;
pub mod status;
pub mod tally;
pub mod text;
pub mod theme;
pub mod viewpoint;

use std::fmt;

use rayon::prelude::*;

pub use engine::{Engine, TemplateError, prepare};
pub use preview::Preview;
pub use theme::ThemeFiles;

use crate::base::bilingual::Language;
use crate::base::output::{BadSitePath, Sink, SinkError, SitePath};
use crate::model::document::Document;
use crate::model::notes::Notes;
use crate::model::{Ix, Site, route};
use card::Card;
use plan::{Desk, Page};

/// Why the pages could not be made.
#[derive(Debug)]
pub enum RenderError {
    /// A template failed on a page.
    Template(TemplateError),
    /// A file could not be stored.
    Sink(SinkError),
    /// An address cannot be a file.
    Path(BadSitePath),
}

impl fmt::Display for RenderError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RenderError::Template(error) => error.fmt(formatter),
            RenderError::Sink(error) => error.fmt(formatter),
            RenderError::Path(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for RenderError {}

impl From<TemplateError> for RenderError {
    fn from(error: TemplateError) -> Self {
        Self::Template(error)
    }
}

impl From<SinkError> for RenderError {
    fn from(error: SinkError) -> Self {
        Self::Sink(error)
    }
}

impl From<BadSitePath> for RenderError {
    fn from(error: BadSitePath) -> Self {
        Self::Path(error)
    }
}

/// Hands every page, in both languages, and every static file to `sink`; pages on which a note holds as they were.
///
/// # Errors
/// When a template fails, with its frame and line, or the sink does.
pub fn render(site: &Site, engine: &Engine, notes: &Notes, sink: &dyn Sink) -> Result<(), RenderError> {
    for (_, asset) in engine.assets().iter() {
        put(sink, &asset.address, asset.bytes.clone())?;
    }
    let scripts = words_scripts(engine);
    for (address, bytes) in &scripts {
        put(sink, address, bytes.clone())?;
    }
    let words = scripts.map(|(address, _)| address);
    let desk = Desk::new(site, engine, &words);
    put(sink, MISSING, desk.draw_missing()?.into_bytes())?;
    let others = plan::pages_of_no_document(site);
    let jobs = others.par_iter().flat_map(|page| Language::ALL.into_par_iter().map(move |language| (page, language)));
    jobs.try_for_each(|(page, language)| {
        if language == Language::Vietnamese
            && let Some(card) = desk.card(page)
        {
            put_card(sink, &card)?;
        }
        let draw = || Ok::<_, RenderError>(vec![desk.draw(page, language)?.into_bytes()]);
        notes.hand(sink, vec![file_in(site, page, language)?], draw)
    })?;
    (0..site.documents.len())
        .into_par_iter()
        .map(Ix::new)
        .try_for_each(|document| draw_document(&desk, document, notes, sink))
}

/// The pages of a document are one piece of work: they stand in folders of its own.
fn draw_document(desk: &Desk<'_>, document: Ix<Document>, notes: &Notes, sink: &dyn Sink) -> Result<(), RenderError> {
    let site = desk.site;
    let pages = || plan::pages_of(site, document);
    if site.base_url.is_some() {
        pages().filter_map(|page| desk.card(&page)).try_for_each(|card| put_card(sink, &card))?;
    }
    let address = route::document(&site.documents[document]);
    let in_both = |address: String| Language::ALL.map(|language| link::in_language(language, &address));
    let folders = [in_both(address.clone()), in_both(route::embed(&address))].concat();
    notes.hand_below(sink, &folders, ".html", || {
        let each = pages().flat_map(|page| Language::ALL.map(|language| (page.clone(), language)));
        let draw = |(page, language): (Page, Language)| {
            Ok((file_in(site, &page, language)?, desk.draw(&page, language)?.into_bytes()))
        };
        each.map(draw).collect()
    })
}

/// The file of a page.
fn file_in(site: &Site, page: &Page, language: Language) -> Result<SitePath, RenderError> {
    Ok(SitePath::parse(&file_of(&link::in_language(language, &page.address(site))))?)
}

/// Draws a card, unless an earlier build did.
fn put_card(sink: &dyn Sink, card: &Card) -> Result<(), RenderError> {
    let address = card.address();
    if sink.keep(&SitePath::parse(&address)?)?.is_none() {
        put(sink, &address, card.draw())?;
    }
    Ok(())
}

/// File of the page for addresses that never were.
const MISSING: &str = "404.html";

/// Address and bytes of the scripts with the words of every state, Vietnamese first.
fn words_scripts(engine: &Engine) -> [(String, Vec<u8>); 2] {
    Language::ALL.map(|language| {
        let bytes = status::words_script(engine.labels(language)).into_bytes();
        (asset::hashed(&format!("words-{}.js", language.tag()), &bytes), bytes)
    })
}

fn put(sink: &dyn Sink, path: &str, bytes: Vec<u8>) -> Result<(), RenderError> {
    Ok(sink.put(SitePath::parse(path)?, bytes)?)
}

/// The file at an address: a folder's `index.html`, unless the address names a file itself.
fn file_of(address: &str) -> String {
    if address.is_empty() || address.ends_with('/') { format!("{address}index.html") } else { address.to_owned() }
}
