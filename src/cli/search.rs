//! `minhbach search QUERY`

use std::path::Path;

use serde::Serialize;

use super::{Format, Outcome, SearchArguments, SearchOrder, check, speak};
use crate::base::bilingual::Language;
use crate::index::narrow::{Counts, Facet, Filters, Order};
use crate::index::search::{Found, Hit, Index, Wish};
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
    let wish = wish(command);
    match find(&site, &wish) {
        Ok((found, counts)) => {
            if command.counts {
                show_counts(&counts, command.format);
            }
            if found.hits.is_empty() {
                show_what_there_is(&wish.filters, &counts, language);
            }
            show(&found, command.format, language)
        }
        Err(error) => {
            speak::failure(&speak::plain(&error), language);
            Outcome::Failed
        }
    }
}

fn wish(command: &SearchArguments) -> Wish<'_> {
    let filters = [
        (Facet::Unit, &command.kind),
        (Facet::Document, &command.document),
        (Facet::Province, &command.province),
        (Facet::Body, &command.body),
        (Facet::Year, &command.year),
        (Facet::Timeliness, &command.timeliness),
        (Facet::Lifecycle, &command.lifecycle),
    ];
    let filters = filters.into_iter().filter_map(|(facet, value)| Some((facet, value.clone()?)));
    Wish {
        query: &command.query,
        filters: filters.collect::<Filters>(),
        order: match command.sort {
            SearchOrder::Relevance => Order::Relevance,
            SearchOrder::Date => Order::Date,
            SearchOrder::Deadline => Order::Deadline,
        },
        today: check::options(&command.day).today,
        limit: command.limit,
    }
}

fn find(site: &Site, wish: &Wish<'_>) -> Result<(Found, Counts), BrokenIndex> {
    let files: std::collections::BTreeMap<_, _> =
        index::build(&index::units(site), &site.glossary).into_iter().collect();
    Index::open(files)?.wish(wish)
}

/// Prints how many results each value of each facet has; the facets bear the names of the search page's addresses.
fn show_counts(counts: &Counts, format: Format) {
    for (facet, counts) in counts {
        for (value, count) in counts {
            match format {
                Format::Json => {
                    let line = serde_json::json!({ "facet": facet.word(), "value": value, "count": count });
                    speak::result(&line.to_string());
                }
                Format::Human => speak::result(&format!("{}={value}  {count}", facet.word())),
            }
        }
    }
}

/// Says which values a filter could have had where the one that was asked for let nothing through.
fn show_what_there_is(filters: &Filters, counts: &Counts, language: Language) {
    for (facet, asked) in filters {
        let there = counts[facet].iter().filter(|(_, count)| *count > 0).map(|(value, _)| value.as_str());
        let there = there.take(10).collect::<Vec<_>>().join(", ");
        if !there.is_empty() {
            let message = say!(
                "không kết quả nào là `{asked}`; có kết quả với: {there}",
                "no result is `{asked}`; there are results for: {there}"
            );
            speak::talk(message.in_language(language));
        }
    }
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
