//! What holds for every site: for the repository's own content and for every site under `tests/sites/`.

mod gate;
mod links;
mod order;
mod time;

use std::sync::OnceLock;

use minhbach::check::Options;
use minhbach::load::Sources;
use rayon::prelude::*;

use super::builds::{Files, TODAY, compile, on, real_sources, site_folders, sources};

/// Where the sites live in the tests that give them an address.
const BASE: &str = "https://dongnai.gov.vn/chuyen-doi-so/";

/// A site with a name, built once for all tests.
struct Named {
    name: String,
    sources: Sources,
    /// As it stands.
    files: Files,
    /// As it stands at [`BASE`].
    based: Files,
}

/// The repository's own content, and every site under `tests/sites/`.
fn every_site() -> &'static [Named] {
    static SITES: OnceLock<Vec<Named>> = OnceLock::new();
    SITES.get_or_init(|| {
        let folders = site_folders().into_par_iter().map(|(name, folder)| named(name, sources(&folder)));
        let mut sites = folders.collect::<Vec<_>>();
        sites.insert(0, named("content".to_owned(), real_sources().clone()));
        sites
    })
}

fn named(name: String, sources: Sources) -> Named {
    let based = Options { base_url: Some(BASE.to_owned()), ..on(TODAY) };
    Named { name, files: compile(&sources, &on(TODAY)), based: compile(&sources, &based), sources }
}
