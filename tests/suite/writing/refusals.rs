//! Output folders that are refused, each with what to do, each untouched.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use minhbach::base::output::{Sink, SinkError};
use minhbach::write::{MANIFEST_NAME, Problem, StagedOutput, WriteError};

use super::project::{Project, names, path, snapshot};

/// The reason why `output` is refused; nothing below the root has changed.
#[track_caller]
fn refused(project: &Project, output: &Path) -> Problem {
    let before = snapshot(project.root());
    let error = begin_fails(project, output);
    let message = error.message();
    assert!(message.vi.contains("vẫn nguyên như trước"), "{}", message.vi);
    assert!(message.en.contains("is as it was before"), "{}", message.en);
    assert!(!error.help().vi.is_empty());
    assert_eq!(snapshot(project.root()), before);
    error.problem
}

#[track_caller]
fn begin_fails(project: &Project, output: &Path) -> WriteError {
    match StagedOutput::begin(project.root(), output) {
        Ok(_) => panic!("{} was accepted", output.display()),
        Err(error) => error,
    }
}

#[test]
fn a_folder_with_other_peoples_files_is_refused_by_name() {
    let project = Project::new();
    project.write(".gitkeep", "");
    project.write("ảnh/bé.jpg", "bytes");
    let Problem::NotOurs(found) = refused(&project, &project.output()) else { panic!() };
    assert_eq!(found, Path::new("ảnh"));
}

#[test]
fn an_empty_folder_and_one_with_gitkeep_only_are_accepted() {
    let project = Project::new();
    fs::create_dir(project.output()).unwrap();
    project.publish(&[]);
    let project = Project::new();
    project.write(".gitkeep", "");
    project.publish(&[("index.html", "1")]);
    assert_eq!(project.files(), [".gitkeep", "index.html"]);
}

#[test]
fn the_folders_of_the_project_and_everything_around_them_are_refused() {
    let project = Project::new();
    let root = project.root();
    fs::create_dir(root.join(".git")).unwrap();
    for output in
        [".", "..", "content", "content/site", "themes/x/y", "src", "src/new", ".git/x", "public/../content", "/"]
    {
        let problem = refused(&project, &root.join(output));
        assert!(matches!(problem, Problem::Overlap(_)), "{output}: {problem:?}");
    }
}

#[test]
fn a_link_into_the_content_is_refused() {
    let project = Project::new();
    symlink("content", project.output()).unwrap();
    assert!(matches!(refused(&project, &project.output()), Problem::Overlap(_)));
}

#[test]
fn content_that_is_a_link_into_the_output_is_refused() {
    let project = Project::new();
    fs::create_dir_all(project.output().join("records")).unwrap();
    fs::remove_dir(project.root().join("content")).unwrap();
    symlink("public/records", project.root().join("content")).unwrap();
    assert!(matches!(refused(&project, &project.output()), Problem::Overlap(_)));
}

#[test]
fn a_link_to_nothing_and_a_file_are_refused() {
    let project = Project::new();
    symlink("nowhere", project.root().join("link")).unwrap();
    assert!(matches!(refused(&project, &project.root().join("link")), Problem::DanglingLink));
    fs::write(project.root().join("file"), "").unwrap();
    assert!(matches!(refused(&project, &project.root().join("file")), Problem::NotAFolder));
}

#[test]
fn a_damaged_manifest_is_refused_and_nothing_is_deleted() {
    for damaged in ["", "{", "[]", r#"{"program": "jekyll 4", "format": 1, "files": {}}"#, "\u{0}"] {
        let project = Project::new();
        project.publish(&[("index.html", "1")]);
        fs::write(project.output().join(MANIFEST_NAME), damaged).unwrap();
        let problem = refused(&project, &project.output());
        assert!(matches!(problem, Problem::DamagedManifest(_)), "{damaged:?}: {problem:?}");
    }
}

