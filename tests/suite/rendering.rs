//! Pages: links, escaping, languages, what templates may hold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use minhbach::base::diagnostic::Diagnostic;
use minhbach::base::output::MemoryOutput;
use minhbach::base::place::At;
use minhbach::base::source::{Source, SourcePath};
use minhbach::check::Options;
use minhbach::load::Sources;
use minhbach::pipeline::{self, Quiet};
use minhbach::render::{ThemeFiles, prepare};

const SITE: &str =
    "title: { vi: Trang thử, en: Test site }\ndescription: { vi: Để thử., en: For a test. }\nfictional: true\n";
const PROVINCE: &str = "name: Tỉnh Thử\nshort: Thử\nkind: province\npublication: approved\n";
const BODY: &str = "name: Ủy ban nhân dân tỉnh Thử\nshort: UBND tỉnh\nkind: agency\npublication: approved\n";
const DOCUMENT: &str = r#"
number: { value: 12/TB-UBND, doubtful: chữ số sau không rõ }
kind: notice
issuer: thu/ubnd-tinh
date: 2024-03-01
title: Thông báo <script>alert("x")</script> & kết luận
letterhead: ["ỦY BAN NHÂN DÂN", "TỈNH THỬ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12 [?]/TB-UBND"]
provisions:
  - label: "I."
    heading: Nhiệm vụ
    provisions:
      - label: a)
        text: Rà soát kết [quả]t [?] thực hiện[^1], báo cáo trước ngày 10/6/2024.
        directives:
          - action: Rà soát <b>kết quả</b>
            lead: [thu/ubnd-tinh]
            deadline: trước ngày 10/6/2024
footnotes:
  - { label: "1", text: Theo Kế hoạch. }
readings:
  - { at: i_a, quote: "kết [quả]t", note: Bản quét mờ., kind: doubtful }
publication: approved
"#;
const PAGE: &str = "---\ntitle: { vi: Về dữ liệu, en: About }\npublication: approved\n---\n\n## Đường đi\n\n[[directive thu/12-tb-ubnd-2024/i_a]]\n";

type Files = BTreeMap<String, String>;

#[track_caller]
fn build(today: jiff::civil::Date, base_url: Option<&str>) -> Files {
    built(&[], today, base_url).unwrap()
}

/// The site with files of a theme of its own, or why a template failed.
#[track_caller]
fn built(theme: &[(&str, &str)], today: jiff::civil::Date, base_url: Option<&str>) -> Result<Files, String> {
    let settings = if theme.is_empty() { SITE.to_owned() } else { format!("{SITE}theme: thu\n") };
    let records = [
        ("content/site.yaml", settings.as_str()),
        ("content/provinces/thu.yaml", PROVINCE),
        ("content/bodies/thu/ubnd-tinh.yaml", BODY),
        ("content/documents/thu/12-tb-ubnd-2024.yaml", DOCUMENT),
        ("content/pages/ve-du-lieu-nay.md", PAGE),
    ];
    let content = records.map(|(path, text)| Source { path: SourcePath::new(path), text: Arc::from(text) });
    let of_theme =
        |(path, text): &(&str, &str)| (SourcePath::new(&format!("themes/thu/{path}")), text.as_bytes().to_vec());
    let themes = theme.iter().map(of_theme).collect();
    let sources = Sources { content: Vec::from(content).into(), themes, ..Sources::default() };
    let options = Options { today, replay: true, base_url: base_url.map(str::to_owned) };
    let sink = MemoryOutput::default();
    let compiled = pipeline::compile(&sources, &options, &sink, &Quiet).map_err(|error| error.to_string())?;
    assert!(compiled.summary.is_some(), "{:?}", compiled.diagnostics);
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(sink.into_files().into_iter().map(|(path, bytes)| (path.as_str().to_owned(), text(bytes))).collect())
}

fn day() -> jiff::civil::Date {
    date(2024, 12, 1)
}

fn pages(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    files.iter().filter(|(path, _)| path.ends_with(".html")).map(|(path, html)| (path.as_str(), html.as_str()))
}

