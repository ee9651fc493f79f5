//! How the small things look that stand on every page many times. Links, days, words, texts and where a directive stands
//! show themselves: `{{ page.issuer }}`. The functions beside them show one in another way, or several: `out`, `links`,
//! `when`, `crumbs`, `status`, `timing`, `strip`, `counts`.
//!
//! No macros of the templates, because a macro costs ten times as much, and a function twice as much. Escaped as the
//! templates escape, and as strict as they are: a value that is undefined or none is an error.

use std::fmt::{self, Write};
use std::sync::Arc;

use minijinja::value::{Object, Value};
use minijinja::{Environment, Error, ErrorKind};

use super::escape::escape_into;
use super::label::Labels;
use super::run::{LinesView, Reference, RunView, RunsView};
use super::status::StandingView;
use super::viewpoint::{DayView, LinkView, Words};

/// What pieces need to know of the language of the page.
#[derive(Debug, Clone)]
pub(super) struct Tongue {
    /// The attribute that marks Vietnamese words.
    vietnamese: &'static str,
    labels: Arc<Labels>,
}

impl Tongue {
    /// The language with these labels; `vietnamese` is the attribute that marks Vietnamese words.
    pub(super) fn new(labels: Labels, vietnamese: &'static str) -> Self {
        Self { vietnamese, labels: Arc::new(labels) }
    }

    /// Shows `value` if it is a piece.
    pub(super) fn show(&self, html: &mut impl Write, value: &Value) -> Option<Result<(), Error>> {
        let object = value.as_object()?;
        let shown = if let Some(one) = object.downcast_ref::<LinkView>() {
            link(html, one, self.vietnamese, "")
        } else if let Some(one) = object.downcast_ref::<DayView>() {
            date(html, one)
        } else if let Some(LinesView(lines)) = object.downcast_ref() {
            joined(html, lines, "<br>", |html, line| runs(html, line, &self.labels))
        } else if let Some(one) = object.downcast_ref::<StandingView>() {
            status(html, one, None)
        } else if let Some(line) = object.downcast_ref::<RunsView>() {
            runs(html, line, &self.labels)
        } else {
            words(html, object.downcast_ref::<Words>()?, self.vietnamese)
        };
        Some(shown)
    }
}

/// Gives the templates the functions.
pub(super) fn teach(environment: &mut Environment<'static>, tongue: &Tongue) {
    let vietnamese = tongue.vietnamese;
    environment.add_function("links", move |list: &Value| {
        made(|html| joined(html, list.try_iter()?, ", ", |html, one| link(html, a::<LinkView>(&one)?, vietnamese, "")))
    });
    // A link that leaves the page it is put into.
    environment.add_function("out", move |one: &Value| {
        made(|html| link(html, a::<LinkView>(one)?, vietnamese, " target=\"_top\""))
    });
    let name = tongue.labels.say("crumbs", &[]);
    environment.add_function("crumbs", move |list: &Value| {
        let name = name.as_ref().map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))?;
        made(|html| crumbs(html, list, name, vietnamese))
    });
    let labels = Arc::clone(&tongue.labels);
    environment.add_function("when", move |row: &Value| made(|html| when(html, row, &labels)));
    let labels = Arc::clone(&tongue.labels);
    environment.add_function("strip", move |states: &Value, n: &Value| made(|html| strip(html, states, n, &labels)));
    let labels = Arc::clone(&tongue.labels);
    environment.add_function("counts", move |list: &Value| made(|html| counts(html, list, &labels)));
    environment.add_function("timing", |one: &Value| made(|html| timing(html, a(one)?)));
    environment.add_function("status", |one: &Value, reason: &str| made(|html| status(html, a(one)?, Some(reason))));
}

type Made = Result<(), Error>;

fn made(write: impl FnOnce(&mut String) -> Made) -> Result<Value, Error> {
    let mut html = String::with_capacity(160);
    write(&mut html)?;
    Ok(Value::from_safe_string(html))
}

/// The piece that `value` is.
fn a<V: Object + 'static>(value: &Value) -> Result<&V, Error> {
    value.downcast_object_ref().ok_or_else(|| {
        let kind = std::any::type_name::<V>().rsplit("::").next().unwrap_or_default();
        Error::new(ErrorKind::InvalidOperation, format!("the value is no {kind}"))
    })
}

fn link(html: &mut impl Write, one: &LinkView, vietnamese: &str, attributes: &str) -> Made {
    html.write_str("<a href=\"")?;
    escape_into(html, &one.href)?;
    html.write_str("\"")?;
    if one.foreign {
        html.write_str(vietnamese)?;
    }
    html.write_str(attributes)?;
    html.write_str(">")?;
    escape_into(html, &one.text)?;
    Ok(html.write_str("</a>")?)
}

fn words(html: &mut impl Write, one: &Words, vietnamese: &str) -> Made {
    if !one.foreign {
        return Ok(escape_into(html, &one.text)?);
    }
    html.write_str("<span")?;
    html.write_str(vietnamese)?;
    html.write_str(">")?;
    escape_into(html, &one.text)?;
    Ok(html.write_str("</span>")?)
}

fn crumbs(html: &mut String, list: &Value, name: &str, vietnamese: &str) -> Made {
    if !list.is_true() {
        return Ok(());
    }
    html.push_str("<nav class=\"crumbs\" aria-label=\"");
    escape_into(html, name)?;
    html.push_str("\"><ol>");
    for one in list.try_iter()? {
        html.push_str("<li>");
        link(html, a(&one)?, vietnamese, "")?;
        html.push_str("</li>");
    }
    html.push_str("</ol></nav>\n");
    Ok(())
}

