//! Templates, compiled once and shown many times; the words of the frame; the static files.
//!
//! Knows nothing of documents or directives. Undefined values, values that are none and unknown labels are
//! errors; everything is escaped unless a view made it as HTML itself. `/` stays as it is, so that addresses
//! can be read in the source of a page.

use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Enumerator, Kwargs, Object, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, Output, State, UndefinedBehavior};

use super::asset::{self, Assets};
use super::escape::escape_into;
use super::fold;
use super::label::{self, Labels};
use super::page::statement::Tested;
use super::piece::{Field, fields, object};
use super::show::{self, Tongue};
use super::theme::{ThemeFile, ThemeFiles};
use crate::base::bilingual::{Language, Message};
use crate::base::diagnostic::Diagnostic;
use crate::base::hash::QuickMap;
use crate::base::place::Place;
use crate::base::source::{LineColumn, Span};
use crate::say;

/// A theme that is ready to be shown.
#[derive(Debug)]
pub struct Engine {
    vietnamese: Environment<'static>,
    english: Environment<'static>,
    labels: [Labels; 2],
    assets: Assets,
    tested: Option<Tested>,
    has_own_theme: bool,
}

/// What the template of a page sees.
#[derive(Debug, Default)]
pub struct Sight {
    /// What the page says about itself.
    pub frame: Value,
    /// The parts that it shares with others.
    pub part: Value,
    /// Its own view.
    pub page: Value,
}

object!(Sight: frame, part, page);

/// Folder of the templates that are shown once for all pages that stand alike.
const PARTS: &str = "parts/";

/// A template that failed while it was shown.
#[derive(Debug)]
pub struct TemplateError {
    /// Address of the page.
    pub page: String,
    /// What the engine says: kind, template and line, the lines around it, the variables in reach.
    pub report: String,
}

impl std::fmt::Display for TemplateError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.message().en)
    }
}

impl TemplateError {
    /// What went wrong, in both languages; what the engine says is English in both.
    #[must_use]
    pub fn message(&self) -> Message {
        let Self { page, report } = self;
        say!(
            "giao diện không hiển thị được trang /{page}: {report}",
            "the theme cannot show the page /{page}: {report}"
        )
    }
}

impl std::error::Error for TemplateError {}

/// Compiles the templates, reads the labels, gathers the static files.
///
/// # Errors
/// Everything that is wrong with the theme: `bad-template`, `bad-labels`.
pub fn prepare(theme: &ThemeFiles) -> Result<Engine, Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let labels = keep(label::read(theme), &mut diagnostics);
    let assets = keep(asset::gather(theme), &mut diagnostics);
    let tested = keep(tested(theme), &mut diagnostics);
    let compile = |language| compile(theme, language, labels.as_ref());
    let (vietnamese, english) = rayon::join(|| compile(Language::Vietnamese), || compile(Language::English));
    let vietnamese = keep(vietnamese, &mut diagnostics);
    // The same text twice: what is wrong with it is said once.
    let english = vietnamese.is_some().then(|| keep(english, &mut diagnostics)).flatten();
    let (Some(labels), Some(assets), Some(tested), Some(vietnamese), Some(english)) =
        (labels, assets, tested, vietnamese, english)
    else {
        diagnostics.sort();
        return Err(diagnostics);
    };
    let has_own_theme = theme.is_changed();
    Ok(Engine { vietnamese, english, labels, assets, tested, has_own_theme })
}

impl Engine {
    /// The page that `template` makes of what it sees.
    ///
    /// # Errors
    /// When the template fails; the report names frame, line and variables.
    pub fn show(
        &self,
        language: Language,
        template: &str,
        address: &str,
        sight: Sight,
    ) -> Result<String, TemplateError> {
        self.environment(language)
            .get_template(template)
            .and_then(|template| template.render(Value::from_object(sight)))
            .map_err(|error| TemplateError { page: address.to_owned(), report: format!("{error:#}") })
    }

    /// What the templates below `parts/` make of `frame`, by their names without `.html`.
    ///
    /// # Errors
    /// When one of them fails.
    pub fn parts(&self, language: Language, address: &str, frame: &Value) -> Result<Value, TemplateError> {
        let mut parts = Vec::new();
        for (path, _) in self.environment(language).templates() {
            let Some(name) = path.strip_prefix(PARTS).and_then(|name| name.strip_suffix(".html")) else { continue };
            let html = self.show(language, path, address, Sight { frame: frame.clone(), ..Sight::default() })?;
            parts.push((name.to_owned(), Value::from_safe_string(html)));
        }
        Ok(Value::from_pairs(parts))
    }

    const fn environment(&self, language: Language) -> &Environment<'static> {
        match language {
            Language::Vietnamese => &self.vietnamese,
            Language::English => &self.english,
        }
    }

    /// The words of `language`.
    #[must_use]
    pub fn labels(&self, language: Language) -> &Labels {
        &self.labels[usize::from(language == Language::English)]
    }

    /// What the last run of the theme's tests found.
    #[must_use]
    pub const fn tested(&self) -> Option<&Tested> {
        self.tested.as_ref()
    }

    /// Whether the site changed what readers see of the default theme.
    #[must_use]
    pub const fn has_own_theme(&self) -> bool {
        self.has_own_theme
    }

    /// The static files.
    #[must_use]
    pub const fn assets(&self) -> &Assets {
        &self.assets
    }
}

