//! The words of the frame: `labels/vi.yaml` and `labels/en.yaml`, the same keys in both.
//!
//! A label is a text, or `{ one, other }` where a number decides; `{name}` in it is filled in.

use std::collections::BTreeSet;

use serde_json::Value;

use super::theme::{ThemeFile, ThemeFiles};
use crate::base::bilingual::Language;
use crate::base::diagnostic::Diagnostic;
use crate::base::hash::QuickMap;
use crate::base::place::{At, Place, Pointer, Step};
use crate::base::source::SourcePath;
use crate::base::tree;
use crate::say;

/// The labels of one language, by their dotted key.
#[derive(Debug, Clone, Default)]
pub struct Labels(QuickMap<String, Label>);

#[derive(Debug, Clone)]
struct Label {
    one: Option<String>,
    other: String,
}

impl Label {
    fn placeholders(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        for text in self.one.iter().chain([&self.other]) {
            let mut rest = text.as_str();
            while let Some((name, after)) = rest.split_once('{').and_then(|(_, inner)| inner.split_once('}')) {
                names.insert(name);
                rest = after;
            }
        }
        names
    }
}

/// Why a label cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelError {
    /// There is no label with this key.
    Missing(String),
    /// The label with this key needs a value of this name.
    Unfilled(String, String),
}

impl std::fmt::Display for LabelError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LabelError::Missing(key) => write!(formatter, "there is no label {key:?}"),
            LabelError::Unfilled(key, name) => write!(formatter, "label {key:?} needs the value {name:?}"),
        }
    }
}

impl std::error::Error for LabelError {}

impl Labels {
    /// The label `key`, its places filled from `values`; the value `n`, when it is 1, picks the singular.
    ///
    /// # Errors
    /// When there is no such label, or a place in it has no value.
    pub fn say(&self, key: &str, values: &[(&str, String)]) -> Result<String, LabelError> {
        let label = self.0.get(key).ok_or_else(|| LabelError::Missing(key.to_owned()))?;
        let single = values.iter().any(|(name, value)| *name == "n" && value == "1");
        let text = if single { label.one.as_ref().unwrap_or(&label.other) } else { &label.other };
        let mut said = String::with_capacity(text.len() + 16);
        let mut rest = text.as_str();
        while let Some((before, inner)) = rest.split_once('{') {
            said.push_str(before);
            let Some((name, after)) = inner.split_once('}') else {
                said.push('{');
                rest = inner;
                continue;
            };
            let value = values.iter().find(|(known, _)| *known == name);
            let (_, value) = value.ok_or_else(|| LabelError::Unfilled(key.to_owned(), name.to_owned()))?;
            said.push_str(value);
            rest = after;
        }
        said.push_str(rest);
        Ok(said)
    }

    /// The label `key` when it is the same whatever is filled in.
    #[must_use]
    pub fn constant(&self, key: &str) -> Option<&str> {
        let label = self.0.get(key)?;
        let is_constant = label.one.is_none() && !label.other.contains('{');
        is_constant.then_some(label.other.as_str())
    }

    /// The labels that are the same whatever is filled in, with their keys.
    pub fn constants(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.keys().filter_map(|key| Some((key.as_str(), self.constant(key)?)))
    }

    /// Whether there is a label with this key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }
}

/// Reads both languages and holds them against each other.
///
/// # Errors
/// `bad-labels` for a file that is absent or no YAML, for a key that only one language has, and for a
/// label whose places differ between the languages.
pub fn read(theme: &ThemeFiles) -> Result<[Labels; 2], Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let both = Language::ALL.map(|language| {
        let path = format!("labels/{}.yaml", language.tag());
        let Some(file) = theme.get(&path) else {
            let source = SourcePath::new(&format!("themes/default/{path}"));
            diagnostics
                .push(bad(Place::file(source), say!("giao diện thiếu tệp {path}", "the theme lacks the file {path}")));
            return (Labels::default(), None);
        };
        (parse(file, &mut diagnostics), Some(file.source.clone()))
    });
    if diagnostics.is_empty() {
        let [(vietnamese, vietnamese_source), (english, english_source)] = &both;
        if let (Some(vietnamese_source), Some(english_source)) = (vietnamese_source, english_source) {
            compare((vietnamese, vietnamese_source), (english, english_source), &mut diagnostics);
        }
    }
    if diagnostics.is_empty() { Ok(both.map(|(labels, _)| labels)) } else { Err(diagnostics) }
}

