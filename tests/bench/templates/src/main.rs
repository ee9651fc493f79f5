//! Times a page in three template engines and a record in two YAML readers, on one thread.
//!
//! Every engine gets the same page and the same two templates, and must give the same words; every reader
//! the same file, and must give the same record. The contenders take turns, and the best batch of each
//! counts, so that other work on the machine disturbs all alike.

mod page;
mod record;

use std::hint::black_box;
use std::time::Instant;

use page::Page;
use record::Document;

const BASE: &str = include_str!("../templates/base.html");
const PAGE: &str = include_str!("../templates/page.html");
const RECORD: &str = include_str!("../data/record.yaml");

const BATCHES: usize = 40;
const RUNS_A_BATCH: u32 = 250;

/// A name and something to be timed; it gives back how many bytes it made or read.
type Contender<'c> = (&'static str, Box<dyn Fn() -> usize + 'c>);

fn main() {
    templates(&page::page());
    records();
}

fn templates(page: &Page) {
    let mut minijinja = minijinja::Environment::new();
    minijinja.add_template("base.html", BASE).expect("the template is valid");
    minijinja.add_template("page.html", PAGE).expect("the template is valid");
    let mut tera_2 = tera_2::Tera::default();
    tera_2.add_raw_templates([("base.html", BASE), ("page.html", PAGE)]).expect("the templates are valid");
    let mut tera_1 = tera_1::Tera::default();
    tera_1.add_raw_templates([("base.html", BASE), ("page.html", PAGE)]).expect("the templates are valid");

    let with_minijinja = || {
        minijinja
            .get_template("page.html")
            .and_then(|found| found.render(minijinja::value::Serde(page)))
            .expect("the page renders")
    };
    let with_tera_2 = || {
        let context = tera_2::Context::from_serialize(page).expect("a struct is a context");
        tera_2.render("page.html", &context).expect("the page renders")
    };
    let with_tera_1 = || {
        let context = tera_1::Context::from_serialize(page).expect("a struct is a context");
        tera_1.render("page.html", &context).expect("the page renders")
    };
    let words = with_minijinja().split_whitespace().collect::<String>();
    for (name, other) in [("tera 2", with_tera_2()), ("tera 1", with_tera_1())] {
        let other = other.split_whitespace().collect::<String>();
        assert_eq!(unescaped(&words), unescaped(&other), "{name} renders another page");
    }
    println!("page of {} bytes", with_minijinja().len());
    race(&[
        ("minijinja 3", Box::new(|| with_minijinja().len())),
        ("tera 2", Box::new(|| with_tera_2().len())),
        ("tera 1", Box::new(|| with_tera_1().len())),
    ]);
}

/// The engines escape the slash and the quotation mark differently.
fn unescaped(html: &str) -> String {
    html.replace("&#x2F;", "/")
        .replace("&#x2f;", "/")
        .replace("&#x27;", "'")
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
}

fn records() {
    let with_saphyr = || serde_saphyr::from_str::<Document>(RECORD).expect("the record is valid");
    let with_serde_yaml = || serde_yaml::from_str::<Document>(RECORD).expect("the record is valid");
    assert_eq!(with_saphyr(), with_serde_yaml(), "the readers read another record");
    println!("record of {} bytes", RECORD.len());
    race(&[
        ("serde-saphyr 2", Box::new(|| size_of_val(&black_box(with_saphyr())))),
        ("serde_yaml 0.9", Box::new(|| size_of_val(&black_box(with_serde_yaml())))),
    ]);
}

/// Prints the best time of each contender, and its ratio to the first.
fn race(contenders: &[Contender<'_>]) {
    let mut best = vec![f64::INFINITY; contenders.len()];
    for _ in 0..BATCHES {
        for (position, (_, run)) in contenders.iter().enumerate() {
            let started = Instant::now();
            for _ in 0..RUNS_A_BATCH {
                black_box(run());
            }
            best[position] = best[position].min(started.elapsed().as_secs_f64() * 1e6 / f64::from(RUNS_A_BATCH));
        }
    }
    for ((name, _), microseconds) in contenders.iter().zip(&best) {
        println!("  {name:16} {microseconds:8.1} µs   × {:.2}", microseconds / best[0]);
    }
}
