//! Where a directive stands, in the words of the frame: one headline, three axes, and the reasons.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::label::Labels;
use super::piece::Piece;
use super::viewpoint::Viewpoint;
use crate::model::day::PartialDate;
use crate::model::deadline::DeadlineKind;
use crate::model::directive::Directive;
use crate::model::standing::SlotStanding;
pub use crate::model::status::state;
use crate::model::status::{SlotState, TimelinessInput, Timing, timeliness};
use crate::model::update::{Lifecycle, Verification};

/// Where a directive stands.
pub type StatusView = Piece<StandingView>;

/// Where a directive stands: the headline and what it goes by.
#[derive(Debug, Clone)]
pub struct StandingView {
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
    /// The last good day.
    pub due: Option<Date>,
    /// Day of completion.
    pub completed: Option<Date>,
    /// Day from which the duty exists.
    pub issued: Option<Date>,
    /// How often the deadline was put off.
    pub extended: usize,
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
    StandingView { verification, extended: standing.extended, ..told(view, &input, &standing.timing) }.into()
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
    let status = match slot.state {
        SlotState::Filed => StandingView { words: view.say("slot.filed", &[]), ..status },
        SlotState::Late | SlotState::Missing | SlotState::Upcoming => status,
    };
    status.into()
}

/// What `timing` says of `input`, in words.
fn told(view: &Viewpoint<'_>, input: &TimelinessInput, timing: &Timing) -> StandingView {
    let state = state(input.lifecycle, timing.timeliness);
    StandingView {
        state,
        words: view.say(&format!("state.{state}"), &[("n", days(timing))]),
        lifecycle: input.lifecycle.word(),
        timeliness: timing.timeliness.word(),
        verification: None,
        kind: input.kind.map_or("none", DeadlineKind::word),
        due: input.due,
        completed: input.completed,
        issued: input.issued.map(PartialDate::first_day),
        extended: 0,
    }
}

/// How many days late, or left.
fn days(timing: &Timing) -> String {
    timing.days_late.or(timing.days_left).unwrap_or(0).to_string()
}

/// Why the headline of `directive` says what it says.
#[must_use]
pub fn reason(view: &Viewpoint<'_>, directive: &Directive) -> String {
    let standing = &directive.standing;
    let day = |day: Date| view.day(day).text.clone();
    let values = [
        ("due", directive.due().map_or_else(String::new, day)),
        ("today", day(view.site.today)),
        ("n", days(&standing.timing)),
    ];
    view.say(&format!("reason.{}", state(standing.lifecycle, standing.timing.timeliness)), &values)
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
