//! Search: one table of queries, which `tests/browser-code/search.test.mjs` runs through the browser's code too.

use std::collections::{BTreeMap, BTreeSet};
use std::{env, fs};

use minhbach::index::search::Index;
use minhbach::index::{self, Facets, Unit, UnitKind, build};
use serde::Deserialize;
use serde_json::json;

use super::builds::{real_site, repository};

#[derive(Deserialize)]
struct Table {
    documents: Vec<Document>,
    queries: Vec<Row>,
}

#[derive(Deserialize)]
struct Document {
    number: Option<String>,
    kind: String,
    title: String,
    names: String,
    text: String,
}

#[derive(Deserialize)]
struct Row {
    q: String,
    /// The first results, in this order.
    #[serde(default)]
    first: Vec<usize>,
    /// The first results, in any order.
    #[serde(default)]
    best: BTreeSet<usize>,
    /// All results, in any order.
    only: Option<BTreeSet<usize>>,
    /// What must not be among the results.
    #[serde(default)]
    without: Vec<usize>,
}

type Files = BTreeMap<String, Vec<u8>>;

fn table() -> Table {
    serde_json::from_str(include_str!("../tables/search.json")).unwrap()
}

fn files(table: &Table) -> Files {
    let unit = |(place, document): (usize, &Document)| Unit {
        kind: UnitKind::Document,
        title: document.title.clone(),
        detail: String::new(),
        address: format!("{place}/"),
        document: format!("{place}/"),
        number: document.number.clone(),
        names: format!("{} {}", document.kind, document.names),
        text: document.text.clone(),
        facets: Facets::default(),
    };
    build(&table.documents.iter().enumerate().map(unit).collect::<Vec<_>>(), &[]).into_iter().collect()
}

fn found(index: &Index<Files>, query: &str) -> Vec<usize> {
    let hits = index.search(query, 10).unwrap().hits;
    hits.iter().map(|hit| hit.record.3.trim_end_matches('/').parse().unwrap()).collect()
}

#[test]
fn every_query_of_the_table_finds_what_it_should() {
    let table = table();
    let index = Index::open(files(&table)).unwrap();
    let wrong = table.queries.iter().filter_map(|row| {
        let found = found(&index, &row.q);
        let set = found.iter().copied().collect::<BTreeSet<_>>();
        let best = found.iter().take(row.best.len()).copied().collect::<BTreeSet<_>>();
        let right = found.starts_with(&row.first)
            && best == row.best
            && row.only.as_ref().is_none_or(|only| *only == set)
            && !row.without.iter().any(|place| set.contains(place));
        (!right).then(|| format!("{:?}: {found:?}", row.q))
    });
    let wrong = wrong.collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_for_the_browser_is_what_the_program_answers() {
    let table = table();
    let files = files(&table);
    let index = Index::open(files.clone()).unwrap();
    let answers =
        table.queries.iter().map(|row| json!({ "q": row.q, "found": found(&index, &row.q) })).collect::<Vec<_>>();
    let hex = |bytes: Vec<u8>| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let files = files.into_iter().map(|(path, bytes)| (path, hex(bytes))).collect::<BTreeMap<_, _>>();
    let text = format!("{:#}\n", json!({ "files": files, "answers": answers }));
    let path = repository().join("tests/tables/search-answers.json");
    if env::var_os("BLESS").is_some() {
        fs::write(&path, text).unwrap();
    } else {
        assert_eq!(fs::read_to_string(&path).unwrap(), text, "BLESS=1 rewrites {}", path.display());
    }
}

#[test]
fn every_result_leads_to_an_address_of_the_site() {
    let site = real_site();
    let addresses = minhbach::model::route::every_address(site).into_iter().collect::<BTreeSet<_>>();
    for unit in index::units(site) {
        assert!(addresses.contains(&unit.address), "{}", unit.address);
    }
}
