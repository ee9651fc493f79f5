//! The generation that was published before is kept and becomes the next one: nothing of that is seen from outside, and
//! nothing of that survives a failure in the middle.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use minhbach::base::output::{Sink, SinkError};
use minhbach::write::{Disk, MANIFEST_NAME, Problem, Published, Settled, StagedOutput, Untouched, WriteError};

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

/// That nobody has touched the folder.
#[track_caller]
fn untouched(output: &Path) -> Untouched {
    let manifest = blake3::hash(&fs::read(output.join(MANIFEST_NAME)).unwrap());
    Untouched::look(output, manifest, Settled::now()).unwrap()
}

/// Publishes as a build does that knows that nobody has touched the output.
fn publish(disk: Arc<dyn Disk>, root: &Path, site: Site) -> Result<Published, WriteError> {
    let output = root.join("public");
    publish_after(disk, root, untouched(&output), site)
}

fn publish_after(disk: Arc<dyn Disk>, root: &Path, known: Untouched, site: Site) -> Result<Published, WriteError> {
    let staged = StagedOutput::begin_on(disk, root, &root.join("public"), Some(known))?;
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
    let known = untouched(&project.output());
    std::thread::sleep(Duration::from_millis(50));
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

/// Looks again at what was published so.
fn look(project: &Project, published: &Published) -> Option<Untouched> {
    Untouched::look(&project.output(), published.manifest, published.settled.clone()?)
}

#[test]
fn a_published_folder_is_untouched_until_somebody_touches_it() {
    type Touch = fn(&Path);
    let touches: [(&str, Touch); 7] = [
        ("written over", |public| fs::write(public.join("same"), "2").unwrap()),
        ("written over with the same", |public| fs::write(public.join("same"), "1").unwrap()),
        ("removed", |public| fs::remove_file(public.join("a/1/index.html")).unwrap()),
        ("put in", |public| fs::write(public.join("b/new"), "").unwrap()),
        ("put in at the top", |public| fs::write(public.join("new"), "").unwrap()),
        ("a folder put in", |public| fs::create_dir(public.join("b/c/new")).unwrap()),
        ("hidden", |public| fs::set_permissions(public.join("e"), fs::Permissions::from_mode(0o600)).unwrap()),
    ];
    for (what, touch) in touches {
        let project = Project::new();
        let first = project.publish(SITES[0]);
        let second = publish_after(sound(), project.root(), look(&project, &first).unwrap(), SITES[1]).unwrap();
        let third = publish_after(sound(), project.root(), look(&project, &second).unwrap(), SITES[0]).unwrap();
        let fourth = publish_after(sound(), project.root(), look(&project, &third).unwrap(), SITES[0]).unwrap();
        assert!(!fourth.exchanged);
        assert!(look(&project, &fourth).is_some(), "before it was {what}");
        std::thread::sleep(Duration::from_millis(20));
        touch(&project.output());
        assert!(look(&project, &fourth).is_none(), "{what}");
    }
}

#[test]
fn what_others_have_put_there_stays_when_the_spare_folder_is_used() {
    let project = Project::new();
    let mut published = project.publish(SITES[0]);
    project.write(".gitkeep", "");
    project.write("theirs/deep/in.txt", "của người khác");
    project.write("a/theirs.txt", "cạnh ta");
    assert!(look(&project, &published).is_none());
    published = project.publish(SITES[1]);
    for site in SITES.iter().cycle().skip(2).take(6) {
        let known = look(&project, &published).expect("what others have put there is known");
        published = publish_after(sound(), project.root(), known, site).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(project.read("theirs/deep/in.txt"), "của người khác");
        assert_eq!((project.read(".gitkeep"), project.read("a/theirs.txt")), (String::new(), "cạnh ta".into()));
        assert_eq!(names(&workshop(&project)), ["difference", "spare"]);
    }
    std::thread::sleep(Duration::from_millis(20));
    project.write("theirs/deep/more.txt", "thêm");
    assert!(look(&project, &published).is_none());
}

#[test]
fn files_below_a_folder_are_taken_over_only_when_there_are_as_many_as_were_made() {
    let project = Project::new();
    project.publish(SITES[0]);
    let known = untouched(&project.output());
    let staged = StagedOutput::begin_on(sound(), project.root(), &project.output(), Some(known)).unwrap();
    let below = [String::from("a/"), String::from("b/")];
    assert_eq!(staged.keep_below(&below, "index.html", 3).unwrap(), None);
    assert_eq!(staged.keep_below(&below, "index.html", 2).unwrap(), Some("giữmột".len() as u64));
    staged.put(path("b/c/d.html"), b"new".to_vec()).unwrap();
    let again = staged.keep_below(&below[..1], "index.html", 2);
    assert!(matches!(again, Err(SinkError::Collision(taken)) if taken == path("a/1/index.html")));
}

#[test]
fn a_file_that_is_taken_over_is_not_made_as_well_nor_is_one_inside_it() {
    for (name, collides) in [("a/1/index.html", true), ("e/inside", true), ("b", true), ("b/c/e.html", false)] {
        let project = Project::new();
        project.publish(SITES[0]);
        let known = untouched(&project.output());
        let staged = StagedOutput::begin_on(sound(), project.root(), &project.output(), Some(known)).unwrap();
        for kept in ["a/1/index.html", "e", "b/c/d.html"] {
            assert!(staged.keep(&path(kept)).unwrap().is_some());
        }
        // Only at the end is it known what all the others have taken.
        staged.put(path(name), b"new".to_vec()).ok();
        let error = staged.finish().err();
        let told = error.is_some_and(|error| matches!(error.problem, Problem::Collision(taken) if taken == path(name)));
        assert_eq!(told, collides, "{name}");
    }
}
