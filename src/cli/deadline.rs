//! `minhbach deadline PHRASE`

use serde::Serialize;

use super::{DeadlineArguments, Format, Outcome, speak};
use crate::base::bilingual::Language;
use crate::model::deadline::{DeadlineKind, parse_deadline};
use crate::say;
use crate::vietnamese::date;

#[derive(Serialize)]
struct Understood {
    kind: &'static str,
    due: Option<String>,
    recurrence: Option<String>,
}

/// Shows what the program understands of a phrase.
pub fn deadline(command: &DeadlineArguments, language: Language) -> Outcome {
    let understood = match parse_deadline(&command.phrase, command.issued) {
        Ok(understood) => understood,
        Err(problem) => {
            speak::failure(&problem.message, language);
            speak::talk(problem.help.in_language(language));
            return Outcome::Wrong;
        }
    };
    match command.format {
        Format::Json => {
            let shown = Understood {
                kind: understood.kind.word(),
                due: understood.due.map(|due| due.to_string()),
                recurrence: understood.recurrence.map(|rule| rule.rrule()),
            };
            speak::result(&serde_json::to_string(&shown).unwrap_or_default());
        }
        Format::Human => {
            let kind = match understood.kind {
                DeadlineKind::Date => say!("thời hạn theo ngày", "a day"),
                DeadlineKind::Period => say!("thời hạn theo kỳ", "a period"),
                DeadlineKind::Recurring => say!("việc định kỳ", "a recurring duty"),
                DeadlineKind::Horizon => say!("mốc dài hạn, không phải thời hạn", "a horizon, not a deadline"),
                DeadlineKind::None => {
                    say!("không có ngày cố định, không bao giờ quá hạn", "no fixed day, never overdue")
                }
            };
            speak::result(kind.in_language(language));
            if let Some(due) = understood.due {
                let printed = date::print(due);
                let last = say!("ngày cuối cùng còn đúng hạn: {printed}", "last good day: {printed}");
                speak::result(last.in_language(language));
            }
            if let Some(rule) = understood.recurrence {
                speak::result(rule.in_words().in_language(language));
            }
        }
    }
    Outcome::Fine
}
