//! Sources → Site, and everything that is wrong with the records.
//!
//! In: the text of every file, and today. Out: the linked site (whatever could be linked), and all
//! diagnostics in the order of the files. Never stops at the first mistake; never reads a file; never
//! prints. References to a record whose file has mistakes stay silent, because its own mistakes are reported.

pub mod article;
mod assignment;
mod body;
mod cycles;
mod dates;
mod deadline;
mod derive;
mod directive;
mod document;
mod edit;
mod finding;
mod indicator;
pub mod joined;
mod links;
mod measure;
mod names;
mod place;
pub mod privacy;
mod province;
mod provision;
mod publication;
mod records;
pub mod rules;
mod settings;
mod stored;
mod tables;
mod ties;
mod update;
mod upstream;
mod waiting;

use std::collections::HashSet;

use crate::base::diagnostic::{Diagnostic, any_error};
use crate::base::hash::QuickSet;
use crate::base::source::Source;
use crate::load::{RecordCache, Sources};
use crate::model::document::Document;
use crate::model::site::Tombstone;
use crate::model::{Ix, Site};
use jiff::civil::Date;

use names::Names;
use records::Records;
use tables::{Kept, Last};
use ties::Ties;

pub use records::Memory;

/// What the command line decides about a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The day for which the site is built.
    pub today: Date,
    /// Whether `today` was chosen rather than read off the clock. What is dated later is then left out
    /// instead of being a mistake: the site looks as it would have looked.
    pub replay: bool,
    /// Address under which it is published; overrides the site's own.
    pub base_url: Option<String>,
}

/// The result of checking.
#[derive(Debug)]
pub struct Checked {
    /// The site; `None` when anything is wrong with it.
    pub site: Option<Site>,
    /// Folder of the theme under `themes/`, as far as it is known.
    pub theme: String,
    /// Everything that is wrong, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the checks of single records share.
pub struct Context<'c> {
    /// The day for which the site is built.
    pub today: Date,
    /// Whether that day was chosen.
    pub replay: bool,
    /// Which ids exist.
    pub names: &'c Names,
    /// Where mistakes go.
    pub diagnostics: &'c mut Vec<Diagnostic>,
    /// Documents with mistakes in labels: not all of their addresses are known, so references to them stay silent.
    pub unaddressed: HashSet<Ix<Document>>,
}

/// Checks and links all records.
#[must_use]
pub fn check(sources: &Sources, options: &Options) -> Checked {
    check_again(sources, options, &mut Memory::default())
}

/// Checks and links all records, those that `memory` knows without reading them again; gives the same as [`check`].
#[must_use]
pub fn check_again(sources: &Sources, options: &Options, memory: &mut Memory) -> Checked {
    if let Some(checked) = edit::check(sources, options, memory) {
        return checked;
    }
    let (mut records, diagnostics) = Records::read(sources, memory);
    memory.documents.forget(&records.fresh);
    let kept = Some(&mut memory.documents);
    let checked = link(&mut records, diagnostics, sources, options, (kept, None), &mut memory.joined);
    records.remember(sources, &checked.diagnostics, memory);
    checked
}

/// Checks and links all records, once: text and record are dropped as soon as the next form is made of them, so that
/// memory never holds a site twice; what `cache` knows of a file is not made again. Gives the same as [`check`].
#[must_use]
pub fn check_once(sources: &mut Sources, cache: &mut RecordCache, options: &Options) -> Checked {
    let (mut records, diagnostics) = Records::read_once(sources, cache);
    link(&mut records, diagnostics, sources, options, (None, Some(cache)), &mut joined::Memory::default())
}

