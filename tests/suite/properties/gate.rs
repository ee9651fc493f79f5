//! What is not public leaves no trace in any output byte, not even in a file's name.

use std::fs;

use tempfile::tempdir;

use super::super::builds::{program, read_folder};

/// Stands in every file that must stay hidden, in a form that fits the place.
const SECRET: &str = "vo-hinh";
const SECRET_WORDS: &str = "Vô hình";

/// The public part of a fictional site, complete in itself.
const PUBLIC: &[(&str, &str)] = &[
    ("content/site.yaml", "title: Tỉnh Mẫu\ndescription: Trang hư cấu để kiểm thử\nfictional: true\n"),
    ("content/provinces/tinh-mau.yaml", "name: Tỉnh Mẫu\nshort: Mẫu\nkind: province\npublication: approved\n"),
    ("content/bodies/tinh-mau/ubnd-tinh.yaml", "name: Ủy ban nhân dân tỉnh Mẫu\nkind: agency\npublication: approved\n"),
    ("content/bodies/tinh-mau/so-a.yaml", "name: Sở A\nkind: agency\npublication: approved\n"),
    (
        "content/documents/tinh-mau/1-qd-ubnd-2024.yaml",
        "number: 1/QĐ-UBND\nkind: decision\nissuer: tinh-mau/ubnd-tinh\ndate: 2024-01-02\ntitle: Quyết định mẫu\nprovisions:\n  - label: \"1.\"\n    \
         text: Giao Sở A lập kế hoạch.\n    directives:\n      - action: Lập kế hoạch\n        lead: [tinh-mau/so-a]\npublication: approved\n",
    ),
    (
        "content/indicators/tinh-mau/ho-so.yaml",
        "name: Hồ sơ trực tuyến\nmeasure: percentage\nunit: \"%\"\nbetter: higher\npublication: approved\n",
    ),
    (
        "content/documents/tinh-mau/2-qd-ubnd-2024.yaml",
        "number: 2/QĐ-UBND\nkind: decision\nissuer: tinh-mau/ubnd-tinh\ndate: 2024-01-03\ntitle: Vô hình từ nay\nprovisions:\n  - label: \"1.\"\n    \
         text: Vô hình.\n    directives:\n      - action: Vô hình\n        lead: [tinh-mau/so-a]\n\
         publication: { state: withdrawn, reason: Ban hành nhầm }\n",
    ),
];

