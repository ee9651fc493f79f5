//! The public data contract: which keys there are, of which type, what they refer to, and that the CSV
//! says the same as the JSON. The tables below are written by hand; the code has its own.

mod rfc_4180;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::OnceLock;

use minhbach::check::{self, Options};
use serde_json::Value;

use rfc_4180::rfc_4180;

use super::builds::{Files, TODAY, compile, data, on, real_data, real_sources, site_folders, sources};

/// Type of a value.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Text,
    TextOrNull,
    /// `2024-10-30`.
    DayOrNull,
    /// `2024-10-30`, `2024-10` or `2024`.
    PartialDayOrNull,
    WholeOrNull,
    NumberOrNull,
    Truth,
    /// A list of texts.
    Texts,
    /// A list of objects with exactly these keys.
    Objects(&'static [&'static str]),
    /// One of these.
    Word(&'static [&'static str]),
    WordOrNull(&'static [&'static str]),
    /// The `id` of a row of another table.
    Id(&'static str),
    IdOrNull(&'static str),
    Ids(&'static str),
}

use Kind::{
    DayOrNull, Id, IdOrNull, Ids, NumberOrNull, Objects, PartialDayOrNull, Text, TextOrNull, Texts, Truth, WholeOrNull,
    Word, WordOrNull,
};

const KINDS: &[&str] = &["date", "period", "recurring", "horizon", "none"];
const LIFECYCLES: &[&str] =
    &["not-started", "in-progress", "partly-done", "done", "suspended", "withdrawn", "transferred", "no-information"];
const TIMELINESS: &[&str] = &[
    "on-time",
    "due-soon",
    "due-today",
    "overdue",
    "past-due-unreported",
    "done-on-time",
    "done-late",
    "recurring",
    "no-fixed-date",
    "due-before-issue",
];
const VERIFICATIONS: &[&str] = &["self-reported", "confirmed", "inspected", "disputed"];

/// The keys that are promised, table by table. There may be more; none of these may go.
const PROMISED: &[(&str, &[(&str, Kind)])] = &[
    (
        "documents",
        &[
            ("id", Text),
            ("number", TextOrNull),
            ("kind", Text),
            ("issuer", Id("bodies")),
            ("province", Text),
            ("date", PartialDayOrNull),
            ("date_certain", Truth),
            ("number_certain", Truth),
            ("title", TextOrNull),
            ("signer", TextOrNull),
            ("source", TextOrNull),
            ("url", Text),
            ("relations", Objects(&["kind", "target", "target_number", "provision"])),
        ],
    ),
    (
        "provisions",
        &[
            ("document", Id("documents")),
            ("eid", Text),
            ("parent", TextOrNull),
            ("label", TextOrNull),
            ("heading", TextOrNull),
            ("text", TextOrNull),
            ("url", Text),
        ],
    ),
    (
        "directives",
        &[
            ("id", Text),
            ("document", Id("documents")),
            ("eid", Text),
            ("action", Text),
            ("lead", Ids("bodies")),
            ("coordinating", Ids("bodies")),
            ("responsible", TextOrNull),
            ("report_to", Ids("bodies")),
            ("via", IdOrNull("bodies")),
            ("deadline_text", TextOrNull),
            ("deadline_kind", Word(KINDS)),
            ("due", DayOrNull),
            ("recurrence", TextOrNull),
            ("extensions", Objects(&["document", "text", "due", "old_text", "old_due"])),
            ("lifecycle", Word(LIFECYCLES)),
            ("timeliness", Word(TIMELINESS)),
            ("days_late", WholeOrNull),
            ("verification", WordOrNull(VERIFICATIONS)),
            ("carries_out", Texts),
            ("drift", Objects(&["kind", "with", "text"])),
            ("url", Text),
        ],
    ),
    (
        "updates",
        &[
            ("directive", Id("directives")),
            ("date", DayOrNull),
            ("lifecycle", WordOrNull(LIFECYCLES)),
            ("completed", DayOrNull),
            ("verification", WordOrNull(VERIFICATIONS)),
            ("text", TextOrNull),
            ("source", Text),
            ("evidence", Objects(&["document", "url", "text"])),
        ],
    ),
    (
        "indicators",
        &[
            ("id", Text),
            ("province", Text),
            ("name", Text),
            ("measure", Word(&["percentage", "number", "rank", "qualitative"])),
            ("unit", TextOrNull),
            ("better", Word(&["higher", "lower", "neither"])),
            ("url", Text),
        ],
    ),
    (
        "targets",
        &[
            ("indicator", Id("indicators")),
            ("document", Id("documents")),
            ("eid", Text),
            ("operator", Word(&[">=", "<=", "=", "rank<=", "beats-average", "qualitative"])),
            ("value", NumberOrNull),
            ("unit", TextOrNull),
            ("due", DayOrNull),
        ],
    ),
    (
        "results",
        &[
            ("indicator", Id("indicators")),
            ("body", IdOrNull("bodies")),
            ("period", Text),
            ("value", NumberOrNull),
            ("unit", TextOrNull),
            ("rank", WholeOrNull),
            ("out_of", WholeOrNull),
            ("nature", Word(&["official", "estimate", "self-reported", "derived"])),
            ("document", IdOrNull("documents")),
            ("eid", TextOrNull),
            ("note", TextOrNull),
        ],
    ),
    (
        "bodies",
        &[
            ("id", Text),
            ("province", Text),
            ("name", Text),
            ("kind", Text),
            ("parent", IdOrNull("bodies")),
            ("valid_from", DayOrNull),
            ("valid_to", DayOrNull),
            ("predecessors", Ids("bodies")),
            ("successors", Ids("bodies")),
            ("url", Text),
        ],
    ),
    (
        "provinces",
        &[
            ("id", Text),
            ("name", Text),
            ("short", Text),
            ("valid_from", DayOrNull),
            ("valid_to", DayOrNull),
            ("successors", Ids("provinces")),
        ],
    ),
    (
        "sources",
        &[
            ("id", Text),
            ("name", Text),
            ("home", Text),
            ("fetched", DayOrNull),
            ("as_of", DayOrNull),
            ("version", Text),
            ("provinces", Texts),
            ("documents", WholeOrNull),
            ("directives", WholeOrNull),
            ("states", Objects(&["state", "count"])),
            ("url", Text),
        ],
    ),
];

#[test]
fn every_row_has_the_promised_keys_with_the_promised_types() {
    for (site, files) in every_data() {
        let ids = ids(files);
        for (table, keys) in PROMISED {
            for row in rows(files, table) {
                for (key, kind) in *keys {
                    let value = row.get(key).unwrap_or_else(|| panic!("{site}: a row of {table} has no {key}: {row}"));
                    assert!(fits(value, *kind, &ids), "{site}: {table}: {key} is no {kind:?}: {row}");
                }
            }
        }
    }
}

#[test]
fn all_rows_of_a_table_have_the_same_keys_in_the_same_order() {
    for (site, files) in every_data() {
        for table in tables(files) {
            let rows = rows(files, &table);
            let keys = |row: &Value| row.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            for row in &rows {
                assert_eq!(keys(row), keys(&rows[0]), "{site}: {table}");
                let is_snake = |key: &str| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
                assert!(keys(row).iter().all(|key| is_snake(key)), "{site}: {table}: {row}");
            }
        }
    }
}

#[test]
fn ids_are_unique_and_made_as_promised() {
    for (site, files) in every_data() {
        for (table, key) in [
            ("documents", "id"),
            ("directives", "id"),
            ("indicators", "id"),
            ("bodies", "id"),
            ("provinces", "id"),
            ("sources", "id"),
        ] {
            let all = rows(files, table).iter().map(|row| row[key].as_str().unwrap().to_owned()).collect::<Vec<_>>();
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{site}: {table} has an id twice");
        }
        let mut ordinals = BTreeMap::<String, usize>::new();
        for row in rows(files, "directives") {
            let provision = format!("{}/{}", row["document"].as_str().unwrap(), row["eid"].as_str().unwrap());
            let ordinal = ordinals.entry(provision.clone()).and_modify(|ordinal| *ordinal += 1).or_insert(1);
            let expected = if *ordinal == 1 { provision } else { format!("{provision}~{ordinal}") };
            assert_eq!(row["id"], expected, "{site}");
        }
    }
}

#[test]
fn every_address_inside_a_document_is_one_of_its_provisions() {
    for (site, files) in every_data() {
        let provisions = rows(files, "provisions");
        let known = provisions
            .iter()
            .map(|row| (row["document"].clone(), row["eid"].clone()))
            .map(|(document, eid)| format!("{document}{eid}"));
        let known = known.collect::<BTreeSet<_>>();
        assert_eq!(known.len(), provisions.len(), "{site}: two provisions have one address");
        let check = |document: &Value, eid: &Value, what: &str| {
            assert!(
                eid.is_null() || known.contains(&format!("{document}{eid}")),
                "{site}: {what}: {document} has no provision {eid}"
            );
        };
        for row in &provisions {
            check(&row["document"], &row["parent"], "parent");
            row["footnotes"].as_array().unwrap().iter().for_each(|eid| check(&row["document"], eid, "footnote"));
        }
        for table in ["directives", "targets", "results"] {
            rows(files, table).iter().for_each(|row| check(&row["document"], &row["eid"], table));
        }
        rows(files, "directives").iter().for_each(|row| check(&row["document"], &row["deadline_at"], "deadline_at"));
        for document in rows(files, "documents") {
            document["relations"]
                .as_array()
                .unwrap()
                .iter()
                .for_each(|one| check(&document["id"], &one["provision"], "relation"));
        }
    }
}

#[test]
fn what_a_directive_carries_out_and_differs_from_exists() {
    for (site, files) in every_data() {
        let ids = ids(files);
        // What stands at a joined site has no row here; its province tells.
        let joined = rows(files, "sources").into_iter().flat_map(|row| row["provinces"].as_array().unwrap().clone());
        let joined = joined.map(|id| format!("{}/", id.as_str().unwrap())).collect::<Vec<_>>();
        let is_joined = |id: &Value| joined.iter().any(|province| id.as_str().unwrap().starts_with(province));
        let known = |id: &Value| fits(id, Id("directives"), &ids) || fits(id, Id("documents"), &ids) || is_joined(id);
        for row in rows(files, "directives") {
            for id in row["carries_out"].as_array().unwrap() {
                assert!(known(id), "{site}: {} carries out {id}", row["id"]);
            }
            for drift in row["drift"].as_array().unwrap() {
                assert!(known(&drift["with"]), "{site}: {} differs from {}", row["id"], drift["with"]);
            }
        }
        for row in rows(files, "documents") {
            for relation in row["relations"].as_array().unwrap() {
                assert!(
                    fits(&relation["target"], Id("documents"), &ids),
                    "{site}: {} relates to {relation}",
                    row["id"]
                );
            }
        }
    }
}

#[test]
fn the_last_good_day_goes_with_the_kind_of_deadline() {
    for (site, files) in every_data() {
        for row in rows(files, "directives") {
            let (kind, due, recurrence) = (row["deadline_kind"].as_str().unwrap(), &row["due"], &row["recurrence"]);
            let dated = kind == "date" || kind == "period" || !row["extensions"].as_array().unwrap().is_empty();
            assert_eq!(due.is_null(), !dated, "{site}: {row}");
            assert_eq!(recurrence.is_null(), kind != "recurring", "{site}: {row}");
            if let Some(rule) = recurrence.as_str() {
                assert!(rule.starts_with("FREQ=") || rule.starts_with("RRULE:FREQ="), "{site}: {rule}");
            }
        }
    }
}

#[test]
fn the_csv_is_rfc_4180_and_says_what_the_json_says() {
    for (site, files) in every_data() {
        for table in tables(files) {
            let csv = std::str::from_utf8(&files[&format!("data/{table}.csv")]).unwrap();
            assert!(!csv.starts_with('\u{feff}'), "{site}: {table}.csv starts with a byte order mark");
            let mut records = rfc_4180(csv);
            let header = records.remove(0);
            let rows = rows(files, &table);
            assert_eq!(records.len(), rows.len(), "{site}: {table}");
            if let Some(first) = rows.first() {
                assert_eq!(header, first.as_object().unwrap().keys().cloned().collect::<Vec<_>>(), "{site}: {table}");
            }
            for (record, row) in records.iter().zip(&rows) {
                assert_eq!(record.len(), header.len(), "{site}: {table}: {record:?}");
                for (key, cell) in header.iter().zip(record) {
                    assert!(says(cell, &row[key]), "{site}: {table}: {key}: {cell:?} and {}", row[key]);
                }
            }
        }
    }
}

#[test]
fn the_data_package_describes_every_table_and_key() {
    for (site, files) in every_data() {
        let package: Value = serde_json::from_slice(&files["data/datapackage.json"]).unwrap();
        let resources = package["resources"].as_array().unwrap();
        let named =
            resources.iter().map(|resource| resource["name"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(named, tables(files), "{site}");
        assert!(PROMISED.iter().all(|(table, _)| named.contains(*table)), "{site}: {named:?}");
        for resource in resources {
            let name = resource["name"].as_str().unwrap();
            assert!(files.contains_key(&format!("data/{}", resource["path"].as_str().unwrap())), "{site}: {name}");
            let fields = resource["schema"]["fields"].as_array().unwrap();
            for field in fields {
                for told in ["title", "description", "type"] {
                    assert!(field[told].as_str().is_some_and(|words| !words.is_empty()), "{site}: {name}: {field}");
                }
            }
            let described = fields.iter().map(|field| field["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
            for row in rows(files, name) {
                assert_eq!(row.as_object().unwrap().keys().cloned().collect::<Vec<_>>(), described, "{site}: {name}");
            }
            for key in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
                let target = key["reference"]["resource"].as_str().unwrap();
                assert!(target.is_empty() || named.contains(target), "{site}: {name}: {key}");
            }
        }
        assert!(package["version"].as_str().is_some_and(|version| version.split('.').count() == 3), "{site}");
    }
}

#[test]
fn the_foreign_keys_of_the_package_hold() {
    for (site, files) in every_data() {
        let package: Value = serde_json::from_slice(&files["data/datapackage.json"]).unwrap();
        let mut checked = 0;
        for resource in package["resources"].as_array().unwrap() {
            let name = resource["name"].as_str().unwrap();
            for key in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
                let target = key["reference"]["resource"].as_str().unwrap();
                let target = if target.is_empty() { name } else { target };
                let (own, other) = (&key["fields"][0], &key["reference"]["fields"][0]);
                let known = rows(files, target)
                    .iter()
                    .map(|row| row[other.as_str().unwrap()].to_string())
                    .collect::<BTreeSet<_>>();
                for row in rows(files, name) {
                    let value = &row[own.as_str().unwrap()];
                    assert!(value.is_null() || known.contains(&value.to_string()), "{site}: {name}.{own}: {value}");
                    checked += 1;
                }
            }
        }
        assert!(checked > 0, "{site}");
    }
}

#[test]
fn addresses_lead_to_pages_and_anchors_of_the_site() {
    let plain = compile(real_sources(), &on(TODAY));
    let based = Options { base_url: Some("https://dongnai.gov.vn/cds".to_owned()), ..on(TODAY) };
    for (base, options) in [("/", on(TODAY)), ("https://dongnai.gov.vn/cds/", based)] {
        let files = &data(&check::check(real_sources(), &options).site.unwrap());
        for table in ["documents", "provisions", "directives", "indicators", "bodies", "targets"] {
            for row in rows(files, table) {
                let url = row["url"].as_str().unwrap();
                let address =
                    url.strip_prefix(base).unwrap_or_else(|| panic!("{table}: {url} does not start with {base}"));
                let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
                let page =
                    plain.get(&format!("{path}index.html")).unwrap_or_else(|| panic!("{table}: no page at {url}"));
                let id = format!("id=\"{anchor}\"");
                assert!(anchor.is_empty() || String::from_utf8_lossy(page).contains(&id), "{table}: {url}");
            }
        }
    }
}

/// The data files of the repository's own content and of the sites under `tests/sites/`.
fn every_data() -> &'static [(String, Files)] {
    static DATA: OnceLock<Vec<(String, Files)>> = OnceLock::new();
    DATA.get_or_init(|| {
        let built = |(name, folder): (String, PathBuf)| {
            (name, data(&check::check(&sources(&folder), &on(TODAY)).site.unwrap()))
        };
        let own = ("content".to_owned(), real_data().clone());
        std::iter::once(own).chain(site_folders().into_iter().map(built)).collect()
    })
}

#[track_caller]
fn rows(files: &Files, table: &str) -> Vec<Value> {
    serde_json::from_slice(&files[&format!("data/{table}.json")]).unwrap()
}

/// The names of the tables, by their JSON files.
fn tables(files: &Files) -> BTreeSet<String> {
    let names = files.keys().filter_map(|path| path.strip_prefix("data/")?.strip_suffix(".json"));
    names.filter(|name| *name != "datapackage").map(str::to_owned).collect()
}

/// The ids of the tables that have some.
fn ids(files: &Files) -> BTreeMap<&'static str, BTreeSet<String>> {
    let of = |table: &str| rows(files, table).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    ["documents", "directives", "indicators", "bodies", "provinces"]
        .into_iter()
        .map(|table| (table, of(table)))
        .collect()
}

fn fits(value: &Value, kind: Kind, ids: &BTreeMap<&'static str, BTreeSet<String>>) -> bool {
    let day = |text: &str| text.parse::<jiff::civil::Date>().is_ok_and(|day| day.to_string() == text);
    let all = |fit: &dyn Fn(&Value) -> bool| value.as_array().is_some_and(|list| list.iter().all(fit));
    match kind {
        // An empty text would be the same as null in CSV.
        Text => value.as_str().is_some_and(|text| !text.is_empty()),
        TextOrNull => value.is_null() || fits(value, Text, ids),
        DayOrNull => value.is_null() || value.as_str().is_some_and(day),
        PartialDayOrNull => {
            value.is_null()
                || value.as_str().is_some_and(|text| day(&format!("{text}{}", &"0000-01-01"[text.len().min(10)..])))
        }
        WholeOrNull => value.is_null() || value.as_i64().is_some_and(|number| number >= 0),
        NumberOrNull => value.is_null() || value.is_number(),
        Truth => value.is_boolean(),
        Texts => all(&|one| fits(one, Text, ids)),
        Objects(keys) => {
            all(&|one| one.as_object().is_some_and(|one| one.keys().map(String::as_str).eq(keys.iter().copied())))
        }
        Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
        WordOrNull(words) => value.is_null() || fits(value, Word(words), ids),
        Id(table) => value.as_str().is_some_and(|id| ids[table].contains(id)),
        IdOrNull(table) => value.is_null() || fits(value, Id(table), ids),
        Ids(table) => all(&|one| fits(one, Id(table), ids)),
    }
}

/// Whether a cell says the same as a JSON value: nothing for null, JSON for lists.
fn says(cell: &str, value: &Value) -> bool {
    match value {
        Value::Null => cell.is_empty(),
        Value::String(text) => !text.is_empty() && cell == text,
        other => serde_json::from_str::<Value>(cell).is_ok_and(|read| read == *other),
    }
}
