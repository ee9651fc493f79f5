//! Publishing the output folder: what is written, kept, carried over, deleted and refused.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod failures;
mod kills;
mod poured;
mod project;
mod refusals;
mod spare;
mod strange_disk;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use minhbach::base::output::Sink;
use minhbach::write::{MANIFEST_NAME, Manifest, ManifestError, Plan, Receipt, StagedOutput, Stamp, plan};

use project::{Project, path, snapshot};

/// A manifest from `(path, bytes)`.
fn manifest(files: &[(&str, &str)]) -> Manifest {
    files.iter().map(|(name, bytes)| (path(name), Stamp::of(bytes.as_bytes()))).collect()
}

fn text(manifest: &Manifest) -> String {
    manifest.print().collect()
}

#[test]
fn a_plan_puts_every_path_into_one_list() {
    let old = manifest(&[("a.html", "1"), ("b.html", "1"), ("c.html", "1")]);
    let new = manifest(&[("b.html", "2"), ("c.html", "1"), ("d.html", "1")]);
    let expected = Plan { create: vec![2], replace: vec![0], delete: vec![0], kept: 1 };
    assert_eq!(plan(&old, &new, &BTreeSet::new()), expected);
}

#[test]
fn a_file_that_somebody_changed_is_replaced_although_the_manifests_agree() {
    let both = manifest(&[("a.html", "1"), ("b.html", "1")]);
    let planned = plan(&both, &both, &BTreeSet::from([path("b.html")]));
    assert_eq!((planned.kept, planned.replace), (1, vec![1]));
}

#[test]
fn a_plan_between_equal_generations_changes_nothing() {
    let both = manifest(&[("a.html", "1"), ("đồng nai/b.html", "1")]);
    assert!(plan(&both, &both, &BTreeSet::new()).changes_nothing());
    assert!(plan(&manifest(&[]), &manifest(&[]), &BTreeSet::new()).changes_nothing());
}

#[test]
fn a_manifest_reads_back_as_it_was_printed() {
    let original = manifest(&[("a/\"b\".html", ""), ("văn bản/đ.html", "đ"), ("z.css", "x")]);
    assert_eq!(Manifest::parse(&text(&original)), Ok(original));
    assert_eq!(Manifest::parse(&text(&manifest(&[]))), Ok(manifest(&[])));
}

#[test]
fn a_manifest_of_many_files_is_one_text_in_parts() {
    for count in [4095, 4096, 4097, 8192, 10_000] {
        let paths = (0..count).map(|number| format!("{number:05}/index.html")).collect::<Vec<_>>();
        let whole: Manifest = paths.iter().map(|path| (self::path(path), Stamp::of(path.as_bytes()))).collect();
        let text = text(&whole);
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(json["files"].as_object().unwrap().keys().eq(&paths), "{count}");
        assert_eq!(text.lines().count(), count + 6);
        assert!(paths.iter().all(|path| whole.get(&self::path(path)) == Some(Stamp::of(path.as_bytes()))));
        assert_eq!(Manifest::parse(&text), Ok(whole), "{count}");
    }
}

#[test]
fn a_torn_manifest_is_damaged_wherever_it_is_torn() {
    let whole = manifest(&[("index.html", "1"), ("van-ban/index.html", "2")]);
    let text = text(&whole);
    for end in 0..text.trim_end().len() {
        assert!(matches!(Manifest::parse(&text[..end]), Err(ManifestError::Damaged(_))), "{end}");
    }
}

#[test]
fn a_manifest_that_somebody_wrote_in_another_way_is_read_as_it_would_be_written() {
    let ours = manifest(&[("a.html", "1"), ("b.html", "2")]);
    let text = text(&ours);
    let lines = text.lines().collect::<Vec<_>>();
    let (first, second) = (lines[4].trim_end_matches(','), lines[5]);
    let turned = text.replace(&format!("{first},\n{second}"), &format!("{second},\n{first}"));
    let spaced = text.replace("\"size\": 1", "\"size\":  1");
    for other in [turned, spaced] {
        assert_ne!(other, text);
        assert_eq!(Manifest::parse(&other), Ok(ours.clone()));
    }
}

#[test]
fn a_manifest_that_leads_out_of_the_folder_is_damaged() {
    let whole = manifest(&[("index.html", "1")]);
    for bad in ["../index.html", "/index.html", "a/../../b", ""] {
        let text = text(&whole).replace("\"index.html\"", &format!("{bad:?}"));
        assert!(matches!(Manifest::parse(&text), Err(ManifestError::Damaged(_))), "{bad}");
    }
}

#[test]
fn a_manifest_of_a_later_format_names_its_program() {
    let text = r#"{"program": "minhbach 9.1.0", "format": 9, "files": ["in a new way"]}"#;
    assert_eq!(Manifest::parse(text), Err(ManifestError::Newer("minhbach 9.1.0".into())));
}

