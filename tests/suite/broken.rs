//! Broken input through the real program: it says what is wrong, ends with the right code, and leaves the published
//! folder exactly as it was.
//!
//! The mistakes are those of `tests/rules/`, and here those that need a disk: links, pipes, folders named like files,
//! sizes, names that are no UTF-8, output folders that are not ours.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use minhbach::base::diagnostic::Severity;
use minhbach::check::Options;
use minhbach::{load, pipeline};

use super::fixture::{self, Files, TODAY};

/// A site on disk with its published folder, and a place outside of it.
struct Disk {
    folder: tempfile::TempDir,
}

/// What a file of a folder is: its bytes, the time of its last change, and its number on the disk.
type Snapshot = BTreeMap<PathBuf, (Vec<u8>, i64, i64, u64)>;

impl Disk {
    /// The base site, published.
    fn published() -> Self {
        let disk = Self { folder: tempfile::tempdir().unwrap() };
        disk.write(&fixture::base());
        let built = disk.build(&[]);
        assert_eq!(built.status.code(), Some(0), "{}", talk(&built));
        disk
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    fn content(&self, path: &str) -> PathBuf {
        self.root().join("content").join(path)
    }

    fn output(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    /// Makes `files` the whole root.
    fn write(&self, files: &Files) {
        let root = self.root();
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        fs::create_dir_all(root.join("content")).unwrap();
        for (path, bytes) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_minhbach"));
        command.arg("--root").arg(self.root()).args(["--lang", "en"]).args(arguments).output().unwrap()
    }

    fn build(&self, more: &[&str]) -> Output {
        let (output, today) = (self.output(), TODAY.to_string());
        let mut arguments = vec!["build", "--today", &today];
        if !more.contains(&"--output") {
            arguments.extend(["--output", output.to_str().unwrap()]);
        }
        arguments.extend(more);
        self.run(&arguments)
    }
}

fn talk(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn snapshot(folder: &Path) -> Snapshot {
    fn visit(folder: &Path, files: &mut Snapshot) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let about = fs::symlink_metadata(&path).unwrap();
            let bytes = if about.is_file() { fs::read(&path).unwrap() } else { Vec::new() };
            if about.is_dir() {
                visit(&path, files);
            }
            files.insert(path, (bytes, about.mtime(), about.mtime_nsec(), about.ino()));
        }
    }
    let mut files = Snapshot::new();
    visit(folder, &mut files);
    files
}

/// Something that is broken, and what the program makes of it.
struct Case {
    name: String,
    files: Files,
    /// Breaks what files cannot express.
    disturb: fn(&Disk),
    arguments: &'static [&'static str],
    exit: i32,
    /// What must be said: `error[code]`, or words of a failure.
    says: Vec<String>,
}

impl Case {
    fn disk(name: &str, exit: i32, says: &str, disturb: fn(&Disk)) -> Self {
        Self {
            name: name.to_owned(),
            files: fixture::base(),
            disturb,
            arguments: &[],
            exit,
            says: vec![says.to_owned()],
        }
    }

    fn arguments(name: &str, exit: i32, says: &str, arguments: &'static [&'static str]) -> Self {
        Self { arguments, ..Self::disk(name, exit, says, |_| {}) }
    }
}

/// The fixtures in which an error stops the build, each with all its codes.
fn fixtures() -> Vec<Case> {
    let options = Options { replay: true, ..fixture::options() };
    let broken = |fixture: fixture::Fixture| {
        let (sources, mut diagnostics) = load::gather(fixture::loadable(&fixture.files));
        diagnostics.extend(pipeline::prepare(&sources, &options).2);
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        let says = errors.map(|diagnostic| format!("error[{}]", diagnostic.code)).collect::<Vec<_>>();
        (!says.is_empty()).then_some(Case {
            name: fixture.name,
            files: fixture.files,
            disturb: |_| {},
            arguments: &[],
            exit: 1,
            says,
        })
    };
    fixture::all().into_iter().filter_map(broken).collect()
}

