//! Rows → JSON and CSV.

use csv::{Terminator, Writer, WriterBuilder};
use serde_json::Value;

use super::rows::Row;
use crate::model::contract::Resource;

/// About so many bytes of a table are made at a time.
const PART: usize = 1 << 20;

/// Both forms of a table, part by part: JSON first, then CSV. Each row is made once and dropped at once.
///
/// JSON: an array of objects, one row a line. CSV: lists are JSON inside the cell, null is an empty cell.
pub fn both(resource: Resource, mut rows: impl Iterator<Item = Row>) -> impl Iterator<Item = Vec<Vec<u8>>> {
    let fields = resource.fields();
    let mut csv = Some(Csv::new(fields.iter().map(|field| field.name)));
    let mut between: &[u8] = b"[\n";
    std::iter::from_fn(move || {
        let mut json = Vec::new();
        let mut open = csv.take()?;
        for row in rows.by_ref() {
            json.extend_from_slice(between);
            between = b",\n";
            serde_json::to_writer(&mut json, &row).expect("rows are maps with text keys, written to memory");
            open.row(fields.iter().map(|field| cell(row.get(field.name))));
            if json.len() >= PART {
                let (part, rest) = open.part();
                csv = Some(rest);
                return Some(vec![json, part]);
            }
        }
        json.extend_from_slice(if between == b"[\n" { b"[\n]\n" } else { b"\n]\n" });
        Some(vec![json, open.finish()])
    })
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
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
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.0.write_record(cells.into_iter().map(String::into_bytes)).expect(INFALLIBLE);
    }

    /// What there is so far, and a file that goes on from there.
    fn part(self) -> (Vec<u8>, Self) {
        (self.finish(), Self(writer()))
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner().expect(INFALLIBLE)
    }
}

fn writer() -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new())
}
