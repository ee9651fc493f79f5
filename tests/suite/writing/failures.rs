//! A machine that fails in the middle of a build: the published folder is the old one or the new
//! one, whole, and the next build works.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::symlink;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use minhbach::base::output::{Sink, SinkError};
use minhbach::write::{Action, Problem, StagedOutput};

use super::project::{Entry, Project, path, publish_on, snapshot};
use super::strange_disk::{StrangeDisk, Then};

/// A site and the one that follows it: something stays, changes, goes, comes and moves.
pub const FIRST: &[(&str, &str)] = &[
    ("index.html", "một"),
    ("van-ban/1/index.html", "giữ nguyên"),
    ("van-ban/2/index.html", "sẽ bị xóa"),
    ("data/a.json", "[1]"),
];
pub const SECOND: &[(&str, &str)] = &[
    ("index.html", "hai"),
    ("van-ban/1/index.html", "giữ nguyên"),
    ("van-ban/3/index.html", "mới"),
    ("data", "thư mục thành tệp"),
];

/// A project that has published the first site, with strangers among its files.
pub fn published_first() -> Project {
    let project = Project::new();
    project.publish(FIRST);
    project.write("CNAME", "minhbach.example.vn");
    project.write("van-ban/2/theirs.txt", "của người khác");
    symlink("nowhere", project.output().join("link")).unwrap();
    fs::create_dir_all(project.output().join("empty/er")).unwrap();
    project.age();
    project
}

/// The output folder holds the first site untouched, or the whole second one. Says which.
#[track_caller]
pub fn is_second(project: &Project, first: &BTreeMap<String, Entry>) -> bool {
    let now = snapshot(&project.output());
    if now == *first {
        return false;
    }
    for (name, bytes) in SECOND {
        assert_eq!(project.read(name), *bytes, "{name}");
    }
    let carried = ["CNAME", "van-ban/2/theirs.txt", "link", "empty/er", "van-ban/1/index.html"];
    for name in carried {
        assert_eq!(now[name], first[name], "{name}");
    }
    assert_eq!(now.len(), 14, "{:?}", now.keys());
    true
}

#[track_caller]
fn each_failure_leaves_the_old_or_the_new_site(then: Then, exchanges: bool, links: bool) {
    let mut at = 0;
    let mut failures = 0;
    loop {
        let project = published_first();
        let first = snapshot(&project.output());
        let disk = Arc::new(StrangeDisk { exchanges, links, ..StrangeDisk::new(at, then) });
        let result = publish_on(disk.clone(), project.root(), SECOND);
        let case = format!("{then:?} at operation {at}: {result:?}");
        match result {
            Err(error) => {
                failures += 1;
                let was_removed = !project.output().exists();
                // Two renames on a file system that fails for good in between cannot do better.
                assert!(!was_removed || (!exchanges && matches!(then, Then::FailForGood(_))), "{case}");
                assert!(was_removed || !is_second(&project, &first), "{case}");
                assert!(error.message().vi.starts_with("không "), "{case}");
            }
            Ok(published) => {
                assert!(published.exchanged && is_second(&project, &first), "{case}");
            }
        }
        let again = StagedOutput::begin(project.root(), &project.output());
        drop(again.unwrap_or_else(|error| panic!("{case}\n{error}")));
        is_second(&project, &first);
        project.assert_tidy();
        project.publish(SECOND);
        assert!(is_second(&project, &first), "{case}");
        project.assert_tidy();
        if disk.operations.load(Ordering::SeqCst) <= at {
            assert!(failures > 10, "only {failures} operations failed");
            return;
        }
        at += 1;
    }
}

#[test]
fn one_failed_operation_leaves_the_old_or_the_new_site() {
    each_failure_leaves_the_old_or_the_new_site(Then::Fail(ErrorKind::Other), true, true);
}

#[test]
fn one_failed_operation_without_exchange_and_links_leaves_the_old_or_the_new_site() {
    each_failure_leaves_the_old_or_the_new_site(Then::Fail(ErrorKind::Other), false, false);
}

#[test]
fn a_disk_that_fills_up_leaves_the_old_or_the_new_site() {
    each_failure_leaves_the_old_or_the_new_site(Then::Fill, true, true);
    each_failure_leaves_the_old_or_the_new_site(Then::Fill, false, false);
}

