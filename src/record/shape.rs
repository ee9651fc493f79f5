//! A file's tree compared with its record's JSON Schema: unknown, missing, doubled and mistyped fields.

use serde_json::Value as Json;

use super::kind::RecordKind;
use super::schema::schema;
use crate::base::tree::{Node, Value};
use crate::base::bilingual::Message;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::Place;
use crate::base::source::{SourcePath, Span};
use crate::say;

/// Every mistake of shape in `root`, in the order of the file.
#[must_use]
pub fn check(path: &SourcePath, root: &Node, kind: RecordKind) -> Vec<Diagnostic> {
    let schema = schema(kind);
    let mut checker = Checker { path, definitions: &schema["definitions"], diagnostics: Vec::new() };
    if root.is_null() {
        let needs_nothing = schema["type"] == "array";
        if needs_nothing {
            return vec![checker.error("wrong-type", root.span, say!("tệp trống", "the file is empty")).help(say!(
                "ghi ít nhất một mục bắt đầu bằng dấu gạch ngang, hoặc xóa tệp",
                "write at least one item that starts with a dash, or delete the file"
            ))];
        }
    }
    checker.node(root, schema, None);
    checker.diagnostics
}

struct Checker<'c> {
    path: &'c SourcePath,
    definitions: &'c Json,
    diagnostics: Vec<Diagnostic>,
}

impl<'c> Checker<'c> {
    fn error(&self, code: &'static str, span: Span, message: Message) -> Diagnostic {
        Diagnostic::error(code, Place::span(self.path.clone(), span), message)
    }

    /// Follows `$ref`; a schema that only wraps another one is that one.
    fn resolve(&self, schema: &'c Json) -> &'c Json {
        let mut current = schema;
        loop {
            let next = current["$ref"].as_str().and_then(|name| name.strip_prefix("#/definitions/"));
            if let Some(name) = next {
                current = &self.definitions[name];
                continue;
            }
            match current["allOf"].as_array().map(Vec::as_slice) {
                Some([only]) => current = only,
                _ => return current,
            }
        }
    }

    /// The schemas of which one must fit, references followed.
    fn branches(&self, schema: &'c Json) -> Vec<&'c Json> {
        let schema = self.resolve(schema);
        match schema["anyOf"].as_array() {
            Some(branches) => branches.iter().flat_map(|branch| self.branches(branch)).collect(),
            None => vec![schema],
        }
    }

    fn node(&mut self, node: &Node, schema: &'c Json, field: Option<&str>) {
        let branches = self.branches(schema);
        if node.is_null() && branches.iter().any(|branch| allows(branch, "null")) {
            return;
        }
        if node.is_null() {
            let name = field.unwrap_or("");
            let diagnostic = self
                .error("wrong-type", node.span, say!("trường `{name}` bỏ trống", "the field `{name}` is empty"))
                .help(say!("ghi giá trị, hoặc xóa cả dòng", "write a value, or delete the line"));
            self.diagnostics.push(diagnostic);
            return;
        }
        match &node.value {
            Value::Mapping(entries) => match branches.iter().find(|branch| allows(branch, "object")) {
                Some(branch) => self.mapping(node, entries, branch),
                None => self.mismatch(node, &branches, field, say!("một nhóm trường", "a group of fields")),
            },
            Value::Sequence(items) => match branches.iter().find(|branch| allows(branch, "array")) {
                Some(branch) => {
                    let inner = &branch["items"];
                    for item in items {
                        self.node(item, inner, field);
                    }
                }
                None => self.mismatch(node, &branches, field, say!("một danh sách", "a list")),
            },
            Value::Scalar { text, plain } => self.scalar(node, text, *plain, &branches, field),
        }
    }

    fn mapping(&mut self, node: &Node, entries: &[(Node, Node)], schema: &'c Json) {
        let empty = serde_json::Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&empty);
        for (position, (key, value)) in entries.iter().enumerate() {
            let Some(name) = key.scalar() else {
                let diagnostic = self.error("wrong-type", key.span, say!("tên trường phải là chữ", "a field's name must be text"));
                self.diagnostics.push(diagnostic);
                continue;
            };
            if let Some((first, _)) = entries[..position].iter().find(|(earlier, _)| earlier.scalar() == Some(name)) {
                let diagnostic = self
                    .error("duplicate-key", key.span, say!("trường `{name}` ghi hai lần", "the field `{name}` is written twice"))
                    .help(say!("giữ một dòng, xóa dòng kia", "keep one of the lines, delete the other"))
                    .related(Place::span(self.path.clone(), first.span), say!("lần đầu ở đây", "first written here"));
                self.diagnostics.push(diagnostic);
                continue;
            }
            // `properties` borrows from the schema, which outlives the checker.
            match schema["properties"].get(name) {
                Some(inner) => self.node(value, inner, Some(name)),
                None => {
                    let known = properties.keys().map(String::as_str).collect::<Vec<_>>();
                    let diagnostic = self
                        .error("unknown-field", key.span, say!("không có trường `{name}`", "there is no field `{name}`"))
                        .help(did_you_mean(name, &known));
                    self.diagnostics.push(diagnostic);
                }
            }
        }
        let missing = schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str);
        for name in missing.filter(|name| node.get(name).is_none()) {
            let what = properties.get(name).and_then(|inner| self.description(inner)).unwrap_or_default();
            let span = entries.first().map_or(node.span, |(key, _)| key.span);
            let diagnostic = self
                .error("missing-field", span, say!("thiếu trường `{name}`", "the field `{name}` is missing"))
                .help(say!("thêm dòng `{name}: …` ({what})", "add a line `{name}: …`"));
            self.diagnostics.push(diagnostic);
        }
    }

