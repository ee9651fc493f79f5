//! Sources → Site, and everything that is wrong with the records.
//!
//! In: the text of every file, and today. Out: the linked site (whatever could be linked), and all
//! diagnostics in the order of the files. Never stops at the first mistake; never reads a file; never
//! prints. A record whose file has mistakes is absent from the site, and references to it stay silent,
//! because its own mistakes are reported.

pub mod article;
mod body;
mod dates;
mod derive;
mod directive;
mod document;
mod finding;
mod indicator;
mod links;
mod names;
pub mod privacy;
mod province;
mod provision;
mod publication;
mod records;
pub mod rules;
mod settings;
mod update;

use std::collections::HashSet;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::base::diagnostic::Diagnostic;
use crate::base::source::Source;
use crate::load::Sources;
use crate::model::Site;
use crate::model::site::Tombstone;

use names::Names;
use records::Records;

/// What the command line decides about a build.
#[derive(Debug, Clone)]
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
    /// The site, without the records that could not be linked; `None` when there are no settings.
    pub site: Option<Site>,
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
}

/// Checks and links all records.
#[must_use]
pub fn check(sources: &Sources, options: &Options) -> Checked {
    let published = &sources.published;
    let sources = &sources.content;
    let (records, mut diagnostics) = Records::read(sources);
    diagnostics.par_extend(sources.par_iter().flat_map_iter(privacy::scan));
    let Some(settings) = settings::settings(&records, options, &mut diagnostics) else {
        diagnostics.sort();
        return Checked { site: None, diagnostics };
    };

    let mut names = Names::default();
    let mut tombstones: Vec<Tombstone> = Vec::new();
    let provinces = province::select(&records.provinces, options.today, &mut names, &mut diagnostics);
    let bodies = body::select(&records.bodies, options.today, &mut names, &mut diagnostics);
    let documents = document::select(&records.documents, options.today, &mut names, &mut tombstones, &mut diagnostics);
    let indicators = indicator::select(&records.indicators, options.today, &mut names, &mut tombstones, &mut diagnostics);
    let indicator_sets = indicator::select_sets(&records.indicator_sets, options.today, &mut names, &mut diagnostics);

    let mut context = Context { today: options.today, replay: options.replay, names: &names, diagnostics: &mut diagnostics };
    let mut site = Site {
        settings: settings.record,
        base_url: settings.base_url,
        today: options.today,
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
        reports: article::link(&records.reports, &mut context),
        pages: article::link(&records.pages, &mut context),
        glossary: records.glossary.iter().flat_map(|filed| filed.record.clone().unwrap_or_default()).collect(),
        redirects: records.redirects.iter().flat_map(|filed| filed.record.clone().unwrap_or_default()).collect(),
        tombstones,
        record_count: records.count(),
    };
    document::link(&documents, &mut site, &mut context);
    indicator::link_results(&records.results, &mut site, &mut context);
    update::link(&records.updates, &mut site, &mut context);
    finding::link(&records.findings, &mut site, &mut context);
    derive::derive(&mut site);
    check_articles(sources, &site, &mut context);
    links::check(&site, &records.redirects, published, &mut diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    Checked { site: Some(site), diagnostics }
}

fn check_articles(sources: &[Source], site: &Site, context: &mut Context<'_>) {
    let directives = site.directives.iter().map(|directive| directive.id.as_str()).collect::<HashSet<_>>();
    for article in site.reports.iter().chain(&site.pages) {
        if let Some(source) = sources.iter().find(|source| source.path == article.source) {
            article::check_embeds(article, &source.text, &directives, context);
        }
    }
}