#[test]
fn a_first_build_writes_every_file_and_the_manifest() {
    let project = Project::new();
    let published = project.publish(&[("index.html", "trang chủ"), ("data/bodies.json", "[]")]);
    assert_eq!(project.files(), ["data/bodies.json", "index.html"]);
    assert_eq!(project.read("index.html"), "trang chủ");
    assert_eq!(published.plan.create, [0, 1]);
    assert_eq!((published.size_bytes, published.exchanged), (13, true));
    let expected = manifest(&[("data/bodies.json", "[]"), ("index.html", "trang chủ")]);
    assert_eq!(Manifest::parse(&project.read(MANIFEST_NAME)), Ok(expected));
    project.assert_tidy();
}

#[test]
fn a_second_build_without_a_change_touches_nothing() {
    let project = Project::new();
    let files = [("index.html", "1"), ("a/b/c.html", "2")];
    project.publish(&files);
    let before = (snapshot(&project.output()), inode(&project.output()));
    let published = project.publish(&files);
    assert!(!published.exchanged && published.plan.changes_nothing());
    assert_eq!((snapshot(&project.output()), inode(&project.output())), before);
    project.assert_tidy();
}

#[test]
fn an_unchanged_file_keeps_its_time_and_a_changed_one_does_not() {
    let project = Project::new();
    project.publish(&[("kept.html", "1"), ("changed.html", "1"), ("a/kept.html", "1")]);
    project.age();
    let before = snapshot(&project.output());
    project.publish(&[("kept.html", "1"), ("changed.html", "2"), ("a/kept.html", "1")]);
    let after = snapshot(&project.output());
    for name in ["kept.html", "a/kept.html"] {
        assert_eq!(after[name], before[name]);
    }
    assert_eq!(project.read("changed.html"), "2");
    assert_ne!(after["changed.html"].modified, before["changed.html"].modified);
}

#[test]
fn a_file_that_a_build_keeps_stays_as_it_was() {
    let project = Project::new();
    project.publish(&[("index.html", "1"), ("the/1.png", "drawn")]);
    project.age();
    let before = snapshot(&project.output());
    let staged = project.begin();
    staged.put(path("index.html"), b"2".to_vec()).unwrap();
    assert_eq!(staged.keep(&path("the/1.png")).unwrap(), Some(5));
    assert_eq!(staged.keep(&path("the/2.png")).unwrap(), None);
    staged.finish().unwrap();
    assert_eq!(project.files(), ["index.html", "the/1.png"]);
    assert_eq!(snapshot(&project.output())["the/1.png"], before["the/1.png"]);
}

#[test]
fn a_file_that_somebody_changed_is_not_kept() {
    let project = Project::new();
    project.publish(&[("the/1.png", "drawn")]);
    project.write("the/1.png", "smudged");
    let staged = project.begin();
    assert_eq!(staged.keep(&path("the/1.png")).unwrap(), None);
    staged.put(path("the/1.png"), b"drawn".to_vec()).unwrap();
    staged.finish().unwrap();
    assert_eq!(project.read("the/1.png"), "drawn");
}

#[test]
fn files_of_ours_that_are_gone_are_deleted_with_their_folders() {
    let project = Project::new();
    project.publish(&[("index.html", "1"), ("van-ban/cu/index.html", "1")]);
    let published = project.publish(&[("index.html", "1")]);
    assert_eq!(published.plan.delete.len(), 1);
    assert_eq!(project.files(), ["index.html"]);
    assert!(!project.output().join("van-ban").exists());
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let project = Project::new();
    project.publish(&[("a", "1"), ("b/index.html", "1")]);
    project.publish(&[("a/index.html", "1"), ("b", "1")]);
    assert_eq!(project.files(), ["a/index.html", "b"]);
}

#[test]
fn what_we_did_not_write_is_carried_over_as_it_is() {
    let project = Project::new();
    project.write(".gitkeep", "");
    project.publish(&[("index.html", "1"), ("ours/index.html", "1")]);
    project.write("CNAME", "minhbach.example.vn");
    project.write("ours/theirs.txt", "của người khác");
    project.write(".git/objects/ab/cd", "object");
    fs::create_dir_all(project.output().join("ours/empty")).unwrap();
    fs::create_dir(project.output().join("private")).unwrap();
    fs::set_permissions(project.output().join("private"), fs::Permissions::from_mode(0o700)).unwrap();
    symlink("no/such/place", project.output().join("link")).unwrap();
    project.age();
    let before = snapshot(&project.output());

    let published = project.publish(&[("index.html", "2")]);

    let after = snapshot(&project.output());
    let theirs = [".gitkeep", "CNAME", "ours/theirs.txt", ".git/objects/ab/cd", "link"];
    for name in theirs {
        assert_eq!(after[name], before[name], "{name}");
    }
    assert!(project.output().join("ours/empty").is_dir());
    assert_eq!(after["private"].mode, 0o40700);
    assert!(!project.output().join("ours/index.html").exists());
    assert_eq!(published.foreign, 10);
    project.assert_tidy();
}

