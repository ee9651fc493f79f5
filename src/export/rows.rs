//! Site → rows of the public tables.

use serde::Serialize;
use serde_json::{Value, json};

use super::{joined, table};
use crate::base::output::{Sink, SinkError};
use crate::model::Site;
use crate::model::assessment::assess;
use crate::model::body::Body;
use crate::model::contract::Resource;
use crate::model::deadline::DeadlineKind;
use crate::model::directive::{Directive, StatedDeadline, Upstream};
use crate::model::document::{Document, Provision};
use crate::model::finding::{Finding, FindingCause, FindingVerdict};
use crate::model::indicator::{Indicator, Observation, Target};
use crate::model::notes::Notes;
use crate::model::province::Province;
use crate::model::route;
use crate::model::standing::SlotStanding;
use crate::model::table::Ix;
use crate::model::text::Run;
use crate::model::update::{Lifecycle, Update, Verification};

/// Hands a table to `sink`: the rows one by one, in the order of the site.
///
/// # Errors
/// When the sink refuses a file.
pub fn pour(site: &Site, resource: Resource, notes: &Notes, sink: &dyn Sink) -> Result<(), SinkError> {
    /// A table with one row a record.
    macro_rules! one_row_each {
        ($records:ident, $row:path) => {
            table::pour(resource, &site.$records, |one| [$row(site, &site.$records[one])], notes, sink)
        };
    }
    match resource {
        Resource::Documents => one_row_each!(documents, document),
        Resource::Provisions => {
            table::pour(resource, &site.documents, |one| provisions(site, &site.documents[one]), notes, sink)
        }
        Resource::Directives => one_row_each!(directives, directive),
        Resource::Updates => one_row_each!(updates, update),
        Resource::Indicators => one_row_each!(indicators, indicator),
        Resource::Targets => one_row_each!(targets, target),
        Resource::Results => one_row_each!(results, result),
        Resource::Bodies => one_row_each!(bodies, body),
        Resource::Findings => one_row_each!(findings, finding),
        Resource::Provinces => one_row_each!(provinces, province),
        Resource::Sources => one_row_each!(joined, joined::source),
    }
}

/// A row of these fields, in the order of the contract.
macro_rules! row {
    ($($name:ident: $value:expr),* $(,)?) => {{
        #[derive(serde::Serialize)]
        struct Row<$($name),*> {
            $($name: $name),*
        }
        Row { $($name: $value),* }
    }};
}
pub(super) use row;

/// An address as others should use it: in full when the site knows where it lives.
pub fn url(site: &Site, address: &str) -> String {
    match &site.base_url {
        Some(base) => format!("{base}{address}"),
        None => format!("/{address}"),
    }
}

fn ids<'s>(site: &'s Site, bodies: &[Ix<Body>]) -> Vec<&'s str> {
    bodies.iter().map(|position| &*site.bodies[*position].id).collect()
}

/// One document.
pub fn document<'s>(site: &'s Site, one: &'s Document) -> impl Serialize + use<'s> {
    let relations = one
        .relations
        .iter()
        .map(|relation| {
            let target = &site.documents[relation.target];
            json!({
                "kind": relation.kind.word(),
                "target": target.id,
                "target_number": target.number.as_ref().map(|number| &number.value),
                "provision": relation.provision.as_ref().map(|eid| eid.as_str()),
            })
        })
        .collect::<Vec<_>>();
    row! {
        id: &one.id,
        number: one.number.as_ref().map(|number| &number.value),
        kind: one.kind.word(),
        issuer: &site.bodies[one.issuer].id,
        province: &site.provinces[one.province].id,
        date: one.date.as_ref().map(|date| date.value.to_string()),
        date_certain: one.date.as_ref().is_some_and(|date| date.is_certain()),
        number_certain: one.number.as_ref().is_some_and(|number| number.is_certain()),
        title: &one.title,
        signer: &one.signer,
        source: &one.source,
        held: one.is_held(),
        url: url(site, &route::document(one)),
        relations: relations,
    }
}

/// The provisions of one document.
pub fn provisions<'s>(site: &'s Site, one: &'s Document) -> Vec<impl Serialize + use<'s>> {
    (1..).zip(&one.provisions).map(|(position, provision)| self::provision(site, one, provision, position)).collect()
}

