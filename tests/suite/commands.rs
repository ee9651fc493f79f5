//! The program as people run it: exit codes, what goes to which stream, both languages.

mod new;
mod schema;

use std::fs;
use std::path::Path;

use minhbach::check::rules::RULES;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

use super::builds::{program, read_folder, repository};

/// What came of one run.
struct Run {
    /// Exit code.
    code: i32,
    /// Standard output.
    result: String,
    /// Standard error.
    talk: String,
}

/// Runs the program on the site at `root`.
#[track_caller]
fn run(root: &Path, arguments: &[&str]) -> Run {
    let output = program().args(arguments).arg("--root").arg(root).output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        result: String::from_utf8(output.stdout).unwrap(),
        talk: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A copy of a golden site's content that a test may change.
fn copy_of(name: &str) -> TempDir {
    let copy = tempdir().unwrap();
    for (path, bytes) in read_folder(&repository().join("tests/sites").join(name).join("content")) {
        let file = copy.path().join("content").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    copy
}

/// A site in which one directive is due on a day that does not exist.
fn broken() -> TempDir {
    let site = copy_of("several-directives-in-one-provision");
    let file = site.path().join("content/documents/tinh-mau/1-qd-ubnd-2024.yaml");
    let text = fs::read_to_string(&file).unwrap().replace("date: 2024-01-02", "date: 2024-02-30");
    fs::write(file, text).unwrap();
    site
}

const TODAY: &[&str] = &["--today", "2024-12-01"];

fn on_the_day<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [arguments, TODAY].concat()
}

#[test]
fn a_good_site_builds_with_code_0_and_a_summary() {
    let site = copy_of("inherited-assignment");
    let built = run(site.path(), &on_the_day(&["build"]));
    assert_eq!((built.code, built.result.as_str()), (0, ""), "{}", built.talk);
    for told in ["pages", "records", "warnings", "MB", " s"] {
        assert!(built.talk.contains(told), "the summary tells no {told}: {}", built.talk);
    }
    assert!(site.path().join("public/index.html").is_file());
}

#[test]
fn a_mistake_in_the_content_is_code_1_and_nothing_is_written() {
    let site = broken();
    let built = run(site.path(), &on_the_day(&["build"]));
    assert_eq!(built.code, 1, "{}", built.talk);
    assert!(built.talk.contains("bad-date") && built.talk.contains("1-qd-ubnd-2024.yaml:4:7"), "{}", built.talk);
    assert!(!site.path().join("public").exists());
    assert_eq!(run(site.path(), &on_the_day(&["check"])).code, 1);
    assert_eq!(run(site.path(), &on_the_day(&["freeze"])).code, 1);
}

#[test]
fn a_failed_build_leaves_the_published_site_as_it_was() {
    let site = copy_of("inherited-assignment");
    assert_eq!(run(site.path(), &on_the_day(&["build"])).code, 0);
    let before = read_folder(&site.path().join("public"));
    fs::write(site.path().join("content/bodies/tinh-mau/so-b.yaml"), "name: [Sở B\n").unwrap();
    assert_eq!(run(site.path(), &on_the_day(&["build"])).code, 1);
    assert_eq!(read_folder(&site.path().join("public")), before);
}

#[test]
fn a_template_that_fails_on_a_page_is_named_with_the_page_and_nothing_is_written() {
    let site = copy_of("inherited-assignment");
    let templates = site.path().join("themes/default/templates");
    fs::create_dir_all(&templates).unwrap();
    fs::write(templates.join("home.html"), "<p>\n{{ page.nothing }}\n").unwrap();
    let built = run(site.path(), &on_the_day(&["build", "--lang", "vi"]));
    assert_eq!(built.code, 2, "{}", built.talk);
    assert!(
        built.talk.contains("giao diện không hiển thị được trang /") && built.talk.contains("home.html:2"),
        "{}",
        built.talk
    );
    assert!(built.talk.contains("chưa ghi gì"), "{}", built.talk);
    assert!(!site.path().join("public").exists());
}

#[test]
fn misuse_and_a_failing_machine_are_code_2() {
    let empty = tempdir().unwrap();
    for arguments in [
        &["build"][..],
        &["check"],
        &["check", "--format", "xml"],
        &["build", "--today", "2024-02-30"],
        &["nonsense"],
        &["explain", "no-such-code"],
        &["deadline", "trước ngày 10/9/2023", "--issued", "hôm qua"],
        &["serve", "--port", "99999"],
        &["new", "document"],
    ] {
        let refused = run(empty.path(), arguments);
        assert_eq!(refused.code, 2, "{arguments:?}: {}", refused.talk);
        assert!(!refused.talk.trim().is_empty() && refused.result.is_empty(), "{arguments:?}");
    }
    assert_eq!(fs::read_dir(empty.path()).unwrap().count(), 0);
}

#[test]
fn misuse_is_explained_in_the_language_that_was_asked_for() {
    for (arguments, vi, en) in [
        (&["buidl"][..], "có phải là build?", "'build'"),
        (&["build", "--tody", "2024-12-01"], "có phải là --today?", "'--today'"),
        (&["build", "--today", "1/12/2024"], "viết năm-tháng-ngày: 2024-12-01", "write year-month-day: 2024-12-01"),
        (&["check", "--format", "xml"], "chọn một trong: human, json", "human, json"),
        (&["new", "document", "dong-nai"], "còn thiếu --issuer <ID>, <NUMBER>", "required"),
    ] {
        for (lang, told) in [("vi", vi), ("en", en)] {
            let refused = run(Path::new("."), &[&["--lang", lang], arguments].concat());
            assert_eq!(refused.code, 2, "{arguments:?}: {}", refused.talk);
            assert!(refused.talk.contains(told), "{arguments:?}: {}", refused.talk);
        }
    }
}

#[test]
fn an_output_folder_that_is_not_ours_is_refused() {
    let site = copy_of("inherited-assignment");
    let foreign = site.path().join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("thesis.doc"), "years of work").unwrap();
    let refused = run(site.path(), &on_the_day(&["build", "--output", foreign.to_str().unwrap()]));
    assert_eq!(refused.code, 2, "{}", refused.talk);
    assert_eq!(read_folder(&foreign).keys().collect::<Vec<_>>(), ["thesis.doc"]);
}

