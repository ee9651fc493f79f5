//! Indicators, indicator sets and files of results.

use jiff::civil::Date;

use super::Context;
use super::body::refuse_cycles;
use super::dates::{date, validity};
use super::measure::{check_rank, is_rank, period};
use super::names::{Fate, Names, province_part};
use super::publication::{Gate, gate};
use super::records::Filed;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::model::Site;
use crate::model::document::Document;
use crate::model::eid::Eid;
use crate::model::indicator::{Better, Indicator, IndicatorGroup, IndicatorSet, Measure, Observation};
use crate::model::route;
use crate::model::site::Tombstone;
use crate::model::table::{Ix, Table};
use crate::record::indicator::{IndicatorRecord, IndicatorSetRecord};
use crate::record::result::ResultRecord;
use crate::record::suggest::near_addresses;
use crate::say;

/// The public indicators, their ids entered into `names`.
pub fn select<'r>(
    records: &'r [Filed<IndicatorRecord>],
    today: Date,
    names: &mut Names,
    tombstones: &mut Vec<Tombstone>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<&'r Filed<IndicatorRecord>> {
    let mut selected = Vec::new();
    for filed in records {
        let fate = match &filed.record {
            None => Fate::Broken,
            Some(record) => match gate(&record.publication, &filed.path, &Trail::ROOT, today, diagnostics) {
                Gate::Public if names.province_of(filed, diagnostics).is_some() => {
                    selected.push(filed);
                    Fate::Public(Ix::new(selected.len() - 1))
                }
                Gate::Public | Gate::Unclear => Fate::Broken,
                Gate::Hidden => Fate::Hidden,
                Gate::Withdrawn(reason) => {
                    tombstones.push(Tombstone {
                        address: format!("{}{}/", route::INDICATORS, filed.id),
                        name: filed.id.clone(),
                        reason,
                    });
                    Fate::Withdrawn
                }
            },
        };
        names.indicators.insert(filed.id.clone(), fate);
    }
    selected
}

/// The public indicator sets, their ids entered into `names`.
pub fn select_sets<'r>(
    records: &'r [Filed<IndicatorSetRecord>],
    today: Date,
    names: &mut Names,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<&'r Filed<IndicatorSetRecord>> {
    let mut selected = Vec::new();
    for filed in records {
        let fate = match &filed.record {
            None => Fate::Broken,
            Some(record) => match gate(&record.publication, &filed.path, &Trail::ROOT, today, diagnostics) {
                Gate::Public if names.province_of(filed, diagnostics).is_some() => {
                    selected.push(filed);
                    Fate::Public(Ix::new(selected.len() - 1))
                }
                Gate::Public | Gate::Unclear => Fate::Broken,
                Gate::Hidden => Fate::Hidden,
                Gate::Withdrawn(_) => Fate::Withdrawn,
            },
        };
        names.indicator_sets.insert(filed.id.clone(), fate);
    }
    selected
}

/// Links the indicators; targets and results are derived later.
pub fn link(selected: &[&Filed<IndicatorRecord>], context: &mut Context<'_>) -> Table<Indicator> {
    let mut table = Vec::with_capacity(selected.len());
    for filed in selected {
        let Some(record) = &filed.record else { continue };
        let root = Trail::ROOT;
        let Some(province) = context.names.provinces.get(province_part(&filed.id)) else { continue };
        if is_rank(record.measure) && record.better != Better::Lower {
            context.diagnostics.push(
                Diagnostic::error(
                    "bad-value",
                    Place::value(filed.path.clone(), &root.key("better")),
                    say!("với thứ hạng, thấp hơn luôn là tốt hơn", "for a rank, lower is always better"),
                )
                .help(say!("ghi `better: lower`", "write `better: lower`")),
            );
        }
        table.push(Indicator {
            id: filed.id.clone(),
            province,
            name: record.name.clone(),
            name_en: record.name_en.clone(),
            short: record.short.clone(),
            measure: record.measure,
            unit: record.unit.clone(),
            better: record.better,
            definition: record.definition.clone(),
            set: record.set.as_deref().and_then(|id| {
                context.names.indicator_sets.resolve(
                    id,
                    || Place::value(filed.path.clone(), &root.key("set")),
                    context.diagnostics,
                )
            }),
            responsible: record.responsible.as_deref().and_then(|id| {
                context.names.bodies.resolve(
                    id,
                    || Place::value(filed.path.clone(), &root.key("responsible")),
                    context.diagnostics,
                )
            }),
            targets: Vec::new(),
            results: Vec::new(),
        });
    }
    Table::new(table)
}

