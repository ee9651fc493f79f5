//! The only place where the phases meet: sources in, files out.
//!
//! Pure but for the sink: the day, the address and the list of published links are arguments.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::diagnostic::{Diagnostic, any_error};
use crate::base::output::{MemoryOutput, Part, Sink, SinkError, SitePath};
use crate::base::place::{Place, Trail};
use crate::base::source::SourcePath;
use crate::check::{self, Options};
use crate::load::{RecordCache, Sources, THEMES};
use crate::model::Site;
use crate::model::notes::Notes;
use crate::render::{self, Engine, RenderError, ThemeFiles};
use crate::{export, index, say};

/// What came of a build.
#[derive(Debug)]
pub struct Compiled {
    /// Everything that is wrong, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// What was made; `None` when an error kept everything from being made.
    pub summary: Option<Summary>,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// HTML pages, both languages.
    pub pages: usize,
    /// All files.
    pub files: usize,
    /// Bytes of all files.
    pub bytes: u64,
}

/// The machine or the program failed.
#[derive(Debug)]
pub enum CompileError {
    /// A file could not be stored.
    Sink(SinkError),
    /// A page could not be rendered.
    Render(RenderError),
}

impl std::fmt::Display for CompileError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CompileError::Sink(error) => error.fmt(formatter),
            CompileError::Render(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for CompileError {}

/// Told how far a build has come.
pub trait Progress: Sync {
    /// About this many files will be made.
    fn expect(&self, files: usize);
    /// So many more files are made.
    fn made(&self, files: usize);
}

/// Nobody wants to know.
#[derive(Debug, Clone, Copy)]
pub struct Quiet;

impl Progress for Quiet {
    fn expect(&self, _files: usize) {}
    fn made(&self, _files: usize) {}
}

/// Checks the sources; when there is no error, hands the whole site to `sink`.
///
/// # Errors
/// When the sink fails, or a template fails on a page. What is wrong in the user's files comes as
/// diagnostics, and then nothing has been handed to the sink.
pub fn compile(
    sources: &Sources,
    options: &Options,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Result<Compiled, CompileError> {
    let (site, engine, diagnostics) = prepare(sources, options);
    let (Some(site), Some(engine)) = (site, engine) else { return Ok(Compiled { diagnostics, summary: None }) };
    if any_error(&diagnostics) {
        return Ok(Compiled { diagnostics, summary: None });
    }
    let summary = make(&site, &engine, &Notes::none(), index::Memory::default(), drop, sink, progress)?;
    Ok(Compiled { diagnostics, summary: Some(summary) })
}

/// A site of so many documents has its index made first and by itself: what the index and the lists of files need at the
/// same time is more than the site.
pub const LARGE: usize = 30_000;

/// Hands the whole of a checked site to `sink`; files on which a note holds, and those of the index that `index`
/// remembers to be the same, as they were published. What is to be remembered of this index goes to `lay_aside` as soon as
/// it is made: nothing else needs it, and pages need the room.
///
/// # Errors
/// When the sink fails, or a template fails on a page.
pub fn make(
    site: &Site,
    engine: &Engine,
    notes: &Notes,
    mut index: index::Memory,
    lay_aside: impl FnOnce(index::Memory) + Send,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Result<Summary, CompileError> {
    let counting =
        Counting { sink, progress, files: AtomicUsize::new(0), pages: AtomicUsize::new(0), bytes: AtomicU64::new(0) };
    progress.expect(expected_files(site));
    let draw = || render::render(site, engine, notes, &counting).map_err(CompileError::Render);
    let tell = || export::export(site, notes, &counting).map_err(CompileError::Sink);
    let index = || {
        index::index_again(site, notes, &mut index, &counting).map_err(CompileError::Sink)?;
        lay_aside(index);
        Ok(())
    };
    let (one, other) = if site.documents.len() < LARGE {
        // The index first: it is the longest that one processor does alone.
        rayon::join(draw, || {
            let (indexed, told) = rayon::join(index, tell);
            indexed.and(told)
        })
    } else {
        index()?;
        rayon::join(draw, tell)
    };
    one.and(other)?;
    Ok(Summary {
        pages: counting.pages.into_inner(),
        files: counting.files.into_inner(),
        bytes: counting.bytes.into_inner(),
    })
}

/// A fingerprint of everything that [`compile`] reads: what has the same one gives the same site.
#[must_use]
pub fn fingerprint(sources: &Sources, cache: &RecordCache, options: &Options) -> blake3::Hash {
    let texts = sources.content.par_iter().chain(&sources.joined).chain(&sources.broken);
    let texts = texts.map(|one| cache.fingerprint(one));
    let mut hasher = blake3::Hasher::new();
    for hash in texts.collect::<Vec<_>>() {
        hasher.update(hash.as_bytes());
    }
    hasher.update(theme_fingerprint(sources).as_bytes());
    hasher.update(format!("{} {} {options:?}", sources.content.len(), sources.joined.len()).as_bytes());
    hasher.finalize()
}

/// A fingerprint of everything that files are made from and that is not in the site.
#[must_use]
pub fn theme_fingerprint(sources: &Sources) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for hash in sources.themes.par_iter().map(|(path, bytes)| path.fingerprint_with(bytes)).collect::<Vec<_>>() {
        hasher.update(hash.as_bytes());
    }
    hasher.finalize()
}

/// Checks the sources and the theme, and makes nothing.
#[must_use]
pub fn prepare(sources: &Sources, options: &Options) -> (Option<Site>, Option<Engine>, Vec<Diagnostic>) {
    prepare_again(sources, options, &mut check::Memory::default())
}

/// Checks the sources and the theme, and drops the texts of records on the way: [`load::read_again`](crate::load::read_again)
/// brings those back that somebody wants to see.
#[must_use]
pub fn prepare_once(
    sources: &mut Sources,
    cache: &mut RecordCache,
    options: &Options,
) -> (Option<Site>, Option<Engine>, Vec<Diagnostic>) {
    let checked = check::check_once(sources, cache, options);
    with_theme(checked, sources)
}

/// Checks the sources and the theme; records that `memory` knows are not read again.
#[must_use]
pub fn prepare_again(
    sources: &Sources,
    options: &Options,
    memory: &mut check::Memory,
) -> (Option<Site>, Option<Engine>, Vec<Diagnostic>) {
    let checked = check::check_again(sources, options, memory);
    with_theme(checked, sources)
}

fn with_theme(checked: check::Checked, sources: &Sources) -> (Option<Site>, Option<Engine>, Vec<Diagnostic>) {
    let mut diagnostics = checked.diagnostics;
    let engine = theme(sources, &checked.theme, &mut diagnostics);
    (checked.site, engine, diagnostics)
}

fn theme(sources: &Sources, name: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Engine> {
    let folder = format!("{THEMES}/{name}");
    let prefix = format!("{folder}/");
    let own = sources
        .themes
        .iter()
        .filter_map(|(path, bytes)| Some((path.as_str().strip_prefix(&prefix)?.to_owned(), bytes.clone())))
        .collect::<Vec<_>>();
    if own.is_empty() && name != "default" {
        let settings = SourcePath::new("content/site.yaml");
        diagnostics.push(
            Diagnostic::error(
                "unknown-theme",
                Place::value(settings, &Trail::ROOT.key("theme")),
                say!("không có thư mục giao diện {folder}", "there is no theme folder {folder}"),
            )
            .help(say!("tạo thư mục đó, hoặc ghi `theme: default`", "create it, or write `theme: default`")),
        );
        return None;
    }
    let mut files = ThemeFiles::embedded();
    files.overlay(&folder, own);
    match render::prepare(&files) {
        Ok(engine) => Some(engine),
        Err(mistakes) => {
            diagnostics.extend(mistakes);
            None
        }
    }
}

/// A site whose files are made when somebody asks for them: the same files with the same bytes that [`compile`] hands
/// to its sink.
///
/// A page costs no more than itself. Data files and the search index are made whole, each at the first question for
/// one of their files; the index at the cost of what has changed since the last one ([`LastIndex`]).
#[derive(Debug)]
pub struct Preview {
    pages: render::Preview,
    data: OnceLock<Result<Files, String>>,
    index: OnceLock<Result<Arc<Shared>, String>>,
    last_index: LastIndex,
}

type Files = BTreeMap<SitePath, Vec<u8>>;

/// Files that several sites have in common.
type Shared = BTreeMap<SitePath, Arc<[u8]>>;

/// The search index that was made last for one of several sites, each an edit of the one before: the next one is made at
/// the cost of what has changed.
#[derive(Debug, Clone, Default)]
pub struct LastIndex(Arc<Mutex<Indexed>>);

#[derive(Debug, Default)]
struct Indexed {
    files: Arc<Shared>,
    memory: index::Memory,
    notes: Vec<u8>,
}

impl LastIndex {
    fn next(&self, site: &Site) -> Result<Arc<Shared>, String> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Indexed { files, mut memory, notes } = std::mem::take(&mut *last);
        // Nothing but the site decides what is in it.
        let notes = Notes::new(site, [0; 32], Some(&notes));
        let sink = Again { last: &files, files: Mutex::default() };
        index::index_again(site, &notes, &mut memory, &sink).map_err(|error| error.to_string())?;
        let files = Arc::new(sink.files.into_inner().unwrap_or_else(PoisonError::into_inner));
        *last = Indexed { files: files.clone(), memory, notes: notes.into_bytes() };
        Ok(files)
    }
}

/// A sink in memory that takes over files from an earlier one.
struct Again<'a> {
    last: &'a Shared,
    files: Mutex<Shared>,
}

impl Again<'_> {
    fn take(&self, path: SitePath, bytes: Arc<[u8]>) -> Result<(), SinkError> {
        match self.files.lock().unwrap_or_else(PoisonError::into_inner).entry(path) {
            Entry::Vacant(free) => {
                free.insert(bytes);
                Ok(())
            }
            Entry::Occupied(taken) => Err(SinkError::Collision(taken.key().clone())),
        }
    }
}

