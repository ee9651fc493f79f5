//! How many directives stand how.

use serde::Serialize;

use super::status::{STATES, state};
use crate::model::directive::Directive;

/// How many directives are in a state.
#[derive(Debug, Clone, Serialize)]
pub struct CountView {
    /// The state.
    pub state: &'static str,
    /// How many.
    pub count: usize,
}

/// Directives counted by state; few states, each once.
#[derive(Debug, Clone, Default)]
pub struct Tally(Vec<(&'static str, usize)>);

impl Tally {
    /// Counts `directives`.
    pub fn of<'d>(directives: impl IntoIterator<Item = &'d Directive>) -> Self {
        let mut tally = Self::default();
        directives.into_iter().for_each(|directive| tally.add(directive));
        tally
    }

    /// Counts `directive` as well.
    pub fn add(&mut self, directive: &Directive) {
        self.add_to(state(directive.standing.lifecycle, directive.standing.timing.timeliness), 1);
    }

    fn add_to(&mut self, state: &'static str, more: usize) {
        match self.0.iter_mut().find(|(known, _)| *known == state) {
            Some((_, count)) => *count += more,
            None => self.0.push((state, more)),
        }
    }

    /// All of `tallies` together.
    #[must_use]
    pub fn sum(tallies: &[Self]) -> Self {
        let mut sum = Self::default();
        tallies.iter().flat_map(|tally| &tally.0).for_each(|(state, count)| sum.add_to(state, *count));
        sum
    }

    /// How many are in `state`.
    #[must_use]
    pub fn count(&self, state: &str) -> usize {
        self.0.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count)
    }

    /// How many there are in all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.iter().map(|(_, count)| count).sum()
    }

    /// The states that occur, the most pressing first.
    #[must_use]
    pub fn counts(&self) -> Vec<CountView> {
        STATES
            .into_iter()
            .map(|state| CountView { state, count: self.count(state) })
            .filter(|view| view.count > 0)
            .collect()
    }
}

/// Most directives that are drawn as one mark each.
const STRIP_LIMIT: usize = 160;

/// One state a directive, in the order of the text; empty when there are too many to look at.
pub fn strip<'d>(directives: impl IntoIterator<Item = &'d Directive>) -> Vec<&'static str> {
    let states = directives
        .into_iter()
        .map(|directive| state(directive.standing.lifecycle, directive.standing.timing.timeliness));
    let states = states.collect::<Vec<_>>();
    if states.len() <= STRIP_LIMIT { states } else { Vec::new() }
}
