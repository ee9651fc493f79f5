//! The lists of documents and of events: nothing is missing, however long they get.

use std::collections::BTreeMap;

use minhbach::model::document::DocumentKind;
use minhbach::model::shelf::{Catalogue, Shelf};
use minhbach::{check, load};
use serde_json::Value;

use crate::builds::{compile, data, real_site};
use crate::fixture::{self, base, loadable};

#[test]
fn every_document_stands_on_the_list_of_its_year_and_on_that_of_its_kind() {
    let site = real_site();
    let twins = data(site);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for shelf in Shelf::every(site).into_iter().filter(|shelf| matches!(shelf, Shelf::Kind(_) | Shelf::Year(_))) {
        let path = format!("{}index.json", minhbach::model::route::shelf(site, shelf));
        for id in ids(&twins[&path]) {
            *seen.entry(id).or_default() += 1;
        }
    }
    let wanted = site.documents.iter().map(|document| (document.id.to_string(), 2)).collect::<BTreeMap<_, _>>();
    assert_eq!(seen, wanted);
    let catalogue = Catalogue::of(site);
    let kinds = catalogue.kinds.iter().map(|(_, count)| count).sum::<usize>();
    assert_eq!(kinds, wanted.len());
    assert_eq!(catalogue.years.iter().map(|(_, count)| count).sum::<usize>(), wanted.len());
    assert_eq!(catalogue.years.last().unwrap().0, None, "those without a year come last");
}

#[test]
fn a_list_that_is_cut_short_says_so_and_the_years_name_the_rest() {
    let mut files = base();
    for number in 1..=330 {
        let day = format!("2023-{:02}-{:02}", 1 + number % 12, 1 + number % 28);
        let record = format!(
            "number: {number}/KH-UBND\nkind: plan\nissuer: thanh-son/ubnd-tinh\ndate: {day}\ntitle: Kế hoạch {number}\n\
             provisions:\n  - text: Nội dung kế hoạch {number}.\npublication: approved\n"
        );
        files.insert(format!("content/documents/thanh-son/{number}-kh-ubnd-2023.yaml"), record.into());
    }
    let (sources, mistakes) = load::gather(loadable(&files));
    assert!(mistakes.is_empty());
    let made = compile(&sources, &fixture::options());
    let page = |path: &str| String::from_utf8(made[path].clone()).unwrap();
    let links = |html: &str| (1..=330).filter(|number| html.contains(&format!("/{number}-kh-ubnd-2023/\""))).count();

    let all = page("van-ban/index.html");
    assert_eq!(links(&all), 149, "half a page, of which one is the notice of 2024");
    assert!(all.contains("Còn 181 văn bản nữa"), "the list says that it is cut short");
    assert!(all.contains("/nam-2023/\""), "and leads to the years");
    assert_eq!(links(&page("van-ban/nam-2023/index.html")), 330);
    assert!(!page("van-ban/nam-2023/index.html").contains("văn bản nữa"));
    assert_eq!(links(&page("van-ban/thanh-son/index.html")), 299);
    assert_eq!(ids(&made["van-ban/nam-2023/index.json"]).len(), 330);

    assert_eq!(links(&page("cap-nhat/nam-2023/index.html")), 330);
    assert_eq!(links(&page("cap-nhat/nam-2024/index.html")), 0);
}

