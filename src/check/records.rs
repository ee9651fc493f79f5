//! Sources → records: every file read once, sorted by kind, files with mistakes set apart.

use std::sync::Arc;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::stored::{Parse, Stored};
use super::tables::Kept;
use super::waiting::Waiting;
use super::{article, place, privacy};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{Source, SourcePath};
use crate::load::{CONTENT, LEDGER, RecordCache, Sources, Texts};
use crate::record::body::BodyRecord;
use crate::record::finding::FindingRecord;
use crate::record::frontmatter::FrontMatter;
use crate::record::glossary::GlossaryRecord;
use crate::record::indicator::{IndicatorRecord, IndicatorSetRecord};
use crate::record::kind::is_slug;
use crate::record::province::ProvinceRecord;
use crate::record::redirect::RedirectRecord;
use crate::record::result::ResultRecord;
use crate::record::site::SiteRecord;
use crate::record::update::UpdateRecord;
use crate::record::{RecordKind, read};

/// A record with its identity and the file that it stands in.
#[derive(Debug)]
pub struct Filed<R> {
    /// Identity from the path, such as `dong-nai/449-kl-tu-2023`.
    pub id: String,
    /// File.
    pub path: SourcePath,
    /// The record, or nothing when its file has mistakes.
    pub record: Option<R>,
}

impl<R> Filed<R> {
    /// The same with the record in another form.
    fn map<S>(self, form: impl FnOnce(R) -> S) -> Filed<S> {
        Filed { id: self.id, path: self.path, record: self.record.map(form) }
    }
}

/// Every record of the site, each kind sorted by id.
#[derive(Debug, Default)]
pub struct Records {
    /// `site.yaml`, at most one.
    pub site: Vec<Filed<SiteRecord>>,
    /// `glossary.yaml`, at most one.
    pub glossary: Vec<Filed<Vec<GlossaryRecord>>>,
    /// `redirects.yaml`, at most one.
    pub redirects: Vec<Filed<Vec<RedirectRecord>>>,
    /// Provinces.
    pub provinces: Vec<Filed<ProvinceRecord>>,
    /// Bodies.
    pub bodies: Vec<Filed<BodyRecord>>,
    /// Documents.
    pub documents: Vec<Filed<Waiting>>,
    /// Files of updates.
    pub updates: Vec<Filed<Vec<UpdateRecord>>>,
    /// Indicators.
    pub indicators: Vec<Filed<IndicatorRecord>>,
    /// Indicator sets.
    pub indicator_sets: Vec<Filed<IndicatorSetRecord>>,
    /// Files of results.
    pub results: Vec<Filed<Vec<ResultRecord>>>,
    /// Files of findings.
    pub findings: Vec<Filed<Vec<FindingRecord>>>,
    /// Reports: front matter and Markdown.
    pub reports: Vec<Filed<(FrontMatter, String)>>,
    /// Pages: front matter and Markdown.
    pub pages: Vec<Filed<(FrontMatter, String)>>,
    /// The files that were read for them now.
    pub fresh: Vec<SourcePath>,
}

/// A record of any kind, with its file; boxed, because most are documents, and many are moved at a time.
enum Any {
    Site(Box<Filed<SiteRecord>>),
    Glossary(Box<Filed<Vec<GlossaryRecord>>>),
    Redirects(Box<Filed<Vec<RedirectRecord>>>),
    Province(Box<Filed<ProvinceRecord>>),
    Body(Box<Filed<BodyRecord>>),
    Document(Box<Filed<Waiting>>),
    Updates(Box<Filed<Vec<UpdateRecord>>>),
    Indicator(Box<Filed<IndicatorRecord>>),
    IndicatorSet(Box<Filed<IndicatorSetRecord>>),
    Results(Box<Filed<Vec<ResultRecord>>>),
    Findings(Box<Filed<Vec<FindingRecord>>>),
    Report(Box<Filed<(FrontMatter, String)>>),
    Page(Box<Filed<(FrontMatter, String)>>),
    Nothing,
}

/// Records that were read before and had no mistake.
#[derive(Default)]
pub struct Memory {
    /// The texts that were read.
    texts: Texts,
    /// The record that was read from each, if it is of those that are remembered.
    records: Vec<Option<Any>>,
    /// What was linked of them.
    pub(super) documents: Kept,
    /// What was fetched from other sites.
    pub(super) joined: super::joined::Memory,
}