fn date(html: &mut impl Write, one: &DayView) -> Made {
    html.write_str("<time datetime=\"")?;
    escape_into(html, &one.iso)?;
    html.write_str("\">")?;
    escape_into(html, &one.text)?;
    Ok(html.write_str("</time>")?)
}

/// The last good day of a row, or why it has none.
fn when(html: &mut String, row: &Value, labels: &Labels) -> Made {
    let due = row.get_attr("due")?;
    if !due.is_none() {
        return date(html, a(&due)?);
    }
    let status = row.get_attr("status")?;
    let key = match a::<StandingView>(&status)?.kind {
        "recurring" => "row.recurring",
        "horizon" => "row.horizon",
        _ => "row.no_day",
    };
    Ok(escape_into(html, &said(labels, key, &[])?)?)
}

fn timing(html: &mut impl Write, one: &StandingView) -> Made {
    let words =
        [("state", one.state), ("timeliness", one.timeliness), ("lifecycle", one.lifecycle), ("kind", one.kind)];
    for (name, word) in words {
        for part in [" data-", name, "=\"", word, "\""] {
            html.write_str(part)?;
        }
    }
    for (name, day) in [("due", one.due), ("completed", one.completed), ("issued", one.issued)] {
        if let Some(day) = day {
            write!(html, " data-{name}=\"{day}\"")?;
        }
    }
    Ok(())
}

fn status(html: &mut impl Write, one: &StandingView, reason: Option<&str>) -> Made {
    html.write_str("<span class=\"status\"")?;
    timing(html, one)?;
    if let Some(reason) = reason {
        html.write_str(" data-reason=\"")?;
        escape_into(html, reason)?;
        html.write_str("\"")?;
    }
    html.write_str(">")?;
    escape_into(html, &one.words)?;
    Ok(html.write_str("</span>")?)
}

/// One mark for each of the `states`, as one picture; `n` is how many directives they are.
fn strip(html: &mut String, states: &Value, n: &Value, labels: &Labels) -> Made {
    if !states.is_true() {
        return Ok(());
    }
    html.push_str("<p class=\"strip\" role=\"img\" aria-label=\"");
    escape_into(html, &said(labels, "strip.alt", &[("n", n.to_string())])?)?;
    html.push_str("\">");
    for state in states.try_iter()? {
        html.push_str("<span class=\"shape\" data-state=\"");
        escape_into(html, text(&state)?)?;
        html.push_str("\"></span>");
    }
    html.push_str("</p>");
    Ok(())
}

/// How many directives stand in each state.
fn counts(html: &mut String, list: &Value, labels: &Labels) -> Made {
    html.push_str("<ul class=\"counts\">");
    for one in list.try_iter()? {
        let state = one.get_attr("state")?;
        html.push_str("<li><span class=\"status\" data-state=\"");
        escape_into(html, text(&state)?)?;
        html.push_str("\">");
        escape_into(html, &said(labels, &format!("state_name.{}", text(&state)?), &[])?)?;
        write!(html, "</span> <b>{}</b></li>", one.get_attr("count")?)?;
    }
    html.push_str("</ul>");
    Ok(())
}

/// The text that `value` is.
fn text(value: &Value) -> Result<&str, Error> {
    value.as_str().ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "the value is no text"))
}

fn runs(html: &mut impl Write, RunsView(line): &RunsView, labels: &Labels) -> Made {
    for run in line {
        match run {
            RunView { words: Some(words), stands_for: None, .. } => escape_into(html, words)?,
            RunView { words: Some(words), stands_for: Some(long), .. } => {
                html.write_str("<abbr title=\"")?;
                escape_into(html, long)?;
                html.write_str("\">")?;
                escape_into(html, words)?;
                html.write_str("</abbr>")?;
            }
            RunView { note: Some(note), .. } => {
                mark(html, "noteref", note, &said(labels, "document.note_label", &[("label", note.label.clone())])?)?;
            }
            RunView { doubt: Some(doubt), .. } => {
                mark(html, "doubt", doubt, &format!("[?] {}", said(labels, "document.doubt", &[])?))?;
            }
            RunView { words: None, note: None, doubt: None, .. } => {}
        }
    }
    Ok(())
}

fn mark(html: &mut impl Write, class: &str, reference: &Reference, label: &str) -> fmt::Result {
    html.write_str("<a class=\"")?;
    html.write_str(class)?;
    html.write_str("\" href=\"")?;
    escape_into(html, &reference.href)?;
    html.write_str("\" aria-label=\"")?;
    escape_into(html, label)?;
    html.write_str("\">")?;
    escape_into(html, &reference.label)?;
    html.write_str("</a>")
}

fn said(labels: &Labels, key: &str, values: &[(&str, String)]) -> Result<String, Error> {
    labels.say(key, values).map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))
}

fn joined<W: Write, T>(
    html: &mut W,
    list: impl IntoIterator<Item = T>,
    between: &str,
    mut write: impl FnMut(&mut W, T) -> Made,
) -> Made {
    for (position, one) in list.into_iter().enumerate() {
        if position > 0 {
            html.write_str(between)?;
        }
        write(html, one)?;
    }
    Ok(())
}
