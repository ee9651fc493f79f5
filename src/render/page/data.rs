//! The data documentation: what the data files hold, and how to read them.

use minijinja::Value;
use serde::Serialize;

use super::super::code::highlight;
use super::super::engine::Engine;
use super::super::frame::{Head, asset};
use super::super::viewpoint::Viewpoint;
use super::Sheet;
use crate::model::contract::{FieldKind, Resource, VERSION};

/// The data documentation.
#[derive(Debug, Clone, Serialize)]
pub struct DataPage {
    version: &'static str,
    package: String,
    tables: Vec<TableView>,
    samples: Vec<SampleView>,
    licence: Option<LicenceView>,
    trial: TrialView,
}

/// The box in which a reader tries a phrase about time; only a script shows it.
#[derive(Debug, Clone, Serialize)]
struct TrialView {
    /// The script that shows the box.
    script: String,
    /// The script that reads a phrase, fetched when the box is used.
    reader: String,
}

#[derive(Debug, Clone, Serialize)]
struct TableView {
    name: &'static str,
    title: &'static str,
    csv: String,
    json: String,
    fields: Vec<FieldView>,
}

#[derive(Debug, Clone, Serialize)]
struct FieldView {
    name: &'static str,
    kind: &'static str,
    text: &'static str,
    required: bool,
    values: &'static [&'static str],
    refers_to: Option<ReferenceView>,
}

#[derive(Debug, Clone, Serialize)]
struct ReferenceView {
    table: &'static str,
    field: &'static str,
}

/// A code sample.
#[derive(Debug, Clone, Serialize)]
struct SampleView {
    title: &'static str,
    code: Value,
}

#[derive(Debug, Clone, Serialize)]
struct LicenceView {
    name: String,
    title: String,
    url: Option<String>,
}

const PYTHON: &str = r#"import csv, urllib.request

url = "ROOTdata/directives.csv"
with urllib.request.urlopen(url) as file:
    rows = csv.DictReader(line.decode("utf-8") for line in file)
    for row in rows:
        if row["timeliness"] == "past-due-unreported":
            print(row["due"], row["action"], row["url"])
"#;

const SHELL: &str = r#"curl -s ROOTdata/directives.json |
  jq -r '.[] | select(.due != null) | [.due, .id, .action] | @tsv' | sort
"#;

/// The data documentation.
#[must_use]
pub fn sheet(view: &Viewpoint<'_>, engine: &Engine) -> Sheet<DataPage> {
    let root = view.site.base_url.clone().unwrap_or_else(|| "https://example.gov.vn/chuyen-doi-so/".to_owned());
    let english = view.is_english();
    let tables = Resource::ALL.into_iter().map(|resource| {
        let (vi, en) = resource.title();
        TableView {
            name: resource.name(),
            title: if english { en } else { vi },
            csv: view.here.file(&format!("data/{}.csv", resource.name())),
            json: view.here.file(&format!("data/{}.json", resource.name())),
            fields: resource
                .fields()
                .iter()
                .map(|field| FieldView {
                    name: field.name,
                    kind: if field.kind == FieldKind::Array { "array" } else { field.kind.name() },
                    text: if english { field.en } else { field.vi },
                    required: field.required,
                    values: field.values,
                    refers_to: field.refers_to.map(|(resource, field)| ReferenceView { table: resource.name(), field }),
                })
                .collect(),
        }
    });
    let sample = |title, language, code: &str| SampleView {
        title,
        code: Value::from_safe_string(highlight(language, &code.replace("ROOT", &root))),
    };
    let page = DataPage {
        version: VERSION,
        package: view.here.file("data/datapackage.json"),
        tables: tables.collect(),
        samples: vec![sample("Python", "python", PYTHON), sample("Shell", "bash", SHELL)],
        licence: view.site.settings.data_licence.as_ref().map(|licence| LicenceView {
            name: licence.name.clone(),
            title: licence.title.clone(),
            url: licence.url.clone(),
        }),
        trial: TrialView {
            script: asset(&view.here, engine.assets(), "try-deadline.js"),
            reader: asset(&view.here, engine.assets(), "deadline.js"),
        },
    };
    let head = Head {
        title: view.say("data.title", &[]),
        description: view.say("data.description", &[]),
        has_twin: true,
        listed: true,
        moved_to: None,
        has_status: false,
        kind: "website",
    };
    Sheet { template: "data.html", head, page }
}
