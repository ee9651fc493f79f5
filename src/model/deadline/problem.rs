//! Why a phrase gives no deadline, in words for a press officer.

use jiff::civil::Date;

use crate::base::bilingual::Message;
use crate::model::day;
use crate::say;
use crate::vietnamese::date;

/// Why a phrase gives no deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineProblem {
    /// The reason, for programs.
    pub reason: Reason,
    /// What is wrong.
    pub message: Message,
    /// What to do about it.
    pub help: Message,
}

/// The reason of a [`DeadlineProblem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A word or the build of the phrase is unknown.
    Unreadable,
    /// The phrase counts from the day of issue, or takes its year from it, and it is not known.
    NeedsIssueDate,
    /// A day, month, hour or year that does not exist.
    Impossible,
    /// Working days, which need the calendar of public holidays.
    WorkingDays,
    /// Two dates, or a date that contradicts the one given beside it.
    Contradiction,
}

fn explicit() -> Message {
    say!(
        "chỉ chép phần nói về thời gian, hoặc ghi thêm ngày cuối cùng còn đúng hạn: due: năm-tháng-ngày",
        "copy only the words about time, or give the last good day as well: due: year-month-day"
    )
}

fn problem(reason: Reason, message: Message) -> DeadlineProblem {
    DeadlineProblem { reason, message, help: explicit() }
}

pub(super) fn empty() -> DeadlineProblem {
    problem(Reason::Unreadable, say!("thời hạn để trống", "the deadline is empty"))
}

pub(super) fn unknown_words(phrase: &str, words: &str) -> DeadlineProblem {
    let phrase = phrase.trim();
    problem(
        Reason::Unreadable,
        say!(
            "không hiểu “{words}” trong thời hạn “{phrase}”",
            "“{words}” is not understood in the deadline “{phrase}”"
        ),
    )
}

pub(super) fn unreadable(phrase: &str) -> DeadlineProblem {
    let phrase = phrase.trim();
    problem(
        Reason::Unreadable,
        say!("không tính được ngày từ thời hạn “{phrase}”", "no date can be computed from the deadline “{phrase}”"),
    )
}

pub(super) fn vague(phrase: &str, words: &str) -> DeadlineProblem {
    let phrase = phrase.trim();
    problem(
        Reason::Unreadable,
        say!(
            "“{words}” trong “{phrase}” không cho biết ngày cuối",
            "“{words}” in “{phrase}” does not tell the last day"
        ),
    )
}

pub(super) fn only_start(phrase: &str) -> DeadlineProblem {
    let phrase = phrase.trim();
    problem(Reason::Unreadable, say!("“{phrase}” chỉ cho biết lúc bắt đầu", "“{phrase}” tells only when to begin"))
}

pub(super) fn no_start(phrase: &str) -> DeadlineProblem {
    let phrase = phrase.trim();
    problem(
        Reason::Unreadable,
        say!("“{phrase}” không cho biết tính từ ngày nào", "“{phrase}” does not tell from which day to count"),
    )
}

pub(super) fn no_month(phrase: &str, day: i16) -> DeadlineProblem {
    let phrase = phrase.trim();
    problem(
        Reason::Unreadable,
        say!(
            "“{phrase}” không cho biết ngày {day} của tháng nào",
            "“{phrase}” does not tell of which month day {day} is"
        ),
    )
}

pub(super) fn needs_issue_date(phrase: &str) -> DeadlineProblem {
    let phrase = phrase.trim();
    DeadlineProblem {
        reason: Reason::NeedsIssueDate,
        message: say!(
            "“{phrase}” phải tính theo ngày ban hành, mà ngày ban hành chưa rõ",
            "“{phrase}” depends on the day of issue, which is not known well enough"
        ),
        help: say!(
            "ghi đủ ngày ban hành của văn bản, hoặc ghi thêm due: năm-tháng-ngày",
            "give the document's full day of issue, or add due: year-month-day"
        ),
    }
}

