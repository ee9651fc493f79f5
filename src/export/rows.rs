//! Site → rows of the public tables.

use serde_json::{Map, Value, json};

use super::joined;

use crate::model::Site;
use crate::model::assessment::assess;
use crate::model::body::Body;
use crate::model::contract::Resource;
use crate::model::deadline::DeadlineKind;
use crate::model::directive::{Directive, StatedDeadline, Upstream};
use crate::model::document::{Document, Provision};
use crate::model::finding::{Finding, FindingCause, FindingVerdict};
use crate::model::indicator::{Indicator, Observation, Target};
use crate::model::province::Province;
use crate::model::route;
use crate::model::standing::SlotStanding;
use crate::model::table::Ix;
use crate::model::text::Run;
use crate::model::update::{Lifecycle, Update, Verification};

/// A row: field → value, in the order of the contract.
pub type Row = Map<String, Value>;

/// The rows of a table one by one, in the order of the site.
pub fn rows(site: &Site, resource: Resource) -> Box<dyn Iterator<Item = Row> + '_> {
    match resource {
        Resource::Documents => Box::new(site.documents.iter().map(move |one| document(site, one))),
        Resource::Provisions => Box::new(site.documents.iter().flat_map(move |one| provisions(site, one))),
        Resource::Directives => Box::new(site.directives.iter().map(move |one| directive(site, one))),
        Resource::Updates => Box::new(site.updates.iter().map(move |one| update(site, one))),
        Resource::Indicators => Box::new(site.indicators.iter().map(move |one| indicator(site, one))),
        Resource::Targets => Box::new(site.targets.iter().map(move |one| target(site, one))),
        Resource::Results => Box::new(site.results.iter().map(move |one| result(site, one))),
        Resource::Bodies => Box::new(site.bodies.iter().map(move |one| body(site, one))),
        Resource::Findings => Box::new(site.findings.iter().map(move |one| finding(site, one))),
        Resource::Provinces => Box::new(site.provinces.iter().map(move |one| province(site, one))),
        Resource::Sources => Box::new(site.joined.iter().map(move |one| joined::source(site, one))),
    }
}

/// A row of its fields.
pub fn row(fields: Value) -> Row {
    match fields {
        Value::Object(row) => row,
        _ => Row::new(),
    }
}

/// An address as others should use it: in full when the site knows where it lives.
pub fn url(site: &Site, address: &str) -> String {
    match &site.base_url {
        Some(base) => format!("{base}{address}"),
        None => format!("/{address}"),
    }
}

fn ids(site: &Site, bodies: &[Ix<Body>]) -> Vec<Value> {
    bodies.iter().map(|position| json!(site.bodies[*position].id)).collect()
}

/// One document.
pub fn document(site: &Site, one: &Document) -> Row {
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
    row(json!({
        "id": one.id,
        "number": one.number.as_ref().map(|number| &number.value),
        "kind": one.kind.word(),
        "issuer": site.bodies[one.issuer].id,
        "province": site.provinces[one.province].id,
        "date": one.date.as_ref().map(|date| date.value.to_string()),
        "date_certain": one.date.as_ref().is_some_and(|date| date.is_certain()),
        "number_certain": one.number.as_ref().is_some_and(|number| number.is_certain()),
        "title": one.title,
        "signer": one.signer,
        "source": one.source,
        "held": one.is_held(),
        "url": url(site, &route::document(one)),
        "relations": relations,
    }))
}

/// The provisions of one document.
pub fn provisions(site: &Site, one: &Document) -> Vec<Row> {
    (1..).zip(&one.provisions).map(|(position, provision)| self::provision(site, one, provision, position)).collect()
}

fn provision(site: &Site, document: &Document, one: &Provision, position: usize) -> Row {
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
    row(json!({
        "document": document.id,
        "eid": one.eid.as_str(),
        "parent": one.parent.map(|parent| document.provisions[parent].eid.as_str()),
        "label": one.printed_label,
        "heading": one.heading.as_ref().map(|text| text.plain()),
        "text": one.text.as_ref().map(|text| text.plain()),
        "position": position,
        "footnotes": footnotes,
        "doubtful": texts.into_iter().flatten().any(|text| text.is_doubtful()),
        "url": url(site, &route::provision(document, one)),
    }))
}

