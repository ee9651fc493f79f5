//! Bodies: agencies, committees, units, offices, groups.

use jiff::civil::Date;

use super::dates::date;
use super::names::{Fate, Names};
use super::publication::{Gate, gate};
use super::records::Filed;
use super::Context;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::base::source::SourcePath;
use crate::model::body::Body;
use crate::model::table::{Ix, Table};
use crate::record::body::BodyRecord;
use crate::say;

/// The public ones, their ids entered into `names`.
pub fn select<'r>(records: &'r [Filed<BodyRecord>], today: Date, names: &mut Names, diagnostics: &mut Vec<Diagnostic>) -> Vec<&'r Filed<BodyRecord>> {
    let mut selected = Vec::new();
    for filed in records {
        let fate = match &filed.record {
            None => Fate::Broken,
            Some(record) => match gate(&record.publication, &filed.path, &Trail::ROOT, today, diagnostics) {
                Gate::Public if names.province_of(filed, diagnostics).is_some() => {
                    selected.push(filed);
                    Fate::Public(Ix::new(selected.len() - 1))
                }
                Gate::Public => Fate::Broken,
                Gate::Hidden | Gate::Withdrawn(_) => Fate::Hidden,
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
        let mut day = |text: &Option<String>, key: &str| {
            text.as_deref().and_then(|text| date(text, &filed.path, &root.key(key), context.diagnostics))
        };
        let (valid_from, valid_to) = (day(&record.valid_from, "valid_from"), day(&record.valid_to, "valid_to"));
        if let (Some(from), Some(to)) = (valid_from, valid_to)
            && to < from
        {
            context.diagnostics.push(Diagnostic::error(
                "bad-date",
                Place::value(filed.path.clone(), &root.key("valid_to")),
                say!("ngày kết thúc đứng trước ngày bắt đầu", "the last day is before the first"),
            ));
        }
        let parent = record.parent.as_deref().and_then(|id| {
            context.names.bodies.resolve(id, || Place::value(filed.path.clone(), &root.key("parent")), context.diagnostics)
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
            members: bodies(&record.members, &filed.path, &root.key("members"), context),
            valid_from,
            valid_to,
            successors: bodies(&record.successors, &filed.path, &root.key("successors"), context),
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
    refuse_cycles(selected, &table, context, |body| body.parent.as_slice(), "parent");
    refuse_cycles(selected, &table, context, |body| &body.successors, "successors");
    refuse_cycles(selected, &table, context, |body| &body.members, "members");
    Table::new(table)
}

/// The bodies that a list of ids names.
pub fn bodies(ids: &[String], path: &SourcePath, trail: &Trail<'_>, context: &mut Context<'_>) -> Vec<Ix<Body>> {
    ids.iter()
        .enumerate()
        .filter_map(|(position, id)| {
            context.names.bodies.resolve(id, || Place::value(path.clone(), &trail.index(position)), context.diagnostics)
        })
        .collect()
}

/// Reports every body that reaches itself over `next`, once a cycle.
fn refuse_cycles(selected: &[&Filed<BodyRecord>], table: &[Body], context: &mut Context<'_>, next: impl Fn(&Body) -> &[Ix<Body>], key: &str) {
    // 0 unseen, 1 on the current way, 2 finished.
    let mut colours = vec![0_u8; table.len()];
    for start in 0..table.len() {
        let mut way = vec![(start, 0_usize)];
        while let Some((body, child)) = way.last_mut() {
            if *child == 0 {
                if colours[*body] != 0 {
                    way.pop();
                    continue;
                }
                colours[*body] = 1;
            }
            let (body, position) = (*body, *child);
            match next(&table[body]).get(position) {
                None => {
                    colours[body] = 2;
                    way.pop();
                }
                Some(target) => {
                    if let Some((_, child)) = way.last_mut() {
                        *child += 1;
                    }
                    let target = target.position();
                    match colours[target] {
                        0 => way.push((target, 0)),
                        1 => context.diagnostics.push(
                            Diagnostic::error(
                                "cyclic-reference",
                                Place::value(selected[body].path.clone(), &Trail::ROOT.key(key)),
                                say!("`{key}` dẫn vòng về chính nó", "`{key}` leads back to itself"),
                            )
                            .related(Place::file(selected[target].path.clone()), say!("vòng đi qua đây", "the cycle passes here")),
                        ),
                        _ => {}
                    }
                }
            }
        }
    }
}