pub(super) fn before_issue(phrase: &str, due: Date) -> DeadlineProblem {
    let (phrase, printed) = (phrase.trim(), date::print(due));
    problem(
        Reason::Contradiction,
        say!(
            "“{phrase}” không ghi năm; lấy năm ban hành thì hạn là {printed}, trước cả ngày ban hành",
            "“{phrase}” names no year; with the year of issue it is due on {due}, before the document was issued"
        ),
    )
}

pub(super) fn no_such_day(year: i16, month: i16, day: i16) -> DeadlineProblem {
    let found = day::no_such_day(year, month, day);
    DeadlineProblem {
        reason: Reason::Impossible,
        message: found.message,
        help: say!(
            "xem lại văn bản; nếu in đúng như vậy thì ghi thêm ngày hiểu được: due: năm-tháng-ngày",
            "look at the document again; if it is printed so, add the day that is meant: due: year-month-day"
        ),
    }
}

pub(super) fn impossible(phrase: &str, words: &str) -> DeadlineProblem {
    let phrase = phrase.trim();
    problem(
        Reason::Impossible,
        say!("không có “{words}” như ghi trong “{phrase}”", "there is no “{words}” as in “{phrase}”"),
    )
}

pub(super) fn short_year(phrase: &str, words: &str) -> DeadlineProblem {
    let phrase = phrase.trim();
    problem(
        Reason::Unreadable,
        say!("năm trong “{words}” chưa đủ bốn chữ số", "the year in “{words}” needs four digits: “{phrase}”"),
    )
}

pub(super) fn other_weekday(phrase: &str, due: Date) -> DeadlineProblem {
    let (phrase, printed) = (phrase.trim(), date::print(due));
    problem(
        Reason::Contradiction,
        say!(
            "trong “{phrase}”, ngày {printed} không phải thứ đã ghi",
            "in “{phrase}”, {due} is not that day of the week"
        ),
    )
}

pub(super) fn working_days(phrase: &str) -> DeadlineProblem {
    let phrase = phrase.trim();
    DeadlineProblem {
        reason: Reason::WorkingDays,
        message: say!(
            "“{phrase}” tính theo ngày làm việc, phải biết lịch nghỉ lễ mới tính được",
            "“{phrase}” counts working days, which depend on public holidays"
        ),
        help: say!(
            "ghi thêm ngày cuối cùng còn đúng hạn: due: năm-tháng-ngày",
            "give the last good day: due: year-month-day"
        ),
    }
}

pub(super) fn several_dates(phrase: &str) -> DeadlineProblem {
    let phrase = phrase.trim();
    DeadlineProblem {
        reason: Reason::Contradiction,
        message: say!("“{phrase}” có hơn một thời hạn", "“{phrase}” holds more than one deadline"),
        help: say!(
            "tách thành nhiều nhiệm vụ, mỗi nhiệm vụ một thời hạn, hoặc ghi thêm due: năm-tháng-ngày",
            "split it into several directives with one deadline each, or add due: year-month-day"
        ),
    }
}

pub(super) fn two_readings(phrase: &str, read: Date, given: Date) -> DeadlineProblem {
    let (phrase, printed, other) = (phrase.trim(), date::print(read), date::print(given));
    DeadlineProblem {
        reason: Reason::Contradiction,
        message: say!(
            "“{phrase}” nghĩa là hạn cuối {printed}, nhưng due lại ghi {other}",
            "“{phrase}” means {read}, but due says {given}"
        ),
        help: say!("bỏ due, hoặc sửa cho khớp với lời văn bản", "remove due, or make it agree with the text"),
    }
}

pub(super) fn recurring_with_date(phrase: &str) -> DeadlineProblem {
    let phrase = phrase.trim();
    DeadlineProblem {
        reason: Reason::Contradiction,
        message: say!(
            "“{phrase}” là việc định kỳ, không có một ngày hạn duy nhất",
            "“{phrase}” recurs and has no single last day"
        ),
        help: say!(
            "bỏ due; nếu còn một thời hạn riêng thì tách thành nhiệm vụ khác",
            "remove due; if there is a date of its own, make it another directive"
        ),
    }
}
