//! Dates in records → days of the calendar.

use jiff::civil::Date;

use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::base::source::SourcePath;
use crate::model::day::{self, PartialDate};

/// The day that `text` names, or a diagnostic at `trail`.
pub fn date(text: &str, path: &SourcePath, trail: &Trail<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Date> {
    match day::parse_day(text) {
        Ok(date) => Some(date),
        Err(problem) => {
            diagnostics.push(report(problem, path, trail));
            None
        }
    }
}

/// The day, month or year that `text` names, or a diagnostic at `trail`.
pub fn partial_date(text: &str, path: &SourcePath, trail: &Trail<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<PartialDate> {
    match PartialDate::parse(text) {
        Ok(date) => Some(date),
        Err(problem) => {
            diagnostics.push(report(problem, path, trail));
            None
        }
    }
}

fn report(problem: day::DayProblem, path: &SourcePath, trail: &Trail<'_>) -> Diagnostic {
    Diagnostic::error("bad-date", Place::value(path.clone(), trail), problem.message).help(problem.help)
}
