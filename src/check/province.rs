//! Provinces.

use jiff::civil::Date;

use super::Context;
use super::body::refuse_cycles;
use super::dates::validity;
use super::names::{Fate, Names};
use super::publication::{Gate, gate};
use super::records::Filed;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::model::province::Province;
use crate::model::route;
use crate::model::table::{Ix, Table};
use crate::record::province::ProvinceRecord;
use crate::say;

/// The public ones, their ids entered into `names`.
pub fn select<'r>(
    records: &'r [Filed<ProvinceRecord>],
    today: Date,
    names: &mut Names,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<&'r Filed<ProvinceRecord>> {
    let mut selected = Vec::new();
    for filed in records {
        let fate = match &filed.record {
            None => Fate::Broken,
            Some(record) => match gate(&record.publication, &filed.path, &Trail::ROOT, today, diagnostics) {
                Gate::Public => {
                    selected.push(filed);
                    Fate::Public(Ix::new(selected.len() - 1))
                }
                Gate::Unclear => Fate::Broken,
                Gate::Hidden => Fate::Hidden,
                Gate::Withdrawn(_) => Fate::Withdrawn,
            },
        };
        names.provinces.insert(filed.id.clone(), fate);
        refuse_reserved(filed, diagnostics);
    }
    selected
}

/// Reports a province whose address belongs to a list of documents.
fn refuse_reserved(filed: &Filed<ProvinceRecord>, diagnostics: &mut Vec<Diagnostic>) {
    let id = &filed.id;
    if route::is_reserved_province(id) {
        let message = say!(
            "địa chỉ /van-ban/{id}/ đã dành cho một danh sách văn bản",
            "the address /van-ban/{id}/ belongs to a list of documents"
        );
        diagnostics.push(
            Diagnostic::error("reserved-address", Place::file(filed.path.clone()), message)
                .help(say!("đổi tên tệp, ví dụ tinh-{id}.yaml", "rename the file, such as tinh-{id}.yaml")),
        );
    }
}

/// Links them.
pub fn link(selected: &[&Filed<ProvinceRecord>], context: &mut Context<'_>) -> Table<Province> {
    let mut table: Vec<Province> = Vec::with_capacity(selected.len());
    for filed in selected {
        let Some(record) = &filed.record else { continue };
        let root = Trail::ROOT;
        let (valid_from, valid_to) =
            validity(record.valid_from.as_deref(), record.valid_to.as_deref(), &filed.path, context.diagnostics);
        let list = root.key("successors");
        let successors = record
            .successors
            .iter()
            .enumerate()
            .filter_map(|(position, id)| {
                context.names.provinces.resolve(
                    id,
                    || Place::value(filed.path.clone(), &list.index(position)),
                    context.diagnostics,
                )
            })
            .collect();
        table.push(Province {
            id: filed.id.clone(),
            name: record.name.clone(),
            short: record.short.clone(),
            kind: record.kind,
            valid_from,
            valid_to,
            successors,
            note: record.note.clone(),
        });
    }
    refuse_cycles(selected, context, "successors", |position| &table[position].successors);
    Table::new(table)
}
