//! What is remembered from one build to the next changes nothing in what comes out.
//!
//! Random edits of the sample site, one after the other: what is made with the memory of all the builds before, in
//! memory (`serve`) and with notes on the disk (`build`), must be, to the byte, what a build that remembers nothing
//! makes. `MINHBACH_EDITS=1000` runs more of them than the few that every run has.

pub mod edit;
mod kept;
mod outline;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use minhbach::base::diagnostic::Diagnostic;
use minhbach::base::output::SitePath;
use minhbach::base::source::Source;
use minhbach::check;
use minhbach::load::{self, Memory, RecordCache, Sources};
use minhbach::pipeline::{self, LastIndex, Preview};
use minhbach::write::{Settled, Untouched};

use super::builds::{compile, on, program, read_folder, repository};
use edit::Edited;

/// Edits when nobody asks for more.
const EDITS: usize = 10;

const TODAY: Date = date(2025, 9, 1);

#[test]
fn a_page_drawn_when_it_is_asked_for_is_the_page_of_a_build() {
    let sample = repository().join("tests/sites/sample");
    let (sources, _) = load::load(&sample).unwrap();
    let expected = compile(&sources, &on(TODAY));
    assert_eq!(previewed(&sample, TODAY, &mut Memories::default()).unwrap(), expected);
}

#[test]
fn after_any_edit_the_memory_of_earlier_builds_changes_no_byte() {
    let mut site = Edited::new(20_260_630, TODAY, edits() > EDITS);
    let mut memories = Memories::default();
    let (mut seen, mut outcomes) = (BTreeMap::new(), Outcomes::default());
    for number in 0..edits() {
        let what = site.edit();
        let fresh = previewed(site.root(), site.today, &mut Memories::default());
        // Now and then everything is looked at, as after a change of which nobody knows what it was.
        let changed = changed(&mut seen, site.root());
        let loaded = match number % 3 {
            0 => load::load_again(site.root(), &mut memories.files),
            _ => load::load_changed(site.root(), &changed, &mut memories.files),
        };
        let again = shown(loaded.unwrap(), site.today, &mut memories);
        assert!(again == fresh, "edit {number}, {what}: {}", difference(&again, &fresh));
        outcomes.note(fresh.is_ok());
        // Mistakes would add up until nothing is good any more.
        if fresh.is_err() {
            site.undo();
        }
    }
    outcomes.check();
}

#[test]
fn after_any_edit_the_notes_of_earlier_builds_change_no_byte() {
    let mut site = Edited::new(20_251_122, TODAY, edits() > EDITS);
    let (public, clean) = (site.root().join("public"), site.root().join("clean"));
    assert!(built(&site, &public), "the sample is fine");
    let mut outcomes = Outcomes::default();
    for number in 0..edits() {
        let what = site.edit();
        let is_good = built(&site, &public);
        outcomes.note(is_good);
        if !is_good {
            site.undo();
            continue;
        }
        assert!(built_clean(&site, &clean), "edit {number}, {what}: the same is fine for one and wrong for the other");
        assert!(
            number % 5 > 0 || is_noted(&site, &public),
            "edit {number}, {what}: the note is not on what was published"
        );
        let (again, fresh) = (read_folder(&public), read_folder(&clean));
        assert!(again == fresh, "edit {number}, {what}: {}", difference(&Ok(again), &Ok(fresh)));
    }
    outcomes.check();
}

fn edits() -> usize {
    std::env::var("MINHBACH_EDITS").map_or(EDITS, |edits| edits.parse().unwrap())
}

/// Good edits and bad ones: a run without both shows nothing.
#[derive(Default)]
struct Outcomes {
    good: usize,
    bad: usize,
}

impl Outcomes {
    fn note(&mut self, is_good: bool) {
        *(if is_good { &mut self.good } else { &mut self.bad }) += 1;
    }

    fn check(&self) {
        let Self { good, bad } = self;
        assert!(*good > 0 && (*bad > 0 || good + bad < 50), "{good} good and {bad} bad edits show nothing");
    }
}

/// Builds with the program itself; whether it found no mistake.
fn built(site: &Edited, output: &Path) -> bool {
    let mut program = program();
    program.args(["build", "--today", &site.today.to_string(), "--root"]).arg(site.root()).arg("--output").arg(output);
    let told = program.output().unwrap();
    assert!(matches!(told.status.code(), Some(0 | 1)), "{told:?}");
    told.status.success()
}

