//! Site → search index, and the same search in plain Rust.
//!
//! In: the site, as a list of [`Unit`]s. Out: files under `search/`: one entry file with a fixed name, and
//! pieces that a browser fetches as a query needs them (`shelf` names them). [`search`]
//! reads those same files; the theme's `search-core.js` does exactly what it does, with the same numbers in the
//! same order. Never makes a page, never knows the clock.

mod abbreviation;
pub mod batch;
pub mod bits;
mod build;
mod counts;
mod dictionary;
mod encode;
mod facet;
mod gather;
pub mod lexicon;
mod memory;
pub mod narrow;
pub mod number;
mod numbered;
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
mod stretch;
pub mod telex;
mod texts;
pub mod unit;
pub mod word;
mod words;

pub use build::{build, build_again};
pub use gather::units;
pub use memory::Memory;
pub use unit::{Duty, Facets, Unit, UnitKind};

use std::borrow::Cow;

use build::Source;

use crate::base::output::{Sink, SinkError};
use crate::model::Site;
use crate::model::notes::Notes;

/// Version of the format. The script of another version reloads its page.
pub const VERSION: u32 = 3;

/// Folder of the index.
pub const FOLDER: &str = "search/";

/// Address of the entry file, which names all other pieces.
pub const ENTRY: &str = crate::model::route::SEARCH_INDEX;

/// Writes the index of the whole site.
///
/// # Errors
/// When the sink refuses a file.
pub fn index(site: &Site, sink: &dyn Sink) -> Result<(), SinkError> {
    index_again(site, &Notes::none(), &mut Memory::default(), sink)
}

/// Writes the index of the whole site. Of the index that `memory` remembers, the files that stay the same are taken over
/// from `sink`, and what the notes hold on is not looked at again; it then remembers this one.
///
/// # Errors
/// When the sink refuses a file.
pub fn index_again(site: &Site, notes: &Notes, memory: &mut Memory, sink: &dyn Sink) -> Result<(), SinkError> {
    let source = OfSite { site, notes, blocks: gather::blocks(site) };
    build::make(&source, &site.glossary, memory, sink)
}

/// The units of a site.
struct OfSite<'s> {
    site: &'s Site,
    notes: &'s Notes<'s>,
    blocks: Vec<gather::Block<'s>>,
}

impl OfSite<'_> {
    /// The name of the note on a block; pages have notes too.
    fn note(name: &str) -> String {
        format!("{FOLDER} {name}")
    }
}

impl Source for OfSite<'_> {
    fn count(&self) -> usize {
        self.blocks.len()
    }

    fn name(&self, block: usize) -> Cow<'_, str> {
        gather::name_of_block(self.site, &self.blocks[block]).into()
    }

    fn is_same(&self, name: &str) -> bool {
        self.notes.holds(&Self::note(name))
    }

    fn gather(&self, block: usize, name: &str) -> Cow<'_, [Unit]> {
        self.notes.watch(&Self::note(name), || self.units(block))
    }

    fn units(&self, block: usize) -> Cow<'_, [Unit]> {
        gather::of_block(self.site, &self.blocks[block]).into()
    }
}
