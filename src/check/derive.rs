//! What follows from the linked records: inverse relations, and where every directive stands today.

use std::sync::Arc;

use super::ties::Ties;
use crate::model::Site;
use crate::model::body::Body;
use crate::model::cascade::rungs;
use crate::model::directive::Directive;
use crate::model::document::Document;
use crate::model::indicator::{Indicator, Observation, Target};
use crate::model::table::{Ix, Table};

/// Fills in everything that is derived.
pub fn derive(site: &mut Site, ties: Ties) {
    ties.settle(site);
    let (mut bodies, mut indicators) = (std::mem::take(&mut site.bodies), std::mem::take(&mut site.indicators));
    let (cascade, ()) = rayon::join(
        || {
            of_indicators(&mut indicators, &site.targets, &site.results);
            rungs(site)
        },
        || of_bodies(&mut bodies, &site.documents, &site.directives),
    );
    (site.bodies, site.indicators, site.cascade) = (bodies, indicators, cascade);
}

fn of_bodies(bodies: &mut Table<Body>, documents: &Table<Document>, directives: &Table<Directive>) {
    let positions = bodies.positions().collect::<Vec<_>>();
    for &position in &positions {
        for successor in bodies[position].successors.clone() {
            bodies.get_mut(successor).predecessors.push(position);
        }
        for member in bodies[position].members.clone() {
            bodies.get_mut(member).groups.push(position);
        }
    }
    let mut rows = bodies.rows_mut().iter_mut().map(Arc::make_mut).collect::<Vec<_>>();
    for (position, directive) in directives.entries() {
        for body in &directive.lead {
            rows[body.position()].leads.push(position);
        }
        for body in &directive.coordinating {
            rows[body.position()].coordinates.push(position);
        }
        for body in directive.report_to.iter().chain(&directive.via) {
            let receives = &mut rows[body.position()].receives;
            if receives.last() != Some(&position) {
                receives.push(position);
            }
        }
    }
    for (position, document) in documents.entries() {
        rows[document.issuer.position()].issued.push(position);
    }
    let newest_first = |position: &Ix<Document>| {
        let date = documents[*position].date.as_ref().map(|date| date.value.first_day());
        std::cmp::Reverse((date, *position))
    };
    for row in rows {
        row.issued.sort_by_cached_key(newest_first);
    }
}

fn of_indicators(indicators: &mut Table<Indicator>, targets: &Table<Target>, results: &Table<Observation>) {
    for (position, target) in targets.entries() {
        indicators.get_mut(target.indicator).targets.push(position);
    }
    for (position, result) in results.entries() {
        indicators.get_mut(result.indicator).results.push(position);
    }
    for position in indicators.positions() {
        let by_period = |result: &Ix<Observation>| (results[*result].period, *result);
        indicators.get_mut(position).results.sort_by_cached_key(by_period);
    }
}
