//! Every rule with the mistakes that it finds: `tests/rules/<code>.yaml` and `<code>-<variant>.yaml`.
//!
//! `BLESS=1` rewrites the expected diagnostics and docs/rules.md; read the difference before keeping it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use minhbach::base::bilingual::Language;
use minhbach::base::diagnostic::{Diagnostic, any_error};
use minhbach::base::output::MemoryOutput;
use minhbach::base::report::Reporter;
use minhbach::check::rules::{RULES, Rule};
use minhbach::load;
use minhbach::pipeline::{self, Quiet};
use proptest::prelude::*;

use super::fixture::{self, Files, Fixture};

/// Rules that need a real file system; tests/suite/broken.rs has a case for each.
const NEEDS_A_DISK: [&str; 1] = ["not-a-file"];

/// Prefix of fixtures in which nothing is wrong.
const ACCEPTED: &str = "accepted-";

fn blessing() -> bool {
    std::env::var_os("BLESS").is_some()
}

/// Everything that is wrong with `files`, in the order of the files, and how to show it.
fn diagnose(files: &Files) -> (load::Sources, Vec<Diagnostic>) {
    let (sources, mut diagnostics) = load::gather(fixture::loadable(files));
    let (_, _, found) = pipeline::prepare(&sources, &fixture::options());
    diagnostics.extend(found);
    diagnostics.sort();
    (sources, diagnostics)
}

/// The diagnostics as fixtures hold them: `error[code] file:line:column message`, then the help behind `=` and the
/// related places behind `>`.
fn printed(files: &Files) -> String {
    let (sources, diagnostics) = diagnose(files);
    let texts = sources.texts();
    let mut reporter = Reporter::new(&texts, Language::Vietnamese);
    let ordered = reporter.in_order(&diagnostics);
    let mut text = String::new();
    let mut place = |place| {
        let located = reporter.locate(place);
        match located.position {
            Some(position) => format!("{}:{}:{}", located.file, position.line, position.column),
            None => located.file,
        }
    };
    for one in ordered {
        writeln!(text, "{}[{}] {} {}", one.severity.word(), one.code, place(&one.place), one.message.vi).unwrap();
        if let Some(label) = &one.label {
            writeln!(text, "^ {}", label.vi).unwrap();
        }
        if let Some(help) = &one.help {
            writeln!(text, "= {}", help.vi).unwrap();
        }
        for (other, message) in &one.related {
            writeln!(text, "> {} {}", place(other), message.vi).unwrap();
        }
    }
    text
}

/// The rule that a fixture is about: the longest code that its name starts with.
fn rule_of(fixture: &Fixture) -> Option<&'static Rule> {
    let starts = |rule: &&Rule| {
        fixture.name.strip_prefix(rule.code).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    RULES.iter().filter(starts).max_by_key(|rule| rule.code.len())
}

#[test]
fn nothing_is_wrong_with_the_base() {
    assert_eq!(printed(&fixture::base()), "");
}