fn parse(file: &ThemeFile, diagnostics: &mut Vec<Diagnostic>) -> Labels {
    let mut labels = Labels::default();
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        let message = say!("tệp nhãn không phải UTF-8", "the label file is not UTF-8");
        diagnostics.push(bad(Place::file(file.source.clone()), message));
        return labels;
    };
    match serde_saphyr::from_str::<Value>(text) {
        Ok(tree) => flatten(&tree, &mut Vec::new(), &file.source, &mut labels, diagnostics),
        Err(error) => diagnostics.push(match tree::parse(&file.source, text) {
            Err(found) => Diagnostic { code: "bad-labels", ..*found },
            Ok(_) => {
                let detail = error.without_snippet().to_string();
                bad(
                    Place::file(file.source.clone()),
                    say!("không đọc được tệp nhãn ({detail})", "the label file cannot be read ({detail})"),
                )
            }
        }),
    }
    labels
}

fn flatten(
    tree: &Value,
    way: &mut Vec<String>,
    source: &SourcePath,
    labels: &mut Labels,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let key = way.join(".");
    match tree {
        Value::String(text) => {
            labels.0.insert(key, Label { one: None, other: text.clone() });
        }
        Value::Object(entries) => match (entries.get("one"), entries.get("other")) {
            (one, Some(Value::String(other))) => {
                let one = one.and_then(Value::as_str).map(str::to_owned);
                labels.0.insert(key, Label { one, other: other.clone() });
            }
            _ => {
                for (name, inner) in entries {
                    way.push(name.clone());
                    flatten(inner, way, source, labels, diagnostics);
                    way.pop();
                }
            }
        },
        _ => diagnostics.push(
            bad(place_of_key(source, &key), say!("nhãn “{key}” không phải là chữ", "the label “{key}” is not a text"))
                .help(say!("đặt trong dấu nháy kép", "put it in double quotes")),
        ),
    }
}

type Side<'l> = (&'l Labels, &'l SourcePath);

fn compare(vietnamese: Side<'_>, english: Side<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for ((here, source), (there, other_source)) in [(vietnamese, english), (english, vietnamese)] {
        for key in here.0.keys().filter(|key| !there.has(key)) {
            let place = place_of_key(source, key);
            let message =
                say!("nhãn “{key}” không có trong {other_source}", "the label “{key}” is not in {other_source}");
            diagnostics.push(bad(place, message).help(say!("thêm nhãn đó vào tệp kia", "add it to the other file")));
        }
    }
    for (key, label) in &vietnamese.0.0 {
        let Some(twin) = english.0.0.get(key) else { continue };
        if label.placeholders() != twin.placeholders() {
            diagnostics.push(bad(
                place_of_key(english.1, key),
                say!(
                    "chỗ điền {{…}} của nhãn “{key}” khác với bản tiếng Việt",
                    "the places {{…}} of “{key}” differ from the Vietnamese ones"
                ),
            ));
        }
    }
}

fn place_of_key(source: &SourcePath, key: &str) -> Place {
    let steps = key.split('.').map(|part| Step::Key(part.to_owned())).collect();
    Place { source: source.clone(), at: At::Key(Pointer(steps)) }
}

fn bad(place: Place, message: crate::base::bilingual::Message) -> Diagnostic {
    Diagnostic::error("bad-labels", place, message)
}
