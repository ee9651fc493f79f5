//! The day of the build changes what tells the time, and nothing else.

use jiff::civil::date;

use super::super::builds::{compile, on, real_sources};
use super::super::html;

/// Files that carry statuses or end on the day, by what is in their path.
const TIMED: [&str; 6] =
    ["data/directives.", "data/datapackage.json", "index.json", "theo-nam.csv", "ky-bao-cao.csv", "cap-nhat/"];

#[test]
fn another_day_changes_only_what_tells_the_time() {
    let (early, late) = (date(2023, 9, 11), date(2026, 11, 22));
    let (before, after) = (compile(real_sources(), &on(early)), compile(real_sources(), &on(late)));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let mut differing = 0;
    for (path, bytes) in before.iter().filter(|(path, bytes)| after[*path] != **bytes) {
        differing += 1;
        if TIMED.iter().any(|timed| path.contains(timed)) {
            continue;
        }
        assert!(path.ends_with(".html"), "{path} differs");
        // Every page says for which day it was made; apart from that only statuses may move.
        let (old, new) = (undated(&decode(bytes)), undated(&decode(&after[path])));
        assert!(old == new || old.contains("data-state="), "{path} differs, but shows no status");
    }
    assert!(differing > 100, "only {differing} files differ");
}

#[test]
fn a_chosen_day_decides_what_is_due() {
    let files = compile(real_sources(), &on(date(2023, 9, 11)));
    let directives: Vec<serde_json::Value> = serde_json::from_slice(&files["data/directives.json"]).unwrap();
    let of = |id: &str| directives.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("no directive {id}"));
    // "trước ngày 12/9/2023": the 11th is the last good day.
    assert_eq!(of("dong-nai/9266-ubnd-kgvx-2023/2_gach-3")["timeliness"], "due-today");
    assert_eq!(of("dong-nai/449-kl-tu-2023/ii_2_gach-5~2")["timeliness"], "past-due-unreported");
    assert_eq!(of("dong-nai/9266-ubnd-kgvx-2023/2_gach-2")["timeliness"], "on-time");
}

/// Without the two days; the accessibility statement may tell of either on its own account.
fn undated(html: &str) -> String {
    let days = ["2023-09-11", "11/9/2023", "11 September 2023", "2026-11-22", "22/11/2026", "22 November 2026"];
    days.iter().fold(html.to_owned(), |html, day| html.replace(day, "…"))
}

fn decode(page: &[u8]) -> String {
    html::decode(std::str::from_utf8(page).unwrap())
}
