//! `minhbach serve`

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use super::check::options;
use super::{DayArguments, Outcome, ServeArguments, speak};
use crate::base::bilingual::Language;
use crate::base::diagnostic::{Diagnostic, any_error};
use crate::base::output::MemoryOutput;
use crate::base::report::Reporter;
use crate::base::source::Source;
use crate::load::{self, CONTENT, THEMES};
use crate::pipeline::{self, Quiet};
use crate::say;
use crate::serve::{Built, Mount, Options, Server};

/// Serves the site from memory, and rebuilds it when a record or a theme changes.
pub fn serve(root: &Path, command: &ServeArguments, language: Language) -> Outcome {
    if speak::load(root, language).is_none() {
        return Outcome::Failed;
    }
    let mount = match Mount::parse(&command.mount) {
        Ok(mount) => mount,
        Err(error) => return failed(&error, language),
    };
    let options = Options {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, command.port)),
        mount,
        watch: vec![root.join(CONTENT), root.join(THEMES)],
        language,
    };
    let (root, day) = (root.to_owned(), command.day.clone());
    let served = Server::start(options, move || rebuild(&root, &day, language)).and_then(|server| {
        server.run_until_interrupted(|address| {
            let ready = say!(
                "đang xem trang tại {address} (Ctrl+C để dừng; sửa tệp là trang tự cập nhật)",
                "the site is at {address} (Ctrl+C ends; it reloads when a file changes)"
            );
            speak::talk(ready.in_language(language));
        })
    });
    match served {
        Ok(()) => Outcome::Fine,
        Err(error) => failed(&error, language),
    }
}

fn failed(error: &crate::serve::ServeError, language: Language) -> Outcome {
    speak::failure(&error.message(), language);
    speak::talk(error.help().in_language(language));
    Outcome::Failed
}

fn rebuild(root: &Path, day: &DayArguments, language: Language) -> Built {
    let (sources, mut diagnostics) = match load::load(root) {
        Ok(loaded) => loaded,
        Err(error) => return broken(speak::load_failure(&error).in_language(language)),
    };
    let output = MemoryOutput::default();
    let summary = match pipeline::compile(&sources, &options(day), &output, &Quiet) {
        Ok(compiled) => {
            diagnostics.extend(compiled.diagnostics);
            compiled.summary
        }
        Err(error) => return broken(&error.to_string()),
    };
    diagnostics.sort();
    let texts = sources.texts();
    speak::diagnostics(&diagnostics, &texts, language);
    if summary.is_none() || any_error(&diagnostics) {
        return Built { diagnostics_html: Some(shown(&diagnostics, &texts, language)), ..Built::default() };
    }
    Built { files: output.into_files(), diagnostics_html: None }
}

fn broken(message: &str) -> Built {
    speak::talk(message);
    Built { diagnostics_html: Some(format!("<pre>{}</pre>", escaped(message))), ..Built::default() }
}

fn shown(diagnostics: &[Diagnostic], sources: &[Source], language: Language) -> String {
    let mut reporter = Reporter::new(sources, language);
    reporter
        .in_order(diagnostics)
        .into_iter()
        .map(|one| format!("<pre>{}</pre>\n", escaped(&reporter.human(one, false))))
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
