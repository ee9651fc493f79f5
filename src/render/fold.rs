//! What is the same on all pages of a language, put into templates before they are compiled: `{{ t("menu.name") }}`
//! becomes the words themselves, `{{ vi }}` the attribute.
//!
//! Of labels only calls with one literal key, and only those that need no value. What a template shows stays the same, byte
//! for byte; a label that does not exist is left for the template to fail on.

use super::escape::escape;
use super::label::Labels;

/// `template` with the labels and the attributes (by the names that templates give them) of one language in it.
#[must_use]
pub fn fold(template: &str, labels: &Labels, attributes: &[(&str, &str)]) -> String {
    let mut folded = String::with_capacity(template.len() * 5 / 4);
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (before, tag) = rest.split_at(start);
        folded.push_str(before);
        let end = match tag.as_bytes().get(1) {
            Some(b'{') => tag.find("}}").map(|end| end + 2),
            Some(b'%') => tag.find("%}").map(|end| end + 2),
            Some(b'#') => tag.find("#}").map(|end| end + 2),
            _ => Some(1),
        };
        let Some(end) = end else {
            rest = tag;
            break;
        };
        let (tag, after) = tag.split_at(end);
        rest = after;
        if let Some((_, attribute)) = attributes.iter().find(|(name, _)| whole_name(tag) == Some(name)) {
            folded.push_str(attribute);
            continue;
        }
        match whole_call(tag).and_then(|key| plain(labels, key)) {
            Some(words) => folded.push_str(&escape(words)),
            None if tag.starts_with("{#") => folded.push_str(tag),
            None => inside(tag, labels, &mut folded),
        }
    }
    folded.push_str(rest);
    folded
}

/// The name in a tag that is nothing but `{{ name }}`.
fn whole_name(tag: &str) -> Option<&str> {
    tag.strip_prefix("{{ ")?.strip_suffix(" }}")
}

/// The key of a tag that is nothing but `{{ t("key") }}`.
fn whole_call(tag: &str) -> Option<&str> {
    let key = tag.strip_prefix("{{ t(\"")?.strip_suffix("\") }}")?;
    Some(key).filter(|key| !key.contains(['"', '\\']))
}

/// Calls among other things in a tag become literals.
fn inside(tag: &str, labels: &Labels, folded: &mut String) {
    let mut rest = tag;
    while let Some(start) = rest.find("t(\"") {
        let (before, call) = rest.split_at(start);
        folded.push_str(before);
        let is_name = before.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '_' | '.' | '"'));
        let inner = &call[3..];
        let call_end = inner.find('"').filter(|end| inner[*end..].starts_with("\")"));
        match call_end.filter(|_| !is_name).and_then(|end| Some((plain(labels, &inner[..end])?, end))) {
            Some((words, end)) => {
                folded.push('"');
                folded.push_str(words);
                folded.push('"');
                rest = &inner[end + 2..];
            }
            None => {
                folded.push_str("t(\"");
                rest = inner;
            }
        }
    }
    folded.push_str(rest);
}

/// A label that is the same whatever is filled in, and means the same to the template as a value and as text.
fn plain<'l>(labels: &'l Labels, key: &str) -> Option<&'l str> {
    let words = labels.constant(key)?;
    let is_plain = !words.is_empty()
        && !words.contains(['{', '}', '%', '#', '"', '\\', '\n', '\r', '\t'])
        && !words.starts_with(char::is_whitespace)
        && !words.ends_with(char::is_whitespace);
    Some(words).filter(|_| is_plain)
}
