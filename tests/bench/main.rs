//! Makes corpora and times each phase of a build alone: the Rust half of `tests/bench/run.py`.
//!
//! `generate SHAPE DOCUMENTS FOLDER` writes a corpus. `phases FOLDER` builds it phase by phase in memory and prints
//! a line of JSON a phase: seconds on the clock, processor seconds (user and system, all threads), and what came out.
//! `whole FOLDER OUTPUT` is a clean build onto a disk that forgets, for corpora whose output has no room.
//! `check-known` is the checking of records that were read before, `index-known` the making of an index that is remembered and
//! in which nothing has changed. `index FOLDER` makes the index alone and tells the most memory that was held meanwhile, `render FOLDER` makes the pages alone. Two of the lines are floors: `parse`, the same YAML into the same record types and nothing else; `floor-write`,
//! the same bytes from memory into files and nothing else.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

mod corpus;
mod whole;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use mimalloc::MiMalloc;
use minhbach::base::output::{MemoryOutput, Sink, SinkError, SitePath};
use minhbach::base::source::Source;
use minhbach::check::{self, Options};
use minhbach::load;
use minhbach::model::notes::Notes;
use minhbach::pipeline;
use minhbach::record::document::DocumentRecord;
use minhbach::record::update::UpdateRecord;
use minhbach::record::{RecordKind, read};
use minhbach::write::StagedOutput;
use minhbach::{export, index, render};
use rayon::prelude::*;
use serde_json::json;

use corpus::{Corpus, Shape};

/// The allocator of the program itself.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const USAGE: &str = "bench generate flat|deep DOCUMENTS FOLDER\nbench phases FOLDER [OUTPUT]\nbench again FOLDER\n\
                     bench index FOLDER\nbench render FOLDER\nbench whole FOLDER OUTPUT";

fn main() {
    // `cargo bench` adds an argument of its own.
    let arguments = std::env::args().skip(1).filter(|argument| argument != "--bench").collect::<Vec<_>>();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["generate", shape, documents, folder] => {
            let shape = Shape::named(shape).expect(USAGE);
            generate(Corpus::new(shape, documents.parse().expect(USAGE)), Path::new(folder));
        }
        ["again", folder] => again(Path::new(folder)),
        ["index", folder] => index_alone(Path::new(folder)),
        ["render", folder] => render_alone(Path::new(folder)),
        ["phases", folder] => phases(Path::new(folder), None),
        ["phases", folder, output] => phases(Path::new(folder), Some(Path::new(output))),
        ["whole", folder, output] => whole::whole(Path::new(folder), Path::new(output), &options()),
        // `cargo test --benches` and `cargo bench` run every bench without arguments.
        _ => eprintln!("{USAGE}"),
    }
}

fn options() -> Options {
    Options { today: corpus::TODAY.parse::<Date>().unwrap(), replay: true, base_url: None }
}

fn generate(corpus: Corpus, root: &Path) {
    let (mut files, mut bytes, mut folder) = (0, 0, None);
    corpus.each(|path, text| {
        let path = root.join(path);
        if folder.as_deref() != path.parent() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            folder = path.parent().map(Path::to_owned);
        }
        fs::write(path, text).unwrap();
        files += 1;
        bytes += text.len();
    });
    println!("{}", json!({ "files": files, "bytes": bytes }));
}

