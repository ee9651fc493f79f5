//! What directives carry out: references to higher levels, resolved once every document is linked.

use std::collections::HashMap;

use super::ties::Ties;
use super::{Context, cycles};
use crate::base::diagnostic::Diagnostic;
use crate::base::place::Place;
use crate::model::Site;
use crate::model::directive::{Directive, Drift, DriftKind, Upstream};
use crate::model::table::Ix;
use crate::record::suggest::near_addresses;
use crate::say;
use borsh::{BorshDeserialize, BorshSerialize};

/// A reference from a directive to something of a higher level, not yet resolved.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Pending {
    /// The directive that refers, by position.
    pub directive: usize,
    /// The id of the directive or document that it refers to.
    pub id: Box<str>,
    /// Where the record says so.
    pub place: Place,
    /// A drift to be told of it; `None` when the directive carries it out.
    pub drift: Option<(DriftKind, Box<str>)>,
}

/// Resolves what directives carry out, now that every document is linked, and refuses cycles.
pub fn resolve_upstream(pending: Vec<Pending>, site: &Site, ties: &mut Ties, context: &mut Context<'_>) {
    if pending.is_empty() {
        return;
    }
    let pending = joined_first(pending, site, ties);
    let resolved = resolve_all(pending, site, context);
    let mut targets: Vec<Vec<usize>> = vec![Vec::new(); site.directives.len()];
    let mut places: Vec<Vec<Place>> = vec![Vec::new(); site.directives.len()];
    for (one, upstream) in resolved {
        let tie = ties.of(Ix::new(one.directive));
        match one.drift {
            Some((kind, text)) => tie.drift.push(Drift { kind, with: upstream, text }),
            None => {
                tie.carries_out.push(upstream);
                if let Upstream::Directive(target) = upstream {
                    targets[one.directive].push(target.position());
                    places[one.directive].push(one.place);
                }
            }
        }
    }
    for (directive, place) in cycles::closing(&targets) {
        let id = &site.directives[Ix::new(targets[directive][place])].id;
        context.diagnostics.push(
            Diagnostic::error(
                "cyclic-reference",
                places[directive][place].clone(),
                say!(
                    "đi theo `carries_out` qua `{id}` thì quay về chính nhiệm vụ này",
                    "following `carries_out` over `{id}` leads back to this directive"
                ),
            )
            .help(say!(
                "nhiệm vụ cấp dưới dẫn lên cấp trên, không có chiều ngược lại",
                "the lower directive refers to the higher one, never the other way round"
            )),
        );
    }
}

/// Links what leads to a joined site and hands back the rest. How it differs from that is said by nobody: the other
/// text is not here.
fn joined_first(pending: Vec<Pending>, site: &Site, ties: &mut Ties) -> Vec<Pending> {
    if site.joined.is_empty() {
        return pending;
    }
    let mut rest = Vec::new();
    for one in pending {
        let found = site.joined.entries().find_map(|(position, joined)| joined.find(position, &one.id));
        match found {
            Some(found) if one.drift.is_none() => {
                ties.of(Ix::new(one.directive)).carries_out_joined.push(found);
            }
            _ => rest.push(one),
        }
    }
    rest
}

/// What each reference leads to, without those that lead nowhere.
fn resolve_all(pending: Vec<Pending>, site: &Site, context: &mut Context<'_>) -> Vec<(Pending, Upstream)> {
    let ids = ids(site);
    let resolve = |one: Pending| {
        let upstream = if one.id.split('/').count() >= 3 {
            resolve(&one.id, &ids, || one.place.clone(), context).map(Upstream::Directive)
        } else {
            context.names.documents.resolve(&one.id, || one.place.clone(), context.diagnostics).map(Upstream::Document)
        };
        Some((one, upstream?))
    };
    pending.into_iter().filter_map(resolve).collect()
}

/// Every directive by its id.
#[must_use]
pub fn ids(site: &Site) -> HashMap<&str, Ix<Directive>> {
    site.directives.entries().map(|(position, directive)| (&*directive.id, position)).collect()
}

/// The directive that `id` names, or a diagnostic at `place`: that its document or that it does not exist.
pub fn resolve(
    id: &str,
    ids: &HashMap<&str, Ix<Directive>>,
    place: impl Fn() -> Place,
    context: &mut Context<'_>,
) -> Option<Ix<Directive>> {
    if let Some(position) = ids.get(id) {
        return Some(*position);
    }
    let (name, eid) = id.rsplit_once('/').unwrap_or((id, ""));
    let document = context.names.documents.resolve(name, &place, context.diagnostics)?;
    if context.unaddressed.contains(&document) {
        return None;
    }
    let prefix = format!("{name}/");
    let known = ids.keys().filter_map(|known| known.strip_prefix(&prefix));
    let help = near_addresses(eid, known).unwrap_or_else(|| {
        say!(
            "văn bản này chưa ghi nhiệm vụ nào; thêm `directives` vào mục giao việc",
            "this document has no directives yet; add `directives` to the provision"
        )
    });
    context.diagnostics.push(
        Diagnostic::error(
            "unknown-reference",
            place(),
            say!("văn bản `{name}` không có nhiệm vụ `{eid}`", "the document `{name}` has no directive `{eid}`"),
        )
        .help(help),
    );
    None
}
