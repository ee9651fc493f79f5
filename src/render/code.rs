//! Code samples as spans with classes; the colours are the stylesheet's.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use super::escape::escape;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Prefix of the classes, so that they never meet the stylesheet's own.
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "c-" };

/// `code` as HTML; plain text when nobody knows `language` (a name or a file ending such as `python`).
#[must_use]
pub fn highlight(language: &str, code: &str) -> String {
    let Some(syntax) = SYNTAXES.find_syntax_by_token(language).filter(|_| !language.is_empty()) else {
        return escape(code);
    };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        if generator.parse_html_for_line_which_includes_newline(line).is_err() {
            return escape(code);
        }
    }
    generator.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_in_a_known_language_gets_classes_and_no_style() {
        let html = highlight("python", "import csv # <b>\n");
        assert!(html.contains("class=\"c-"), "{html}");
        assert!(!html.contains("style="), "{html}");
        assert!(html.contains("&lt;b&gt;"), "{html}");
    }

    #[test]
    fn code_in_an_unknown_language_is_escaped_text() {
        assert_eq!(highlight("", "a < b"), "a &lt; b");
    }
}