#[test]
fn json_lines_have_exactly_the_promised_keys() {
    let site = broken();
    fs::write(site.path().join("content/bodies/tinh-mau/so-a.yaml"), "name: Sở A\nname: Sở A\nkind: agenci\n").unwrap();
    let checked = run(site.path(), &on_the_day(&["check", "--format", "json"]));
    assert_eq!(checked.code, 1);
    let lines = checked.result.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect::<Vec<_>>();
    assert!(lines.len() >= 3, "{}", checked.result);
    for line in &lines {
        let keys = line.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>();
        assert_eq!(keys, ["code", "severity", "file", "line", "column", "message", "help", "related"]);
        assert!(RULES.iter().any(|rule| line["code"] == rule.code), "{line}");
        assert!(line["severity"] == "error" || line["severity"] == "warning", "{line}");
        assert!(site.path().join(line["file"].as_str().unwrap()).is_file(), "{line}");
        assert!(line["line"].as_u64() > Some(0) && line["column"].as_u64() > Some(0), "{line}");
        assert!(!line["message"].as_str().unwrap().is_empty() && !line["help"].as_str().unwrap().is_empty(), "{line}");
    }
    let doubled = lines.iter().find(|line| line["code"] == "duplicate-key").unwrap();
    let related = &doubled["related"][0];
    assert_eq!(related.as_object().unwrap().keys().collect::<Vec<_>>(), ["file", "line", "column", "message"]);
    assert_eq!((&doubled["line"], &related["line"]), (&Value::from(2), &Value::from(1)));
}

#[test]
fn a_good_site_gives_no_json_lines() {
    let checked = run(copy_of("inherited-assignment").path(), &on_the_day(&["check", "--format", "json"]));
    assert_eq!((checked.code, checked.result.as_str()), (0, ""), "{}", checked.talk);
}