/// Links the indicator sets.
pub fn link_sets(selected: &[&Filed<IndicatorSetRecord>], context: &mut Context<'_>) -> Table<IndicatorSet> {
    let mut table: Vec<IndicatorSet> = Vec::with_capacity(selected.len());
    for filed in selected {
        let Some(record) = &filed.record else { continue };
        let root = Trail::ROOT;
        let (valid_from, valid_to) =
            validity(record.valid_from.as_deref(), record.valid_to.as_deref(), &filed.path, context.diagnostics);
        let document = record.document.as_deref().and_then(|id| {
            context.names.documents.resolve(
                id,
                || Place::value(filed.path.clone(), &root.key("document")),
                context.diagnostics,
            )
        });
        let supersedes = record.supersedes.as_deref().and_then(|id| {
            context.names.indicator_sets.resolve(
                id,
                || Place::value(filed.path.clone(), &root.key("supersedes")),
                context.diagnostics,
            )
        });
        let groups_trail = root.key("groups");
        let mut groups = Vec::with_capacity(record.groups.len());
        for (position, group) in record.groups.iter().enumerate() {
            let item = groups_trail.index(position);
            let list = item.key("indicators");
            let indicators = group
                .indicators
                .iter()
                .enumerate()
                .filter_map(|(order, id)| {
                    context.names.indicators.resolve(
                        id,
                        || Place::value(filed.path.clone(), &list.index(order)),
                        context.diagnostics,
                    )
                })
                .collect();
            groups.push(IndicatorGroup { name: group.name.clone(), weight: group.weight, indicators });
        }
        table.push(IndicatorSet {
            id: filed.id.clone(),
            name: record.name.clone(),
            document,
            supersedes,
            valid_from,
            valid_to,
            description: record.description.clone(),
            groups,
        });
    }
    refuse_cycles(selected, context, "supersedes", |position| table[position].supersedes.as_slice());
    Table::new(table)
}

/// Links the results of the result files, after those that documents state.
pub fn link_results(files: &[Filed<Vec<ResultRecord>>], site: &mut Site, context: &mut Context<'_>) {
    for filed in files {
        if filed.record.is_some() {
            context.names.province_of(filed, context.diagnostics);
        }
        for (position, record) in filed.record.iter().flatten().enumerate() {
            let root = Trail::ROOT;
            let trail = root.index(position);
            if gate(&record.publication, &filed.path, &trail, context.today, context.diagnostics) != Gate::Public {
                continue;
            }
            let Some(observation) = observation(record, filed, position, site, context) else { continue };
            if observation.date.is_none_or(|known| known <= context.today) {
                site.results.push(observation);
            }
        }
    }
}