#[test]
fn every_fixture_gets_exactly_the_diagnostics_that_it_expects() {
    let mut wrong = String::new();
    for fixture in fixture::all() {
        let found = printed(&fixture.files);
        if found == fixture.expected {
            continue;
        }
        if blessing() {
            fixture.bless(&found);
        } else {
            writeln!(wrong, "{}\n--- expected\n{}--- found\n{found}", fixture.path.display(), fixture.expected)
                .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}BLESS=1 rewrites the expected diagnostics");
}

#[test]
fn every_fixture_is_named_after_a_rule_that_it_breaks() {
    for fixture in fixture::all() {
        if fixture.name.starts_with(ACCEPTED) {
            assert_eq!(fixture.expected, "", "{} is to be accepted", fixture.name);
            continue;
        }
        let rule = rule_of(&fixture).unwrap_or_else(|| panic!("{} starts with the code of no rule", fixture.name));
        let severity = if rule.is_error { "error" } else { "warning" };
        let head = format!("{severity}[{}] ", rule.code);
        assert!(
            fixture.expected.lines().any(|line| line.starts_with(&head)),
            "{} does not break {}",
            fixture.name,
            rule.code
        );
    }
}

#[test]
fn every_rule_has_a_fixture() {
    let shown = fixture::all().iter().filter_map(rule_of).map(|rule| rule.code).collect::<BTreeSet<_>>();
    let missing = RULES.iter().map(|rule| rule.code).filter(|code| !shown.contains(code)).collect::<Vec<_>>();
    assert_eq!(missing, NEEDS_A_DISK);
}

#[test]
fn rules_are_sorted_and_said_in_both_languages() {
    assert!(RULES.windows(2).all(|pair| pair[0].code < pair[1].code), "sorted by code, each once");
    for rule in RULES {
        for text in [rule.title_vi, rule.title_en, rule.why_vi, rule.why_en] {
            assert!(!text.trim().is_empty(), "{} says nothing", rule.code);
            assert!(!text.contains("  "), "{}: two spaces in {text:?}", rule.code);
        }
        assert!(
            !rule.title_vi.ends_with('.') && !rule.title_en.ends_with('.'),
            "{}: a title has no full stop",
            rule.code
        );
        assert!(rule.why_vi.ends_with('.') && rule.why_en.ends_with('.'), "{}: reasons are sentences", rule.code);
        assert!(rule.bad.is_empty() || rule.bad != rule.good, "{}: nothing was put right", rule.code);
    }
}

/// Every code in the sources with its severity: the first argument of `Diagnostic::error(` and `::warning(`.
fn codes_in_the_sources() -> BTreeMap<String, BTreeSet<bool>> {
    fn visit(folder: &Path, codes: &mut BTreeMap<String, BTreeSet<bool>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, codes);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                for (call, is_error) in
                    [("Diagnostic::error(", true), ("Diagnostic::warning(", false), (".error(", true)]
                {
                    for (at, _) in text.match_indices(call) {
                        let argument = text[at + call.len()..].trim_start();
                        let code = argument.strip_prefix('"').and_then(|rest| rest.split_once('"'));
                        match code {
                            Some((code, _)) => codes.entry(code.to_owned()).or_default().insert(is_error),
                            // The one place that passes a code on.
                            None => {
                                assert!(
                                    argument.starts_with("code, Place"),
                                    "{}: write the code out: {}",
                                    path.display(),
                                    &argument[..40]
                                );
                                continue;
                            }
                        };
                    }
                }
            }
        }
    }
    let mut codes = BTreeMap::new();
    visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut codes);
    codes
}

#[test]
fn the_table_holds_every_code_of_the_sources_and_no_other() {
    let used = codes_in_the_sources();
    for (code, severities) in &used {
        let rule = RULES.iter().find(|rule| rule.code == code).unwrap_or_else(|| panic!("no rule explains {code}"));
        assert_eq!(*severities, BTreeSet::from([rule.is_error]), "the severity of {code}");
    }
    let unused = RULES.iter().map(|rule| rule.code).filter(|code| !used.contains_key(*code)).collect::<Vec<_>>();
    assert_eq!(unused, Vec::<&str>::new(), "rules that nothing reports");
}