impl Sink for Again<'_> {
    fn put(&self, path: SitePath, bytes: Vec<u8>) -> Result<(), SinkError> {
        self.take(path, bytes.into())
    }

    fn keep(&self, path: &SitePath) -> Result<Option<u64>, SinkError> {
        let Some(bytes) = self.last.get(path) else { return Ok(None) };
        self.take(path.clone(), bytes.clone())?;
        Ok(Some(bytes.len() as u64))
    }
}

impl Preview {
    /// The site, ready to be asked.
    #[must_use]
    pub fn new(site: Site, engine: Engine) -> Self {
        Self::after(site, engine, LastIndex::default())
    }

    /// The same for a site that is an edit of others.
    #[must_use]
    pub fn after(site: Site, engine: Engine, last_index: LastIndex) -> Self {
        let pages = render::Preview::new(site, engine);
        Self { pages, data: OnceLock::new(), index: OnceLock::new(), last_index }
    }

    /// The bytes of the file at `path`; `None` when the site has no such file.
    ///
    /// # Errors
    /// Why the file could not be made, in words.
    pub fn file(&self, path: &SitePath) -> Result<Option<Cow<'_, [u8]>>, String> {
        if let Some(bytes) = self.pages.file(path.as_str()).map_err(|error| error.to_string())? {
            return Ok(Some(Cow::Owned(bytes)));
        }
        Ok(self.other(path)?.map(Cow::Borrowed))
    }

    /// Whether the site has a file at `path`.
    #[must_use]
    pub fn has(&self, path: &SitePath) -> bool {
        self.pages.has(path.as_str()) || self.other(path).is_ok_and(|bytes| bytes.is_some())
    }

    /// The paths of all files.
    ///
    /// # Errors
    /// Why some of them could not be made, in words.
    pub fn paths(&self) -> Result<Vec<SitePath>, String> {
        let mut paths = Vec::new();
        for path in self.pages.paths() {
            paths.push(SitePath::parse(&path).map_err(|error| error.to_string())?);
        }
        paths.extend(self.data().as_ref().map_err(Clone::clone)?.keys().cloned());
        paths.extend(self.index().as_ref().map_err(Clone::clone)?.keys().cloned());
        Ok(paths)
    }

    /// A file of what is made whole.
    fn other(&self, path: &SitePath) -> Result<Option<&[u8]>, String> {
        if path.as_str().starts_with(index::FOLDER) {
            let files = self.index().as_ref().map_err(Clone::clone)?;
            return Ok(files.get(path).map(AsRef::as_ref));
        }
        let files = self.data().as_ref().map_err(Clone::clone)?;
        Ok(files.get(path).map(Vec::as_slice))
    }

    fn data(&self) -> &Result<Files, String> {
        self.data.get_or_init(|| whole(|sink| export::export(self.pages.site(), &Notes::none(), sink)))
    }

    fn index(&self) -> &Result<Arc<Shared>, String> {
        self.index.get_or_init(|| self.last_index.next(self.pages.site()))
    }
}

