//! What the calendar says about a directive, about slots, and about many directives together.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use minhbach::model::day::PartialDate;
use minhbach::model::deadline::DeadlineKind;
use minhbach::model::status::{
    Rate, SlotState, Tally, Timeliness, TimelinessInput, Timing, days_from, slot_state, timeliness,
};
use minhbach::record::update::Lifecycle;
use proptest::prelude::*;

const DUE: Date = date(2024, 10, 19);

const LIFECYCLES: [Lifecycle; 8] = [
    Lifecycle::NotStarted,
    Lifecycle::InProgress,
    Lifecycle::PartlyDone,
    Lifecycle::Done,
    Lifecycle::Suspended,
    Lifecycle::Withdrawn,
    Lifecycle::Transferred,
    Lifecycle::NoInformation,
];

/// A dated directive of a document issued on the first of September.
fn dated(lifecycle: Lifecycle, completed: Option<Date>) -> TimelinessInput {
    let issued = Some(PartialDate::from(date(2024, 9, 1)));
    TimelinessInput { kind: Some(DeadlineKind::Date), due: Some(DUE), issued, lifecycle, completed }
}

/// The reading on a day that lies `days` after the last good one.
fn on(input: TimelinessInput, days: i64) -> Timing {
    timeliness(&input, DUE.saturating_add(days.days()))
}

#[track_caller]
fn issued(text: &str) -> Option<PartialDate> {
    Some(PartialDate::parse(text).unwrap())
}

/// For every stage: the word 8 days before, 7 days before, on the day, and one day after.
#[test]
fn every_stage_has_its_word_around_the_last_good_day() {
    use Timeliness::{DueSoon, DueToday, NoFixedDate, OnTime, Overdue, PastDueUnreported};
    for (lifecycle, expected) in [
        (Lifecycle::NotStarted, [OnTime, DueSoon, DueToday, Overdue]),
        (Lifecycle::InProgress, [OnTime, DueSoon, DueToday, Overdue]),
        (Lifecycle::PartlyDone, [OnTime, DueSoon, DueToday, Overdue]),
        (Lifecycle::NoInformation, [OnTime, DueSoon, DueToday, PastDueUnreported]),
        (Lifecycle::Transferred, [OnTime, DueSoon, DueToday, PastDueUnreported]),
        (Lifecycle::Suspended, [NoFixedDate; 4]),
        (Lifecycle::Withdrawn, [NoFixedDate; 4]),
    ] {
        let found = [-8, -7, 0, 1].map(|days| on(dated(lifecycle, None), days).timeliness);
        assert_eq!(found, expected, "{lifecycle:?}");
    }
}

#[test]
fn done_is_measured_by_the_day_of_completion_and_not_by_today() {
    for (completed, expected, days_late) in [
        (DUE.saturating_sub(30.days()), Timeliness::DoneOnTime, None),
        (DUE, Timeliness::DoneOnTime, None),
        (DUE.saturating_add(1.days()), Timeliness::DoneLate, Some(1)),
        (DUE.saturating_add(40.days()), Timeliness::DoneLate, Some(40)),
    ] {
        for days in [-100, 0, 1, 500] {
            let timing = on(dated(Lifecycle::Done, Some(completed)), days);
            assert_eq!(timing, Timing { timeliness: expected, days_late, days_left: None });
        }
    }
}

#[test]
fn a_completion_without_a_day_is_never_counted_as_late() {
    assert_eq!(on(dated(Lifecycle::Done, None), 0).timeliness, Timeliness::DoneOnTime);
    assert_eq!(on(dated(Lifecycle::Done, None), 1).timeliness, Timeliness::PastDueUnreported);
}

#[test]
fn days_are_counted_from_the_last_good_day() {
    let overdue = on(dated(Lifecycle::InProgress, None), 12);
    assert_eq!((overdue.days_late, overdue.days_left), (Some(12), None));
    let open = on(dated(Lifecycle::InProgress, None), -7);
    assert_eq!((open.days_late, open.days_left), (None, Some(7)));
    assert_eq!(on(dated(Lifecycle::NoInformation, None), 0).days_left, Some(0));
}

#[test]
fn silence_is_never_counted_in_days() {
    let silent = on(dated(Lifecycle::NoInformation, None), 300);
    assert_eq!(silent, Timing { timeliness: Timeliness::PastDueUnreported, days_late: None, days_left: None });
}

