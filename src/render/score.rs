//! Rates with their denominators, slots of recurring duties.

use serde::Serialize;

use super::viewpoint::{DateView, Viewpoint};
use crate::model::Ix;
use crate::model::directive::Directive;
use crate::model::scorecard::Scorecard;
use crate::model::standing::SlotStanding;
use crate::model::status::{Rate, SlotState};

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
    let card = Scorecard::of(view.site, directives);
    let past_slots = card.slots_filed + card.slots_late + card.slots_missing;
    ScoreView {
        on_time: card.tally.on_time_rate().map(|rate| rate_view(view, rate)),
        reported: card.tally.reported_rate().map(|rate| rate_view(view, rate)),
        slots: Rate::of(card.slots_filed, past_slots).map(|rate| rate_view(view, rate)),
    }
}

fn rate_view(view: &Viewpoint<'_>, rate: Rate) -> RateView {
    RateView { part: rate.part, whole: rate.whole, percent: view.quantity(rate.percent().round(), Some("%")) }
}

/// One slot of a recurring duty.
#[derive(Debug, Clone, Serialize)]
pub struct SlotView {
    /// First day of the period that it is about.
    pub start: DateView,
    /// Its last good day.
    pub due: DateView,
    /// What became of it, as a bare word.
    pub word: &'static str,
    /// The state that decides its shape.
    pub state: &'static str,
    /// Day of the report that filed it.
    pub filed: Option<DateView>,
}

/// The slots of a recurring duty, the latest first.
#[must_use]
pub fn slots(view: &Viewpoint<'_>, slots: &[SlotStanding]) -> Vec<SlotView> {
    let slot = |slot: &SlotStanding| SlotView {
        start: view.day(slot.period_start),
        due: view.day(slot.due),
        word: slot.state.word(),
        state: match slot.state {
            SlotState::Filed => "done-on-time",
            SlotState::Late => "done-late",
            SlotState::Missing => "past-due-unreported",
            SlotState::Upcoming => "on-time",
        },
        filed: slot.update.map(|update| view.day(view.site.updates[update].date)),
    };
    slots.iter().rev().map(slot).collect()
}