/// The id of something that a directive carries out.
pub fn upstream(site: &Site, upstream: Upstream) -> &str {
    match upstream {
        Upstream::Directive(position) => &site.directives[position].id,
        Upstream::Document(position) => &site.documents[position].id,
    }
}

/// One directive.
pub fn directive(site: &Site, one: &Directive) -> Row {
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
    row(json!({
        "id": one.id,
        "document": document.id,
        "eid": provision.eid.as_str(),
        "action": one.action,
        "lead": ids(site, &one.lead),
        "coordinating": ids(site, &one.coordinating),
        "responsible": one.responsible,
        "report_to": ids(site, &one.report_to),
        "via": one.via.map(|via| &site.bodies[via].id),
        "deadline_text": stated.map(|stated| &stated.text),
        "deadline_at": stated.and_then(|stated| stated.at.as_ref()).map(|eid| eid.as_str()),
        "deadline_kind": deadline_kind(stated),
        "due": one.due().map(|due| due.to_string()),
        "recurrence": stated.and_then(|stated| stated.deadline.recurrence.as_ref()).map(|rule| rule.rrule()),
        "slots": standing.slots.iter().map(slot).collect::<Vec<_>>(),
        "extensions": extensions,
        "lifecycle": standing.lifecycle.word(),
        "timeliness": standing.timing.timeliness.word(),
        "days_late": standing.timing.days_late,
        "verification": standing.verification.map(Verification::word),
        "completed": standing.completed.map(|day| day.to_string()),
        "carries_out": carries_out(site, one),
        "drift": drift,
        "url": url(site, &route::directive(site, one)),
    }))
}

/// Ids of what it carries out, here and at joined sites.
fn carries_out<'s>(site: &'s Site, one: &Directive) -> Vec<&'s str> {
    let own = one.carries_out.iter().map(|higher| upstream(site, *higher));
    own.chain(one.carries_out_joined.iter().map(|elsewhere| site.joined[elsewhere.site].id_of(*elsewhere))).collect()
}

fn slot(one: &SlotStanding) -> Value {
    json!({ "due": one.due.to_string(), "state": one.state.word(), "filed": one.filed.map(|day| day.to_string()) })
}

/// One finding.
fn finding(site: &Site, one: &Finding) -> Row {
    row(json!({
        "body": site.bodies[one.body].id,
        "date": one.date.to_string(),
        "verdict": match one.verdict {
            FindingVerdict::DoneWell => "done-well",
            FindingVerdict::NotDoneWell => "not-done-well",
        },
        "cause": one.cause.map(|cause| match cause {
            FindingCause::Subjective => "subjective",
            FindingCause::Objective => "objective",
        }),
        "directive": one.directive.map(|position| &site.directives[position].id),
        "text": one.text,
        "person": one.person,
        "document": one.document.map(|position| &site.documents[position].id),
        "source": one.source,
    }))
}

/// One update.
pub fn update(site: &Site, one: &Update) -> Row {
    let evidence = one
        .evidence
        .iter()
        .map(|proof| json!({ "document": proof.document.map(|position| &site.documents[position].id), "url": proof.url, "text": proof.text }))
        .collect::<Vec<_>>();
    row(json!({
        "directive": site.directives[one.directive].id,
        "date": one.date.to_string(),
        "lifecycle": one.lifecycle.map(Lifecycle::word),
        "slot": one.slot.map(|day| day.to_string()),
        "completed": one.completed.map(|day| day.to_string()),
        "verification": one.verification.map(Verification::word),
        "text": one.text,
        "reason": one.reason,
        "successor": one.successor.map(|body| &site.bodies[body].id),
        "source": one.source,
        "evidence": evidence,
        "corrects": one.corrects.map(|day| day.to_string()),
    }))
}

