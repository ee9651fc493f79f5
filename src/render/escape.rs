//! Text inside HTML, for the places where Rust writes HTML itself.

/// `text` with the five characters of HTML written as entities.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    escape_into(&mut escaped, text);
    escaped
}

/// Appends `text` with the five characters of HTML written as entities.
pub fn escape_into(html: &mut String, text: &str) {
    pieces(text, |piece| html.push_str(piece));
}

/// Hands the pieces of `text` to `take`: stretches that need no entity whole, and entities.
#[inline]
pub fn pieces<'t>(text: &'t str, mut take: impl FnMut(&'t str)) {
    let mut start = 0;
    for (offset, byte) in text.bytes().enumerate() {
        let Some(entity) = entity(byte) else { continue };
        take(&text[start..offset]);
        take(entity);
        start = offset + 1;
    }
    take(&text[start..]);
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
