//! Sites built in memory, for the tests that look at what comes out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use jiff::civil::{Date, date};
use minhbach::base::diagnostic::Diagnostic;
use minhbach::base::output::{MemoryOutput, Sink, SinkError, SitePath};
use minhbach::check::{self, Options};
use minhbach::export;
use minhbach::load::{self, Sources};
use minhbach::model::Site;
use minhbach::model::notes::Notes;
use minhbach::pipeline::{self, Quiet};
use serde_json::Value;

/// The files of a site, by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The day for which the repository's own content is built.
pub const TODAY: Date = date(2024, 12, 1);

/// The root of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the command line says when it names a day and nothing else.
pub fn on(today: Date) -> Options {
    Options { today, replay: true, base_url: None }
}

/// The repository's own content and themes.
pub fn real_sources() -> &'static Sources {
    static SOURCES: OnceLock<Sources> = OnceLock::new();
    SOURCES.get_or_init(|| sources(repository()))
}

/// The folders under `tests/sites/` that hold a site, by name.
pub fn site_folders() -> Vec<(String, PathBuf)> {
    let folders = fs::read_dir(repository().join("tests/sites")).unwrap().map(|entry| entry.unwrap().path());
    let mut named = folders
        .filter(|folder| folder.join("content").is_dir())
        .map(|folder| (folder.file_name().unwrap().to_string_lossy().into_owned(), folder))
        .collect::<Vec<_>>();
    named.sort();
    named
}

/// What is read under `root`; nothing there may be wrong as a file.
#[track_caller]
pub fn sources(root: &Path) -> Sources {
    let (sources, diagnostics) = load::load(root).unwrap();
    assert_eq!(diagnostics, [], "the files themselves are fine");
    sources
}

/// The repository's own content, checked; it has no mistakes.
pub fn real_site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| check::check(real_sources(), &on(TODAY)).site.unwrap())
}

/// The data files of the repository's own content.
pub fn real_data() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| data(real_site()))
}

/// The data files of a site.
pub fn data(site: &Site) -> Files {
    let sink = MemoryOutput::default();
    export::export(site, &Notes::none(), &sink).unwrap();
    named(sink)
}

/// The rows of one of the repository's tables.
#[track_caller]
pub fn rows(table: &str) -> Vec<Value> {
    serde_json::from_slice(&real_data()[&format!("data/{table}.json")]).unwrap()
}

/// Every file of the site that `sources` make, but for the pictures of links, which take long to draw; the sources
/// must be free of errors.
#[track_caller]
pub fn compile(sources: &Sources, options: &Options) -> Files {
    let sink = WithoutCards::default();
    let compiled = pipeline::compile(sources, options, &sink, &Quiet).unwrap();
    assert!(compiled.summary.is_some(), "the site was not made: {}", codes(&compiled.diagnostics));
    named(sink.0)
}

/// Says of every card that an earlier build has drawn it.
#[derive(Default)]
struct WithoutCards(MemoryOutput);

impl Sink for WithoutCards {
    fn put(&self, path: SitePath, bytes: Vec<u8>) -> Result<(), SinkError> {
        self.0.put(path, bytes)
    }

    fn keep(&self, path: &SitePath) -> Result<Option<u64>, SinkError> {
        Ok(path.as_str().starts_with("assets/card/").then_some(0))
    }
}

fn named(sink: MemoryOutput) -> Files {
    sink.into_files().into_iter().map(|(path, bytes)| (path.as_str().to_owned(), bytes)).collect()
}

/// One line a diagnostic.
pub fn codes(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|one| format!("\n{} {}: {}", one.code, one.place.source, one.message.en)).collect()
}

/// The program, speaking English, deaf to the locale and the colours of whoever runs the tests.
pub fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_minhbach"));
    program.env_clear().env("LANG", "C").env("NO_COLOR", "1");
    program
}

/// Every file below a folder.
#[track_caller]
pub fn read_folder(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in fs::read_dir(&current).unwrap_or_else(|error| panic!("{}: {error}", current.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}
