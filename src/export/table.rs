//! Rows → JSON and CSV.

use std::borrow::Cow;
use std::cell::Cell;
use std::{fmt, iter};

use csv::{Terminator, Writer, WriterBuilder};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use super::site_path;
use crate::base::output::{Part, Sink, SinkError};
use crate::model::contract::Resource;
use crate::model::notes::Notes;
use crate::model::{Entity, Ix, Table};

/// So many records make a part of their table.
const PART: usize = 128;

/// Hands a table in both forms to `sink`: `rows` are those of one of its `records`, made anew only where no note holds.
///
/// JSON: an array of objects, one row a line. CSV: lists are JSON inside the cell, null is an empty cell.
///
/// # Errors
/// When the sink refuses a file.
pub fn pour<T: Entity, R: Serialize, I: IntoIterator<Item = R>>(
    resource: Resource,
    records: &Table<T>,
    rows: impl Fn(Ix<T>) -> I,
    notes: &Notes,
    sink: &dyn Sink,
) -> Result<(), SinkError> {
    let header = header(resource).finish();
    let head = Part { before: Some(vec![OPEN.len(), header.len()]), bytes: Some(vec![OPEN.to_vec(), header]) };
    let begun = Cell::new(false);
    let part = |from: usize| {
        let part = notes.part(&format!("{}#{}", resource.name(), from / PART), begun.get(), || {
            // Asked here, so that it is noted: which records there are decides which are in this part.
            let range = from..records.len().min(from + PART);
            let (json, csv) = both(resource, range.map(Ix::new).flat_map(&rows), begun.get(), Csv(writer()));
            vec![json, csv]
        });
        begun.set(begun.get() || part.lengths()[0] > 0);
        part
    };
    let end = || Part {
        bytes: Some(vec![if begun.get() { b"\n]\n".to_vec() } else { b"]\n".to_vec() }, Vec::new()]),
        before: None,
    };
    let parts = (0..records.len()).step_by(PART).map(part);
    let paths = ["json", "csv"].map(|form| site_path(&format!("data/{}.{form}", resource.name())));
    sink.pour(paths.into(), &mut iter::once(head).chain(parts).chain(iter::once_with(end)))
}

const OPEN: &[u8] = b"[\n";

/// A table of these rows as CSV.
pub fn csv<R: Serialize>(resource: Resource, rows: impl Iterator<Item = R>) -> Vec<u8> {
    both(resource, rows, false, header(resource)).1
}

fn header(resource: Resource) -> Csv {
    Csv::new(resource.fields().iter().map(|field| field.name))
}

/// These rows in JSON, and added to `csv`. Each row is made once and dropped at once.
fn both<R: Serialize>(
    resource: Resource,
    rows: impl Iterator<Item = R>,
    begun: bool,
    mut csv: Csv,
) -> (Vec<u8>, Vec<u8>) {
    let mut json = Vec::new();
    for row in rows {
        if begun || !json.is_empty() {
            json.extend_from_slice(b",\n");
        }
        let start = json.len();
        serde_json::to_writer(&mut json, &row).expect("rows are written to memory");
        let fields = serde_json::from_slice::<Fields<'_>>(&json[start..]).expect("it was written as JSON");
        debug_assert!(fields.0.iter().map(|(name, _)| *name).eq(resource.fields().iter().map(|field| field.name)));
        csv.row(fields.0.iter().map(|(_, value)| cell(value)));
    }
    (json, csv.finish())
}

/// The fields of a row as they were written.
struct Fields<'j>(Vec<(&'j str, &'j RawValue)>);

impl<'j> Deserialize<'j> for Fields<'j> {
    fn deserialize<D: Deserializer<'j>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'j> Visitor<'j> for InOrder {
            type Value = Fields<'j>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a row")
            }

            fn visit_map<M: MapAccess<'j>>(self, mut map: M) -> Result<Fields<'j>, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

fn cell(value: &RawValue) -> Cow<'_, [u8]> {
    let json = value.get();
    match json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(text) if text.contains('\\') => {
            let text = serde_json::from_str::<String>(json).expect("it was written as a JSON string");
            Cow::Owned(text.into_bytes())
        }
        Some(text) => Cow::Borrowed(text.as_bytes()),
        None if json == "null" => Cow::Borrowed(b""),
        None => Cow::Borrowed(json.as_bytes()),
    }
}

/// A CSV file in the making: RFC 4180 with a header line, UTF-8 without a byte order mark.
pub struct Csv(Writer<Vec<u8>>);

const INFALLIBLE: &str = "writing to memory does not fail, and every row has as many cells as the header";

impl Csv {
    /// A file that holds the header.
    pub fn new<'h>(header: impl IntoIterator<Item = &'h str>) -> Self {
        let mut writer = writer();
        writer.write_record(header).expect(INFALLIBLE);
        Self(writer)
    }

    /// Adds a row; it has as many cells as the header.
    pub fn row<C: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = C>) {
        self.0.write_record(cells).expect(INFALLIBLE);
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner().expect(INFALLIBLE)
    }
}

fn writer() -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new())
}