/// What fingers do to a file.
#[derive(Debug, Clone)]
enum Slip {
    /// Something is put in.
    Insert(&'static str),
    /// So many bytes are lost.
    Delete(usize),
    /// The line comes twice.
    Double,
    /// The rest of the file is lost.
    Cut,
}

fn slip() -> impl Strategy<Value = Slip> {
    const KEYS: [&str; 28] = [
        ":", ": ", "- ", "-", "[", "]", "{", "}", "\"", "'", "\n", "\n  ", "\t", " ", "#", "*", "&a ", "!", "|", "%",
        "@", "~", "đ", "[^9]", "[?]", "\u{a0}", "\r\n", "---\n",
    ];
    prop_oneof![
        4 => proptest::sample::select(KEYS.to_vec()).prop_map(Slip::Insert),
        3 => (1..40_usize).prop_map(Slip::Delete),
        2 => Just(Slip::Double),
        1 => Just(Slip::Cut),
    ]
}

fn apply(slip: &Slip, bytes: &mut Vec<u8>, at: usize) {
    let at = at % (bytes.len() + 1);
    match slip {
        Slip::Insert(text) => drop(bytes.splice(at..at, text.bytes())),
        Slip::Delete(count) => drop(bytes.drain(at..(at + count).min(bytes.len()))),
        Slip::Double => {
            let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
            let end =
                bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |newline| at + newline + 1);
            let line = bytes[start..end].to_vec();
            bytes.splice(start..start, line);
        }
        Slip::Cut => bytes.truncate(at),
    }
}

/// Few enough for every day; `PROPTEST_CASES=5000` looks harder.
fn few() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let usual = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if asked { usual } else { ProptestConfig { cases: 60, ..usual } }
}

proptest! {
    #![proptest_config(few())]

    /// Whatever happens to a file, the program says what is wrong with it or builds the site.
    #[test]
    fn a_slip_of_the_fingers_is_an_error_or_a_site(file in any::<prop::sample::Index>(), slips in prop::collection::vec((slip(), any::<usize>()), 1..4)) {
        let mut files = fixture::base();
        let path = file.get(&files.keys().cloned().collect::<Vec<_>>()).clone();
        for (slip, at) in &slips {
            apply(slip, files.get_mut(&path).unwrap(), *at);
        }
        let (sources, diagnostics) = diagnose(&files);
        let texts = sources.texts();
        for language in Language::ALL {
            let mut reporter = Reporter::new(&texts, language);
            for one in &diagnostics {
                prop_assert!(reporter.human(one, false).contains(one.code));
                serde_json::from_str::<serde_json::Value>(&reporter.json(one)).unwrap();
            }
        }
        if !any_error(&diagnostics) {
            let compiled = pipeline::compile(&sources, &fixture::options(), &MemoryOutput::default(), &Quiet);
            prop_assert!(compiled.unwrap().summary.is_some());
        }
    }
}

#[test]
fn docs_rules_md_is_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let wanted = markdown();
    if blessing() {
        fs::write(&path, &wanted).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), wanted, "BLESS=1 rewrites docs/rules.md");
}

fn markdown() -> String {
    let mut text = String::from(
        "# Quy tắc kiểm tra\n\n\
         Mỗi lỗi và cảnh báo mà `minhbach` báo đều có một mã. Lỗi chặn việc công bố; cảnh báo thì không, nhưng nên xem lại. \
         Lệnh `minhbach explain <mã>` in cùng nội dung này.\n\n\
         *Every error and warning has a code. Errors stop the build, warnings do not. `minhbach --lang en explain <code>` prints \
         the same in English. This file is made from `src/check/rules/` by the test suite (`BLESS=1`).*\n\n\
         | Mã | Mức | Ý nghĩa |\n|---|---|---|\n",
    );
    let level = |rule: &Rule| if rule.is_error { "lỗi" } else { "cảnh báo" };
    for rule in RULES {
        writeln!(text, "| [`{0}`](#{0}) | {1} | {2} |", rule.code, level(rule), rule.title_vi).unwrap();
    }
    for rule in RULES {
        writeln!(text, "\n## {}\n\n**{}** ({})\n\n{}", rule.code, rule.title_vi, level(rule), rule.why_vi).unwrap();
        writeln!(text, "\n*{}.* {}", rule.title_en, rule.why_en).unwrap();
        for (word, example) in [("Sai", rule.bad), ("Đúng", rule.good)] {
            if !example.is_empty() {
                writeln!(text, "\n{word}:\n\n```yaml\n{example}\n```").unwrap();
            }
        }
    }
    text
}