#[test]
fn what_was_due_before_its_document_is_measured_by_nobody() {
    for lifecycle in LIFECYCLES {
        for completed in [None, Some(DUE), Some(date(2025, 1, 1))] {
            for days in [-20, 0, 20] {
                let input = TimelinessInput { issued: issued("2024-10-30"), ..dated(lifecycle, completed) };
                assert_eq!(on(input, days).timeliness, Timeliness::DueBeforeIssue, "{lifecycle:?}");
            }
        }
    }
}

#[test]
fn due_on_the_day_of_issue_is_not_due_before_it() {
    let input = TimelinessInput { issued: issued("2024-10-19"), ..dated(Lifecycle::NoInformation, None) };
    assert_eq!(on(input, 0).timeliness, Timeliness::DueToday);
}

#[test]
fn a_day_of_issue_known_in_part_gets_the_benefit_of_the_doubt() {
    for (day, expected) in [
        ("2024-10", Timeliness::PastDueUnreported),
        ("2024", Timeliness::PastDueUnreported),
        ("2024-11", Timeliness::DueBeforeIssue),
        ("2025", Timeliness::DueBeforeIssue),
    ] {
        let input = TimelinessInput { issued: issued(day), ..dated(Lifecycle::NoInformation, None) };
        assert_eq!(on(input, 5).timeliness, expected, "{day}");
    }
    let unknown = TimelinessInput { issued: None, ..dated(Lifecycle::NoInformation, None) };
    assert_eq!(on(unknown, 5).timeliness, Timeliness::PastDueUnreported);
}

#[test]
fn without_a_fixed_day_nothing_is_ever_overdue() {
    for kind in [None, Some(DeadlineKind::None), Some(DeadlineKind::Horizon)] {
        for lifecycle in LIFECYCLES {
            let input = TimelinessInput { kind, due: None, ..dated(lifecycle, Some(DUE)) };
            assert_eq!(on(input, 5000), Timing::NONE, "{kind:?} {lifecycle:?}");
        }
    }
}

#[test]
fn a_recurring_duty_stays_recurring_whatever_was_reported() {
    for lifecycle in LIFECYCLES {
        let input = TimelinessInput { kind: Some(DeadlineKind::Recurring), due: None, ..dated(lifecycle, Some(DUE)) };
        assert_eq!(on(input, 5).timeliness, Timeliness::Recurring);
    }
}

#[test]
fn an_extension_gives_a_day_to_what_had_none() {
    let input = TimelinessInput { kind: Some(DeadlineKind::Horizon), ..dated(Lifecycle::InProgress, None) };
    assert_eq!(on(input, 3).timeliness, Timeliness::Overdue);
}

#[test]
fn the_words_are_those_of_the_public_data() {
    let words: Vec<&str> = Timeliness::ALL.into_iter().map(Timeliness::word).collect();
    assert_eq!(
        words,
        [
            "on-time",
            "due-soon",
            "due-today",
            "overdue",
            "past-due-unreported",
            "done-on-time",
            "done-late",
            "recurring",
            "no-fixed-date",
            "due-before-issue"
        ]
    );
    let slots = [SlotState::Filed, SlotState::Late, SlotState::Missing, SlotState::Upcoming].map(SlotState::word);
    assert_eq!(slots, ["filed", "late", "missing", "upcoming"]);
}

#[test]
fn a_slot_is_filed_late_missing_or_upcoming() {
    let day = |days: i64| DUE.saturating_add(days.days());
    for (filed, today, expected) in [
        (Some(-3), -1, SlotState::Filed),
        (Some(0), 0, SlotState::Filed),
        (Some(0), 90, SlotState::Filed),
        (Some(1), 1, SlotState::Late),
        (Some(30), 90, SlotState::Late),
        (None, -1, SlotState::Upcoming),
        (None, 0, SlotState::Upcoming),
        (None, 1, SlotState::Missing),
        (Some(5), 2, SlotState::Missing),
        (Some(-1), -5, SlotState::Upcoming),
    ] {
        assert_eq!(slot_state(DUE, filed.map(day), day(today)), expected, "filed {filed:?}, seen {today}");
    }
}