/// Whether the note on `output` is on its present state.
fn is_noted(site: &Edited, output: &Path) -> bool {
    let note = fs::read(note_on(site, output)).unwrap();
    let head = note[32..].split(|byte| *byte == b'\n').next().unwrap();
    let head = serde_json::from_slice::<serde_json::Value>(head).unwrap();
    let manifest = blake3::Hash::from_hex(head["manifest"].as_str().unwrap()).unwrap();
    let settled = serde_json::from_value::<Settled>(head["settled"].clone()).unwrap();
    Untouched::look(output, manifest, settled).is_some()
}

/// Builds without anything that earlier builds left, and leaves that as it was.
fn built_clean(site: &Edited, output: &Path) -> bool {
    let cache = site.root().join(".minhbach");
    let records =
        || read_folder(&cache).into_iter().filter(|(path, _)| path.starts_with("records")).collect::<Vec<_>>();
    let kept = if cache.exists() { records() } else { Vec::new() };
    kept.iter().for_each(|(path, _)| fs::remove_file(cache.join(path)).unwrap());
    forget(site, output);
    let is_good = built(site, output);
    records().iter().for_each(|(path, _)| fs::remove_file(cache.join(path)).unwrap());
    kept.iter().for_each(|(path, bytes)| fs::write(cache.join(path), bytes).unwrap());
    is_good
}

/// Throws the note on `output` away: what is built there next is built as if for the first time.
fn forget(site: &Edited, output: &Path) {
    let note = note_on(site, output);
    if note.exists() {
        fs::remove_file(note).unwrap();
    }
}

fn note_on(site: &Edited, output: &Path) -> PathBuf {
    let name = blake3::hash(output.as_os_str().as_encoded_bytes()).to_hex();
    site.root().join(".minhbach").join(format!("published-{}", &name[..16]))
}

#[test]
fn a_build_that_would_change_nothing_is_told_at_once_and_still_puts_damage_right() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for (path, bytes) in read_folder(&repository().join("tests/sites/inherited-assignment/content")) {
        write(&root.join("content").join(path), &bytes);
    }
    let public = root.join("public");
    let build = |output: &Path| {
        let mut program = program();
        program.args(["build", "--today", "2025-09-01", "--root"]).arg(root).arg("--output").arg(output);
        let told = program.output().unwrap();
        assert!(told.status.success(), "{told:?}");
        String::from_utf8(told.stderr).unwrap().contains("nothing has changed")
    };
    assert!(!build(&public), "the first build changes everything");
    let first = read_folder(&public);
    assert!(build(&public));
    let notes = || fs::read_dir(root.join(".minhbach")).unwrap().map(|note| note.unwrap().path());
    let note = notes().find(|path| path.to_string_lossy().contains("published-")).unwrap();

    let page = public.join("index.html");
    fs::remove_file(&page).unwrap();
    assert!(!build(&public));
    assert_eq!(read_folder(&public), first, "a page that was deleted is back");
    fs::write(&page, "damaged").unwrap();
    assert!(!build(&public));
    assert_eq!(read_folder(&public), first, "a page that was damaged is whole again");

    let whole = fs::read(&note).unwrap();
    let of_another_program = {
        let mut body = whole[32..].to_vec();
        let end = body.iter().position(|byte| *byte == b',').unwrap();
        body[end - 2] ^= 1;
        [blake3::hash(&body).as_bytes().as_slice(), &body].concat()
    };
    for damaged in [Vec::new(), vec![0; 100], whole[..whole.len() - 1].to_vec(), of_another_program] {
        fs::write(&note, &damaged).unwrap();
        assert!(build(&public), "without the note everything is built, and found to be the same");
        assert_ne!(fs::read(&note).unwrap(), damaged, "and noted anew");
    }

    let site = root.join("content/site.yaml");
    fs::write(&site, fs::read_to_string(&site).unwrap().replacen("title: ", "title: Sửa ", 1)).unwrap();
    fs::write(public.join("van-ban/index.html"), "damaged").unwrap();
    assert!(!build(&public));
    let clean = tempfile::tempdir().unwrap();
    assert!(!build(&clean.path().join("public")));
    assert!(
        read_folder(&public) == read_folder(&clean.path().join("public")),
        "an edit is built as if for the first time"
    );
    assert!(read_folder(&public) != first);
}

