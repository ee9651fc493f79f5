//! Files that come part by part: written once, or not at all where the published ones say the same.

use minhbach::base::output::Sink as _;
use minhbach::write::Published;

use super::project::{Project, path, snapshot};

/// Publishes two tables whose parts come together, beside a page.
fn pour(project: &Project, parts: &[[&str; 2]]) -> Published {
    let staged = project.begin();
    staged.put(path("index.html"), b"page".to_vec()).unwrap();
    let mut parts = parts.iter().map(|part| part.map(|bytes| bytes.as_bytes().to_vec()).into());
    staged.pour(vec![path("data/a.json"), path("data/a.csv")], &mut parts).unwrap();
    staged.finish().unwrap()
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
