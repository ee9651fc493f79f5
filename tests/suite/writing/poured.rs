//! Files that come part by part: written once, or not at all where the published ones say the same.

use minhbach::base::output::{Part, Sink as _};
use minhbach::write::{MANIFEST_NAME, Manifest, Published, Settled, StagedOutput, Stamp, Untouched};

use super::project::{Project, path, snapshot};

/// Publishes two tables whose parts come together, beside a page.
fn pour(project: &Project, parts: &[[&str; 2]]) -> Published {
    let staged = project.begin();
    staged.put(path("index.html"), b"page".to_vec()).unwrap();
    let mut parts = parts.iter().map(|part| Part { bytes: Some(bytes(part)), before: None });
    staged.pour(vec![path("data/a.json"), path("data/a.csv")], &mut parts).unwrap();
    staged.finish().unwrap()
}

fn bytes(part: &[&str; 2]) -> Vec<Vec<u8>> {
    part.iter().map(|bytes| bytes.as_bytes().to_vec()).collect()
}

#[test]
fn parts_are_joined_to_files() {
    let project = Project::new();
    pour(&project, &[["[1", "a\r\n"], [",2", "b\r\n"], ["]", ""]]);
    assert_eq!((project.read("data/a.json").as_str(), project.read("data/a.csv").as_str()), ("[1,2]", "a\r\nb\r\n"));
    project.assert_tidy();
}

#[test]
fn the_same_parts_touch_nothing_however_they_are_cut() {
    let project = Project::new();
    pour(&project, &[["[1", "a"], [",2", "b"], ["]", ""]]);
    project.age();
    let before = snapshot(&project.output());
    let published = pour(&project, &[["[", ""], ["1,2]", "ab"]]);
    assert!(!published.exchanged && published.plan.changes_nothing());
    assert_eq!(snapshot(&project.output()), before);
}

#[test]
fn a_table_that_goes_on_otherwise_begins_as_the_published_one() {
    let project = Project::new();
    let long = "x".repeat(3_000_000);
    pour(&project, &[["[1", &long], [",2]", "b"]]);
    pour(&project, &[["[1", &long], [",3]", "b"]]);
    assert_eq!((project.read("data/a.json").as_str(), project.read("data/a.csv").len()), ("[1,3]", 3_000_001));
    pour(&project, &[["[1", &long], [",3]", "c"]]);
    assert!(project.read("data/a.csv").ends_with("xc"));
    pour(&project, &[["[1", ""]]);
    assert_eq!((project.read("data/a.json").as_str(), project.read("data/a.csv").as_str()), ("[1", ""));
    pour(&project, &[["[1", ""], ["]", "more"]]);
    assert_eq!((project.read("data/a.json").as_str(), project.read("data/a.csv").as_str()), ("[1]", "more"));
}

#[test]
fn a_table_that_somebody_changed_is_poured_anew() {
    let project = Project::new();
    pour(&project, &[["[1]", "a"]]);
    project.write("data/a.json", "[0]");
    pour(&project, &[["[1]", "a"]]);
    assert_eq!(project.read("data/a.json"), "[1]");
}

#[test]
fn a_part_that_is_left_is_what_it_was_whatever_stands_before_it() {
    let was = [["[", "head"], ["1", "a"], [",2", "bb"], [",3", "ccc"], ["]", ""]];
    // In each case the new bytes of a part, or nothing where it is left.
    let cases: [[Option<[&str; 2]>; 5]; 5] = [
        [Some(["[", "head"]), None, None, None, Some(["]", ""])],
        [Some(["[", "head"]), None, Some([",2000", "b"]), None, Some(["]", ""])],
        [Some(["[", "head"]), Some(["", ""]), None, None, Some(["]", ""])],
        [Some(["[", "head"]), None, None, Some([",4,5", "dd"]), Some(["]", ""])],
        [Some(["[", "head"]), Some(["1", "a"]), Some([",2", "bb"]), None, Some(["]!", "end"])],
    ];
    for case in cases {
        let project = Project::new();
        pour(&project, &was);
        let wanted = [0, 1].map(|file| {
            let parts = case.iter().zip(was).map(|(new, old)| new.unwrap_or(old)[file]);
            parts.collect::<String>()
        });
        let hash = blake3::hash(project.read(MANIFEST_NAME).as_bytes());
        let known = Untouched::look(&project.output(), hash, Settled::now()).unwrap();
        let staged = StagedOutput::begin_after(project.root(), &project.output(), known).unwrap();
        staged.keep(&path("index.html")).unwrap();
        let mut parts = case
            .iter()
            .zip(was)
            .map(|(new, old)| Part { bytes: new.as_ref().map(bytes), before: Some(old.map(str::len).to_vec()) });
        staged.pour(vec![path("data/a.json"), path("data/a.csv")], &mut parts).unwrap();
        staged.finish().unwrap();
        assert_eq!([project.read("data/a.json"), project.read("data/a.csv")], wanted);
        let manifest = Manifest::parse(&project.read(MANIFEST_NAME)).unwrap();
        assert_eq!(manifest.get(&path("data/a.json")), Some(Stamp::of(wanted[0].as_bytes())));
        assert_eq!(manifest.get(&path("data/a.csv")), Some(Stamp::of(wanted[1].as_bytes())));
    }
}
