//! The same input gives the same bytes, whatever the order of files, threads and hash maps.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use minhbach::load::Sources;
use rayon::ThreadPoolBuilder;
use tempfile::tempdir;

use super::super::builds::{Files, TODAY, compile, on, program, read_folder, real_sources, repository};
use super::every_site;

#[test]
fn the_order_of_the_files_changes_no_byte() {
    for site in every_site() {
        let mut reversed = site.sources.clone();
        reversed.content.reverse();
        same(&site.name, &site.files, &compile(&reversed, &on(TODAY)));
        for seed in 1..=2 {
            same(&site.name, &site.files, &compile(&shuffled(&site.sources, seed), &on(TODAY)));
        }
    }
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    for site in every_site() {
        for threads in [1, 7] {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            same(&site.name, &site.files, &pool.install(|| compile(&site.sources, &on(TODAY))));
        }
    }
}

#[test]
fn the_diagnostics_come_in_the_same_order_however_the_files_were_read() {
    let mut broken = real_sources().clone();
    // Without the bodies of a province most of its references break.
    broken.content.retain(|source| !source.path.as_str().starts_with("content/bodies/dong-nai/"));
    let expected = minhbach::check::check(&broken, &on(TODAY)).diagnostics;
    assert!(expected.len() > 50, "only {} diagnostics", expected.len());
    for seed in 1..=3 {
        assert_eq!(minhbach::check::check(&shuffled(&broken, seed), &on(TODAY)).diagnostics, expected);
    }
}

#[test]
fn two_runs_of_the_program_write_the_same_bytes() {
    let folder = tempdir().unwrap();
    let build = |name: &str| {
        let output = folder.path().join(name);
        let built = program()
            .args(["build", "--today", "2024-12-01", "--output"])
            .arg(&output)
            .current_dir(repository())
            .output()
            .unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        read_folder(&output)
    };
    same("content", &build("first"), &build("second"));
}

/// Another order of the same files, always the same one for a seed.
fn shuffled(sources: &Sources, seed: u8) -> Sources {
    let mut shuffled = sources.clone();
    shuffled.content.sort_by_key(|source| {
        let mut hasher = DefaultHasher::new();
        (seed, &source.path).hash(&mut hasher);
        hasher.finish()
    });
    assert!(
        shuffled.content.len() < 3
            || shuffled.content.iter().zip(sources.content.iter()).any(|(left, right)| left.path != right.path)
    );
    shuffled
}

#[track_caller]
fn same(site: &str, left: &Files, right: &Files) {
    assert_eq!(left.keys().collect::<Vec<_>>(), right.keys().collect::<Vec<_>>(), "{site}: other files");
    let differing =
        left.iter().filter(|(path, bytes)| right[*path] != **bytes).map(|(path, _)| path).collect::<Vec<_>>();
    assert!(differing.is_empty(), "{site}: {differing:?}");
    assert!(left.len() > 20, "{site}: only {} files", left.len());
}