fn provision<'s>(
    site: &'s Site,
    document: &'s Document,
    one: &'s Provision,
    position: usize,
) -> impl Serialize + use<'s> {
    let texts = [&one.heading, &one.text];
    let footnotes = texts
        .into_iter()
        .flatten()
        .flat_map(|text| text.runs())
        .filter_map(|run| match run {
            Run::Footnote(label) => Some(format!("chu-thich-{label}")),
            Run::Words(_) | Run::Doubt => None,
        })
        .collect::<Vec<_>>();
    row! {
        document: &document.id,
        eid: one.eid.as_str(),
        parent: one.parent().map(|parent| document.provisions[parent].eid.as_str()),
        label: &one.printed_label,
        heading: one.heading.as_ref().map(|text| text.plain()),
        text: one.text.as_ref().map(|text| text.plain()),
        position: position,
        footnotes: footnotes,
        doubtful: texts.into_iter().flatten().any(|text| text.is_doubtful()),
        url: url(site, &route::provision(document, one)),
    }
}

/// The id of something that a directive carries out.
pub fn upstream(site: &Site, upstream: Upstream) -> &str {
    match upstream {
        Upstream::Directive(position) => &site.directives[position].id,
        Upstream::Document(position) => &site.documents[position].id,
    }
}

/// One directive.
pub fn directive<'s>(site: &'s Site, one: &'s Directive) -> impl Serialize + use<'s> {
    let document = &site.documents[one.document];
    let provision = &document.provisions[one.provision];
    let stated = one.deadline.as_ref();
    let extensions = one
        .extensions
        .iter()
        .map(|extension| {
            json!({
                "document": site.documents[extension.document].id,
                "text": extension.to.text,
                "due": extension.to.deadline.due.map(|due| due.to_string()),
                "old_text": extension.from.as_ref().map(|from| &from.text),
                "old_due": extension.from.as_ref().and_then(|from| from.deadline.due).map(|due| due.to_string()),
            })
        })
        .collect::<Vec<_>>();
    let drift = one
        .drift
        .iter()
        .map(|drift| json!({ "kind": drift.kind.word(), "with": upstream(site, drift.with), "text": drift.text }))
        .collect::<Vec<_>>();
    let standing = &one.standing;
    row! {
        id: &one.id,
        document: &document.id,
        eid: provision.eid.as_str(),
        action: &one.action,
        lead: ids(site, &one.lead),
        coordinating: ids(site, &one.coordinating),
        responsible: &one.responsible,
        report_to: ids(site, &one.report_to),
        via: one.via.map(|via| &site.bodies[via].id),
        deadline_text: stated.map(|stated| &stated.text),
        deadline_at: stated.and_then(|stated| stated.at.as_ref()).map(|eid| eid.as_str()),
        deadline_kind: deadline_kind(stated),
        due: one.due().map(|due| due.to_string()),
        recurrence: stated.and_then(|stated| stated.deadline.recurrence.as_ref()).map(|rule| rule.rrule()),
        slots: standing.slots.iter().map(slot).collect::<Vec<_>>(),
        extensions: extensions,
        lifecycle: standing.lifecycle.word(),
        timeliness: standing.timing.timeliness.word(),
        days_late: standing.timing.days_late,
        verification: standing.verification.map(Verification::word),
        completed: standing.completed.map(|day| day.to_string()),
        carries_out: carries_out(site, one),
        drift: drift,
        url: url(site, &route::directive(site, one)),
    }
}

/// Ids of what it carries out, here and at joined sites.
fn carries_out<'s>(site: &'s Site, one: &'s Directive) -> Vec<&'s str> {
    let own = one.carries_out.iter().map(|higher| upstream(site, *higher));
    own.chain(one.carries_out_joined.iter().map(|elsewhere| site.joined[elsewhere.site].id_of(*elsewhere))).collect()
}

fn slot(one: &SlotStanding) -> Value {
    json!({ "due": one.due.to_string(), "state": one.state.word(), "filed": one.filed.map(|day| day.to_string()) })
}

/// One finding.
fn finding<'s>(site: &'s Site, one: &'s Finding) -> impl Serialize + use<'s> {
    row! {
        body: &site.bodies[one.body].id,
        date: one.date.to_string(),
        verdict: match one.verdict {
            FindingVerdict::DoneWell => "done-well",
            FindingVerdict::NotDoneWell => "not-done-well",
        },
        cause: one.cause.map(|cause| match cause {
            FindingCause::Subjective => "subjective",
            FindingCause::Objective => "objective",
        }),
        directive: one.directive.map(|position| &site.directives[position].id),
        text: &one.text,
        person: &one.person,
        document: one.document.map(|position| &site.documents[position].id),
        source: &one.source,
    }
}