#[test]
fn an_index_that_was_laid_aside_counts_only_with_the_note_that_names_it() {
    let site = Edited::new(1, TODAY, false);
    let (public, clean) = (site.root().join("public"), site.root().join("clean"));
    let documents = read_folder(&site.root().join("content/documents")).into_keys().collect::<Vec<_>>();
    let edit = |which: usize, count: usize| {
        let path = site.root().join("content/documents").join(&documents[which]);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text.replacen("title: ", &format!("title: Lần {count} "), 1)).unwrap();
    };
    assert!(built(&site, &public), "the sample is fine");
    let aside = PathBuf::from(note_on(&site, &public).to_str().unwrap().replace("published-", "index-"));
    let older = fs::read(&aside).unwrap();
    let damages: [&dyn Fn(Vec<u8>) -> Vec<u8>; 4] = [
        &|_| older.clone(),
        &|whole| whole[..whole.len() / 2].to_vec(),
        &|mut whole| {
            let middle = whole.len() / 2;
            whole[middle] ^= 1;
            whole
        },
        &|_| Vec::new(),
    ];
    for (count, damage) in damages.iter().enumerate() {
        edit(0, count);
        assert!(built(&site, &public));
        let whole = fs::read(&aside).unwrap();
        assert!(whole != older);
        fs::write(&aside, damage(whole)).unwrap();
        edit(1, count);
        assert!(built(&site, &public));
        assert!(built_clean(&site, &clean));
        let (again, fresh) = (read_folder(&public), read_folder(&clean));
        assert!(again == fresh, "damage {count}: {}", difference(&Ok(again), &Ok(fresh)));
    }
}

#[test]
fn a_record_whose_file_nobody_touched_is_taken_from_the_cache_unread() {
    let site = Edited::new(1, TODAY, false);
    let is_large = |source: &Source| source.path.as_str().starts_with("content/documents/");
    let build = || {
        let mut cache = RecordCache::open(site.root(), "this program");
        let (mut sources, diagnostics) = load::load_cached(site.root(), &mut cache).unwrap();
        assert!(diagnostics.is_empty());
        let unread = sources.content.iter().filter(|source| source.text.is_empty()).count();
        let fingerprint = pipeline::fingerprint(&sources, &cache, &on(TODAY));
        cache.fetch(&mut sources).unwrap();
        let known = sources.content.iter().filter(|source| is_large(source)).map(|source| source.path.clone());
        let known = known.collect::<Vec<_>>();
        let (made, engine, _) = pipeline::prepare_once(&mut sources, &mut cache, &on(TODAY));
        cache.finish();
        let preview = Preview::new(made.unwrap(), engine.unwrap());
        let home = preview.file(&SitePath::parse("index.html").unwrap()).unwrap().unwrap().into_owned();
        (unread, known.len(), fingerprint, home)
    };
    // A file that has just changed may change again without a trace.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    let (unread, documents, fingerprint, home) = build();
    assert!(unread == 0 && documents > 5, "{unread} {documents}");
    let again = build();
    assert!(again.0 >= documents, "{} of {documents}", again.0);
    assert!((again.2, &again.3) == (fingerprint, &home));
    // Written again with the same words: read, and not another site.
    let one = site
        .root()
        .join("content/documents")
        .join(read_folder(&site.root().join("content/documents")).keys().next().unwrap());
    write(&one, &fs::read(&one).unwrap());
    let touched = build();
    assert_eq!(touched.0, again.0 - 1);
    assert!((touched.2, &touched.3) == (fingerprint, &home));
    let text = fs::read_to_string(&one).unwrap();
    write(&one, text.replacen("title: ", "title: Khác ", 1).as_bytes());
    assert!(build().2 != fingerprint);
}

#[test]
fn a_cache_of_records_that_is_torn_counts_for_nothing() {
    let site = Edited::new(1, TODAY, false);
    let (public, clean) = (site.root().join("public"), site.root().join("clean"));
    let cache = site.root().join(".minhbach");
    let one = site
        .root()
        .join("content/documents")
        .join(read_folder(&site.root().join("content/documents")).keys().next().unwrap());
    let text = fs::read_to_string(&one).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(built(&site, &public), "the sample is fine");
    let flipped = |place: usize| {
        move |mut whole: Vec<u8>| {
            let place = whole.len() * place / 1000;
            whole[place] ^= 1;
            whole
        }
    };
    type Damage = Box<dyn Fn(Vec<u8>) -> Vec<u8>>;
    let damages: [Damage; 6] = [
        Box::new(|whole| whole[..whole.len() / 2].to_vec()),
        Box::new(flipped(100)),
        Box::new(flipped(500)),
        Box::new(flipped(999)),
        Box::new(|whole| [whole, vec![0; 100]].concat()),
        Box::new(|_| Vec::new()),
    ];
    for (count, damage) in damages.iter().chain(&damages).enumerate() {
        let files = read_folder(&cache).into_iter().filter(|(path, _)| path.starts_with("records"));
        let (lists, bytes): (Vec<_>, Vec<_>) = files.partition(|(path, _)| path == "records");
        let (name, whole) = if count < damages.len() { &lists[0] } else { &bytes[0] };
        assert!(whole.len() > 1000 && bytes.len() == 1);
        fs::write(cache.join(name), damage(whole.clone())).unwrap();
        write(&one, text.replacen("title: ", &format!("title: Lần {count} "), 1).as_bytes());
        assert!(built(&site, &public));
        assert!(built_clean(&site, &clean));
        let (again, fresh) = (read_folder(&public), read_folder(&clean));
        assert!(again == fresh, "damage {count}: {}", difference(&Ok(again), &Ok(fresh)));
    }
}

