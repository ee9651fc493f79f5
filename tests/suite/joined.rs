//! Joining sites: what is fetched, what is refused, and what a build makes of it.

mod server;

use std::fs;
use std::path::Path;

use minhbach::base::diagnostic::Diagnostic;
use minhbach::check;
use minhbach::index::search::Index;
use minhbach::index::{build, units};
use minhbach::load;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use super::builds::{Files, TODAY, compile, data, on, program, read_folder, repository, sources};
use server::{Answer, Server};

/// A site that joins one other, and has no document of its own.
const SETTINGS: &str = "title: Trang nối (hư cấu)\ndescription: Kiểm thử\nfictional: true\n\
                        sources:\n  - { id: mau, url: \"https://mau.example/\" }\n";

/// What the other site publishes.
fn published() -> Files {
    let folder = repository().join("tests/sites/several-directives-in-one-provision");
    let checked = check::check(&sources(&folder), &on(TODAY));
    data(&checked.site.unwrap()).into_iter().filter(|(path, _)| path.starts_with("data/")).collect()
}

fn put(root: &Path, files: &Files) {
    for (path, bytes) in files {
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
}

fn joining(settings: &str) -> TempDir {
    let root = tempdir().unwrap();
    put(root.path(), &Files::from([("content/site.yaml".to_owned(), settings.as_bytes().to_vec())]));
    root
}

/// Exit code and talk of `minhbach fetch`.
#[track_caller]
fn fetch(root: &Path, from: &str) -> (i32, String) {
    let from = format!("mau={from}");
    let output =
        program().args(["fetch", "--today", "2024-12-02", "--from", &from, "--root"]).arg(root).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn stored(root: &Path) -> Vec<u8> {
    fs::read(root.join("content/.joined/mau.json")).unwrap()
}

/// One table, changed.
fn edit(files: &mut Files, table: &str, change: impl FnOnce(&mut Vec<Value>)) {
    let file = files.get_mut(&format!("data/{table}.json")).unwrap();
    let mut rows = serde_json::from_slice(file).unwrap();
    change(&mut rows);
    *file = serde_json::to_vec(&rows).unwrap();
}

#[test]
fn what_a_folder_holds_is_fetched_and_built() {
    let root = joining(SETTINGS);
    let source = tempdir().unwrap();
    put(source.path(), &published());
    let (code, talk) = fetch(root.path(), source.path().to_str().unwrap());
    assert_eq!(code, 0, "{talk}");
    assert!(talk.contains("1 documents") && talk.contains("as of 2024-12-01"), "{talk}");
    let files = compile(&sources(root.path()), &on(TODAY));
    let page = String::from_utf8(files["nguon/mau/index.html"].clone()).unwrap();
    assert!(page.contains("href=\"https://mau.example/van-ban/tinh-mau/1-qd-ubnd-2024/\""), "{page}");
    assert!(page.contains("datetime=\"2024-12-01\"") && page.contains("datetime=\"2024-12-02\""), "both days are said");
    let twin: Value = serde_json::from_slice(&files["nguon/mau/nam-2024/index.json"]).unwrap();
    assert_eq!(twin["documents"][0]["id"], "tinh-mau/1-qd-ubnd-2024");
    assert!(!files.contains_key("van-ban/tinh-mau/1-qd-ubnd-2024/index.html"), "its text is not published again");
}

#[test]
fn what_a_server_answers_is_fetched_as_from_a_folder() {
    let (one, other) = (joining(SETTINGS), joining(SETTINGS));
    let folder = tempdir().unwrap();
    put(folder.path(), &published());
    assert_eq!(fetch(one.path(), folder.path().to_str().unwrap()).0, 0);
    let server = Server::start(published(), |_| Answer::File);
    let (code, talk) = fetch(other.path(), &server.address());
    assert_eq!(code, 0, "{talk}");
    assert_eq!(stored(one.path()), stored(other.path()));
}

#[test]
fn a_source_whose_data_are_wrong_leaves_the_old_copy() {
    type Change = fn(&mut Files);
    let wrong: &[(&str, &str, Change)] = &[
        ("another major version", "version 2.0.0", |files| {
            let package = files.get_mut("data/datapackage.json").unwrap();
            let mut value: Value = serde_json::from_slice(package).unwrap();
            value["version"] = json!("2.0.0");
            *package = serde_json::to_vec(&value).unwrap();
        }),
        ("no description", "datapackage.json", |files| drop(files.remove("data/datapackage.json"))),
        ("no table", "directives.json", |files| drop(files.remove("data/directives.json"))),
        ("a table that breaks off", "documents.json", |files| {
            let table = files.get_mut("data/documents.json").unwrap();
            table.truncate(table.len() / 2);
        }),
        ("a description without end", "4 MB", |files| {
            files.get_mut("data/datapackage.json").unwrap().resize(5 << 20, b' ');
        }),
        ("an id that is none", "no proper id", |files| {
            edit(files, "documents", |rows| rows[0]["id"] = json!("tinh-mau/../1-qd-ubnd-2024"));
        }),
        ("an id of another province", "no proper id", |files| {
            edit(files, "documents", |rows| rows[0]["province"] = json!("tinh-khac"));
        }),
        ("a link to elsewhere", "leads out", |files| {
            edit(files, "documents", |rows| rows[0]["url"] = json!("https://khac.example/van-ban/"));
        }),
        ("a link that is a script", "leads out", |files| {
            edit(files, "directives", |rows| rows[0]["url"] = json!("javascript:alert(1)"));
        }),
        ("a link that climbs", "leads out", |files| {
            edit(files, "directives", |rows| rows[0]["url"] = json!("/van-ban/../../x/"));
        }),
        ("a secrecy mark", "secrecy", |files| {
            edit(files, "directives", |rows| rows[0]["action"] = json!("MẬT"));
        }),
        ("a private number", "mobile", |files| {
            edit(files, "directives", |rows| rows[0]["action"] = json!("Gọi 0912 345 678"));
        }),
        ("a private address", "e-mail", |files| {
            edit(files, "documents", |rows| rows[0]["title"] = json!("Gửi ai@thu.example.com"));
        }),
        ("a control character", "control characters", |files| {
            edit(files, "directives", |rows| rows[0]["action"] = json!("Rà soát \u{7}"));
        }),
        ("letters that turn the text", "invisible", |files| {
            edit(files, "directives", |rows| rows[0]["action"] = json!("Rà \u{202e}soát"));
        }),
        ("a status that is none", "no word of the data contract", |files| {
            edit(files, "directives", |rows| rows[0]["timeliness"] = json!("perfect"));
        }),
        ("a day that is none", "is no day", |files| {
            edit(files, "directives", |rows| rows[0]["due"] = json!("2024-02-30"));
        }),
        ("a directive without its document", "which the data lack", |files| {
            edit(files, "documents", Vec::clear);
        }),
        ("a body without its row", "have no row", |files| edit(files, "bodies", Vec::clear)),
        ("a row that comes twice", "two rows", |files| {
            edit(files, "directives", |rows| rows.push(rows[0].clone()));
        }),
    ];
    let root = joining(SETTINGS);
    let good = tempdir().unwrap();
    put(good.path(), &published());
    assert_eq!(fetch(root.path(), good.path().to_str().unwrap()).0, 0);
    let before = stored(root.path());
    for (what, says, change) in wrong {
        let (folder, mut files) = (tempdir().unwrap(), published());
        change(&mut files);
        put(folder.path(), &files);
        let (code, talk) = fetch(root.path(), folder.path().to_str().unwrap());
        assert!(code == 1 || code == 2, "{what}: {talk}");
        assert!(talk.contains(says), "{what}: {talk}");
        assert!(talk.contains("The copy fetched on 2024-12-02 is as it was"), "{what}: {talk}");
        assert_eq!(stored(root.path()), before, "{what}");
        assert_eq!(fs::read_dir(root.path().join("content/.joined")).unwrap().count(), 1, "{what}: something is left");
    }
}

#[test]
fn a_server_that_answers_badly_leaves_the_old_copy() {
    let root = joining(SETTINGS);
    let good = Server::start(published(), |_| Answer::File);
    assert_eq!(fetch(root.path(), &good.address()).0, 0);
    let before = stored(root.path());
    type Case = (&'static str, &'static str, fn(&str) -> Answer);
    let bad: [Case; 4] = [
        ("elsewhere", "leads on to https://khac.example/", |_| Answer::Redirect("https://khac.example/")),
        ("gone", "code 404", |_| Answer::Status(404)),
        ("broken off", "directives.json", |path| {
            if path.ends_with("directives.json") { Answer::BreakOff } else { Answer::File }
        }),
        ("published anew", "published anew", |_| Answer::Anew),
    ];
    for (what, says, answer) in bad {
        let server = Server::start(published(), answer);
        let (code, talk) = fetch(root.path(), &server.address());
        assert_ne!(code, 0, "{what}: {talk}");
        assert!(talk.contains(says), "{what}: {talk}");
        assert_eq!(stored(root.path()), before, "{what}");
    }
}

#[test]
fn a_province_comes_from_one_place() {
    let two = format!("{SETTINGS}  - {{ id: khac, url: \"https://khac.example/\" }}\n");
    let root = joining(&two);
    let folder = tempdir().unwrap();
    put(folder.path(), &published());
    let place = folder.path().to_str().unwrap();
    let both = [format!("mau={place}"), format!("khac={place}")];
    let run = |arguments: &[&str]| {
        let output = program().arg("fetch").args(arguments).arg("--root").arg(root.path()).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, talk) = run(&["--from", &both[0], "--from", &both[1]]);
    assert_eq!(code, 1, "{talk}");
    assert!(talk.contains("source `khac`: it has documents of `tinh-mau`, and so has the source `mau`"), "{talk}");
    assert!(talk.contains("Nothing was written"), "{talk}");
    assert!(!root.path().join("content/.joined/khac.json").exists());
    assert_eq!(run(&["khong-co"]).0, 2, "a source that is not declared is a misuse");

    // The other site has documents of the province itself.
    let own = "number: 9/QĐ-UBND\nkind: decision\nissuer: tinh-mau/x\nprovisions:\n  - text: Nội dung.\n";
    put(root.path(), &Files::from([("content/documents/tinh-mau/9-qd-ubnd-2024.yaml".to_owned(), own.into())]));
    let (code, talk) = run(&["mau", "--from", &both[0]]);
    assert_eq!(code, 1, "{talk}");
    assert!(talk.contains("and so has this site"), "{talk}");
}

#[test]
fn a_file_that_was_changed_by_hand_stops_the_build() {
    let root = joining(SETTINGS);
    let source = tempdir().unwrap();
    put(source.path(), &published());
    assert_eq!(fetch(root.path(), source.path().to_str().unwrap()).0, 0);
    let text = String::from_utf8(stored(root.path())).unwrap();
    let codes = |text: &str| {
        fs::write(root.path().join("content/.joined/mau.json"), text).unwrap();
        let (sources, mut diagnostics) = load::load(root.path()).unwrap();
        diagnostics.extend(check::check(&sources, &on(TODAY)).diagnostics);
        diagnostics.iter().map(|one: &Diagnostic| one.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&text), Vec::<&str>::new());
    assert_eq!(codes(&text[..text.len() / 2]), ["bad-joined"], "cut short");
    assert_eq!(codes(&text.replace("\"format\":1", "\"format\":99")), ["bad-joined"], "another format");
    assert_eq!(codes(&text.replace("van-ban/", "/van-ban/")), ["bad-joined"], "a link to elsewhere");
    assert_eq!(codes(&text.replace("https://mau.example/", "https://khac.example/")), ["unfetched-source"]);
    let secret = codes(&text.replace("\"action\":\"", "\"action\":\"MẬT. "));
    assert!(!secret.is_empty() && secret.iter().all(|code| *code == "secret"), "{secret:?}");
}

#[test]
fn a_year_that_a_source_has_withdrawn_leaves_a_tombstone() {
    let root = joining(SETTINGS);
    let source = tempdir().unwrap();
    put(source.path(), &published());
    assert_eq!(fetch(root.path(), source.path().to_str().unwrap()).0, 0);
    let ledger = "/nguon/\n/nguon/mau/\n/nguon/mau/nam-2019/\n/nguon/mau/nam-2024/\n";
    put(root.path(), &Files::from([("content/published-links.txt".to_owned(), ledger.into())]));
    let files = compile(&sources(root.path()), &on(TODAY));
    let page = String::from_utf8(files["nguon/mau/nam-2019/index.html"].clone()).unwrap();
    assert!(page.contains("Trang nguồn không còn công bố văn bản nào ở đây"), "{page}");
}

#[test]
fn a_year_of_many_documents_names_all_of_them_and_counts_their_directives() {
    let root = joining(SETTINGS);
    let (source, mut files) = (tempdir().unwrap(), published());
    edit(&mut files, "documents", |rows| {
        for number in 100..500 {
            let mut row = rows[0].clone();
            row["id"] = json!(format!("tinh-mau/{number}-qd-ubnd-2024"));
            row["url"] = json!(format!("/van-ban/tinh-mau/{number}-qd-ubnd-2024/"));
            rows.push(row);
        }
    });
    put(source.path(), &files);
    assert_eq!(fetch(root.path(), source.path().to_str().unwrap()).0, 0);
    let files = compile(&sources(root.path()), &on(TODAY));
    let page = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let named = |html: &str| html.matches("-qd-ubnd-2024/\"").count();
    let (all, year) = (page("nguon/mau/index.html"), page("nguon/mau/nam-2024/index.html"));
    assert_eq!(named(&all), 50, "the page of a source names the latest");
    assert!(all.contains("Còn 351 văn bản nữa"), "{all}");
    assert_eq!(named(&year), 401);
    assert!(!year.contains("1-qd-ubnd-2024/i_a/"), "directives are counted, not named");
    assert!(year.contains("<ul class=\"counts\">"), "{year}");
}

#[test]
fn a_build_after_another_fetch_is_the_build_of_a_clean_folder() {
    let root = tempdir().unwrap();
    let golden = repository().join("tests/sites/joined-sites/content");
    put(&root.path().join("content"), &read_folder(&golden));
    let built = |output: &str| {
        let output = root.path().join(output);
        let arguments = ["build", "--today", "2024-12-05", "--output", output.to_str().unwrap(), "--root"];
        let run = program().args(arguments).arg(root.path()).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let mut files = read_folder(&output);
        files.retain(|path, _| !path.starts_with('.'));
        files
    };
    let before = built("public");
    let file = root.path().join("content/.joined/lac-giang.json");
    let text = fs::read_to_string(&file).unwrap();
    let changed = text.replace("Hỗ trợ hai xe chia ngăn", "Hỗ trợ ba xe chia ngăn");
    assert_ne!(text, changed);
    fs::write(&file, changed.replace("\"as_of\":\"2024-12-01\"", "\"as_of\":\"2024-12-03\"")).unwrap();
    let (again, clean) = (built("public"), built("clean"));
    let differs = |path: &&String| again.get(*path) != clean.get(*path);
    assert_eq!(again.keys().chain(clean.keys()).filter(differs).collect::<Vec<_>>(), Vec::<&String>::new());
    let order = "van-ban/trung-uong/7-qd-btttt-2024/1/index.html";
    assert_ne!(before[order], again[order], "the chain quotes what was changed");
}

#[test]
fn search_finds_what_was_joined_and_leads_to_its_site() {
    let site = check::check(&sources(&repository().join("tests/sites/joined-sites")), &on(TODAY)).site.unwrap();
    let index = Index::open(build(&units(&site), &site.glossary).into_iter().collect::<Files>()).unwrap();
    let first = |query: &str| index.search(query, 1).unwrap().hits[0].record.clone();
    let by_number = first("190/TB-UBND");
    assert_eq!(by_number.3, "https://lac-giang.example/van-ban/lac-giang/190-tb-ubnd-2025/");
    let by_words = first("ho tro hai xe chia ngan");
    assert_eq!(by_words.3, "https://lac-giang.example/van-ban/lac-giang/190-tb-ubnd-2025/yeu-cau_b/");
    assert_eq!(first("7/QĐ-BTTTT").3, "van-ban/trung-uong/7-qd-btttt-2024/", "its own lie on the site itself");
}
