//! Dates in records → days of the calendar.

use jiff::civil::Date;

use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::base::source::SourcePath;
use crate::model::day::{self, PartialDate};
use crate::say;

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
pub fn partial_date(
    text: &str,
    path: &SourcePath,
    trail: &Trail<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<PartialDate> {
    match PartialDate::parse(text) {
        Ok(date) => Some(date),
        Err(problem) => {
            diagnostics.push(report(problem, path, trail));
            None
        }
    }
}

/// The first and the last day of something, or diagnostics at `valid_from` and `valid_to`.
pub fn validity(
    from: Option<&str>,
    to: Option<&str>,
    path: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Option<Date>, Option<Date>) {
    let root = Trail::ROOT;
    let (first, last) = (root.key("valid_from"), root.key("valid_to"));
    let from = from.and_then(|text| date(text, path, &first, diagnostics));
    let to = to.and_then(|text| date(text, path, &last, diagnostics));
    if let (Some(begins), Some(ends)) = (from, to)
        && ends < begins
    {
        diagnostics.push(
            Diagnostic::error(
                "bad-date",
                Place::value(path.clone(), &last),
                say!("ngày kết thúc đứng trước ngày bắt đầu", "the last day is before the first"),
            )
            .help(say!("xem lại năm của hai ngày", "check the years of both"))
            .related(Place::value(path.clone(), &first), say!("ngày bắt đầu", "the first day")),
        );
    }
    (from, to)
}

fn report(problem: day::DayProblem, path: &SourcePath, trail: &Trail<'_>) -> Diagnostic {
    Diagnostic::error("bad-date", Place::value(path.clone(), trail), problem.message).help(problem.help)
}
