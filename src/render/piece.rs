//! The small pieces that stand on every page many times: `link`, `out`, `links`, `words`, `date`, `when`, `crumbs`,
//! `status`, `timing`, `runs`, `lines`. Functions of the templates, because a macro costs ten times as much.
//!
//! Values in, HTML out; escaped as the templates escape. As strict as they are, too: a value that is undefined or
//! none is an error.

use std::fmt::Write as _;

use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind};

use super::escape::escape_into;
use super::label::Labels;

/// Gives the templates the pieces; `vietnamese` is the attribute that marks Vietnamese words.
pub(super) fn teach(environment: &mut Environment<'static>, labels: &Labels, vietnamese: &'static str) {
    environment.add_function("link", move |one: &Value| made(|html| link(html, one, vietnamese)));
    environment.add_function("links", move |list: &Value| {
        made(|html| joined(html, list, ", ", |html, one| link(html, one, vietnamese)))
    });
    environment.add_function("words", move |one: &Value| made(|html| words(html, one, vietnamese)));
    let name = labels.say("crumbs", &[]);
    environment.add_function("crumbs", move |list: &Value| {
        let name = name.as_ref().map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))?;
        made(|html| crumbs(html, list, name, vietnamese))
    });
    environment.add_function("out", move |one: &Value| made(|html| out(html, one, vietnamese)));
    let mine = labels.clone();
    environment.add_function("when", move |row: &Value| made(|html| when(html, row, &mine)));
    environment.add_function("date", |one: &Value| made(|html| date(html, one)));
    environment.add_function("timing", |one: &Value| made(|html| timing(html, one)));
    environment.add_function("status", |one: &Value, reason: Option<&str>| made(|html| status(html, one, reason)));
    let (mine, shared) = (labels.clone(), labels.clone());
    environment.add_function("runs", move |list: &Value| made(|html| runs(html, list, &mine)));
    environment.add_function("lines", move |list: &Value| {
        made(|html| joined(html, list, "<br>", |html, line| runs(html, line, &shared)))
    });
}

type Made = Result<(), Error>;

fn made(write: impl FnOnce(&mut String) -> Made) -> Result<Value, Error> {
    let mut html = String::with_capacity(160);
    write(&mut html)?;
    Ok(Value::from_safe_string(html))
}

fn link(html: &mut String, one: &Value, vietnamese: &str) -> Made {
    leading(html, one, vietnamese, "")
}

/// A link that leaves the page it is put into.
fn out(html: &mut String, one: &Value, vietnamese: &str) -> Made {
    leading(html, one, vietnamese, " target=\"_top\"")
}

fn leading(html: &mut String, one: &Value, vietnamese: &str, attributes: &str) -> Made {
    html.push_str("<a href=\"");
    print(html, one, "href")?;
    html.push('"');
    if get(one, "foreign")?.is_true() {
        html.push_str(vietnamese);
    }
    html.push_str(attributes);
    html.push('>');
    print(html, one, "text")?;
    html.push_str("</a>");
    Ok(())
}

fn words(html: &mut String, one: &Value, vietnamese: &str) -> Made {
    if !get(one, "foreign")?.is_true() {
        return print(html, one, "text");
    }
    html.push_str("<span");
    html.push_str(vietnamese);
    html.push('>');
    print(html, one, "text")?;
    html.push_str("</span>");
    Ok(())
}

fn crumbs(html: &mut String, list: &Value, name: &str, vietnamese: &str) -> Made {
    if !list.is_true() {
        return Ok(());
    }
    html.push_str("<nav class=\"crumbs\" aria-label=\"");
    escape_into(html, name);
    html.push_str("\"><ol>");
    for one in list.try_iter()? {
        html.push_str("<li>");
        link(html, &one, vietnamese)?;
        html.push_str("</li>");
    }
    html.push_str("</ol></nav>\n");
    Ok(())
}

fn date(html: &mut String, one: &Value) -> Made {
    html.push_str("<time datetime=\"");
    print(html, one, "iso")?;
    html.push_str("\">");
    print(html, one, "text")?;
    html.push_str("</time>");
    Ok(())
}

