//! What is remembered from one build to the next changes nothing in what comes out.
//!
//! Random edits of the sample site, one after the other: what is read, checked and drawn with the memory of all the
//! builds before must be, to the byte, what a build that remembers nothing makes. `MINHBACH_EDITS=1000` runs more of
//! them than the few that every run has.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use minhbach::base::output::SitePath;
use minhbach::check;
use minhbach::load::{self, Memory};
use minhbach::pipeline::{self, Preview};

use super::builds::{compile, on, program, read_folder, repository};

/// Edits when nobody asks for more.
const EDITS: usize = 8;

const TODAY: jiff::civil::Date = jiff::civil::date(2025, 9, 1);

#[test]
fn a_page_drawn_when_it_is_asked_for_is_the_page_of_a_build() {
    let sample = repository().join("tests/sites/sample");
    let (sources, _) = load::load(&sample).unwrap();
    let expected = compile(&sources, &on(TODAY));
    assert_eq!(previewed(&sample, &mut Memory::default(), &mut check::Memory::default()).unwrap(), expected);
}

#[test]
fn after_any_edit_the_memory_of_earlier_builds_changes_no_byte() {
    let edits = std::env::var("MINHBACH_EDITS").map_or(EDITS, |edits| edits.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for (path, bytes) in read_folder(&repository().join("tests/sites/sample/content")) {
        write(&root.join("content").join(path), &bytes);
    }
    let (mut files, mut records) = (Memory::default(), check::Memory::default());
    let mut chance = Chance(20_260_630);
    let (mut good, mut bad) = (0, 0);
    for number in 0..edits {
        let (path, before) = edit(root, &mut chance);
        let fresh = previewed(root, &mut Memory::default(), &mut check::Memory::default());
        let again = previewed(root, &mut files, &mut records);
        match &fresh {
            Ok(_) => good += 1,
            Err(_) => bad += 1,
        }
        assert!(again == fresh, "edit {number} of {}: {}", path.display(), difference(&again, &fresh));
        // Mistakes would add up until nothing is good any more.
        if fresh.is_err() {
            match before {
                Some(bytes) => write(&path, &bytes),
                None => fs::remove_file(&path).unwrap(),
            }
        }
    }
    assert!(good > 0 && (bad > 0 || edits < 50), "{good} good and {bad} bad edits show nothing");
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

    for damaged in ["", "0000\n{}", &fs::read_to_string(&note).unwrap()[..100]] {
        fs::write(&note, damaged).unwrap();
        assert!(build(&public), "without the note everything is built, and found to be the same");
        assert_ne!(fs::read_to_string(&note).unwrap(), damaged, "and noted anew");
    }

    let site = root.join("content/site.yaml");
    fs::write(&site, fs::read_to_string(&site).unwrap().replacen("title: ", "title: Sửa ", 1)).unwrap();
    assert!(!build(&public));
    let clean = tempfile::tempdir().unwrap();
    assert!(!build(&clean.path().join("public")));
    assert!(
        read_folder(&public) == read_folder(&clean.path().join("public")),
        "an edit is built as if for the first time"
    );
    assert!(read_folder(&public) != first);
}

type Outcome = Result<BTreeMap<String, Vec<u8>>, Vec<String>>;

/// Every file of the site as `serve` shows it, or what is wrong.
fn previewed(root: &Path, files: &mut Memory, records: &mut check::Memory) -> Outcome {
    let (sources, mut diagnostics) = load::load_again(root, files).unwrap();
    let (site, engine, found) = pipeline::prepare_again(&sources, &on(TODAY), records);
    diagnostics.extend(found);
    let (Some(site), Some(engine)) = (site, engine) else {
        return Err(diagnostics.iter().map(|one| format!("{one:?}")).collect());
    };
    let preview = Preview::new(site, engine);
    let file = |path: SitePath| {
        assert!(preview.has(&path), "{path}");
        let bytes = preview.file(&path).unwrap().unwrap().into_owned();
        (path.as_str().to_owned(), bytes)
    };
    let paths = preview.paths().unwrap().into_iter().filter(|path| !path.as_str().starts_with("assets/card/"));
    Ok(paths.map(file).collect())
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

/// Changes one file under `content/`; gives its path and what it held before.
fn edit(root: &Path, chance: &mut Chance) -> (PathBuf, Option<Vec<u8>>) {
    let all = read_folder(&root.join("content"));
    let records = all.keys().filter(|path| path.ends_with(".yaml") && *path != "site.yaml").collect::<Vec<_>>();
    let path = records[chance.below(records.len())];
    let file = root.join("content").join(path);
    let text = String::from_utf8(all[path].clone()).unwrap();
    let lines = text.lines().collect::<Vec<_>>();
    let at = chance.below(lines.len());
    let changed = match chance.below(8) {
        // Other words.
        0..=2 => text.replacen("thực hiện", &format!("thực hiện lần {}", chance.below(100)), 1),
        // A word more at the end of a line, which may or may not be text.
        3 => [&lines[..at], &[&format!("{} thêm", lines[at])], &lines[at + 1..]].concat().join("\n"),
        // A line less.
        4 => [&lines[..at], &lines[at + 1..]].concat().join("\n"),
        // Another day.
        5 => text.replacen("date: 202", &format!("date: 201{} # 202", chance.below(10)), 1).replace(" # 202", ""),
        // No file any more.
        6 => {
            fs::remove_file(&file).unwrap();
            return (file, Some(text.into_bytes()));
        }
        // Nothing but a comment.
        _ => format!("{text}\n# {}\n", chance.below(100)),
    };
    write(&file, changed.as_bytes());
    (file, Some(text.into_bytes()))
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Splitmix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }
}
