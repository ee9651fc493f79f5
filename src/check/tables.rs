//! The tables that documents fill, and what of a good site the next time can take over.

use std::sync::Arc;

use borsh::{BorshDeserialize, BorshSerialize};
use jiff::civil::Date;

use super::names::Names;
use super::records::Filed;
use super::upstream::Pending;
use super::waiting::Waiting;
use super::{Context, Options};
use crate::base::diagnostic::Diagnostic;
use crate::base::hash::QuickSet;
use crate::base::source::SourcePath;
use crate::load::Sources;
use crate::model::Site;
use crate::model::directive::{Directive, Extension};
use crate::model::document::Document;
use crate::model::indicator::{Observation, Target};
use crate::model::table::{Ix, List, Stretch};
use crate::record::document::{DocumentRecord, ProvisionRecord};

/// One document with what it holds; positions count from its own first ones.
pub struct Linked {
    /// The document itself.
    pub document: Document,
    /// Its directives, in the order of the text.
    pub directives: Vec<Directive>,
    /// Its targets.
    pub targets: Vec<Target>,
    /// The results that it states.
    pub observations: Vec<Observation>,
    /// References that are resolved when all documents are linked.
    pub pending: Vec<Pending>,
    /// Whether some of its addresses are not known.
    pub has_bad_labels: bool,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What was linked the last time that nothing was wrong.
#[derive(Default)]
pub struct Kept(Option<Last>);

/// A good site, and what it was linked from.
pub struct Last {
    /// The site.
    pub site: Site,
    /// Folder of its theme under `themes/`.
    pub theme: String,
    /// Warnings that came with it.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts of its records.
    pub sources: Sources,
    /// For whom it was linked.
    pub options: Options,
    /// Which ids there are.
    pub names: Names,
    /// How each document lies in the tables.
    pub lying: Vec<Lying>,
    /// Files that were read since; of some of them nothing may have come.
    pub stale: QuickSet<SourcePath>,
}

/// How a document lies in the tables.
#[derive(Debug)]
pub struct Lying {
    /// Its targets.
    pub targets: Stretch<Target>,
    /// The results that it states.
    pub observations: Stretch<Observation>,
    /// From its first directive on.
    pub loose: Loose,
    /// Whether it had no mistake.
    pub is_sound: bool,
}

impl Kept {
    /// That the files at `paths` were read again.
    pub fn forget(&mut self, paths: &[SourcePath]) {
        if let Some(last) = &mut self.0 {
            last.stale.extend(paths.iter().cloned());
        }
    }

    /// Keeps a good site.
    pub fn keep(&mut self, last: Last) {
        self.0 = Some(last);
    }

    /// What is kept.
    pub fn last(&mut self) -> Option<&mut Last> {
        self.0.as_mut()
    }

    /// Whether what is kept was linked on the same day, among the same names at the same places.
    #[must_use]
    pub fn holds(&self, today: Date, replay: bool, names: &Names) -> bool {
        let is_same = |last: &Last| last.options.today == today && last.options.replay == replay;
        self.0.as_ref().is_some_and(|last| is_same(last) && last.names == *names)
    }

    /// Whether the document at `position` is still what it was.
    #[must_use]
    pub fn has(&self, position: Ix<Document>, path: &SourcePath) -> bool {
        let sound = |last: &Last| last.lying[position.position()].is_sound && !last.stale.contains(path);
        self.0.as_ref().is_some_and(sound)
    }
}

/// The tables that documents fill, one document after the other.
#[derive(Default)]
pub struct Tables {
    /// The documents.
    pub documents: Vec<Arc<Document>>,
    /// Their directives.
    pub directives: Vec<Arc<Directive>>,
    /// Their targets.
    pub targets: Vec<Arc<Target>>,
    /// The results that they state.
    pub observations: Vec<Arc<Observation>>,
    /// How each document lies in them.
    pub lying: Vec<Lying>,
    /// What is still to be tied to the directives.
    pub loose: Loose,
}

/// What documents say of their directives that is still to be tied to these.
#[derive(Debug, Clone, Default)]
pub struct Loose {
    /// References that are still to be resolved.
    pub pending: Vec<Pending>,
    /// The time that a document itself adds to a directive, by its position.
    pub granted: Vec<(usize, List<Extension>)>,
}

impl Loose {
    /// Adds what counts from the directive at `first`.
    fn extend(&mut self, own: &Loose, first: usize) {
        let pending = own.pending.iter().map(|one| Pending { directive: one.directive + first, ..one.clone() });
        self.pending.extend(pending);
        self.granted.extend(own.granted.iter().map(|(number, granted)| (number + first, granted.clone())));
    }
}

impl Tables {
    /// Empty ones with as much room as the records will need: a list that grows holds itself twice.
    #[must_use]
    pub fn of(records: &[Filed<Waiting>], places: &[Option<Ix<Document>>]) -> Self {
        let public = records.iter().zip(places).filter(|(_, place)| place.is_some());
        let (mut documents, mut held) = (0, Held::default());
        for record in public.filter_map(|(filed, _)| filed.record.as_ref()) {
            documents += 1;
            held.add(record.held());
        }
        Self {
            documents: Vec::with_capacity(documents),
            directives: Vec::with_capacity(held.directives),
            targets: Vec::with_capacity(held.targets),
            observations: Vec::with_capacity(held.results),
            lying: Vec::with_capacity(documents),
            loose: Loose::default(),
        }
    }

