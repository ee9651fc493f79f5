//! Search: one table of queries, which `tests/browser-code/search.test.mjs` runs through the browser's code too.

use std::collections::{BTreeMap, BTreeSet};
use std::{env, fs};

use jiff::civil::{Date, date};
use minhbach::index::narrow::{Counts, Facet, Filters, Order};
use minhbach::index::search::{Found, Index, Wish};
use minhbach::index::{self, Duty, Facets, Unit, UnitKind, build};
use serde::Deserialize;
use serde_json::json;

use super::builds::{real_site, repository};

#[derive(Deserialize)]
struct Table {
    documents: Vec<Document>,
    queries: Vec<Row>,
    wishes: Vec<WishRow>,
}

#[derive(Deserialize)]
struct Document {
    number: Option<String>,
    kind: String,
    title: String,
    names: String,
    text: String,
    kind_id: String,
    province: String,
    body: String,
    date: Option<String>,
    duty: Option<DutyRow>,
}

/// What is narrowed down or sorted, with what it should find.
#[derive(Deserialize)]
struct WishRow {
    #[serde(flatten)]
    row: Row,
    #[serde(default)]
    filters: BTreeMap<String, String>,
    #[serde(default)]
    order: String,
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

/// Kind, last good day, day of issue, stage, day of completion.
type DutyRow = (String, Option<String>, Option<String>, String, Option<String>);

type Files = BTreeMap<String, Vec<u8>>;

fn table() -> Table {
    serde_json::from_str(include_str!("../tables/search.json")).unwrap()
}

fn day(text: Option<&String>) -> Option<Date> {
    text.map(|text| text.parse().unwrap())
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
        facets: Facets {
            document_kind: Some((document.kind_id.clone(), document.kind.clone())),
            province: Some((document.province.clone(), document.province.clone())),
            bodies: vec![(document.body.clone(), document.body.clone())],
            date: day(document.date.as_ref()),
            duty: document.duty.clone().map(|(kind, due, issued, lifecycle, completed)| Duty {
                kind: kind.leak(),
                due: day(due.as_ref()),
                issued: day(issued.as_ref()),
                lifecycle: lifecycle.leak(),
                completed: day(completed.as_ref()),
            }),
        },
    };
    build(&table.documents.iter().enumerate().map(unit).collect::<Vec<_>>(), &[]).into_iter().collect()
}

/// The day for which the wishes of the table are computed.
const TODAY: Date = date(2025, 7, 5);

fn places(found: &Found) -> Vec<usize> {
    found.hits.iter().map(|hit| hit.record.3.trim_end_matches('/').parse().unwrap()).collect()
}

fn found(index: &Index<Files>, query: &str) -> Vec<usize> {
    places(&index.search(query, 10).unwrap())
}

fn granted(index: &Index<Files>, wish: &WishRow) -> (Vec<usize>, Counts) {
    let facet = |word: &String| Facet::ALL.into_iter().find(|facet| facet.word() == word).unwrap();
    let filters = wish.filters.iter().map(|(word, value)| (facet(word), value.clone())).collect::<Filters>();
    let orders = [Order::Relevance, Order::Date, Order::Deadline];
    let order = orders.into_iter().find(|order| order.word() == wish.order).unwrap();
    let (found, counts) = index.wish(&Wish { query: &wish.row.q, filters, order, today: TODAY, limit: 10 }).unwrap();
    (places(&found), counts)
}

/// Says what is wrong with what a row found.
fn complaint(row: &Row, found: &[usize]) -> Option<String> {
    let set = found.iter().copied().collect::<BTreeSet<_>>();
    let best = found.iter().take(row.best.len()).copied().collect::<BTreeSet<_>>();
    let right = found.starts_with(&row.first)
        && best == row.best
        && row.only.as_ref().is_none_or(|only| *only == set)
        && !row.without.iter().any(|place| set.contains(place));
    (!right).then(|| format!("{:?}: {found:?}", row.q))
}

