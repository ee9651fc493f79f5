//! The good site of a moment ago with other words in some of its documents.
//!
//! In: the site before, and the texts of now. Out: the site that linking everything anew would give, at the cost of the
//! documents that were edited; nothing when something else may depend on what has changed, and then everything is
//! linked. What others go by is the outline of a document: who it is, how it is divided, whom it orders to do
//! something, what it refers to. All else are words that only it says itself. Never reports a mistake: a document that
//! has one, or had one, is left to the thorough way.

use super::document;
use super::publication::{Gate, gate};
use super::records::{self, Filed, Memory};
use super::tables::{Last, Linked, Loose, Starts};
use super::waiting::Waiting;
use super::{Checked, Options};
use crate::base::diagnostic::Diagnostic;
use crate::base::place::Trail;
use crate::base::source::{Source, SourcePath};
use crate::load::Sources;
use crate::model::Site;
use crate::model::directive::Directive;
use crate::model::document::{Document, Provision, Relation};
use crate::model::indicator::{Observation, Target};
use crate::model::standing::Standing;
use crate::model::table::{Ix, Stretch};

/// More documents than this were not edited by hand.
const MOST: usize = 64;

/// The site and what is to be said of it, as [`check`](super::check) gives it, when only words have changed since the
/// last good site.
pub fn check(sources: &Sources, options: &Options, memory: &mut Memory) -> Option<Checked> {
    let last = memory.documents.last().filter(|last| last.options == *options)?;
    let changed = changed(&last.sources, sources)?;
    let edits = changed.into_iter().map(|source| Edit::of(source, last)).collect::<Option<Vec<_>>>()?;
    let read = edits.into_iter().map(|edit| edit.apply(last)).collect::<Vec<_>>();
    let before = std::mem::replace(&mut last.sources, sources.clone());
    let checked =
        Checked { site: Some(last.site.clone()), theme: last.theme.clone(), diagnostics: last.diagnostics.clone() };
    memory.put(read, &before.content, &sources.content);
    Some(checked)
}

/// The files that say something else, when none came and none went.
fn changed<'s>(before: &Sources, now: &'s Sources) -> Option<Vec<&'s Source>> {
    let is_same = |(one, other): (&Source, &Source)| one.path.is(&other.path) && one.says_the_same_as(other);
    let is_joined_same = before.joined.len() == now.joined.len() && before.joined.iter().zip(&now.joined).all(is_same);
    if !is_joined_same || !now.broken.is_empty() || before.content.len() != now.content.len() {
        return None;
    }
    if before.content.is_shared_with(&now.content) {
        return Some(Vec::new());
    }
    let mut changed = Vec::new();
    for (one, other) in before.content.iter().zip(now.content.iter()) {
        if !one.path.is(&other.path) || changed.len() > MOST {
            return None;
        }
        if !one.says_the_same_as(other) {
            changed.push(other);
        }
    }
    Some(changed)
}

/// A document with other words, in the same outline.
struct Edit<'s> {
    source: &'s Source,
    filed: Box<Filed<Waiting>>,
    position: Ix<Document>,
    linked: Linked,
}

impl<'s> Edit<'s> {
    fn of(source: &'s Source, last: &Last) -> Option<Self> {
        let filed = records::document(source)?;
        let position = last.names.documents.get(&filed.id)?;
        let record = filed.record.as_ref()?.as_open()?;
        let Options { today, replay, .. } = last.options;
        let mut diagnostics = Vec::new();
        let gate = gate(&record.publication, &filed.path, &Trail::ROOT, today, &mut diagnostics);
        let linked = document::one(position, &filed, record, today, replay, &last.names);
        let is_sound = gate == Gate::Public
            && diagnostics.is_empty()
            && linked.diagnostics.is_empty()
            && !linked.has_bad_labels
            && last.lying[position.position()].is_sound
            && !last.diagnostics.iter().any(|one| mentions(one, &source.path));
        let edit = Self { source, position, linked, filed };
        (is_sound && edit.keeps_outline(last)).then_some(edit)
    }

    fn keeps_outline(&self, last: &Last) -> bool {
        let Linked { document, directives, targets, observations, pending, has_bad_labels: _, diagnostics: _ } =
            &self.linked;
        let (old, lying) = (&last.site.documents[self.position], &last.lying[self.position.position()]);
        let Loose { pending: old_pending, granted } = &lying.loose;
        let own = directives.iter().enumerate().filter(|(_, one)| !one.extensions.is_empty());
        all_alike(last.site.directives.stretch(old.directives), directives, directive_is_alike)
            && all_alike(last.site.targets.stretch(lying.targets), targets, target_is_alike)
            && all_alike(last.site.results.stretch(lying.observations), observations, observation_is_alike)
            && document_is_alike(old, document)
            && pending == old_pending
            && own.map(|(number, one)| (number, &one.extensions)).eq(granted.iter().map(|(at, one)| (*at, one)))
    }

