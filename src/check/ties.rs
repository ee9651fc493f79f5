//! What other records say of a directive: gathered while they are linked, and put into its row at the end.
//!
//! A row that says so already is left as it is, so that a site shares it with the one before.

use std::sync::Arc;

use rayon::prelude::*;

use crate::model::Site;
use crate::model::directive::{Directive, Drift, Elsewhere, Extension, Upstream};
use crate::model::standing::Standing;
use crate::model::table::{Ix, List};
use crate::model::update::Update;

/// What is tied to each directive, by position.
#[derive(Debug, Default)]
pub struct Ties(Vec<Tie>);

/// What is tied to one directive.
#[derive(Debug, Clone, Default)]
pub struct Tie {
    /// What it carries out.
    pub carries_out: List<Upstream>,
    /// What of a joined site it carries out.
    pub carries_out_joined: List<Elsewhere>,
    /// How it differs from what it carries out.
    pub drift: List<Drift>,
    /// The statements about it.
    pub updates: List<Ix<Update>>,
    /// The time that was added: by its own record first, then by updates.
    pub extensions: List<Extension>,
}

impl Ties {
    /// None for any of `count` directives.
    #[must_use]
    pub fn none(count: usize) -> Self {
        Self(vec![Tie::default(); count])
    }

    /// Those of the directive at `position`.
    pub fn of(&mut self, position: Ix<Directive>) -> &mut Tie {
        &mut self.0[position.position()]
    }

    /// Puts them into the rows of `site`, and where each directive then stands.
    pub fn settle(self, site: &mut Site) {
        let mut carried_out_by = vec![List::new(); self.0.len()];
        for (position, tie) in site.directives.positions().zip(&self.0) {
            for upstream in &tie.carries_out {
                if let Upstream::Directive(higher) = upstream {
                    carried_out_by[higher.position()].push(position);
                }
            }
        }
        let rows = site.directives.rows_mut().par_iter_mut().with_min_len(1024);
        let rows = rows.zip(self.0.into_par_iter().zip(carried_out_by));
        rows.for_each(|(row, (tie, carried_out_by))| put(row, tie, carried_out_by));
        let standings = site.directives.rows().par_iter().with_min_len(256);
        let standings = standings.map(|directive| Standing::of(site, directive)).collect::<Vec<_>>();
        let rows = site.directives.rows_mut().par_iter_mut().with_min_len(1024);
        rows.zip(standings).for_each(|(row, standing)| {
            if row.standing != standing {
                Arc::make_mut(row).standing = standing;
            }
        });
    }
}

fn put(row: &mut Arc<Directive>, tie: Tie, carried_out_by: List<Ix<Directive>>) {
    let Tie { carries_out, carries_out_joined, drift, updates, extensions } = tie;
    let is_there = row.carries_out == carries_out
        && row.carries_out_joined == carries_out_joined
        && row.drift == drift
        && row.updates == updates
        && row.extensions == extensions
        && row.carried_out_by == carried_out_by;
    if !is_there {
        let row = Arc::make_mut(row);
        (row.carries_out, row.drift, row.updates, row.extensions) = (carries_out, drift, updates, extensions);
        (row.carries_out_joined, row.carried_out_by) = (carries_out_joined, carried_out_by);
    }
}
