//! Other words in a document change nothing but that document; what others go by is linked anew.

use std::sync::Arc;

use minhbach::check::{Checked, Memory, check, check_again};
use minhbach::load::Sources;
use minhbach::model::Site;

use super::super::builds::{on, repository, sources};
use super::TODAY;

const RESOLUTION: &str = "content/documents/an-phuc/08-nq-tu-2021.yaml";
const LETTER: &str = "content/documents/lac-giang/1456-ubnd-nn-2024.yaml";

/// Edits of words: the file, what it says and what it says then, everywhere in it.
const WORDS: [(&str, &str, &str); 8] = [
    (RESOLUTION, "short_title: Nghị quyết về", "short_title: Nghị quyết đã sửa về"),
    (RESOLUTION, "title: Bí thư", "title: Phó Bí thư"),
    (RESOLUTION, "đi lại nhiều lần cho một việc", "đi lại quá nhiều lần cho một việc"),
    (RESOLUTION, "responsible: người đứng đầu cấp ủy", "responsible: bí thư cấp ủy"),
    (RESOLUTION, "- action: Học tập, quán triệt", "- action: Quán triệt"),
    (RESOLUTION, "trong quý III/2021", "trong quý IV/2021"),
    (RESOLUTION, "value: 34\n", "value: 34.5\n"),
    (RESOLUTION, "            value: 15\n", "            value: 14\n"),
];

/// Edits of what others go by.
const OUTLINES: [(&str, &str, &str); 12] = [
    (RESOLUTION, "\ndate: 2021-06-18", "\ndate: 2021-06-17"),
    (RESOLUTION, "\nnumber: 08-NQ/TU", "\nnumber: 09-NQ/TU"),
    (RESOLUTION, "\nissuer: an-phuc/tinh-uy", "\nissuer: an-phuc/ubnd-tinh"),
    (RESOLUTION, "lead: [an-phuc/bcs-dang-ubnd-tinh]", "lead: [an-phuc/bcd-chuyen-doi-so]"),
    (RESOLUTION, "period: \"2020\"", "period: \"2019\""),
    (RESOLUTION, "ít nhất mỗi quý một lần", "ít nhất mỗi tháng một lần"),
    (
        RESOLUTION,
        "              - action: Học tập",
        "              - action: Làm thêm\n              - action: Học tập",
    ),
    (RESOLUTION, "\nkind: resolution", "\nkind: resolution\npublication: draft"),
    (RESOLUTION, "\nissuer: an-phuc/tinh-uy", "\nissuer: an-phuc/khong-co"),
    (LETTER, "carries_out: [lac-giang/298-kl-tu-2024/ii_2]", "carries_out: [lac-giang/298-kl-tu-2024/ii_3]"),
    (LETTER, "carries_out: [lac-giang/298-kl-tu-2024/ii_3]", "carries_out: [lac-giang/298-kl-tu-2024/ii_99]"),
    (LETTER, "to: đến hết ngày 30/5/2025", "to: đến hết ngày 31/5/2025"),
];

#[test]
fn other_words_change_nothing_but_their_document() {
    for edit in WORDS {
        let (before, after) = edited(edit);
        let (before, after) = (before.unwrap(), after.unwrap());
        assert!(shares_bodies(&before, &after), "{edit:?}: everything was linked anew");
        let other = |(one, other)| !Arc::ptr_eq(one, other);
        let rows = before.documents.rows().iter().zip(after.documents.rows());
        assert_eq!(rows.filter(|rows| other(*rows)).count(), 1, "{edit:?}");
    }
}

#[test]
fn what_others_go_by_is_linked_anew() {
    for edit in OUTLINES {
        let (before, after) = edited(edit);
        assert!(!after.is_some_and(|after| shares_bodies(&before.unwrap(), &after)), "{edit:?}: taken for words");
    }
}

#[test]
fn words_of_a_document_with_a_warning_are_linked_anew_and_the_warnings_of_others_stay() {
    let base = sample();
    let with_warning = said(&base, (RESOLUTION, "\nkind: resolution", "\nkind: conclusion"));
    let mut memory = Memory::default();
    let first = check_again(&with_warning, &on(TODAY), &mut memory);
    assert!(!first.diagnostics.is_empty() && first.site.is_some(), "{:?}", first.diagnostics);
    for edit in [WORDS[0], (LETTER, "- action: Vận hành thử", "- action: Chạy thử")] {
        let edited = said(&with_warning, edit);
        same(&check_again(&edited, &on(TODAY), &mut memory), &check(&edited, &on(TODAY)), edit.1);
    }
}

/// The sites before and after an edit, the latter held against one that knows nothing of the former; and the former again,
/// when the edit is taken back.
fn edited(edit: (&str, &str, &str)) -> (Option<Site>, Option<Site>) {
    let base = sample();
    let edited = said(&base, edit);
    let mut memory = Memory::default();
    let before = check_again(&base, &on(TODAY), &mut memory);
    let after = check_again(&edited, &on(TODAY), &mut memory);
    same(&after, &check(&edited, &on(TODAY)), edit.2);
    same(&check_again(&base, &on(TODAY), &mut memory), &before, edit.1);
    same(&check_again(&edited, &on(TODAY), &mut memory), &after, edit.2);
    (before.site, after.site)
}

fn sample() -> Sources {
    sources(&repository().join("tests/sites/sample"))
}

#[track_caller]
fn said(sources: &Sources, (path, from, to): (&str, &str, &str)) -> Sources {
    let mut sources = sources.clone();
    let source = sources.content.iter_mut().find(|source| source.path.as_str() == path).unwrap();
    assert!(source.text.contains(from), "{path} does not say {from}");
    source.text = source.text.replace(from, to).into();
    sources
}

#[track_caller]
fn same(one: &Checked, other: &Checked, what: &str) {
    assert_eq!(one.diagnostics, other.diagnostics, "{what}");
    assert!(format!("{:?}", one.site) == format!("{:?}", other.site), "{what}: the sites differ");
}

fn shares_bodies(one: &Site, other: &Site) -> bool {
    Arc::ptr_eq(&one.bodies.rows()[0], &other.bodies.rows()[0])
}