    /// Adds a document with all that it holds.
    pub fn add(&mut self, mut part: Linked, context: &mut Context<'_>) {
        if part.has_bad_labels {
            context.unaddressed.insert(Ix::new(self.documents.len()));
        }
        part.document.directives = Stretch::new(0..part.directives.len());
        // A row holds what is tied to it only when all of it is known.
        let granted = part.directives.iter_mut().enumerate().filter(|(_, one)| !one.extensions.is_empty());
        let granted = granted.map(|(number, one)| (number, std::mem::take(&mut one.extensions))).collect();
        let lying = Lying {
            targets: Stretch::new(0..part.targets.len()),
            observations: Stretch::new(0..part.observations.len()),
            loose: Loose { pending: part.pending, granted },
            is_sound: part.diagnostics.is_empty(),
        };
        context.diagnostics.append(&mut part.diagnostics);
        self.put(Arc::new(part.document), lying);
        self.directives.extend(part.directives.into_iter().map(Arc::new));
        self.targets.extend(part.targets.into_iter().map(Arc::new));
        self.observations.extend(part.observations.into_iter().map(Arc::new));
    }

    /// Adds a document that is what it was, with all that it held.
    pub fn take_over(&mut self, position: Ix<Document>, known: &Kept) {
        let Some(last) = &known.0 else { return };
        let lying = &last.lying[position.position()];
        let [document] = last.site.documents.stretch(Stretch::new(position.position()..position.position() + 1)) else {
            return;
        };
        let held = document.directives;
        let again = Lying { loose: lying.loose.clone(), ..*lying };
        self.put(document.clone(), again);
        self.directives.extend_from_slice(last.site.directives.stretch(held));
        self.targets.extend_from_slice(last.site.targets.stretch(lying.targets));
        self.observations.extend_from_slice(last.site.results.stretch(lying.observations));
    }

    /// Adds a document before what it holds; what counted from its old place counts from its new one.
    fn put(&mut self, mut document: Arc<Document>, lying: Lying) {
        let old = Starts::of(&document, &lying);
        let new = Starts {
            directives: self.directives.len(),
            targets: self.targets.len(),
            observations: self.observations.len(),
        };
        if old != new {
            old.shift_to(new, Arc::make_mut(&mut document));
        }
        self.loose.extend(&lying.loose, new.directives);
        self.documents.push(document);
        self.lying.push(Lying {
            targets: lying.targets.moved(old.targets, new.targets),
            observations: lying.observations.moved(old.observations, new.observations),
            ..lying
        });
    }
}

/// Where what a document holds begins in each table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Starts {
    directives: usize,
    targets: usize,
    observations: usize,
}

impl Starts {
    /// Those of a document that lies so.
    #[must_use]
    pub const fn of(document: &Document, lying: &Lying) -> Self {
        Self {
            directives: document.directives.start(),
            targets: lying.targets.start(),
            observations: lying.observations.start(),
        }
    }

    /// Lets what counted from here count from there.
    pub fn shift_to(self, there: Self, document: &mut Document) {
        document.directives = document.directives.moved(self.directives, there.directives);
        for provision in &mut document.provisions {
            provision.directives = provision.directives.moved(self.directives, there.directives);
            provision.targets = provision.targets.moved(self.targets, there.targets);
            provision.results = provision.results.moved(self.observations, there.observations);
        }
    }
}

/// How much records hold.
#[derive(Debug, Clone, Copy, Default, BorshSerialize, BorshDeserialize)]
pub struct Held {
    /// The provisions themselves.
    pub provisions: usize,
    directives: usize,
    targets: usize,
    results: usize,
}

impl Held {
    /// That of one record.
    pub fn by(record: &DocumentRecord) -> Self {
        let mut held = Self::default();
        held.count(&record.provisions);
        held
    }

    const fn add(&mut self, other: Self) {
        self.provisions += other.provisions;
        self.directives += other.directives;
        self.targets += other.targets;
        self.results += other.results;
    }

    fn count(&mut self, provisions: &[ProvisionRecord]) {
        self.provisions += provisions.len();
        for provision in provisions {
            self.directives += provision.directives.len();
            self.targets += provision.targets.len();
            self.results += provision.results.len();
            self.count(&provision.provisions);
        }
    }
}
