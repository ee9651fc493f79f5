//! The file format: the types that people write as YAML.
//!
//! In: the text of one file. Out: one record, exactly as written (nothing resolved, nothing
//! computed), or every mistake of shape in that file. One file a record kind; the JSON Schema that
//! editors use comes from the same types. This layer never looks at a second file.

pub mod body;
pub mod common;
pub mod directive;
pub mod document;
pub mod finding;
pub mod frontmatter;
pub mod glossary;
pub mod indicator;
pub mod joined;
pub mod kind;
pub mod measure;
pub mod province;
pub mod read;
pub mod redirect;
pub mod result;
pub mod schema;
pub mod shape;
pub mod site;
pub mod suggest;
pub mod update;
mod word;

pub use kind::RecordKind;
pub use read::read;