fn link(
    records: &mut Records,
    mut diagnostics: Vec<Diagnostic>,
    sources: &Sources,
    options: &Options,
    (kept, cache): (Option<&mut Kept>, Option<&RecordCache>),
    memory: &mut joined::Memory,
) -> Checked {
    let today = options.today;
    let settings = settings::settings(records, options, &mut diagnostics);
    let theme = settings.as_ref().map_or_else(|| "default".to_owned(), |settings| settings.record.theme.clone());

    let mut names = Names::default();
    let mut tombstones: Vec<Tombstone> = Vec::new();
    article::refuse_reserved(&records.pages, &mut diagnostics);
    let provinces = province::select(&records.provinces, today, &mut names, &mut diagnostics);
    let bodies = body::select(&records.bodies, today, &mut names, &mut diagnostics);
    let documents = document::select(&records.documents, today, &mut names, &mut tombstones, &mut diagnostics);
    let indicators = indicator::select(&records.indicators, today, &mut names, &mut tombstones, &mut diagnostics);
    let indicator_sets = indicator::select_sets(&records.indicator_sets, today, &mut names, &mut diagnostics);

    let is_set_up = settings.is_some();
    let settings = settings.unwrap_or_default();
    let joined = joined::link(sources, &settings, memory, &mut diagnostics);
    let mut context = Context {
        today,
        replay: options.replay,
        names: &names,
        diagnostics: &mut diagnostics,
        unaddressed: HashSet::new(),
    };
    let mut site = Site {
        settings: settings.record.clone(),
        base_url: settings.base_url.clone(),
        today,
        provinces: province::link(&provinces, &mut context),
        bodies: body::link(&bodies, &mut context),
        documents: Default::default(),
        directives: Default::default(),
        updates: Default::default(),
        indicators: indicator::link(&indicators, &mut context),
        indicator_sets: indicator::link_sets(&indicator_sets, &mut context),
        targets: Default::default(),
        results: Default::default(),
        findings: Default::default(),
        cascade: Default::default(),
        joined,
        reports: article::link(&records.reports, &mut context),
        pages: article::link(&records.pages, &mut context),
        glossary: records.glossary.iter().flat_map(|filed| filed.record.clone().unwrap_or_default()).collect(),
        redirects: records.redirects.iter().flat_map(|filed| filed.record.clone().unwrap_or_default()).collect(),
        tombstones,
    };
    let (lying, loose) =
        document::link(&mut records.documents, &documents, (kept.as_deref(), cache), &mut site, &mut context);
    let mut ties = Ties::none(site.directives.len());
    loose.granted.into_iter().for_each(|(position, granted)| ties.of(Ix::new(position)).extensions = granted);
    upstream::resolve_upstream(loose.pending, &site, &mut ties, &mut context);
    indicator::link_results(&records.results, &mut site, &mut context);
    update::link(&records.updates, &mut site, &mut ties, &mut context);
    finding::link(&records.findings, &mut site, &mut context);
    check_articles(&sources.content, &site, &mut context);
    joined::refuse_clashes(&site, &settings, &mut diagnostics);

    let is_whole = is_set_up && sources.broken.is_empty() && !any_error(&diagnostics);
    if is_whole {
        derive::derive(&mut site, ties);
    }
    // What is missing because of another mistake must not be called a broken link.
    if let Some(ledger) = sources.ledger() {
        links::bury(&mut site, ledger);
    }
    links::check(&site, &records.redirects, sources.ledger().filter(|_| is_whole), is_whole, &mut diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    let site = Some(site).filter(|_| is_whole && !any_error(&diagnostics));
    if let (Some(site), Some(kept)) = (&site, kept) {
        kept.keep(Last {
            site: site.clone(),
            theme: theme.clone(),
            diagnostics: diagnostics.clone(),
            sources: sources.clone(),
            options: options.clone(),
            names,
            lying,
            stale: QuickSet::default(),
        });
    }
    Checked { site, theme, diagnostics }
}

fn check_articles(sources: &[Source], site: &Site, context: &mut Context<'_>) {
    if site.reports.is_empty() && site.pages.is_empty() {
        return;
    }
    let directives = upstream::ids(site);
    for article in site.reports.iter().chain(&site.pages) {
        if let Some(source) = sources.iter().find(|source| source.path == article.source) {
            article::check_embeds(article, &source.text, &directives, context);
        }
    }
}
