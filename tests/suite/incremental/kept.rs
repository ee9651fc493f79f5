//! Documents that were linked in an earlier build are what linking makes of their files now, among whatever records.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use minhbach::check::Options;
use minhbach::load::{self, RecordCache};
use minhbach::pipeline;

use super::super::builds::{on, read_folder, repository};
use super::TODAY;

/// All that is linked, and all that is wrong, in words.
type Told = (String, Vec<String>);

#[test]
fn a_document_that_was_linked_before_is_the_same_among_other_records() {
    for source in ["content", "tests/sites/sample/content", "tests/sites/cascade-with-drift/content"] {
        let project = Project::of(source);
        let before = project.again(&project.today());
        assert_eq!(before, project.clean(&project.today()), "{source}");
        assert_eq!(project.again(&project.today()), before, "{source}");
        assert!(before.0.len() > 1000, "{source}: {:?}", before.1);
        // Others come before all that are there, so that nobody stands where he stood.
        for kind in ["provinces", "bodies", "indicators"] {
            project.add_to(kind);
            let after = project.again(&project.today());
            assert!(after.0 != before.0, "{source}: nothing was added to {kind}");
            assert_eq!(after, project.clean(&project.today()), "{source}: {kind}");
        }
        project.add_document();
        assert_eq!(project.again(&project.today()), project.clean(&project.today()), "{source}: documents");
    }
}

#[test]
fn whom_a_document_can_no_longer_refer_to_is_told_where_it_does() {
    let project = Project::of("tests/sites/sample/content");
    let mut mistakes = 0;
    project.again(&on(TODAY));
    for kind in ["provinces", "bodies", "documents", "indicators"] {
        for file in project.files(kind).into_iter().step_by(5) {
            let text = fs::read(&file).unwrap();
            fs::remove_file(&file).unwrap();
            let told = project.again(&on(TODAY));
            assert_eq!(told, project.clean(&on(TODAY)), "without {}", file.display());
            mistakes += told.1.iter().filter(|one| one.contains("unknown-reference") && one.contains("Value")).count();
            // Broken, it says nothing of those who refer to it.
            fs::write(&file, "name: [").unwrap();
            assert_eq!(project.again(&on(TODAY)), project.clean(&on(TODAY)), "{} broken", file.display());
            fs::write(&file, text).unwrap();
        }
    }
    assert!(mistakes > 10, "{mistakes}");
}

#[test]
fn a_document_that_was_linked_on_a_later_day_is_told_to_come_from_the_future() {
    let project = Project::of("tests/sites/sample/content");
    let on_day = |today: Date, replay| Options { today, replay, base_url: None };
    for replay in [false, true] {
        project.again(&on_day(date(2026, 1, 1), replay));
        let told = project.again(&on_day(date(2024, 1, 1), false));
        assert_eq!(told, project.clean(&on_day(date(2024, 1, 1), false)));
        assert!(told.1.iter().any(|one| one.contains("future-date")), "{:?}", told.1);
        // Left out and not wrong: the site looks as it would have looked.
        let told = project.again(&on_day(date(2024, 1, 1), true));
        assert_eq!(told, project.clean(&on_day(date(2024, 1, 1), true)));
        assert!(!told.1.iter().any(|one| one.contains("future-date")), "{:?}", told.1);
    }
}

#[test]
fn of_a_document_with_a_warning_the_warning_comes_again() {
    let project = Project::of("tests/sites/sample/content");
    let file = project.files("documents").remove(0);
    let text = fs::read_to_string(&file).unwrap();
    let number = text.lines().find(|line| line.starts_with("number: ")).unwrap();
    fs::write(&file, text.replacen(number, "number: 12/KH-TTQTMT", 1)).unwrap();
    let first = project.again(&on(TODAY));
    assert!(first.1.iter().any(|one| one.contains("unknown-unit")), "{:?}", first.1);
    assert_eq!(project.again(&on(TODAY)), first);
    assert_eq!(project.clean(&on(TODAY)), first);
}

#[test]
fn what_is_kept_and_says_nothing_is_made_again_from_its_file() {
    let project = Project::of("tests/sites/sample/content");
    let clean = project.clean(&on(TODAY));
    // A file that has just changed may change again without a trace.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert_eq!(project.again(&on(TODAY)), clean);
    for bytes in [&b""[..], &[9], &[0, 1, 2], &[1, 255], &[2], &[2; 200]] {
        let mut cache = RecordCache::open(project.root(), "this program");
        let (mut sources, _) = load::load_cached(project.root(), &mut cache).unwrap();
        cache.fetch(&mut sources).unwrap();
        let kept = sources.content.iter().filter(|source| source.path.as_str().starts_with("content/documents/"));
        kept.for_each(|source| cache.keep(&source.path, cache.fingerprint(source), bytes));
        cache.finish();
        assert_eq!(project.again(&on(TODAY)), clean, "{bytes:?}");
        assert_eq!(project.again(&on(TODAY)), clean, "{bytes:?}");
    }
}

/// A copy of some content in a folder of its own, with a cache of its records beside it.
struct Project {
    root: tempfile::TempDir,
    today: Date,
}

impl Project {
    fn of(content: &str) -> Self {
        let root = tempfile::tempdir().unwrap();
        for (path, bytes) in read_folder(&repository().join(content)) {
            write(&root.path().join("content").join(path), &bytes);
        }
        Self { root, today: if content == "content" { date(2026, 11, 22) } else { TODAY } }
    }

    fn root(&self) -> &Path {
        self.root.path()
    }

    fn today(&self) -> Options {
        on(self.today)
    }

    /// With what was kept the last time; keeps what it finds.
    fn again(&self, options: &Options) -> Told {
        let mut cache = RecordCache::open(self.root(), "this program");
        let (mut sources, mut diagnostics) = load::load_cached(self.root(), &mut cache).unwrap();
        cache.fetch(&mut sources).unwrap();
        let (site, _, found) = pipeline::prepare_once(&mut sources, &mut cache, options);
        cache.finish();
        diagnostics.extend(found);
        (format!("{site:?}"), diagnostics.iter().map(|one| format!("{one:?}")).collect())
    }

    fn clean(&self, options: &Options) -> Told {
        let (sources, mut diagnostics) = load::load(self.root()).unwrap();
        let (site, _, found) = pipeline::prepare(&sources, options);
        diagnostics.extend(found);
        (format!("{site:?}"), diagnostics.iter().map(|one| format!("{one:?}")).collect())
    }

    /// The files of the records of a kind.
    fn files(&self, kind: &str) -> Vec<PathBuf> {
        let folder = self.root().join("content").join(kind);
        let mut files = read_folder(&folder).into_keys().map(|path| folder.join(path)).collect::<Vec<_>>();
        files.sort();
        files
    }

    /// Puts a record before all others of its kind.
    fn add_to(&self, kind: &str) {
        let Some(like) = self.files(kind).into_iter().next() else {
            assert_eq!(kind, "indicators", "every site has {kind}");
            return;
        };
        let text = fs::read_to_string(&like).unwrap();
        write(&like.with_file_name("aa-moi.yaml"), text.as_bytes());
    }

    /// Puts a document before all others.
    fn add_document(&self) {
        let like = self.files("documents").into_iter().next().unwrap();
        let text = fs::read_to_string(&like).unwrap();
        let issuer = text.lines().find(|line| line.starts_with("issuer: ")).unwrap();
        let new = format!("title: Văn bản mới\nkind: notice\n{issuer}\npublication: approved\n");
        write(&like.with_file_name("aa-moi.yaml"), new.as_bytes());
    }
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}
