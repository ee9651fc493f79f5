//! Numbers and symbols of documents.

use minhbach::model::number::{DocumentNumber, Grammar};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    number: String,
    grammar: Option<String>,
    kind: Option<String>,
    unit: Option<String>,
    serial: Option<u32>,
    year: Option<i16>,
    #[serde(default = "yes")]
    unit_known: bool,
    #[serde(default)]
    error: bool,
    suggestion: Option<String>,
}

const fn yes() -> bool {
    true
}

fn table() -> Vec<Row> {
    serde_json::from_str(include_str!("../tables/numbers.json")).unwrap()
}

const fn grammar(number: &DocumentNumber) -> &'static str {
    match number.grammar {
        Grammar::State => "state",
        Grammar::StateLetter => "letter",
        Grammar::Normative { .. } => "normative",
        Grammar::Assembly { .. } => "assembly",
        Grammar::Party => "party",
    }
}

impl Row {
    /// What is wrong with the reading of this row.
    fn check(&self) -> Option<String> {
        let number = match (DocumentNumber::parse(&self.number), self.error) {
            (Ok(number), false) => number,
            (Ok(number), true) => return Some(format!("{:?} should be refused: {number:?}", self.number)),
            (Err(problem), false) => {
                return Some(format!("{:?}: {} {:?}", self.number, problem.message.vi, problem.suggestion));
            }
            (Err(problem), true) => {
                let same = problem.suggestion == self.suggestion;
                return (!same).then(|| {
                    format!("{:?}: suggests {:?} not {:?}", self.number, problem.suggestion, self.suggestion)
                });
            }
        };
        let kind = number.kind().map(|kind| format!("{kind:?}").to_lowercase());
        let same = Some(grammar(&number)) == self.grammar.as_deref()
            && kind == self.kind
            && Some(&number.unit) == self.unit.as_ref()
            && number.unit_known == self.unit_known
            && self.serial.is_none_or(|serial| number.serial == serial)
            && number.year() == self.year
            && number.to_string() == self.number;
        (!same).then(|| format!("{number:?} {kind:?}"))
    }
}

#[test]
fn every_row_of_the_table_holds() {
    let rows = table();
    assert!(rows.len() >= 60);
    let wrong: Vec<String> = rows.iter().filter_map(Row::check).collect();
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_suggestion_is_a_good_number() {
    for suggestion in table().into_iter().filter_map(|row| row.suggestion) {
        assert!(DocumentNumber::parse(&suggestion).is_ok(), "{suggestion}");
    }
}

#[test]
fn the_reason_names_the_part_that_is_wrong() {
    for (number, message) in [
        ("58/0P-UBQGCĐS", "không có loại văn bản nào ký hiệu “0P” như trong “58/0P-UBQGCĐS”"),
        ("5103/UBND-JGVX", "không cơ quan nào có ký hiệu “JGVX” như trong “5103/UBND-JGVX”"),
        ("449-KL\\TU", "“449-KL\\TU” không viết như số, ký hiệu văn bản"),
        ("O1/NQ-CP", "“O1” trong “O1/NQ-CP” không phải số thứ tự"),
        ("42/2O22/NĐ-CP", "“2O22” trong “42/2O22/NĐ-CP” không phải năm ban hành"),
        ("449/KL-TU", "“TU” là cơ quan của Đảng, số văn bản viết kiểu 449-KL/TU, không như “449/KL-TU”"),
        ("529-TB/UBND", "“UBND” là cơ quan nhà nước, số văn bản viết kiểu 529/TB-UBND, không như “529-TB/UBND”"),
    ] {
        assert_eq!(DocumentNumber::parse(number).unwrap_err().message.vi, message);
    }
}

#[test]
fn a_decomposed_number_is_the_same_number() {
    assert_eq!(DocumentNumber::parse("15/\u{110}A-UBND"), DocumentNumber::parse("15/ĐA-UBND"));
}

proptest! {
    #[test]
    fn what_reads_prints_as_it_was(text in "[0-9]{1,4}[-/](KL|NQ|TB|QĐ|UBND|[0-9]{4})[-/][A-ZĐ]{2,5}(-[A-ZĐ]{1,4})?") {
        if let Ok(number) = DocumentNumber::parse(&text) {
            prop_assert_eq!(number.to_string(), text);
        }
    }

    #[test]
    fn a_suggestion_always_reads(text in "[0-9OlIS]{1,4}[-/\\\\ ][A-ZĐa-z0-9]{1,5}[-/\\\\][A-ZĐa-z0-9]{1,6}") {
        if let Err(problem) = DocumentNumber::parse(&text)
            && let Some(suggestion) = problem.suggestion
        {
            prop_assert!(DocumentNumber::parse(&suggestion).is_ok(), "{} → {}", text, suggestion);
        }
    }

    #[test]
    fn no_text_is_too_odd_for_a_number(text in "\\PC{0,20}") {
        let _ = DocumentNumber::parse(&text);
    }
}