    /// Puts it into the site.
    fn apply(self, last: &mut Last) -> (&'s Source, Box<Filed<Waiting>>) {
        let Linked { mut document, directives, targets, observations, .. } = self.linked;
        let (site, lying) = (&mut last.site, &last.lying[self.position.position()]);
        let old = &site.documents[self.position];
        Starts::default().shift_to(Starts::of(old, lying), &mut document);
        (document.directives, document.incoming) = (old.directives, old.incoming.clone());
        let held = document.directives;
        site.documents.put(self.position, document);
        put_changed(held, directives, |position, new| {
            let new = with_ties(&site.directives[position], new, site);
            if site.directives[position] != new {
                site.directives.put(position, new);
            }
        });
        put_changed(lying.targets, targets, |position, new| {
            if site.targets[position] != new {
                site.targets.put(position, new);
            }
        });
        put_changed(lying.observations, observations, |position, new| {
            if site.results[position] != new {
                site.results.put(position, new);
            }
        });
        (self.source, self.filed)
    }
}

fn mentions(diagnostic: &Diagnostic, path: &SourcePath) -> bool {
    diagnostic.place.source == *path || diagnostic.related.iter().any(|(place, _)| place.source == *path)
}

fn put_changed<T>(held: Stretch<T>, new: Vec<T>, put: impl FnMut(Ix<T>, T)) {
    let mut put = put;
    held.positions().zip(new).for_each(|(position, new)| put(position, new));
}

/// A directive with what others say of the one in whose place it stands.
fn with_ties(old: &Directive, new: Directive, site: &Site) -> Directive {
    let mut new = Directive {
        extensions: old.extensions.clone(),
        carries_out: old.carries_out.clone(),
        carries_out_joined: old.carries_out_joined.clone(),
        drift: old.drift.clone(),
        carried_out_by: old.carried_out_by.clone(),
        updates: old.updates.clone(),
        ..new
    };
    new.standing = Standing::of(site, &new);
    new
}

fn all_alike<T>(old: &[std::sync::Arc<T>], new: &[T], is_alike: impl Fn(&T, &T) -> bool) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| is_alike(old, new))
}

// Each of these names every field, so that whoever adds one says here whether others go by it.

fn document_is_alike(old: &Document, new: &Document) -> bool {
    let Document {
        id,
        province,
        number,
        kind,
        issuer,
        date,
        title: _,
        short_title: _,
        signer: _,
        signer_title: _,
        source: _,
        source_url: _,
        letterhead: _,
        heading: _,
        provisions,
        signature: _,
        page_footer: _,
        readings: _,
        relations,
        // Said by others.
        incoming: _,
        // Held against each other one by one.
        directives: _,
    } = old;
    (id, province, number, kind, issuer, date)
        == (&new.id, &new.province, &new.number, &new.kind, &new.issuer, &new.date)
        && provisions.len() == new.provisions.len()
        && provisions.iter().zip(&new.provisions).all(|(old, new)| provision_is_alike(old, new))
        && relations.len() == new.relations.len()
        && relations.iter().zip(&new.relations).all(|(old, new)| relation_is_alike(old, new))
}

fn provision_is_alike(old: &Provision, new: &Provision) -> bool {
    let Provision {
        eid,
        parent,
        depth,
        label,
        printed_label: _,
        heading: _,
        text: _,
        role,
        directives,
        targets,
        results,
    } = old;
    (eid, parent, depth, label, role) == (&new.eid, &new.parent, &new.depth, &new.label, &new.role)
        && (directives.len(), targets.len(), results.len())
            == (new.directives.len(), new.targets.len(), new.results.len())
}

fn relation_is_alike(old: &Relation, new: &Relation) -> bool {
    let Relation { kind, target, provision, note: _ } = old;
    (kind, target, provision) == (&new.kind, &new.target, &new.provision)
}

fn directive_is_alike(old: &Directive, new: &Directive) -> bool {
    let Directive {
        id,
        document,
        provision,
        ordinal,
        action: _,
        lead,
        coordinating,
        responsible: _,
        report_to,
        via,
        deadline: _,
        // Tied to it by others; what its own record says of these is held against each other before it is tied.
        extensions: _,
        carries_out: _,
        carries_out_joined: _,
        drift: _,
        carried_out_by: _,
        updates: _,
        standing: _,
    } = old;
    // Updates name slots of a recurring duty.
    let rule = |one: &Directive| one.deadline.as_ref().and_then(|stated| stated.deadline.recurrence);
    (id, document, provision, ordinal) == (&new.id, &new.document, &new.provision, &new.ordinal)
        && (lead, coordinating, report_to, via) == (&new.lead, &new.coordinating, &new.report_to, &new.via)
        && rule(old) == rule(new)
}

fn target_is_alike(old: &Target, new: &Target) -> bool {
    let Target { id, indicator, document, provision, operator: _, value: _, unit: _, deadline: _, text: _, lead: _ } =
        old;
    (id, indicator, document, provision) == (&new.id, &new.indicator, &new.document, &new.provision)
}

fn observation_is_alike(old: &Observation, new: &Observation) -> bool {
    let Observation {
        id,
        indicator,
        body: _,
        // An indicator has its results in the order of these.
        period,
        // The journal has a page for each year.
        date,
        value: _,
        unit: _,
        rank: _,
        out_of: _,
        tied: _,
        national_average: _,
        statement: _,
        nature: _,
        document,
        eid,
        source: _,
        set: _,
        note: _,
    } = old;
    (id, indicator, period, date, document, eid)
        == (&new.id, &new.indicator, &new.period, &new.date, &new.document, &new.eid)
}
