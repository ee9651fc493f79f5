//! The generation that was published before is kept and becomes the next one: nothing of that is seen from outside, and
//! nothing of that survives a failure in the middle.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};

use minhbach::base::output::Sink;
use minhbach::write::{Disk, MANIFEST_NAME, Published, StagedOutput, Untouched, WriteError};

use super::project::{Project, names, path};
use super::strange_disk::{StrangeDisk, Then};

type Site = &'static [(&'static str, &'static str)];

/// Files that stay, change, come, go and return; a folder that becomes a file and a file that becomes a folder.
const SITES: [Site; 4] = [
    &[("a/index.html", "giữ"), ("a/1/index.html", "một"), ("b/c/d.html", "sâu"), ("e", "tệp"), ("same", "1")],
    &[("a/index.html", "giữ"), ("a/1/index.html", "hai"), ("b/c/d.html", "sâu"), ("e/f.html", "mới"), ("same", "1")],
    &[("a/index.html", "giữ"), ("a/1/index.html", "một"), ("b", "tệp"), ("e", "tệp"), ("same", "1")],
    &[("a/index.html", "giữ"), ("a/2/index.html", "mới"), ("b/c/d.html", "sâu"), ("e", "tệp"), ("same", "2")],
];

fn sound() -> Arc<dyn Disk> {
    Arc::new(StrangeDisk::new(0, Then::Nothing))
}

/// That nobody has touched the folder; `later` is how long after the last build it was looked at.
fn untouched(output: &Path, later: Duration) -> Untouched {
    let manifest = blake3::hash(&fs::read(output.join(MANIFEST_NAME)).unwrap());
    Untouched { manifest, looked: SystemTime::now() + later }
}

/// Publishes as a build does that knows that nobody has touched the output.
fn publish(disk: Arc<dyn Disk>, root: &Path, site: Site) -> Result<Published, WriteError> {
    let output = root.join("public");
    let staged = StagedOutput::begin_on(disk, root, &output, Some(untouched(&output, Duration::from_secs(1))))?;
    for (name, bytes) in site {
        if staged.put(path(name), bytes.as_bytes().to_vec()).is_err() {
            break;
        }
    }
    staged.finish()
}

#[track_caller]
fn is_published(project: &Project, site: Site) -> bool {
    let there = project.files().into_iter().map(|name| (name.clone(), project.read(&name)));
    let wanted = site.iter().map(|(name, bytes)| ((*name).to_owned(), (*bytes).to_owned()));
    there.collect::<BTreeMap<_, _>>() == wanted.collect()
}

fn workshop(project: &Project) -> std::path::PathBuf {
    project.root().join(".public.minhbach")
}

#[test]
fn the_folder_that_was_published_before_becomes_the_next_one() {
    let project = Project::new();
    project.publish(SITES[0]);
    let identity = |folder: &Path| fs::metadata(folder).unwrap().ino();
    let mut folders = vec![identity(&project.output())];
    for site in SITES.iter().cycle().skip(1).take(9) {
        publish(sound(), project.root(), site).unwrap();
        assert!(is_published(&project, site), "{:?}", project.files());
        assert_eq!(names(&workshop(&project)), ["difference", "spare"]);
        folders.push(identity(&project.output()));
    }
    assert!(folders.windows(3).all(|three| three[0] == three[2]), "two folders take turns: {folders:?}");
    let spare = fs::metadata(workshop(&project).join("spare/a/index.html")).unwrap().ino();
    assert_eq!(spare, fs::metadata(project.output().join("a/index.html")).unwrap().ino(), "what stays is there once");
}

#[test]
fn a_build_that_changes_nothing_leaves_the_spare_folder_alone() {
    let project = Project::new();
    project.publish(SITES[0]);
    publish(sound(), project.root(), SITES[1]).unwrap();
    let before = super::project::snapshot(&workshop(&project));
    assert!(!publish(sound(), project.root(), SITES[1]).unwrap().exchanged);
    assert_eq!(super::project::snapshot(&workshop(&project)), before);
}

#[test]
fn a_failure_while_the_spare_folder_is_used_leaves_the_old_or_the_new_site() {
    for then in [Then::Fail(ErrorKind::Other), Then::Fill] {
        let mut at = 0;
        loop {
            let project = Project::new();
            project.publish(SITES[0]);
            publish(sound(), project.root(), SITES[1]).unwrap();
            let disk = Arc::new(StrangeDisk::new(at, then));
            let result = publish(disk.clone(), project.root(), SITES[2]);
            let case = format!("{then:?} at operation {at}: {result:?}");
            match result {
                Ok(_) => assert!(is_published(&project, SITES[2]), "{case}"),
                Err(_) => assert!(is_published(&project, SITES[1]), "{case}"),
            }
            for site in [SITES[3], SITES[0], SITES[2]] {
                publish(sound(), project.root(), site).unwrap_or_else(|error| panic!("{case}\n{error}"));
                assert!(is_published(&project, site), "{case}: {:?}", project.files());
            }
            if disk.operations.load(Ordering::SeqCst) <= at {
                assert!(at > 15, "only {at} operations failed");
                break;
            }
            at += 1;
        }
    }
}

#[test]
fn what_somebody_puts_into_the_folder_during_a_build_is_not_put_by_with_it() {
    let project = Project::new();
    project.publish(SITES[0]);
    std::thread::sleep(Duration::from_millis(50));
    let known = untouched(&project.output(), Duration::ZERO);
    let staged = StagedOutput::begin_on(sound(), project.root(), &project.output(), Some(known)).unwrap();
    project.write("late/theirs.txt", "của người khác");
    for (name, bytes) in SITES[1] {
        staged.put(path(name), bytes.as_bytes().to_vec()).unwrap();
    }
    staged.finish().unwrap();
    assert_eq!(project.read("late/theirs.txt"), "của người khác");
    project.assert_tidy();
}

#[test]
fn a_spare_folder_of_another_state_is_thrown_away() {
    let project = Project::new();
    project.publish(SITES[0]);
    publish(sound(), project.root(), SITES[1]).unwrap();
    // A build that knows nothing of the folder publishes in between.
    project.publish(SITES[3]);
    project.assert_tidy();
    publish(sound(), project.root(), SITES[2]).unwrap();
    fs::write(workshop(&project).join("difference"), "{}").unwrap();
    publish(sound(), project.root(), SITES[0]).unwrap();
    assert!(is_published(&project, SITES[0]));
}
