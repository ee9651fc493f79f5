//! Updates: append-only, dated, sourced, and never "done" without evidence.

use std::collections::HashMap;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Context;
use super::dates::date;
use super::deadline::extension_of;
use super::links::refuse_unsafe;
use super::publication::{Gate, gate};
use super::records::Filed;
use super::ties::Ties;
use super::upstream::{ids, resolve};
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::model::Site;
use crate::model::directive::Directive;
use crate::model::status;
use crate::model::table::{Ix, List, Table};
use crate::model::update::{Evidence, Lifecycle, Update};
use crate::record::update::UpdateRecord;
use crate::say;

/// Links the public updates into `site`.
pub fn link(files: &[Filed<Vec<UpdateRecord>>], site: &mut Site, ties: &mut Ties, context: &mut Context<'_>) {
    if files.is_empty() {
        return;
    }
    let ids = ids(site);
    let mut updates = Vec::new();
    for filed in files {
        let Some(records) = &filed.record else { continue };
        if context.names.documents.resolve(&filed.id, || Place::file(filed.path.clone()), context.diagnostics).is_none()
        {
            continue;
        }
        let mut latest: HashMap<&str, (Date, usize)> = HashMap::new();
        let mut stated: HashMap<&str, Vec<Date>> = HashMap::new();
        for (position, record) in records.iter().enumerate() {
            let root = Trail::ROOT;
            let trail = root.index(position);
            let decision = gate(&record.publication, &filed.path, &trail, context.today, context.diagnostics);
            let Some(update) = one(record, filed, position, &ids, site, context) else { continue };
            let directive = &*record.directive;
            if let Some((before, earlier)) = latest.insert(directive, (update.date, position))
                && update.date < before
            {
                context.diagnostics.push(
                    Diagnostic::error(
                        "update-order",
                        Place::value(filed.path.clone(), &trail.key("date")),
                        say!("cập nhật này có ngày sớm hơn cập nhật ghi trước nó", "this update is dated before the one written above it"),
                    )
                    .help(say!("cập nhật mới luôn thêm vào cuối tệp; dòng cũ không sửa, sai thì thêm dòng đính chính (corrects)", "new updates go to the end of the file; old ones are not edited, a mistake gets a correcting one (corrects)"))
                    .related(Place::value(filed.path.clone(), &root.index(earlier).key("date")), say!("cập nhật trước", "the earlier update")),
                );
            }
            if let Some(corrected) = update.corrects
                && !stated.get(directive).is_some_and(|dates| dates.contains(&corrected))
            {
                context.diagnostics.push(
                    Diagnostic::error(
                        "unknown-reference",
                        Place::value(filed.path.clone(), &trail.key("corrects")),
                        say!(
                            "không có cập nhật nào ngày {corrected} để đính chính",
                            "there is no update of {corrected} to correct"
                        ),
                    )
                    .help(say!("ghi đúng ngày của lần cập nhật bị sai", "write the date of the update that is wrong")),
                );
            }
            stated.entry(directive).or_default().push(update.date);
            if decision == Gate::Public && update.date <= context.today {
                updates.push(update);
            }
        }
    }
    for (position, update) in updates.iter().enumerate() {
        let tie = ties.of(update.directive);
        tie.updates.push(Ix::new(position));
        tie.extensions.extend(update.extension.clone());
    }
    site.updates = Table::new(updates);
}

fn one(
    record: &UpdateRecord,
    filed: &Filed<Vec<UpdateRecord>>,
    position: usize,
    ids: &HashMap<&str, Ix<Directive>>,
    site: &Site,
    context: &mut Context<'_>,
) -> Option<Update> {
    let path = &filed.path;
    let root = Trail::ROOT;
    let trail = root.index(position);
    let place = |key: &str| Place::value(path.clone(), &trail.key(key));
    let directive = resolve(&format!("{}/{}", filed.id, record.directive), ids, || place("directive"), context);
    let mut day = |text: &Option<Box<str>>, key: &str| {
        text.as_deref().and_then(|text| date(text, path, &trail.key(key), context.diagnostics))
    };
    let completed = day(&record.completed, "completed");
    let slot = day(&record.slot, "slot");
    let corrects = day(&record.corrects, "corrects");
    let stated_on = date(&record.date, path, &trail.key("date"), context.diagnostics);
    if let Some(stated_on) = stated_on {
        if stated_on > context.today && !context.replay {
            context.diagnostics.push(
                Diagnostic::error(
                    "future-update",
                    place("date"),
                    say!("ngày cập nhật ở tương lai", "the date of the update lies in the future"),
                )
                .help(say!(
                    "ghi ngày có thông tin; muốn công bố sau thì dùng publication: {{ state: approved, from: … }}",
                    "write the day of the statement; to publish later use publication: {{ state: approved, from: … }}"
                )),
            );
        }
        if completed.is_some_and(|completed| completed > stated_on) {
            context.diagnostics.push(
                Diagnostic::error(
                    "bad-date",
                    place("completed"),
                    say!("ngày hoàn thành đứng sau ngày cập nhật", "the day of completion is after the update"),
                )
                .help(say!("chỉ ghi hoàn thành khi đã hoàn thành", "say done only when it is done")),
            );
        }
    }
    let mut evidence = List::with_capacity(record.evidence.len());
    let list = trail.key("evidence");
    for (number, proof) in record.evidence.iter().enumerate() {
        let item = list.index(number);
        if proof.document.is_none() && proof.url.is_none() && proof.text.is_none() {
            context.diagnostics.push(
                Diagnostic::error(
                    "missing-field",
                    Place::value(path.clone(), &item),
                    say!("minh chứng trống", "the evidence is empty"),
                )
                .help(say!("ghi document, url hoặc text", "write document, url or text")),
            );
        }
        let document = proof.document.as_deref().and_then(|id| {
            context.names.documents.resolve(
                id,
                || Place::value(path.clone(), &item.key("document")),
                context.diagnostics,
            )
        });
        if let Some(address) = &proof.url {
            refuse_unsafe(address, path, &item.key("url"), context.diagnostics);
        }
        evidence.push(Evidence { document, url: proof.url.clone(), text: proof.text.clone() });
    }
    check_lifecycle(record, path, &trail, context);
    if let (Some(slot), Some(directive)) = (slot, directive) {
        check_slot(slot, &site.directives[directive], place("slot"), context);
    }
    let successor = record
        .successor
        .as_deref()
        .and_then(|id| context.names.bodies.resolve(id, || place("successor"), context.diagnostics));
    let issued = directive
        .and_then(|position| site.documents[site.directives[position].document].date.as_ref().map(|date| date.value));
    let extension = record
        .extension
        .as_ref()
        .and_then(|extension| extension_of(extension, issued, path, &trail.key("extension"), context));
    Some(Update {
        id: format!("{}@{position}", filed.id).into(),
        directive: directive?,
        date: stated_on?,
        lifecycle: record.lifecycle,
        slot,
        completed,
        verification: record.verification,
        text: record.text.clone(),
        reason: record.reason.clone(),
        successor,
        source: record.source.clone(),
        evidence,
        extension,
        corrects,
    })
}

