//! `minhbach build`

use std::io::IsTerminal as _;
use std::path::Path;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::check::options;
use super::{BuildArguments, Outcome, speak};
use crate::base::bilingual::{Language, Message};
use crate::base::diagnostic::{any_error, files};
use crate::index;
use crate::load::{self, RecordCache};
use crate::model::notes::Notes;
use crate::pipeline::{self, CompileError, Progress, Summary};
use crate::render::RenderError;
use crate::say;
use crate::vietnamese::number;
use crate::write::{Earlier, Published, Receipt, StagedOutput, WriteError, program};

/// Builds the site and publishes it, whole or not at all.
pub fn build(root: &Path, command: &BuildArguments, language: Language) -> Outcome {
    let started = Instant::now();
    let program = program().unwrap_or_default();
    let output = command.output.clone().unwrap_or_else(|| root.join("public"));
    let receipt = Receipt::new(root, &output);
    let load = || {
        let mut cache = RecordCache::open(root, program);
        load::load_cached(root, &mut cache).map(|(sources, diagnostics)| (sources, diagnostics, cache))
    };
    let (loaded, earlier) = rayon::join(load, || receipt.read::<Summary>());
    let loaded = speak::loaded(loaded, language);
    let Some((mut sources, mut diagnostics, mut cache)) = loaded else { return Outcome::Failed };
    if any_error(&diagnostics) {
        let Some((sources, mut diagnostics)) = speak::load(root, language) else { return Outcome::Failed };
        // Files that could not even be read: check the rest too, so that all mistakes come at once.
        let (_, _, found) = pipeline::prepare(&sources, &options(&command.day));
        diagnostics.extend(found);
        return refuse(&mut diagnostics, &sources, language);
    }
    let options = options(&command.day);
    let inputs = pipeline::fingerprint(&sources, &cache, &options);
    let (earlier, untouched) = earlier.unzip();
    if diagnostics.is_empty()
        && let Some(Earlier { about: summary, .. }) = earlier.as_ref().filter(|earlier| earlier.inputs == Some(inputs))
    {
        let folder = output.canonicalize().unwrap_or(output);
        let line = summary_line(summary, sources.record_count(), &folder, false, 0, started.elapsed().as_secs_f64());
        speak::talk(line.in_language(language));
        return Outcome::Fine;
    }
    let begun = match untouched {
        Some(untouched) => StagedOutput::begin_after(root, &output, untouched),
        None => StagedOutput::begin(root, &output),
    };
    let staged = match begun {
        Ok(staged) => staged,
        Err(error) => {
            return unpublished(&error, language);
        }
    };
    let bar = Bar::new();
    if speak::loaded(cache.fetch(&mut sources), language).is_none() {
        return Outcome::Failed;
    }
    let (site, engine, found) = pipeline::prepare_once(&mut sources, &mut cache, &options);
    diagnostics.extend(found);
    load::read_again(root, &mut sources, &files(&diagnostics));
    let (Some(site), Some(engine), false) = (site, engine, any_error(&diagnostics)) else {
        cache.finish();
        return refuse(&mut diagnostics, &sources, language);
    };
    diagnostics.sort();
    // Only warnings point into the texts from here on.
    let texts = if diagnostics.is_empty() { Vec::new() } else { sources.texts() };
    let records = sources.record_count();
    let theme = pipeline::theme_fingerprint(&sources);
    let earlier = earlier.as_ref().filter(|_| staged.is_untouched());
    let (notes, index) = rayon::join(
        || Notes::new(&site, *theme.as_bytes(), earlier.map(|earlier| earlier.notes.as_slice())),
        || {
            drop(sources);
            cache.finish();
            earlier.and_then(|earlier| index::Memory::from_bytes(receipt.aside(earlier)?)).unwrap_or_default()
        },
    );
    let mut aside = None;
    let lay_aside = |index: index::Memory| {
        let receipt = receipt.clone();
        aside = Some(std::thread::spawn(move || receipt.lay_aside(|to| index.write(to))));
    };
    let made = pipeline::make(&site, &engine, &notes, index, lay_aside, &staged, &bar);
    bar.finish();
    if site.documents.len() >= pipeline::LARGE {
        // Publishing needs the room: there are many more paths than records.
        drop((site, engine));
    } else {
        // The program ends in a moment, and with it all that is held: to let go of it piece by piece would only take time.
        std::mem::forget((site, engine));
    }
    let summary = match made {
        Ok(summary) => summary,
        Err(error) => {
            let message = match &error {
                CompileError::Render(RenderError::Template(error)) => error.message(),
                other => speak::plain(other),
            };
            // Only an output that failed itself may be asked to finish: it then tells its whole story.
            return match error {
                CompileError::Sink(_) | CompileError::Render(RenderError::Sink(_)) => match staged.finish() {
                    Err(failure) => unpublished(&failure, language),
                    Ok(_) => failed(&message, language),
                },
                CompileError::Render(_) => failed(&message, language),
            };
        }
    };
    let (published, notes) = rayon::join(|| staged.finish(), || notes.into_bytes());
    let published = match published {
        Ok(published) => published,
        Err(error) => {
            return unpublished(&error, language);
        }
    };
    speak::diagnostics(&diagnostics, &texts, language);
    let (_, warnings) = speak::counts(&diagnostics);
    let Published { folder, exchanged, .. } = &published;
    let line = summary_line(&summary, records, folder, *exchanged, warnings, started.elapsed().as_secs_f64());
    speak::talk(line.in_language(language));
    if let Some(aside) = aside.and_then(|laid| laid.join().ok()?) {
        // Warnings are said at every build.
        let inputs = Some(inputs).filter(|_| diagnostics.is_empty());
        receipt.write(inputs, summary, &notes, aside, &published);
    }
    Outcome::Fine
}

