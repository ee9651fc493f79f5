//! `search-eval index DOCS OUT [COUNT SYLLABLES]` writes an index, `search-eval run DOCS QUERIES` measures the search in Rust.
//!
//! DOCS holds one document a line: `id number type issuer date title intro body[]`; QUERIES one query a line:
//! `id cls variant q gold[]`. With COUNT and SYLLABLES documents of that length are put together from the paragraphs
//! of DOCS in a fixed shuffled order. Prints R@1, R@10 and MRR@10 a class and variant.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use minhbach::base::output::MemoryOutput;
use minhbach::index::search::Index;
use minhbach::index::shelf::Shelf;
use minhbach::index::{Facets, Unit, UnitKind, build};
use rayon::prelude::*;
use serde::Deserialize;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Deserialize, Clone)]
struct Document {
    id: String,
    number: String,
    r#type: String,
    issuer: String,
    date: String,
    title: String,
    intro: String,
    body: Vec<String>,
}

#[derive(Deserialize)]
struct Query {
    id: String,
    cls: String,
    variant: String,
    q: String,
    gold: Vec<String>,
}

/// One value a line.
fn parsed<T: for<'de> Deserialize<'de>>(path: &str) -> impl Iterator<Item = T> {
    let file = File::open(path).unwrap_or_else(|error| panic!("cannot read {path}: {error}"));
    BufReader::new(file).split(b'\n').map(move |line| {
        let line = line.unwrap_or_else(|error| panic!("cannot read {path}: {error}"));
        serde_json::from_slice(&line).unwrap_or_else(|error| panic!("{path}: {error}"))
    })
}

fn lines<T: for<'de> Deserialize<'de>>(path: &str) -> Vec<T> {
    parsed(path).collect()
}

