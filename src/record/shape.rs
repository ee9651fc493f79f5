//! A file's tree compared with its record's JSON Schema: unknown, missing, doubled and mistyped fields.

use serde_json::Value as Json;

use super::kind::RecordKind;
use super::schema::schema;
use super::suggest::{self, Word};
use crate::base::bilingual::Message;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::Place;
use crate::base::source::{SourcePath, Span};
use crate::base::tree::{Node, Value};
use crate::say;

/// Every mistake of shape in `root`, in the order of the file.
#[must_use]
pub fn check(path: &SourcePath, root: &Node, kind: RecordKind) -> Vec<Diagnostic> {
    let schema = schema(kind);
    let mut checker = Checker { path, definitions: &schema["definitions"], diagnostics: Vec::new() };
    if root.is_null() {
        let help =
            say!("điền các trường của bản ghi, hoặc xóa tệp", "fill in the fields of the record, or delete the file");
        let empty = Diagnostic::error(
            "empty-file",
            Place::file(path.clone()),
            say!("tệp trống, hoặc chỉ có dòng chú thích", "the file is empty, or holds only comments"),
        );
        return vec![empty.help(help)];
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
                .help(say!(
                    "ghi giá trị; nếu không có gì để ghi thì xóa cả dòng",
                    "write a value; if there is none, delete the line"
                ));
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
                let diagnostic =
                    self.error("wrong-type", key.span, say!("tên trường phải là chữ", "a field's name must be text"));
                self.diagnostics.push(diagnostic);
                continue;
            };
            if let Some((first, _)) = entries[..position].iter().find(|(earlier, _)| earlier.scalar() == Some(name)) {
                let diagnostic = self
                    .error(
                        "duplicate-key",
                        key.span,
                        say!("trường `{name}` ghi hai lần", "the field `{name}` is written twice"),
                    )
                    .help(say!("giữ một dòng, xóa dòng kia", "keep one of the lines, delete the other"))
                    .related(Place::span(self.path.clone(), first.span), say!("lần đầu ở đây", "first written here"));
                self.diagnostics.push(diagnostic);
                continue;
            }
            // `properties` borrows from the schema, which outlives the checker.
            match schema["properties"].get(name) {
                Some(inner) => self.node(value, inner, Some(name)),
                None => {
                    let known = properties
                        .iter()
                        .map(|(word, inner)| Word { word, meaning: self.description(inner).unwrap_or_default() })
                        .collect::<Vec<_>>();
                    let diagnostic = self
                        .error(
                            "unknown-field",
                            key.span,
                            say!("không có trường `{name}`", "there is no field `{name}`"),
                        )
                        .help(suggest::field(name, &known));
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
        if words.iter().any(|known| known.word == text) {
            return;
        }
        // Where a text or a group is taken, YAML's idea of a value counts; a plain text takes everything.
        if plain && words.is_empty() && is_no_text(text) && branches.iter().any(|branch| allows(branch, "object")) {
            let name = field.unwrap_or("");
            let diagnostic = self
                .error(
                    "wrong-type",
                    node.span,
                    say!(
                        "`{name}` cần chữ, nhưng YAML không coi `{text}` là chữ",
                        "`{name}` needs text, and YAML does not take `{text}` for text"
                    ),
                )
                .help(say!(
                    "đặt trong dấu nháy kép: `{name}: \"{text}\"`",
                    "put it in double quotes: `{name}: \"{text}\"`"
                ));
            self.diagnostics.push(diagnostic);
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
            .error(
                "bad-value",
                node.span,
                say!("`{name}` không nhận giá trị `{text}`", "`{name}` does not take the value `{text}`"),
            )
            .help(suggest::value(text, &words));
        self.diagnostics.push(diagnostic);
    }

    fn mismatch(&mut self, node: &Node, branches: &[&'c Json], field: Option<&str>, found: Message) {
        let name = field.unwrap_or("");
        let (vi, en) = branches.iter().filter_map(|branch| expected(branch)).fold(
            (Vec::new(), Vec::new()),
            |(mut vi, mut en), (v, e)| {
                if !vi.contains(&v) {
                    vi.push(v);
                    en.push(e);
                }
                (vi, en)
            },
        );
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
        diagnostic.help = match &node.value {
            Value::Scalar { text, .. } => correction(text, name, branches),
            Value::Mapping(entries) if branches.iter().any(|branch| allows(branch, "array")) => Some(dash(entries)),
            Value::Sequence(_) if name.is_empty() => Some(say!(
                "mỗi tệp một bản ghi: bỏ dấu gạch ngang ở đầu dòng",
                "one record a file: drop the dashes at the beginning of the lines"
            )),
            Value::Mapping(_) | Value::Sequence(_) => None,
        };
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

/// Whether YAML takes a plain scalar for a truth value or a fraction.
fn is_no_text(text: &str) -> bool {
    matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE")
        || text.parse::<i128>().is_err() && text.parse::<f64>().is_ok()
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
fn words(schema: &Json) -> Vec<Word<'_>> {
    let plain =
        schema["enum"].as_array().into_iter().flatten().filter_map(Json::as_str).map(|word| Word { word, meaning: "" });
    let described = schema["oneOf"].as_array().into_iter().flatten().flat_map(|one| {
        let meaning = one["description"].as_str().unwrap_or_default();
        let several = one["enum"].as_array().into_iter().flatten().filter_map(Json::as_str);
        one["const"].as_str().into_iter().chain(several).map(move |word| Word { word, meaning })
    });
    plain.chain(described).collect()
}

/// How a scalar of the wrong type is put right.
fn correction(text: &str, field: &str, branches: &[&Json]) -> Option<Message> {
    let wants = |kind: &str| branches.iter().any(|branch| allows(branch, kind));
    let number = text.trim().trim_end_matches('%').trim().replace(',', ".");
    if (wants("number") || wants("integer")) && number.parse::<f64>().is_ok_and(f64::is_finite) {
        if text.contains('%') {
            return Some(say!(
                "chỉ ghi con số: {number}; đơn vị ghi ở trường `unit`",
                "write the number alone: {number}; the unit goes to the field `unit`"
            ));
        }
        return Some(if number.parse::<u32>().is_ok() {
            say!("bỏ dấu nháy: {number}", "drop the quotation marks: {number}")
        } else if wants("integer") && !wants("number") {
            say!("ghi số nguyên, không có phần thập phân", "write a whole number, without decimals")
        } else {
            say!(
                "trong tệp, số thập phân viết bằng dấu chấm, không có dấu nháy: {number} (trang sẽ in bằng dấu phẩy)",
                "decimals take a point in the file, and no quotation marks: {number} (the pages print a comma)"
            )
        });
    }
    if wants("array") && !field.is_empty() {
        let items = text.split([',', ';']).map(str::trim).filter(|item| !item.is_empty()).collect::<Vec<_>>();
        let is_plain = items.iter().all(|item| {
            item.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'~'))
        });
        let list = items.join(", ");
        return (is_plain && !items.is_empty()).then(|| {
            say!("đặt trong ngoặc vuông: `{field}: [{list}]`", "put it in square brackets: `{field}: [{list}]`")
        });
    }
    let fields = branches.iter().find_map(|branch| branch["properties"].as_object().filter(|_| !wants("string")))?;
    let names = fields.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    Some(say!(
        "ghi từng trường một dòng, dạng `tên: giá trị`; các trường: {names}",
        "write one field a line, as `name: value`; the fields: {names}"
    ))
}

/// How a group of fields becomes the item of a list.
fn dash(entries: &[(Node, Node)]) -> Message {
    let first = entries.first().and_then(|(key, _)| key.scalar()).unwrap_or_default();
    match first.strip_prefix('-') {
        Some(bare) => {
            say!("thêm dấu cách sau dấu gạch ngang: `- {bare}: …`", "put a space after the dash: `- {bare}: …`")
        }
        None => say!(
            "thêm dấu gạch ngang và dấu cách trước trường đầu (`- {first}: …`), các trường sau thụt vào hai dấu cách",
            "put a dash and a space before the first field (`- {first}: …`), and indent the others by two spaces"
        ),
    }
}

fn expected(schema: &Json) -> Option<(String, String)> {
    let known = words(schema);
    if !known.is_empty() {
        let list = known.iter().map(|known| known.word).collect::<Vec<_>>().join(", ");
        return Some((format!("một trong các giá trị {list}"), format!("one of {list}")));
    }
    let (vi, en) = if allows(schema, "object") {
        ("một nhóm trường", "a group of fields")
    } else if allows(schema, "array") {
        (
            "một danh sách (mỗi mục một dòng bắt đầu bằng dấu gạch ngang)",
            "a list (one line an item, starting with a dash)",
        )
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
