//! Phrases about time: the table that the browser's code shares, and properties against a calendar.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};
use minhbach::model::day::PartialDate;
use minhbach::model::deadline::{Deadline, DeadlineKind, Reason, parse_deadline, resolve_deadline};
use minhbach::model::recurrence::{DayOfMonth, Recurrence, Slot};
use minhbach::vietnamese::fold::fold;
use proptest::prelude::*;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization as _;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    phrase: String,
    issued: Option<String>,
    kind: Option<String>,
    due: Option<String>,
    starts: Option<String>,
    recurrence: Option<String>,
    #[serde(default)]
    error: bool,
}

fn table() -> Vec<Row> {
    serde_json::from_str(include_str!("../tables/deadlines.json")).unwrap()
}

impl Row {
    fn issued(&self) -> Option<PartialDate> {
        self.issued.as_deref().map(|text| PartialDate::parse(text).unwrap())
    }

    /// What is wrong with the reading of `phrase`, a spelling of this row's phrase.
    fn check(&self, phrase: &str) -> Option<String> {
        match (parse_deadline(phrase, self.issued()), self.error) {
            (Err(_), true) => None,
            (Err(problem), false) => Some(format!("{phrase:?}: {}", problem.message.vi)),
            (Ok(deadline), true) => Some(format!("{phrase:?} should not be understood, but is {deadline:?}")),
            (Ok(deadline), false) => {
                let same = self.kind.as_deref() == Some(deadline.kind.word())
                    && self.due == deadline.due.map(|due| due.to_string())
                    && self.recurrence == deadline.recurrence.map(|rule| rule.rrule())
                    && self
                        .starts
                        .as_ref()
                        .is_none_or(|starts| deadline.starts.map(|day| day.to_string()).as_ref() == Some(starts));
                (!same).then(|| {
                    format!(
                        "{phrase:?}: {:?} {:?} {:?} {:?}",
                        deadline.kind,
                        deadline.due,
                        deadline.starts,
                        deadline.recurrence.map(|rule| rule.rrule())
                    )
                })
            }
        }
    }
}

