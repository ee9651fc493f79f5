//! Brings what another site has published: its public data, checked and stored whole, or not at all.
//!
//! In: a source of the settings, and where to read it: the web, or a folder that holds the same files. Out: the text of
//! the file that builds read ([`crate::record::joined`]), and where that lies. The only module that asks the network
//! for anything; a build never does.

mod contract;
mod error;
mod place;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use jiff::civil::Date;
use serde::Serialize as _;
use serde_json::Serializer;
use serde_json::ser::Formatter;

pub use error::FetchError;
pub use place::Place;

use crate::base::source::SourcePath;
use crate::check::joined::{admit, file_of};
use crate::check::privacy;
use crate::load::{JOINED, decode};
use crate::model::joined::JoinedSite;
use crate::record::site::SourceRecord;

/// What was fetched, and has not been stored yet.
#[derive(Debug)]
pub struct Fetched {
    /// The file.
    pub text: String,
    /// What it says.
    pub site: JoinedSite,
}

/// Fetches a source from `place`; `taken` are the provinces that this site or another source has documents of, each with
/// its owner in words.
///
/// # Errors
/// Whatever keeps the source from being joined. Nothing is stored.
pub fn fetch(
    entry: &SourceRecord,
    place: &Place,
    taken: &dyn Fn(&str) -> Option<String>,
    today: Date,
) -> Result<Fetched, FetchError> {
    let record = contract::read(entry, place, today)?;
    let mut bytes = Vec::new();
    record
        .serialize(&mut Serializer::with_formatter(&mut bytes, RowALine::default()))
        .expect("rows become JSON, written to memory");
    let source = decode::decode(&file_of(&entry.id), &bytes).map_err(|problem| FetchError::Refused(problem.message))?;
    let invisible = decode::invisible(&source).into_iter();
    if let Some(problem) = invisible.chain(privacy::scan(&source)).next() {
        return Err(FetchError::Refused(problem.message));
    }
    let site = admit(&source.text, &entry.id).map_err(FetchError::Refused)?;
    let provinces = site.stubs.provinces.iter().map(|province| province.id.as_str()).collect::<BTreeSet<_>>();
    for province in provinces {
        if let Some(owner) = taken(province) {
            return Err(FetchError::Taken { province: province.to_owned(), owner });
        }
    }
    Ok(Fetched { text: source.text.to_string(), site })
}

/// Puts what was fetched in the place of what was there before, in one step.
///
/// # Errors
/// When the machine cannot write; what was there before is then untouched.
pub fn store(root: &Path, id: &str, text: &str) -> io::Result<SourcePath> {
    let path = file_of(id);
    fs::create_dir_all(root.join(JOINED))?;
    // Hidden, so that a build which reads meanwhile does not see it.
    let unfinished = root.join(JOINED).join(format!(".{id}.{}.json", std::process::id()));
    let written = fs::File::create(&unfinished).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    let stored = written.and_then(|()| fs::rename(&unfinished, root.join(path.as_str())));
    if stored.is_err() {
        // The first failure is the one to tell.
        fs::remove_file(&unfinished).ok();
    }
    stored.map(|()| path)
}

/// A row a line: what differs between two days can be read.
#[derive(Default)]
struct RowALine {
    depth: usize,
}

impl Formatter for RowALine {
    fn begin_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        writer.write_all(b"[")
    }

    fn end_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        writer.write_all(b"]")
    }

    fn begin_array_value<W: io::Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        writer.write_all(if first { b"" } else { b"," })?;
        writer.write_all(if self.depth == 1 { b"\n" } else { b"" })
    }
}
