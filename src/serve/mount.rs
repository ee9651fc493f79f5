//! The path under which the site is served, and what a requested path means in it. Pure.

use crate::base::output::SitePath;

use super::error::ServeError;

/// The path under which the site is served: `/`, or such as `/chuyen-doi-so/`, to see whether the
/// site works below another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mount(String);

impl Default for Mount {
    fn default() -> Self {
        Self(String::from("/"))
    }
}

impl Mount {
    /// Checks and wraps a path; the slashes at both ends may be missing.
    ///
    /// # Errors
    /// [`ServeError::BadMount`] when a part is empty, `.`, `..`, or holds anything but ASCII
    /// letters, digits, `-`, `_` and `.`.
    pub fn parse(path: &str) -> Result<Self, ServeError> {
        if matches!(path, "" | "/") {
            return Ok(Self::default());
        }
        let inner = path.strip_prefix('/').unwrap_or(path);
        let inner = inner.strip_suffix('/').unwrap_or(inner);
        let plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.' | '/');
        match SitePath::parse(inner) {
            Ok(parts) if inner.chars().all(plain) => Ok(Self(format!("/{parts}/"))),
            _ => Err(ServeError::BadMount(path.to_owned())),
        }
    }

    /// The path, with a slash at both ends.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part of a decoded `path` that lies inside the site; empty for its home page.
    pub(super) fn inside<'p>(&self, path: &'p str) -> Option<&'p str> {
        path.strip_prefix(&self.0)
    }

    /// Whether `path` is the mount itself without its last slash.
    pub(super) fn lacks_slash(&self, path: &str) -> bool {
        self.0.strip_suffix('/') == Some(path)
    }
}

/// Replaces `%xx` by the bytes that they stand for. `None` when an escape is torn or the result is
/// not UTF-8.
pub(super) fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let (escape, tail) = rest.split_at_checked(2)?;
        let digit = |byte: u8| char::from(byte).to_digit(16);
        bytes.push(u8::try_from(digit(escape[0])? * 16 + digit(escape[1])?).ok()?);
        rest = tail;
    }
    String::from_utf8(bytes).ok()
}
