//! Text inside HTML, for the places where Rust writes HTML itself.

use std::fmt::{self, Write};

/// `text` with the five characters of HTML written as entities.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    pieces(text, |piece| escaped.push_str(piece));
    escaped
}

/// Writes `text` as `{{ text }}` does, with the five characters of HTML as entities.
///
/// # Errors
/// When `html` cannot be written.
pub fn escape_into(html: &mut impl Write, text: &str) -> fmt::Result {
    let mut written = Ok(());
    pieces(text, |piece| written = written.and_then(|()| html.write_str(piece)));
    written
}

/// Hands the pieces of `text` to `take`: stretches that need no entity whole, and entities.
#[inline]
fn pieces<'t>(text: &'t str, mut take: impl FnMut(&'t str)) {
    let mut start = 0;
    let mut offset = 0;
    let bytes = text.as_bytes();
    while let Some(rest) = bytes.get(offset..).filter(|rest| !rest.is_empty()) {
        // Most stretches have no such character: 32 bytes are looked at in one go.
        if let Some((stretch, _)) = rest.split_first_chunk::<32>()
            && !stretch.iter().fold(false, |found, byte| found | is_special(*byte))
        {
            offset += stretch.len();
            continue;
        }
        let end = bytes.len().min(offset + 32);
        for (at, byte) in (offset..).zip(&bytes[offset..end]) {
            let Some(entity) = entity(*byte) else { continue };
            take(&text[start..at]);
            take(entity);
            start = at + 1;
        }
        offset = end;
    }
    if start < text.len() {
        take(&text[start..]);
    }
}

#[inline]
const fn is_special(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')
}

#[inline]
const fn entity(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        _ => None,
    }
}
