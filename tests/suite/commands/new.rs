//! `minhbach new`: valid, commented drafts that `check` accepts; nothing is ever overwritten.

use std::fs;
use std::path::Path;

use super::super::builds::read_folder;
use super::{copy_of, on_the_day, run};

/// A command, and the file it writes.
const COMMANDS: &[(&[&str], &str)] = &[
    (
        &[
            "document",
            "tinh-mau",
            "15/KH-UBND",
            "--issuer",
            "tinh-mau/ubnd-tinh",
            "--date",
            "2024-11-05",
            "--title",
            "Kế hoạch “mẫu”: a #1",
        ],
        "content/documents/tinh-mau/15-kh-ubnd-2024.yaml",
    ),
    (
        &["update", "tinh-mau/1-qd-ubnd-2024/1_a", "--source", "Báo cáo tháng 11/2024", "--date", "2024-11-19"],
        "content/updates/tinh-mau/1-qd-ubnd-2024.yaml",
    ),
    (&["indicator", "tinh-mau", "Tỷ lệ hồ sơ trực tuyến"], "content/indicators/tinh-mau/ty-le-ho-so-truc-tuyen.yaml"),
    (&["body", "tinh-mau", "Sở Đường sắt"], "content/bodies/tinh-mau/so-duong-sat.yaml"),
    (&["report", "Báo cáo quý IV"], "content/reports/bao-cao-quy-iv.md"),
    (&["page", "Về trang này"], "content/pages/ve-trang-nay.md"),
];

#[test]
fn new_records_are_drafts_that_check_accepts() {
    let site = copy_of("inherited-assignment");
    let before = super::super::builds::sources(site.path()).content.len();
    for (arguments, file) in COMMANDS {
        let written = new(site.path(), arguments);
        assert_eq!(written.code, 0, "{arguments:?}: {}", written.talk);
        assert!(written.talk.contains(file), "{arguments:?}: {}", written.talk);
        let text = fs::read_to_string(site.path().join(file)).unwrap();
        assert!(text.contains("publication: draft"), "{file}:\n{text}");
        assert!(text.contains('#'), "{file} has no comment:\n{text}");
        if file.ends_with(".yaml") {
            assert!(text.starts_with("# yaml-language-server: $schema=../../../.schemas/"), "{file}:\n{text}");
        }
    }
    let result = new(
        site.path(),
        &[
            "result",
            "tinh-mau/ty-le-ho-so-truc-tuyen",
            "--period",
            "2024-Q3",
            "--value",
            "71.5",
            "--source",
            "Báo cáo quý III",
        ],
    );
    assert_eq!(result.code, 0, "{}", result.talk);
    let checked = run(site.path(), &on_the_day(&["check"]));
    assert_eq!(checked.code, 0, "{}", checked.talk);
    assert!(!checked.talk.contains("warning"), "{}", checked.talk);
    assert_eq!(super::super::builds::sources(site.path()).content.len(), before + COMMANDS.len() + 1);
}

#[test]
fn a_new_document_is_published_once_it_is_approved() {
    let site = copy_of("inherited-assignment");
    let (arguments, file) = COMMANDS[0];
    assert_eq!(new(site.path(), arguments).code, 0);
    let page = site.path().join("public/van-ban/tinh-mau/15-kh-ubnd-2024/index.html");
    assert_eq!(run(site.path(), &on_the_day(&["build"])).code, 0);
    assert!(!page.exists());
    let file = site.path().join(file);
    let text = fs::read_to_string(&file).unwrap().replace("publication: draft", "publication: approved");
    assert!(text.contains("kind: plan") && text.contains("Kế hoạch “mẫu”: a #1"), "{text}");
    fs::write(&file, text).unwrap();
    let built = run(site.path(), &on_the_day(&["build"]));
    assert_eq!(built.code, 0, "{}", built.talk);
    assert!(page.exists());
}

#[test]
fn an_existing_record_is_never_overwritten() {
    let site = copy_of("inherited-assignment");
    for (arguments, file) in COMMANDS.iter().filter(|(_, file)| !file.contains("/updates/")) {
        assert_eq!(new(site.path(), arguments).code, 0, "{arguments:?}");
        let path = site.path().join(file);
        fs::write(&path, "work of many hours").unwrap();
        let refused = new(site.path(), arguments);
        assert_eq!(refused.code, 2, "{arguments:?}: {}", refused.talk);
        assert_eq!(fs::read_to_string(&path).unwrap(), "work of many hours", "{file}");
    }
}

