//! Builds that are killed at every operation, and builds on a machine that really fails.
//!
//! The victim is this test binary itself, run again for one test only.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use minhbach::write::{MachineDisk, Problem, StagedOutput};

use super::failures::{FIRST, SECOND, is_second, published_first};
use super::project::{Project, path, publish_on, snapshot};
use super::strange_disk::{StrangeDisk, Then};
use minhbach::base::output::Sink;

const ROOT: &str = "MINHBACH_TEST_ROOT";
const AT: &str = "MINHBACH_TEST_AT";
const THEN: &str = "MINHBACH_TEST_THEN";
const EXCHANGES: &str = "MINHBACH_TEST_EXCHANGES";

/// This test binary, told to run only the ignored test `name` on the project at `root`.
fn victim(name: &str, root: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args([&format!("writing::kills::{name}"), "--exact", "--ignored", "--nocapture"])
        .env(ROOT, root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    command
}

fn told(variable: &str) -> String {
    std::env::var(variable).unwrap()
}

/// Waits until the victim stands still and kills it. `false` when it came to its end instead.
fn kill_where_it_waits(mut victim: Child) -> bool {
    let lines = BufReader::new(victim.stdout.take().unwrap()).lines();
    let waits = lines.map(Result::unwrap).any(|line| line == "WAITING");
    if waits {
        victim.kill().unwrap();
    }
    let status = victim.wait().unwrap();
    assert!(waits || status.success(), "{status}");
    waits
}

#[test]
#[ignore = "run, and killed, by other tests"]
fn a_build_that_waits_to_be_killed() {
    let then = if told(THEN) == "before" { Then::WaitBefore } else { Then::WaitAfter };
    let disk = StrangeDisk { exchanges: told(EXCHANGES) == "yes", ..StrangeDisk::new(told(AT).parse().unwrap(), then) };
    publish_on(Arc::new(disk), &PathBuf::from(told(ROOT)), SECOND).unwrap();
}

#[track_caller]
fn each_kill_leaves_the_old_or_the_new_site(then: &str, exchanges: bool) {
    let (mut old, mut new, mut missing) = (0, 0, 0);
    for at in 0.. {
        let project = published_first();
        let first = snapshot(&project.output());
        let mut command = victim("a_build_that_waits_to_be_killed", project.root());
        command.env(AT, at.to_string()).env(THEN, then);
        command.env(EXCHANGES, if exchanges { "yes" } else { "no" });
        if !kill_where_it_waits(command.spawn().unwrap()) {
            break;
        }
        match project.output().exists() {
            true if is_second(&project, &first) => new += 1,
            true => old += 1,
            false => missing += 1,
        }
        // The next build puts things right as soon as it begins …
        drop(project.begin());
        let was_second = is_second(&project, &first);
        project.assert_tidy();
        // … and then builds as if nothing had happened.
        let published = project.publish(SECOND);
        assert_eq!(published.exchanged, !was_second);
        assert!(is_second(&project, &first));
        project.assert_tidy();
    }
    assert!(old > 10 && new > 5, "{old} old, {new} new");
    assert_eq!(missing > 0, !exchanges, "only two renames leave a gap");
}

#[test]
fn a_kill_before_any_operation_leaves_the_old_or_the_new_site() {
    each_kill_leaves_the_old_or_the_new_site("before", true);
}

#[test]
fn a_kill_after_any_operation_leaves_the_old_or_the_new_site() {
    each_kill_leaves_the_old_or_the_new_site("after", true);
}

#[test]
fn a_kill_between_two_renames_is_put_right_by_the_next_build() {
    each_kill_leaves_the_old_or_the_new_site("before", false);
    each_kill_leaves_the_old_or_the_new_site("after", false);
}

#[test]
#[ignore = "run, and killed, by other tests"]
fn a_build_that_holds_the_lock() {
    let root = PathBuf::from(told(ROOT));
    let staged = StagedOutput::begin(&root, &root.join("public")).unwrap();
    staged.put(path("index.html"), b"half".to_vec()).unwrap();
    let disk = StrangeDisk::new(0, Then::WaitBefore);
    minhbach::write::Disk::flush(&disk, &root).unwrap();
}

#[test]
fn a_lock_dies_with_its_process() {
    let project = Project::new();
    project.publish(FIRST);
    let mut holder = victim("a_build_that_holds_the_lock", project.root()).spawn().unwrap();
    let mut lines = BufReader::new(holder.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap() == "WAITING"));
    let busy = publish_on(Arc::new(MachineDisk), project.root(), SECOND).unwrap_err();
    let Problem::Busy(Some(process)) = busy.problem else { panic!("{busy}") };
    assert_eq!(process, holder.id());
    holder.kill().unwrap();
    holder.wait().unwrap();
    project.publish(SECOND);
    project.assert_tidy();
}

