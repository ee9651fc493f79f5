//! `data/datapackage.json`: the tables described (Frictionless Data Package v1).

use serde_json::{Value, json};

use crate::model::Site;
use crate::model::contract::{Field, Resource, VERSION};

/// The description of all tables.
pub fn package(site: &Site) -> Vec<u8> {
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": "minhbach",
        "title": site.settings.title.vi,
        "description": site.settings.description.vi,
        "version": VERSION,
        "created": format!("{}T00:00:00Z", site.today),
        "fictional": site.settings.fictional,
    });
    if let Some(base_url) = &site.base_url {
        package["homepage"] = json!(base_url);
    }
    if let Some(licence) = &site.settings.data_licence {
        let mut entry = json!({ "name": licence.name, "title": licence.title });
        if let Some(url) = &licence.url {
            entry["path"] = json!(url);
        }
        package["licenses"] = json!([entry]);
    }
    package["resources"] = Resource::ALL.into_iter().map(resource).collect();
    let mut bytes = serde_json::to_vec_pretty(&package).expect("a JSON value is written to memory");
    bytes.push(b'\n');
    bytes
}

fn resource(resource: Resource) -> Value {
    let fields = resource.fields();
    let mut schema = json!({ "fields": fields.iter().map(field).collect::<Vec<_>>(), "missingValues": [""] });
    if !resource.key().is_empty() {
        schema["primaryKey"] = json!(resource.key());
    }
    let keys = fields
        .iter()
        .filter_map(|field| {
            let (target, key) = field.refers_to?;
            // A table that refers to itself names no resource.
            let name = if target == resource { "" } else { target.name() };
            Some(json!({ "fields": [field.name], "reference": { "resource": name, "fields": [key] } }))
        })
        .collect::<Vec<_>>();
    if !keys.is_empty() {
        schema["foreignKeys"] = json!(keys);
    }
    json!({
        "profile": "tabular-data-resource",
        "name": resource.name(),
        "title": resource.title().0,
        "path": format!("{}.csv", resource.name()),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": schema,
    })
}

fn field(field: &Field) -> Value {
    let mut described =
        json!({ "name": field.name, "type": field.kind.name(), "title": field.vi, "description": field.en });
    let mut constraints = serde_json::Map::new();
    if field.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    if !field.values.is_empty() {
        constraints.insert("enum".to_owned(), json!(field.values));
    }
    if !constraints.is_empty() {
        described["constraints"] = Value::Object(constraints);
    }
    described
}