fn whole(make: impl FnOnce(&dyn Sink) -> Result<(), SinkError>) -> Result<Files, String> {
    let output = MemoryOutput::default();
    make(&output).map_err(|error| error.to_string())?;
    Ok(output.into_files())
}

/// About so many files: a page in two languages and its twin, what others embed of a provision that orders something, and the
/// pieces of the search index.
fn expected_files(site: &Site) -> usize {
    const PAGE: usize = 3;
    const PROVISION: usize = PAGE + 2;
    const DOCUMENT: usize = PAGE + 2;
    let provisions = site.documents.iter().flat_map(|document| &document.provisions);
    let others = site.bodies.len() + site.indicators.len() + site.reports.len() + site.pages.len();
    let orders = provisions.filter(|provision| provision.orders()).count();
    orders * PROVISION + site.documents.len() * DOCUMENT + others * PAGE
}

/// Passes files on and counts them.
struct Counting<'c> {
    sink: &'c dyn Sink,
    progress: &'c dyn Progress,
    files: AtomicUsize,
    pages: AtomicUsize,
    bytes: AtomicU64,
}

impl Sink for Counting<'_> {
    fn put(&self, path: SitePath, bytes: Vec<u8>) -> Result<(), SinkError> {
        self.count(path.as_str(), 1, bytes.len() as u64);
        self.sink.put(path, bytes)
    }

    fn pour(&self, paths: Vec<SitePath>, parts: &mut dyn Iterator<Item = Part>) -> Result<(), SinkError> {
        self.count("", paths.len(), 0);
        let mut counted = parts.inspect(|part| {
            self.bytes.fetch_add(part.lengths().iter().map(|length| *length as u64).sum(), Ordering::Relaxed);
        });
        self.sink.pour(paths, &mut counted)
    }

    fn keep(&self, path: &SitePath) -> Result<Option<u64>, SinkError> {
        let kept = self.sink.keep(path)?;
        if let Some(bytes) = kept {
            self.count(path.as_str(), 1, bytes);
        }
        Ok(kept)
    }

    fn keep_below(&self, folders: &[String], ending: &str, count: usize) -> Result<Option<u64>, SinkError> {
        let kept = self.sink.keep_below(folders, ending, count)?;
        if let Some(bytes) = kept {
            self.count(ending, count, bytes);
        }
        Ok(kept)
    }
}

impl Counting<'_> {
    /// Counts files whose paths end so.
    fn count(&self, ending: &str, files: usize, bytes: u64) {
        self.files.fetch_add(files, Ordering::Relaxed);
        if ending.ends_with(".html") {
            self.pages.fetch_add(files, Ordering::Relaxed);
        }
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.progress.made(files);
    }
}