type Outcome = Result<BTreeMap<String, Vec<u8>>, Vec<String>>;

/// What `serve` remembers.
#[derive(Default)]
struct Memories {
    files: Memory,
    records: check::Memory,
    index: LastIndex,
}

/// Every file of the site as `serve` shows it, or what is wrong.
fn previewed(root: &Path, today: Date, memories: &mut Memories) -> Outcome {
    let loaded = load::load_again(root, &mut memories.files).unwrap();
    shown(loaded, today, memories)
}

fn shown(loaded: (Sources, Vec<Diagnostic>), today: Date, memories: &mut Memories) -> Outcome {
    let (sources, mut diagnostics) = loaded;
    let (site, engine, found) = pipeline::prepare_again(&sources, &on(today), &mut memories.records);
    diagnostics.extend(found);
    let (Some(site), Some(engine)) = (site, engine) else {
        return Err(diagnostics.iter().map(|one| format!("{one:?}")).collect());
    };
    let preview = Preview::after(site, engine, memories.index.clone());
    let file = |path: SitePath| {
        assert!(preview.has(&path), "{path}");
        let bytes = preview.file(&path).unwrap().unwrap().into_owned();
        (path.as_str().to_owned(), bytes)
    };
    let paths = preview.paths().unwrap().into_iter().filter(|path| !path.as_str().starts_with("assets/card/"));
    Ok(paths.map(file).collect())
}

/// The files that are not what they were when they were last `seen`, those that are gone among them.
fn changed(seen: &mut BTreeMap<PathBuf, Vec<u8>>, root: &Path) -> Vec<PathBuf> {
    let folders = [root.join("content"), root.join("themes")];
    let entries = folders.iter().flat_map(|folder| walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok));
    let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let now = files.map(|path| (path.clone(), fs::read(path).unwrap())).collect::<BTreeMap<_, _>>();
    let paths = seen.keys().chain(now.keys()).filter(|path| seen.get(*path) != now.get(*path));
    let paths = paths.cloned().collect::<BTreeSet<_>>().into_iter().collect();
    *seen = now;
    paths
}

fn difference(one: &Outcome, other: &Outcome) -> String {
    match (one, other) {
        (Ok(one), Ok(other)) => {
            let paths = one.keys().chain(other.keys()).filter(|path| one.get(*path) != other.get(*path));
            paths.take(5).cloned().collect::<Vec<_>>().join(", ")
        }
        (one, other) => format!("{:?} {:?}", one.as_ref().err(), other.as_ref().err()),
    }
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn the_cache_of_records_does_not_grow_with_the_number_of_edits() {
    let site = Edited::new(1, TODAY, false);
    let (public, cache) = (site.root().join("public"), site.root().join(".minhbach"));
    let documents = site.root().join("content/documents");
    let originals = read_folder(&documents);
    let mut sizes = Vec::new();
    for count in 0..7 {
        for (path, text) in &originals {
            let text = String::from_utf8(text.clone()).unwrap();
            write(&documents.join(path), text.replacen("title: ", &format!("title: Lần {count} "), 1).as_bytes());
        }
        assert!(built(&site, &public));
        let bytes = read_folder(&cache).into_iter().filter(|(path, _)| path.starts_with("records-"));
        sizes.push(bytes.map(|(_, bytes)| bytes.len()).sum::<usize>());
    }
    assert!(sizes.iter().all(|size| *size < sizes[0] * 4), "{sizes:?}");
    assert!(sizes.windows(2).any(|two| two[0] > two[1]), "{sizes:?}");
}
