//! `content/.joined/<source>.json`: what `minhbach fetch` took from another site's public data.
//!
//! Written by the program and read by it. Rows bear the names that they have in the public data contract, and only
//! the fields that a joining site shows; the rest of a row is read over.

use serde::{Deserialize, Serialize};

/// Version of this file.
pub const FORMAT: u32 = 1;

/// What was fetched from one site.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JoinedRecord {
    /// [`FORMAT`] of the program that wrote it.
    pub format: u32,
    /// Address of the site, ending in `/`; the addresses of its rows start there.
    pub url: String,
    /// Day of fetching, ISO.
    pub fetched: String,
    /// Day for which the site was built: its statuses hold on that day. ISO.
    pub as_of: String,
    /// Version of the data contract that it publishes.
    pub version: String,
    /// Its own title.
    pub title: String,
    /// Whether its content is invented.
    pub fictional: bool,
    /// The provinces of its documents.
    pub provinces: Vec<NamedRow>,
    /// The bodies that its documents and directives name.
    pub bodies: Vec<NamedRow>,
    /// The documents whose text it holds.
    pub documents: Vec<DocumentRow>,
    /// Their directives.
    pub directives: Vec<DirectiveRow>,
}

/// A body or a province.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NamedRow {
    /// Identity.
    pub id: String,
    /// Name in lists.
    pub name: String,
}

/// A document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DocumentRow {
    /// Identity.
    pub id: String,
    /// Number and symbol.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Word of its kind.
    pub kind: String,
    /// Id of the body that issued it.
    pub issuer: String,
    /// Id of its province.
    pub province: String,
    /// Date of issue, as far as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether the site holds its text.
    pub held: bool,
    /// Address of its page; from the root of its site once it was fetched.
    pub url: String,
}

/// A directive.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DirectiveRow {
    /// Identity.
    pub id: String,
    /// Id of the document that orders it.
    pub document: String,
    /// What is to be done.
    pub action: String,
    /// Ids of the bodies that must do it.
    pub lead: Vec<String>,
    /// What the document says about time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline_text: Option<String>,
    /// Word of the kind of deadline.
    pub deadline_kind: String,
    /// Last good day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Slots of a recurring duty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<SlotRow>,
    /// Word of the stage.
    pub lifecycle: String,
    /// Word for how it stood to its deadline on the day for which its site was built.
    pub timeliness: String,
    /// Day of completion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed: Option<String>,
    /// Address of its page; from the root of its site once it was fetched.
    pub url: String,
}

/// A slot of a recurring duty.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SlotRow {
    /// Word of what became of it.
    pub state: String,
}
