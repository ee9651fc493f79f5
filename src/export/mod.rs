//! Site → data for machines: tables, their description, and a twin of every page.
//!
//! In: the site. Out: `data/*.json`, `data/*.csv`, `data/datapackage.json`, an `index.json` beside every
//! page, CSV beside the pages with pictures, an Atom feed, `sitemap.xml` and `robots.txt`. The fields are the public contract: see
//! [`crate::model::contract`]. Never decides what is public; the site holds nothing else.

#![expect(non_camel_case_types, reason = "the fields of a row have each a type, named as the field")]

mod feed;
mod figure;
mod joined;
mod package;
mod rows;
mod sitemap;
mod table;
mod twins;

use rayon::prelude::*;

use crate::base::output::{Sink, SinkError, SitePath};
use crate::model::Site;
use crate::model::contract::Resource;
use crate::model::notes::Notes;

/// Hands all data files to `sink`; twins and parts of tables on which a note holds as they were.
///
/// # Errors
/// When the sink refuses a file.
pub fn export(site: &Site, notes: &Notes, sink: &dyn Sink) -> Result<(), SinkError> {
    Resource::ALL.into_par_iter().try_for_each(|resource| rows::pour(site, resource, notes, sink))?;
    put(sink, "data/datapackage.json", package::package(site))?;
    twins::twins(site, notes, sink)?;
    figure::write(site, notes, sink)?;
    feed::write(site, notes, sink)?;
    sitemap::write(site, sink)
}

fn put(sink: &dyn Sink, path: &str, bytes: Vec<u8>) -> Result<(), SinkError> {
    sink.put(site_path(path), bytes)
}

fn site_path(path: &str) -> SitePath {
    SitePath::parse(path).expect("ids are slugs and eids, which make good paths")
}