#[test]
fn a_disk_that_becomes_read_only_leaves_the_old_or_the_new_site() {
    let then = Then::FailForGood(ErrorKind::ReadOnlyFilesystem);
    each_failure_leaves_the_old_or_the_new_site(then, true, true);
    each_failure_leaves_the_old_or_the_new_site(then, false, true);
}

#[test]
fn without_links_files_are_copied_with_their_times() {
    let project = published_first();
    let first = snapshot(&project.output());
    let disk = StrangeDisk { links: false, ..StrangeDisk::new(0, Then::Nothing) };
    publish_on(Arc::new(disk), project.root(), SECOND).unwrap();
    assert!(is_second(&project, &first));
    project.assert_tidy();
}

#[test]
fn a_full_disk_is_explained_in_both_languages() {
    let project = published_first();
    let disk = Arc::new(StrangeDisk::new(4, Then::Fill));
    let staged = StagedOutput::begin_on(disk, project.root(), &project.output(), None).unwrap();
    let error = staged.put(path("a/b.html"), b"bytes".to_vec()).unwrap_err();
    assert!(matches!(error, SinkError::Machine { source, .. } if source.kind() == ErrorKind::StorageFull));
    let error = staged.finish().unwrap_err();
    let Problem::Machine { action: Action::WriteFile, path: file, .. } = &error.problem else { panic!("{error}") };
    let (file, output) = (file.display(), project.output());
    let output = output.display();
    assert_eq!(
        error.message().vi,
        format!("không ghi được tệp {file}: ổ đĩa đã đầy; thư mục công bố {output} vẫn nguyên như trước")
    );
    assert_eq!(
        error.message().en,
        format!("cannot write the file {file}: the disk is full; the output folder {output} is as it was before")
    );
    assert!(error.help().vi.contains("dọn bớt tệp"), "{}", error.help().vi);
}

#[test]
fn an_old_generation_that_cannot_be_removed_is_named_and_removed_next_time() {
    let project = published_first();
    let first = snapshot(&project.output());
    let mut at = 0;
    let left_over = loop {
        let disk = StrangeDisk::new(at, Then::FailForGood(ErrorKind::PermissionDenied));
        if let Ok(published) = publish_on(Arc::new(disk), project.root(), SECOND) {
            break published.left_over;
        }
        at += 1;
    };
    assert_eq!(left_over, Some(project.root().join(".public.minhbach")));
    assert!(is_second(&project, &first));
    let published = project.publish(SECOND);
    assert!(!published.exchanged && published.left_over.is_none());
    project.assert_tidy();
}

#[test]
fn what_strangers_change_while_a_build_dies_is_not_lost() {
    let project = published_first();
    let disk = StrangeDisk::new(usize::MAX, Then::Nothing);
    let operations = Arc::new(disk);
    publish_on(operations.clone(), project.root(), SECOND).unwrap();
    let total = operations.operations.load(Ordering::SeqCst);
    let mut found_late = 0;
    for at in 0..total {
        let project = published_first();
        let disk = StrangeDisk::new(at, Then::FailForGood(ErrorKind::Other));
        let left_over = publish_on(Arc::new(disk), project.root(), SECOND).is_ok_and(|it| it.left_over.is_some());
        let retired = project.root().join(".public.minhbach/new");
        if left_over && retired.exists() {
            // As if they had come between the last look and the exchange.
            fs::write(retired.join("late.txt"), "muộn").unwrap();
            fs::create_dir_all(retired.join("late/folder")).unwrap();
            fs::write(retired.join("late/folder/file.txt"), "muộn").unwrap();
            fs::write(retired.join("CNAME.new"), "mới.example.vn").unwrap();
            fs::rename(retired.join("CNAME.new"), retired.join("CNAME")).unwrap();
            project.publish(SECOND);
            assert_eq!(project.read("late.txt"), "muộn");
            assert_eq!(project.read("late/folder/file.txt"), "muộn");
            assert_eq!(project.read("CNAME"), "mới.example.vn");
            project.assert_tidy();
            found_late += 1;
        }
    }
    assert!(found_late > 0);
}