#[test]
fn the_rate_shows_its_denominator_and_leaves_out_what_is_not_known() {
    let tally: Tally = [
        (Timeliness::DoneOnTime, Lifecycle::Done),
        (Timeliness::DoneOnTime, Lifecycle::Done),
        (Timeliness::DoneLate, Lifecycle::Done),
        (Timeliness::Overdue, Lifecycle::InProgress),
        (Timeliness::PastDueUnreported, Lifecycle::NoInformation),
        (Timeliness::OnTime, Lifecycle::NoInformation),
        (Timeliness::OnTime, Lifecycle::InProgress),
        (Timeliness::DueBeforeIssue, Lifecycle::NoInformation),
        (Timeliness::NoFixedDate, Lifecycle::Done),
        (Timeliness::Recurring, Lifecycle::NoInformation),
    ]
    .into_iter()
    .collect();
    assert_eq!(tally.total(), 10);
    assert_eq!(tally.on_time_rate(), Some(Rate { part: 2, whole: 4 }));
    assert_eq!(tally.reported_rate(), Some(Rate { part: 4, whole: 5 }));
    assert_eq!(tally.no_information(), 4);
    assert_eq!((tally.count(Timeliness::OnTime), tally.count(Timeliness::DueBeforeIssue)), (2, 1));
    assert!((tally.on_time_rate().unwrap().percent() - 50.0).abs() < f64::EPSILON);
}

#[test]
fn nothing_known_is_no_rate_rather_than_nought() {
    assert_eq!(Tally::default().on_time_rate(), None);
    let silent: Tally = [(Timeliness::PastDueUnreported, Lifecycle::NoInformation)].into_iter().collect();
    assert_eq!(silent.on_time_rate(), None);
    assert_eq!(silent.reported_rate(), Some(Rate { part: 0, whole: 1 }));
}

proptest! {
    #[test]
    fn every_combination_has_one_consistent_reading(
        lifecycle in prop::sample::select(LIFECYCLES.to_vec()),
        due in prop::option::of(-400_i64..400),
        issued in prop::option::of(-400_i64..400),
        completed in prop::option::of(-400_i64..400),
        today in -400_i64..400,
    ) {
        let day = |days: i64| DUE.saturating_add(days.days());
        let issued = issued.map(|days| PartialDate::from(day(days)));
        let input = TimelinessInput { kind: Some(DeadlineKind::Period), due: due.map(day), issued, lifecycle, completed: completed.map(day) };
        let timing = timeliness(&input, day(today));
        prop_assert_eq!(timing.days_late.is_some(), matches!(timing.timeliness, Timeliness::Overdue | Timeliness::DoneLate));
        let open = matches!(timing.timeliness, Timeliness::OnTime | Timeliness::DueSoon | Timeliness::DueToday);
        prop_assert_eq!(timing.days_left.is_some(), open);
        prop_assert!(timing.days_late.is_none_or(|days| days > 0) && timing.days_left.is_none_or(|days| days >= 0));
        if timing.timeliness == Timeliness::Overdue {
            prop_assert!(matches!(lifecycle, Lifecycle::NotStarted | Lifecycle::InProgress | Lifecycle::PartlyDone));
            prop_assert_eq!(timing.days_late, Some(days_from(input.due.unwrap(), day(today))));
        }
        if lifecycle == Lifecycle::NoInformation {
            prop_assert!(!matches!(timing.timeliness, Timeliness::Overdue | Timeliness::DoneLate | Timeliness::DoneOnTime));
        }
    }

    #[test]
    fn time_only_makes_an_open_directive_later(today in -400_i64..400, step in 1_i64..50) {
        let rank = |days| match on(dated(Lifecycle::InProgress, None), days).timeliness {
            Timeliness::OnTime => 0,
            Timeliness::DueSoon => 1,
            Timeliness::DueToday => 2,
            _ => 3,
        };
        let today = if today < -40 { -40 } else { today };
        prop_assert!(rank(today) <= rank(today + step));
    }

    #[test]
    fn merged_tallies_count_everything_once(words in prop::collection::vec((0_usize..10, 0_usize..8), 0..40), cut in 0_usize..40) {
        let all: Vec<_> = words.iter().map(|(word, stage)| (Timeliness::ALL[*word], LIFECYCLES[*stage])).collect();
        let (left, right) = all.split_at(cut.min(all.len()));
        let mut merged: Tally = left.iter().copied().collect();
        merged.merge(&right.iter().copied().collect());
        prop_assert_eq!(merged, all.iter().copied().collect::<Tally>());
        prop_assert_eq!(merged.total(), all.len());
    }
}
