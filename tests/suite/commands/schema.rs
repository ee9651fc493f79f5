//! JSON Schemas: the committed ones are those of the program, and say in Vietnamese what everything means.

use std::fs;

use minhbach::record::RecordKind;
use minhbach::record::schema::schema as schema_of;
use serde_json::Value;
use tempfile::tempdir;

use super::super::builds::{read_folder, repository};
use super::run;

#[test]
fn the_committed_schemas_are_those_of_the_program() {
    let folder = tempdir().unwrap();
    let written = run(folder.path(), &["schema"]);
    assert_eq!(written.code, 0, "{}", written.talk);
    let made = read_folder(&folder.path().join(".schemas"));
    let committed = repository().join(".schemas");
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(&committed).unwrap();
        for (name, bytes) in &made {
            fs::write(committed.join(name), bytes).unwrap();
        }
    }
    assert!(made == read_folder(&committed), "BLESS=1 writes .schemas/ anew");
    assert_eq!(made.len(), RecordKind::ALL.len());
}

#[test]
fn schemas_go_where_somebody_wants_them() {
    let folder = tempdir().unwrap();
    let elsewhere = folder.path().join("a/b");
    assert_eq!(run(folder.path(), &["schema", "--output", elsewhere.to_str().unwrap()]).code, 0);
    assert!(elsewhere.join("document.json").is_file() && !folder.path().join(".schemas").exists());
}

#[test]
fn every_field_and_every_value_is_described_in_vietnamese() {
    for kind in RecordKind::ALL {
        let schema = schema_of(kind);
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#", "{}", kind.schema_name());
        let mut seen = 0;
        described(schema, schema, kind.schema_name(), &mut seen);
        assert!(seen >= 3, "{}: only {seen} fields and values", kind.schema_name());
    }
}

#[test]
fn every_record_of_the_content_names_its_schema() {
    let content = repository().join("content");
    for (path, bytes) in read_folder(&content) {
        let Some(place) = RecordKind::of(&path).filter(|_| path.ends_with(".yaml")) else { continue };
        let text = String::from_utf8(bytes).unwrap();
        let schema = text.strip_prefix("# yaml-language-server: $schema=").and_then(|rest| rest.lines().next());
        let schema = schema.unwrap_or_else(|| panic!("content/{path} names no schema"));
        let file = content.join(&path).parent().unwrap().join(schema);
        let name = format!("{}.json", place.kind.schema_name());
        assert!(file.is_file() && schema.ends_with(&format!("/{name}")), "content/{path} names {schema}");
    }
}

/// Walks a schema; every property and every word of an enumeration must be described.
fn described(schema: &Value, root: &Value, place: &str, seen: &mut usize) {
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let place = format!("{place}.{name}");
        assert!(is_vietnamese(&description(property, root)), "{place} is not described: {property}");
        *seen += 1;
        described(property, root, &place, seen);
    }
    for word in schema["oneOf"].as_array().into_iter().flatten() {
        assert!(
            word["const"].is_string() && is_vietnamese(&description(word, root)),
            "{place}: a value is not described: {word}"
        );
        *seen += 1;
    }
    // Words without descriptions of their own.
    assert!(schema["enum"].is_null(), "{place}: {}", schema["enum"]);
    for (name, definition) in schema["definitions"].as_object().into_iter().flatten() {
        described(definition, root, &format!("{place}#{name}"), seen);
    }
    for inner in schema["anyOf"].as_array().into_iter().flatten().chain(schema.get("items")) {
        described(inner, root, place, seen);
    }
}

/// Its own description, else that of what it refers to.
fn description(schema: &Value, root: &Value) -> String {
    let own = schema["description"].as_str().map(str::to_owned);
    own.unwrap_or_else(|| {
        let name = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/definitions/"));
        name.map(|name| description(&root["definitions"][name], root)).unwrap_or_default()
    })
}

/// Whether a text has a letter that English has not.
fn is_vietnamese(text: &str) -> bool {
    text.chars().any(|letter| !letter.is_ascii() && letter.is_alphabetic())
}