/// The values of an attribute, entities undone.
fn attribute<'h>(html: &'h str, name: &str) -> impl Iterator<Item = String> + use<'h> {
    let opening = format!(" {name}=\"");
    let values = html.split(&opening).skip(1).map(|rest| rest.split('"').next().unwrap_or("").replace("&amp;", "&"));
    values.collect::<Vec<_>>().into_iter()
}

fn resolve(page: &str, link: &str) -> String {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts = folder.split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().unwrap_or_else(|| panic!("{link} on {page} climbs out of the site"));
            }
            other => parts.push(other),
        }
    }
    let path = parts.join("/");
    if link.ends_with('/') || link.is_empty() || link.ends_with("..") {
        format!("{path}/index.html").trim_start_matches('/').to_owned()
    } else {
        path
    }
}

fn without_samples(html: &str) -> String {
    html.split("<pre").map(|part| part.split_once("</pre>").map_or(part, |(_, rest)| rest)).collect()
}

#[test]
fn every_link_of_every_page_is_relative_and_leads_to_a_file_and_an_anchor_that_exist() {
    let files = build(day(), None);
    for (path, html) in pages(&files).filter(|(path, _)| *path != "404.html") {
        for link in attribute(html, "href").chain(attribute(html, "src")) {
            assert!(!link.starts_with('/') && !link.contains("://"), "{link} on {path} is not relative");
            let (file, fragment) =
                link.split_once('#').map_or((link.as_str(), None), |(file, fragment)| (file, Some(fragment)));
            let file = file.split('?').next().unwrap_or(file);
            let target = if file.is_empty() { path.to_owned() } else { resolve(path, file) };
            assert!(files.contains_key(&target), "{link} on {path} leads to {target}, which is not there");
            if let Some(fragment) = fragment {
                assert!(
                    files[&target].contains(&format!("id=\"{fragment}\"")),
                    "{link} on {path} names no anchor of {target}"
                );
            }
        }
    }
}

#[test]
fn the_page_for_addresses_that_never_were_links_from_the_path_of_the_site() {
    let files = build(day(), Some("https://thu.gov.vn/chuyen-doi-so/"));
    assert!(files["404.html"].contains("href=\"/chuyen-doi-so/assets/site-"));
    assert!(files["404.html"].contains("href=\"/chuyen-doi-so/tim-kiem/\""));
    let at_root = build(day(), None);
    assert!(at_root["404.html"].contains("href=\"/tim-kiem/\""));
}

#[test]
fn no_page_holds_an_inline_style_or_script() {
    for (path, html) in pages(&build(day(), None)) {
        assert!(!html.contains(" style="), "{path}");
        assert!(!html.contains("<style"), "{path}");
        assert!(!html.contains("javascript:"), "{path}");
        for handler in [" onclick=", " onload=", " onerror=", " onsubmit="] {
            assert!(!html.contains(handler), "{path} has{handler}");
        }
        for script in html.split("<script").skip(1) {
            let is_data = script.starts_with(" type=\"application/ld+json\">");
            assert!(is_data || script.starts_with(" src="), "{path} has an inline script");
        }
    }
}