/// One update.
pub fn update<'s>(site: &'s Site, one: &'s Update) -> impl Serialize + use<'s> {
    let evidence = one
        .evidence
        .iter()
        .map(|proof| json!({ "document": proof.document.map(|position| &site.documents[position].id), "url": proof.url, "text": proof.text }))
        .collect::<Vec<_>>();
    row! {
        directive: &site.directives[one.directive].id,
        date: one.date.to_string(),
        lifecycle: one.lifecycle.map(Lifecycle::word),
        slot: one.slot.map(|day| day.to_string()),
        completed: one.completed.map(|day| day.to_string()),
        verification: one.verification.map(Verification::word),
        text: &one.text,
        reason: &one.reason,
        successor: one.successor.map(|body| &site.bodies[body].id),
        source: &one.source,
        evidence: evidence,
        corrects: one.corrects.map(|day| day.to_string()),
    }
}

/// One indicator.
pub fn indicator<'s>(site: &'s Site, one: &'s Indicator) -> impl Serialize + use<'s> {
    row! {
        id: &one.id,
        province: &site.provinces[one.province].id,
        name: &one.name,
        name_en: &one.name_en,
        measure: one.measure.word(),
        unit: &one.unit,
        better: one.better.word(),
        definition: &one.definition,
        set: one.set.map(|set| &site.indicator_sets[set].id),
        responsible: one.responsible.map(|body| &site.bodies[body].id),
        url: url(site, &route::indicator(one)),
    }
}

fn province<'s>(site: &'s Site, one: &'s Province) -> impl Serialize + use<'s> {
    let successors = one.successors.iter().map(|position| &site.provinces[*position].id).collect::<Vec<_>>();
    row! {
        id: &one.id,
        name: &one.name,
        short: &one.short,
        valid_from: one.valid_from.map(|day| day.to_string()),
        valid_to: one.valid_to.map(|day| day.to_string()),
        successors: successors,
    }
}

/// One target.
pub fn target<'s>(site: &'s Site, one: &'s Target) -> impl Serialize + use<'s> {
    let document = &site.documents[one.document];
    let provision = &document.provisions[one.provision];
    let stated = one.deadline.as_ref();
    let assessment = assess(site, one);
    row! {
        indicator: &site.indicators[one.indicator].id,
        document: &document.id,
        eid: provision.eid.as_str(),
        operator: one.operator.word(),
        value: one.value.map(number),
        unit: &one.unit,
        due: stated.filter(|stated| stated.deadline.kind != DeadlineKind::Horizon).and_then(|stated| stated.deadline.due).map(|due| due.to_string()),
        deadline_text: stated.map(|stated| &stated.text),
        deadline_kind: deadline_kind(stated),
        horizon: stated.and_then(|stated| stated.deadline.horizon),
        text: &one.text,
        verdict: assessment.verdict.word(),
        compared_period: assessment.result.map(|result| site.results[result].period.code()),
        lead: ids(site, &one.lead),
        url: url(site, &route::provision(document, provision)),
    }
}

/// One result.
pub fn result<'s>(site: &'s Site, one: &'s Observation) -> impl Serialize + use<'s> {
    row! {
        indicator: &site.indicators[one.indicator].id,
        body: one.body.map(|body| &site.bodies[body].id),
        period: one.period.code(),
        value: one.value.map(number),
        unit: &one.unit,
        rank: one.rank,
        out_of: one.out_of,
        tied: one.tied,
        national_average: one.national_average.map(number),
        statement: &one.statement,
        nature: one.nature.word(),
        date: one.date.map(|day| day.to_string()),
        document: one.document.map(|document| &site.documents[document].id),
        eid: one.eid.as_ref().map(|eid| eid.as_str()),
        source: &one.source,
        set: one.set.map(|set| &site.indicator_sets[set].id),
        note: &one.note,
    }
}

/// One body.
pub fn body<'s>(site: &'s Site, one: &'s Body) -> impl Serialize + use<'s> {
    row! {
        id: &one.id,
        province: &site.provinces[one.province].id,
        name: &one.name,
        short: &one.short,
        name_en: &one.name_en,
        kind: one.kind.word(),
        parent: one.parent.map(|parent| &site.bodies[parent].id),
        members: ids(site, &one.members),
        valid_from: one.valid_from.map(|day| day.to_string()),
        valid_to: one.valid_to.map(|day| day.to_string()),
        predecessors: ids(site, &one.predecessors),
        successors: ids(site, &one.successors),
        url: url(site, &route::body(one)),
    }
}

/// A whole number without a fraction, any other with one.
fn number(value: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "only whole numbers far below 2^53 are cast")]
    if value.fract() == 0.0 && value.abs() < 9e15 { json!(value as i64) } else { json!(value) }
}

fn deadline_kind(stated: Option<&StatedDeadline>) -> &'static str {
    stated.map_or(DeadlineKind::None, |stated| stated.deadline.kind).word()
}
