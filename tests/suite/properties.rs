//! What holds for every site: for the repository's own content and for every site under `tests/sites/`.

mod gate;
mod links;
mod order;
mod time;

use std::fs;

use minhbach::load::Sources;

use super::builds::{real_sources, repository, sources};

/// A site with a name.
struct Named {
    name: String,
    sources: Sources,
}

/// The repository's own content, and every site under `tests/sites/`.
fn every_site() -> Vec<Named> {
    let mut sites = vec![Named { name: "content".to_owned(), sources: real_sources().clone() }];
    let mut folders =
        fs::read_dir(repository().join("tests/sites")).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    folders.sort();
    for folder in folders.into_iter().filter(|folder| folder.join("content").is_dir()) {
        sites.push(Named {
            name: folder.file_name().unwrap().to_string_lossy().into_owned(),
            sources: sources(&folder),
        });
    }
    sites
}
