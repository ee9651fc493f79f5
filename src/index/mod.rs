//! Site → search index, and the same search in plain Rust.
//!
//! In: the site, as a list of [`Unit`]s. Out: files under `search/`: one entry file with a fixed name, and
//! pieces that a browser fetches as a query needs them (`shelf` names them). [`search`]
//! reads those same files; the theme's `search-core.js` does exactly what it does, with the same numbers in the
//! same order. Never makes a page, never knows the clock.

mod abbreviation;
pub mod bits;
mod build;
mod facet;
mod gather;
pub mod lexicon;
pub mod narrow;
pub mod number;
pub mod outer;
mod phrase;
pub mod piece;
mod plan;
mod posting;
pub mod query;
mod record;
pub mod score;
pub mod search;
pub mod shelf;
pub mod telex;
pub mod unit;
pub mod word;

pub use build::build;
pub use gather::units;
pub use unit::{Duty, Facets, Unit, UnitKind};

use crate::base::output::{Sink, SinkError, SitePath};
use crate::model::Site;

/// Version of the format. The script of another version reloads its page.
pub const VERSION: u32 = 2;

/// Folder of the index.
pub const FOLDER: &str = "search/";

/// Address of the entry file, which names all other pieces.
pub const ENTRY: &str = crate::model::route::SEARCH_INDEX;

/// Writes the index of the whole site.
///
/// # Errors
/// When the sink refuses a file.
pub fn index(site: &Site, sink: &dyn Sink) -> Result<(), SinkError> {
    for (path, bytes) in build(&units(site), &site.glossary) {
        sink.put(SitePath::parse(&path).expect("addresses of pieces are made of hashes and numbers"), bytes)?;
    }
    Ok(())
}