impl Memory {
    /// Remembers documents in the places of what was read from their files before; `now` is `before` with the texts of
    /// these files.
    pub fn put(&mut self, read: Vec<(&Source, Box<Filed<Waiting>>)>, before: &Texts, now: &Texts) {
        let is_all = self.texts.is_shared_with(before);
        let texts = if is_all { before } else { &self.texts.clone() };
        let mut places = Places::among(texts);
        for (source, document) in read {
            let Some(place) = places.of(&source.path) else { continue };
            self.records[place] = Some(Any::Document(document));
            if !is_all {
                self.texts[place] = source.clone();
            }
        }
        if is_all {
            self.texts = now.clone();
        }
    }
}

/// Finds files in a list that is sorted by path, most quickly those that come in its order.
struct Places<'t> {
    texts: &'t [Source],
    next: usize,
}

impl<'t> Places<'t> {
    const fn among(texts: &'t [Source]) -> Self {
        Self { texts, next: 0 }
    }

    /// The place of the file at `path`. Of a list that is not sorted it may be missed.
    fn of(&mut self, path: &SourcePath) -> Option<usize> {
        let is_next = self.texts.get(self.next).is_some_and(|text| text.path.is(path));
        let place = if is_next { self.next } else { self.texts.binary_search_by(|text| text.path.cmp(path)).ok()? };
        self.next = place + 1;
        Some(place)
    }
}

/// The document in a file in which nothing at all is wrong.
pub fn document(source: &Source) -> Option<Box<Filed<Waiting>>> {
    match scanned(source) {
        (Any::Document(filed), mistakes) if mistakes.is_empty() => Some(filed),
        _ => None,
    }
}

impl Any {
    /// What was read before, in the file that it stands in.
    fn known(source: &Source, stored: Stored) -> Self {
        let place = RecordKind::of(inside(&source.path));
        let (id, path) = (place.map(|place| place.id.to_owned()).unwrap_or_default(), source.path.clone());
        let record = match stored {
            Stored::Updates(record) => return Any::Updates(Box::new(Filed { id, path, record: Some(record) })),
            Stored::Document(record) => Waiting::Open(record),
            Stored::Linked(linked) => Waiting::Linked(linked),
        };
        Any::Document(Box::new(Filed { id, path, record: Some(record) }))
    }

    /// The record, if it is of those that can be kept.
    fn parse(&self) -> Option<Parse<'_>> {
        match self {
            Any::Document(filed) => filed.record.as_ref()?.as_open().map(Parse::Document),
            Any::Updates(filed) => filed.record.as_ref().map(Parse::Updates),
            _ => None,
        }
    }

    /// The same with a document as bytes; what else is to be kept goes to `cache`.
    fn kept(self, source: &Source, cache: &RecordCache) -> Self {
        let Some(bytes) = self.parse().and_then(|record| record.to_bytes().ok()) else { return self };
        let text = source.fingerprint();
        match self {
            // It is kept when there is more to be kept of it.
            Any::Document(filed) => Any::Document(Box::new(filed.map(|record| record.packed(text, bytes)))),
            other => {
                cache.keep(&source.path, text, &bytes);
                other
            }
        }
    }

    /// The same file as one that has mistakes: whatever refers to it stays silent.
    fn without_record(self) -> Any {
        fn broken<R>(mut filed: Box<Filed<R>>) -> Box<Filed<R>> {
            filed.record = None;
            filed
        }
        match self {
            Any::Site(filed) => Any::Site(broken(filed)),
            Any::Glossary(filed) => Any::Glossary(broken(filed)),
            Any::Redirects(filed) => Any::Redirects(broken(filed)),
            Any::Province(filed) => Any::Province(broken(filed)),
            Any::Body(filed) => Any::Body(broken(filed)),
            Any::Document(filed) => Any::Document(broken(filed)),
            Any::Updates(filed) => Any::Updates(broken(filed)),
            Any::Indicator(filed) => Any::Indicator(broken(filed)),
            Any::IndicatorSet(filed) => Any::IndicatorSet(broken(filed)),
            Any::Results(filed) => Any::Results(broken(filed)),
            Any::Findings(filed) => Any::Findings(broken(filed)),
            Any::Report(filed) => Any::Report(broken(filed)),
            Any::Page(filed) => Any::Page(broken(filed)),
            Any::Nothing => Any::Nothing,
        }
    }
}