/// One indicator.
pub fn indicator(site: &Site, one: &Indicator) -> Row {
    row(json!({
        "id": one.id,
        "province": site.provinces[one.province].id,
        "name": one.name,
        "name_en": one.name_en,
        "measure": one.measure.word(),
        "unit": one.unit,
        "better": one.better.word(),
        "definition": one.definition,
        "set": one.set.map(|set| &site.indicator_sets[set].id),
        "responsible": one.responsible.map(|body| &site.bodies[body].id),
        "url": url(site, &route::indicator(one)),
    }))
}

fn province(site: &Site, one: &Province) -> Row {
    let successors = one.successors.iter().map(|position| &site.provinces[*position].id).collect::<Vec<_>>();
    row(json!({
        "id": one.id,
        "name": one.name,
        "short": one.short,
        "valid_from": one.valid_from.map(|day| day.to_string()),
        "valid_to": one.valid_to.map(|day| day.to_string()),
        "successors": successors,
    }))
}

/// One target.
pub fn target(site: &Site, one: &Target) -> Row {
    let document = &site.documents[one.document];
    let provision = &document.provisions[one.provision];
    let stated = one.deadline.as_ref();
    let assessment = assess(site, one);
    row(json!({
        "indicator": site.indicators[one.indicator].id,
        "document": document.id,
        "eid": provision.eid.as_str(),
        "operator": one.operator.word(),
        "value": one.value.map(number),
        "unit": one.unit,
        "due": stated.filter(|stated| stated.deadline.kind != DeadlineKind::Horizon).and_then(|stated| stated.deadline.due).map(|due| due.to_string()),
        "deadline_text": stated.map(|stated| &stated.text),
        "deadline_kind": deadline_kind(stated),
        "horizon": stated.and_then(|stated| stated.deadline.horizon),
        "text": one.text,
        "verdict": assessment.verdict.word(),
        "compared_period": assessment.result.map(|result| site.results[result].period.code()),
        "lead": ids(site, &one.lead),
        "url": url(site, &route::provision(document, provision)),
    }))
}

/// One result.
pub fn result(site: &Site, one: &Observation) -> Row {
    row(json!({
        "indicator": site.indicators[one.indicator].id,
        "body": one.body.map(|body| &site.bodies[body].id),
        "period": one.period.code(),
        "value": one.value.map(number),
        "unit": one.unit,
        "rank": one.rank,
        "out_of": one.out_of,
        "tied": one.tied,
        "national_average": one.national_average.map(number),
        "statement": one.statement,
        "nature": one.nature.word(),
        "date": one.date.map(|day| day.to_string()),
        "document": one.document.map(|document| &site.documents[document].id),
        "eid": one.eid.as_ref().map(|eid| eid.as_str()),
        "source": one.source,
        "set": one.set.map(|set| &site.indicator_sets[set].id),
        "note": one.note,
    }))
}

/// One body.
pub fn body(site: &Site, one: &Body) -> Row {
    row(json!({
        "id": one.id,
        "province": site.provinces[one.province].id,
        "name": one.name,
        "short": one.short,
        "name_en": one.name_en,
        "kind": one.kind.word(),
        "parent": one.parent.map(|parent| &site.bodies[parent].id),
        "members": ids(site, &one.members),
        "valid_from": one.valid_from.map(|day| day.to_string()),
        "valid_to": one.valid_to.map(|day| day.to_string()),
        "predecessors": ids(site, &one.predecessors),
        "successors": ids(site, &one.successors),
        "url": url(site, &route::body(one)),
    }))
}

/// A whole number without a fraction, any other with one.
fn number(value: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "only whole numbers far below 2^53 are cast")]
    if value.fract() == 0.0 && value.abs() < 9e15 { json!(value as i64) } else { json!(value) }
}

fn deadline_kind(stated: Option<&StatedDeadline>) -> &'static str {
    stated.map_or(DeadlineKind::None, |stated| stated.deadline.kind).word()
}
