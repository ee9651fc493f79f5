//! The record that the YAML readers read: a document in the shape of the program's own format.

use serde::Deserialize;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    number: Doubtable,
    kind: String,
    issuer: String,
    date: Doubtable,
    title: String,
    short_title: Option<String>,
    source: Source,
    letterhead: Vec<String>,
    addressees: Vec<String>,
    provisions: Vec<Provision>,
    publication: String,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Doubtable {
    value: String,
    doubtful: String,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    description: String,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Provision {
    label: Option<String>,
    heading: Option<String>,
    text: Option<String>,
    assign: Option<Assign>,
    #[serde(default)]
    directives: Vec<Directive>,
    #[serde(default)]
    targets: Vec<Target>,
    #[serde(default)]
    provisions: Vec<Provision>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Assign {
    lead: Option<Vec<String>>,
    coordinating: Option<Vec<String>>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Directive {
    action: String,
    coordinating: Option<Vec<String>>,
    report_to: Option<Vec<String>>,
    deadline: Option<String>,
    #[serde(default)]
    carries_out: Vec<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Target {
    indicator: String,
    operator: String,
    value: Option<f64>,
    unit: Option<String>,
    deadline: Option<String>,
    text: Option<String>,
}