/// What the last run of the theme's tests found; nothing when the theme does not say.
fn tested(theme: &ThemeFiles) -> Result<Option<Tested>, Vec<Diagnostic>> {
    let Some(file) = theme.get("tested.json") else { return Ok(None) };
    serde_json::from_slice(&file.bytes).map(Some).map_err(|error| {
        let message =
            say!("không đọc được kết quả kiểm tra: {error}", "the result of the tests cannot be read: {error}");
        vec![Diagnostic::error("bad-template", Place::file(file.source.clone()), message)]
    })
}

fn keep<T>(read: Result<T, Vec<Diagnostic>>, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(mut found) => {
            diagnostics.append(&mut found);
            None
        }
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_debug(true);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.expect("only white space is configured, no delimiter that could clash"));
    environment
}

/// The templates in one language, with what `labels` say in them.
fn compile(
    theme: &ThemeFiles,
    language: Language,
    labels: Option<&[Labels; 2]>,
) -> Result<Environment<'static>, Vec<Diagnostic>> {
    let labels = labels.map(|labels| &labels[usize::from(language == Language::English)]);
    let mut environment = environment();
    let mut diagnostics = Vec::new();
    for (name, file) in theme.below("templates/") {
        diagnostics.extend(add(&mut environment, name, file, language, labels).err().map(|diagnostic| *diagnostic));
    }
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    if let Some(labels) = labels {
        teach(&mut environment, labels.clone(), language);
    }
    Ok(environment)
}

/// Compiles a template with labels and attributes put in; should that spoil it, or it is bad, as it was written.
fn add(
    environment: &mut Environment<'static>,
    name: &str,
    file: &ThemeFile,
    language: Language,
    labels: Option<&Labels>,
) -> Result<(), Box<Diagnostic>> {
    let text = std::str::from_utf8(&file.bytes).map_err(|_| {
        let message = say!("khuôn trang không phải UTF-8", "the template is not UTF-8");
        Box::new(Diagnostic::error("bad-template", Place::file(file.source.clone()), message))
    })?;
    let folded = labels.map(|labels| fold::fold(text, labels, &attributes(language)));
    if folded.is_some_and(|folded| environment.add_template_owned(name.to_owned(), folded).is_ok()) {
        return Ok(());
    }
    environment.add_template_owned(name.to_owned(), text.to_owned()).map_err(|error| {
        let place = match error.range().or_else(|| line_of(text, error.line()?)) {
            Some(range) => Place::span(file.source.clone(), Span::new(range.start, range.end)),
            None => Place::file(file.source.clone()),
        };
        let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        let message = say!("khuôn trang sai cú pháp: {detail}", "the template has a syntax error: {detail}");
        Box::new(Diagnostic::error("bad-template", place, message))
    })
}

/// The attributes that mark Vietnamese words (`vi`) and the words of the frame inside them (`ui`) on English pages.
const fn attributes(language: Language) -> [(&'static str, &'static str); 2] {
    match language {
        Language::Vietnamese => [("vi", ""), ("ui", "")],
        Language::English => [("vi", " lang=\"vi\""), ("ui", " lang=\"en\"")],
    }
}

fn line_of(text: &str, line: usize) -> Option<std::ops::Range<usize>> {
    let start =
        text.char_indices().map(|(offset, _)| offset).find(|offset| LineColumn::of(text, *offset).line == line)?;
    let length = text[start..].find('\n').unwrap_or(text.len() - start);
    Some(start..start + length)
}

/// Gives the templates `t("key", name=value …)`, the attributes and the functions of the pieces.
fn teach(environment: &mut Environment<'static>, labels: Labels, language: Language) {
    let attributes = attributes(language);
    for (name, attribute) in attributes {
        environment.add_global(name, Value::from_safe_string(attribute.to_owned()));
    }
    let [(_, vietnamese), _] = attributes;
    let tongue = Tongue::new(labels.clone(), vietnamese);
    show::teach(environment, &tongue);
    environment.set_formatter(move |out, state, value| print(out, state, value, &tongue));
    let constants =
        labels.constants().map(|(key, words)| (key.to_owned(), Value::from(words))).collect::<QuickMap<_, _>>();
    let say = move |key: &str, values: Kwargs| -> Result<Value, minijinja::Error> {
        let mut filled = Vec::new();
        for name in values.args() {
            let value: Value = values.peek(name)?;
            filled.push((name, value.to_string()));
        }
        if filled.is_empty()
            && let Some(words) = constants.get(key)
        {
            return Ok(words.clone());
        }
        let said = labels.say(key, &filled).map(Value::from);
        said.map_err(|error| minijinja::Error::new(ErrorKind::InvalidOperation, error.to_string()))
    };
    environment.add_function("t", say);
}

/// Writes what stands in `{{ }}`.
fn print(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
    tongue: &Tongue,
) -> Result<(), minijinja::Error> {
    if value.is_none() {
        // A view says "there is none"; printing that is a template that forgot to ask.
        return Err(minijinja::Error::new(ErrorKind::InvalidOperation, "the value to print is none"));
    }
    if let Some(shown) = tongue.show(out, value) {
        return shown;
    }
    match value.as_str().filter(|_| matches!(state.auto_escape(), AutoEscape::Html)) {
        Some(text) if value.is_safe() => Ok(out.write_str(text)?),
        Some(text) => Ok(escape_into(out, text)?),
        None => minijinja::escape_formatter(out, state, value),
    }
}