#[test]
fn the_language_is_that_of_the_option_else_of_the_locale() {
    let site = broken();
    let message = |lang: Option<&str>, locale: &str| {
        let mut checking = program();
        checking.args(["check", "--today", "2024-12-01", "--root"]).arg(site.path()).env("LANG", locale);
        if let Some(lang) = lang {
            checking.args(["--lang", lang]);
        }
        String::from_utf8(checking.output().unwrap().stderr).unwrap()
    };
    let (vietnamese, english) = ("tháng 2 năm 2024 không có ngày 30", "30");
    for text in [message(Some("vi"), "en_US.UTF-8"), message(None, "vi_VN.UTF-8")] {
        assert!(text.contains("lỗi[bad-date]") && text.contains(vietnamese) && text.contains("gợi ý"), "{text}");
    }
    for text in [message(Some("en"), "vi_VN.UTF-8"), message(None, "en_US.UTF-8"), message(None, "C")] {
        assert!(text.contains("error[bad-date]") && text.contains(english) && text.contains("help"), "{text}");
        assert!(!text.contains("lỗi"), "{text}");
    }
}

#[test]
fn every_rule_is_explained_in_both_languages() {
    let root = Path::new(".");
    let list = run(root, &["explain"]);
    assert_eq!(list.code, 0);
    assert_eq!(list.result.lines().count(), RULES.len());
    for rule in RULES {
        assert!(list.result.contains(rule.code), "{}", rule.code);
        for (lang, title) in [("vi", rule.title_vi), ("en", rule.title_en)] {
            let explained = run(root, &["--lang", lang, "explain", rule.code]);
            assert_eq!(explained.code, 0, "{}", explained.talk);
            assert!(
                explained.result.starts_with(rule.code) && explained.result.contains(title),
                "{}",
                explained.result
            );
        }
    }
}

#[test]
fn an_unknown_code_is_answered_with_the_nearest_one() {
    let refused = run(Path::new("."), &["--lang", "en", "explain", "bad-dato"]);
    assert!(refused.talk.contains("did you mean `bad-date`?"), "{}", refused.talk);
}

#[test]
fn a_deadline_is_shown_as_the_program_understands_it() {
    let json = |phrase: &str, more: &[&str]| {
        let shown = run(Path::new("."), &[&["deadline", phrase, "--format", "json"], more].concat());
        assert_eq!(shown.code, 0, "{phrase}: {}", shown.talk);
        serde_json::from_str::<Value>(shown.result.trim()).unwrap()
    };
    for (phrase, kind, due) in [
        ("trước ngày 10/9/2023", "date", Some("2023-09-09")),
        ("chậm nhất ngày 10/9/2023", "date", Some("2023-09-10")),
        ("trong tháng 10/2023", "period", Some("2023-10-31")),
        ("Từ nay đến hết Quý IV/2023", "period", Some("2023-12-31")),
        ("đến năm 2025", "horizon", None),
        ("khẩn trương", "none", None),
    ] {
        let shown = json(phrase, &[]);
        assert_eq!(shown["kind"], kind, "{phrase}");
        assert_eq!(shown["due"], Value::from(due), "{phrase}");
        assert!(shown["recurrence"].is_null(), "{phrase}");
    }
    let monthly = json("định kỳ hàng tháng (trước ngày 20)", &["--issued", "2024-10-30"]);
    assert_eq!(monthly["kind"], "recurring");
    assert!(monthly["recurrence"].as_str().is_some_and(|rule| rule.contains("FREQ=MONTHLY")), "{monthly}");
    for (phrase, said) in [
        ("trước ngày 10/9/2023", "ngày cuối cùng còn đúng hạn: 9/9/2023"),
        ("định kỳ hàng tháng (trước ngày 20)", "hằng tháng, chậm nhất ngày 19"),
    ] {
        let human = run(Path::new("."), &["--lang", "vi", "deadline", phrase]);
        assert!(human.code == 0 && human.result.contains(said), "{}", human.result);
    }
}

#[test]
fn a_phrase_that_means_nothing_is_code_1_and_gets_advice() {
    for format in ["human", "json"] {
        let refused = run(Path::new("."), &["--lang", "vi", "deadline", "khi nào rảnh", "--format", format]);
        assert_eq!((refused.code, refused.result.as_str()), (1, ""), "{format}");
        assert!(refused.talk.lines().count() >= 2, "{}", refused.talk);
    }
}