#[test]
#[ignore = "run by another test on a disk of one megabyte"]
fn a_build_on_a_tiny_disk() {
    let root = PathBuf::from(told(ROOT));
    let project = |files| publish_on(Arc::new(MachineDisk), &root, files);
    project(FIRST).unwrap();
    let before = snapshot(&root);
    let big = "đ".repeat(200_000);
    let files: Vec<(String, &str)> = (0..10).map(|number| (format!("{number}.html"), big.as_str())).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let error = project(&files).unwrap_err();
    assert!(error.message().vi.contains("ổ đĩa đã đầy"), "{error}");
    assert_eq!(snapshot(&root), before);
    project(SECOND).unwrap();
    assert_eq!(fs::read_to_string(root.join("public/index.html")).unwrap(), "hai");
}

#[test]
fn a_really_full_disk_leaves_the_published_folder_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mount = "mount -t tmpfs -o size=1m tmpfs \"$0\" && exec \"$@\"";
    // A private mount, which goes with the process and needs no privileges.
    let mut mounted = Command::new("unshare");
    mounted.args(["-Urm", "sh", "-c", mount]).arg(folder.path());
    if !mounted.arg("true").status().is_ok_and(|status| status.success()) {
        return skip("mounting a small file system is not possible here");
    }
    let inner = victim("a_build_on_a_tiny_disk", folder.path());
    let mut command = Command::new("unshare");
    command.args(["-Urm", "sh", "-c", mount]).arg(folder.path());
    command.arg(inner.get_program()).args(inner.get_args()).env(ROOT, folder.path());
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
}

#[test]
#[ignore = "run by another test as a user who may not write"]
fn a_build_without_permission() {
    let root = PathBuf::from(told(ROOT));
    let error = publish_on(Arc::new(MachineDisk), &root, SECOND).unwrap_err();
    let message = error.message().vi;
    assert!(message.contains("không có quyền") && message.contains(".public.minhbach"), "{message}");
    assert!(error.help().vi.contains("cần quyền ghi"), "{}", error.help().vi);
}

#[test]
fn a_read_only_parent_leaves_the_published_folder_as_it_was() {
    let project = Project::new();
    project.publish(FIRST);
    let before = snapshot(project.root());
    let is_root = fs::metadata(project.root()).unwrap().uid() == 0;
    fs::set_permissions(project.root(), fs::Permissions::from_mode(0o555)).unwrap();
    let mut command = victim("a_build_without_permission", project.root());
    if is_root {
        // Root may write everywhere, so somebody else has to try.
        command.uid(65534).gid(65534).current_dir("/");
    }
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => return skip(&format!("the tests cannot be run as another user: {error}")),
    };
    fs::set_permissions(project.root(), fs::Permissions::from_mode(0o755)).unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
    assert_eq!(snapshot(project.root()), before);
}

/// Says loudly that a test did not run.
#[expect(clippy::explicit_write, reason = "what eprintln says is captured")]
fn skip(why: &str) {
    writeln!(std::io::stderr(), "SKIPPED: {why}").unwrap();
}