impl Records {
    /// Reads every source, in parallel, and looks for what must not be published; diagnostics come in the order of
    /// the files. Broken files count as records with mistakes, so that nobody is told to create them. What `memory`
    /// knows is taken out of it instead of being read again.
    #[must_use]
    pub fn read(sources: &Sources, memory: &mut Memory) -> (Records, Vec<Diagnostic>) {
        let (texts, mut remembered) = (std::mem::take(&mut memory.texts), std::mem::take(&mut memory.records));
        let mut places = Places::among(&texts);
        let mut take = |source: &Source| {
            let place = places.of(&source.path)?;
            remembered[place].take().filter(|_| texts[place].says_the_same_as(source))
        };
        let known = sources.content.iter().map(|source| (source, take(source))).collect::<Vec<_>>();
        let fresh = known.iter().filter(|(_, known)| known.is_none()).map(|(source, _)| source.path.clone()).collect();
        let read = known.into_par_iter().map(|(source, known)| match known {
            Some(any) => (any, Vec::new()),
            None => scanned(source),
        });
        let (records, diagnostics) = Self::gather(read.collect(), &sources.broken);
        (Records { fresh, ..records }, diagnostics)
    }

    /// The same as [`Records::read`] for who needs the texts no longer: that of a record is dropped as soon as it has
    /// been read. Those of articles and the ledger stay.
    #[must_use]
    pub fn read_once(sources: &mut Sources, cache: &mut RecordCache) -> (Records, Vec<Diagnostic>) {
        let gone: Arc<str> = Arc::from("");
        let known = sources.content.iter().map(|source| cache.take(&source.path)).collect::<Vec<_>>();
        let cache = &*cache;
        let read = sources.content.par_iter_mut().zip(known).map(|(source, known)| {
            let is_known = known.is_some();
            let read = match known.and_then(|bytes| Stored::of(bytes).ok()) {
                Some(stored) => (Any::known(source, stored), Vec::new()),
                None => {
                    // Bytes that say nothing, of a file that was not read.
                    if is_known && let Some(again) = cache.read_again(&source.path) {
                        *source = again;
                    }
                    match scanned(source) {
                        (any, mistakes) if mistakes.is_empty() => (any.kept(source, cache), mistakes),
                        broken => broken,
                    }
                }
            };
            if !matches!(read.0, Any::Report(_) | Any::Page(_) | Any::Nothing) {
                source.text = gone.clone();
            }
            read
        });
        Self::gather(read.collect(), &sources.broken)
    }

    fn gather(read: Vec<(Any, Vec<Diagnostic>)>, broken: &[Source]) -> (Records, Vec<Diagnostic>) {
        let mut records = Records::default();
        let mut diagnostics = Vec::new();
        for (any, mistakes) in read {
            diagnostics.extend(mistakes);
            records.add(any);
        }
        for source in broken {
            records.add(one(source).0.without_record());
        }
        records.sort();
        (records, diagnostics)
    }

    fn add(&mut self, any: Any) {
        match any {
            Any::Site(filed) => self.site.push(*filed),
            Any::Glossary(filed) => self.glossary.push(*filed),
            Any::Redirects(filed) => self.redirects.push(*filed),
            Any::Province(filed) => self.provinces.push(*filed),
            Any::Body(filed) => self.bodies.push(*filed),
            Any::Document(filed) => self.documents.push(*filed),
            Any::Updates(filed) => self.updates.push(*filed),
            Any::Indicator(filed) => self.indicators.push(*filed),
            Any::IndicatorSet(filed) => self.indicator_sets.push(*filed),
            Any::Results(filed) => self.results.push(*filed),
            Any::Findings(filed) => self.findings.push(*filed),
            Any::Report(filed) => self.reports.push(*filed),
            Any::Page(filed) => self.pages.push(*filed),
            Any::Nothing => {}
        }
    }

    /// Gives every record back to `memory`, but for those of files that have a mistake.
    pub fn remember(self, sources: &Sources, diagnostics: &[Diagnostic], memory: &mut Memory) {
        let mut places = Places::among(&sources.content);
        let mut records = sources.content.iter().map(|_| None).collect::<Vec<_>>();
        let mut put = |path: &SourcePath, any: Option<Any>| {
            if let Some(place) = places.of(path) {
                records[place] = any;
            }
        };
        type Put<'p> = &'p mut dyn FnMut(&SourcePath, Option<Any>);
        fn all<R>(list: Vec<Filed<R>>, any: fn(Box<Filed<R>>) -> Any, put: Put<'_>) {
            for filed in list.into_iter().filter(|filed| filed.record.is_some()) {
                put(&filed.path.clone(), Some(any(Box::new(filed))));
            }
        }
        all(self.bodies, Any::Body, &mut put);
        all(self.documents, Any::Document, &mut put);
        all(self.indicators, Any::Indicator, &mut put);
        all(self.results, Any::Results, &mut put);
        all(self.updates, Any::Updates, &mut put);
        for diagnostic in diagnostics {
            put(&diagnostic.place.source, None);
        }
        (memory.texts, memory.records) = (sources.content.clone(), records);
    }