#[test]
fn every_query_of_the_table_finds_what_it_should() {
    let table = table();
    let index = Index::open(files(&table)).unwrap();
    let queries = table.queries.iter().filter_map(|row| complaint(row, &found(&index, &row.q)));
    let wishes = table.wishes.iter().filter_map(|wish| {
        complaint(&wish.row, &granted(&index, wish).0)
            .map(|wrong| format!("{:?} {:?} {wrong}", wish.filters, wish.order))
    });
    let wrong = queries.chain(wishes).collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_long_text_with_all_neighbours_of_the_query_comes_before_a_short_one_with_most() {
    let rest = "các đơn vị được giao việc này báo cáo theo từng quý cho cơ quan thường trực tổng hợp ";
    let unit = |place: usize, text: String| Unit {
        kind: UnitKind::Document,
        title: format!("Văn bản {place}"),
        detail: String::new(),
        address: format!("{place}/"),
        document: format!("{place}/"),
        number: None,
        names: String::new(),
        text,
        facets: Facets::default(),
    };
    let pieces = ["rà soát thủ tục", "kiểm tra hồ sơ", "soát thủ", "tục kiểm tra"];
    let long = pieces.map(|piece| format!("{piece} {}", rest.repeat(2))).concat();
    let units = [unit(0, "rà soát thủ tục kiểm tra".into()), unit(1, long), unit(2, rest.into()), unit(3, rest.into())];
    let index = Index::open(build(&units, &[]).into_iter().collect::<Files>()).unwrap();
    assert_eq!(found(&index, "rà soát thủ tục kiểm tra hồ sơ")[..2], [1, 0]);
}

#[test]
fn facets_are_counted_with_the_other_filters_as_they_are() {
    let table = table();
    let index = Index::open(files(&table)).unwrap();
    let filters = Filters::from([(Facet::Province, "dong-nai".to_owned()), (Facet::Year, "1999".to_owned())]);
    let wish = Wish { query: "", filters, order: Order::Relevance, today: TODAY, limit: 10 };
    let (found, counts) = index.wish(&wish).unwrap();
    assert!(found.hits.is_empty());
    assert_eq!(counts[&Facet::Province], [("dong-nai".to_owned(), 0)]);
    let years = [("2025", 1), ("2023", 1), ("2022", 1), ("1999", 0)].map(|(year, count)| (year.to_owned(), count));
    assert_eq!(counts[&Facet::Year], years);
}

#[test]
fn the_table_for_the_browser_is_what_the_program_answers() {
    let table = table();
    let files = files(&table);
    let index = Index::open(files.clone()).unwrap();
    // Scores too: both programs do the same arithmetic to the last bit.
    let answers = table.queries.iter().map(|row| {
        let hits = index.search(&row.q, 10).unwrap().hits;
        let scores = hits.iter().map(|hit| hit.score).collect::<Vec<_>>();
        json!({ "q": row.q, "found": found(&index, &row.q), "scores": scores })
    });
    let wishes = table.wishes.iter().map(|wish| {
        let (found, counts) = granted(&index, wish);
        let counts = counts.iter().map(|(facet, counts)| (facet.word(), counts)).collect::<BTreeMap<_, _>>();
        json!({ "q": wish.row.q, "filters": wish.filters, "order": wish.order, "found": found, "counts": counts })
    });
    let (answers, wishes) = (answers.collect::<Vec<_>>(), wishes.collect::<Vec<_>>());
    let hex = |bytes: Vec<u8>| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let files = files.into_iter().map(|(path, bytes)| (path, hex(bytes))).collect::<BTreeMap<_, _>>();
    let text = json!({ "today": TODAY.to_string(), "files": files, "answers": answers, "wishes": wishes });
    let text = format!("{}\n", text.to_string().replace("},{", "},\n{").replace("\",\"search/", "\",\n\"search/"));
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