#[test]
fn markup_in_a_record_is_shown_and_never_obeyed() {
    let files = build(day(), None);
    let document = &files["van-ban/thu/12-tb-ubnd-2024/index.html"];
    assert!(document.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; kết luận"), "{document}");
    for (path, html) in pages(&files) {
        assert!(!html.contains("<script>alert"), "{path}");
        assert!(!without_samples(html).contains("<b>kết quả"), "{path}");
    }
}

#[test]
fn a_doubtful_word_has_a_mark_that_leads_to_what_is_said_about_it() {
    let files = build(day(), None);
    let document = &files["van-ban/thu/12-tb-ubnd-2024/index.html"];
    assert!(document.contains("<a class=\"doubt\" href=\"#cho-doc-1\" aria-label=\"[?] chỗ đọc chưa chắc\">[?]</a>"));
    assert!(document.contains("id=\"cho-doc-1\""));
    assert!(
        document.contains("Số: 12 <a class=\"doubt\" href=\"#cho-doc-number\""),
        "the number in the letterhead too"
    );
    let provision = &files["van-ban/thu/12-tb-ubnd-2024/i_a/index.html"];
    assert!(
        provision.contains("href=\"../#cho-doc-1\"") || provision.contains("12-tb-ubnd-2024/#cho-doc-1\""),
        "{provision}"
    );
}

#[test]
fn a_footnote_stands_after_the_piece_that_refers_to_it() {
    let files = build(day(), None);
    let document = &files["van-ban/thu/12-tb-ubnd-2024/index.html"];
    let reference = document.find("class=\"noteref\" href=\"#chu-thich-1\"").unwrap();
    let note = document.find("id=\"chu-thich-1\"").unwrap();
    let closing = document.find("class=\"closing\"").unwrap();
    assert!(reference < note && note < closing);
    assert_eq!(document.matches("id=\"chu-thich-1\"").count(), 1);
}

#[test]
fn silence_after_the_deadline_is_told_in_words_and_is_not_overdue() {
    let files = build(day(), None);
    let provision = &files["van-ban/thu/12-tb-ubnd-2024/i_a/index.html"];
    assert!(provision.contains(">Đã qua thời hạn, chưa có thông tin</span>"));
    assert!(provision.contains("data-state=\"past-due-unreported\""));
    assert!(!provision.contains("data-state=\"overdue\""));
    for hook in [
        "data-due=\"2024-06-09\"",
        "data-kind=\"date\"",
        "data-lifecycle=\"no-information\"",
        "data-issued=\"2024-03-01\"",
    ] {
        assert!(provision.contains(hook), "{hook} lets a script count for the reader's day");
    }
}

#[test]
fn both_languages_have_the_same_pages_and_name_each_other() {
    let files = build(day(), Some("https://thu.gov.vn/"));
    let addresses = |english: bool| {
        let names = pages(&files).filter(|(path, _)| *path != "404.html" && path.starts_with("en/") == english);
        names.map(|(path, _)| path.strip_prefix("en/").unwrap_or(path).to_owned()).collect::<BTreeSet<_>>()
    };
    assert_eq!(addresses(false), addresses(true));
    let english = &files["en/van-ban/thu/index.html"];
    assert!(english.starts_with("<!doctype html>\n<html lang=\"en\""), "{english}");
    assert!(english.contains("<link rel=\"canonical\" href=\"https://thu.gov.vn/en/van-ban/thu/\">"));
    assert!(english.contains("hreflang=\"vi\" href=\"https://thu.gov.vn/van-ban/thu/\""));
    assert!(english.contains("href=\"../../../van-ban/thu/\" hreflang=\"vi\""));
}

#[test]
fn vietnamese_words_on_an_english_page_say_that_they_are_vietnamese() {
    let files = build(day(), None);
    let english = &files["en/van-ban/thu/12-tb-ubnd-2024/index.html"];
    assert!(english.contains("<div class=\"text\" lang=\"vi\""));
    assert!(english.contains("<ul class=\"marks\" lang=\"en\""), "the frame inside the text is English again");
    assert!(!files["van-ban/thu/12-tb-ubnd-2024/index.html"].contains("<div class=\"text\" lang="));
}

#[test]
fn every_page_of_an_invented_site_says_so() {
    for (path, html) in pages(&build(day(), None)) {
        assert!(html.contains("hư cấu") || html.contains("invented"), "{path}");
    }
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    assert_eq!(build(day(), None), build(day(), None));
}

#[test]
fn what_a_page_embeds_is_shown_in_place() {
    let page = &build(day(), None)["ve-du-lieu-nay/index.html"];
    assert!(page.contains("<aside class=\"embed\">"), "{page}");
    assert!(page.contains("Rà soát &lt;b&gt;kết quả&lt;/b&gt;</a>"));
    assert!(page.contains("<h2 id=\"duong-di\">Đường đi</h2>"));
}

fn with(path: &str, text: &str) -> Vec<Diagnostic> {
    let mut theme = ThemeFiles::embedded();
    theme.overlay("themes/thu", [(path.to_owned(), text.as_bytes().to_vec())]);
    prepare(&theme).map(|_| ()).unwrap_err()
}

#[test]
fn a_template_with_a_syntax_error_is_named_with_its_line() {
    let found = with("templates/home.html", "<p>\n{% if %}\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].code, "bad-template");
    assert_eq!(found[0].place.source.as_str(), "themes/thu/templates/home.html");
    let At::Span(span) = &found[0].place.at else { panic!("{:?}", found[0].place) };
    assert!((4..=12).contains(&span.start), "on the second line: {span:?}");
}

#[test]
fn a_label_that_only_one_language_has_is_named() {
    let vietnamese = String::from_utf8(ThemeFiles::embedded().get("labels/vi.yaml").unwrap().bytes.to_vec()).unwrap();
    let found = with("labels/vi.yaml", &format!("{vietnamese}\nthua: Chữ thừa\n"));
    assert_eq!(found.iter().map(|one| one.code).collect::<Vec<_>>(), ["bad-labels"], "{found:?}");
    assert!(found[0].message.vi.contains("“thua”"), "{}", found[0].message);
}

#[test]
fn a_label_whose_places_differ_between_the_languages_is_named() {
    let english = String::from_utf8(ThemeFiles::embedded().get("labels/en.yaml").unwrap().bytes.to_vec()).unwrap();
    let found = with("labels/en.yaml", &english.replace("cite: \"Cite {place}\"", "cite: Cite"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].message.vi.contains("“document.cite”"), "{}", found[0].message);
}

#[test]
fn every_label_that_a_template_names_exists() {
    let theme = ThemeFiles::embedded();
    let engine = prepare(&theme).unwrap();
    let labels = engine.labels(minhbach::base::bilingual::Language::Vietnamese);
    for (name, file) in theme.below("templates/") {
        let text = std::str::from_utf8(&file.bytes).unwrap();
        for call in text.split("t(\"").skip(1) {
            let (key, rest) = call.split_once('"').unwrap();
            let is_family = rest.trim_start().starts_with('~');
            assert!(is_family || labels.has(key), "{name} asks for the label {key}");
        }
    }
}

#[test]
fn templates_hold_no_style_no_script_and_no_handler() {
    for (name, file) in ThemeFiles::embedded().below("templates/") {
        let text = std::str::from_utf8(&file.bytes).unwrap();
        for forbidden in ["style=", "<style", "onclick", "onload", "javascript:", "| safe"] {
            assert!(!text.contains(forbidden), "{name} holds {forbidden}");
        }
    }
}

#[test]
fn the_stylesheet_is_light() {
    let engine = prepare(&ThemeFiles::embedded()).unwrap();
    let size_bytes = engine.assets().get("site.css").unwrap().bytes.len();
    assert!(size_bytes <= 30_000, "{size_bytes} bytes");
}

#[test]
fn a_site_overrides_single_files_of_the_theme() {
    let mut theme = ThemeFiles::embedded();
    theme.overlay("themes/thu", [("templates/missing.html".to_owned(), b"<p>{{ frame.heading }}</p>".to_vec())]);
    assert!(prepare(&theme).is_ok());
    assert_eq!(theme.get("templates/missing.html").unwrap().source.as_str(), "themes/thu/templates/missing.html");
    assert!(Path::new(theme.get("templates/home.html").unwrap().source.as_str()).starts_with("themes/default"));
}

/// A page that shows nothing but `shown`, on the page of the document.
fn document_that_shows(shown: &str) -> Result<Files, String> {
    built(&[("templates/document.html", shown)], day(), None)
}

const OF_DOCUMENT: [&str; 2] = ["van-ban/thu/12-tb-ubnd-2024/index.html", "en/van-ban/thu/12-tb-ubnd-2024/index.html"];

#[test]
fn a_link_shows_itself_and_has_fields() {
    let shown = "{{ page.issuer }}|{{ page.issuer.href }}|{{ page.issuer.text }}|{{ page.date }}|{{ page.date.iso }}";
    let files = document_that_shows(shown).unwrap();
    let [vietnamese, english] = OF_DOCUMENT.map(|path| files[path].split('|').collect::<Vec<_>>());
    let href = "../../../co-quan/thu/ubnd-tinh/";
    let name = "Ủy ban nhân dân tỉnh Thử";
    assert_eq!(vietnamese[0], format!("<a href=\"{href}\">{name}</a>"));
    assert_eq!(english[0], format!("<a href=\"../../../../en/co-quan/thu/ubnd-tinh/\" lang=\"vi\">{name}</a>"));
    assert_eq!(vietnamese[1..3], [href, name]);
    assert_eq!(vietnamese[3..], ["<time datetime=\"2024-03-01\">1/3/2024</time>", "2024-03-01"]);
}

#[test]
fn what_shows_itself_is_escaped() {
    let files = document_that_shows("{% for b in page.blocks %}{% for m in b.marks %}{{ m.status }}{% endfor %}{% endfor %}{{ page.name }}|{{ page.title }}").unwrap();
    let page = &files[OF_DOCUMENT[1]];
    assert!(page.contains("<span class=\"status\" data-state=\""), "{page}");
    assert!(page.contains(
        "|<span lang=\"vi\">Thông báo &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; kết luận</span>"
    ));
}

#[test]
fn a_part_knows_what_pages_that_stand_alike_share() {
    let part = ("templates/parts/quang_cao.html", "<p>{{ frame.home }} {{ frame.language }}</p>");
    let page = ("templates/document.html", "{{ part.quang_cao }}");
    let files = built(&[part, page], day(), None).unwrap();
    assert_eq!(OF_DOCUMENT.map(|path| files[path].as_str()), ["<p>../../../ vi</p>", "<p>../../../../en/ en</p>"]);
}

#[test]
fn a_part_does_not_know_what_differs_from_page_to_page() {
    for own in ["frame.title", "page.title", "part.menu"] {
        let failed = built(&[("templates/parts/menu.html", &format!("{{{{ {own} }}}}"))], day(), None).unwrap_err();
        assert!(failed.contains("parts/menu.html") && failed.contains("undefined"), "{own}: {failed}");
    }
}

#[test]
fn the_menu_marks_the_section_of_a_page() {
    let files = build(day(), None);
    let current = |path: &str| {
        let menu = files[path].split("<nav class=\"menu\"").nth(1).unwrap().split("</nav>").next().unwrap().to_owned();
        menu.split("<li>").find(|item| item.contains("aria-current")).map(str::to_owned)
    };
    assert!(current("van-ban/index.html").unwrap().contains("aria-current=\"page\">Văn bản<"));
    assert!(current(OF_DOCUMENT[0]).unwrap().contains("aria-current=\"true\">Văn bản<"));
    assert_eq!(current("tro-nang/index.html"), None);
}

#[test]
fn every_state_has_a_list_and_every_task_stands_on_one() {
    use minhbach::model::route::{TASK_LISTS, tasks_in};
    assert_eq!(TASK_LISTS.map(|(state, _)| state), minhbach::render::status::STATES);
    let files = build(day(), None);
    let on = |state: &str| files[&format!("{}index.html", tasks_in(state))].matches("Rà soát &lt;b&gt;").count();
    let found = TASK_LISTS.iter().filter(|(state, _)| on(state) > 0).map(|(state, _)| *state).collect::<Vec<_>>();
    assert_eq!(found, ["past-due-unreported"]);
}

#[test]
fn the_statement_says_only_what_a_run_of_the_tests_found() {
    let mut theme = ThemeFiles::embedded();
    let run = r#"{ "day": "2026-11-22", "browser": "Chromium 1", "axe": "4", "page_types": ["home"], "suites": [] }"#;
    theme.overlay("themes/thu", [("tested.json".to_owned(), run.into())]);
    assert!(prepare(&theme).unwrap().tested().is_some() && !theme.is_changed());
    theme.overlay("themes/thu", [("assets/print.css".to_owned(), b"a{}".to_vec())]);
    assert!(prepare(&theme).unwrap().has_own_theme(), "a changed style was not what was tested");
    theme.overlay("themes/thu", [("tested.json".to_owned(), b"{}".to_vec())]);
    assert_eq!(prepare(&theme).unwrap_err()[0].code, "bad-template");
}
