//! `minhbach serve`

use std::borrow::Cow;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::check::options;
use super::{DayArguments, Outcome, ServeArguments, speak};
use crate::base::bilingual::Language;
use crate::base::diagnostic::{Diagnostic, any_error};
use crate::base::output::SitePath;
use crate::base::report::Reporter;
use crate::base::source::Source;
use crate::check;
use crate::load::{self, CONTENT, Sources, THEMES};
use crate::pipeline;
use crate::say;
use crate::serve::{Built, Changes, Files, Mount, Options, Server};

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
    // As the watcher tells of it.
    let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    let (day, bench) = (command.day.clone(), Mutex::new(Bench::default()));
    let build = move |changes: &Changes| {
        let mut bench = bench.lock().unwrap_or_else(PoisonError::into_inner);
        bench.rebuild(&root, changes, &day, language)
    };
    let served = Server::start(options, build).and_then(|server| {
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

/// What one rebuild leaves to the next.
#[derive(Default)]
struct Bench {
    files: load::Memory,
    records: check::Memory,
    index: pipeline::LastIndex,
    /// The last good site, and what it was made of.
    last: Option<(Sources, Date, Arc<dyn Files>)>,
    count: u64,
}

impl Bench {
    fn rebuild(&mut self, root: &Path, changes: &Changes, day: &DayArguments, language: Language) -> Built {
        let loaded = match changes {
            Changes::At(paths) => load::load_changed(root, paths, &mut self.files),
            Changes::Anything => load::load_again(root, &mut self.files),
        };
        let (sources, mut diagnostics) = match loaded {
            Ok(loaded) => loaded,
            Err(error) => return broken(speak::load_failure(&error).in_language(language)),
        };
        let options = options(day);
        if let Some((before, today, files)) = &self.last
            && diagnostics.is_empty()
            && *today == options.today
            && before.is_same(&sources)
        {
            return Built::good(files.clone());
        }
        let (site, engine, found) = pipeline::prepare_again(&sources, &options, &mut self.records);
        diagnostics.extend(found);
        diagnostics.sort();
        let texts = if diagnostics.is_empty() { Vec::new() } else { sources.texts() };
        speak::diagnostics(&diagnostics, &texts, language);
        let (Some(site), Some(engine), false) = (site, engine, any_error(&diagnostics)) else {
            return Built::broken(shown(&diagnostics, &texts, language));
        };
        self.count += 1;
        let files: Arc<dyn Files> = Arc::new(Preview {
            preview: pipeline::Preview::after(site, engine, self.index.clone()),
            number: self.count,
        });
        let before = self.last.replace((sources, options.today, files.clone()));
        // Nobody waits for what takes as long as the site is large.
        rayon::spawn(move || drop(before));
        Built::good(files)
    }
}

/// The site that is served, and which one it is.
struct Preview {
    preview: pipeline::Preview,
    number: u64,
}

impl Files for Preview {
    fn file(&self, path: &SitePath) -> Result<Option<Cow<'_, [u8]>>, String> {
        self.preview.file(path).map_err(|error| {
            speak::talk(&error);
            format!("<pre>{}</pre>", escaped(&error))
        })
    }

    fn has(&self, path: &SitePath) -> bool {
        self.preview.has(path)
    }

    fn name(&self) -> String {
        self.number.to_string()
    }
}

fn broken(message: &str) -> Built {
    speak::talk(message);
    Built::broken(format!("<pre>{}</pre>", escaped(message)))
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
