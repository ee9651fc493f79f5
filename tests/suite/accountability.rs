//! Who promised what, by when, and what is known of it: what the site makes of its records as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jiff::civil::{Date, date};
use minhbach::check;
use minhbach::model::body::Body;
use minhbach::model::schedule::{coming, newly_past_due, report_calendar};
use minhbach::model::scorecard::{Scorecard, by_year};
use minhbach::model::status::{SlotState, Timeliness};
use minhbach::model::succession::{heirs, lineage};
use minhbach::model::{Ix, Site, route};
use serde_json::Value;

use super::builds::{Files, compile, on, real_site, real_sources, repository, sources};
use super::html::decode;

/// The day for which the sample is looked at.
const DAY: Date = date(2025, 11, 15);

fn sample() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| check::check(&sources(&repository().join("tests/sites/sample")), &on(DAY)).site.unwrap())
}

fn sample_files() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| compile(&sources(&repository().join("tests/sites/sample")), &on(DAY)))
}

/// The repository's own content on the first of the two days that the tests compare, and on the last.
fn two_days() -> &'static [Files; 2] {
    static FILES: OnceLock<[Files; 2]> = OnceLock::new();
    FILES.get_or_init(|| [date(2023, 9, 11), date(2026, 11, 22)].map(|day| compile(real_sources(), &on(day))))
}

#[track_caller]
fn page<'f>(files: &'f Files, address: &str) -> &'f str {
    let path = format!("{address}index.html");
    std::str::from_utf8(files.get(&path).unwrap_or_else(|| panic!("no page {path}"))).unwrap()
}

#[track_caller]
fn body(site: &Site, id: &str) -> Ix<Body> {
    site.bodies.entries().find(|(_, body)| body.id == id).unwrap_or_else(|| panic!("no body {id}")).0
}

#[test]
fn the_years_add_up_to_the_whole() {
    for site in [sample(), real_site()] {
        let all = site.directives.positions().collect::<Vec<_>>();
        let years = by_year(site, &all);
        let whole = Scorecard::of(site, all.iter().copied());
        let sum = |count: &dyn Fn(&Scorecard) -> usize| years.values().map(count).sum::<usize>();
        for timeliness in Timeliness::ALL {
            assert_eq!(sum(&|card| card.tally.count(timeliness)), whole.tally.count(timeliness), "{timeliness:?}");
        }
        assert_eq!(sum(&|card| card.tally.no_information()), whole.tally.no_information());
        assert_eq!(sum(&|card| card.slots_missing), whole.slots_missing);
    }
    let years = by_year(sample(), &sample().directives.positions().collect::<Vec<_>>());
    assert_eq!(years.keys().flatten().copied().collect::<Vec<_>>(), [2021, 2022, 2023, 2024, 2025]);
}

#[test]
fn a_rate_leaves_out_what_is_unknown_and_what_was_due_before_it_was_issued() {
    let all = real_site().directives.positions();
    let tally = Scorecard::of(real_site(), all).tally;
    assert!(tally.count(Timeliness::DueBeforeIssue) > 0, "529/TB-UBND orders things before it was issued");
    assert_eq!(tally.on_time_rate(), None, "nobody has reported anything");
    let reported = tally.reported_rate().unwrap();
    assert_eq!((reported.part, reported.whole), (0, tally.count(Timeliness::PastDueUnreported)));
}

#[test]
fn what_is_newly_past_due_has_passed_since_that_day_and_has_no_result() {
    let site = sample();
    let since = date(2025, 10, 1);
    let days = newly_past_due(site, since);
    assert!(days.is_sorted() && !days.is_empty());
    for due in &days {
        assert!((since..site.today).contains(&due.day), "{due:?}");
        let standing = &site.directives[due.directive].standing;
        if due.is_slot {
            let slot = standing.slots.iter().find(|slot| slot.due == due.day).unwrap();
            assert_eq!(slot.state, SlotState::Missing);
        } else {
            let timeliness = standing.timing.timeliness;
            assert!(matches!(timeliness, Timeliness::Overdue | Timeliness::PastDueUnreported), "{timeliness:?}");
        }
    }
    let counted = |since: Date| newly_past_due(site, since).iter().filter(|due| !due.is_slot).count();
    let past = site
        .directives
        .iter()
        .filter(|one| matches!(one.standing.timing.timeliness, Timeliness::Overdue | Timeliness::PastDueUnreported));
    assert_eq!(counted(Date::MIN), past.count(), "since ever means all of them");
    assert_eq!(counted(site.today), 0, "what is due today has not passed yet");
}

