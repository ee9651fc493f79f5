//! Something wrong in the user's files: collected, never thrown.

use std::collections::BTreeSet;

use super::bilingual::Message;
use super::place::Place;
use super::source::SourcePath;

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site is not written.
    Error,
    /// The site is written; somebody should look.
    Warning,
}

impl Severity {
    /// The word in machine-readable output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// Something wrong in the user's files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// What it points at.
    pub place: Place,
    /// Name of the rule, such as `bad-date`; `explain` tells more.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: Message,
    /// A few words below the marked place.
    pub label: Option<Message>,
    /// What to do about it.
    pub help: Option<Message>,
    /// Other places that have to do with it, each with its part in the story.
    pub related: Vec<(Place, Message)>,
}

impl Diagnostic {
    /// An error at `place`.
    #[must_use]
    pub const fn error(code: &'static str, place: Place, message: Message) -> Self {
        Self { place, code, severity: Severity::Error, message, label: None, help: None, related: Vec::new() }
    }

    /// A warning at `place`.
    #[must_use]
    pub const fn warning(code: &'static str, place: Place, message: Message) -> Self {
        Self { place, code, severity: Severity::Warning, message, label: None, help: None, related: Vec::new() }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds a few words below the marked place.
    #[must_use]
    pub fn label(mut self, label: Message) -> Self {
        self.label = Some(label);
        self
    }

    /// Adds another place that has to do with it.
    #[must_use]
    pub fn related(mut self, place: Place, message: Message) -> Self {
        self.related.push((place, message));
        self
    }
}

/// The files that they point at.
#[must_use]
pub fn files(diagnostics: &[Diagnostic]) -> BTreeSet<&SourcePath> {
    let places = diagnostics.iter().flat_map(|one| one.related.iter().map(|(place, _)| place).chain([&one.place]));
    places.map(|place| &place.source).collect()
}

/// Whether any of them stops the build.
#[must_use]
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
