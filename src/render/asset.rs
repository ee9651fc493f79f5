//! The theme's static files, each under a name that changes with its bytes.
//!
//! The layers of the stylesheet become one file. A stylesheet or script that names another asset
//! (`url("x.woff2")`, `from "./x.js"`) is made to name its hashed form.

use std::collections::BTreeMap;

use super::icon;
use super::theme::ThemeFiles;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::Place;
use crate::base::source::SourcePath;
use crate::say;

/// Layers of the stylesheet, weakest first.
const LAYERS: [&str; 7] = ["faces", "tokens", "base", "layout", "status", "parts", "print"];

/// The stylesheet of the pages that others put into theirs, and the layers it takes over.
const EMBED: (&str, [&str; 2]) = ("embed.css", ["tokens", "status"]);

/// Draws a picture.
type Draw = fn() -> Vec<u8>;

/// Icons for those who do not read `icon.svg`: drawn, unless the theme brings its own.
const ICONS: [(&str, Draw); 2] = [("favicon.ico", icon::ico), ("apple-touch-icon.png", icon::touch)];

/// The assets: where each one is published, and its bytes.
#[derive(Debug, Default)]
pub struct Assets(BTreeMap<String, Asset>);

/// A published asset.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Address from the root of the site, such as `assets/site-0a1b2c3d4e.css`.
    pub address: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Assets {
    /// The asset that the theme calls `name`, such as `site.css`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Asset> {
        self.0.get(name)
    }

    /// All, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Asset)> {
        self.0.iter().map(|(name, asset)| (name.as_str(), asset))
    }
}

/// The address of `bytes` under the name `name`.
#[must_use]
pub fn hashed(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("assets/{stem}-{}.{extension}", &hash.as_str()[..10])
}

/// Gathers the assets of a theme.
///
/// # Errors
/// `bad-template` when a layer of the stylesheet is absent or two assets name each other in a circle.
pub fn gather(theme: &ThemeFiles) -> Result<Assets, Vec<Diagnostic>> {
    let mut raw = BTreeMap::new();
    let mut sources = BTreeMap::new();
    let mut diagnostics = Vec::new();
    let mut stylesheet = format!("@layer {};\n", LAYERS.join(","));
    let mut embedded = String::new();
    for layer in LAYERS {
        let path = format!("assets/{layer}.css");
        match theme.get(&path) {
            Some(file) => {
                let rules = format!("@layer {layer}{{\n{}}}\n", String::from_utf8_lossy(&file.bytes));
                stylesheet.push_str(&rules);
                if EMBED.1.contains(&layer) {
                    embedded.push_str(&rules);
                }
            }
            None => {
                let source = SourcePath::new(&format!("themes/default/{path}"));
                let message = say!("giao diện thiếu tệp {path}", "the theme lacks the file {path}");
                diagnostics.push(Diagnostic::error("bad-template", Place::file(source), message));
            }
        }
    }
    raw.insert("site.css".to_owned(), shortened(&stylesheet).into_bytes());
    for (name, file) in theme.below("assets/") {
        if !LAYERS.iter().any(|layer| name == format!("{layer}.css")) {
            raw.insert(name.to_owned(), file.bytes.to_vec());
            sources.insert(name.to_owned(), file.source.clone());
        }
    }
    if let Some(own) = raw.get_mut(EMBED.0) {
        embedded.push_str(&String::from_utf8_lossy(own));
        *own = shortened(&embedded).into_bytes();
    }
    for (name, draw) in ICONS {
        raw.entry(name.to_owned()).or_insert_with(draw);
    }
    let mut assets = Assets::default();
    for name in raw.keys() {
        if publish(name, &raw, &mut Vec::new(), &mut assets).is_err() {
            let source =
                sources.get(name).cloned().unwrap_or_else(|| SourcePath::new("themes/default/assets/base.css"));
            let message = say!(
                "tệp này và tệp mà nó gọi tới gọi vòng lẫn nhau",
                "this file and one that it names name each other in a circle"
            );
            diagnostics.push(Diagnostic::error("bad-template", Place::file(source), message));
            break;
        }
    }
    if diagnostics.is_empty() { Ok(assets) } else { Err(diagnostics) }
}

/// Two assets name each other.
struct Circle;

fn publish(
    name: &str,
    raw: &BTreeMap<String, Vec<u8>>,
    under_way: &mut Vec<String>,
    assets: &mut Assets,
) -> Result<(), Circle> {
    if assets.0.contains_key(name) {
        return Ok(());
    }
    if under_way.iter().any(|other| other == name) {
        return Err(Circle);
    }
    under_way.push(name.to_owned());
    let mut bytes = raw[name].clone();
    if matches!(name.rsplit_once('.'), Some((_, "css" | "js"))) {
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        for other in raw.keys().filter(|other| *other != name) {
            for (opening, closing) in [("url(\"", "\")"), ("\"./", "\""), ("'./", "'")] {
                let named = format!("{opening}{other}{closing}");
                if text.contains(&named) {
                    publish(other, raw, under_way, assets)?;
                    let address = &assets.0[other].address;
                    let file = address.strip_prefix("assets/").unwrap_or(address);
                    text = text.replace(&named, &format!("{opening}{file}{closing}"));
                }
            }
        }
        if name.ends_with(".js") {
            text = shortened_script(&text);
        }
        bytes = text.into_bytes();
    }
    under_way.pop();
    assets.0.insert(name.to_owned(), Asset { address: hashed(name, &bytes), bytes });
    Ok(())
}