fn phases(root: &Path, output: Option<&Path>) {
    let options = options();
    let ((sources, diagnostics), spent) = timed(|| load::load(root).unwrap());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let bytes = sources.content.iter().map(|source| source.text.len() as u64).sum();
    report("load", spent, sources.content.len() as u64, bytes);
    let (records, spent) = timed(|| sources.content.par_iter().filter(|source| parse(source)).count());
    report("parse", spent, records as u64, bytes);
    let ((site, engine, diagnostics), spent) = timed(|| pipeline::prepare(&sources, &options));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    report("check", spent, records as u64, bytes);
    let (site, engine) = (site.unwrap(), engine.unwrap());
    let mut memory = check::Memory::default();
    drop(check::check_again(&sources, &options, &mut memory));
    let (_, spent) = timed(|| check::check_again(&sources, &options, &mut memory));
    report("check-known", spent, records as u64, bytes);
    let nothing = Counted::default();
    let ((), spent) = timed(|| render::render(&site, &engine, &Notes::none(), &nothing).unwrap());
    nothing.report("render", spent);
    let nothing = Counted::default();
    let ((), spent) = timed(|| index::index(&site, &nothing).unwrap());
    nothing.report("index", spent);
    let mut memory = index::Memory::default();
    let (notes, spent) = timed(|| Notes::new(&site, [0; 32], None));
    report("index-notes", spent, 1, 0);
    index::index_again(&site, &notes, &mut memory, &Counted::default()).unwrap();
    let last = notes.into_bytes();
    let (notes, spent) = timed(|| Notes::new(&site, [0; 32], Some(&last)));
    report("index-notes-again", spent, 1, 0);
    let mut bytes = Vec::new();
    let ((), spent) = timed(|| memory.write(&mut bytes).unwrap());
    report("index-memory-out", spent, 1, bytes.len() as u64);
    let length = bytes.len() as u64;
    let (memory, spent) = timed(|| index::Memory::from_bytes(bytes));
    report("index-memory-in", spent, 1, length);
    let (mut memory, everything) = (memory.unwrap(), Counted { keeps: true, ..Counted::default() });
    let ((), spent) = timed(|| index::index_again(&site, &notes, &mut memory, &everything).unwrap());
    everything.report("index-known", spent);
    drop(memory);
    let nothing = Counted::default();
    let ((), spent) = timed(|| export::export(&site, &Notes::none(), &nothing).unwrap());
    nothing.report("export", spent);
    if let Some(output) = output {
        let memory = MemoryOutput::default();
        pipeline::compile(&sources, &options, &memory, &pipeline::Quiet).unwrap();
        drop((site, engine, sources));
        write(memory.into_files(), root, output);
    }
}

/// The search index alone, with the most memory that the process ever held before and after.
fn index_alone(root: &Path) {
    let options = Options { today: corpus::TODAY.parse::<Date>().unwrap(), replay: true, base_url: None };
    let (sources, _) = load::load(root).unwrap();
    let (site, _, diagnostics) = pipeline::prepare(&sources, &options);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    drop(sources);
    let site = site.unwrap();
    // Nobody else looks at the mark: from here on it is that of the index.
    fs::write("/proc/self/clear_refs", "5").ok();
    let nothing = Counted::default();
    let before = memory_now();
    let ((), spent) = timed(|| index::index(&site, &nothing).unwrap());
    println!("{}", json!({ "before": before, "most": status("VmHWM:") }));
    nothing.report("index", spent);
}

/// The pages alone, five times over: the first time is that of a build.
fn render_alone(root: &Path) {
    let (sources, _) = load::load(root).unwrap();
    let (site, engine, diagnostics) = pipeline::prepare(&sources, &options());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let (site, engine) = (site.unwrap(), engine.unwrap());
    for _ in 0..5 {
        let nothing = Counted::default();
        let ((), spent) = timed(|| render::render(&site, &engine, &Notes::none(), &nothing).unwrap());
        nothing.report("render", spent);
    }
}

/// What `serve` does after a change, step by step, over and over: each time another word in one document, and in the last
/// rounds another day, by which others go.
fn again(root: &Path) {
    let options = options();
    let (mut files, mut records) = (load::Memory::default(), check::Memory::default());
    let edited = root.join("content").join(edited(root));
    let before = fs::read_to_string(&edited).unwrap();
    std::thread::sleep(Duration::from_millis(2100));
    let last_index = pipeline::LastIndex::default();
    let mut last = None;
    let day = before.find("\ndate: ").expect("a document of the corpus has a date") + "\ndate: 2020-01-0".len();
    for round in 0..9 {
        let is_outline = round > 5;
        let words = before.replacen("title: ", &format!("title: Sửa lần {round}. "), 1);
        let other_day = format!("{}{round}{}", &before[..day], &before[day + 1..]);
        fs::write(&edited, if is_outline { other_day } else { words }).unwrap();
        let ((sources, _), spent) =
            timed(|| load::load_changed(root, std::slice::from_ref(&edited), &mut files).unwrap());
        report("again-load", spent, sources.content.len() as u64, 0);
        let ((site, engine, diagnostics), spent) = timed(|| pipeline::prepare_again(&sources, &options, &mut records));
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        report(if is_outline { "again-check-outline" } else { "again-check" }, spent, sources.content.len() as u64, 0);
        let (preview, spent) = timed(|| pipeline::Preview::after(site.unwrap(), engine.unwrap(), last_index.clone()));
        report("again-preview", spent, 0, 0);
        let (_, spent) = timed(|| preview.file(&SitePath::parse("index.html").unwrap()).unwrap().unwrap().len());
        report("again-home", spent, 1, 0);
        let (_, spent) = timed(|| preview.file(&SitePath::parse("search/start.bin").unwrap()).unwrap().unwrap().len());
        report("again-search", spent, 1, 0);
        let ((), spent) = timed(|| drop(last.replace((sources, preview))));
        report("again-drop", spent, 1, 0);
    }
    fs::write(&edited, before).unwrap();
}

