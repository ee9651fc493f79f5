//! Rows → JSON and CSV.

use serde_json::Value;

use super::rows::Row;
use crate::model::contract::Resource;

/// Both forms of a table, each row made once and dropped at once: a large table has more rows than memory should hold.
///
/// JSON: an array of objects, one row a line. CSV: RFC 4180 with a header line, UTF-8 without a byte order mark; lists
/// are JSON inside the cell, null is an empty cell.
pub fn both(resource: Resource, rows: impl Iterator<Item = Row>) -> (Vec<u8>, Vec<u8>) {
    let mut json = vec![b'['];
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let fields = resource.fields();
    let infallible = "writing to memory does not fail";
    csv.write_record(fields.iter().map(|field| field.name)).expect(infallible);
    for row in rows {
        json.extend_from_slice(if json.len() == 1 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut json, &row).expect("rows are maps with text keys, written to memory");
        csv.write_record(fields.iter().map(|field| cell(row.get(field.name)))).expect(infallible);
    }
    json.extend_from_slice(b"\n]\n");
    (json, csv.into_inner().expect(infallible))
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