/// A script without indentation, the comments that fill whole lines, and line ends that end nothing.
///
/// A text in backticks that runs over lines could hold anything, so a script that has one stays as it is.
fn shortened_script(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return script.to_owned();
    }
    let mut short = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        in_comment |= line.starts_with("/**") && !line.contains("*/");
        let is_comment = in_comment || line.starts_with("//") || line.starts_with("/**") && line.ends_with("*/");
        in_comment &= !line.contains("*/");
        if !is_comment && !line.is_empty() {
            let line = tight(&without_types(line));
            short.push_str(&line);
            if line.contains("//") || !line.ends_with([';', '{', ',']) {
                short.push('\n');
            }
        }
    }
    short
}

/// A line of a script without the spaces around signs, texts in quotes and backticks left alone.
///
/// Only of a line that cannot hold a pattern, a comment or a text that is hard to tell, for it has no backslash, no
/// other quotes, and no slash but the one that divides, with spaces around it. Plus and minus lose theirs only between
/// words and brackets: `a + +b` is not `a++b`.
fn tight(line: &str) -> String {
    let may_be_pattern = line.matches('/').count() != line.matches(" / ").count();
    if may_be_pattern || line.contains(['\'', '\\']) || line.matches('"').count() % 2 == 1 {
        return line.to_owned();
    }
    let is_sign = |character: char| "=,;:?(){}[]&|<>*%/!".contains(character);
    let is_word = |one: char| one.is_ascii_alphanumeric() || one == '_';
    let is_end = |one: Option<char>| one.is_some_and(|one| is_word(one) || one == ')' || one == ']');
    let is_start = |one: Option<char>| one.is_some_and(|one| is_word(one) || one == '(');
    let mut tight = String::with_capacity(line.len());
    let mut characters = line.chars();
    let mut inside = None;
    while let Some(character) = characters.next() {
        match inside {
            Some(quote) if quote == character => inside = None,
            None if matches!(character, '"' | '`') => inside = Some(character),
            _ => {}
        }
        let ahead = characters.as_str();
        let at_sign = tight.ends_with(is_sign) || ahead.starts_with(is_sign);
        let in_sum = is_end(tight.chars().next_back()) && ahead.starts_with(['+', '-']);
        if inside.is_none()
            && character == ' '
            && in_sum
            && ahead[1..].starts_with(' ')
            && is_start(ahead.chars().nth(2))
        {
            tight.extend(characters.next());
            characters.next();
        } else if inside.is_some() || character != ' ' || !at_sign {
            tight.push(character);
        }
    }
    tight
}

/// A line without the types in comments that stand inside it.
fn without_types(line: &str) -> String {
    let mut rest = line;
    let mut short = String::with_capacity(line.len());
    while let Some((before, (_, after))) =
        rest.split_once("/** @type ").and_then(|(before, inside)| Some((before, inside.split_once("*/")?)))
    {
        short.push_str(before);
        rest = after.trim_start();
    }
    short.push_str(rest);
    short
}

/// The stylesheet without comments, indentation and the spaces that only people need.
fn shortened(stylesheet: &str) -> String {
    let mut short = String::with_capacity(stylesheet.len());
    let mut rest = stylesheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        short.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    short.push_str(rest);
    let lines = short.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut tight = lines.collect::<Vec<_>>().join("\n");
    // A space before a colon means something (a descendant), one after it never does.
    for line_end in ["{", "}", ";", ","] {
        tight = tight.replace(&format!("{line_end}\n"), line_end);
    }
    for (loose, close) in
        [(": ", ":"), ("; ", ";"), (", ", ","), (" {", "{"), ("{ ", "{"), (" }", "}"), (";}", "}"), (" > ", ">")]
    {
        tight = tight.replace(loose, close);
    }
    tight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_loses_spaces_around_signs_but_never_inside_a_text_or_a_pattern() {
        for (line, short) in [
            ("const add = (left, right) => { return left + right; };", "const add=(left,right)=>{return left+right;};"),
            ("value = a + +b - -c;", "value=a + +b - -c;"),
            ("return [first, ...rest];", "return[first,...rest];"),
            ("say(\"a = b, c\") ;", "say(\"a = b, c\");"),
            ("let text = \"\", rest = \" ; \";", "let text=\"\",rest=\" ; \";"),
            ("const unsure = 'a = b';", "const unsure = 'a = b';"),
            ("match = text.match(/a = b/);", "match = text.match(/a = b/);"),
            ("const part = (a + b) / c; // d", "const part = (a + b) / c; // d"),
            ("const part = (a + b) / c !== d - 1;", "const part=(a+b)/c!==d-1;"),
            ("say(`a = \"${b, c}\" / d`) ;", "say(`a = \"${b, c}\" / d`);"),
        ] {
            assert_eq!(tight(line), short);
        }
    }
}