#[track_caller]
fn holds_for_every_row(spell: impl Fn(&str) -> String) {
    let wrong: Vec<String> = table().iter().filter_map(|row| row.check(&spell(&row.phrase))).collect();
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_row_of_the_table_holds() {
    assert!(table().len() >= 150);
    holds_for_every_row(str::to_owned);
}

#[test]
fn normal_form_case_and_spaces_do_not_matter() {
    holds_for_every_row(|phrase| phrase.nfd().collect());
    holds_for_every_row(str::to_uppercase);
    holds_for_every_row(|phrase| format!("\u{a0} {} ", phrase.replace(' ', "  ")));
    holds_for_every_row(|phrase| format!("“{phrase}”"));
    holds_for_every_row(|phrase| if phrase.trim().is_empty() { String::new() } else { format!("{phrase}[^12].") });
}

#[test]
fn phrases_without_marks_are_understood_alike() {
    // Some words are told apart by their marks alone: sáu (six), sau (after).
    let by_marks = ["sáu", "một", "hai", "mươi", "mười", "tư", "năm ngày", "ngày kể", "Quý hai"];
    let wrong: Vec<String> = table()
        .iter()
        .filter(|row| !by_marks.iter().any(|word| row.phrase.contains(word)))
        .filter_map(|row| row.check(&fold(&row.phrase)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_problem_says_what_to_do_in_both_languages() {
    for row in table().iter().filter(|row| row.error) {
        let problem = parse_deadline(&row.phrase, row.issued()).unwrap_err();
        assert!(problem.help.vi.contains("due") || problem.help.vi.contains("ngày"), "{}", problem.help.vi);
        assert!(!problem.message.vi.is_empty() && !problem.message.en.is_empty(), "{}", row.phrase);
    }
}

#[test]
fn the_reason_is_exact() {
    for (phrase, reason, message) in [
        ("trước ngày 30/02/2025", Reason::Impossible, "tháng 2 năm 2025 không có ngày 30"),
        ("trong tháng 13/2025", Reason::Impossible, "không có “tháng 13” như ghi trong “trong tháng 13/2025”"),
        (
            "trong 10 ngày làm việc",
            Reason::WorkingDays,
            "“trong 10 ngày làm việc” tính theo ngày làm việc, phải biết lịch nghỉ lễ mới tính được",
        ),
        (
            "đến cuối năm",
            Reason::NeedsIssueDate,
            "“đến cuối năm” phải tính theo ngày ban hành, mà ngày ban hành chưa rõ",
        ),
        ("xong trước tết", Reason::Unreadable, "không hiểu “tết” trong thời hạn “xong trước tết”"),
        ("giữa năm 2025", Reason::Unreadable, "“giữa” trong “giữa năm 2025” không cho biết ngày cuối"),
        ("từ ngày 01/7/2025", Reason::Unreadable, "“từ ngày 01/7/2025” chỉ cho biết lúc bắt đầu"),
        ("trong 30 ngày", Reason::Unreadable, "“trong 30 ngày” không cho biết tính từ ngày nào"),
        ("trước ngày 20", Reason::Unreadable, "“trước ngày 20” không cho biết ngày 20 của tháng nào"),
        ("trước ngày 15/5/25", Reason::Unreadable, "năm trong “15/5/25” chưa đủ bốn chữ số"),
        (
            "trước ngày 10/9/2023 và trước ngày 12/9/2023",
            Reason::Contradiction,
            "“trước ngày 10/9/2023 và trước ngày 12/9/2023” có hơn một thời hạn",
        ),
        ("", Reason::Unreadable, "thời hạn để trống"),
    ] {
        let problem = parse_deadline(phrase, None).expect_err(phrase);
        assert_eq!((problem.reason, problem.message.vi.as_str()), (reason, message));
    }
}

#[test]
fn a_year_that_would_be_guessed_wrong_is_asked_for() {
    let problem = parse_deadline("trước ngày 15/1", issued("2024-12-20")).unwrap_err();
    assert_eq!(problem.reason, Reason::Contradiction);
    assert_eq!(
        problem.message.vi,
        "“trước ngày 15/1” không ghi năm; lấy năm ban hành thì hạn là 14/1/2024, trước cả ngày ban hành"
    );
}

#[test]
fn a_printed_year_before_the_issue_is_kept() {
    let deadline = parse_deadline("trước ngày 20/10/2024", issued("2024-10-30")).unwrap();
    assert_eq!(deadline, Deadline::date(date(2024, 10, 19)));
}

#[test]
fn a_given_day_wins_where_the_phrase_does_not_name_one() {
    let given = Some(date(2024, 12, 31));
    for phrase in [
        "và những năm tiếp theo",
        "khẩn trương",
        "đến năm 2025",
        "trước ngày 15/1",
        "trong 5 ngày làm việc",
        "trước ngày 31/11/2024",
    ] {
        let deadline = resolve_deadline(phrase, given, issued("2024-12-20"))
            .unwrap_or_else(|problem| panic!("{}", problem.message));
        assert_eq!(deadline, Deadline::date(date(2024, 12, 31)), "{phrase}");
    }
    let agreeing = resolve_deadline("năm 2024", given, None).unwrap();
    assert_eq!((agreeing.kind, agreeing.due), (DeadlineKind::Period, given));
    let counted = resolve_deadline("trong 11 ngày kể từ ngày ký", given, issued("2024-12-20")).unwrap();
    assert_eq!((counted.kind, counted.due), (DeadlineKind::Period, given));
}

#[test]
fn a_given_day_that_contradicts_the_phrase_is_refused() {
    let problem = resolve_deadline("trước ngày 10/9/2023", Some(date(2023, 9, 10)), None).unwrap_err();
    assert_eq!(problem.reason, Reason::Contradiction);
    assert_eq!(problem.message.vi, "“trước ngày 10/9/2023” nghĩa là hạn cuối 9/9/2023, nhưng due lại ghi 10/9/2023");
    assert_eq!(resolve_deadline("hằng quý", Some(date(2023, 9, 10)), None).unwrap_err().reason, Reason::Contradiction);
    assert_eq!(resolve_deadline("tết", None, None).unwrap_err().reason, Reason::Unreadable);
}

#[test]
fn a_horizon_keeps_its_year() {
    assert_eq!(parse_deadline("đến năm 2025, định hướng đến năm 2030", None).unwrap().horizon, Some(2025));
    assert_eq!(parse_deadline("tầm nhìn đến năm 2045", None).unwrap(), Deadline::horizon(2045));
}

#[track_caller]
fn issued(text: &str) -> Option<PartialDate> {
    Some(PartialDate::parse(text).unwrap())
}

#[track_caller]
fn due(phrase: &str) -> Option<Date> {
    parse_deadline(phrase, None).unwrap_or_else(|problem| panic!("{}", problem.message)).due
}

#[track_caller]
fn slots(phrase: &str, from: Date, until: Date) -> Vec<(String, String)> {
    let rule = parse_deadline(phrase, None).unwrap().recurrence.unwrap();
    rule.slots(from, until).map(|slot| (slot.period_start.to_string(), slot.due.to_string())).collect()
}

#[test]
fn slots_are_one_a_period_by_their_last_good_day() {
    let pairs = |list: &[(&str, &str)]| {
        list.iter().map(|(start, due)| ((*start).to_owned(), (*due).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(
        slots("định kỳ hàng tháng (trước ngày 20)", date(2024, 10, 30), date(2025, 1, 19)),
        pairs(&[("2024-11-01", "2024-11-19"), ("2024-12-01", "2024-12-19"), ("2025-01-01", "2025-01-19")])
    );
    assert_eq!(
        slots("hàng quý, năm", date(2024, 10, 30), date(2025, 6, 30)),
        pairs(&[("2024-10-01", "2024-12-31"), ("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30")])
    );
    assert_eq!(
        slots("hằng tháng, trước ngày 05 tháng sau", date(2025, 1, 1), date(2025, 1, 31)),
        pairs(&[("2024-12-01", "2025-01-04")])
    );
    assert_eq!(
        slots("trước ngày 30 hằng tháng", date(2024, 2, 1), date(2024, 3, 31)),
        pairs(&[("2024-02-01", "2024-02-29"), ("2024-03-01", "2024-03-29")])
    );
    assert_eq!(
        slots("hằng tuần", date(2024, 10, 30), date(2024, 11, 8)),
        pairs(&[("2024-10-28", "2024-11-01"), ("2024-11-04", "2024-11-08")])
    );
    assert_eq!(
        slots("hằng năm, chậm nhất ngày 15/1", date(2024, 1, 16), date(2025, 12, 31)),
        pairs(&[("2025-01-01", "2025-01-15")])
    );
    assert_eq!(slots("hằng quý trong năm 2025", date(2024, 1, 1), date(2030, 1, 1)).len(), 4);
    assert_eq!(slots("hằng ngày", date(2024, 2, 28), date(2024, 3, 1)).len(), 3);
    assert_eq!(slots("hằng năm", date(2024, 6, 2), date(2024, 6, 1)), pairs(&[]));
}

#[test]
fn a_recurrence_says_itself_in_words() {
    for (phrase, words) in [
        ("định kỳ hàng tháng (trước ngày 20)", "hằng tháng, chậm nhất ngày 19"),
        ("hằng tháng", "hằng tháng, chậm nhất ngày cuối của tháng"),
        ("hàng quý, năm", "hằng quý, chậm nhất ngày cuối của tháng 3, 6, 9, 12"),
        ("định kỳ 6 tháng, 01 năm", "6 tháng một lần, chậm nhất ngày cuối của tháng 6, 12"),
        ("hằng tháng, trước ngày 05 tháng sau", "hằng tháng, chậm nhất ngày 4 của tháng liền sau"),
        ("trước thứ Sáu hằng tuần", "hằng tuần, chậm nhất thứ Năm"),
        ("hằng tháng đến hết năm 2025", "hằng tháng, chậm nhất ngày cuối của tháng, đến 31/12/2025"),
    ] {
        assert_eq!(parse_deadline(phrase, None).unwrap().recurrence.unwrap().in_words().vi, words);
    }
}

#[test]
fn a_rule_that_no_calendar_has_is_none() {
    assert_eq!(Recurrence::monthly(5, 0, DayOfMonth::Last), None);
    assert_eq!(Recurrence::monthly(0, 0, DayOfMonth::Last), None);
    assert_eq!(Recurrence::monthly(3, 6, DayOfMonth::Last), None);
    assert_eq!(Recurrence::monthly(1, 0, DayOfMonth::On(32)), None);
}

fn any_day() -> impl Strategy<Value = Date> {
    (0_i64..60_000).prop_map(|days| date(1950, 1, 1).saturating_add(days.days()))
}

/// Ways to write a day.
fn spellings(day: Date) -> Vec<String> {
    let (d, m, y) = (day.day(), day.month(), day.year());
    vec![
        format!("{d}/{m}/{y}"),
        format!("{d:02}/{m:02}/{y}"),
        format!("{d}-{m}-{y}"),
        format!("{d:02}.{m:02}.{y}"),
        format!("{d} tháng {m} năm {y}"),
        format!("{d:02} tháng {m:02}/{y}"),
        format!("{d} / {m} / {y}"),
    ]
}

/// The last day of a month by counting, not by the library.
fn last_of_month(year: i16, month: i8) -> Date {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days = match month {
        2 => 28 + i8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    date(year, month, days)
}

proptest! {
    #[test]
    fn before_a_day_is_the_day_before(day in any_day(), spelling in 0_usize..7) {
        let phrase = format!("trước ngày {}", spellings(day)[spelling]);
        prop_assert_eq!(due(&phrase), Some(day.yesterday().unwrap()));
    }

    #[test]
    fn by_a_day_is_that_day(day in any_day(), spelling in 0_usize..7, word in 0_usize..6) {
        let word = ["đến ngày", "chậm nhất ngày", "chậm nhất là ngày", "không quá ngày", "muộn nhất ngày", "đến hết ngày"][word];
        let phrase = format!("{word} {}", spellings(day)[spelling]);
        prop_assert_eq!(due(&phrase), Some(day));
    }

    #[test]
    fn a_month_ends_on_its_last_day(year in 1950_i16..2150, month in 1_i8..13, form in 0_usize..5) {
        let phrase = [
            format!("trong tháng {month}/{year}"),
            format!("tháng {month:02}/{year}"),
            format!("hết tháng {month} năm {year}"),
            format!("đến hết tháng {month}-{year}"),
            format!("cuối tháng {month}/{year}"),
        ][form].clone();
        prop_assert_eq!(due(&phrase), Some(last_of_month(year, month)));
    }

    #[test]
    fn before_a_month_is_the_end_of_the_month_before(year in 1950_i16..2150, month in 1_i8..13) {
        let (before_year, before_month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
        prop_assert_eq!(due(&format!("trước tháng {month}/{year}")), Some(last_of_month(before_year, before_month)));
    }

    #[test]
    fn a_quarter_ends_with_its_third_month(year in 1950_i16..2150, quarter in 1_i8..5, form in 0_usize..4) {
        let roman = ["I", "II", "III", "IV"][usize::try_from(quarter).unwrap() - 1];
        let phrase = [
            format!("hết Quý {roman}/{year}"),
            format!("quý {quarter}/{year}"),
            format!("trong quý {quarter} năm {year}"),
            format!("từ nay đến hết Quý {roman} năm {year}"),
        ][form].clone();
        prop_assert_eq!(due(&phrase), Some(last_of_month(year, quarter * 3)));
    }

    #[test]
    fn any_printed_day_is_read_or_does_not_exist(year in 1950_i16..2150, month in 1_i8..13, day in 1_i8..32) {
        let exists = day <= last_of_month(year, month).day();
        let read = parse_deadline(&format!("đến ngày {day}/{month}/{year}"), None);
        prop_assert_eq!(read.is_ok(), exists);
        if let Err(problem) = read {
            prop_assert_eq!(problem.reason, Reason::Impossible);
        }
    }

    #[test]
    fn counted_days_end_that_many_days_later(day in any_day(), count in 1_i64..400) {
        let deadline = parse_deadline(&format!("trong {count} ngày kể từ ngày ký"), Some(PartialDate::from(day))).unwrap();
        prop_assert_eq!(deadline.due, Some(day.saturating_add(count.days())));
        prop_assert_eq!(deadline.starts, Some(day));
    }

    #[test]
    fn a_stretch_has_both_ends(start in any_day(), days in 0_i64..500) {
        let end = start.saturating_add(days.days());
        let phrase = format!("từ ngày {} đến ngày {}", spellings(start)[0], spellings(end)[0]);
        let deadline = parse_deadline(&phrase, None).unwrap();
        prop_assert_eq!((deadline.kind, deadline.starts, deadline.due), (DeadlineKind::Period, Some(start), Some(end)));
    }

    #[test]
    fn monthly_slots_match_a_calendar(from in any_day(), length in 0_i64..900, day in 1_i8..32) {
        let until = from.saturating_add(length.days());
        let rule = parse_deadline(&format!("ngày {day} hằng tháng"), None).unwrap().recurrence.unwrap();
        let found: Vec<Date> = rule.slots(from, until).map(|slot| slot.due).collect();
        let expected: Vec<Date> = (0..=length)
            .map(|days| from.saturating_add(days.days()))
            .filter(|date| date.day() == day.min(last_of_month(date.year(), date.month()).day()))
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn slots_ascend_without_gaps_and_stay_inside(from in any_day(), length in 0_i64..4000, which in 0_usize..7) {
        let months = [1_u8, 2, 3, 4, 6, 12, 0][which];
        let rule = if months == 0 { Recurrence::weekly(Weekday::Tuesday) } else { Recurrence::monthly(months, months, DayOfMonth::On(10)).unwrap() };
        let until = from.saturating_add(length.days());
        let found: Vec<Slot> = rule.slots(from, until).collect();
        prop_assert!(found.iter().all(|slot| from <= slot.due && slot.due <= until && slot.period_start <= slot.due));
        for pair in found.windows(2) {
            let next = if months == 0 { pair[0].due.saturating_add(7.days()) } else { pair[0].due.saturating_add(i64::from(months).months()) };
            prop_assert_eq!(pair[1].due, next);
        }
        let shortest = if months == 0 { 7 } else { i64::from(months) * 28 };
        prop_assert!(length < shortest * 2 || !found.is_empty());
    }

    #[test]
    fn no_phrase_is_too_odd_to_read(phrase in "\\PC{0,40}") {
        let _ = parse_deadline(&phrase, issued("2024-10-30"));
    }

    #[test]
    fn no_row_of_known_words_is_too_odd_to_read(words in prop::collection::vec(prop::sample::select(vec![
        "trước", "ngày", "đến", "hết", "cuối", "đầu", "từ", "nay", "tháng", "quý", "năm", "hằng", "mỗi", "định kỳ", "6", "20", "31", "2025", "IV",
        "/", "-", "(", ")", ",", "và", "sau", "kể từ", "ký", "lần", "giờ", "thứ", "nửa", "99999", "10/2024", "15/5", "29/02/2024", "của", "chậm nhất",
    ]), 0..9)) {
        if let Ok(deadline) = parse_deadline(&words.join(" "), issued("2024-10-30")) {
            let dated = matches!(deadline.kind, DeadlineKind::Date | DeadlineKind::Period);
            prop_assert_eq!(deadline.due.is_some(), dated);
            prop_assert_eq!(deadline.recurrence.is_some(), deadline.kind == DeadlineKind::Recurring);
            prop_assert_eq!(deadline.horizon.is_some(), deadline.kind == DeadlineKind::Horizon);
        }
    }
}
