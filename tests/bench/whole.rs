//! A whole clean build, as `minhbach build` does it, onto a disk that forgets: what it takes of memory and processor
//! time can be seen for corpora whose output has no room on the machine.

use std::io;
use std::path::Path;
use std::sync::Arc;

use minhbach::check::Options;
use minhbach::index;
use minhbach::load::{self, RecordCache};
use minhbach::model::notes::Notes;
use minhbach::pipeline::{self, Quiet};
use minhbach::write::{Disk, MachineDisk, Receipt, StagedOutput};
use serde_json::json;

use super::{memory_now, status, timed};

/// Builds the site in `root`, as if into `output`, and prints a line of JSON for each step: memory then, the most so far,
/// and processor seconds.
pub fn whole(root: &Path, output: &Path, options: &Options) {
    let step = |name: &str, spent: &super::Spent| {
        let line = json!({
            "step": name, "wall": spent.wall.as_secs_f64(), "cpu": spent.cpu.as_secs_f64(),
            "memory": memory_now(), "most": status("VmHWM:"),
        });
        println!("{line}");
    };
    let ((mut sources, _), spent) = timed(|| load::load(root).unwrap());
    step("load", &spent);
    let mut cache = RecordCache::open(root, "");
    let ((site, engine, diagnostics), spent) = timed(|| pipeline::prepare_once(&mut sources, &mut cache, options));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let theme = pipeline::theme_fingerprint(&sources);
    drop(sources);
    step("check", &spent);
    let (site, engine) = (site.unwrap(), engine.unwrap());
    let staged = StagedOutput::begin_on(Arc::new(Forgetful), root, output, None).unwrap();
    let notes = Notes::new(&site, *theme.as_bytes(), None);
    let (receipt, mut aside) = (Receipt::new(root, output), None);
    let lay_aside = |index: index::Memory| aside = receipt.lay_aside(|to| index.write(to));
    let make = || pipeline::make(&site, &engine, &notes, index::Memory::default(), lay_aside, &staged, &Quiet).unwrap();
    let (summary, spent) = timed(make);
    aside.expect("there is room for what is remembered of the index");
    step("make", &spent);
    drop((site, engine));
    let (published, spent) = timed(|| staged.finish().unwrap());
    let noted = notes.into_bytes().len();
    step("publish", &spent);
    println!(
        "{}",
        json!({ "pages": summary.pages, "files": summary.files, "bytes": published.size_bytes, "noted": noted })
    );
    std::fs::remove_dir_all(output).unwrap();
}

/// Takes everything that goes into the new generation, and keeps none of it.
struct Forgetful;

fn is_forgotten(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "new") && path.file_name().is_some_and(|name| name != "new")
}

impl Disk for Forgetful {
    fn create_folder(&self, path: &Path, mode: u32) -> io::Result<()> {
        if is_forgotten(path) { Ok(()) } else { MachineDisk.create_folder(path, mode) }
    }

    fn create_file(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if is_forgotten(path) { Ok(()) } else { MachineDisk.create_file(path, bytes) }
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if is_forgotten(path) { Ok(()) } else { MachineDisk.append(path, bytes) }
    }

    fn link(&self, existing: &Path, new: &Path) -> io::Result<()> {
        MachineDisk.link(existing, new)
    }

    fn copy(&self, existing: &Path, new: &Path) -> io::Result<()> {
        MachineDisk.copy(existing, new)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        MachineDisk.rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        MachineDisk.exchange(one, other)
    }

    fn flush(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        MachineDisk.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        MachineDisk.remove_folder(path)
    }
}
