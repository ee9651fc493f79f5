//! Deadlines as records state them: read, and found again in the words of the document.

use super::Context;
use super::dates::date;
use super::provision::Text;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::base::source::SourcePath;
use crate::model::day::PartialDate;
use crate::model::deadline;
use crate::model::directive::{Extension, StatedDeadline};
use crate::model::document::Provision;
use crate::model::eid::Eid;
use crate::record::directive::{DeadlineRecord, ExtensionRecord};
use crate::say;
use crate::vietnamese::fold::fold;

/// A deadline that another provision of the document states.
pub struct DeferredDeadline {
    /// The directive, by its place in the document.
    pub directive: usize,
    /// The provision that states it.
    pub at: Box<str>,
    /// Where the record says so.
    pub place: Place,
}

impl Text<'_> {
    /// Reads a deadline of this document.
    pub fn stated_deadline(
        &self,
        record: &DeadlineRecord,
        trail: &Trail<'_>,
        context: &mut Context<'_>,
    ) -> Option<StatedDeadline> {
        stated(record, self.issued, &self.filed.path, trail, context)
    }

    /// The phrase must stand in the provision or in one around it: a deadline is never made up.
    pub fn check_phrase(&self, record: &DeadlineRecord, position: usize, trail: &Trail<'_>, context: &mut Context<'_>) {
        let around = || std::iter::successors(Some(position), |at| self.linked.provisions[*at].parent());
        let mut said = around().map(|at| own_words(&self.linked.provisions[at]));
        // Mostly it stands there to the letter.
        if said.any(|said| said.contains(record.text.trim())) {
            return;
        }
        let phrase = words(&record.text);
        if around().any(|at| words(&own_words(&self.linked.provisions[at])).contains(&phrase)) {
            return;
        }
        context.diagnostics.push(phrase_not_found(&record.text, None, Place::value(self.filed.path.clone(), trail)));
    }
}

/// The deadlines that other provisions state, now that all of them are there.
pub fn settle_deferred(text: &mut Text<'_>, context: &mut Context<'_>) {
    for deferred in std::mem::take(&mut text.deferred) {
        let Some(provision) = text.linked.find(&deferred.at) else {
            let at = &deferred.at;
            if !text.linked.has_bad_labels {
                context.diagnostics.push(text.linked.unknown(at, deferred.place));
            }
            continue;
        };
        let (eid, said): (Eid, String) = (provision.eid.clone(), words(&own_words(provision)));
        let Some(stated) = &mut text.linked.directives[deferred.directive].deadline else { continue };
        if !said.contains(&words(&stated.text)) {
            context.diagnostics.push(phrase_not_found(&stated.text, Some(&deferred.at), deferred.place));
        }
        stated.at = Some(eid);
    }
}

fn phrase_not_found(phrase: &str, at: Option<&str>, place: Place) -> Diagnostic {
    match at {
        None => Diagnostic::warning(
            "deadline-not-in-text",
            place,
            say!(
                "không thấy “{phrase}” trong chữ của mục này",
                "“{phrase}” is not found in the text of this provision"
            ),
        )
        .help(say!(
            "chép đúng lời văn bản; nếu mục khác hoặc chú thích nêu thời hạn, ghi thêm `at:`",
            "copy the document's words; where another provision or a footnote states the deadline, add `at:`"
        )),
        Some(at) => Diagnostic::warning(
            "deadline-not-in-text",
            place,
            say!("không thấy “{phrase}” trong chữ của `{at}`", "“{phrase}” is not found in the text of `{at}`"),
        )
        .help(say!(
            "chép đúng lời văn bản, hoặc sửa `at` thành mục nêu thời hạn",
            "copy the document's words, or correct `at`"
        )),
    }
}

fn own_words(provision: &Provision) -> String {
    let mut said = String::new();
    for text in [&provision.heading, &provision.text].into_iter().flatten() {
        said.push_str(&text.plain());
        said.push(' ');
    }
    said
}

fn words(text: &str) -> String {
    fold(&text.replace("[?]", " ")).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a deadline.
pub fn stated(
    record: &DeadlineRecord,
    issued: Option<PartialDate>,
    path: &SourcePath,
    trail: &Trail<'_>,
    context: &mut Context<'_>,
) -> Option<StatedDeadline> {
    let given = match record.due.as_deref() {
        None => None,
        Some(text) => Some(date(text, path, &trail.key("due"), context.diagnostics)?),
    };
    let meaning = match deadline::resolve_deadline(&record.text, given, issued) {
        Ok(meaning) => meaning,
        Err(problem) => {
            let place = Place::value(path.clone(), trail);
            context.diagnostics.push(Diagnostic::error("bad-deadline", place, problem.message).help(problem.help));
            return None;
        }
    };
    Some(StatedDeadline { text: record.text.trim().into(), at: None, deadline: meaning })
}

/// Reads an extension.
pub fn extension_of(
    record: &ExtensionRecord,
    issued: Option<PartialDate>,
    path: &SourcePath,
    trail: &Trail<'_>,
    context: &mut Context<'_>,
) -> Option<Extension> {
    let document = context.names.documents.resolve(
        &record.document,
        || Place::value(path.clone(), &trail.key("document")),
        context.diagnostics,
    );
    let mut to = stated(&record.to, issued, path, &trail.key("to"), context);
    if let Some(stated) = &mut to {
        stated.at = record.to.at.as_deref().and_then(|eid| Eid::parse(eid).ok());
        if stated.deadline.due.is_none() {
            context.diagnostics.push(
                Diagnostic::error(
                    "bad-deadline",
                    Place::value(path.clone(), &trail.key("to")),
                    say!("gia hạn phải có ngày mới", "an extension needs a new date"),
                )
                .help(say!(
                    "ghi `to: {{ text: …, due: năm-tháng-ngày }}`",
                    "write `to: {{ text: …, due: year-month-day }}`"
                )),
            );
        }
    }
    let from = record.from.as_ref().and_then(|written| stated(written, issued, path, &trail.key("from"), context));
    Some(Extension { document: document?, to: to?, from })
}
