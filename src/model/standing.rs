//! Where a directive stands: what was reported of it, and what that means on a day.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::directive::Directive;
use super::site::Site;
use super::status::{self, SlotState, TimelinessInput, Timing};
use super::table::{Ix, List};
use super::update::{Lifecycle, Update, Verification};

/// Where a directive stands: three axes, never one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Standing {
    /// Stage, as last reported; [`Lifecycle::NoInformation`] when nobody did.
    pub lifecycle: Lifecycle,
    /// How well that is supported; `None` when nobody reported.
    pub verification: Option<Verification>,
    /// What the calendar says.
    pub timing: Timing,
    /// Day on which it was done.
    pub completed: Option<Date>,
    /// Day of the last statement about it.
    pub reported: Option<Date>,
    /// How often more time was granted.
    pub extended: usize,
    /// Slots of a recurring duty from the day of issue to the first one that is still to come, by day; empty for
    /// any other directive, and where the day of issue is not known.
    pub slots: List<SlotStanding>,
}

/// What became of one slot of a recurring duty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SlotStanding {
    /// First day of the period that it is about.
    pub period_start: Date,
    /// Last good day.
    pub due: Date,
    /// Filed, late, missing or yet to come.
    pub state: SlotState,
    /// The statement that filed it.
    pub update: Option<Ix<Update>>,
    /// The day on which it was filed: that of the report, else that of the statement.
    pub filed: Option<Date>,
}

impl Default for Standing {
    fn default() -> Self {
        Self::silent()
    }
}

impl Standing {
    /// That of a directive before anything is known of it.
    #[must_use]
    pub fn silent() -> Self {
        Self {
            lifecycle: Lifecycle::NoInformation,
            verification: None,
            timing: Timing::NONE,
            completed: None,
            reported: None,
            extended: 0,
            slots: List::new(),
        }
    }

    /// That of `directive` on the day for which the site is built.
    ///
    /// A later statement replaces an earlier one field by field; a correction replaces what it corrects in
    /// the same way, because it stands later in the file.
    #[must_use]
    pub fn of(site: &Site, directive: &Directive) -> Self {
        let mut standing = Standing { extended: directive.extensions.len(), ..Standing::silent() };
        for update in directive.updates.iter().map(|position| &site.updates[*position]) {
            standing.reported = standing.reported.max(Some(update.date));
            standing.verification = update.verification.or(standing.verification);
            // A slot of a recurring duty says nothing of the duty as a whole.
            if update.slot.is_none()
                && let Some(stage) = update.lifecycle
            {
                standing.lifecycle = stage;
                standing.completed = update.completed;
            }
        }
        let input = timeliness_input(site, directive, standing.lifecycle, standing.completed);
        standing.timing = status::timeliness(&input, site.today);
        standing.slots = slots(site, directive);
        standing
    }
}

/// The slots up to the first one that is still to come.
fn slots(site: &Site, directive: &Directive) -> List<SlotStanding> {
    let until = site.today.checked_add(2.years()).unwrap_or(Date::MAX);
    let mut slots = List::new();
    for slot in slots_until(site, directive, until) {
        let is_next = slot.due >= site.today;
        slots.push(slot);
        if is_next {
            break;
        }
    }
    slots
}

/// The slots of a recurring duty from the day of issue to `until`, by day; none for any other directive, and
/// where the day of issue is not known.
pub fn slots_until(site: &Site, directive: &Directive, until: Date) -> impl Iterator<Item = SlotStanding> {
    let rule = directive.deadline.as_ref().and_then(|stated| stated.deadline.recurrence);
    let issued = || site.documents.places().of(directive.document).date.map(|date| date.last_day());
    let slots = rule.into_iter().filter_map(move |rule| Some((rule, issued()?)));
    let slots = slots.flat_map(move |(rule, issued)| rule.slots(issued, until));
    slots.map(|slot| {
        let filing = directive.updates.iter().copied().find(|position| site.updates[*position].slot == Some(slot.due));
        let filed =
            filing.map(|position| &site.updates[position]).map(|update| update.completed.unwrap_or(update.date));
        let state = status::slot_state(slot.due, filed, site.today);
        SlotStanding { period_start: slot.period_start, due: slot.due, state, update: filing, filed }
    })
}

/// What the calendar must know of a directive.
#[must_use]
pub fn timeliness_input(
    site: &Site,
    directive: &Directive,
    lifecycle: Lifecycle,
    completed: Option<Date>,
) -> TimelinessInput {
    let stated = directive.deadline.as_ref();
    TimelinessInput {
        kind: stated.map(|stated| stated.deadline.kind),
        due: directive.due(),
        issued: site.documents[directive.document].date.as_ref().map(|date| date.value),
        lifecycle,
        completed,
    }
}