/// A slot is named by its last good day, and a duty without slots has none.
fn check_slot(slot: Date, directive: &Directive, place: Place, context: &mut Context<'_>) {
    let rule = directive.deadline.as_ref().and_then(|stated| stated.deadline.recurrence);
    let Some(rule) = rule else {
        context.diagnostics.push(
            Diagnostic::error(
                "bad-slot",
                place,
                say!(
                    "nhiệm vụ này không định kỳ, nên không có kỳ nào",
                    "this directive does not recur, so it has no slots"
                ),
            )
            .help(say!("bỏ `slot`", "drop `slot`")),
        );
        return;
    };
    if rule.slots(slot, slot).next().is_some() {
        return;
    }
    let from = slot.checked_sub(1.year()).unwrap_or(slot);
    let until = slot.checked_add(1.year()).unwrap_or(slot);
    let nearest = rule.slots(from, until).map(|slot| slot.due).min_by_key(|due| status::days_from(slot, *due).abs());
    let help = match nearest {
        Some(nearest) => say!("kỳ gần nhất có hạn {nearest}", "the nearest slot is due on {nearest}"),
        None => say!("xem các kỳ trên trang của nhiệm vụ", "see the slots on the directive's page"),
    };
    let message = say!("việc định kỳ này không có kỳ nào hạn {slot}", "this recurring duty has no slot due on {slot}");
    context.diagnostics.push(Diagnostic::error("bad-slot", place, message).help(help));
}

fn check_lifecycle(
    record: &UpdateRecord,
    path: &crate::base::source::SourcePath,
    trail: &Trail<'_>,
    context: &mut Context<'_>,
) {
    let place = || Place::value(path.clone(), &trail.key("lifecycle"));
    let missing = match record.lifecycle {
        Some(Lifecycle::Done) if record.completed.is_none() || record.evidence.is_empty() => Some(
            Diagnostic::error("done-without-evidence", place(), say!("“hoàn thành” cần ngày hoàn thành và minh chứng", "“done” needs a day of completion and evidence"))
                .help(say!("ghi `completed: năm-tháng-ngày` và `evidence: [{{ document: … }}]`; chưa có thì ghi in-progress hoặc partly-done", "write `completed: year-month-day` and `evidence: [{{ document: … }}]`; without them say in-progress or partly-done")),
        ),
        Some(Lifecycle::Suspended) if record.reason.is_none() => Some(
            Diagnostic::error("missing-reason", place(), say!("“tạm dừng” cần lý do", "“suspended” needs a reason")).help(say!("ghi `reason: …`", "write `reason: …`")),
        ),
        Some(Lifecycle::Withdrawn) if !record.evidence.iter().any(|proof| proof.document.is_some()) => Some(
            Diagnostic::error("done-without-evidence", place(), say!("“không thực hiện nữa” cần văn bản quyết định", "“withdrawn” needs the document that decided it"))
                .help(say!("ghi `evidence: [{{ document: … }}]`", "write `evidence: [{{ document: … }}]`")),
        ),
        Some(Lifecycle::Transferred) if record.successor.is_none() => Some(
            Diagnostic::error("missing-successor", place(), say!("“đã chuyển” cần tên cơ quan nhận", "“transferred” needs the body that took over"))
                .help(say!("ghi `successor: tỉnh/cơ-quan`", "write `successor: province/body`")),
        ),
        _ => None,
    };
    context.diagnostics.extend(missing);
    if record.lifecycle != Some(Lifecycle::Done) && record.completed.is_some() && record.slot.is_none() {
        context.diagnostics.push(
            Diagnostic::error(
                "bad-value",
                Place::value(path.clone(), &trail.key("completed")),
                say!(
                    "có ngày hoàn thành nhưng tình trạng không phải “hoàn thành”",
                    "there is a day of completion, but the stage is not “done”"
                ),
            )
            .help(say!("ghi `lifecycle: done`, hoặc bỏ `completed`", "write `lifecycle: done`, or drop `completed`")),
        );
    }
}
