//! Directives, targets and stated results of a provision.

use std::collections::HashMap;

use super::body::bodies;
use super::dates::date;
use super::provision::Text;
use super::{Context, cycles};
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::base::source::SourcePath;
use crate::model::Site;
use crate::model::body::Body;
use crate::model::day::PartialDate;
use crate::model::deadline;
use crate::model::directive::{Directive, Drift, Extension, StatedDeadline, Upstream};
use crate::model::document::Provision;
use crate::model::eid::Eid;
use crate::model::indicator::{Measure, Observation, Period, Target, TargetOperator};
use crate::model::standing::Standing;
use crate::model::table::{Ix, Stretch};
use crate::record::document::{
    AssignRecord, DeadlineRecord, DirectiveRecord, ExtensionRecord, ProvisionRecord, StatedResultRecord, TargetRecord,
};
use crate::record::suggest::near_addresses;
use crate::say;
use crate::vietnamese::fold::fold;

/// Who does what, as inherited from the provisions around a directive.
#[derive(Debug, Clone, Default)]
pub struct Assignment {
    lead: Vec<Ix<Body>>,
    coordinating: Vec<Ix<Body>>,
    responsible: Option<String>,
    report_to: Vec<Ix<Body>>,
    via: Option<Ix<Body>>,
}

impl Assignment {
    /// This assignment, changed by what `record` says.
    pub fn with(
        &self,
        record: &AssignRecord,
        path: &SourcePath,
        trail: &Trail<'_>,
        context: &mut Context<'_>,
    ) -> Assignment {
        let list =
            |ids: &Option<Vec<String>>, key: &str, inherited: &Vec<Ix<Body>>, context: &mut Context<'_>| match ids {
                None => inherited.clone(),
                Some(ids) => bodies(ids, path, &trail.key(key), context),
            };
        Assignment {
            lead: list(&record.lead, "lead", &self.lead, context),
            coordinating: list(&record.coordinating, "coordinating", &self.coordinating, context),
            responsible: record.responsible.clone().or_else(|| self.responsible.clone()),
            report_to: list(&record.report_to, "report_to", &self.report_to, context),
            via: match &record.via {
                None => self.via,
                Some(id) => context.names.bodies.resolve(
                    id,
                    || Place::value(path.clone(), &trail.key("via")),
                    context.diagnostics,
                ),
            },
        }
    }
}

/// A reference from a directive to something of a higher level, not yet resolved.
#[derive(Debug)]
pub struct Pending {
    /// The directive that refers, by position.
    pub directive: usize,
    id: String,
    place: Place,
    /// A drift to be told of it; `None` when the directive carries it out.
    drift: Option<(crate::model::directive::DriftKind, String)>,
}

/// A deadline that another provision of the document states.
pub struct DeferredDeadline {
    directive: usize,
    at: String,
    place: Place,
}

