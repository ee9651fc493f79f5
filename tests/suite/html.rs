//! Just enough HTML to follow links: the start tags of a page with their attributes.

/// A start tag.
#[derive(Debug)]
pub struct Tag<'h> {
    pub name: &'h str,
    attributes: Vec<(&'h str, String)>,
}

impl Tag<'_> {
    /// The value of an attribute, entities resolved.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }

    /// All attributes.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (*name, value.as_str()))
    }
}

/// The start tags of `html`, in order. Every attribute must be quoted, as ours are.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            tags.push(tag);
            rest = after;
        }
    }
    tags
}

fn tag(text: &str) -> (Tag<'_>, &str) {
    let end = text.find(|character: char| character.is_whitespace() || character == '>').unwrap_or(text.len());
    let (name, mut rest) = text.split_at(end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return (Tag { name, attributes }, after);
        }
        let end = rest.find(|character: char| matches!(character, '=' | '>') || character.is_whitespace());
        let (name, after) = rest.split_at(end.unwrap_or_else(|| panic!("an unfinished tag: {text:.80}")));
        rest = after;
        let mut value = "";
        if let Some(after) = rest.strip_prefix("=\"") {
            (value, rest) = after.split_once('"').unwrap_or_else(|| panic!("an unfinished attribute: {text:.80}"));
        } else {
            assert!(!rest.starts_with('='), "an attribute without quotation marks: {text:.80}");
        }
        attributes.push((name, decode(value)));
    }
}

/// Entities → characters.
pub fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        let (entity, after) = rest[start + 1..].split_once(';').unwrap_or_else(|| panic!("a bare & in {text:.80}"));
        decoded.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "nbsp" => '\u{a0}',
            number => {
                let number = number.strip_prefix('#').unwrap_or_else(|| panic!("the entity &{number};"));
                let code = match number.strip_prefix('x') {
                    Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                    None => number.parse(),
                };
                char::from_u32(code.unwrap()).unwrap()
            }
        });
        rest = after;
    }
    decoded.push_str(rest);
    decoded
}

/// The file and the anchor to which a relative link on the page at `file` leads; `None` when it climbs out
/// of the site. A folder stands for its `index.html`, as on every server of static files.
pub fn resolve(file: &str, link: &str) -> Option<(String, Option<String>)> {
    let (path, fragment) =
        link.split_once('#').map_or((link, None), |(path, fragment)| (path, Some(fragment.to_owned())));
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() {
        return Some((file.to_owned(), fragment));
    }
    let mut parts = file.split('/').collect::<Vec<_>>();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            other => parts.push(other),
        }
    }
    if path.ends_with('/') || path.ends_with('.') {
        parts.push("index.html");
    }
    Some((parts.join("/"), fragment))
}

#[test]
fn links_resolve_as_browsers_resolve_them() {
    let to = |file: &str, link: &str| {
        resolve(file, link).map(|(file, anchor)| format!("{file}#{}", anchor.unwrap_or_default()))
    };
    assert_eq!(to("a/b/index.html", "../c/").as_deref(), Some("a/c/index.html#"));
    assert_eq!(to("a/b/index.html", "../../").as_deref(), Some("index.html#"));
    assert_eq!(to("a/b/index.html", "..").as_deref(), Some("a/index.html#"));
    assert_eq!(to("a/b/index.html", "#x").as_deref(), Some("a/b/index.html#x"));
    assert_eq!(to("a/b/index.html", "index.json").as_deref(), Some("a/b/index.json#"));
    assert_eq!(to("a/b/index.html", "./?q=1#y").as_deref(), Some("a/b/index.html#y"));
    assert_eq!(to("index.html", "../"), None);
}