fn unit(document: Document) -> Unit {
    Unit {
        kind: UnitKind::Document,
        title: document.title,
        detail: format!("{} · {}", document.issuer, document.date),
        address: format!("van-ban/x/{}/", document.id),
        document: format!("van-ban/x/{}/", document.id),
        number: Some(document.number),
        names: format!("{} {}", document.r#type, document.issuer),
        text: format!("{}\n{}", document.intro, document.body.join("\n")),
        facets: Facets {
            document_kind: Some((document.r#type.clone(), document.r#type)),
            bodies: vec![(document.issuer.clone(), document.issuer)],
            date: document.date.parse().ok(),
            ..Facets::default()
        },
    }
}

/// Documents of about `syllables` syllables made of paragraphs in a shuffled order that is always the same.
fn grown(documents: &[Document], count: usize, syllables: usize) -> Vec<Document> {
    let paragraphs = documents.iter().flat_map(|document| &document.body).collect::<Vec<_>>();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0)
    };
    let grow = |number: usize| {
        let mut document = documents[number % documents.len()].clone();
        if number >= documents.len() {
            document.id = format!("{}-{}", document.id, number / documents.len());
        }
        let mut words = document.body.iter().map(|text| text.split_whitespace().count()).sum::<usize>();
        while words < syllables {
            let paragraph = paragraphs[next() % paragraphs.len()];
            // A stretch of a paragraph, so that documents do not share whole ones.
            let all = paragraph.split_whitespace().collect::<Vec<_>>();
            let from = next() % all.len();
            let stretch = &all[from..(from + 40).min(all.len())];
            words += stretch.len();
            document.body.push(stretch.join(" "));
        }
        document
    };
    (0..count).map(grow).collect()
}

fn main() {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    let arguments = arguments.iter().map(String::as_str).collect::<Vec<_>>();
    match arguments[..] {
        ["index", documents, out, ref size @ ..] => index(documents, out, size),
        ["grow", documents, count, syllables] => {
            for document in
                grown(&lines(documents), count.parse().expect("a count"), syllables.parse().expect("a length"))
            {
                let Document { id, number, r#type, issuer, date, title, intro, body } = document;
                println!(
                    "{}",
                    serde_json::json!({ "id": id, "number": number, "type": r#type, "issuer": issuer, "date": date, "title": title, "intro": intro, "body": body })
                );
            }
        }
        ["run", documents, queries, ref rest @ ..] => run(documents, queries, rest),
        ["site", root, documents, out, ref size @ ..] => site(root, documents, out, size),
        ["cost", documents, queries, ref size @ ..] => cost(documents, queries, size),
        ["list", documents, queries] => list(documents, queries),
        _ => {
            eprintln!(
                "search-eval index DOCS OUT [COUNT SYLLABLES] | grow DOCS COUNT SYLLABLES | run DOCS QUERIES [--misses] | cost DOCS QUERIES [COUNT SYLLABLES] | site ROOT DOCS OUT [COUNT SYLLABLES] | list DOCS QUERIES"
            );
            std::process::exit(2);
        }
    }
}

fn files(documents: &[Document]) -> BTreeMap<String, Vec<u8>> {
    build(&documents.iter().cloned().map(unit).collect::<Vec<_>>(), &[]).into_iter().collect()
}

fn index(documents: &str, out: &str, size: &[&str]) {
    let units = match size {
        [count, syllables] => {
            let count = count.parse().expect("a count");
            grown(&lines(documents), count, syllables.parse().expect("a length")).into_iter().map(unit).collect()
        }
        _ => parsed(documents).map(unit).collect::<Vec<_>>(),
    };
    let started = Instant::now();
    let files = build(&units, &[]);
    let seconds = started.elapsed().as_secs_f64();
    let mut sizes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut folders = BTreeSet::new();
    for (path, bytes) in &files {
        let target = Path::new(out).join(path);
        let folder = target.parent().expect("a file in a folder");
        if !folders.contains(folder) {
            std::fs::create_dir_all(folder).expect("a folder");
            folders.insert(folder.to_owned());
        }
        std::fs::write(target, bytes).expect("a file");
        let group = path.strip_prefix("search/").unwrap_or(path)[..1].to_owned();
        let entry = sizes.entry(group).or_default();
        entry.0 += 1;
        entry.1 += bytes.len();
    }
    println!("{} documents, {seconds:.2} s", units.len());
    for (group, (count, bytes)) in &sizes {
        println!("  {group}: {count} files, {bytes} bytes");
    }
    let searched = sizes.iter().filter(|(group, _)| *group != "r").map(|(_, (_, bytes))| bytes).sum::<usize>();
    println!("  without records: {} bytes a document", searched / units.len());
}

/// The pages of a site, with the index of other documents in place of its own: what a browser is measured on.
fn site(root: &str, documents: &str, out: &str, size: &[&str]) {
    let (sources, _) = minhbach::load::load(Path::new(root)).expect("a site");
    let options = minhbach::check::Options { today: jiff::civil::date(2026, 11, 1), replay: true, base_url: None };
    let sink = MemoryOutput::default();
    let compiled =
        minhbach::pipeline::compile(&sources, &options, &sink, &minhbach::pipeline::Quiet).expect("a sound theme");
    assert!(compiled.summary.is_some(), "{:?}", compiled.diagnostics);
    for (path, bytes) in sink.into_files() {
        let path = path.as_str();
        if path.starts_with("tim-kiem/") || path.starts_with("assets/") {
            let target = Path::new(out).join(path);
            std::fs::create_dir_all(target.parent().expect("a file in a folder")).expect("a folder");
            std::fs::write(target, bytes).expect("a file");
        }
    }
    index(documents, out, size);
}

fn run(documents: &str, queries: &str, rest: &[&str]) {
    let mut documents: Vec<Document> = lines(documents);
    let misses = rest.contains(&"--misses");
    if let [count, syllables] = rest {
        documents = grown(&documents, count.parse().expect("a count"), syllables.parse().expect("a length"));
    }
    let queries: Vec<Query> = lines(queries);
    let index = Index::open(files(&documents)).expect("a sound index");
    let places = documents
        .iter()
        .map(|document| (format!("van-ban/x/{}/", document.id), document.id.as_str()))
        .collect::<HashMap<_, _>>();
    let ranks = queries.par_iter().map(|query| {
        let found = index.search(&query.q, 10).expect("a sound index");
        found
            .hits
            .iter()
            .position(|hit| query.gold.iter().any(|gold| places.get(&hit.record.3) == Some(&gold.as_str())))
    });
    let ranks = ranks.collect::<Vec<_>>();
    let mut table: BTreeMap<(&str, &str), (usize, usize, usize, f64)> = BTreeMap::new();
    for (query, rank) in queries.iter().zip(&ranks) {
        let row = table.entry((&query.cls, &query.variant)).or_default();
        row.0 += 1;
        row.1 += usize::from(*rank == Some(0));
        row.2 += usize::from(rank.is_some());
        row.3 += rank.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
        if misses && *rank != Some(0) {
            println!("{} {} {rank:?} {} {:?}", query.id, query.variant, query.q, query.gold);
        }
    }
    for ((class, variant), (all, first, ten, reciprocal)) in table {
        let share = |count: usize| count as f64 / all as f64;
        println!(
            "{class:8} {variant:24} {all:5}  R@1 {:.3}  R@10 {:.3}  MRR@10 {:.3}",
            share(first),
            share(ten),
            reciprocal / all as f64
        );
    }
}

/// Files of an index that remember what was read of them.
struct Counted(BTreeMap<String, Vec<u8>>, Mutex<BTreeMap<String, usize>>);

impl Shelf for &Counted {
    fn file(&self, address: &str) -> Option<Vec<u8>> {
        let bytes = self.0.get(address).cloned()?;
        self.1.lock().expect("nobody panics").insert(address.to_owned(), bytes.len());
        Some(bytes)
    }
}

/// Prints how many files and bytes queries take beside the entry file: quartiles and the most, a class.
fn cost(documents: &str, queries: &str, size: &[&str]) {
    let mut documents: Vec<Document> = lines(documents);
    if let [count, syllables] = size {
        documents = grown(&documents, count.parse().expect("a count"), syllables.parse().expect("a length"));
    }
    let counted = Counted(files(&documents), Mutex::default());
    let index = Index::open(&counted).expect("a sound index");
    let mut table: BTreeMap<String, Vec<(usize, usize, usize)>> = BTreeMap::new();
    for query in lines::<Query>(queries).iter().step_by(9) {
        counted.1.lock().expect("nobody panics").clear();
        index.search(&query.q, 10).expect("a sound index");
        let read = counted.1.lock().expect("nobody panics").clone();
        let records =
            read.iter().filter(|(address, _)| address.starts_with("search/r")).map(|(_, bytes)| bytes).sum::<usize>();
        let all = read.values().sum::<usize>();
        table.entry(format!("{} {}", query.cls, query.variant)).or_default().push((all, read.len(), records));
    }
    for (class, mut costs) in table {
        costs.sort_unstable();
        let at = |part: usize| costs[(costs.len() - 1) * part / 4];
        println!(
            "{class:34} bytes {:6} {:6} {:6} {:6}   median: {} files, {} bytes of records",
            at(1).0,
            at(2).0,
            at(3).0,
            at(4).0,
            at(2).1,
            at(2).2
        );
    }
}

/// Prints the addresses of the first ten results of each query, one JSON list a line.
fn list(documents: &str, queries: &str) {
    let documents: Vec<Document> = lines(documents);
    let queries: Vec<Query> = lines(queries);
    let index = Index::open(files(&documents)).expect("a sound index");
    let lists = queries.par_iter().map(|query| {
        let found = index.search(&query.q, 10).expect("a sound index");
        found.hits.into_iter().map(|hit| hit.record.3).collect::<Vec<_>>()
    });
    for list in lists.collect::<Vec<_>>() {
        println!("{}", serde_json::json!(list));
    }
}