#[test]
fn a_manifest_of_a_later_version_is_refused() {
    let project = Project::new();
    project.write(MANIFEST_NAME, r#"{"program": "minhbach 9.0.0", "format": 2, "files": {}}"#);
    let Problem::NewerManifest(program) = refused(&project, &project.output()) else { panic!() };
    assert_eq!(program, "minhbach 9.0.0");
}

#[test]
fn a_second_build_is_refused_while_the_first_one_works() {
    let project = Project::new();
    let first = project.begin();
    first.put(path("index.html"), b"1".to_vec()).unwrap();
    let error = begin_fails(&project, &project.output());
    let Problem::Busy(Some(process)) = error.problem else { panic!("{error}") };
    assert_eq!(process, std::process::id());
    first.finish().unwrap();
    assert_eq!(project.read("index.html"), "1");
    project.publish(&[("index.html", "2")]);
    project.assert_tidy();
}

#[test]
fn builds_that_race_for_one_folder_never_mix() {
    let project = Project::new();
    let site = |mark: &str| [("a.html", mark.to_owned()), ("b/c.html", mark.to_owned()), (".x", mark.to_owned())];
    project.publish(&[("a.html", "0"), ("b/c.html", "0"), (".x", "0")]);
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let (project, site) = (&project, &site);
            scope.spawn(move || {
                for round in 0..25 {
                    let staged = match project.try_begin() {
                        Ok(staged) => staged,
                        Err(WriteError { problem: Problem::Busy(_), .. }) => continue,
                        Err(error) => panic!("{error}"),
                    };
                    for (name, bytes) in site(&format!("{thread} {round}")) {
                        staged.put(path(name), bytes.into_bytes()).unwrap();
                    }
                    staged.finish().unwrap();
                }
            });
        }
    });
    let marks: Vec<String> = project.files().iter().map(|name| project.read(name)).collect();
    assert!(marks.len() == 3 && marks.iter().all(|mark| *mark == marks[0]), "{marks:?}");
    project.assert_tidy();
}

#[test]
fn a_folder_that_only_looks_like_our_place_of_work_is_left_alone() {
    for theirs in ["notes.txt", "new", "lock/x"] {
        let project = Project::new();
        project.write(&format!("../.public.minhbach/{theirs}"), "theirs");
        fs::remove_dir(project.output()).unwrap();
        let problem = refused(&project, &project.output());
        assert!(!matches!(problem, Problem::Busy(_)), "{theirs}: {problem:?}");
    }
}

#[test]
fn a_file_that_is_not_ours_is_never_overwritten() {
    let taken = [
        ("robots.txt", "robots.txt"),
        ("du-lieu", "du-lieu/index.html"),
        ("co-quan/mine.txt", "co-quan"),
        ("deep/er/mine.txt", "deep"),
    ];
    for (theirs, ours) in taken {
        let project = Project::new();
        project.publish(&[("index.html", "1")]);
        // Even with the same bytes: taken for ours, it would be deleted one day.
        project.write(theirs, "ours");
        let before = snapshot(&project.output());
        let staged = project.begin();
        staged.put(path(ours), b"ours".to_vec()).unwrap();
        let error = staged.finish().unwrap_err();
        assert!(matches!(error.problem, Problem::ForeignInTheWay(_)), "{theirs}: {error}");
        assert_eq!(snapshot(&project.output()), before);
        project.assert_tidy();
    }
}

#[test]
fn two_files_at_one_path_publish_nothing() {
    let pairs = [("a", "a"), ("a/b", "a"), ("a", "a/b"), ("a/b/c", "a/b"), ("x", MANIFEST_NAME)];
    for (first, second) in pairs {
        let project = Project::new();
        project.publish(&[("index.html", "1")]);
        let before = snapshot(&project.output());
        let staged = project.begin();
        staged.put(path(first), b"1".to_vec()).unwrap();
        let error = staged.put(path(second), b"2".to_vec()).unwrap_err();
        assert!(matches!(error, SinkError::Collision(at) if at == path(second)), "{first} {second}");
        let error = staged.finish().unwrap_err();
        assert!(matches!(error.problem, Problem::Collision(_)), "{error}");
        assert_eq!(snapshot(&project.output()), before);
    }
}

#[test]
fn names_that_share_a_beginning_do_not_collide() {
    let project = Project::new();
    project.publish(&[("a", "1"), ("a.b/c", "1"), ("a-b", "1"), ("ab/c", "1"), ("ab/cd", "1")]);
    assert_eq!(names(&project.output()).len(), 5);
}
