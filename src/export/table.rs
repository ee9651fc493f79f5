//! Rows → JSON and CSV.

use serde_json::Value;

use super::rows::Row;
use crate::model::contract::Resource;

/// An array of objects, one row a line.
pub fn json(rows: &[Row]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rows.len() * 512 + 4);
    bytes.extend_from_slice(b"[");
    for (position, row) in rows.iter().enumerate() {
        bytes.extend_from_slice(if position == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut bytes, row).expect("rows are maps with text keys, written to memory");
    }
    bytes.extend_from_slice(b"\n]\n");
    bytes
}

/// RFC 4180 with a header line, UTF-8 without a byte order mark. Lists are JSON inside the cell, null is
/// an empty cell.
pub fn csv(resource: Resource, rows: &[Row]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let fields = resource.fields();
    let infallible = "writing to memory does not fail";
    writer.write_record(fields.iter().map(|field| field.name)).expect(infallible);
    for row in rows {
        writer.write_record(fields.iter().map(|field| cell(row.get(field.name)))).expect(infallible);
    }
    writer.into_inner().expect(infallible)
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
