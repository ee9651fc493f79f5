//! How the directives of a body, a document, a province or a year stand together.

use std::collections::BTreeMap;

use super::directive::Directive;
use super::site::Site;
use super::status::{SlotState, Tally};
use super::table::Ix;

/// Counts of a set of directives; rates keep their denominators.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scorecard {
    /// By timeliness, with those of which nothing was reported.
    pub tally: Tally,
    /// Slots of recurring duties whose day has passed: filed in time.
    pub slots_filed: usize,
    /// Filed late.
    pub slots_late: usize,
    /// Not published.
    pub slots_missing: usize,
}

impl Scorecard {
    /// The scorecard of `directives`.
    pub fn of(site: &Site, directives: impl IntoIterator<Item = Ix<Directive>>) -> Self {
        let mut card = Scorecard::default();
        for directive in directives.into_iter().map(|position| &site.directives[position]) {
            card.tally.add(directive.standing.timing.timeliness, directive.standing.lifecycle);
            for slot in &directive.standing.slots {
                match slot.state {
                    SlotState::Filed => card.slots_filed += 1,
                    SlotState::Late => card.slots_late += 1,
                    SlotState::Missing => card.slots_missing += 1,
                    SlotState::Upcoming => {}
                }
            }
        }
        card
    }

    /// Slots of recurring duties whose day has passed.
    #[must_use]
    pub const fn slots_past(&self) -> usize {
        self.slots_filed + self.slots_late + self.slots_missing
    }
}

/// One scorecard a year, by the year in which the ordering document was issued; `None` holds those of unknown year.
#[must_use]
pub fn by_year(site: &Site, directives: &[Ix<Directive>]) -> BTreeMap<Option<i16>, Scorecard> {
    let mut years: BTreeMap<Option<i16>, Vec<Ix<Directive>>> = BTreeMap::new();
    let places = site.documents.places();
    for position in directives {
        let document = places.of(site.directives[*position].document);
        years.entry(document.year()).or_default().push(*position);
    }
    years.into_iter().map(|(year, members)| (year, Scorecard::of(site, members))).collect()
}