/// Hidden records of every kind: drafts, records that say nothing about publication, embargoes.
const HIDDEN: &[(&str, &str)] = &[
    ("content/provinces/vo-hinh.yaml", "name: Tỉnh Vô hình\nshort: Vô hình\nkind: province\npublication: draft\n"),
    ("content/bodies/tinh-mau/vo-hinh.yaml", "name: Sở Vô hình\nkind: agency\n"),
    (
        "content/bodies/tinh-mau/vo-hinh-2.yaml",
        "name: Sở Vô hình 2\nkind: agency\npublication: { state: approved, from: 2024-12-02 }\n",
    ),
    (
        "content/documents/tinh-mau/3-qd-vo-hinh-2024.yaml",
        "number: 3/QĐ-UBND\nkind: decision\nissuer: tinh-mau/ubnd-tinh\ndate: 2024-01-04\ntitle: Vô hình\nprovisions:\n  - label: \"1.\"\n    \
         text: Giao Sở Vô hình làm việc vô hình.\n    directives:\n      - action: Làm việc Vô hình\n        lead: [tinh-mau/vo-hinh]\npublication: draft\n",
    ),
    (
        "content/documents/tinh-mau/4-qd-vo-hinh-2024.yaml",
        "number: 4/QĐ-UBND\nkind: decision\nissuer: tinh-mau/ubnd-tinh\ndate: 2024-01-05\ntitle: Vô hình\n\
         publication: { state: approved, from: 2024-12-02 }\nrelations:\n  - { kind: carries-out, target: tinh-mau/1-qd-ubnd-2024 }\n",
    ),
    (
        "content/updates/tinh-mau/1-qd-ubnd-2024.yaml",
        "- directive: \"1\"\n  date: 2024-11-01\n  lifecycle: in-progress\n  text: Vô hình\n  source: Báo cáo Vô hình\n  publication: draft\n\
         - directive: \"1\"\n  date: 2024-11-02\n  lifecycle: suspended\n  reason: Vô hình\n  source: Báo cáo Vô hình\n\
         - directive: \"1\"\n  date: 2024-11-03\n  lifecycle: in-progress\n  text: Vô hình\n  source: Báo cáo Vô hình\n  \
         publication: { state: approved, from: 2024-12-02 }\n",
    ),
    (
        "content/indicators/tinh-mau/vo-hinh.yaml",
        "name: Chỉ tiêu Vô hình\nmeasure: percentage\nunit: \"%\"\nbetter: higher\npublication: draft\n",
    ),
    ("content/indicator-sets/tinh-mau/vo-hinh.yaml", "name: Bộ chỉ số Vô hình\npublication: draft\n"),
    (
        "content/results/tinh-mau/ho-so.yaml",
        "- indicator: tinh-mau/ho-so\n  period: \"2024\"\n  value: 77.7\n  nature: official\n  source: Báo cáo Vô hình\n  note: Vô hình\n  publication: draft\n",
    ),
    ("content/reports/vo-hinh.md", "---\ntitle: Báo cáo Vô hình\npublication: draft\n---\n\nVô hình\n"),
    (
        "content/reports/vo-hinh-2.md",
        "---\ntitle: Báo cáo Vô hình\ndate: 2024-11-30\npublication: { state: approved, from: 2024-12-02 }\n---\n\nVô hình\n",
    ),
    ("content/pages/vo-hinh.md", "---\ntitle: Trang Vô hình\n---\n\nVô hình\n"),
];

#[test]
fn hidden_records_leave_no_trace_in_any_output_byte() {
    let folder = tempdir().unwrap();
    let build = |name: &str, parts: &[&[(&str, &str)]]| {
        let root = folder.path().join(name);
        for (path, text) in parts.concat() {
            let file = root.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let built = program()
            .args(["build", "--today", "2024-12-01", "--base-url", "https://mau.example/cds/", "--root"])
            .arg(&root)
            .output()
            .unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        read_folder(&root.join("public"))
    };
    let with = build("with", &[PUBLIC, HIDDEN]);
    let mut traces = Vec::new();
    for (path, bytes) in &with {
        let text = String::from_utf8_lossy(bytes);
        if path.contains(SECRET)
            || [SECRET, SECRET_WORDS, "vô hình", "77.7", "77,7"].iter().any(|secret| text.contains(secret))
        {
            traces.push(path);
        }
    }
    assert!(traces.is_empty(), "traces in {traces:?}");
    // Not even a count differs from a site that never had them.
    let without = build("without", &[PUBLIC]);
    assert_eq!(with.keys().collect::<Vec<_>>(), without.keys().collect::<Vec<_>>());
    let differing =
        with.iter().filter(|(path, bytes)| without[*path] != **bytes).map(|(path, _)| path).collect::<Vec<_>>();
    assert!(differing.is_empty(), "{differing:?} know of the hidden records");
}

#[test]
fn the_secret_would_be_found_if_it_were_public() {
    let shown = HIDDEN.iter().chain(PUBLIC).filter(|(_, text)| text.contains(SECRET_WORDS)).count();
    assert!(shown >= 11, "{shown}");
}

#[test]
fn what_is_withdrawn_leaves_its_number_and_the_reason() {
    let folder = tempdir().unwrap();
    for (path, text) in PUBLIC {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let built = program().args(["build", "--today", "2024-12-01", "--root"]).arg(folder.path()).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let files = read_folder(&folder.path().join("public"));
    let tombstone = String::from_utf8(files["van-ban/tinh-mau/2-qd-ubnd-2024/index.html"].clone()).unwrap();
    let tombstone = super::super::html::decode(&tombstone);
    assert!(tombstone.contains("2/QĐ-UBND") && tombstone.contains("Ban hành nhầm"), "{tombstone}");
}
