//! What follows from the linked records: inverse relations, and where every directive stands today.

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
    let Site { bodies, indicators, documents, directives, targets, results, .. } = site;
    rayon::join(|| of_bodies(bodies, documents, directives), || of_indicators(indicators, targets, results));
    ties.settle(site);
    site.cascade = rungs(site);
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
    for (position, directive) in directives.entries() {
        for body in &directive.lead {
            bodies.get_mut(*body).leads.push(position);
        }
        for body in &directive.coordinating {
            bodies.get_mut(*body).coordinates.push(position);
        }
        for body in directive.report_to.iter().chain(&directive.via) {
            if bodies[*body].receives.last() != Some(&position) {
                bodies.get_mut(*body).receives.push(position);
            }
        }
    }
    for (position, document) in documents.entries() {
        bodies.get_mut(document.issuer).issued.push(position);
    }
    let newest_first = |position: &Ix<Document>| {
        let date = documents[*position].date.as_ref().map(|date| date.value.first_day());
        std::cmp::Reverse((date, *position))
    };
    for &position in &positions {
        bodies.get_mut(position).issued.sort_by_cached_key(newest_first);
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
