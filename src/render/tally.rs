//! How many directives stand how.

use std::collections::BTreeMap;

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

/// Directives counted by state.
#[derive(Debug, Clone, Default)]
pub struct Tally(BTreeMap<&'static str, usize>);

impl Tally {
    /// Counts `directives`.
    pub fn of<'d>(directives: impl IntoIterator<Item = &'d Directive>) -> Self {
        let mut tally = Self::default();
        directives.into_iter().for_each(|directive| tally.add(directive));
        tally
    }

    /// Counts `directive` as well.
    pub fn add(&mut self, directive: &Directive) {
        *self.0.entry(state(directive.standing.lifecycle, directive.standing.timing.timeliness)).or_insert(0) += 1;
    }

    /// All of `tallies` together.
    #[must_use]
    pub fn sum(tallies: &[Self]) -> Self {
        let mut sum = Self::default();
        for (state, count) in tallies.iter().flat_map(|tally| &tally.0) {
            *sum.0.entry(state).or_insert(0) += count;
        }
        sum
    }

    /// How many are in `state`.
    #[must_use]
    pub fn count(&self, state: &str) -> usize {
        self.0.get(state).copied().unwrap_or(0)
    }

    /// How many there are in all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.values().sum()
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
