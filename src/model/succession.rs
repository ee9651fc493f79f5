//! Who continues whose duties, through mergers, divisions and new names.

use jiff::civil::Date;

use super::body::Body;
use super::site::Site;
use super::table::Ix;

/// Everybody whose duties `body` continues, nearest first, each once.
#[must_use]
pub fn lineage(site: &Site, body: Ix<Body>) -> Vec<Ix<Body>> {
    follow(body, |body| &site.bodies[body].predecessors)
}

/// The bodies that hold the duties of `body` on `day`; empty while it exists itself, and where nobody is known
/// to continue it.
#[must_use]
pub fn heirs(site: &Site, body: Ix<Body>, day: Date) -> Vec<Ix<Body>> {
    let exists = |body: Ix<Body>| site.bodies[body].valid_to.is_none_or(|last| last >= day);
    if exists(body) {
        return Vec::new();
    }
    let mut heirs = follow(body, |body| if exists(body) { &[] } else { &site.bodies[body].successors });
    heirs.retain(|heir| exists(*heir));
    heirs
}

/// Everybody that `next` leads to from `start`, nearest first, each once; the records may go round in circles.
fn follow<'s>(start: Ix<Body>, next: impl Fn(Ix<Body>) -> &'s [Ix<Body>]) -> Vec<Ix<Body>> {
    let mut found = vec![start];
    let mut seen = 0;
    while let Some(body) = found.get(seen).copied() {
        seen += 1;
        for one in next(body) {
            if !found.contains(one) {
                found.push(*one);
            }
        }
    }
    found.remove(0);
    found
}
