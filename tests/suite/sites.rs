//! Golden sites: a folder `tests/sites/<behaviour>/` with `content/` and what its data must look like in
//! `expected/`, compared whole. `BLESS=1` writes `expected/` anew.
//!
//! Pages are compared by address only, so that a change of the theme changes no golden file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::builds::{Files, TODAY, compile, on, read_folder, repository, site_folders, sources};
use super::html::decode;

/// Lists the addresses of all pages.
const PAGES: &str = "pages.txt";

#[test]
fn inherited_assignment() {
    golden("inherited-assignment");
}

#[test]
fn several_directives_in_one_provision() {
    golden("several-directives-in-one-provision");
}

#[test]
fn partly_illegible_number() {
    let files = golden("partly-illegible-number");
    // The address stays, the page marks what is uncertain and says why.
    let page = decode(&text(&files, "van-ban/tinh-mau/1564-ubnd-vp-2024/index.html"));
    for words in [
        "1564",
        "[?]",
        "Nét đầu có thể là chữ số 1 hoặc chỉ là nét thừa",
        "Chữ số sau có thể là 8",
        "Chữ “hiện” không rõ",
    ] {
        assert!(page.contains(words), "the page does not say {words:?}");
    }
}

#[test]
fn tombstone_and_redirect() {
    let files = golden("tombstone-and-redirect");
    let withdrawn = decode(&text(&files, "van-ban/tinh-mau/1-qd-ubnd-2024/index.html"));
    assert!(withdrawn.contains("1/QĐ-UBND") && withdrawn.contains("Đăng nhầm bản dự thảo"), "{withdrawn}");
    let gone = decode(&text(&files, "bao-cao/bao-cao-cu/index.html"));
    assert!(gone.contains("Báo cáo đã được thay bằng số liệu mới"), "{gone}");
    let moved = decode(&text(&files, "co-quan/tinh-mau/so-cu/index.html"));
    assert!(moved.contains("../../../co-quan/tinh-mau/so-moi/"), "{moved}");
    for (path, bytes) in &files {
        let traces = String::from_utf8_lossy(bytes).contains("không còn trên trang");
        assert!(!traces, "{path} still holds the text that was withdrawn");
    }
}

#[test]
fn every_address_in_the_ledger_is_a_page() {
    for (_, folder) in site_folders() {
        let Ok(ledger) = fs::read_to_string(folder.join("content/published-links.txt")) else { continue };
        let files = compile(&sources(&folder), &on(TODAY));
        for address in ledger.lines().filter(|line| line.starts_with('/')) {
            let page = address[1..].split('#').next().unwrap_or_default();
            assert!(files.contains_key(&format!("{page}index.html")), "{}: no page at {address}", folder.display());
        }
    }
}

#[test]
fn draft_leaves_no_trace() {
    let files = golden("draft-leaves-no-trace");
    for (path, bytes) in &files {
        let text = decode_any(bytes);
        for word in ["nháp", "Nháp", "so-nhap", "2-qd-ubnd-2024", "bao-cao-sau", "Chưa đến ngày"] {
            let about_drafts = text.replace("Bản nháp không để lại dấu vết", "");
            assert!(!about_drafts.contains(word) && !path.contains(word), "{path} holds {word:?}");
        }
    }
}

#[test]
fn deadline_in_a_footnote_extended() {
    golden("deadline-in-a-footnote-extended");
}

#[test]
fn cascade_with_drift() {
    golden("cascade-with-drift");
}

#[test]
fn joined_sites() {
    let files = golden("joined-sites");
    let page = decode(&text(&files, "nguon/lac-giang/index.html"));
    for words in [
        "Tình trạng tính đến ngày 1/12/2024",
        "10 văn bản, 64 việc được giao",
        "15 trong 25 việc",
        "https://lac-giang.example/van-ban/lac-giang/190-tb-ubnd-2025/yeu-cau_b/",
        "tình trạng ngày 1/12/2024",
    ] {
        assert!(page.contains(words), "the page of a source does not say {words:?}");
    }
    let list = decode(&text(&files, "en/nguon/index.html"));
    assert!(list.contains("An Phuc Province (fictional)") && list.contains("25 documents, 203 orders"), "{list}");
    let order = text(&files, "van-ban/trung-uong/7-qd-btttt-2024/1/index.html");
    for link in ["van-ban/lac-giang/190-tb-ubnd-2025/yeu-cau_b/", "van-ban/lac-giang/190-tb-ubnd-2025/"] {
        assert!(order.contains(&format!("href=\"https://lac-giang.example/{link}\"")), "a chain leads to {link}");
    }
    assert!(text(&files, "index.html").contains("href=\"nguon/\""), "the menu leads there");
}

#[test]
fn every_golden_site_is_tested() {
    let named = fs::read_to_string(repository().join("tests/suite/sites.rs")).unwrap();
    for (name, _) in site_folders().into_iter().filter(|(_, folder)| folder.join("expected").is_dir()) {
        assert!(named.contains(&format!("golden(\"{name}\")")), "no test compares tests/sites/{name}");
    }
}

/// Builds the site, compares it with what is expected, and hands its files on.
#[track_caller]
fn golden(name: &str) -> Files {
    let folder = repository().join("tests/sites").join(name);
    let files = compile(&sources(&folder), &on(TODAY));
    let mut kept = files
        .iter()
        .filter(|(path, _)| is_kept(path))
        .map(|(path, bytes)| (path.clone(), readable(path, bytes)))
        .collect::<Files>();
    let pages = files.keys().filter(|path| path.ends_with(".html")).map(|path| format!("{path}\n")).collect::<String>();
    kept.insert(PAGES.to_owned(), pages.into_bytes());
    let expected = folder.join("expected");
    if std::env::var_os("BLESS").is_some() {
        bless(&expected, &kept);
    }
    let wanted = if expected.is_dir() { read_folder(&expected) } else { Files::new() };
    let paths = |files: &Files| files.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(paths(&kept), paths(&wanted), "tests/sites/{name}: other files (BLESS=1 accepts them)");
    for (path, bytes) in &kept {
        let (made, wanted) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&wanted[path]));
        assert!(
            made == wanted,
            "tests/sites/{name}/expected/{path} (BLESS=1 accepts it)\n made:\n{made}\n wanted:\n{wanted}"
        );
    }
    files
}

/// Tables that hold rows, and the twins of what the site is about; empty tables, the description of the
/// tables and lists say nothing that the others do not.
fn is_kept(path: &str) -> bool {
    let is_table = path.starts_with("data/") && path.ends_with(".json") && path != "data/datapackage.json";
    let is_twin =
        path.ends_with("/index.json") && path.starts_with("van-ban/tinh-mau/") && path != "van-ban/tinh-mau/index.json";
    let is_of_a_source = path.starts_with("nguon/") && path.ends_with("index.json");
    is_table || is_twin || is_of_a_source
}

/// JSON over several lines, so that a difference can be read.
fn readable(path: &str, bytes: &[u8]) -> Vec<u8> {
    let value: serde_json::Value = serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut text = serde_json::to_vec_pretty(&value).unwrap();
    text.push(b'\n');
    text
}

fn bless(folder: &Path, files: &Files) {
    if folder.is_dir() {
        fs::remove_dir_all(folder).unwrap();
    }
    for (path, bytes) in files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

#[track_caller]
fn text(files: &Files, path: &str) -> String {
    let bytes = files.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    String::from_utf8(bytes.clone()).unwrap()
}

/// Text with entities resolved where there are some; not everything here is HTML.
fn decode_any(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    if text.starts_with("<!doctype html>") { decode(&text) } else { text.into_owned() }
}
