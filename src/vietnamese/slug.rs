//! Names for paths: lower-case ASCII.

use super::fold::fold;

/// Lower-case ASCII letters and digits, joined by single hyphens: `449-KL/TU` becomes `449-kl-tu`.
///
/// Empty when the text has neither a letter nor a digit. Never used for addresses of provisions,
/// because `d` and `đ` fall together here.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in fold(text).chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}
