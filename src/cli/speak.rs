//! Printing: diagnostics and failures, in colour on a terminal only.

#![expect(clippy::print_stderr, clippy::print_stdout, reason = "this is where the program talks")]

use std::fmt::Display;
use std::io::IsTerminal as _;
use std::path::Path;

use crate::base::bilingual::{Language, Message};
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::report::Reporter;
use crate::base::source::Source;
use crate::load::{self, LoadError, Sources};
use crate::say;

/// Prints a line of the result.
pub fn result(line: &str) {
    println!("{line}");
}

/// Prints a line of talk.
pub fn talk(line: &str) {
    eprintln!("{line}");
}

/// Prints why the machine failed.
pub fn failure(message: &Message, language: Language) {
    let word = if language == Language::Vietnamese { "lỗi" } else { "failed" };
    eprintln!("{word}: {}", message.in_language(language));
}

/// Prints diagnostics for people, to standard error, and a count at the end.
pub fn diagnostics(list: &[Diagnostic], sources: &[Source], language: Language) {
    let styled = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut reporter = Reporter::new(sources, language);
    for diagnostic in reporter.in_order(list) {
        eprintln!("{}\n", reporter.human(diagnostic, styled));
    }
    let (errors, warnings) = counts(list);
    if errors + warnings > 0 {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let (one, other) = (plural(errors), plural(warnings));
        let total = say!("{errors} lỗi, {warnings} cảnh báo", "{errors} error{one}, {warnings} warning{other}");
        eprintln!("{}", total.in_language(language));
    }
}

/// How many errors and warnings there are.
pub fn counts(list: &[Diagnostic]) -> (usize, usize) {
    let errors = list.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    (errors, list.len() - errors)
}

/// Reads the project, or says why that failed.
pub fn load(root: &Path, language: Language) -> Option<(Sources, Vec<Diagnostic>)> {
    loaded(load::load(root), language)
}

/// What was loaded; says why when that is nothing.
pub fn loaded<T>(result: Result<T, LoadError>, language: Language) -> Option<T> {
    match result {
        Ok(loaded) => Some(loaded),
        Err(error) => {
            failure(&load_failure(&error), language);
            None
        }
    }
}

/// Why the project could not be read, and what to do.
pub fn load_failure(error: &LoadError) -> Message {
    match error {
        LoadError::NoContent(root) => {
            let root = root.display();
            say!(
                "thư mục {root} không có thư mục con content/. Chạy lệnh trong thư mục của trang, hoặc thêm --root THƯ-MỤC",
                "the folder {root} has no folder content/ in it. Run the command inside the site's folder, or add --root FOLDER"
            )
        }
        LoadError::Unreadable { path, source } => {
            let path = path.display();
            say!("không đọc được {path} ({source})", "cannot read {path} ({source})")
        }
    }
}

/// The text of any error in both languages, where only one is known.
pub fn plain(error: &dyn Display) -> Message {
    Message { vi: error.to_string(), en: error.to_string() }
}
