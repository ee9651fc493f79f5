//! What a page says where its link is shared: its card, its linked data, the page that others embed.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use jiff::civil::date;
use minhbach::base::output::{MemoryOutput, Sink, SinkError, SitePath};
use minhbach::check::Options;
use minhbach::load;
use minhbach::pipeline::{self, Quiet};
use serde_json::Value;

const BASE: &str = "https://minh-bach.example/chuyen-doi-so/";
const DIRECTIVE: &str = "van-ban/tinh-mau/1-qd-ubnd-2024/1_a/";

/// Builds the site `inherited-assignment` into `sink`.
#[track_caller]
fn build(base_url: Option<&str>, sink: &dyn Sink) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/inherited-assignment");
    let (sources, _) = load::load(&root).unwrap();
    let options = Options { today: date(2024, 12, 1), replay: true, base_url: base_url.map(str::to_owned) };
    let compiled = pipeline::compile(&sources, &options, sink, &Quiet).unwrap();
    assert!(compiled.summary.is_some(), "{:?}", compiled.diagnostics);
}

fn built(base_url: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let sink = MemoryOutput::default();
    build(base_url, &sink);
    sink.into_files().into_iter().map(|(path, bytes)| (path.as_str().to_owned(), bytes.to_vec())).collect()
}

fn page(files: &BTreeMap<String, Vec<u8>>, address: &str) -> String {
    String::from_utf8(files[&format!("{address}index.html")].clone()).unwrap()
}

/// The content of the `meta` element with this property.
fn property<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    let (_, rest) = html.split_once(&format!("<meta property=\"{name}\" content=\""))?;
    rest.split('"').next()
}

fn linked_data(html: &str) -> Vec<Value> {
    let (_, rest) = html.split_once("<script type=\"application/ld+json\">").unwrap();
    let data: Value = serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap();
    assert_eq!(data["@context"], "https://schema.org");
    data["@graph"].as_array().unwrap().clone()
}

#[test]
fn every_listed_page_has_a_card_that_is_there_and_a_directive_one_of_its_own() {
    let files = built(Some(BASE));
    let site_card = property(&page(&files, ""), "og:image").unwrap().to_owned();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with("index.html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        let Some(card) = property(html, "og:image") else {
            assert!(html.contains("noindex"), "{path} has no card");
            continue;
        };
        let png = &files[card.strip_prefix(BASE).unwrap()];
        assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n", "{path}");
        assert_eq!((png[16..20].to_vec(), png[20..24].to_vec()), (vec![0, 0, 4, 0xb0], vec![0, 0, 2, 0x76]), "{path}");
        let is_directive = path.trim_start_matches("en/").matches('/').count() == 4 && path.contains("van-ban/");
        assert_eq!(card != site_card, is_directive, "{path}");
    }
    let html = page(&files, DIRECTIVE);
    let words = property(&html, "og:image:alt").unwrap();
    for part in ["Quyết định số 1/QĐ-UBND", "Giao cho: ", "Hạn: ", "Tình trạng: "] {
        assert!(words.contains(part), "{words}");
    }
    assert_eq!(property(&html, "og:image"), property(&page(&files, &format!("en/{DIRECTIVE}")), "og:image"));
}

#[test]
fn without_an_address_of_its_own_the_site_draws_no_card_and_offers_nothing_to_embed() {
    let files = built(None);
    assert!(files.keys().all(|path| !path.starts_with("assets/card/")));
    let html = page(&files, DIRECTIVE);
    assert!(property(&html, "og:image").is_none() && !html.contains("ld+json") && !html.contains("iframe"), "{html}");
    assert!(files.contains_key(&format!("nhung/{DIRECTIVE}index.html")), "what is embedded stays there all the same");
}

#[test]
fn linked_data_names_the_document_its_issuer_and_the_way_to_it() {
    let files = built(Some(BASE));
    let graph = linked_data(&page(&files, DIRECTIVE));
    assert_eq!(graph[0]["@type"], "Legislation");
    assert_eq!(graph[0]["url"], format!("{BASE}{DIRECTIVE}"));
    assert_eq!(graph[0]["isPartOf"]["legislationIdentifier"], "1/QĐ-UBND");
    assert_eq!(graph[0]["isPartOf"]["legislationDate"], "2024-01-02");
    assert!(graph[0]["isPartOf"]["legislationPassedBy"]["name"].as_str().unwrap().contains("Ủy ban nhân dân"));
    let way = graph[1]["itemListElement"].as_array().unwrap();
    let positions = way.iter().map(|item| item["position"].as_u64().unwrap()).collect::<Vec<_>>();
    assert_eq!(positions, [1, 2, 3, 4, 5]);
    for item in way {
        let address = item["item"].as_str().unwrap().strip_prefix(BASE).unwrap();
        assert!(files.contains_key(&format!("{address}index.html")), "{address} is no page");
    }
    let tables = &linked_data(&page(&files, "du-lieu/"))[0]["distribution"];
    for table in tables.as_array().unwrap() {
        let file = table["contentUrl"].as_str().unwrap().strip_prefix(BASE).unwrap();
        assert!(files.contains_key(file), "{file} is not there");
    }
}

#[test]
fn a_page_for_others_leads_out_of_its_frame_and_names_the_real_page() {
    let files = built(Some(BASE));
    let html = page(&files, &format!("nhung/{DIRECTIVE}"));
    assert!(html.contains(&format!("<link rel=\"canonical\" href=\"{BASE}{DIRECTIVE}\">")), "{html}");
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">") && !html.contains("class=\"masthead\""));
    for link in html.split("<a ").skip(1) {
        assert!(link.split('>').next().unwrap().contains("target=\"_top\""), "{link}");
    }
    let code = page(&files, DIRECTIVE);
    assert!(code.contains(&format!("&lt;iframe src=&quot;{BASE}nhung/{DIRECTIVE}&quot;")), "{code}");
    assert!(!String::from_utf8_lossy(&files["sitemap.xml"]).contains("nhung/"));
}

/// A sink that has every card already, and notes what it is given all the same.
#[derive(Default)]
struct Drawn(Mutex<Vec<String>>);

impl Sink for Drawn {
    fn put(&self, path: SitePath, _: Vec<u8>) -> Result<(), SinkError> {
        self.0.lock().unwrap().push(path.as_str().to_owned());
        Ok(())
    }

    fn keep(&self, path: &SitePath) -> Result<Option<u64>, SinkError> {
        Ok(path.as_str().starts_with("assets/card/").then_some(1))
    }
}

#[test]
fn a_card_that_is_there_already_is_not_drawn_again() {
    let sink = Drawn::default();
    build(Some(BASE), &sink);
    let put = sink.0.into_inner().unwrap();
    assert!(put.iter().any(|path| path == "index.html"));
    assert!(put.iter().all(|path| !path.starts_with("assets/card/")), "{put:?}");
}