fn failed(message: &Message, language: Language) -> Outcome {
    speak::failure(message, language);
    let nothing =
        say!("chưa ghi gì: trang đang công bố vẫn như cũ", "nothing was written: the published site is as it was");
    speak::talk(nothing.in_language(language));
    Outcome::Failed
}

fn unpublished(error: &WriteError, language: Language) -> Outcome {
    speak::failure(&error.message(), language);
    speak::talk(error.help().in_language(language));
    Outcome::Failed
}

fn refuse(
    diagnostics: &mut [crate::base::diagnostic::Diagnostic],
    sources: &crate::load::Sources,
    language: Language,
) -> Outcome {
    diagnostics.sort();
    speak::diagnostics(diagnostics, &sources.texts(), language);
    let nothing =
        say!("chưa ghi gì: trang đang công bố vẫn như cũ", "nothing was written: the published site is as it was");
    speak::talk(nothing.in_language(language));
    Outcome::Wrong
}

fn summary_line(
    summary: &Summary,
    records: usize,
    folder: &Path,
    exchanged: bool,
    warnings: usize,
    seconds: f64,
) -> Message {
    let Summary { pages, bytes, .. } = *summary;
    let folder = folder.display();
    #[expect(clippy::cast_precision_loss, reason = "shown with two decimals")]
    let megabytes = bytes as f64 / 1e6;
    let (size_vi, seconds_vi) = (number::decimal_places(megabytes, 2), number::decimal_places(seconds, 2));
    let (changed_vi, changed_en) =
        if exchanged { ("", "") } else { (", không có gì thay đổi", ", nothing has changed") };
    say!(
        "{folder}: {pages} trang từ {records} bản ghi, {warnings} cảnh báo, {size_vi} MB, {seconds_vi} giây{changed_vi}",
        "{folder}: {pages} pages from {records} records, {warnings} warnings, {megabytes:.2} MB, {seconds:.2} s{changed_en}"
    )
}

/// A progress bar that shows itself only on a terminal, and only when the build takes a while.
struct Bar {
    bar: ProgressBar,
    started: Instant,
}

impl Bar {
    fn new() -> Self {
        let bar = ProgressBar::hidden();
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}") {
            bar.set_style(style);
        }
        Self { bar, started: Instant::now() }
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn expect(&self, files: usize) {
        self.bar.set_length(files as u64);
        if files > 2000 && std::io::stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
            self.bar.set_elapsed(self.started.elapsed());
        }
    }

    fn made(&self, files: usize) {
        self.bar.inc(files as u64);
    }
}