fn disks() -> Vec<Case> {
    vec![
        Case::disk("a link to a file outside", 1, "error[not-a-file]", |disk| {
            fs::write(disk.folder.path().join("secret.yaml"), "name: Sở Nội vụ\nkind: agency\npublication: approved\n")
                .unwrap();
            symlink("../../../../secret.yaml", disk.content("bodies/thanh-son/so-noi-vu.yaml")).unwrap();
        }),
        Case::disk("a link to a file of the same folder", 1, "error[not-a-file]", |disk| {
            symlink("so-tttt.yaml", disk.content("bodies/thanh-son/so-noi-vu.yaml")).unwrap();
        }),
        Case::disk("a link to nothing", 1, "error[not-a-file]", |disk| {
            symlink("nowhere.yaml", disk.content("bodies/thanh-son/so-noi-vu.yaml")).unwrap();
        }),
        Case::disk("two links to each other", 1, "error[not-a-file]", |disk| {
            symlink("b.yaml", disk.content("bodies/thanh-son/a.yaml")).unwrap();
            symlink("a.yaml", disk.content("bodies/thanh-son/b.yaml")).unwrap();
        }),
        Case::disk("a link to a folder outside", 1, "error[not-a-file]", |disk| {
            symlink("/etc", disk.content("bodies/etc")).unwrap();
        }),
        Case::disk("a link to the folder around it", 1, "error[not-a-file]", |disk| {
            symlink("..", disk.content("bodies/lap")).unwrap();
        }),
        Case::disk("a link in the theme", 1, "error[not-a-file]", |disk| {
            fs::create_dir_all(disk.root().join("themes/default/assets")).unwrap();
            symlink("/etc/passwd", disk.root().join("themes/default/assets/passwd.css")).unwrap();
        }),
        Case::disk("a pipe", 1, "error[not-a-file]", |disk| {
            let path = disk.content("bodies/thanh-son/ong.yaml");
            rustix::fs::mknodat(rustix::fs::CWD, path, rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0).unwrap();
        }),
        Case::disk("a folder named like a record", 1, "error[not-a-file]", |disk| {
            fs::create_dir(disk.content("bodies/thanh-son/so-noi-vu.yaml")).unwrap();
        }),
        Case::disk("a folder named like an article", 1, "error[not-a-file]", |disk| {
            fs::create_dir_all(disk.content("reports/bao-cao.md")).unwrap();
            fs::write(disk.content("reports/bao-cao.md/anh.png"), "PNG").unwrap();
        }),
        Case::disk("a name that is no UTF-8", 1, "error[bad-file-name]", |disk| {
            let name = std::ffi::OsStr::from_bytes(b"s\xE0-tttt.yaml");
            fs::write(disk.content("bodies/thanh-son").join(name), "name: A\n").unwrap();
        }),
        Case::disk("a name with a line break", 1, "error[bad-file-name]", |disk| {
            fs::write(disk.content("bodies/thanh-son/so\nnoi-vu.yaml"), "name: A\nkind: agency\n").unwrap();
        }),
        Case::disk("a name with backslashes", 1, "error[bad-file-name]", |disk| {
            fs::write(disk.content("bodies/thanh-son/a\\..\\so-noi-vu.yaml"), "name: A\nkind: agency\n").unwrap();
        }),
        Case::disk("a file of many megabytes", 1, "error[too-large]", |disk| {
            fs::write(disk.content("bodies/thanh-son/so-noi-vu.yaml"), "# \n".repeat(3_000_000)).unwrap();
        }),
        Case::disk("a file of very many values", 1, "error[too-large]", |disk| {
            fs::write(disk.content("documents/thanh-son/x.yaml"), format!("letterhead: [{}]\n", "a,".repeat(300_000)))
                .unwrap();
        }),
        Case::disk("a line of a hundred thousand brackets", 1, "error[too-large]", |disk| {
            fs::write(disk.content("documents/thanh-son/x.yaml"), "[".repeat(100_000)).unwrap();
        }),
        Case::disk("a hundred thousand levels of dashes", 1, "error[too-large]", |disk| {
            fs::write(disk.content("documents/thanh-son/x.yaml"), "- ".repeat(100_000)).unwrap();
        }),
        Case::disk("zeros instead of text", 1, "error[control-character]", |disk| {
            fs::write(disk.content("documents/thanh-son/x.yaml"), vec![0_u8; 4096]).unwrap();
        }),
        Case::disk("a picture named like a record", 1, "error[not-utf8]", |disk| {
            fs::write(disk.content("documents/thanh-son/x.yaml"), b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\xFF\xD8").unwrap();
        }),
        Case::disk("a file that was cut in the middle", 1, "error[bad-yaml]", |disk| {
            let path = disk.content("documents/thanh-son/12-tb-ubnd-2024.yaml");
            let text = fs::read_to_string(&path).unwrap();
            fs::write(path, &text[..20]).unwrap();
        }),
        Case::disk("a folder without records", 1, "error[no-settings]", |disk| {
            fs::remove_dir_all(disk.root().join("content")).unwrap();
            fs::create_dir(disk.root().join("content")).unwrap();
        }),
        Case::disk("no content folder", 2, "has no folder content/", |disk| {
            fs::remove_dir_all(disk.root().join("content")).unwrap();
        }),
        Case::disk("a file in place of the content folder", 2, "has no folder content/", |disk| {
            fs::remove_dir_all(disk.root().join("content")).unwrap();
            fs::write(disk.root().join("content"), "").unwrap();
        }),
        Case::disk("no root folder", 2, "has no folder content/", |disk| fs::remove_dir_all(disk.root()).unwrap()),
        Case::arguments("an address that is none", 1, "error[bad-url]", &["--base-url", "vi-du.gov.vn"]),
        Case::arguments("a day that does not exist", 2, "--today", &["--today", "2025-02-30"]),
        Case::arguments("an option that does not exist", 2, "--outptu", &["--outptu", "x"]),
        Case::arguments("the root as output", 2, "failed:", &["--output", "ROOT"]),
        Case::arguments("the content as output", 2, "failed:", &["--output", "ROOT/content"]),
        Case::arguments("a folder of the content as output", 2, "failed:", &["--output", "ROOT/content/public"]),
        Case::arguments("a record as output", 2, "failed:", &["--output", "ROOT/content/site.yaml"]),
    ]
}

/// Runs the cases one after another over one published folder, which stays as it is to the end.
fn run(cases: &[Case]) -> Vec<String> {
    let disk = Disk::published();
    let published = snapshot(&disk.output());
    assert!(published.len() > 50, "there is something that could be lost");
    let mut wrong = Vec::new();
    for case in cases {
        disk.write(&case.files);
        (case.disturb)(&disk);
        let root = disk.root();
        let arguments =
            case.arguments.iter().map(|one| one.replace("ROOT", root.to_str().unwrap())).collect::<Vec<_>>();
        let built = disk.build(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        let said = talk(&built);
        let silent = case.says.iter().filter(|words| !said.contains(words.as_str())).collect::<Vec<_>>();
        if built.status.code() != Some(case.exit) || !silent.is_empty() {
            wrong.push(format!("{}: {} instead of {}, without {silent:?}\n{said}", case.name, built.status, case.exit));
        }
        if snapshot(&disk.output()) != published {
            wrong.push(format!("{}: the published folder has changed", case.name));
        }
    }
    // Nothing was left behind that stops the next build.
    disk.write(&fixture::base());
    let again = disk.build(&[]);
    if again.status.code() != Some(0) || snapshot(&disk.output()) != published {
        wrong.push(format!("the next good build: {}", talk(&again)));
    }
    wrong
}

#[test]
fn broken_input_is_named_and_leaves_the_published_folder_as_it_was() {
    let cases = fixtures().into_iter().chain(disks()).collect::<Vec<_>>();
    assert!(cases.len() >= 100, "only {} kinds of broken input", cases.len());
    let lanes = std::thread::available_parallelism().map_or(2, usize::from).min(4);
    let wrong = std::thread::scope(|scope| {
        let lanes =
            cases.chunks(cases.len().div_ceil(lanes)).map(|chunk| scope.spawn(|| run(chunk))).collect::<Vec<_>>();
        lanes.into_iter().flat_map(|lane| lane.join().unwrap()).collect::<Vec<_>>()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn an_output_folder_that_is_not_ours_is_refused_and_kept() {
    let disk = Disk { folder: tempfile::tempdir().unwrap() };
    disk.write(&fixture::base());
    fs::create_dir(disk.output()).unwrap();
    fs::write(disk.output().join("luan-van.docx"), "five years of work").unwrap();
    let before = snapshot(&disk.output());
    let built = disk.build(&[]);
    assert_eq!(built.status.code(), Some(2), "{}", talk(&built));
    assert!(talk(&built).contains("luan-van.docx"), "{}", talk(&built));
    assert_eq!(snapshot(&disk.output()), before);
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn an_unreadable_file_is_a_failure_of_the_machine() {
    let disk = Disk::published();
    let published = snapshot(&disk.output());
    let path = disk.content("bodies/thanh-son/so-tttt.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        eprintln!("SKIPPED: this user reads files without permission; run the tests as somebody else than root");
        return;
    }
    let built = disk.build(&[]);
    assert_eq!(built.status.code(), Some(2), "{}", talk(&built));
    assert!(talk(&built).contains("so-tttt.yaml"), "{}", talk(&built));
    assert_eq!(snapshot(&disk.output()), published);
}

#[test]
fn check_in_json_gives_one_object_a_mistake() {
    let disk = Disk { folder: tempfile::tempdir().unwrap() };
    let fixture = fixture::all().into_iter().find(|fixture| fixture.name == "duplicate-key").unwrap();
    disk.write(&fixture.files);
    let checked = disk.run(&["check", "--format", "json", "--today", &TODAY.to_string()]);
    assert_eq!(checked.status.code(), Some(1));
    let lines = String::from_utf8(checked.stdout).unwrap();
    let objects =
        lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()).collect::<Vec<_>>();
    assert_eq!(
        objects,
        [serde_json::json!({
            "code": "duplicate-key",
            "severity": "error",
            "file": "content/documents/thanh-son/x.yaml",
            "line": 6,
            "column": 1,
            "message": "the field `date` is written twice",
            "help": "keep one of the lines, delete the other",
            "related": [{
                "file": "content/documents/thanh-son/x.yaml",
                "line": 4,
                "column": 1,
                "message": "first written here",
            }],
        })]
    );
}

#[test]
fn explain_tells_of_every_rule_in_both_languages() {
    let explain = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_minhbach")).args(arguments).output().unwrap();
        (output.status.code(), talk(&output))
    };
    let (code, list) = explain(&["explain", "--lang", "vi"]);
    assert_eq!(code, Some(0));
    for rule in minhbach::check::rules::RULES {
        assert!(list.lines().any(|line| line.starts_with(rule.code) && line.ends_with(rule.title_vi)), "{}", rule.code);
    }
    let (code, text) = explain(&["--lang", "en", "explain", "bad-date"]);
    assert_eq!(code, Some(0));
    assert!(text.starts_with("bad-date (error): A day that does not exist"), "{text}");
    let (code, text) = explain(&["--lang", "en", "explain", "bad-dat"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("did you mean `bad-date`?"), "{text}");
}