#[test]
fn a_filter_that_lets_nothing_through_is_answered_with_those_that_would() {
    let site = copy_of("inherited-assignment");
    let found = run(site.path(), &on_the_day(&["search", "--kind", "van-ban"]));
    assert_eq!((found.code, found.result.as_str()), (0, ""), "{}", found.talk);
    assert!(found.talk.contains("`van-ban`") && found.talk.contains("document"), "{}", found.talk);
}

#[test]
fn freeze_adds_every_address_and_never_takes_one_away() {
    let site = copy_of("inherited-assignment");
    let ledger = site.path().join("content/published-links.txt");
    assert_eq!(run(site.path(), &on_the_day(&["freeze"])).code, 0);
    let first = fs::read_to_string(&ledger).unwrap();
    let addresses = first.lines().filter(|line| line.starts_with('/')).collect::<Vec<_>>();
    for address in [
        "/",
        "/van-ban/tinh-mau/1-qd-ubnd-2024/",
        "/van-ban/tinh-mau/1-qd-ubnd-2024/#1_c_gach-2",
        "/van-ban/tinh-mau/1-qd-ubnd-2024/1_a/",
        "/co-quan/tinh-mau/so-b/",
    ] {
        assert!(addresses.contains(&address), "{address} is not in\n{first}");
    }
    assert!(addresses.is_sorted());
    assert_eq!(run(site.path(), &on_the_day(&["freeze"])).code, 0);
    assert_eq!(fs::read_to_string(&ledger).unwrap(), first, "freezing twice changes nothing");

    // A published page may not vanish, and freezing does not make it forgotten.
    let document = site.path().join("content/documents/tinh-mau/1-qd-ubnd-2024.yaml");
    let shorter = fs::read_to_string(&document).unwrap().replace("      - label: b)\n        text: Sở B chủ trì kiểm tra.\n        directives:\n          - action: Kiểm tra\n            lead: [tinh-mau/so-b]\n            coordinating: []\n", "");
    fs::write(&document, shorter.replace("label: c)", "label: b)")).unwrap();
    let refused = run(site.path(), &on_the_day(&["build"]));
    assert_eq!(refused.code, 1, "{}", refused.talk);
    assert!(
        refused.talk.contains("broken-link") && refused.talk.contains("/van-ban/tinh-mau/1-qd-ubnd-2024/#1_c"),
        "{}",
        refused.talk
    );
    assert_eq!(run(site.path(), &on_the_day(&["freeze"])).code, 1);
    assert_eq!(fs::read_to_string(&ledger).unwrap(), first);
}

#[test]
fn building_again_changes_nothing_and_says_so() {
    let site = copy_of("inherited-assignment");
    assert_eq!(run(site.path(), &on_the_day(&["build"])).code, 0);
    let before = read_folder(&site.path().join("public"));
    let again = run(site.path(), &on_the_day(&["build"]));
    assert!(again.code == 0 && again.talk.contains("nothing has changed"), "{}", again.talk);
    assert_eq!(read_folder(&site.path().join("public")), before);
}

#[test]
fn nothing_is_coloured_outside_a_terminal() {
    for arguments in [&["build"][..], &["check"], &["explain", "bad-date"], &["--help"]] {
        let mut colourful = program();
        colourful.env_remove("NO_COLOR").args(arguments).arg("--root").arg(broken().path());
        let output = colourful.output().unwrap();
        assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{arguments:?}");
    }
}

#[test]
fn help_lists_the_commands_of_the_readme() {
    let help = run(Path::new("."), &["--help"]);
    assert_eq!(help.code, 0);
    let readme = fs::read_to_string(repository().join("README.md")).unwrap();
    for command in ["build", "check", "serve", "new", "schema", "explain", "deadline", "search", "fetch", "freeze"] {
        assert!(help.result.contains(&format!("\n  {command}")), "{command} is not in the help");
        assert!(readme.contains(&format!("`minhbach {command}")), "{command} is not in the README");
    }
}
