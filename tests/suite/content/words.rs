//! Word for word: the records hold what the sources hold, in the same order, and nothing else.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use minhbach::record::document::{DocumentRecord, ProvisionRecord, ReadingRecord};
use minhbach::record::{RecordKind, read};

use super::super::builds::{real_sources, repository};
use super::HELD;

/// Ends the document in a source file; what follows are notes of whoever restored it.
const END: &str = "<!-- HẾT VĂN BẢN";

#[test]
fn every_word_of_the_sources_is_in_the_records_in_order_and_nothing_else() {
    let Some(folder) = folder() else {
        skipped("SKIPPED: THE SOURCES ARE NOT THERE (SET MINHBACH_SOURCES): THE TEXTS ARE NOT COMPARED WORD FOR WORD");
        return;
    };
    for (id, file) in HELD {
        let (source, _) = source(&folder.join(file));
        let printed = words(&plain(&source));
        let record = record(id);
        // Some documents are signed before the list of recipients, some after.
        let (before, after) = (words(&recorded(&record, true)), words(&recorded(&record, false)));
        let kept = if before == printed { before } else { after };
        let differs =
            kept.iter().zip(&printed).position(|(left, right)| left != right).unwrap_or(kept.len().min(printed.len()));
        let near = |list: &[String]| list[differs.saturating_sub(6)..(differs + 12).min(list.len())].join(" ");
        assert_eq!(
            kept.len(),
            printed.len(),
            "{id}\n the record: … {} …\n the source: … {} …",
            near(&kept),
            near(&printed)
        );
        assert_eq!(kept, printed, "{id}\n the record: … {} …\n the source: … {} …", near(&kept), near(&printed));
        assert!(kept.len() > 300, "{id} has only {} words", kept.len());
    }
}

#[test]
fn every_doubtful_reading_of_the_sources_is_one_of_the_records() {
    let Some(folder) = folder() else {
        skipped("SKIPPED: THE SOURCES ARE NOT THERE (SET MINHBACH_SOURCES): THE DOUBTFUL READINGS ARE NOT COMPARED");
        return;
    };
    for (id, file) in HELD {
        let (_, notes) = source(&folder.join(file));
        let record = record(id);
        let notes = numbered(&notes);
        assert!(
            record.readings.len() >= notes.len(),
            "{id}: {} readings for {} notes",
            record.readings.len(),
            notes.len()
        );
        for note in notes {
            // What stands before the dash names the place; the rest explains it.
            let place = note.split_once(" – ").map_or("", |(place, _)| place);
            for quote in quotes(place) {
                let covered = record.readings.iter().any(|reading| is_about(reading, quote));
                assert!(covered, "{id}: no reading is about “{quote}”, of the note\n{note}");
            }
        }
    }
}

#[test]
fn every_mark_of_doubt_in_a_text_has_a_reading() {
    for (id, _) in HELD {
        let record = record(id);
        let marks = recorded(&record, true).matches("[?]").count();
        let doubtful = record
            .readings
            .iter()
            .filter(|reading| reading.quote.as_deref().is_some_and(|quote| quote.contains("[?]")));
        assert!(doubtful.count() >= usize::from(marks > 0), "{id} has {marks} marks and no reading that shows one");
    }
}

/// Says so even where the output of tests that pass is held back.
#[allow(clippy::explicit_write)]
fn skipped(what: &str) {
    writeln!(std::io::stderr(), "{what}").unwrap();
}

fn folder() -> Option<PathBuf> {
    let folder =
        std::env::var_os("MINHBACH_SOURCES").map_or_else(|| repository().join("../shared/sources"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

fn record(id: &str) -> DocumentRecord {
    let path = format!("content/documents/{id}.yaml");
    let source = real_sources().content.iter().find(|source| source.path.as_str() == path).unwrap();
    read(source, RecordKind::Document).unwrap()
}

/// The text of a source and the notes below it.
fn source(path: &std::path::Path) -> (String, String) {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (_, body) = text.trim_start_matches("---\n").split_once("\n---\n").unwrap();
    let (document, notes) = body.split_once(END).unwrap();
    (document.to_owned(), notes.to_owned())
}

/// The words of a record, with its labels and the two words that print themselves.
fn recorded(record: &DocumentRecord, signed_before_recipients: bool) -> String {
    let mut lines: Vec<String> = record.letterhead.to_vec();
    lines.extend(record.heading.as_deref().map(str::to_owned));
    if !record.addressees.is_empty() {
        lines.push("Kính gửi:".to_owned());
        lines.extend(record.addressees.clone());
    }
    record.provisions.iter().for_each(|provision| collect(provision, &mut lines));
    for footnote in &record.footnotes {
        lines.push(format!("[^{}]: {}", footnote.label, footnote.text));
    }
    let mut recipients = Vec::new();
    if !record.recipients.is_empty() {
        recipients.push("Nơi nhận:".to_owned());
        recipients.extend(record.recipients.to_vec());
    }
    let signature = record.signature.to_vec();
    let (first, second) = if signed_before_recipients { (signature, recipients) } else { (recipients, signature) };
    lines.extend(first.into_iter().chain(second));
    lines.extend(record.page_footer.as_deref().map(str::to_owned));
    lines.join("\n")
}

fn collect(provision: &ProvisionRecord, lines: &mut Vec<String>) {
    let [heading, text] = [&provision.heading, &provision.text].map(Option::as_deref);
    lines.extend([provision.label.as_deref(), heading, text].into_iter().flatten().map(str::to_owned));
    provision.provisions.iter().for_each(|inner| collect(inner, lines));
}

/// A source's text without the marks of Markdown that are not printed.
fn plain(markdown: &str) -> String {
    let mut in_list = false;
    let mut lines = Vec::new();
    for line in markdown.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let line = line.trim_start_matches('#').trim_start().replace("\\*", "*").replace("\\+", "+");
        // The dashes of these two lists are the layout of the letter, not labels of provisions.
        let listed = line.strip_prefix("- ").filter(|_| in_list).map(str::to_owned);
        if listed.is_none() {
            in_list = line.starts_with("Kính gửi:") || line.starts_with("Nơi nhận:");
        }
        let footer = line.strip_prefix("(Chân trang 1: ").and_then(|rest| rest.strip_suffix(')')).map(str::to_owned);
        lines.push(listed.or(footer).unwrap_or(line));
    }
    lines.join("\n")
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// The numbered notes on uncertain readings.
fn numbered(notes: &str) -> Vec<String> {
    let (_, list) = notes.split_once("**Chỗ đọc chưa chắc**").unwrap();
    let list = list.split("\n**").next().unwrap_or_default();
    let notes = list.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_digit())).map(str::to_owned);
    notes.collect()
}

/// What stands between “ and ”.
fn quotes(text: &str) -> Vec<&str> {
    text.split('“').skip(1).filter_map(|rest| rest.split('”').next()).collect()
}

/// Whether a reading quotes those words, or a part of them.
fn is_about(reading: &ReadingRecord, quote: &str) -> bool {
    // "hàng tháng/quý/năm" stands for three places, each with a reading.
    let quote = if quote.contains("[?]") { bare(quote) } else { bare(quote.split('/').next().unwrap_or_default()) };
    let own = bare(reading.quote.as_deref().unwrap_or_default());
    own.chars().count() > 3 && (own.contains(&quote) || quote.contains(&own))
}

/// Without marks of doubt and doubled spaces.
fn bare(text: &str) -> String {
    text.replace("[?]", " ").replace(['[', ']', '“', '”'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}