#[test]
fn what_is_coming_is_open_and_a_duty_comes_once() {
    let site = sample();
    let days = coming(site, site.today, date(2026, 11, 15));
    let slots = days.iter().filter(|due| due.is_slot).map(|due| due.directive).collect::<Vec<_>>();
    assert_eq!(slots.iter().collect::<BTreeSet<_>>().len(), slots.len());
    assert!(days.iter().all(|due| due.day >= site.today));
    assert!(days.iter().any(|due| !due.is_slot && due.day == site.today), "something is due today");
}

#[test]
fn the_calendar_of_reports_has_every_slot_of_the_year() {
    let site = sample();
    let calendar = report_calendar(site, 2025);
    for duty in &calendar {
        assert!(duty.slots.iter().all(|slot| slot.due.year() == 2025));
        let known = site.directives[duty.directive].standing.slots.iter().filter(|slot| slot.due.year() == 2025);
        assert!(known.clone().eq(duty.slots.iter().take(known.clone().count())), "the past of both is the same");
    }
    // "hằng tháng, chậm nhất ngày 19", ordered in 2024 and still running: twelve slots, one of them filed.
    let monthly = calendar
        .iter()
        .find(|duty| site.directives[duty.directive].id.as_ref() == "an-phuc/267-tb-ubnd-2024/ii_2_a~2")
        .unwrap();
    assert_eq!(monthly.slots.len(), 12);
    assert_eq!(monthly.slots.iter().filter(|slot| slot.state == SlotState::Upcoming).count(), 2);
}

#[test]
fn a_successor_shows_what_its_predecessors_were_ordered_and_their_figures_apart() {
    let site = sample();
    let successor = body(site, "an-phuc/so-khcn");
    let earlier = lineage(site, successor);
    assert!(earlier.contains(&body(site, "an-phuc/so-tttt")), "{earlier:?}");
    assert!(site.bodies[successor].leads.is_empty(), "its own figures stay its own");
    let html = decode(page(sample_files(), &route::body(&site.bodies[successor])));
    let section = html.split_once("id=\"ke-thua\"").expect("the page has the section").1;
    for words in ["Sở Thông tin và Truyền thông tỉnh An Phúc", "Được giao 19 việc.", "7 trong 8 việc"]
    {
        assert!(section.contains(words), "the section does not say {words:?}");
    }
    // Across two mergers.
    let last = lineage(site, body(site, "thuan-giang/so-khcn"));
    assert!(last.contains(&successor) && last.contains(&body(site, "an-phuc/so-tttt")), "{last:?}");
}

#[test]
fn an_order_to_a_body_that_is_gone_names_who_holds_it_now() {
    let site = sample();
    let gone = body(site, "an-phuc/so-tttt");
    assert_eq!(heirs(site, gone, date(2025, 2, 28)), [], "it still existed on its last day");
    assert_eq!(heirs(site, gone, date(2025, 3, 1)), [body(site, "an-phuc/so-khcn")]);
    assert_eq!(heirs(site, gone, DAY), [body(site, "thuan-giang/so-khcn")], "the heir was merged in its turn");
    let html = decode(page(sample_files(), "van-ban/an-phuc/267-tb-ubnd-2024/ii_2_dd/"));
    assert!(html.contains("nay là <a href=\"../../../../co-quan/thuan-giang/so-khcn/\">"), "{html}");
}

#[test]
fn the_pages_of_both_documents_quote_both_readings_of_a_contradiction() {
    let files = &two_days()[1];
    let contradictions = [
        (
            ["dong-nai/449-kl-tu-2023", "dong-nai/9266-ubnd-kgvx-2023"],
            ["“thời gian hoàn thành trước ngày 10/9/2023”", "“trình trước ngày 12/9/2023”"],
        ),
        (
            ["dong-nai/449-kl-tu-2023", "dong-nai/9266-ubnd-kgvx-2023"],
            ["“Các cấp ủy, chính quyền địa phương”", "“Thủ trưởng, các cơ quan, đơn vị, địa phương”"],
        ),
        (
            ["dong-nai/449-kl-tu-2023", "dong-nai/9266-ubnd-kgvx-2023"],
            [
                "theo 08 nhóm nhiệm vụ và 58 chỉ tiêu”",
                "“điều chỉnh Nghị quyết số 05-NQ/TU theo 08 nhóm nhiệm vụ và 58 chỉ tiêu”",
            ],
        ),
        (["dong-nai/4912-ubnd-hcc-2025", "dong-nai/1564-vp-hctc-2025"], ["nêu năm chỉ tiêu", "chỉ giao ba chỉ tiêu"]),
        (
            ["dong-nai/4912-ubnd-hcc-2025", "dong-nai/1564-vp-hctc-2025"],
            ["“trước ngày 15/5/2025 [?]”", "“trước ngày 10/5/2025”"],
        ),
    ];
    for (documents, readings) in contradictions {
        for id in documents {
            let html = decode(page(files, &format!("van-ban/{id}/")));
            for reading in readings {
                assert!(html.contains(reading), "{id} does not quote {reading}");
            }
            let other = documents.iter().find(|other| **other != id).unwrap();
            let folder = other.rsplit('/').next().unwrap();
            assert!(html.contains(&format!("/{folder}/")), "{id} does not lead to {other}");
        }
    }
}