#[test]
fn the_journal_leaves_older_days_to_the_pages_of_their_years() {
    let mut files = base();
    for number in 1..=260 {
        let (year, day) = (2020 + number % 4, format!("{:02}-{:02}", 1 + number % 12, 1 + number % 28));
        let record = format!(
            "number: {number}/KH-UBND\nkind: plan\nissuer: thanh-son/ubnd-tinh\ndate: {year}-{day}\n\
             provisions:\n  - text: Nội dung kế hoạch {number}.\npublication: approved\n"
        );
        files.insert(format!("content/documents/thanh-son/{number}-kh-ubnd.yaml"), record.into());
    }
    let (sources, _) = load::gather(loadable(&files));
    let made = compile(&sources, &fixture::options());
    let on = |path: &str| {
        let html = String::from_utf8(made[path].clone()).unwrap();
        let days = html.match_indices("<section class=\"section\" id=\"ngay-").count();
        let documents = (1..=260).filter(|number| html.contains(&format!("/{number}-kh-ubnd/\""))).count();
        (days, documents, html)
    };
    let (_, recent, html) = on("cap-nhat/index.html");
    assert!((190..260).contains(&recent), "{recent} of 260 are recent");
    assert!(html.contains("Các ngày cũ hơn"));
    let of_years = (2020..=2023).map(|year| on(&format!("cap-nhat/nam-{year}/index.html")).1).sum::<usize>();
    assert_eq!(of_years, 260);
    let feed = String::from_utf8(made["cap-nhat/feed.xml"].clone()).unwrap();
    for (_, rest) in feed.match_indices("<link href=\"").map(|(at, found)| (at, &feed[at + found.len()..])) {
        let Some((address, anchor)) = rest.split('"').next().unwrap().split_once('#') else { continue };
        let path = address.strip_prefix("https://vi-du.gov.vn/chuyen-doi-so/").unwrap();
        assert!(on(&format!("{path}index.html")).2.contains(&format!("id=\"{anchor}\"")), "{path}#{anchor}");
    }
}

#[test]
fn a_list_of_a_kind_names_no_withdrawn_document() {
    let mut files = base();
    let record = "number: 1/CT-UBND\nkind: directive\nissuer: thanh-son/ubnd-tinh\ndate: 2023-05-02\n\
                  publication: { state: withdrawn, reason: Đã thay bằng văn bản khác }\n";
    files.insert("content/documents/thanh-son/1-ct-ubnd-2023.yaml".to_owned(), record.into());
    let (sources, _) = load::gather(loadable(&files));
    let checked = check::check(&sources, &fixture::options());
    let Some(site) = checked.site else { panic!("{:?}", checked.diagnostics) };
    assert!(
        Shelf::every(&site).iter().all(|shelf| !shelf.stacks(&site).is_empty() || matches!(shelf, Shelf::Province(_)))
    );
    let lists = site.documents.iter().map(|document| document.kind).collect::<Vec<_>>();
    assert!(!lists.contains(&DocumentKind::Directive), "the only one of its kind is withdrawn");
    assert!(site.tombstones.iter().any(|one| one.address == "van-ban/thanh-son/1-ct-ubnd-2023/"));
}

fn ids(twin: &[u8]) -> Vec<String> {
    let twin: Value = serde_json::from_slice(twin).unwrap();
    let id = |row: &Value| row["id"].as_str().unwrap().to_owned();
    twin["documents"].as_array().unwrap().iter().map(id).collect()
}

#[test]
fn the_figures_of_the_years_stand_beside_their_picture_and_add_up() {
    let site = real_site();
    let files = data(site);
    let mut tables = files.iter().filter(|(path, _)| path.ends_with("theo-nam.csv")).peekable();
    assert!(tables.peek().is_some());
    for (path, bytes) in tables {
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let mut total = 0;
        for row in reader.records().map(Result::unwrap) {
            let number = |column: usize| row[column].parse::<usize>().unwrap();
            let [given, done, known] = [1, 2, 3].map(number);
            assert!(done <= known && known <= given, "{path}: {row:?}");
            total += given;
        }
        let of = |province: &str| {
            let own = |one: &&minhbach::model::directive::Directive| one.id.starts_with(&format!("{province}/"));
            site.directives.iter().filter(own).count()
        };
        match path.trim_end_matches("theo-nam.csv").trim_end_matches('/').rsplit_once('/') {
            None => assert_eq!(total, site.directives.len(), "{path}"),
            Some(("van-ban", province)) => assert_eq!(total, of(province), "{path}"),
            Some((_, slug)) => {
                let body = site.bodies.iter().find(|body| body.id.ends_with(&format!("/{slug}"))).unwrap();
                assert!(total > 0 && path.starts_with("co-quan/"), "{path} {}", body.id);
            }
        }
    }
}
