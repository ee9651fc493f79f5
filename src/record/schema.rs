//! JSON Schema (draft-07) of every record kind, from the types that parse.

use std::sync::OnceLock;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::kind::RecordKind;
use super::{body, document, finding, frontmatter, glossary, indicator, province, redirect, result, site, update};

/// The JSON Schema of `kind`. The same value for the whole life of the program.
#[must_use]
pub fn schema(kind: RecordKind) -> &'static Value {
    static SCHEMAS: [OnceLock<Value>; RecordKind::ALL.len()] = [const { OnceLock::new() }; RecordKind::ALL.len()];
    SCHEMAS[kind as usize].get_or_init(|| match kind {
        RecordKind::Site => of::<site::SiteRecord>(),
        RecordKind::Glossary => of::<Vec<glossary::GlossaryRecord>>(),
        RecordKind::Redirects => of::<Vec<redirect::RedirectRecord>>(),
        RecordKind::Province => of::<province::ProvinceRecord>(),
        RecordKind::Body => of::<body::BodyRecord>(),
        RecordKind::Document => of::<document::DocumentRecord>(),
        RecordKind::Updates => of::<Vec<update::UpdateRecord>>(),
        RecordKind::Indicator => of::<indicator::IndicatorRecord>(),
        RecordKind::IndicatorSet => of::<indicator::IndicatorSetRecord>(),
        RecordKind::Results => of::<Vec<result::ResultRecord>>(),
        RecordKind::Findings => of::<Vec<finding::FindingRecord>>(),
        RecordKind::Report | RecordKind::Page => of::<frontmatter::FrontMatter>(),
    })
}

fn of<T: JsonSchema>() -> Value {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>().to_value()
}