#[test]
fn both_chains_are_drawn_and_listed_on_every_page_of_theirs() {
    let files = &two_days()[1];
    let chains: [&[&str]; 2] = [
        &[
            "dong-nai/05-nq-tu-2022",
            "dong-nai/449-kl-tu-2023",
            "dong-nai/1042-cv-bcsd-2023",
            "dong-nai/9266-ubnd-kgvx-2023",
        ],
        &[
            "trung-uong/57-nq-tw",
            "trung-uong/01-cv-bcdtw-2025",
            "dong-nai/4912-ubnd-hcc-2025",
            "dong-nai/1564-vp-hctc-2025",
        ],
    ];
    for chain in chains {
        for id in chain {
            let html = page(files, &format!("van-ban/{id}/"));
            let (picture, list) =
                html.split_once("<ol class=\"chain levels\">").unwrap_or_else(|| panic!("{id} has no chain"));
            let picture = &picture[picture.rfind("<svg").expect("the picture is in the page")..];
            let list = &list[..list.find("</li>\n</ol>").unwrap_or(list.len())];
            for other in chain {
                let number =
                    real_site().documents.iter().find(|one| *one.id == **other).unwrap().number.as_ref().unwrap();
                assert!(decode(picture).contains(&*number.value), "the picture on {id} lacks {other}");
                assert!(decode(list).contains(&*number.value), "the list on {id} lacks {other}");
            }
        }
    }
}

/// The rows of a table by id, without the fields that `skip` names.
fn rows_without(files: &Files, table: &str, skip: &[&str]) -> BTreeMap<String, Value> {
    let rows: Vec<Value> = serde_json::from_slice(&files[&format!("data/{table}.json")]).unwrap();
    let strip = |mut row: Value| {
        for field in skip {
            row.as_object_mut().unwrap().remove(*field);
        }
        row
    };
    rows.into_iter().enumerate().map(|(place, row)| (format!("{place}"), strip(row))).collect()
}

#[test]
fn two_days_differ_exactly_where_time_matters() {
    let [early, late] = two_days();
    assert_eq!(
        early.keys().filter(|path| !path.starts_with("search/")).collect::<Vec<_>>(),
        late.keys().filter(|path| !path.starts_with("search/")).collect::<Vec<_>>()
    );
    for table in ["documents", "provisions", "updates", "indicators", "targets", "results", "bodies"] {
        assert_eq!(rows_without(early, table, &[]), rows_without(late, table, &[]), "{table}");
    }
    let timed = ["timeliness", "days_late", "slots"];
    assert_eq!(rows_without(early, "directives", &timed), rows_without(late, "directives", &timed));

    // By the calendar alone: every directive with a day between the two has moved, no other has.
    let directives = |files: &Files| serde_json::from_slice::<Vec<Value>>(&files["data/directives.json"]).unwrap();
    let mut moved = 0;
    for (before, after) in directives(early).iter().zip(&directives(late)) {
        let due = before["due"].as_str().filter(|_| before["timeliness"] != "due-before-issue");
        let passes = due.is_some_and(|due| ("2023-09-11".."2026-11-22").contains(&due));
        assert_eq!(before["timeliness"] != after["timeliness"], passes, "{}", before["id"]);
        moved += usize::from(passes);
    }
    assert!(moved > 20, "{moved}");

    // A page that tells of no directive says the same on both days, but for the day. The journal is a list of days.
    let mut same = 0;
    for (path, html) in early.iter().filter(|(path, _)| path.ends_with(".html")) {
        let texts = [html, &late[path]].map(|bytes| {
            let text = String::from_utf8_lossy(bytes);
            let days = ["2023-09-11", "2026-11-22", "11/9/2023", "22/11/2026", "11 September 2023", "22 November 2026"];
            days.iter().fold(text.into_owned(), |text, day| text.replace(day, "…"))
        });
        let marks = ["data-timeliness", "data-state", "data-coming", "verdict"];
        let timed = path.contains(route::JOURNAL) || marks.iter().any(|mark| texts[1].contains(mark));
        if !timed {
            assert_eq!(texts[0], texts[1], "{path}");
            same += 1;
        }
    }
    assert!(same > 50, "{same}");
}
