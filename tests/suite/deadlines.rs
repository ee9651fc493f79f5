//! Phrases about time: the table that the browser's code shares, and properties against a calendar.

use minhbach::model::day::PartialDate;
use minhbach::model::deadline::parse_deadline;
use serde::Deserialize;

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