/// The first document of the corpus, from `content/`.
fn edited(root: &Path) -> std::path::PathBuf {
    let content = root.join("content");
    let mut found = walkdir::WalkDir::new(content.join("documents")).sort_by_file_name().into_iter();
    let file = found.find(|entry| entry.as_ref().is_ok_and(|entry| entry.file_type().is_file())).unwrap().unwrap();
    file.path().strip_prefix(content).unwrap().to_owned()
}

/// Whether the file is a document or its updates, which are nearly all of a corpus.
fn parse(source: &Source) -> bool {
    let kind = RecordKind::of(source.path.as_str().strip_prefix("content/").unwrap()).unwrap().kind;
    match kind {
        RecordKind::Document => drop(read::read::<DocumentRecord>(source, kind).unwrap()),
        RecordKind::Updates => drop(read::read::<Vec<UpdateRecord>>(source, kind).unwrap()),
        _ => return false,
    }
    true
}

fn write(files: BTreeMap<SitePath, Vec<u8>>, root: &Path, output: &Path) {
    let files = files.into_iter().collect::<Vec<_>>();
    let (count, bytes) = (files.len() as u64, files.iter().map(|(_, bytes)| bytes.len() as u64).sum());
    let floor = output.join("floor");
    let ((), spent) = timed(|| {
        for folder in files.iter().filter_map(|(path, _)| floor.join(path.as_str()).parent().map(Path::to_owned)) {
            fs::create_dir_all(folder).unwrap();
        }
        files.par_iter().for_each(|(path, bytes)| fs::write(floor.join(path.as_str()), bytes).unwrap());
    });
    report("floor-write", spent, count, bytes);
    fs::remove_dir_all(&floor).unwrap();
    let target = output.join("public");
    let ((), spent) = timed(|| {
        let staged = StagedOutput::begin(root, &target).unwrap();
        files.into_par_iter().for_each(|(path, bytes)| staged.put(path, bytes).unwrap());
        staged.finish().unwrap();
    });
    report("write", spent, count, bytes);
    fs::remove_dir_all(&target).unwrap();
}

/// What a phase took: on the clock, and of all processors.
struct Spent {
    wall: Duration,
    cpu: Duration,
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Spent) {
    let (started, before) = (Instant::now(), cpu());
    let result = work();
    (result, Spent { wall: started.elapsed(), cpu: cpu().saturating_sub(before) })
}

/// Processor time of the threads of this process so far; nothing where the system does not tell.
fn cpu() -> Duration {
    let threads = fs::read_dir("/proc/self/task").into_iter().flatten().filter_map(Result::ok);
    let spent = threads.filter_map(|thread| {
        let told = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        told.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(spent.sum())
}

fn report(phase: &str, spent: Spent, items: u64, bytes: u64) {
    let Spent { wall, cpu } = spent;
    println!(
        "{}",
        json!({
            "phase": phase,
            "wall": wall.as_secs_f64(),
            "cpu": cpu.as_secs_f64(),
            "items": items,
            "bytes": bytes,
            "memory": memory_now(),
        })
    );
}

/// Bytes of memory that the process holds now; 0 where the system does not tell.
fn memory_now() -> u64 {
    status("VmRSS:")
}

/// A number of bytes that the system tells about this process.
fn status(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok()).unwrap_or_default() * 1024
}

/// A sink that only counts.
#[derive(Default)]
struct Counted {
    /// Whether it has every file already.
    keeps: bool,
    files: AtomicU64,
    bytes: AtomicU64,
}

impl Counted {
    fn report(self, phase: &str, spent: Spent) {
        report(phase, spent, self.files.into_inner(), self.bytes.into_inner());
    }
}

impl Sink for Counted {
    fn put(&self, _: SitePath, bytes: Vec<u8>) -> Result<(), SinkError> {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(())
    }

    fn keep(&self, _: &SitePath) -> Result<Option<u64>, SinkError> {
        Ok(self.keeps.then_some(0))
    }
}