#[test]
fn a_new_update_goes_to_the_end_of_its_file() {
    let site = copy_of("inherited-assignment");
    let file = site.path().join("content/updates/tinh-mau/1-qd-ubnd-2024.yaml");
    let update = |date: &str, text: &str| {
        new(
            site.path(),
            &["update", "tinh-mau/1-qd-ubnd-2024/1_a", "--source", "Báo cáo", "--date", date, "--text", text],
        )
    };
    assert_eq!(update("2024-11-19", "Lần một").code, 0);
    let first = fs::read_to_string(&file).unwrap();
    assert_eq!(update("2024-11-26", "Lần hai").code, 0);
    let second = fs::read_to_string(&file).unwrap();
    assert!(second.starts_with(first.trim_end()), "the old entry was changed:\n{second}");
    assert!(second.find("Lần một") < second.find("Lần hai"));
    assert_eq!(run(site.path(), &on_the_day(&["check"])).code, 0);
}

#[test]
fn wrong_arguments_write_nothing() {
    let site = copy_of("inherited-assignment");
    let before = read_folder(site.path());
    for arguments in [
        &["document", "../../etc", "1/QĐ-UBND", "--issuer", "tinh-mau/ubnd-tinh", "--kind", "no-such-kind"][..],
        &["document", "tinh-mau", "1/QĐ-UBND", "--issuer", "tinh-mau/ubnd-tinh", "--kind", "no-such-kind"],
        &["update", "../../../etc/passwd/1", "--source", "x"],
        &["update", "1_a", "--source", "x"],
        &["update", "tinh-mau/1-qd-ubnd-2024/1_a", "--source", "x", "--lifecycle", "finished"],
        &["result", "../x", "--period", "2024", "--value", "1", "--source", "x"],
        &["result", "tinh-mau/x", "--period", "2024", "--value", "1", "--source", "x", "--nature", "guessed"],
        &["body", "tinh-mau", "Sở D", "--id", "../so-d"],
        &["body", "tinh-mau", "Sở D", "--kind", "ministry"],
        &["indicator", "tinh-mau", "???"],
    ] {
        let refused = new(site.path(), arguments);
        assert_eq!(refused.code, 2, "{arguments:?}: {}", refused.talk);
        assert_eq!(read_folder(site.path()), before, "{arguments:?}");
    }
}

#[test]
fn days_and_periods_that_cannot_be_read_are_refused_with_the_right_form() {
    let site = copy_of("inherited-assignment");
    let before = read_folder(site.path());
    let document: &[&str] = &["document", "tinh-mau", "1/QĐ-UBND", "--issuer", "tinh-mau/ubnd-tinh", "--date"];
    let result: &[&str] = &["result", "tinh-mau/x", "--source", "x", "--value", "1", "--period"];
    for (arguments, value, told) in
        [(document, "14/3/2025", "2025-03-14"), (document, "2025-02-30", "30"), (result, "quý 3/2024", "2024-Q3")]
    {
        let refused = new(site.path(), &[arguments, &[value]].concat());
        assert_eq!(refused.code, 2, "{value}: {}", refused.talk);
        assert!(refused.talk.contains(told), "{value}: {}", refused.talk);
        assert_eq!(read_folder(site.path()), before, "{value}");
    }
}

#[test]
fn a_value_may_be_typed_with_a_comma() {
    let site = copy_of("inherited-assignment");
    let written = new(site.path(), &["result", "tinh-mau/x", "--period", "2024", "--value", "71,5", "--source", "x"]);
    assert_eq!(written.code, 0, "{}", written.talk);
    let text = fs::read_to_string(site.path().join("content/results/tinh-mau/x.yaml")).unwrap();
    assert!(text.contains("value: 71.5"), "{text}");
}

#[test]
fn an_update_without_its_document_is_told_the_three_parts_of_an_id() {
    let site = copy_of("inherited-assignment");
    let refused = new(site.path(), &["update", "1-qd-ubnd-2024/1_a", "--source", "x"]);
    assert_eq!(refused.code, 2, "{}", refused.talk);
    assert!(refused.talk.contains("three parts"), "{}", refused.talk);
}

#[test]
fn a_done_update_takes_its_day_and_its_proof() {
    let site = copy_of("inherited-assignment");
    let written = new(
        site.path(),
        &[
            "update",
            "tinh-mau/1-qd-ubnd-2024/1_a",
            "--source",
            "Báo cáo",
            "--date",
            "2024-11-19",
            "--lifecycle",
            "done",
            "--completed",
            "2024-11-18",
            "--evidence",
            "tinh-mau/1-qd-ubnd-2024",
        ],
    );
    assert_eq!(written.code, 0, "{}", written.talk);
    let file = site.path().join("content/updates/tinh-mau/1-qd-ubnd-2024.yaml");
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("publication: draft", "publication: approved"))
        .unwrap();
    let checked = run(site.path(), &on_the_day(&["check"]));
    assert_eq!(checked.code, 0, "{}", checked.talk);
}

#[track_caller]
fn new(root: &Path, arguments: &[&str]) -> super::Run {
    run(root, &[&["new"], arguments].concat())
}
