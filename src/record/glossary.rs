//! `content/glossary.yaml`: abbreviations and what they stand for.

use schemars::JsonSchema;
use serde::Deserialize;

/// An abbreviation. The file holds a list of them.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một chữ viết tắt")]
pub struct GlossaryRecord {
    /// As written in documents.
    #[schemars(description = "Chữ viết tắt, đúng như trong văn bản")]
    pub short: String,
    /// What it stands for.
    #[schemars(description = "Viết đầy đủ")]
    pub long: String,
    /// In English.
    #[schemars(description = "Tiếng Anh")]
    pub en: Option<String>,
}