    fn description(&self, schema: &'c Json) -> Option<&'c str> {
        schema["description"].as_str().or_else(|| self.resolve(schema)["description"].as_str())
    }

    fn scalar(&mut self, node: &Node, text: &str, plain: bool, branches: &[&'c Json], field: Option<&str>) {
        let words = branches.iter().flat_map(|branch| words(branch)).collect::<Vec<_>>();
        if words.contains(&text) {
            return;
        }
        let fits = branches.iter().any(|branch| self::words(branch).is_empty() && scalar_fits(branch, text, plain));
        if fits {
            return;
        }
        if words.is_empty() {
            self.mismatch(node, branches, field, say!("`{text}`", "`{text}`"));
            return;
        }
        let name = field.unwrap_or("");
        let diagnostic = self
            .error("bad-value", node.span, say!("`{name}` không nhận giá trị `{text}`", "`{name}` does not take the value `{text}`"))
            .help(did_you_mean(text, &words));
        self.diagnostics.push(diagnostic);
    }

    fn mismatch(&mut self, node: &Node, branches: &[&'c Json], field: Option<&str>, found: Message) {
        let name = field.unwrap_or("");
        let (vi, en) = branches.iter().filter_map(|branch| expected(branch)).fold((Vec::new(), Vec::new()), |(mut vi, mut en), (v, e)| {
            if !vi.contains(&v) {
                vi.push(v);
                en.push(e);
            }
            (vi, en)
        });
        let (vi, en) = (vi.join(" hoặc "), en.join(" or "));
        let (found_vi, found_en) = (found.vi, found.en);
        let mut diagnostic = self.error(
            "wrong-type",
            node.span,
            if name.is_empty() {
                say!("ở đây cần {vi}, nhưng gặp {found_vi}", "{en} is needed here, found {found_en}")
            } else {
                say!("`{name}` cần {vi}, nhưng gặp {found_vi}", "`{name}` needs {en}, found {found_en}")
            },
        );
        if let Some(text) = node.scalar()
            && text.contains(',')
            && text.replace(',', ".").parse::<f64>().is_ok()
        {
            let corrected = text.replace(',', ".");
            diagnostic = diagnostic.help(say!(
                "trong tệp, số thập phân viết bằng dấu chấm: {corrected} (trang sẽ in bằng dấu phẩy)",
                "decimals take a point in the file: {corrected} (the pages print a comma)"
            ));
        }
        self.diagnostics.push(diagnostic);
    }
}

fn allows(schema: &Json, name: &str) -> bool {
    match &schema["type"] {
        Json::String(only) => only == name,
        Json::Array(several) => several.iter().any(|each| each == name),
        _ => false,
    }
}

fn scalar_fits(schema: &Json, text: &str, plain: bool) -> bool {
    if allows(schema, "string") {
        return true;
    }
    if allows(schema, "boolean") {
        return plain && matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE");
    }
    if allows(schema, "integer") {
        return plain && text.parse::<u32>().is_ok();
    }
    if allows(schema, "number") {
        return plain && text.parse::<f64>().is_ok_and(f64::is_finite);
    }
    false
}

/// The words that an enumeration takes; empty for any other schema.
fn words(schema: &Json) -> Vec<&str> {
    let listed = schema["enum"].as_array().into_iter().flatten().filter_map(Json::as_str);
    let described = schema["oneOf"].as_array().into_iter().flatten().flat_map(|one| {
        one["const"].as_str().into_iter().chain(one["enum"].as_array().into_iter().flatten().filter_map(Json::as_str))
    });
    listed.chain(described).collect()
}

fn expected(schema: &Json) -> Option<(String, String)> {
    let known = words(schema);
    if !known.is_empty() {
        let list = known.join(", ");
        return Some((format!("một trong các giá trị {list}"), format!("one of {list}")));
    }
    let (vi, en) = if allows(schema, "object") {
        ("một nhóm trường", "a group of fields")
    } else if allows(schema, "array") {
        ("một danh sách (mỗi mục một dòng bắt đầu bằng dấu gạch ngang)", "a list (one line a item, starting with a dash)")
    } else if allows(schema, "boolean") {
        ("true hoặc false", "true or false")
    } else if allows(schema, "integer") {
        ("một số nguyên không âm", "a whole number, not negative")
    } else if allows(schema, "number") {
        ("một con số", "a number")
    } else if allows(schema, "string") {
        ("chữ", "text")
    } else {
        return None;
    };
    Some((vi.to_owned(), en.to_owned()))
}

/// The nearest of `known` to what somebody wrote, or all of them.
pub fn did_you_mean(written: &str, known: &[&str]) -> Message {
    let nearest = known
        .iter()
        .map(|candidate| (edit_distance(written, candidate), candidate))
        .min()
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 4);
    match nearest {
        Some((_, candidate)) => say!("có phải là `{candidate}`?", "did you mean `{candidate}`?"),
        None => {
            let list = known.join(", ");
            say!("được ghi: {list}", "allowed: {list}")
        }
    }
}

/// Insertions, deletions and replacements between two words (Levenshtein 1965).
#[must_use]
pub fn edit_distance(left: &str, right: &str) -> usize {
    let right = right.chars().collect::<Vec<_>>();
    let mut row = (0..=right.len()).collect::<Vec<_>>();
    for (line, from) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, to) in right.iter().enumerate() {
            let cost = diagonal + usize::from(from != *to);
            diagonal = row[column + 1];
            row[column + 1] = cost.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}