/// The last good day of a row, or why it has none.
fn when(html: &mut String, row: &Value, labels: &Labels) -> Made {
    let due = get(row, "due")?;
    if !due.is_none() {
        return date(html, &due);
    }
    let kind = get(&get(row, "status")?, "kind")?;
    let key = match kind.as_str() {
        Some("recurring") => "row.recurring",
        Some("horizon") => "row.horizon",
        _ => "row.no_day",
    };
    escape_into(html, &said(labels, key, &[])?);
    Ok(())
}

fn timing(html: &mut String, one: &Value) -> Made {
    let always = [("state", "state"), ("timeliness", "timeliness"), ("lifecycle", "lifecycle"), ("kind", "kind")];
    let sometimes = [("due", "due"), ("completed", "completed"), ("issued", "issued")];
    for (name, field) in always {
        attribute(html, name, &get(one, field)?)?;
    }
    for (name, field) in sometimes {
        let value = get(one, field)?;
        if value.is_true() {
            attribute(html, name, &value)?;
        }
    }
    Ok(())
}

fn attribute(html: &mut String, name: &str, value: &Value) -> Made {
    html.push_str(" data-");
    html.push_str(name);
    html.push_str("=\"");
    write(html, value)?;
    html.push('"');
    Ok(())
}

fn status(html: &mut String, one: &Value, reason: Option<&str>) -> Made {
    html.push_str("<span class=\"status\"");
    timing(html, one)?;
    if let Some(reason) = reason.filter(|reason| !reason.is_empty()) {
        html.push_str(" data-reason=\"");
        escape_into(html, reason);
        html.push('"');
    }
    html.push('>');
    print(html, one, "words")?;
    html.push_str("</span>");
    Ok(())
}

fn runs(html: &mut String, list: &Value, labels: &Labels) -> Made {
    for run in list.try_iter()? {
        let words = get(&run, "words")?;
        if !words.is_none() {
            let stands_for = get(&run, "stands_for")?;
            if stands_for.is_none() {
                write(html, &words)?;
            } else {
                html.push_str("<abbr title=\"");
                write(html, &stands_for)?;
                html.push_str("\">");
                write(html, &words)?;
                html.push_str("</abbr>");
            }
            continue;
        }
        let note = get(&run, "note")?;
        if note.is_none() {
            let doubt = get(&run, "doubt")?;
            mark(html, "doubt", &doubt, &format!("[?] {}", said(labels, "document.doubt", &[])?))?;
        } else {
            let label = get(&note, "label")?;
            mark(html, "noteref", &note, &said(labels, "document.note_label", &[("label", label.to_string())])?)?;
        }
    }
    Ok(())
}

fn mark(html: &mut String, class: &str, reference: &Value, label: &str) -> Made {
    html.push_str("<a class=\"");
    html.push_str(class);
    html.push_str("\" href=\"");
    print(html, reference, "href")?;
    html.push_str("\" aria-label=\"");
    escape_into(html, label);
    html.push_str("\">");
    print(html, reference, "label")?;
    html.push_str("</a>");
    Ok(())
}

fn said(labels: &Labels, key: &str, values: &[(&str, String)]) -> Result<String, Error> {
    labels.say(key, values).map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))
}

fn joined(html: &mut String, list: &Value, between: &str, mut write: impl FnMut(&mut String, &Value) -> Made) -> Made {
    for (position, one) in list.try_iter()?.enumerate() {
        if position > 0 {
            html.push_str(between);
        }
        write(html, &one)?;
    }
    Ok(())
}

fn get(of: &Value, field: &str) -> Result<Value, Error> {
    let value = of.get_attr(field)?;
    if value.is_undefined() {
        return Err(Error::new(ErrorKind::UndefinedError, format!("the value has no field {field:?}")));
    }
    Ok(value)
}

fn print(html: &mut String, of: &Value, field: &str) -> Made {
    write(html, &get(of, field)?)
}

/// Writes a value as `{{ value }}` does.
pub(super) fn write(html: &mut String, value: &Value) -> Made {
    match value.as_str() {
        Some(text) if value.is_safe() => html.push_str(text),
        Some(text) => escape_into(html, text),
        None if matches!(value.kind(), ValueKind::Number | ValueKind::Bool) => {
            write!(html, "{value}").map_err(Error::from)?;
        }
        None if value.is_none() => {
            return Err(Error::new(ErrorKind::InvalidOperation, "the value to print is none"));
        }
        None => escape_into(html, &value.to_string()),
    }
    Ok(())
}
