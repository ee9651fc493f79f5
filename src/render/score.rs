//! Rates with their denominators, year by year; slots of recurring duties.

use std::collections::BTreeMap;

use minijinja::Value;
use serde::Serialize;

use super::chart::bars::{self, Bar, Bars};
use super::status::{self, StatusView};
use super::viewpoint::{DateView, Viewpoint};
use crate::model::Ix;
use crate::model::directive::Directive;
use crate::model::scorecard::{Scorecard, by_year};
use crate::model::standing::SlotStanding;
use crate::model::status::{Rate, Timeliness};

/// What a set of directives comes to.
#[derive(Debug, Clone, Serialize)]
pub struct ScoreView {
    /// Of those whose outcome is known, how many were done in time.
    pub on_time: Option<RateView>,
    /// Of those that are done or whose day has passed, how many have a published outcome.
    pub reported: Option<RateView>,
    /// Slots of recurring duties whose day has passed, and how many of them were filed in time.
    pub slots: Option<RateView>,
}

/// A share with its denominator.
#[derive(Debug, Clone, Serialize)]
pub struct RateView {
    /// How many of them.
    pub part: usize,
    /// Of how many.
    pub whole: usize,
    /// The share in per cent, rounded.
    pub percent: String,
}

/// The score of `directives`.
pub fn view(view: &Viewpoint<'_>, directives: impl IntoIterator<Item = Ix<Directive>>) -> ScoreView {
    card_view(view, &Scorecard::of(view.site, directives))
}

/// The score of counted directives.
pub fn card_view(view: &Viewpoint<'_>, card: &Scorecard) -> ScoreView {
    ScoreView {
        on_time: card.tally.on_time_rate().map(|rate| rate_view(view, rate)),
        reported: card.tally.reported_rate().map(|rate| rate_view(view, rate)),
        slots: Rate::of(card.slots_filed, card.slots_past()).map(|rate| rate_view(view, rate)),
    }
}

fn rate_view(view: &Viewpoint<'_>, rate: Rate) -> RateView {
    RateView { part: rate.part, whole: rate.whole, percent: view.quantity(rate.percent().round(), Some("%")) }
}

/// The score of the directives that were given in one year.
#[derive(Debug, Clone, Serialize)]
pub struct YearView {
    /// The year; `None` where the day of issue is not known.
    pub year: Option<i16>,
    /// How many directives.
    pub total: usize,
    /// Their rates.
    pub score: ScoreView,
    /// Reported as open after their day.
    pub overdue: usize,
    /// Past their day, and nobody published a result.
    pub unreported: usize,
    /// Due before they were issued; no part of the rates.
    pub before_issue: usize,
    /// Of which nothing at all was reported.
    pub silent: usize,
}

/// The scores of `directives` by the year in which they were given, the latest first.
#[must_use]
pub fn years(view: &Viewpoint<'_>, directives: &[Ix<Directive>]) -> Vec<YearView> {
    year_views(view, &by_year(view.site, directives))
}

/// The scores of the years of `cards`, the latest first.
#[must_use]
pub fn year_views(view: &Viewpoint<'_>, cards: &BTreeMap<Option<i16>, Scorecard>) -> Vec<YearView> {
    let years = cards.iter().rev();
    years
        .map(|(year, card)| YearView {
            year: *year,
            total: card.tally.total(),
            overdue: card.tally.count(Timeliness::Overdue),
            unreported: card.tally.count(Timeliness::PastDueUnreported),
            before_issue: card.tally.count(Timeliness::DueBeforeIssue),
            silent: card.tally.no_information(),
            score: card_view(view, card),
        })
        .collect()
}

/// The years as bars: done on time, done late or overdue, and all the others; `None` for fewer than two years.
#[must_use]
pub fn years_picture(view: &Viewpoint<'_>, years: &[YearView]) -> Option<Value> {
    let bar = |year: &YearView| {
        let (on_time, known) = year.score.on_time.as_ref().map_or((0, 0), |rate| (rate.part, rate.whole));
        let name = year.year.map_or_else(|| view.say("score.year_unknown", &[]), |year| year.to_string());
        Bar { name, parts: [on_time, known - on_time, year.total - known] }
    };
    let rows = years.iter().map(bar).collect::<Vec<_>>();
    let said = rows.iter().map(|bar| {
        let [on_time, late, other] = bar.parts.map(|count| count.to_string());
        view.say("score.bar", &[("year", bar.name.clone()), ("on_time", on_time), ("late", late), ("other", other)])
    });
    let description = said.collect::<Vec<_>>().join("; ");
    let bars = Bars { title: view.say("score.bars", &[]), description, rows };
    bars::draw(&bars, "theo-nam-hinh").map(Value::from_safe_string)
}

/// One slot of a recurring duty.
#[derive(Debug, Clone, Serialize)]
pub struct SlotView {
    /// First day of the period that it is about.
    pub start: DateView,
    /// Its last good day.
    pub due: DateView,
    /// Where it stands.
    pub status: StatusView,
    /// Day of the report that filed it.
    pub filed: Option<DateView>,
}

/// The slots of a recurring duty, the latest first.
#[must_use]
pub fn slots(view: &Viewpoint<'_>, slots: &[SlotStanding]) -> Vec<SlotView> {
    let slot = |slot: &SlotStanding| SlotView {
        start: view.day(slot.period_start),
        due: view.day(slot.due),
        status: status::slot(view, slot),
        filed: slot.update.map(|update| view.day(view.site.updates[update].date)),
    };
    slots.iter().rev().map(slot).collect()
}