/// The address `eid` in the document that states a result.
fn stated_at(
    eid: &str,
    record: &ResultRecord,
    document: Option<Ix<Document>>,
    place: &Place,
    site: &Site,
    context: &mut Context<'_>,
) -> Option<Eid> {
    let Some(document) = document else {
        // An id that leads nowhere was reported already.
        if record.document.is_none() {
            context.diagnostics.push(
                Diagnostic::error(
                    "missing-field",
                    place.clone(),
                    say!(
                        "có mã mục `{eid}` nhưng không nói của văn bản nào",
                        "there is an address `{eid}`, and no document that it belongs to"
                    ),
                )
                .help(say!("thêm `document: mã văn bản`", "add `document: id`")),
            );
        }
        return None;
    };
    let found = site.documents[document].provision(eid).map(|provision| provision.eid.clone());
    if found.is_none() && !context.unaddressed.contains(&document) {
        let known = site.documents[document].provisions.iter().map(|provision| provision.eid.as_str());
        let help = near_addresses(eid, known).unwrap_or_else(|| {
            say!(
                "văn bản này mới biết số, ký hiệu, chưa có chữ: bỏ `eid`",
                "only the number of this document is known, not its text: drop `eid`"
            )
        });
        context.diagnostics.push(
            Diagnostic::error(
                "unknown-reference",
                place.clone(),
                say!("văn bản không có mục `{eid}`", "the document has no provision `{eid}`"),
            )
            .help(help),
        );
    }
    found
}

fn observation(
    record: &ResultRecord,
    filed: &Filed<Vec<ResultRecord>>,
    position: usize,
    site: &Site,
    context: &mut Context<'_>,
) -> Option<Observation> {
    let path = &filed.path;
    let root = Trail::ROOT;
    let trail = root.index(position);
    let place = |key: &str| Place::value(path.clone(), &trail.key(key));
    let indicator = context.names.indicators.resolve(&record.indicator, || place("indicator"), context.diagnostics);
    let body =
        record.body.as_deref().and_then(|id| context.names.bodies.resolve(id, || place("body"), context.diagnostics));
    let document = record
        .document
        .as_deref()
        .and_then(|id| context.names.documents.resolve(id, || place("document"), context.diagnostics));
    let set = record
        .set
        .as_deref()
        .and_then(|id| context.names.indicator_sets.resolve(id, || place("set"), context.diagnostics));
    let period = period(&record.period, path, &trail.key("period"), context);
    check_rank(record.rank, record.out_of, path, &trail.key("rank"), context);
    let eid = record.eid.as_deref().and_then(|eid| stated_at(eid, record, document, &place("eid"), site, context));
    if record.document.is_none() && record.source.is_none() {
        context.diagnostics.push(
            Diagnostic::error(
                "missing-source",
                Place::value(path.clone(), &trail),
                say!("kết quả không nêu nguồn", "the result names no source"),
            )
            .help(say!(
                "ghi `document: mã văn bản` hoặc `source: nguồn bằng lời`",
                "write `document: id` or `source: in words`"
            )),
        );
    }
    if record.value.is_none() && record.rank.is_none() && record.statement.is_none() {
        context.diagnostics.push(
            Diagnostic::error(
                "missing-field",
                Place::value(path.clone(), &trail),
                say!("kết quả không có giá trị nào", "the result has no value"),
            )
            .help(say!(
                "ghi `value`, `rank`, hoặc `statement` với chỉ tiêu định tính",
                "write `value`, `rank`, or `statement` for a qualitative indicator"
            )),
        );
    }
    let indicator = indicator?;
    if site.indicators[indicator].measure == Measure::Rank && record.rank.is_none() {
        context.diagnostics.push(
            Diagnostic::error(
                "missing-field",
                Place::value(path.clone(), &trail),
                say!(
                    "chỉ tiêu này là thứ hạng, nhưng kết quả không có `rank`",
                    "this indicator is a rank, and the result has no `rank`"
                ),
            )
            .help(say!("ghi `rank: …` và `out_of: …`", "write `rank: …` and `out_of: …`")),
        );
    }
    let date = record.date.as_deref().and_then(|text| date(text, path, &trail.key("date"), context.diagnostics));
    Some(Observation {
        id: format!("results/{}@{position}", filed.id).into(),
        indicator,
        body,
        period: period?,
        date,
        value: record.value,
        unit: record.unit.clone(),
        rank: record.rank,
        out_of: record.out_of,
        tied: record.tied,
        national_average: record.national_average,
        statement: record.statement.clone(),
        nature: record.nature,
        document,
        eid,
        source: record.source.clone(),
        set,
        note: record.note.clone(),
    })
}
