//! The repository's own content against the six documents it was made from.
//!
//! The word-for-word comparison needs the Markdown of the sources, which is no part of the repository:
//! the folder that `MINHBACH_SOURCES` names, else `../shared/sources`. Without it those tests say so in
//! capitals and pass. The tables of deadlines and leads below were written by hand, from the sources.

mod deadlines;
mod leads;
mod words;

use std::collections::BTreeSet;

use minhbach::base::diagnostic::Diagnostic;
use minhbach::check;

use super::builds::{TODAY, codes, on, real_site, real_sources, rows};

/// The documents of which the whole text is held, with the file names of their sources.
const HELD: [(&str, &str); 6] = [
    ("ba-ria-vung-tau/02-nq-tu-2021", "02-NQ-TU.md"),
    ("dong-nai/1564-vp-hctc-2025", "1564-VP-HCTC.md"),
    ("dong-nai/449-kl-tu-2023", "449-KL-TU.md"),
    ("dong-nai/4912-ubnd-hcc-2025", "4912-UBND-HCC.md"),
    ("dong-nai/9266-ubnd-kgvx-2023", "9266-UBND-KGVX.md"),
    ("quang-ngai/529-tb-ubnd-2024", "529-TB-UBND.md"),
];

#[test]
fn the_content_has_no_errors_and_no_warnings() {
    let diagnostics: Vec<Diagnostic> = check::check(real_sources(), &on(TODAY)).diagnostics;
    assert!(diagnostics.is_empty(), "{}", codes(&diagnostics));
}

#[test]
fn the_six_documents_are_held_and_the_others_known_by_number_only() {
    let held =
        rows("documents").into_iter().filter(|row| row["held"] == true).map(|row| text(&row["id"])).collect::<Vec<_>>();
    assert_eq!(held, HELD.map(|(id, _)| id));
}

#[test]
fn about_two_hundred_directives_stand_in_about_a_hundred_provisions() {
    let directives = rows("directives");
    let provisions = directives.iter().map(|row| (text(&row["document"]), text(&row["eid"]))).collect::<BTreeSet<_>>();
    assert!(directives.len() >= 200, "{} directives", directives.len());
    assert!(provisions.len() >= 90, "{} provisions", provisions.len());
}

#[test]
fn every_held_document_orders_something() {
    for (id, _) in HELD {
        let document = real_site().documents.iter().find(|document| *document.id == *id).unwrap();
        assert!(!document.directives.is_empty(), "{id}");
    }
}

#[test]
fn the_documents_are_dated_as_the_sources_say() {
    let dated = |id: &str| {
        let row = rows("documents").into_iter().find(|row| row["id"] == id).unwrap();
        (text(&row["date"]), row["date_certain"] == true, row["number_certain"] == true)
    };
    // Number, day: certain only where the notes of the sources say so.
    let table = [
        ("ba-ria-vung-tau/02-nq-tu-2021", "2021-05-28", true, true),
        ("dong-nai/1564-vp-hctc-2025", "2025-04-29", false, false),
        ("dong-nai/449-kl-tu-2023", "2023-08-28", true, true),
        ("dong-nai/4912-ubnd-hcc-2025", "2025-04-26", true, true),
        ("dong-nai/9266-ubnd-kgvx-2023", "2023-09-08", false, false),
        ("quang-ngai/529-tb-ubnd-2024", "2024-10-30", false, true),
    ];
    for (id, day, day_certain, number_certain) in table {
        assert_eq!(dated(id), (day.to_owned(), day_certain, number_certain), "{id}");
    }
}

/// The text of a JSON string.
#[track_caller]
fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
