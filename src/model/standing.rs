//! Where a directive stands: what was reported of it, and what that means on a day.

use jiff::civil::Date;

use super::directive::Directive;
use super::site::Site;
use super::status::{self, TimelinessInput, Timing};
use super::update::{Lifecycle, Verification};

/// Where a directive stands: three axes, never one.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        standing
    }
}

/// What the calendar must know of a directive.
#[must_use]
pub fn timeliness_input(site: &Site, directive: &Directive, lifecycle: Lifecycle, completed: Option<Date>) -> TimelinessInput {
    let stated = directive.deadline.as_ref();
    TimelinessInput {
        kind: stated.map(|stated| stated.deadline.kind),
        due: directive.due(),
        issued: site.documents[directive.document].date.as_ref().map(|date| date.value),
        lifecycle,
        completed,
    }
}
