//! Targets and results that a provision states, periods and ranks.

use super::Context;
use super::assignment::Assignment;
use super::body::bodies;
use super::provision::Text;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::base::source::SourcePath;
use crate::model::indicator::{Indicator, Measure, Observation, Period, Target, TargetOperator};
use crate::model::table::Ix;
use crate::record::measure::{StatedResultRecord, TargetRecord};
use crate::say;

impl Text<'_> {
    /// Adds a target of the provision at `position`.
    pub fn target(
        &mut self,
        record: &TargetRecord,
        position: usize,
        inherited: &Assignment,
        trail: &Trail<'_>,
        context: &mut Context<'_>,
    ) {
        let path = self.filed.path.clone();
        let indicator = indicator(&record.indicator, &path, trail, context);
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
            id: format!("{}@{number}", self.filed.id).into(),
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
    }

    /// Adds a result that the provision at `position` states.
    pub fn stated_result(
        &mut self,
        record: &StatedResultRecord,
        position: usize,
        trail: &Trail<'_>,
        context: &mut Context<'_>,
    ) {
        let path = self.filed.path.clone();
        let indicator = indicator(&record.indicator, &path, trail, context);
        let period = period(&record.period, &path, &trail.key("period"), context);
        check_rank(record.rank, record.out_of, &path, &trail.key("rank"), context);
        let (Some(indicator), Some(period)) = (indicator, period) else { return };
        let number = self.linked.observations.len();
        self.linked.observations.push(Observation {
            id: format!("documents/{}@{number}", self.filed.id).into(),
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
    }
}

/// The indicator that a record names.
fn indicator(id: &str, path: &SourcePath, trail: &Trail<'_>, context: &mut Context<'_>) -> Option<Ix<Indicator>> {
    let place = || Place::value(path.clone(), &trail.key("indicator"));
    context.names.indicators.resolve(id, place, context.diagnostics)
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

/// Whether an indicator's kind of value can be ranked.
#[must_use]
pub fn is_rank(measure: Measure) -> bool {
    measure == Measure::Rank
}