    /// By id, whatever the order of the files: `a/b` and `a-b` sort differently as paths and as ids.
    fn sort(&mut self) {
        fn by_id<R>(list: &mut [Filed<R>]) {
            list.sort_by(|left, right| left.id.cmp(&right.id));
        }
        by_id(&mut self.provinces);
        by_id(&mut self.bodies);
        by_id(&mut self.documents);
        by_id(&mut self.updates);
        by_id(&mut self.indicators);
        by_id(&mut self.indicator_sets);
        by_id(&mut self.results);
        by_id(&mut self.findings);
        by_id(&mut self.reports);
        by_id(&mut self.pages);
    }
}

/// A file read and looked through for what must not be published.
fn scanned(source: &Source) -> (Any, Vec<Diagnostic>) {
    let (any, mut mistakes) = one(source);
    mistakes.extend(privacy::scan(source));
    (any, mistakes)
}

fn one(source: &Source) -> (Any, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    if source.path.as_str() == LEDGER {
        return (Any::Nothing, diagnostics);
    }
    let inside = inside(&source.path);
    let Some(place) = RecordKind::of(inside) else {
        diagnostics.push(place::misplaced(&source.path, inside));
        return (Any::Nothing, diagnostics);
    };
    let badly_named = place.id.split('/').find(|part| !is_slug(part)).filter(|_| !place.id.is_empty());
    if let Some(part) = badly_named {
        diagnostics.push(place::bad_name(&source.path, part));
    }
    let id = place.id.to_owned();
    let any = match place.kind {
        RecordKind::Site => Any::Site(filed(source, id, place.kind, &mut diagnostics)),
        RecordKind::Glossary => Any::Glossary(filed(source, id, place.kind, &mut diagnostics)),
        RecordKind::Redirects => Any::Redirects(filed(source, id, place.kind, &mut diagnostics)),
        RecordKind::Province => Any::Province(filed(source, id, place.kind, &mut diagnostics)),
        RecordKind::Body => Any::Body(filed(source, id, place.kind, &mut diagnostics)),
        RecordKind::Document => {
            let filed = filed(source, id, place.kind, &mut diagnostics);
            Any::Document(Box::new(filed.map(|record| Waiting::Open(Box::new(record)))))
        }
        RecordKind::Updates => Any::Updates(filed(source, id, place.kind, &mut diagnostics)),
        RecordKind::Indicator => Any::Indicator(filed(source, id, place.kind, &mut diagnostics)),
        RecordKind::IndicatorSet => Any::IndicatorSet(filed(source, id, place.kind, &mut diagnostics)),
        RecordKind::Results => Any::Results(filed(source, id, place.kind, &mut diagnostics)),
        RecordKind::Findings => Any::Findings(filed(source, id, place.kind, &mut diagnostics)),
        RecordKind::Report => Any::Report(Box::new(Filed {
            id,
            path: source.path.clone(),
            record: article::read(source, place.kind, &mut diagnostics),
        })),
        RecordKind::Page => Any::Page(Box::new(Filed {
            id,
            path: source.path.clone(),
            record: article::read(source, place.kind, &mut diagnostics),
        })),
    };
    (if badly_named.is_some() { any.without_record() } else { any }, diagnostics)
}

fn filed<R: DeserializeOwned>(
    source: &Source,
    id: String,
    kind: RecordKind,
    diagnostics: &mut Vec<Diagnostic>,
) -> Box<Filed<R>> {
    let record = match read(source, kind) {
        Ok(record) => Some(record),
        Err(mistakes) => {
            diagnostics.extend(mistakes);
            None
        }
    };
    Box::new(Filed { id, path: source.path.clone(), record })
}

/// A path from `content/` on.
fn inside(path: &SourcePath) -> &str {
    let path = path.as_str();
    path.strip_prefix(CONTENT).and_then(|rest| rest.strip_prefix('/')).unwrap_or(path)
}
