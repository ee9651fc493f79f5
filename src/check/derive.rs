//! What follows from the linked records: inverse relations, and where every directive stands today.

use crate::model::Site;
use crate::model::cascade::rungs;
use crate::model::directive::Upstream;
use crate::model::document::Document;
use crate::model::standing::Standing;
use crate::model::table::Ix;

/// Fills in everything that is derived.
pub fn derive(site: &mut Site) {
    bodies(site);
    indicators(site);
    cascade(site);
    let standings = site.directives.iter().map(|directive| Standing::of(site, directive)).collect::<Vec<_>>();
    for (position, standing) in site.directives.positions().collect::<Vec<_>>().into_iter().zip(standings) {
        site.directives[position].standing = standing;
    }
    site.cascade = rungs(site);
}

fn bodies(site: &mut Site) {
    let positions = site.bodies.positions().collect::<Vec<_>>();
    for &position in &positions {
        for successor in site.bodies[position].successors.clone() {
            site.bodies[successor].predecessors.push(position);
        }
        for member in site.bodies[position].members.clone() {
            site.bodies[member].groups.push(position);
        }
    }
    for (position, directive) in site.directives.entries() {
        for body in &directive.lead {
            site.bodies[*body].leads.push(position);
        }
        for body in &directive.coordinating {
            site.bodies[*body].coordinates.push(position);
        }
        for body in directive.report_to.iter().chain(&directive.via) {
            if site.bodies[*body].receives.last() != Some(&position) {
                site.bodies[*body].receives.push(position);
            }
        }
    }
    for (position, document) in site.documents.entries() {
        site.bodies[document.issuer].issued.push(position);
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
        newest_first(&mut site.bodies[position].issued);
    }
}

fn indicators(site: &mut Site) {
    for (position, target) in site.targets.entries() {
        site.indicators[target.indicator].targets.push(position);
    }
    for (position, result) in site.results.entries() {
        site.indicators[result.indicator].results.push(position);
    }
    for position in site.indicators.positions().collect::<Vec<_>>() {
        let results = &site.results;
        site.indicators[position].results.sort_by_key(|result| (results[*result].period, *result));
    }
}

fn cascade(site: &mut Site) {
    for position in site.directives.positions().collect::<Vec<_>>() {
        for upstream in site.directives[position].carries_out.clone() {
            if let Upstream::Directive(higher) = upstream {
                site.directives[higher].carried_out_by.push(position);
            }
        }
    }
}
