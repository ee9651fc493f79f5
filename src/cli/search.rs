//! `minhbach search QUERY`

use std::path::Path;

use serde::Serialize;

use super::{Format, Outcome, SearchArguments, check, speak};
use crate::base::bilingual::Language;
use crate::index::search::{Found, Hit, Index};
use crate::index::shelf::BrokenIndex;
use crate::index::{self, UnitKind};
use crate::model::Site;
use crate::{pipeline, say};

/// A result in machine-readable output.
#[derive(Serialize)]
struct Line<'l> {
    kind: &'static str,
    title: &'l str,
    detail: &'l str,
    address: &'l str,
    score: f64,
}

/// Searches the records as the site's search page would.
pub fn search(root: &Path, command: &SearchArguments, language: Language) -> Outcome {
    let Some((sources, mut diagnostics)) = speak::load(root, language) else { return Outcome::Failed };
    let (site, _, found) = pipeline::prepare(&sources, &check::options(&command.day));
    diagnostics.extend(found);
    let Some(site) = site else {
        diagnostics.sort();
        speak::diagnostics(&diagnostics, &sources.content, language);
        return Outcome::Wrong;
    };
    match find(&site, &command.query, command.limit) {
        Ok(found) => show(&found, command.format, language),
        Err(error) => {
            speak::failure(&speak::plain(&error), language);
            Outcome::Failed
        }
    }
}

fn find(site: &Site, query: &str, limit: usize) -> Result<Found, BrokenIndex> {
    let files: std::collections::BTreeMap<_, _> =
        index::build(&index::units(site), &site.glossary).into_iter().collect();
    Index::open(files)?.search(query, limit)
}

fn show(found: &Found, format: Format, language: Language) -> Outcome {
    for hit in &found.hits {
        let Hit { record, score, .. } = hit;
        let kind = UnitKind::ALL.get(usize::from(record.0)).map_or("document", |kind| kind.word());
        match format {
            Format::Json => {
                let line = Line { kind, title: &record.1, detail: &record.2, address: &record.3, score: *score };
                speak::result(&serde_json::to_string(&line).unwrap_or_default());
            }
            Format::Human => {
                speak::result(&record.1);
                let detail = if record.2.is_empty() { String::new() } else { format!(" · {}", record.2) };
                speak::result(&format!("    {kind}{detail}\n    {}\n", record.3));
            }
        }
    }
    if format == Format::Human {
        let (shown, total) = (found.hits.len(), found.total.max(found.hits.len()));
        let count = say!("{shown} trên {total} kết quả", "{shown} of {total} results");
        speak::talk(count.in_language(language));
    }
    Outcome::Fine
}
