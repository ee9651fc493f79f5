//! `minhbach check`

use std::path::Path;

use super::{CheckArguments, DayArguments, Format, Outcome, speak, today};
use crate::base::bilingual::Language;
use crate::base::diagnostic::any_error;
use crate::base::report::Reporter;
use crate::check::Options;
use crate::pipeline;
use crate::say;

/// What a command's arguments say about the build.
pub fn options(day: &DayArguments) -> Options {
    Options { today: day.today.unwrap_or_else(today), replay: day.today.is_some(), base_url: day.base_url.clone() }
}

/// Checks everything and writes nothing.
pub fn check(root: &Path, command: &CheckArguments, language: Language) -> Outcome {
    let Some((sources, mut diagnostics)) = speak::load(root, language) else { return Outcome::Failed };
    let (site, _, found) = pipeline::prepare(&sources, &options(&command.day));
    diagnostics.extend(found);
    diagnostics.sort();
    match command.format {
        Format::Json => {
            let texts = sources.texts();
            let mut reporter = Reporter::new(&texts, language);
            for diagnostic in reporter.in_order(&diagnostics) {
                speak::result(&reporter.json(diagnostic));
            }
        }
        Format::Human => {
            speak::diagnostics(&diagnostics, &sources.texts(), language);
            if let (Some(site), true) = (site, diagnostics.is_empty()) {
                let (records, documents, directives) =
                    (sources.record_count(), site.documents.len(), site.directives.len());
                let fine = say!(
                    "không có lỗi: {records} bản ghi, {documents} văn bản, {directives} nhiệm vụ",
                    "all good: {records} records, {documents} documents, {directives} directives"
                );
                speak::talk(fine.in_language(language));
            }
        }
    }
    if any_error(&diagnostics) { Outcome::Wrong } else { Outcome::Fine }
}
