//! Findings of inspections; individuals stay out unless the settings let them in.

use std::collections::HashMap;

use super::Context;
use super::dates::date;
use super::publication::{Gate, gate};
use super::records::Filed;
use super::upstream::{ids, resolve};
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::model::Site;
use crate::model::directive::Directive;
use crate::model::finding::{Finding, FindingVerdict};
use crate::model::table::{Ix, Table};
use crate::record::finding::FindingRecord;
use crate::say;

/// Links the public findings into `site`, oldest first.
pub fn link(files: &[Filed<Vec<FindingRecord>>], site: &mut Site, context: &mut Context<'_>) {
    if files.is_empty() {
        return;
    }
    let ids = ids(site);
    let mut findings = Vec::new();
    for filed in files {
        if filed.record.is_some() {
            context.names.province_of(filed, context.diagnostics);
        }
        for (position, record) in filed.record.iter().flatten().enumerate() {
            let root = Trail::ROOT;
            let trail = root.index(position);
            let decision = gate(&record.publication, &filed.path, &trail, context.today, context.diagnostics);
            let Some(finding) = one(record, filed, position, &ids, site.settings.show_individuals, context) else {
                continue;
            };
            if decision == Gate::Public && finding.date <= context.today {
                findings.push(finding);
            }
        }
    }
    findings.sort_by_key(|finding| finding.date);
    for (position, finding) in findings.iter().enumerate() {
        site.bodies.get_mut(finding.body).findings.push(Ix::new(position));
    }
    site.findings = Table::new(findings);
}

fn one(
    record: &FindingRecord,
    filed: &Filed<Vec<FindingRecord>>,
    position: usize,
    ids: &HashMap<&str, Ix<Directive>>,
    show_individuals: bool,
    context: &mut Context<'_>,
) -> Option<Finding> {
    let path = &filed.path;
    let root = Trail::ROOT;
    let trail = root.index(position);
    let place = |key: &str| Place::value(path.clone(), &trail.key(key));
    let body = context.names.bodies.resolve(&record.body, || place("body"), context.diagnostics);
    let document = record
        .document
        .as_deref()
        .and_then(|id| context.names.documents.resolve(id, || place("document"), context.diagnostics));
    let date = date(&record.date, path, &trail.key("date"), context.diagnostics);
    if date.is_some_and(|date| date > context.today) && !context.replay {
        let message = say!("ngày kết luận ở tương lai", "the date of the finding lies in the future");
        context.diagnostics.push(
            Diagnostic::error("future-update", place("date"), message)
                .help(say!("xem lại ngày và năm", "check the day and the year")),
        );
    }
    let directive = record.directive.as_deref().and_then(|id| resolve(id, ids, || place("directive"), context));
    if record.cause.is_some() && record.verdict == FindingVerdict::DoneWell {
        let message = say!("làm tốt thì không có nguyên nhân hạn chế", "a body that did well has no cause of failing");
        context
            .diagnostics
            .push(Diagnostic::error("bad-value", place("cause"), message).help(say!("bỏ `cause`", "drop `cause`")));
    }
    if record.document.is_none() && record.source.is_none() {
        let message = say!("kết luận kiểm tra không nêu nguồn", "the finding names no source");
        context.diagnostics.push(
            Diagnostic::error("missing-source", Place::value(path.clone(), &trail), message).help(say!(
                "ghi `document: mã văn bản` hoặc `source: nguồn bằng lời`",
                "write `document: id` or `source: in words`"
            )),
        );
    }
    Some(Finding {
        id: format!("{}@{position}", filed.id),
        body: body?,
        date: date?,
        verdict: record.verdict,
        cause: record.cause,
        directive,
        text: record.text.clone(),
        person: record.person.clone().filter(|_| show_individuals),
        document,
        source: record.source.clone(),
    })
}
