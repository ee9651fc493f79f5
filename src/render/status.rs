//! Where a directive stands, in the words of the frame: one headline, three axes, and the reasons.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::label::Labels;
use super::viewpoint::{DateView, Viewpoint};
use crate::model::deadline::DeadlineKind;
use crate::model::directive::Directive;
use crate::model::standing::SlotStanding;
pub use crate::model::status::state;
use crate::model::status::{SlotState, TimelinessInput, Timing, timeliness};
use crate::model::update::{Lifecycle, Verification};

/// Where a directive stands.
#[derive(Debug, Clone, Serialize)]
pub struct StatusView {
    /// The state that decides shape and colour, such as `overdue`.
    pub state: &'static str,
    /// The headline in words, such as `Quá hạn 12 ngày`.
    pub words: String,
    /// Stage reached, as a bare word.
    pub lifecycle: &'static str,
    /// How it stands to its deadline, as a bare word.
    pub timeliness: &'static str,
    /// How well the report is supported, as a bare word.
    pub verification: Option<&'static str>,
    /// Kind of its deadline, as a bare word.
    pub kind: &'static str,
    /// The last good day, ISO.
    pub due: Option<String>,
    /// Day of completion, ISO.
    pub completed: Option<String>,
    /// Day from which the duty exists, ISO.
    pub issued: Option<String>,
    /// How often the deadline was put off.
    pub extended: usize,
    /// Why the headline says what it says.
    pub reason: String,
}

/// The status of `directive`.
#[must_use]
pub fn view(view: &Viewpoint<'_>, directive: &Directive) -> StatusView {
    let standing = &directive.standing;
    let input = TimelinessInput {
        kind: directive.deadline.as_ref().map(|stated| stated.deadline.kind),
        due: directive.due(),
        issued: view.site.documents[directive.document].date.as_ref().map(|date| date.value),
        lifecycle: standing.lifecycle,
        completed: standing.completed,
    };
    let verification = standing.verification.map(Verification::word);
    StatusView { verification, extended: standing.extended, ..told(view, &input, &standing.timing) }
}

/// The status of one slot of a recurring duty: that of a report due on the slot's day.
#[must_use]
pub fn slot(view: &Viewpoint<'_>, slot: &SlotStanding) -> StatusView {
    let input = TimelinessInput {
        kind: Some(DeadlineKind::Date),
        due: Some(slot.due),
        issued: None,
        lifecycle: if slot.filed.is_some() { Lifecycle::Done } else { Lifecycle::NoInformation },
        completed: slot.filed,
    };
    let status = told(view, &input, &timeliness(&input, view.site.today));
    match slot.state {
        SlotState::Filed => StatusView { words: view.say("slot.filed", &[]), ..status },
        SlotState::Late | SlotState::Missing | SlotState::Upcoming => status,
    }
}

/// What `timing` says of `input`, in words.
fn told(view: &Viewpoint<'_>, input: &TimelinessInput, timing: &Timing) -> StatusView {
    let state = state(input.lifecycle, timing.timeliness);
    let days = timing.days_late.or(timing.days_left).unwrap_or(0).to_string();
    StatusView {
        state,
        reason: reason(view, state, input.due, &days),
        words: view.say(&format!("state.{state}"), &[("n", days)]),
        lifecycle: input.lifecycle.word(),
        timeliness: timing.timeliness.word(),
        verification: None,
        kind: input.kind.map_or("none", DeadlineKind::word),
        due: input.due.map(|due| due.to_string()),
        completed: input.completed.map(|day| day.to_string()),
        issued: input.issued.map(|date| date.first_day().to_string()),
        extended: 0,
    }
}

fn reason(view: &Viewpoint<'_>, state: &str, due: Option<Date>, days: &str) -> String {
    let day = |date: DateView| date.text;
    let values = [
        ("due", due.map_or_else(String::new, |due| day(view.day(due)))),
        ("today", day(view.day(view.site.today))),
        ("n", days.to_owned()),
    ];
    view.say(&format!("reason.{state}"), &values)
}

/// Every state, the most pressing first; the order of tables and legends.
pub const STATES: [&str; 14] = [
    "overdue",
    "past-due-unreported",
    "due-today",
    "due-soon",
    "on-time",
    "recurring",
    "no-fixed-date",
    "due-before-issue",
    "done-on-time",
    "done-late",
    "done",
    "suspended",
    "transferred",
    "withdrawn",
];

/// A script that holds the words of every state with their places open, for the script that puts a page
/// right for the reader's day.
#[must_use]
pub fn words_script(labels: &Labels) -> String {
    let open = ["n", "due", "today"].map(|name| (name, format!("{{{name}}}")));
    let family = |family: &str| {
        let say = |state: &str| labels.say(&format!("{family}.{state}"), &open).unwrap_or_default();
        STATES.into_iter().map(|state| (state.to_owned(), Value::from(say(state)))).collect::<Map<String, Value>>()
    };
    let words = json!({ "state": family("state"), "reason": family("reason") });
    format!("globalThis.minhbachWords = {words};\n")
}
