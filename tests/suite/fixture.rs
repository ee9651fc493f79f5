//! Whole content folders in one text file: `tests/rules/*.yaml` over `tests/rules/_base.txt`.
//!
//! A line `#= path` starts a file, `#=bytes path` one in which `\x41` stands for the byte 0x41 (a backslash is
//! written `\x5C`), `#- path` takes a file of the base away. Lines that start with `#~` at the end are the expected
//! diagnostics. What stands above the first such line says what the fixture shows.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use minhbach::base::source::SourcePath;
use minhbach::check::Options;

/// The day on which every fixture is checked.
pub const TODAY: Date = date(2025, 1, 15);

/// Files by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A fixture as it was read.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// Name of the file without its ending: the code, and the variant where there are several.
    pub name: String,
    /// Where it was read.
    pub path: PathBuf,
    /// The files, those of the base included.
    pub files: Files,
    /// The expected diagnostics, without `#~`, one a line.
    pub expected: String,
    /// Everything above the expected diagnostics, as written.
    written: String,
}

/// The folder of the fixtures.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

/// The files of the base.
pub fn base() -> Files {
    let mut files = Files::new();
    overlay(&mut files, &fs::read_to_string(folder().join("_base.txt")).unwrap());
    files
}

/// Every fixture, by name.
pub fn all() -> Vec<Fixture> {
    let base = base();
    let mut paths = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    paths.into_iter().map(|path| read(path, &base)).collect()
}

fn read(path: PathBuf, base: &Files) -> Fixture {
    let text = fs::read_to_string(&path).unwrap();
    let end = text.find("\n#~").map_or(text.len(), |at| at + 1);
    let (written, expected) = text.split_at(end);
    let mut files = base.clone();
    overlay(&mut files, written);
    let expected =
        expected.lines().map(|line| line.strip_prefix("#~").unwrap_or_else(|| panic!("{}: {line}", path.display())));
    Fixture {
        name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
        expected: expected.map(|line| format!("{}\n", line.trim_start_matches(' '))).collect(),
        written: written.to_owned(),
        files,
        path,
    }
}

fn overlay(files: &mut Files, text: &str) {
    let mut current: Option<(String, bool)> = None;
    for line in text.split_inclusive('\n') {
        let name = |marker: &str| line.strip_prefix(marker).map(|name| name.trim().to_owned());
        if let Some(name) = name("#=bytes ") {
            files.insert(name.clone(), Vec::new());
            current = Some((name, true));
        } else if let Some(name) = name("#= ") {
            files.insert(name.clone(), Vec::new());
            current = Some((name, false));
        } else if let Some(name) = name("#- ") {
            assert!(files.remove(&name).is_some(), "the base has no {name}");
            current = None;
        } else if let Some((name, escaped)) = &current {
            let bytes = if *escaped { unescape(line) } else { line.as_bytes().to_vec() };
            files.get_mut(name).unwrap().extend(bytes);
        }
    }
}

fn unescape(line: &str) -> Vec<u8> {
    let mut pieces = line.split("\\x");
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(&piece[..2], 16).unwrap());
        bytes.extend(&piece.as_bytes()[2..]);
    }
    bytes
}

impl Fixture {
    /// Writes `found` into the fixture as what is expected from now on.
    pub fn bless(&self, found: &str) {
        let expected: String = found.lines().map(|line| format!("#~ {line}\n")).collect();
        fs::write(&self.path, format!("{}\n{expected}", self.written.trim_end_matches('\n'))).unwrap();
    }
}

/// The files in the form that the loader takes.
pub fn loadable(files: &Files) -> Vec<(SourcePath, Vec<u8>)> {
    files.iter().map(|(path, bytes)| (SourcePath::new(path), bytes.clone())).collect()
}

/// How every fixture is checked.
pub fn options() -> Options {
    Options { today: TODAY, replay: false, base_url: None }
}