impl Text<'_> {
    /// Adds what the provision at `position` orders, demands and states.
    pub fn orders(
        &mut self,
        record: &ProvisionRecord,
        position: usize,
        assignment: &Assignment,
        trail: &Trail<'_>,
        context: &mut Context<'_>,
    ) {
        let list = trail.key("directives");
        let first = self.linked.directives.len();
        for (order, directive) in record.directives.iter().enumerate() {
            self.directive(directive, position, order + 1, assignment, &list.index(order), context);
        }
        self.linked.provisions[position].directives = Stretch::new(first..self.linked.directives.len());
        let list = trail.key("targets");
        for (order, target) in record.targets.iter().enumerate() {
            self.target(target, position, assignment, &list.index(order), context);
        }
        let list = trail.key("results");
        for (order, result) in record.results.iter().enumerate() {
            self.stated_result(result, position, &list.index(order), context);
        }
    }

    fn directive(
        &mut self,
        record: &DirectiveRecord,
        position: usize,
        ordinal: usize,
        inherited: &Assignment,
        trail: &Trail<'_>,
        context: &mut Context<'_>,
    ) {
        let path = self.filed.path.clone();
        let own = AssignRecord {
            lead: record.lead.clone(),
            coordinating: record.coordinating.clone(),
            responsible: record.responsible.clone(),
            report_to: record.report_to.clone(),
            via: record.via.clone(),
        };
        let assignment = inherited.with(&own, &path, trail, context);
        if record.action.trim().is_empty() {
            context.diagnostics.push(
                Diagnostic::error(
                    "empty-action",
                    Place::value(path.clone(), &trail.key("action")),
                    say!("nhiệm vụ không nói phải làm gì", "the directive does not say what to do"),
                )
                .help(say!("chép việc phải làm từ văn bản", "copy what is to be done from the document")),
            );
        }
        let number = self.linked.directives.len();
        let deadline = record.deadline.as_ref().and_then(|written| {
            let inner = trail.key("deadline");
            let stated = self.stated_deadline(written, &inner, context)?;
            match &written.at {
                Some(at) => self.deferred.push(DeferredDeadline {
                    directive: number,
                    at: at.clone(),
                    place: Place::value(path.clone(), &inner.key("at")),
                }),
                None => self.check_phrase(written, position, &inner, context),
            }
            Some(stated)
        });
        let list = trail.key("extensions");
        let extensions = record
            .extensions
            .iter()
            .enumerate()
            .filter_map(|(order, extension)| extension_of(extension, self.issued, &path, &list.index(order), context))
            .collect();
        let list = trail.key("carries_out");
        for (order, id) in record.carries_out.iter().enumerate() {
            self.linked.pending.push(Pending {
                directive: number,
                id: id.clone(),
                place: Place::value(path.clone(), &list.index(order)),
                drift: None,
            });
        }
        let list = trail.key("drift");
        for (order, drift) in record.drift.iter().enumerate() {
            self.linked.pending.push(Pending {
                directive: number,
                id: drift.with.clone(),
                place: Place::value(path.clone(), &list.index(order).key("with")),
                drift: Some((drift.kind, drift.text.clone())),
            });
        }
        let eid = &self.linked.provisions[position].eid;
        let id = match ordinal {
            1 => format!("{}/{eid}", self.filed.id),
            further => format!("{}/{eid}~{further}", self.filed.id),
        };
        self.linked.directives.push(Directive {
            id,
            document: self.document,
            provision: position,
            ordinal,
            action: record.action.trim().to_owned(),
            lead: assignment.lead,
            coordinating: assignment.coordinating,
            responsible: assignment.responsible,
            report_to: assignment.report_to,
            via: assignment.via,
            deadline,
            extensions,
            carries_out: Vec::new(),
            drift: Vec::new(),
            carried_out_by: Vec::new(),
            updates: Vec::new(),
            standing: Standing::silent(),
        });
    }

    fn stated_deadline(
        &self,
        record: &DeadlineRecord,
        trail: &Trail<'_>,
        context: &mut Context<'_>,
    ) -> Option<StatedDeadline> {
        stated(record, self.issued, &self.filed.path, trail, context)
    }

    /// The phrase must stand in the provision or in one around it: a deadline is never made up.
    fn check_phrase(&self, record: &DeadlineRecord, position: usize, trail: &Trail<'_>, context: &mut Context<'_>) {
        let phrase = words(&record.text);
        let mut current = Some(position);
        while let Some(at) = current {
            let provision = &self.linked.provisions[at];
            if words(&own_words(provision)).contains(&phrase) {
                return;
            }
            current = provision.parent;
        }
        context.diagnostics.push(phrase_not_found(&record.text, None, Place::value(self.filed.path.clone(), trail)));
    }

    fn target(
        &mut self,
        record: &TargetRecord,
        position: usize,
        inherited: &Assignment,
        trail: &Trail<'_>,
        context: &mut Context<'_>,
    ) {
        let path = self.filed.path.clone();
        let indicator = context.names.indicators.resolve(
            &record.indicator,
            || Place::value(path.clone(), &trail.key("indicator")),
            context.diagnostics,
        );
        let needs_value = !matches!(record.operator, TargetOperator::Qualitative | TargetOperator::BeatsAverage);
        if needs_value != record.value.is_some() {
            let place = Place::value(path.clone(), &trail.key("operator"));
            context.diagnostics.push(if needs_value {
                Diagnostic::error(
                    "bad-target",
                    place,
                    say!("mục tiêu này cần một con số (`value`)", "this target needs a number (`value`)"),
                )
                .help(say!(
                    "ghi `value`, hoặc `operator: qualitative` nếu văn bản không nêu con số",
                    "write `value`, or `operator: qualitative` where the text has no number"
                ))
            } else {
                Diagnostic::error(
                    "bad-target",
                    place,
                    say!(
                        "mục tiêu định tính hoặc so với bình quân không có con số",
                        "a qualitative target or one against the average has no number"
                    ),
                )
                .help(say!("bỏ `value`, hoặc chọn `operator` khác", "drop `value`, or choose another `operator`"))
            });
        }
        let lead = match &record.lead {
            None => inherited.lead.clone(),
            Some(ids) => bodies(ids, &path, &trail.key("lead"), context),
        };
        let deadline =
            record.deadline.as_ref().and_then(|written| self.stated_deadline(written, &trail.key("deadline"), context));
        let Some(indicator) = indicator else { return };
        let number = self.linked.targets.len();
        self.linked.targets.push(Target {
            id: format!("{}@{number}", self.filed.id),
            indicator,
            document: self.document,
            provision: position,
            operator: record.operator,
            value: record.value,
            unit: record.unit.clone(),
            deadline,
            text: record.text.clone(),
            lead,
        });
        self.linked.provisions[position].targets.push(Ix::new(number));
    }

    fn stated_result(
        &mut self,
        record: &StatedResultRecord,
        position: usize,
        trail: &Trail<'_>,
        context: &mut Context<'_>,
    ) {
        let path = self.filed.path.clone();
        let indicator = context.names.indicators.resolve(
            &record.indicator,
            || Place::value(path.clone(), &trail.key("indicator")),
            context.diagnostics,
        );
        let period = period(&record.period, &path, &trail.key("period"), context);
        check_rank(record.rank, record.out_of, &path, &trail.key("rank"), context);
        let (Some(indicator), Some(period)) = (indicator, period) else { return };
        let number = self.linked.observations.len();
        self.linked.observations.push(Observation {
            id: format!("documents/{}@{number}", self.filed.id),
            indicator,
            body: None,
            period,
            date: None,
            value: record.value,
            unit: record.unit.clone(),
            rank: record.rank,
            out_of: record.out_of,
            tied: false,
            national_average: None,
            statement: None,
            nature: record.nature,
            document: Some(self.document),
            eid: Some(self.linked.provisions[position].eid.clone()),
            source: None,
            set: None,
            note: record.note.clone(),
        });
        self.linked.provisions[position].results.push(Ix::new(number));
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
    Some(StatedDeadline { text: record.text.trim().to_owned(), at: None, deadline: meaning })
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

/// Reads a period.
pub fn period(text: &str, path: &SourcePath, trail: &Trail<'_>, context: &mut Context<'_>) -> Option<Period> {
    let period = Period::parse(text);
    if period.is_none() {
        context.diagnostics.push(
            Diagnostic::error(
                "bad-period",
                Place::value(path.clone(), trail),
                say!("`{text}` không phải một kỳ số liệu", "`{text}` is not a period"),
            )
            .help(say!("viết 2024, 2024-Q3, 2024-09 hoặc 2024-09-30", "write 2024, 2024-Q3, 2024-09 or 2024-09-30")),
        );
    }
    period
}

/// A rank is at least 1 and at most "of how many".
pub fn check_rank(
    rank: Option<u32>,
    out_of: Option<u32>,
    path: &SourcePath,
    trail: &Trail<'_>,
    context: &mut Context<'_>,
) {
    let Some(rank) = rank else { return };
    if rank == 0 || out_of.is_some_and(|total| rank > total) {
        let message = match out_of {
            None => say!("không có hạng {rank}", "there is no rank {rank}"),
            Some(total) => say!("không có hạng {rank} trên {total}", "there is no rank {rank} of {total}"),
        };
        context.diagnostics.push(Diagnostic::error("bad-rank", Place::value(path.clone(), trail), message).help(say!(
            "hạng nhỏ nhất là 1 và không lớn hơn `out_of`",
            "the smallest rank is 1, the largest is `out_of`"
        )));
    }
}

/// Resolves what directives carry out, now that every document is linked, and refuses cycles.
pub fn resolve_upstream(pending: Vec<Pending>, site: &mut Site, context: &mut Context<'_>) {
    let ids: HashMap<String, Ix<Directive>> =
        site.directives.entries().map(|(position, directive)| (directive.id.clone(), position)).collect();
    let mut targets: Vec<Vec<usize>> = vec![Vec::new(); site.directives.len()];
    let mut places: Vec<Vec<Place>> = vec![Vec::new(); site.directives.len()];
    for one in pending {
        let upstream = if one.id.split('/').count() >= 3 {
            resolve(&one.id, &ids, || one.place.clone(), context).map(Upstream::Directive)
        } else {
            context.names.documents.resolve(&one.id, || one.place.clone(), context.diagnostics).map(Upstream::Document)
        };
        let Some(upstream) = upstream else { continue };
        let directive = &mut site.directives[Ix::new(one.directive)];
        match one.drift {
            Some((kind, text)) => directive.drift.push(Drift { kind, with: upstream, text }),
            None => {
                directive.carries_out.push(upstream);
                if let Upstream::Directive(target) = upstream {
                    targets[one.directive].push(target.position());
                    places[one.directive].push(one.place);
                }
            }
        }
    }
    for (directive, place) in cycles::closing(&targets) {
        let id = &site.directives[Ix::new(targets[directive][place])].id;
        context.diagnostics.push(
            Diagnostic::error(
                "cyclic-reference",
                places[directive][place].clone(),
                say!(
                    "đi theo `carries_out` qua `{id}` thì quay về chính nhiệm vụ này",
                    "following `carries_out` over `{id}` leads back to this directive"
                ),
            )
            .help(say!(
                "nhiệm vụ cấp dưới dẫn lên cấp trên, không có chiều ngược lại",
                "the lower directive refers to the higher one, never the other way round"
            )),
        );
    }
}

/// The directive that `id` names, or a diagnostic at `place`: that its document or that it does not exist.
pub fn resolve(
    id: &str,
    ids: &HashMap<String, Ix<Directive>>,
    place: impl Fn() -> Place,
    context: &mut Context<'_>,
) -> Option<Ix<Directive>> {
    if let Some(position) = ids.get(id) {
        return Some(*position);
    }
    let (name, eid) = id.rsplit_once('/').unwrap_or((id, ""));
    let document = context.names.documents.resolve(name, &place, context.diagnostics)?;
    if context.unaddressed.contains(&document) {
        return None;
    }
    let prefix = format!("{name}/");
    let known = ids.keys().filter_map(|known| known.strip_prefix(&prefix));
    let help = near_addresses(eid, known).unwrap_or_else(|| {
        say!(
            "văn bản này chưa ghi nhiệm vụ nào; thêm `directives` vào mục giao việc",
            "this document has no directives yet; add `directives` to the provision"
        )
    });
    context.diagnostics.push(
        Diagnostic::error(
            "unknown-reference",
            place(),
            say!("văn bản `{name}` không có nhiệm vụ `{eid}`", "the document `{name}` has no directive `{eid}`"),
        )
        .help(help),
    );
    None
}

/// Whether an indicator's kind of value can be ranked.
#[must_use]
pub fn is_rank(measure: Measure) -> bool {
    measure == Measure::Rank
}
