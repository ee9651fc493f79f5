//! Bodies: agencies, committees, units, offices, groups.

use jiff::civil::Date;

use super::dates::validity;
use super::names::{Fate, Names};
use super::publication::{Gate, gate};
use super::records::Filed;
use super::{Context, cycles};
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::base::source::SourcePath;
use crate::model::body::Body;
use crate::model::table::{Entity, Ix, List, Table};
use crate::record::body::BodyRecord;
use crate::say;

/// The public ones, their ids entered into `names`.
pub fn select<'r>(
    records: &'r [Filed<BodyRecord>],
    today: Date,
    names: &mut Names,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<&'r Filed<BodyRecord>> {
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
        names.bodies.insert(filed.id.clone(), fate);
    }
    selected
}

/// Links them; inverse relations are derived later.
pub fn link(selected: &[&Filed<BodyRecord>], context: &mut Context<'_>) -> Table<Body> {
    let mut table = Vec::with_capacity(selected.len());
    for filed in selected {
        let Some(record) = &filed.record else { continue };
        let root = Trail::ROOT;
        let Some(province) = context.names.provinces.get(super::names::province_part(&filed.id)) else { continue };
        let (valid_from, valid_to) =
            validity(record.valid_from.as_deref(), record.valid_to.as_deref(), &filed.path, context.diagnostics);
        let parent = record.parent.as_deref().and_then(|id| {
            context.names.bodies.resolve(
                id,
                || Place::value(filed.path.clone(), &root.key("parent")),
                context.diagnostics,
            )
        });
        table.push(Body {
            id: filed.id.clone(),
            province,
            name: record.name.clone(),
            short: record.short.clone(),
            name_en: record.name_en.clone(),
            aliases: record.aliases.clone(),
            kind: record.kind,
            parent,
            members: bodies(&record.members, &filed.path, &root.key("members"), context).into_iter().collect(),
            valid_from,
            valid_to,
            successors: bodies(&record.successors, &filed.path, &root.key("successors"), context).into_iter().collect(),
            predecessors: Vec::new(),
            groups: Vec::new(),
            basis: record.basis.clone(),
            note: record.note.clone(),
            issued: Vec::new(),
            leads: Vec::new(),
            coordinates: Vec::new(),
            receives: Vec::new(),
            findings: Vec::new(),
        });
    }
    refuse_cycles(selected, context, "parent", |position| table[position].parent.as_slice());
    refuse_cycles(selected, context, "successors", |position| &table[position].successors);
    refuse_cycles(selected, context, "members", |position| &table[position].members);
    Table::new(table)
}

/// The bodies that a list of ids names.
pub fn bodies(ids: &[String], path: &SourcePath, trail: &Trail<'_>, context: &mut Context<'_>) -> List<Ix<Body>> {
    ids.iter()
        .enumerate()
        .filter_map(|(position, id)| {
            context.names.bodies.resolve(id, || Place::value(path.clone(), &trail.index(position)), context.diagnostics)
        })
        .collect()
}

/// Reports every reference by which a record reaches itself over the field `key`.
pub fn refuse_cycles<'t, R, T: Entity + 't>(
    selected: &[&Filed<R>],
    context: &mut Context<'_>,
    key: &str,
    next: impl Fn(usize) -> &'t [Ix<T>],
) {
    let targets = (0..selected.len())
        .map(|position| next(position).iter().map(|target| target.position()).collect())
        .collect::<Vec<Vec<_>>>();
    for (record, place) in cycles::closing(&targets) {
        let target = selected[targets[record][place]];
        let root = Trail::ROOT;
        let trail = root.key(key);
        let id = &target.id;
        let mut diagnostic = Diagnostic::error(
            "cyclic-reference",
            Place::value(selected[record].path.clone(), &trail),
            say!(
                "đi theo `{key}` qua `{id}` thì quay về chính bản ghi này",
                "following `{key}` over `{id}` leads back to this record"
            ),
        )
        .help(say!("xóa chiều ghi nhầm", "delete the one that is the wrong way round"));
        if target.path != selected[record].path {
            diagnostic = diagnostic
                .related(Place::value(target.path.clone(), &trail), say!("vòng đi qua đây", "the cycle passes here"));
        }
        context.diagnostics.push(diagnostic);
    }
}
