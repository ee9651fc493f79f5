//! What follows from the linked records: inverse relations, and where every directive stands today.

use super::ties::Ties;
use crate::model::Site;
use crate::model::cascade::rungs;
use crate::model::document::Document;
use crate::model::table::Ix;

/// Fills in everything that is derived.
pub fn derive(site: &mut Site, ties: Ties) {
    bodies(site);
    indicators(site);
    ties.settle(site);
    site.cascade = rungs(site);
}

fn bodies(site: &mut Site) {
    let positions = site.bodies.positions().collect::<Vec<_>>();
    for &position in &positions {
        for successor in site.bodies[position].successors.clone() {
            site.bodies.get_mut(successor).predecessors.push(position);
        }
        for member in site.bodies[position].members.clone() {
            site.bodies.get_mut(member).groups.push(position);
        }
    }
    for (position, directive) in site.directives.entries() {
        for body in &directive.lead {
            site.bodies.get_mut(*body).leads.push(position);
        }
        for body in &directive.coordinating {
            site.bodies.get_mut(*body).coordinates.push(position);
        }
        for body in directive.report_to.iter().chain(&directive.via) {
            if site.bodies[*body].receives.last() != Some(&position) {
                site.bodies.get_mut(*body).receives.push(position);
            }
        }
    }
    for (position, document) in site.documents.entries() {
        site.bodies.get_mut(document.issuer).issued.push(position);
    }
    let newest_first = |documents: &mut Vec<Ix<Document>>| {
        documents.sort_by_key(|position| {
            std::cmp::Reverse((
                site.documents[*position].date.as_ref().map(|date| date.value.first_day()),
                position.position(),
            ))
        });
    };
    for &position in &positions {
        newest_first(&mut site.bodies.get_mut(position).issued);
    }
}

fn indicators(site: &mut Site) {
    for (position, target) in site.targets.entries() {
        site.indicators.get_mut(target.indicator).targets.push(position);
    }
    for (position, result) in site.results.entries() {
        site.indicators.get_mut(result.indicator).results.push(position);
    }
    for position in site.indicators.positions().collect::<Vec<_>>() {
        let results = &site.results;
        site.indicators.get_mut(position).results.sort_by_key(|result| (results[*result].period, *result));
    }
}
