//! Rows → JSON and CSV.

use csv::{Terminator, Writer, WriterBuilder};
use serde_json::Value;

use super::rows::Row;
use crate::model::contract::Resource;

/// Both forms of a table, each row made once and dropped at once: a large table has more rows than memory should hold.
///
/// JSON: an array of objects, one row a line. CSV: lists are JSON inside the cell, null is an empty cell.
pub fn both(resource: Resource, rows: impl Iterator<Item = Row>) -> (Vec<u8>, Vec<u8>) {
    let mut json = vec![b'['];
    let fields = resource.fields();
    let mut csv = Csv::new(fields.iter().map(|field| field.name));
    for row in rows {
        json.extend_from_slice(if json.len() == 1 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut json, &row).expect("rows are maps with text keys, written to memory");
        csv.row(fields.iter().map(|field| cell(row.get(field.name))));
    }
    json.extend_from_slice(b"\n]\n");
    (json, csv.finish())
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
        let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(header).expect(INFALLIBLE);
        Self(writer)
    }

    /// Adds a row; it has as many cells as the header.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.0.write_record(cells.into_iter().map(String::into_bytes)).expect(INFALLIBLE);
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner().expect(INFALLIBLE)
    }
}