#[test]
fn a_deleted_or_edited_file_of_ours_is_made_anew() {
    let project = Project::new();
    let files = [("deleted.html", "1"), ("edited.html", "1"), ("hidden.html", "1")];
    project.publish(&files);
    fs::remove_file(project.output().join("deleted.html")).unwrap();
    fs::write(project.output().join("edited.html"), "?").unwrap();
    fs::set_permissions(project.output().join("hidden.html"), fs::Permissions::from_mode(0o600)).unwrap();
    let published = project.publish(&files);
    assert_eq!(published.plan.replace.len(), 3);
    for (name, bytes) in files {
        assert_eq!(project.read(name), bytes);
        assert_eq!(snapshot(&project.output())[name].mode, 0o100_644);
    }
}

#[test]
fn published_files_and_folders_are_readable_by_everyone() {
    let project = Project::new();
    project.publish(&[("a/b/index.html", "1")]);
    let published = snapshot(&project.output());
    assert_eq!((published["a"].mode, published["a/b"].mode), (0o40755, 0o40755));
    assert_eq!(published["a/b/index.html"].mode, 0o100_644);
    assert_eq!(published[MANIFEST_NAME].mode, 0o100_644);
    assert_eq!(fs::metadata(project.output()).unwrap().mode(), 0o40755);
}

#[test]
fn names_with_vietnamese_letters_are_written_and_kept() {
    let project = Project::new();
    let name = "văn bản/Đồng Nai/điều khoản đ.html";
    project.publish(&[(name, "1"), ("x", "1")]);
    let before = snapshot(&project.output());
    project.publish(&[(name, "1"), ("x", "2")]);
    assert_eq!(snapshot(&project.output())[name], before[name]);
}

#[test]
fn an_output_folder_that_is_missing_is_created_with_its_parents() {
    let project = Project::new();
    let output = project.root().join("build/site/cong-khai");
    let staged = StagedOutput::begin(project.root(), &output).unwrap();
    staged.put(path("index.html"), b"1".to_vec()).unwrap();
    staged.finish().unwrap();
    assert_eq!(fs::read(output.join("index.html")).unwrap(), b"1");
}

#[test]
fn a_symbolic_link_stays_and_its_target_is_published() {
    let project = Project::new();
    let target = project.root().join("srv/site");
    fs::create_dir_all(&target).unwrap();
    symlink("srv/site", project.output()).unwrap();
    for bytes in ["1", "2"] {
        project.publish(&[("index.html", bytes)]);
        assert_eq!(fs::read_link(project.output()).unwrap(), Path::new("srv/site"));
        assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), bytes);
    }
    assert_eq!(project::names(&project.root().join("srv")), ["site"]);
}

#[test]
fn an_abandoned_build_leaves_no_trace() {
    let project = Project::new();
    project.publish(&[("index.html", "1")]);
    let before = snapshot(&project.output());
    let staged = project.begin();
    staged.put(path("index.html"), b"2".to_vec()).unwrap();
    assert_eq!(snapshot(&project.output()), before);
    drop(staged);
    assert_eq!(snapshot(&project.output()), before);
    project.assert_tidy();
}

#[test]
fn ten_thousand_files_from_several_threads_are_published_and_kept() {
    let project = Project::new();
    let build = |changed: usize| {
        let staged = project.begin();
        std::thread::scope(|scope| {
            for first in 0..4 {
                let staged = &staged;
                scope.spawn(move || {
                    for number in (first..10_000).step_by(4) {
                        let name = format!("van-ban/{}/{number}/index.html", number % 34);
                        let bytes = if number == changed { "khác" } else { "trang" };
                        staged.put(path(&name), format!("{bytes} {number}").into_bytes()).unwrap();
                    }
                });
            }
        });
        staged.finish().unwrap()
    };
    assert_eq!(build(0).plan.create.len(), 10_000);
    let second = build(7).plan;
    assert_eq!((second.replace.len(), second.kept), (2, 9_998));
    assert_eq!(project.files().len(), 10_000);
    assert_eq!(project.read("van-ban/7/7/index.html"), "khác 7");
    project.assert_tidy();
}

fn inode(path: &Path) -> u64 {
    fs::metadata(path).unwrap().ino()
}

#[test]
fn what_is_laid_aside_takes_the_place_of_the_old_only_when_the_output_is_published() {
    let project = Project::new();
    let receipt = Receipt::new(project.root(), &project.output());
    let lay_aside = |text: &'static str| receipt.lay_aside(|to| to.write_all(text.as_bytes())).unwrap();
    let published = project.publish(&[("a.html", "1")]);
    receipt.write(None, (), b"", lay_aside("first"), &published);
    let (earlier, _) = receipt.read::<()>().unwrap();
    assert_eq!(receipt.aside(&earlier).as_deref(), Some(b"first".as_slice()));
    // This build comes to nothing.
    lay_aside("second, which is longer");
    assert_eq!(receipt.aside(&earlier).as_deref(), Some(b"first".as_slice()));
    let published = project.publish(&[("a.html", "2")]);
    receipt.write(None, (), b"", lay_aside("third"), &published);
    assert_eq!(receipt.aside(&earlier), None);
    let (earlier, _) = receipt.read::<()>().unwrap();
    assert_eq!(receipt.aside(&earlier).as_deref(), Some(b"third".as_slice()));
}
